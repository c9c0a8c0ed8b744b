"""The outlook as FHIR: the field's own library reads it, nothing in it looks measured, the numbers are the answer's."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle

import osteotwin as ot
from osteotwin.cli.main import main


@pytest.fixture(scope="module")
def answer(demo_answer: dict[str, Any]) -> dict[str, Any]:
    return demo_answer


@pytest.fixture
def resources(answer: dict[str, Any]) -> dict[str, list[Any]]:
    """By type, as the library reads them; what it reads it writes back the same."""
    text = ot.answer_to_fhir(answer)
    bundle = Bundle.model_validate_json(text)
    assert json.loads(bundle.model_dump_json()) == json.loads(text)
    found: dict[str, list[Any]] = {}
    for entry in bundle.entry:
        found.setdefault(type(entry.resource).__name__, []).append(entry.resource)
    assert len({entry.fullUrl for entry in bundle.entry}) == len(bundle.entry)
    addresses = {entry.fullUrl for entry in bundle.entry}
    for one in (*found["Observation"], *found["CarePlan"]):
        assert one.subject.reference in addresses
    return found


@pytest.mark.slow
def test_every_value_and_interval_is_the_answers(
    answer: dict[str, Any], resources: dict[str, list[Any]]
) -> None:
    told = {(one.code.coding[0].code, str(one.effectiveDateTime)): one for one in resources["Observation"]}
    last = answer["dates"][-1]
    for site in ("lumbar_spine", "total_hip", "femoral_neck"):
        for key in ("bone", "t_score"):
            band, one = answer["sites"][site][key], told[f"{site}.{key}", last]
            assert float(one.valueQuantity.value) == pytest.approx(band["median"][-1], abs=1e-4)
            ends = {part.code.coding[0].code: float(part.valueQuantity.value) for part in one.component}
            assert ends == {
                end: pytest.approx(band[end][-1], abs=1e-4) for end in ("lo50", "hi50", "lo90", "hi90")
            }
    kept = answer["verdict"]["years"]["3"]["kept"]
    one = told["verdict.kept", last]
    assert float(one.valueQuantity.value) == pytest.approx(100 * kept["probability"])
    assert one.interpretation[0].text == kept["class"]


def test_nothing_can_be_taken_for_measured(answer: dict[str, Any], resources: dict[str, list[Any]]) -> None:
    for one in resources["Observation"]:
        assert one.status == "preliminary"
        assert "simulation" in one.method.text
        assert str(one.effectiveDateTime) > answer["today"]
        assert {coding.system for coding in one.code.coding} == {"urn:osteotwin:outlook"}
    (plan,) = resources["CarePlan"]
    assert (plan.status, plan.intent) == ("draft", "proposal")
    assert plan.note[0].text == answer["disclaimer"]


def test_no_expected_value_comes_back_as_a_measured_one(answer: dict[str, Any], tmp_path: Path) -> None:
    path, person = tmp_path / "answer.json", tmp_path / "person.toml"
    path.write_text(ot.answer_to_fhir(answer), encoding="utf-8")
    person.write_text(ot.demo_path().read_text(encoding="utf-8"), encoding="utf-8")
    assert ot.preview_import(path, person).taken == ()


def test_name_stays_out_and_versions_are_in(answer: dict[str, Any], resources: dict[str, list[Any]]) -> None:
    text = ot.answer_to_fhir(answer)
    assert answer["inputs"]["person"]["name"] not in text
    (patient,) = resources["Patient"]
    assert json.loads(patient.model_dump_json())["birthDate"] == answer["inputs"]["person"]["birth_date"][:4]
    (device,) = resources["Device"]
    assert {one.type.text: one.value for one in device.version} == {
        name: str(value) for name, value in answer["versions"].items()
    }
    assert ot.answer_to_fhir(answer) == text


def test_what_is_forbidden_is_not_to_be_done_and_the_rest_is(answer: dict[str, Any]) -> None:
    forbidding = copy.deepcopy(answer)
    forbidding["verdict"]["refused"] = [
        {"what": "rope_jumping", "label": "rope jumping", "why": "a broken spine"}
    ]
    bundle = Bundle.model_validate_json(ot.answer_to_fhir(forbidding))
    details = [part.detail for part in bundle.entry[-1].resource.activity]
    not_to_be_done = [one for one in details if one.doNotPerform]
    assert [one.description.partition(",")[0] for one in not_to_be_done] == ["rope jumping"]
    assert not_to_be_done[0].reasonCode[0].text == "a broken spine"
    assert len(details) > len(answer["inputs"]["plan"])  # tests to ask for are in it


@pytest.mark.parametrize(("from_day", "status"), [(-100.0, "in-progress"), (0.0, "not-started")])
def test_what_is_taken_and_is_not_to_be_is_no_thing_that_never_began(
    answer: dict[str, Any], from_day: float, status: str
) -> None:
    changed = copy.deepcopy(answer)
    entry = changed["inputs"]["plan"][0] | {"from_day": from_day, "group": "a", "part": "a"}
    changed["inputs"]["plan"][0] = entry
    changed["verdict"]["refused"] = [{"what": "a", "label": "a", "why": "thick blood"}]
    bundle = Bundle.model_validate_json(ot.answer_to_fhir(changed))
    (one,) = [part.detail for part in bundle.entry[-1].resource.activity if part.detail.doNotPerform]
    assert (one.status, one.reasonCode[0].text) == (status, "thick blood")


def test_drugs_in_no_number_are_activities_and_a_test_is_asked_for_once(answer: dict[str, Any]) -> None:
    changed = copy.deepcopy(answer)
    row = {"label": "Nandrolone", "text": "50 mg", "until": None}
    changed["inputs"]["not_simulated"] = [
        row | {"where": "plan", "from": "2020-01-01"},
        row | {"where": "habits", "from": None, "label": "Cinacalcet"},
        row | {"where": "plan", "from": "2999-01-01", "label": "Calcitriol"},
        row | {"where": "history", "from": "2020-01-01", "label": "Trenbolone"},
    ]
    guidelines = changed["verdict"]["guidelines"]
    guidelines["work_up"] = [{"test": "estradiol", "why": "low", "status": "ask for", "source": "A"}]
    guidelines["follow_up"] = [{"label": "estradiol", "because": "late", "on": "2027-02-01", "source": "B"}]
    bundle = Bundle.model_validate_json(ot.answer_to_fhir(changed))
    details = [part.detail for part in bundle.entry[-1].resource.activity]
    outside = {one.code.text: one.status for one in details if "in no number" in one.description}
    assert outside == {"Nandrolone": "in-progress", "Cinacalcet": "in-progress", "Calcitriol": "not-started"}
    (test,) = [one for one in details if one.code.text == "estradiol"]
    assert [reason.text for reason in test.reasonCode] == ["low", "late"]
    assert str(test.scheduledPeriod.start) == "2027-02-01"
    assert test.description == "estradiol (A; B)"


def test_what_could_not_be_computed_is_absent_not_zero(answer: dict[str, Any]) -> None:
    failed = copy.deepcopy(answer)
    for values in failed["sites"]["total_hip"]["bone"].values():
        values[-1] = None
    bundle = Bundle.model_validate_json(ot.answer_to_fhir(failed))
    (one,) = [
        entry.resource
        for entry in bundle.entry
        if type(entry.resource).__name__ == "Observation"
        and entry.resource.code.coding[0].code == "total_hip.bone"
        and str(entry.resource.effectiveDateTime) == answer["dates"][-1]
    ]
    assert one.valueQuantity is None
    assert one.component is None
    assert one.dataAbsentReason.text == "could not be computed"


@pytest.mark.slow
def test_the_command_writes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["export", "fhir", str(ot.demo_path()), "--people", "3"]) == 0
    written = Path("demo.fhir.json").read_text(encoding="utf-8")
    assert written == ot.answer_to_fhir(ot.run(ot.demo_path(), people=3))

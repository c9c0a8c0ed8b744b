"""Fields beside a value of a record hold only words that are known; headings of tables say of what their rows are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.importing.reading_in import read_in, reasons, values, written
from tests.importing.test_fhir import PATIENT, bundle, observation
from tests.importing.test_fhir_systems import DAILY, medicine, quantities

SNOMED, ICD = "http://snomed.info/sct", "http://hl7.org/fhir/sid/icd-10-cm"
HIP = ("", "Total hip T-score", -1.7, "")
ESTRADIOL = ("2243-4", "Estradiol", 18.0, "pg/mL")


def told(words: str) -> dict[str, str]:
    return {"text": words}


@pytest.mark.parametrize("value", [
    *(("", f"Total hip T-score {words}", -1.7, "") for words in (
        "2019", "in 5 years", "if untreated", "REMS", "reference", "mean of cohort", "left (replaced)", "of Anna")),
    ("", "Hip axis length T-score", -1.0, ""), ("", "Lumbar spine T-score lowest", -2.0, ""),
    ("", "Total hip T-score", -1.7, "%"), ("", "Total hip T-score", -1.7, "g/cm2"),
    # Codes of other specimens and other weights, which are not known here.
    ("2990-0", "Testosterone", 18.0, "ng/dL"), ("17862-4", "Calcium", 9.4, "mg/dL"), ("50064-5", "Weight", 58.0, "kg"),
])  # fmt: skip
def test_what_a_value_is_called_may_not_say_more(value: tuple[str, str, float, str], tmp_path: Path) -> None:
    preview = read_in(bundle(tmp_path, PATIENT, observation(*value)), tmp_path)
    assert not values(preview)
    assert value[1] in reasons(preview)


@pytest.mark.parametrize(("value", "more"), [
    *((HIP, {"method": told(one)}) for one in ("CT", "opportunistic CT", "X-ray", "AI", "visual", "self-reported")),
    *((HIP, {"device": {"display": one}}) for one in ("EchoS", "Achilles", "Mindways", "phantom")),
    *((HIP, {"note": [told(one)]}) for one in ("QCT", "metal implant")),
    (HIP, {"category": [told("Goal")]}), (HIP, {"bodySite": told("Lumbar spine")}),
    *((ESTRADIOL, {"method": told(one)}) for one in ("hair", "dried blood spot", "calculated", "literature")),
    *((ESTRADIOL, {"interpretation": [told(one)]}) for one in ("not this patient", "saliva", "unconfirmed")),
    *((ESTRADIOL, {"note": [told(one)]}) for one in ("saliva", "not this patient")),
    (ESTRADIOL, {"meta": {"tag": [{"code": "HTEST"}]}}),
    (ESTRADIOL, {"subject": {"reference": "RelatedPerson/3", "display": "Sam"}}),
])  # fmt: skip
def test_a_field_whose_words_are_not_known_is_named(
    value: tuple[str, str, float, str], more: dict[str, Any], tmp_path: Path
) -> None:
    preview = read_in(bundle(tmp_path, PATIENT, observation(*value, **more)), tmp_path)
    assert not values(preview)
    assert reasons(preview)


@pytest.mark.parametrize(("value", "more"), [
    (HIP, {"method": told("Dual energy X-ray absorptiometry")}), (HIP, {"device": {"display": "Horizon A (S/N 12)"}}),
    (("", "DXA Hip - left T-score total", -1.7, "{T-score}"), {"category": [told("Imaging")]}),
    (ESTRADIOL, {"method": told("LC-MS/MS"), "interpretation": [told("Low")], "category": [told("Laboratory")]}),
    (ESTRADIOL, {"method": told("Roche Elecsys E2 III"), "note": [told("fasting")]}),
    (("", "Lumbar spine T-score", -1.0, ""), {"interpretation": [told("Osteopenia")]}),
])  # fmt: skip
def test_words_that_change_nothing_leave_a_value(
    value: tuple[str, str, float, str], more: dict[str, Any], tmp_path: Path
) -> None:
    preview = read_in(bundle(tmp_path, PATIENT, observation(*value, **more)), tmp_path)
    assert len(values(preview)) == 1


@pytest.mark.parametrize(("report", "taken"), [
    ("Urinalysis", False), ("Saliva panel", False), ("Hair mineral analysis", False), ("Basic metabolic panel", True),
])  # fmt: skip
def test_the_report_of_a_value_says_of_what_it_is(report: str, taken: bool, tmp_path: Path) -> None:
    calcium = observation("", "Calcium", 9.2, "mg/dL", id="o1")
    of_it = {"resourceType": "DiagnosticReport", "status": "final", "code": told(report),
             "result": [{"reference": "Observation/o1"}]}  # fmt: skip
    preview = read_in(bundle(tmp_path, PATIENT, of_it, calcium), tmp_path)
    assert bool(values(preview)) is taken


@pytest.mark.parametrize(("heading", "taken"), [
    ("Urine", False), ("Urinalysis", False), ("Husband", False), ("Anna", False), ("Goals", False), ("Hair", False),
    ("24h collection", False), ("Hormones", True), ("Chemistry", True), ("SERUM", True),
])  # fmt: skip
def test_rows_beneath_a_heading_are_of_it(heading: str, taken: bool, tmp_path: Path) -> None:
    table = f"Test,Result,Unit,Date\n{heading},,,\nCalcium,9.2,mg/dL,2025-05-12\nBlood,,,\nPTH,40,pg/mL,2025-05-12\n"
    preview = read_in(written(tmp_path, "labs.csv", table), tmp_path)
    assert set(values(preview)) == ({"serum_calcium", "pth"} if taken else {"pth"})


@pytest.mark.parametrize(("more", "words"), [
    ({"note": [told("questionable")]}, "questionable"),
    ({"code": {"text": "Diabetes", "coding": [{"system": SNOMED, "code": "160303001"}]}}, "160303001"),
    ({"code": {"text": "Diabetes", "coding": [{"system": ICD, "code": "K21.9"}]}}, ""),
    ({"code": told("Acute renal failure")}, ""), ({"code": told("Acute diabetes")}, ""),
    ({"code": told("Pregnancy"), "onsetDateTime": "2001-01-01"}, ""),
])  # fmt: skip
def test_a_condition_beside_words_is_named_or_shows_them(
    more: dict[str, Any], words: str, tmp_path: Path
) -> None:
    one = {"resourceType": "Condition", "subject": {"reference": "Patient/p1"},
           "clinicalStatus": {"coding": [{"code": "active"}]},
           "code": told("Diabetes"), **more}  # fmt: skip
    preview = read_in(bundle(tmp_path, PATIENT, one), tmp_path)
    notes = [one.note for one in preview.taken if "conditions" in one.keys]
    assert len(notes) == bool(words)
    assert all(words in note for note in notes)


@pytest.mark.parametrize(("words", "taken"), [
    ("ran out", False), ("planned", False), ("ab März", False), ("well tolerated", True), ("for osteoporosis", True),
])  # fmt: skip
def test_notes_on_a_medicine_are_understood_and_shown_or_it_is_named(
    words: str, taken: bool, tmp_path: Path
) -> None:
    dose = {**DAILY, "doseAndRate": quantities((1000, "IU"))}
    drug = {**medicine("Vitamin D3 1000 IU", **dose), "note": [told(words)]}
    preview = read_in(bundle(tmp_path, PATIENT, drug), tmp_path)
    notes = [one.note for one in preview.taken if ".".join(one.table) == "plan.supplement"]
    assert notes == ([f'its words: "{words}"'] if taken else [])


@pytest.mark.parametrize(
    "meta", ["HTEST", ["HTEST"], {"tag": "HTEST"}, {"security": {"code": "HTEST"}}, {"tag": [3]}]
)
def test_labels_of_another_form_break_nothing(tmp_path: Path, meta: object) -> None:
    labelled = {**observation(*ESTRADIOL), "meta": meta}
    preview = read_in(bundle(tmp_path, PATIENT, labelled), tmp_path)
    assert preview.taken or preview.not_understood

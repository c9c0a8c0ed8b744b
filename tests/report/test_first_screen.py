"""What stands first: the title names what is in the numbers, and each sentence what it is about."""

from __future__ import annotations

from typing import Any

import pytest

from osteotwin.cli.answering import deliver
from osteotwin.endpoints import MEASURED
from osteotwin.errors import SimulationError
from osteotwin.report.first_screen import MOST_DATES, about, caveat, drugs, first_day, next_dates
from osteotwin.report.reference import sentence


def _drug(group: str) -> dict[str, Any]:
    return {"group": group, "category": "drug", "label": group.capitalize(), "text": "1 mg every day"}


def test_drugs_are_listed_with_commas_and_without_what_is_refused(answer: dict[str, Any]) -> None:
    answer["inputs"]["plan"] = [
        _drug(group) for group in ("anastrozole", "letrozole", "tamoxifen", "raloxifene")
    ]
    answer["verdict"]["refused"] = [{"what": "tamoxifen", "label": "tamoxifen", "why": "An example."}]
    assert [name.split()[0] for name in drugs(answer)] == ["Anastrozole", "Letrozole", "Raloxifene"]
    assert "Anastrozole 1 mg every day, Letrozole 1 mg every day and Raloxifene" in about(answer)


def test_who_has_no_plan_is_told_of_the_outlook(answer: dict[str, Any]) -> None:
    answer["outside_tested_range"] = ["age"]
    assert "The plan goes beyond" in caveat(answer)
    answer["inputs"]["plan"] = []
    assert "The outlook goes beyond" in caveat(answer)


@pytest.mark.parametrize("as_json", [False, True])
def test_why_there_is_no_verdict_is_said_once(
    answer: dict[str, Any], capsys: pytest.CaptureFixture[str], as_json: bool
) -> None:
    why = "No verdict: the simulation of everybody failed."
    answer["verdict"] |= {"years": {}, "lines": [], "headline": why}
    answer["failed"]["too_many"] = True
    with pytest.raises(SimulationError) as error:
        deliver(answer, None, as_json=as_json)
    assert (str(error.value) == why) is as_json
    assert capsys.readouterr().out.count(why) == 1


def test_what_begins_small_before_capitals_stays_so() -> None:
    assert (MEASURED["egfr"].title, MEASURED["creatinine"].title) == ("eGFR", "Creatinine")


def test_a_bone_drug_that_has_ended_stands_in_the_title(answer: dict[str, Any]) -> None:
    ended = [
        ("denosumab", "bone_drug", "2025-09-01"),
        ("risedronate", "bone_drug", "2019-01-01"),
        ("letrozole", "drug", "2025-12-01"),
    ]
    answer["inputs"]["history"] = [
        _drug(group) | {"category": sort, "until": until} for group, sort, until in ended
    ]
    assert ", after denosumab until 1 September 2025, " in about(answer).replace("\u00a0", " ")
    answer["inputs"]["history"] = []
    assert "after" not in about(answer)


def test_a_range_without_a_standing_says_why() -> None:
    entry = {"reference": {"text": "0.2 to 0.7 ng/mL", "standing": None}, "plan": {}}
    assert (
        sentence(entry, 0)
        == "Reference range 0.2 to 0.7 ng/mL; of this signal the model gives the change alone."
    )
    entry["reference"] = {"text": "1 to 2 ng/mL", "standing": ["within", "above"]}
    assert sentence(entry, 1) == "Reference range 1 to 2 ng/mL: within today, above at the end."


def _due(*rows: tuple[str, str]) -> list[dict[str, str]]:
    return [
        {"measure": measure, "on": on, "label": measure, "because": "b", "source": "s"}
        for measure, on in rows
    ]


@pytest.mark.parametrize(
    ("rows", "earliest", "shown"),
    [
        (
            [("scan", "2027-06-03"), ("25ohd", "2027-02-02"), ("ctx", "2026-11-29"), ("serum_calcium", "2026-11-29")],
            ["serum_calcium", "ctx"],
            ["serum_calcium", "ctx", "25ohd", "scan"],
        ),
        (
            [("scan", "2026-11-29"), ("estradiol", "2026-11-29"), ("hematocrit", "2026-11-29")],
            ["hematocrit", "estradiol", "scan"],
            ["hematocrit", "estradiol", "scan"],
        ),
        ([("scan", "2026-11-29"), ("25ohd", "2027-01-01")], ["scan"], ["scan", "25ohd"]),
        ([], [], []),
    ],
)  # fmt: skip
def test_the_earliest_comes_first_and_what_a_drug_endangers_before_a_scan(
    answer: dict[str, Any], rows: list[tuple[str, str]], earliest: list[str], shown: list[str]
) -> None:
    answer["verdict"]["guidelines"]["follow_up"] = _due(*rows)
    assert [row["measure"] for row in first_day(answer)] == earliest
    assert [row["measure"] for row in next_dates(answer, MOST_DATES)] == shown


def test_a_drug_that_is_taken_and_forbidden_stands_in_the_title_and_with_what_follows(
    answer: dict[str, Any],
) -> None:
    answer["inputs"]["plan"] = [_drug("anastrozole"), _drug("testosterone_gel")]
    row = {
        "what": "testosterone_gel",
        "label": "testosterone gel",
        "why": "Why.",
        "follows": "It ends today.",
    }
    answer["verdict"]["refused"] = [row]
    assert "Anastrozole 1 mg every day and testosterone gel (forbidden, in no number)" in about(answer)
    assert "It ends today." in caveat(answer)
    answer["verdict"]["refused"] = [row | {"follows": ""}]
    assert "testosterone gel (forbidden" not in about(answer)

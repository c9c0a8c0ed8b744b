"""What the answer says of the measurements: what they did, which do not fit, and what to measure next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest
from tests.schemas import validate
from tests.situations import make_person

import osteotwin as ot
from osteotwin.explaining.contradiction import contradicting, contradiction_flags
from osteotwin.parameters import starting_values
from osteotwin.people.person import Measurement
from osteotwin.protocol.interventions import DrugCourse, Protocol

PERSON = make_person(Protocol((DrugCourse("anastrozole", 1, 1),)), until=date(2028, 2, 1))


def scan(day: date, what: str, value: float) -> Measurement:
    return Measurement(day, what, value, "g/cm2", f"{value:g} g/cm^2", device="hologic")


def lab(what: str, value: float) -> Measurement:
    return Measurement(date(2026, 1, 12), what, value, "", f"{value:g}", assay="lc-ms")


EARLIER, LATER = date(2024, 1, 12), date(2026, 1, 12)
AGREEING = (
    scan(EARLIER, "bmd_total_hip", 0.95),
    scan(LATER, "bmd_total_hip", 0.94),
    lab("testosterone", 400.0),
)
APART = (scan(EARLIER, "bmd_total_hip", 0.98), scan(LATER, "bmd_total_hip", 0.70))


@cache
def answer(*rows: Measurement, people: int = 20) -> dict[str, Any]:
    return ot.run(replace(PERSON, measurements=rows), people=people, parameters=starting_values())


@pytest.mark.parametrize("rows", [(), AGREEING, APART], ids=["nothing", "agreeing", "contradicting"])
def test_it_keeps_to_its_schema(rows: tuple[Measurement, ...]) -> None:
    validate(answer(*rows), ot.schema("answer"))


def test_without_measurements_it_is_the_answer_of_people_like_him() -> None:
    found = answer()
    fit = found["fit"]
    assert "people like this person. Measure first: DXA of spine and hip." in fit["text"]
    assert fit["effective_sample_size"] is None
    assert (fit["by_measurement"], fit["surprising"], found["next_measurement"]) == ([], [], [])
    assert all(entry["before"] == entry["after"] for entry in fit["before_after"].values())


@pytest.mark.slow
def test_two_scans_narrow_the_outlook_of_their_site() -> None:
    # Of 400 people: the ends of an interval of a few are draws, which a processor that rounds otherwise moves.
    hip = answer(*AGREEING, people=400)["fit"]["before_after"]["total_hip"]
    before, after = (hip[when]["hi90"] - hip[when]["lo90"] for when in ("before", "after"))
    assert after < before


def test_measurements_that_agree_are_all_said_to_count_and_none_to_surprise() -> None:
    found = answer(*AGREEING)
    assert found["fit"]["text"] == "All 3 measurements count."
    assert found["fit"]["effective_sample_size"] > 100
    assert not contradicting(found["fit"])
    assert not [flag for flag in found["flags"] if "Measurements contradict" in flag["text"]]


def test_what_told_most_stands_first() -> None:
    fit = answer(*AGREEING)["fit"]
    widths = {
        site: entry["after"]["hi90"] - entry["after"]["lo90"] for site, entry in fit["before_after"].items()
    }
    told = [
        sum(max(one["narrows"], 0) + abs(one["moves"]) / widths[site] for site, one in row["sites"].items())
        for row in fit["by_measurement"]
    ]
    assert told == sorted(told, reverse=True)
    assert {row["what"] for row in fit["by_measurement"]} <= {"bmd_total_hip", "testosterone"}


def test_scans_that_cannot_both_be_right_warn_and_leave_the_verdict_open() -> None:
    found = answer(*APART)
    names = contradicting(found["fit"])
    assert names
    assert set(names) <= {f"Total hip BMD of {day}" for day in (EARLIER, LATER)}
    flags = [flag for flag in found["flags"] if "Measurements contradict each other" in flag["text"]]
    assert [flag["severity"] for flag in flags] == ["ask_first"]
    assert all(name in flags[0]["text"] for name in names)
    verdict = found["verdict"]
    assert {one["class"] for year in verdict["years"].values() for one in year.values() if one} == {"open"}
    assert all("measurements contradict each other" in line["text"] for line in verdict["lines"][1:])


def test_a_surprise_that_is_no_contradiction_is_no_warning() -> None:
    row = {"what": "ctx", "label": "CTX", "date": "2026-01-12", "text": "CTX lies far out."}
    fit = {"surprising": [row | {"contradicts": False}, row | {"label": "P1NP", "contradicts": True}]}
    assert contradicting(fit) == ["P1NP of 2026-01-12"]
    (flag,) = contradiction_flags(fit)
    assert "P1NP of 2026-01-12 does not fit to all others" in flag.text
    assert "CTX" not in flag.text
    assert not list(contradiction_flags({"surprising": fit["surprising"][:1]}))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((AGREEING[1],), "The one measurement counts."),
        (
            (AGREEING[1], lab("hematocrit", 50.0)),
            "Of 2 measurements 1 moves the simulation; Hematocrit is used by flags.",
        ),
        pytest.param(
            (lab("testosterone", 400.0),),
            "The one measurement counts. None is a scan. Measure first: DXA",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            (lab("testosterone", 400.0), lab("dkk1", 1.0)),
            "1 of 2 measurements count; of the others it is said why they do not. None is a scan. Measure first: DXA",
            marks=pytest.mark.slow,
        ),
        ((lab("dkk1", 1.0),), "None of the measurements says anything of this person's own bone"),
    ],
)
def test_it_is_said_how_many_count(rows: tuple[Measurement, ...], said: str) -> None:
    text = answer(*rows)["fit"]["text"]
    assert text == said if said.endswith(("counts.", "flags.")) else text.startswith(said)


def test_the_next_measurement_lies_ahead_and_the_best_stands_first() -> None:
    found = answer(*AGREEING)
    rows = found["next_measurement"]
    assert rows
    assert all(found["today"] < row["when"] < found["inputs"]["until"] for row in rows)
    assert [row["narrows"] for row in rows] == sorted((row["narrows"] for row in rows), reverse=True)
    assert rows[0]["label"] == "DXA of spine and hip"


def test_of_one_measurement_one_day_is_told() -> None:
    found = answer(*AGREEING)
    due = {row["measure"]: row["on"] for row in found["verdict"]["guidelines"]["follow_up"]}
    worth = {
        "scan" if row["what"] == "dxa" else row["what"]: row["when"] for row in found["next_measurement"]
    }
    both = due.keys() & worth.keys()
    assert {"scan", "estradiol"} <= due.keys()
    assert "scan" in both
    assert {what: worth[what] for what in both} == {what: due[what] for what in both}

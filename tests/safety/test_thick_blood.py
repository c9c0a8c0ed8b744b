"""Hematocrit: what it forbids, what it asks, when it is measured again, and that it is read first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from tests.situations import make_person

from osteotwin.people.measurement_use import uses_of_measurements
from osteotwin.people.person import Measurement
from osteotwin.protocol.interventions import DrugCourse, Protocol
from osteotwin.safety import Flag, Situation, flags_of
from osteotwin.safety.guidelines.gather import guidelines_of

Make = Callable[..., Situation]
GEL, GEL_ALREADY = DrugCourse("testosterone_gel", 50, 1), DrugCourse("testosterone_gel", 50, 1, -200.0)
CLOMIPHENE = DrugCourse("clomiphene", 25, 1)


def measured(value: float, bound: str = "") -> tuple[Measurement]:
    return (Measurement(date(2026, 1, 12), "hematocrit", value, "%", f"{value:g} %", bound=bound),)


def said(situation: Make, rows: tuple[Measurement, ...], *drugs: DrugCourse) -> list[Flag]:
    return [f for f in flags_of(situation(Protocol(drugs), measurements=rows)) if "hematocrit" in f.about]


@pytest.mark.parametrize(
    ("value", "begun", "taken"),
    [
        (40, "good_to_know", "good_to_know"), (48, "good_to_know", "good_to_know"), (50, "ask_first", "ask_first"),
        (50.1, "do_not", "ask_first"), (54, "do_not", "ask_first"), (54.1, "do_not", "do_not"),
        (70, "do_not", "do_not"),
    ],
)  # fmt: skip
def test_testosterone_is_refused_above_its_lines(
    situation: Make, value: float, begun: str, taken: str
) -> None:
    for drug, severity in ((GEL, begun), (GEL_ALREADY, taken)):
        (flag,) = said(situation, measured(value), drug)
        assert flag.severity == severity
        assert flag.forbids == (("testosterone_gel",) if severity == "do_not" else ())
        assert (f"hematocrit of {value:g} %" in flag.text) == (severity == "do_not")


@pytest.mark.parametrize(
    ("past_until", "value", "severity"),
    [(0.0, 53, "ask_first"), (0.0, 55, "do_not"), (3.0, 53, "ask_first"), (-300.0, 53, "do_not")],
)
@pytest.mark.parametrize(
    "drug", [DrugCourse("testosterone_gel", 25, 1), DrugCourse("testosterone_enanthate", 100, 7)]
)
def test_another_dose_or_product_of_what_is_taken_is_no_beginning(
    situation: Make, drug: DrugCourse, past_until: float, value: float, severity: str
) -> None:
    past = DrugCourse("testosterone_gel", 50, 1, -400.0, past_until)
    what = situation(Protocol((drug,)), measurements=measured(value), history=Protocol((past,)))
    (flag,) = [f for f in flags_of(what) if "hematocrit" in f.about]
    assert flag.severity == severity
    assert ("above 50 % it is not begun" in flag.text) == (past_until < 0.0)


def test_nothing_is_refused_without_testosterone_or_a_value_over_the_line(situation: Make) -> None:
    assert said(situation, measured(60)) == []
    assert [flag.severity for flag in said(situation, measured(60), CLOMIPHENE)] == ["ask_first"]
    assert [flag.severity for flag in said(situation, measured(60, "below"), GEL)] == ["good_to_know"]
    assert [flag.severity for flag in said(situation, measured(54, "above"), GEL)] == ["do_not"]


def test_what_was_measured_is_read_before_what_a_label_warns_of(situation: Make) -> None:
    flags = flags_of(situation(Protocol((GEL_ALREADY,)), measurements=measured(52)))
    asked = [flag for flag in flags if flag.severity == "ask_first"]
    assert "hematocrit" in asked[0].about
    assert any("prostate cancer" in flag.text for flag in asked[1:])


def test_a_refusal_by_it_is_read_first(situation: Make) -> None:
    many = situation(Protocol((GEL,)), measurements=measured(56), calcium=3200, vitamin_d_intake=20_000)
    flags = flags_of(many)
    assert flags[0].forbids == ("testosterone_gel",)
    assert sum(flag.severity == "do_not" for flag in flags) == 3


@pytest.mark.parametrize(("value", "on"), [(52, date(2026, 5, 1)), (56, date(2026, 2, 1))])
def test_over_the_line_it_is_due_at_once(value: float, on: date) -> None:
    found = guidelines_of(make_person(Protocol((GEL,)), measurements=measured(value)), {})
    assert [one.on for one in found.follow_up if one.measure == "hematocrit"] == [on]


def test_it_is_minded_by_flags_and_by_no_number() -> None:
    assert uses_of_measurements(make_person(measurements=measured(45))) == ("flags",)

"""What a limit or a flag stands against is neither praised nor offered."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from osteotwin.explaining.advice import advice
from osteotwin.people.person import Measurement, Person
from osteotwin.people.profile_of_person import profile_from_person
from osteotwin.protocol.interventions import Protocol, Training
from osteotwin.safety import Flag

ROPE, SQUAT, WALK = (Training(name, 3.0, 60.0) for name in ("rope_jumping", "back_squat", "walking"))


def advice_of(*plan: Training, flags: tuple[Flag, ...] = (), age: int = 55, **more: Any) -> dict[str, Any]:
    person = Person(
        "male", date(2026 - age, 1, 1), date(2026, 6, 1), date(2028, 6, 1), plan=Protocol(plan), **more
    )
    return advice(person, profile_from_person(person)[0], flags)


def test_a_healthy_man_hears_no_but() -> None:
    assert advice_of(ROPE, SQUAT, WALK) == {"exercises": {}, "nutrients": {}, "without_lactose": False}


@pytest.mark.parametrize(
    ("more", "exercises"),
    [
        ({"conditions": ("falls",)}, {"rope_jumping"}),
        ({"conditions": ("knee_pain",)}, {"rope_jumping"}),
        ({"age": 84}, {"rope_jumping"}),
        ({"vertebral_fracture": True}, {"rope_jumping"}),
        ({"conditions": ("skeletal_malignancy_or_radiation",)}, {"rope_jumping", "back_squat", "walking"}),
    ],
)
def test_an_exercise_beyond_a_limit_is_not_praised(more: dict[str, Any], exercises: set[str]) -> None:
    assert exercises <= set(advice_of(ROPE, SQUAT, WALK, **more)["exercises"])


@pytest.mark.parametrize("severity", ["do_not", "ask_first"])
def test_nor_is_one_of_which_a_flag_speaks(severity: str) -> None:
    flag = Flag(severity, "Back squat: ask.", "a source", about=("back_squat",))
    assert advice_of(SQUAT, WALK, flags=(flag,))["exercises"] == {"back_squat": "Back squat: ask."}
    mild = Flag("good_to_know", "Back squat.", "a source", about=("back_squat",))
    assert advice_of(SQUAT, flags=(mild,))["exercises"] == {}


@pytest.mark.parametrize(
    ("condition", "nutrients"),
    [
        ("hypercalcemia", {"calcium", "vitamin_d"}),
        ("sarcoidosis", {"calcium", "vitamin_d"}),
        ("chronic_kidney_disease", {"calcium", "vitamin_d"}),
        ("kidney_stones", {"calcium", "vitamin_d"}),
        ("lactose_intolerance", set[str]()),
    ],
)
def test_more_of_a_nutrient_is_not_offered_beyond_a_limit(condition: str, nutrients: set[str]) -> None:
    found = advice_of(conditions=(condition,))
    assert set(found["nutrients"]) == nutrients
    assert found["without_lactose"] == (condition == "lactose_intolerance")


def test_nor_where_calcium_was_found_high_or_a_hard_rule_forbids_it() -> None:
    high = Flag("ask_first", "Calcium is high.", "a source", about=("hypercalcemia",))
    assert set(advice_of(flags=(high,))["nutrients"]) == {"calcium", "vitamin_d"}
    hard = Flag("do_not", "Too much.", "a source", ("vitamin_d",), ("vitamin_d",))
    assert set(advice_of(flags=(hard,))["nutrients"]) == {"vitamin_d"}


URINE = Flag("ask_first", "Measure the urine.", "a source", about=("urine_calcium_24h",))
LOW = Flag("ask_first", "25OHD is low.", "a source", about=("25ohd",))


def levels(**values: float) -> dict[str, Any]:
    day = date(2026, 5, 1)
    names = {"urine": ("urine_calcium_24h", "mg/day"), "store": ("25ohd", "ng/mL")}
    return {
        "measurements": tuple(
            Measurement(day, names[key][0], value, names[key][1], f"{value:g}")
            for key, value in values.items()
        )
    }


@pytest.mark.parametrize(
    ("flags", "more", "withheld"),
    [
        ((URINE,), {}, {"calcium"}),
        ((URINE, LOW), levels(store=12.0), {"calcium"}),
        ((URINE,), levels(urine=380.0), {"calcium", "vitamin_d"}),
        ((URINE, LOW), levels(urine=380.0, store=12.0), {"calcium"}),
        ((), levels(urine=150.0), set[str]()),
        ((), {"conditions": ("kidney_stones",), **levels(urine=150.0)}, set[str]()),
    ],
)
def test_simulated_urine_asks_to_measure_and_a_low_25ohd_is_brought_up(
    flags: tuple[Flag, ...], more: dict[str, Any], withheld: set[str]
) -> None:
    found = advice_of(flags=flags, **more)["nutrients"]
    assert set(found) == withheld
    assert not any("blood" in why for why in found.values())

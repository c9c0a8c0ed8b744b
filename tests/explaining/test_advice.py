"""What a limit or a flag stands against is neither praised nor offered."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from osteotwin.explaining.advice import advice
from osteotwin.people.person import Person
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
        ("kidney_stones", set[str]()),
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

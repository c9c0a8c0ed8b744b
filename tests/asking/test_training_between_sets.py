"""The rest between sets, and the height of a box: said back, and in no number."""

from __future__ import annotations

import re
from datetime import date

import pytest

import osteotwin as ot

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("answer", "aside"),
    [
        ("Romanian Deadlift (Barbell) 4 x 8-10, rest 2 min, 3 times a week", "rest 2 min"),
        ("squat 5x5 100 kg, 2 min rest between sets, twice a week", "2 min rest between sets"),
        ("squat 5x5 100 kg (rest: 3:00), twice a week", "rest: 3:00"),
        ("squat 5x5 100 kg twice a week, resting 90 sec", "resting 90 sec"),
        ("bench 5x5 60 kg; squats 5x5 80 kg; 3 min between sets; twice a week", "3 min between sets"),
        (
            "3 sets of 12 leg press 100 kg with a minute rest after each set, Mon and Thu",
            "a minute rest after each set",
        ),
        ("Box jumps (24in) 30 jumps, 3 times a week", "24in"),
        ("step-ups 3x10 on a 12 in box twice a week", "12 in"),
    ],
)
def test_is_said_back_and_changes_nothing(answer: str, aside: str) -> None:
    told = ot.new_person({"training": answer}, today=TODAY).understood["training"]
    assert aside in told
    assert "is in no number" in told


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        ("Box jumps (24in)", "Box jumps (24in) 30 jumps, 3 times a week"),
        ("squat 3x10 60 kg (2 min rest)", "squat 3x10 60 kg, 3 times a week"),
    ],
)
def test_what_is_offered_beside_them_is_read(answer: str, line: str) -> None:
    with pytest.raises(ot.InputError) as asked:
        ot.new_person({"training": answer}, today=TODAY)
    assert line in re.findall(r'"([^"]*)"', asked.value.problems[0].fix)
    assert ot.new_person({"training": line}, today=TODAY).understood["training"]


@pytest.mark.parametrize(
    "answer", ["run 30 min with 2 min rest 3 times a week", "squats 3x10 twice a week, rest days in between"]
)
def test_a_rest_of_something_else_is_asked(answer: str) -> None:
    with pytest.raises(ot.InputError):
        ot.new_person({"training": answer}, today=TODAY)

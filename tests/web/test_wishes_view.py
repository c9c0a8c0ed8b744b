"""The form of wishes tells what the file shows, and what is assumed only where it shows nothing."""

from __future__ import annotations

import tomllib

import pytest

import osteotwin as ot
from osteotwin.web.wishes_view import wishes_asked

PERSON = """
[person]
sex = "male"
birth_date = 1972-05-14
[outlook]
from = 2026-02-01
until = 2029-02-01
"""
SQUAT = 'exercise = "back squat"\nsessions_per_week = 2\nsets = 3\nreps = 5\nload = "80 kg"\n'
LIFTS, BAR = "some experience of lifting", "at hand: barbell, rack"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("", []),
        (f"[[habits.training]]\n{SQUAT}", [LIFTS, BAR]),
        (f"[[plan.training]]\n{SQUAT}from = 2025-01-01\n", [LIFTS, BAR]),
        (f"[[plan.training]]\n{SQUAT}from = 2026-02-01\n", []),
        (f'[[habits.training]]\n{SQUAT}[wishes]\nexperience = "none"\n', [BAR]),
        (f"[[habits.training]]\n{SQUAT}[wishes]\nequipment = []\n", [LIFTS]),
        ('[[habits.training]]\nkind = "resistance"\nsessions_per_week = 2\n', [LIFTS, "at hand: weights"]),
        ('[[habits.training]]\nexercise = "running"\nsessions_per_week = 2\nminutes = 30\n', []),
    ],
)
def test_what_training_shows_is_said_and_not_assumed_away(written: str, shown: list[str]) -> None:
    document = tomllib.loads(PERSON + written)
    told = wishes_asked(document, ot.person_from_toml(PERSON + written))
    assert told["by_training"] == shown
    stated = document.get("wishes", {})
    assumed = set(told["assumed"])
    assert ("no experience of lifting or jumping" in assumed) == (
        LIFTS not in shown and "experience" not in stated
    )
    assert ("no equipment" in assumed) == (
        not any("at hand" in one for one in shown) and "equipment" not in stated
    )
    trains = LIFTS in shown or "experience" in stated
    assert told["cautious"]["experience"] == ("some" if trains else "none")


def test_a_file_that_cannot_be_read_is_taken_with_caution() -> None:
    told = wishes_asked({"habits": {"training": [{"exercise": "back squatt"}]}}, None)
    assert (told["by_training"], told["cautious"]["experience"]) == ([], "none")

"""Every condition that a file accepts changes the answer itself, not only what is listed of the file."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest

import osteotwin as ot
from osteotwin.people.person import Person
from osteotwin.protocol.conditions import CONDITIONS
from osteotwin.protocol.interventions import DrugCourse, Protocol, Training

#: What repeats the file, and what differs each time.
_NOT_SAID = ("inputs", "timings")
_OF_WOMEN = ("premenopausal", "amenorrhea")


@cache
def said(condition: str | None) -> dict[str, Any]:
    """What is said of a man on an inhibitor, of a woman where only she can have it."""
    female = condition in _OF_WOMEN
    plan = Protocol((DrugCourse("anastrozole", 1, 1), Training("back_squat", 2, 25)))
    conditions = () if condition in (None, "") else (condition,)
    sex, born = ("female", date(1976, 5, 14)) if female or condition == "" else ("male", date(1964, 5, 14))
    who = Person(sex, born, date(2026, 12, 1), date(2027, 12, 2), plan=plan, conditions=conditions)
    answer = ot.run(who, 2)
    return {key: value for key, value in answer.items() if key not in _NOT_SAID}


@pytest.mark.slow
@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_condition_changes_the_answer(condition: str) -> None:
    assert said(condition) != said("" if condition in _OF_WOMEN else None)


def test_what_is_said_of_nothing_new_is_the_same() -> None:
    before = said(None)
    said.cache_clear()
    assert said(None) == before

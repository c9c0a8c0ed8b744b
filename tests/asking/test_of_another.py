"""What is told of "he" or "she" beside the person's own is asked about; who answers for somebody is understood."""

from __future__ import annotations

from datetime import date

import pytest

from osteotwin import new_person
from osteotwin.errors import InputError

_TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    "answers",
    [
        {"training": "walk 30 min daily, he runs 30 min daily"},
        {"person": "male, 47, she smokes"},
        {"person": "male, 47, 181 cm, 86 kg, she has kidney stones"},
        {"drugs": "anastrozole 1 mg daily since 2022, she is on Prolia 60 mg every 6 months since 2023"},
    ],
)
def test_what_may_be_of_somebody_else_is_asked(answers: dict[str, str]) -> None:
    with pytest.raises(InputError, match="somebody else"):
        new_person(answers, today=_TODAY)


@pytest.mark.parametrize(
    "answers",
    [
        {"training": "he walks 30 min daily; he swims 30 min once a week"},
        {"person": "male, 81, he smokes"},
    ],
)
def test_who_answers_for_somebody_is_understood(answers: dict[str, str]) -> None:
    assert new_person(answers, today=_TODAY).understood


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("labs", "12 January 2026: CTX 0.35 ng/mL not fasting"),
        ("scans", "12 January 2026: spine T -1.5 not osteoporosis"),
        ("person", "man, 50, fracture free"),
    ],
)
def test_no_press_turns_a_denial(question: str, answer: str) -> None:
    with pytest.raises(InputError) as asked:
        new_person({question: answer}, today=_TODAY)
    assert not asked.value.problems[0].ways


@pytest.mark.parametrize(
    ("dose", "read"),
    [
        ("7.5/5 mg alternate days", "7.5 mg one day, 5 mg the next"),
        ("1/2 tablet of 2.5 mg daily", "1.25 mg every day"),
        ("2 1/2 mg daily", "2.5 mg every day"),
    ],
)
def test_a_fraction_is_of_whole_numbers(dose: str, read: str) -> None:
    said = new_person({"drugs": "letrozole", "dose": dose}, today=_TODAY).understood["dose"]
    assert read in said


def test_two_numbers_of_one_day_are_asked() -> None:
    with pytest.raises(InputError, match=r"2\.5/5 mg"):
        new_person({"drugs": "letrozole", "dose": "2.5/5 mg daily"}, today=_TODAY)


def test_the_unit_that_is_offered_is_not_a_thousandth_of_what_is_usual() -> None:
    with pytest.raises(InputError) as asked:
        new_person({"drugs": "estradiol patch", "dose": "0.1 twice a week"}, today=_TODAY)
    assert "0.1 mg" in asked.value.problems[0].fix

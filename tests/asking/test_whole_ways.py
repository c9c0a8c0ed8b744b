"""Whole answers that are offered: each is read, tells what was told, and puts no amount into anybody's mouth."""

from __future__ import annotations

import re

import pytest
from tests.asking.saying import TODAY

import osteotwin as ot
from osteotwin.errors import Problem

#: What is asked; one of the answers that are offered.
OFFERED = [
    ("drugs", "AI 1 mg daily since 2023", "letrozole 1 mg daily since 2023"),
    ("drugs", "TRT 99 mg a week; arimidex 0.5 mg daily", "testosterone enanthate 99 mg a week; arimidex 0.5 mg daily"),
    ("drugs", "SERM 60 mg daily", "raloxifene 60 mg daily"),
    ("drugs", "arimidex 0.5 mg", "arimidex 0.5 mg daily"),
    ("drugs", "clomid 25 mg daily; arimidex 0.5 mg", "clomid 25 mg daily; arimidex 0.5 mg daily"),
    ("food", "a glass of milk; 30 g of cheddar daily", "a glass of milk every day; 30 g of cheddar daily"),
    ("training", "PPL 6 days a week", "resistance training 6 days a week"),
    ("training", "upper/lower split 4x a week", "resistance training 4x a week"),
    ("training", "GZCLP 3 days a week", "resistance training 3 days a week"),
    ("training", "gym 3x a week 1 hour", "resistance training 3x a week 1 hour"),
    ("training", "yoga 1 hour on weekends", "yoga 1 hour twice a week"),
    ("training", "jumps 20 a day", "double-leg jump 20 a day"),
    ("training", "rows 3x8 70 kg weekly", "bent-over row 3x8 70 kg weekly"),
    ("training", "pickleball 3 hours a week", "pickleball 3 hours a week in all, twice a week"),
    ("training", "running 50 km per week", "running 50 km per week in all, 4 times a week"),
    ("labs", "12 Jan 2026: estradiol 90; PTH 40 pg/mL", "12 Jan 2026: estradiol 90 pmol/L; PTH 40 pg/mL"),
    ("scans", "03/04/2025: lumbar spine T-score -1.5", "04 March 2025: lumbar spine T-score -1.5"),
    ("scans", "03/04/2025: lumbar spine T-score -1.5", "03 April 2025: lumbar spine T-score -1.5"),
]  # fmt: skip
#: What is asked, and can be settled by numbers of his own only.
OPEN = [
    ("training", "gym 3 times a week, some running"),
    ("training", "back squat 80 kg twice a week"),
    ("drugs", "letrozole"),
    ("drugs", "testosterone enanthate every week since 2020"),
    ("food", "calcium tablets daily"),
    ("person", "male, 180 cm, about forty to fifty"),
    ("scans", "lumbar spine T-score -1.5"),
    ("labs", "estradiol 27 pg/mL"),
]


def _asked(question: str, answer: str) -> tuple[Problem, ...]:
    with pytest.raises(ot.InputError) as found:
        ot.new_person({question: answer}, today=TODAY)
    return found.value.problems


def _is_read(question: str, answer: str) -> bool:
    try:
        ot.new_person({question: answer}, today=TODAY)
    except ot.InputError:
        return False
    return True


@pytest.mark.parametrize(("question", "answer", "way"), OFFERED)
def test_one_press_settles_what_is_asked_of_a_choice(question: str, answer: str, way: str) -> None:
    (problem,) = _asked(question, answer)
    assert way in problem.ways
    for one in problem.ways:
        assert _is_read(question, one)
        told = set(re.findall(r"[\d.]+", answer)) if question != "scans" else {"1.5"}
        assert told <= set(re.findall(r"[\d.]+", one))


@pytest.mark.parametrize(("question", "answer"), OPEN)
def test_no_amount_and_no_day_is_offered_that_nobody_told(question: str, answer: str) -> None:
    if not _is_read(question, answer):
        assert [way for one in _asked(question, answer) for way in one.ways] == []


def test_what_would_be_refused_is_not_offered() -> None:
    (problem,) = _asked("drugs", "letrozole 2.5 mg daily; arimidex 0.5 mg")  # two of a kind
    assert problem.ways == ()


def test_of_two_questions_each_way_settles_one_and_leaves_the_other() -> None:
    one, other = _asked("drugs", "TRT 100 mg a week; arimidex 0.5 mg")
    assert "testosterone cypionate 100 mg a week; arimidex 0.5 mg" in one.ways
    assert "TRT 100 mg a week; arimidex 0.5 mg daily" in other.ways
    (left,) = _asked("drugs", one.ways[0])
    assert "arimidex" in left.found
    assert left.ways

"""Answers beside a file to begin with: another person is asked about, and an age moves no birth date."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import osteotwin as ot

#: A report of a man born on 1968-06-01.
REPORT = Path(__file__).parents[1] / "importing" / "files" / "hologic.txt"
TODAY = date(2026, 2, 1)


def said(answer: str) -> str:
    return ot.new_person({"person": answer}, begin_with=REPORT, today=TODAY).understood["person"]


@pytest.mark.parametrize("answer", ["male, 34", "female", "born 2 June 1968", "60, 180 cm"])
def test_another_person_is_asked_about(answer: str) -> None:
    with pytest.raises(ot.InputError, match=r"hologic\.txt"):
        said(answer)


@pytest.mark.parametrize("answer", ["male, 57", "58", "born in 1968", "1 June 1968", "COPD"])
def test_an_age_moves_no_birth_date(answer: str) -> None:
    assert said(answer).startswith("a man born 1968-06-01 (57 years)")


@pytest.mark.parametrize("answer", ["COPD", "Crohn's", "asthma"])
def test_what_is_in_no_number_is_said_where_nothing_else_is_told(answer: str) -> None:
    told = ot.new_person({"person": answer}, today=TODAY).understood["person"]
    assert told == f"In no number here: {answer}."


@pytest.mark.parametrize(
    "answer",
    [
        "femoral neck T score 1.1, osteopenia",
        "lowest T score 1.1 at the femoral neck",
        "osteoporosis, hip T 2.6",
    ],
)
def test_a_lost_sign_is_asked(answer: str) -> None:
    with pytest.raises(ot.InputError, match="its sign"):
        ot.new_person({"scans": f"12 January 2026: {answer}"}, today=TODAY)


def test_a_z_score_stays_one_in_the_question() -> None:
    with pytest.raises(ot.InputError, match=r"Z-score -3\.11"):
        ot.new_person({"scans": "12 January 2026: Z-score of 3.11 below in the spine"}, today=TODAY)

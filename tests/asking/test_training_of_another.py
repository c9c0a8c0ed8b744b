"""What another one does is not taken as his; rows of a log are asked as a usual week; and names that are alike."""

from __future__ import annotations

import re
from datetime import date

import pytest

import osteotwin as ot
from osteotwin.errors import Problem

TODAY = date(2026, 11, 30)


def _asked(answer: str) -> Problem:
    with pytest.raises(ot.InputError) as asked:
        ot.new_person({"training": answer}, today=TODAY)
    return asked.value.problems[0]


@pytest.mark.parametrize(
    ("answer", "whose", "his"),
    [
        ("walk 30 min daily, he runs 30 min daily", "he runs", "walk 30 min daily"),
        ("I walk 30 min daily; she swims 40 min on Mondays", "she swims", "I walk 30 min daily"),
        (
            "walk with my son 30 min daily, he runs 30 min 3x a week",
            "he runs",
            "walk with my son 30 min daily",
        ),
        ("wife swims 40 min Mon, I walk 30 min daily", "wife swims", "I walk 30 min daily"),
        ("squats 3x8 twice a week and he deadlifts 3x5 weekly", "he deadlifts", "squats 3x8 twice a week"),
    ],
)
def test_what_another_does_is_asked_and_left_out(answer: str, whose: str, his: str) -> None:
    one = _asked(answer)
    assert one.found.startswith(f'"{whose}')
    assert "somebody else's" in one.found
    assert f'"{his}"' in one.fix
    assert ot.new_person({"training": his}, today=TODAY).understood["training"]


@pytest.mark.parametrize(
    "answer",
    [
        "he walks 30 min daily, swims 40 min Mondays",
        "walk 30 min daily with my wife",
        "partner yoga 30 min weekly",
    ],
)
def test_an_answer_that_is_told_of_him_is_his(answer: str) -> None:
    assert ot.new_person({"training": answer}, today=TODAY).understood["training"]


@pytest.mark.parametrize(
    "answer",
    [
        '2019-01-11 12:31:54;"Leg";"Deadlift (Barbell)";1;20;kg;5',
        "Date,Workout Name,Exercise Name,Set Order,Weight,Reps\n2024-05-01 18:00:00,Push,Bench Press (Barbell),1,60,8",
        "2024-05-01, Bench Press, 60, kg, 8",
    ],
)
def test_a_row_of_a_log_is_asked_as_such(answer: str) -> None:
    one = _asked(answer)
    assert "a row of a training log" in one.found
    assert "osteotwin import" in one.expected


@pytest.mark.parametrize("answer", ["20M long run, last 8M at 5:42", "10 mile run, last 2 miles fast"])
def test_a_part_of_a_session_is_offered_as_no_second_one(answer: str) -> None:
    assert not re.search(r"run.*run 30 min", _asked(answer).fix)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("Calf Press on Leg Press 3x8 twice a week", "3 x 8 calf raise, twice a week."),
        ("GHD Glute/Ham Raises 3x10 twice a week", "3 x 10 glute-ham raise, twice a week."),
        ("camminare di buon passo 30 minuti al giorno", "brisk walking for 30 min, 7 times a week."),
        ("nuoto 45 minuti due volte a settimana", "swimming for 45 min, twice a week."),
        ("stevig wandelen 1 uur per dag", "brisk walking for 60 min, 7 times a week."),
        ("upward row 3x10 twice a week", "3 x 10 upright row, twice a week."),
    ],
)
def test_names_and_times_in_other_words(answer: str, told: str) -> None:
    assert ot.new_person({"training": answer}, today=TODAY).understood["training"].startswith(told)


def test_fitness_is_offered_as_training_with_weights() -> None:
    one = _asked("2x per week fitness, 1 uur, vooral apparaten")
    assert "resistance training 60 min twice a week" in one.fix

"""A question on training names all that lacks, and its line is his own, completed: it reads and loses nothing."""

from __future__ import annotations

import re

import pytest
from tests.asking.saying import TODAY
from tests.asking.test_training_answers import QUOTED
from tests.every import every

import osteotwin as ot
from osteotwin.asking.training.words import read_training_words
from osteotwin.errors import Problem


def _read(answer: str) -> list[tuple[object, ...]]:
    keys = ("exercise", "sets", "reps", "load", "minutes", "sessions_per_week")
    return [tuple(one.keys[key] for key in keys if key in one.keys) for one in read_training_words(answer)]


def _asked(answer: str) -> Problem:
    with pytest.raises(ot.InputError) as asked:
        ot.new_person({"training": answer}, today=TODAY)
    return asked.value.problems[0]


SERIES = [("back_squat", 1, reps, load, 1) for reps, load in ((8, "60 kg"), (6, "65 kg"), (4, "70 kg"))]
LUNGES = [("lunge", 3, 8, "25 kg", 2)]


@every("answer, read", [
    ("Kniebeugen mit 10 kg pro Hand 3x8 zweimal pro Woche", [("back_squat", 3, 8, "20 kg", 2)]),
    ("squat avec 10 kg par main 3x8 2 fois par semaine", [("back_squat", 3, 8, "20 kg", 2)]),
    ("zancadas con 12,5 kg en cada mano 3x8 2 veces por semana", LUNGES),
    ("fentes avec un halt\u00e8re de 12,5 kg dans chaque main 3x8 2 fois par semaine", LUNGES),
    ("Ausfallschritte mit einer Kurzhantel von 12,5 kg in jeder Hand 3x8 2x pro Woche", LUNGES),
    ("zancadas 3x8 con una mancuerna de 12,5 kg en cada mano 2 veces por semana", LUNGES),
    ("lunges with a 12.5 kg dumbbell in each hand 3x8 twice a week", LUNGES),
    ("lunges 3x8 twice a week with in each hand 12.5 kg", LUNGES),
    ("squat 3x8 with 12,5 kg each hand twice a week", [("back_squat", 3, 8, "25 kg", 2)]),
    ("press de banca con mancuernas 3x8 20 kg por mancuerna 2 veces por semana", [("bench_press", 3, 8, "40 kg", 2)]),
    ("squat 60/65/70 kg x 8/6/4 weekly", SERIES),
    ("squat 8/6/4 @ 60/65/70 kg weekly", SERIES),
    ("squat 2 x 5 - 130, 150 lb, weekly", [("back_squat", 1, 5, "130 lb", 1), ("back_squat", 1, 5, "150 lb", 1)]),
    ("squat Set 1. 60 kg x 10 reps. Set 2. 70 kg x 8 reps, weekly",
     [("back_squat", 1, 10, "60 kg", 1), ("back_squat", 1, 8, "70 kg", 1)]),
    ("squat 5x5 rest between sets 100 kg weekly", [("back_squat", 5, 5, "100 kg", 1)]),
    ("squat 5x5 100 kg w/ no more than 90 second rest between sets, weekly", [("back_squat", 5, 5, "100 kg", 1)]),
    ("squat 5x5 100 kg with no real problems, weekly", [("back_squat", 5, 5, "100 kg", 1)]),
    ("bench; warm up to one rep at 50 kg, then 8x6 40 kg weekly", [("bench_press", 8, 6, "40 kg", 1)]),
    ("overhead press (aka. Military Press) 3x8 40 kg weekly", [("overhead_press", 3, 8, "40 kg", 1)]),
    ("press banca 4 series por 8 60 kg 2 veces por semana", [("bench_press", 4, 8, "60 kg", 2)]),
    ("Monster Walks mit Miniband 3x 15 Schritte 2x pro Woche", [("monster_walk", 3, 15, 2)]),
    ("tricep pushdowns 3 x 15 - 50 lb weekly", [("triceps_extension", 3, 15, "50 lb", 1)]),
], ids=lambda case: case[0])  # fmt: skip
def test_loads_and_sets_are_read_whole(answer: str, read: list[tuple[object, ...]]) -> None:
    assert _read(answer) == read


#: An answer, words of what is expected, and numbers that each line keeps.
LACKING = [
    ("7 reps \u00e0 84kg (poids de travail)", "an exercise, how often", "1x7 84"),
    ("Set1. 11.3 kg x 10 Reps", "an exercise, how often", "1x10 11.3"),
    ("five sets at 210 lbs with no real problems", "an exercise, repetitions, how often", "210"),
    ("3 x 5 - 130, 150, 170", "kg or lb, how often", "130 150 170"),
    ("2 sets of 12, 20 minutes of it daily", "an exercise", "2x12 20"),
    ("zorbing 20 min", "an exercise, how often", "20"),
    ("Front Squat 4x7 @ 155, RDL 4x8 @145, weighted pull-ups +17.5", "kg or lb, sets, how often", "155 145 17.5"),
    ("Speed bench 185 +2 chains 8x3", "kg or lb, how often", "185 8x3"),
    ("Tricep Pushdowns w/ Grenades 3 x 15 - 50", "kg or lb, how often", "3x15 50"),
    ("Dumbbell bench: 21 x 10 (x 3)", "kg or lb, how often", "21"),
    ("DB Floor Press: 4x12x90 w/ no more than 90 second rest between sets", "unit, how often", "4x12 90"),
    ("brisk walking 25-30 min", "one length, how often", "27.5"),
    ("fentes avec un halt\u00e8re de 12,5 kilos dans chaque main", "how often, sets and repetitions", "12,5"),
    ("Seated Cable Pec Fly", "how often, sets and repetitions", ""),
    ("squats, running", "how often, sets and repetitions, how long", ""),
    ("bench; warmed up to one rep at 50kg (a PB!) then 8 sets of 6 reps at 40kg", "how often", "50 40"),
    ("dead hang 3x20s", "a hold, how often", "3x1"),
]  # fmt: skip


@every("answer, expected, kept", LACKING, ids=lambda case: case[0])
def test_a_question_names_all_that_lacks_in_a_line_of_his_own(answer: str, expected: str, kept: str) -> None:
    asked = _asked(answer)
    assert [word for word in expected.split(", ") if word not in asked.expected] == []
    lines = QUOTED.findall(asked.fix)
    assert lines
    assert all(number in line for line in lines for number in kept.split())
    assert all(map(_read, lines))


@every("answer, line", [
    ("walking 10 min 4 times a day", "walking 40 min daily"),
    ("push-ups 2x10 5 times a day", "push-ups 10x10 daily"),
], ids=lambda case: case[0])  # fmt: skip
def test_more_than_three_times_a_day_are_put_together(answer: str, line: str) -> None:
    asked = _asked(answer)
    assert "times a day" in asked.found
    assert QUOTED.findall(asked.fix) == [line]
    assert _read(line)


def test_what_is_done_in_turn_is_shared_out() -> None:
    asked = _asked("workout A: squat 3x5 100 kg; workout B: deadlift 1x5 120 kg; alternating 3 times a week")
    (line,) = QUOTED.findall(asked.fix)
    assert _read(line) == [("back_squat", 3, 5, "100 kg", 1.5), ("deadlift", 1, 5, "120 kg", 1.5)]


def test_no_line_drops_a_load() -> None:
    asked = _asked("squat and leg press 3x10 60 kg and 100 kg and 80 kg twice a week")
    assert not re.search(r"60 kg", asked.fix)


def test_as_many_loads_as_exercises_are_one_of_each() -> None:
    assert _read("squat and leg press 3x10 at 60 kg and 100 kg, twice a week") == [
        ("back_squat", 3, 10, "60 kg", 2), ("leg_press", 3, 10, "100 kg", 2),
    ]  # fmt: skip


def test_lifting_as_a_whole_is_not_counted_beside_its_exercises() -> None:
    asked = _asked("I lift weights 30 min 3 times a week. I do flies, biceps and triceps curls.")
    assert "resistance training" not in asked.fix
    assert all(name in asked.fix for name in ("flies", "biceps curls", "triceps curls"))


def test_what_is_done_in_place_of_another_is_not_that() -> None:
    asked = _asked("forward leaning rest (in lieu of push-up): hold for a count of 15 (6 times)")
    assert [_read(line) for line in QUOTED.findall(asked.fix)] == [[("plank", "1.5 min", 3)]]

"""Training whose parts tell their own days is read alike together and part by part; else it is asked."""

from __future__ import annotations

import pytest

from osteotwin.asking.training.part_by_part import check_parts
from osteotwin.asking.training.words import read_training_words
from osteotwin.asking.unclear import UnclearAnswerError
from osteotwin.importing.found import Found, Place


@pytest.mark.parametrize("thing", ["class", "session", "club", "pool", "bands", "something else"])
@pytest.mark.parametrize(
    "answer",
    [
        "Tue run 30 min, Thu {}",
        "run 30 min Tue and {} on Thu",
        "run 30 min Tue, {} Thu",
        "Tue: run 30 min. Thu: {}.",
    ],
)
def test_a_day_of_something_else_is_no_day_of_what_stands_before(answer: str, thing: str) -> None:
    with pytest.raises(UnclearAnswerError):
        read_training_words(answer.format(thing))


@pytest.mark.parametrize(
    ("answer", "times"),
    [
        ("run 30 min Tue, Thu and Sat", {"running": 3}),
        ("yoga Tue 1 h, Thu 30 min", {"yoga": 2}),
        ("Mon/Fri squat 3x5 80kg, bench 3x5 60kg; Tue run 30 min", {"back_squat": 2, "bench_press": 2, "running": 1}),
        ("walk 30 min daily, except Sundays", {"walking": 6}),
        ("run 30 min Tuesday and Thursday. Sunday is a rest day", {"running": 2}),
        ("3x/week: squat 3x5 80 kg. 2x/week: run 30 min.", {"back_squat": 3, "running": 2}),
    ],
)  # fmt: skip
def test_what_belongs_together_is_read(answer: str, times: dict[str, float]) -> None:
    read: dict[str, float] = {}
    for one in read_training_words(answer):
        read[one.keys["exercise"]] = read.get(one.keys["exercise"], 0) + one.keys["sessions_per_week"]
    assert read == times


def _entry(exercise: str, times: float) -> Found:
    keys = {"exercise": exercise, "sessions_per_week": times}
    return Found(("habits", "training"), keys, Place(""), exercise)


def test_parts_that_differ_from_the_whole_are_asked() -> None:
    alone = {"weekly: run 30 min": [_entry("running", 1.0)], "daily: walk 20 min": [_entry("walking", 7.0)]}
    text = ". ".join(alone)
    check_parts(text, [_entry("walking", 7.0), _entry("running", 1.0)], alone.__getitem__)
    with pytest.raises(UnclearAnswerError, match="what belongs to which days"):
        check_parts(text, [_entry("running", 7.0), _entry("walking", 1.0)], alone.__getitem__)


def test_a_rhythm_told_before_is_said_to_be_taken() -> None:
    (squat, bench) = read_training_words("gym 5 days a week; squat 4x6 120 kg; bench 4x8 90 kg")
    assert squat.note == '"5 days a week" is taken of "squat", too'
    assert bench.note == '"5 days a week" is taken of "bench", too'

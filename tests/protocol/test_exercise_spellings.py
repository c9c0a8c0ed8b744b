"""Exercises as programs, lists of activities and other languages spell them, with a word more; true neighbours only."""

from __future__ import annotations

import re

import pytest

from osteotwin.inputs.names import NotInLibraryError
from osteotwin.protocol.library import exercise_words, find_exercise

READ = [
    # a pace is no small word of walking
    ("fast walking on a treadmill", "brisk_walking"),
    ("quick walk on the treadmill", "brisk_walking"),
    ("fast dog walking", "brisk_walking"),
    ("slow treadmill walking", "slow_walking"),
    ("slow walking lunge", "lunge"),
    # misspelled, and as gyms name them
    ("Sqauts", "back_squat"),
    ("Donkey Calve Raise Machine", "calf_raise"),
    ("Heel toe stand", "balance_training"),
    ("standing balance", "balance_training"),
    ("triceps rope pull down", "triceps_extension"),
    ("rope lat pulldown", "lat_pulldown"),
    ("Patada de glúteo", "hip_extension_machine"),
    ("Reißkniebeuge", "overhead_squat"),
    ("Deadlift jambes tendues", "romanian_deadlift"),
    # programs
    ("HKWorkoutActivityTypeJumpRope", "rope_jumping"),
    ("HKWorkoutActivityTypeTraditionalStrengthTraining", "generic_resistance"),
    ("standUpPaddleboarding", "kayaking"),
    ("EXERCISE_TYPE_ROWING_MACHINE", "rowing_machine"),
    ("VirtualRide", "cycling"),
    ("lap_swimming", "swimming"),
    ("Barbell_Full_Squat", "back_squat"),
    ("one-arm-kettlebell-swings", "kettlebell_swing"),
    # lists of activities
    ("Bicycling, 14-15.9 mph, racing or leisure, fast, vigorous effort", "cycling"),
    ("Walking, 3.5 mph, brisk, firm surface", "brisk_walking"),
    ("Skiing, cross-country, 2.5 mph", "cross_country_skiing"),
    ("Rope jumping, moderate pace, 100-120 skips/min", "rope_jumping"),
    ("Water aerobics, water exercise", "swimming"),
    # a word more
    ("Smith machine reverse lunge", "reverse_lunge"),
    ("Typewriter pull-up", "pull_up"),
    ("close grip front lat pulldown", "lat_pulldown"),
    ("push-up with feet on a swiss ball", "push_up"),
    ("side plank knee tuck", "plank"),
    ("lunge with twist", "lunge"),
    ("standing DB shoulder press neutral grip", "dumbbell_overhead_press"),
    ("Superman Hold", "superman"),
    # other languages
    ("Klimmzüge im Untergriff", "pull_up"),
    ("Schulterdrücken mit Kurzhanteln", "dumbbell_overhead_press"),
    ("Kniebeugen an der Multipresse", "smith_squat"),
    ("Latzug breiter Griff", "lat_pulldown"),
    ("Développé couché haltères", "bench_press"),
    ("Corde à sauter", "rope_jumping"),
    ("Peso muerto rumano", "romanian_deadlift"),
    ("Elevaciones laterales con mancuernas", "lateral_raise"),
]
ASKED = [
    ("jumps", "which jumps they are"),
    ("Pole dancing", "leave it out|holding and climbing"),
    ("Handcycle", "arms alone"),
    ("wheelchairPushRun", "arms alone"),
    ("track_and_field", "its parts"),
    ("run/walk", "jogging"),
    ("riding", "whichever it is"),
    ("row", "bent-over row"),
]
#: A word more that may make another exercise, or that is no word of one.
UNKNOWN = [
    "heel walking",  # sounds as hill walking does
    "burpee pull-up", "clapping frobnicated push-up", "I hate crunches", "frobnicated squat", "deadlift to box jump",
    "squat to hop", "neck plank", "never plank",
    "medicine ball deadlift", "squat and side kick",
]  # fmt: skip
QUOTED = re.compile(r'"([^"]+)"')


@pytest.mark.parametrize(("written", "meant"), READ)
def test_a_spelling_changes_no_exercise(written: str, meant: str) -> None:
    assert find_exercise(written).id == meant


@pytest.mark.parametrize(("written", "words"), ASKED)
def test_what_names_no_one_exercise_is_asked(written: str, words: str) -> None:
    with pytest.raises(NotInLibraryError) as asked:
        find_exercise(written)
    assert re.search(words, asked.value.instead)


@pytest.mark.parametrize("written", UNKNOWN)
def test_a_word_more_that_may_matter_is_not_left_out(written: str) -> None:
    with pytest.raises(NotInLibraryError):
        find_exercise(written)


@pytest.mark.parametrize(
    ("written", "near"),
    [("zombie frobnicated squats", ("Back squat",)), ("table frobnication", ()), ("quux", ())],
)
def test_only_true_neighbours_are_named(written: str, near: tuple[str, ...]) -> None:
    with pytest.raises(NotInLibraryError) as asked:
        find_exercise(written)
    assert asked.value.nearest[: len(near)] == near
    assert bool(asked.value.nearest) == bool(near)


def test_every_exercise_that_a_question_names_is_known() -> None:
    for row in exercise_words.words_file().asked:
        for example in QUOTED.findall(row.ask):
            assert find_exercise(example), row.names[0]

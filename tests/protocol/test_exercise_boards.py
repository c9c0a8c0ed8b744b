"""Exercises as boards, apps and tables of activities write them; other languages; what is open is asked."""

from __future__ import annotations

import pytest

from osteotwin.inputs.names import NotInLibraryError
from osteotwin.protocol.library import find_exercise

READ = [
    ("Walking, 3.8 mph", "brisk_walking"),
    ("walking 2 mph, very slow pace", "slow_walking"),
    ("walking 4.5 km/h", "walking"),
    ("jogging at 8 km/h", "jogging"),
    ("running, 7 mph (8.5 min/mile)", "running"),
    ("basketball (general)", "basketball"),
    ("30 Wall Balls (9/6 kg)", "wall_ball"),
    ("Deadlift 225#/155#", "deadlift"),
    ("dumbell row 10 reps per side", "dumbbell_row"),
    ("DB/KB half kneeling overhead press", "dumbbell_overhead_press"),
    ("back squat ass to grass with safety bar", "back_squat"),
    ("row for calories", "rowing_machine"),
    ("Sentadilla con barra", "back_squat"),
    ("soulevé de terre (barre)", "deadlift"),
    ("Reverse Flys mit dem Theraband", "rear_delt_fly"),
    ("slackline", "balance_training"),
    ("hiking with poles", "nordic_walking"),
]
ASKED = [
    ("Cross-Training", "elliptical trainer"),
    ("Indoor cardio", "each by itself"),
    ("Jumping pull-ups", "drop from the bar"),
    ("team sports", "which it is"),
]


@pytest.mark.parametrize(("written", "meant"), READ)
def test_what_stands_beside_an_exercise_changes_no_name(written: str, meant: str) -> None:
    assert find_exercise(written).id == meant


@pytest.mark.parametrize(("written", "words"), ASKED)
def test_a_name_of_several_things_is_asked(written: str, words: str) -> None:
    with pytest.raises(NotInLibraryError, match=words):
        find_exercise(written)

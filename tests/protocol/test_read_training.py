"""One training of a file as a training: how its cycles are counted, and what else it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.every import every

from osteotwin.protocol.interventions import Training
from osteotwin.protocol.library import load_exercises
from osteotwin.protocol.read_plan import read_plan
from osteotwin.protocol.read_training import cycles_of_minutes

EXERCISES = load_exercises()

#: keys of the table -> the training, beside exercise and sessions
READ: list[tuple[str, Training]] = [
    ('exercise = "back squat"\nsets = 3\nreps = 8',
     Training("back_squat", 2.0, 24.0, sets=3.0, reps=8.0)),
    ('exercise = "back squat"\nsets = 3\nreps = 8\nminutes = 20',
     Training("back_squat", 2.0, 24.0, minutes_per_session=20.0, sets=3.0, reps=8.0)),
    ('exercise = "back squat"\nimpacts = 30\nminutes = 20\nload = "90 kg"',
     Training("back_squat", 2.0, 30.0, load_kg=90.0, minutes_per_session=20.0)),
    ('exercise = "walking"\nminutes = "0.5 h"',
     Training("walking", 2.0, 30.0 * (EXERCISES["walking"].cycles_per_minute or 0.0), minutes_per_session=30.0)),
    ('exercise = "walking"\nminutes = 30\nimpacts = 10',
     Training("walking", 2.0, 10.0, minutes_per_session=30.0)),
    ('exercise = "back squat"\nsets = 1\nreps = 1\nload = "70 %1RM"\nprogression = "2.5 %/week up to 85 %1RM"',
     Training("back_squat", 2.0, 1.0, 0.7, None, 0.025, 0.85, sets=1.0, reps=1.0)),
    ('exercise = "back squat"\nsets = 1\nreps = 1\nload = "90 kg"\nprogression = "2.5 %/week to 85 %1RM"',
     Training("back_squat", 2.0, 1.0, None, 90.0, 0.025, 0.85, sets=1.0, reps=1.0)),
    ('kind = "impact"\nadherence = "80 %"\npeak_force_bodyweights = 3.5',
     Training("generic_impact", 2.0, EXERCISES["generic_impact"].default_cycles_per_session, adherence=0.8,
              peak_force_bodyweights=3.5)),
    ('kind = "walking"\nminutes = 10',
     Training("walking", 2.0, 10.0 * (EXERCISES["walking"].cycles_per_minute or 0.0), minutes_per_session=10.0)),
]  # fmt: skip


@pytest.mark.parametrize(("keys", "expected"), READ, ids=[keys.replace("\n", "; ") for keys, _ in READ])
def test_a_training_is_read_as_it_was_meant(keys: str, expected: Training, tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(f"[[plan.training]]\nsessions_per_week = 2\n{keys}\n", encoding="utf-8")
    (found,) = read_plan(path).interventions
    assert found == expected


def test_a_whole_adherence_can_be_stated(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    table = '[[plan.training]]\nsessions_per_week = 2\nexercise = "walking"\nminutes = 30\n'
    path.write_text(f"{table}{table}adherence = 1.0\n", encoding="utf-8")
    assert [item.adherence for item in read_plan(path).interventions if isinstance(item, Training)] == [
        None,
        1.0,
    ]


@every("exercise", EXERCISES.values(), ids=lambda exercise: exercise.id)
def test_minutes_are_counted_where_time_is_what_counts(exercise: Any) -> None:
    cycles = cycles_of_minutes(exercise, 2.0 * exercise.default_minutes)
    if exercise.counted_by == "minutes" or exercise.id.startswith("generic_"):
        assert cycles == pytest.approx(2.0 * exercise.default_cycles_per_session)
    else:
        assert cycles is None

"""Training that people had been doing anyway is their habit; what one arm does and another does not is new."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from osteotwin.evidence import profile_from_arm, protocol_from_arm, read_arm
from osteotwin.evidence.files.trial import Arm, Observation, Population, TrainingGiven, Trial
from osteotwin.evidence.forward_model import build, predict
from osteotwin.parameters import starting_values
from osteotwin.protocol.interventions import Training

OWN = TrainingGiven("resistance", ("back_squat",), 2.0, sets=3.0, reps=8.0, from_week=0.0, to_week=52.0)
NEW = TrainingGiven("impact", ("rope_jumping",), 3.0, impacts_per_session=50.0, from_week=0.0, to_week=52.0)
HIP = Observation("bmd_total_hip", 52.0, "percent_change", 1.0, "percent")


def trial(condition: str, *arms: tuple[TrainingGiven, ...], topic: str = "exercise") -> Trial:
    made = tuple(
        Arm("ab"[k], bool(k), 20, {}, training=entries, observations=(HIP,)) for k, entries in enumerate(arms)
    )
    people = Population("male", condition, age_mean=50.0)
    return Trial("t", "A trial", "rct", "abstract", 52.0, (topic,), people, made)


def exercises(found: Trial, arm: int = 0) -> tuple[list[str], list[str]]:
    """Exercises of the habit and of the plan of an arm."""
    reading = read_arm(found, found.arms[arm])
    profile, assumed = profile_from_arm(reading)
    plan = [
        one.exercise for one in protocol_from_arm(reading).protocol.interventions if isinstance(one, Training)
    ]
    said = [note for note in assumed if note.value == "a habit, no new course"]
    assert bool(said) is bool(profile.habitual_training)
    return [one.exercise for one in profile.habitual_training], plan


@pytest.mark.parametrize(
    ("condition", "habit"),
    [
        ("already training", True), ("men already resistance training", True), ("habitual training", True),
        ("habitually exercising men", True), ("regular exercise twice a week", True),
        ("who continued their usual training", True), ("men who continued training", True),
        ("healthy", False), ("sedentary", False), ("no regular exercise", False),
        ("not already training", False), ("some already training", False), ("previously inactive", False),
    ],
)  # fmt: skip
def test_what_every_arm_does_anyway_is_a_habit(condition: str, habit: bool) -> None:
    found = trial(condition, (OWN, NEW), (OWN,))
    assert exercises(found) == (
        (["back_squat"], ["rope_jumping"]) if habit else ([], ["back_squat", "rope_jumping"])
    )
    assert exercises(found, 1) == ((["back_squat"], []) if habit else ([], ["back_squat"]))


@pytest.mark.parametrize(
    ("arms", "topic", "habit"),
    [
        (((OWN,),), "exercise", False),  # what the trial is about
        (((OWN,),), "testosterone", True),
        (((OWN,), ()), "exercise", False),
        (((NEW,), (OWN,)), "exercise", False),
        (((replace(OWN, to_week=26.0),), (replace(OWN, to_week=26.0),)), "exercise", False),
        (((replace(OWN, from_week=4.0),), (replace(OWN, from_week=4.0),)), "exercise", False),
        (((replace(OWN, from_week=None, to_week=None),) * 1,) * 2, "exercise", True),
    ],
)  # fmt: skip
def test_what_one_arm_does_or_what_begins_is_a_course(
    arms: tuple[tuple[TrainingGiven, ...], ...], topic: str, habit: bool
) -> None:
    assert bool(exercises(trial("already training", *arms, topic=topic))[0]) is habit


def test_a_habit_changes_nothing_and_a_course_does() -> None:
    known = starting_values()
    values = np.array([[p.value for p in known.parameters.values()]])
    by_condition = {
        condition: predict(build([trial(condition, (OWN,), ())]), known.names, values).mean_person[0]
        for condition in ("already training", "healthy")
    }
    habit = predict(build([trial("already training", (OWN,), (OWN,))]), known.names, values).mean_person[0]
    without, course = by_condition["healthy"][1], by_condition["healthy"][0]
    assert course > without + 0.1
    assert habit == pytest.approx([without, without], abs=0.1)


def test_words_of_the_population_alone_are_no_course() -> None:
    assert exercises(trial("already training three times a week", (), ())) == ([], [])

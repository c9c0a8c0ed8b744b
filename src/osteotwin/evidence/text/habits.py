"""Training that people had been doing anyway: their habit, not a new course.

Of "already training" men, or of women who "continued their usual exercise", an arm may list what they do from week 0
on. It loaded their bones before, so it changes nothing; what is new is what one arm does and another does not.
"""

from __future__ import annotations

import re

from osteotwin.evidence.files.trial import Arm, TrainingGiven, Trial
from osteotwin.evidence.text.arm_text import ArmText
from osteotwin.evidence.text.assertion import asserted

_DOING = r"(?:train(?:ing|ed|s)?|exercis(?:e|es|ing)|sports?|running|lifting|physical activity)"
_HABIT = re.compile(
    rf"\b(?:already|habitual(?:ly)?|usual(?:ly)?|regular(?:ly)?|customary) (?:[\w-]+ ){{0,2}}{_DOING}\b"
    rf"|\bcontinu\w+ (?:their |to )?(?:[\w-]+ ){{0,2}}{_DOING}\b",
    re.IGNORECASE,
)
#: What a trial studies where it is about training.
_STUDIED = "exercise"


def training_habits(text: ArmText, trial: Trial, arm: Arm) -> tuple[tuple[TrainingGiven, ...], str | None]:
    """Find the programmes of an arm that were its people's habit, and the words that say so.

    The population's description must say so, every arm must list the same for the whole trial, and where the trial is
    about training there must be another arm to tell it from the trial's own.

    Parameters
    ----------
    text : ArmText
    trial : Trial
    arm : Arm
        One of ``trial.arms``.
    """
    found = asserted(_HABIT, text.condition)
    if found is None or (len(trial.arms) == 1 and _STUDIED in trial.topics):
        return (), None
    habits = tuple(
        given
        for given in arm.training
        if _throughout(given, trial) and all(given in other.training for other in trial.arms)
    )
    return habits, f'condition: "{found.group()}", and every arm lists it' if habits else None


def _throughout(given: TrainingGiven, trial: Trial) -> bool:
    end = trial.duration_weeks if given.to_week is None else given.to_week
    return (given.from_week or 0.0) <= 0 and end >= trial.duration_weeks

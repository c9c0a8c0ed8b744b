"""People who still grow: their bones gain by size, which the model does not have."""

from __future__ import annotations

import re

from osteotwin.evidence.files.trial import Arm, Trial
from osteotwin.evidence.text.trial_text import says, words_of

_GROWING = re.compile(r"\b(?:child|children|boys?|girls?|adolescen\w+|pubert\w+|teenage\w*)\b", re.IGNORECASE)
_GROWN_AGE = 18.0
#: Over so many weeks growth shows in bone; hormones answer sooner.
_WEEKS_OF_GROWTH = 13.0


def growing(trial: Trial, arm: Arm) -> bool:
    """Whether an arm's people grow while their bones are measured.

    By their mean age, or by the words where there is none.
    """
    if trial.duration_weeks < _WEEKS_OF_GROWTH:
        return False
    age = arm.baseline.get("age_mean", trial.population.age_mean)
    if age is not None:
        return age < _GROWN_AGE
    return says(_GROWING, words_of(trial, arm).condition) is not None

"""What a plan does, in the questions of the verdict: is bone kept, and is what a drug takes made up for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from osteotwin.body.sites import DIAGNOSTIC_SITES, bmd_key
from osteotwin.cohort.outputs import Outputs
from osteotwin.explaining.questions import probability_of_keeping, probability_of_offset

#: All that is simulated of a plan while plans are compared.
KEYS: Final = tuple(map(bmd_key, DIAGNOSTIC_SITES))
#: Weight of the mean change of bone [per percent]: among plans of one probability the one with more bone is ahead.
_TIE: Final = 0.01


@dataclass(frozen=True)
class Outcome:
    """What a plan does by a year.

    Attributes
    ----------
    kept : float
        Share of the people who lose no more bone than a scan can tell.
    offset : float or None
        Share who have at least as much bone as without the drugs that take it; ``None`` without such a drug.
    change : float
        Mean change of the bone of hip, neck and spine [percent].
    """

    kept: float
    offset: float | None
    change: float

    @property
    def objective(self) -> float:
        """The mean of the two probabilities, or the one; bone itself decides among equals."""
        asked = self.kept if self.offset is None else (self.kept + self.offset) / 2
        return asked + _TIE * self.change


def outcome_of(plan: Outputs, year: int, without: Outputs | None) -> Outcome:
    """Return what a plan does by a year.

    Parameters
    ----------
    plan : Outputs
    year : int
    without : Outputs or None
        The same people without drug, living as before; ``None`` where no drug takes bone.
    """
    changes = [plan.bone_change_at(key, year) for key in KEYS]
    offset = None if without is None else probability_of_offset(plan, without, year)
    return Outcome(probability_of_keeping(plan, year), offset, float(np.nanmean(changes)))

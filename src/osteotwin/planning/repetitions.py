"""How many repetitions a set has that is worked up to a load."""

from __future__ import annotations

from math import inf
from typing import Final

#: Sets of what is lifted light, moderate and heavy have so many repetitions: 12 at 65 %, 8 at 75 %, 5 above.
_REPS: Final = ((0.65, 12), (0.75, 8), (inf, 5))
_BODYWEIGHT_REPS: Final = 12


def reps_at(load: float | None) -> int:
    """Return the repetitions of a set that is worked up to a share of the one-repetition maximum."""
    return _BODYWEIGHT_REPS if load is None else next(reps for most, reps in _REPS if load <= most)

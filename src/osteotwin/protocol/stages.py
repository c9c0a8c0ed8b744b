"""A part of an entry with a dose or a load of its own: what a taper is made of."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from osteotwin.protocol.file_values import Cycle
from osteotwin.protocol.interventions import Intervention


@dataclass(frozen=True)
class Stage:
    """One intervention, and from which to which day of its entry it is on.

    Attributes
    ----------
    item : Intervention
        Without its days.
    begins, ends : float [day]
        Counted from the first day of the entry.
    once : bool
        Whether it is one dose.
    pauses : Cycle or None
        How long it goes on and how long it pauses, where its dose or its rhythm say it.
    """

    item: Intervention
    begins: float = 0.0
    ends: float = inf
    once: bool = False
    pauses: Cycle | None = None

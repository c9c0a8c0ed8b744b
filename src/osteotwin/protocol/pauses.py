"""What goes on and pauses, again and again: the spans in which it is on."""

from __future__ import annotations

from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.protocol.file_values import Cycle
from osteotwin.units import Rhythm

MOST_PAUSES = 800


def pauses_in(rhythm: Rhythm) -> Cycle | None:
    """Return how long something goes on and pauses by its rhythm; ``None`` for always.

    Pauses within a week are none: doses are averaged over it anyway.
    """
    if not rhythm.off_days or rhythm.on_days + rhythm.off_days <= DAYS_PER_WEEK:
        return None
    return Cycle(rhythm.on_days, rhythm.off_days)


def spans_with_pauses(begins: float, ends: float, cycle: Cycle) -> list[tuple[float, float]]:
    """Return the first day and the day on which it pauses, of each time it is on.

    Examples
    --------
    >>> spans_with_pauses(0.0, 50.0, Cycle(14.0, 7.0))
    [(0.0, 14.0), (21.0, 35.0), (42.0, 50.0)]
    """
    spans: list[tuple[float, float]] = []
    day = begins
    while day < ends and len(spans) <= MOST_PAUSES:
        spans.append((day, min(day + cycle.on_days, ends)))
        day += cycle.on_days + cycle.off_days
    return spans

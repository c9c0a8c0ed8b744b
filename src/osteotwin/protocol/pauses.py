"""What goes on and pauses, again and again: the spans in which it is on."""

from __future__ import annotations

from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.protocol.file_values import Cycle
from osteotwin.protocol.plan_file import DrugTable, SupplementTable, Window
from osteotwin.units import Rhythm

MOST_PAUSES = 800


def pauses_of(table: Window) -> Cycle | None:
    """Return how long an entry goes on and pauses, by its ``cycle`` or the words of ``every``; ``None`` for always."""
    if table.cycle is not None:
        return table.cycle
    every = table.every if isinstance(table, DrugTable | SupplementTable) else None
    if every is None or not every.off_days or is_averaged(every):
        return None
    return Cycle(every.on_days, every.off_days)


def is_averaged(rhythm: Rhythm) -> bool:
    """Tell whether pauses are within a week, in which doses are averaged anyway."""
    return rhythm.off_days > 0.0 and rhythm.on_days + rhythm.off_days <= DAYS_PER_WEEK


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

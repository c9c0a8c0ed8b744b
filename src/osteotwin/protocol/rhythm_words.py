"""A rhythm as a file writes it, with what it says beyond an interval."""

from __future__ import annotations

import re
from math import inf
from typing import Final

from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.units import Rhythm, listed_weekdays, quantity_text, rhythm
from osteotwin.units.patterns import later

#: "/2 weeks"
_PER_MANY: Final = later(r"(?:/|per) ?(?=\d)")


def plain_interval(days: float) -> str:
    """Return the time between two doses as a file writes it, infinite being once.

    Examples
    --------
    >>> plain_interval(3.5), plain_interval(14.0), plain_interval(inf)
    ('3.5 days', '2 weeks', 'once')
    """
    return "once" if days == inf else _span(days)


def rhythm_text(found: Rhythm, interval: object) -> str:
    """Return the words that read back as the same rhythm.

    Parameters
    ----------
    found : Rhythm
    interval : str
        The time between two times, as a file writes it.

    Examples
    --------
    >>> rhythm_text(Rhythm(3.5, (0, 3)), "3.5 days")
    'Monday and Thursday'
    """
    if found.with_shot:
        return "with each injection"
    said = listed_weekdays(found.weekdays) if found.weekdays else str(interval)
    if not found.off_days:
        return said
    on, off = (_span(days) for days in (found.on_days, found.off_days))
    pauses = f"{on} on, {off} off"
    return pauses if found.implied_daily else f"{said if found.weekdays else f'every {said}'}, {pauses}"


def said(words: str) -> Rhythm | None:
    """Return the rhythm that words say behind an amount: ``/week``, ``a week``, ``every 5 days``."""
    if (many := _PER_MANY.match(words)) is not None:
        words = f"every {words[many.end() :]}"
    elif re.match(r"(?:/|per |an? )", words) and (found := rhythm(f"1 {words}")) is not None:
        return found
    return rhythm(words)


def _span(days: float) -> str:
    if days % DAYS_PER_WEEK == 0.0:
        weeks = round(days / DAYS_PER_WEEK)
        return f"{weeks} week{'s' if weeks != 1 else ''}"
    return quantity_text(days, "duration") + ("s" if days != 1.0 else "")

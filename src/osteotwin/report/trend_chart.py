"""What was measured over time, as a small chart: points by day, joined."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Final

from markupsafe import Markup

from osteotwin.report.formatting import MONTHS, number
from osteotwin.report.svg import Scale, coordinate, element, label, line, tick_digits, ticks

_WIDTH: Final = 360.0
_HEIGHT: Final = 150.0
_LEFT: Final = 46.0
_RIGHT: Final = 12.0
_TOP: Final = 12.0
_BOTTOM: Final = 26.0
#: Within so many days the marks are months, beyond it years [day].
_MONTHS_UNTIL: Final = 400


def trend_chart(identifier: str, title: str, text: str, points: Sequence[tuple[date, float]]) -> Markup:
    """Return points by day, joined by a line.

    Parameters
    ----------
    identifier : str
        Unique in the document.
    title, text : str
        What is drawn, and the same in a sentence, for who does not see it.
    points : sequence of (date, float)
        By day; at least two days.
    """
    days = [float(day.toordinal()) for day, _ in points]
    values = [value for _, value in points]
    beside = 0.04 * (days[-1] - days[0])
    across = Scale(days[0] - beside, days[-1] + beside, _LEFT, _WIDTH - _RIGHT)
    spread = max(values) - min(values)
    room = 0.12 * spread or 0.05 * abs(values[0]) or 1.0
    low = min(values) - room
    levels = ticks(max(low, 0.0) if min(values) >= 0.0 else low, max(values) + room, 3)
    up = Scale(levels[0], levels[-1], _HEIGHT - _BOTTOM, _TOP)
    digits = tick_digits(levels)
    parts: list[str] = []
    for level in levels:
        parts.append(element("line", class_="grid", x1=_LEFT, x2=_WIDTH - _RIGHT, y1=up(level), y2=up(level)))
        parts.append(label(number(level, digits), _LEFT - 6, up(level) + 4, class_="tick", text_anchor="end"))
    for ordinal, name in _marks(points[0][0], points[-1][0]):
        x = across(float(ordinal))
        bottom = _HEIGHT - _BOTTOM
        parts.append(element("line", class_="axis", x1=x, x2=x, y1=bottom, y2=bottom + 4))
        parts.append(label(name, x, bottom + 18, class_="tick", text_anchor="middle"))
    parts.append(element("path", class_="curve plan", d=line(days, values, across, up)))
    parts += [
        element("circle", class_="scan-point", cx=across(day), cy=up(value), r=3.6)
        for day, value in zip(days, values, strict=True)
    ]
    names = f"{identifier}-title", f"{identifier}-description"
    head = element("title", escape(title), id=names[0]) + element("desc", escape(text), id=names[1])
    box = f"0 0 {coordinate(_WIDTH)} {coordinate(_HEIGHT)}"
    return Markup(
        element(
            "svg", head + "".join(parts), id=identifier, class_="chart trend", role="img", viewBox=box,
            aria_labelledby=" ".join(names),
        )
    )  # fmt: skip


def _marks(first: date, last: date) -> list[tuple[int, str]]:
    """Return the days that are marked beneath, with their names: first days of months or years, or both ends."""
    if (last - first).days > _MONTHS_UNTIL:
        years = range(first.year + 1, last.year + 1)
        step = max(len(years) // 5, 1)
        return [(date(year, 1, 1).toordinal(), str(year)) for year in years][::step]
    months = [
        date(first.year + month // 12, month % 12 + 1, 1)
        for month in range(first.month, first.month + (last - first).days // 28 + 2)
    ]
    within = [day for day in months if day <= last]
    if len(within) < 2:
        return [(day.toordinal(), f"{day.day} {MONTHS[day.month - 1][:3]}") for day in (first, last)]
    step = max(len(within) // 5, 1)
    return [(day.toordinal(), MONTHS[day.month - 1][:3]) for day in within][::step]

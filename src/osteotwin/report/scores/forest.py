"""Observed and predicted on one axis, one drawing per row of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from osteotwin.report.formatting import number
from osteotwin.report.scores.formatting import Row, confidence_limits
from osteotwin.report.svg import Scale, element, tick_digits, ticks

_HEIGHT: Final = 24.0
_OBSERVED, _PREDICTED = 7.0, 17.0
#: Where a third mark stands beneath, of a fit that had seen the value, and how high the drawing is then.
_FITTED, _HEIGHT_WITH_FIT = 27.0, 34.0
#: Share of the values, from either end, that may lie beyond the axis; they are drawn at its edge.
_BEYOND: Final = 0.04


@dataclass(frozen=True)
class Axis:
    """Round marks, and the value that means that nothing changed."""

    marks: tuple[float, ...]
    zero: float | None

    def labels(self) -> list[dict[str, str]]:
        """Return the text and the place, in percent, of every mark."""
        across = Scale(self.marks[0], self.marks[-1], 0.0, 100.0)
        digits = tick_digits(self.marks)
        return [{"text": number(mark, digits), "left": f"{across(mark):.2f}"} for mark in self.marks]


def shared_axis(rows: Sequence[Row], count: int = 5) -> Axis:
    """Return the axis of rows on one scale: it holds most values, and no change."""
    zeros = [row["no_change"] for row in rows if row["no_change"] is not None]
    zero = zeros[0] if zeros and min(zeros) == max(zeros) else None
    values = sorted(
        found for row in rows for found in (row["observed"], row["predicted"]) if found is not None
    )
    skipped = int(_BEYOND * len(values))
    kept = values[skipped : len(values) - skipped] or [0.0]
    low, high = min(kept), max(kept)
    if zero is not None:
        low, high = min(low, zero), max(high, zero)
    if high - low < 1e-9:
        low, high = low - 1.0, high + 1.0
    margin = 0.06 * (high - low)
    return Axis(tuple(ticks(low - (margin if low != zero else 0.0), high + margin, count)), zero)


def forest_cell(row: Row, axis: Axis) -> Markup:
    """Return the drawing of one row, stretched to its cell: observed above, predicted beneath.

    Where the row has the prediction of a ``fit`` that had seen the value as well, that stands last.
    The numbers stand in the cell beside it, so the drawing is hidden from screen readers.
    """
    across = Scale(axis.marks[0], axis.marks[-1], 0.0, 100.0)
    fit = row.get("fit")
    height = _HEIGHT_WITH_FIT if fit else _HEIGHT
    parts = [
        element(
            "line", class_="zero" if mark == axis.zero else "grid", x1=_x(across(mark)), x2=_x(across(mark)),
            y1=0, y2=height,
        )
        for mark in axis.marks
    ]  # fmt: skip
    if axis.zero is not None and axis.zero not in axis.marks:
        x = _x(across(axis.zero))
        parts.append(element("line", class_="zero", x1=x, x2=x, y1=0, y2=height))
    limits = confidence_limits(row)
    parts += _mark(row["observed"], limits, across, _OBSERVED, "observed")
    if row["predicted"] is not None:
        low, high = row["lo90"], row["hi90"]
        limits = None if low is None or high is None else (low, high)
        parts += _mark(row["predicted"], limits, across, _PREDICTED, "predicted")
    if fit and fit["predicted"] is not None:
        low, high = fit["lo90"], fit["hi90"]
        limits = None if low is None or high is None else (low, high)
        parts += _mark(fit["predicted"], limits, across, _FITTED, "fitted")
    return Markup(
        element(
            "svg", "".join(parts), class_="cell-bar forest", viewBox=f"0 0 100 {height:g}",
            preserveAspectRatio="none", aria_hidden="true", focusable="false",
        )
    )  # fmt: skip


def _mark(found: float, limits: tuple[float, float] | None, across: Scale, y: float, style: str) -> list[str]:
    """Return an interval and its point; a point beyond the axis becomes an open one at its edge."""
    parts: list[str] = []
    if limits is not None:
        low, high = (min(max(across(end), 0.0), 100.0) for end in limits)
        if high > low:
            parts.append(element("path", class_=f"span {style}", d=f"M{_x(low)} {y:g}L{_x(high)} {y:g}"))
    x = across(found)
    inside = 0.0 <= x <= 100.0
    place = _x(min(max(x, 0.0), 100.0))
    # A line of no length with round ends stays round however the drawing is stretched.
    point = f"M{place} {y:g}h0"
    parts.append(element("path", class_=f"point {style}", d=point))
    if not inside:
        parts.append(element("path", class_="hole", d=point))
    return parts


def _x(value: float) -> str:
    return f"{value:.2f}"

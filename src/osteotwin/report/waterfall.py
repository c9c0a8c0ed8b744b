"""From no drug to the plan, one part after another: each with its point and its interval, all on one axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from osteotwin.report.figures import drawing, shared_marks
from osteotwin.report.formatting import interval, number
from osteotwin.report.svg import Scale, Values, element, label, tick_digits

_ROW: Final = 27.0
_NARROW_ROW: Final = 40.0
#: Signs of the label that fit beside a row, and above one.
_LONGEST: Final = 34
_LONGEST_NARROW: Final = 24


@dataclass(frozen=True)
class Step:
    """One row of a waterfall.

    Attributes
    ----------
    label : str
    whole : bool
        Whether it is a level of its own, counted from zero, and no step from the row above.
    median, low, high : float or None
    """

    label: str
    whole: bool
    median: float | None
    low: float | None
    high: float | None


def levels(steps: Sequence[Step]) -> list[float]:
    """Return the level from which each row counts."""
    found: list[float] = []
    level = 0.0
    for step in steps:
        found.append(0.0 if step.whole else level)
        level = found[-1] + (step.median or 0.0)
    return found


def reach(steps: Sequence[Step]) -> list[float]:
    """Return every place that a waterfall's axis has to hold."""
    return [
        start + value
        for step, start in zip(steps, levels(steps), strict=True)
        for value in (0.0, step.median, step.low, step.high)
        if value is not None
    ]


def axis_of(groups: Sequence[Sequence[Step]]) -> list[float]:
    """Return the marks of an axis that all of several waterfalls share."""
    values: Values = [value for steps in groups for value in reach(steps)]
    return shared_marks(values, 6)


def waterfall(
    identifier: str,
    title: str,
    description: str,
    steps: Sequence[Step],
    marks: Sequence[float],
    *,
    narrow: bool,
) -> Markup:
    """Return the rows of a waterfall above each other, the axis on top.

    Parameters
    ----------
    identifier : str
        Unique in the document.
    narrow : bool
        True for the telephone's version: labels stand above their rows.
    """
    width, row = (340.0, _NARROW_ROW) if narrow else (900.0, _ROW)
    left, right = (8.0, width - 8.0) if narrow else (232.0, width - 190.0)
    top = 26.0
    height = top + row * len(steps) + 6.0
    across = Scale(marks[0], marks[-1], left, right)
    digits = tick_digits(marks)
    parts: list[str] = []
    for mark in marks:
        x = across(mark)
        parts.append(
            element("line", class_="zero" if mark == 0 else "grid", x1=x, x2=x, y1=top - 6, y2=height - 4)
        )
        parts.append(label(number(mark, digits, sign=True), x, 13, class_="tick", text_anchor="middle"))
    for index, (step, start) in enumerate(zip(steps, levels(steps), strict=True)):
        parts += _row(
            step,
            start,
            top + row * index,
            row,
            across,
            left,
            right,
            narrow=narrow,
            last=index == len(steps) - 1,
        )
    return drawing(
        identifier,
        title,
        description,
        width,
        height,
        parts,
        plot=None,
        kind="waterfall slim" if narrow else "waterfall",
    )


def _row(
    step: Step,
    start: float,
    y: float,
    row: float,
    across: Scale,
    left: float,
    right: float,
    *,
    narrow: bool,
    last: bool,
) -> list[str]:
    longest = _LONGEST_NARROW if narrow else _LONGEST
    name = step.label if len(step.label) <= longest else step.label[: longest - 1] + "…"
    told = number(step.median, 1, sign=True)
    band = f" ({interval(step.low, step.high)})" if step.low is not None and step.high is not None else ""
    style = "whole" if step.whole else "loss" if (step.median or 0.0) < 0 else "gain"
    middle = y + (row - 10.0 if narrow else row / 2)
    parts: list[str] = []
    if narrow:
        parts.append(label(name, left, y + 13, class_=f"name {style}"))
        parts.append(label(told + band, right, y + 13, class_=f"told {style}", text_anchor="end"))
    else:
        parts.append(label(name, left - 24, middle + 4.5, class_=f"name {style}", text_anchor="end"))
        parts.append(label(told, right + 62, middle + 4.5, class_=f"told {style}", text_anchor="end"))
        parts.append(label(band.strip(), right + 68, middle + 4.5, class_="told-interval"))
    if step.median is None:
        return parts
    end = across(start + step.median)
    if not step.whole:
        parts.append(element("line", class_=f"step {style}", x1=across(start), x2=end, y1=middle, y2=middle))
    if step.low is not None and step.high is not None:
        low, high = across(start + step.low), across(start + step.high)
        parts.append(
            element("path", class_="whisker", d=f"M{low:.1f} {middle:.1f}H{high:.1f}M{low:.1f} {middle - 4:.1f}v8"
                                                f"M{high:.1f} {middle - 4:.1f}v8")
        )  # fmt: skip
    parts.append(element("circle", class_=f"point {style}", cx=end, cy=middle, r=4.2))
    if not last:
        parts.append(element("line", class_="onward", x1=end, x2=end, y1=middle, y2=middle + row))
    return parts

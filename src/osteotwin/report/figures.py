"""The report's figures as inline SVG: colors come from the style sheet, so they follow light, dark and print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Final

from markupsafe import Markup

from osteotwin.report.formatting import number
from osteotwin.report.svg import (
    Scale,
    Values,
    band,
    coordinate,
    element,
    label,
    line,
    spaced_out,
    tick_digits,
    ticks,
)

LABEL_GAP: Final = 17.0
LONGEST_LABEL: Final = 30
#: Width of a sign at the line ends [drawing unit], rather too wide than too narrow.
_SIGN: Final = 6.7


@dataclass(frozen=True)
class Curve:
    """One line of a chart.

    Attributes
    ----------
    name : str
        Written beside the end of the line.
    letter : str
        Written there instead where the chart is too narrow for the name; where there is none, the last value.
    style : str
        Class in the style sheet; it sets color, width and dashes.
    values : sequence of float or None
        Parallel to the chart's years.
    """

    name: str
    letter: str
    style: str
    values: Values

    @property
    def last(self) -> float | None:
        """The last value that is known."""
        return next((value for value in reversed(self.values) if value is not None), None)


@dataclass(frozen=True)
class Bands:
    """The shaded ranges of a chart, each two curves parallel to the years."""

    low50: Values
    high50: Values
    low90: Values
    high90: Values


def plans_chart(
    identifier: str, title: str, description: str, years: Sequence[float], curves: Sequence[Curve],
    bands: Sequence[tuple[Values, Values]], *, narrow: bool,
) -> Markup:  # fmt: skip
    """Return the chart of one site under several plans: a line with a band for each, labeled at its end.

    Parameters
    ----------
    bands : sequence of (low, high)
        One for each curve; its class in the style sheet is that of the curve.
    identifier, narrow
        As of :func:`site_chart`.
    """
    width, height, right = (340.0, 260.0, 24.0) if narrow else (860.0, 300.0, 232.0)
    left, top, bottom = 44.0, 12.0, 30.0
    marks = ticks(*_range([*(curve.values for curve in curves), *(end for ends in bands for end in ends)]), 6)
    across = Scale(years[0], max(years[-1], years[0] + 1e-6), left, width - right)
    up = Scale(marks[0], marks[-1], height - bottom, top)
    parts = [
        *level_lines(tuple(marks), up, left, width - right),
        *year_marks(across, height - bottom, 3 if narrow else 8),
        *(
            element("path", class_=f"band {curve.style}", d=band(years, *ends, across, up))
            for curve, ends in reversed(list(zip(curves, bands, strict=True)))
        ),
        *(
            element("path", class_=f"curve {curve.style}", d=line(years, curve.values, across, up))
            for curve in reversed(curves)
        ),
        *end_labels(curves, up, width - right, top, height - bottom, narrow=narrow),
    ]
    return drawing(identifier, title, description, width, height, parts, plot=None)


def series_chart(
    identifier: str, title: str, description: str, years: Sequence[float],
    plan: tuple[Values, Values, Values], nothing: tuple[Values, Values, Values] | None,
    reference: tuple[float | None, float | None] | None = None,
) -> Markup:  # fmt: skip
    """Return a small chart of one signal: (median, low, high) under the plan, and with nothing done.

    Parameters
    ----------
    reference : tuple of float or None, optional
        Ends of the reference range, on the chart's scale. An end that is near what is drawn is drawn, too.
    """
    width, height, left, right, top, bottom = 330.0, 158.0, 46.0, 8.0, 8.0, 24.0
    groups = [plan] if nothing is None else [plan, nothing]
    low, high = _range([values for group in groups for values in group])
    near = [
        end for end in reference or () if end is not None and low - (high - low) <= end <= high + (high - low)
    ]
    marks = ticks(*_range([[low, high, *near]]), 3)
    across = Scale(years[0], max(years[-1], years[0] + 1e-6), left, width - right)
    up = Scale(marks[0], marks[-1], height - bottom, top)
    parts = [
        *_reference(reference, up, left, width - right),
        *level_lines(tuple(marks), up, left, width - right),
        *year_marks(across, height - bottom, 3, short=True),
    ]
    if nothing is not None:
        parts.append(
            element("path", class_="band-nothing", d=band(years, nothing[1], nothing[2], across, up))
        )
    parts.append(element("path", class_="band-90", d=band(years, plan[1], plan[2], across, up)))
    if nothing is not None:
        parts.append(element("path", class_="curve nothing", d=line(years, nothing[0], across, up)))
    parts.append(element("path", class_="curve plan", d=line(years, plan[0], across, up)))
    return drawing(identifier, title, description, width, height, parts, plot=None, kind="signal")


def _reference(
    ends: tuple[float | None, float | None] | None, up: Scale, left: float, right: float
) -> list[str]:
    """Shade a reference range as far as the chart shows it, and draw its ends there."""
    if ends is None:
        return []
    low, high = (
        end if end is not None else other for end, other in zip(ends, (up.low, up.high), strict=True)
    )
    bottom, top = (min(max(end, up.low), up.high) for end in (low, high))
    area = element(
        "rect", class_="reference", x=left, width=right - left, y=up(top), height=up(bottom) - up(top)
    )
    drawn = (end for end in ends if end is not None and up.low <= end <= up.high)
    return [
        *([area] if top > bottom else []),
        *(
            element("line", class_="reference-end", x1=left, x2=right, y1=up(end), y2=up(end))
            for end in drawn
        ),
    ]


def interval_bar(
    numbers: tuple[float | None, float | None, float | None], marks: Sequence[float], style: str
) -> Markup:
    """Return a point with its interval on an axis, as wide as its place.

    The numbers stand beside it, so the drawing is hidden from screen readers.

    Parameters
    ----------
    numbers : tuple of float or None
        Median, and the ends of the interval.
    """
    median, low, high = numbers
    across = Scale(marks[0], marks[-1], 14.0, 326.0)
    digits = tick_digits(marks)
    ends = [mark for mark in marks if mark in (marks[0], 0.0, marks[-1])]
    parts = [
        element("line", class_="zero" if mark == 0 else "grid", x1=across(mark), x2=across(mark), y1=0, y2=16)
        for mark in marks
    ]
    parts += [label(number(mark, digits, sign=True), across(mark), 27, text_anchor="middle") for mark in ends]
    if low is not None and high is not None:
        parts.append(element("line", class_=f"range {style}", x1=across(low), x2=across(high), y1=8, y2=8))
    if median is not None:
        parts.append(element("circle", class_=f"point {style}", cx=across(median), cy=8, r=5))
    return Markup(
        element(
            "svg",
            "".join(parts),
            class_="interval-bar",
            viewBox="0 0 340 30",
            aria_hidden="true",
            focusable="false",
        )
    )


def shared_marks(values: Values, count: int = 5) -> list[float]:
    """Return the round marks of an axis that holds zero and all the values."""
    return ticks(*_range([[0.0, *values]]), count)


def _range(groups: Sequence[Values]) -> tuple[float, float]:
    known = [value for values in groups for value in values if value is not None]
    if not known:
        return 0.0, 1.0
    low, high = min(known), max(known)
    # A quantity that does not move must not be blown up to fill the chart.
    least = max(0.02 * max(abs(low), abs(high)), 1e-6)
    return (low, high) if high - low >= least else (low - least, high + least)


def label_width(curves: Sequence[Curve]) -> float:
    """Return how much room the names at the line ends need [drawing unit]."""
    return _SIGN * (min(max((len(curve.name) for curve in curves), default=0), LONGEST_LABEL) + 8)


@lru_cache(maxsize=64)
def level_lines(marks: tuple[float, ...], up: Scale, left: float, right: float) -> tuple[str, ...]:
    """Return the lines of the levels, each with its number on the left; axes stay while the plan on them changes."""
    digits = tick_digits(marks)
    parts: list[str] = []
    for mark in marks:
        y = up(mark)
        parts.append(element("line", class_="zero" if mark == 0 else "grid", x1=left, x2=right, y1=y, y2=y))
        parts.append(label(number(mark, digits), left - 8, y + 4, class_="tick", text_anchor="end"))
    return tuple(parts)


@lru_cache(maxsize=64)
def year_marks(across: Scale, y: float, most: int, *, short: bool = False) -> tuple[str, ...]:
    """Return the years from today along an axis; what lies before today is marked from its own side."""
    span = across.high
    step = next((size for size in (1, 2, 5, 10, 20) if span / size <= most), 50)
    parts: list[str] = []
    for year in range(0, int(span + 0.02) + 1, step):
        x = across(float(year))
        text = "Today" if year == 0 else str(year) if short else f"Year {year}"
        anchor = "start" if year == across.low else "end" if span - year < 0.1 * span else "middle"
        parts.append(element("line", class_="axis", x1=x, x2=x, y1=y, y2=y + 4))
        parts.append(label(text, x, y + 19, class_="tick", text_anchor=anchor))
    for year in range(step, int(-across.low + 0.02) + 1, step):
        x = across(-float(year))
        parts.append(element("line", class_="axis", x1=x, x2=x, y1=y, y2=y + 4))
        parts.append(label(number(-year, 0), x, y + 19, class_="tick", text_anchor="middle"))
    return tuple(parts)


def end_labels(
    curves: Sequence[Curve], up: Scale, x: float, top: float, bottom: float, *, narrow: bool
) -> list[str]:
    """Return the last value of each curve beside its end, apart from each other, with its name where there is room."""
    shown = [(curve, curve.last) for curve in curves]
    known = [(curve, last) for curve, last in shown if last is not None]
    places = spaced_out([up(last) for _, last in known], LABEL_GAP, top + 4, bottom - 2)
    parts: list[str] = []
    for (curve, last), place in zip(known, places, strict=True):
        if narrow:
            text = curve.letter or number(last, 1, sign=True)
            parts.append(label(text, x + 4, place + 4, class_=f"end {curve.style}"))
            continue
        name = curve.name if len(curve.name) <= LONGEST_LABEL else curve.name[: LONGEST_LABEL - 1] + "…"
        parts.append(
            element("path", class_="leader", d=f"M{coordinate(x + 3)} {coordinate(up(last))}L{coordinate(x + 16)} "
                                               f"{coordinate(place)}")
        )  # fmt: skip
        parts.append(
            label(f"{number(last, 1, sign=True)}  {name}", x + 20, place + 4, class_=f"end {curve.style}")
        )
    return parts


def drawing(
    identifier: str, title: str, description: str, width: float, height: float, parts: Sequence[str],
    plot: tuple[float, float] | None, kind: str = "",
) -> Markup:  # fmt: skip
    """Return a drawing with its title and description.

    Parameters
    ----------
    plot : tuple of two float, or None
        Where its years begin and end, if it can be read along them.
    kind : str
        Class in the style sheet beside ``chart``.
    """
    names = label_ids(identifier)
    head = element("title", escape(title), id=names[0]) + element("desc", escape(description), id=names[1])
    more = {} if plot is None else {"data_left": plot[0], "data_right": plot[1]}
    return Markup(
        element(
            "svg", head + "".join(parts), id=identifier, class_=f"chart {kind}".strip(),
            viewBox=f"0 0 {coordinate(width)} {coordinate(height)}", role="img",
            aria_labelledby=" ".join(names), **more,
        )
    )  # fmt: skip


def label_ids(identifier: str) -> tuple[str, str]:
    """Return the ids of a drawing's title and description."""
    return f"{identifier}-title", f"{identifier}-description"

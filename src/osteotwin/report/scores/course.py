"""How a trial went: observed values and predictions of every arm over the weeks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Final

from markupsafe import Markup

from osteotwin.report.formatting import number, sentence_case
from osteotwin.report.scores.formatting import Row, class_of, confidence_limits, endpoint, on_scale
from osteotwin.report.svg import Scale, band, coordinate, element, label, line, spaced_out, tick_digits, ticks

_WIDTH, _HEIGHT = 430.0, 214.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 46.0, 30.0, 12.0, 40.0
_LABEL_GAP: Final = 15.0
_YEAR: Final = 52.0
#: Distances between marks, of which the first that gives few enough is taken.
_WEEKS: Final = (0.5, 1, 2, 4, 13, 26, 52)
_YEARS: Final = (1, 2, 5, 10, 20)


@dataclass(frozen=True)
class Course:
    """One endpoint of one trial.

    Attributes
    ----------
    title : str
    unit : str
    chart : Markup
    text : str
        What the chart shows, in words.
    """

    title: str
    unit: str
    chart: Markup
    text: str


def letters(arms: Sequence[str]) -> dict[str, str]:
    """Return the letter that stands for each arm in the charts."""
    return {name: chr(ord("A") + index % 26) for index, name in enumerate(arms)}


def courses(trial: str, arms: Sequence[str], controls: Sequence[str], rows: Sequence[Row]) -> list[Course]:
    """Return the charts of a trial: one per endpoint and scale, contrasts left to the table.

    Parameters
    ----------
    trial : str
        Its identifier; ids in the document begin with it.
    arms, controls : sequences of str
        All arms, and those that are controls.
    rows : sequence of mapping
    """
    shown = [row for row in rows if row["versus"] is None and row["predicted"] is not None]
    order = list(dict.fromkeys((row["endpoint"], class_of(row)) for row in shown))
    by_key = {
        key: list(found)
        for key, found in groupby(
            sorted(shown, key=lambda row: order.index((row["endpoint"], class_of(row)))),
            key=lambda row: (row["endpoint"], class_of(row)),
        )
    }
    return [_course(trial, arms, controls, by_key[key], index) for index, key in enumerate(order)]


def _course(
    trial: str, arms: Sequence[str], controls: Sequence[str], rows: Sequence[Row], index: int
) -> Course:
    marks = ticks(*_range(rows), 4)
    last = max(row["week"] for row in rows) or 1.0
    across = Scale(0.0, last, _LEFT, _WIDTH - _RIGHT)
    up = Scale(marks[0], marks[-1], _HEIGHT - _BOTTOM, _TOP)
    zero = rows[0]["no_change"]
    parts = [*_levels(marks, up, zero), *_weeks(last, across)]
    ends: list[tuple[str, float, str]] = []
    layers: tuple[list[str], ...] = ([], [], [])
    for name, letter in letters(arms).items():
        found = sorted((row for row in rows if row["arm"] == name), key=lambda row: row["week"])
        if not found:
            continue
        style = "control" if name in controls else "treated"
        for layer, drawn in zip(layers, _arm(found, style, across, up), strict=True):
            layer += drawn
        ends.append((letter, up(found[-1]["predicted"]), style))
    parts += [part for layer in layers for part in layer]
    places = spaced_out([y for _, y, _ in ends], _LABEL_GAP, _TOP + 4, _HEIGHT - _BOTTOM)
    parts += [
        label(letter, _WIDTH - _RIGHT + 10, place + 4, class_=f"end {style}")
        for (letter, _, style), place in zip(ends, places, strict=True)
    ]
    title = sentence_case(endpoint(rows[0]["endpoint"]))
    named = letters(arms)
    text = "; ".join(
        f"arm {named[row['arm']]}, week {row['week']:g}: observed {on_scale(row, row['observed'])}, "
        f"predicted {on_scale(row, row['predicted'])}"
        for row in rows
    )
    identifier = f"course-{trial}-{index}"
    head = element("title", escape(f"{title} over time"), id=f"{identifier}-title") + element(
        "desc", escape(text), id=f"{identifier}-description"
    )
    drawing = element(
        "svg", head + "".join(parts), class_="chart course", id=identifier,
        viewBox=f"0 0 {coordinate(_WIDTH)} {coordinate(_HEIGHT)}", role="img",
        aria_labelledby=f"{identifier}-title {identifier}-description",
    )  # fmt: skip
    unit = {
        "percent_change": "% change",
        "ratio_to_baseline": "ratio to baseline",
        "absolute_change": f"change, {rows[0]['unit']}",
    }.get(rows[0]["scale"], str(rows[0]["unit"]))
    return Course(title, unit, Markup(drawing), text)


def _arm(rows: Sequence[Row], style: str, across: Scale, up: Scale) -> tuple[list[str], ...]:
    """Return one arm in layers: the band of the prediction, its line, the observed points with their intervals."""
    start = rows[0]["no_change"]
    before = [] if start is None or rows[0]["week"] == 0 else [(0.0, start, start, start)]
    known = [(row["week"], row["predicted"], row["lo90"], row["hi90"]) for row in rows]
    weeks, predicted, low, high = (list(column) for column in zip(*before, *known, strict=True))
    shade = band(weeks, low, high, across, up)
    bands = [element("path", class_=f"band-course {style}", d=shade)] if shade else []
    lines = [element("path", class_=f"curve course-{style}", d=line(weeks, predicted, across, up))]
    points: list[str] = []
    for row in rows:
        x, limits = across(row["week"]), confidence_limits(row)
        if limits is not None:
            low_y, high_y = (min(max(up(end), up(up.high)), up(up.low)) for end in limits)
            points.append(element("line", class_=f"span {style}", x1=x, x2=x, y1=low_y, y2=high_y))
        points.append(element("circle", class_=f"dot {style}", cx=x, cy=up(row["observed"]), r=3.6))
    return bands, lines, points


def _range(rows: Sequence[Row]) -> tuple[float, float]:
    values = [
        found
        for row in rows
        for found in (row["observed"], row["predicted"], row["lo90"], row["hi90"], row["no_change"])
        if found is not None
    ]
    low, high = min(values), max(values)
    for row in rows:
        # Confidence limits count, but a very wide one must not flatten everything else.
        limits = confidence_limits(row)
        if limits is not None and limits[1] - limits[0] < 3 * max(high - low, 1e-9):
            low, high = min(low, limits[0]), max(high, limits[1])
    least = max(0.02 * max(abs(low), abs(high)), 1e-3)
    return (low, high) if high - low >= least else (low - least, high + least)


def _levels(marks: Sequence[float], up: Scale, zero: float | None) -> list[str]:
    digits = tick_digits(marks)
    parts: list[str] = []
    for mark in marks:
        y = up(mark)
        style = "zero" if mark == zero else "grid"
        parts.append(element("line", class_=style, x1=_LEFT, x2=_WIDTH - _RIGHT, y1=y, y2=y))
        parts.append(label(number(mark, digits), _LEFT - 8, y + 4, class_="tick", text_anchor="end"))
    return parts


def _weeks(last: float, across: Scale) -> list[str]:
    """Return the marks of the weeks, in years where there are many."""
    years = last > 3 * _YEAR
    length, unit = (_YEAR, "years") if years else (1.0, "weeks")
    y = _HEIGHT - _BOTTOM
    span = last / length
    step = next(size for size in (_YEARS if years else _WEEKS) if span / size <= 5)
    parts = [label(unit, _WIDTH - _RIGHT, y + 34, class_="tick", text_anchor="end")]
    for index in range(int(span / step + 0.02) + 1):
        x = across(index * step * length)
        parts.append(element("line", class_="axis", x1=x, x2=x, y1=y, y2=y + 4))
        parts.append(label(f"{index * step:g}", x, y + 19, class_="tick", text_anchor="middle"))
    return parts

"""The charts of a virtual trial: means of the arms by visit, and power by number of people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from math import log10, sqrt
from typing import Any, Final

from markupsafe import Markup

from osteotwin.report.formatting import number
from osteotwin.report.svg import Scale, coordinate, element, label, line, spaced_out, tick_digits, ticks

_WIDTH, _HEIGHT = 860.0, 330.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 48.0, 232.0, 14.0, 40.0
_LABEL_GAP: Final = 17.0
_LONGEST: Final = 30
_MONTH: Final = 365.25 / 12
#: Normal quantile of a 95 % interval.
_Z95: Final = 1.959964
#: Distances between marks of the visits [month], of which the first that gives few enough is taken.
_MONTHS: Final = (1, 2, 3, 6, 12, 24, 60)


def course_chart(identifier: str, title: str, arms: Sequence[Mapping[str, Any]], endpoint: str) -> Markup:
    """Return the mean change of every arm by visit, each with the 95 % interval of its mean.

    Parameters
    ----------
    identifier : str
        Unique in the document.
    title : str
    arms : sequence of mapping
        Of the answer; the first is the control.
    endpoint : str
    """
    rows = [
        [
            (row["day"] / _MONTH, row["mean"], _reach(row))
            for row in arm["change"][endpoint]
            if row["mean"] is not None
        ]
        for arm in arms
    ]
    ends = [value for arm in rows for _, mean, reach in arm for value in (mean - reach, mean + reach)] or [
        0.0,
        1.0,
    ]
    low, high = min(ends), max(ends)
    marks = ticks(low, high if high - low > 1e-6 else low + 1.0, 6)
    last = max((month for arm in rows for month, _, _ in arm), default=1.0) or 1.0
    across = Scale(0.0, last, _LEFT, _WIDTH - _RIGHT)
    up = Scale(marks[0], marks[-1], _HEIGHT - _BOTTOM, _TOP)
    parts = [*_levels(marks, up, zero=0.0), *_months(last, across)]
    for place, arm in reversed(list(enumerate(rows))):
        style = style_of(place)
        # Intervals of one visit stand side by side.
        shift = 5.0 * (place - (len(rows) - 1) / 2)
        for month, mean, reach in arm:
            x = across(month) + (shift if month else 0.0)
            parts.append(
                element("line", class_=f"whisk {style}", x1=x, x2=x, y1=up(mean - reach), y2=up(mean + reach))
            )
        months, means = [month for month, _, _ in arm], [mean for _, mean, _ in arm]
        parts.append(element("path", class_=f"curve {style}", d=line(months, means, across, up)))
    named = [(str(arm["name"]), found[-1][1]) for arm, found in zip(arms, rows, strict=True) if found]
    parts += _end_labels(
        [(f"{number(mean, 1, sign=True)}  {name}", up(mean)) for name, mean in named], _WIDTH - _RIGHT
    )
    text = "; ".join(
        f"{arm['name']}: "
        + ", ".join(f"month {month:.0f} {number(mean, 1, sign=True)} %" for month, mean, _ in found)
        for arm, found in zip(arms, rows, strict=True)
    )
    return _drawing(identifier, title, text, parts)


def power_chart(identifier: str, title: str, powers: Sequence[Mapping[str, Any]]) -> Markup:
    """Return power and assurance by people in each arm, on a logarithmic axis; one pair of curves for each arm."""
    sizes = [row["n"] for row in powers[0]["by_n"]]
    across = Scale(log10(sizes[0]), log10(sizes[-1]), _LEFT, _WIDTH - _RIGHT)
    marks = [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]
    up = Scale(0.0, 100.0, _HEIGHT - _BOTTOM, _TOP)
    y = _HEIGHT - _BOTTOM
    parts = _levels(marks, up, zero=80.0)
    for size in sizes:
        x = across(log10(size))
        parts.append(element("line", class_="axis", x1=x, x2=x, y1=y, y2=y + 4))
        parts.append(label(f"{size:,}", x, y + 19, class_="tick", text_anchor="middle"))
    parts.append(label("people in each arm", _WIDTH - _RIGHT, y + 35, class_="tick", text_anchor="end"))
    ends: list[tuple[str, float]] = []
    said: list[str] = []
    for place, row in enumerate(powers, start=1):
        for key, extra in (("assurance", " assured"), ("power", "")):
            values = [None if one[key] is None else 100 * one[key] for one in row["by_n"]]
            path = line([log10(size) for size in sizes], values, across, up)
            if path:
                parts.append(element("path", class_=f"curve {style_of(place)}{extra}", d=path))
        last = row["by_n"][-1]
        ends += [
            (f"{key}, {row['arm']}" if len(powers) > 1 else key, up(100 * last[key]))
            for key in ("power", "assurance")
            if last[key] is not None
        ]
        known = [one for one in row["by_n"] if one["power"] is not None]
        if known:
            shares = (f"{one['n']} people {number(100 * one['power'], 0)} %" for one in known)
            said.append(f"{row['arm']}: {', '.join(shares)}")
    parts += _end_labels(ends, _WIDTH - _RIGHT)
    return _drawing(identifier, title, "; ".join(said), parts)


def style_of(place: int) -> str:
    """Class in the style sheet of an arm: the control, then the others in turn."""
    return f"arm-{min(place, 4)}"


def _reach(row: Mapping[str, Any]) -> float:
    return _Z95 * row["sd"] / sqrt(row["n"]) if row["sd"] is not None and row["n"] else 0.0


def _levels(marks: Sequence[float], up: Scale, *, zero: float) -> list[str]:
    digits = tick_digits(marks)
    parts: list[str] = []
    for mark in marks:
        y = up(mark)
        parts.append(
            element(
                "line", class_="zero" if mark == zero else "grid", x1=_LEFT, x2=_WIDTH - _RIGHT, y1=y, y2=y
            )
        )
        parts.append(label(number(mark, digits), _LEFT - 8, y + 4, class_="tick", text_anchor="end"))
    return parts


def _months(last: float, across: Scale) -> list[str]:
    step = next((size for size in _MONTHS if last / size <= 8), 120)
    y = _HEIGHT - _BOTTOM
    parts = [label("months", _WIDTH - _RIGHT, y + 35, class_="tick", text_anchor="end")]
    for index in range(int(last / step + 0.02) + 1):
        x = across(index * step)
        parts.append(element("line", class_="axis", x1=x, x2=x, y1=y, y2=y + 4))
        parts.append(label(f"{index * step}", x, y + 19, class_="tick", text_anchor="middle"))
    return parts


def _end_labels(named: Sequence[tuple[str, float]], x: float) -> list[str]:
    places = spaced_out([y for _, y in named], _LABEL_GAP, _TOP + 4, _HEIGHT - _BOTTOM)
    parts: list[str] = []
    for (name, y), place in zip(named, places, strict=True):
        short = name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"
        path = f"M{coordinate(x + 5)} {coordinate(y)}L{coordinate(x + 18)} {coordinate(place)}"
        parts.append(element("path", class_="leader", d=path))
        parts.append(label(short, x + 22, place + 4, class_="end"))
    return parts


def _drawing(identifier: str, title: str, text: str, parts: Sequence[str]) -> Markup:
    names = f"{identifier}-title", f"{identifier}-description"
    head = element("title", escape(title), id=names[0]) + element("desc", escape(text), id=names[1])
    return Markup(
        element(
            "svg", head + "".join(parts), id=identifier, class_="chart trial", role="img",
            viewBox=f"0 0 {coordinate(_WIDTH)} {coordinate(_HEIGHT)}", aria_labelledby=" ".join(names),
        )
    )  # fmt: skip

"""The drawings of a plan: benefit against burden, how it grows, and what more or less of each part would bring."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, Final

from markupsafe import Markup

from osteotwin.report.formatting import number
from osteotwin.report.plan.words import amount, of_100
from osteotwin.report.svg import Scale, coordinate, element, label, line, spaced_out, tick_digits, ticks

Answer = Mapping[str, Any]
#: Style and sign of each of the three plans, so that none is told by color alone.
MARKS: Final = ("mark-0", "mark-1", "mark-2")
_LETTERS: Final = ("A", "B", "C")
_HUNDRED: Final = (0.0, 20.0, 40.0, 60.0, 80.0, 100.0)


def front_chart(
    identifier: str, answer: Answer, marks: Sequence[tuple[int, str, float, float]], *, narrow: bool
) -> Markup:
    """Return how many keep bone against the burden: the front, what it beats, and the plans that have a name.

    Parameters
    ----------
    identifier : str
        Unique in the document.
    answer : mapping
        The answer of a plan.
    marks : sequence of (place, name, burden, share)
    narrow : bool
    """
    width, height = (360.0, 270.0) if narrow else (860.0, 330.0)
    left, right, top, bottom = 40.0, 14.0 if narrow else 190.0, 16.0, 46.0
    points = [(row["burden"], row["kept"]) for row in answer["front"] if row["kept"] is not None]
    others = [(row["burden"], row["kept"]) for row in answer["dominated"] if row["kept"] is not None]
    most = max([burden for burden, _ in (*points, *others)] + [burden for _, _, burden, _ in marks] + [10.0])
    steps = ticks(0.0, most, 4 if narrow else 8)
    across = Scale(0.0, steps[-1], left, width - right)
    up = Scale(0.0, 100.0, height - bottom, top)
    parts = _levels(_HUNDRED, up, left, width - right, strong=80.0)
    parts += _marks_below(steps, across, height - bottom, "burden, as minutes of a week", width - right)
    parts += [element("circle", class_="beaten", cx=across(x), cy=up(100 * y), r=3.2) for x, y in others]
    best = _rising(points)
    parts.append(
        element("path", class_="front", d=line([x for x, _ in best], [100 * y for _, y in best], across, up))
    )
    parts += [element("circle", class_="on-front", cx=across(x), cy=up(100 * y), r=2.6) for x, y in points]
    places = spaced_out([up(100 * share) for _, _, _, share in marks], 19.0, top + 6, height - bottom - 4)
    for (place, name, burden, share), y in zip(marks, places, strict=True):
        parts.append(_mark(place, across(burden), up(100 * share)))
        if not narrow:
            said = f"{_LETTERS[place]}  {of_100(share)}  {name}"
            x = width - right + 8
            near = f"M{coordinate(across(burden) + 9)} {coordinate(up(100 * share))}"
            path = f"{near}L{coordinate(x - 3)} {coordinate(y)}"
            parts += [element("path", class_="leader", d=path), label(said, x, y + 4, class_="end")]
    said = "; ".join(
        f"{name} {of_100(share)} at a burden of {number(burden, 0)}" for _, name, burden, share in marks
    )
    title = "How many of 100 keep bone, against what a plan asks"
    return _drawing(identifier, "front", title, said, parts, width, height)


def progression_chart(identifier: str, row: Answer) -> Markup:
    """Return what one exercise asks in each week of half a year, as bars; weeks that ask less are paler."""
    width, height, left, right, top, bottom = 360.0, 130.0, 38.0, 6.0, 10.0, 26.0
    weeks = [float(value) for value in row["weeks"]]
    marks = ticks(0.0, max([*weeks, 1.0]), 3)
    across = Scale(0.0, float(len(weeks)), left, width - right)
    up = Scale(0.0, marks[-1], height - bottom, top)
    parts = _levels(marks, up, left, width - right)
    for k, value in enumerate(weeks):
        lighter = k + 1 in row["lighter"]
        parts.append(
            element(
                "rect", class_="week lighter" if lighter else "week", x=across(k) + 1.2, y=up(value),
                width=across(1) - across(0) - 2.4, height=up(0.0) - up(value),
            )
        )  # fmt: skip
    for week in (1, 5, 9, 13, 17, 21, 25):
        parts.append(
            label(f"{week}", across(week - 0.5), height - bottom + 15, class_="tick", text_anchor="middle")
        )
    parts.append(label("week", width - right, height - 1, class_="tick", text_anchor="end"))
    said = f"Week 1: {amount(weeks[0])}; last week: {amount(weeks[-1])}; highest: {amount(max(weeks))} {row['unit']}"
    return _drawing(
        identifier, "growing", f"{row['name']}, {row['unit']}, by week", said, parts, width, height
    )


def dose_chart(identifier: str, axis: Answer, *, offset: bool) -> Markup:
    """Return both answers, and the change of hip and spine, against the dose of one part of a plan.

    Parameters
    ----------
    identifier : str
    axis : mapping
        Of doses and responses.
    offset : bool
        Whether there is a drug that takes bone.
    """
    width, height, left, right = 380.0, 316.0, 38.0, 14.0
    doses = axis["doses"]
    totals = [float(row["total"]) for row in doses]
    far = max(totals[-1], *(value for value in (axis["needed"],) if value is not None), totals[0] + 1e-6)
    wall = None if axis["wall"] is None else axis["beside"] + axis["wall"]["at"]
    first = 0.0 if totals[0] < 0.4 * far else totals[0]
    whole = all(total.is_integer() for total in totals)
    steps = ticks(first, far, min(4, int(far - first)) if whole and far - first >= 1 else 4)
    reach = steps[-1] - steps[0]
    end = steps[-1] if wall is None or wall <= steps[-1] - 0.05 * reach else wall + 0.12 * reach
    across = Scale(steps[0], end, left, width - right)
    upper = Scale(0.0, 100.0, 138.0, 14.0)
    changes = [row["sites"][site]["median"] for row in doses for site in ("total_hip", "lumbar_spine")]
    levels = ticks(min([0.0, *changes]), max([0.0, *changes]) + 1e-3, 4)
    lower = Scale(levels[0], levels[-1], height - 40.0, 172.0)
    parts: list[str] = []
    if wall is not None:
        for top, bottom in ((14.0, 138.0), (172.0, height - 40.0)):
            x = across(wall)
            parts.append(
                element(
                    "rect",
                    class_="beyond",
                    x=x,
                    y=top,
                    width=max(width - right - x, 3.0),
                    height=bottom - top,
                )
            )
            parts.append(element("line", class_="wall", x1=x, x2=x, y1=top, y2=bottom))
    parts += _levels((*_HUNDRED[::2], 100.0), upper, left, width - right, strong=80.0)
    parts += _levels(levels, lower, left, width - right, strong=0.0)
    parts += [label("of 100", left, 9.0, class_="tick"), label("bone, %", left, 166.0, class_="tick")]
    shown = [value for value in steps if value <= end + 1e-9]
    parts += _marks_below(shown, across, height - 40.0, str(axis["unit"]), width - right)
    if axis["needed"] is not None and steps[0] <= axis["needed"] <= end:
        x = across(axis["needed"])
        parts.append(element("line", class_="needed", x1=x, x2=x, y1=14.0, y2=138.0))
        parts.append(element("line", class_="needed", x1=x, x2=x, y1=172.0, y2=height - 40.0))
    if axis["flat_from"] is not None:
        x = across(axis["beside"] + axis["flat_from"])
        parts.append(element("path", class_="enough", d=f"M{coordinate(x)} 138l-5 8h10z"))
    kept = [None if row["kept"] is None else 100 * row["kept"] for row in doses]
    made = [None if row["offset"] is None else 100 * row["offset"] for row in doses]
    hip, spine = ([row["sites"][site]["median"] for row in doses] for site in ("total_hip", "lumbar_spine"))
    if offset:
        parts += _curve(totals, made, doses, across, upper, "made")
    parts += _curve(totals, kept, doses, across, upper, "kept")
    parts += _curve(totals, spine, doses, across, lower, "spine")
    parts += _curve(totals, hip, doses, across, lower, "hip")
    own = axis["beside"] + axis["own"]
    parts += [
        element("line", class_="own", x1=across(own), x2=across(own), y1=low, y2=high)
        for low, high in ((14.0, 138.0), (172.0, height - 40.0))
    ]
    said = "; ".join(
        f"{amount(total)}: {of_100(row['kept'])}" for total, row in zip(totals, doses, strict=True)
    )
    return _drawing(
        identifier, "dose", f"{axis['label']}: answers and bone by dose", f"Of 100 keep bone at {said}. {axis['text']}",
        parts, width, height,
    )  # fmt: skip


def _curve(
    totals: Sequence[float],
    values: Sequence[float | None],
    doses: Sequence[Answer],
    across: Scale,
    up: Scale,
    style: str,
) -> list[str]:
    """One curve; a point that no trial covered is hollow."""
    parts = [element("path", class_=f"response {style}", d=line(totals, values, across, up))]
    for total, value, row in zip(totals, values, doses, strict=True):
        if value is not None:
            open_ = " hollow" if row["outside"] else ""
            parts.append(
                element("circle", class_=f"at {style}{open_}", cx=across(total), cy=up(value), r=2.8)
            )
    return parts


def sample(style: str) -> Markup:
    """Return a piece of a curve, for a key."""
    return Markup(
        f'<svg class="sample" viewBox="0 0 34 10" aria-hidden="true" focusable="false">'
        f'<path class="response {style}" d="M1 5L33 5"/></svg>'
    )


def mark_sample(place: int) -> Markup:
    """Return the sign of a plan."""
    return Markup(
        '<svg class="mark-sample" viewBox="0 0 20 20" aria-hidden="true" focusable="false">'
        f"{_mark(place, 10, 10)}</svg>"
    )


def _mark(place: int, x: float, y: float) -> str:
    style = f"mark {MARKS[place]}"
    if place == 0:
        return element("circle", class_=style, cx=x, cy=y, r=7.0)
    if place == 1:
        return element("rect", class_=style, x=x - 6.3, y=y - 6.3, width=12.6, height=12.6)
    return element(
        "path", class_=style, d=f"M{coordinate(x)} {coordinate(y - 8.5)}l8.5 8.5l-8.5 8.5l-8.5 -8.5z"
    )


def _rising(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for burden, share in sorted(points):
        if not found or share >= found[-1][1]:
            found.append((burden, share))
    return found


def _levels(
    marks: Sequence[float], up: Scale, left: float, right: float, *, strong: float | None = None
) -> list[str]:
    digits = tick_digits(marks)
    parts: list[str] = []
    for mark in marks:
        y = up(mark)
        parts.append(
            element("line", class_="zero" if mark == strong else "grid", x1=left, x2=right, y1=y, y2=y)
        )
        parts.append(label(number(mark, digits), left - 6, y + 4, class_="tick", text_anchor="end"))
    return parts


def _marks_below(marks: Sequence[float], across: Scale, y: float, unit: str, right: float) -> list[str]:
    digits = tick_digits(marks)
    parts = [label(unit, right, y + 35, class_="tick", text_anchor="end")]
    for mark in marks:
        x = across(mark)
        parts.append(element("line", class_="axis", x1=x, x2=x, y1=y, y2=y + 4))
        parts.append(label(number(mark, digits), x, y + 18, class_="tick", text_anchor="middle"))
    return parts


def _drawing(
    identifier: str, style: str, title: str, text: str, parts: Sequence[str], width: float, height: float
) -> Markup:
    names = f"{identifier}-title", f"{identifier}-description"
    head = element("title", escape(title), id=names[0]) + element("desc", escape(text), id=names[1])
    return Markup(
        element(
            "svg", head + "".join(parts), id=identifier, class_=f"chart {style}", role="img",
            viewBox=f"0 0 {coordinate(width)} {coordinate(height)}", aria_labelledby=" ".join(names),
        )
    )  # fmt: skip

"""Where a person stands against a reference range, as a small bar and in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from markupsafe import Markup

from osteotwin.report.access import Answer, at, part
from osteotwin.report.formatting import PERCENT_CHANGE, calendar_date, tied, unit
from osteotwin.report.svg import Scale, element

_WIDTH: Final = 132.0
_HEIGHT: Final = 14.0
#: Room beside what is drawn, as a share of the span.
_BESIDE: Final = 0.12
NOW, THEN = "now", "then"


def beneath(entry: Answer, index: int) -> dict[str, Any]:
    """Return what stands beneath a signal of the strip: the bar and its words; both empty where there is no range.

    Parameters
    ----------
    entry : mapping
        A signal of the answer.
    index : int
        The later of the two times.
    """
    reference = part(entry, "reference")
    if reference is None:
        return {"bar": "", "range": ""}
    if entry.get("unit") == PERCENT_CHANGE:
        measured = _latest(entry)
        if measured is None:
            return {"bar": "", "range": ""}
        points = [(measured["value"], THEN)]
        words = f"{_ends(reference)}: measured {tied(str(measured['as_given']))}{_stands(measured)}"
    else:
        points = [(at(entry["plan"], "median", 0), NOW), (at(entry["plan"], "median", index), THEN)]
        words = f"{_ends(reference, unit_stands_beside=True)}{_between(reference, index)}"
    return {"bar": _bar(reference, points), "range": words}


def sentence(entry: Answer, index: int, when: str = "at the end") -> str:
    """Return the range, where the person stands today and at a time, and what was measured last.

    Parameters
    ----------
    entry : mapping
        A signal of the answer.
    index : int
    when : str
        What the time of the index is called.
    """
    reference, measured = part(entry, "reference"), _latest(entry)
    if reference is None:
        why = entry.get("no_reference")
        return f"No reference range: {why}." if why else ""
    standing = reference.get("standing")
    says = f"Reference range {tied(str(reference['text']))}"
    if standing and standing[0] and standing[index]:
        says += f": {standing[0]} today, {standing[index]} {when}"
        if between := reference.get("between"):
            says += f", {between}"
    elif measured is None:
        says += "; of this signal the model gives the change alone"
    if measured is None:
        return f"{says}."
    return f"{says}. Measured {tied(str(measured['as_given']))} on {calendar_date(measured['date'])}" + (
        (f": {measured['standing']}." if measured["standing"] else ", not comparable with it.")
        + (f" {remark}" if (remark := entry.get("one_draw")) else "")
    )


def without_range(entries: Sequence[Answer]) -> list[str]:
    """Return the names of the signals that have no range."""
    return [
        _within_sentence(str(entry.get("label")))
        for entry in entries
        if entry.get("no_reference") and part(entry, "reference") is None
    ]


def limits(entry: Answer) -> tuple[float | None, float | None] | None:
    """Return the ends of a range on the scale of a signal's chart; ``None`` where it cannot be drawn there."""
    reference = part(entry, "reference")
    if reference is None or entry.get("unit") == PERCENT_CHANGE:
        return None
    return reference.get("low"), reference.get("high")


def _within_sentence(label: str) -> str:
    """Write a label within a sentence: an abbreviation keeps its capitals."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _latest(entry: Answer) -> Answer | None:
    return max(part(entry, "measured") or [], key=lambda one: one["date"], default=None)


def _stands(measured: Answer) -> str:
    return f", {measured['standing']}" if measured["standing"] else ", not comparable"


def _between(reference: Answer, index: int) -> str:
    standing = reference.get("standing") or []
    if index >= len(standing) or standing[0] is None or standing[index] is None:
        return ""
    return f": {standing[0]}" + (f", then {standing[index]}" if standing[index] != standing[0] else "")


def _ends(reference: Answer, *, unit_stands_beside: bool = False) -> str:
    low, high = reference.get("low"), reference.get("high")
    written = "" if unit_stands_beside else f" {unit(str(reference.get('unit') or ''))}"
    return f"{low:.4g} to {high:.4g}{written}" if low is not None else f"up to {high:.4g}{written}"


def _bar(reference: Answer, points: Sequence[tuple[float | None, str]]) -> Markup:
    """Draw the range and where the values stand; the words say it, so it is hidden from screen readers."""
    known = [(value, style) for value, style in points if value is not None]
    low, high = reference.get("low") or 0.0, float(reference["high"])
    ends = [low, high, *(value for value, _ in known)]
    beside = _BESIDE * (max(ends) - min(ends))
    across = Scale(min(ends) - beside, max(ends) + beside, 5.0, _WIDTH - 5.0)
    middle = _HEIGHT / 2
    parts = [
        element("line", class_="track", x1=0, x2=_WIDTH, y1=middle, y2=middle),
        element(
            "rect",
            class_="reference",
            x=across(low),
            width=across(high) - across(low),
            y=2.0,
            height=_HEIGHT - 4.0,
        ),
        *(
            element("circle", class_=f"stands {style}", cx=across(value), cy=middle, r=4)
            for value, style in known
        ),
    ]
    return Markup(
        element(
            "svg",
            "".join(parts),
            class_="range-bar",
            viewBox=f"0 0 {_WIDTH:g} {_HEIGHT:g}",
            aria_hidden="true",
            focusable="false",
        )
    )

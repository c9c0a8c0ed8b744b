"""The glossary as a page has it: words that lead to each other, and beside what is simulated a person's own course."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any, Final

from markupsafe import Markup

from osteotwin.report.formatting import NBSP, number, quantity, unit, year_name
from osteotwin.report.svg import Scale, element, line

_WIDTH, _HEIGHT = 220.0, 64.0
#: A course that moves less is drawn as nearly flat [share of the value].
_LEAST_RANGE: Final = 0.04
_STYLES: Final = ("plan", "nothing")


def anchor(term: str) -> str:
    """Return the id of a term's entry.

    Examples
    --------
    >>> anchor("50 % and 90 % interval"), anchor("T-score")
    ('term-50-and-90-interval', 'term-t-score')
    """
    return "term-" + re.sub(r"[^a-z0-9]+", "-", term.lower()).strip("-")


def entries(glossary: Sequence[Mapping[str, str]], course: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """Return the entries in the order of the alphabet.

    Parameters
    ----------
    glossary : sequence of mapping
        ``term``, ``text`` and ``signal``.
    course : mapping or None
        A place of remodeling as plain data, whose signals are drawn.
    """
    terms = [one["term"] for one in glossary]
    return [
        {
            "id": anchor(one["term"]),
            "term": one["term"],
            "text": linked(one["text"], [term for term in terms if term != one["term"]]),
            "signal": one["signal"],
            "course": None if course is None else own_course(one["signal"], course),
        }
        for one in sorted(glossary, key=lambda one: one["term"].casefold())
    ]


def linked(text: str, terms: Iterable[str]) -> Markup:
    """Return a text in which the first use of each term leads to its entry; longer terms go first.

    Examples
    --------
    >>> str(linked("A sclerostin & RANKL test", ["sclerostin", "RANKL"]))
    'A <a href="#term-sclerostin">sclerostin</a> &amp; <a href="#term-rankl">RANKL</a> test'
    """
    by_form = {form: term for term in terms for form in (term.casefold(), term.casefold().removesuffix("s"))}
    forms = "|".join(re.escape(form) for form in sorted(by_form, key=len, reverse=True))
    if not forms:
        return Markup(escape(text))
    used: set[str] = set()
    parts: list[str] = []
    last = 0
    for found in re.finditer(rf"(?<![\w-])(?:{forms})s?(?![\w-])", text, re.IGNORECASE):
        form = found[0].casefold()
        term = by_form.get(form) or by_form[form.removesuffix("s")]
        if term in used:
            continue
        used.add(term)
        parts.append(escape(text[last : found.start()]))
        parts.append(f'<a href="#{anchor(term)}">{escape(found[0])}</a>')
        last = found.end()
    return Markup("".join([*parts, escape(text[last:])]))


def own_course(signal: str, course: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the small chart of a signal and what it says; ``None`` where the course has no such signal.

    Parameters
    ----------
    signal : str
    course : mapping
        As :func:`entries` takes it.
    """
    lives = [life for life in course["lives"] if signal in life["signals"]]
    if not lives:
        return None
    years: Sequence[float] = course["years"]
    own = lives[0]["signals"][signal]
    measured = own["level"] is not None
    bands = [life["signals"][signal]["level" if measured else "ratio"] for life in lives]
    measured_in = unit(own["unit"]) if measured else ""
    ends = [
        {
            "label": life["label"],
            "style": style,
            "value": _value(band["median"][-1], measured_in),
            "interval": _interval(band),
        }
        for life, style, band in zip(lives, _STYLES, bands, strict=False)
    ]
    return {
        "chart": _chart(years, bands),
        "today": _value(bands[0]["median"][0], measured_in),
        "against": "" if measured else f"ratio to {own['against']}",
        "last": year_name(years[-1]),
        "ends": ends,
    }


def _chart(years: Sequence[float], bands: Sequence[Mapping[str, Any]]) -> Markup:
    """Return the medians over the years; the words beside it say the same, so it is hidden from screen readers."""
    values = [value for band in bands for value in band["median"] if value is not None]
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    middle, half = (low + high) / 2, max((high - low) / 2, _LEAST_RANGE * max(abs(low), abs(high), 1e-9) / 2)
    across, up = (
        Scale(years[0], years[-1], 4.0, _WIDTH - 8.0),
        Scale(middle - half, middle + half, _HEIGHT - 8.0, 8.0),
    )
    parts = [element("line", class_="axis", x1=4.0, x2=_WIDTH - 8.0, y1=_HEIGHT - 2.0, y2=_HEIGHT - 2.0)]
    # The plan's own line lies on top.
    for style, band in reversed([*zip(_STYLES, bands, strict=False)]):
        parts.append(element("path", class_=f"curve {style}", d=line(years, band["median"], across, up)))
        if band["median"][-1] is not None:
            parts.append(
                element(
                    "circle", class_=f"end-{style}", cx=across(years[-1]), cy=up(band["median"][-1]), r=3.2
                )
            )
    return Markup(
        element("svg", "".join(parts), class_="own-course", viewBox=f"0 0 {_WIDTH:g} {_HEIGHT:g}", aria_hidden="true",
                focusable="false")
    )  # fmt: skip


def _value(value: float | None, measured_in: str) -> str:
    if value is None:
        return "not known"
    return f"{quantity(value)}{NBSP}{measured_in}" if measured_in else f"×{NBSP}{number(value, 2)}"


def _interval(band: Mapping[str, Any]) -> str:
    low, high = band["lo90"][-1], band["hi90"][-1]
    return "" if low is None or high is None else f"{quantity(low)} to {quantity(high)}"

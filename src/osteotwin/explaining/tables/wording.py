"""How an explanation writes numbers, and sentences that fall away where a number of theirs is not known."""

from __future__ import annotations

from datetime import date
from math import floor, log10

from osteotwin.explaining.tables.content import Sentence

MINUS = "\u2212"
NBSP = "\u00a0"
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def level(value: float | None) -> str | None:
    """Write a level with two or three significant figures."""
    if value is None:
        return None
    size = abs(value)
    digits = 0 if size >= 10 else 1 if size >= 1 else 2
    return _with_minus(f"{value:,.{digits}f}")


def signed(value: float | None, digits: int = 1) -> str | None:
    """Write a change with its sign."""
    if value is None:
        return None
    text = f"{value:+,.{digits}f}"
    return _with_minus(text.lstrip("+-") if float(text.replace(",", "")) == 0 else text)


def significant(value: float, digits: int = 3) -> str:
    """Write a number with so many significant figures."""
    if value == 0:
        return "0"
    places = digits - 1 - floor(log10(abs(value)))
    if places > 6:
        mantissa, _, exponent = f"{value:.{digits - 1}e}".partition("e")
        return _with_minus(f"{mantissa}e{int(exponent)}")
    return _with_minus(f"{round(value, places):,.{max(places, 0)}f}")


def in_years(years: float) -> str:
    """Write a time: ``3 months``, ``1 year``, ``2.5 years``."""
    rounded = round(years, 1)
    if rounded < 1:
        months = round(12 * years)
        return "1 month" if months == 1 else f"{months} months"
    return "1 year" if rounded == 1 else f"{rounded:g} years"


def in_words(day: str) -> str:
    """Write an ISO date as ``1 February 2026``."""
    written = date.fromisoformat(day)
    return f"{written.day} {_MONTHS[written.month - 1]} {written.year}"


def upper_first(text: str) -> str:
    """Begin a text with a capital letter and leave the rest as it is."""
    return text[:1].upper() + text[1:]


def says(text: str, *sources: str, **numbers: str | None) -> tuple[Sentence, ...]:
    """One sentence with its numbers filled in; none where one of them is not known.

    Parameters
    ----------
    text : str
        With a ``{name}`` for each number.
    *sources : str
        Keys.
    **numbers : str or None
        As written.
    """
    if any(number is None for number in numbers.values()):
        return ()
    return (Sentence(text.format(**numbers), sources),)


def _with_minus(text: str) -> str:
    return text.replace("-", MINUS)

"""How the pages and the terminal write a percentage, an interval, a date, a unit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

NOT_AVAILABLE: Final = "not available"
MINUS: Final = "\u2212"
NBSP: Final = "\u00a0"
PERCENT_CHANGE: Final = "% change"

_BEFORE_PERCENT: Final = re.compile(r"(?<=\d) (?=%)")
_ISO_DATE: Final = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_SCORE: Final = re.compile(r"\b([TZ]) (?=[-\u2212+]?\d)")
#: A hyphen that is a sign: before a number, and not between two of a date or a range.
_NEGATIVE: Final = re.compile(r"(?<![\w.])-(?=\d)")

_MONTHS: Final = 12
_DAYS: Final = 365.25
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_UNITS: Final[Mapping[str, str]] = {
    "g/cm2": "g/cm²",
    "g/cm^2": "g/cm²",
    "mg/cm3": "mg/cm³",
    "percent": PERCENT_CHANGE,
    "%": PERCENT_CHANGE,
    "percent change": PERCENT_CHANGE,
    "1": "ratio to start",
    "": "ratio to start",
    "ratio": "ratio to start",
    "dimensionless": "ratio to start",
}


def number(value: float | None, digits: int = 1, *, sign: bool = False) -> str:
    """Write a number with a true minus sign; ``None`` becomes "not available"."""
    if value is None:
        return NOT_AVAILABLE
    text = f"{abs(value):,.{digits}f}"
    if not text.strip("0.,"):
        return text
    return (MINUS if value < 0 else "+" if sign else "") + text


def percent(value: float | None) -> str:
    """Write a change in percent, signed, with one decimal."""
    return NOT_AVAILABLE if value is None else f"{number(value, 1, sign=True)}{NBSP}%"


def share(value: float | None) -> str:
    """Write a share as whole percent; beyond the whole the number would say more than it knows."""
    if value is None:
        return NOT_AVAILABLE
    return "more than all" if value > 1.0 else f"{number(100.0 * value, 0)}{NBSP}%"


def interval(low: float | None, high: float | None, digits: int = 1, *, sign: bool = True) -> str:
    """Write an interval as "low to high"; one missing end makes it not available."""
    if low is None or high is None:
        return NOT_AVAILABLE
    return f"{number(low, digits, sign=sign)} to {number(high, digits, sign=sign)}"


def quantity(value: float | None) -> str:
    """Write a level with about three significant figures."""
    if value is None:
        return NOT_AVAILABLE
    size = abs(value)
    return number(value, 0 if size >= 100 else 1 if size >= 10 else 2)


def level(value: float | None, measured_in: str) -> str:
    """Write a value of a series: a change in percent signed, with one decimal; anything else as a level."""
    return number(value, 1, sign=True) if measured_in == PERCENT_CHANGE else quantity(value)


def unit(text: str) -> str:
    """Write a unit as a reader expects it."""
    return _UNITS.get(text.strip(), text.strip())


def with_signs_of_units(text: str) -> str:
    """Write a quantity that somebody entered as a reader expects it: g/cm² for g/cm^2.

    Examples
    --------
    >>> with_signs_of_units("0.98 g/cm^2")
    '0.98 g/cm²'
    """
    return text.replace("^2", "²").replace("^3", "³")


def calendar_date(text: str | None) -> str:
    """Write an ISO date as "1 February 2026"; anything else stays as it is."""
    if not text:
        return NOT_AVAILABLE
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.day}{NBSP}{MONTHS[day.month - 1]}{NBSP}{day.year}"


def year_name(year: float) -> str:
    """Write a time since the start: "Year 2" where a year is full, else "Month 31", or "Day 1" before the first month.

    Examples
    --------
    >>> [year_name(year).replace(NBSP, " ") for year in (2.0, 2.58, 0.003)]
    ['Year 2', 'Month 31', 'Day 1']
    """
    months = round(_MONTHS * year)
    if months == 0:
        return f"Day{NBSP}{round(_DAYS * year)}"
    return f"Month{NBSP}{months}" if months % _MONTHS else f"Year{NBSP}{months // _MONTHS}"


def plain_text(value: Any) -> str:
    """Write any plain value of the answer: lists joined, booleans as yes and no, underscores as spaces."""
    if value is None or value == "":
        return NOT_AVAILABLE
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return number(value)
    if isinstance(value, list | tuple):
        items = [plain_text(item) for item in value]  # pyright: ignore[reportUnknownVariableType]
        return ", ".join(items) if items else "none"
    return tied(str(value).replace("_", " "))


def tied(text: str) -> str:
    """Write a sentence of the answer as a reader expects it: dates in words, true minus signs, unbroken T, Z and %."""
    text = _ISO_DATE.sub(lambda found: calendar_date(found[0]), text)
    text = _BEFORE_PERCENT.sub(NBSP, text)
    text = _SCORE.sub(lambda found: f"{found[1]}{NBSP}", text)
    return _NEGATIVE.sub(MINUS, text)


def sentence_case(text: str) -> str:
    """Begin a label with a capital letter and leave the rest as it is."""
    return text[:1].upper() + text[1:]


def scientific(value: float | None) -> str:
    """Write a tiny or huge number as "1.2 × 10⁻⁹"."""
    if value is None:
        return NOT_AVAILABLE
    if value == 0:
        return "0"
    mantissa, _, exponent = f"{value:.1e}".partition("e")
    raised = str(int(exponent)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"{mantissa.replace('-', MINUS)}{NBSP}×{NBSP}10{raised}"

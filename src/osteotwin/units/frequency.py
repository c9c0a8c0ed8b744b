"""How often, in the words that people use: ``"3 times a week"``, ``"twice daily"``, ``"every other day"``."""

from __future__ import annotations

import re

from osteotwin.units.kinds import KINDS
from osteotwin.units.quantities import parse_quantity

_PERIODS = ("hour", "day", "week", "month", "year")
_ADVERBS = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "annually": "year"}
_COUNTS = {"once": 1.0, "twice": 2.0, "thrice": 3.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0,
           "five": 5.0, "six": 6.0, "seven": 7.0}  # fmt: skip
_PERIOD, _ADVERB = rf"(?P<period>{'|'.join(_PERIODS)})", rf"(?P<period>{'|'.join(_ADVERBS)})"
_NUMBER = rf"[0-9]+(?:\.[0-9]+)?|{'|'.join(_COUNTS)}"
_TIMES = rf"(?:(?P<often>once|twice|thrice)|(?P<count>{_NUMBER}) ?(?:times|time|x|×))"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_TIMES} ?(?:(?:a|an|per|each|every|in a) |/ ?){_PERIOD}",
        rf"(?:{_TIMES} )?{_ADVERB}",
        rf"(?P<count>{_NUMBER}) ?(?:per |/ ?){_PERIOD}",
        rf"(?:every|each) (?P<other>other |second )?{_PERIOD}",
        rf"every (?P<several>{_NUMBER}) ?{_PERIOD}s?",
    )
)

#: The pattern of the words, for the published schemas.
IN_WORDS = "|".join(rf"^{re.sub('[?]P<[a-z]+>', '', form.pattern)}$" for form in _FORMS)


def days_between(text: str) -> float | None:
    """Return the days between two times of what is done so often; ``None`` for a text that is no frequency.

    Examples
    --------
    >>> days_between("twice a week")
    3.5
    >>> days_between("every other day")
    2.0
    >>> days_between("1 week") is None
    True
    """
    written = re.sub(r"\s+", " ", text.strip().casefold()).replace("-", " ")
    for form in _FORMS:
        match = form.fullmatch(written)
        if match is not None:
            return _days(match.groupdict())
    return None


def parse_interval_days(text: object) -> float:
    """Read the time between two doses, as a duration or as a frequency [day].

    Raises
    ------
    InputError
        As of :func:`osteotwin.units.parse_quantity`, for what is neither.
    """
    days = days_between(text) if isinstance(text, str) else None
    return parse_quantity(text, "duration") if days is None else days


def _days(found: dict[str, str | None]) -> float | None:
    """Return the days between two times of a frequency; ``None`` for no times at all."""
    period = found["period"] or ""
    days = KINDS["duration"].units[_ADVERBS.get(period, period)]
    if found.get("several"):
        return _count(found["several"]) * days or None
    if found.get("other"):
        return 2.0 * days
    times = _count(found.get("often") or found.get("count"))
    return days / times if times else None


def _count(text: str | None) -> float:
    return 1.0 if text is None else _COUNTS[text] if text in _COUNTS else float(text)

"""How often in numbers and spans of time: ``"3 times a week"``, ``"every 2 months"``, ``"q6h"``, ``"2x daily"``."""

from __future__ import annotations

import re

from osteotwin.units.kinds import KINDS

_UNITS = {
    "hour": ("hours", "hour", "hrs", "hr", "h"),
    "day": ("days", "day", "d"),
    "week": ("weeks", "week", "wks", "wk", "w"),
    "month": ("months", "month", "mths", "mos", "mo", "m"),
    "year": ("years", "year", "yrs", "yr", "y"),
}
UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words}
LONG_UNITS = "|".join(word for words in _UNITS.values() for word in words if len(word) > 2)
ANY_UNIT = "|".join(sorted(UNIT_OF, key=len, reverse=True))
NUMBER = r"[0-9]+(?:\.[0-9]+)?|\.[0-9]+"
ADVERBS = {
    "hourly": "hour",
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "yearly": "year",
    "annually": "year",
}
_COUNTED = (
    r"(?:(?P<often>once|twice|thrice)|(?P<count>"
    + NUMBER
    + r") ?(?:times?|days?|sessions?|doses?|shots?|x)?)"
)
_STRICT = r"(?:(?P<often>once|twice|thrice)|(?P<count>" + NUMBER + r") ?(?:times?|x))"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_COUNTED} ?(?:(?:a|an|per|each|every|in a|out of a) |/ ?)(?P<period>{ANY_UNIT})",
        rf"{_STRICT} ?(?P<adverb>{'|'.join(ADVERBS)})",
        rf"(?P<count>{NUMBER}) ?x ?(?P<period>{ANY_UNIT})",
        rf"{_STRICT} (?:every|in|per|each) (?P<several>{NUMBER}) ?(?P<period>{ANY_UNIT})",
        rf"1 ?x ?(?P<several>[0-9]*\.[0-9]+) ?(?P<period>{ANY_UNIT})",
        rf"(?:once |1 ?x? ?|a dose |1 dose )?(?:every|each) (?P<several>{NUMBER})? ?(?P<period>{ANY_UNIT})",
        rf"(?:once |1 ?x? ?)?(?:every|each) (?P<other>other )(?P<period>{ANY_UNIT})",
        rf"(?:once |1 )?(?:per|in|each) (?P<several>{NUMBER}) ?(?P<period>{ANY_UNIT})",
        rf"(?P<several>{NUMBER})[- ]?(?P<adverb>hourly)",
        rf"[qe] ?(?P<several>{NUMBER})? ?(?P<period>{ANY_UNIT})",
        rf"(?P<several>{NUMBER})[- ](?P<adverb>{'|'.join(ADVERBS)})",
        rf"x ?(?P<count>{NUMBER}) ?(?:(?:a|per|each|every) |/ ?)(?P<period>{ANY_UNIT})",
        rf"x ?(?P<count>{NUMBER}) (?P<adverb>{'|'.join(ADVERBS)})",
        rf"(?P<count>{NUMBER}) days out of (?P<of_days>{NUMBER})",
    )
)


def counted(text: str) -> re.Match[str] | None:
    """Return how often, as the parts of one of the forms in which it is counted; ``None`` for a text of none."""
    return next((found for form in _FORMS if (found := form.fullmatch(text)) is not None), None)


def days_of(counted: re.Match[str]) -> float | None:
    """Return the days between two times of a frequency; ``None`` for no times at all."""
    found: dict[str, str | None] = counted.groupdict()
    if found.get("of_days"):
        count = float(found["count"] or 0)
        return float(found["of_days"] or 0) / count if count else None
    unit = ADVERBS.get(found.get("adverb") or "") or UNIT_OF[found.get("period") or ""]
    days = KINDS["duration"].units[unit]
    if found.get("other"):
        return 2.0 * days
    several = float(found.get("several") or 1)
    often = {"once": 1.0, "twice": 2.0, "thrice": 3.0}.get(found.get("often") or "")
    times = often if often is not None else float(found.get("count") or 1)
    return several * days / times if times and several else None

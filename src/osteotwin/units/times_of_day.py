"""Times of the day: alone they say that something is done every day; behind how often they add nothing."""

from __future__ import annotations

import re

from osteotwin.units.fixed_rhythms import FIXED
from osteotwin.units.patterns import later
from osteotwin.units.told_rhythm import Rhythm

#: What says when in the day, or that something is taken at all, and nothing of how often.
_TAIL = later(
    r"[,;]? ?\b(?:(?:at|in the|in|before|after|with|with or without|without|on|first thing in the|upon) )?"
    r"(?:bed ?time|bed|nights?|mornings?|evenings?|afternoons?|waking|breakfast|"
    r"food|(?:an? |each |every )?(?:fatty |full |large |light )?meals?|at [0-9]{1,2}(?::[0-9]{2})?(?: ?(?:am|pm|"
    r"o'clock))?|"
    r"on the [0-9]{1,2}(?: day)?(?: of (?:each|every|the) month)?|a snack|dinner|lunch|an empty stomach|hs|am|pm|noon|"
    r"(?:at least )?[0-9]+ (?:minutes|mins?|hours?|hrs?) (?:before|after) (?:breakfast|food|eating|meals?|dinner|"
    r"lunch|bed)|"
    r"(?:about )?the same time(?: (?:each|every|of) day| daily)?|"
    r"(?:the )?same day(?: (?:each|every|of the) (?:week|month))?)$"
)
#: Times of the day, which alone say that it is done every day.
_TIME = (
    r"(?:(?:(?:1|once) )?(?:(?:at|in|before|after|with|upon|on|the|my|going to|first thing|last thing|each|every) )*"
    r"(?:bed ?time|bed|sleep|sleeping|night(?: ?time)?|mornings?|evenings?|afternoons?|breakfast|dinner|lunch|"
    r"supper|noon|"
    r"midday|tea ?time|am|pm|waking|rising|wake up)(?: meal)?)"
)
#: A time behind a day of the week.
OF_DAY = later(
    r"(?<=\w) (?:(?:in the|at) )?(?:mornings?|evenings?|nights?|afternoons?|am|pm)\b(?= ?(?:,|/|&|\+|;|and\b) ?"
    r"(?:on )?(?:mon|tue|wed|thu|fri|sat|sun))"
)
_TIMES = later(rf"{_TIME}(?:,? ?(?:,|and|&|\+|/| ) ?{_TIME})*")
_ONE_TIME = later(_TIME)
_BETWEEN_TIMES = later(
    r",? ?(?:,|\band\b|&|\+|/) ?|(?<=am) (?=pm)|(?<=breakfast) (?=lunch\b)|(?<=morning) (?=(?:noon|midday)\b)"
)
_PART_OF_DAY = {
    "morning": r"mornings?|am|breakfast|waking|rising|wake up", "noon": "noon|midday|lunch|afternoons?",
    "evening": "evenings?|pm|dinner|supper|tea ?time", "night": r"nights?(?: ?time)?|bed(?: ?time)?|sleep(?:ing)?",
}  # fmt: skip
_SPOKEN = later(r"\b(?:every|each|(?<=once )a|(?<=once )per) (?:night|morning|evening|am|pm)\b")


def of_times(written: str) -> Rhythm | None:
    """Return how often something is done at times of the day and nothing else; ``None`` for any other text."""
    if written in FIXED or not _TIMES.fullmatch(written):
        return None
    parts = [part for part in _BETWEEN_TIMES.split(written) if _ONE_TIME.search(part)]
    times = [
        {time for time, words in _PART_OF_DAY.items() if re.search(rf"\b(?:{words})\b", part)}
        for part in parts
    ]
    if len(parts) > len(set[str]().union(*times)):
        return None
    if any(len(one) > 1 and one != {"evening", "night"} for one in times):
        # "am 1 pm" is two times, or one and a count; "with dinner at night" is one.
        return None
    return Rhythm(1.0 / len(parts), implied_daily=True)


def without_time(written: str) -> str:
    """Return words for how often without the times of the day behind them, or themselves where nothing else is said."""
    shorter, before = _SPOKEN.sub("daily", written), ""
    while shorter != before:
        shorter, before = _TAIL.sub("", shorter).strip(" ,;"), shorter
    return shorter if shorter and shorter not in ("every", "each") else written

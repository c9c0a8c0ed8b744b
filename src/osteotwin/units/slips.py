"""Slips of the pen in words of how often: a letter left out, doubled, or changed with its neighbour."""

from __future__ import annotations

from functools import cache
from typing import Final

from osteotwin.units.patterns import later

_WORDS: Final = (
    "daily", "nightly", "weekly", "monthly", "yearly", "annually", "fortnightly", "quarterly", "every", "other", "each",
    "alternate", "second", "third", "fourth", "once", "twice", "thrice", "times", "days", "night", "week", "weeks",
    "month", "months", "year", "years", "morning", "evening", "bedtime", "weekday", "weekdays", "weekend", "weekends",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mondays", "tuesdays", "wednesdays",
    "thursdays", "fridays", "saturdays", "sundays",
)  # fmt: skip
#: Words that are no slip of another one.
_KNOWN: Final = frozenset(
    (*_WORDS, "day", "one", "ones", "onc", "other", "ache", "very", "seconds", "thirds", "ear", "ears")
)
_WORD: Final = later(r"[^\W\d_]{3,}")


def without_slips(text: str) -> str:
    """Return a text in which each slip of one word of how often, and of no second one, is mended.

    Examples
    --------
    >>> without_slips("0.5 mg evrey othr day"), without_slips("1 mg weeks")
    ('0.5 mg every other day', '1 mg weeks')
    """
    return _WORD.sub(lambda found: _mended().get(found[0].casefold(), found[0]), text)


@cache
def _mended() -> dict[str, str]:
    """Return each slip with the one word that it is of."""
    found: dict[str, set[str]] = {}
    for word in _WORDS:
        for slip in _slips(word):
            found.setdefault(slip, set()).add(word)
    return {slip: min(words) for slip, words in found.items() if len(words) == 1 and slip not in _KNOWN}


def _slips(word: str) -> set[str]:
    places = range(len(word))
    shorter = {word[:k] + word[k + 1 :] for k in places}
    doubled = {word[:k] + word[k] + word[k:] for k in places}
    swapped = {word[:k] + word[k + 1] + word[k] + word[k + 2 :] for k in places[:-1]}
    return (shorter | doubled | swapped) - {word}

"""A sentence on training in plain words: one sign for each thing, English words of time, no reasons behind it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Final

from osteotwin.asking.training.amounts import UNIT
from osteotwin.asking.training.asides import in_minutes_of_walking, in_times_a_week, in_usual_length
from osteotwin.asking.training.notation import in_notation
from osteotwin.asking.training.of_a_week import in_sessions
from osteotwin.asking.training.phrases import in_plain_words
from osteotwin.asking.training.plain_made import MADE, plain_file
from osteotwin.units import in_digits
from osteotwin.units.days_abroad import DAYS as DAYS_ABROAD
from osteotwin.units.german import in_english
from osteotwin.units.patterns import later
from osteotwin.units.slips import without_slips

MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
DAY: Final = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"
_SECONDS: Final = r"\d+(?:-\d+)? ?-?(?:s|secs?|seconds?|min\w*)\b"
_RHYTHM: Final = r"\b(?:once|twice|times|daily|weekly|days?)\b"
_ROW_OF_LOADS: Final = rf"(?P<loads>\d+(?:/\d+)+) ?(?P<unit>{UNIT})\b"
_ROW_OF_REPS: Final = r"(?P<reps>\d+(?:/\d+)+)"


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...]:
    """Return what is found in a sentence and what stands in its place, in the order in which it is looked for."""
    file = plain_file()
    stands_for = {
        "UNIT": UNIT, "DAY": DAY, "MONTH": MONTH, "RHYTHM": _RHYTHM, "SECONDS": _SECONDS,
        "LOADS": _ROW_OF_LOADS, "REPS": _ROW_OF_REPS,
        "FIRST_REPS": _ROW_OF_REPS.replace("reps", "first"),
        "LAST_LOADS": _ROW_OF_LOADS.replace("loads", "last").replace("unit", "of"),
        "GERMAN": "|".join(file.german), "ROMANCE": "|".join(file.romance), "DAYS": "|".join(DAYS_ABROAD.values()),
    }  # fmt: skip
    rules: list[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]] = []
    for find, *say in file.rules:
        pattern = re.sub("<([A-Z_]+)>", lambda name: stands_for[name[1]], find.replace("\n", ""))
        said = say[0] if say else ""
        rules.append((re.compile(pattern, re.IGNORECASE), MADE[said[1:]] if said.startswith("@") else said))
    return tuple(rules)


#: "a brisk walk of 30 minutes", "half an hour": numbers in words that are no digits yet.
_SPACES: Final = later(r"\s+")


#: "Mo Mi Fr": German days, written with a capital.
_GERMAN_DAYS: Final = {
    "Mo": "Mon",
    "Di": "Tue",
    "Mi": "Wed",
    "Do": "Thu",
    "Fr": "Fri",
    "Sa": "Sat",
    "So": "Sun",
}
_DAYS_IN_A_ROW: Final = later(rf"\b(?:{'|'.join(_GERMAN_DAYS)})(?:[ ,/+&-]+(?:{'|'.join(_GERMAN_DAYS)})\b)+")


#: "M/W/F", "TTh": written with capitals.
_LETTERS: Final = (
    (later(r"(?<=\d )DU\b"), "double unders"),
    #: To walk; "joggen gehen", "ich gehe ins Studio" is to go.
    (
        later(
            r"(?<!spazieren )(?<![a-z]en )(?<![a-z]es )(?<!zum )\bGehen\b|(?<=[Mm]in )gehen\b|"
            r"(?<=[Mm]inuten )gehen\b|(?:^|(?<=[,;] ))gehen(?= \d)"
        ),
        "walking",
    ),
    (
        later(
            r"\b(?:(?:M|Mo|T|Tu|W|We|Th|R|F|Fr|Sa|Su|S)/)+(?:M|Mo|T|Tu|W|We|Th|R|F|Fr|Sa|Su|S)\b(?! ?:? ?\d)"
        ),
        lambda days: _in_full(days[0].split("/")),
    ),
    (later(r"\bTu ?[/,&]? ?Th ?[/,&]? ?Sa\b"), "Tue, Thu, Sat"),
    (later(r"\bMo ?[/,&]? ?We ?[/,&]? ?Fr\b"), "Mon, Wed, Fri"),
    (later(r"\bM ?[/,&]? ?W ?[/,&]? ?F(?:r|ri)?\b"), "Mon, Wed, Fri"),
    (later(r"\b(?:T|Tu) ?[/,&]? ?(?:Th|R)\b"), "Tue, Thu"),
)


_IN_FULL: Final = {"M": "Mon", "Mo": "Mon", "T": "Tue", "Tu": "Tue", "W": "Wed", "We": "Wed", "Th": "Thu", "R": "Thu",
                   "F": "Fri", "Fr": "Fri", "Sa": "Sat", "Su": "Sun"}  # fmt: skip


def _in_full(letters: list[str]) -> str:
    """Return the days of a week that letters stand for; a first "S" is a Sunday, another a Saturday."""
    days = [_IN_FULL.get(one, "Sun" if place == 0 else "Sat") for place, one in enumerate(letters)]
    return ", ".join(days) if len(set(days)) == len(days) else "/".join(letters)


_SPAN_OF_DAYS: Final = later(
    rf"(?<![-\u2013])\b(?P<first>{DAY}) ?[-\u2013] ?(?P<last>{DAY})\b(?! ?[-\u2013] ?{DAY})", re.IGNORECASE
)
_ONE_DAY: Final = later(rf"\b(?!month){DAY}\b", re.IGNORECASE)
_WEEK: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _with_all_days(sentence: str) -> str:
    """Return a sentence with the days between two of them, where more days are told: "Mon-Fri and Sun"."""
    if len(_ONE_DAY.findall(sentence)) < _LEAST_DAYS:
        return sentence

    def days(found: re.Match[str]) -> str:
        first, last = (_WEEK.index(found[end][:3].lower()) for end in ("first", "last"))
        return ", ".join(one.capitalize() for one in _WEEK[first : last + 1]) if first < last else found[0]

    return _SPAN_OF_DAYS.sub(days, sentence)


_LEAST_DAYS: Final = 3


@lru_cache(maxsize=1024)
def plain(sentence: str) -> str:
    """Return a sentence as the spans of training are looked for in it.

    Examples
    --------
    >>> plain("I lift twice a week, which helps my back"), plain("Squats - 95# 5*5")
    ('i lift twice a week', 'squats - 95 lb 5x5')
    """
    sentence = _DAYS_IN_A_ROW.sub(
        lambda days: re.sub(r"[A-Z][a-z]", lambda day: _GERMAN_DAYS[day[0]], days[0]), sentence
    )
    sentence = _with_all_days(in_sessions(in_usual_length(sentence)))
    for letters, days in _LETTERS:
        sentence = letters.sub(days, sentence)
    for pattern, said in _rules():
        sentence = pattern.sub(said, sentence)
    sentence = in_notation(in_english(without_slips(sentence)))
    sentence = in_plain_words(in_minutes_of_walking(in_times_a_week(sentence)))
    return _SPACES.sub(" ", in_digits(sentence).replace("\u00d7", "x")).strip(" ,.;")

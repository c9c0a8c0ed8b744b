"""An answer on training as its sentences, and what of a whole sentence is asked: since when, one of two ways."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.training.plain import DAY, MONTH
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.units.patterns import later

_BEGAN: Final = later(
    rf"\b(?:since (?:early |mid |late |last |the )?(?:{MONTH},? )?"
    rf"(?:\d{{4}}|{MONTH}|year|month|week|summer|spring|autumn|winter|christmas|new year)\b|"
    rf"(?:started|began) (?:in |on )?(?:{MONTH} )?\d{{4}})", re.IGNORECASE,
)  # fmt: skip
#: So long that it is his habit, whenever he tells it.
_LONG_AGO: Final = later(r"\b(?:19\d\d|200\d|201\d)$")
_SENTENCE: Final = later(
    r"[;\n]+|(?<=[a-z0-9)%#\u2033])[.!?]+\s+(?=[^\W\d_a-z\u00df-\u00ff]|\d|i )|"
    r"(?:(?<=[a-z]{3}|\d[a-z]{2})|(?<=\d [a-z]{2}))[.!?]+\s+(?=[a-z\u00df-\u00ff])"
)
#: "5 reps @ 125 lb. Set 2) ..." is of the same exercise, "... / Wednesday: ..." of another day.
_SET_BEHIND: Final = later(r"\s*[.;\n,]+\s*(?=set ?#?\d{1,2} ?[):.]? ?\d)", re.IGNORECASE)
_SET_NUMBER: Final = later(r"\bset ?#?\d{1,2}\. +(?=\d)", re.IGNORECASE)
#: A line of its own behind a point: "80 kg. 2x/week: run 30 min".
_HEAD: Final = r"(?!\. +[^.;:\n]{1,35}(?::(?!\d)| - ))"
#: A point behind a word cut short ends no sentence; behind a unit it does where a capital or a head follows.
_SHORT: Final = later(
    r"\b(?P<short>(?:(?-i:no)|mr|mrs|dr|approx|ca|incl|excl|resp|etc|vs|max|std|bzw|wdh|avg|esp|aka|sog|mon|tues?|wed|"
    rf"thu(?:rs?)?|fri|sat|sun)(?=\. )|(?:min|hrs?)(?=\. ){_HEAD}|"
    rf"(?:mins|wks?|lbs?|kgs?|ex|reps?|sets?|secs?)(?=\. (?-i:[a-z\d(@])){_HEAD})\.",
    re.IGNORECASE,
)
#: Marks of a list: "1. Squats", "A1) Bench", "(b) Row".
_MARK: Final = later(
    r"(?P<before>(?:^|[;\n.])\s*)(?:\(?(?:[A-Ha-h]\d?|\d{1,2})\)|(?:[A-H]\d?|\d{1,2})[.:])\s+(?=[^\W\d_])"
)
_SPEED_IN_BRACKETS: Final = later(r" ?\(((?:average|avg|mean|at)[^()\d]{0,12}\d[^()]*)\)", re.IGNORECASE)
_SPEED_BEHIND: Final = later(
    r"[\s,;.\u2022*-]+(?:at )?(?:an? )?(?:average|avg\.?|mean) (?:speed|pace)(?: of)?[: ]+(?=\d)",
    re.IGNORECASE,
)
_DAY_BEHIND: Final = later(rf"\s+[/|]\s+(?={DAY} ?[:-])", re.IGNORECASE)
#: Days with a colon, in an answer that begins so: what stands before them is of another one.
_DAYS_BEFORE: Final = later(
    rf"(?<![,;:&/]) (?<!\band )(?<!\bon )(?={DAY}(?:(?: ?[,/&] ?| and ){DAY})* ?:(?!\d))", re.IGNORECASE
)
#: What is expected where minutes are of one of two ways.
IN_ALL: Final = "how long it is in all"
_EACH_WAY: Final = later(
    r"\(?(?P<n>\d+) ?(?P<unit>min\w*)\)?,? "
    r"(?:each (?:way|direction)|there and (?:(?P=n) ?(?:min\w*)? )?back|and back\b|away\b)|"
    r"\beach (?:way|direction)\b.*?(?P<m>\d+) ?min",
    re.IGNORECASE,
)


def check_whole(sentence: str) -> None:
    """Ask where a sentence tells since when, or how long one of two ways is.

    Raises
    ------
    UnclearAnswerError
    """
    if (began := _BEGAN.search(sentence)) is not None and not _LONG_AGO.search(began[0]):
        rest = " ".join(f"{sentence[: began.start()]} {sentence[began.end() :]}".split()).strip(" ,.;")
        raise UnclearAnswerError(
            "training", f"{quoted(began[0])} in {quoted(sentence)}, and a habit has no first day", "what is done now",
            f'write "{rest}" where it has gone on for a year or longer; what began later stands in the file as '
            "[[plan.training]] with already_since",
        )  # fmt: skip
    if (way := _EACH_WAY.search(sentence)) is not None and way["m"]:
        bare = " ".join(re.sub(r",? ?\beach (?:way|direction)\b", "", sentence, flags=re.IGNORECASE).split())
        both = re.sub(rf"\b{way['m']}(?= ?min)", str(2 * int(way["m"])), bare)
        raise UnclearAnswerError(
            "training", f'"each way" and "{way["m"]} min" in {quoted(sentence)}, of one way or of both',
            IN_ALL, f'write "{both}" where they are of one way, or "{bare}" where they are of both',
        )  # fmt: skip
    if way is not None:
        raise UnclearAnswerError(
            "training", f"{quoted(way[0])} in {quoted(sentence)}", IN_ALL,
            f'write "{2 * int(way["n"])} min", or "{way["n"]} min" twice as often',
        )  # fmt: skip


def sentences_of(text: str) -> tuple[str, ...]:
    """Return the sentences of an answer.

    Examples
    --------
    >>> sentences_of("Mon: squat 3x5 100 kg. Thu: deadlift 1x5 140 kg"), sentences_of("approx. 30 min walking daily")
    (('Mon: squat 3x5 100 kg', 'Thu: deadlift 1x5 140 kg'), ('approx 30 min walking daily',))
    """
    text = _SHORT.sub(r"\g<short>", re.sub(r"\betc\.{2,}", "etc", text))
    text = _MARK.sub(r"\g<before>", text)
    text = _DAYS_BEFORE.sub("; ", text) if _DAY_ALONE.match(text) else text
    text = _SPEED_BEHIND.sub(" at ", _SPEED_IN_BRACKETS.sub(r" \1", text))
    text = _SET_NUMBER.sub("", _SET_BEHIND.sub(", ", _DAY_BEHIND.sub("; ", text)))
    parts = [part for one in _SENTENCE.split(text) if (part := one.strip(" ,."))]
    return _with_days([f"{one})" if one.count("(") > one.count(")") else one for one in parts])


#: A line of its own before those of its day.
_DAY_ALONE: Final = later(rf"(?:on |every )?{DAY}(?:(?:[ ,/&+]|and)+{DAY})* ?:", re.IGNORECASE)


def _with_days(parts: list[str]) -> tuple[str, ...]:
    """Return sentences, each behind a day that stands in a line of its own before it."""
    found: list[str] = []
    head = ""
    for part in parts:
        if _DAY_ALONE.fullmatch(part):
            head = part
        else:
            found.append(f"{head} {part}".strip())
    return tuple(found) if found else tuple(parts)

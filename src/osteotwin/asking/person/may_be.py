"""What words that are not read may be: a height, a birth date, a weight or a broken bone may not be left out."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.person.fractures import BONE, FROM
from osteotwin.asking.person.no_matter import MATTERS
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.units.named_days import NAMED_MONTH
from osteotwin.units.patterns import later

_QUESTION: Final = "person"
_FEET: Final = later(
    r"(?<![\d.,/-])(?P<feet>[4-6]) ?[-'] ?(?P<inches>1[01]|\d)(?![\d/.,-])(?P<half> ?(?:1/2|\u00bd))?"
)
_METERS: Final = later(r"(?<![\d.,])(?P<m>[12])[.,](?P<cm>\d\d)(?![\d%])")
_CM: Final = later(r"(?<![\d.,])(?P<cm>1[3-9]\d|20\d)(?![\d.,%])")
_TALL: Final = later(
    r"\b(?:tall|height|ht|stand|shrunk|shrank|mido|mide|altura|estatura|mesure|taille|gro(?:\u00df|ss)|gr\u00f6(?:\u00df|ss)e|"
    r"alto|alta|feet|foot|ft|inch(?:es)?)\b|\d ?(?:cm|ft|in)\b"
)
_HEAVY: Final = later(
    r"\b(?:weigh\w*|wt|peso|pesa|poids|p\u00e8se|gewicht|wiege|kgs?|kilos?|lbs?|pounds?|stones?)\b|"
    r"\d ?(?:kgs?|lbs?|st)\b"
)
_BORN: Final = later(
    rf"\b(?:born|birth\w*|dob|b\.|geb\.?|geboren|n[\u00e9e]e?|nac\w+|nat[oa])(?!\w)|^{NAMED_MONTH}\.? ?(?:19|20)\d\d$",
    re.IGNORECASE,
)
_MONTH: Final = later(rf"\b(?P<month>{NAMED_MONTH})\.? ?(?P<year>(?:19|20)\d\d)", re.IGNORECASE)
_BONE: Final = later(rf"\b(?:{BONE}|bones?|hues\w+|knochen|vertebra\w*|columna)\b")


def unread(piece: str, shown: str = "") -> UnclearAnswerError:
    """Return the question of a piece that says nothing that is known, which is quoted, or shown in other words.

    Examples
    --------
    >>> unread("now 5-9 1/2").problems[0].fix
    'write "5 ft 9.5 in" if that is the height of now, else leave it out'
    """
    expected, fix = _may_be(piece.casefold().replace("\u2019", "'"))
    return UnclearAnswerError(_QUESTION, shown or quoted(piece), expected, fix)


def _may_be(said: str) -> tuple[str, str]:
    if (line := _height(said)) or _TALL.search(said):
        example = f'"{line}"' if line else 'for example "178 cm" or "5 ft 10 in", with your own numbers,'
        return (
            "the height of now, in cm or in feet and inches",
            f"write {example} if that is the height of now, else leave it out",
        )
    if _BORN.search(said):
        month = _MONTH.search(said)
        line = f"born {month['month'].title()} {month['year']}" if month is not None else "born 14 May 1972"
        return "the birth date", f'write {"" if month is not None else "for example "}"{line}" if that is it, ' \
                                 "else leave it out"  # fmt: skip
    if _HEAVY.search(said):
        return (
            "the weight of now with its unit",
            'write for example "84 kg" or "185 lb", with your own number',
        )
    if _BONE.search(said) and re.search(r"\d", said):
        return (
            f"how many bones broke in a fall from standing or without one since the age of {FROM}",
            'write "1 fracture" where it did, with your own number; else leave it out',
        )
    if re.search(r"\d", said):
        return (
            "what the number is of",
            'write it with its unit where it is an age, a height or a weight, as in "54 years", "178 cm" or "84 kg"; '
            "leave it out where it is of something else",
        )
    none = "" if MATTERS.search(said) else ": it changes no number"
    return (
        "sex, age or birth date, height, weight, fractures, age at menopause or a condition",
        "write for example: male, born 14 May 1972, 181 cm, 86 kg; conditions: osteotwin list conditions; "
        f"leave out one that is not in that list{none}",
    )


def _height(said: str) -> str:
    """Return the height that a number may be, as it is read; empty where none may."""
    if (found := _METERS.search(said)) is not None:
        return f"{found['m']}.{found['cm']} m"
    if (found := _FEET.search(said)) is not None:
        return f"{found['feet']} ft {found['inches']}{'.5' if found['half'] else ''} in"
    found = _CM.search(said) if _TALL.search(said) else None
    return f"{found['cm']} cm" if found is not None else ""

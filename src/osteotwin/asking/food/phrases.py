"""Phrases of food before they are read: counts before the name, amounts behind how often, one amount in two units."""

from __future__ import annotations

import re
from math import isclose
from typing import Final

from osteotwin.asking.food.eaten_often import FREQUENCY
from osteotwin.units.patterns import later

_IU_PER_UG: Final = 40.0
_BOTH: Final = (
    later(r"(?P<iu>\d[\d,]*) ?iu ?\((?:= ?)?(?P<ug>\d+(?:\.\d+)?) ?(?:mcg|ug|µg|μg)\)", re.IGNORECASE),
    later(r"(?P<ug>\d+(?:\.\d+)?) ?(?:mcg|ug|µg|μg) ?\((?:= ?)?(?P<iu>\d[\d,]*) ?iu\)", re.IGNORECASE),
)
_OFTEN: Final = (
    r"(?:(?:once|twice|\d ?x|\d times|every|daily|weekly)"
    r"(?: ?(?:a|per|each|every|/) ?(?:day|week|month)| day| week)?|"
    rf"{FREQUENCY})"
)
_COUNTED: Final = later(
    r"^(?P<n>\d+) ?x ?(?P<amount>\d[\d.,]*) ?(?P<unit>iu|mcg|ug|µg) (?P<what>vit(?:amin|\.)? ?d3?)\b",
    re.IGNORECASE,
)
_PLAIN: Final = tuple(
    (later(pattern, re.IGNORECASE), plain)
    for pattern, plain in (
        # A thousand milligrams: nobody eats 1.2 mg of calcium.
        (r"(?P<what>\bcalcium\b[a-z ]*?) (?P<n>[1-3]),(?P<rest>\d{3})(?= ?mg\b)", r"\g<what> \g<n>\g<rest>"),
        # yogurt 125 g, two a day
        (r"^(?P<food>[^\d,;]{3,40}? \d+(?:\.\d+)? ?(?:g|ml|oz)),? (?P<n>[1-9]) "
         r"(?P<per>(?:a|per|every) (?:day|week))$", r"\g<n> x \g<food> \g<per>"),
        (rf"^(?P<food>[^\d,;]{{3,30}}?) (?P<often>{_OFTEN}),? "
         r"(?P<amount>\d[\d.,]* ?(?:g|ml|oz|glass(?:es)?|cups?|slices?))$", r"\g<food> \g<amount> \g<often>"),
    )
)  # fmt: skip


def in_plain_words(piece: str) -> str:
    """Return a piece of an answer with its amount before how often, and once.

    Examples
    --------
    >>> in_plain_words("salmon twice a week 150 g"), in_plain_words("vitamin D 4000 IU (100 mcg) daily")
    ('salmon 150 g twice a week', 'vitamin D 4000 IU daily')
    >>> in_plain_words("2 x 1000 IU vitamin D daily"), in_plain_words("calcium 1,200 mg/day")
    ('vitamin D 2000 IU daily', 'calcium 1200 mg/day')
    """
    for both in _BOTH:
        piece = both.sub(_one_unit, piece)
    piece = _COUNTED.sub(_in_all, piece)
    for pattern, plain in _PLAIN:
        piece = pattern.sub(plain, piece)
    return piece


def _in_all(counted: re.Match[str]) -> str:
    amount = float(counted["n"]) * float(counted["amount"].replace(",", ""))
    return f"{counted['what']} {amount:g} {counted['unit']}"


def _one_unit(both: re.Match[str]) -> str:
    """Return an amount of vitamin D in IU alone where micrograms behind it are the same; else as it is."""
    units = float(both["iu"].replace(",", ""))
    return f"{both['iu']} IU" if isclose(units, _IU_PER_UG * float(both["ug"]), rel_tol=0.01) else both[0]


#: What is taken for a while, or once, is no habit.
COURSE: Final = later(
    r"\b(?:for (?:the )?(?:next |another )?(?:a|\d+|one|two|three|six) (?:days?|weeks?|months?|years?)|"
    r"(?<!every )(?<!each )(?<!per )(?<!in )(?:x ?)?\d+[- ](?:weeks?|months?)(?! (?:old|ago))|"
    r"injections?|injected|shots?|single|one-?off|stopped|until|"
    r"since|started|in (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\b|"
    r"\bonce\b(?! ?(?:a|per|every|daily|weekly|/))",
    re.IGNORECASE,
)

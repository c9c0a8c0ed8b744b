"""Phrases of who it is, before they are read: sex, age, height and weight as forums, forms and clinics write them."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.inputs.quantity import Quantity
from osteotwin.inputs.values import Mistake
from osteotwin.units.patterns import later

_SEX: Final = r"(?:wom[ae]n|m[ae]n|male|female|lady|gentleman|guy|mann|frau|m|f)"
_UNIT: Final = r"(?:lbs?|pounds?|kg|kilos?|cm)"
_PLAIN: Final = tuple(
    (later(pattern, re.IGNORECASE), plain)
    for pattern, plain in (
        (r"\bm\u00e4nnlich\b", "male"),
        (r"\bweiblich\b", "female"),
        (r"\bgentleman\b", "male"),
        (r"\b(?P<n>\d{2}) ?Jahre(?: alt)?\b", r"\g<n> years"),
        # "T12 and L1 compression fractures" are two of vertebrae.
        (r"\b(?P<one>(?:th|[tld])-?\d{1,2}),? (?:and|&) (?=(?:th|[tld])-?\d{1,2}\b)", r"\g<one>/"),
        (r"\bgeboren(?: am| im)?\b", "born"),
        (r"(?<![a-z])b\. ?(?=\d)", "born "),
        (r"\b(?:sex|gender)(?: at birth)?[:=]? ?(?=(?:fe)?male\b|[mf]\b)", ""),
        (rf"\b(?P<sex>{_SEX}),? (?:aged?|of)[: ]+(?P<n>\d{{2}})\b", r"\g<sex>, \g<n>"),
        (rf"\b(?P<n>\d{{2}}) ?(?:yo|y/o|y\.o\.|yrs?[ -]old) (?P<sex>{_SEX})\b", r"\g<n>, \g<sex>"),
        (r"(?<=-year-old) (?=[a-z])", ", "),
        (r"\b(?P<n>\d{2}) year old (?=[a-z])", r"\g<n>, "),
        (r"(?P<feet>\d) ?['\u2019] ?(?P<n>\d{1,2}) ?(?:1/2|\u00bd)", r"\g<feet>'\g<n>.5"),
        (r"\b1 ?m ?(?P<cm>\d{2})\b(?! ?(?:kg|lb|cm))", r"1.\g<cm> m"),
        (r"(?P<n>cm|in|\"|') (?:tall|high|in height)\b", r"\g<n>"),
        (rf"(?<=\d) (?=\d{{2,3}}(?:\.\d+)? ?{_UNIT}\b)", "; "),
        (r"\bhistory of (?:fragility )?fractures?: ?(?:0|none|no)\b", "no fractures"),
        (r"\b(?:fragility )?fractures?: ?(?:0|none|no)\b", "no fractures"),
        (r"\b(?:i )?(?:have )?never (?:broke|broken|fractured) (?:a bone|any bones?|anything)\b", "no fractures"),
        (r"\bhip fracture \((?:my )?(?P<who>mother|father|parent|mum|mom|dad)\)", r"\g<who> broke hip"),
        (r"\b(?:my )?(?:parents?|mother|father) never (?:broke|fractured) (?:a |their |her |his )?hip\b",
         "no parent hip fracture"),
        (r"\blast period (?:at|when i was) (?=\d{2}\b)", "menopause at "),
    )
)  # fmt: skip
_BOTH: Final = later(r"(?P<one>[^,;()]*\d[^,;()]*?) ?\((?P<other>[^()]*\d[^()]*)\)")
#: What people measure, in [cm] and [kg].
HEIGHT, WEIGHT = Quantity("length", 100.0, 250.0), Quantity("body_mass", 30.0, 300.0)
#: Two units of the same weight or height agree so far: 190 lb are 86.2 kg.
_ROUNDED: Final = 0.015


def in_plain_words(text: str) -> str:
    """Return an answer with sex, age, height and weight as they are read, each apart.

    Examples
    --------
    >>> in_plain_words("41yo M"), in_plain_words("man, 86 kg (190 lb)"), in_plain_words("woman aged 62")
    ('41, M', 'man, 86 kg', 'woman, 62')
    """
    for pattern, plain in _PLAIN:
        text = pattern.sub(plain, text)
    return _BOTH.sub(lambda both: both["one"] if _are_same(both["one"], both["other"]) else both[0], text)


def _are_same(one: str, other: str) -> bool:
    """Tell whether two texts are the same height or weight in two units."""
    for quantity in (HEIGHT, WEIGHT):
        try:
            first, second = (quantity.read(text.strip()) for text in (one, other))
        except Mistake:
            continue
        return abs(first - second) <= _ROUNDED * first
    return False

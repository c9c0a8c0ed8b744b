"""The sign of a number as people write it: ``–1.2``, ``- 1.2``, ``minus 1.2``."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.units.patterns import later

#: Minus signs, hyphens and dashes that stand for one another on paper.
_DASHES: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-")
_SPOKEN: Final = later(r"\b(?:minus|negative|neg\b\.?)[\s:=]*(?:of\s+)?-?\s*(?=[.,]?\d)", re.IGNORECASE)
#: A dash apart from its number is a sign behind what asks for a number; elsewhere it may part two things.
_APART: Final = later(
    r"(?P<before>(?:\bscores?\b|\b[tz]\b|\b(?:is|was|of)\b|[:=(<>])\s*|^\s*(?=-\s*[\d.,]+\s*$))-\s+(?=[.,]?\d)",
    re.IGNORECASE,
)


_DIGITS: Final = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_DIGIT: Final = rf"(?:{'|'.join(_DIGITS)})"
#: "two point six"
_POINTED: Final = later(rf"\b({_DIGIT}) point ({_DIGIT}(?: {_DIGIT})?)\b", re.IGNORECASE)


def with_signs(text: str) -> str:
    """Return a text with a plain ``-`` right before each number that is negative, and for each dash.

    Examples
    --------
    >>> with_signs("T-score – 1.2"), with_signs("minus 0.8"), with_signs("spine - 1.05 g/cm2"), with_signs("L1–L4")
    ('T-score -1.2', '-0.8', 'spine - 1.05 g/cm2', 'L1-L4')
    >>> with_signs("minus two point six")
    '-2.6'
    """
    text = _POINTED.sub(_in_digits, text.translate(_DASHES))
    return _APART.sub(r"\g<before>-", _SPOKEN.sub("-", text))


def _in_digits(found: re.Match[str]) -> str:
    whole, parts = (found[n].casefold().split() for n in (1, 2))
    return f"{_DIGITS.index(whole[0])}.{''.join(str(_DIGITS.index(one)) for one in parts)}"

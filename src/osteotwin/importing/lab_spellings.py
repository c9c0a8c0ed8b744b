"""Names of laboratory tests in odd spellings, and values that went from one number to another."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.importing.lab_names import mentioned_tests
from osteotwin.units.patterns import later

_SPELLINGS: Final = (
    # "After the end of three weeks my T was 405": words before the name that tell of no other day and nobody else.
    (later(r"^(?:after|following|by|at|so|and|well|now|today|currently|then|anyway|finally)\b"
                r"(?!.*\b(?:last|previous\w*|ago|before|goal|if|not|year|her|his|their)\b)[^\d;:.]{0,60}\bmy (?=\w)",
                re.IGNORECASE), "my "),
    # LabCorp gives two rows, for people of African descent and for others.
    (later(r"\b(e-?GFR)\b[\s,]*\(?(?:(?:if|for) )?(?:non|not)[\s-]?(?:afric\w*|"
                r"black)(?:[\s-]am\w*\.?)?\)?", re.IGNORECASE),
     r"\1"),
    (later(r"\bD-([23])\b"), r"D\1"),
    (later(r"(?<=/[LlmM]) (?=(?:adj|corr)(?:usted|ected)?\.?\s+ca(?:lcium)?\b)", re.IGNORECASE), ", "),
    (later(r"\b(?:adj|corr)\.?\s+ca(?:lcium)?\b", re.IGNORECASE), "adjusted calcium"),
    # "my T was 405", "Test 650".
    (later(r"\b(my (?:(?:total|free|serum|morning) )?)T\b(?=(?: levels?)?(?: (?:was|is|came|at|of|went|"
                r"rose|dropped|fell)\b|[:=]|"
                r" \d))", re.IGNORECASE), r"\1testosterone"),
    (later(r"(?<![\w-])((?:total |free )?)Test\b(?= (?:(?:was|is|at|of) )?\d{2,4}\b)"), r"\1testosterone"),
)  # fmt: skip
_NUMBER: Final = r"[\"'\u201c\u201d]?(\d+(?:[.,]\d+)?)[\"'\u201c\u201d]?"
_UNIT: Final = r"(?: ?[a-z\u00b5\u03bc]+/[a-z]+)?"
_FROM_TO: Final = later(
    rf"\bfrom (?:an? |the )?(?:\w+ (?:of )?){{0,3}}{_NUMBER}{_UNIT},? (?:up |down )?to (?:an? |about )?(?:\w+ "
    rf"of )?{_NUMBER}|"
    rf"\bwas (?:at )?{_NUMBER}{_UNIT},? (?:and |but )?(?:(?:it )?is |it's )?now (?:at |is )?{_NUMBER}",
    re.IGNORECASE,
)


def with_names_in_full(words: str) -> str:
    """Return a line in which a short or odd name of a test is written as reports have it.

    Examples
    --------
    >>> with_names_in_full("eGFR If NonAfricn Am 115"), with_names_in_full("my T was 405 and my E2 was 16")
    ('eGFR 115', 'my testosterone was 405 and my E2 was 16')
    """
    for spelling, name in _SPELLINGS:
        words = spelling.sub(name, words)
    return words


def two_values(words: str) -> tuple[str, str, str] | None:
    """Return a test and the numbers from which and to which it went; ``None`` where a line tells no such.

    Examples
    --------
    >>> two_values("my estradiol went from 40 to 80"), two_values("estradiol 80")
    (('estradiol', '40', '80'), None)
    """
    tests, moved = mentioned_tests(words), _FROM_TO.search(words)
    if moved is None or len(tests) != 1:
        return None
    was, now = (number.replace(",", ".") for number in moved.groups() if number)
    return next(iter(tests)), was, now

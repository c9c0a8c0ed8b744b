"""The words beside a condition's name: those that leave it what it is, and those that may turn it."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.person.health_words import OUTSIDE, condition_at
from osteotwin.asking.person.slots import AFTER, GAP, drug_in_no_number, is_filler_at, plain_words
from osteotwin.asking.person.times import END
from osteotwin.units.patterns import later

#: For how long, and which of its kinds.
_SINCE: Final = later(
    r"(?:for|since|(?:over|about|almost|nearly)(?= (?:\d|an?\b|one|two|three|ten|half))|"
    r"the (?:last|past)|\d+ ?(?:years?|yrs|months?)(?: ago)?|er[+-]|"
    r"pr[+-]|her2[+-]|"
    r"post-?menopausal|suffer(?:s|ing)?(?: from)?|treated(?: for)?|living with|live with|got|recently|newly|"
    r"mostly|early|late|adult|onset|"
    r"idiopathic|primary|essential|sero(?:positive|negative)|confirmed|"
    r"diagnosed|established|lifelong|long-?standing|bad|advanced|active|untreated|(?:diet|well|poorly)-controlled|"
    r"controlled (?:by|with) (?:diet|tablets|medication)|insulin-dependent|steroid-induced|(?:stage|"
    r"grade) \d[abc]?|"
    r"a touch of|last (?:week|month|year|spring|summer|autumn|winter))" + END
)


def names_in(piece: str) -> list[str]:
    """Return the names of conditions that stand in a piece."""
    names = _parted(plain_words(piece))[0]
    written = (re.search(rf"\b{re.escape(name)}", piece, re.IGNORECASE) for name in names)
    return [found[0] if found else name for found, name in zip(written, names, strict=True)]


def words_beside(piece: str) -> list[str]:
    """Return the words of a piece that are in no condition's name and that may turn what it says.

    Examples
    --------
    >>> words_beside("i read about ra"), words_beside("i have had diabetes for 12 years")
    (['read', 'about'], [])
    """
    return _parted(plain_words(piece))[1]


def _parted(text: str) -> tuple[list[str], list[str]]:
    names: list[str] = []
    others: list[str] = []
    at = 0
    while at < len(text):
        condition, outside = condition_at(text, at), OUTSIDE.match(text, at)
        end = max(condition[1] if condition else 0, outside.end() if outside else 0)
        if end:
            names.append(text[at:end])
        else:
            drug = drug_in_no_number(text, at)
            plain = [GAP.match(text, at), AFTER.match(text, at) if names else None, _SINCE.match(text, at)]
            end = max(
                [is_filler_at(text, at) or 0, at + len(drug or ""), *(one.end() for one in plain if one)]
            )
            if end <= at:
                word = re.compile(r"[^\s,()]+").match(text, at)
                end = word.end() if word else at + 1
                others += [text[at:end]] if word else []
        at = end
    return names, others

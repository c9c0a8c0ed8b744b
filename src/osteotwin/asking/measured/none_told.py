"""Answers that tell in a sentence that nothing was measured, as in "never had one, booked in for January"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from osteotwin.inputs.shipped import Row, Words, load_table
from osteotwin.protocol.turning_words import of_classes
from osteotwin.units.months import MONTHS
from osteotwin.units.patterns import later

_CLAUSE: Final = later(
    r"[.,;:()\n]+|\s[-\u2013\u2014]+\s|\b(?:but|because|bc|since|although|though|and|so|as)\b|(?<=\byet) "
)
_WORD: Final = later(r"[a-z']+|\d\S*")
_SHORT_MONTHS: Final = frozenset((*MONTHS, *(one[:3] for one in MONTHS), "sept"))
#: A number that is a day or a year.
_TIME: Final = later(r"(?:20[2-4]\d|[0-3]?\d(?:st|nd|rd|th)?)")
_NUMBER: Final = later(r"\d")
#: An age up to which nothing is paid, or from which on.
_AGE: Final = later(
    r"\b(?:til+|until|before|after|from|aged?|over|under|turn(?:ed|ing)?|reach) (?:age |i'm |i am |the age of )?"
    r"[4-9]\d\b(?![.,%]?\d)"
)


@dataclass(frozen=True)
class _File(Row):
    to_come: Words
    plain: Words
    finding: Words


@cache
def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    """Return the words that deny, of what is to come, that are plain, and of a finding."""
    file = load_table(_File, "osteotwin.asking.measured", "data", "none_words.toml")
    denies = {*of_classes("denies"), "nope", "havent", "hasnt", "didnt", "wasnt", "dont"}
    to_come, plain, finding = (frozenset(one.split()) for one in (file.to_come, file.plain, file.finding))
    return frozenset(denies), to_come, plain, finding


def is_none_measured(text: str) -> bool:
    """Tell whether an answer tells that nothing was measured, with what is to come or why not, and no finding.

    Examples
    --------
    >>> is_none_measured("never had one, booked in for Jan")
    True
    >>> is_none_measured("no scan yet, my GP won't refer me till 65")
    True
    >>> is_none_measured("never had one until T -2.1"), is_none_measured("not bad, they said")
    (False, False)
    """
    denies, _, _, finding = _words()
    clauses = [one.strip() for one in _CLAUSE.split(text.replace("\u2019", "'").casefold()) if one.strip()]
    told = [one for one in clauses if _is_none(one)]
    reasons = [one for one in clauses if one not in told]
    if not reasons or not told:
        return bool(told)
    is_denied = any(not denies.isdisjoint(_WORD.findall(one)) for one in told)
    return is_denied and not any(
        _NUMBER.search(_AGE.sub(" ", one)) or not finding.isdisjoint(_WORD.findall(one)) for one in reasons
    )


def _is_none(clause: str) -> bool:
    """Tell whether a clause is made of plain words, and denies a measurement or tells of one to come."""
    denies, to_come, plain, _ = _words()
    words = {*_WORD.findall(clause)}
    is_to_come = not words.isdisjoint(to_come)
    rest = words - denies - to_come - plain - _SHORT_MONTHS
    return (is_to_come or not words.isdisjoint(denies)) and all(
        is_to_come and _TIME.fullmatch(one) for one in rest
    )

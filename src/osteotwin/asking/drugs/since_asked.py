"""The question for the first days of drugs: which drug lacks its day, or which words of the answer are of none."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from osteotwin.asking.drugs.days_by_name import AROUND, names_drug
from osteotwin.asking.drugs.told_drugs import name_places
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.asking.when import MONTH_NAME
from osteotwin.units import listed
from osteotwin.units.patterns import later

_CLAUSES: Final = later(
    r"[;\n()]|(?<!\b\d)(?<!\b\d\d)\.(?=\s|$)|,(?! ?(?:19|20)\d\d\b)|\b(?:and|but)\b(?! a half)", re.IGNORECASE
)
_GERMAN: Final = "januar|februar|m\u00e4rz|mai|juni|juli|oktober|okt|dezember|dez"
_DAY: Final = later(
    rf"(?<![\w/.-])(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\.? (?:of )?)?(?:{MONTH_NAME}|{_GERMAN})\.?,? (?:of )?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?,? )?(?:19|20)\d\d|"
    r"(?:early|mid|late|spring|summer|autumn|fall|winter) (?:19|20)\d\d|"
    r"\d{1,2}[/.-]\d{1,2}[/.-](?:\d\d){1,2}|\d{1,2}[/.](?:19|20)\d\d|(?:19|20)\d\d-\d\d(?:-\d\d)?|"
    r"(?:19|20)\d\d|last (?:year|month|spring|summer|autumn|fall|winter)|[\w.]+ (?:days?|weeks?|months?|years?) ago|"
    r"today|yesterday)(?![\w/-])",
    re.IGNORECASE,
)
#: What was taken before, or has ended.
_OVER: Final = later(
    r"\b(?:before|until|till|stopped|ended|finished|quit|came off|was on|were on|used to|had been|previous\w*|"
    r"prior|earlier|formerly|old|past)\b|(?:19|20)\d\d ?(?:-|\u2013|\bto\b) ?(?:\w+ )?\d\d",
    re.IGNORECASE,
)
#: "when the chemo ended": no drug of his.
_AFTER_WHAT: Final = later(r"\b(?:when|after|once|since) .*?\b(?:ended|finished|stopped)\b", re.IGNORECASE)
_GAP: Final = later(r"\b(?:gap|break|pause[ds]?|holiday|interrupt\w*|without it)\b", re.IGNORECASE)
_BARE: Final = later(
    r"^(?:and|then|that|both|all|them|it|of|from|since|in|about|around|[\s\W\d_])*$", re.IGNORECASE
)


@dataclass(frozen=True)
class _Told:
    """Words of an answer that belong together.

    Attributes
    ----------
    words : str
        As typed.
    day : str
        The one day in them; empty for none or several.
    drugs : tuple of str
        Which of those that are asked about it names.
    strange : str
        What is left of it without its day and these names.
    is_over : bool
    """

    words: str
    day: str
    drugs: tuple[str, ...]
    strange: str
    is_over: bool


def since_asked(text: str, names: Sequence[str], is_read: Callable[[str], bool]) -> UnclearAnswerError:
    """Return the question for the days of drugs.

    Parameters
    ----------
    text : str
        The answer.
    names : sequence of str
        The drugs whose days are asked, in order.
    is_read : callable
        Tells whether words are read as a day.
    """
    told = [_told(words, names, is_read) for words in _joined(text)]
    over = [one for one in told if one.is_over or (one.day and _GAP.search(one.words))]
    now = [one for one in told if one not in over]
    named = {name: one.day for one in now if one.day for name in one.drugs}
    dayless = [name for name in names if name not in named]
    unclear = [one for one in now if not one.day or (one.strange and not one.drugs)]
    several = len(names) > 1
    found = []
    if over:
        verb = "are" if len(over) > 1 else "is"
        found.append(
            f"{listed([quoted(one.words) for one in over])}, which {verb} no first day of what is taken now"
        )
    if unclear:
        verb = "are" if len(unclear) > 1 else "is"
        found.append(f"{listed([_trouble(one) for one in unclear])}, which {verb} not clear here")
    if several and named and dayless:
        found.append(f"no day for {listed(dayless)}")
    expected = (
        f"one first day for each of: {'; '.join(names)}" if several else f"the first day of {''.join(names)}"
    )
    fixes = []
    days = [one.day for one in now if one.day]
    if several and not dayless:
        fixes.append(f'write "{"; ".join(named[name] for name in names)}"')
    elif several and len(set(days)) == 1 and not named and all(one.day for one in now):
        fixes.append(f'write "{days[0]}" if all of them are taken since then, or one day of each, in this order and '
                     "parted by semicolons")  # fmt: skip
    elif several and len(days) == len(names) and not named and not unclear:
        fixes.append(f'write "{"; ".join(days)}"')
    elif several:
        fixes.append(
            "write one day of each, in this order and parted by semicolons; about is enough, such as a month"
        )
    elif len(set(days)) == 1:
        fixes.append(f'write "{days[0]}"')
    else:
        fixes.append('write a day, a month or a year, for example "March 2024" or "2 years ago"')
    if over:
        fixes.append("what has ended does not stand here but among the drugs, with its dose, its first and its last "
                     "day" + ("; so does a time without it: the drug stands there twice, before and after it"
                              if any(_GAP.search(one.words) for one in over) else ""))  # fmt: skip
    return UnclearAnswerError("since", "; ".join(found) or quoted(text), expected, "; ".join(fixes))


def _trouble(one: _Told) -> str:
    part = one.strange in one.words and one.strange and one.strange != one.words
    return f"{quoted(one.strange)} in {quoted(one.words)}" if part else quoted(one.words)


def _is_over(words: str) -> bool:
    return _OVER.search(_AFTER_WHAT.sub("", words)) is not None


def _joined(text: str) -> list[str]:
    """Return the clauses of an answer; one that only tells the time of the next belongs to it."""
    found: list[str] = []
    at, start = 0, 0
    ends = [*_CLAUSES.finditer(text)]
    for begin, end in [*((mark.start(), mark.end()) for mark in ends), (len(text), len(text))]:
        clause = text[at:begin]
        words = text[start:begin].strip(" .,;()\n")
        at = end
        if words and not _DAY.search(clause) and _is_over(clause) and begin < len(text):
            continue  # "before that, ..."
        start = end
        if words and not re.fullmatch(r"\W*", words):
            found.append(words)
    return found


def _told(words: str, names: Sequence[str], is_read: Callable[[str], bool]) -> _Told:
    days = [one[0] for one in _DAY.finditer(words) if is_read(one[0])]
    drugs = tuple(name for name in names if names_drug(words, name))
    others = [
        words[start:end]
        for start, end in name_places(words)
        if not any(names_drug(words[start:end], name) for name in names)
    ]
    bare = _DAY.sub(" ", words)
    for start, end in reversed(name_places(bare)):
        if any(names_drug(bare[start:end], name) for name in names):
            bare = f"{bare[:start]} {bare[end:]}"
    bare = AROUND.sub("", " ".join(bare.split())).strip(" .,:")
    strange = "" if _BARE.match(bare) else re.sub(r"\s+(?:since|in|from|on|started)$", "", bare)
    is_over = _is_over(words) or bool(others)
    return _Told(words, days[0] if len(days) == 1 else "", drugs, strange, is_over)

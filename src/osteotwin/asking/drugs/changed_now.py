"""A dose that was changed to another on a day that is not told: the one that is taken now."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.drugs.told_changes import CHANGED
from osteotwin.asking.drugs.told_drugs import name_places
from osteotwin.asking.when import MONTH_NAME

_AMOUNT: Final = r"(?:\d[\d.,]*|\.\d+) ?(?:mg|mcg|ug|\u00b5g|\u03bcg|g|iu|units?)(?![a-z])"
_TURNED: Final = (
    rf"(?:{CHANGED}|increase|decrease|reduce|raise|lower|erh\u00f6ht|reduziert|gesenkt)(?: up| down| back)?"
)
#: "increased the NAME to 10 mg"
_BEFORE: Final = re.compile(
    rf"^(?P<lead>[^\d]*?)\b{_TURNED} (?:(?:the|my|his|her|die|das|mein\w*) )?(?:dos(?:e|age) of )?"
    rf"\x00(?: dos(?:e|age))?(?: (?:from|von) {_AMOUNT})? (?:up |down |back )?(?:to|auf) (?P<dose>{_AMOUNT}.*)$",
    re.IGNORECASE | re.DOTALL,
)
#: "my NAME was increased to 10 mg daily", "NAME increased from 5 mg to 10 mg daily"
_BEHIND: Final = re.compile(
    rf"^(?P<lead>[^\d]*?)\x00(?: dos(?:e|age))?,? (?:(?:was|is|has|have|had|been|got|just|recently|wurde|then) )*"
    rf"{_TURNED}(?: (?:from|von) {_AMOUNT})? (?:up |down |back )?(?:to|auf) (?P<dose>{_AMOUNT}.*)$",
    re.IGNORECASE | re.DOTALL,
)
#: What is not done yet, or not surely.
_OPEN: Final = re.compile(
    r"\b(?:if|when|whenever|unless|until|may(?! (?:19|20)\d)|might|would|should|could|not|never|want\w*|plan\w*|"
    r"consider\w*|will|going to)\b|n't\b",
    re.IGNORECASE,
)
#: The day of the change is the first one of the new dose.
_IN_DAY: Final = re.compile(rf" (?:in|on) (?=(?:{MONTH_NAME} |\d{{1,2}}/)?(?:19|20)\d\d$)", re.IGNORECASE)


def changed_now(piece: str) -> list[str] | None:
    """Return the dose that a drug was changed to, as the one that is taken; ``None`` for any other text.

    Examples
    --------
    >>> changed_now("They have increased my prednisolone to 10 mg daily"), changed_now("prednisone 5 mg daily")
    (['prednisolone 10 mg daily'], None)
    """
    places = name_places(piece)
    if len({piece[start:end].casefold() for start, end in places}) != 1 or _OPEN.search(piece):
        return None
    start, end = places[-1]
    name = piece[start:end]
    blanked = f"{piece[:start]}\x00{piece[end:]}"
    for form in (_BEFORE, _BEHIND):
        found = form.match(blanked)
        if found is not None and len(re.findall(_AMOUNT, found["dose"], re.IGNORECASE)) == 1:
            return [f"{name} {_IN_DAY.sub(' since ', found['dose'].strip(' .'))}"]
    return None

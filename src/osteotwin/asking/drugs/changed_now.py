"""A dose that was changed to another on a day that is not told: the one that is taken now."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.drugs.told_changes import CHANGED
from osteotwin.asking.drugs.told_drugs import name_places
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.asking.when import MONTH_NAME
from osteotwin.protocol.dose_understood import understood_of
from osteotwin.units.patterns import later

_AMOUNT: Final = r"(?:\d[\d.,]*|\.\d+) ?(?:mg|mcg|ug|\u00b5g|\u03bcg|g|iu|units?)(?![a-z])"
_TURNED: Final = (
    rf"(?:{CHANGED}|increase|decrease|reduce|raise|lower|erh\u00f6ht|reduziert|gesenkt)(?: up| down| back)?"
)
#: "increased the NAME to 10 mg"
_BEFORE: Final = later(
    rf"^(?P<lead>[^\d]*?)\b{_TURNED} (?:(?:the|my|his|her|die|das|mein\w*) )?(?:dos(?:e|age) of )?"
    rf"\x00(?: dos(?:e|age))?(?: (?:from|von) {_AMOUNT})? (?:up |down |back )?(?:to|auf) (?P<dose>{_AMOUNT}.*)$",
    re.IGNORECASE | re.DOTALL,
)
#: "my NAME was increased to 10 mg daily", "NAME increased from 5 mg to 10 mg daily"
_BEHIND: Final = later(
    rf"^(?P<lead>[^\d]*?)\x00(?: dos(?:e|age))?,? (?:(?:was|is|has|have|had|been|got|just|recently|wurde|then) )*"
    rf"{_TURNED}(?: (?:from|von) {_AMOUNT})? (?:up |down |back )?(?:to|auf) (?P<dose>{_AMOUNT}.*)$",
    re.IGNORECASE | re.DOTALL,
)
#: What is not done yet, or not surely.
_OPEN: Final = later(
    r"\b(?:if|when|whenever|unless|until|may(?! (?:19|20)\d)|might|would|should|could|not|never|want\w*|plan\w*|"
    r"consider\w*|will|going to)\b|n't\b",
    re.IGNORECASE,
)
#: The day of the change is the first one of the new dose.
_IN_DAY: Final = later(rf" (?:in|on) (?=(?:{MONTH_NAME} |\d{{1,2}}/)?(?:19|20)\d\d$)", re.IGNORECASE)


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


#: "reduced to", "back down to", before the dose that is taken now.
_CHANGED_TO: Final = later(
    rf"^\W*(?:(?:i|it|was|is|has|been|have|now|currently|recently|just|got|we|they)\W+)*"
    rf"(?P<verb>(?:{CHANGED}|gone)(?: it| back)?(?: (?:up|down))?(?: from [^,;]*?)? to|(?:back )?(?:down|up) to|"
    r"back (?:to|on|at))\s+(?=(?:about )?[\d.])",
    re.IGNORECASE,
)


def ask_dose_before(name: str, dose: str) -> None:
    """Ask for the dose before one that it was changed to, where the first day is of the drug.

    Raises
    ------
    UnclearAnswerError
    """
    if (changed := _CHANGED_TO.match(dose)) is None:
        return
    told = understood_of(dose[changed.end() :])
    now = f"{told.amount} {told.often}".strip() or dose[changed.end() :]
    raise UnclearAnswerError(
        "dose", f"{quoted(dose)} beside the first day of {name}, which does not tell how much it was before",
        "the dose before, and since when it is another",
        f'write "{now}" if it was so much all the time; else write each dose among the drugs with its own days, as in '
        '"finasteride 5 mg daily since March 2021 until May 2023; finasteride 1 mg daily since May 2023" (an example '
        "of another drug)",
    )  # fmt: skip

"""Lines and sentences of an answer: a dose or a day on a line of its own belongs to the drug before it."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.drugs.dose_words import is_rhythm
from osteotwin.asking.drugs.told_drugs import is_of_all, name_places
from osteotwin.asking.pieces import is_none, pieces_of
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.units.patterns import later

_DAYS: Final = later(r"^(?:since|started|starting|until|till|stopped|for the (?:past|last))\b", re.IGNORECASE)
_NUMBER: Final = later(r"\d")
_DOSE: Final = later(r"\d[\d.,]* ?(?:mg|mcg|ug|\u00b5g|\u03bcg|g|iu|units?|ml)\b", re.IGNORECASE)
_ENDS_WITH_AMOUNT: Final = later(
    rf"{_DOSE.pattern}(?: (?:oral|tab|tablets?|caps?|capsules?))*$", re.IGNORECASE
)
#: "oral tablet", "1 tab daily"
_FORM: Final = later(
    r"(?:(?:take )?(?:\d|one|two) )?(?:(?:oral|film[- ]coated) )?(?:tablets?|tabs?|capsules?|caps?|pills?)\b(?! of)",
    re.IGNORECASE,
)
_SENTENCE: Final = later(r"(?<=\w|\))\.\s+")
#: What may stand before a drug with which a sentence begins.
_LEAD: Final = later(
    r"(?:(?:and|also|plus|as well|i(?:['\u2019]m| am)?|he|she|is|take|takes|taking|do|on|use|uses|using|my|the|"
    r"some|an?)\b[\s,:]*)*",
    re.IGNORECASE,
)
#: "She takes all of them since May": of every sentence.
_SHARED: Final = later(r"\b(?:both|all|each|every one|them|these|respectively)\b", re.IGNORECASE)


def lines_of(text: str) -> list[str]:
    r"""Return the parts of an answer, each with the dose and the days that stand on the next line.

    Examples
    --------
    >>> lines_of("letrozole\n2.5 mg daily\nsince May 2023")
    ['letrozole 2.5 mg daily, since May 2023']

    Raises
    ------
    UnclearAnswerError
        If a part says "not taken", and not of what.
    """
    found: list[str] = []
    for piece in pieces_of(text):
        if is_none(piece):
            if found and DENIES.match(piece):
                raise denied("drugs", found[-1], piece)
            continue
        if found and not name_places(piece):
            if _DAYS.match(piece) and name_places(found[-1]):
                found[-1] += f", {piece}"
                continue
            is_mine = _lacks_dose(found[-1]) and not (found[1:] and _lacks_dose(found[-2]))
            goes_on = is_rhythm(piece) or _FORM.match(piece)
            if (is_mine and _DOSE.match(piece)) or (goes_on and _ENDS_WITH_AMOUNT.search(found[-1])):
                found[-1] += f" {piece}"
                continue
        found.append(piece)
    return found


#: "No other drugs" is no denial of the one before it.
DENIES: Final = later(
    r"^(?:not?|none|never|nothing|nil|nope|n/a|unknown|\?|don)(?!\W*(?:other|more|further|else|meds|drugs|\w*medic))"
    r"\b.{0,20}$|^\?",
    re.IGNORECASE,
)


def denied(question: str, before: str, piece: str) -> UnclearAnswerError:
    """Return what is asked of a "none" behind something that is told."""
    return UnclearAnswerError(
        question, f"{quoted(piece)} behind {quoted(before)}", "whether it is taken",
        f'write "{before}" alone if it is taken, and nothing of it if not',
    )  # fmt: skip


def _lacks_dose(piece: str) -> bool:
    return len(name_places(piece)) > 0 and _NUMBER.search(piece) is None


def sentences_of(piece: str) -> list[str]:
    """Return the sentences of a piece that begin with a drug, where the one before names another.

    Examples
    --------
    >>> sentences_of("letrozole 2.5 mg daily. And fish oil.")
    ['letrozole 2.5 mg daily', 'And fish oil.']
    """
    if is_of_all(piece) or _SHARED.search(piece):
        return [piece]
    found = [""]
    for sentence in _SENTENCE.split(piece):
        lead = _LEAD.match(sentence)
        begin = lead.end() if lead is not None else 0
        places = name_places(sentence)
        if found[-1] and places and places[0][0] == begin and name_places(found[-1]):
            found.append(sentence)
        else:
            found[-1] = f"{found[-1]}. {sentence}" if found[-1] else sentence
    return found

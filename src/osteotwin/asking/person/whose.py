"""A condition that is told of somebody else in the same words as of oneself: "my GP is diabetic", "a diabetic diet"."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.person.asides import KIN, holds_condition
from osteotwin.asking.person.beside import names_in
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.units.patterns import later

_BEARER: Final = r"(?:diabetic|c(?:o)?eliac|asthmatic|osteoporotic|hypertensive|smoker|alcoholic)"
_CARER: Final = (
    r"(?:gp|doctor|doc|consultant|nurse|physio|dentist|boss|trainer|coach|landlord|teacher|flatmate|roommate)"
)
_OTHERS: Final = (
    later(rf"\b(?:with|by|for|to|about|from) (?:an?|the) (?:\w+ )?{_BEARER}\b"),
    later(
        r"\b(?:diabetic|diabetes|c(?:o)?eliac(?: disease)?|osteoporosis|arthritis|gluten[- ]free) "
        r"(?:diet|clinic|nurse|recipes?|food|meals?|friends?|group|forum|charity|society|research|dog)\b"
    ),
    later(
        rf"\bmy {_CARER}(?:'s| (?:is|has|had|was|suffers))\b"
        r"(?! (?:also |just |now |recently )?(?:diagnos|found|told|sa(?:ys|id)|confirm|put|prescrib|given|start|"
        r"suggest|refer|been treat))[^.;,]*"
    ),
    later(
        rf"\b{KIN}\b[^.;]*[.;,]\s*(?:and |but )?(?:he|she|they)(?:'s|'ve| (?:is|has|have|had|was|were|are|suffers?|"
        r"got|smokes?|drinks?))\b[^.;,]*"
    ),
    # "my wife is 54 and smokes": what stands behind is told of her, too.
    later(
        rf"\b{KIN}(?:'s| is| was) [^.;,]*\band (?:also )?"
        r"(?:smok\w+|drinks?|has|have|had|takes?|broke|suffers?|got)\b[^.;,]*"
    ),
)


#: A sex, and what somebody of that sex at birth does not have.
_SEXES: Final = (
    (later(r"\b(?:man|male|homme|hombre|mann)\b"),
     later(r"\b(?:hysterectom\w*|endometriosis|ovar\w*|uter(?:us|ine)|top surgery|xx)\b")),
    (later(r"\b(?:woman|female|femme|mujer|frau)\b"),
     later(r"\b(?:my prostate|testic\w*|testes|vasectomy|xy)\b")),
)  # fmt: skip
#: "male, 47, she smokes": of somebody of the other sex, or of another than the one who tells.
_OF_ANOTHER: Final = later(r"\b(?P<who>she|he)(?:'s|'ve)? (?:(?:is|has|had|was|got|also|still|now) )*[^.;,]*")
_FIRST_PERSON: Final = later(r"\bi(?:'m|'ve| am| have| take| smoke| drink| broke)\b")
_TELLS_OF_ME: Final = later(r"\b(?:i|i'm|i've|me|my)\b")
_KIN: Final = later(rf"\b{KIN}\b")
_HABIT: Final = later(r"\b(?:smok|drink|broke|fractur)")
#: A pregnancy that a time or an illness is told by, and what somebody is not sure of.
_DOUBTED: Final = (
    later(
        r"\b(?:after|in|during|post|since|before)[- ](?:(?:my|the|an?|first|second|last) )*pregnan\w*|\(pregnan\w*\)"
    ),
    later(r"[^,;.?]*\? ?\(?(?:not sure|unsure|don't know|do not know|maybe|perhaps|unknown|no idea)"),
)


def ask_whose(text: str) -> None:
    """Ask for a condition that may be of somebody else than the person of the file.

    Raises
    ------
    UnclearAnswerError
    """
    said = text.replace("\u2019", "'")
    for sex, of_other in _SEXES:
        told, organ = sex.search(said.casefold()), of_other.search(said.casefold())
        if told is not None and organ is not None:
            raise UnclearAnswerError(
                "person", f"{quoted(organ[0])} beside {quoted(told[0])}",
                "the sex at birth, which tells the skeleton and the gonads",
                'write "male" or "female"; leave out what is of others',
            )  # fmt: skip
    other = _of_another(said.casefold())
    for words in _DOUBTED:
        if (doubted := words.search(said.casefold())) is not None:
            name = ", ".join(names_in(doubted[0])) or "mother broke her hip"
            raise UnclearAnswerError(
                "person", f"{quoted(doubted[0].strip())}, which may not be there, or no more",
                "what the person of the file has now",
                f'write "{name}" alone if it is there, else leave it out',
            )  # fmt: skip
    for found in (*(words.search(said.casefold()) for words in _OTHERS), other):
        if found is not None and (holds_condition(found[0]) or _HABIT.search(found[0])):
            raise UnclearAnswerError(
                "person", f"{quoted(said[found.start() : found.end()])}, which may be of somebody else",
                "what is of the person of the file alone",
                f"write {_alone(found[0])} alone if it is there, else leave it out",
            )  # fmt: skip


def _of_another(said: str) -> re.Match[str] | None:
    """Return what is told of a "she" beside a man or a "he" beside a woman, with none of the family before it.

    Who writes of himself and of a "he" tells of another, too.
    """
    is_man, is_woman = (sex.search(said) is not None for sex, _ in _SEXES)
    for found in _OF_ANOTHER.finditer(said):
        if _KIN.search(said[: found.start()]):
            return None
        is_other = is_man and not is_woman if found["who"] == "she" else is_woman and not is_man
        if _TELLS_OF_ME.search(found[0]):
            continue  # "he thinks I have"
        if is_other or _FIRST_PERSON.search(said):
            return found
    return None


def _alone(found: str) -> str:
    """Return what is told of somebody, as the person of the file would write it of himself."""
    if names := names_in(found):
        return f'"{", ".join(names)}"'
    if (parent := _PARENTS_HIP.search(found)) is not None:
        return f'"{parent["who"]} broke a hip"'
    return '"smoker"' if "smok" in found else "it without that word"


_PARENTS_HIP: Final = later(r"\b(?P<who>mother|father)\b.*\b(?:broke|fractured)\b.*\bhip\b")

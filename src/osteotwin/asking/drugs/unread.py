"""Of a drug that is read: the words around it that nothing accounts for, and a rhythm that differs, are asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from osteotwin.asking.drugs.clauses import ask_clauses
from osteotwin.asking.drugs.dose_words import clear_steps
from osteotwin.asking.drugs.names import known_kind, usual_dose
from osteotwin.asking.drugs.offered import TURNS
from osteotwin.asking.drugs.own_example import ended_as
from osteotwin.asking.drugs.taken import Taken
from osteotwin.asking.drugs.told_drugs import drugs_in, name_places
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.protocol.dose_accounted import not_accounted, other_rhythm_in
from osteotwin.protocol.dose_of_drug import products_named
from osteotwin.protocol.dose_packs import without_pack
from osteotwin.protocol.dose_understood import understood_of
from osteotwin.protocol.library import misspelled, named_drug
from osteotwin.units.patterns import later

_WORD: Final = later(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
#: "1. mg" and "200 (0.5)": a number within a name that no dose is read of.
_CUT_NUMBER: Final = later(r"\d[.,] ?(?:mg|mcg|ug|g|iu|ml)\b|\d ?\(\d[\d.]*\)", re.IGNORECASE)
_AGED: Final = later(
    r"\b\d+[- ]?(?:years?|yrs?|yo|y)[- ]?olds?(?: (?:man|male|woman|female|patient|gentleman))?\b",
    re.IGNORECASE,
)
_SINCE: Final = later(r"[\s,]+(?:since|starting|started|from|for)(?: the (?:past|last))?\s*$", re.IGNORECASE)
#: "5000 IU 10 units": what a vial holds, and marks of a syringe; "since 1 mg": a dose for a day.
_TWO_KINDS: Final = later(r"\d ?iu\b(?: vial)?,? \d[\d.]* ?units?\b", re.IGNORECASE)
_SINCE_AMOUNT: Final = later(r"\bsince \d[\d.,]* ?(?:mg|mcg|ug|iu|ml)\b", re.IGNORECASE)
_EXAMPLE: Final = 'write it as in "finasteride 1 mg daily since March 2023", with your own drug and numbers'


def ask_unread(piece: str, taken: tuple[Taken, ...], is_read: Callable[[str], bool]) -> None:
    """Ask of words of a piece that nothing accounts for, and of a second rhythm that differs from the dose's.

    Parameters
    ----------
    piece : str
        Of the answer, in English.
    taken : tuple of Taken
        The drugs that it is read as.
    is_read : callable
        Whether a text is read as a drug with its dose.

    Raises
    ------
    UnclearAnswerError
    """
    if not any(one.is_supplement or products_named(one.name) for one in taken):
        return  # shown as it is written, and in no number
    names = ", ".join(dict.fromkeys(one.name.split("(")[0].strip() for one in taken))
    bare = _NEAR_DAY.sub(" ", _without_names(without_pack(piece)))
    plain = _JOINS.sub(", ", bare) if len(taken) > 1 else bare
    if left := not_accounted(plain, _words_known(piece, taken)):
        if _ENDED.match(left) and any(one.since for one in taken) and not _HAS_END.search(piece):
            raise UnclearAnswerError(
                "drugs", f"{quoted(left)} behind {names}, which does not tell whether and when it ended",
                "its last day, too",
                f'write it behind the first one, as in "{ended_as(piece)}", with your own, or leave the words out if '
                "it goes on",
            )  # fmt: skip
        raise UnclearAnswerError(
            "drugs", f"{quoted(left)} behind {names}, which is not understood", "the drug, its dose and its days alone",
            _left_out(piece, left, is_read),
        )  # fmt: skip
    ask_clauses(piece, _own_words(taken))
    if (part := _PART_BEHIND.search(piece)) is not None:
        raise UnclearAnswerError(
            "drugs", f"{quoted(part[0].strip(' ,('))} behind the dose in {quoted(piece)}", "how much it is each time",
            'write the amount of the part, as in "0.5 mg" for half a tablet of 1 mg',
        )  # fmt: skip
    if len(taken) != 1:
        return
    (one,) = taken
    if (
        _TWO_KINDS.search(piece)
        or _SINCE_AMOUNT.search(piece)
        or (not one.dose and _CUT_NUMBER.search(one.name))
    ):
        raise UnclearAnswerError(
            "drugs",
            f"{quoted(piece)}, whose numbers are not understood",
            "one amount with its unit",
            _EXAMPLE,
        )
    if one.dose and (other := other_rhythm_in(_told(piece, one), clear_steps(one.name, one.dose))):
        raise UnclearAnswerError(
            "drugs", f"{quoted(other)} beside another rhythm in {quoted(piece)}", "one of the two",
            f'write how often once, as in "{one.name} {understood_of(one.dose).amount or usual_dose(one.name)} daily", '
            "with your own numbers",
        )  # fmt: skip


#: It goes on no longer, and when it ended is not told.
_ENDED: Final = later(
    r"\W*(?:(?:and|but|now|i|i['\u2019]?(?:m|ve)|am|have|has|was|is|it|since|been)\W+)*"
    r"(?:stopped|discontinued|quit|ended|finished|no longer|not any ?more|paused|over|overdue|off|done)\b",
    re.IGNORECASE,
)
_HAS_END: Final = later(r"\b(?:until|till)\b", re.IGNORECASE)
#: Of a day that is read.
_NEAR_DAY: Final = later(
    r"\b(?:since|until|till|from|starting|started|stopped|ended) (?:yesterday|tomorrow)\b", re.IGNORECASE
)
#: A sign of a part behind a dose.
_PART_BEHIND: Final = later(r"[,(\u2013-]\s*[\u00bd\u00bc\u00be](?=\s*(?:[),]|$))")
#: Between two drugs.
_JOINS: Final = later(
    r",? (?:plus|along with|together with|as well as|in addition to|alongside|besides|combined with)\b",
    re.IGNORECASE,
)


def names_lost(piece: str, taken: Iterable[Taken]) -> list[str]:
    """Return the drugs that a piece names, and that are none of what it is read as.

    Examples
    --------
    >>> names_lost("letrozole 2.5 mg daily after anastrozole", [Taken("letrozole", dose="2.5 mg daily")])
    ['anastrozole']
    """
    held = [one.name for one in taken]
    said = " ".join(held).casefold()
    mine = {drug.id for name in held for drug in products_named(name)}
    shown = {named_drug(name) for name in held} - {None}
    return [
        name
        for name in drugs_in(piece)
        if name.casefold() not in said
        # A slip of a name is read by the name that it means.
        and (products_named(name) or named_drug(name) or known_kind(name) == "supplement")
        and mine.isdisjoint(drug.id for drug in products_named(name))
        and named_drug(name) not in shown
    ]


def _told(piece: str, one: Taken) -> str:
    """Return a piece without the drug's name and the days that it is taken since."""
    before = piece.partition(one.since)[0] if one.since else piece
    return _without_names(_SINCE.sub("", before), ", ")


def _without_names(piece: str, instead: str = "drug") -> str:
    """Return a piece with a neutral word for each drug that it names, and without the age of who takes it."""
    piece = _AGED.sub(" ", piece)
    for start, end in reversed(name_places(piece)):
        piece = f"{piece[:start]}{instead}{piece[end:]}"
    return piece


def _words_known(piece: str, taken: tuple[Taken, ...]) -> set[str]:
    """Return the words of the names of what is taken, and of slips of them."""
    words = {word.casefold() for word in _WORD.findall(piece)}
    return _own_words(taken) | {word for word in words if products_named(word) or misspelled(word)}


def _own_words(taken: tuple[Taken, ...]) -> set[str]:
    known: set[str] = set()
    for one in taken:
        products = products_named(one.name)
        own = [name for drug in products for name in (drug.label, *drug.aliases)]
        if one.is_supplement or not products:
            own.append(re.sub(r"\([^)]*\)", " ", one.name))
        known |= {word.casefold() for name in own for word in _WORD.findall(name)}
    return known


#: What is left of words that are cut: "since 2023 with", "daily 3".
_DANGLES: Final = later(
    r"\b(?:with|without|last|until|for|in|on|and|from|to|since|due|because|of)$|(?<![-/.])[ ,]\d{1,2}$|"
    r",? (?:19|20)\d\d, (?:19|20)\d\d$",
    re.IGNORECASE,
)


def _left_out(piece: str, left: str, is_read: Callable[[str], bool]) -> str:
    """Return what to write without words that are not understood."""
    bare = " ".join(piece.replace(left, " ").split())
    bare = re.sub(r"(?:\s*[,;.:\u2013\u2014-])+(?=\s*(?:[,;]|$))", "", re.sub(r"\(\s*\)", "", bare)).strip(
        " ,"
    )
    say = "say since when, until when, how often or for whom, in other words"
    # A word within a clause may turn the clause: without it the clause would say something else.
    is_part = re.search(rf"[\w/-]{re.escape(left)}", piece) is not None  # "M-F"
    is_open = (
        is_part
        or TURNS.search(left) is not None
        or re.search(r"\d", left) is not None
        or _DANGLES.search(bare) is not None
    )
    is_whole = not is_open and (left.startswith("(") or piece.rstrip(" .").endswith(left))
    if is_whole and bare != piece and is_read(bare):
        return f'leave it out if it changes nothing: write "{bare}"; else {say}'
    return f"leave it out if it changes nothing, else {say}"

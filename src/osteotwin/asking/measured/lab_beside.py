"""Words beside laboratory values in the forms of reports of which nobody knows what they make of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from osteotwin.asking.measured.not_measured import EXAMPLE, without_asides
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.importing.idle_words import OF_LABS, OF_REPORT, unsaying
from osteotwin.importing.lab_spans import UNIT, names_in, without_ranges
from osteotwin.units import listed
from osteotwin.units.patterns import later

_NUMBER: Final = later(
    rf"(?:[<>\u2264\u2265]=?\s?)?[-+]?\d[\d.,]*\s?(?:{UNIT}(?!\w))?|(?<![^\W\d_]){UNIT}(?!\w)", re.IGNORECASE
)
_UNKNOWN: Final = later(r"[A-Za-z\u00c0-\u00ff][\w'-]*|\?")
_LAST: Final = later(r"\b(?:my )?last\b(?! (?:lab|test|draw|blood|result|sample))", re.IGNORECASE)


def check_beside(text: str, notes: Sequence[str], taken: Collection[str]) -> None:
    """Ask about words beside values that a reader of reports took, and about a test without a number.

    Parameters
    ----------
    text : str
    notes : sequence of str
        Words that are said not to be used.
    taken : collection of str
        The endpoints whose values are taken.

    Raises
    ------
    UnclearAnswerError
    """
    rest = without_ranges(without_asides(text))
    for note in filter(None, notes):
        rest = rest.replace(note, " ")
    names = names_in(rest)
    for name, end in zip(names, (*(one.start for one in names[1:]), len(rest)), strict=True):
        if name.what and name.what not in taken and not re.search(r"\d", rest[name.end : end]):
            raise UnclearAnswerError(
                "labs", f"no number of {quoted(name.text)} in {quoted(text.strip())}",
                "a value with its number and unit", f"write its number and unit, or leave {quoted(name.text)} out",
            )  # fmt: skip
    for name in reversed(names_in(rest)):
        rest = f"{rest[: name.start]} {rest[name.end :]}"
    rest = OF_REPORT.sub(" ", OF_LABS.sub(" ", _NUMBER.sub(" ", _LAST.sub("previous", rest))))
    if unknown := list(dict.fromkeys(_UNKNOWN.findall(rest))):
        raise _asked(["last" if word == "previous" and word not in text else word for word in unknown], text)


def check_unsaid(piece: str) -> None:
    """Ask about a word that makes a number none of this person's on this day.

    Raises
    ------
    UnclearAnswerError
    """
    if said := unsaying(piece):
        raise _asked(said, piece)


def _asked(words: Sequence[str], text: str) -> UnclearAnswerError:
    return UnclearAnswerError(
        "labs", f"{listed([quoted(one) for one in words[:3]])} in {quoted(text.strip())}",
        "laboratory values with their number, unit and day",
        f"leave it out if it changes nothing, else leave out the value; {EXAMPLE['labs']}",
    )  # fmt: skip

"""What an answer says of the person beside what the file to begin with says: two birth dates are two people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, Final

from osteotwin.asking.unclear import UnclearAnswerError
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.importing.found import Found

#: An age is right to the year, on either side of the day that stands for it [day].
_OF_AN_AGE: Final = DAYS_PER_YEAR
_DAY_NOT_SAID: Final = ("the day was not said", "the day of birth was not said")


def agreeing(entries: Iterable[Found], before: Iterable[Found]) -> tuple[Found, ...]:
    """Return the entries of answers, without an age that tells a birth date less well than the file does.

    Parameters
    ----------
    entries, before : iterable of Found
        Of the answers; of the person in the file.

    Raises
    ------
    UnclearAnswerError
        If the two tell another sex or birth date.
    """
    known: dict[str, Any] = {}
    file = ""
    for one in before:
        known |= one.keys
        file = file or one.place.file
    return tuple(_agreeing(one, known, file) if one.table == ("person",) else one for one in entries)


def _agreeing(one: Found, known: dict[str, Any], file: str) -> Found:
    sex, said = known.get("sex"), one.keys.get("sex")
    if sex in ("male", "female") and said is not None and said != sex:
        raise _two(f"{said}, and {sex}", file)
    born, told = known.get("birth_date"), one.keys.get("birth_date")
    if not isinstance(born, date) or not isinstance(told, date) or born == told:
        return one
    by_age = any(note in one.note for note in _DAY_NOT_SAID)
    if not by_age or abs((told - born).days) > _OF_AN_AGE:
        raise _two(f"born {'about ' if by_age else ''}{told}, and born {born}", file)
    keys = {key: value for key, value in one.keys.items() if key != "birth_date"}
    notes = [note for note in one.note.split("; ") if not any(words in note for words in _DAY_NOT_SAID)]
    return replace(one, keys=keys, note="; ".join(notes))


def _two(what: str, file: str) -> UnclearAnswerError:
    return UnclearAnswerError(
        "person", f"{what} in {file or 'the file to begin with'}", "one person",
        "leave it out here where the file is right, else begin with a file of the same person",
    )  # fmt: skip

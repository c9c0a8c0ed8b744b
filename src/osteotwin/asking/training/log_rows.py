"""Rows of a training log that are put into an answer: a log is imported, and an answer tells a usual week."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.training.fixes import OFTEN, ways_of
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.inputs.names import NotInLibraryError
from osteotwin.protocol.library import find_exercise
from osteotwin.units.patterns import later

#: A time stamp with its clock, or the names of columns, before values that are set apart by signs.
_ROW: Final = later(
    r"^\W*(?:(?:19|20)\d\d[-/.]\d\d[-/.]\d\d(?:[ T]+\d\d:\d\d(?::\d\d)?)?|date|start_time|title)\W{1,3}[^\n]*",
    re.IGNORECASE,
)
_FIELD: Final = later(r"\s*[;,\t|]\s*")
#: So many columns a log has at least.
_COLUMNS: Final = 5


def check_log(text: str) -> None:
    """Ask for a usual week where rows of a log stand, and say that the log itself can be imported.

    Raises
    ------
    UnclearAnswerError
    """
    row = _ROW.match(text)
    fields = [one.strip(" \"'") for one in _FIELD.split(row[0])] if row is not None else []
    if len(fields) < _COLUMNS or any(len(one.split()) > _LONGEST for one in fields):
        return
    name = next(
        filter(_is_exercise, (*fields, *(one.strip(" \"'") for one in _FIELD.split(text)))), "back squat"
    )
    raise UnclearAnswerError(
        "training",
        f"{quoted(text)}, a row of a training log",
        "a usual week; the log itself is read by an import of its file (osteotwin import FILE)",
        f"import the file of the log, or write for example {ways_of(f'{name} 3x5, {OFTEN}')}",
    )


#: Words of a name.
_LONGEST: Final = 6


def _is_exercise(name: str) -> bool:
    if not re.search(r"[^\W\d_]{4,}", name):
        return False
    try:
        find_exercise(name)
    except NotInLibraryError:
        return False
    return True

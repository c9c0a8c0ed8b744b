"""Words beside the values of a scan in the forms of reports: of another day, in another unit, or of unknown meaning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from osteotwin.asking.measured.not_measured import EXAMPLE, without_asides
from osteotwin.asking.measured.scan_context import check_words
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.units.patterns import later

#: Stands for a value.
_VALUE: Final = "\x01"
_DENSITY: Final = r"g ?/ ?cm\W?[2\u00b2]?"
_NUMBER: Final = later(rf"(?:{_DENSITY})?[-+\u2212]?\d[\d.,]*(?: ?{_DENSITY})?")
_SCORE_IN_UNITS: Final = later(rf"[-+\u2212]\d[\d.,]* ?{_DENSITY}")
_YEAR: Final = later(r"(?<![\w/.-])(?:19|20)\d\d(?![\w/.-]\d|[\w/-])")


def check_beside(piece: str, notes: Sequence[str], day: date | None) -> None:
    """Ask about words beside values that a reader of reports took, of which no note says that they are not used.

    Raises
    ------
    UnclearAnswerError
    """
    rest = without_asides(piece)
    for note in filter(None, notes):
        for said in (note, *re.findall(r"\(([^()]+)\)", note)):
            rest = rest.replace(said, " ")
    check_year_and_unit(rest, piece, day)
    check_words(_NUMBER.sub(_VALUE, rest), _VALUE, piece)


def check_year_and_unit(said: str, piece: str, day: date | None) -> None:
    """Ask about a year that is not that of the day, and a score with the unit of a density.

    Raises
    ------
    UnclearAnswerError
    """
    years = [one for one in _YEAR.findall(said) if day is not None and int(one) != day.year]
    unit = _SCORE_IN_UNITS.search(said)
    if not years and unit is None:
        return
    what = f"{quoted(unit[0])} is no density" if unit else f"{quoted(years[0])} tells of another day"
    raise UnclearAnswerError(
        "scans", f"{quoted(piece)}, where {what}", "each value behind its own day, a density with its unit",
        EXAMPLE["scans"],
    )  # fmt: skip

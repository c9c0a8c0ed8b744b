"""The lines of a report, with what the report as a whole tells of its dates and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from osteotwin.importing.answers import Answers
from osteotwin.importing.dates import day_or_month, read_date
from osteotwin.importing.found import Place
from osteotwin.importing.written_numbers import plain, read_number
from osteotwin.units.signs import with_signs

#: No line of a report is longer; what stands behind is not looked at.
LONGEST_LINE = 1000
MOST_LINES = 20_000


@dataclass(frozen=True)
class Line:
    """One line and where it stands."""

    text: str
    place: Place


@dataclass(frozen=True)
class Text:
    """A report.

    Attributes
    ----------
    lines : sequence of Line
    order : str or None
        Of day and month, as its dates tell.
    decimal : str or None
        Its decimal sign, as its numbers tell.
    answers : Answers
    day : date or None
        Which the record gives that holds the report, for one that names none itself.
    """

    lines: Sequence[Line]
    order: str | None
    decimal: str | None
    answers: Answers
    day: date | None = None

    def date_in(self, text: str, place: Place) -> date | None:
        """Return the first day that a piece of the report names; of a month without its day, the middle of it."""
        return day_or_month(text, self.order, place, self.answers)

    def whole_date_in(self, text: str, place: Place) -> date | None:
        """Return the first day that a piece of the report names in full."""
        return read_date(text, self.order, place, self.answers)

    def number(self, text: str, place: Place) -> str | None:
        """Return a number of the report with a decimal point, as it stands; ``None`` where it is none."""
        value = read_number(text, self.decimal, place, self.answers)
        return None if value is None else _as_written(text, value)


def _as_written(text: str, value: float) -> str:
    """Return the number with the digits that were written: 0.940 stays so."""
    bare = with_signs(text.strip()).lstrip("+").replace(",", ".")
    try:
        same = bare.count(".") <= 1 and float(bare) == value and "e" not in bare.casefold()
    except ValueError:
        same = False
    return bare if same and not bare.endswith(".") and not bare.startswith((".", "-.")) else plain(value)

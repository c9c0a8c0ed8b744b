"""People whom lines of a report may be about: another sex or number of a patient, an age, a name without a label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from osteotwin.importing.found import About
from osteotwin.importing.lines import LONGEST_LINE, Line
from osteotwin.units.patterns import later

SEX: Final = later(r"\b(?:sex(?: at birth)?|gender)\s*[:=]?\s*(male|female|m|f)\b", re.IGNORECASE)
#: A field of a head, not "Metabolic age" or "Menopausal age".
_AGE: Final = later(
    r"(?:^|\t|\s{2,}|[,;|(]\s?|\d\s|male\s|\b[mf]\s)(?:age|alter|\u00e2ge|edad|et\u00e0|leeftijd)\s*[:=]\s*(\d{2})\b"
    r"(?!\s?[-\u2013]|[.,]\d)",
    re.IGNORECASE,
)
_NUMBER: Final = later(
    r"\b(?:patient(?:\s?(?:id|no|number|nr))|mrn)\b\s*[.:#]*\s*([\w-]*\d[\w-]*)", re.IGNORECASE
)
_YEAR: Final = later(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SHORT_YEAR: Final = later(r"(?<![\d./-])\d{1,2}[./-]\d{1,2}[./-](\d\d)(?![\d./-])")
_BIRTH: Final = later(r"birth|\bd\.?o\.?b\b|\bborn\b|\bgeb|\bn[\u00e9e]e? le\b|nac", re.IGNORECASE)
#: As the heads of later pages print it: "Miller, Anna".
_LISTED: Final = later(
    r"[A-Z\u00c4\u00d6\u00dc][\w'\u2019-]+, ?[A-Z\u00c4\u00d6\u00dc][\w'\u2019-]+(?: [A-Z]\.?)?"
)
_CELLS: Final = later(r"\t|\s{2,}|\s*\|\s*")


def others_in(lines: Sequence[Line], sex: str) -> list[About]:
    """Return whom lines tell of beside the names with a label.

    Parameters
    ----------
    lines : sequence of Line
    sex : str
        That of the first head; only another one is told again.
    """
    found: list[About] = []
    years = _years(lines)
    number = ""
    for line in lines:
        words = line.text[:LONGEST_LINE]
        for told in SEX.finditer(words):
            other = sex_of(told[1])
            if other != sex:
                found.append(About(line.place, sex=other))
        if years and (age := _AGE.search(words)) is not None:
            found.append(About(line.place, years=(years[0] - int(age[1]) - 2, years[1] - int(age[1]) + 1)))
        if (printed := _NUMBER.search(words)) is not None:
            number = number or printed[1]
            if printed[1] != number:
                found.append(About(line.place, number=printed[1]))
        if _AT_HEAD.search(words):
            found += [
                About(line.place, cell.strip(), unlabelled=True)
                for cell in _CELLS.split(words)
                if _LISTED.fullmatch(cell.strip())
            ]
    return found


#: Where a page or a sample begins.
_AT_HEAD: Final = later(
    r"\bpage\b|\bseite\b|\bcollect\w+|\bdrawn\b|\b(?:scan|exam|date)\b|\bdob\b|\bmrn\b", re.IGNORECASE
)


def sex_of(said: str) -> str:
    """Return the sex behind "Sex:"."""
    return "male" if said.casefold() in ("male", "m") else "female"


def _years(lines: Sequence[Line]) -> tuple[int, int] | None:
    """Return the first and the last year that is named, but of births; ``None`` where none is."""
    years: set[int] = set()
    for line in lines:
        words = line.text[:LONGEST_LINE]
        if _BIRTH.search(words) is None:
            years |= {int(one) for one in _YEAR.findall(words)}
            years |= {2000 + int(one) for one in _SHORT_YEAR.findall(words)}
    return (min(years), max(years)) if years else None

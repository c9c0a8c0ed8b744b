"""Tablets of calcium with vitamin D: their names hold a strength, and doses count them."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from osteotwin.asking.drugs.dose_words import is_dose
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.protocol.dose_words import AmbiguousDose
from osteotwin.protocol.library.calcium_products import CalciumWithD, WhichStrengthError, calcium_with_d
from osteotwin.protocol.tablet_counts import amounts_of
from osteotwin.units import in_digits
from osteotwin.units.patterns import later


def tablets_with_d(piece: str) -> tuple[str, str] | None:
    """Return the name and the dose of "Adcal-D3 600 mg/400 IU twice a day"; the strength belongs to the name."""
    if (counted_first := _count_first(piece)) is not None:
        return counted_first
    gaps = [
        (piece[: gap.start()], piece[gap.end() :])
        for gap in islice(re.finditer(r"[\s,:]+", piece[:_LONGEST_TABLETS]), _MOST_GAPS)
    ]
    gaps = [(name, dose) for name, dose in gaps if not _JOINED.match(dose) and not _JOINED.search(name)]
    named = [(name, dose, tablets) for name, dose in gaps if (tablets := tablets_named(name)) is not None]
    counted = [one for one in named if _counts_tablets(one[1])]
    clear = [one for one in counted if isinstance(one[2], CalciumWithD)]
    return next(((name, dose) for name, dose, _ in clear or counted), None)


def _count_first(piece: str) -> tuple[str, str] | None:
    """Return the name and the dose of "two calcium D3 600 mg/400 IU daily", of which how many stands first."""
    said = in_digits(piece)
    count = _COUNT_FIRST.match(said)
    found = None if count is None else tablets_with_d(said[count.end() :])
    if count is None or found is None or _COUNTED.search(found[1]):
        return None
    return found[0], f"{count['n']} tablets {found[1]}"


_FORM: Final = r"(?:tablets?|tabs?|caplets?|chews?|pills?|capsules?|sachets?)"
_COUNT_FIRST: Final = later(rf"(?P<n>\d(?:\.\d+)?) (?:x )?(?:{_FORM} )?(?:of )?(?=[a-z])")
_COUNTED: Final = later(rf"\d ?(?:x|{_FORM})\b|^\d(?! ?(?:x|times))")


#: "Caltrate and milk daily": another thing behind it.
_JOINED: Final = later(r"(?:and|plus|&|\+)(?=\s|$)$|^(?:and|plus|&|\+)\s", re.IGNORECASE)
#: Characters in which a name of tablets with its strength ends.
_LONGEST_TABLETS: Final = 120
_MOST_GAPS: Final = 14


def tablets_named(name: str) -> CalciumWithD | WhichStrengthError | None:
    """Return what a tablet of calcium with vitamin D holds, or which of several it may be; None for another name."""
    try:
        return calcium_with_d(name)
    except WhichStrengthError as which:
        return which if which.strengths else None


def _counts_tablets(dose: str) -> bool:
    """Tell whether words say how many tablets, and how often."""
    try:
        return is_dose(amounts_of(_ANY_TABLET, dose)[0])
    except AmbiguousDose:
        return False


#: One that counts; what is in it changes no count.
_ANY_TABLET: Final = CalciumWithD("calcium_carbonate", 600.0, 400.0)


def in_milligrams(tablet: CalciumWithD, dose: str) -> str:
    """Return the calcium of a dose that counts tablets."""
    try:
        return amounts_of(tablet, dose)[0]
    except AmbiguousDose as ambiguous:
        raise UnclearAnswerError("drugs", quoted(dose), "how many tablets", str(ambiguous)) from None

"""How often a name says that a drug is taken: ``"Fosamax einmal wöchentlich"``, ``"Lupron 3-month depot"``."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.units.german import in_english
from osteotwin.units.patterns import later

_DAYS: Final = {"da": 1.0, "we": 7.0, "mo": 30.4375, "qu": 91.3125, "ye": 365.25}
_RHYTHM: Final = later(
    r"\b(?:(?P<n>\d{1,2})[- ]?(?P<unit>week|month)(?:ly|s)?|once[- ](?:an?[- ])?(?P<once>day|daily|week|weekly|month|"
    r"monthly|year|yearly)|(?P<ly>daily|weekly|monthly|quarterly|yearly))\b",
    re.IGNORECASE,
)
#: Four weeks are a month, and twelve weeks three.
_NEAR: Final = 1.15


def rhythm_of_name(name: str, days: float) -> str:
    """Return the rhythm that a name says, where it is another one than is told; empty where none is or both agree.

    Parameters
    ----------
    name : str
        With nothing of its dose.
    days : float [day]
        Between two doses, as they are told.

    Examples
    --------
    >>> rhythm_of_name("Fosamax einmal wöchentlich", 1.0), rhythm_of_name("Actonel once a week", 7.0)
    ('once weekly', '')
    """
    for found in _RHYTHM.finditer(in_english(name)):
        said = found["unit"] or found["once"] or found["ly"]
        own = int(found["n"] or 1) * _DAYS[said[:2].casefold()]
        if not 1.0 / _NEAR <= days / own <= _NEAR:
            return found[0]
    return ""

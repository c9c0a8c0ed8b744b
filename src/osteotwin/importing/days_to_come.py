"""Days of an exam that is to come: none of them is the day of the results of a report."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from osteotwin.importing.scan_lists import DATE
from osteotwin.units.patterns import later

_TO_COME: Final = later(
    r"\b(?:next|due|repeat(?!ed)|re-?(?:test|check|scan)|schedul\w*|planned|appointment|booked|recommend\w*|suggest\w*|advised?|until|"
    r"n[äa]chste[rnsm]?|empf(?:ohlen|iehlt|ehlen|ehlung\w*)|geplant\w*|termin|wiedervorstellung|prochaine?|recommand\w*|"
    r"pr[oó]xim[oa]|recomend\w*|prossim[oa]|raccomand\w*|volgende|aanbevolen)\b",
    re.IGNORECASE,
)
_SENTENCE_END: Final = later(r"(?<!\d)[.;](?=\s|$)|(?<=\d)[.;](?=\s+[A-Z])|\s{3,}")


def is_to_come(words: str, day: date, today: date) -> bool:
    """Tell whether a line says of its day that an exam is due then, or whether that day has not come.

    Examples
    --------
    >>> today = date(2026, 2, 1)
    >>> is_to_come("Next DXA: 14 October 2025", date(2025, 10, 14), today)
    True
    >>> is_to_come("DXA: 3 May 2025", date(2025, 5, 3), today), is_to_come("DXA: 3 May 2026", date(2026, 5, 3), today)
    (False, True)
    """
    if day > today + timedelta(days=1):  # where it is tomorrow already
        return True
    parts = [part for part in _SENTENCE_END.split(words) if DATE.search(part)]
    return bool(parts) and all(_TO_COME.search(part) for part in parts)

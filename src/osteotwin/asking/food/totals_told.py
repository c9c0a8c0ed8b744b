"""Calcium of a day in all: "1200 mg all in", "calcium intake 1000 mg", "800 mg from food, 500 from tablets"."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from osteotwin.units.patterns import later

_ABOUT: Final = (
    r"(?:(?:is|of|at|approx\.?|approximately|about|around|roughly|ca\.?|circa|~|:|=|i get|get|i have)\s*)*"
)
_MG: Final = r"(?:,?\s?mgs?)?"
_FROM_FOOD: Final = (
    r"\s*(?:a day |per day |daily |/day )?(?:from|in|via|with|through) (?:my )?(?:food|foods|"
    r"diet|meals|dairy)"
)
_FROM_TABLETS: Final = (
    r"\s*(?:a day |per day |daily |/day )?(?:from|in|via|with|through) (?:an? |"
    r"my )?(?:supp(?:lement)?s?|tablets?|pills?|tabs)"
)
_DAILY: Final = r"(?:\s*(?:a day|per day|daily|/day))?"
_JOINT: Final = r"\s*(?:,|;|\+|and|plus|&|with)*\s*(?:another |a further )?"
_RULES: Final[tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...]] = (
    (
        later(
            rf"calcium:?\s*{_ABOUT}(?P<food>\d{{3,4}}){_MG}{_FROM_FOOD}{_DAILY}{_JOINT}{_ABOUT}(?P<tablets>\d{{3,4}}){_MG}"
            rf"{_FROM_TABLETS}{_DAILY}",
            re.IGNORECASE,
        ),
        r"calcium \g<food> mg a day from food; calcium tablets \g<tablets> mg daily",
    ),
    (
        later(
            rf"(?<![(\d]){_ABOUT}(?<![(\d])(?P<food>\d{{3,4}}){_MG}(?: (?:of )?calcium)?{_FROM_FOOD}{_DAILY}"
            rf"{_JOINT}{_ABOUT}(?P<tablets>\d{{3,4}}){_MG}(?: (?:of )?calcium)?{_FROM_TABLETS}{_DAILY}",
            re.IGNORECASE,
        ),
        r"calcium \g<food> mg a day from food; calcium tablets \g<tablets> mg daily",
    ),
    (
        later(
            rf"(?:my )?(?:total |daily |usual )*(?P<diet>dietary )?calcium intake\s*{_ABOUT}(?P<n>\d{{3,4}})\s?mg\b"
            r"(?:\s*(?:a day|per day|daily|/day))?(?! ?[-\u2013]| ?to)(?=\s*(?:[,;.]|$))",
            re.IGNORECASE,
        ),
        lambda found: f"calcium {found['n']} mg a day {'from food' if found['diet'] else 'in all'}",
    ),
    (later(r"(?<=\d)(?P<unit> ?mg[^;,]*?) all in(?=\s*(?:[,;.]|$))", re.IGNORECASE), r"\g<unit> in all"),
)


_LISTED: Final = later(
    r"(?P<told>\bcalcium \d+ mg a day (?:in all|from food)),\s+(?=[^;]*(?:daily|day|week))"
)


def with_totals_plain(text: str) -> str:
    """Return an answer with the calcium of a day in all in plain words.

    Examples
    --------
    >>> with_totals_plain("around 800 mg calcium from food, 500 from tablets")
    'calcium 800 mg a day from food; calcium tablets 500 mg daily'
    >>> with_totals_plain("calcium intake approx 1000mg"), with_totals_plain("about 1200 mg calcium a day all in")
    ('calcium 1000 mg a day in all', 'about 1200 mg calcium a day in all')
    """
    is_of_calcium = "calcium" in text.casefold()
    for pattern, plain in _RULES if is_of_calcium else ():
        text = pattern.sub(plain, text)
    return _LISTED.sub(r"\g<told>; ", text) if is_of_calcium else text

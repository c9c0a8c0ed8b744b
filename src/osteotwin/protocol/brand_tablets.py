"""Doses that count a brand of which tablets of one strength are sold: ``half an Arimidex``."""

from __future__ import annotations

from typing import Final

from osteotwin.units.patterns import later

#: Brand -> what one tablet holds, the only strength of its US label (dosage forms and strengths).
TABLETS: Final = {"arimidex": "1 mg", "femara": "2.5 mg", "aromasin": "25 mg", "evista": "60 mg"}
#: A count in words, or of one or two; "12.5 Aromasin" lacks its unit and counts no tablets.
_COUNTED: Final = later(
    r"(?<![\w.,/])(?P<n>(?:a )?(?:half|quarter)(?: of)?(?: an?)?|[½¼]|1/[24]|one|two|an?|[12]) "
    rf"(?P<brand>{'|'.join(TABLETS)})s?(?: (?:tablets?|tabs?|pills?))?(?![\w-])"
)
_AMOUNT: Final = later(r"\d ?(?:mg|ug|mcg|µg|g|milligrams?)\b")


def with_strength_of_brand(text: str) -> str:
    """Return a dose that counts tablets by their brand with what is in one; any other text as it is.

    Examples
    --------
    >>> with_strength_of_brand("½ Arimidex every other day"), with_strength_of_brand("one Femara a day")
    ('½ tablet of 1 mg arimidex every other day', 'one tablet of 2.5 mg femara a day')
    >>> with_strength_of_brand("12.5 aromasin eod"), with_strength_of_brand("half an arimidex 0.5 mg daily")
    ('12.5 aromasin eod', 'half an arimidex 0.5 mg daily')
    """
    said = text.casefold()
    if _AMOUNT.search(said):
        return text
    counted = _COUNTED.sub(
        lambda found: f"{found['n']} tablet of {TABLETS[found['brand']]} {found['brand']}", said
    )
    return text if counted == said else counted

"""Places of a scan that a person's file does not hold: one vertebra, the forearm without its part, the heel."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.importing.scan_doubts import of_one_vertebra
from osteotwin.units.patterns import later

FOREARM: Final = "the forearm, without a word on which part of it"
_PLACES: Final = (
    (
        FOREARM,
        r"wrists?|(?:fore)?arms?|radius|distal radius|handgelenk|unterarm|poignet|avant-bras|mu\u00f1eca|"
        r"antebrazo",
    ),
    ("the heel", r"heels?|calcane\w+|ferse|talon|tal\u00f3n"),
    ("another part of the hip", r"ward'?s?(?: triangle)?|(?:greater |inter)?troch\w*|shaft"),
    ("the thoracic spine", r"thoracic(?: spine)?|t-spine|bws|brustwirbels\w+|dorsal"),
    ("the body without the head", r"(?:total|whole) body less head|tblh|sub-?total(?: body)?"),
    ("the neck", r"cervical(?: spine)?|hws"),
)
_COMPILED: Final = tuple((place, later(rf"\b(?:{words})\b", re.IGNORECASE)) for place, words in _PLACES)
_ONE: Final = later(r"\b(?:L[1-5]|(?:T|Th)\d{1,2})\b(?!\s*[-\u2013/,&]\s*[LT]?\d)", re.IGNORECASE)
#: Vertebrae together, which are the spine.
_SEVERAL: Final = later(r"\b[LT]\d{1,2}\s*(?:[-\u2013/,&]|to|and)\s*[LT]?\d{1,2}(?![.,\d])", re.IGNORECASE)


def place_not_held(words: str) -> str:
    """Return which place that a person's file does not hold is named; empty for none.

    Examples
    --------
    >>> place_not_held("L3 -3.9"), place_not_held("wrist -3.2"), place_not_held("L1-L4 BMD 1.012")
    ('one vertebra', 'the forearm, without a word on which part of it', '')
    """
    if of_one_vertebra(words) or _ONE.search(_SEVERAL.sub(" ", words)):
        return "one vertebra"
    return next((place for place, pattern in _COMPILED if pattern.search(words)), "")

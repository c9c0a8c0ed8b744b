"""Whether what is lifted is one thing, or a pair of dumbbells, whose weight may be told of each or of both."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from osteotwin.units.patterns import later

DUMBBELLS: Final = later(
    r"\b(?:dumb-?bells?|dbs?|kurzhanteln?|halt\u00e8res?|mancuernas?|manubri(?:o)?|halter(?:es)?)\b",
    re.IGNORECASE,
)
#: One dumbbell alone is lifted, or the weight is said to be of all.
ONE_HAND: Final = later(
    r"\b(?:goblet|rows?|one|single|1|total|both|together|ensemble|zusammen|juntas?|in all|"
    r"pullovers?|swings?|snatch\w*|concentration|suitcase|triceps? extensions?|kickbacks?|side bends?|"
    r"russian twists?)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=2048)
def of_a_pair(name: str) -> bool:
    """Tell whether an exercise is done with a dumbbell in each hand, by its name.

    Examples
    --------
    >>> of_a_pair("Bench Press (Dumbbell)"), of_a_pair("Dumbbell Row"), of_a_pair("Bench Press (Barbell)")
    (True, False, False)
    """
    return DUMBBELLS.search(name) is not None and ONE_HAND.search(name) is None

"""Drinks of plants without calcium added, of which the table holds that of soy alone."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.unclear import UnclearAnswerError, quoted

_UNFORTIFIED: Final = (
    r"(?:(?:not|non|un)[- ]?(?:fortified|enriched)|(?:without|no) (?:any )?(?:added )?(?:calcium|kalzium)|"
    r"(?:ohne|sans|sin) (?:zugesetztes )?(?:calcium|kalzium|calcio)(?: (?:zusatz|ajout\u00e9|a\u00f1adido))?|"
    r"nicht angereichert|homemade|home-made|selbstgemacht\w*)"
)
_PLANT: Final = (
    r"(?P<plant>soya?|soja|oats?|hafer|almond|mandel|rice|reis|coconut|kokos|hazelnut|cashew|hemp|pea)"
    r"[- ]?(?:milk|drink|milch|milks)"
)
_SWEET: Final = r"(?:\b(?:unsweetened|plain|organic|bio|unges\u00fc(?:\u00df|ss)te?)\s+)*"
_BEHIND: Final = re.compile(
    rf"{_SWEET}\b{_PLANT}\b(?:[ ,(]+(?:[^\W\d]+ ){{0,2}}?){_UNFORTIFIED}\)?", re.IGNORECASE
)
_BEFORE: Final = re.compile(rf"\b{_UNFORTIFIED} (?:[^\W\d]+ ){{0,2}}?{_PLANT}\b", re.IGNORECASE)
_SOY: Final = "Soy milk, unfortified"


def with_unfortified(text: str) -> str:
    """Return foods with soy milk to which no calcium is added by its name in the table.

    Raises
    ------
    UnclearAnswerError
        Where another plant's drink has no calcium added.

    Examples
    --------
    >>> with_unfortified("soy milk not fortified 250 ml daily"), with_unfortified("oat milk 250 ml daily")
    ('Soy milk, unfortified 250 ml daily', 'oat milk 250 ml daily')
    """
    for pattern in (_BEHIND, _BEFORE):
        if (found := pattern.search(text)) is None:
            continue
        if found["plant"].casefold() not in ("soy", "soya", "soja"):
            raise UnclearAnswerError(
                "food", f"{quoted(found[0])}, which the table does not hold", "a food of the table",
                f"leave it out, for without calcium added it holds hardly any, or write \"{_SOY}\" in its place, which "
                "holds somewhat more",
            )  # fmt: skip
        text = pattern.sub(_SOY, text)
    return text

"""A share of virtual people in words: no more of it than so many can tell."""

from __future__ import annotations

from math import isfinite
from typing import Final

#: People from which a share below 1 % or above 99 % can be told.
ENOUGH_FOR_SHARES: Final = 100
_LEAST: Final = 0.01


def share_in_words(share: float | None, people: int) -> str:
    """Write a share of so many people as whole percent, its ends as what is known of them.

    Parameters
    ----------
    share : float or None
    people : int
        Whose share it is, without those of whom nothing is known.

    Examples
    --------
    >>> share_in_words(0.123, 400), share_in_words(0.0, 400), share_in_words(0.0, 20), share_in_words(None, 400)
    ('12 %', 'less than 1 %', 'none', 'an unknown share')
    """
    if share is None or not isfinite(share):
        return "an unknown share"
    if people < ENOUGH_FOR_SHARES and share in (0.0, 1.0):
        return "all" if share else "none"
    if share > 1 - _LEAST:
        return "more than 99 %"
    return "less than 1 %" if share < _LEAST else f"{100 * share:.0f} %"

"""Words as a list within a sentence."""

from __future__ import annotations

from collections.abc import Iterable


def listed(words: Iterable[str]) -> str:
    """Write some words as a list within a sentence.

    Examples
    --------
    >>> listed(["jogging", "calcium", "vitamin D"])
    'jogging, calcium and vitamin D'
    """
    items = list(words)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"

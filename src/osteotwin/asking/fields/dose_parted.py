"""A dose in words as two fields: how much each time, and how often."""

from __future__ import annotations

from osteotwin.units import is_rhythm


def parted(dose: str) -> tuple[str, str]:
    """Return how much and how often of a dose in words; of what changes, all as how much."""
    words = dose.split()
    for place in range(1, len(words)):
        often = " ".join(words[place:])
        if is_rhythm(often):
            return " ".join(words[:place]).strip(" ,"), often
    return dose, ""

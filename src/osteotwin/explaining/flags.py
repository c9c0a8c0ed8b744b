"""Flags as the answer has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from osteotwin.explaining.bands import Json
from osteotwin.safety import MOST_OPEN, Flag


def describe_flags(flags: Sequence[Flag]) -> list[Json]:
    """Return flags with whether each is shown at once: all that forbid are, others while fewer than five are.

    Parameters
    ----------
    flags : sequence of Flag
        In the order in which to read them: see :func:`osteotwin.safety.reading_order`.
    """
    return [
        asdict(flag)
        | {
            "forbids": list(flag.forbids),
            "about": list(flag.about),
            "open": place < MOST_OPEN or flag.severity == "do_not",
        }
        for place, flag in enumerate(flags)
    ]

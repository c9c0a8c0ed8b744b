"""Words of other languages as patterns, each with what says it in English."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from osteotwin.units.patterns import later

#: A pattern, and what stands for a match of it.
Pattern = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]


def compiled(words: Iterable[tuple[str, Callable[[re.Match[str]], str]]]) -> tuple[Pattern, ...]:
    """Return patterns that take capitals for small letters."""
    return tuple((later(pattern, re.IGNORECASE), english) for pattern, english in words)

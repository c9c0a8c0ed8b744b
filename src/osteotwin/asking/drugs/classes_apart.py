"""Classes of drugs that stand together, none of them told further: "TRT plus an AI"."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.protocol.library import of_class
from osteotwin.units.patterns import later

_JOIN: Final = later(r"\s*(?:,|\+|&|\band\b|\bplus\b|\bwith\b|\balong with\b)\s*", re.IGNORECASE)
_ARTICLE: Final = later(r"^(?:(?:i am|i'm|im|on|taking|an?|my|the|some) )+", re.IGNORECASE)
_TWO: Final = 2


def classes_apart(text: str) -> str:
    """Return names of classes with a semicolon between each two; any other text as it is.

    Examples
    --------
    >>> classes_apart("TRT plus an AI"), classes_apart("TRT and anastrozole 1 mg daily")
    ('TRT; AI', 'TRT and anastrozole 1 mg daily')
    """
    parts = [_ARTICLE.sub("", part.strip(" .")) for part in _JOIN.split(text) if part.strip(" .")]
    return "; ".join(parts) if len(parts) >= _TWO and all(of_class(part) for part in parts) else text

"""Classes of drugs that stand together, none of them told further: "TRT plus an AI"."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.protocol.library import of_class
from osteotwin.protocol.library.named_drugs import is_drug_name
from osteotwin.units.patterns import later

_JOIN: Final = later(r"\s*(?:,|\+|&|\band\b|\bplus\b|\bwith\b|\balong with\b)\s*", re.IGNORECASE)
_ARTICLE: Final = later(r"^(?:(?:i am|i'm|im|on|taking|an?|my|the|some) )+", re.IGNORECASE)
_TWO: Final = 2


def classes_apart(text: str) -> str:
    """Return names of classes, each alone or with its dose, with a semicolon between each two; any other text as it is.

    Examples
    --------
    >>> classes_apart("TRT plus an AI"), classes_apart("TRT and anastrozole 1 mg daily")
    ('TRT; AI', 'TRT and anastrozole 1 mg daily')
    >>> classes_apart("TRT 100mg/wk, AI 0.5mg/wk"), classes_apart("test c 100mg/wk, hcg 500 iu eod")
    ('TRT 100mg/wk; AI 0.5mg/wk', 'test c 100mg/wk, hcg 500 iu eod')
    """
    parts = [_ARTICLE.sub("", part.strip(" .")) for part in _JOIN.split(text) if part.strip(" .")]
    if len(parts) < _TWO or "(" in text:  # what stands in brackets may be its name
        return text
    if all(of_class(part) for part in parts):
        return "; ".join(parts)
    named = [found["name"] for part in parts if (found := _WITH_DOSE.match(part)) is not None]
    are_told = len(named) == len(parts) and all(of_class(name) or is_drug_name(name) for name in named)
    return "; ".join(parts) if are_told and any(of_class(name) for name in named) else text


#: "AI 0.5mg/wk"
_WITH_DOSE: Final = later(r"(?P<name>[a-z][a-z -]*?) (?=\.?\d[\d.,]* ?(?:mg|mcg|ug|iu|ml)\b)", re.IGNORECASE)

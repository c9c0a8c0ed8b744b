"""The two probabilities of FRAX in a sentence: of a major osteoporotic fracture, and of the hip."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.units.patterns import later

_SENTENCES: Final = later(r"[;\n]+|(?<=[\w)%])[.!?]+\s+|[.!?]+$")
_IS_FRAX: Final = later(
    r"\bfrax\b|\b(?:10|ten)[- ]?(?:years?|yr)\b.*\b(?:probability|risk|chance|odds)\b|"
    r"\b(?:major|hip)\b[^,;]*\bfractures?\b[^,;]*\b(?:probability|risk|chance)\b|"
    r"\b(?:10[- ]?jahres|frakturrisiko|risque\b.*\b10 ans|riesgo\b.*\b10 a\u00f1os)",
    re.IGNORECASE,
)
_TOKENS: Final = later(
    r"(?P<major>\b(?:major|mof|any (?:major )?fracture|majeure?|mayor)\b)|"
    r"(?P<hip>\b(?:hips?|h\u00fcft\w*|hanche|cadera)\b)|(?P<n>\d{1,2}(?:[.,]\d+)?) ?(?:%|percent\b|prozent\b|"
    r"pour ?cent\b)",
    re.IGNORECASE,
)
#: Words that leave the probabilities what they are; any other may tell another day, another person or a wish.
_PLAIN: Final = later(
    r"(?:frax|mof|major|hips?|total|femoral|neck|osteoporotic|osteoporosis|fragility|any|fract\w*|fx|risks?|probabilit\w+|"
    r"chances?|odds|score|tool|result|years?|yr|ten|percent|impression|osteopenia|my|the|a|an|of|for|is|are|at|in|on|by|"
    r"i|have|has|with|and|over|next|10-year|calculated|uk|us|usa|bmd|"
    r"jahres\w*|risiko\w*|\w*frakturrisiko|hauptfraktur\w*|major\w*|h\u00fcft\w*|prozent|f\u00fcr|eine[rn]?|und|von|betr\u00e4gt|"
    r"risque|probabilit\u00e9|majeure?|hanche|ans|pour|cent|\u00e0|de|d|la|du|le|une?|et|est|sur|"
    r"riesgo|probabilidad|mayor|cadera|a\u00f1os|por|ciento|el|y|es|fractura|osteopor\u00f3tica)",
    re.IGNORECASE,
)
_WORD: Final = later(r"[^\W\d_]+")
_LIMIT: Final = later(r"[<>\u2264\u2265?]|\bover \d|\bnext (?!(?:10|ten)\b)")
#: A part between commas that tells a time alone may be of the probabilities beside it.
_A_TIME: Final = later(
    r"\W*(?:(?:last|next|this|in|at|on|from|of|two|three|few|an?|\d{1,2}|years?|months?|weeks?|ago|diagnosis|before|then|old|"
    r"previous(?:ly)?|former(?:ly)?|estimated?|about|goal|target|average|memory|guess|i|think|jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|"
    r"aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|(?:19|20)\d\d)\W*)+",
    re.IGNORECASE,
)


def frax_in(text: str) -> tuple[dict[str, str], str]:
    """Return the probabilities that sentences on FRAX tell plainly, and the text without those sentences.

    Examples
    --------
    >>> frax_in("63, woman, FRAX: 10% for a major fracture, with a hip fracture risk at 2%.")
    ({'frax_major': '10 %', 'frax_hip': '2 %'}, '63, woman.')
    >>> frax_in("my FRAX is 12%")
    ({}, 'my FRAX is 12%')
    """
    keys: dict[str, str] = {}
    at = 0
    kept: list[str] = []
    for end in [*_SENTENCES.finditer(text), None]:
        sentence = text[at : end.start() if end else len(text)]
        whole = text[at : end.end() if end else len(text)]
        at = end.end() if end else len(text)
        found, rest = _of_sentence(sentence)
        if found and not found.keys() & keys.keys():
            keys |= found
            whole = f"{rest}{whole[len(sentence) :]}"
        kept.append(whole)
    return keys, "".join(kept)


def _of_sentence(sentence: str) -> tuple[dict[str, str], str]:
    """Return the probabilities in the shortest run of parts between commas that tells most, and the other parts."""
    parts = re.split(r",\s+", sentence)
    runs = [(first, last) for first in range(len(parts)) for last in range(first + 1, len(parts) + 1)]
    told = [(probabilities(", ".join(parts[first:last])), first, last) for first, last in runs]
    found, first, last = max(told, key=lambda one: (len(one[0]), one[1] - one[2]))
    others = [*parts[:first], *parts[last:]]
    beside = [*parts[max(first - 1, 0) : first], *parts[last : last + 1]]
    if any(_A_TIME.fullmatch(one) and not one.strip().isdigit() for one in beside):
        return {}, sentence
    # "On the FRAX tool, ..."
    kept = [
        one for one in others if not _IS_FRAX.search(one) or re.search(r"\d ?%", one) or not _is_plain(one)
    ]
    return (found, ", ".join(kept)) if found else ({}, sentence)


def probabilities(sentence: str) -> dict[str, str]:
    """Return the probabilities of one sentence; empty where it tells none, or not plainly which."""
    if not _IS_FRAX.search(sentence) or not _is_plain(sentence):
        return {}
    segments = [_tokens_of(one) for one in _SEGMENTS.split(sentence)]
    tokens = [token for segment in segments for token in segment]
    names = [kind for kind, _ in tokens if kind != "n"]
    numbers = [number.replace(",", ".") for kind, number in tokens if kind == "n"]
    if not names or len(names) != len(numbers) or len(set(names)) != len(names):
        return {}
    kinds = ["n" if kind == "n" else "name" for kind, _ in tokens]
    is_paired = all(
        len(one) in (0, 2) and sum(kind == "n" for kind, _ in one) * 2 == len(one) for one in segments
    )
    if not is_paired and kinds != ["name", "n"] * len(names) and kinds != ["n", "name"] * len(names):
        return {}
    if len(re.findall(r"\d+(?:[.,]\d+)?", _YEARS.sub("", sentence))) != len(numbers):
        return {}
    return {f"frax_{name}": f"{number} %" for name, number in zip(names, numbers, strict=True)}


def _is_plain(sentence: str) -> bool:
    """Tell whether each word of a sentence on FRAX leaves its probabilities those of now."""
    is_known = all(_PLAIN.fullmatch(word) for word in _WORD.findall(sentence))
    return is_known and _LIMIT.search(sentence) is None


def _tokens_of(segment: str) -> list[tuple[str, str]]:
    return [(one.lastgroup or "", one["n"] or "") for one in _TOKENS.finditer(segment)]


_SEGMENTS: Final = later(r"[;/]|,(?!\d)|\b(?:and|with|und|et|y)\b", re.IGNORECASE)
_YEARS: Final = later(r"\b(?:10|ten)[- ]?(?:years?|yr|jahres\w*|ans|a\u00f1os)\b", re.IGNORECASE)

"""How often something is trained, where its words stand first, in the middle or of several things at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from osteotwin.asking.doses import is_rhythm
from osteotwin.asking.pieces import MOST_WORDS
from osteotwin.units import AmbiguousRhythm, rhythm

#: "Mon/Wed/Fri: squat 3x5 225 lb, bench 3x5 185 lb", "3x a week: back squat 5x5".
#: Words beside how often, before a colon behind which the exercises follow.
_TRAINED: Final = re.compile(
    r"(?:\b(?:i|ich|we|do|go|train\w*|work(?:ing)? ?outs?|lift(?:ing|s)?|weights?|strength|resistance|gym|to|the|at|a|"
    r"an|my|with|currently|aktuell|jeweils|einen?|full|body|upper|lower|push|pull|legs?|ganzk\u00f6rper\w*|plan|split|"
    r"program(?:me)?|sessions?|exercises|days?|each|krafttraining|routine|consisting|of|is|on)\b|[\s,()-])*",
    re.IGNORECASE,
)
_DAYS_FIRST: Final = re.compile(r"(?P<days>[^:;]{2,80}):\s+(?P<what>.+)")
#: "weights 2x, run 2x a week": the period is said once.
_BARE_COUNT: Final = re.compile(r"\b(?:\d ?x|\d times|once|twice)$", re.IGNORECASE)
_COUNT_FIRST: Final = re.compile(
    r"^(?P<n>\d ?x|once|twice) (?P<what>[a-z](?!.*\b(?:week|day)).*)$", re.IGNORECASE
)
_PERIOD: Final = re.compile(r"(?:/| a | per | each | every |(?<=x)| )(?:week|wk)\b|\bweekly\b", re.IGNORECASE)
_OF_TIME: Final = re.compile(
    r"\b(?:days?|week(?:s|ly|days?)?|wk|month(?:s|ly)?|daily|nightly|mornings?|evenings?|nights?|"
    r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)\b",
    re.IGNORECASE,
)


def days_named_first(piece: str) -> tuple[str, str] | None:
    """Return the days before a colon and what is done on them; ``None`` where there are none.

    Examples
    --------
    >>> days_named_first("Mon/Fri: back squat 3x5"), days_named_first("back squat: 3x5")
    (('Mon/Fri', 'back squat 3x5'), None)
    """
    found = _DAYS_FIRST.fullmatch(piece)
    if found is None:
        return None
    if is_rhythm(found["days"]):
        return found["days"], found["what"]
    rest, often = often_within(found["days"])
    if often is None or "," not in found["what"] or _TRAINED.fullmatch(rest) is None:
        return None
    return f"{often:g} times a week", found["what"]


def with_bare_counts(parts: Sequence[str]) -> list[str]:
    """Return parts of which a bare count has the period of the last one.

    Examples
    --------
    >>> with_bare_counts(["weights 2x", "run 3x a week"])
    ['weights 2x a week', 'run 3x a week']
    """
    if not any(map(_PERIOD.search, parts)):
        return list(parts)
    parts = [_COUNT_FIRST.sub(r"\g<what> \g<n>", part) for part in parts]
    return [f"{part} a week" if _BARE_COUNT.search(part) else part for part in parts]


def often_within(said: str) -> tuple[str, float | None]:
    """Return what is left without how often in the middle of a text, and the times a week.

    Examples
    --------
    >>> often_within("gehe every day spazieren")
    ('gehe spazieren', 7)
    """
    words = said.split()
    spans = [
        (start, end)
        for start in range(len(words))
        for end in range(start + 1, min(len(words), start + _MOST_WITHIN) + 1)
    ]
    for start, end in sorted(spans, key=lambda span: span[0] - span[1]):
        inside = " ".join(words[start:end]).strip(" ,()")
        if len(words) > 2 * MOST_WORDS or not _OF_TIME.search(inside):
            continue
        try:
            found = rhythm(inside)
        except AmbiguousRhythm:
            continue
        if found is not None and 0.0 < found.mean_days < float("inf"):
            times = 7.0 / found.mean_days
            return " ".join((*words[:start], *words[end:])), round(times, 3) if times % 1 else int(times)
    return said, None


_MOST_WITHIN: Final = 6

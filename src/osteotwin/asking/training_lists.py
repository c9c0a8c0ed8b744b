"""Lists of training: one exercise with days of different lengths; several with a rhythm that is told once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from osteotwin.asking.unclear import UnclearAnswerError, quoted

_DAY: Final = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"
_KINDS: Final = {
    "sets": re.compile(r"\b\d{1,2} ?x ?\d{1,3}\b", re.IGNORECASE),
    "load": re.compile(r"\b\d+(?:\.\d+)? ?(?:kgs?|kilos?|lbs?|pounds?)\b", re.IGNORECASE),
    "minutes": re.compile(r"\b\d+(?:\.\d+)? ?(?:minutes?|mins?|min|hours?|hrs?|h)\b", re.IGNORECASE),
}
_OFTEN: Final = re.compile(
    rf"\b(?:{_DAY}|on|and|daily|weekly|(?:once|twice|\d ?x|\w+ times) (?:a|per|each) week)\b|[,&/@]|\bwith\b",
    re.IGNORECASE,
)
_DAYS: Final = re.compile(rf"\b{_DAY}\b", re.IGNORECASE)
_HOURS: Final = re.compile(
    r"\b(?:in the (?:early |late )?(?:morning|afternoon|evening)s?|at (?:night|noon|lunch(?:time)?)|"
    r"(?:before|after) (?:breakfast|lunch|dinner|work|bed))\b",
    re.IGNORECASE,
)
_RHYTHM: Final = re.compile(
    r"\b(?:daily|weekly|every day|(?:once|twice|\d ?x|\w+ times) (?:a|per|each) (?:week|day))\b",
    re.IGNORECASE,
)
_PARTS: Final = (
    re.compile(r",\s+(?:and )?"),
    re.compile(rf"\s+and\s+(?=(?:on )?(?:{_DAY}|\d))", re.IGNORECASE),
)


def each_with_its_days(piece: str) -> tuple[str, ...] | None:
    """Return one piece for each amount of one exercise; ``None`` where it has only one.

    Raises
    ------
    UnclearAnswerError
        Where not each amount has its days.

    Examples
    --------
    >>> each_with_its_days("yoga Tue 1 h, Thu 30 min")
    ('yoga Tue 1 h', 'yoga Thu 30 min')
    >>> each_with_its_days("squat 3x5 80 kg Mon, 90 kg Thu"), each_with_its_days("yoga Tue, Thu 30 min")
    (('squat 3x5 80 kg Mon', 'squat 3x5 90 kg Thu'), None)
    """
    for pattern in _PARTS:
        parts = [part for part in pattern.split(piece) if part.strip()]
        name = _bare(parts[0])
        if len(parts) < 2 or not name or any(map(_bare, parts[1:])):
            continue
        kinds = [_kinds(part) for part in parts]
        if not all(of and of & kinds[0] for of in kinds):
            continue
        if (often := _RHYTHM.search(piece)) is not None and all(map(_HOURS.search, parts)):
            parts = [without_hours(part) for part in parts]
            parts = [part if _RHYTHM.search(part) else f"{part} {often[0]}" for part in parts]
        elif not all(map(_DAYS.search, parts)) or any("load" in kinds[0] - of for of in kinds):
            raise _asked(piece, name, parts)
        sets = _KINDS["sets"].search(parts[0])
        rest = [
            f"{name} {sets[0]} {part}" if sets and "sets" not in of else f"{name} {part}"
            for part, of in zip(parts[1:], kinds[1:], strict=True)
        ]
        return (parts[0], *rest)
    return None


def without_hours(piece: str) -> str:
    """Return a piece without the time of the day, which says no more than how often.

    Examples
    --------
    >>> without_hours("walking 30 min in the evening daily")
    'walking 30 min daily'
    """
    return " ".join(_HOURS.sub(" ", piece).split())


def _bare(part: str) -> str:
    """Return a part without its amounts and its days."""
    for pattern in (*_KINDS.values(), _RHYTHM, _HOURS, _OFTEN):
        part = pattern.sub(" ", part)
    return " ".join(re.sub(r"[()]", " ", part).split()).strip(" .:")


def _kinds(part: str) -> set[str]:
    return {kind for kind, pattern in _KINDS.items() if pattern.search(part)}


def _asked(piece: str, name: str, parts: Sequence[str]) -> UnclearAnswerError:
    """Return the question for amounts of which not each has its days."""
    often = _RHYTHM.search(piece)
    rhythm = often[0] if often else "twice a week"
    whole = [" ".join(f"{name} {_amounts(part, parts[0])} {rhythm}".split()) for part in parts]
    return UnclearAnswerError(
        "training", f"{quoted(piece)}, several amounts of one exercise",
        "one amount, or each with its own days",
        f"write {' or '.join(map(quoted, dict.fromkeys(whole)))}, whichever counts most",
    )  # fmt: skip


def _amounts(part: str, first: str) -> str:
    found = {kind: pattern.search(part) for kind, pattern in _KINDS.items()}
    sets = found["sets"] or (found["load"] and _KINDS["sets"].search(first))
    return " ".join(one[0] for one in (sets, found["load"], found["minutes"]) if one)


def with_rhythm_of_all(
    parts: Sequence[str],
    front: Callable[[str], float | None],
    any_: Callable[[str], float | None],
) -> list[str] | None:
    """Return parts counted in sets, each with its rhythm, where that is told before or behind several of them.

    Parameters
    ----------
    parts : sequence of str
        Each of one exercise.
    front, any_ : callable
        Return the times a week that stand before the words of a part, and anywhere in it.

    Returns
    -------
    list of str or None
        ``None`` where it is not told of all.
    """
    if len(parts) < 2 or not all(map(_KINDS["sets"].search, parts)):
        return None
    often = [any_(part) for part in parts]
    if all(one is None for one in often[:-1]) and often[-1] is not None and front(parts[-1]) is None:
        return [*(f"{part} {often[-1]:g} times a week" for part in parts[:-1]), parts[-1]]
    last: float | None = None
    whole = []
    for part, own in zip(parts, often, strict=True):
        before = front(part)
        last = before if before is not None else last
        if (own is None and last is None) or (own is not None and before is None):
            return None
        whole.append(part if own is not None else f"{part} {last:g} times a week")
    return whole

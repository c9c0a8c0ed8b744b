"""Bones that broke, asked once for all of them: how many count, with the number that was told."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from osteotwin.asking.person.fractures import BONE, FROM
from osteotwin.asking.unclear import QUOTED, UnclearAnswerError, quoted
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.errors import Problem
from osteotwin.units import in_digits, listed
from osteotwin.units.patterns import later

_HOW_MANY: Final = "how many bones broke in a fall from standing"
_AND_HOW_MANY: Final = "a vertebral fracture, and how many fractures in all"
_LEVEL: Final = r"\b(?:th|[tdl])-?\d{1,2}\b"
_SPINE: Final = (
    r"(?:spin(?:e|al)|vertebr\w*|vert[\u00e8\u00e9]br\w*|v\u00e9rtebr\w*|wirbel\w*|compression|wedge|tassement|"
    rf"columna|{_LEVEL})"
)
_COUNTED: Final = later(
    rf"(?<![\w.,])(?P<n>[1-9])x? (?:[a-z-]+ ){{0,2}}?(?:{BONE}|{_SPINE}|fractures?|fx|bones?|hues\w+|knochen)\b",
    re.IGNORECASE,
)
_NAMED: Final = later(rf"\b(?:{BONE}|{_SPINE})\b", re.IGNORECASE)
_OF_SPINE: Final = later(rf"\b{_SPINE}", re.IGNORECASE)
_BROKEN: Final = later(r"fract|tassement|compress|wedge|bruch|brüch|collaps|crush|broke|crack", re.IGNORECASE)
_CLAUSE: Final = later(r"[,;.]\s|\b(?:and|et|y|und|plus)\b|[+&\n]")
#: Of much force, so that no way that counts it is offered.
_OF_FORCE: Final = later(
    r"\b(?:stairs?|steps|ladder|roof|tree|horse|bike|bicycle|bik\w+|cycl\w+|ski\w*|snowboard\w*|skat\w+|motor\w*|car|"
    r"crash\w*|accident\w*|football|soccer|rugby|climb\w*|scaffold\w*|height|wagon|tractor|hit|kicked|thrown|fight|"
    r"punch\w*|fell (?:off|from|down)|unfall|moto|v\u00e9lo|coche)\b",
    re.IGNORECASE,
)
_YEAR: Final = later(r"(?<![\d.,])(?:19|20)\d\d(?!\d)")
_AGE: Final = later(
    r"\b(?:at|aged?|age|when i was|(?<=\d )(?:and|und|et|y|&))(?: age| at)? (?P<n>[1-9]\d)\b", re.IGNORECASE
)
_GAP: Final = later(r"[\s,;.]*(?:\b(?:and|et|y|und|plus)\b|[+&])?[\s,;.]*$", re.IGNORECASE)


def fractures_together(
    problems: Sequence[Problem], text: str, read: Callable[[str], Any], today: date
) -> tuple[Problem, ...]:
    """Return questions of which those on bones that broke are one, with the count that was told.

    Parameters
    ----------
    problems : sequence of Problem
        Of an answer on a person.
    text : str
    read : callable
        Reads such an answer.
    today : datetime.date
    """
    asked = [one for one in problems if one.expected.startswith((_HOW_MANY, _AND_HOW_MANY))]
    parts = [_with_ages(part, text) for one in asked for part in QUOTED.findall(one.found) if part in text]
    if not asked or len(parts) != len(asked):
        return tuple(problems)
    rest = text
    for part in parts:
        rest = _without(rest, part)
    told = rest
    for one in problems:
        for part in QUOTED.findall(one.found):
            told = _without(told, part) if part in told else told
    beside = _keys(told, read)
    if not beside.get("vertebral_fracture") and (more := _of_spine_in(rest)):
        parts, rest = [*parts, more], _without(rest, more)
    ages = [[int(one["n"]) for one in _AGE.finditer(part)] for part in parts]
    counts = [max(_count(part), len(own)) for part, own in zip(parts, ages, strict=True)]
    count = sum(counts) + bool(beside.get("vertebral_fracture"))
    count += int(beside.get("fragility_fractures", 0))
    of_spine = bool(beside.get("vertebral_fracture")) or any(map(_OF_SPINE.search, parts))
    born = beside.get("birth_date")
    years = [int(year) for part in parts for year in _YEAR.findall(part)]
    named = listed([quoted(part) for part in parts])
    is_young = born is not None and _are_young(born, years, today)
    told_ages = [age for own in ages for age in own]
    told_ages = told_ages or ([year - born.year for year in years] if born is not None else [])
    if is_young or (len(told_ages) >= count and not years and max(told_ages) < FROM):
        line = f"fragility fracture before {FROM}"
        expected = "whether it broke in a fall from standing or without one"
        fix = f'write "{line}" if so, else leave it out'
    else:
        young = sum(age < FROM for age in told_ages) if len(told_ages) == count else 0
        young = 0 if young == count else young
        old = count - young
        line = f"{'vertebral fracture, ' if of_spine else ''}{old} fracture{'s' * (old > 1)}"
        line += f", fragility fracture before {FROM}" if young else ""
        expected = f"{_HOW_MANY} or without one since the age of {FROM}"
        force = any(map(_OF_FORCE.search, parts))
        each = "each of them" if count > 1 else "it"
        fix = f'write "{line}" where {each} did, with your own number; leave out any other'
        if force:
            fix = f'leave it out where it took more force than a fall from standing, else write "{line}"'
        if len(told_ages) != count and (born is None or any(age < FROM for age in told_ages)):
            fix += f', and write "fragility fracture before {FROM}" where it was so before that age'
    whole = ", ".join(filter(None, (rest.strip(" .;,"), line)))
    ways = (whole,) if _is_read(whole, read) and not any(map(_OF_FORCE.search, parts)) else ()
    together = replace(asked[0], found=named, expected=expected, fix=fix, ways=ways)
    return tuple(
        together if one is asked[0] else one for one in problems if one is asked[0] or one not in asked
    )


def _with_ages(part: str, text: str) -> str:
    """Return what is said of bones with a second age behind it: "2 fractures at 20 and 30"."""
    more = _MORE_AGES.match(text, text.find(part) + len(part))
    part = part if more is None else f"{part}{more[0]}"
    more = _ONE_MORE.match(text, text.find(part) + len(part))
    return part if more is None else f"{part}{more[0]}"


_ONE_MORE: Final = later(
    r",? (?:and|then|plus) (?:another|one more|a (?:second|third) one)\b[^,;.\n]*", re.IGNORECASE
)
_MORE_AGES: Final = later(
    r"(?:,? (?:and|und|et|y|&) (?:at )?\d\d\b(?! ?(?:kg|kilo|cm|lb|pound|st\b|years? old)))+"
)


def _of_spine_in(text: str) -> str:
    """Return what an answer tells of a vertebra that broke; empty where it tells of none."""
    clauses = (clause.strip(" ,;.") for clause in _CLAUSE.split(text))
    return next((one for one in clauses if _OF_SPINE.search(one) and _BROKEN.search(one)), "")


def _count(part: str) -> int:
    """Return how many bones a part tells."""
    part = in_digits(part.casefold())
    counted = [int(one["n"]) for one in _COUNTED.finditer(_OF_BONES.sub("", part))]
    again = _AGAIN.search(part)
    more = len(_ANOTHER.findall(part))
    if again is not None:
        return int(again["n"] or again["m"] or 2) + more
    if _BOTH.search(part):
        counted.append(2)
    levels = len(set(re.findall(_LEVEL, part.casefold())))
    named = {one.casefold() for one in _NAMED.findall(_LEVELS.sub(" ", part))}
    bones = {one for one in named if _OF_SPINE.match(one) is None}
    return (sum(counted) or max(1, len(bones) + (levels or len(named) > len(bones)))) + more


#: "one fracture of three vertebrae": the bones count.
_OF_BONES: Final = later(rf"(?<![\w.,])[1-9] fractures? (?:of|in) (?=[2-9] {_SPINE}|[2-9] {BONE})")
_AGAIN: Final = later(r"\btwice\b|(?<![\w.,])(?P<n>[2-9]) times\b|(?<!\w)(?:x ?(?P<m>[2-9]))(?!\w)")
_BOTH: Final = later(rf"\bboth (?:my |the )?{BONE}\b")
#: Behind what is counted.
_ANOTHER: Final = later(r"\b(?:and|then|plus) (?:another|1 more|a (?:second|third) one)\b")


_LEVELS: Final = later(rf"{_LEVEL}|\b(?:left|right)\b", re.IGNORECASE)


def _are_young(born: date, years: Sequence[int], today: date) -> bool:
    """Tell whether all of it was before the age from which fractures count."""
    age = (today - born).days / DAYS_PER_YEAR
    return age < FROM or (bool(years) and all(year - born.year < FROM - 1 for year in years))


def _without(text: str, part: str) -> str:
    """Return an answer without a part, and without what joined it to the part before."""
    before, _, behind = text.partition(part)
    gap = _GAP.search(before)
    return f"{before[: gap.start()] if gap is not None else before}{behind}"


def _keys(text: str, read: Callable[[str], Any]) -> dict[str, Any]:
    if not text.strip(" ,;.\n"):
        return {}
    try:
        found = read(text)
    except UnclearAnswerError:
        return {}
    return {key: value for one in found if one.table == ("person",) for key, value in one.keys.items()}


def _is_read(text: str, read: Callable[[str], Any]) -> bool:
    try:
        read(text)
    except UnclearAnswerError:
        return False
    return True

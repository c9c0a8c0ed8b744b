"""What boards, apps and tables of activities write beside an exercise: counts, loads for all, repetitions, speed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from osteotwin.units.patterns import later

_TOOL: Final = r"(?:kb|db|bb|kettlebell|dumbbell|barbell|band|cable)"
_EITHER: Final = later(rf"\b(?P<one>{_TOOL})s? ?/ ?{_TOOL}s?\b")
_HALF_KNEELING: Final = later(r"\b(?:half|0\.5) (?=kn(?:eeling)?\b)")
_WALKED_SO: Final = later(
    r"\bwalk(?:s|ing)?\b[\s,]+(?:at )?(?:an? )?(?:very )?(?P<pace>slow|brisk)(?:ly)?(?: pace)?\b",
    re.IGNORECASE,
)
_BESIDE: Final = later(
    r"^\d{2,4} (?=[a-z])(?!(?:km|k|m|mi|miles?|met(?:er|re)s?|mins?|minutes?|kgs?|lbs?|degrees?|sec|s|cm|in|inch)\b)|"
    r"[\s,(]+\d+(?:[.,]\d+)? ?(?:#|lbs?|kg)? ?/ ?\d+(?:[.,]\d+)? ?(?:#|lbs?|kg)\)?|"
    r"[\s,(]+\d+ ?reps?(?: ?/ ?(?:side|arm|leg)| (?:per|each|a) (?:side|arm|leg))?\)?$|"
    r"[\s,(]+\d+(?:\.\d+)? ?min(?:ute)?s?(?: ?/ ?| per | a | )(?:mi(?:les?)?|km)\b\)?",
    re.IGNORECASE,
)  # fmt: skip
_SPEED: Final = later(
    r"[\s,(]+(?:at )?(?P<n>\d+(?:\.\d+)?) ?(?P<unit>mph|miles per hour|mi/h|km/?h|kph)\b\)?", re.IGNORECASE
)
_WALKED: Final = later(r"\bwalk", re.IGNORECASE)
_PACE: Final = later(r"\b(?:brisk|slow|fast)", re.IGNORECASE)
_KM_PER_MILE: Final = 1.609
#: Of walking: from which on it is brisk, and up to which it is slow [km/h].
_BRISK, _SLOW = 5.5, 3.3


def in_one_way(text: str) -> str:
    """Return a name with the first of two tools with which it is done, and with the pace of walking before it.

    Examples
    --------
    >>> in_one_way("kb/db half kneeling press"), in_one_way("0.5 kn press")
    ('kb half kneeling press', 'half kn press')
    """
    text = _WALKED_SO.sub(r"\g<pace> walking", text)
    return _HALF_KNEELING.sub("half ", _EITHER.sub(r"\g<one>", text))


def without_board(text: str) -> str:
    """Return a name without counts, prescribed loads and speed; the speed of walking tells how brisk it is.

    Examples
    --------
    >>> without_board("50 Wall Ball Shots (20/14#)"), without_board("Running, 6 mph (10 min mile)")
    ('Wall Ball Shots', 'Running')
    >>> without_board("walking, 4.0 mph"), without_board("walking 5 km/h")
    ('brisk walking', 'walking')
    """
    speed = _SPEED.search(text)
    bare = _BESIDE.sub("", _SPEED.sub("", text)).strip(" ,")
    if speed is None or not _WALKED.search(bare) or _PACE.search(bare):
        return bare or text
    pace = float(speed["n"]) * (_KM_PER_MILE if speed["unit"].casefold().startswith("m") else 1.0)
    return f"brisk {bare}" if pace >= _BRISK else f"slow {bare}" if pace <= _SLOW else bare


#: How hard, how fast, for what and with how many, behind a comma: "leisure, slow, light effort".
_QUALIFIER: Final = later(
    r"(?:\W|\b(?:"
    r"(?:very )*(?:light|moderate|vigorous|hard|heavy|fast|slow|medium|mild|high|low)|very|effort|general|intensity|"
    r"pace|"
    r"speed|leisure|leisurely|pleasure|racing|race|compet\w*|recreational|recreation|casual|train(?:ing)?|practice|"
    r"firm|level|flat|surface|self|selected|paced|easy|steady|maximum|impact|for|to|or|and|of|the|than|with|from|"
    r"at|on|in|"
    r"an?|exercise|workout|session|class|group|home|indoors?|outdoors?|work|all|types?|different|various|"
    r"taylor codes?|continuous(?:ly)?|support(?:ed)?|drafting|not|rated|"
    r"\d+(?:[.,]\d+)?(?: ?(?:mph|miles? per hour|km/?h|kph|m/s|watts?|w|rpm|spm|mets?|bpm|k|km|miles?|min/mile|min/km|"
    r"(?:skips?|steps?|strokes?|jumps?|yards?|times|b)/(?:min(?:ute)?)|years?|hours?|h|min(?:ute)?s?|kcal|cal(?:ories)?))?"
    r")\b)+",
    re.IGNORECASE,
)
_PARTS: Final = later(r",\s+|;\s*|\s+[-\u2013]\s+|(?=\()")


def without_qualifiers(text: str) -> Iterator[str]:
    """Yield a name of a list of activities without what behind its commas tells only how hard, how fast or for what.

    Examples
    --------
    >>> list(without_qualifiers("Bicycling, 14-15.9 mph, racing or leisure, fast, vigorous effort"))
    ['Bicycling']
    >>> list(without_qualifiers("Skiing, cross-country, 2.5 mph, light effort"))
    ['Skiing, cross-country', 'cross-country Skiing']
    """
    head, *rest = [part.strip(" ,") for part in _PARTS.split(text) if part.strip(" ,")] or [text]
    told = [part for part in rest if not _QUALIFIER.fullmatch(part)]
    if len(told) < len(rest):
        yield ", ".join((head, *told))
    if told and len(told) < 3:
        yield " ".join((*reversed(told), head))

"""An amount of a week in all: as that of each of its sessions, or as how many sessions it may be of."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.units import in_digits
from osteotwin.units.patterns import later

_TIME: Final = r"(?:minutes?|mins?|min|hours?|hrs?|hr|h)"
_WAY: Final = r"(?P<d>\d+(?:[.,]\d+)?) ?-?(?P<u>kms?|k|kilomet(?:er|re)s?|miles?|mi)\b"
#: "4 hours of pickleball a week"
_OF: Final = r"(?: of [^\W\d_]+(?: [^\W\d_]+)?(?= (?:a|per|each|every) ))?"
#: "40 km a week in 5 runs"
_OF_A_WEEK: Final = later(
    rf"{_WAY}(?: ?/ ?|,? (?:a|per|each|every) )(?:week|wk)\b,? ?"
    r"(?:(?:split|spread|divided|done) )?(?:in(?:to)?|over|across|on|as|:)? ?(?P<n>[2-9]) "
    r"(?P<what>runs|walks|jogs|rides|swims|hikes|sessions|outings|days)\b(?! ?(?:a|per|/|each))",
    re.IGNORECASE,
)


#: "3 hours a week in all, twice a week", "50 km a week, 4 times a week in all".
_SHARED: Final = later(
    rf"(?P<d>\d+(?:[.,]\d+)?) ?-?(?P<u>{_TIME}|kms?|k|kilomet(?:er|re)s?|miles?|mi)\b(?P<of>{_OF})(?: ?/ ?|"
    rf",? (?:a|per|each|every) )"
    r"(?:week|wk)\b,? ?(?:(?P<all>in (?:all|total)|altogether|all together|total),? ?(?:(?:in|over|across|on) )?|"
    r"(?:(?:split|spread|divided|done) )?(?:in(?:to)?|over|across) )"
    r"(?:(?P<once>once)|(?P<twice>twice)|(?P<n>[2-7]) ?(?:x|times|days|sessions|classes|games|goes))"
    r"(?:(?: ?/ ?| (?:a|per|each|every) )(?:week|wk)\b)?",
    re.IGNORECASE,
)


def in_sessions(said: str) -> str:
    """Return a sentence with a way or a time of a week as that of each of its sessions.

    Examples
    --------
    >>> in_sessions("40 km/wk in 5 runs"), in_sessions("running 25 miles a week over 5 days")
    ('runs 8 km 5 times a week', 'running 5 miles 5 times a week')
    >>> in_sessions("tennis 3 hours a week in all, twice a week"), in_sessions("yoga 150 min a week in 3 sessions")
    ('tennis 90 min twice a week', 'yoga 50 min 3 times a week')
    """
    if (all_ := _SHARED.search(said)) is not None:
        times = 1 if all_["once"] else 2 if all_["twice"] else int(all_["n"])
        is_time = re.fullmatch(_TIME, all_["u"], re.IGNORECASE) is not None
        minutes = 60.0 if is_time and all_["u"][0].lower() == "h" else 1.0
        each = f"{minutes * float(all_['d'].replace(',', '.')) / times:.3g} {'min' if is_time else all_['u']}"
        often = _IN_WORDS.get(times, f"{times} times")
        return f"{said[: all_.start()]}{each}{all_['of']} {often} a week{said[all_.end() :]}"
    if (way := _OF_A_WEEK.search(digits := in_digits(said))) is None:
        return said
    number = int(way["n"])
    name = "" if way["what"].lower() in ("sessions", "outings", "days") else f"{way['what']} "
    each = f"{name}{float(way['d'].replace(',', '.')) / number:.3g} {way['u']} {number} times a week"
    return f"{digits[: way.start()]}{each}{digits[way.end() :]}"


#: "150 minutes a week": how much each time is not said, and bone answers each session less the longer it is.
_IN_ALL: Final = later(
    r"(?P<n>\d+(?:\.\d+)?|an?) ?(?P<unit>minutes?|mins?|min|hours?|hrs?|h)(?: in total)?"
    rf"{_OF} ?(?:a|per|each|every|/) ?(?:week|wk)\b",
    re.IGNORECASE,
)
_HOW_OFTEN: Final = later(
    r"\b(?:once|twice|\d ?x|times|days?|(?:mon|tue|wed|thu|fri|sat|sun)\w*)\b", re.IGNORECASE
)
#: "90 min every week" tells how often.
_EACH_WEEK: Final = later(r"\b(?:each|every) (?:week|wk)$", re.IGNORECASE)
_ONE_SESSION: Final = 60.0


def of_a_week(text: str, said: str) -> tuple[str, str]:
    """Return a sentence with a short time of a week as that of one session, and what to say; ask of a longer one.

    Parameters
    ----------
    text : str
        The sentence in plain words.
    said : str
        As it was written.

    Raises
    ------
    UnclearAnswerError

    Examples
    --------
    >>> of_a_week("yoga 1 hour a week", "yoga 1 hour a week")
    ('yoga 1 hour once a week', '"1 hour a week" is counted as one session')
    """
    if (week := _IN_ALL.search(text)) is None or _HOW_OFTEN.search(text):
        return text, ""
    number = 1.0 if week["n"].lower().startswith("a") else float(week["n"])
    minutes = number * (1.0 if week["unit"].lower().startswith("m") else 60.0)
    said = said if _IN_ALL.search(said) else in_digits(said)
    told = _IN_ALL.search(said) or week
    if minutes <= (_LONGEST if _EACH_WEEK.search(week[0]) else _ONE_SESSION):
        once = re.sub(r" ?(?:\b(?:a|per|each|every) |/ ?)(?:week|wk)$", " once a week", week[0])
        return text.replace(week[0], once, 1), f"{quoted(told[0])} is counted as one session"
    line = said if told is not week else text
    ways = " or ".join(f'"{line.replace(told[0], way, 1)}"' for way in shared_ways(told[0], minutes))
    raise UnclearAnswerError(
        "training", f"{quoted(said)}, which does not tell on how many days", "how many times a week it is that in all",
        f"write {ways}",
    )  # fmt: skip


#: A session lasts so long, of so many a week.
_LEAST, _LONG, _LONGEST = 15.0, 120.0, 240.0
_USUAL: Final = (1, 2, 3, 4, 5, 6, 7)
_MOST_WAYS: Final = 4
_IN_WORDS: Final = {1: "once", 2: "twice"}


def shared_ways(told: str, minutes: float) -> list[str]:
    """Return an amount of a week in all as that of so many sessions as it may be of.

    Examples
    --------
    >>> shared_ways("3 hours a week", 180.0)[:2], shared_ways("30 min a week", 30.0)
    (['3 hours a week in all, once a week', '3 hours a week in all, twice a week'], ['30 min a week in all, once a \
week', '30 min a week in all, twice a week'])
    """
    fitting = [times for times in _USUAL if _LEAST <= minutes / times <= _LONGEST] or [7]
    at = sum(minutes / times > _LONG for times in fitting)  # the first that is of no long session
    start = max(min(at - 1, len(fitting) - _MOST_WAYS), 0)
    fitting = fitting[start : start + _MOST_WAYS]
    told = re.sub(r" in total\b", "", told)
    return [f"{told} in all, {_IN_WORDS.get(times, f'{times} times')} a week" for times in fitting]


#: Usual speeds by what is done [km/h], to tell how many sessions a way of a week may be of.
_SPEEDS: Final = (
    (later(r"\bswim", re.IGNORECASE), 2.5),
    (later(r"\b(?:walk|hik|ruck|march)", re.IGNORECASE), 5.0),
    (later(r"\b(?:run|jog|marathon)", re.IGNORECASE), 10.0),
    (later(r"\b(?:cycl|bik|rid|spin)", re.IGNORECASE), 20.0),
)
_ONE_WAY: Final = later(r"(?P<d>\d+(?:\.\d+)?) ?(?P<u>k|mi).*", re.IGNORECASE)
_KM_PER_MILE: Final = 1.609344


def way_of_a_week(told: str, said: str) -> list[str]:
    """Return a way of a week as that of so many sessions as it may be of; none where the pace is not known.

    Examples
    --------
    >>> way_of_a_week("50 km a week", "running 50 km a week")[0], way_of_a_week("50 km a week", "50 km a week")
    ('50 km a week in all, twice a week', [])
    """
    speed = next((speed for words, speed in _SPEEDS if words.search(said)), None)
    way = _ONE_WAY.fullmatch(told.replace(",", "."))
    if speed is None or way is None:
        return []
    km = float(way["d"]) * (1.0 if way["u"].lower() == "k" else _KM_PER_MILE)
    return shared_ways(told, 60.0 * km / speed)

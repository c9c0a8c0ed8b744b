"""How often something is trained, where it is told and yet open: some evenings, 4-5 days, 50 miles a week."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.training.asides import MOST_DAYS
from osteotwin.asking.training.of_a_week import in_sessions, way_of_a_week
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.units import in_digits
from osteotwin.units.patterns import later

_SOME: Final = r"(?:some|most|several|a few|a couple of|certain|occasional|odd|many|random|different)"
_TIMES: Final = (
    r"(?:days|weekdays|workdays|evenings|mornings|nights|afternoons|weeks|week-?ends|lunchtimes|times)"
)
#: "some evenings", "now and then": how often is not told.
_NOT_TOLD: Final = later(
    rf"\b(?!{MOST_DAYS.pattern})(?:most (?P<day>(?:mon|tues|wednes|thurs|fri|satur|sun)days?)|"
    rf"{_SOME} {_TIMES}(?: (?:a|per|each|"
    rf"every) (?:week|month))?|occasionally|sometimes|now and (?:then|again)|"
    r"from time to time|once in a while|every so often|irregularly|periodically|rarely|hardly ever|here and there|"
    r"when(?:ever)? (?:i can|possible|i feel like it|time allows|the weather (?:is|permits)\w*(?: \w+)?)|"
    r"on and off|off and on|(?:a bit|a little)(?! (?:too|of an?|more|sore|tired|stiff|heavy|hard|much|less|weak|"
    r"lighter|heavier|bit)\b)|as often as \w+ can|"
    r"ab und zu|manchmal|gelegentlich|parfois|a veces|de vez en cuando)\b",
    re.IGNORECASE,
)
_TOLD: Final = later(r"\b(?:a|per|each) (?:week|wk)\b|\b(?:daily|weekly)\b", re.IGNORECASE)
#: "when it's not freezing", "weather permitting"
_CONDITION: Final = later(
    r"[ ,(]*\b(?:(?:when(?:ever)?|if|unless|as long as|provided|depending on|only when|only if|except when) "
    r"(?:(?:the )?(?:weather|snow|ice|wind|roads?|season|waves?|water|sun)\b|it(?:'s| is| isn't| does|'ll)?\b|"
    r"there(?:'s| is)\b|not\b|i'?m? (?:can|have|get|find|manage|feel|am|not)\b|my \w+|work\b|"
    r"the (?:kids|sun|lake|sea|knees?|hips?|back|legs?|shoulders?|feet|body)\b)[^,;()]*\)?|"
    r"(?:weather|time|work|health|snow) (?:permitting|allowing|dependent)\)?|in (?:good|nice|dry|fine|fair) weather)",
    re.IGNORECASE,
)
#: "4-5 days/wk"
_RANGE: Final = later(
    r"\b(?P<low>\d) ?(?:-|\u2013|to|or|/|\u00e0|bis|a) ?(?P<high>\d)"
    r"(?P<unit> ?(?:x|times|days|sessions|nights|mornings|evenings))(?! ?\d)|"
    r"\b(?P<once>once) (?:or|to) (?P<twice>twice)(?= (?:a|per|each|every) )",
    re.IGNORECASE,
)
_WAY: Final = r"(?:km|kms|k|kilomet(?:er|re)s|miles?|mi)"
_NUMBER: Final = r"\d+(?:[.,]\d+)?"
_WEEKLY_WAY: Final = later(
    rf"\b(?:{_NUMBER} ?(?:-|\u2013|to) ?)?{_NUMBER} ?{_WAY} ?(?:a|per|/|each|every) ?(?:week|wk)\b",
    re.IGNORECASE,
)


_AND_OR: Final = later(r"\b(?:and/or|und/oder|y/o|et/ou)\b", re.IGNORECASE)
_COUNTED: Final = r"(?:\d+(?:\.\d+)? ?(?:times|days|x|min\w*|h|hours?|kgs?|lbs?)|once|twice)"
_BOUND: Final = later(
    rf"(?P<n>\b{_COUNTED})(?:,? or (?:more|less|longer|fewer)\b| max\b|\+(?=[\s,;)]|$))|"
    r"(?:\b(?:at (?:least|most)|no (?:less|more) than|max(?:imum|\.)?|mindestens|h\u00f6chstens|al menos|"
    rf"como m\u00ednimo|au moins|au plus)|[<>\u2264\u2265]) ?(?P<m>{_COUNTED})\b|"
    r"\b(?:over|above|below|under) (?P<o>\d+(?:\.\d+)? ?(?:kgs?|lbs?))\b",
    re.IGNORECASE,
)


def check_often(piece: str) -> None:
    """Ask where how often is told as some days, as a range, or as a way a week.

    Raises
    ------
    UnclearAnswerError
    """
    if (both := _AND_OR.search(piece)) is not None:
        one = f"{piece[: both.start()]}and{piece[both.end() :]}"
        raise UnclearAnswerError("training", f"{quoted(both[0])} in {quoted(piece)}", "how many times a week",
                                 f'write "{one}", or one of the two alone')  # fmt: skip
    if (bound := _BOUND.search(piece)) is not None:
        number = f"{piece[: bound.start()]}{bound['n'] or bound['m'] or bound['o']}{piece[bound.end() :]}"
        raise UnclearAnswerError("training", f"{quoted(bound[0])} in {quoted(piece)}, a bound", "what is usual",
                                 f'write "{number}" where it is that')  # fmt: skip
    if (open_ := _NOT_TOLD.search(piece)) is not None:
        often = (
            ""
            if _TOLD.search(f"{piece[: open_.start()]} {piece[open_.end() :]}")
            else "once a week"
            if open_["day"]
            else "5 times a week"
            if open_[0].casefold().startswith("most")
            else "3 times a week"
        )
        whole = " ".join(f"{piece[: open_.start()]} {often} {piece[open_.end() :]}".split()).replace(
            " ,", ","
        )
        raise UnclearAnswerError("training", f"{quoted(open_[0])} in {quoted(piece)}", "how many times a week",
                                 f'write for example "{whole}"')  # fmt: skip
    if (only := _CONDITION.search(piece)) is not None:
        whole = " ".join(f"{piece[: only.start()]}{piece[only.end() :]}".split())
        raise UnclearAnswerError("training", f"{quoted(only[0].strip(' ,('))} in {quoted(piece)}, a condition",
                                 "how often it comes to over the whole year",
                                 f'write it as often as it is over the whole year, for example "{whole}"')  # fmt: skip
    if (span := _RANGE.search(piece)) is None and _RANGE.search(in_digits(piece)):
        piece = in_digits(piece)
        span = _RANGE.search(piece)
    if span is not None:
        low, high = (
            f"{piece[: span.start()]}{span[end] or end}{span['unit'] or ''}{piece[span.end() :]}"
            for end in (("low", "high") if span["low"] else ("once", "twice"))
        )
        raise UnclearAnswerError("training", f"{quoted(span[0])} in {quoted(piece)}", "how often a week",
                                 f'write one rhythm, not a range: "{low}" or "{high}"')  # fmt: skip
    way = _WEEKLY_WAY.search(piece)
    if way is not None and not _ONE_RUN.fullmatch(way[0]) and in_sessions(piece) == piece:
        line = f"{piece[: way.start()]}60 min 3 times a week{piece[way.end() :]}"
        name = " ".join(re.sub(r"^i |\([^)]*\)", "", piece[: way.start()]).split())
        name = re.sub(r" ?\d+ ?(?:x|times)?$", "", name) or "running"
        name = "cycling" if name in ("ride", "rides", "riding", "bike") else name
        if one_of := way_of_a_week(way[0], piece):
            lines = " or ".join(f'"{piece.replace(way[0], one, 1)}"' for one in one_of)
            raise UnclearAnswerError(
                "training", f"{quoted(way[0])} in {quoted(piece)}, which does not tell on how many days",
                "how many times a week it is that in all", f"write {lines}",
            )  # fmt: skip
        raise UnclearAnswerError(
            "training", f"{quoted(way[0])} in {quoted(piece)}", "how long each time, and how often",
            f'write for example "{line if _NAMED.search(piece[: way.start()]) else f"{name} 60 min 3 times a week"}"',
        )  # fmt: skip


#: "parkrun 5k every week" is one run of it.
_ONE_RUN: Final = later(rf"(?:1?\d(?:[.,]\d+)?|2[0-5]) ?{_WAY} ?(?:each|every) ?(?:week|wk)", re.IGNORECASE)
#: A word before a way that may be what is done.
_NAMED: Final = later(r"[^\W\d_]{3,}\W*$")
#: "30-45 minutes"
_LONG: Final = later(r"(?P<low>\d+) ?(?:-|\u2013|to) ?(?P<high>\d+)(?= ?(?:min|h\b|hours?))", re.IGNORECASE)


def without_ranges(piece: str) -> str:
    """Return a piece with the lower of two numbers of how often, and the middle of how long.

    Examples
    --------
    >>> without_ranges("2-3 times a week, 30-40 min")
    '2 times a week, 35 min'
    """
    piece = _RANGE.sub(lambda span: f"{span['low'] or 'once'}{span['unit'] or ''}", piece)
    return _LONG.sub(lambda span: f"{(int(span['low']) + int(span['high'])) / 2:g}", piece)

"""Whether a line that is offered for training keeps what was told: how long, how often, which sets, what is banned."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from osteotwin.asking.training.amounts import Kind
from osteotwin.asking.training.fixes import OFTEN, in_words
from osteotwin.asking.training.plain import plain
from osteotwin.asking.training.spans import Span, spans_of
from osteotwin.inputs.names import NotInLibraryError
from osteotwin.protocol.library import find_exercise
from osteotwin.units.patterns import later

#: Within this a share of minutes is the same.
_SAME: Final = 0.02
_DAYS: Final = 7.0
#: A higher number counts no sessions.
_MOST_COUNTED: Final = 7.0
_CLAUSE: Final = later(r"[;\n()]|,(?!\d)|(?<=[a-z])\.\s|\b(?:and|plus)\b")
_BANNED: Final = later(
    r"\b(?:no|not|never|avoid|without|cannot|forbidden|prohibited|excluded|banned|ruled out|impossible|"
    r"out of the question|off limits)\b|n['\u2019]t\b",
    re.IGNORECASE,
)
_EACH_WAY: Final = later(r"\b(?:each|per|one|both) (?:way|direction)s?\b|\band back\b", re.IGNORECASE)
#: "2x45 min": two sessions, or two halves of one.
_SO_OFTEN_SO_LONG: Final = later(r"(?<!\d)(?P<n>[2-7]) ?[x\u00d7] ?(?P<m>\d{1,3}) ?min", re.IGNORECASE)
_SUM: Final = later(r"(?P<one>\d+) ?\+ ?(?P<other>\d+) ?(?:min|h\b)", re.IGNORECASE)
_TIMES_OF_DAY: Final = later(
    r"\b(?:mornings?|afternoons?|evenings?|nights?|noon|lunch(?:time)?|breakfast|dinner|meal)\b",
    re.IGNORECASE,
)
_EACH_MEAL: Final = later(r"\b(?:each|every) meal\b", re.IGNORECASE)
_PART: Final = later(r"[,;+&\n]|(?<=[a-z])\.\s|\b(?:and|plus)\b")
#: "3x10", "100 x 5 x 5": how often, in times a week, and minutes are none of them.
_BY: Final = later(
    r"(?<![\d.x])\d{1,3} ?[x\u00d7] ?\d{1,3}(?: ?[x\u00d7] ?\d{1,3})?(?![\d.-])(?! ?(?:min|sec|s\b|h\b|km|m\b|/|,))",
    re.IGNORECASE,
)
#: Of rows and ranges the middle is offered.
_OPEN_SETS: Final = later(r"[()]|\d ?[-/\u2013] ?\d|\d, ?\d|\bor\b|\beach\b|\ba day\b")
_SETS_OFFERED: Final = later(r"\d ?[x\u00d7] ?\d|\bsets? of\b")
_ROW: Final = later(r"\d+(?:\.\d+)?(?: ?[,/-] ?\d+(?:\.\d+)?)+")
_ITEM: Final = later(r"^\s*\d{1,2}[.)]\s+", re.MULTILINE)
#: A day on which nothing is done is none of those that are told.
_REST: Final = later(r"\b(?:rest|off|descanso|repos|ruhetag|pause|except|not|but)\b", re.IGNORECASE)
#: One of two numbers or rhythms, which is what is asked.
_ONE_OF: Final = later(r"\d ?[-/\u2013] ?\d|\b(?:or|to)\b (?:\d|once|twice|two|three|four|five|six)")
_A_DAY: Final = later(r"\b(?:a|per) day\b", re.IGNORECASE)
_NUMBER: Final = later(r"\d+(?:\.\d+)?")
_OF_SETS: Final = frozenset((Kind.SETS, Kind.ONE_SET, Kind.SETS_ALONE))
_OF_TIME: Final = frozenset((Kind.MINUTES, Kind.DISTANCE))
_OF_JUMPS: Final = frozenset((Kind.IMPACTS, Kind.NUMBER))


def keeps_training(told: str, line: str, entries: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether a line of training keeps what an answer tells.

    Parameters
    ----------
    told : str
        The part of the answer in whose place it is offered.
    line : str
    entries : sequence of mapping
        Of habits, as they are read of the line.

    Examples
    --------
    >>> run = {"exercise": "walking", "minutes": "150 min", "sessions_per_week": 3}
    >>> keeps_training("150 min walking a week", "walking 150 min 3 times a week", [run])
    False
    >>> keeps_training("150 min walking a week", "walking 50 min 3 times a week", [{**run, "minutes": "50 min"}])
    True
    """
    if not _keeps_bans(told, line):
        return False
    told = _ITEM.sub("", told)
    spans = spans_of(plain(told))
    return (
        all(_keeps_minutes(part, mine) for part, mine in _each_with_entries(told, spans, entries))
        and _keeps_counts(spans, entries)
        and _keeps_sets(told, line)
        and _keeps_pieces(spans, told, entries)
        and _keeps_loads(told, entries)
    )


#: An example of how much, as it is put behind a name.
_EXAMPLE: Final = later(r" (?:30 min|3 min|3x8|30 jumps)(?=\W|$)")


_EXAMPLE_OFTEN: Final = later(rf"{_EXAMPLE.pattern}|\b(?:once|twice|\d times) a week\b")


def only_longer(told: str, line: str, *, often: bool = False) -> bool:
    """Tell whether a line is an answer as it stands, and more in it only examples of how much, or of how often, too.

    Examples
    --------
    >>> only_longer("yoga on Tuesdays", "yoga 30 min on Tuesdays"), only_longer("yoga", "yoga 30 min weekly")
    (True, False)
    """
    example = _EXAMPLE_OFTEN if often else _EXAMPLE
    mine, his = (_WORDS.findall(text.casefold()) for text in (example.sub("", line), told))
    return example.search(line) is not None and mine == his


_WORDS: Final = later(r"[^\W_]+")


def kept_ways(told: str) -> tuple[str, ...]:
    """Return lines of the one exercise of an answer with its minutes, as often as they may be meant.

    Examples
    --------
    >>> kept_ways("two walks of 25 minutes a day"), kept_ways("3 hours of walking per week")
    (('walks 25 min 14 times a week',), ('walking 60 min 3 times a week',))
    """
    spans = spans_of(plain(told))
    names = [one.text for one in spans if one.kind is Kind.EXERCISE]
    if not names and any(one.kind is Kind.HOLDS for one in spans):
        names = ["resistance training"]
    long, times = _long_told(spans, told), sorted(_times_told(spans, told))
    if len({*names}) != 1 or not 1 <= len(long) <= 2 or not times:
        return ()
    if len(long) > 1:
        return tuple(
            f"{names[0]} {one:g} min {in_words(often)} a week" for one in sorted(long) for often in times[:1]
        )
    (minutes,) = long
    if times == [1.0] and not _often(spans) and minutes > _LONG:
        return (f"{names[0]} {minutes / 3.0:g} min {OFTEN}",)
    ways = [(minutes, often) for often in times if often <= _MOST_SESSIONS]
    if not _often(spans) and len(times) == 1 and times[0] > 1.0 and minutes > _LONG:
        ways.insert(0, (minutes / times[0], times[0]))  # of all of them, or of each
    return tuple(f"{names[0]} {one:g} min {in_words(often)} a week" for one, often in ways)


#: Minutes that are rather of a week than of a session, and sessions of a week that a file holds.
_LONG, _MOST_SESSIONS = 90.0, 21.0


def _each_with_entries(
    told: str, spans: Sequence[Span], entries: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
    """Yield the part of each exercise with what is offered of it; all in one where one is told."""
    names = {one.text.casefold() for one in spans if one.kind is Kind.EXERCISE}
    if len(names) < 2:
        yield told, list(entries)
        return
    for part in _PART.split(told):
        mine = [one.text for one in spans_of(plain(part)) if one.kind is Kind.EXERCISE]
        if len(mine) == 1:
            exercise = _exercise_of(mine[0])
            yield part, [one for one in entries if one["exercise"] == exercise]


def _exercise_of(name: str) -> str | None:
    try:
        return find_exercise(name).id
    except NotInLibraryError:
        return None


def _keeps_bans(told: str, line: str) -> bool:
    """Tell whether nothing that is banned, or bounded, is offered as it is done."""
    if _BANNED.search(line):
        return True
    offered = _names(line)
    return not any(
        not _NUMBER.search(part) and _BANNED.search(part) and _names(part) & offered
        for part in _CLAUSE.split(told)
    )


def _names(text: str) -> set[str]:
    return {one.text.casefold() for one in spans_of(plain(text)) if one.kind in (Kind.EXERCISE, Kind.HOLDS)}


def _keeps_minutes(told: str, entries: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether sessions and their minutes are those that were told, where both are told of one exercise."""
    spans = spans_of(plain(told))
    times, long = _times_told(spans, told), _long_told(spans, told)
    timed = [one for one in entries if "minutes" in one]
    unsure = any(one.kind in (Kind.UNSURE, Kind.EITHER) for one in spans)
    if not times or not entries or unsure or _REST.search(told) or _ONE_OF.search(told):
        return True
    if long and not timed:
        return False
    if not long and times == {1.0} and not _often(spans) and any(one.kind is Kind.DISTANCE for one in spans):
        return True  # a way of a week: on how many days is asked
    if not long:
        names = [one["exercise"] for one in entries]
        each = {
            name: sum(float(one["sessions_per_week"]) for one in entries if one["exercise"] == name)
            for name in names
        }
        most = max(_times_told(spans, told, by_numbers=False), default=_MOST_SESSIONS)
        return max(each.values()) <= most
    offered = sum(_minutes_of(one) * float(one["sessions_per_week"]) for one in timed)
    often = sum(float(one["sessions_per_week"]) for one in timed)
    apart = [one * many for one, many in zip(_minutes(spans), _often(spans), strict=False)]
    if len(_minutes(spans)) == len(_often(spans)) > 1 and _is_same(offered, sum(apart)):
        return True
    if times == {1.0} and not _often(spans):  # of a week in all
        return any(_is_same(offered, one) for one in long)
    together = (often >= _DAYS or often >= min(times)) and any(
        _is_same(offered, one * many) for one in long for many in times
    )
    halves = any(
        _is_same(offered, float(one["n"]) * float(one["m"])) for one in _SO_OFTEN_SO_LONG.finditer(told)
    )
    split = any(_is_same(often, many) and _is_same(offered, one) for one in long for many in times)
    return together or halves or (split and not _often(spans))


def _is_same(one: float, other: float) -> bool:
    return abs(one - other) <= _SAME * other


def _minutes(spans: Iterable[Span]) -> list[float]:
    return [float(one.value[0].split()[0]) for one in spans if one.kind is Kind.MINUTES]


def _long_told(spans: Sequence[Span], told: str) -> set[float]:
    """Return the minutes of a session that may be meant; nothing where they are not told."""
    if (both := _SUM.search(told)) is not None:
        return {float(both["one"]) + float(both["other"])}
    minutes = _minutes(spans)
    if not minutes:
        return set()
    if _EACH_WAY.search(told):
        return {one * ways for one in minutes for ways in (1.0, 2.0)}
    return {sum(minutes)} | ({*minutes} if len({*minutes}) == len(minutes) else set[float]())


def _minutes_of(entry: Mapping[str, Any]) -> float:
    return float(str(entry["minutes"]).split()[0])


def _often(spans: Iterable[Span]) -> list[float]:
    return [float(one.value[0]) for one in spans if one.kind is Kind.OFTEN]


def _times_told(spans: Sequence[Span], told: str, *, by_numbers: bool = True) -> set[float]:
    """Return how often a week that is told may be meant, by bare numbers, too; nothing where it is not told."""
    often: list[float] = _often(spans)
    counts = [float(one.value[0]) for one in spans if one.kind is Kind.COUNT]
    counts += _small_numbers(spans) if by_numbers else []
    day_times = 3 if _EACH_MEAL.search(told) else len(_TIMES_OF_DAY.findall(told))
    if not often and day_times > 1:
        often, counts = [_DAYS], [*counts, float(day_times)]
    elif often == [_DAYS] and day_times > 1:
        counts = [*counts, float(day_times)]
    if often:
        if _DAYS in often and min(often) < _DAYS and _A_DAY.search(told):  # "a day", on so many of them
            often = [one for one in often if one < _DAYS]
        whole = {*often, sum(often)}
        if len(counts) == 1 and often in ([_DAYS], [1.0]):
            return {often[0] * counts[0]}
        return whole | {one * many for one in whole for many in counts if many > one or one == _DAYS}
    if counts:
        return {*counts}
    return {1.0} if any(one.kind is Kind.PERIOD for one in spans) else set()


def _small_numbers(spans: Iterable[Span]) -> list[float]:
    numbers = (one for one in spans if one.kind in (Kind.NUMBER, Kind.IMPACTS))
    said = (float(one.value[0]) if one.value else float(one.text) for one in numbers)
    return [one for one in said if 1.0 < one <= _MOST_COUNTED]


def _keeps_counts(spans: Sequence[Span], entries: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether each of several exercises is done as often as it is told, where each has a count of its own."""
    named = [one for one in spans if one.kind is Kind.EXERCISE]
    counts = [
        float(one.value[0]) for one in spans if one.kind in (Kind.COUNT, Kind.OFTEN) and one.value
    ] or _small_numbers(spans)
    if len(named) < 2 or len(counts) != len(named) or len(entries) != len(named):
        return True
    return [float(one["sessions_per_week"]) for one in entries] == counts


def _keeps_sets(told: str, line: str) -> bool:
    """Tell whether each number of sets and repetitions that was told stands in a line: "3x10 x2" is none of 3x8."""
    if _OPEN_SETS.search(told) or not _SETS_OFFERED.search(line):
        return True
    numbers = {float(one) for found in _BY.finditer(told) for one in _NUMBER.findall(found[0])}
    offered = f"{line} {plain(line)}".replace("twice", "2")
    return numbers <= {float(one) for one in _NUMBER.findall(offered)}


def _keeps_pieces(spans: Sequence[Span], told: str, entries: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether no exercise is offered more often than amounts of it are told."""
    rows = [len(_NUMBER.findall(one)) for one in _ROW.findall(told)]
    named = sum(one.kind is Kind.EXERCISE for one in spans)
    told_by = max((1, named, *rows, len(_SETS_OFFERED.findall(told))))
    for kinds, key in ((_OF_SETS, "sets"), (_OF_TIME, "minutes"), (_OF_JUMPS, "impacts")):
        names = [one["exercise"] for one in entries if key in one]
        most = max((names.count(one) for one in names), default=0)
        if most > max(told_by if key == "sets" else 1, sum(one.kind in kinds for one in spans)):
            return False
    ways = {
        (one["exercise"], *(key for key in ("sets", "minutes", "impacts") if key in one)) for one in entries
    }
    return len(ways) == len({one["exercise"] for one in entries})


def _keeps_loads(told: str, entries: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether no part of something else is offered as a load: half squats are none of half a kilo."""
    loads = (_NUMBER.match(str(one.get("load", ""))) for one in entries)
    return not any(load is not None and float(load[0]) < 1.0 and load[0] not in told for load in loads)

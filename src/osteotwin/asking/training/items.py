"""The spans of a sentence on training put together: each exercise with its amounts and how often, in any order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from osteotwin.asking.training.amounts import Kind
from osteotwin.asking.training.spans import Span

AMOUNTS: Final = frozenset((
    Kind.SETS, Kind.ONE_SET, Kind.SETS_ALONE, Kind.LOAD, Kind.BODY, Kind.MINUTES, Kind.IMPACTS, Kind.DISTANCE,
    Kind.NUMBER, Kind.CARRIED, Kind.INCLINE, Kind.SPEED, Kind.EITHER,
))  # fmt: skip
HOW_OFTEN: Final = frozenset((Kind.OFTEN, Kind.COUNT, Kind.PERIOD, Kind.UNSURE))
_PARTS: Final = frozenset((Kind.COMMA, Kind.AND, Kind.OR))
_NO_PART: Final = frozenset((Kind.WORD, Kind.WITH, Kind.COMPLAINT, Kind.MEASURE, Kind.UNKNOWN, Kind.SEASON))
_WAYS: Final = frozenset((Kind.DISTANCE, Kind.MINUTES, Kind.SPEED))
NAMES: Final = frozenset((Kind.EXERCISE, Kind.HOLDS))


@dataclass
class Item:
    """One exercise as it is told.

    Attributes
    ----------
    name : str
        As it stands there.
    holds : bool
        Whether it is no exercise, but what exercises are done in: a gym, a leg day.
    amounts : list of Span
    often : list of Span
        How often, as told of it or, where that is plain, of several together.
    before : bool
        Whether how often stands before the name.
    start, end : int
    same : bool
        Whether the name is that of the item before, with other amounts.
    headed : bool
        Whether how often stands before a colon, of this and of what follows.
    either : bool
        Whether it or the item before is done.
    each : bool
        Whether its sets are of each item.
    effort : list of Span
        How hard it feels, beside what is lifted.
    """

    name: str
    holds: bool = False
    amounts: list[Span] = field(default_factory=list[Span])
    often: list[Span] = field(default_factory=list[Span])
    before: bool = False
    start: int = 0
    end: int = 0
    same: bool = False
    headed: bool = False
    either: bool = False
    each: bool = False
    effort: list[Span] = field(default_factory=list[Span])

    def of(self, *kinds: Kind) -> list[Span]:
        """Return its amounts of some kinds."""
        return [one for one in self.amounts if one.kind in kinds]


@dataclass
class Told:
    """What a sentence tells.

    Attributes
    ----------
    items : list of Item
    heading : list of Span
        How often, told before all items.
    trailing : list of Span
        How often, told behind all items and apart from the last one.
    colon : bool
        Whether a colon stands behind the heading.
    either : tuple of Item, optional
        Two items of which one or the other is done.
    """

    items: list[Item] = field(default_factory=list[Item])
    heading: list[Span] = field(default_factory=list[Span])
    trailing: list[Span] = field(default_factory=list[Span])
    colon: bool = False
    either: tuple[Item, Item] | None = None


def items_of(spans: Sequence[Span]) -> Told:
    """Return what the spans of a sentence tell, put together."""
    told = Told()
    pending: list[Span] = []
    joint: Kind | None = None
    parts = list(_segments(spans))
    for place, (parted_by, segment) in enumerate(parts, 1):
        following = parts[place][1] if place < len(parts) else []
        joint = parted_by if parted_by is not None else joint
        names = [k for k, span in enumerate(segment) if span.kind in NAMES]
        if not names:
            if told.items and _leads(segment, following):
                pending += [span for span in segment if span.kind in AMOUNTS | HOW_OFTEN]
                continue
            _add_bare(told, pending, segment, joint)
            continue
        for one in _split(segment, names):
            item = _item(one, pending)
            pending = []
            if (
                joint is Kind.OR
                and told.items
                and not (item.holds or told.items[-1].holds)
                and told.either is None
            ):
                told.either = (told.items[-1], item)
            if told.trailing:  # what follows has how often of its own
                told.items[-1].often += told.trailing
                told.trailing = []
            item.either = joint is Kind.OR
            joint = Kind.COMMA
            told.items.append(item)
    _give_one_by_one(told)
    _give_to_each(told)
    if pending and told.items:
        told.items[-1].amounts += [one for one in pending if one.kind in AMOUNTS]
    for item in told.items:
        _set_effort_apart(item)
    return told


#: Of more repetitions how hard they feel tells no load.
_MOST_FELT: Final = 12


def _set_effort_apart(item: Item) -> None:
    """Set how hard the sets feel apart, where it tells no load, or that is told: "100 kg RPE 8"."""
    felt = [one for one in item.of(Kind.LOAD) if "rpe" in str(one.value[0]).casefold()]
    sets = item.of(Kind.SETS, Kind.ONE_SET)
    many = bool(sets) and all(one.value[1] > _MOST_FELT for one in sets)
    if many or len(felt) < len(item.of(Kind.LOAD)) or any(one.value[2] for one in sets):
        item.amounts = [one for one in item.amounts if one not in felt]
        item.effort = felt


def _give_one_by_one(told: Told) -> None:
    """Give of as many loads as items one to each, with the sets: "squat and leg press 3x8, 60 kg and 100 kg"."""
    if len(told.items) < 2:
        return
    *before, last = told.items
    loads = last.of(Kind.LOAD)
    if len(loads) != len(told.items) or len(last.of(Kind.SETS)) != 1:
        return
    if any(one.amounts or one.holds for one in before):
        return
    for one, load in zip(told.items, loads, strict=True):
        one.amounts = [*last.of(Kind.SETS), load]


def _give_to_each(told: Told) -> None:
    """Give the sets of the last item to those before it where they are of each: "squats and bench, 3x5 each"."""
    if len(told.items) < 2 or not told.items[-1].each:
        return
    last = told.items[-1]
    sets = last.of(Kind.SETS, Kind.LOAD, Kind.MINUTES)
    if not last.before and not any(one.often for one in told.items[:-1]):
        for one in told.items[:-1]:
            one.often = list(last.often)
    timed = all(span.kind is Kind.MINUTES for span in sets)
    for one in told.items[:-1]:
        counted = timed and one.amounts  # "20 hops daily, tennis 45 min each"
        if not one.holds and not counted and not one.of(Kind.SETS, Kind.ONE_SET, Kind.MINUTES):
            one.amounts += sets


def _segments(spans: Sequence[Span]) -> Iterator[tuple[Kind | None, list[Span]]]:
    """Yield the parts of a sentence between its joints; what stands in brackets is of the part before."""
    part: list[Span] = []
    by: Kind | None = None
    depth = 0
    for place, span in enumerate(spans):
        if span.kind is Kind.OPEN:
            depth += 1
            if (
                part
                and not any(one.kind is Kind.EXERCISE for one in part)
                and _names_follow(spans[place + 1 :])
            ):
                yield by, part
                part, by = [], Kind.COMMA
        elif span.kind is Kind.CLOSE:
            depth -= 1
        elif span.kind in _PARTS and not (depth > 0 and not _names_follow(spans[place:])):
            if part:
                yield by, part
            part, by = [], span.kind
        elif span.kind in (Kind.COLON, Kind.DASH):
            if part and not any(one.kind is Kind.EXERCISE for one in part):
                yield by, [*part, span]
                part, by = [], Kind.COMMA
            elif part and place + 1 < len(spans) and spans[place + 1].kind in HOW_OFTEN:
                yield by, part
                part, by = [], Kind.COMMA
        elif span.kind not in _NO_PART:
            part.append(span)
    if part:
        yield by, part


def _names_follow(spans: Sequence[Span]) -> bool:
    """Tell whether an exercise is named before the bracket closes."""
    for span in spans:
        if span.kind is Kind.CLOSE:
            return False
        if span.kind is Kind.EXERCISE:
            return True
    return False


def _split(segment: list[Span], names: list[int]) -> Iterator[list[Span]]:
    """Yield the spans of each exercise of a part that names several."""
    real = [k for k in names if segment[k].kind is Kind.EXERCISE] or names[:1]
    if len(names) == 1:
        yield segment
        return
    places = [
        place
        for number, place in enumerate(names)
        if place in real or not _is_where(segment, place, [*names, len(segment)][number + 1])
    ]
    first = next((k for k, span in enumerate(segment) if span.kind in AMOUNTS or span.kind in NAMES), 0)
    amounts_first = segment[first].kind in AMOUNTS and segment[-1].kind in NAMES
    days_first = any(span.kind in HOW_OFTEN for span in segment[:first])
    start = 0
    for number, place in enumerate(places):
        if number + 1 == len(places):
            end = len(segment)
        elif amounts_first:
            end = place + 1
            while not days_first and end < places[number + 1] and segment[end].kind in HOW_OFTEN:
                end += 1
        else:
            end = _end_of(segment, place, places[number + 1])
            # "Mon squat 3x5 Thu deadlift": days before the next name are of that one, where the first had its own.
            while days_first and end - 1 > place and segment[end - 1].kind in HOW_OFTEN:
                end -= 1
        yield segment[start:end]
        start = end


def _end_of(segment: list[Span], place: int, following: int) -> int:
    """Return where what is told of a name ends: before the next one, or behind its days where sets follow them."""
    days = [k for k in range(place + 1, following) if segment[k].kind in HOW_OFTEN]
    if not days or not any(span.kind is Kind.SETS for span in segment[place:following]):
        return following
    behind = next((k for k in range(days[0], following) if segment[k].kind not in HOW_OFTEN), following)
    own = any(span.kind is Kind.SETS for span in segment[place : days[0]])
    return behind if own and any(span.kind is Kind.SETS for span in segment[behind:following]) else following


def _is_where(segment: list[Span], place: int, following: int) -> bool:
    """Tell whether what holds exercises is only where the next one is done: "in the gym 30 min on the bike"."""
    return following < len(segment) and not any(
        span.kind in HOW_OFTEN or span.kind is Kind.COLON for span in segment[:following]
    )


def _item(segment: list[Span], pending: list[Span]) -> Item:
    name = next((span for span in segment if span.kind is Kind.EXERCISE), None)
    name = name or next(span for span in segment if span.kind in NAMES)
    place = segment.index(name)
    often = [span for span in (*pending, *segment) if span.kind in HOW_OFTEN]
    return Item(
        name.text,
        name.kind is Kind.HOLDS,
        [span for span in (*pending, *segment) if span.kind in AMOUNTS],
        often,
        any(span.kind in HOW_OFTEN for span in (*pending, *segment[:place])),
        min(span.start for span in segment),
        max(span.end for span in segment),
        headed=any(span.kind in HOW_OFTEN for span in pending),
        each=any(map(_is_each, segment)),
    )


def _is_each(span: Span) -> bool:
    """Tell whether a span says that it is of each: "45 min each"."""
    return span.kind is Kind.EACH or (span.kind is Kind.MINUTES and span.text.casefold().endswith(" each"))


def _add_bare(told: Told, pending: list[Span], segment: list[Span], joint: Kind | None) -> None:
    """Give amounts and days without an exercise to the items that they are of."""
    amounts = [span for span in segment if span.kind in AMOUNTS]
    often = [span for span in segment if span.kind in HOW_OFTEN]
    if not told.items:
        told.colon = told.colon or (bool(often) and segment[-1].kind is Kind.COLON)
        told.heading += often
        pending += amounts
        return
    last = told.items[-1]
    last.each = last.each or any(map(_is_each, segment))
    if not amounts and not often:
        return
    if _is_of_both(told, segment, amounts):
        for one in told.items:
            one.amounts += amounts
        return
    if not amounts:
        if segment[-1].kind in (Kind.COLON, Kind.DASH) and segment[-1].kind is Kind.COLON:
            pending += often
        elif (
            len(told.items) > 1
            and not last.often
            and not told.colon
            and (told.heading or told.items[0].before)
        ):
            last.often += often  # "daily, walking 30 min, tennis, twice a week"
        elif (joint is Kind.AND and last.often) or all(one.often for one in told.items):
            last.often += often
        else:
            told.trailing += often
        return
    if segment[-1].kind is Kind.COLON and often:
        pending += often
        return
    if (
        often
        and last.often
        and last.of(Kind.DISTANCE, Kind.MINUTES)
        and {span.kind for span in amounts} <= _WAYS
    ):
        told.items.append(  # "10 km on Tuesdays and 90 min on Sundays"
            Item(last.name, last.holds, amounts, often, False, segment[0].start, segment[-1].end, same=True)
        )
        return
    if _is_of_next(last, amounts) and not often:
        pending += amounts
        return
    kinds = {_group(span) for span in amounts}
    if kinds & {_group(span) for span in last.amounts} and not _is_series(last, amounts, often):
        if not (often and last.often) and all(span.kind is Kind.LOAD for span in amounts):
            last.amounts += amounts  # "60 kg, 70 kg weekly": asked which
            last.often += often
            return
        if not any(_group(span) == "sets" for span in amounts):
            amounts = [*last.of(Kind.SETS), *amounts]
        told.items.append(
            Item(last.name, last.holds, amounts, often, False, segment[0].start, segment[-1].end, same=True)
        )
        return
    last.amounts += amounts
    last.often += often
    last.end = max(last.end, segment[-1].end)


def _is_of_both(told: Told, segment: list[Span], amounts: list[Span]) -> bool:
    """Tell whether a load is of all that stands before it: "squat 3x5 and deadlift 1x5, both 100 kg"."""
    return (
        len(told.items) > 1
        and bool(amounts)
        and segment[0].kind is Kind.EACH
        and segment[0].text.casefold() in ("both", "all")
        and all(span.kind is Kind.LOAD for span in amounts)
        and not any(span.kind in HOW_OFTEN for span in segment)
        and all(one.of(Kind.SETS) and not one.of(Kind.LOAD) for one in told.items)
    )


def _is_of_next(last: Item, amounts: list[Span]) -> bool:
    """Tell whether a load alone may be of what follows: the item before it has minutes or jumps, and no sets."""
    return (
        all(span.kind is Kind.LOAD for span in amounts)
        and bool(last.of(Kind.MINUTES, Kind.NUMBER, Kind.IMPACTS))
        and not last.of(Kind.SETS, Kind.ONE_SET, Kind.CARRIED)
    )


def _leads(segment: list[Span], following: list[Span]) -> bool:
    """Tell whether a load is of what follows, which has sets before its name and no load: "50 kg, 2x5 deadlift"."""
    kinds = {span.kind for span in segment} & AMOUNTS
    return (
        kinds == {Kind.LOAD}
        and bool(following)
        and following[0].kind is Kind.SETS
        and any(span.kind is Kind.EXERCISE for span in following)
        and not any(span.kind is Kind.LOAD for span in following)
    )


def _group(span: Span) -> str:
    return "sets" if span.kind in (Kind.SETS, Kind.ONE_SET, Kind.IMPACTS) else span.kind.name


def _is_series(last: Item, amounts: list[Span], often: list[Span]) -> bool:
    """Tell whether amounts are further sets of one session: "1x5 100 kg, 1x3 120 kg"."""
    return (
        not (often and last.often)
        and bool(last.of(Kind.SETS, Kind.ONE_SET))
        and any(span.kind in (Kind.SETS, Kind.ONE_SET) for span in amounts)
    )

"""Exercises with their amounts and how often → entries of habitual training, or one question for what lacks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from osteotwin.asking.training_amounts import Kind, load_written
from osteotwin.asking.training_asides import noted, with_note
from osteotwin.asking.training_fixes import in_words
from osteotwin.asking.training_items import Item, Told
from osteotwin.asking.training_names import WHOLE, exercise_of, library_fix
from osteotwin.asking.training_spans import Span
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.importing.found import Found, Place
from osteotwin.inputs.names import folded
from osteotwin.protocol.library import load_exercises
from osteotwin.units.weekdays import NAMES

#: Times a week of an example.
_IN_EXAMPLES: Final = "3 times a week"
#: Said beside exercises and no training of its own.
_NOTHING: Final = frozenset(map(folded, ("rest", "rest day", "cool down", "cooldown", "warm up", "warmup")))
#: Where and that it is done; other names that hold exercises, such as accessories, are said to be left out.
PLACES: Final = frozenset(map(folded, (
    "gym", "the gym", "fitnessstudio", "gimnasio", "salle de sport", "health club", "fitness studio", "fitness center",
    "fitness centre", "work out", "workout", "workouts", "works out", "working out", "exercise", "exercises", "training",
    "ich trainiere", "trainiere", "entreno", "fitness", "gym session", "gym sessions", "weight room", "sport", "sports", "full body", "ganzkörper",
    "ganzkörperplan", "ganzkörper plan",
)))  # fmt: skip
_WEEKDAY: Final = re.compile(
    rf"(?:on |every |each )*(?:{'|'.join(name[:3] for name in NAMES)})", re.IGNORECASE
)
_TIME_OF_DAY: Final = re.compile(
    r"\b(?:morning|afternoon|evening|night|noon|lunch\w*|breakfast|dinner)s?\b", re.IGNORECASE
)
#: Repetitions of which the middle counts: "8-10", and "6, 6, 5, 3".
_MIDDLE: Final = re.compile(r"\d ?(?:-|to|bis) ?\d|\d ?[/,] ?\d")
_WEEKLY: Final = re.compile(r"\b(?:week|wk)|weekly|day", re.IGNORECASE)
_USUAL: Final = {"minutes": "30 min", "impacts": "30 jumps", "repetitions": "3x8"}
#: With these a number may be a load.
_LIFTED: Final = frozenset(
    (
        "barbell",
        "dumbbell",
        "kettlebell",
        "weights",
        "machine",
        "cable machine",
        "trap bar",
        "leg press machine",
    )
)


@dataclass
class _Known:
    """An item with its exercise and how often."""

    item: Item
    exercise: str
    often: list[Span]

    @property
    def counted_by(self) -> str:
        return load_exercises()[self.exercise].counted_by

    @property
    def is_lift(self) -> bool:
        return self.counted_by == "repetitions"

    @property
    def is_generic(self) -> bool:
        return self.exercise.startswith("generic_") and self.is_lift


@dataclass
class Heading:
    """How often of what follows, kept from one sentence to the next.

    Attributes
    ----------
    often : sequence of Span
    asks : UnclearAnswerError, optional
        What is asked where nothing follows: what is done at the gym.
    replaces : Found, optional
        An entry of training with weights that stands for what follows.
    taken : bool
        Whether the last sentence took how often from here.
    """

    often: Sequence[Span] = ()
    asks: UnclearAnswerError | None = None
    replaces: Found | None = None
    taken: bool = False


def entries_of(told: Told, text: str, said: str, heading: Heading) -> list[Found]:
    """Return the entries of a sentence.

    Parameters
    ----------
    told : Told
    text : str
        The sentence in plain words, of which the spans are.
    said : str
        The sentence as it was written.
    heading : Heading
        Of the sentence before; it is changed for the next.

    Raises
    ------
    UnclearAnswerError
    """
    heading.taken = False
    known = _known(told, said, heading)
    if not known:
        return []
    whole = _Sentence(text, said, known)
    if told.either is not None:
        raise whole.either(*told.either)
    _share(told, known, text, heading)
    whole.check_often()
    whole.check_amounts()
    left = [
        one
        for one in told.items
        if one.holds and folded(one.name) not in PLACES | _NOTHING and not _is_label(one, text)
    ]
    found = _noted([entry for one in known for entry in _entries(one, whole)], said)
    if left and found:
        note = f"{' and '.join(quoted(one.name) for one in left)} names no exercise, and is left out"
        found = list(with_note(found, note))
    return found


def _is_label(item: Item, text: str) -> bool:
    """Tell whether what holds exercises only heads those that follow: "legs (squat 3x5)"."""
    return text[item.end :].lstrip().startswith((":", "-", "(", "["))


def _noted(found: list[Found], said: str) -> list[Found]:
    """Return entries with what is to be said of each, once."""
    notes: set[str] = set()
    whole: list[Found] = []
    for entry in found:
        one = noted(entry, said)
        told = [note for note in one.note.split("; ") if note and note not in notes]
        notes.update(told)
        whole.append(replace(one, note="; ".join(told)))
    return whole


def _known(told: Told, said: str, heading: Heading) -> list[_Known]:
    """Return the items with their exercises, without what only holds others."""
    items = [one for one in told.items if not one.holds]
    known = [
        _Known(one, exercise_of(one.name, said, one.amounts), list(one.often))
        for one in items
    ]  # fmt: skip
    _without_said_again(told, known)
    holding = [one for one in told.items if one.holds and folded(one.name) not in _NOTHING]
    for place in holding:
        inside = [one for one in known if not one.often and (one.is_lift or told.items.index(one.item) > 0)]
        if place.of(Kind.SETS, Kind.ONE_SET, Kind.LOAD, Kind.IMPACTS) or (
            place.often and known and not inside
        ):
            raise library_fix(place.name, said)
        if place.often:
            heading.often = tuple(place.often)
            for one in inside:
                one.often = list(place.often)
    if not known and holding:
        heading.asks = library_fix(holding[0].name, said)
        heading.replaces = None
        if not holding[0].often:
            raise heading.asks
    if any(one.is_lift and not one.is_generic for one in known):  # "squats with more weights": of the squats
        known = [one for one in known if not (one.is_generic and not one.item.amounts and not one.often)]
    first = known[0] if known else None
    rest = known[1:]
    if first and first.is_generic and rest and not first.item.amounts and (
        all(one.is_lift and not one.is_generic and not one.often for one in rest)
    ):  # fmt: skip
        for one in rest:
            one.often = list(first.often)
        known.remove(first)
    return known


def _without_said_again(told: Told, known: list[_Known]) -> None:
    """Drop a name that only says again what is counted: "lunges 3 sets of 10 lunges"."""
    for before, one in list(zip(known, known[1:], strict=False)):
        again = not one.item.amounts and not one.item.often and before.item.amounts and not one.item.same
        if again and one.exercise == before.exercise and before.item.end <= one.item.start:
            known.remove(one)
            told.items.remove(one.item)


def _share(told: Told, known: list[_Known], text: str, heading: Heading) -> None:
    """Give each item how often, where that is told of several at once."""
    headed = list(told.heading)
    current: list[Span] = []
    for one in known:
        if one.item.headed:
            headed, current = one.often, one.often
        elif one.often and one.item.before:
            current = one.often
        elif not one.often:
            one.often = list(headed) or (list(current) if one.is_lift else [])
    if told.trailing:
        for one in known:
            one.often = one.often or list(told.trailing)
    last = known[-1]
    before = known[:-1]
    if before and last.often and not any(one.often for one in before):
        alike = all(one.is_lift for one in known)
        alike = (
            alike
            and len({bool(one.item.of(Kind.SETS, Kind.ONE_SET, Kind.IMPACTS, Kind.NUMBER)) for one in known})
            == 1
        )
        by_hours = all(one.exercise == last.exercise for one in before) and (
            len(_TIME_OF_DAY.findall(text)) >= len(known)
        )
        if (alike and not last.item.before) or by_hours:
            for one in before:
                one.often = list(last.often)
    lacking = [one for one in known if not one.often]
    if heading.often and lacking and all(one.is_lift and not one.is_generic for one in known):
        heading.taken = True
        for one in lacking:
            one.often = list(heading.often)
    if headed:
        heading.often = tuple(headed)
    elif len(known) == 1 and known[0].is_generic and known[0].often and not known[0].item.amounts:
        heading.often = tuple(known[0].often)


@dataclass
class _Sentence:
    """A sentence with its items, of which questions are asked."""

    text: str
    said: str
    known: list[_Known]

    def check_often(self) -> None:
        """Ask where how often lacks, or is told in two ways; before it, for what a bare number beside sets is."""
        for one in self.known:
            bare = one.item.of(Kind.NUMBER)
            if bare and one.item.of(Kind.SETS):
                raise _bare_load(bare[0], one, self)
        for one in self.known:
            for span in one.often:
                if span.kind is Kind.UNSURE:
                    raise UnclearAnswerError("training", f"{quoted(span.text)} in {quoted(self.said)}",
                                             "how often a week", str(span.value[0]))  # fmt: skip
        lacking = [one for one in self.known if self.times(one) is None]
        if not lacking:
            return
        if len(lacking) == len(self.known):
            whole = self.all_with(_IN_EXAMPLES)
        elif self.known[-1] not in lacking and len(lacking) == len(self.known) - 1:
            whole = self.all_with(f"{in_words(self.times(self.known[-1]) or 1)} a week")
            raise UnclearAnswerError(
                "training", f"no word on how often in {quoted(_list(self.bare(one) for one in lacking))}",
                "how often a week, too", f'write "{whole}" where it is of all of them',
            )  # fmt: skip
        else:
            whole = "; ".join(self.one_with(one, _IN_EXAMPLES) for one in self.known)
        what = self.said if len(lacking) == len(self.known) else _list(self.bare(one) for one in lacking)
        long = any(one.counted_by == "minutes" and not _has_amount(one) for one in lacking)
        raise UnclearAnswerError("training", f"no word on how often{' and how long' if long else ''} in {quoted(what)}",
                                 f"how often a week{' and how long each time' if long else ''}, too",
                                 f'write for example "{whole}"')  # fmt: skip

    def check_amounts(self) -> None:
        """Ask where how long or how many lacks."""
        lacking = [
            one
            for one in self.known
            if not _has_amount(one) and not one.item.of(Kind.DISTANCE, Kind.SETS_ALONE)
        ]
        if not lacking:
            return
        first = lacking[0]
        words = {"minutes": "how long", "impacts": "how many jumps"}.get(
            first.counted_by, "sets and repetitions"
        )
        what = self.said if len(lacking) == len(self.known) else _list(self._whole(one) for one in lacking)
        example = _usual(first)
        if len(self.known) > 1:
            fix = f'write for example "{"; ".join(self.one_with(one, _IN_EXAMPLES) for one in self.known)}"'
        else:
            fix = f'say {words if words != "sets and repetitions" else "the sets and repetitions"}, too, for example "{example}"'
        raise UnclearAnswerError("training", f"no word on {words} in {quoted(what)}", f"{words}, too", fix)

    def _whole(self, one: _Known) -> str:
        """Return the words of an item as they stand."""
        return self.text[one.item.start : one.item.end].strip(" ,.;:-")

    def times(self, one: _Known) -> float | None:
        """Return the times a week of an item; ``None`` where they lack."""
        spans = [span for span in one.often if span.kind is not Kind.PERIOD]
        weekly = any(span.kind is Kind.PERIOD for k in self.known for span in k.often) or any(
            span.kind is Kind.OFTEN and _WEEKLY.search(span.text) for k in self.known for span in k.often
        )
        if not spans or (any(span.kind is Kind.COUNT for span in spans) and not weekly):
            return None
        values = list(dict.fromkeys((span.text.casefold(), span.value[0]) for span in spans))
        days = [value for words, value in values if _WEEKDAY.match(words)]
        others = {value for words, value in values if not _WEEKDAY.match(words)}
        if len(others) > 1 or (others and days and {sum(days)} != others):
            raise UnclearAnswerError(
                "training", f"{_list(quoted(span.text) for span in spans)} of {quoted(one.item.name)}, which are two rhythms",
                "how often a week",
                f"write {' or '.join(quoted(self.one_with(one, f'{in_words(value)} a week', anew=True)) for value in (*others, *([sum(days)] if days else [])))}",
            )  # fmt: skip
        return others.pop() if others else sum(days)

    def bare(self, one: _Known) -> str:
        """Return the words of an item without how often."""
        text = self.text[one.item.start : one.item.end]
        for span in sorted(one.item.often, key=lambda span: -span.start):
            if one.item.start <= span.start and span.end <= one.item.end:
                text = f"{text[: span.start - one.item.start]} {text[span.end - one.item.start :]}"
        text = f"{one.item.name} {text}" if one.item.same else text
        text = " ".join(text.replace(" )", ")").split()).strip(" ,:-.&/+")
        text = re.sub(
            r"^(?:(?:and|but|then|i|also|on|do|with|to|so|or) )+|(?: (?:and|on|or|but|at|for|:|-))+$",
            "",
            text,
        )
        return text if text.count("(") == text.count(")") else re.sub(r"[()]", "", text).strip()

    def one_with(self, one: _Known, often: str, *, anew: bool = False) -> str:
        """Return an item in words that read, with what it lacks as an example."""
        times = None if anew else self.times(one)
        told = f"{in_words(times)} a week" if times else often
        return f"{self.with_amount(one)} {told}"

    def with_amount(self, one: _Known) -> str:
        """Return an item with an example of its amount where that lacks."""
        bare = self.bare(one)
        for span in one.item.of(Kind.DISTANCE):
            bare = " ".join(bare.replace(span.text, " ").split())
        return bare if _has_amount(one) else f"{bare} {_usual(one)}"

    def all_with(self, often: str) -> str:
        """Return all items with one rhythm behind them."""
        if all(map(_has_amount, self.known)) and not any(one.often for one in self.known):
            return f"{self.said}, {often}"
        return f"{', '.join(map(self.with_amount, self.known))}, {often}"

    def either(self, first: Item, other: Item) -> UnclearAnswerError:
        """Return the question for one of two exercises."""
        lines = []
        for left_out in (other, first):
            kept = [one for one in self.known if one.item is not left_out]
            for one in kept:
                one.often = one.often or [span for item in (first, other) for span in item.often]
            lines.append("; ".join(_Sentence(self.text, self.said, kept).one_with(one, _IN_EXAMPLES)
                                   if not any(span.kind is Kind.UNSURE for span in one.often)
                                   else f"{self.with_amount(one)} twice a week" for one in kept))  # fmt: skip
        return UnclearAnswerError(
            "training", f"{quoted(f'{first.name} or {other.name}')} in {quoted(self.said)}, one or the other",
            "what is done, and how often each", f"write {' or '.join(map(quoted, lines))}, or both, each with how often",
        )  # fmt: skip


def _list(words: Iterable[str]) -> str:
    return ", ".join(words)


def _has_amount(one: _Known) -> bool:
    item = one.item
    if one.is_generic:
        return True
    counted = bool(item.of(Kind.SETS, Kind.ONE_SET, Kind.IMPACTS, Kind.NUMBER, Kind.EITHER))
    if one.counted_by == "minutes":
        return bool(item.of(Kind.MINUTES)) or counted
    return counted or (one.is_lift and bool(item.of(Kind.MINUTES)))


def _usual(one: _Known) -> str:
    return _USUAL[one.counted_by]


def _entries(one: _Known, whole: _Sentence) -> Iterator[Found]:
    """Yield the entries of an item: one, or one for each of a series of sets."""
    keys: dict[str, Any] = {"exercise": one.exercise, "sessions_per_week": whole.times(one)}
    item = one.item
    if either := item.of(Kind.EITHER):
        raise UnclearAnswerError("training", f"{quoted(either[0].text)} in {quoted(whole.said)}", "one of the two",
                                 str(either[0].value[0]))  # fmt: skip
    minutes = list(dict.fromkeys(span.value[0] for span in item.of(Kind.MINUTES)))
    if len(minutes) > 1:
        ways = [f"{item.name} {way} {in_words(whole.times(one) or 1)} a week" for way in minutes]
        raise UnclearAnswerError(
            "training", f"{quoted(_list(minutes))} of {quoted(item.name)}, several amounts of one exercise",
            "one amount, or each with its own days", f"write {' or '.join(map(quoted, ways))}, whichever counts most",
        )  # fmt: skip
    if minutes:
        keys["minutes"] = minutes[0]
    elif (way := item.of(Kind.DISTANCE)) and not item.of(Kind.SETS):
        often = " ".join(span.text for span in one.often)
        line = f"{item.name} 30 min {often}" if len(whole.known) == 1 else WHOLE
        raise UnclearAnswerError("training", f"{quoted(whole.said)}, a distance of {way[0].text.strip()}",
                                 "how long one session takes", f'write for example "{line}", with its minutes')  # fmt: skip
    if len(series := item.of(Kind.ONE_SET)) == 1 and not item.of(Kind.SETS):
        _, reps, load = series[0].value
        often = " ".join(span.text for span in one.often)
        ways = [f"{item.name} {number}x{reps} {load} {often}" for number in (1, 3)]
        raise UnclearAnswerError(
            "training", f"{quoted(series[0].text)} in {quoted(whole.said)}, the repetitions of one set", "how many sets",
            f'write for example "{ways[0]}" for one set or "{ways[1]}" for three',
        )  # fmt: skip
    if alone := item.of(Kind.SETS_ALONE):
        raise UnclearAnswerError("training", f"{quoted(alone[0].text)} in {quoted(whole.said)}, sets without their repetitions",
                                 "sets x repetitions", f'write "{alone[0].text} of 5" where each set has 5 repetitions')  # fmt: skip
    numbers = item.of(Kind.IMPACTS, Kind.NUMBER)
    sets = _sets(item)
    if numbers and not sets:
        if len(numbers) > 1:
            raise _number(numbers[1], whole)
        _check_number(one, numbers[0], whole)
        number = int(float(numbers[0].value[0] if numbers[0].value else numbers[0].text))
        if one.is_lift:
            sets = [(1, number, None)]
        else:
            keys["impacts"] = number
    elif any(span.kind is Kind.NUMBER for span in numbers):
        raise _bare_load(next(span for span in numbers if span.kind is Kind.NUMBER), one, whole)
    loads = [load_written(span.value[0]) for span in item.of(Kind.LOAD)]
    if len(sets) < 2 and len(loads) > 1:
        raise _several_loads(one, loads, sets, whole)
    if not sets and loads:
        keys["load"] = loads[0]
    if "minutes" in keys and not sets and "impacts" not in keys and one.counted_by == "impacts":
        known = load_exercises()[one.exercise]
        raise UnclearAnswerError(
            "training", f"{quoted(keys['minutes'])} of {known.name} in {quoted(whole.said)}, which is counted in jumps",
            "about how many jumps or landings a session", 'write for example "60 jumps" instead',
        )  # fmt: skip
    words = whole.text[item.start : item.end]
    counted = [
        f"{quoted(span.text)} is counted as {span.value[0]}x{span.value[1]}"
        for span in item.of(Kind.SETS)
        if _MIDDLE.search(span.text)
    ]
    if sets and not loads and all(load is None and reps >= _MANY_REPS for _, reps, load in sets):
        light = _with_own_weight(one)
        if light != one.exercise:
            keys["exercise"] = light
            counted.append(
                f"{quoted(item.name)} of so many repetitions without a load are counted as of the body's weight"
            )
    for number, reps, load in sets or [(0, 0, None)]:
        more = {"sets": number, "reps": reps} if number else {}
        heavy = {"load": load_written(load)} if load else {}
        note = "; ".join(counted) if more else ""
        yield Found(("habits", "training"), {**keys, **more, **heavy}, Place(""), words, note)


#: Repetitions that nobody does with a usual load on a bar.
_MANY_REPS: Final = 25


def _with_own_weight(one: _Known) -> str:
    """Return the exercise as it is done without a bar, where the library has that."""
    if "barbell" not in load_exercises()[one.exercise].equipment:
        return one.exercise
    try:
        return exercise_of(f"body-weight {one.item.name}", one.item.name)
    except UnclearAnswerError:
        return one.exercise


def _sets(item: Item) -> list[tuple[int, int, str | None]]:
    """Return the sets of an item, each with its load: that behind it, else that before it."""
    found: list[list[Any]] = []
    waiting: str | None = None
    for span in item.amounts:
        if span.kind in (Kind.SETS, Kind.ONE_SET):
            number, reps, load = span.value
            found.append([number, reps, load or waiting])
            waiting = None
        elif span.kind is Kind.LOAD and found and found[-1][2] is None:
            found[-1][2] = span.value[0]
        elif span.kind is Kind.LOAD:
            waiting = span.value[0]
    return [(number, reps, load) for number, reps, load in found]


def _several_loads(one: _Known, loads: list[str], sets: list[Any], whole: _Sentence) -> UnclearAnswerError:
    often = f"{in_words(whole.times(one) or 1)} a week"
    counted = f" {sets[0][0]}x{sets[0][1]}" if sets else " 3x8"
    ways = [f"{one.item.name}{counted} {load} {often}" for load in dict.fromkeys(loads)]
    return UnclearAnswerError(
        "training", f"{quoted(_list(loads))} of {quoted(one.item.name)}, several loads of one exercise",
        "one load, or each with its own sets", f"write {' or '.join(map(quoted, ways))}, whichever counts most",
    )  # fmt: skip


def _check_number(one: _Known, span: Span, whole: _Sentence) -> None:
    """Ask what a number is, where it may be none of jumps or repetitions: "squats 50 daily"."""
    if span.kind is not Kind.NUMBER:
        return
    before = span.start < whole.text.find(one.item.name, one.item.start)
    if one.counted_by == "minutes":
        ways = (f"{span.text} min",)
    elif not before and _LIFTED.intersection(load_exercises()[one.exercise].equipment):
        ways = (f"1x{span.text}", f"3x5 {span.text} kg")
    elif not float(span.text).is_integer():
        raise _number(span, whole)
    else:
        return
    raise UnclearAnswerError(
        "training", f"{quoted(span.text)} in {quoted(whole.said)}, a number without its unit",
        "minutes, repetitions or a load",
        f"write {' or '.join(quoted(whole.said.replace(span.text, way, 1)) for way in ways)}",
    )  # fmt: skip


def _number(span: Span, whole: _Sentence) -> UnclearAnswerError:
    return UnclearAnswerError(
        "training", f"{quoted(span.text)} in {quoted(whole.said)}, a number without its unit",
        "sets x repetitions, a load with its unit, or minutes",
        'write it like "back squat 3x5 80 kg twice a week" or "walking 30 min 3 times a week"',
    )  # fmt: skip


def _bare_load(span: Span, one: _Known, whole: _Sentence) -> UnclearAnswerError:
    if not _LIFTED.intersection(load_exercises()[one.exercise].equipment):
        return _number(span, whole)
    return UnclearAnswerError("training", f"{quoted(span.text)} in {quoted(whole.said)}, a load without its unit",
                              "kg or lb", f'write "{span.text} lb" or "{span.text} kg"')  # fmt: skip

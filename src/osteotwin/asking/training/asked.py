"""What is asked of one exercise of a sentence: amounts that are several, open, or counted otherwise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from osteotwin.asking.training.amounts import Kind, load_written
from osteotwin.asking.training.fixes import OFTEN, in_words, ways_of
from osteotwin.asking.training.items import Item, Told
from osteotwin.asking.training.known import Known, is_load
from osteotwin.asking.training.names import WHOLE
from osteotwin.asking.training.sentence import HELD, Sentence
from osteotwin.asking.training.sentences import IN_ALL
from osteotwin.asking.training.vocabulary import WEIGHTS
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.protocol.library import GENERIC_EXERCISES, load_exercises
from osteotwin.units.patterns import later

#: Counted in time, and done in repetitions, too.
_IN_REPETITIONS: Final = frozenset(("yoga", "balance_training", "step_aerobics"))
#: So many repetitions of them are minutes: "yoga 2x60".
_MINUTES_LONG: Final = 30
#: Of these a way is one repetition; of others a step.
_ONE_WAY: Final = later(r"carry|sled")
#: A first number above this is no number of sets.
_MOST_SETS = 20


def check_item(one: Known, whole: Sentence) -> None:
    """Ask where it is open how much of an exercise is done.

    Raises
    ------
    UnclearAnswerError
    """
    item = one.item
    often = " ".join(span.text for span in one.often)
    if either := item.of(Kind.EITHER):
        raise UnclearAnswerError("training", f"{quoted(either[0].text)} in {quoted(whole.said)}", "one of the two",
                                 str(either[0].value[0]))  # fmt: skip
    minutes = list(dict.fromkeys(span.value[0] for span in item.of(Kind.MINUTES)))
    if len(minutes) > 1:
        raise _several(
            one, minutes, [f"{way}" for way in minutes], whole, "one amount, or each with its own days"
        )
    _check_beside_lift(one, whole)
    if not minutes and (way := item.of(Kind.DISTANCE)) and not item.of(Kind.SETS) and one.is_lift:
        name = load_exercises()[one.exercise].name
        sets = "3x1" if _ONE_WAY.search(one.exercise) else "3x10"
        line = " ".join((item.name, sets, *map(load_written, _loads(item)), often))
        raise UnclearAnswerError(
            "training",
            f"{quoted(way[0].text.strip())} in {quoted(whole.said)}, a way, and {name} is counted in repetitions",
            "sets x repetitions", f'write for example "{line}", with about how many they are',
        )  # fmt: skip
    if not minutes and (way := item.of(Kind.DISTANCE)) and not item.of(Kind.SETS):
        line = f"{item.name} 30 min {often}" if len(whole.known) == 1 else WHOLE
        raise UnclearAnswerError(
            "training", f"{quoted(whole.said)}, a distance of {way[0].text.strip()}", "how long one session takes",
            f'write for example "{line}", with its minutes',
        )  # fmt: skip
    if (
        one.counted_by == "minutes"
        and not minutes
        and (sets := item.of(Kind.SETS))
        and (one.exercise not in HELD - {"sprinting"} | _IN_REPETITIONS or sets[0].value[1] >= _MINUTES_LONG)
    ):
        raise UnclearAnswerError(
            "training",
            f"{quoted(sets[0].text)} of {quoted(item.name)} in {quoted(whole.said)}, which is counted in time",
            "how long one session takes", f'write for example "{item.name} 30 min {often}", with its minutes',
        )  # fmt: skip
    if len(series := item.of(Kind.ONE_SET)) == 1 and not item.of(Kind.SETS):
        _, reps, load = series[0].value
        ways = [f"{item.name} {number}x{reps} {load} {often}" for number in (1, 3)]
        raise UnclearAnswerError(
            "training", f"{quoted(series[0].text)} in {quoted(whole.said)}, the repetitions of one set",
            "how many sets", f'write for example "{ways[0]}" for one set or "{ways[1]}" for three',
        )  # fmt: skip
    if alone := item.of(Kind.SETS_ALONE):
        words = alone[0].text
        raise UnclearAnswerError(
            "training", f"{quoted(words)} in {quoted(whole.said)}, sets without their repetitions",
            "sets x repetitions", f'write "{words} of 5" where each set has 5 repetitions',
        )  # fmt: skip
    counted = item.of(Kind.SETS, Kind.ONE_SET, Kind.IMPACTS, Kind.NUMBER)
    if minutes and not counted and one.counted_by == "impacts":
        name = load_exercises()[one.exercise].name
        raise UnclearAnswerError(
            "training", f"{quoted(minutes[0])} of {name} in {quoted(whole.said)}, which is counted in jumps",
            "about how many jumps or landings a session", 'write for example "60 jumps" instead',
        )  # fmt: skip
    _check_times_of_minutes(one, whole, minutes)
    _check_times_a_day(one, whole, minutes)
    _check_beside_sets(one, whole)
    _check_numbers(one, whole)
    _check_loads(one, whole)
    _check_load_of_other_sets(one, whole)
    _check_load_behind(one, whole)


#: "3 x 8 - 60": of so many more repetitions it is a load.
_ENDS: Final = later(r"(?P<low>\d{1,2}) ?- ?(?P<high>\d{2,3})\b")


def _check_beside_lift(one: Known, whole: Sentence) -> None:
    """Ask where "80k" of a lift may be its load."""
    item, often = one.item, " ".join(span.text for span in one.often)
    for span in item.of(Kind.SETS):
        ends = _ENDS.search(span.text)
        if one.has_load and ends is not None and float(ends["high"]) > 3.0 * float(ends["low"]):
            ways = (
                f"{item.name} {span.value[0]}x{ends['low']} {ends['high']} {unit} {often}"
                for unit in ("kg", "lb")
            )
            found = f"{quoted(span.text)} in {quoted(whole.said)}, a load without its unit"
            raise UnclearAnswerError("training", found, "kg or lb", f"write {ways_of(*ways)}")
    thousands = [way for way in item.of(Kind.DISTANCE) if way.text.casefold().endswith("k")]
    if one.is_lift and one.has_load and item.of(Kind.SETS) and thousands and not _loads(item):
        number = thousands[0].text[:-1].strip()
        sets = item.of(Kind.SETS)[0].text
        raise UnclearAnswerError(
            "training", f"{quoted(thousands[0].text)} in {quoted(whole.said)}, a load without its unit", "kg or lb",
            f"write {ways_of(*(f'{item.name} {sets} {number} {unit} {often}' for unit in ('kg', 'lb')))}",
        )  # fmt: skip


def check_held(one: Known, whole: Sentence) -> None:
    """Ask for the holds, or the ways, of what is counted in repetitions and told in minutes.

    Raises
    ------
    UnclearAnswerError
    """
    _check_days_of(one, whole)
    item, exercise = one.item, load_exercises()[one.exercise]
    many = next(
        (span for span in item.of(Kind.SETS) if span.value[0] > _MOST_SETS and "x" in span.text), None
    )
    if many is not None:
        number, reps, _ = many.value
        raise UnclearAnswerError(
            "training", f"{quoted(many.text)} in {quoted(whole.said)}, so many sets or a load without its unit",
            "sets x repetitions, and the load with its unit",
            f'write "3x{reps} {number} kg" or "3x{reps} {number} lb", with your own number of sets',
        )  # fmt: skip
    minutes = item.of(Kind.MINUTES)
    if minutes and one.is_lift and not one.is_generic and not exercise.cycles_per_minute and not item.of(
        Kind.SETS, Kind.ONE_SET, Kind.IMPACTS, Kind.NUMBER
    ):  # fmt: skip
        often = " ".join(span.text for span in one.often)
        line = f"{item.name} 3x1 {' '.join(map(load_written, _loads(item)))} {often}"
        found = f"{quoted(minutes[0].text.strip())} in {quoted(whole.said)}, and {exercise.name} is not counted in time"
        raise UnclearAnswerError(
            "training", found, "sets x repetitions, a hold or a way as one repetition",
            f"write for example {ways_of(line)} instead",
        )  # fmt: skip


_MANY: Final = later(
    r"\b(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|twelve) (?:\w+ )?"
    r"(?:exercises|lifts|\u00fcbungen|ejercicios|exercices|machines|stations)\b",
    re.IGNORECASE,
)


def check_many(told: Told, text: str, said: str) -> None:
    """Ask for the exercises where sets are told of a number of them and none is named: "10 exercises, 3x10 each".

    Raises
    ------
    UnclearAnswerError
    """
    names = [one.name for one in told.items if not one.holds]
    sets = [span for one in told.items for span in one.of(Kind.SETS, Kind.SETS_ALONE)]
    timed = any(one.of(Kind.MINUTES) for one in told.items)
    if (
        (sets or (names and not timed))
        and all(map(WEIGHTS.fullmatch, names))
        and (many := _MANY.search(text)) is not None
    ):
        raise UnclearAnswerError(
            "training", f"{quoted(many[0])} in {quoted(said)}, of which it is not told which they are",
            "the exercises, each with its sets and how often a week",
            'write each by itself, for example "back squat 3x10 twice a week; bench press 3x10 twice a week"',
        )  # fmt: skip


#: A higher number beside minutes is of what is done in them.
_MOST_OF_DAY: Final = 6


def _check_times_of_minutes(one: Known, whole: Sentence, minutes: Sequence[str]) -> None:
    """Ask how long it is in all where a bare "x2" stands beside minutes: "walk 1 h x2 Mon-Fri"."""
    times = item_times[0].value[0] if (item_times := one.item.of(Kind.IMPACTS)) else 0
    often = whole.times(one)
    if one.counted_by != "minutes" or not minutes or not 1 < times <= _MOST_OF_DAY or not often:
        return
    each = float(minutes[0].split()[0])
    ways = (f"{one.item.name} {long:g} min {in_words(often)} a week" for long in (each * times, each))
    raise UnclearAnswerError(
        "training", f'"x {times}" beside {quoted(minutes[0])} in {quoted(whole.said)}', IN_ALL,
        f"write {ways_of(*ways)}, whichever is all of a day",
    )  # fmt: skip


#: Sessions of a week that a file holds.
_MOST_SESSIONS: Final = 21.0


def _check_times_a_day(one: Known, whole: Sentence, minutes: Sequence[str]) -> None:
    """Ask for all of a day together where it is done so often that a file does not hold it."""
    times = whole.times(one) or 0.0
    if times <= _MOST_SESSIONS:
        return
    often = ", ".join(span.text for span in one.often)
    each = times / 7.0
    sets = one.item.of(Kind.SETS)
    amount = ""
    if minutes:
        amount = f"{float(minutes[0].split()[0]) * each:g} min"
    elif sets:
        amount = f"{sets[0].value[0] * each:g}x{sets[0].value[1]}"
    day = "; ".join(
        f"{k.item.name} {amount} daily" if k is one else whole.one_with(k, OFTEN) for k in whole.known
    )
    line = (
        f'write "{day}" where each time is as long as told'
        if amount
        else "write what is done in a day together"
    )
    raise UnclearAnswerError(
        "training", f"{quoted(often)} in {quoted(whole.said)}, more than three times a day",
        "all of a day together", line,
    )  # fmt: skip


_WITH: Final = later(r"\b(?:with|mit|con|avec|at|\u00e0)\s*$|@\s*$", re.IGNORECASE)


def _check_load_behind(one: Known, whole: Sentence) -> None:
    """Ask whether a load is of both of two exercises: "squat 3x5 and deadlift 1x5 with 100 kg"."""
    place = whole.known.index(one) + 1
    if (
        place == len(whole.known)
        or _loads(one.item)
        or "barbell" not in load_exercises()[one.exercise].equipment
    ):
        return
    following = whole.known[place]
    loads = following.item.of(Kind.LOAD)
    between = whole.text[one.item.end : following.item.start]
    if (
        len(loads) != 1
        or one.item.of(Kind.BODY)
        or not one.item.of(Kind.SETS)
        or "and" not in between.split()
    ):
        return
    if not (
        _WITH.match(loads[0].text)
        or _WITH.search(whole.text[: loads[0].start])
        or loads[0].text[0] in "@wmca"
    ):
        return
    first, other = (
        f"{whole.bare(row)}{{}} {in_words(whole.times(row) or 1)} a week" for row in (one, following)
    )
    load = load_written(loads[0].value[0])
    raise UnclearAnswerError(
        "training", f"{quoted(loads[0].text)} in {quoted(whole.said)}, of both or of the last", "the load of each",
        f'write "{first.format(" " + load)}; {other.format("")}" where it is of both, or '
        f'"{first.format("")}; {other.format("")}" where it is of the last',
    )  # fmt: skip


def _check_load_of_other_sets(one: Known, whole: Sentence) -> None:
    """Ask for the load of sets of another day that alone have none: "squat 3x10 60 kg Monday and 5x5 Friday"."""
    place = whole.known.index(one)
    sets, before = one.item.of(Kind.SETS), whole.known[place - 1] if place else None
    if not one.item.same or not sets or before is None or _loads(one.item) or one.item.of(Kind.BODY):
        return
    if loads := _loads(before.item):
        had = (before.item.of(Kind.SETS) or sets)[0].value
        lines = [
            f"{one.item.name} {value[0]}x{value[1]} {{}} {in_words(whole.times(row) or 1)} a week"
            for row, value in ((before, had), (one, sets[0].value))
        ]
        load = load_written(loads[0])
        same, none = (
            "; ".join((lines[0].format(load), lines[1].format(other))) for other in (load, "body weight")
        )
        raise UnclearAnswerError(
            "training", f"{quoted(sets[0].text)} in {quoted(whole.said)}, of which the load is not told",
            "the load of each", f'write "{same}" if it is the same, or "{none}" if there is none',
        )  # fmt: skip


def _loads(item: Item) -> list[str]:
    return [
        *(span.value[0] for span in item.of(Kind.LOAD)),
        *(span.value[2] for span in item.of(Kind.SETS, Kind.ONE_SET) if span.value[2]),
    ]


def _check_beside_sets(one: Known, whole: Sentence) -> None:
    """Ask which repetitions count where others stand beside the sets: "4 sets of 10 (20 each leg)"."""
    sets, beside = one.item.of(Kind.SETS), one.item.of(Kind.IMPACTS)
    if len(sets) != 1 or not beside:
        return
    number, reps, _ = sets[0].value
    other = beside[0].value[0]
    if other in (reps, reps * number) or 2 * other == reps:
        return
    load = " ".join(map(load_written, _loads(one.item)))
    ways = [f"{number}x{many} {load}".strip() for many in (reps, other)]
    raise _several(one, [sets[0].text, beside[0].text], ways, whole, "sets x repetitions, each told once")


def _check_days_of(one: Known, whole: Sentence) -> None:
    """Ask what a bare number before training as a whole counts: "2 on strength"."""
    numbers = one.item.of(Kind.NUMBER)
    if one.exercise != GENERIC_EXERCISES["resistance"] or len(numbers) != 1 or one.item.of(Kind.SETS):
        return
    number = numbers[0].text
    others = [
        f"{whole.bare(k)} {in_words(times)} a week" if (times := whole.times(k)) else whole.bare(k)
        for k in whole.known
        if k is not one
    ]
    days = "; ".join((*others, f"{one.item.name} {number} days a week"))
    raise UnclearAnswerError(
        "training", f"{quoted(number)} of {quoted(one.item.name)} in {quoted(whole.said)}, days or repetitions",
        "how often a week, or sets x repetitions",
        f'write "{days}" where these are days, and the sets, too, where they are repetitions',
    )  # fmt: skip


def _check_numbers(one: Known, whole: Sentence) -> None:
    """Ask what a bare number is, where it may be none of jumps or repetitions: "squats 50 daily"."""
    numbers = one.item.of(Kind.NUMBER)
    if not numbers:
        return
    number = numbers[0]
    if one.item.of(Kind.SETS, Kind.ONE_SET):
        raise whole.bare_load(one, number)
    if len(one.item.of(Kind.NUMBER, Kind.IMPACTS)) > 1:
        raise whole.unnumbered(numbers[-1])
    before = number.start < whole.text.find(one.item.name, one.item.start)
    if one.counted_by == "minutes":
        ways = (f"{number.text} min",)
    elif not before and one.has_load:
        ways = (f"1x{number.text}", f"3x5 {number.text} kg")
        if is_load(number.text, one.exercise):
            ways = tuple(f"3x5 {number.text} {unit}" for unit in ("kg", "lb"))
    elif not float(number.text).is_integer():
        raise whole.unnumbered(number)
    else:
        return
    raise UnclearAnswerError(
        "training", f"{quoted(number.text)} in {quoted(whole.said)}, a number without its unit",
        "minutes, repetitions or a load",
        f"write {' or '.join(quoted(whole.said.replace(number.text, way, 1)) for way in ways)}",
    )  # fmt: skip


def _check_loads(one: Known, whole: Sentence) -> None:
    """Ask where not each of several sets has its load, or one has two."""
    loads = [load_written(span.value[0]) for span in one.item.of(Kind.LOAD)]
    sets = one.item.of(Kind.SETS)
    if not loads or len(loads) == len(sets) or (len(loads) == 1 and len(sets) < 2):
        return
    counted = f"{sets[0].value[0]}x{sets[0].value[1]}" if sets else "3x8"
    ways = [f"{counted} {load}" for load in dict.fromkeys(loads)]
    raise _several(one, loads, ways, whole, "one load, or each with its own sets")


def _several(
    one: Known, told: Sequence[str], ways: Sequence[str], whole: Sentence, expected: str
) -> UnclearAnswerError:
    lines = [f"{one.item.name} {way} {in_words(whole.times(one) or 1)} a week" for way in ways]
    return UnclearAnswerError(
        "training", f"{quoted(', '.join(told))} of {quoted(one.item.name)}, several amounts of one exercise", expected,
        f"write {ways_of(*lines)}, whichever counts most",
    )  # fmt: skip

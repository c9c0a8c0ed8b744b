"""Exercises with their amounts and how often → entries of habitual training."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from osteotwin.asking.training.amounts import Kind, load_written
from osteotwin.asking.training.asides import noted, with_note
from osteotwin.asking.training.asked import check_held, check_item, check_many
from osteotwin.asking.training.borne import check_borne
from osteotwin.asking.training.items import Item, Told
from osteotwin.asking.training.known import NOTHING, PLACES, Heading, Known, known_of, share
from osteotwin.asking.training.names import exercise_of
from osteotwin.asking.training.paces import at_usual_pace
from osteotwin.asking.training.sentence import HELD, Sentence
from osteotwin.asking.training.totals import check_weighted
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.importing.found import Found, Place
from osteotwin.inputs.names import folded
from osteotwin.protocol.library import load_exercises
from osteotwin.units.patterns import later

#: Repetitions of which the middle counts: "8-10", and "6, 6, 5, 3".
_MIDDLE: Final = later(r"\d ?(?:-|to|bis|a|\u00e0) ?\d|\d ?[/,] ?\d|\+")


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
    check_many(told, text, said)
    known = known_of(told, said, heading)
    if not known:
        return []
    _give_minutes(told, known)
    check_borne(known, text, said)
    paces = at_usual_pace(known, text, said)
    whole = Sentence(text, said, known)
    if told.either is not None:
        raise whole.either(*told.either)
    share(told, known, text, heading)
    check_weighted(known, said)
    for one in known:
        check_held(one, whole)
    whole.check_often()
    whole.check_amounts()
    left = [
        one
        for one in told.items
        if one.holds
        and (
            folded(one.name) not in PLACES | NOTHING
            or (folded(one.name) in NOTHING and one.of(Kind.LOAD, Kind.SETS))
        )
        and not _is_label(one, text)
    ]
    hours = [
        f"{quoted(minutes[0].text.strip())} of {quoted(one.name)} is in no number"
        for one in told.items
        if one.holds and folded(one.name) not in NOTHING and (minutes := one.of(Kind.MINUTES))
    ]
    hours += [paces] if paces else []
    if heading.taken:
        often = " ".join(span.text.strip() for span in heading.often)
        hours.append(
            f"{quoted(often)} is taken of {' and '.join(quoted(one.item.name) for one in known)}, too"
        )
    hours += [f"{quoted(span.text)} is in no number" for one in told.items for span in one.effort]
    hours += [
        f"{quoted(way[0].text)} is in no number: {quoted(one.item.name)} is counted in repetitions"
        for one in known
        if one.is_lift and (way := one.item.of(Kind.DISTANCE))
    ]
    found = _noted([entry for one in known for entry in _entries(one, whole)], said)
    if left and found:
        note = f"{' and '.join(quoted(one.name) for one in left)} names no exercise, and is left out"
        found = list(with_note(found, note))
    return list(with_note(found, "; ".join(hours)))


def _give_minutes(told: Told, known: list[Known]) -> None:
    """Give training with weights the minutes that stand behind what it is done with: "with machines for 60 min"."""
    holding = [one for one in told.items if one.holds and one.of(Kind.MINUTES)]
    (one, *more) = known
    if len(holding) == 1 and one.is_generic and not more and not one.item.of(Kind.MINUTES, Kind.SETS):
        minutes = holding[0].of(Kind.MINUTES)
        one.item.amounts = [*one.item.amounts, *minutes]
        holding[0].amounts = [span for span in holding[0].amounts if span not in minutes]


def _is_label(item: Item, text: str) -> bool:
    """Tell whether what holds exercises only heads those that follow: "legs (squat 3x5)"."""
    return text[: item.end].endswith((":", "-")) or text[item.end :].lstrip().startswith((":", "-", "(", "["))


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


def _entries(one: Known, whole: Sentence) -> Iterator[Found]:
    """Yield the entries of an item: one, or one for each of a series of sets."""
    check_item(one, whole)
    item = one.item
    keys: dict[str, Any] = {"exercise": one.exercise, "sessions_per_week": whole.times(one)}
    sets, notes, bare = _sets(item), _counted(item), False
    if minutes := item.of(Kind.MINUTES):
        is_pause = (
            sets
            and one.counted_by == "repetitions"
            and float(minutes[0].value[0].split()[0]) < _LEAST_MINUTES
        )
        if not is_pause or one.exercise in HELD:  # a pause is said as not used
            keys["minutes"] = minutes[0].value[0]
    if not sets and (numbers := item.of(Kind.IMPACTS, Kind.NUMBER)):
        number = int(float(numbers[0].value[0] if numbers[0].value else numbers[0].text))
        if one.is_lift:
            bare = True
            sets = [(1, number, next((span.value[0] for span in item.of(Kind.LOAD)), None))]
        else:
            keys["impacts"] = number
    if not sets and (loads := item.of(Kind.LOAD)):
        keys["load"] = load_written(loads[0].value[0])
    if sets and all(load is None and (bare or reps >= _MANY_REPS) for _, reps, load in sets):
        light = _with_own_weight(one)
        if light != one.exercise:
            keys["exercise"] = light
            notes += (
                f"{quoted(item.name)} {'without sets and' if bare else 'of so many repetitions without'} a load "
                "are counted as of the body's weight",
            )
    words = whole.text[item.start : item.end]
    for number, reps, load in sets:
        heavy = {"load": load_written(load)} if load else {}
        told = {**keys, "sets": number, "reps": reps, **heavy}
        yield Found(("habits", "training"), told, Place(""), words, "; ".join(notes))
    if not sets:
        yield Found(("habits", "training"), keys, Place(""), words)


def _counted(item: Item) -> tuple[str, ...]:
    """Return what is said of repetitions of which the middle counts."""
    return tuple(
        f"{quoted(span.text)} is counted as {span.value[0]}x{span.value[1]}"
        for span in item.of(Kind.SETS)
        if _MIDDLE.search(span.text)
    )


#: Repetitions that nobody does with a usual load on a bar.
_MANY_REPS: Final = 25
#: Beside sets and repetitions a shorter time is of one repetition [min].
_LEAST_MINUTES: Final = 1.0


def _with_own_weight(one: Known) -> str:
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

"""The exercises of a sentence on training, each with how often, also where that is told of several at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from osteotwin.asking.training.amounts import Kind
from osteotwin.asking.training.items import Item, Told
from osteotwin.asking.training.names import exercise_of, library_fix
from osteotwin.asking.training.spans import Span
from osteotwin.asking.unclear import UnclearAnswerError
from osteotwin.importing.found import Found
from osteotwin.inputs.names import folded
from osteotwin.protocol.library import load_exercises
from osteotwin.protocol.library.exercise_words import asked_names
from osteotwin.units.patterns import later

#: Said beside exercises and no training of its own.
NOTHING: Final = frozenset(map(folded, ("rest", "rest day", "cool down", "cooldown", "warm up", "warmup")))
#: Where and that it is done; other names that hold exercises, such as accessories, are said to be left out.
PLACES: Final = frozenset(map(folded, (
    "gym", "the gym", "fitnessstudio", "gimnasio", "salle de sport", "salle", "la salle", "health club",
    "fitness studio",
    "fitness center", "fitness centre", "work out", "workout", "workouts", "works out", "working out", "exercise",
    "exercises", "training", "ich trainiere", "trainiere", "entreno", "fitness", "gym session", "gym sessions",
    "weight room", "sport", "sports", "full body", "full body workout", "ganzkörper", "ganzkörperplan",
    "ganzkörper plan", "activity", "activities", "physical activity",
)))  # fmt: skip
_TIME_OF_DAY: Final = later(
    r"\b(?:morning|afternoon|evening|night|noon|lunch\w*|breakfast|dinner)s?\b", re.IGNORECASE
)


#: Of so much on a machine nobody does as many repetitions: "leg press 90".
_LEAST_LOAD: Final = 45.0


def is_load(number: str, exercise: str) -> bool:
    """Tell whether a bare number can only be a load.

    Examples
    --------
    >>> is_load("90", "leg_press"), is_load("90", "push_up"), is_load("20", "leg_press")
    (True, False, False)
    """
    on_machine = any("machine" in one for one in load_exercises()[exercise].equipment)
    return on_machine and float(number) >= _LEAST_LOAD


#: With these a number may be a load.
_LIFTED: Final = frozenset((
    "barbell", "dumbbell", "kettlebell", "weights", "machine", "cable machine", "trap bar", "leg press machine",
))  # fmt: skip


@dataclass
class Known:
    """An item with its exercise and how often."""

    item: Item
    exercise: str
    often: list[Span]

    @property
    def counted_by(self) -> str:
        """What the exercise is counted by."""
        return load_exercises()[self.exercise].counted_by

    @property
    def is_lift(self) -> bool:
        """Whether it is counted in repetitions."""
        return self.counted_by == "repetitions"

    @property
    def has_load(self) -> bool:
        """Whether a number may be a load."""
        return bool(_LIFTED.intersection(load_exercises()[self.exercise].equipment))

    @property
    def is_generic(self) -> bool:
        """Whether it is training with weights that names no exercise."""
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
    told : bool
        Whether an exercise was read before.
    unused : list of str
        Sentences, and words of them, that are left out.
    """

    often: Sequence[Span] = ()
    asks: UnclearAnswerError | None = None
    replaces: Found | None = None
    taken: bool = False
    told: bool = False
    unused: list[str] = field(default_factory=list[str])


def known_of(told: Told, said: str, heading: Heading) -> list[Known]:
    """Return the items with their exercises, without what only holds others."""
    items = [one for one in told.items if not one.holds]
    items = [one for one in items if len(items) == 1 or not _is_title(one, said)]
    known = [
        Known(one, exercise_of(one.name, said, one.amounts), list(one.often))
        for one in items
    ]  # fmt: skip
    _without_said_again(told, known)
    _load_to_lift(known)
    known = _weights_once(told, known)
    holding = [one for one in told.items if one.holds and folded(one.name) not in NOTHING]
    if len(holding) == 1 and not known and not holding[0].often:  # "three days in the gym: Mon, Wed, Fri"
        holding[0].often = [*told.trailing, *([] if told.trailing else told.heading)]
    for place in holding:
        inside = [one for one in known if not one.often and (
            one.is_lift or told.items.index(one.item) > told.items.index(place)
        )]  # fmt: skip
        alone = told.colon and place is told.items[0] and bool(told.heading and known) and (
            all(one.item.headed for one in known)  # "Mon: gym, Tue: run 30 min"
        )  # fmt: skip
        alone = alone or (
            _BESIDE.match(said) is not None and bool(known) and not any(k.is_lift for k in known)
        )
        if (
            alone
            or place.of(Kind.SETS, Kind.ONE_SET, Kind.LOAD, Kind.IMPACTS)
            or (place.often and known and not inside)
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
    for place, first in enumerate(list(known)):
        rest = known[place + 1 :]
        if first.is_generic and rest and not first.item.amounts and (
            all(one.is_lift and not one.is_generic and not one.often for one in rest)
        ):  # fmt: skip
            for one in rest:
                one.often = list(first.often)
            known.remove(first)
            break
    return known


def _load_to_lift(known: Sequence[Known]) -> None:
    """Give a load behind jumps to the lift before them, which has none: "15 swings, 15 box jumps, 24 kg"."""
    for before, one in pairwise(known):
        loads = one.item.of(Kind.LOAD)
        if one.counted_by == "impacts" and loads and before.is_lift and before.has_load and not before.item.of(
            Kind.LOAD, Kind.BODY, Kind.ONE_SET
        ):  # fmt: skip
            one.item.amounts = [span for span in one.item.amounts if span not in loads]
            before.item.amounts = [*before.item.amounts, *loads]


#: "gym, run 30 min Tue": weights are lifted in a gym.
_BESIDE: Final = later(
    r"(?:i |the |to |go |going |do )*(?:gym|fitnessstudio|gimnasio|salle de sport|weight room|studio)"
    r"(?: work| sessions?| workouts?)? ?(?:,|and\b|&|\+|plus\b|und\b|et\b|y\b)",
    re.IGNORECASE,
)


def _is_title(one: Item, said: str) -> bool:
    """Tell whether a name that says no exercise heads those that follow: "Starting Strength: squat 3x5"."""
    return (
        not one.amounts
        and folded(one.name) in asked_names()
        and re.search(rf"{re.escape(one.name)}[^:;,]{{0,25}}:", said, re.IGNORECASE) is not None
    )


def _without_said_again(told: Told, known: list[Known]) -> None:
    """Drop a name that only says again what is counted: "lunges 3 sets of 10 lunges"."""
    for before, one in list(pairwise(known)):
        again = not one.item.amounts and not one.item.often and before.item.amounts and not one.item.same
        if again and one.exercise == before.exercise and before.item.end <= one.item.start:
            known.remove(one)
            told.items.remove(one.item)


def _weights_once(told: Told, known: list[Known]) -> list[Known]:
    """Return the items, training with weights once where two words of it tell one thing: "lifting, powerlifting"."""
    general = [one for one in known if one.is_generic]
    bare = [one for one in general if not one.item.amounts and not one.item.often]
    again = [one for one in bare[1:] if one.exercise == bare[0].exercise] if len(bare) == len(general) else [
        one for one in bare if any(one.exercise == other.exercise for other in general if other not in bare)
    ]  # fmt: skip
    told.items = [one for one in told.items if not any(one is left.item for left in again)]
    return [one for one in known if one not in again]


def _share_sets(known: Sequence[Known], text: str) -> None:
    """Give sets that are told once of a list of lifts to each: "squats, bench and rows, 3 sets of 5"."""
    with_sets = [one for one in known if one.item.amounts]
    if len(known) < 2 or len(with_sets) != 1 or not all(one.is_lift and not one.is_generic for one in known):
        return
    (own,) = with_sets
    sets = own.item.of(Kind.SETS)
    if len(sets) != 1 or len(own.item.amounts) != 1:
        return
    name = text.find(own.item.name, own.item.start)
    behind = own is known[-1] and "," in text[name + len(own.item.name) : sets[0].start]
    before = own is known[0] and _OF.fullmatch(text[sets[0].end : name]) is not None
    if behind or before:
        for one in known:
            one.item.amounts = list(sets)


#: Between lifts that are told in one breath.
_JOINED: Final = later(r",? ?(?:,|and|&|\+|und|y|et|plus) ?", re.IGNORECASE)


def _share_between(known: Sequence[Known], text: str) -> None:
    """Give lifts in a row how often the last of them is done: "squats and deadlifts twice a week, walking daily"."""
    for one, following in reversed(list(pairwise(known))):
        joint = text[one.item.end : following.item.start]
        alike = one.is_lift and following.is_lift and not (one.is_generic or following.is_generic)
        alike = alike and bool(one.item.amounts) == bool(following.item.amounts) and not following.item.before
        if alike and not one.often and following.often and _JOINED.fullmatch(joint):
            one.often = list(following.often)


#: "3 sets of 10 of squats, lunges and push-ups"
_OF: Final = later(r"(?: ?(?:each|reps|of|on|the|all|for|de|von|del|las|los|des))+ ?:? ?|: ?", re.IGNORECASE)


def share(told: Told, known: list[Known], text: str, heading: Heading) -> None:
    """Give each item how often, where that is told of several at once."""
    _share_sets(known, text)
    headed = list(told.heading)
    current: list[Span] = []
    for one in known:
        if one.item.headed:
            headed, current = one.often, one.often
        elif one.often and one.item.before:
            current = one.often
        elif not one.often:
            held = load_exercises()[one.exercise].training_type == "isometric"
            one.often = list(headed) or (list(current) if one.is_lift or held else [])
    if told.trailing and told.colon and headed:
        known[-1].often = [*headed, *told.trailing]  # asked which
    elif told.trailing:
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
    _share_between(known, text)
    lacking = [one for one in known if not one.often]
    if heading.often and lacking and all(one.is_lift and not one.is_generic for one in known):
        heading.taken = True
        for one in lacking:
            one.often = list(heading.often)
    if headed:
        heading.often = tuple(headed)
    elif len(known) == 1 and known[0].is_generic and known[0].often and not known[0].item.amounts:
        heading.often = tuple(known[0].often)

"""Every choice that fits a person's wishes and breaks no limit: small enough to be enumerated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Final

from osteotwin.planning.choice import (
    TABLET_MG,
    Choice,
    Impact,
    Nutrition,
    Strength,
    highest_load,
    minutes_a_session,
    protocol_of,
)
from osteotwin.planning.frame import SHORTEST_SESSION, Frame
from osteotwin.planning.habit_change import Changed, versions_of
from osteotwin.safety.guidelines.intakes import requirement_of
from osteotwin.safety.violations import violations

SETS: Final = (2, 3, 5)
#: Sets of what is new beside a habit that becomes more: the space stays small enough.
_SETS_BESIDE: Final = 3
LIFTING_DAYS: Final = (1, 2, 3)
IMPACT_DAYS: Final = (2, 3, 5)
IMPACTS: Final = (20, 40, 60, 100)
MINUTES: Final = (10, 20, 30)
SERVINGS: Final = (0, 1, 2)
TABLETS: Final = (0, 1, 2)
VITAMIN_D: Final = (0, 1000, 2000)
#: So much beyond what nearly everybody needs is still rounding; more calcium is no food for bone [mg].
_PLENTY_MG: Final = 400.0


@dataclass(frozen=True)
class Space:
    """The levers that are left of a person's, each tried against the limits by itself.

    Attributes
    ----------
    strengths, impacts : tuple
        With ``None`` for none.
    nutritions : tuple
    refused : tuple of str
        Sentences of the limits that took something away.
    changes : tuple
        Other versions of habits, with ``None`` for none.
    """

    strengths: tuple[Strength | None, ...]
    impacts: tuple[Impact | None, ...]
    nutritions: tuple[Nutrition, ...]
    refused: tuple[str, ...]
    changes: tuple[Changed | None, ...] = (None,)

    def __len__(self) -> int:
        return len(self.strengths) * len(self.impacts) * len(self.nutritions) * len(self.changes)

    def choices(self, frame: Frame) -> Iterator[Choice]:
        """Yield every choice whose sessions fit into the minutes that are wished; the first is to do nothing more."""
        for changed, strength, impact in product(self.changes, self.strengths, self.impacts):
            if changed is not None and strength is not None and strength.sets != _SETS_BESIDE:
                continue
            trained = Choice(strength, impact, Nutrition(), changed)
            if minutes_a_session(trained, frame) <= frame.minutes or not trained.training_days:
                yield from (Choice(strength, impact, nutrition, changed) for nutrition in self.nutritions)


NOTHING_MORE: Final = Choice(None, None, Nutrition())


def space_of(frame: Frame) -> Space:
    """Return the levers of a person, without those that break a limit.

    The levers are of different sorts, and every limit is of one sort, so that what is allowed by itself is allowed with
    the others; plans that are shown are judged again as a whole.
    """
    refused: dict[str, None] = {}

    def allowed(choice: Choice) -> bool:
        found = violations(protocol_of(choice, frame), frame.person)
        refused.update(dict.fromkeys(found))
        return not found

    trains = frame.days > 0 and frame.minutes >= SHORTEST_SESSION
    strengths = [one for one in _strengths(frame) if trains and allowed(Choice(one, None, Nutrition()))]
    impacts = [one for one in _impacts(frame) if trains and allowed(Choice(None, one, Nutrition()))]
    nutritions = [one for one in _nutritions(frame) if allowed(Choice(None, None, one))]
    changes = [one for one in _changes(frame) if trains and allowed(Choice(None, None, Nutrition(), one))]
    return Space((None, *strengths), (None, *impacts), tuple(nutritions), tuple(refused), (None, *changes))


def _strengths(frame: Frame) -> Iterator[Strength]:
    for movements in range(1, len(frame.strength) + 1):
        for sessions in LIFTING_DAYS:
            for sets in SETS:
                tops = {
                    heavy: tuple(
                        highest_load(Strength(movements, sessions, sets, heavy), one, frame)
                        for one in frame.strength[:movements]
                    )
                    for heavy in (False, True)
                }
                if sessions <= frame.days:
                    yield Strength(movements, sessions, sets, heavy=False)
                    if tops[True] != tops[False]:
                        yield Strength(movements, sessions, sets, heavy=True)


def _changes(frame: Frame) -> Iterator[Changed]:
    return (one for one in versions_of(frame) if one.sessions <= frame.days)


def _impacts(frame: Frame) -> Iterator[Impact]:
    for exercise in (*frame.impact, *frame.endurance):
        amounts = MINUTES if exercise.counted_by == "minutes" else IMPACTS
        for sessions in (days for days in IMPACT_DAYS if days <= frame.days):
            yield from (Impact(exercise.id, sessions, amount) for amount in amounts)


def _nutritions(frame: Frame) -> Iterator[Nutrition]:
    foods = [row.item for row in frame.foods if row.daily]
    tablets = TABLETS if frame.wishes.supplements else (0,)
    vitamin_d = VITAMIN_D if frame.wishes.supplements else (0,)
    person, eaten = frame.person, frame.profile.calcium_mg_per_day
    needed = requirement_of("calcium", "recommended", person.sex, person.age_at_start)
    for servings in (count for count in SERVINGS if count <= len(foods)):
        for calcium in tablets:
            added = sum(food.calcium_mg for food in foods[:servings]) + calcium * TABLET_MG
            # Food first: a tablet fills a gap, at least half of it.
            plenty = TABLET_MG / 2 if calcium else _PLENTY_MG
            if not added or eaten + added <= needed + plenty:
                yield from (Nutrition(servings, calcium, dose) for dose in vitamin_d)

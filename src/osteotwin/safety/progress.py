"""How far somebody has come with an exercise, and where he begins again: at once, with less after a break, or anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.people.person import Person
from osteotwin.protocol.interventions import Training
from osteotwin.protocol.library import load_exercises
from osteotwin.safety.plan_limits import Restart, plan_limits

#: Done so long before the last session still counts as what was reached [day]: the best of two weeks, not a bad day.
_LATELY: Final = 14.0


@dataclass(frozen=True)
class Progress:
    """What of one exercise is done, or was done when it was done last.

    Attributes
    ----------
    load : float or None
        Share of the one-repetition maximum; ``None`` for what is done without one.
    amount : float
        Impacts, repetitions or minutes a session.
    days_since : float [day]
        Since it was last done; 0 for what goes on.
    """

    load: float | None
    amount: float
    days_since: float

    @property
    def restart(self) -> Restart | None:
        """What a break asks for; ``None`` where there was none to speak of."""
        rows = plan_limits().after_break
        passed = [float(least) for least in rows if self.days_since > float(least)]
        return rows[f"{max(passed):g}"] if passed else None

    @property
    def again(self) -> Progress | None:
        """Where it begins again; ``None`` where it begins as if it were new."""
        row = self.restart
        if row is None:
            return self
        if row.amount_share == 0.0:
            return None
        load = None if self.load is None else round(self.load * row.load_share, 4)
        return replace(self, load=load, amount=self.amount * row.amount_share)


def progress_of(person: Person, exercise: str, weight_kg: float) -> Progress | None:
    """Return how far a person has come with an exercise by habit or before today; ``None`` where it is new to him."""
    rows = list(_rows(person, exercise))
    if not rows:
        return None
    days_since = min(0.0 if ends is None else -ends for ends, _ in rows)
    lately = [(ends, item) for ends, item in rows if (0.0 if ends is None else -ends) <= days_since + _LATELY]
    loads = [load for ends, item in lately if (load := _load_reached(item, ends, weight_kg)) is not None]
    amounts = [amount_of(item) for _, item in lately]
    return Progress(max(loads, default=None), max(amounts), days_since)


def _rows(person: Person, exercise: str) -> Iterator[tuple[float | None, Training]]:
    """Yield what was done of an exercise, with the day on which it ended; ``None`` for a habit, which goes on."""
    yield from ((None, item) for item in person.habits.training if item.exercise == exercise)
    for item in person.past.interventions:
        if isinstance(item, Training) and item.exercise == exercise:
            yield item.until_day, item


def _load_reached(item: Training, ends: float | None, weight_kg: float) -> float | None:
    begun = share_of_maximum(item, weight_kg)
    if begun is None or ends is None:
        return begun
    weeks = max(ends - item.from_day, 0.0) / DAYS_PER_WEEK
    most = item.progression_until_fraction_1rm
    grown = begun * (1.0 + item.progression_per_week * weeks)
    return grown if most is None else min(grown, most)


def share_of_maximum(item: Training, weight_kg: float) -> float | None:
    """Return the load at the start as a share of the one-repetition maximum; ``None`` where there is none."""
    exercise = load_exercises()[item.exercise]
    if exercise.one_rep_max_bodyweights is None:
        return None
    load = item.load_body_weights or exercise.load_bodyweights(
        weight_kg, item.load_kg, item.load_fraction_1rm
    )
    return load / exercise.one_rep_max_bodyweights


def amount_of(item: Training) -> float:
    """Return the amount of a session: minutes of what is counted in time, else impacts or repetitions."""
    return item.cycles_per_session / (load_exercises()[item.exercise].cycles_per_minute or 1.0)

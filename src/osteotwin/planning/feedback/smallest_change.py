"""Whether a plan that is under way still holds, and if not, the smallest change that does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Generic

import numpy as np

from osteotwin.explaining.questions import YES
from osteotwin.planning.burden import burden_of
from osteotwin.planning.choice import (
    Choice,
    Impact,
    Nutrition,
    Strength,
    added_by,
    minutes_a_session,
    protocol_of,
)
from osteotwin.planning.feedback.prescription import Dose, distance, prescription_of
from osteotwin.planning.frame import Frame
from osteotwin.planning.front import NEAR, Point, Thing, holds
from osteotwin.planning.habit_change import Changed
from osteotwin.planning.outcome import Outcome
from osteotwin.planning.search import Found
from osteotwin.planning.space import Space

#: A plan that held is changed only where it misses by more than the draw of people does.
MARGIN: Final = 0.05
#: Of the choices nearest to the plan so many are judged by the surrogate, and so many of those exactly.
_NEIGHBORS, _EXACT = 400, 16


@dataclass(frozen=True)
class Step(Generic[Thing]):
    """From the plan that is under way to the rest of it.

    Attributes
    ----------
    running : Point
        The plan, or the nearest to it that may be done and fits the wishes.
    apart : float
        How far that is from what is under way; 0: it is the same.
    rest : Point
        What is done from today on.
    enough : bool
        Whether the plan as it is still does.
    """

    running: Point[Thing]
    apart: float
    rest: Point[Thing]
    enough: bool


@dataclass(frozen=True, eq=False)
class Distances:
    """How far choices lie from a plan.

    Attributes
    ----------
    plan : mapping of str to Dose
    frame : Frame
    """

    plan: Mapping[str, Dose]
    frame: Frame

    def of(self, choice: Choice) -> float:
        """Return how far a choice lies from the plan [min/week]."""
        return distance(self.asked(choice), self.plan)

    def asked(self, choice: Choice) -> dict[str, Dose]:
        """Return what a choice asks."""
        return {
            **self._part(None, None, Nutrition(), choice.changed),
            **self._part(choice.strength, None, Nutrition(), None),
            **self._part(None, choice.impact, Nutrition(), None),
            **self._part(None, None, choice.nutrition, None),
        }

    @cache  # noqa: B019  # lives no longer than one search
    def _part(
        self, strength: Strength | None, impact: Impact | None, nutrition: Nutrition, changed: Changed | None
    ) -> dict[str, Dose]:
        plan = protocol_of(Choice(strength, impact, nutrition, changed), self.frame)
        return prescription_of(added_by(plan, self.frame))

    def nearest(self, space: Space) -> Choice:
        """Return the choice that lies nearest to the plan; its parts count apart from each other."""
        lone = Nutrition()
        choice = Choice(
            min(space.strengths, key=lambda one: self.of(Choice(one, None, lone))),
            min(space.impacts, key=lambda one: self.of(Choice(None, one, lone))),
            min(space.nutritions, key=lambda one: self.of(Choice(None, None, one))),
            min(space.changes, key=lambda one: self.of(Choice(None, None, lone, one))),
        )
        fits = minutes_a_session(choice, self.frame) <= self.frame.minutes or not choice.training_days
        return choice if fits else min(space.choices(self.frame), key=self.of)


def step_of(found: Found, frame: Frame, running: Mapping[str, Dose]) -> Step[Choice]:
    """Return what to do from today on.

    Parameters
    ----------
    found : Found
        Of a search from today on.
    frame : Frame
    running : mapping of str to Dose
        What the plan under way asks.
    """
    far = Distances(running, frame)
    kept = far.nearest(found.space)
    choices = list(found.space.choices(frame))
    known = {point.thing for point in found.points}
    near = _near(found, choices, kept, frame)
    judged = [one for one in dict.fromkeys((kept, *near)) if one not in known]
    outlooks = found.exact.simulate([protocol_of(one, frame) for one in judged])
    points = [
        *found.points,
        *(Point(one, burden_of(one, frame).weighed, found.exact.outcome(outlook))
          for one, outlook in zip(judged, outlooks, strict=True)),
    ]  # fmt: skip
    return smallest_change(points, kept, far.of)


def smallest_change(
    points: Sequence[Point[Thing]], kept: Thing, far: Callable[[Thing], float]
) -> Step[Thing]:
    """Return the plan that is kept where it still does, else the one that does for the least change.

    Parameters
    ----------
    points : sequence of Point
        Among them the plan that is kept.
    kept : object
        What that is a point of.
    far : callable
        How far another lies from the plan that is under way [min/week].
    """
    running = next(point for point in points if point.thing == kept)
    best = max(point.objective for point in points)
    some_hold = any(holds(point.outcome) for point in points)
    if _still(running.outcome) if some_hold else running.objective >= best - NEAR - MARGIN:
        return Step(running, far(kept), running, enough=True)
    enough = [
        point for point in points if (holds(point.outcome) if some_hold else point.objective >= best - NEAR)
    ]
    rest = min(enough, key=lambda point: far(point.thing) + max(point.burden - running.burden, 0.0))
    return Step(running, far(kept), rest, enough=False)


def _still(outcome: Outcome) -> bool:
    least = YES - MARGIN
    return outcome.kept >= least and (outcome.offset is None or outcome.offset >= least)


def _near(found: Found, choices: list[Choice], kept: Choice, frame: Frame) -> list[Choice]:
    """Return the choices that keep more bone than the plan for the least change: by the surrogate."""
    levers = np.array([found.levers.of(one) for one in choices])
    means = found.predicted.mean_changes(levers).mean(axis=1)
    here = means[choices.index(kept)]
    from_kept = Distances(Distances({}, frame).asked(kept), frame)
    far = [from_kept.of(one) for one in choices]
    better = sorted((k for k in range(len(choices)) if means[k] > here), key=far.__getitem__)[:_NEIGHBORS]
    if not better:
        return []
    outcomes = [found.judge.outcome(one) for one in found.predicted.predict(levers[better])]
    judged = list(zip(better, outcomes, strict=True))
    holding = [k for k, outcome in judged if holds(outcome)]
    gaining = sorted(judged, key=lambda pair: -pair[1].objective / (far[pair[0]] + 1.0))
    chosen = [*holding[: _EXACT // 2], *(k for k, _ in gaining[: _EXACT // 2])]
    return [choices[k] for k in chosen]

"""The search: enumerate the levers, judge all choices by the surrogate, simulate those near the front exactly."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.cohort.outputs import Outputs
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.explaining.scenarios import scenarios_of, without_takers
from osteotwin.people.twin import Twin
from osteotwin.planning.burden import Effort, burden_of, effort_of
from osteotwin.planning.choice import Choice, protocol_of
from osteotwin.planning.frame import Frame
from osteotwin.planning.front import Point, front_of, thinned
from osteotwin.planning.outcome import KEYS, Outcome, outcome_of
from osteotwin.planning.space import NOTHING_MORE, Space, space_of
from osteotwin.planning.surrogate import Levers, Surrogate, fit, spread_out
from osteotwin.planning.whole import are_whole
from osteotwin.progress import ProgressCallback, part_of
from osteotwin.protocol.drug_groups import takes_bone
from osteotwin.protocol.interventions import Protocol
from osteotwin.safety.violations import violations

#: Plans that the surrogate is fitted to, and people of whom.
DESIGN: Final = 48
_DESIGN_PEOPLE: Final = 400
#: Choices of each slice of burden that the surrogate judges person by person.
_SLICES, _OF_EACH = 120, 6
#: Plans on which the surrogate is checked.
_CHECKED: Final = 8
#: Plans near the front that are simulated exactly, and people of whom at most.
EXACT: Final = 24
_EXACT_PEOPLE: Final = 1000


@dataclass(frozen=True, eq=False)
class Judge:
    """Simulates plans and asks the verdict's questions, always of the same people.

    Attributes
    ----------
    twin : Twin
    year : int
        The horizon.
    without : Outputs or None
        Of the people without the drugs that take bone, living as before; ``None`` where no drug takes bone.
    """

    twin: Twin
    year: int
    without: Outputs | None

    @classmethod
    def of(cls, twin: Twin, year: int) -> Judge:
        """The judge of a twin's people."""
        person = twin.person
        takes = any(takes_bone(group) for group in person.plan.groups())
        without = None
        if takes:
            name = without_takers(person.plan)
            life = scenarios_of(person.plan, person.history)[name].protocol
            without = twin.simulate_all({name: life}, _days(year), endpoints=KEYS)[name]
        return cls(twin, year, without)

    def simulate(
        self, plans: Sequence[Protocol], *, on_progress: ProgressCallback | None = None
    ) -> list[Outputs]:
        """Return the bone of the people under each plan."""
        named = {str(k): plan for k, plan in enumerate(plans)}
        found = self.twin.simulate_all(named, _days(self.year), endpoints=KEYS, on_progress=on_progress)
        return list(found.values())

    def outcome(self, outlook: Outputs) -> Outcome:
        """Return what a simulated plan does."""
        return outcome_of(outlook, self.year, self.without)


def _days(year: int) -> Vector:
    return np.array([0.0, year * DAYS_PER_YEAR])


@dataclass(frozen=True, eq=False)
class Found:
    """What a search found.

    Attributes
    ----------
    space : Space
    choices : int
        How many fit the wishes and break no limit.
    points : tuple of Point
        Those near the front, simulated exactly, by burden: of all choices, and of those that are whole.
    wholes : frozenset of Choice
        Those that are whole: see :mod:`osteotwin.planning.whole`.
    predicted : Surrogate
    judge : Judge
        Of the people that the surrogate predicts.
    exact : Judge
        Of the people that judged those near the front.
    levers : Levers
    error : float
        Root mean square of the surrogate's objective less the simulated one, over plans that it was not fitted to.
    """

    space: Space
    choices: int
    points: tuple[Point[Choice], ...]
    wholes: frozenset[Choice]
    predicted: Surrogate
    judge: Judge
    exact: Judge
    levers: Levers
    error: float


def _burdens(choices: Sequence[Choice], frame: Frame) -> Vector:
    """Return what each choice asks; the same training stands in many of them."""
    efforts: dict[Hashable, Effort] = {}
    found: list[float] = []
    for choice in choices:
        training = (choice.strength, choice.impact, choice.changed)
        if training not in efforts:
            efforts[training] = effort_of(choice, frame)
        found.append(burden_of(choice, frame, efforts[training]).weighed)
    return np.array(found)


def search(twin: Twin, frame: Frame, year: int, *, on_progress: ProgressCallback | None = None) -> Found:
    """Search a person's plans.

    Parameters
    ----------
    twin : Twin
    frame : Frame
    year : int
        By which bone is to be kept.
    on_progress : callable or None
    """
    space = space_of(frame)
    choices = list(space.choices(frame))
    levers = Levers(frame, dict(twin.parameters.values()) | {"weight": frame.profile.weight_kg})
    table = np.array([levers.of(choice) for choice in choices])
    burdens = _burdens(choices, frame)
    some = Judge.of(twin.some(_DESIGN_PEOPLE), year)
    rows = spread_out(table, DESIGN)
    outlooks = some.simulate(
        [protocol_of(choices[row], frame) for row in rows], on_progress=part_of(on_progress, 0.0, 0.5)
    )
    predicted = fit(table[rows], outlooks, year)
    whole = are_whole(choices, table, frame)
    judged = _promising(burdens, predicted.mean_changes(table), whole)
    points = [
        Point(choices[row], float(burdens[row]), some.outcome(outlook))
        for row, outlook in zip(judged, predicted.predict(table[judged]), strict=True)
    ]
    wholes = frozenset(choice for choice, one in zip(choices, whole, strict=True) if one)
    entire = [point for point in points if point.thing in wholes]
    still = next(point for point in points if point.thing == NOTHING_MORE)
    near = [still, *thinned(front_of(points), EXACT), *thinned(front_of(entire), EXACT)]
    near = list({point.thing: point for point in near}.values())
    judge = Judge.of(twin.some(_EXACT_PEOPLE), year)
    plans = [protocol_of(point.thing, frame) for point in near]
    near = [point for point, plan in zip(near, plans, strict=True) if not violations(plan, frame.person)]
    exact = judge.simulate(
        [protocol_of(point.thing, frame) for point in near], on_progress=part_of(on_progress, 0.5, 1.0)
    )
    found = [
        Point(point.thing, point.burden, judge.outcome(outlook))
        for point, outlook in zip(near, exact, strict=True)
    ]
    error = _error_of(predicted, some, [point.thing for point in near[-_CHECKED:]], levers)
    by_burden = tuple(sorted(found, key=lambda point: point.burden))
    return Found(space, len(choices), by_burden, wholes, predicted, some, judge, levers, error)


def _error_of(predicted: Surrogate, judge: Judge, choices: Sequence[Choice], levers: Levers) -> float:
    """Return the root mean square of the surrogate's objective less the simulated one, in the same people."""
    table = np.array([levers.of(choice) for choice in choices])
    told = [judge.outcome(outlook).objective for outlook in predicted.predict(table)]
    outlooks = judge.simulate([protocol_of(choice, levers.frame) for choice in choices])
    true = [judge.outcome(outlook).objective for outlook in outlooks]
    return float(np.sqrt(np.mean(np.square(np.subtract(told, true)))))


def _promising(burdens: Vector, changes: Vector, whole: Sequence[bool]) -> list[int]:
    """Return the choices of each slice of burden that keep most bone, in all or at a site; whole ones too."""
    scores = np.column_stack([changes, changes.mean(axis=1)])
    order = np.argsort(burdens, kind="stable").tolist()
    chosen: set[int] = {0, order[0]}
    for rows in (order, [row for row in order if whole[row]]):
        for part in np.array_split(np.array(rows, dtype=np.int64), max(min(_SLICES, len(rows)), 1)):
            for score in scores.T:
                chosen.update(part[np.argsort(-score[part], kind="stable")[:_OF_EACH]].tolist())
    return sorted(chosen)

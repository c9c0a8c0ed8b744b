"""The course of a place of remodeling, simulated with a person's drugs and without them from today on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.cohort.injection_cycles import average_over_cycles
from osteotwin.cohort.outputs import Outputs
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.explaining.allowed import allowed
from osteotwin.explaining.bands import band
from osteotwin.explaining.remodeling.signals import MINERAL, SIGNALS, STRAIN
from osteotwin.explaining.scenarios import PLAN
from osteotwin.explaining.signals_left_out import signals_left_out
from osteotwin.explaining.times import answer_days
from osteotwin.people.person import Person
from osteotwin.people.twin import ENSEMBLE_ENGINE, Twin
from osteotwin.protocol.drug_groups import is_drug, is_simulated, label_of
from osteotwin.protocol.interventions import Protocol
from osteotwin.units import listed

Band = Mapping[str, list[float | None]]

#: What the ratio of a signal is against.
AGAINST_TODAY: Final = "today"
AGAINST_HABIT: Final = "what it is used to"
WITHOUT: Final = "without"


@dataclass(frozen=True)
class SignalCourse:
    """One signal or kind of cell over time.

    Attributes
    ----------
    id, label, text : str
    unit : str
        Of the level; empty where only the ratio means something.
    against : str
        What the ratio is against: each virtual person's own value today, or the strain that bone is used to.
    ratio : dict
        Median and intervals by day, keys ``median``, ``lo50``, ``hi50``, ``lo90``, ``hi90``.
    level : dict or None
        Likewise, in the unit.
    """

    id: str
    label: str
    text: str
    unit: str
    against: str
    ratio: Band
    level: Band | None


@dataclass(frozen=True)
class Life:
    """One way on from today.

    Attributes
    ----------
    id : str
        ``"plan"`` or ``"without"``.
    label : str
    signals : dict of str to SignalCourse
    """

    id: str
    label: str
    signals: Mapping[str, SignalCourse]


@dataclass(frozen=True)
class RemodelingCourse:
    """A place of remodeling over time.

    Attributes
    ----------
    years : tuple of float
        Since today, rising from 0.
    dates : tuple of str
        The same days, as ISO dates; empty where the answer has none.
    lives : tuple of Life
        The plan, and the same without its drugs; without its rest where it has no drug; alone where it is empty.
    difference : dict or None
        Points of percent of the mineral at the site, plan less the other life in each of the same virtual people; by
        day, as :class:`SignalCourse` has bands.
    left_out : dict of str to str
        Signals that are no result for this person, each with the reason.
    people : int
        Virtual people.
    """

    years: tuple[float, ...]
    dates: tuple[str, ...]
    lives: tuple[Life, ...]
    difference: Band | None
    left_out: Mapping[str, str]
    people: int

    def to_json(self) -> dict[str, Any]:
        """Everything as plain values."""
        return asdict(self)

    def nearest(self, year: float) -> int:
        """Return the place of the day that is nearest to a year."""
        return min(range(len(self.years)), key=lambda place: abs(self.years[place] - year))


def remodeling_course(twin: Twin, answer: Mapping[str, Any]) -> RemodelingCourse:
    """Simulate a place of remodeling under a twin's plan, and under the plan without its drugs.

    Parameters
    ----------
    twin : Twin
    answer : mapping
        Of :func:`~osteotwin.explaining.answer.run` for this twin: its dates.

    Returns
    -------
    RemodelingCourse
        What hard flags forbid of the plan is left out, as everywhere.
    """
    person = allowed(twin, twin.person).person
    days = answer_days(person.outlook_days)
    past = person.history.plus(person.plan).past()
    plans = {name: (label, part.after(past)) for name, (label, part) in _lives(person).items()}
    simulated = twin.simulate_all({name: plan for name, (_, plan) in plans.items()}, days)
    left_out = signals_left_out(person)
    lives: list[Life] = []
    for name, (label, plan) in plans.items():
        whole = plan.after(person.past)
        outputs, _ = average_over_cycles(twin.cohort, whole, simulated[name], ENSEMBLE_ENGINE)
        lives.append(Life(name, label, _signals(outputs, left_out)))
    mineral = [_ratio(MINERAL, outputs.values[MINERAL]) for outputs in simulated.values()]
    dates = tuple(str(day) for day in answer.get("dates") or ())
    return RemodelingCourse(
        tuple(float(day) / DAYS_PER_YEAR for day in days),
        dates if len(dates) == len(days) else (),
        tuple(lives),
        band(100.0 * (mineral[0] - mineral[1])) if len(mineral) > 1 else None,
        {name: why for name, why in left_out.items() if name in SIGNALS},
        twin.size,
    )


def _lives(person: Person) -> dict[str, tuple[str, Protocol]]:
    """The ways on from today that are compared, each with what it is called."""
    groups = person.plan.groups()
    drugs = tuple(group for group in groups if is_drug(group) and is_simulated(group))
    if drugs:
        names = listed(map(label_of, drugs))
        return {
            PLAN: (f"With {names}", person.plan),
            WITHOUT: (f"Without {names}", person.plan.without(*drugs)),
        }
    if groups:
        return {PLAN: ("With the plan", person.plan), WITHOUT: ("Life as before", Protocol())}
    return {PLAN: ("Life as it is", person.plan)}


def _signals(outputs: Outputs, left_out: Mapping[str, str]) -> dict[str, SignalCourse]:
    found: dict[str, SignalCourse] = {}
    for name, endpoint in SIGNALS.items():
        if name in left_out:
            continue
        values = outputs.values[name]
        found[name] = SignalCourse(
            name,
            endpoint.title,
            endpoint.text,
            endpoint.output_unit,
            AGAINST_HABIT if name == STRAIN else AGAINST_TODAY,
            band(_ratio(name, values)),
            band(values) if endpoint.output_unit else None,
        )
    return found


def _ratio(name: str, values: Vector) -> Vector:
    """Each person's value relative to the own one of today; of the stimulus, strain over what bone is used to."""
    if name == STRAIN:
        return np.exp(values)
    with np.errstate(divide="ignore", invalid="ignore"):
        return values / values[:, :1]

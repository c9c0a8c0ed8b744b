"""A person's twin: virtual people consistent with the person's data, ready for any plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.cohort.cohort import Cohort
from osteotwin.cohort.outputs import Outputs
from osteotwin.cohort.parameter_sets import parameters_in_use
from osteotwin.cohort.profile import Assumption, Profile
from osteotwin.cohort.sampling import sample_cohort
from osteotwin.cohort.simulation import day_before, run_plan
from osteotwin.constants import DAYS_PER_MONTH, DAYS_PER_YEAR
from osteotwin.engine.interface import Engine
from osteotwin.engine.kernel_engine import KernelEngine
from osteotwin.html_table import html_table
from osteotwin.parameters import ParameterSet
from osteotwin.people.person import Person
from osteotwin.people.profile_of_person import profile_from_person
from osteotwin.people.request import check_request, check_work, number_of_people
from osteotwin.progress import ProgressCallback, part_of
from osteotwin.protocol.interventions import Protocol

#: Tolerances for many virtual people: errors of BMD stay near 1e-7, far below what is not known.
ENSEMBLE_ENGINE = KernelEngine(relative_tolerance=1e-5, absolute_tolerance=1e-7)


@dataclass(frozen=True, eq=False, repr=False)
class Twin:
    """Virtual people who could be one person.

    Attributes
    ----------
    profile : Profile
        The central one.
    assumptions : tuple of Assumption
        What was not known about the person.
    cohort : Cohort
        The virtual people on the day before the plan.
    parameters : ParameterSet
    seed : int
    """

    profile: Profile
    assumptions: tuple[Assumption, ...]
    cohort: Cohort
    parameters: ParameterSet
    seed: int

    def __repr__(self) -> str:
        return (
            f"Twin({self.size} virtual people, {self.profile.sex}, age {self.profile.age:.1f}, parameter set "
            f"{self.parameter_set!r}, seed {self.seed})"
        )

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        failed = len(self.cohort.failures)
        rows = [
            ("virtual people", str(self.size)),
            *([("of them without an initial state", str(failed))] if failed else []),
            ("sex", self.profile.sex),
            ("age", f"{self.profile.age:.1f} years"),
            ("parameter set", self.parameter_set),
            ("seed", str(self.seed)),
        ]
        return html_table("Twin", rows)

    @property
    def parameter_set(self) -> str:
        """Name of the parameter set."""
        return self.parameters.name

    @property
    def size(self) -> int:
        """Number of virtual people."""
        return len(self.cohort)

    @classmethod
    def from_person(
        cls,
        person: Person,
        people: int | None = None,
        seed: int = 1,
        *,
        men: int | None = None,
        plans: Iterable[Protocol] = (),
        parameters: ParameterSet | None = None,
        engine: Engine | None = None,
        on_progress: ProgressCallback | None = None,
    ) -> Twin:
        """The twin of a person.

        Parameters
        ----------
        person : Person
        people : int, optional
            Number of virtual people; 400 otherwise.
        seed : int
            The same seed gives the same twin, bit for bit.
        men : int, optional
            Another name of ``people``.
        plans : iterable of Protocol
            Those beside the person's own that will be simulated: the virtual people are ready before the earliest.
        parameters : ParameterSet or None
            The set in use otherwise.
        engine : Engine or None
            The fast engine otherwise.

        Raises
        ------
        InputError
            If a number cannot be.
        """
        size = number_of_people(people, men)
        check_request(size, seed)
        profile, assumptions = profile_from_person(person)
        chosen, day = parameters or parameters_in_use(), day_before([person.plan, *plans])
        cohort = sample_cohort(
            profile,
            chosen,
            size,
            seed,
            day,
            engine or ENSEMBLE_ENGINE,
            on_progress=on_progress,
        )
        return cls(profile, assumptions, cohort, chosen, seed)

    def with_model_uncertainty_only(
        self, *, engine: Engine | None = None, on_progress: ProgressCallback | None = None
    ) -> Twin:
        """The same twin without what differs between people: only the uncertainty of the model is left."""
        cohort = sample_cohort(
            self.profile,
            self.parameters,
            self.size,
            self.seed,
            self.cohort.day,
            engine or ENSEMBLE_ENGINE,
            between_people=False,
            on_progress=on_progress,
        )
        return replace(self, cohort=cohort)

    def simulate_all(
        self,
        plans: Mapping[str, Protocol],
        days: Vector,
        *,
        engine: Engine | None = None,
        on_progress: ProgressCallback | None = None,
    ) -> dict[str, Outputs]:
        """Simulate the same virtual people under each plan.

        Parameters
        ----------
        plans : mapping of str to Protocol
        days : array [n_time, day]
            Rising, from 0 on.

        Raises
        ------
        InputError
            If a day cannot be, or the plans are more work than can be done.
        """
        check_request(days=days)
        check_work(plans.values(), self.size, float(days[-1]))
        count = len(plans)
        return {
            name: run_plan(
                self.cohort,
                plan,
                days,
                engine or ENSEMBLE_ENGINE,
                on_progress=part_of(on_progress, k / count, (k + 1) / count, name),
            )
            for k, (name, plan) in enumerate(plans.items())
        }

    def simulate(
        self,
        plan: Protocol,
        years: float = 3.0,
        *,
        engine: Engine | None = None,
        on_progress: ProgressCallback | None = None,
    ) -> Outputs:
        """Simulate one plan, month by month: see :meth:`simulate_all`."""
        check_request(years=years)
        days = output_days(years * DAYS_PER_YEAR)
        check_work([plan], self.size, float(days[-1]))
        return run_plan(self.cohort, plan, days, engine or ENSEMBLE_ENGINE, on_progress=on_progress)


def output_days(last: float) -> Vector:
    """Monthly output days from 0, ending on the last day."""
    months = np.arange(0, np.floor(last / DAYS_PER_MONTH + 1e-9) + 1) * DAYS_PER_MONTH
    return np.union1d(months, [last]) if last - months[-1] > 1.0 else months

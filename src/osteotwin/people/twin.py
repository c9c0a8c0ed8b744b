"""A person's twin: virtual people consistent with the person's data, ready for any plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from osteotwin.arrays import Index, Vector
from osteotwin.body.sites import DXA_SITES, bmd_key
from osteotwin.cohort.cohort import Cohort
from osteotwin.cohort.outputs import Outputs
from osteotwin.cohort.parameter_sets import parameters_in_use
from osteotwin.cohort.profile import Assumption, Profile
from osteotwin.cohort.sampling import make_cohort, sample_cohort
from osteotwin.cohort.simulation import run_plan, run_plans
from osteotwin.conditioning.central_profile import central_profile
from osteotwin.conditioning.condition import Posterior, condition, condition_further
from osteotwin.conditioning.own_numbers import alike_but_for_the_model
from osteotwin.conditioning.problem import Problem
from osteotwin.constants import DAYS_PER_MONTH, DAYS_PER_YEAR
from osteotwin.engine.interface import Engine
from osteotwin.engine.kernel_engine import KernelEngine
from osteotwin.html_table import html_table
from osteotwin.parameters import ParameterSet
from osteotwin.parameters.sample import Numbers, Streams
from osteotwin.people.person import Measurement, Person
from osteotwin.people.problem_of_person import problem_of_person
from osteotwin.people.request import check_request, check_work, number_of_people
from osteotwin.progress import ProgressCallback, part_of
from osteotwin.protocol.interventions import Protocol
from osteotwin.protocol.loads import KnownLoads

#: Tolerances for many virtual people: errors of BMD stay near 1e-7, far below what is not known.
ENSEMBLE_ENGINE = KernelEngine(relative_tolerance=1e-5, absolute_tolerance=1e-7, after_change=0.01)
#: Takes half of the steps or fewer. In the bundled example nobody's change of density is then off by more than
#: 0.001 percentage points: for what is drawn, told with one decimal, or compared with what was measured.
QUICK_ENGINE = KernelEngine(relative_tolerance=3e-4, absolute_tolerance=3e-6)
#: So many runs of a person are kept side by side: of a few people the plans cost less together, of many memory counts.
_RUNS_AT_ONCE: Final = 20_000


@dataclass(frozen=True, eq=False, repr=False)
class Twin:
    """Virtual people who could be one person.

    Attributes
    ----------
    person : Person
    profile : Profile
        In the middle of the virtual people, with the densities of day 0.
    assumptions : tuple of Assumption
        What was not known about the person.
    cohort : Cohort
        The virtual people on the day before the plan, and before what was done earlier.
    seed : int
    problem : Problem
        What was measured, and what it is compared with.
    posterior : Posterior or None
        The people who agree with what was measured; ``None`` where nothing was.
    """

    person: Person
    profile: Profile
    assumptions: tuple[Assumption, ...]
    cohort: Cohort
    seed: int
    problem: Problem
    posterior: Posterior | None = None

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
    def parameters(self) -> ParameterSet:
        """The set that the virtual people are drawn from."""
        return self.problem.parameters

    @property
    def past(self) -> Protocol:
        """What was done before day 0, which no plan can undo: every plan is simulated after it."""
        return self.person.past

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
        chosen, solver = parameters or parameters_in_use(), engine or ENSEMBLE_ENGINE
        problem, assumptions = problem_of_person(person, chosen, solver, plans)
        posterior = (
            condition(_quickly(problem), size, seed, on_progress=part_of(on_progress, 0.0, 0.8))
            if problem.observations
            else None
        )
        numbers = Streams(size, seed) if posterior is None else posterior.numbers
        return cls._of(person, assumptions, problem, posterior, numbers, on_progress)

    @classmethod
    def _of(
        cls,
        person: Person,
        assumptions: tuple[Assumption, ...],
        problem: Problem,
        posterior: Posterior | None,
        numbers: Numbers,
        on_progress: ProgressCallback | None,
    ) -> Twin:
        """The twin whose virtual people these numbers make."""
        cohort = make_cohort(
            problem.profile,
            problem.parameters,
            numbers,
            problem.day,
            problem.engine,
            anchor=problem.anchor,
            on_progress=part_of(on_progress, 0.8, 1.0),
        )
        profile = problem.profile
        if posterior is not None:
            profile = central_profile(
                profile, cohort, _densities_today(cohort, person.protocol, problem.engine)
            )
        return cls(person, profile, assumptions, cohort, numbers.seed, problem, posterior)

    def updated(
        self, measurements: Sequence[Measurement], *, on_progress: ProgressCallback | None = None
    ) -> Twin:
        """The twin after more was measured, without starting over: day 0 and the plan stay.

        Parameters
        ----------
        measurements : sequence of Measurement
            Later than day 0, too: the plan is then taken as followed so far.

        Returns
        -------
        Twin
            Of as many people and the same seed. A value from before everything that was simulated makes a new twin.
        """
        person = replace(self.person, measurements=(*self.person.measurements, *measurements))
        problem, assumptions = problem_of_person(person, self.parameters, self.problem.engine)
        goes_on = (
            self.posterior is not None
            and problem.profile == self.problem.profile
            and problem.day >= self.problem.day
            and problem.observations[: len(self.problem.observations)] == self.problem.observations
        )
        if self.posterior is None or not goes_on:
            return Twin.from_person(
                person,
                self.size,
                self.seed,
                parameters=self.parameters,
                engine=self.problem.engine,
                on_progress=on_progress,
            )
        problem = replace(problem, day=self.problem.day, anchor=self.problem.anchor)
        # The values that they agree with already keep the errors with which they do.
        agreed = self.posterior.problem.observations
        further = replace(problem, observations=(*agreed, *problem.observations[len(agreed) :]))
        posterior = condition_further(
            self.posterior,
            _quickly(further),
            self.size,
            self.seed,
            on_progress=part_of(on_progress, 0.0, 0.8),
        )
        return self._of(person, assumptions, problem, posterior, posterior.numbers, on_progress)

    def with_model_uncertainty_only(
        self, *, engine: Engine | None = None, on_progress: ProgressCallback | None = None
    ) -> Twin:
        """The same twin without what differs between people: only the uncertainty of the model is left."""
        problem = self.problem
        if self.posterior is None:
            cohort = sample_cohort(
                self.profile,
                self.parameters,
                self.size,
                self.seed,
                self.cohort.day,
                engine or problem.engine,
                between_people=False,
                on_progress=on_progress,
            )
        else:
            cohort = make_cohort(
                problem.profile,
                self.parameters,
                alike_but_for_the_model(self.posterior.numbers),
                problem.day,
                engine or problem.engine,
                anchor=problem.anchor,
                on_progress=on_progress,
            )
        return replace(self, cohort=cohort)

    def every(self, most: int) -> Index:
        """Numbers of no more than so many of the people, every second, third and so on."""
        return np.arange(0, self.size, -(-self.size // most))

    def some(self, most: int) -> Twin:
        """The same twin with those of :meth:`every` only."""
        return self if self.size <= most else replace(self, cohort=self.cohort.take(self.every(most)))

    def simulate_all(
        self,
        plans: Mapping[str, Protocol],
        days: Vector,
        *,
        endpoints: Sequence[str] | None = None,
        engine: Engine | None = None,
        on_progress: ProgressCallback | None = None,
    ) -> dict[str, Outputs]:
        """Simulate the same virtual people under each plan, after the same past.

        Parameters
        ----------
        plans : mapping of str to Protocol
        days : array [n_time, day]
            Rising, from 0 on.
        endpoints : sequence of str or None
            What is computed; None: all of ``osteotwin.endpoints.OUTPUTS``.

        Raises
        ------
        InputError
            If a day cannot be, or the plans are more work than can be done.
        """
        check_request(days=days)
        whole = {name: plan.after(self.past) for name, plan in plans.items()}
        check_work(whole.values(), self.size, float(days[-1]))
        names, count = list(whole), len(whole)
        together = max(1, _RUNS_AT_ONCE // max(1, self.size))
        known: KnownLoads = {}
        found: list[Outputs] = []
        for first in range(0, count, together):
            some = names[first : first + together]
            found += run_plans(
                [self.cohort] * len(some),
                [whole[name] for name in some],
                [days] * len(some),
                engine or ENSEMBLE_ENGINE,
                endpoints=endpoints,
                known=known,
                on_progress=part_of(on_progress, first / count, (first + len(some)) / count, some[0]),
            )
        return dict(zip(names, found, strict=True))

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
        whole = plan.after(self.past)
        check_work([whole], self.size, float(days[-1]))
        return run_plan(self.cohort, whole, days, engine or ENSEMBLE_ENGINE, on_progress=on_progress)


def _quickly(problem: Problem) -> Problem:
    """The same for comparing with values, most of the work of a twin: their own errors are a hundred times larger."""
    return replace(problem, engine=QUICK_ENGINE) if problem.engine == ENSEMBLE_ENGINE else problem


def _densities_today(cohort: Cohort, protocol: Protocol, engine: Engine) -> dict[str, Vector]:
    """Areal density on day 0, by site, array [n_people, g/cm2]."""
    keys = {site: bmd_key(site) for site in DXA_SITES}
    today = run_plan(cohort, protocol, np.zeros(1), engine, endpoints=tuple(keys.values())).values
    return {site: today[key][:, 0] for site, key in keys.items()}


def output_days(last: float) -> Vector:
    """Monthly output days from 0, ending on the last day."""
    months = np.arange(0, np.floor(last / DAYS_PER_MONTH + 1e-9) + 1) * DAYS_PER_MONTH
    return np.union1d(months, [last]) if last - months[-1] > 1.0 else months

"""The participants of a virtual trial, block by block: who they are, what their arm does, what is measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from osteotwin.arrays import Index, Vector
from osteotwin.cohort.cohort import Cohort, VirtualPeople
from osteotwin.cohort.dataset import provenance
from osteotwin.cohort.initial_state import initialize_cohort
from osteotwin.cohort.personal_balance import personal_spread, sample_personal_balance
from osteotwin.cohort.profile import Profile
from osteotwin.cohort.simulation import day_before, run_plans
from osteotwin.engine.ensemble.block import Block, Layout
from osteotwin.engine.interface import Engine
from osteotwin.engine.kernel_engine import on_threads
from osteotwin.parameters import ParameterSet
from osteotwin.parameters.sample import Streams, draw
from osteotwin.progress import ProgressCallback, part_of
from osteotwin.protocol.interventions import Protocol, Training
from osteotwin.studies.trials.adherence import GROUPS, groups_of, of_group, share_of_group, trains
from osteotwin.studies.trials.design import TrialDesign
from osteotwin.studies.trials.measured import as_measured, dropout_days, until_left
from osteotwin.studies.trials.recruitment import candidates

#: What is kept of each participant beside the endpoints.
AGE, LEFT, ADHERENCE = "age", "left_on_day", "adherence"


@dataclass(frozen=True, eq=False)
class TrialSource:
    """Simulates any block of the participants of a trial.

    Participant ``k`` is in arm ``k`` modulo the number of arms, so that every arm has people of its own and nobody
    changes as more are recruited. All of them share one model, that of the central parameters: what is not known about
    the model would be the same for everybody in a trial, and more people do not average it away.

    Attributes
    ----------
    design : TrialDesign
    profile : Profile
        Of the design, to draw candidates from.
    candidates : array [n_people]
        Each participant's number among the candidates.
    seed : int
    parameters : ParameterSet
    engine : Engine
    """

    design: TrialDesign
    profile: Profile
    candidates: Index
    seed: int
    parameters: ParameterSet
    engine: Engine

    @property
    def layout(self) -> Layout:
        """Every endpoint at every visit, and what is one number for each participant."""
        single: dict[str, tuple[str, ...]] = dict.fromkeys((AGE, LEFT, ADHERENCE), ())
        return Layout(
            variables=dict.fromkeys(self.design.endpoints, ("day",)) | single,
            coordinates={"day": self.design.days},
            attributes={},
        )

    @property
    def description(self) -> Mapping[str, Any]:
        """Everything that the numbers depend on."""
        return provenance(self.parameters.name, self.seed) | {"design": repr(self.design)}

    @cached_property
    def _day(self) -> float:
        return day_before([arm.plan for arm in self.design.arms])

    def with_threads(self, threads: int) -> TrialSource:
        """The same source, working with this many threads."""
        return replace(self, engine=on_threads(self.engine, threads))

    def people(self, start: int, stop: int) -> VirtualPeople:
        """Participants ``start`` to ``stop`` on day 0."""
        chosen = self.candidates[start:stop]
        first = int(chosen[0])
        return candidates(self.profile, int(chosen[-1]) + 1 - first, self.seed, first).take(chosen - first)

    def simulate(self, start: int, stop: int, on_progress: ProgressCallback | None = None) -> Block:
        """Simulate participants ``start`` to ``stop``."""
        count = stop - start
        people = self.people(start, stop)
        cohort = initialize_cohort(
            people,
            draw(self.parameters, count, self.seed, model_uncertainty=False, first=start),
            self._day,
            self.engine,
            balance=sample_personal_balance(personal_spread(), Streams(count, self.seed, start)),
            on_progress=part_of(on_progress, 0.0, 0.3),
        )
        adherence = np.ones(count)
        table, failures = self._run(cohort, start, adherence, part_of(on_progress, 0.3, 1.0))
        left = dropout_days(self.design.dropout_rate, count, self.seed, start)
        measured = {
            name: until_left(as_measured(table[:, :, k], name, self.seed, start), self.design.days, left)
            for k, name in enumerate(self.design.endpoints)
        }
        own = {AGE: people.fields["age"], LEFT: left, ADHERENCE: adherence}
        return Block(start, stop, measured | own, {start + i: why for i, why in failures.items()})

    def _run(
        self, cohort: Cohort, first: int, adherence: Vector, on_progress: ProgressCallback | None
    ) -> tuple[Vector, dict[int, str]]:
        """Run each participant under what the own arm does, as far as he does it; fill in how far."""
        parts = self._parts(len(cohort), first, adherence)
        days = np.array(self.design.days)
        runs = run_plans(
            [cohort.take(chosen) for chosen, _ in parts],
            [plan for _, plan in parts],
            [days] * len(parts),
            self.engine,
            endpoints=self.design.endpoints,
            on_progress=on_progress,
        )
        table = np.full((len(cohort), len(days), len(self.design.endpoints)), np.nan)
        failures: dict[int, str] = {}
        for (chosen, _), run in zip(parts, runs, strict=True):
            table[chosen] = run.table
            failures |= {int(chosen[i]): why for i, why in run.failures.items()}
        return table, failures

    def _parts(self, count: int, first: int, adherence: Vector) -> list[tuple[Index, Protocol]]:
        """Those who do the same, and what they do."""
        arm_of = (first + np.arange(count)) % len(self.design.arms)
        group_of = groups_of(count, self.seed, first)
        parts: list[tuple[Index, Protocol]] = []
        for number, arm in enumerate(self.design.arms):
            if not trains(arm.plan):
                parts.append((np.flatnonzero(arm_of == number), arm.plan))
                continue
            for group in range(GROUPS):
                chosen = np.flatnonzero((arm_of == number) & (group_of == group))
                adherence[chosen] = share_of_group(mean_share(arm.plan), group)
                parts.append((chosen, of_group(arm.plan, group)))
        return [(chosen, plan) for chosen, plan in parts if len(chosen)]


def mean_share(plan: Protocol) -> float:
    """Share of the sessions of a plan's training that an arm does on average."""
    sessions = [
        (item.sessions_per_week, item.share_done) for item in plan.interventions if isinstance(item, Training)
    ]
    return sum(count * share for count, share in sessions) / sum(count for count, _ in sessions)

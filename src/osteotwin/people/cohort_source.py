"""A large cohort, block by block: each block is a cohort of its own under every plan."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body import whole
from osteotwin.cohort.dataset import (
    DENSITY,
    DIMENSIONS,
    by_variable,
    provenance,
    variable_attributes,
    variables_of,
)
from osteotwin.cohort.model_error import density_discrepancy
from osteotwin.cohort.personal_balance import personal_spread
from osteotwin.cohort.profile import Profile
from osteotwin.cohort.sampling import sample_cohort
from osteotwin.cohort.simulation import day_before, run_plan
from osteotwin.engine.ensemble.block import Block, Layout
from osteotwin.engine.interface import Engine
from osteotwin.engine.kernel_engine import on_threads
from osteotwin.parameters import ParameterSet
from osteotwin.progress import ProgressCallback, part_of
from osteotwin.protocol.interventions import Protocol

_NUMBER = 8  # bytes
#: Most bytes that a block may need while it is simulated; every core works on one.
_BLOCK_BYTES = 128 * 2**20
#: A block's largest number of people, and its smallest.
_MOST, _FEWEST = 4096, 64


@dataclass(frozen=True)
class CohortSource:
    """Simulates any block of a large cohort.

    Attributes
    ----------
    profile : Profile
        The central one; its standard deviations say how the people differ.
    plans : mapping of str to Protocol
        The same people follow each of them.
    days : tuple of float [day]
    endpoints : tuple of str
    seed : int
    parameters : ParameterSet
    engine : Engine
    between_people : bool
        Whether what differs between people is drawn.
    exact : bool
        Give every dose by itself instead of averaging short intervals.
    """

    profile: Profile
    plans: Mapping[str, Protocol]
    days: tuple[float, ...]
    endpoints: tuple[str, ...]
    seed: int
    parameters: ParameterSet
    engine: Engine
    between_people: bool = True
    exact: bool = False

    @property
    def layout(self) -> Layout:
        """Every endpoint over plan and day, areal density over sites too."""
        sites = variables_of(self.endpoints)
        over_sites = ("plan", "site", "day")
        coordinates: dict[str, tuple[Any, ...]] = {"plan": tuple(self.plans), "day": self.days}
        if DENSITY in sites:
            coordinates["site"] = sites[DENSITY]
        return Layout(
            variables={name: over_sites if name == DENSITY else ("plan", "day") for name in sites},
            coordinates=coordinates,
            attributes={name: variable_attributes(name) for name in sites}
            | {name: DIMENSIONS[name] for name in coordinates},
        )

    @property
    def description(self) -> Mapping[str, Any]:
        """Everything that the numbers depend on."""
        values = hashlib.sha256(
            repr([(name, repr(one)) for name, one in self.parameters.parameters.items()]).encode()
        )
        if self.parameters.posterior is not None:
            values.update(repr(self.parameters.posterior.names).encode())
            values.update(np.ascontiguousarray(self.parameters.posterior.draws).tobytes())
            values.update(repr(density_discrepancy(self.parameters)).encode())
        return provenance(self.parameters.name, self.seed) | {
            "parameter_values": values.hexdigest(),
            "between_people": self.between_people,
            "personal_spread": repr(personal_spread()),
            "exact_doses": self.exact,
            "engine": repr(on_threads(self.engine, 0)),
            "profile": repr(self.profile),
            "plans": {name: repr(plan) for name, plan in self.plans.items()},
        }

    @cached_property
    def _day(self) -> float:
        return day_before(list(self.plans.values()))

    def with_threads(self, threads: int) -> CohortSource:
        """The same source, working with this many threads."""
        return replace(self, engine=on_threads(self.engine, threads))

    def simulate(self, start: int, stop: int, on_progress: ProgressCallback | None = None) -> Block:
        """Simulate people ``start`` to ``stop``."""
        rounds = 1 + len(self.plans)
        cohort = sample_cohort(
            self.profile,
            self.parameters,
            stop - start,
            self.seed,
            self._day,
            self.engine,
            first=start,
            between_people=self.between_people,
            on_progress=part_of(on_progress, 0.0, 1 / rounds),
        )
        by_plan = [
            run_plan(
                cohort,
                plan,
                np.array(self.days),
                self.engine,
                endpoints=tuple(dict.fromkeys(self.endpoints)),
                exact=self.exact,
                on_progress=part_of(on_progress, k / rounds, (k + 1) / rounds),
            )
            for k, plan in enumerate(self.plans.values(), start=1)
        ]
        values: dict[str, Vector] = {
            name: np.stack([one.values[name] for one in by_plan], axis=1) for name in by_plan[0].endpoints
        }
        failures = {start + i: why for one in reversed(by_plan) for i, why in one.failures.items()}
        return Block(start, stop, by_variable(values), failures)

    def block_for_memory(self) -> int:
        """How many people may be simulated together without taking much memory."""
        rows = len(self.days) + 1
        per_person = rows * len(self.endpoints) * (1 + len(self.plans))
        per_person += 8 * len(self.parameters.parameters) + 4 * len(whole.STATES)
        segments = sum(4 + 2 * len(plan.interventions) for plan in self.plans.values())
        per_person += 4 * segments * len(whole.INPUTS)
        fitting = _BLOCK_BYTES // (per_person * _NUMBER)
        # A power of two: blocks then begin where streams of random numbers do.
        return int(np.clip(2 ** int(np.log2(max(fitting, 1))), _FEWEST, _MOST))

"""The fast engine against the reference engine, and its settings."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pytest
from tests.engine.kernel_jobs import (
    EXACT,
    INPUTS,
    LOADS,
    REFERENCE,
    SCENARIOS,
    MakeJob,
    run,
)
from tests.engine.rounding import largest_difference

from osteotwin.body.schedule import Dose, Timeline
from osteotwin.engine.batch import pack
from osteotwin.engine.interface import Job, Trajectory
from osteotwin.engine.kernel_engine import KernelEngine

each = pytest.mark.parametrize("scenario", SCENARIOS)


@pytest.fixture(scope="module")
def reference(jobs: dict[str, Job]) -> Callable[[str], Trajectory]:
    @cache
    def run(scenario: str) -> Trajectory:
        trajectory = REFERENCE.run(jobs[scenario])
        assert trajectory.failure is None
        return trajectory

    return run


@each
@pytest.mark.parametrize("method", ["Rodas4", "Rodas5P"])
def test_agrees_with_the_reference_engine(
    scenario: str, method: str, jobs: dict[str, Job], reference: Callable[[str], Trajectory]
) -> None:
    found = run(jobs[scenario], method=method, **EXACT)
    assert largest_difference(jobs[scenario], found, reference(scenario)) < 1e-6


@each
@pytest.mark.parametrize("method", ["Rodas4", "Rodas5P"])
def test_a_tighter_tolerance_gives_a_smaller_error(
    scenario: str, method: str, jobs: dict[str, Job], reference: Callable[[str], Trajectory]
) -> None:
    errors: list[float] = []
    for tolerance in (1e-4, 1e-6, 1e-8):
        found = run(
            jobs[scenario], method=method, relative_tolerance=tolerance, absolute_tolerance=0.01 * tolerance
        )
        errors.append(largest_difference(jobs[scenario], found, reference(scenario)))
        assert errors[-1] < 100 * tolerance
    assert errors == sorted(errors, reverse=True)
    assert errors[2] < 1e-2 * errors[0]


class TestSettings:
    """Settings that no solver can work with are refused at once."""

    @pytest.mark.parametrize(
        "settings",
        [
            {"method": "Euler"}, {"width": 3}, {"width": -1}, {"width": 16}, {"threads": -1}, {"step_limit": 0},
            {"relative_tolerance": 0.0}, {"relative_tolerance": np.nan}, {"absolute_tolerance": -1e-9},
            {"absolute_tolerance": np.inf}, {"first_step": 0.0}, {"first_step": np.nan},
            {"after_change": 0.0}, {"after_change": np.inf},
        ],
        ids=str,
    )  # fmt: skip
    def test_refused(self, settings: dict[str, Any]) -> None:
        (name,) = settings
        with pytest.raises(ValueError, match=rf"^{name} must be "):
            KernelEngine(**settings)

    def test_the_first_step_does_not_matter_much(self, jobs: dict[str, Job]) -> None:
        job = jobs["all drugs"]
        results = [run(job, first_step=step, **EXACT) for step in (1e-9, 1e-2, 10.0, 1e6)]
        for other in results[1:]:
            assert largest_difference(job, results[0], other) < 1e-6

    def test_with_what_step_a_change_is_gone_through_changes_the_work_and_not_the_result(
        self, jobs: dict[str, Job]
    ) -> None:
        job, steps = jobs["all drugs"], set[int]()
        results = [run(job, after_change=share, **EXACT) for share in (0.05, 1e-4, 0.01, 1.0)]
        for other in results[1:]:
            assert largest_difference(job, results[0], other) < 1e-6
        for share in (0.01, 1.0):
            engine = KernelEngine(after_change=share)
            steps.update(engine.run_batch(pack([job])).steps.tolist())
        assert len(steps) == 2


def random_job(seed: int, base: Job) -> Job:
    """A person, a plan with stretches of seconds to months, and doses, all by chance."""
    random = np.random.default_rng(seed)
    count = int(random.integers(1, 9))
    breaks = random.uniform(-1000, 1000) + np.concatenate(
        [[0], np.cumsum(10 ** random.uniform(-5, 2, count))]
    )
    rows = np.tile(base.timeline.inputs[0], (count, 1))
    loads, diet = [INPUTS.index(name) for name in LOADS], INPUTS.index("calcium_intake")
    rows[:, loads] *= random.uniform(0.3, 1.8, (count, len(loads)))
    rows[:, diet] *= random.uniform(0.3, 2, count)
    rows[:, INPUTS.index("letrozole_rate")] = random.choice([0.0, 2500.0], count)
    rows[:, INPUTS.index("gnrh_agonist")] = random.choice([0.0, 1.0], count)
    doses = tuple(
        Dose(float(day), state, amount * random.uniform(0.1, 2), "a dose")
        for day, (state, amount) in zip(
            sorted(random.choice(breaks[:-1], 3)),
            (("denosumab_depot", 60.0), ("vitamin_d", 1.0), ("romosozumab_depot", 210.0)),
            strict=True,
        )
    )
    # Neither the sex nor a share such as 0.997 of the pituitary's drive may pass 1: that is no body.
    nearly_all = (base.parameters > 0.9) & (base.parameters <= 1)
    outputs = np.unique(np.concatenate([random.uniform(breaks[0], breaks[-1], 6), breaks[[0, -1]]]))
    scatter = np.exp(random.normal(0, 0.05, len(base.parameters)))
    return Job(
        parameters=np.where(nearly_all, base.parameters, base.parameters * scatter),
        initial=base.initial * np.exp(random.normal(0, 0.05, len(base.initial))),
        timeline=Timeline(breaks, rows, tuple(f"stretch {k}" for k in range(count)), doses),
        output_days=outputs,
    )


@pytest.mark.slow
@pytest.mark.parametrize("method", ["Rodas4", "Rodas5P"])
def test_random_people_on_random_plans(method: str, make_job: MakeJob) -> None:
    people = [random_job(seed, make_job()) for seed in range(8)]
    for job, found in zip(people, KernelEngine(method=method, **EXACT).simulate(people), strict=True):
        true = REFERENCE.run(job)
        assert found.failure is None
        assert true.failure is None
        assert largest_difference(job, found, true) < 1e-6

"""A run that cannot be done gives NaN and one sentence, and leaves the others as they are, bit for bit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from osteotwin.body import whole
from osteotwin.body.schedule import Dose, Timeline
from osteotwin.engine.interface import Engine, Job
from osteotwin.engine.scipy_engine import SciPyEngine
from osteotwin.parameters import starting_values
from osteotwin.progress import Progress

MakeJob = Callable[..., Job]
STATES, INPUTS, NAMES = list(whole.STATES), list(whole.INPUTS), list(starting_values().names)


def with_parameter(job: Job, name: str, value: float) -> Job:
    parameters = job.parameters.copy()
    parameters[NAMES.index(name)] = value
    return replace(job, parameters=parameters)


def with_initial(job: Job, name: str, value: float) -> Job:
    initial = job.initial.copy()
    initial[STATES.index(name)] = value
    return replace(job, initial=initial)


def with_input(job: Job, name: str, value: float) -> Job:
    t = job.timeline
    inputs = t.inputs.copy()
    inputs[-1, INPUTS.index(name)] = value
    return replace(job, timeline=Timeline(t.breakpoints, inputs, t.labels, t.doses))


BROKEN: dict[str, Callable[[Job], Job]] = {
    "NaN parameter": lambda job: with_parameter(job, "rankl_rate", np.nan),
    "NaN parameter that only an output uses": lambda job: with_parameter(job, "ntx_exponent", np.nan),
    "infinite parameter": lambda job: with_parameter(job, "anastrozole_volume", np.inf),
    "parameter out of domain": lambda job: with_parameter(job, "bisphosphonate_offset", 0.0),
    "negative start of a signal": lambda job: with_initial(job, "pth", -1.0),
    "negative start of a cell": lambda job: with_initial(job, "osteoblasts", -0.5),
    "NaN at the start": lambda job: with_initial(job, "lumbar_spine_mature_bone", np.nan),
    "infinite drug": lambda job: with_input(job, "letrozole_rate", np.inf),
    "NaN diet": lambda job: with_input(job, "calcium_intake", np.nan),
    "load of nothing at all": lambda job: with_input(job, "lumbar_spine_load", 0.0),
    "load below nothing": lambda job: with_input(job, "total_hip_load", -0.5),
}


@pytest.fixture(scope="module")
def valid_jobs(make_job: MakeJob) -> list[Job]:
    return [make_job({name: rate}, np.array([0.0, 30.0, 90.0])) for name, rate in (
        ("letrozole_rate", 2500.0), ("gnrh_agonist", 1.0), ("calcium_intake", 40.0),
    )]  # fmt: skip


@pytest.mark.parametrize("broken", BROKEN.values(), ids=list(BROKEN))
def test_a_broken_job_gives_nan_and_a_sentence_and_spares_the_others(
    broken: Callable[[Job], Job], valid_jobs: list[Job], engine: Engine
) -> None:
    alone = engine.simulate(valid_jobs)
    bad, *others = engine.simulate([broken(valid_jobs[0]), *valid_jobs])
    assert bad.failure is not None
    assert np.all(np.isnan(bad.states))
    assert np.all(np.isnan(bad.outputs))
    assert bad.failure.startswith("The simulation")
    assert bad.failure.count("\n") == 0
    assert "day" in bad.failure
    assert "after " in bad.failure
    assert "check" in bad.failure
    for one, other in zip(alone, others, strict=True):
        assert other.failure is None
        assert np.array_equal(one.states, other.states)
        assert np.array_equal(one.outputs, other.outputs)


def test_an_infinite_dose_is_refused(make_job: MakeJob, engine: Engine) -> None:
    dose = Dose(50.0, "denosumab_depot", np.inf, "denosumab")
    failure = engine.simulate([make_job({}, np.array([0.0, 90.0]), (dose,))])[0].failure
    assert failure is not None
    assert "day 50 (after a dose of denosumab)" in failure


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        ("negative start of a signal", "pth"),
        ("negative start of a cell", "osteoblasts"),
        ("NaN parameter", "rankl rate is nan"),
        ("NaN at the start", "lumbar spine mature bone"),
        ("infinite drug", "day 0 (after start of the test): letrozole rate is inf"),
        ("NaN diet", "calcium intake is nan"),
        ("load below nothing", "start of the test"),
    ],
)
def test_the_sentence_names_what_went_wrong(
    broken: str, words: str, valid_jobs: list[Job], engine: Engine
) -> None:
    failure = engine.simulate([BROKEN[broken](valid_jobs[0])])[0].failure
    assert failure is not None
    assert words in failure


def test_order_and_company_do_not_matter(valid_jobs: list[Job], engine: Engine) -> None:
    forward, backward = engine.simulate(valid_jobs), engine.simulate(valid_jobs[::-1])[::-1]
    for one, other in zip(forward, backward, strict=True):
        assert np.array_equal(one.outputs, other.outputs)


def test_progress_counts_the_finished_runs(valid_jobs: list[Job]) -> None:
    finished: list[Progress] = []
    SciPyEngine().simulate(
        [valid_jobs[0], with_parameter(valid_jobs[1], "rankl_rate", np.nan)], finished.append
    )
    assert finished == [Progress(0.5), Progress(1.0)]

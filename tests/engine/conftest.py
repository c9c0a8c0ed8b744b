"""Bodies as vectors: at the reference, drugged, low in calcium, and random."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pytest
from tests.engine.kernel_jobs import SCENARIOS, MakeJob
from tests.reference import reference_vectors

from osteotwin.arrays import Vector
from osteotwin.body import whole
from osteotwin.body.schedule import Dose, Timeline
from osteotwin.engine.interface import Job
from osteotwin.parameters import starting_values

NAMES = starting_values().names
STATES = tuple(whole.STATES)
INPUTS = tuple(whole.INPUTS)


@dataclass(frozen=True)
class Body:
    """State, parameters and inputs of one body."""

    label: str
    state: Vector
    parameters: Vector
    inputs: Vector


def reference_body(**parameters: float) -> Body:
    values = np.array(list(starting_values().replaced(**parameters).values().values()))
    state, inputs = reference_vectors(values, NAMES)
    return Body("reference", state, values, inputs)


def changed(label: str, states: dict[str, float], inputs: dict[str, float]) -> Body:
    body = reference_body()
    for name, value in states.items():
        body.state[STATES.index(name)] = value
    for name, value in inputs.items():
        body.inputs[INPUTS.index(name)] = value
    return Body(label, body.state, body.parameters, body.inputs)


def random_body(seed: int) -> Body:
    random = np.random.default_rng(seed)
    body = reference_body(male=float(seed % 2))
    amount = {"ug": 1000.0, "ug/L": 50.0, "mg": 20.0}
    for i, (name, unit) in enumerate(whole.STATES.items()):
        if name in ("calcium", "phosphate"):
            body.state[i] *= random.uniform(0.9, 1.1)
        elif name.endswith("log_set_point"):
            body.state[i] = random.uniform(-0.7, 0.7)
        elif body.state[i] == 0:
            body.state[i] = amount.get(unit, 1.0) * random.uniform(0.01, 1)
        else:
            body.state[i] *= np.exp(random.normal(0, 0.3))
    for i in range(len(INPUTS)):
        body.inputs[i] = random.uniform(0.1, 1.5) * max(body.inputs[i], 0.5)
    return Body(f"random{seed}", body.state, body.parameters, body.inputs)


BODIES = (
    reference_body(),
    changed(
        "drugged",
        {"letrozole_plasma": 100.0, "denosumab_central": 15.0, "bisphosphonate_surface": 2.0,
         "teriparatide_signal": 0.8, "teriparatide_tolerance": 0.3, "romosozumab_central": 30.0,
         "estradiol": 0.2, "testosterone": 2.0, "lh": 4.0, "osteoclasts": 0.2, "osteoclast_precursors": 2.5},
        {"letrozole_rate": 2500.0, "teriparatide_dose": 1.0},
    ),
    changed(
        "low calcium",
        {"calcium": 0.93, "pth": 3.5, "calcitriol": 1.6, "vitamin_d": 0.25, "parathyroid_capacity": 1.8},
        {"calcium_intake": 5.0, "vitamin_d_intake": 0.01},
    ),
    *(random_body(seed) for seed in range(5)),
)  # fmt: skip


@pytest.fixture(params=BODIES, ids=lambda body: body.label)
def body(request: pytest.FixtureRequest) -> Body:
    """One of the bodies."""
    return request.param


@pytest.fixture(scope="session")
def make_job() -> Callable[..., Job]:
    """A job of the reference man whose inputs change on day 0 of a plan."""

    def make(
        changes: dict[str, float] | None = None,
        days: Vector | None = None,
        doses: tuple[Dose, ...] = (),
        **parameters: float,
    ) -> Job:
        body = reference_body(**parameters)
        output = np.linspace(0, 365, 13) if days is None else np.asarray(days, dtype=float)
        breaks = sorted({-1.0, 0.0, float(output[-1]), *(dose.day for dose in doses)})
        rows: list[Vector] = []
        for day in breaks[:-1]:
            row = body.inputs.copy()
            for name, value in (changes or {}).items():
                if day >= 0:
                    row[INPUTS.index(name)] = value
            rows.append(row)
        labels = tuple("life before the plan" if day < 0 else "start of the test" for day in breaks[:-1])
        timeline = Timeline(np.array(breaks), np.array(rows), labels, doses)
        return Job(body.parameters, body.state, timeline, output)

    return make


@pytest.fixture(scope="session")
def jobs(make_job: MakeJob) -> dict[str, Job]:
    return {name: make(make_job) for name, make in SCENARIOS.items()}


@pytest.fixture(scope="session")
def cohort_jobs(jobs: dict[str, Job]) -> list[Job]:
    """Nineteen different people: more than lanes, and no multiple of any width."""
    random = np.random.default_rng(5)
    everyone = list(jobs.values())
    people: list[Job] = []
    for k in range(19):
        job = everyone[k % len(everyone)]
        people.append(
            replace(job, parameters=job.parameters * np.exp(random.normal(0, 0.02, len(job.parameters))))
        )
    return people

"""Derivatives of whole runs: against an independent integrator, against differences, linear, exact zeros."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pytest
from scipy.integrate import odeint
from tests.engine.rounding import output_sizes, output_tangent_sizes, state_sizes

from osteotwin.body import whole
from osteotwin.body.schedule import Dose, Timeline
from osteotwin.endpoints import OUTPUTS
from osteotwin.engine.batch import pack
from osteotwin.engine.interface import Job
from osteotwin.engine.kernel_engine import KernelEngine
from osteotwin.engine.moments import TANGENT
from osteotwin.engine.python_code import python_function
from osteotwin.engine.tangent import trace_tangent
from osteotwin.engine.tangent_engine import Directions, TangentEngine, TangentResult
from osteotwin.parameters import starting_values
from osteotwin.progress import Progress

NAMES = starting_values().names
STATES, INPUTS = tuple(whole.STATES), tuple(whole.INPUTS)
FEW = TangentEngine()
REFERENCE = KernelEngine("Rodas5P", relative_tolerance=1e-11, absolute_tolerance=1e-13)
DAYS = np.array([-1.0, 0.0, 10.0, 50.0, 200.0, 400.0])
DOSES = (
    Dose(0.0, "denosumab_depot", 60.0, "denosumab"),
    Dose(100.0, "bisphosphonate_surface", 2.0, "zoledronate"),
)
PLAN = {"letrozole_rate": 2500.0, "lumbar_spine_load": 1.4, "vitamin_d_intake": 1.5}
MakeJob = Callable[..., Job]


@pytest.fixture(scope="module")
def job(make_job: MakeJob) -> Job:
    made = make_job(PLAN, DAYS, DOSES)
    return replace(made, output_days=DAYS)


def drawn(job: Job, count: int, seed: int) -> Directions:
    """Random changes: of parameters, and from day 0 on of inputs and doses."""
    random = np.random.default_rng(seed)
    inputs = 0.1 * random.standard_normal((count, *job.timeline.inputs.shape)) * job.timeline.inputs
    inputs[:, 0] = 0.0
    return Directions(
        parameters=random.standard_normal((count, 1, len(NAMES)))
        * np.where(job.parameters == 1, 0.1, 0.3)
        * job.parameters,
        initial=np.zeros((count, 1, len(STATES))),
        inputs=inputs,
        doses=5.0 * random.standard_normal((count, len(job.timeline.doses))),
    )


def combined(directions: Directions, weights: np.ndarray) -> Directions:
    """Linear combinations of directions, one per row of weights."""
    fields = (directions.parameters, directions.initial, directions.inputs, directions.doses)
    return Directions(*(np.tensordot(weights, field, 1) for field in fields))


def moved(job: Job, directions: Directions, k: int, h: float) -> Job:
    timeline = job.timeline
    doses = tuple(
        replace(dose, amount=dose.amount + h * change)
        for dose, change in zip(timeline.doses, directions.doses[k], strict=True)
    )
    return Job(
        job.parameters + h * directions.parameters[k, 0],
        job.initial + h * directions.initial[k, 0],
        Timeline(timeline.breakpoints, timeline.inputs + h * directions.inputs[k], timeline.labels, doses),
        job.output_days,
    )


def run(job: Job, directions: Directions, engine: TangentEngine = FEW) -> TangentResult:
    result = engine.run(pack([job]), directions)
    assert not result.failures
    return result


@dataclass(frozen=True)
class Path:
    """States and outputs of a run on its output days, and their changes along one direction."""

    states: np.ndarray
    states_tangent: np.ndarray
    outputs: np.ndarray
    outputs_tangent: np.ndarray

    def sizes(self, job: Job, directions: Directions, k: int) -> np.ndarray:
        """What errors of the changed outputs are a share of."""
        return output_tangent_sizes(
            job, self.states, self.states_tangent, directions.parameters[k, 0], directions.inputs[k]
        )


def reference_path(job: Job, directions: Directions) -> Path:
    """Body and change along one direction by LSODA on both together."""
    model = trace_tangent()
    vectors = ("state", "parameter", "input")
    values = [model.body.symbols(vector) for vector in vectors]
    both = values + [model.body.symbols(f"{TANGENT}{vector}") for vector in vectors]
    body, change = python_function(model.body.rates, values), python_function(model.rates, both)
    jacobian = python_function(list(model.body.jacobian.values()), values)
    coupling = python_function(list(model.jacobian_tangent.values()), both)
    outputs = python_function([*model.body.outputs, *model.outputs], both)
    size, timeline = len(STATES), job.timeline
    p, dp = job.parameters, directions.parameters[0, 0]
    state = np.concatenate([job.initial, directions.initial[0, 0]])
    found: list[np.ndarray] = []
    passed: list[np.ndarray] = []
    for k in range(len(timeline.labels)):
        start, end = timeline.breakpoints[k : k + 2]
        u, du = timeline.inputs[k], directions.inputs[0, k]

        def rates(_: float, y: np.ndarray, u: np.ndarray = u, du: np.ndarray = du) -> list[float]:
            return [*body(y[:size], p, u), *change(y[:size], p, u, y[size:], dp, du)]

        def matrix(_: float, y: np.ndarray, u: np.ndarray = u, du: np.ndarray = du) -> np.ndarray:
            full = np.zeros((2 * size, 2 * size))
            for (i, j), value in zip(model.body.jacobian, jacobian(y[:size], p, u), strict=True):
                full[i, j] = full[size + i, size + j] = value
            for (i, j), value in zip(
                model.jacobian_tangent, coupling(y[:size], p, u, y[size:], dp, du), strict=True
            ):
                full[size + i, j] = value
            return full

        wanted = job.output_days[(job.output_days > start) & (job.output_days <= end)]
        if k == 0:
            passed.append(state.copy())
            found.append(np.array(outputs(state[:size], p, u, state[size:], dp, du)))
        for dose, amount in zip(timeline.doses, directions.doses[0], strict=True):
            if dose.day == start:
                state[STATES.index(dose.state)] += dose.amount
                state[size + STATES.index(dose.state)] += amount
        grid = np.unique([start, *wanted, end])
        path = odeint(
            rates, state, grid, Dfun=matrix, tfirst=True, rtol=1e-8, atol=1e-10, mxstep=100_000, tcrit=[end],
            h0=1e-4,
        )  # fmt: skip
        rows = path[np.searchsorted(grid, wanted)]
        passed += list(rows)
        found += [np.array(outputs(row[:size], p, u, row[size:], dp, du)) for row in rows]
        state = path[-1]
    along, table = np.array(passed), np.array(found)
    return Path(along[:, :size], along[:, size:], table[:, : len(OUTPUTS)], table[:, len(OUTPUTS) :])


@pytest.mark.slow
def test_lsoda_on_body_and_change_agrees(job: Job) -> None:
    directions = drawn(job, 1, 3)
    path = reference_path(job, directions)
    result = run(job, directions, TangentEngine(REFERENCE))
    assert np.all(np.abs(result.outputs - path.outputs) <= 1e-5 * output_sizes(job, path.states))
    off = np.abs(result.outputs_tangent[0] - path.outputs_tangent)
    assert np.all(off <= 1e-4 * path.sizes(job, directions, 0))


def test_differences_of_exact_runs_agree(job: Job) -> None:
    directions = drawn(job, 6, 1)
    result = run(job, directions)
    h = 1e-4
    points = REFERENCE.simulate([moved(job, directions, k, s * h) for k in range(6) for s in (-1, 1)])
    for k in range(6):
        before, after = points[2 * k : 2 * k + 2]
        path = Path(
            states=(before.states + after.states) / 2,
            states_tangent=(after.states - before.states) / (2 * h),
            outputs=(before.outputs + after.outputs) / 2,
            outputs_tangent=(after.outputs - before.outputs) / (2 * h),
        )
        off = np.abs(result.outputs_tangent[k] - path.outputs_tangent)
        # The tangents begin at zero and not at their steady state: the first day is over in an hour's steps.
        assert np.all((off <= 1e-4 * path.sizes(job, directions, k))[DAYS > 0])
        largest = np.max(np.abs(path.states_tangent), axis=0)
        assert np.all(np.abs(result.final_tangent[k, 0] - path.states_tangent[-1]) <= 1e-4 * largest)


def test_the_body_itself_is_simulated_as_ever(job: Job) -> None:
    result = run(job, drawn(job, 1, 2))
    plain = FEW.engine.simulate([job])[0]
    assert np.all(np.abs(result.outputs - plain.outputs) <= 1e-10 * output_sizes(job, plain.states))
    assert np.all(np.abs(result.final[0] - plain.states[-1]) <= 1e-10 * state_sizes(plain.states[-1]))


def test_changes_are_linear_in_the_direction(job: Job) -> None:
    """Eight directions, in two passes: sums, multiples, nothing."""
    two = drawn(job, 2, 8)
    weights = np.array([[1, 0], [0, 1], [2, 0], [1, 1], [0, 0], [1, 0], [0, -4], [0.5, -3]], dtype=float)
    changes = run(job, combined(two, weights)).outputs_tangent
    assert np.array_equal(changes[2], 2 * changes[0])  # a power of two: to the last bit
    assert np.array_equal(changes[6], -4 * changes[1])
    assert np.array_equal(changes[5], changes[0])  # whatever goes along in the same pass
    assert np.all(changes[4] == 0.0)
    size = np.max(np.abs(changes[:2]), axis=(0, 1))
    for k in (3, 7):
        sums = np.tensordot(weights[k], changes[:2], 1)
        assert np.all(np.abs(changes[k] - sums) <= 1e-11 * size)


def test_directions_beyond_the_last_change_nothing(job: Job) -> None:
    many = drawn(job, 5, 4)
    all_at_once = run(job, many)
    assert all_at_once.outputs_tangent.shape == (5, len(DAYS), len(OUTPUTS))
    for k in range(5):
        alone = run(job, many.part(k, 1))
        assert np.array_equal(alone.outputs_tangent[0], all_at_once.outputs_tangent[k])
        assert np.array_equal(alone.final_tangent[0], all_at_once.final_tangent[k])


@pytest.mark.slow
def test_other_widths_and_threads_agree(job: Job) -> None:
    directions = drawn(job, 5, 6)
    wide, narrow = (
        run(job, directions, TangentEngine(replace(FEW.engine, width=width, threads=threads)))
        for width, threads in ((0, 2), (2, 1))
    )
    size = np.max(np.abs(wide.outputs_tangent), axis=(0, 1))
    assert np.all(np.abs(wide.outputs_tangent - narrow.outputs_tangent) <= 1e-9 * size)


def test_a_failing_person_leaves_the_others_alone(job: Job) -> None:
    ill = replace(job, parameters=job.parameters.copy())
    ill.parameters[NAMES.index("pth_rate")] = np.nan
    alone, one = run(job, drawn(job, 5, 7)), drawn(job, 5, 7)
    three = Directions(
        *(np.repeat(field, 3, axis=1) for field in (one.parameters, one.initial)),
        inputs=np.tile(one.inputs, (1, 3, 1)),
        doses=np.tile(one.doses, (1, 3)),
    )
    timelines = [replace(job.timeline) for _ in range(3)]
    jobs = [replace(who, timeline=timeline) for who, timeline in zip((job, ill, job), timelines, strict=True)]
    result = FEW.run(pack(jobs), three)
    assert list(result.failures) == [1]
    assert "pth rate is nan" in result.failures[1]
    rows = [slice(*result.row_of[i : i + 2]) for i in range(3)]
    assert np.all(np.isnan(result.outputs_tangent[:, rows[1]]))
    assert np.all(np.isnan(result.final_tangent[:, 1]))
    assert np.all(np.isnan(result.final[1]))
    for i in (0, 2):
        assert np.array_equal(result.outputs_tangent[:, rows[i]], alone.outputs_tangent)


@pytest.mark.parametrize("field", ["parameters", "initial", "inputs", "doses"])
def test_a_direction_that_is_not_a_number_is_refused(field: str, job: Job) -> None:
    directions = drawn(job, 1, 1)
    getattr(directions, field).flat[0] = np.inf
    with pytest.raises(ValueError, match=f"change of the {field} is not a finite number"):
        FEW.run(pack([job]), directions)


def test_no_direction_is_refused(job: Job) -> None:
    with pytest.raises(ValueError, match="at least one direction"):
        FEW.run(pack([job]), drawn(job, 1, 1).part(1, 0))


def test_progress_counts_people_and_passes(job: Job) -> None:
    seen: list[Progress] = []
    FEW.run(pack([job]), drawn(job, 5, 1), on_progress=seen.append)
    assert seen[-1] == Progress(1.0)

"""The engine of the graphics processor on the emulated device: what it gives must be what the kernel engine gives."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from tests.engine.host_executor import HostExecutor
from tests.engine.rounding import largest_difference, state_sizes

from osteotwin.body import whole
from osteotwin.body.schedule import Dose, Timeline
from osteotwin.engine.batch import Batch, pack
from osteotwin.engine.gpu import cupy_executor
from osteotwin.engine.gpu.blocks import bytes_of, cut, part
from osteotwin.engine.gpu.cupy_executor import resident_warps
from osteotwin.engine.gpu.device_record import fetch, send
from osteotwin.engine.gpu.executor import DeviceError
from osteotwin.engine.gpu.gpu_engine import GpuEngine
from osteotwin.engine.gpu.ptx import ENTRY, emit_ptx
from osteotwin.engine.interface import Job, Trajectory
from osteotwin.engine.kernel import work
from osteotwin.engine.kernel.build import build
from osteotwin.engine.kernel.record import make_record
from osteotwin.engine.kernel_engine import KernelEngine
from osteotwin.parameters import starting_values
from osteotwin.progress import Progress

MakeJob = Callable[..., Job]
STATES, INPUTS, NAMES = list(whole.STATES), list(whole.INPUTS), list(starting_values().names)
GPU = GpuEngine(executor=HostExecutor())


def assert_close(
    jobs: list[Job], found: list[Trajectory], expected: list[Trajectory], tolerance: float = 1e-6
) -> None:
    """Within a share of the size of each state, and of what an output is computed from."""
    for job, one, other in zip(jobs, found, expected, strict=True):
        assert one.failure is None
        assert other.failure is None
        assert np.array_equal(one.days, other.days)
        assert np.isfinite(one.states).all()
        assert np.isfinite(one.outputs).all()
        assert largest_difference(job, one, other) <= tolerance


def varied(job: Job, people: int) -> list[Job]:
    """The same plan for people who differ."""
    random = np.random.default_rng(7)
    return [
        replace(job, parameters=job.parameters * np.exp(random.normal(0, 0.03, len(job.parameters))))
        for _ in range(people)
    ]


def with_parameter(job: Job, name: str, value: float) -> Job:
    parameters = job.parameters.copy()
    parameters[NAMES.index(name)] = value
    return replace(job, parameters=parameters)


@pytest.fixture(scope="module")
def constant(make_job: MakeJob) -> list[Job]:
    return varied(make_job({"letrozole_rate": 2500.0}, np.linspace(0, 1095, 37)), 5)


@pytest.fixture(scope="module")
def denosumab(make_job: MakeJob) -> list[Job]:
    doses = tuple(Dose(day, "denosumab_depot", 60.0, "denosumab") for day in (30.0, 212.0, 395.0, 577.0))
    return varied(make_job({}, np.linspace(0, 900, 31), doses), 5)


@pytest.fixture(scope="module")
def weekly(make_job: MakeJob) -> list[Job]:
    job = make_job({}, np.linspace(0, 364, 13))
    breaks = np.concatenate([[-1.0], np.arange(0.0, 365.0, 7.0)])
    inputs = np.repeat(job.timeline.inputs[:1], len(breaks) - 1, axis=0)
    column = INPUTS.index("lumbar_spine_load")
    inputs[1:, column] *= 1 + 0.2 * np.sin(np.arange(len(inputs) - 1))
    labels = ("life before the plan", *(f"week {k + 1}" for k in range(len(inputs) - 1)))
    return varied(replace(job, timeline=Timeline(breaks, inputs, labels)), 3)


@pytest.mark.slow
@pytest.mark.parametrize("plan", ["constant", "denosumab", "weekly"])
def test_it_agrees_with_the_kernel_engine(plan: str, request: pytest.FixtureRequest) -> None:
    jobs: list[Job] = request.getfixturevalue(plan)
    assert_close(jobs, GPU.simulate(jobs), KernelEngine().simulate(jobs))


@pytest.mark.slow
def test_it_agrees_with_the_other_method(constant: list[Job]) -> None:
    gpu = GpuEngine(method="Rodas5P", executor=HostExecutor())
    two = constant[:2]
    assert_close(two, gpu.simulate(two), KernelEngine(method="Rodas5P").simulate(two))


@pytest.mark.slow
def test_the_text_for_the_device_computes_what_the_same_module_computes_for_this_machine(
    constant: list[Job],
) -> None:
    """One person per vector on both sides: step by step the same, to rounding."""
    batch = pack(constant)
    options = {
        "relative": 1e-6, "absolute": 1e-8, "first_step": 0.01, "step_limit": 100_000, "states": True, "outputs": True,
    }  # fmt: skip
    own, device = make_record(batch, **options), make_record(batch, **options)
    build("Rodas4", 1).drive(own.address)
    executor = HostExecutor()
    sent = send(device, executor)
    executor.launch(emit_ptx("Rodas4"), ENTRY, sent.record, len(batch))
    fetch(sent, device, executor)
    assert np.array_equal(device.arrays["outcome"], own.arrays["outcome"])
    assert np.array_equal(device.arrays["steps"], own.arrays["steps"])
    assert np.array_equal(device.arrays["day_reached"], own.arrays["day_reached"])
    off = np.abs(device.arrays["final"] - own.arrays["final"])
    assert np.all(off <= 1e-9 * state_sizes(own.arrays["final"]))


@pytest.mark.slow
def test_blocks_and_threads_change_nothing(constant: list[Job], denosumab: list[Job]) -> None:
    jobs = [job for pair in zip(constant, denosumab, strict=True) for job in pair]
    expected = GPU.simulate(jobs)
    for engine in (
        GpuEngine(people_per_block=3, executor=HostExecutor(threads=5)),
        GpuEngine(executor=HostExecutor(threads=1, bytes_free=100_000)),
    ):
        for one, other in zip(engine.simulate(jobs), expected, strict=True):
            assert np.array_equal(one.states, other.states)
            assert np.array_equal(one.outputs, other.outputs)


@pytest.mark.slow
def test_progress_counts_people_block_by_block(constant: list[Job]) -> None:
    done: list[Progress] = []
    GpuEngine(people_per_block=2, executor=HostExecutor()).simulate(constant, done.append)
    assert done == [Progress(0.4), Progress(0.8), Progress(1.0)]


@pytest.mark.slow
def test_only_what_is_asked_for_is_given(constant: list[Job]) -> None:
    batch = pack(constant)
    bare = GPU.run_batch(batch, states=False, outputs=False)
    assert bare.states is None
    assert bare.outputs is None
    full = GPU.run_batch(batch, states=True)
    assert full.states is not None
    assert np.array_equal(bare.final, full.final)
    assert np.array_equal(full.final, full.states[full.row_of[1:] - 1])
    assert np.all(bare.steps > 10)


@pytest.mark.slow
def test_nobody_is_no_trouble(constant: list[Job]) -> None:
    batch = pack(constant[:1])
    nobody = Batch(
        batch.parameters[:0], batch.initial[:0], batch.timelines, batch.output_days, batch.timeline_of[:0]
    )
    result = GPU.run_batch(nobody)
    assert result.final.shape == (0, len(STATES))
    assert result.failures == {}
    assert GPU.simulate([]) == []


@pytest.mark.slow
def test_a_failure_is_nan_and_a_sentence_and_spares_the_others(constant: list[Job]) -> None:
    broken = [
        with_parameter(constant[0], "rankl_rate", np.nan),
        constant[1],
        replace(constant[2], initial=np.where(np.array(STATES) == "osteoblasts", -0.5, constant[2].initial)),
        constant[3],
    ]
    engine = GpuEngine(people_per_block=2, executor=HostExecutor())
    found, expected = engine.simulate(broken), KernelEngine().simulate(broken)
    for k in (0, 2):
        assert found[k].failure == expected[k].failure
        assert str(found[k].failure).startswith("The simulation")
        assert np.isnan(found[k].states).all()
        assert np.isnan(found[k].outputs).all()
    assert_close([broken[1], broken[3]], [found[1], found[3]], [expected[1], expected[3]])


@pytest.mark.slow
def test_too_many_steps_are_given_up(constant: list[Job]) -> None:
    found = GpuEngine(step_limit=20, executor=HostExecutor()).simulate(constant[:1])[0]
    assert found.failure is not None
    assert "too many steps" in found.failure
    assert np.isnan(found.outputs).all()


def test_the_device_sees_none_of_this_machines_addresses(constant: list[Job]) -> None:
    record = make_record(
        pack(constant),
        relative=1e-6,
        absolute=1e-8,
        first_step=0.01,
        step_limit=10,
        states=True,
        outputs=False,
    )
    sent = send(record, HostExecutor())
    fields = np.zeros_like(record.record)
    HostExecutor().download(sent.record, fields)
    for name in work.FIELDS:
        here, there = record.record[work.PLACE[name]], fields[work.PLACE[name]]
        if name in record.arrays:
            assert there == sent.buffers[name].address != here
        else:
            assert there == here
    assert fields[work.PLACE["outputs"]] == 0


def test_blocks_fit_and_leave_nobody_out() -> None:
    sizes = np.array([5, 5, 5, 20, 1, 1, 1, 1], dtype=np.int64)
    assert list(cut(sizes, 10, 0)) == [slice(0, 2), slice(2, 3), slice(3, 4), slice(4, 8)]
    assert list(cut(sizes, 1000, 3)) == [slice(0, 3), slice(3, 6), slice(6, 8)]
    assert list(cut(sizes[:0], 10, 0)) == []


def test_a_block_takes_its_timelines_along(constant: list[Job], denosumab: list[Job]) -> None:
    batch = pack([*constant, *denosumab])
    for jobs, expected, timeline_of in (
        (slice(4, 7), (0, 1), [0, 1, 1]),
        (slice(6, 9), (1,), [0, 0, 0]),
        (slice(0, 3), (0,), [0, 0, 0]),
    ):
        some = part(batch, jobs)
        assert some.timeline_of.tolist() == timeline_of
        assert np.array_equal(some.parameters, batch.parameters[jobs])
        assert len(some.timelines) == len(some.output_days) == len(expected)
        for timeline, days, k in zip(some.timelines, some.output_days, expected, strict=True):
            assert days is batch.output_days[k]
            assert np.array_equal(timeline.breakpoints, batch.timelines[k].breakpoints)
            assert np.array_equal(timeline.inputs, batch.timelines[k].inputs)
            assert timeline.labels == batch.timelines[k].labels
            assert timeline.doses == batch.timelines[k].doses


def test_the_size_of_a_block_is_known_before_it_is_made(constant: list[Job], denosumab: list[Job]) -> None:
    batch = pack([*constant, *denosumab])
    sizes = bytes_of(batch, states=True, outputs=True)
    record = make_record(
        batch, relative=1e-6, absolute=1e-8, first_step=0.01, step_limit=10, states=True, outputs=True
    )
    held = sum(array.nbytes for array in record.arrays.values())
    assert held <= sizes.sum() + 4096  # counters and tolerances are shared by all
    assert sizes.sum() < 1.05 * held


def test_as_many_threads_as_the_registers_hold() -> None:
    a100 = {
        "MaxRegistersPerMultiprocessor": 65536,
        "MaxThreadsPerMultiProcessor": 2048,
        "MultiProcessorCount": 108,
    }
    assert resident_warps(255, a100) == 8 * 108
    assert resident_warps(32, a100) == 64 * 108
    assert resident_warps(255, a100, wanted=2) == 2 * 108
    assert resident_warps(255, a100, wanted=50) == 8 * 108


@pytest.mark.skipif(cupy_executor.why_not() is None, reason="this machine has a device that CuPy can use")
def test_without_a_device_one_sentence_says_so(constant: list[Job]) -> None:
    with pytest.raises(DeviceError, match=r"(CuPy|graphics processor)") as caught:
        GpuEngine().simulate(constant[:1])
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence


@pytest.mark.skipif(cupy_executor.why_not() is not None, reason=str(cupy_executor.why_not()))
@pytest.mark.parametrize("plan", ["constant", "denosumab", "weekly"])
def test_a_real_device_agrees(plan: str, request: pytest.FixtureRequest) -> None:
    jobs: list[Job] = request.getfixturevalue(plan)
    assert_close(jobs, GpuEngine().simulate(jobs), KernelEngine().simulate(jobs))


def test_cupy_is_not_imported_before_it_is_needed() -> None:
    code = "import sys, osteotwin.engine.gpu.gpu_engine; print('cupy' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert found.stdout.strip() == "False"

"""Threads of the fast engine: progress, interruption, and that none is left behind."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from osteotwin.engine import kernel_engine
from osteotwin.engine.batch import pack
from osteotwin.engine.interface import Job
from osteotwin.engine.kernel import work
from osteotwin.engine.kernel.record import Record
from osteotwin.engine.kernel_engine import KernelEngine
from osteotwin.parameters import starting_values
from osteotwin.progress import Progress

MakeJob = Callable[..., Job]

#: A process whose only person can never be finished; it says when it begins and what is left at the end.
ENDLESS = """
import signal, threading
import numpy as np
from osteotwin.body.schedule import Timeline
from osteotwin.engine.interface import Job
from osteotwin.engine.kernel_engine import KernelEngine
from tests.reference import reference_vectors
from osteotwin.parameters import starting_values
signal.signal(signal.SIGINT, signal.default_int_handler)
values = np.array(list(starting_values().values().values()))
state, inputs = reference_vectors(values, starting_values().names)
inputs[0] = 500.0
job = Job(values, state, Timeline(np.array([0.0, 1e9]), inputs[None], ("start",)), np.array([1e9]))
engine = KernelEngine(relative_tolerance=1e-20, absolute_tolerance=1e-20, step_limit=10**15, threads={threads})
calls = []

def begins(number):
    calls.append(number)
    if len(calls) == 1:
        print("begins", flush=True)

try:
    engine.simulate([job] * {people}, begins)
except KeyboardInterrupt:
    print("interrupted", threading.active_count(), flush=True)
"""


@pytest.fixture(scope="module")
def people(make_job: MakeJob) -> list[Job]:
    job = make_job({"letrozole_rate": 2500.0}, np.array([0.0, 30.0]))
    return [replace(job, initial=job.initial * (1 + 1e-3 * k)) for k in range(100)]


@pytest.mark.parametrize("count", [1, 2, 8, 9, 100])
@pytest.mark.parametrize("threads", [1, 2])
def test_progress_rises_to_all_people(count: int, threads: int, people: list[Job]) -> None:
    seen: list[float] = []
    KernelEngine(threads=threads).simulate(people[:count], lambda now: seen.append(now.fraction))
    assert seen == sorted(seen)
    assert all(0 <= fraction <= 1 for fraction in seen)
    assert seen[-1] == 1.0


def test_progress_counts_those_that_failed_too(people: list[Job]) -> None:
    parameters = people[0].parameters.copy()
    parameters[starting_values().names.index("letrozole_volume")] = 0.0
    strange = [replace(people[0], parameters=parameters), replace(people[0], parameters=parameters * np.nan)]
    seen: list[Progress] = []
    KernelEngine().simulate([*strange, *people[:3]], seen.append)
    assert seen[-1] == Progress(1.0)


def test_nobody_has_no_progress() -> None:
    seen: list[Progress] = []
    assert KernelEngine().simulate([], seen.append) == []
    assert seen == []


def test_no_thread_is_left(people: list[Job]) -> None:
    before = threading.active_count()
    KernelEngine(threads=8).simulate(people)
    assert threading.active_count() == before


@pytest.fixture
def records(monkeypatch: pytest.MonkeyPatch) -> list[Record]:
    """The records of the batches that are run in the test."""
    made: list[Record] = []

    def keep(kernel: object, record: Record, *rest: object) -> None:
        made.append(record)
        inner(kernel, record, *rest)

    inner = kernel_engine.drive
    monkeypatch.setattr(kernel_engine, "drive", keep)
    return made


@pytest.mark.parametrize("error", [KeyboardInterrupt, ZeroDivisionError])
def test_an_error_in_the_progress_ends_the_work(
    error: type[BaseException], people: list[Job], records: list[Record]
) -> None:
    # Uninterrupted it would take minutes: hundreds of people at a tolerance near rounding.
    engine = KernelEngine(relative_tolerance=1e-13, absolute_tolerance=1e-15, threads=2)
    before = threading.active_count()
    seen: list[Progress] = []

    def stop(now: Progress) -> None:
        seen.append(now)
        raise error

    with pytest.raises(error):
        engine.simulate(people * 20, stop)
    assert threading.active_count() == before
    (record,) = records
    outcome = record.arrays["outcome"]
    assert len(seen) == 1
    assert seen[0].fraction < 1
    assert np.count_nonzero(outcome == work.NOT_RUN) > len(outcome) / 2
    assert record.arrays["cancel"][0] == 1


def test_the_engine_works_on_after_an_interruption(people: list[Job]) -> None:
    def stop(_: Progress) -> None:
        raise KeyboardInterrupt

    before = KernelEngine().simulate(people)
    with pytest.raises(KeyboardInterrupt):
        KernelEngine().simulate(people, stop)
    after = KernelEngine().simulate(people)
    assert all(np.array_equal(a.states, b.states) for a, b in zip(before, after, strict=True))


@pytest.mark.skipif(sys.platform == "win32", reason="another signal there")
@pytest.mark.parametrize(("people_count", "threads"), [(1, 1), (1, 0), (50, 2)])
def test_the_keyboard_interrupts_at_once(people_count: int, threads: int) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", ENDLESS.format(people=people_count, threads=threads)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "begins\n"
    process.send_signal(signal.SIGINT)
    try:
        out, err = process.communicate(timeout=60)  # it would never end by itself
    finally:
        process.kill()
    assert err == ""
    assert out == "interrupted 1\n"  # the main thread alone is left
    assert process.returncode == 0


def test_two_engines_at_once_do_not_disturb_each_other(people: list[Job]) -> None:
    alone = KernelEngine().run_batch(pack(people))
    results: dict[int, np.ndarray] = {}

    def run(k: int) -> None:
        results[k] = KernelEngine().run_batch(pack(people)).final

    threads = [threading.Thread(target=run, args=(k,)) for k in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(np.array_equal(results[k], alone.final) for k in range(4))

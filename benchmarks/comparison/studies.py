"""What our own engine's speed depends on: number of people, years, cores, vector width, method, outputs.

Every function stands in a module of its own process (:func:`comparison.alone.alone`) and returns rows for a table.
"""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from statistics import median
from typing import Any

import numpy as np

from comparison.cases import OUTPUT_COLUMNS, OUTPUTS, Case, first_people, make_case, worst_errors
from comparison.contenders.kernel import ONE_THREAD, at_tolerance, batch_of
from comparison.worker import environment
from osteotwin.arrays import Vector
from osteotwin.body.timelines import flatten
from osteotwin.engine.batch import Batch
from osteotwin.engine.kernel_engine import KernelEngine

#: Where our own engine serves as the exact solution; errors are then near 1e-10, tested against LSODA.
TIGHT = 1e-8
#: People in one call when there are too many for one.
BLOCK = 50_000


@dataclass(frozen=True)
class Timing:
    """Median time of one call.

    Attributes
    ----------
    people : int
    wall, cpu : float [s]
    """

    people: int
    wall: float
    cpu: float

    @property
    def row(self) -> dict[str, float]:
        """The numbers with the rates."""
        return asdict(self) | {
            "people_per_second": self.people / self.wall,
            "people_per_second_per_core": self.people / self.cpu,
        }


def time_call(call: Callable[[], object], people: int, rounds: int) -> Timing:
    """The median over the rounds, after one call that is not counted."""
    call()
    walls: list[float] = []
    cpus: list[float] = []
    for _ in range(rounds):
        wall, cpu = time.perf_counter(), time.process_time()
        call()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return Timing(people, median(walls), median(cpus))


def sizes(counts: Sequence[int], threads: Sequence[int], rounds: int) -> list[dict[str, float]]:
    """The time for more and more people, in blocks beyond :data:`BLOCK`, the draws not counted."""
    rows: list[dict[str, float]] = []
    for count in counts:
        case = make_case("constant", min(count, BLOCK))
        batch = batch_of(case)
        engines = [replace(ONE_THREAD, threads=number) for number in threads]
        if count > BLOCK:
            engines = engines[-1:]  # a million people on one core says nothing new
        spent: dict[int, list[tuple[float, float]]] = {engine.threads: [] for engine in engines}
        blocks = max(1, count // BLOCK)
        for _ in range(rounds if count <= BLOCK else 1):
            for engine in engines:  # in turn, so that a busy moment meets all
                wall, cpu = time.perf_counter(), time.process_time()
                for _ in range(blocks):
                    engine.run_batch(batch)
                spent[engine.threads].append((time.perf_counter() - wall, time.process_time() - cpu))
        for number, times in spent.items():
            wall, cpu = (median(column) for column in zip(*times, strict=True))
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            rows.append(Timing(count, wall, cpu).row | {"threads": number, "memory_mb": peak})
    return rows


def years(counts: Sequence[float], people: int, rounds: int) -> list[dict[str, float]]:
    """The time on one core for longer and longer plans."""
    rows: list[dict[str, float]] = []
    for count in counts:
        batch = batch_of(make_case("constant", people, years=count))
        rows.append({"years": count} | time_call(lambda b=batch: ONE_THREAD.run_batch(b), people, rounds).row)
    return rows


def one_person(rounds: int) -> dict[str, float]:
    """The milliseconds for a single person, through the batch and through the general interface."""
    from osteotwin.engine.interface import Job

    case = make_case("constant", 1)
    batch = batch_of(case)
    job = Job(case.parameters[0], case.initial[0], case.timeline, case.output_days)
    return {
        "run_batch_ms": 1e3 * time_call(lambda: ONE_THREAD.run_batch(batch), 1, rounds).wall,
        "simulate_ms": 1e3 * time_call(lambda: ONE_THREAD.simulate([job]), 1, rounds).wall,
    }


def widths(candidates: Sequence[int], people: int, rounds: int) -> list[dict[str, float]]:
    """People per second and the time of the first compilation for each vector width."""
    from osteotwin.engine.kernel.build import build

    case = make_case("constant", people)
    batch = batch_of(case)
    compiled: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as folder, environment({"OSTEOTWIN_CACHE": folder}):
        for width in candidates:
            begin = time.perf_counter()
            build(ONE_THREAD.method, width)
            compiled[width] = time.perf_counter() - begin
    engines = {width: replace(ONE_THREAD, width=width) for width in candidates}
    results = {width: engine.run_batch(batch) for width, engine in engines.items()}  # also warms up
    spent: dict[int, list[float]] = {width: [] for width in candidates}
    for _ in range(rounds):
        for width, engine in engines.items():
            cpu = time.process_time()
            engine.run_batch(batch)
            spent[width].append(time.process_time() - cpu)
    widest = results[candidates[-1]].final
    return [
        {
            "width": width,
            "compile_s": compiled[width],
            "people_per_second_per_core": people / median(spent[width]),
            "largest_difference": _largest_difference(results[width].final, widest),
        }
        for width in candidates
    ]


def _largest_difference(found: Vector, expected: Vector) -> float:
    return float(np.max(np.abs(found - expected) / np.maximum(np.abs(expected), 1e-6)))


def methods(
    names: Sequence[str], tolerances: Sequence[float], plan: str, reference: Vector, people: int, rounds: int
) -> list[dict[str, Any]]:
    """Speed, steps and errors for each method and tolerance.

    Parameters
    ----------
    reference : array [n_sample, n_time, n_output]
        Exact outputs of the first people.
    """
    case = make_case(plan, people)
    batch, sample = batch_of(case), batch_of(first_people(case, len(reference)))
    rows: list[dict[str, Any]] = []
    for name in names:
        for tolerance in tolerances:
            engine = at_tolerance(replace(ONE_THREAD, method=name), tolerance)
            density, ctx = worst_errors(_outputs(engine, sample), reference)
            steps = float(engine.run_batch(batch).steps.mean())
            rows.append(
                {
                    "plan": plan, "method": name, "tolerance": tolerance, "density_error": density,
                    "ctx_error": ctx, "steps": steps,
                }
                | time_call(lambda e=engine: e.run_batch(batch), people, rounds).row
            )  # fmt: skip
    return rows


def _outputs(engine: KernelEngine, batch: Batch) -> Vector:
    outputs = engine.run_batch(batch).outputs
    if outputs is None:
        message = "the engine gave no outputs"
        raise RuntimeError(message)
    return outputs.reshape(len(batch), -1, outputs.shape[1])[..., OUTPUT_COLUMNS]


def everyone_against_tight(people: int, tolerance: float) -> tuple[float, float]:
    """The worst error of BMD and CTX over many people, against our own engine at a tight tolerance."""
    case = make_case("constant", people)
    batch = batch_of(case)
    tight = at_tolerance(replace(ONE_THREAD, method="Rodas5P", threads=0), TIGHT)
    return worst_errors(_outputs(at_tolerance(ONE_THREAD, tolerance), batch), _outputs(tight, batch))


def deliveries(people: int, rounds: int) -> list[dict[str, Any]]:
    """The speed with more or fewer results, and with a timeline of each person's own."""
    case = make_case("constant", people)
    shared = batch_of(case)
    ways: list[tuple[str, Callable[[], object]]] = [
        ("all outputs, every month", lambda: ONE_THREAD.run_batch(shared)),
        (
            "BMD at four sites and CTX, every month",
            lambda: ONE_THREAD.run_batch(shared, endpoints=OUTPUTS),
        ),
        ("the state, every month", lambda: ONE_THREAD.run_batch(shared, states=True, outputs=False)),
        ("the final state only", lambda: ONE_THREAD.run_batch(shared, outputs=False)),
    ]
    own = own_timelines(case)
    flat = replace(own, timelines=flatten(own.timelines))
    ways.append(
        ("all outputs, every month, a timeline of each person's own", lambda: ONE_THREAD.run_batch(flat))
    )
    ways.append(("the same, timelines as objects", lambda: ONE_THREAD.run_batch(own)))
    return [{"delivered": name} | time_call(call, people, rounds).row for name, call in ways]


def own_timelines(case: Case) -> Batch:
    """The same people, each with an object of his own for the same plan."""
    timelines = tuple(replace(case.timeline) for _ in range(len(case)))
    return Batch(
        case.parameters, case.initial, timelines, (case.output_days,) * len(case),
        np.arange(len(case), dtype=np.int64),
    )  # fmt: skip


def tangents(counts: Sequence[int], people: int, rounds: int) -> list[dict[str, float]]:
    """The time of runs with derivatives to more and more parameters, and of the runs alone."""
    from osteotwin.engine.tangent_engine import Directions, TangentEngine

    case = make_case("constant", people)
    batch = batch_of(case)
    plain = time_call(lambda: ONE_THREAD.run_batch(batch), people, rounds)
    engine = TangentEngine(engine=ONE_THREAD)
    rows: list[dict[str, float]] = []
    for count in counts:
        parameters = np.zeros((count, *case.parameters.shape))
        for k in range(count):  # each a relative change of one parameter
            parameters[k, :, k] = case.parameters[:, k]
        directions = Directions(
            parameters,
            np.zeros((count, *case.initial.shape)),
            np.zeros((count, *case.timeline.inputs.shape)),
            np.zeros((count, len(case.timeline.doses))),
        )
        found = time_call(lambda d=directions: engine.run(batch, d), people, rounds)
        rows.append({"directions": count, "times_a_plain_run": found.cpu / plain.cpu} | found.row)
    return rows


def whole_twin(people: int) -> dict[str, float]:
    """The seconds that the virtual people of a person's file take from initializing to the outlook."""
    import osteotwin as ot

    person = ot.read_person(ot.demo_path())
    ot.Twin.from_person(person, people=2)  # reads and compiles what every call shares
    begin = time.perf_counter()
    twin = ot.Twin.from_person(person, people=people)
    initialized = time.perf_counter()
    twin.simulate(person.plan)
    done = time.perf_counter()
    return {"people": people, "initialize_s": initialized - begin, "plan_s": done - initialized}

"""Run the experimental engine on an NVIDIA graphics processor, and write down what it takes to judge it.

On a machine with a card and its driver (no CUDA toolkit is needed)::

    uv sync --extra gpu
    uv run --extra gpu python -m pytest tests/engine/test_gpu_engine.py    # results on the card: must pass first
    uv run --extra gpu python benchmarks/gpu.py --json gpu.json            # about ten minutes

Record the whole JSON in ``docs/design/gpu.md`` in place of what is reckoned there:

- the card, its driver, and how the driver compiled the kernel: seconds, registers and local memory of a thread;
- for every plan the disagreement with the kernel engine, which must stay below 1e-6 of the largest value of an output;
- people per second for each number of warps, transfers included, beside those of the processor of the same machine,
  with the share of the card's double-precision peak and of its memory bandwidth.

The engine stops being experimental when the tests pass on a card and it is faster there than the processor beside it.
Where there is no device the command says so in one sentence.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from comparison.cases import PLANS, Case, first_people, make_case
from comparison.machine import describe_machine
from gpu_cost import cost_of_step
from osteotwin.body import whole
from osteotwin.engine.batch import Batch, BatchResult
from osteotwin.engine.gpu.cupy_executor import CupyExecutor, load_kernel, why_not
from osteotwin.engine.gpu.gpu_engine import GpuEngine
from osteotwin.engine.gpu.ptx import ENTRY, emit_ptx
from osteotwin.engine.kernel.tableau import METHODS
from osteotwin.engine.kernel_engine import KernelEngine

RELATIVE, ABSOLUTE = 1e-5, 1e-7
#: Agreement is measured at this tolerance, where the error of the method is below what is asked for.
FINE_RELATIVE, FINE_ABSOLUTE = 1e-8, 1e-10
#: Double-precision units of a multiprocessor by compute capability; others have two.
FP64_UNITS = {"60": 32, "70": 32, "72": 32, "80": 32, "90": 64, "100": 64, "103": 2}
#: Groups of 32 threads on a multiprocessor to try; 0: as many as fit.
WARPS = (0, 1, 2, 4)


@dataclass(frozen=True)
class Limits:
    """What a device can do at best, from its own description.

    Attributes
    ----------
    operations : float [1/s]
        In double precision.
    bandwidth : float [byte/s]
        Of its memory.
    """

    operations: float
    bandwidth: float


def device_limits() -> Limits:
    """The limits of the current device."""
    import cupy

    device = cupy.cuda.Device()
    about = device.attributes
    units = FP64_UNITS.get(str(device.compute_capability), 2) * about["MultiProcessorCount"]
    return Limits(
        operations=2.0 * units * about["ClockRate"] * 1e3,
        bandwidth=2.0 * about["MemoryClockRate"] * 1e3 * about["GlobalMemoryBusWidth"] / 8,
    )


def describe_device() -> dict[str, Any]:
    """The current device, its driver, and how the driver compiled the kernel."""
    import cupy

    device, runtime = cupy.cuda.Device(), cupy.cuda.runtime
    about = runtime.getDeviceProperties(device.id)
    begin = time.perf_counter()
    kernel = load_kernel(emit_ptx(GpuEngine().method), ENTRY, device.id)
    return {
        "name": about["name"].decode(),
        "compute_capability": str(device.compute_capability),
        "multiprocessors": device.attributes["MultiProcessorCount"],
        "memory_bytes": int(about["totalGlobalMem"]),
        "driver": runtime.driverGetVersion(),
        "cuda": runtime.runtimeGetVersion(),
        "cupy": cupy.__version__,
        "compile_seconds": time.perf_counter() - begin,
        "registers_of_a_thread": kernel.num_regs,
        "local_bytes_of_a_thread": kernel.local_size_bytes,
    }


def as_batch(case: Case) -> Batch:
    """A case as a batch."""
    everyone = np.zeros(len(case), dtype=np.int64)
    return Batch(case.parameters, case.initial, (case.timeline,), (case.output_days,), everyone)


def disagreement(case: Case, gpu: GpuEngine) -> float:
    """The largest difference from the kernel engine, as a share of the largest value of an output."""
    batch = as_batch(case)
    expected = KernelEngine(relative_tolerance=FINE_RELATIVE, absolute_tolerance=FINE_ABSOLUTE).run_batch(
        batch
    )
    found = gpu.run_batch(batch)
    if found.outputs is None or expected.outputs is None:
        message = "an engine gave no outputs"
        raise RuntimeError(message)
    if found.failures or expected.failures:
        message = f"{len(found.failures)} and {len(expected.failures)} people failed"
        raise RuntimeError(message)
    scale = np.abs(expected.outputs).max(axis=0)
    return float(np.max(np.abs(found.outputs - expected.outputs) / np.where(scale > 0, scale, 1.0)))


def timed(engine: GpuEngine | KernelEngine, batch: Batch) -> tuple[float, BatchResult]:
    """The seconds that an engine needs, transfers included, and its result."""
    start = time.perf_counter()
    result = engine.run_batch(batch)
    return time.perf_counter() - start, result


def measure(plan: str, people: int, limits: Limits) -> dict[str, Any]:
    """The numbers of one plan."""
    case = make_case(plan, people)
    batch, few = as_batch(case), as_batch(first_people(case, min(people, 2000)))
    cost = cost_of_step(emit_ptx(GpuEngine().method), METHODS[GpuEngine().method], len(whole.STATES))
    kernel = KernelEngine(relative_tolerance=RELATIVE, absolute_tolerance=ABSOLUTE)
    kernel.run_batch(few)
    own_seconds, _ = timed(kernel, few)
    numbers: dict[str, Any] = {
        "plan": PLANS[plan],
        "people": people,
        "disagreement": disagreement(
            first_people(case, min(people, 1000)),
            GpuEngine(relative_tolerance=FINE_RELATIVE, absolute_tolerance=FINE_ABSOLUTE),
        ),
        "processor_people_per_second": len(few) / own_seconds,
        "by_warps": {},
    }
    for warps in WARPS:
        engine = GpuEngine(
            relative_tolerance=RELATIVE, absolute_tolerance=ABSOLUTE, executor=CupyExecutor(warps=warps)
        )
        engine.run_batch(few)  # compiles
        seconds, result = timed(engine, batch)
        steps = int(result.steps.sum())
        numbers["by_warps"][warps or "all"] = {
            "people_per_second": people / seconds,
            "steps_per_person": steps / people,
            "share_of_peak_fp64": steps * cost.operations / seconds / limits.operations,
            "share_of_bandwidth": steps * cost.bytes_moved / seconds / limits.bandwidth,
        }
    best = max(numbers["by_warps"].values(), key=lambda found: found["people_per_second"])
    return numbers | best | {"ratio": best["people_per_second"] / numbers["processor_people_per_second"]}


def main() -> int:
    """Run the command; 1 where nothing could be measured."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--people", type=int, default=100_000, help="people of each plan")
    parser.add_argument("--plans", nargs="+", choices=list(PLANS), default=list(PLANS))
    parser.add_argument("--json", type=Path, help="write all numbers to this file")
    given = parser.parse_args()
    reason = why_not()
    if reason is not None:
        sys.stdout.write(f"Nothing was measured: {reason}\n")
        return 1
    device, limits = describe_device(), device_limits()  # first, so that the driver has compiled nothing yet
    plans = {plan: measure(plan, given.people, limits) for plan in given.plans}
    found = {"device": device, "machine": describe_machine(), "plans": plans}
    text = json.dumps(found, indent=2)
    if given.json:
        given.json.write_text(text + "\n", encoding="utf-8")
    sys.stdout.write(text + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

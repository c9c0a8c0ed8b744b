"""How far the kernel is from what one core can do, and where its time goes."""

from __future__ import annotations

import re
import time
from collections import Counter
from statistics import median
from typing import Any

from comparison.cases import make_case
from comparison.contenders.kernel import ONE_THREAD, batch_of
from comparison.instrument import WEIGHT, counting_engine
from comparison.peak import most_per_second
from osteotwin.engine.batch import Batch

_ARITHMETIC = re.compile(r"^v?(f(n?m)(add|sub)\d+|add|sub|mul)[ps]d$")
_DIVISION = re.compile(r"^v?(div|sqrt|rcp14|rsqrt14)[ps]d$")
#: Kinds of machine instructions.
ARITHMETIC, DIVISION, MOVE, OTHER = "arithmetic", "divisions and roots", "moves", "others"
#: How many of all of them read or write the stack: values for which there was no register.
STACK = "with the stack"
_OPERATIONS_OF_FMA = 2  # per lane
_LABEL = re.compile(r'^"?([\w.]+)"?:')


def how_far(people: int, plan: str = "constant") -> dict[str, Any]:
    """Operations, speed, the machine's peak and the share of each function.

    Parameters
    ----------
    people : int
    plan : str
    """
    from osteotwin.engine.kernel.build import host_width

    batch = batch_of(make_case(plan, people))
    steps = ONE_THREAD.run_batch(batch).steps  # also warms up
    seconds = median(_seconds(batch) for _ in range(3))
    with counting_engine(blocks=True, cycles=False) as counters:
        ONE_THREAD.run_batch(batch)
        operations = counters.operations()
    with counting_engine(blocks=False, cycles=True) as counters:
        ONE_THREAD.run_batch(batch)
        counters.cycles[:] = 0  # once more, now that all is warm
        counters.call_runs[:] = 0
        begin_ns = time.perf_counter_ns()
        ONE_THREAD.run_batch(batch)
        whole_ns = time.perf_counter_ns() - begin_ns
        cycles, called = counters.own_cycles(), counters.times_called()
    width = ONE_THREAD.width or host_width()
    fused, divided = most_per_second("fma", width), most_per_second("fdiv", width)
    peak = _OPERATIONS_OF_FMA * width * fused
    per_function = {name: _weighted(counts) for name, counts in operations.items()}
    total = sum(per_function.values())
    inside = sum(cycles.values())
    return {
        "plan": plan,
        "people": people,
        "width": width,
        "method": ONE_THREAD.method,
        "seconds": seconds,
        "steps_per_person": float(steps.mean()),
        "operations": total,
        "operations_per_step_and_person": total / float(steps.sum()),
        "operations_per_second": total / seconds,
        "peak_per_second": peak,
        "share_of_peak": total / seconds / peak,
        "kinds": dict(sum((Counter(counts) for counts in operations.values()), Counter())),
        "functions": {
            name: {
                "operations": per_function.get(name, 0),
                "share_of_operations": per_function.get(name, 0) / total,
                "share_of_time": cycles[name] / inside,
                "calls": called.get(name, 0),
            }
            for name in sorted(cycles, key=lambda name: -cycles[name])
        },
        "instructions": _instruction_table(width, seconds, fused, divided, cycles, called),
        "clocked_seconds": whole_ns / 1e9,
    }


def _seconds(batch: Batch) -> float:
    begin = time.process_time()
    ONE_THREAD.run_batch(batch)
    return time.process_time() - begin


def _weighted(counts: Counter[str]) -> int:
    return sum(WEIGHT[kind] * count for kind, count in counts.items())


def _instruction_table(
    width: int, seconds: float, fused: float, divided: float, cycles: dict[str, int], called: dict[str, int]
) -> dict[str, dict[str, float]]:
    """The instructions of each straight-line function, and how long they would take if nothing else did."""
    table: dict[str, dict[str, float]] = {}
    for name, counts in instructions(width).items():
        taken = seconds * cycles[name] / sum(cycles.values())
        at_best = counts.get(ARITHMETIC, 0) / fused + counts.get(DIVISION, 0) / divided
        table[name] = counts | {
            "nanoseconds_per_call": 1e9 * taken / called[name],
            "nanoseconds_at_best": 1e9 * at_best,
        }
    return table


def instructions(width: int) -> dict[str, dict[str, int]]:
    """What kinds of machine instructions the straight-line functions consist of."""
    import llvmlite.binding as llvm

    from osteotwin.engine.kernel import build as building

    features = llvm.get_host_cpu_features()
    wide = ",-prefer-256-bit" if features.get("avx512f") else ""
    machine = llvm.Target.from_default_triple().create_target_machine(
        cpu=llvm.get_host_cpu_name(), features=features.flatten() + wide, opt=2
    )
    module = llvm.parse_assembly(building.assemble(ONE_THREAD.method, width, (), 0, ()))
    found: dict[str, Counter[str]] = {}
    function = ""
    for line in machine.emit_assembly(module).splitlines():
        if label := _LABEL.match(line):
            function = label[1] if label[1] in ("linearize", "rates", "solve") else function
            if not label[1].startswith((".L", "linearize", "rates", "solve")):
                function = ""
        elif function and line.startswith("\t") and not line.startswith("\t."):
            mnemonic = line.split()[0]
            memory = "rsp" in line
            counts = found.setdefault(function, Counter())
            counts[_kind(mnemonic)] += 1
            counts[STACK] += memory
    return {name: dict(counts) for name, counts in found.items()}


def _kind(mnemonic: str) -> str:
    if _ARITHMETIC.match(mnemonic):
        return ARITHMETIC
    if _DIVISION.match(mnemonic):
        return DIVISION
    if "mov" in mnemonic or "broadcast" in mnemonic:
        return MOVE
    return OTHER

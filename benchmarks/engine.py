"""Measure the fast engine beside other engines: ``python benchmarks/engine.py --quick --json FILE``.

The quick run compares 10,000 people on a constant plan with libRoadRunner and SciPy. The full run (without
``--quick``) has every plan and engine of the ``benchmark`` dependency group and what our own engine's speed
depends on; ``--markdown`` writes its tables.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

from comparison import studies
from comparison.alone import alone
from comparison.cases import make_case
from comparison.contenders.kernel import ONE_THREAD as ENGINE
from comparison.contenders.kernel import PUBLISHED_TOLERANCE
from comparison.contenders.registry import EVERY, QUICK
from comparison.machine import describe_machine
from comparison.plan_case import OURS, PlanResult, by_number, compare
from comparison.start import Started, measure_start
from comparison.worker import Worker, start
from osteotwin import __version__
from osteotwin.endpoints import OUTPUTS

#: People on whom accuracy is measured, by plan.
SAMPLE = {"constant": 48, "denosumab": 24, "weekly": 8}
#: diffrax takes a second for a person.
FEW = {"diffrax": 8}


def headline(plan: PlanResult, started: Started, everyone: tuple[float, float]) -> dict[str, float | str]:
    """The numbers that stand for all: 10,000 people, constant plan."""
    ours, engines = plan.engines[OURS], plan.engines
    numbers: dict[str, float | str] = {
        "people_per_second_per_core": ours.rate.median,
        "first_compile_s": started.first_compile,
        "cached_start_s": started.cached + started.imports,
        "cached_start_with_imports_s": started.cached + started.imports + started.numpy,
        "max_relative_error": everyone[0],
        "max_relative_error_ctx": everyone[1],
        "max_relative_error_of_sample": ours.matched.density_error,
        "people": plan.people,
        "years": plan.years,
        "method": ENGINE.method,
        "relative_tolerance": PUBLISHED_TOLERANCE,
    }
    names = {
        "ratio_vs_libroadrunner": "roadrunner",
        "ratio_vs_scipy_lsoda": "lsoda_compiled",
        "ratio_vs_scipy_lsoda_python": "lsoda_python",
        "ratio_vs_casadi": "casadi",
        "ratio_vs_casadi_gcc": "casadi_gcc",
        "ratio_vs_diffrax": "diffrax",
    }
    return numbers | {key: engines[name].advantage.median for key, name in names.items() if name in engines}


def quick(people: int, rounds: int, seconds: float, sample: int) -> dict[str, Any]:
    """The headline and what it rests on."""
    started = measure_start(3)
    say(f"first compile {started.first_compile:.1f} s, cached start {started.cached + started.imports:.3f} s")
    workers = start(QUICK, say)
    try:
        plan, _ = compare(
            make_case("constant", people), workers, sample=sample, rounds=rounds, seconds=seconds, say=say
        )
    finally:
        close(workers)
    everyone = alone(studies.everyone_against_tight, people, PUBLISHED_TOLERANCE)
    return headline(plan, started, everyone) | {
        "machine": describe_machine(),
        "start": started.__dict__,
        "plans": {"constant": plan.as_dict()},
    }


def full(people: int, rounds: int, seconds: float) -> dict[str, Any]:
    """Everything."""
    machine = describe_machine()  # first, so that the load is that of the others
    started = measure_start(6)
    say(f"first compile {started.first_compile:.1f} s, cached start {started.cached + started.imports:.3f} s")
    workers = start(EVERY, say)
    plans: dict[str, PlanResult] = {}
    methods: list[dict[str, object]] = []
    by_count: list[dict[str, object]] = []
    try:
        for name, sample in SAMPLE.items():
            kept = [w for w in workers if not (w.name == "diffrax" and name == "weekly")]
            few = FEW | ({"lsoda_python": 4} if name == "weekly" else {})
            case = make_case(name, people if name != "weekly" else max(people // 5, 1))
            plans[name], reference = compare(
                case, kept,
                sample=min(sample, len(case)), rounds=rounds, seconds=seconds, say=say, few=few,
            )  # fmt: skip
            if name == "constant":
                tolerances = {key: found.matched.tolerance for key, found in plans[name].engines.items()}
                # diffrax takes groups of eight only.
                ready = [w for w in workers if w.name in tolerances and w.name != "diffrax"]
                by_count = by_number(ready, tolerances, sorted({1, min(100, people), people}), 3, 15.0)
            if name != "weekly":
                grid = [1e-3, 1e-4, 1e-5, 1e-6, 1e-7]
                methods += alone(
                    studies.methods, ["Rodas4", "Rodas5P"], grid, name, reference, max(people // 20, 1), 2
                )
                say(f"{name}: methods done")
    finally:
        close(workers)
    if any(worker.name == "diffrax" for worker in workers):
        plans["weekly"].left_out["diffrax"] = "its restart in every week would take many minutes"
    everyone = alone(studies.everyone_against_tight, people, PUBLISHED_TOLERANCE)
    say("errors of all people done")
    result = headline(plans["constant"], started, everyone) | {
        "machine": machine,
        "start": started.__dict__,
        "plans": {name: plan.as_dict() for name, plan in plans.items()},
        "by_number": by_count,
        "methods": methods,
    }
    return result | own_studies(people)


def own_studies(people: int) -> dict[str, Any]:
    """What our own speed depends on."""
    found: dict[str, Any] = {}
    counts = [count for count in (100, 1_000, 10_000, 100_000, 1_000_000) if count <= 100 * people]
    # Each in a process of its own: the memory is that of this many people.
    found["sizes"] = [row for count in counts for row in alone(studies.sizes, [count], [1, 2], 3)]
    say("numbers of people done")
    found["lengths"] = alone(studies.years, [1, 2, 3, 5, 10], people, 3)
    found["one_person"] = alone(studies.one_person, 200)
    found["widths"] = alone(studies.widths, [1, 2, 4, 8], people, 3)
    say("widths done")
    found["deliveries"] = alone(studies.deliveries, people, 3)
    found["tangents"] = alone(studies.tangents, [1, 4, 16, 64], max(people // 50, 1), 3)
    found["whole_twin"] = alone(studies.whole_twin, max(people // 20, 2))
    from comparison.limit import how_far

    found["limit"] = alone(how_far, people)
    say("machine's limit done")
    return found


def close(workers: list[Worker]) -> None:
    """End every process."""
    for worker in workers:
        worker.close()


_BEGAN = time.perf_counter()


def say(text: str) -> None:
    """Tell how far it is."""
    print(f"[{time.perf_counter() - _BEGAN:6.1f} s] {text}", file=sys.stderr, flush=True)


def _command() -> str:
    """How this run was asked for; files by their names, whatever folder they are in."""
    words = [Path(word).name if Path(word).is_absolute() else word for word in sys.argv[1:]]
    return " ".join(["python", "benchmarks/engine.py", *words])


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--quick", action="store_true", help="the constant plan only, within a minute")
    parser.add_argument("--json", type=Path, help="write all numbers to this file")
    parser.add_argument("--markdown", type=Path, help="write the tables to this file (full run)")
    parser.add_argument("--people", type=int, default=10_000, help="people in a call of ours (default 10000)")
    parser.add_argument("--rounds", type=int, help="rounds in which the engines take turns (4 quick, 5 full)")
    parser.add_argument(
        "--seconds", type=float, help="about how long one engine works in a round (0.5 quick, 0.8 full)"
    )
    parser.add_argument(
        "--sample", type=int, default=24, help="people on whom the quick run measures accuracy"
    )
    given = parser.parse_args()
    given.rounds = given.rounds if given.rounds is not None else 4 if given.quick else 5
    given.seconds = given.seconds or (0.5 if given.quick else 0.8)
    if given.people < 1 or given.rounds < 1 or given.sample < 1:
        parser.error("--people, --rounds and --sample must be at least 1")
    if given.markdown and given.quick:
        parser.error("--markdown needs the full run, without --quick")
    if given.quick:
        result = quick(given.people, given.rounds, given.seconds, min(given.sample, given.people))
    else:
        result = full(given.people, given.rounds, given.seconds)
    result |= {"rounds": given.rounds, "seconds_per_turn": given.seconds, "outputs": len(OUTPUTS)}
    result |= {"version": __version__, "command": _command()}
    result["seconds"] = time.perf_counter() - _BEGAN
    if given.json:
        given.json.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    if given.markdown:
        from comparison.page import write_page

        given.markdown.write_text(write_page(result), encoding="utf-8")
    for key, value in result.items():
        if isinstance(value, (int, float, str)):
            print(f"{key}: {value:.4g}" if isinstance(value, float) else f"{key}: {value}")


if __name__ == "__main__":
    main()

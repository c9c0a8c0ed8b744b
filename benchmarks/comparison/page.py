"""The results as a page of the documentation."""

from __future__ import annotations

from typing import Any

from comparison.cases import PLANS
from comparison.machine import PACKAGES
from comparison.markdown import count, item, paragraph, small, spread, table
from comparison.page_limit import limit_section

#: Wall time over CPU time up to which a machine counts as quiet.
_QUIET = 1.05

_SHORT = {
    "people per second on one core, all outputs monthly": "people_per_second_per_core",
    "times as fast as libRoadRunner": "ratio_vs_libroadrunner",
    "times as fast as SciPy LSODA with a compiled right-hand side": "ratio_vs_scipy_lsoda",
    "times as fast as SciPy LSODA with a Python right-hand side": "ratio_vs_scipy_lsoda_python",
    "times as fast as CasADi with CVODES": "ratio_vs_casadi",
    "times as fast as CasADi with CVODES, functions compiled by gcc": "ratio_vs_casadi_gcc",
    "times as fast as diffrax on the CPU": "ratio_vs_diffrax",
    "worst relative error of BMD, all people": "max_relative_error",
    "worst relative error of BMD, those on whom accuracy is compared": "max_relative_error_of_sample",
    "first compilation [s]": "first_compile_s",
    "start from the cache, import of the engine included [s]": "cached_start_s",
}


def write_page(result: dict[str, Any]) -> str:
    """The page in Markdown."""
    sections = [
        *_head(result),
        *_short(result),
        *_how(result),
        "## Plans",
        *(part for name in PLANS for part in _plan(result["plans"][name])),
        *_numbers(result["by_number"]),
        *_start(result),
        *_sizes(result["sizes"]),
        *_small_tables(result),
        *_methods(result["methods"]),
        *limit_section(result["limit"]),
    ]
    return "\n\n".join(sections) + "\n"


def _head(result: dict[str, Any]) -> list[str]:
    machine = result["machine"]
    versions = ", ".join(f"{name} {machine[name]}" for name in PACKAGES)
    return [
        "# How fast the engine is",
        "<!-- Written by benchmarks/engine.py; changes made here are lost. -->",
        paragraph(
            "The twin simulates tens of thousands of virtual men, so the speed of the engine decides what can be asked",
            "interactively. This page compares it with other engines on the same virtual people, the same plans, the",
            "same outputs and at equal accuracy, and says how far it is from what the machine can do. It is to be",
            "refreshed when the engine or the equations change:",
        ),
        f"```text\nuv run --group benchmark {result['command']}\n```",
        paragraph(
            f"Machine: {machine['processor']}, {machine['cores']} cores, vectors of {machine['vectors']},",
            f"{machine['memory']} of memory, {machine['system']}. Versions: osteotwin {result['version']}, {versions}.",
            f"Load of the machine when the run began: {machine['load']}. The run took {result['seconds'] / 60:.0f}",
            "minutes.",
        ),
        *_busy(result),
    ]


def _busy(result: dict[str, Any]) -> list[str]:
    """A warning where other work ran beside the benchmark."""
    engines = [engine for plan in result["plans"].values() for engine in plan["engines"].values()]
    worst = max(engine["busy"] for engine in engines)
    if worst < _QUIET:
        return []
    text = paragraph(
        f"Other work ran on the machine meanwhile: engines waited for their core for up to {1 - 1 / worst:.0%} of the",
        "time. Rates count CPU time and suffer less; times on the clock and parallel efficiency are too pessimistic.",
    )
    return [f":::{{warning}}\n{text}\n:::"]


def _short(result: dict[str, Any]) -> list[str]:
    rows = ([text, small(result[key])] for text, key in _SHORT.items() if key in result)
    head = [f"{result['people']:,} people, {result['years']:g} years, constant plan", ""]
    return ["## In short", table(head, rows)]


def _how(result: dict[str, Any]) -> list[str]:
    items = [
        item(
            "**People**: draws from the parameter ranges, each starting in their own healthy steady state. Everyone",
            "gets the same plan.",
        ),
        item(
            "**Outputs**: areal BMD at four sites and CTX, once a month (every four weeks where the plan is weekly).",
            f"osteotwin computes all its {result['outputs']} outputs on each output day, the others these five; what",
            "it gains with these five only is said below.",
        ),
        item(
            "**Accuracy**: worst relative error of BMD over people and days, against LSODA at a relative tolerance of",
            f"1e-11. osteotwin runs at the setting that the package uses for virtual people ({result['method']},",
            f"relative tolerance {result['relative_tolerance']:g}). Every other engine gets the loosest tolerance, in",
            "steps of 1, 2, 5, at which its worst error on the same people is no larger. Absolute tolerances are a",
            "hundredth of the relative one times each state's size, for every engine. The error of all people is taken",
            "against our own engine at a relative tolerance of 1e-8, whose error is a thousandth of it.",
        ),
        item(
            f"**Time**: CPU time of a process on one core with one thread. Engines take turns for {result['rounds']}",
            "rounds; warm-up does not count. Given are the median and the extremes; ratios are taken within a round.",
            f"The other engines take as many of the same people as fit into about {result['seconds_per_turn']:g} s.",
        ),
        item(
            "**What the others are given**: libRoadRunner gets our own SBML export, the newer of its two compilers and",
            "its highest optimization level. SciPy, CasADi and diffrax get what our engine also does: terms that",
            "depend on parameters and inputs only are computed once for each stretch of the plan, not at every call.",
            "SciPy has our analytic Jacobian, CasADi derives its own sparse one, libRoadRunner and diffrax use theirs;",
            "diffrax takes eight people at once; the other engines have no such way.",
        ),
    ]
    return ["## How it was measured", "\n".join(items)]


def _plan(plan: dict[str, Any]) -> list[str]:
    head = [
        "engine",
        "people/s/core",
        "osteotwin is faster by",
        "relative tolerance",
        "worst error, BMD",
        "worst error, CTX",
        "people in a round",
        "ready after [s]",
        "memory [MB] (of it for the case)",
    ]
    rows = (
        [
            engine["label"],
            spread(engine["rate"]),
            "1" if name == "osteotwin" else spread(engine["advantage"]),
            f"{engine['matched']['tolerance']:g}"
            + ("" if engine["matched"]["reached"] else " (not reached)"),
            f"{engine['matched']['density_error']:.1e}",
            f"{engine['matched']['ctx_error']:.1e}",
            f"{engine['people']:,}",
            f"{engine['load_seconds']:.2g}",
            f"{engine['memory_mb']:.0f} ({engine['memory_mb'] - engine['memory_before_mb']:.0f})",
        ]
        for name, engine in plan["engines"].items()
    )
    title = PLANS[plan["plan"]]
    about = paragraph(
        f"{plan['years']:g} years; accuracy measured on {plan['sample']} people. Ready: from the equations to the",
        "first step, once for all plans where it can; osteotwin's kernel comes from the disk cache.",
        "Memory is the most that the process held.",
    )
    missing = [paragraph(f"{name} is left out: {reason}.") for name, reason in plan["left_out"].items()]
    return [f"### {title[0].upper()}{title[1:]}", about, table(head, rows), *missing]


def _numbers(rows: list[dict[str, Any]]) -> list[str]:
    counts = sorted({row["people"] for row in rows})
    engines = {row["engine"]: row["label"] for row in rows}
    cells = {(row["engine"], row["people"]): spread(row["rate"]) for row in rows}
    about = paragraph(
        "People per second on one core, constant plan, in calls of so many people. Empty where a call would take",
        "longer than a quarter of a minute.",
    )
    body = ([label, *(cells.get((name, n), "") for n in counts)] for name, label in engines.items())
    return ["### Few and many people in a call", about, table(["engine", *(f"{n:,}" for n in counts)], body)]


def _start(result: dict[str, Any]) -> list[str]:
    start, one = result["start"], result["one_person"]
    rows = [
        ["trace, differentiate, generate and compile, nothing on disk", f"{start['first_compile']:.2f} s"],
        ["load the compiled kernel from disk", f"{1e3 * start['cached']:.0f} ms"],
        ["import the engine and llvmlite", f"{1e3 * start['imports']:.0f} ms"],
        ["import NumPy", f"{1e3 * start['numpy']:.0f} ms"],
        ["one person, 3 years, all outputs monthly, as arrays", f"{one['run_batch_ms']:.2f} ms"],
        ["the same as one job", f"{one['simulate_ms']:.2f} ms"],
    ]
    return ["## Start, and one person", table(["", "time"], rows)]


def _sizes(rows: list[dict[str, Any]]) -> list[str]:
    one = {row["people"]: row["wall"] for row in rows if row["threads"] == 1}

    def efficiency(row: dict[str, Any]) -> str:
        alone = one.get(row["people"])
        return "" if alone is None else f"{alone / row['wall'] / row['threads']:.0%}"

    body = (
        [
            f"{row['people']:,}",
            str(row["threads"]),
            f"{count(row['wall'])} s",
            count(row["people_per_second"]),
            efficiency(row),
            f"{row['memory_mb']:.0f}",
        ]
        for row in rows
    )
    about = paragraph(
        "3 years, constant plan, all outputs monthly, on the clock. Beyond 50,000 people the same block is run again",
        "and its results are dropped, as a consumer that streams would do; drawing the people is not counted.",
    )
    head = ["people", "threads", "time", "people/s", "parallel efficiency", "memory [MB]"]
    return ["## More people, more cores", about, table(head, body)]


def _small_tables(result: dict[str, Any]) -> list[str]:
    rate = "people_per_second_per_core"
    years = ([f"{r['years']:g}", count(r[rate]), count(r["years"] * r[rate])] for r in result["lengths"])
    widths = (
        [str(r["width"]), count(r[rate]), f"{r['compile_s']:.2f}", f"{r['largest_difference']:.1e}"]
        for r in result["widths"]
    )
    delivered = ([r["delivered"], count(r[rate])] for r in result["deliveries"])
    twin = result["whole_twin"]
    width_head = [
        "people per vector",
        "people/s/core",
        "first compilation [s]",
        "largest relative difference of a state",
    ]
    return [
        "## Longer plans",
        table(["years", "people/s/core", "simulated years/s/core"], years),
        "## Vector width",
        table(width_head, widths),
        "## What is delivered",
        table(["delivered", "people/s/core"], delivered),
        "## Derivatives",
        paragraph(
            f"Runs of {result['tangents'][0]['people']:,} people together with the derivatives of every output to so",
            "many parameters, at the same tolerance. Central differences would take two plain runs for each parameter.",
        ),
        table(
            ["parameters", "people/s/core", "times a plain run"],
            (
                [str(r["directions"]), count(r[rate]), count(r["times_a_plain_run"])]
                for r in result["tangents"]
            ),
        ),
        "## A whole twin",
        paragraph(
            f"For {twin['people']} virtual people of the bundled example, on all cores: finding their steady state and",
            f"running them in to the day before the plan takes {twin['initialize_s']:.2g} s, running the plan for",
            f"three years {twin['plan_s']:.2g} s.",
        ),
    ]


def _methods(rows: list[dict[str, Any]]) -> list[str]:
    head = [
        "plan",
        "method",
        "relative tolerance",
        "worst error, BMD",
        "worst error, CTX",
        "steps",
        "people/s/core",
    ]
    body = (
        [
            row["plan"],
            row["method"],
            f"{row['tolerance']:g}",
            f"{row['density_error']:.1e}",
            f"{row['ctx_error']:.1e}",
            count(row["steps"]),
            count(row["people_per_second_per_core"]),
        ]
        for row in rows
    )
    return ["## Method and tolerance: error against cost", table(head, body)]

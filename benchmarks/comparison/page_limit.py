"""The section of the page on what the machine can do at best."""

from __future__ import annotations

from typing import Any

from comparison.limit import STACK
from comparison.markdown import item, paragraph, table

_MEANING = {
    "rates": "the right-hand side",
    "linearize": "the right-hand side with the Jacobian and its factors",
    "solve": "one solution with the factors",
    "step": "sums over stages, error estimate",
    "output_days": "the state between steps",
    "due": "whether a lane has an output within its step",
    "store_output": "a state whose outputs are pending",
    "outputs": "what a clinic would measure of it",
    "output_rows": "outputs, row after row",
    "advance": "accept or reject, next step",
    "drive": "the loop around the step",
}
_LEAST_SHARE = 0.0005


def limit_section(limit: dict[str, Any]) -> list[str]:
    """The section."""
    peak, reached = limit["peak_per_second"] / 1e9, limit["operations_per_second"] / 1e9
    instructions = sum(limit["kinds"].values())
    fused = limit["kinds"].get("fma", 0) / instructions
    return [
        "## How far from the machine's limit",
        paragraph(
            f"One core's limit is a loop of independent fused multiply-adds on vectors of {limit['width']} doubles:",
            f"{peak:.1f} billion operations per second, measured. The kernel does",
            f"{limit['operations_per_step_and_person']:,.0f} operations per step and person",
            f"({limit['steps_per_person']:.0f} steps for three years) and reaches {reached:.1f} billion per second:",
            f"**{limit['share_of_peak']:.0%} of the limit**.",
        ),
        paragraph(
            "Operations are counted while the kernel runs: every block of the generated code counts how often it ran.",
            "An addition, multiplication, division or root counts 1 per lane, a fused multiply-add 2; rejected steps",
            f"and idle lanes are in. {fused:.0%} of the instructions are fused.",
        ),
        "Where the time goes, by the processor's clock around every call (which itself slows the kernel):",
        _functions(limit),
        "The functions without loops, in machine instructions:",
        _instructions(limit),
        "\n".join(
            [
                item(
                    "The last column is what the arithmetic and the divisions would take if each came at the",
                    "processor's best rate, one after another. It is the limit of this mix: a division takes as",
                    "long as many additions, and an addition that is not fused is half a fused multiply-add.",
                ),
                item(
                    "The rest is moving values that do not fit into the registers (the column of instructions with the",
                    "stack), waiting for results that the next instruction needs, and fetching the instructions",
                    "themselves: each is used once in a call, and the functions are longer than what a core keeps of",
                    "decoded instructions.",
                ),
            ]
        ),
    ]


def _functions(limit: dict[str, Any]) -> str:
    rows = (
        [
            f"`{name}`",
            _MEANING.get(name, ""),
            f"{part['share_of_time']:.1%}",
            f"{part['share_of_operations']:.1%}",
            f"{part['calls']:,}",
        ]
        for name, part in limit["functions"].items()
        if part["share_of_time"] >= _LEAST_SHARE
    )
    return table(["function", "", "share of time", "share of operations", "calls"], rows)


def _instructions(limit: dict[str, Any]) -> str:
    found = limit["instructions"]
    every = dict.fromkeys(kind for counts in found.values() for kind in counts)
    kinds = [kind for kind in every if not kind.startswith("nanoseconds") and kind != STACK]
    rows = (
        [
            f"`{name}`",
            *(f"{counts.get(kind, 0):,}" for kind in [*kinds, STACK]),
            f"{counts['nanoseconds_per_call']:,.0f}",
            f"{counts['nanoseconds_at_best']:,.0f}",
        ]
        for name, counts in found.items()
    )
    return table(["function", *kinds, STACK, "one call [ns]", "arithmetic at best [ns]"], rows)

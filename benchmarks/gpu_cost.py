"""What a step costs on a graphics processor, counted in the PTX text of the kernel."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from osteotwin.engine.kernel.tableau import Tableau

#: A function of a PTX text, and an instruction in its body.
FUNCTION = re.compile(
    r"^(?:\.visible )?\.(?P<kind>func|entry) (?P<name>[\w$]+)\((?P<parameters>[^)]*)\)\s*\{(?P<body>.*?)^\}",
    re.MULTILINE | re.DOTALL,
)
INSTRUCTION = re.compile(r"^(?:@(?P<guard>!?%\w+)\s+)?(?P<name>[a-z][\w.]*)\s*(?P<operands>.*)$")
#: Floating-point operations of an instruction; a fused product and sum are two, as in a device's peak.
_OPERATIONS = {"fma": 2, "add": 1, "sub": 1, "mul": 1, "div": 1, "rcp": 1, "sqrt": 1}
_NUMBER = 8  # bytes
#: Operations for each state where a step ends: new state, size, tolerance, ratio, sum of squares.
_ENDING = 8


@dataclass(frozen=True)
class Cost:
    """What one step of one person costs.

    Attributes
    ----------
    operations : int
        Floating-point operations; a division counts as one.
    bytes_moved : int
        Read from and written to the thread's own memory, spilled registers not counted.
    """

    operations: int
    bytes_moved: int


def instructions(ptx: str) -> Iterable[tuple[str, str]]:
    """Yield the function and the name of every instruction in a PTX text, in order."""
    for found in FUNCTION.finditer(ptx):
        for line in found["body"].splitlines():
            text = line.split("//")[0].strip().rstrip(";")
            parts = INSTRUCTION.match(text)
            if parts and not text.startswith((".", "$", "{", "}")):
                yield found["name"], parts["name"]


def cost_of_step(ptx: str, tableau: Tableau, size: int) -> Cost:
    """The cost of a step.

    The functions of the model have no branches: what stands in the text is what is done. The loops over the states
    are counted from the method's coefficients.

    Parameters
    ----------
    ptx : str
    tableau : Tableau
        The method that the text was made for.
    size : int
        Number of states.
    """
    done, moved = Counter[str](), Counter[str]()
    for function, instruction in instructions(ptx):
        name, *kinds = instruction.split(".")
        if kinds[-1:] == ["f64"]:
            done[function] += _OPERATIONS.get(name, 0)
        elif name in ("ld", "st") and "local" in kinds:
            moved[function] += _NUMBER
    calls = {"linearize": 1, "solve": tableau.stages, "rates": tableau.stages - 1}
    terms = sum(len(row) for row in (*tableau.a, *tableau.c))
    passes = 2 * (tableau.stages - 1)  # loops that read and write a vector beside their terms
    return Cost(
        operations=sum(done[name] * times for name, times in calls.items()) + size * (2 * terms + _ENDING),
        bytes_moved=sum(moved[name] * times for name, times in calls.items())
        + size * _NUMBER * (terms + 2 * passes + 4),
    )

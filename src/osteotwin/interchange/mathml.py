"""Graph nodes as content MathML, with a unit on every number."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from osteotwin.engine.graph import Node
from osteotwin.interchange.unit_inference import NodeUnits
from osteotwin.interchange.unit_text import DIMENSIONLESS, Unit, unit_id

SBML_NAMESPACE = "http://www.sbml.org/sbml/level3/version2/core"
_OPEN = f'<math xmlns="http://www.w3.org/1998/Math/MathML" xmlns:sbml="{SBML_NAMESPACE}">'
_OPERATION = {
    "add": "plus",
    "sub": "minus",
    "mul": "times",
    "div": "divide",
    "neg": "minus",
    "exp": "exp",
    "log": "ln",
    "sqrt": "root",
}
#: Sums and products of any length can be written as one.
_CHAINED = ("add", "mul")


def number(value: float, unit: Unit = DIMENSIONLESS) -> str:
    """Return a number as MathML; read back, it is the same to the last bit."""
    digits = format(Decimal(repr(value)), "f").removesuffix(".0")
    return f'<cn sbml:units="{unit_id(unit)}">{digits}</cn>'


def variable(name: str) -> str:
    """Return a reference to a variable as MathML."""
    return f"<ci>{name}</ci>"


def apply(operation: str, *parts: str) -> str:
    """Return an operation on parts as MathML."""
    return f"<apply><{operation}/>{''.join(parts)}</apply>"


def time() -> str:
    """Return the symbol of time as MathML."""
    address = "http://www.sbml.org/sbml/symbols/time"
    return f'<csymbol encoding="text" definitionURL="{address}">time</csymbol>'


def math(content: str) -> str:
    """Return a complete ``math`` element."""
    return f"{_OPEN}{content}</math>"


class Expressions:
    """Writes nodes, with a reference wherever a node has a name.

    Parameters
    ----------
    names : mapping of int to str
        Node index to identifier, of symbols and of shared subexpressions.
    units : NodeUnits
    """

    def __init__(self, names: Mapping[int, str], units: NodeUnits) -> None:
        self._names = names
        self._units = units

    def reference(self, node: Node, unit: Unit = DIMENSIONLESS) -> str:
        """Return a node as MathML: by its name where it has one; ``unit`` is that of a plain number."""
        if node.op == "const":
            return number(float(str(node.value)), unit)
        if node.index in self._names:
            return variable(self._names[node.index])
        return self.definition(node)

    def definition(self, node: Node) -> str:
        """Return what a node consists of as MathML."""
        return apply(_OPERATION[node.op], *self._parts(node))

    def _parts(self, node: Node) -> list[str]:
        written = [
            self.reference(argument, self._units.numbers.get((node.index, position), DIMENSIONLESS))
            for position, argument in enumerate(node.args)
        ]
        if node.op not in _CHAINED:
            return written
        for position, argument in enumerate(node.args):  # (a + b) + c as one sum, in the same order
            if argument.op == node.op and argument.index not in self._names:
                return [*self._parts(argument), written[1 - position]]
        return written

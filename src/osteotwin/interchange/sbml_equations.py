"""The equations of the body as SBML rules; the same in every file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count

from osteotwin.body import whole
from osteotwin.endpoints import OUTPUTS
from osteotwin.engine.graph import Node, ancestors
from osteotwin.engine.trace import TracedModel, trace_body
from osteotwin.interchange.identifiers import (
    in_words,
    output_id,
    shared_subexpression_id,
    signal_id,
    state_id,
    symbol_id,
)
from osteotwin.interchange.mathml import Expressions
from osteotwin.interchange.sbml_text import Variable, rule
from osteotwin.interchange.signal_names import name_signals
from osteotwin.interchange.unit_inference import infer_units
from osteotwin.interchange.unit_text import Unit, read_unit, times
from osteotwin.parameters import starting_values

_PER_DAY = read_unit("1/day")


@dataclass(frozen=True)
class Equations:
    """The rules and what they define.

    Attributes
    ----------
    variables : tuple of Variable
        Shared subexpressions and outputs.
    rules : tuple of str
        XML elements: shared subexpressions, rates of change, outputs.
    units : tuple of Unit
        Every unit that the file needs.
    used : frozenset of str
        Symbols in the equations, for example ``"parameter.weight"``.
    """

    variables: tuple[Variable, ...]
    rules: tuple[str, ...]
    units: tuple[Unit, ...]
    used: frozenset[str]


@cache
def write_equations() -> Equations:
    """Return the equations of the body as SBML rules.

    Raises
    ------
    UnitError
        If the sides of an equation differ in unit, or SBML cannot express a unit.
    """
    model = trace_body()
    nodes = ancestors([*model.rates, *model.outputs])
    units = infer_units(model)
    signals = name_signals(model)
    symbols = {node.index: str(node.value) for node in nodes if node.op == "symbol"}
    shared = _find_shared(model, nodes, signals)
    counter = count(1)
    subexpressions = [
        _subexpression(signals.get(node.index), units.nodes[node.index], counter) for node in shared
    ]
    names = {index: symbol_id(symbol) for index, symbol in symbols.items()}
    names |= {node.index: variable.identifier for node, variable in zip(shared, subexpressions, strict=True)}
    write = Expressions(names, units)
    rules = [
        rule("assignmentRule", variable.identifier, write.definition(node))
        for variable, node in zip(subexpressions, shared, strict=True)
    ]
    for name, node in zip(model.states, model.rates, strict=True):
        per_day = times(read_unit(whole.STATES[name]), _PER_DAY)
        rules.append(rule("rateRule", state_id(name), write.reference(node, per_day)))
    outputs: list[Variable] = []
    for name, node in zip(model.endpoints, model.outputs, strict=True):
        text, label = OUTPUTS[name].output_unit, OUTPUTS[name].title
        outputs.append(Variable(output_id(name), label, read_unit(text)))
        rules.append(rule("assignmentRule", output_id(name), write.reference(node, read_unit(text))))
    needed = {*_declared_units(), *units.nodes.values(), *units.numbers.values()}
    return Equations(
        variables=(*subexpressions, *outputs),
        rules=tuple(rules),
        units=tuple(sorted((unit for unit in needed if unit), key=str)),
        used=frozenset(symbols.values()),
    )


def _find_shared(model: TracedModel, nodes: list[Node], signals: dict[int, str]) -> list[Node]:
    """Return the nodes that get a rule of their own: named signals, and what is used more than once."""
    uses = Counter(argument.index for node in nodes for argument in node.args)
    uses.update(node.index for node in (*model.rates, *model.outputs))
    return [
        node
        for node in nodes
        if node.op not in ("symbol", "const")
        and (node.index in signals or (uses[node.index] > 1 and not _is_trivial(node)))
    ]


def _is_trivial(node: Node) -> bool:
    return node.op == "neg" and node.args[0].op == "symbol"


def _subexpression(signal: str | None, unit: Unit, counter: Iterator[int]) -> Variable:
    if signal is None:
        number = next(counter)
        return Variable(shared_subexpression_id(number), f"Shared part {number} of the equations", unit)
    return Variable(signal_id(signal), in_words(signal), unit)


def _declared_units() -> set[Unit]:
    texts = {
        "day", "mmol", "L", *whole.STATES.values(), *whole.INPUTS.values(),
        *(endpoint.output_unit for endpoint in OUTPUTS.values()),
        *(parameter.unit for parameter in starting_values().parameters.values()),
    }  # fmt: skip
    found = {read_unit(text) for text in texts}
    return found | {times(read_unit(unit), _PER_DAY) for unit in whole.STATES.values()}

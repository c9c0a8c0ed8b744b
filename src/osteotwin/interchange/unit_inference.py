"""The unit of every node of the traced body, and of every plain number in its equations."""

from __future__ import annotations

from dataclasses import dataclass

from osteotwin.body import whole
from osteotwin.endpoints import OUTPUTS
from osteotwin.engine.graph import Node, ancestors
from osteotwin.engine.trace import TracedModel
from osteotwin.interchange.unit_text import DIMENSIONLESS, Unit, UnitError, read_unit, root, times, write_unit
from osteotwin.parameters import starting_values

_DAY = read_unit("day")


@dataclass(frozen=True)
class NodeUnits:
    """Units of the traced body.

    Attributes
    ----------
    nodes : dict of int to Unit
        By node index; constants are absent, their unit depends on where they stand.
    numbers : dict of (int, int) to Unit
        Unit of the constant that is this argument of that node, where it is not dimensionless.
    """

    nodes: dict[int, Unit]
    numbers: dict[tuple[int, int], Unit]


def symbol_units(model: TracedModel) -> dict[str, Unit]:
    """Return the unit of every symbol, by its name in the graph."""
    parameters = starting_values().parameters
    return (
        {f"state.{name}": read_unit(whole.STATES[name]) for name in model.states}
        | {f"parameter.{name}": read_unit(parameters[name].unit) for name in model.parameters}
        | {f"input.{name}": read_unit(whole.INPUTS[name]) for name in model.inputs}
    )


def infer_units(model: TracedModel) -> NodeUnits:
    """Return the units of the traced body.

    A number that is added takes the unit of what it is added to; a number that multiplies has none, except
    where it is the last factor of an output and turns one unit into another (moles into grams).

    Raises
    ------
    UnitError
        If the sides of a sum, or an equation and its variable, differ.
    """
    known = symbol_units(model)
    units = NodeUnits({}, {})
    for node in ancestors([*model.rates, *model.outputs]):
        if node.op == "symbol":
            units.nodes[node.index] = known[str(node.value)]
        elif node.op != "const":
            units.nodes[node.index] = _unit_of(node, units)
    for name, node in zip(model.states, model.rates, strict=True):
        _check_and_complete(node, times(known[f"state.{name}"], _DAY, -1), units, f"rate of change of {name}")
    for name, node in zip(model.endpoints, model.outputs, strict=True):
        _check_and_complete(node, read_unit(OUTPUTS[name].output_unit), units, f"output {name}")
    return units


def _unit_of(node: Node, units: NodeUnits) -> Unit:
    found = [units.nodes.get(argument.index) for argument in node.args]
    match node.op:
        case "add" | "sub":
            unit = next(unit for unit in found if unit is not None)
            for position, other in enumerate(found):
                if other is None:
                    units.numbers[node.index, position] = unit
                elif other != unit:
                    message = f"{write_unit(unit)} and {write_unit(other)} cannot be added"
                    raise UnitError(message)
            return unit
        case "mul":
            return times(found[0] or DIMENSIONLESS, found[1] or DIMENSIONLESS)
        case "div":
            return times(found[0] or DIMENSIONLESS, found[1] or DIMENSIONLESS, -1)
        case "neg":
            return found[0] or DIMENSIONLESS
        case "sqrt":
            return root(found[0] or DIMENSIONLESS)
        case _:  # exponential and logarithm
            if found[0]:
                message = f"no {node.op} of something in {write_unit(found[0])}"
                raise UnitError(message)
            return DIMENSIONLESS


def _check_and_complete(node: Node, expected: Unit, units: NodeUnits, what: str) -> None:
    """Check an equation's unit; give a last factor that is a number what is missing."""
    found = units.nodes.get(node.index, expected)
    if found == expected:
        return
    for position, argument in enumerate(node.args):
        if node.op == "mul" and argument.op == "const":
            units.numbers[node.index, position] = times(expected, found, -1)
            units.nodes[node.index] = expected
            return
    message = f"{what} is in {write_unit(found)}, not in {write_unit(expected)}"
    raise UnitError(message)

"""Identifiers of states, parameters, inputs, outputs and shared subexpressions in an SBML file."""

from __future__ import annotations


def state_id(name: str) -> str:
    """Return the identifier of a state: its own name."""
    return name


def parameter_id(name: str) -> str:
    """Return the identifier of a parameter: its own name."""
    return name


def input_id(name: str) -> str:
    """Return the identifier of an input; some inputs and parameters share a name."""
    return f"input_{name}"


def output_id(name: str) -> str:
    """Return the identifier of an output; some outputs and states share a name."""
    return f"reading_{name}"


def signal_id(name: str) -> str:
    """Return the identifier of an intermediate signal."""
    return f"signal_{name}"


def shared_subexpression_id(count: int) -> str:
    """Return the identifier of a shared subexpression that is no named signal."""
    return f"shared_{count}"


def symbol_id(symbol: str) -> str:
    """Return the identifier of a symbol of the traced graph, for example ``"input.calcium_intake"``."""
    vector, _, name = symbol.partition(".")
    return {"state": state_id, "parameter": parameter_id, "input": input_id}[vector](name)


def in_words(name: str) -> str:
    """Return a name as words: ``"total_hip_load"`` becomes ``"Total hip load"``."""
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]

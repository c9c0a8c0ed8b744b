"""Drugs that act on bone or sex hormones and that the model does not have: what is said when a file names one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Annotated

from osteotwin.errors import ParameterError
from osteotwin.inputs.names import folded, index_of
from osteotwin.inputs.shipped import Row, Words, load_table
from osteotwin.inputs.values import Word

FILE = "named_drugs.toml"

#: Which way a drug acts -> what the numbers are without it.
_WITHOUT_IT = {
    "builds": "bone is gained or kept by it, so numbers without it are too low",
    "takes": "bone is lost by it, so numbers without it are too high",
    "both": "it can do either to bone, by dose and person",
    "little": "it is thought to do little to bone",
    "unknown": "what it does to bone at this dose is not established",
}


@dataclass(frozen=True)
class NamedDrug(Row):
    """A drug outside the model.

    Attributes
    ----------
    label : str
    kind : str
        A key of the kinds in the file.
    acts : str
        Which way it acts on bone: ``"builds"``, ``"takes"``, ``"both"``, ``"little"``, ``"unknown"``.
    names : tuple of str
        Other names.
    """

    label: Words
    kind: Words
    acts: Annotated[str, Word(tuple(_WITHOUT_IT))]
    names: tuple[Words, ...]


@dataclass(frozen=True)
class _File(Row):
    kinds: dict[str, Words]
    drugs: dict[str, NamedDrug]


def named_drugs() -> dict[str, NamedDrug]:
    """Return the drugs outside the model, by identifier.

    Raises
    ------
    ParameterError
        If one is of a kind that the file does not have.
    """
    return _file().drugs


def what_it_is(text: str) -> str | None:
    """Return what a drug outside the model is and does; ``None`` for what names none.

    Examples
    --------
    >>> what_it_is("metformin")
    'Metformin, a drug for diabetes or weight; it is thought to do little to bone'
    """
    identifier = _index().get(folded(text))
    if identifier is None:
        return None
    drug = named_drugs()[identifier]
    return f"{drug.label}, {_file().kinds[drug.kind]}; {_WITHOUT_IT[drug.acts]}"


@cache
def _file() -> _File:
    file = load_table(_File, "osteotwin.protocol", "data", FILE)
    for name, drug in file.drugs.items():
        if drug.kind not in file.kinds:
            message = f"{FILE}: {name} is of no kind of the file: {drug.kind}"
            raise ParameterError(message)
    return file


@cache
def _index() -> dict[str, str]:
    return index_of(((name, (drug.label, *drug.names)) for name, drug in named_drugs().items()), FILE)

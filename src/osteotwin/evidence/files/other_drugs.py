"""Drugs of trials that the drug library does not have: kept by name, with the reason why they are not simulated."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from osteotwin.errors import ParameterError, Problem
from osteotwin.inputs.names import folded, index_of
from osteotwin.inputs.shipped import Row, Words, load_table
from osteotwin.units import shown_value

FILE = "other_drugs.toml"


@dataclass(frozen=True)
class OtherDrug(Row):
    """A drug outside the library.

    Attributes
    ----------
    id, label : str
    also : tuple of str
        Other names.
    because : str
        Why the model does not have it.
    """

    id: Words
    label: Words
    also: tuple[Words, ...]
    because: Words


@dataclass(frozen=True)
class _File(Row):
    because: dict[str, Words]
    drug: tuple[OtherDrug, ...]


@cache
def load_other_drugs() -> dict[str, OtherDrug]:
    """Return the known drugs outside the library, by identifier.

    Raises
    ------
    ParameterError
        If the file has a gap, or a reason that is not among its reasons.
    """
    file = load_table(_File, "osteotwin.evidence", "data", FILE)
    found: dict[str, OtherDrug] = {}
    for drug in file.drug:
        if drug.because not in file.because:
            place = f"drug.{drug.id}.because"
            raise ParameterError(
                Problem(FILE, place, shown_value(drug.because), "a key of [because]", "add it there")
            )
        found[drug.id] = replace(drug, because=file.because[drug.because])
    return found


def find_other_drug(name: str) -> OtherDrug | None:
    """Return the drug of this name, by any of its names, or ``None``.

    Examples
    --------
    >>> find_other_drug("Testosterone pellets").id
    'testosterone_pellets'
    """
    found = _index().get(folded(name))
    return None if found is None else load_other_drugs()[found]


@cache
def _index() -> dict[str, str]:
    return index_of(((d.id, (d.label, *d.also)) for d in load_other_drugs().values()), FILE)

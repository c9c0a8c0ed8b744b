"""Drugs of trials that the drug library does not have: kept by name, with the reason why they are not simulated."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from osteotwin.inputs.names import folded, index_of

FILE = "other_drugs.toml"


@dataclass(frozen=True)
class OtherDrug:
    """A drug outside the library.

    Attributes
    ----------
    id, label : str
    also : tuple of str
        Other names.
    because : str
        Why the model does not have it.
    """

    id: str
    label: str
    also: tuple[str, ...]
    because: str


@cache
def load_other_drugs() -> dict[str, OtherDrug]:
    """Return the known drugs outside the library, by identifier."""
    text = (files("osteotwin.evidence") / "data" / FILE).read_text(encoding="utf-8")
    table: dict[str, Any] = tomllib.loads(text)
    return {
        row["id"]: OtherDrug(row["id"], row["label"], tuple(row["also"]), table["because"][row["because"]])
        for row in table["drug"]
    }


def find_other_drug(name: str) -> OtherDrug | None:
    """Return the drug of this name, by any of its names, or ``None``.

    Examples
    --------
    >>> find_other_drug("Clomid").id
    'clomiphene'
    """
    found = _index().get(folded(name))
    return None if found is None else load_other_drugs()[found]


@cache
def _index() -> dict[str, str]:
    return index_of(((d.id, (d.label, *d.also)) for d in load_other_drugs().values()), FILE)

"""Exercises that load the skeleton as another one does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from osteotwin.inputs.shipped import Row, Words, load_table
from osteotwin.inputs.values import Number, Word

FILE = "exercise_variants.toml"
POSITIONS = ("overhead", "floor", "bent")

_BodyWeights = Annotated[float, Number(0, 25)]


@dataclass(frozen=True)
class Variant(Row):
    """One exercise by what it is like.

    Attributes
    ----------
    name : str
    like : str
        Identifier of the exercise whose forces and usual session hold.
    how : str
    aliases : tuple of str
    one_rep_max_bodyweights : float or None
    spine, hip, forearm : tuple of float or None [body weights]
        Base and slope of the force, where they differ.
    positions : tuple of str or None
        Where they differ.
    note : str
        Why it is taken so, where that is not plain.
    """

    name: Words
    like: Words
    how: Words
    aliases: tuple[Words, ...]
    one_rep_max_bodyweights: Annotated[float, Number(0.05, 4)] | None = None
    spine: tuple[_BodyWeights, ...] | None = None
    hip: tuple[_BodyWeights, ...] | None = None
    forearm: tuple[_BodyWeights, ...] | None = None
    positions: tuple[Annotated[str, Word(POSITIONS)], ...] | None = None
    note: str = ""


@dataclass(frozen=True)
class _File(Row):
    variants: dict[str, Variant]


@cache
def load_variants() -> Mapping[str, Variant]:
    """Return the variants by identifier."""
    return load_table(_File, "osteotwin.protocol", "data", FILE).variants

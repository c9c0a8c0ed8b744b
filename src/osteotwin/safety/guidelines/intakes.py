"""How much calcium and vitamin D a day people of an age and sex need, and may take."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import inf
from typing import Annotated, Final

from osteotwin.inputs.shipped import Row, Words, load_table
from osteotwin.inputs.values import Number, Word

_Amount = Annotated[float, Number(0.0, inf, above=True)]
NUTRIENTS: Final = ("calcium", "vitamin_d")


@dataclass(frozen=True)
class Requirement(Row):
    """What one group needs a day; see the head of ``intakes.toml``.

    Attributes
    ----------
    nutrient : str
        ``"calcium"`` [mg/day] or ``"vitamin_d"`` [IU/day].
    sexes : tuple of str
    from_age : float [year]
        Until the next row of the same nutrient and sex.
    average, recommended, upper : float
        What covers half of the people, what covers nearly all, and the most that is safe for nearly all.
    """

    nutrient: Annotated[str, Word(NUTRIENTS)]
    sexes: tuple[Annotated[str, Word(("male", "female"))], ...]
    from_age: Annotated[float, Number(0.0, 150.0)]
    average: _Amount
    recommended: _Amount
    upper: _Amount
    source: Words

    def __post_init__(self) -> None:
        if not self.average < self.recommended < self.upper:
            raise ValueError("an average below the recommended intake, and that below the upper limit")


@dataclass(frozen=True)
class _Table(Row):
    requirement: tuple[Requirement, ...]


@cache
def requirements() -> tuple[Requirement, ...]:
    """Return every row of ``intakes.toml``."""
    return load_table(_Table, "osteotwin.safety.guidelines", "data", "intakes.toml").requirement


def requirement_of(nutrient: str, name: str, sex: str, age: float) -> float:
    """Return one line of a nutrient for an age and sex.

    Parameters
    ----------
    nutrient : str
        One of :data:`NUTRIENTS`.
    name : str
        ``"average"``, ``"recommended"`` or ``"upper"``.
    sex : str
    age : float [year]

    Returns
    -------
    float [mg/day] or [IU/day]

    Examples
    --------
    >>> requirement_of("calcium", "average", "male", 71.2)
    1000.0
    >>> requirement_of("calcium", "recommended", "female", 50.5)
    1000.0
    """
    rows = [row for row in requirements() if row.nutrient == nutrient and sex in row.sexes]
    usable = [row for row in rows if row.from_age <= int(age)] or [min(rows, key=lambda row: row.from_age)]
    return float(getattr(max(usable, key=lambda row: row.from_age), name))

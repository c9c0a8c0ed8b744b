"""The published gradient of fracture risk: how much likelier a fracture is per standard deviation of hip density."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import log
from typing import Annotated, Final

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body.sites import FEMORAL_NECK
from osteotwin.cohort.reference_population import EvidenceLevel, Positive
from osteotwin.inputs.shipped import Row, Words, load_table
from osteotwin.inputs.values import Word

#: outcome -> what it is called, within a sentence
OUTCOMES: Final = {"hip": "hip fracture", "osteoporotic": "any osteoporotic fracture"}
#: A 95 % interval reaches this many standard errors to either side.
_SE_OF_95: Final = 1.96

Outcome = Annotated[str, Word(tuple(OUTCOMES))]


@dataclass(frozen=True)
class GradientRow(Row):
    """Relative risk per standard deviation at 65, of one sex, with its 95 % interval."""

    outcome: Outcome
    sex: Annotated[str, Word(("male", "female"))]
    unit: Words
    per_sd: Positive
    low95: Positive
    high95: Positive
    evidence_level: EvidenceLevel
    source: Words

    def __post_init__(self) -> None:
        if not self.low95 < self.per_sd < self.high95:
            raise ValueError(f"{self.outcome} of {self.sex} whose interval does not hold its value")

    @property
    def log(self) -> float:
        """Logarithm of the relative risk per standard deviation."""
        return log(self.per_sd)

    @property
    def standard_error(self) -> float:
        """Standard error of :attr:`log`."""
        return log(self.high95 / self.low95) / (2 * _SE_OF_95)


@dataclass(frozen=True)
class AgeRow(Row):
    """What the logarithm of the gradient is multiplied by at other ages than 65."""

    outcome: Outcome
    unit: Words
    ages: tuple[Positive, ...]
    factor: tuple[Positive, ...]
    evidence_level: EvidenceLevel
    source: Words

    def __post_init__(self) -> None:
        if not self.ages or len(self.ages) != len(self.factor) or sorted(set(self.ages)) != list(self.ages):
            raise ValueError(f"{self.outcome} without a factor for each of rising ages")

    def at(self, age: Vector) -> Vector:
        """The factor at some ages [year]."""
        return np.interp(age, self.ages, self.factor)


@dataclass(frozen=True)
class StandardDeviation(Row):
    """The standard deviation of density that the gradient counts in [g/cm2]."""

    site: Annotated[str, Word((FEMORAL_NECK,))]
    unit: Words
    value: Positive
    evidence_level: EvidenceLevel
    source: Words


@dataclass(frozen=True)
class FractureGradient(Row):
    """The tables of ``data/fracture_gradient.toml``."""

    gradient: tuple[GradientRow, ...]
    age: tuple[AgeRow, ...]
    sd: StandardDeviation

    def of(self, outcome: str, sex: str) -> tuple[GradientRow, AgeRow]:
        """The gradient of an outcome in one sex at 65, and how it goes with age."""
        row = next(row for row in self.gradient if (row.outcome, row.sex) == (outcome, sex))
        return row, next(row for row in self.age if row.outcome == outcome)


@cache
def fracture_gradient() -> FractureGradient:
    """Return the gradient that ships with the package.

    Raises
    ------
    ParameterError
        If a value lacks its unit, source or kind.
    """
    return load_table(FractureGradient, "osteotwin.explaining", "data", "fracture_gradient.toml")

"""What people of a given age and sex are like: the values taken where nobody measured.

The numbers live in ``data/reference_population.toml``, each with unit, standard deviation, source and evidence level.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import inf
from typing import Annotated

import numpy as np
from pydantic import Field

from osteotwin.arrays import Vector
from osteotwin.errors import ParameterError
from osteotwin.inputs.shipped import EVIDENCE_LEVELS, Row, Words, parsed, read_as, shipped_text
from osteotwin.inputs.values import Number, Word

FILE = "reference_population.toml"
SEXES = ("male", "female", "premenopausal", "postmenopausal")

EvidenceLevel = Annotated[str, Word(EVIDENCE_LEVELS), Field(alias="kind")]
Anything = Annotated[float, Number(-inf, inf)]
Positive = Annotated[float, Number(0.0, inf, above=True)]

#: Every field a profile may need from the population, and the groups that need it.
REQUIRED: dict[str, tuple[str, ...]] = {
    "height_cm": ("male", "female"),
    "bmi_kg_m2": ("male", "female"),
    "estradiol_pg_ml": ("male", "premenopausal", "postmenopausal"),
    "testosterone_ng_dl": ("male", "female"),
    "vitamin_d_25ohd_ng_ml": ("male", "female"),
    "calcium_mg_per_day": ("male", "female"),
    "vitamin_d_iu_per_day": ("male", "female"),
    "menopause_age": ("female",),
    "bmd_lumbar_spine": ("male", "female"),
    "bmd_total_hip": ("male", "female"),
    "bmd_femoral_neck": ("male", "female"),
    "bmd_radius_33": ("male", "female"),
}

#: Something of a man's estradiol is always his own.
_HIGHEST_CORRELATION = 0.9


@dataclass(frozen=True)
class Expected:
    """The mean and the standard deviation between people at one age.

    Attributes
    ----------
    mean, sd : float
        In ``unit``.
    source : str
    evidence_level : str
        One of :data:`~osteotwin.inputs.shipped.EVIDENCE_LEVELS`.
    """

    mean: float
    sd: float
    unit: str
    source: str
    evidence_level: str


@dataclass(frozen=True)
class AgeTable(Row):
    """One field for one group of people over age."""

    field: Words
    sex: Annotated[str, Word(SEXES)]
    unit: Words
    ages: tuple[Positive, ...]
    mean: tuple[Anything, ...]
    sd: tuple[Positive, ...]
    evidence_level: EvidenceLevel
    source: Words

    def __post_init__(self) -> None:
        name = f"{self.field} of {self.sex}"
        if not self.ages or not len(self.ages) == len(self.mean) == len(self.sd):
            raise ValueError(f"{name} without as many means and standard deviations as ages")
        if any(later <= earlier for earlier, later in pairwise(self.ages)):
            raise ValueError(f"{name} with ages that do not rise")

    def at(self, age: float) -> Expected:
        """What is expected at an age, linear in between and flat outside."""
        mean, sd = (float(value) for value in self.curve(np.array(age)))
        return Expected(mean, sd, self.unit, self.source, self.evidence_level)

    def curve(self, age: Vector) -> tuple[Vector, Vector]:
        """Mean and standard deviation at many ages."""
        return np.interp(age, self.ages, self.mean), np.interp(age, self.ages, self.sd)


@dataclass(frozen=True)
class YoungReference:
    """The young adults a T-score counts from."""

    site: str
    mean: float
    sd: float
    reference: str
    evidence_level: str


@dataclass(frozen=True)
class Immunoassay(Row):
    """How an estradiol immunoassay differs from mass spectrometry, in pg/mL."""

    offset: Annotated[Anything, Field(alias="estradiol_offset_pg_ml")]
    floor: Annotated[Positive, Field(alias="estradiol_floor_pg_ml")]
    extra_sd: Annotated[Positive, Field(alias="estradiol_extra_sd_pg_ml")]
    evidence_level: EvidenceLevel
    source: Words


@dataclass(frozen=True)
class Association(Row):
    """What one measured value says about another: between BMD sites, and estradiol from testosterone."""

    between_sites: Annotated[float, Number(-1.0, 1.0), Field(alias="bmd_correlation_between_sites")]
    estradiol_per_testosterone: Annotated[Anything, Field(alias="log_estradiol_per_log_testosterone")]
    evidence_level: EvidenceLevel
    source: Words

    def correlation(self, testosterone_cv: float, estradiol_cv: float) -> float:
        """Correlation between the logarithms of men's testosterone and estradiol, from how much each varies."""
        if estradiol_cv <= 0:
            return 0.0
        return min(_HIGHEST_CORRELATION, self.estradiol_per_testosterone * testosterone_cv / estradiol_cv)


@dataclass(frozen=True)
class ReferencePopulation:
    """All tables of the reference population."""

    tables: dict[tuple[str, str], AgeTable]
    young: dict[tuple[str, str], YoungReference]
    young_men: dict[str, YoungReference]
    noise: dict[str, float]
    immunoassay: Immunoassay
    association: Association

    def expected(self, field: str, sex: str, age: float) -> Expected:
        """Return the population's value of a field.

        Parameters
        ----------
        field : str
            One of :data:`REQUIRED`.
        sex : str
            ``"male"`` or ``"female"``; for estradiol of women ``"premenopausal"`` or ``"postmenopausal"``.
        age : float [year]

        Raises
        ------
        ParameterError
            If the population has no such field for that group.
        """
        return self._table(field, sex).at(age)

    def curve(self, field: str, sex: str, age: Vector) -> tuple[Vector, Vector]:
        """Mean and standard deviation of a field at many ages; the groups are those of :meth:`expected`."""
        return self._table(field, sex).curve(age)

    def _table(self, field: str, sex: str) -> AgeTable:
        try:
            return self.tables[field, sex]
        except KeyError:
            message = f"the reference population has no {field!r} for {sex!r}"
            raise ParameterError(message) from None


@dataclass(frozen=True)
class _YoungRow(Row):
    """Young adults of one site, for the sexes whose T-scores count from them."""

    site: Words
    sex: tuple[Annotated[str, Word(("male", "female"))], ...]
    mean: Positive
    sd: Positive
    reference: Words
    evidence_level: EvidenceLevel


@dataclass(frozen=True)
class _YoungMen(Row):
    """Young men of one site, for T-scores that were printed against men."""

    site: Words
    mean: Positive
    sd: Positive
    reference: Words
    evidence_level: EvidenceLevel


@dataclass(frozen=True)
class _NoiseRow(Row):
    """How far two measurements of one value lie apart."""

    field: Words
    cv: Positive
    evidence_level: EvidenceLevel
    source: Words


@dataclass(frozen=True)
class _Tables(Row):
    """The file of the reference population."""

    value: tuple[AgeTable, ...]
    t_score: tuple[_YoungRow, ...]
    young_men: tuple[_YoungMen, ...]
    noise: tuple[_NoiseRow, ...]
    immunoassay: Immunoassay
    association: Association


def parse_reference_population(text: str) -> ReferencePopulation:
    """Read the reference population from TOML text.

    Raises
    ------
    ParameterError
        If a value lacks its unit, standard deviation, source or evidence level, or a field that is needed is absent.
    """
    content = read_as(_Tables, parsed(text, FILE), FILE, text=text)
    tables = {(table.field, table.sex): table for table in content.value}
    missing = [
        f"{name} of {sex}" for name, sexes in REQUIRED.items() for sex in sexes if (name, sex) not in tables
    ]
    if missing:
        message = f"the reference population lacks: {', '.join(missing)}"
        raise ParameterError(message)
    young = {
        (row.site, sex): YoungReference(row.site, row.mean, row.sd, row.reference, row.evidence_level)
        for row in content.t_score
        for sex in row.sex
    }
    young_men = {
        row.site: YoungReference(row.site, row.mean, row.sd, row.reference, row.evidence_level)
        for row in content.young_men
    }
    noise = {row.field: row.cv for row in content.noise}
    return ReferencePopulation(tables, young, young_men, noise, content.immunoassay, content.association)


@cache
def reference_population() -> ReferencePopulation:
    """Return the reference population that ships with the package."""
    return parse_reference_population(shipped_text("osteotwin.cohort", "data", FILE))

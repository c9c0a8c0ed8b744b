"""What people of a given age and sex are like: the values taken where nobody measured.

The numbers live in ``data/reference_population.toml``, each with unit, standard deviation, source and kind.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.errors import ParameterError

KINDS = ("measured", "published_fit", "our_fit", "assumption")
SEXES = ("male", "female", "premenopausal", "postmenopausal")

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
    kind : str
        ``measured``, ``published_fit``, ``our_fit`` or ``assumption``.
    """

    mean: float
    sd: float
    unit: str
    source: str
    kind: str


@dataclass(frozen=True)
class AgeTable:
    """One field for one group of people over age."""

    field: str
    sex: str
    unit: str
    ages: tuple[float, ...]
    mean: tuple[float, ...]
    sd: tuple[float, ...]
    kind: str
    source: str

    def at(self, age: float) -> Expected:
        """What is expected at an age, linear in between and flat outside."""
        mean, sd = (float(value) for value in self.curve(np.array(age)))
        return Expected(mean, sd, self.unit, self.source, self.kind)

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
    kind: str


@dataclass(frozen=True)
class Immunoassay:
    """How an estradiol immunoassay differs from mass spectrometry, in pg/mL."""

    offset: float
    floor: float
    extra_sd: float
    source: str


@dataclass(frozen=True)
class Association:
    """What one measured value says about another: between BMD sites, and estradiol from testosterone."""

    between_sites: float
    estradiol_per_testosterone: float
    source: str

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


def parse_reference_population(text: str) -> ReferencePopulation:
    """Read the reference population from TOML text.

    Raises
    ------
    ParameterError
        If a value lacks its unit, standard deviation, source or kind, or a field that is needed is absent.
    """
    data = tomllib.loads(text)
    tables: dict[tuple[str, str], AgeTable] = {}
    for row in data.get("value", []):
        table = _age_table(row)
        tables[table.field, table.sex] = table
    missing = [
        f"{name} of {sex}" for name, sexes in REQUIRED.items() for sex in sexes if (name, sex) not in tables
    ]
    if missing:
        message = f"the reference population lacks: {', '.join(missing)}"
        raise ParameterError(message)
    young = {
        (row["site"], sex): YoungReference(row["site"], row["mean"], row["sd"], row["reference"], row["kind"])
        for row in data["t_score"]
        for sex in row["sex"]
    }
    for row in data["noise"]:
        _require(row, ("field", "cv", "kind", "source"))
    noise = {row["field"]: float(row["cv"]) for row in data["noise"]}
    assay = data["immunoassay"]
    _require(
        assay,
        ("estradiol_offset_pg_ml", "estradiol_floor_pg_ml", "estradiol_extra_sd_pg_ml", "kind", "source"),
    )
    linked = data["association"]
    _require(
        linked,
        ("bmd_correlation_between_sites", "log_estradiol_per_log_testosterone", "kind", "source"),
    )
    return ReferencePopulation(
        tables,
        young,
        noise,
        Immunoassay(
            assay["estradiol_offset_pg_ml"],
            assay["estradiol_floor_pg_ml"],
            assay["estradiol_extra_sd_pg_ml"],
            assay["source"],
        ),
        Association(
            linked["bmd_correlation_between_sites"],
            linked["log_estradiol_per_log_testosterone"],
            linked["source"],
        ),
    )


def _require(row: dict[str, Any], keys: tuple[str, ...]) -> None:
    gaps = [key for key in keys if row.get(key) in (None, "")]
    if gaps:
        name = row.get("field", row.get("site", "an entry"))
        message = f"reference population: {name} has no {', '.join(gaps)}"
        raise ParameterError(message)
    if row["kind"] not in KINDS:
        message = f"reference population: kind {row['kind']!r} is none of {', '.join(KINDS)}"
        raise ParameterError(message)


def _age_table(row: dict[str, Any]) -> AgeTable:
    _require(row, ("field", "sex", "unit", "ages", "mean", "sd", "kind", "source"))
    ages, mean, sd = (tuple(float(x) for x in row[key]) for key in ("ages", "mean", "sd"))
    name = f"{row['field']} of {row['sex']}"
    if not ages or len(ages) != len(mean) or len(ages) != len(sd):
        message = f"reference population: {name} needs as many means and standard deviations as ages"
        raise ParameterError(message)
    if any(b <= a for a, b in pairwise(ages)) or any(s <= 0 for s in sd):
        message = f"reference population: {name} needs rising ages and positive standard deviations"
        raise ParameterError(message)
    if row["sex"] not in SEXES:
        message = f"reference population: {name}: the group is none of {', '.join(SEXES)}"
        raise ParameterError(message)
    return AgeTable(row["field"], row["sex"], row["unit"], ages, mean, sd, row["kind"], row["source"])


@cache
def reference_population() -> ReferencePopulation:
    """Return the reference population that ships with the package."""
    resource = files("osteotwin.cohort") / "data" / "reference_population.toml"
    return parse_reference_population(resource.read_text(encoding="utf-8"))

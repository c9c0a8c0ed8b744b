"""The shipped tables: errors of each measurement, scales of the scanners, references of printed scores."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import hypot, inf, log, log1p
from typing import Annotated, Final

from pydantic import Field

from osteotwin.cohort.reference_population import reference_population
from osteotwin.inputs.shipped import EVIDENCE_LEVELS, Row, Words, load_table
from osteotwin.inputs.values import Number, Word
from osteotwin.observing.observation import SEES

_PACKAGE: Final = "osteotwin.observing"
SEXES: Final = ("male", "female")

EvidenceLevel = Annotated[str, Word(EVIDENCE_LEVELS), Field(alias="kind")]
Positive = Annotated[float, Number(0.0, inf, above=True)]
NotNegative = Annotated[float, Number(0.0, inf)]
Sex = Annotated[str, Word(SEXES)]


@dataclass(frozen=True)
class Seen(Row):
    """What a value of one endpoint sees and how far it errs; see the head of ``observations.toml``."""

    sees: Annotated[str, Word(SEES)]
    evidence_level: EvidenceLevel
    source: Words
    noise: Words | None = None
    analytical_cv: NotNegative = 0.0
    biological_cv: NotNegative = 0.0
    level: Positive = 1.0
    level_log_sd: NotNegative = 0.0
    cycle_log_sd: NotNegative = 0.0
    castrate_sd: NotNegative = 0.0
    sexes: tuple[Sex, ...] = SEXES

    def __post_init__(self) -> None:
        if (self.noise is None) == (self.analytical_cv == 0.0 and self.biological_cv == 0.0):
            raise ValueError("either a noise of the reference population or errors of its own")

    @property
    def cv(self) -> float:
        """Coefficient of variation of one value about the person's mean."""
        if self.noise is not None:
            return reference_population().noise[self.noise]
        return hypot(self.analytical_cv, self.biological_cv)

    @property
    def log_sd(self) -> float:
        """The same as the SD of the natural logarithm."""
        return log_sd_of(self.cv)

    @property
    def log_level(self) -> float:
        """Natural logarithm of what is found where the output is 1."""
        return log(self.level)


@dataclass(frozen=True)
class Standard(Row):
    """The standardized density of a maker's scale at one site [g/cm2]."""

    device: Words
    site: Words
    intercept: Annotated[float, Number(-1.0, 1.0)]
    slope: Positive
    evidence_level: EvidenceLevel
    source: Words


@dataclass(frozen=True)
class MakersYoung(Row):
    """Young adults that a maker's T-scores count from, on the maker's scale [g/cm2]."""

    device: Words
    site: Words
    sex: Sex
    mean: Positive
    sd: Positive
    evidence_level: EvidenceLevel
    source: Words


@dataclass(frozen=True)
class NhanesHip(Row):
    """Makers whose hip references are those of NHANES III."""

    devices: tuple[Words, ...]
    evidence_level: EvidenceLevel
    source: Words


@dataclass(frozen=True)
class ScaleError(Row):
    """How far a scale may lie from that of the reference population, as SDs of natural logarithms."""

    reference_log_sd: Positive
    converted_log_sd: Positive
    not_stated_log_sd: Positive
    unknown_log_sd: Positive
    evidence_level: EvidenceLevel
    source: Words


@dataclass(frozen=True)
class ScoreError(Row):
    """How far the people behind a printed score may lie from those taken, and how it is rounded [SD]."""

    stated_log_sd: Positive
    not_stated_log_sd: Positive
    age_log_sd: Positive
    rounding_sd: Positive
    evidence_level: EvidenceLevel
    source: Words


@dataclass(frozen=True)
class Trochanter(Row):
    """How the trochanter's density stands to that of the total hip."""

    share_of_total_hip: Positive
    log_sd: Positive
    evidence_level: EvidenceLevel
    source: Words


@dataclass(frozen=True)
class Scanners(Row):
    """The content of ``scanners.toml``."""

    standard: tuple[Standard, ...]
    young: tuple[MakersYoung, ...]
    nhanes_hip: NhanesHip
    scale: ScaleError
    score: ScoreError
    trochanter: Trochanter


def log_sd_of(cv: float) -> float:
    """Return the SD of the natural logarithm of what varies log-normally with a coefficient of variation."""
    return log1p(cv**2) ** 0.5


@cache
def observations() -> dict[str, Seen]:
    """Return what each endpoint sees, by its identifier; scans and scores are not among them."""
    return load_table(dict[str, Seen], _PACKAGE, "data", "observations.toml")


@cache
def scanners() -> Scanners:
    """Return the scales of scanners and the references of scores."""
    return load_table(Scanners, _PACKAGE, "data", "scanners.toml")

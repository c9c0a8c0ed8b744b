"""What published trials and cohorts covered, as ``tested_range.toml`` says it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from math import inf

from osteotwin.inputs.shipped import Row, Words, load_table


@dataclass(frozen=True)
class Longest(Row):
    """The longest [year] that people of one sex were on something, and who was."""

    years: float
    source: Words


@dataclass(frozen=True)
class CourseRow(Row):
    """How long people were on something; a sex without a row was in no trial.

    Attributes
    ----------
    words : str
        As said after a number of years.
    sorts : tuple of str
        Classes of drugs, or groups of interventions; none: the outlook itself.
    by_sort : Mapping of str to str
        Words of one sort, where only that is taken.
    male, female : Longest or None
    in_weeks : bool
        Whether it is told in weeks.
    """

    words: Words
    sorts: tuple[str, ...]
    male: Longest | None = None
    female: Longest | None = None
    in_weeks: bool = False
    by_sort: Mapping[str, Words] = field(default_factory=dict[str, Words])

    def words_of(self, taken: Collection[str]) -> str:
        """Return the words for somebody who takes some sorts, and not the others."""
        named = dict.fromkeys(self.by_sort.get(sort, self.words) for sort in self.sorts if sort in taken)
        return next(iter(named)) if len(named) == 1 else self.words

    def of(self, sex: str) -> Longest | None:
        """Return what people of one sex had."""
        return self.male if sex == "male" else self.female


@dataclass(frozen=True)
class TogetherRow(Row):
    """What nobody of one sex had at the same time: the first sort with any of the second."""

    first: Words
    second: tuple[str, ...]
    sex: Words
    short: Words
    text: Words


@dataclass(frozen=True)
class PairRow(Row):
    """Two classes of drugs, or courses of :class:`CourseRow`, that people of one sex had both of."""

    classes: tuple[str, str]
    sex: Words
    source: Words


@dataclass(frozen=True)
class RangeRow(Row):
    """The lowest and highest value of something: ``what`` says the value, ``short`` names it."""

    what: Words
    short: Words
    source: Words
    low: float = -inf
    high: float = inf


@dataclass(frozen=True)
class DoseRow(Row):
    """The largest amount of a drug [the drug library's unit, per ``every_days``]."""

    amount: float
    source: Words
    every_days: float = 1.0

    @property
    def per_day(self) -> float:
        """Amount a day."""
        return self.amount / self.every_days


@dataclass(frozen=True)
class ExposureStep(Row):
    """An amount of a hormone that reached the blood a day, and the years for which it did."""

    amount: float
    source: Words
    years: float = inf


@dataclass(frozen=True)
class ExposureRow(Row):
    """What of a class of hormones reached the blood, by sex: the largest amount first, then lower ones for longer."""

    unit: Words
    male: tuple[ExposureStep, ...]
    female: tuple[ExposureStep, ...]

    def of(self, sex: str) -> tuple[ExposureStep, ...]:
        """Return what people of one sex had."""
        return self.male if sex == "male" else self.female


@dataclass(frozen=True)
class Covered(Row):
    """All of it."""

    courses: Mapping[str, CourseRow]
    together: tuple[TogetherRow, ...]
    bone_drugs_covered: tuple[PairRow, ...]
    pairs_covered: tuple[PairRow, ...]
    exposures: Mapping[str, ExposureRow]
    ranges: Mapping[str, RangeRow]
    doses: Mapping[str, DoseRow]


@cache
def covered() -> Covered:
    """Return what trials and cohorts covered."""
    return load_table(Covered, "osteotwin.explaining", "data", "tested_range.toml")

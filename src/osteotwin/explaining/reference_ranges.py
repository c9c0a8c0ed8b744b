"""Reference ranges of what a laboratory reports, and where a person's values stand against theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from math import inf
from typing import Annotated, Final

from osteotwin.arrays import Vector
from osteotwin.endpoints import ENDPOINTS, Endpoint
from osteotwin.explaining.bands import Json, json_number
from osteotwin.explaining.tables.wording import in_words
from osteotwin.inputs.shipped import Row, Words, load_table
from osteotwin.inputs.values import Number, Word
from osteotwin.observing.observe import Subject
from osteotwin.people.person import Measurement, Person
from osteotwin.protocol.drug_groups import drug_class_of
from osteotwin.protocol.interventions import DrugCourse
from osteotwin.safety.menopause import ovaries_work
from osteotwin.units import parse_quantity

FILE: Final = "reference_ranges.toml"
#: How a source was checked; see the head of the file.
CHECKED: Final = ("read", "secondary", "guideline")
BELOW, WITHIN, ABOVE = "below", "within", "above"
BEFORE, AFTER = "before", "after"
_OLDEST: Final = 130.0
_MASS_SPECTROMETRY: Final = "lc-ms"
_SEX_HORMONES: Final = ("estradiol", "testosterone", "free_testosterone", "lh")
_OTHER_SEX: Final = "a sex hormone is taken, and the ranges are those of the sex at birth"
#: A value so old still tells of today [day].
_OF_LATE: Final = 90
_ONE_DRAW: Final = (
    "The model's is the mean over days and doses; one draw lies off it by its hour, the time since the dose and its "
    "assay, and counts with that error."
)


@dataclass(frozen=True)
class _Fields:
    """The fields that have no default."""

    people: Words
    source: Words
    kind: Annotated[str, Word(CHECKED)]


@dataclass(frozen=True)
class _RangeRow(Row, _Fields):
    """One row of the table."""

    sex: Annotated[str, Word(("", "male", "female"))] = ""
    menopause: Annotated[str, Word(("", BEFORE, AFTER))] = ""
    from_age: Annotated[float, Number(0.0, _OLDEST)] = 0.0
    to_age: Annotated[float, Number(0.0, _OLDEST)] = _OLDEST
    low: str = ""
    high: str = ""
    assay: Annotated[str, Word(("", _MASS_SPECTROMETRY))] = ""

    def is_of(self, sex: str, age: float, menopause: str) -> bool:
        """Whether it is of people of a sex, an age and a side of menopause."""
        return (
            self.sex in ("", sex)
            and self.from_age <= age < self.to_age
            and (not self.menopause or self.menopause == menopause)
        )


@dataclass(frozen=True)
class _File(Row):
    """The whole file."""

    none: dict[str, Words]
    ranges: dict[str, tuple[_RangeRow, ...]]


@dataclass(frozen=True)
class ReferenceRange:
    """Where the values of healthy people of one kind lie, or where guidelines want them.

    Attributes
    ----------
    low, high : float
        In the endpoint's unit; infinite where there is no such end.
    unit, people, source, kind, assay : str
    """

    low: float
    high: float
    unit: str
    people: str
    source: str
    kind: str
    assay: str

    @property
    def text(self) -> str:
        """From where to where, and of whom."""
        ends = f"{self.low:.4g} to {self.high:.4g}" if self.low > -inf else f"up to {self.high:.4g}"
        return f"{ends} {self.unit} ({self.people})"

    def standing(self, value: float | None) -> str | None:
        """Say where a value stands, as it is written: with three digits; ``None`` where there is none."""
        if value is None:
            return None
        written = float(f"{value:.3g}")
        return BELOW if written < self.low else ABOVE if written > self.high else WITHIN


def reference_range(name: str, sex: str, age: float, menopause: str = "") -> ReferenceRange | None:
    """Return the range of a quantity for a person, or ``None`` where there is none.

    Parameters
    ----------
    name : str
        Of an endpoint.
    sex : str
    age : float [year]
    menopause : str
        ``"before"`` or ``"after"``; empty for men.

    Raises
    ------
    ParameterError
        If the file has a gap.
    """
    row = next((one for one in _file().ranges.get(name, ()) if one.is_of(sex, age, menopause)), None)
    if row is None:
        return None
    endpoint = ENDPOINTS[name]
    low = parse_quantity(row.low, endpoint.quantity) if row.low else -inf
    high = parse_quantity(row.high, endpoint.quantity)
    return ReferenceRange(low, high, endpoint.unit, row.people, row.source, row.kind, row.assay)


def menopause_of(person: Person) -> str:
    """Return on which side of menopause a person is today; empty for men."""
    if person.sex != "female":
        return ""
    works = ovaries_work(person, 0.0)
    usual = Subject(person.sex, person.age_at_start, person.menopause_age).before_menopause
    return BEFORE if (usual if works is None else works) else AFTER


def with_references(signals: Mapping[str, Json], person: Person, days: Vector) -> dict[str, Json]:
    """Return the signals of an answer, each with its range and where the person stands, or why there is none.

    Parameters
    ----------
    signals : mapping of str to object
        As of :func:`osteotwin.explaining.series.series`.
    person : Person
    days : array [day]
        Of the signals' values, since the person's start.
    """
    return {name: {**signal, **_reference(name, signal, person, days)} for name, signal in signals.items()}


def _reference(name: str, signal: Json, person: Person, days: Vector) -> Json:
    endpoint = ENDPOINTS.get(name)
    found = reference_range(name, person.sex, person.age_at_start, menopause_of(person))
    standing = _standings(found, endpoint, signal) if found and endpoint else None
    measured = [_measured(one, found) for one in person.measurements if one.what == name]
    if name in _SEX_HORMONES and _takes_of_other_sex(person):
        measured = [one | {"standing": None} for one in measured]
        return {"reference": None, "no_reference": _OTHER_SEX, "measured": measured}
    if found is None or endpoint is None:
        why = _file().none.get(name, "no range for this sex and age")
        return {"reference": None, "no_reference": why, "measured": measured}
    remark = _one_draw(person, name, found, standing)
    return {
        "reference": {
            "low": json_number(found.low),
            "high": json_number(found.high),
            "unit": found.unit,
            "text": found.text,
            "source": found.source,
            "kind": found.kind,
            "standing": standing,
            "between": _between(found, standing, signal, person, days),
        },
        "no_reference": "",
        "measured": measured,
    } | ({"one_draw": remark} if remark else {})


def _takes_of_other_sex(person: Person) -> bool:
    """Whether the hormone of the other sex than that of birth is taken today; not against prostate cancer."""
    if "prostate_cancer" in person.conditions:
        return False
    other = "estradiol" if person.sex == "male" else "testosterone"
    return any(
        drug_class_of(item.drug) == other and item.from_day <= 0.0 < item.until_day
        for item in person.protocol.interventions
        if isinstance(item, DrugCourse)
    )


def _one_draw(person: Person, name: str, found: ReferenceRange, standing: list[str | None] | None) -> str:
    """Why a value measured of late stands elsewhere than the model's of today; empty where it does not."""
    late = [
        one
        for one in person.measurements
        if one.what == name and 0 <= (person.start - one.date).days <= _OF_LATE
    ]
    last = max(late, key=lambda one: one.date, default=None)
    stands = None if last is None else _standing_of(last, found)
    return _ONE_DRAW if standing and standing[0] and stands and stands != standing[0] else ""


def _standings(found: ReferenceRange, endpoint: Endpoint, signal: Json) -> list[str | None] | None:
    """Where the plan's median stands at each time; a signal that is told in percent of today has no level."""
    if endpoint.relative:
        return None
    return [found.standing(value) for value in signal["plan"]["median"]]


def _between(
    found: ReferenceRange,
    standing: list[str | None] | None,
    signal: Json,
    person: Person,
    days: Vector,
) -> str:
    """Where the median stands out of the range between today and the end only, how far and when; else empty."""
    told: list[str] = []
    for word, farthest, which in ((ABOVE, max, "highest"), (BELOW, min, "lowest")):
        if not standing or word in (standing[0], standing[-1]) or word not in standing:
            continue
        medians = signal["plan"]["median"]
        place = farthest((at for at, one in enumerate(standing) if one == word), key=medians.__getitem__)
        day = in_words((person.start + timedelta(days=round(days[place]))).isoformat())
        told.append(f"{word} in between ({which} {float(f'{medians[place]:.3g}'):g} {found.unit} on {day})")
    return ", ".join(told)


def _measured(one: Measurement, found: ReferenceRange | None) -> Json:
    return {
        "date": one.date.isoformat(),
        "value": json_number(one.value),
        "as_given": one.as_given,
        "standing": None if found is None else _standing_of(one, found),
    }


def _standing_of(one: Measurement, found: ReferenceRange) -> str | None:
    """Where a measured value stands; an upper limit of it tells only that it is below, a lower one that it is above."""
    if found.assay == _MASS_SPECTROMETRY and one.is_immunoassay:
        # It reads too high rather than too low.
        return BELOW if one.value < found.low and one.bound != ABOVE else None
    standing = found.standing(one.value)
    if one.bound:
        at_end = one.value <= found.low if one.bound == BELOW else one.value >= found.high
        return one.bound if at_end else None
    return standing


@cache
def _file() -> _File:
    return load_table(_File, "osteotwin.explaining", "data", FILE)

"""Values that look like another unit's: estradiol in pmol/L called pg/mL, testosterone in nmol/L called ng/dL."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import inf
from typing import Annotated

from osteotwin.endpoints import MEASURED
from osteotwin.inputs.shipped import EVIDENCE_LEVELS, Row, Words, load_table
from osteotwin.inputs.values import Number, Word
from osteotwin.observing.observe import Subject
from osteotwin.people.limits import split_limit, with_limit
from osteotwin.people.person import Measurement
from osteotwin.units import KINDS

GROUPS = ("male", "premenopausal", "postmenopausal")
_NUMBER = re.compile(r"\s*([+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)\s*(.*?)\s*$", re.DOTALL)

_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}")


@dataclass(frozen=True)
class Confusion(Row):
    """Where a value of one endpoint looks like another unit's; see the head of ``unit_confusions.toml``."""

    what: Words
    groups: tuple[Annotated[str, Word(GROUPS)], ...]
    low: Annotated[float, Number(0.0, inf)]
    high: Annotated[float, Number(0.0, inf)]
    others: tuple[Words, ...]
    kind: Annotated[str, Word(EVIDENCE_LEVELS)]
    source: Words
    unless: tuple[Words, ...] = ()

    def is_usual(self, value: float) -> bool:
        """Tell whether a value in the endpoint's unit is seen at all."""
        return self.low <= value <= self.high


@dataclass(frozen=True)
class _Table(Row):
    confusion: tuple[Confusion, ...]


@cache
def confusions() -> tuple[Confusion, ...]:
    """Return the rows of the shipped table."""
    return load_table(_Table, "osteotwin.people", "data", "unit_confusions.toml").confusion


def group_of(sex: str, age: float, menopause_age: float | None) -> str:
    """Return whose usual values are compared: one of :data:`GROUPS`.

    Parameters
    ----------
    sex : str
    age, menopause_age : float [year]
    """
    if sex == "male":
        return sex
    return "premenopausal" if Subject(sex, age, menopause_age).before_menopause else "postmenopausal"


def unseen_in(measurement: Measurement, group: str, beside: Sequence[str]) -> tuple[Confusion, ...]:
    """Return the rows in whose usual values one is not; none where it is confirmed.

    Parameters
    ----------
    measurement : Measurement
    group : str
        One of :data:`GROUPS`.
    beside : sequence of str
        The classes of the drugs that are taken, and the conditions that are there.
    """
    if measurement.confirmed:
        return ()
    return tuple(
        row
        for row in confusions()
        if row.what == measurement.what
        and group in row.groups
        and not set(row.unless) & set(beside)
        and not row.is_usual(measurement.value)
    )


def meant_instead(measurement: Measurement, group: str, beside: Sequence[str]) -> str | None:
    """Return the quantity that a value may be meant to be, with the unit in which it is usual.

    Parameters
    ----------
    measurement : Measurement
    group : str
        One of :data:`GROUPS`.
    beside : sequence of str
        The classes of the drugs of the plan, and the conditions that are there.

    Returns
    -------
    str or None
        ``None`` where the value is usual as it stands, is confirmed, or is usual in no other unit either.
    """
    bound, number = split_limit(measurement.as_given)
    written = _NUMBER.match(str(number))
    if written is None:
        return None
    for row in unseen_in(measurement, group, beside):
        units = KINDS[MEASURED[row.what].quantity].units
        # Elsewhere a point parts thousands, which is likelier than another unit.
        if _THOUSANDS.fullmatch(written[1]) and written[2] in units:
            whole = written[1].replace(".", "")
            if row.is_usual(float(whole) * units[written[2]]):
                return with_limit(bound, f"{whole} {written[2]}")
        for unit in row.others:
            meant = float(written[1]) * units[unit]
            if meant != measurement.value and row.is_usual(meant):
                return with_limit(bound, f"{written[1]} {unit}")
    return None

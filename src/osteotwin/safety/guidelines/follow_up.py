"""When to scan and to draw blood next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from math import inf
from typing import Annotated, Final

from osteotwin.endpoints import MEASURED
from osteotwin.inputs.shipped import Words, load_table
from osteotwin.inputs.values import Number, Word
from osteotwin.protocol.library.drugs import DRUG_CLASSES
from osteotwin.safety.calendar_months import months_after
from osteotwin.safety.guidelines.facts import Facts
from osteotwin.safety.guidelines.rules import Kind
from osteotwin.safety.guidelines.work_up import Called

SCAN: Final = "scan"
DENOSUMAB: Final = "denosumab"
#: A course that has no beginning began so long ago [day].
_LONGEST_AGO: Final = -36500.0
#: What is due and is no endpoint.
_OTHER: Final[Mapping[str, str]] = {
    SCAN: "DXA scan of hip and spine",
    DENOSUMAB: "a dose of denosumab, or a bisphosphonate in its place",
}


@dataclass(frozen=True)
class _DueFields:
    """The fields of a row that have no default."""

    measure: Annotated[str, Word((*_OTHER, *MEASURED))]
    months: Annotated[float, Number(0.0, 120.0)]
    why: Words
    kind: Kind
    source: Words


@dataclass(frozen=True)
class Due(Called, _DueFields):
    """One row of ``follow_up.toml``; see its head."""

    after_start_of: tuple[Annotated[str, Word(DRUG_CLASSES)], ...] = ()
    only_within: Annotated[float, Number(0.0, 120.0)] | None = None

    def is_past(self, facts: Facts) -> bool:
        """Whether it was measured since the drug could show in it, or the drug is taken too long for it to tell."""
        if self.only_within is None:
            return False
        begun = min((course.from_day for course in facts.ever_taking(*self.after_start_of)), default=0.0)
        start = facts.today + timedelta(days=max(begun, _LONGEST_AGO))
        last = _last_measured(self.measure, facts)
        return facts.today > months_after(start, self.only_within) or (
            last is not None and last >= months_after(start, self.months - 1)
        )


@dataclass(frozen=True)
class FollowUp:
    """One measurement to come.

    Attributes
    ----------
    measure : str
        ``"scan"``, ``"denosumab"`` or an endpoint.
    label : str
    on : datetime.date
        Today where it is overdue or was never done.
    because, kind, source : str
    """

    measure: str
    label: str
    on: date
    because: str
    kind: str
    source: str


@cache
def due_rows() -> dict[str, Due]:
    """Return every row of ``follow_up.toml`` by its identifier."""
    return load_table(dict[str, Due], "osteotwin.safety.guidelines", "data", "follow_up.toml")


def follow_up(facts: Facts, guideline_class: str) -> tuple[FollowUp, ...]:
    """Return the next measurement of each kind, the earliest first.

    Parameters
    ----------
    facts : Facts
    guideline_class : str
        Of :func:`osteotwin.safety.guidelines.rules.guideline_class`.
    """
    earliest: dict[str, FollowUp] = {}
    for row in due_rows().values():
        if not row.is_due(facts, guideline_class) or row.is_past(facts):
            continue
        label = _label_of(row.measure, facts)
        one = FollowUp(row.measure, label, _date_of(row, facts), row.why, row.kind, row.source)
        held = earliest.get(row.measure)
        if held is None or one.on < held.on:
            earliest[row.measure] = one
    return tuple(sorted(earliest.values(), key=lambda one: one.on))


def _label_of(measure: str, facts: Facts) -> str:
    if measure == DENOSUMAB and not facts.bears_bisphosphonates:
        return "a dose of denosumab; with such a kidney a specialist chooses what may follow"
    if measure == SCAN and facts.last_scan is not None:
        return f"{_OTHER[SCAN]}, on the same device"
    return _OTHER.get(measure) or MEASURED[measure].name


def _date_of(row: Due, facts: Facts) -> date:
    """The months after the last measurement or the start of the drug, whichever is later; never before today.

    A scan never done is due today, for what comes later is told by its change.
    """
    last = _last_measured(row.measure, facts)
    if row.measure == SCAN and last is None:
        return facts.today
    started = max((c.from_day for c in facts.taking(*row.after_start_of)), default=-inf)
    begins = None if started == -inf else facts.today + timedelta(days=started)
    since = max((day for day in (last, begins) if day is not None), default=None)
    return facts.today if since is None else max(months_after(since, row.months), facts.today)


def _last_measured(measure: str, facts: Facts) -> date | None:
    if measure == SCAN:
        return facts.last_scan
    if measure == DENOSUMAB:
        return facts.denosumab_last
    level = facts.levels.get(measure)
    return None if level is None else level.measured_on

"""What to ask for: causes of weak bone other than age, and what a bone drug needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Annotated

from osteotwin.endpoints import MEASURED
from osteotwin.inputs.shipped import Words, load_table
from osteotwin.inputs.values import Word
from osteotwin.safety.guidelines.facts import Facts
from osteotwin.safety.guidelines.rules import CLASSES, Asked, Kind

KNOWN, ASK = "known", "ask for"


@dataclass(frozen=True)
class _TestFields:
    """The fields of a test that have no default."""

    test: Words
    why: Words
    kind: Kind
    source: Words


@dataclass(frozen=True)
class Called(Asked):
    """What a class of guidelines or criteria call for."""

    from_class: Annotated[str, Word(CLASSES)] | None = None

    def is_due(self, facts: Facts, guideline_class: str) -> bool:
        """Whether class or criteria call for it."""
        found = self.of(facts)
        if found is None:
            return False
        by_class = self.from_class is not None and (
            CLASSES.index(guideline_class) >= CLASSES.index(self.from_class)
        )
        return by_class or (found.met is True and self.has_criteria)


@dataclass(frozen=True)
class WorkUpTest(Called, _TestFields):
    """One row of ``work_up.toml``; see its head."""

    levels: tuple[Annotated[str, Word(tuple(MEASURED))], ...] = ()


@dataclass(frozen=True)
class WorkUp:
    """One test of the work-up.

    Attributes
    ----------
    id, test, why, kind, source : str
        As of the table.
    status : str
        :data:`KNOWN` or :data:`ASK`.
    because : str
        The value that is known; else what calls for the test.
    """

    id: str
    test: str
    why: str
    status: str
    because: str
    kind: str
    source: str


@cache
def work_up_tests() -> dict[str, WorkUpTest]:
    """Return every test of the work-up by its identifier."""
    return load_table(dict[str, WorkUpTest], "osteotwin.safety.guidelines", "data", "work_up.toml")


def work_up(facts: Facts, guideline_class: str) -> tuple[WorkUp, ...]:
    """Return the tests that class and criteria call for, with what is known of them already.

    Parameters
    ----------
    facts : Facts
    guideline_class : str
        Of :func:`osteotwin.safety.guidelines.rules.guideline_class`.
    """
    return tuple(
        _test(name, row, facts, guideline_class)
        for name, row in work_up_tests().items()
        if row.is_due(facts, guideline_class)
    )


def _test(name: str, row: WorkUpTest, facts: Facts, guideline_class: str) -> WorkUp:
    values = [(what, facts.levels[what]) for what in row.levels if what in facts.levels]
    measured = [
        f"{MEASURED[what].label} {level.shown(MEASURED[what].unit)} on {level.measured_on}"
        for what, level in values
        if level.measured_on is not None
    ]
    found = row.of(facts)
    called = found.because if found is not None and found.met is True and row.has_criteria else ""
    because = "; ".join(measured) or called or f"guidelines: {guideline_class}"
    return WorkUp(name, row.test, row.why, KNOWN if measured else ASK, because, row.kind, row.source)

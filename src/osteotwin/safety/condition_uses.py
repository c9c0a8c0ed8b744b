"""What each condition of a file acts on: drugs, exercises, flags, rules of guidelines, tests and dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from osteotwin.protocol.conditions import STATED_DRUGS, STATED_LOSSES
from osteotwin.protocol.library import load_drugs, load_exercises
from osteotwin.safety.guidelines.follow_up import due_rows
from osteotwin.safety.guidelines.rules import Asked, rules
from osteotwin.safety.guidelines.work_up import work_up_tests
from osteotwin.safety.intake import RAISING

#: Criteria that a condition meets under another name.
_CRITERIA: Final = {
    "glucocorticoid_use": "glucocorticoid_at_least",
    "vertebral_fracture": "vertebral_fracture",
}
_OVARIES: Final = "premenopausal"
_FEW: Final = 3


def uses_of(condition: str) -> tuple[str, ...]:
    """Return what a condition acts on, in words, what is hard first.

    Parameters
    ----------
    condition : str
        One of ``osteotwin.protocol.conditions.CONDITIONS``.
    """
    return tuple(_uses(condition))


def _uses(condition: str) -> Iterator[str]:
    drugs = [drug.label for drug in load_drugs().values() if condition in drug.contraindications]
    if drugs:
        yield f"refuses {_few(drugs)}"
    if condition in RAISING:
        yield "refuses calcium tablets and high-dose vitamin D"
    exercises = [
        one.name.lower() for one in load_exercises().values() if condition in one.contraindicated_with
    ]
    if exercises:
        yield f"asks first of {_few(exercises)}"
    if condition in STATED_DRUGS or condition in STATED_LOSSES:
        yield 'leaves the verdict at "open": the loss is not simulated'
    told = [row for row in rules().values() if _names(row, condition)]
    flags = dict.fromkeys(
        f"{row.body} ({row.about.replace('_', ' ')})" for row in told if row.flag is not None
    )
    if flags:
        yield f"flag by {'; '.join(flags)}"
    lines = dict.fromkeys(row.body for row in told if row.flag is None)
    if lines:
        yield f"guidelines: {'; '.join(lines)}"
    tests = [row.test for row in work_up_tests().values() if _names(row, condition)]
    if tests:
        yield f"tests: {_few(tests)}"
    dates = [row.why for row in due_rows().values() if _names(row, condition)]
    if dates:
        yield f"dates: {_few(dates)}"


def _names(row: Asked, condition: str) -> bool:
    """Whether a row of guidelines asks for the condition."""
    return any(
        (one.name == "has" and condition in one.operand)
        or one.name == _CRITERIA.get(condition)
        or (one.name == "ovaries" and condition == _OVARIES)
        for one in (*row.people, *row.every, *row.some)
    )


def _few(names: Iterable[str]) -> str:
    listed = list(dict.fromkeys(names))
    left = len(listed) - _FEW
    return ", ".join(listed[:_FEW]) + (f" and {left} more" if left > 0 else "")

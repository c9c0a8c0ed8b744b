"""Every condition a person may name is minded by a rule or the library, or is said not to be."""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from typing import Any

import pytest

from osteotwin.inputs.names import folded
from osteotwin.protocol.conditions import CONDITIONS, CONTRAINDICATING
from osteotwin.protocol.interventions import DrugCourse, Protocol, Supplement, Training
from osteotwin.protocol.library import load_drugs, load_exercises
from osteotwin.safety import Situation, flags_of
from osteotwin.safety.condition_uses import uses_of
from osteotwin.safety.intake import RAISING

Make = Callable[..., Situation]

#: Everything at once: what minds a condition in any plan minds it in this one.
EVERYTHING = Protocol((
    *(
        # GnRH analogues come late: from the first day on they would stop the ovaries, whose work a condition tells.
        DrugCourse(name, drug.usual_dose, drug.usual_interval_days, 60 * drug.drug_class.startswith("gnrh"), inf)
        for name, drug in load_drugs().items()
    ),
    *(Training(name, 2, 25) for name in load_exercises()),
    Supplement("calcium_carbonate", 500, 1, 0, inf),
))  # fmt: skip


@pytest.mark.parametrize("condition", CONTRAINDICATING)
def test_a_condition_that_speaks_against_something_changes_a_flag(condition: str, situation: Make) -> None:
    changes: dict[str, Any] = {"plan": EVERYTHING, "vitamin_d_intake": 3000.0}
    without = flags_of(situation(**changes))
    with_it = flags_of(situation(**changes, conditions=(condition,)))
    assert set(with_it) != set(without)


def test_the_library_names_exactly_the_conditions_that_speak_against_something() -> None:
    named = {name for drug in load_drugs().values() for name in drug.contraindications}
    named |= {name for exercise in load_exercises().values() for name in exercise.contraindicated_with}
    assert named == set(CONTRAINDICATING)


def test_no_name_means_two_conditions() -> None:
    seen: dict[str, str] = {}
    for condition, row in CONDITIONS.items():
        for name in (condition, row.label, *row.aliases):
            assert seen.setdefault(folded(name), condition) == condition, name


@pytest.mark.parametrize("condition", CONDITIONS)
def test_what_a_condition_acts_on_is_listed(condition: str) -> None:
    uses = uses_of(condition)
    assert uses
    assert any(use.startswith(("refuses", "asks first")) for use in uses) == (
        CONDITIONS[condition].contraindicates or condition in RAISING
    )

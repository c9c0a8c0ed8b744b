"""A drug that is taken and forbidden ends in every number: that is said, and what else it means."""

from __future__ import annotations

import pytest

from osteotwin.protocol.interventions import DrugCourse, Intervention, Protocol, Training
from osteotwin.safety.what_follows import what_follows

TAKEN = DrugCourse("testosterone_cypionate", 100.0, 7.0, from_day=-300.0)
NEW = DrugCourse("testosterone_cypionate", 100.0, 7.0)
ENDED = DrugCourse("testosterone_cypionate", 100.0, 7.0, from_day=-300.0, until_day=-10.0)
INHIBITOR = DrugCourse("anastrozole", 1.0, 1.0, from_day=-300.0)
PAUSED = "ends today and never comes back: a pause, another dose or another drug is in no number"


@pytest.mark.parametrize(
    ("plan", "what", "says", "silent"),
    [
        ((TAKEN,), "testosterone_cypionate", (PAUSED,), ("Anastrozole",)),
        ((TAKEN, INHIBITOR), "testosterone_cypionate", (PAUSED, "Anastrozole goes on in them"), ()),
        ((TAKEN, INHIBITOR), "anastrozole", (PAUSED,), ("goes on in them",)),
        ((NEW, INHIBITOR), "testosterone_cypionate", (), (PAUSED,)),
        ((ENDED,), "testosterone_cypionate", (), (PAUSED,)),
        ((Training("rope_jumping", 2, 25, from_day=-300.0),), "rope_jumping", (), (PAUSED,)),
    ],
)
def test_what_is_left_out_is_told_with_what_follows(
    plan: tuple[Intervention, ...], what: str, says: tuple[str, ...], silent: tuple[str, ...]
) -> None:
    told = what_follows(what, Protocol(plan))
    assert bool(told) == bool(says)
    assert all(one in told for one in says)
    assert not any(one in told for one in silent)

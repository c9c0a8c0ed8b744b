"""What training and food win back of what a drug takes, in numbers and in a sentence."""

from __future__ import annotations

import numpy as np
import pytest

from osteotwin.explaining.contributions import Contributions
from osteotwin.explaining.won_back import won_back
from osteotwin.protocol.interventions import (
    Diet,
    DrugCourse,
    Food,
    Intervention,
    Protocol,
    Supplement,
    Training,
    Unloading,
)
from osteotwin.protocol.parts import parts_of

INHIBITOR, OTHER = DrugCourse("letrozole", 2.5, 1), DrugCourse("relugolix", 120, 1)
SQUATS, PRESSES = Training("back_squat", 2, 25), Training("overhead_press", 2, 25)
CALCIUM, VITAMIN_D = Diet("calcium", 1200), Supplement("vitamin_d", 1000, 1)
MILK = Food("milk_whole_3_25_vitamin_d_added", 7)
GEL, BONE_DRUG, BED = DrugCourse("testosterone_gel", 50, 1), DrugCourse("zoledronate", 5, 365), Unloading(0.5)


def found_of(shares: dict[Intervention, float], people: int = 5) -> Contributions:
    """Contributions at one site and year, the same in everybody."""
    parts = parts_of(Protocol(tuple(shares)))
    values = np.tile(np.array(list(shares.values()))[:, None, None], (1, people, 1))
    return Contributions(parts, ("2",), {"total_hip": values}, people, 2 ** len(parts), True, 0.0)


def entry(shares: dict[Intervention, float]) -> dict[str, object]:
    return won_back(found_of(shares))["total_hip"]["2"]


def test_drugs_that_take_stand_against_training_and_food() -> None:
    parts = {
        INHIBITOR: -2.0, SQUATS: 0.4, GEL: 5.0, PRESSES: 0.2, BONE_DRUG: 7.0, CALCIUM: 0.1, BED: -3.0,
        VITAMIN_D: 0.05, OTHER: -0.1, MILK: 0.15,
    }  # fmt: skip
    found = entry(parts)
    assert found["cost"] == pytest.approx(dict.fromkeys(("median", "lo90", "hi90"), -2.1))
    assert found["won"] == pytest.approx(dict.fromkeys(("median", "lo90", "hi90"), 0.9))
    assert found["text"] == (
        "Training, calcium, vitamin D and food win back 0.9 of the 2.1 points that letrozole and relugolix take."
    )


@pytest.mark.parametrize(
    ("takes", "wins", "said"),
    [
        (-2.1, 0.9, "Training wins back 0.9 of the 2.1 points that letrozole takes."),
        (-2.1, 0.04, "Training wins back nothing of the 2.1 points that letrozole takes."),
        (-2.1, -0.6, "Training wins back nothing of the 2.1 points that letrozole takes."),
        (-2.1, 2.12, "Training wins back all of the 2.1 points that letrozole takes."),
        (-2.1, 2.2, "Training wins back 2.2, more than the 2.1 points that letrozole takes."),
        (-0.04, 1.0, "Letrozole takes next to nothing."),
        (0.0, 1.0, "Letrozole takes next to nothing."),
        (0.7, 1.0, "Letrozole takes next to nothing."),
        (np.nan, np.nan, "What training wins back is not known."),
    ],
)
def test_it_is_said_in_a_sentence(takes: float, wins: float, said: str) -> None:
    assert entry({INHIBITOR: takes, SQUATS: wins})["text"] == said


@pytest.mark.parametrize(
    "items",
    [
        {INHIBITOR: -1.0},
        {SQUATS: 1.0},
        {GEL: 1.0, SQUATS: 1.0},
        {INHIBITOR: -1.0, BONE_DRUG: 3.0, GEL: 1.0, BED: -1.0},
        {},
    ],
)
def test_there_is_nothing_to_say_where_the_plan_has_not_both(items: dict[Intervention, float]) -> None:
    assert won_back(found_of(items)) == {"total_hip": {}}

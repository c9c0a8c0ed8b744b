"""Contributions add up; what is won back is what the rest of the plan does over the drug alone."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from tests.situations import make_outlook

from osteotwin.explaining.contributions import contributions, won_back
from osteotwin.explaining.scenarios import scenarios_of
from osteotwin.protocol.interventions import Diet, DrugCourse, Protocol, Training

PLAN = Protocol((DrugCourse("letrozole", 2.5, 1), Training("back_squat", 2, 25), Diet("calcium", 1200)))
#: percent a year at the spine
SPINE = {
    "plan": -0.5, "nothing": -0.2, "drug_only": -2.0, "without_letrozole": 1.0, "without_training": -1.8,
    "without_calcium": -0.8,
}  # fmt: skip
RUNS = {name: make_outlook(spine=SPINE[name]) for name in scenarios_of(PLAN)}


@pytest.mark.parametrize("year", ["1", "2", "3"])
def test_parts_and_interaction_make_the_whole(year: str) -> None:
    parts = contributions(RUNS, PLAN.groups(), "bmd_lumbar_spine")
    medians = {group: entry[year]["median"] for group, entry in parts.items()}
    assert medians["letrozole"] == pytest.approx(-1.5 * int(year))
    assert medians["training"] == pytest.approx(1.3 * int(year))
    assert medians["calcium"] == pytest.approx(0.3 * int(year))
    assert sum(medians.values()) == pytest.approx((SPINE["plan"] - SPINE["nothing"]) * int(year))
    assert parts["letrozole"]["category"] == "drug"


def test_won_back() -> None:
    entry = won_back(RUNS, "bmd_lumbar_spine")["2"]
    assert entry["cost"]["median"] == pytest.approx(-3.6)
    assert entry["won"]["median"] == pytest.approx(3.0)
    assert entry["share"]["median"] == pytest.approx(3.0 / 3.6)


def test_a_cost_that_is_noise_has_no_share() -> None:
    for less in (0.05, 0.0, -0.05):  # nothing at all, too: nothing is divided by it
        runs = RUNS | {"drug_only": make_outlook(spine=SPINE["nothing"] - less)}
        assert won_back(runs, "bmd_lumbar_spine")["1"]["share"]["median"] is None


def test_a_single_group_is_the_whole_effect() -> None:
    plan = Protocol((DrugCourse("letrozole", 2.5, 1),))
    runs = {"plan": make_outlook(spine=-2.0), "nothing": make_outlook()}
    parts = contributions(runs, plan.groups(), "bmd_lumbar_spine")
    assert set(parts) == {"letrozole"}
    assert parts["letrozole"]["3"]["median"] == pytest.approx(-6.0)
    assert won_back(runs, "bmd_lumbar_spine") == {}


@pytest.mark.parametrize("cost", [-0.5, -0.11, -0.09, 0.0, 0.5])
def test_a_share_is_of_the_persons_own_cost(cost: float) -> None:
    """Of a cost that is one: above a tenth of a point."""
    runs = RUNS | {
        "nothing": make_outlook(),
        "drug_only": make_outlook(spine=cost),
        "plan": make_outlook(spine=1.0),
    }
    found = won_back(runs, "bmd_lumbar_spine")["1"]
    assert found["cost"]["median"] == pytest.approx(cost, abs=1e-9)
    expected = (1.0 - cost) / -cost if cost < -0.1 else None
    assert found["share"]["median"] == (None if expected is None else pytest.approx(expected))


INHIBITOR, BONE_DRUG = DrugCourse("letrozole", 2.5, 1), DrugCourse("zoledronate", 5, 365)
ITEMS = (INHIBITOR, BONE_DRUG, Training("back_squat", 2, 25), Diet("calcium", 1200))


@pytest.mark.parametrize("items", [some for count in range(5) for some in combinations(ITEMS, count)])
def test_a_scenario_is_there_where_it_differs_from_the_others(items: tuple[Any, ...]) -> None:
    found = scenarios_of(Protocol(items))
    expected = {"plan": items, "nothing": ()}
    if INHIBITOR in items and len(items) > 1:
        expected["drug_only"] = (INHIBITOR,)
    if BONE_DRUG in items and len(items) > 1:
        expected["lifestyle"] = tuple(item for item in items if item != BONE_DRUG)
    if len(items) > 1:
        expected |= {f"without_{item.group}": tuple(one for one in items if one != item) for item in items}
    assert {name: scenario.protocol.interventions for name, scenario in found.items()} == expected
    for name, scenario in found.items():
        assert scenario.groups == tuple(item.group for item in expected[name])
        assert scenario.label[0].isupper()


#: What was done before, and the same as it was when it is left out from today on.
BEGUN = (
    DrugCourse("letrozole", 2.5, 1, -700),
    Training("back_squat", 2, 25, from_day=-700),
    Diet("calcium", 1200),
)
PAST = (
    DrugCourse("letrozole", 2.5, 1, -700, 0),
    Training("back_squat", 2, 25, adherence=0.75, from_day=-700, until_day=0),
)
ENDED = DrugCourse("zoledronate", 5, 365, -200, 165)


def test_what_a_scenario_leaves_out_ends_today() -> None:
    found = scenarios_of(Protocol(BEGUN), Protocol((ENDED,)))
    drug, squats, diet = BEGUN
    left, stopped = PAST
    assert {name: set(scenario.protocol.interventions) for name, scenario in found.items()} == {
        "plan": {ENDED, drug, squats, diet},
        "nothing": {ENDED, left, stopped},
        "drug_only": {ENDED, drug, stopped},
        "without_letrozole": {ENDED, left, squats, diet},
        "without_training": {ENDED, drug, stopped, diet},
        "without_calcium": {ENDED, drug, squats},
    }
    assert [found[name].groups for name in ("plan", "nothing", "without_training")] == [
        ("letrozole", "training", "calcium"), (), ("letrozole", "calcium")]  # fmt: skip


def test_interaction_is_named_where_there_are_several_groups() -> None:
    parts = contributions(RUNS, PLAN.groups(), "bmd_lumbar_spine")
    assert list(parts) == ["letrozole", "training", "calcium", "interaction"]
    assert [part["category"] for part in parts.values()] == ["drug", "training", "calcium", "interaction"]
    assert all(set(part) == {"label", "category", "1", "2", "3"} for part in parts.values())


def test_scenarios_of_a_plan() -> None:
    assert set(scenarios_of(PLAN)) == set(SPINE)
    assert set(scenarios_of(Protocol())) == {"plan", "nothing"}
    with_bone_drug = scenarios_of(Protocol((*PLAN.interventions, DrugCourse("zoledronate", 5, 365))))
    assert "zoledronate" not in with_bone_drug["lifestyle"].groups
    assert with_bone_drug["drug_only"].groups == ("letrozole",)

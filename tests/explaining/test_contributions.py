"""Contributions add up; what is won back is what the rest of the plan does over the drug alone."""

from __future__ import annotations

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


def test_scenarios_of_a_plan() -> None:
    assert set(scenarios_of(PLAN)) == set(SPINE)
    assert set(scenarios_of(Protocol())) == {"plan", "nothing"}
    with_bone_drug = scenarios_of(Protocol((*PLAN.interventions, DrugCourse("zoledronate", 5, 365))))
    assert "zoledronate" not in with_bone_drug["lifestyle"].groups
    assert with_bone_drug["drug_only"].groups == ("letrozole",)

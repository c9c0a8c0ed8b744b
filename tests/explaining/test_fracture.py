"""Relative risks of fracture: against the published gradient by hand, and laws of a ratio."""

from __future__ import annotations

from itertools import pairwise
from math import log
from typing import Any

import numpy as np
import pytest
from tests.situations import BMD, DAYS, make_outlook, outputs_of

from osteotwin.cohort.outputs import Outputs
from osteotwin.explaining.fracture import fracture, relative_risk
from osteotwin.explaining.fracture_gradient import OUTCOMES, AgeRow, GradientRow, fracture_gradient
from osteotwin.explaining.scenarios import NOTHING, PLAN, scenarios_of, spared
from osteotwin.protocol.interventions import DrugCourse, Protocol, Training

ANASTROZOLE, LEUPRORELIN = DrugCourse("anastrozole", 1, 1), DrugCourse("gnrh_agonist", 1, 28)
ALENDRONATE, TRAINING = DrugCourse("alendronate", 70, 7), Training("back_squat", 2, 25)
SD = 0.120


def neck(change: float, people: int = 400) -> Outputs:
    """An outlook whose femoral neck differs from 0.85 g/cm2 by so much from day 0 on, in everybody."""
    values = {f"bmd_{site}": bmd * np.ones((people, len(DAYS))) for site, bmd in BMD.items()}
    values["bmd_femoral_neck"] = values["bmd_femoral_neck"] + change
    return outputs_of(DAYS, values)


@pytest.mark.parametrize(
    ("outcome", "sex", "low", "published", "high"),
    [
        ("hip", "male", 2.02, 2.94, 4.27),
        ("hip", "female", 2.31, 2.88, 3.59),
        ("osteoporotic", "male", 1.33, 1.41, 1.51),
        ("osteoporotic", "female", 1.28, 1.38, 1.48),
    ],
)
def test_one_standard_deviation_at_65_is_the_published_ratio(
    outcome: str, sex: str, low: float, published: float, high: float
) -> None:
    """And the people's own gradients spread as its 95 % interval does."""
    ratio = relative_risk(neck(-SD, 20_000), neck(0.0, 20_000), outcome, sex, 62.0, 1)[:, -1]  # after 3 years
    assert np.median(ratio) == pytest.approx(published, rel=0.01)
    assert np.quantile(np.log(ratio), [0.025, 0.975]) == pytest.approx([log(low), log(high)], rel=0.05)


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_the_same_density_is_the_same_risk(outcome: str) -> None:
    assert np.all(relative_risk(neck(0.0), neck(0.0), outcome, "male", 55.0, 1) == 1.0)


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_whoever_has_less_has_more_risk_and_turned_round_it_is_the_inverse(outcome: str) -> None:
    less, more = (relative_risk(neck(by), neck(0.0), outcome, "female", 70.0, 3) for by in (-0.05, 0.05))
    assert np.all(less > 1.0)
    assert np.all(more < 1.0)
    assert np.allclose(less * more, 1.0)
    assert np.allclose(less * relative_risk(neck(0.0), neck(-0.05), outcome, "female", 70.0, 3), 1.0)


@pytest.mark.parametrize(("outcome", "rises"), [("hip", False), ("osteoporotic", True)])
def test_the_gradient_falls_with_age_at_the_hip_and_rises_elsewhere(outcome: str, rises: bool) -> None:
    ratios = [
        float(np.median(relative_risk(neck(-SD), neck(0.0), outcome, "male", age, 1)[:, 0]))
        for age in (40.0, 50.0, 60.0, 70.0, 80.0, 90.0)
    ]
    assert ratios[0] == ratios[1]  # nothing is extrapolated
    assert ratios[4] == ratios[5]
    for younger, older in pairwise(ratios[1:5]):
        assert (older > younger) is rises


def test_each_person_has_one_gradient_under_every_plan() -> None:
    one, other = (relative_risk(neck(by), neck(0.0), "hip", "male", 60.0, 5)[:, 0] for by in (-0.01, -0.02))
    assert np.allclose(2 * np.log(one), np.log(other))
    assert not np.array_equal(one, relative_risk(neck(-0.01), neck(0.0), "hip", "male", 60.0, 6)[:, 0])


@pytest.mark.parametrize(
    ("items", "scenario", "comparisons"),
    [
        ((), NOTHING, {"without_plan"}),
        ((TRAINING,), PLAN, {"without_plan"}),
        ((ANASTROZOLE,), NOTHING, {"without_drugs", "without_plan"}),
        ((ANASTROZOLE, LEUPRORELIN), NOTHING, {"without_drugs", "without_plan"}),
        ((ANASTROZOLE, TRAINING), "spared", {"without_drugs", "without_plan"}),
        ((ANASTROZOLE, LEUPRORELIN, TRAINING), "spared", {"without_drugs", "without_plan"}),
        ((ANASTROZOLE, ALENDRONATE), "spared", {"without_drugs", "without_plan"}),
    ],
)
def test_with_whom_a_plan_is_compared(
    items: tuple[DrugCourse | Training, ...], scenario: str, comparisons: set[str]
) -> None:
    plan = Protocol(items)
    assert spared(plan) == scenario
    scenarios = scenarios_of(plan)
    assert scenario in scenarios
    assert not {"anastrozole", "gnrh_agonist"} & set(scenarios[scenario].groups)
    found = fracture(dict.fromkeys(scenarios, make_outlook()), plan, "male", 54.0, 1)
    assert set(found["against"]) == comparisons
    for entry in found["against"].values():
        assert entry["scenario"] in scenarios
        for by_year in entry["relative_risk"].values():
            assert by_year == {year: {"median": 1.0, "lo90": 1.0, "hi90": 1.0} for year in ("1", "2", "3")}


def test_a_drug_that_takes_bone_raises_the_risk_more_at_the_hip() -> None:
    plan = Protocol((ANASTROZOLE, TRAINING))
    outlooks = dict.fromkeys(scenarios_of(plan), neck(0.0)) | {PLAN: neck(-0.02), NOTHING: neck(-0.01)}
    found = fracture(outlooks, plan, "male", 60.0, 1)["against"]
    drugs, nothing = (found[name]["relative_risk"] for name in ("without_drugs", "without_plan"))
    assert 1.0 < drugs["osteoporotic"]["2"]["median"] < drugs["hip"]["2"]["median"]
    assert 1.0 < nothing["hip"]["2"]["median"] < drugs["hip"]["2"]["median"]


def test_who_failed_under_either_plan_is_left_out_and_of_nobody_it_is_null() -> None:
    plan = Protocol((ANASTROZOLE,))
    outlook, table = neck(-0.02, 10), neck(-0.02, 10).table.copy()
    table[:9] = np.nan
    one_left = Outputs(DAYS, outlook.endpoints, table, {0: "it failed"})
    found = fracture({PLAN: one_left, NOTHING: neck(0.0, 10)}, plan, "male", 60.0, 1)
    hip = found["against"]["without_plan"]["relative_risk"]["hip"]["1"]
    assert hip["median"] > 1.0
    assert hip["lo90"] is hip["hi90"] is None
    nobody = Outputs(DAYS, outlook.endpoints, np.full_like(table, np.nan), {0: "it failed"})
    found = fracture({PLAN: neck(0.0, 10), NOTHING: nobody}, plan, "male", 60.0, 1)
    assert found["against"]["without_plan"]["relative_risk"]["hip"]["3"] == {
        "median": None, "lo90": None, "hi90": None,
    }  # fmt: skip


def test_every_number_has_a_source_and_what_was_not_read_is_called_an_assumption() -> None:
    table = fracture_gradient()
    assert {(row.outcome, row.sex) for row in table.gradient} == {
        (outcome, sex) for outcome in OUTCOMES for sex in ("male", "female")
    }
    for row in (*table.gradient, *table.age, table.sd):
        assert row.source
        assert row.unit
        assert (row.evidence_level == "assumption") is ("was not read" in row.source)


@pytest.mark.parametrize(("age", "factor"), [(40.0, 1.2), (50.0, 1.2), (57.5, 1.1), (65.0, 1.0), (80.0, 0.8)])
def test_the_gradient_is_told_at_the_age_of_today(age: float, factor: float) -> None:
    found = fracture({PLAN: neck(0.0), NOTHING: neck(0.0)}, Protocol(), "male", age, 1)["outcomes"]["hip"]
    assert found == {
        "label": "hip fracture",
        "per_sd": pytest.approx(2.94**factor, rel=1e-5),
        "lo95": pytest.approx(2.02**factor, rel=1e-5),
        "hi95": pytest.approx(4.27**factor, rel=1e-5),
    }


GRADIENT: dict[str, Any] = {
    "outcome": "hip", "sex": "male", "unit": "per SD", "per_sd": 2.0, "low95": 1.5, "high95": 2.5,
    "evidence_level": "assumption", "source": "made up",
}  # fmt: skip
COURSE: dict[str, Any] = {
    "outcome": "hip", "unit": "fraction", "ages": (50.0, 65.0), "factor": (1.2, 1.0), "evidence_level": "assumption",
    "source": "made up",
}  # fmt: skip


@pytest.mark.parametrize("changes", [{"low95": 2.0}, {"high95": 2.0}, {"per_sd": 3.0}, {"low95": 2.6}])
def test_a_gradient_outside_its_interval_is_refused(changes: dict[str, float]) -> None:
    GradientRow(**GRADIENT)
    with pytest.raises(ValueError, match="interval does not hold"):
        GradientRow(**(GRADIENT | changes))


@pytest.mark.parametrize(
    "changes", [{"ages": (65.0, 50.0)}, {"ages": (50.0,)}, {"ages": (50.0, 50.0)}, {"ages": (), "factor": ()}]
)
def test_a_course_over_age_has_a_factor_for_each_of_rising_ages(changes: dict[str, Any]) -> None:
    AgeRow(**COURSE)
    with pytest.raises(ValueError, match="rising ages"):
        AgeRow(**(COURSE | changes))

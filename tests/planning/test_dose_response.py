"""More and less of each part of a plan: laws of the curves, walls, and agreement with ``run`` of the very plan."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from tests.planning.people import DRUG, GYM, man
from tests.schemas import validate

import osteotwin as ot
from osteotwin.errors import InputError
from osteotwin.people.wishes import Wishes
from osteotwin.planning.axes import Axis, axes_of
from osteotwin.planning.dose_files import doses_csv
from osteotwin.planning.dose_response import LIFE, _flat
from osteotwin.planning.dose_schema import DOSE_RESPONSE
from osteotwin.planning.frame import frame_of
from osteotwin.protocol.interventions import Diet, DrugCourse, Protocol, Supplement, Training
from osteotwin.safety.violations import violations

PEOPLE = 24
PLAN = Protocol((
    DRUG,
    Training("goblet_squat", 2.0, 15.0, load_fraction_1rm=0.5, progression_per_week=0.02,
             progression_until_fraction_1rm=0.75, sets=3.0, reps=5.0),
    Training("stomping", 3.0, 30.0),
    Supplement("calcium_citrate", 500.0, 1.0),
    Supplement("vitamin_d", 1000.0, 1.0),
))  # fmt: skip


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    return ot.dose_response(man(plan=PLAN), people=PEOPLE, seed=3)


@pytest.fixture(scope="module")
def axes() -> dict[str, Axis]:
    return {axis.name: axis for axis in axes_of(PLAN, frame_of(man(plan=PLAN)), 3)[0]}


def curve(found: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return next(axis["doses"] for axis in found["axes"] if axis["axis"] == name)


@pytest.mark.slow
def test_it_answers_its_schema_and_holds_every_axis(found: dict[str, Any]) -> None:
    validate(json.loads(json.dumps(found, allow_nan=False)), DOSE_RESPONSE)
    assert [axis["axis"] for axis in found["axes"]] == [
        "lifting_days", "load", "impact_days", "impacts", "calcium", "vitamin_d", "inhibitor_dose",
        "inhibitor_months",
    ]  # fmt: skip
    assert found["left_out"] == []


@pytest.mark.slow
def test_the_plan_itself_lies_on_every_curve(found: dict[str, Any]) -> None:
    for axis in found["axes"]:
        own = next(row for row in axis["doses"] if row["dose"] == axis["own"])
        assert {key: own[key] for key in ("kept", "offset", "change")} == found["at"]


@pytest.mark.slow
def test_a_dose_agrees_with_run_of_that_very_plan(found: dict[str, Any], axes: dict[str, Axis]) -> None:
    for name, dose in (("calcium", 1000.0), ("impact_days", 5.0), ("inhibitor_months", 12.0)):
        row = next(row for row in curve(found, name) if row["dose"] == dose)
        answer = ot.run(man(plan=axes[name].plan_at(dose)), people=PEOPLE, seed=3)
        year = answer["verdict"]["years"][str(found["year"])]
        assert row["kept"] == year["kept"]["probability"]
        assert row["offset"] == year["offset"]["probability"]
        end = answer["years"].index(found["year"])
        for site, change in row["sites"].items():
            for key, value in change.items():
                assert value == answer["sites"][site]["percent_change"][key][end]


@pytest.mark.slow
def test_more_training_calcium_and_vitamin_d_never_harms_bone(found: dict[str, Any]) -> None:
    for name in ("lifting_days", "load", "impact_days", "impacts", "calcium", "vitamin_d"):
        changes = [row["change"] for row in curve(found, name) if row["total"] <= 1200 or name != "calcium"]
        assert all(after >= before - 2e-4 for before, after in pairwise(changes)), name


@pytest.mark.slow
def test_more_of_the_drug_and_longer_takes_more(found: dict[str, Any]) -> None:
    for name in ("inhibitor_dose", "inhibitor_months"):
        changes = [row["change"] for row in curve(found, name)]
        assert all(after < before for before, after in pairwise(changes)), name
    # None of it, or for no time, is the same life.
    assert curve(found, "inhibitor_dose")[0]["change"] == curve(found, "inhibitor_months")[0]["change"]


@pytest.mark.slow
def test_nothing_of_anything_is_life_as_it_is() -> None:
    life = ot.dose_response(man(plan=Protocol((DRUG,))), LIFE, people=PEOPLE, seed=3)
    for name in ("lifting_days", "impact_days", "impacts", "calcium", "vitamin_d"):
        none = curve(life, name)[0]
        assert none["dose"] == 0.0
        assert {key: none[key] for key in ("kept", "offset", "change")} == life["at"]
    assert [row["axis"] for row in life["left_out"]] == ["load"]


def test_no_dose_beyond_a_limit_is_looked_at(axes: dict[str, Axis]) -> None:
    person = man(plan=PLAN)
    for axis in axes.values():
        if axis.clinician:
            continue
        for dose in axis.doses:
            assert violations(axis.plan_at(dose), person) == (), (axis.name, dose)
    assert axes["lifting_days"].wall is not None
    assert axes["lifting_days"].wall.at == 3.0
    assert "at most 3" in axes["lifting_days"].wall.because
    assert axes["calcium"].wall is not None
    assert axes["calcium"].wall.at == 1000.0


def test_a_limit_that_no_usual_dose_hits_is_found() -> None:
    stones = man(plan=Protocol((DRUG,)), conditions=("kidney_stones",))
    axes = {axis.name: axis for axis in axes_of(stones.plan, frame_of(stones), 3)[0]}
    assert axes["calcium"].doses == (0.0,)
    thiazide = man(
        plan=Protocol((DRUG,)),
        conditions=("thiazide_use",),
        habits=replace(man().habits, calcium_mg_per_day=1130.0),
    )
    axes = {axis.name: axis for axis in axes_of(thiazide.plan, frame_of(thiazide), 3)[0]}
    assert axes["calcium"].wall is not None
    assert axes["calcium"].wall.at == 370.0


@pytest.mark.slow
def test_a_plan_beyond_a_limit_is_told_so_and_never_where_more_is_pointless() -> None:
    plan = Protocol((DRUG, Supplement("vitamin_d", 3500.0, 1.0)))
    found = ot.dose_response(man(plan=plan), people=4)
    axis = next(axis for axis in found["axes"] if axis["axis"] == "vitamin_d")
    own = next(row for row in axis["doses"] if row["dose"] == 3500.0)
    assert not own["within_limits"]
    assert [row["dose"] for row in axis["doses"] if not row["within_limits"]] == [3500.0]
    assert axis["flat_from"] is None or axis["flat_from"] <= axis["wall"]["at"]


@pytest.mark.slow
def test_what_no_trial_covered_is_open(found: dict[str, Any]) -> None:
    three_years = curve(found, "inhibitor_months")[-1]
    assert any("aromatase inhibitor" in text for text in three_years["outside"])
    assert not any("years on an aromatase" in text for text in curve(found, "inhibitor_months")[0]["outside"])


@pytest.mark.slow
def test_no_dose_of_a_drug_is_advised(found: dict[str, Any]) -> None:
    drugs = [axis for axis in found["axes"] if axis["axis"].startswith("inhibitor")]
    assert all(axis["for_the_clinician"] and axis["flat_from"] is None for axis in drugs)
    assert all("clinician" in axis["text"] for axis in drugs)


@pytest.mark.slow
def test_more_is_pointless_by_the_rule(found: dict[str, Any]) -> None:
    told = 0
    for axis in found["axes"]:
        if axis["flat_from"] is None:
            continue
        told += 1
        gains = {row["dose"]: row["change"] - axis["doses"][0]["change"] for row in axis["doses"]}
        most = max(gains.values())
        assert most < 0.1 or gains[axis["flat_from"]] >= 0.95 * most
        assert all(gain < 0.95 * most for dose, gain in gains.items() if dose < axis["flat_from"])
    assert told


@pytest.mark.slow
def test_training_calcium_and_estradiol_together(found: dict[str, Any]) -> None:
    grid = found["interaction"]
    assert len(grid["cells"]) == 8
    assert len(grid["terms"]) == 7
    cells = {tuple(cell["levels"].values()): cell["change"]["median"] for cell in grid["cells"]}
    low = tuple(factor["low"] for factor in grid["factors"])
    for k, factor in enumerate(grid["factors"]):
        high = (*low[:k], factor["high"], *low[k + 1 :])
        assert cells[high] > cells[low]
    estradiol = next(factor for factor in grid["factors"] if factor["factor"] == "estradiol")
    assert "pg/mL" in estradiol["low"]


@pytest.mark.slow
def test_without_an_inhibitor_two_factors_are_left() -> None:
    found = ot.dose_response(man(plan=Protocol()), people=4)
    assert [factor["factor"] for factor in found["interaction"]["factors"]] == ["training", "calcium"]
    assert [row["axis"] for row in found["left_out"]] == ["load", "inhibitor_dose", "inhibitor_months"]


def test_a_clinician_comes_first() -> None:
    found = ot.dose_response(man(conditions=("pregnancy",), sex="female"))
    validate(found, DOSE_RESPONSE)
    assert found["axes"] == []
    assert "See a clinician first" in found["see_clinician_first"][0]
    assert doses_csv(found).count("\n") == 1


def test_no_other_plan_is_known() -> None:
    with pytest.raises(InputError, match="around"):
        ot.dose_response(man(), "the best plan")


def test_who_is_on_the_drug_already_goes_on_with_what_was_given() -> None:
    begun = DrugCourse("anastrozole", 1.0, 1.0, from_day=-400.5)
    person = man(plan=Protocol((begun,)))
    axes = {axis.name: axis for axis in axes_of(person.plan, frame_of(person), 3)[0]}
    half = axes["inhibitor_dose"].plan_at(0.5).after(person.past).interventions
    assert [(item.dose, item.from_day, item.until_day) for item in half if isinstance(item, DrugCourse)] == [
        (1.0, -400.5, 0.5), (0.5, 0.5, float("inf")),
    ]  # fmt: skip
    assert axes["inhibitor_dose"].plan_at(1.0) == person.plan


def test_nothing_is_left_where_nobody_may_move() -> None:
    person = man(
        plan=Protocol((DRUG,)),
        wishes=Wishes(3, 30.0, (), "none"),
        conditions=("vertebral_fracture", "knee_pain"),
    )
    frame = replace(frame_of(person), strength=(), impact=(), endurance=())
    _, missing = axes_of(person.plan, frame, 3)
    assert {one.name for one in missing} == {"lifting_days", "load", "impact_days", "impacts"}


@pytest.mark.slow
def test_the_table_has_a_row_for_each_dose(found: dict[str, Any]) -> None:
    rows = doses_csv(found).splitlines()
    assert len(rows) == 1 + sum(len(axis["doses"]) for axis in found["axes"])
    assert rows[0].startswith(
        "axis,label,unit,dose,total,within_limits,kept,offset,change_percent,lumbar_spine_median"
    )


def test_a_total_that_is_stated_counts_beside_tablets() -> None:
    person = man(plan=Protocol((DRUG, Diet("calcium", 900.0))), wishes=GYM)
    axes = {axis.name: axis for axis in axes_of(person.plan, frame_of(person), 3)[0]}
    assert axes["calcium"].beside == 900.0


@pytest.mark.slow
def test_what_a_hard_flag_forbids_is_in_no_dose_as_it_is_in_no_run() -> None:
    before = man(sex="female", birth_date=man().birth_date.replace(year=1990), menopause_age=None)
    found = ot.dose_response(before, people=6)
    answer = ot.run(before, people=6)
    assert [row["what"] for row in found["refused"]] == ["anastrozole"]
    assert found["refused"] == answer["verdict"]["refused"]
    assert {"inhibitor_dose", "inhibitor_months"} <= {row["axis"] for row in found["left_out"]}
    assert found["at"]["kept"] == answer["verdict"]["years"][str(found["year"])]["kept"]["probability"]


def test_a_sentence_of_a_dose_says_what_its_numbers_do(axes: dict[str, Axis]) -> None:
    """Nothing is said to rise where the numbers that stand beside it are the same."""
    axis = axes["lifting_days"]
    for kept, offset, says in (
        ((0.851, 0.853), (None, None), "no difference to how many keep bone; bone itself"),
        ((0.851, 0.853), (0.10, 0.30), "10 to 30 of 100"),
        ((0.70, 0.85), (None, None), "rises up to"),
    ):
        doses = [
            {
                "dose": dose,
                "total": dose,
                "within_limits": True,
                "kept": one,
                "offset": other,
                "change": 0.5 * dose,
            }
            for dose, one, other in zip((0.0, 4.0), kept, offset, strict=True)
        ]
        assert says in _flat(axis, doses).text

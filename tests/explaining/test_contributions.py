"""Contributions of a plan's parts: they add up in everyone, and say what each part does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from tests.situations import make_person

from osteotwin.body.sites import DXA_SITES, bmd_key
from osteotwin.explaining import contributions, shapley
from osteotwin.explaining.against_stopping import against_stopping
from osteotwin.explaining.contributions import (
    Contributions,
    contributions_of,
    describe_basis,
    describe_contributions,
    describe_effect,
    done_before,
    number_of_subsets,
)
from osteotwin.explaining.marks import marks_among
from osteotwin.parameters import starting_values
from osteotwin.people.twin import Twin, output_days
from osteotwin.protocol.interventions import (
    Diet,
    DrugCourse,
    Food,
    Intervention,
    Protocol,
    Training,
    Unloading,
)

PEOPLE = 4
DRUG = DrugCourse("letrozole", 2.5, 1)
SQUATS = Training("back_squat", 2, 25, load_fraction_1rm=0.8, adherence=1.0)
PRESSES = Training("overhead_press", 2, 25, load_fraction_1rm=0.8, adherence=1.0)
#: The library has the same forces for both.
TRAP, KETTLE = (
    Training(name, 2, 25, load_kg=60.0, adherence=1.0)
    for name in ("trap_bar_deadlift", "kettlebell_deadlift")
)
CALCIUM = Diet("calcium", 1300)
BED = Unloading(0.5, 300, 330)
#: It begins after the outlook has ended.
LATE = Food("milk_whole_3_25_vitamin_d_added", 14, from_day=5000.0)
DAYS = output_days(540.0)


@pytest.fixture(scope="module")
def twin() -> Twin:
    return Twin.from_person(make_person(until=date(2027, 8, 1)), PEOPLE, parameters=starting_values())


def found_of(twin: Twin, *items: Intervention) -> Contributions:
    return contributions_of(twin, Protocol(items), DAYS)


def of_part(found: Contributions, name: str, site: str = "lumbar_spine") -> np.ndarray:
    (place,) = [k for k, part in enumerate(found.parts) if part.name == name]
    return found.shares[site][place]


def effect(twin: Twin, plan: Protocol, site: str) -> np.ndarray:
    """Plan less nothing, simulated by itself on all output days."""
    runs = twin.simulate_all({"plan": plan, "nothing": Protocol()}, DAYS)
    columns = [mark.column for mark in marks_among(DAYS)]
    plan_change, nothing = (runs[name].bone_change(bmd_key(site))[:, columns] for name in ("plan", "nothing"))
    return plan_change - nothing


@pytest.fixture(scope="module")
def found(twin: Twin) -> Contributions:
    return found_of(twin, DRUG, SQUATS, PRESSES, CALCIUM, BED, LATE)


def test_in_everyone_the_parts_add_up_to_plan_less_nothing(twin: Twin, found: Contributions) -> None:
    assert (found.people, found.subsets, found.exact) == (PEOPLE, 64, True)
    assert [part.name for part in found.parts] == [
        "letrozole", "back_squat", "overhead_press", "calcium", "unloading", LATE.food]  # fmt: skip
    assert found.years == ("1", "1.48")
    plan = Protocol((DRUG, SQUATS, PRESSES, CALCIUM, BED, LATE))
    for site in DXA_SITES:
        assert found.shares[site].shape == (6, PEOPLE, 2)
        assert found.shares[site].sum(axis=0) == pytest.approx(effect(twin, plan, site), abs=2e-3)


def test_each_part_pulls_its_way(found: Contributions) -> None:
    assert np.all(of_part(found, "letrozole") < -0.01)
    assert np.all(of_part(found, "unloading", "total_hip")[:, 1] < 0)
    for name in ("back_squat", "calcium"):
        assert np.all(of_part(found, name) > 0)


def test_what_does_nothing_gets_nothing(found: Contributions) -> None:
    for site in DXA_SITES:
        assert of_part(found, LATE.food, site) == pytest.approx(np.zeros((PEOPLE, 2)), abs=1e-9)


def test_two_equal_exercises_get_the_same(twin: Twin) -> None:
    found = found_of(twin, DRUG, TRAP, KETTLE)
    one, other = (of_part(found, item.exercise) for item in (TRAP, KETTLE))
    assert np.all(one > 0.01)
    assert one == pytest.approx(other, abs=1e-3)


def test_entries_of_the_same_exercise_are_one_part(twin: Twin) -> None:
    first, second = (
        replace(SQUATS, until_day=200.0, adherence=0.9), replace(SQUATS, from_day=200.0, load_fraction_1rm=0.85)
    )  # fmt: skip
    found = found_of(twin, first, DRUG, second)
    assert [part.name for part in found.parts] == ["back_squat", "letrozole"]
    assert found.subsets == 4


@pytest.mark.parametrize("item", [DRUG, SQUATS, CALCIUM, BED], ids=lambda item: item.group)
def test_one_part_alone_is_all_that_the_plan_does(twin: Twin, item: Intervention) -> None:
    found = found_of(twin, item)
    for site in DXA_SITES:
        (only,) = found.shares[site]
        assert only == pytest.approx(effect(twin, Protocol((item,)), site), abs=2e-3)


SEVEN: tuple[Intervention, ...] = (DRUG, SQUATS, PRESSES, CALCIUM, BED, LATE, TRAP)


@pytest.mark.parametrize("items", [(DRUG, SQUATS, CALCIUM, BED), SEVEN], ids=["exact", "sampled"])
def test_the_order_of_entries_is_of_no_consequence(twin: Twin, items: tuple[Intervention, ...]) -> None:
    one, other = found_of(twin, *items), found_of(twin, *items[::-1])
    assert [part.name for part in other.parts] == [part.name for part in one.parts[::-1]]
    for site in DXA_SITES:
        assert other.shares[site][::-1] == pytest.approx(one.shares[site], abs=2e-3)


def test_of_many_parts_orders_are_sampled_and_add_up_all_the_same(
    twin: Twin, monkeypatch: pytest.MonkeyPatch
) -> None:
    sampled = found_of(twin, *SEVEN)
    assert (sampled.exact, sampled.subsets) == (False, 44)
    assert "44 of the 128 ways" in describe_basis(sampled)["text"]
    monkeypatch.setattr(shapley, "MOST_EXACT", 7)
    exact = found_of(twin, *SEVEN)
    for site in DXA_SITES:
        assert sampled.shares[site].sum(axis=0) == pytest.approx(exact.shares[site].sum(axis=0), abs=1e-9)
        off = sampled.shares[site].mean(axis=1) - exact.shares[site].mean(axis=1)
        assert np.max(np.abs(off)) < 4 * sampled.standard_error
    assert exact.standard_error == 0 < sampled.standard_error


def test_what_was_done_before_today_is_no_ones_contribution() -> None:
    plan = Protocol((replace(DRUG, from_day=-700.0), SQUATS))
    person = make_person(plan, until=date(2027, 8, 1))
    twin = Twin.from_person(person, PEOPLE, parameters=starting_values())
    found = contributions_of(twin, plan, DAYS)
    stopped = twin.simulate_all({"nothing": Protocol(), "past": plan.past()}, DAYS)
    assert np.array_equal(stopped["nothing"].table, stopped["past"].table)
    assert found.shares["lumbar_spine"].sum(axis=0) == pytest.approx(
        effect(twin, plan, "lumbar_spine"), abs=2e-3
    )


def test_who_fails_is_left_out_of_every_part(twin: Twin) -> None:
    ill = replace(twin, cohort=replace(twin.cohort, failures={1: "a made-up reason"}))
    found, well = found_of(ill, DRUG, SQUATS), found_of(twin, DRUG, SQUATS)
    assert found.people == PEOPLE - 1
    for site in DXA_SITES:
        assert found.shares[site] == pytest.approx(np.delete(well.shares[site], 1, axis=1), abs=1e-9)
    nobody = replace(twin, cohort=replace(twin.cohort, failures=dict.fromkeys(range(PEOPLE), "a reason")))
    none = found_of(nobody, DRUG, SQUATS)
    assert none.people == 0
    assert describe_contributions(none)["total_hip"]["letrozole"]["1"] == dict.fromkeys(
        ("median", "lo90", "hi90")
    )


def test_no_more_people_than_needed_are_simulated(twin: Twin, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contributions, "MOST_PEOPLE", 3)
    few = found_of(twin, DRUG)
    assert few.people == 2  # every second of four
    monkeypatch.undo()
    every = found_of(twin, DRUG)
    assert few.shares["total_hip"] == pytest.approx(every.shares["total_hip"][:, ::2], abs=1e-9)
    assert "in 2 of the virtual people" in describe_basis(few)["text"]


def test_in_words(found: Contributions) -> None:
    told, whole = describe_contributions(found), describe_effect(found)
    spine: dict[str, Any] = told["lumbar_spine"]
    assert [part["label"] for part in spine.values()] == [
        "letrozole", "Back squat", "Overhead press", "calcium", "bed rest", "Milk, whole 3.25 %, vitamin D added",
    ]  # fmt: skip
    assert [part["category"] for part in spine.values()] == [
        "drug", "training", "training", "calcium", "unloading", "food"]  # fmt: skip
    assert all(set(part) == {"label", "category", "1", "1.48"} for part in spine.values())
    total = np.median(found.shares["lumbar_spine"].sum(axis=0), axis=0)
    assert [whole["lumbar_spine"][year]["median"] for year in found.years] == pytest.approx(total, rel=1e-5)
    median = np.median(of_part(found, "letrozole")[:, 1])
    assert spine["letrozole"]["1.48"]["median"] == pytest.approx(median, rel=1e-5)
    assert describe_basis(found)["standard_error"] == 0


def test_of_one_person_the_json_adds_up_within_its_digits(twin: Twin) -> None:
    one = replace(twin, cohort=twin.cohort.take(np.array([2])))
    found = found_of(one, DRUG, SQUATS, CALCIUM)
    told, whole = describe_contributions(found), describe_effect(found)
    for site in DXA_SITES:
        for year in found.years:
            parts = [part[year]["median"] for part in told[site].values()]
            assert sum(parts) == pytest.approx(whole[site][year]["median"], abs=3e-5)


def test_a_plan_of_nothing_has_no_parts_and_no_effect(twin: Twin) -> None:
    nothing = found_of(twin)
    assert describe_contributions(nothing) == {site: {} for site in DXA_SITES}
    assert describe_effect(nothing)["total_hip"]["1"] == {"median": 0, "lo90": 0, "hi90": 0}
    assert number_of_subsets(Protocol()) == 1


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (364, {"1": 364}),
        (365, {"1": 365}),
        (366, {"1": 366}),
        (1096, {"1": 365.25, "2": 730.5, "3": 1096}),
        (900, {"1": 365.25, "2": 730.5, "2.46": 900}),
        (100, {"0.27": 100}),
        (10, {}),
        (1, {}),
    ],
)
def test_whole_years_and_the_end(last: float, expected: dict[str, float]) -> None:
    days = output_days(last)
    found = {mark.key: days[mark.column] for mark in marks_among(days)}
    assert found == pytest.approx(expected, abs=1)


@pytest.mark.parametrize("last", [1.0, 30.0])
def test_short_outlooks_have_contributions_too(twin: Twin, last: float) -> None:
    found = contributions_of(twin, Protocol((DRUG, SQUATS)), output_days(last))
    assert len(found.years) == int(last > 20)
    assert found.people == PEOPLE


@pytest.mark.parametrize(
    ("items", "named"),
    [
        ((DrugCourse("denosumab", 60, 182, -700, -100),), "denosumab"),
        ((DrugCourse("denosumab", 60, 182, -180, 1), Training("back_squat", 2, 25)), "denosumab"),
        ((DrugCourse("denosumab", 60, 182, -180, 200),), ""),
        ((DrugCourse("denosumab", 60, 182, -700, -100), DrugCourse("denosumab", 60, 182)), ""),
        ((), ""),
    ],
)
def test_what_is_over_before_today_is_named(items: tuple[Intervention, ...], named: str) -> None:
    said = done_before(Protocol(items))
    assert said.startswith(f"Of {named}" if named else "")
    assert bool(said) is bool(named)
    assert "squat" not in said


@pytest.mark.parametrize(
    ("items", "named"),
    [
        ((DrugCourse("anastrozole", 1, 1, -400),), "anastrozole takes"),
        ((DrugCourse("gnrh_agonist", 22.5, 90, -400), DrugCourse("antiandrogen", 160, 1, -9)),
         "GnRH agonist and antiandrogen take"),
        ((DrugCourse("anastrozole", 1, 1),), ""),
        ((DrugCourse("anastrozole", 1, 1, -400, -10),), ""),
        ((DrugCourse("denosumab", 60, 182, -180, 200),), ""),
        ((DrugCourse("glucocorticoid", 5, 1, -400),), ""),
        ((Training("back_squat", 2, 25, from_day=-400),), ""),
        ((), ""),
    ],
)  # fmt: skip
def test_what_a_drug_takes_that_is_taken_already_is_told_against_stopping(
    items: tuple[Intervention, ...], named: str
) -> None:
    said = against_stopping(Protocol(items))
    assert said.startswith(f"What {named} from today on is told against stopping today" if named else "")
    assert bool(said) is bool(named)

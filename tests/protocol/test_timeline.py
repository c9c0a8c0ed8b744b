"""From interventions to the body's inputs: when they change, by how much, and which doses fall when."""

from __future__ import annotations

from itertools import product
from math import inf

import numpy as np
import pytest
from tests.every import every

from osteotwin.body import whole
from osteotwin.body.schedule import Timeline
from osteotwin.parameters import starting_values
from osteotwin.protocol.drug_routes import load_routes
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
from osteotwin.protocol.library import load_drugs, load_foods
from osteotwin.protocol.timeline import Habits, compile_timelines, doses_of, inputs_on

P = starting_values().values()
HABITS = Habits(1000.0, 400.0)
MILK_ID, MILK = next(
    (name, food) for name, food in load_foods().items() if "milk" in name.lower() and food.vitamin_d_iu > 0
)
MG = 40.078  # calcium, mg per mmol


def compiled(
    *items: Intervention, start: float = -10.0, end: float = 1000.0, exact: bool = False
) -> Timeline:
    alone = {name: np.array([value]) for name, value in P.items()}
    return compile_timelines(Protocol(items), HABITS, alone, start, end, exact=exact)[0]


def at(timeline: Timeline, day: float, name: str) -> float:
    """The input in force on a day."""
    segment = int(np.searchsorted(timeline.breakpoints, day, side="right")) - 1
    return float(timeline.inputs[segment, list(whole.INPUTS).index(name)])


def calcium(day: float, *items: Intervention) -> float:
    return inputs_on(day, HABITS, Protocol(items), P)["calcium_intake"] * MG


def vitamin_d(day: float, *items: Intervention) -> float:
    return inputs_on(day, HABITS, Protocol(items), P)["vitamin_d_intake"] * 1000


def test_nothing_planned_is_one_stretch_of_habits() -> None:
    timeline = compiled()
    assert timeline.breakpoints.tolist() == [-10, 1000]
    assert timeline.doses == ()
    assert timeline.labels == ("life before the plan",)
    row = dict(zip(whole.INPUTS, timeline.inputs[0], strict=True))
    assert row.pop("calcium_intake") == pytest.approx(1000 / MG)
    assert row.pop("vitamin_d_intake") == pytest.approx(0.4)
    assert row.pop("gonad_function") == 1
    loads = {name for name in row if name.endswith("_load")}
    assert len(loads) == 5
    assert all(row[name] == pytest.approx(1, abs=1e-12) for name in loads)
    assert all(row[name] == 0 for name in row.keys() - loads)


def test_a_course_begins_and_ends_on_its_days() -> None:
    timeline = compiled(DrugCourse("anastrozole", 1, 1, 30, 400))
    assert timeline.breakpoints.tolist() == [-10, 30, 400, 1000]
    assert timeline.labels == ("life before the plan", "start of anastrozole", "end of anastrozole")
    rates = [at(timeline, day, "anastrozole_rate") for day in (29.99, 30, 399.99, 400, 999)]
    assert rates == [0, 1000, 1000, 0, 0]


def test_a_course_without_an_end_lasts() -> None:
    timeline = compiled(DrugCourse("letrozole", 2.5, 1, 0, inf))
    assert timeline.breakpoints.tolist() == [-10, 0, 1000]
    assert at(timeline, 999, "letrozole_rate") == 2500


def test_a_course_that_began_before_the_plan() -> None:
    timeline = compiled(DrugCourse("letrozole", 2.5, 1, -500, 100), start=-501)
    assert timeline.breakpoints.tolist() == [-501, -500, 100, 1000]
    assert at(timeline, -200, "letrozole_rate") == 2500
    injections = compiled(DrugCourse("denosumab", 60, 182, -364), start=-400)
    assert [dose.day for dose in injections.doses] == [-364, -182, 0, 182, 364, 546, 728, 910]


def test_doses_before_the_start_are_past() -> None:
    assert min(d.day for d in compiled(DrugCourse("denosumab", 60, 182, -364), start=-10).doses) == 0


def test_no_dose_at_or_after_the_end_of_a_course() -> None:
    days = [d.day for d in compiled(DrugCourse("denosumab", 60, 182, 0, 546)).doses]
    assert days == [0, 182, 364]
    days = [d.day for d in compiled(DrugCourse("denosumab", 60, 182, 0, 546.5)).doses]
    assert days == [0, 182, 364, 546]
    assert compiled(DrugCourse("zoledronate", 5, 365, 0, 1)).doses[0].day == 0
    assert compiled(DrugCourse("zoledronate", 5, 365, 1000)).doses == ()


def test_each_dose_stands_on_a_breakpoint() -> None:
    timeline = compiled(DrugCourse("zoledronate", 5, 365), DrugCourse("romosozumab", 210, 30.4375, 15, 380))
    assert len(timeline.doses) == 3 + 12
    assert {d.day for d in timeline.doses} <= set(timeline.breakpoints.tolist())
    assert [d.day for d in timeline.doses] == sorted(d.day for d in timeline.doses)
    assert timeline.doses[0].amount == pytest.approx(5 * 0.55)
    assert timeline.labels[1] == "start of zoledronate"
    assert "a dose of romosozumab" in timeline.labels


def test_two_doses_on_one_day_both_count() -> None:
    timeline = compiled(DrugCourse("zoledronate", 5, 365), DrugCourse("denosumab", 60, 365))
    assert [(d.day, d.state) for d in timeline.doses][:2] == [
        (0, "bisphosphonate_surface"), (0, "denosumab_depot"),
    ]  # fmt: skip
    assert timeline.breakpoints.tolist() == [-10, 0, 365, 730, 1000]


def test_short_intervals_are_averaged_and_exact_ones_given() -> None:
    weekly = DrugCourse("alendronate", 70, 7, 0, 70)
    averaged, exact = compiled(weekly), compiled(weekly, exact=True)
    assert averaged.doses == ()
    rate = at(averaged, 5, "oral_bisphosphonate_rate")
    assert len(exact.doses) == 10
    assert at(exact, 5, "oral_bisphosphonate_rate") == 0
    assert rate * 70 == pytest.approx(sum(d.amount for d in exact.doses))
    fortnightly = compiled(DrugCourse("alendronate", 70, 14, 0, 70))
    assert len(fortnightly.doses) == 5


def test_rates_of_the_same_route_add_up() -> None:
    timeline = compiled(DrugCourse("anastrozole", 1, 1), DrugCourse("anastrozole", 1, 2, 100))
    assert at(timeline, 50, "anastrozole_rate") == 1000
    assert at(timeline, 150, "anastrozole_rate") == 1500


def test_orchiectomy_lasts_whatever_its_course() -> None:
    timeline = compiled(DrugCourse("orchiectomy", 1, 36500, 50, 60))
    assert at(timeline, 49, "gonad_function") == 1
    assert [at(timeline, day, "gonad_function") for day in (50, 59, 61, 900)] == [0, 0, 0, 0]


@every("drug, exact", [*product(sorted(load_routes()), [False, True])])
def test_a_course_of_one_interval_is_one_dose(drug: str, *, exact: bool) -> None:
    """A jump of the whole dose, or the usual rate for one interval: never nothing."""
    entry = load_drugs()[drug]
    interval = entry.usual_interval_days
    course = DrugCourse(drug, entry.usual_dose, interval, 30.0, 30.0 + interval)
    assert course.is_single
    timeline = compiled(course, end=31.0 + course.interval_days, exact=exact)
    for route in load_routes()[drug]:
        if not route.averages(course, exact=exact):
            assert [(d.day, d.state) for d in timeline.doses] == [(30.0, route.state)]
            assert timeline.doses[0].amount == pytest.approx(course.dose * route.factor)
        else:
            assert route.input is not None
            before = at(timeline, 29.0, route.input)
            last = 30.0 + course.interval_days
            assert at(timeline, 30.0, route.input) == at(timeline, last - 1e-6, route.input) != before
            assert (at(timeline, last, route.input) == before) != route.lasting


@pytest.mark.parametrize("entry", [DrugCourse, Supplement])
def test_a_course_that_would_give_nothing_is_refused(entry: type[DrugCourse] | type[Supplement]) -> None:
    with pytest.raises(ValueError, match="nothing is given"):
        entry("vitamin_d", 50_000, 30.0, 30.0, 30.0)


def test_a_supplement_of_one_interval_is_one_dose() -> None:
    (dose,) = compiled(Supplement("vitamin_d", 50_000, 30.0, 30.0, 60.0)).doses
    (bolus,) = compiled(Supplement("vitamin_d", 50_000, 90.0, 30.0, 31.0)).doses
    assert dose == bolus
    given = Supplement("calcium_citrate", 500, 1.0, 30.0, 31.0)
    assert [calcium(day, given) for day in (29, 30, 31)] == pytest.approx([1000, 1500, 1000])


def test_an_unmodelled_drug_leaves_no_trace() -> None:
    assert (
        compiled(DrugCourse("finasteride", 5, 1), DrugCourse("glucocorticoid", 7.5, 1)).breakpoints.size == 2
    )


def test_a_stretch_without_a_change_is_not_cut() -> None:
    timeline = compiled(Training("back_squat", 0, 24, 0.8), Food(MILK_ID, 0.0), Supplement("vitamin_d", 0, 1))
    assert timeline.breakpoints.tolist() == [-10, 1000]


def test_food_and_supplements_come_on_top_of_the_habits() -> None:
    milk, tablet = Food(MILK_ID, 7), Supplement("calcium_carbonate", 500, 1)
    assert calcium(0) == pytest.approx(1000)
    assert calcium(0, milk) == pytest.approx(1000 + MILK.calcium_mg)
    assert vitamin_d(0, milk) == pytest.approx(400 + MILK.vitamin_d_iu)
    assert calcium(0, tablet) == pytest.approx(1500)
    assert calcium(0, milk, tablet) == pytest.approx(1500 + MILK.calcium_mg)
    assert calcium(0, Supplement("calcium_citrate", 600, 2)) == pytest.approx(1300)
    assert vitamin_d(0, Supplement("vitamin_d", 7000, 7)) == pytest.approx(1400)
    assert calcium(0, Supplement("calcium_carbonate", 500, 1, 10)) == pytest.approx(1000)


def test_a_stated_total_is_the_whole_day() -> None:
    tablet = Supplement("calcium_carbonate", 500, 1)
    assert calcium(0, Diet("calcium", 1200)) == pytest.approx(1200)
    assert calcium(0, Diet("calcium", 1200), tablet) == pytest.approx(1200)  # it holds the tablet
    assert calcium(0, Diet("calcium", 300), tablet) == pytest.approx(500)  # less than the tablet it cannot be
    assert calcium(0, Diet("calcium", 200)) == pytest.approx(200)
    assert vitamin_d(0, Diet("calcium", 1200)) == pytest.approx(400)
    assert vitamin_d(0, Diet("vitamin_d", 0)) == 0


def test_a_vitamin_d_bolus_is_a_jump() -> None:
    """50,000 IU a month raise 25OHD on average as 1643 IU a day would at the gain of 1000 IU a day."""
    timeline = compiled(Supplement("vitamin_d", 50_000, 30.4375))
    assert len(timeline.doses) == 33
    assert {d.state for d in timeline.doses} == {"vitamin_d"}
    assert at(timeline, 5, "vitamin_d_intake") == pytest.approx(0.4)
    mean_rise = timeline.doses[0].amount / (P["vitamin_d_rate"] * 30.4375)
    assert mean_rise == pytest.approx(P["vitamin_d_gain"] * 50 / 30.4375)
    heavy = doses_of(Protocol((Supplement("vitamin_d", 50_000, 30),)), P | {"weight": 170.0}, 100)
    assert heavy[0].amount == pytest.approx(timeline.doses[0].amount / 2)  # twice the reference weight


def test_progression_makes_steps() -> None:
    lift = Training("back_squat", 2, 24, 0.5, progression_per_week=0.025, progression_until_fraction_1rm=0.7)
    timeline = compiled(lift)
    loads = [at(timeline, day, "lumbar_spine_load") for day in timeline.breakpoints[:-1]]
    assert np.all(np.diff(loads) > 0)
    assert len(loads) == 2 + 4  # to 140 % of the start at 2.5 % a week: 16 weeks, in steps of four
    assert timeline.labels[2] == "a step of the training's progression"
    full = at(compiled(Training("back_squat", 2, 24, 0.7)), 500, "lumbar_spine_load")
    assert loads[-1] == pytest.approx(full)


def test_habitual_training_goes_on() -> None:
    habits = Habits(1000, 400, (Training("jogging", 3, 2000),))
    before = inputs_on(-100, habits, Protocol(), P)["total_hip_load"]
    assert before > 1
    assert inputs_on(100, habits, Protocol((DrugCourse("letrozole", 2.5, 1),)), P)["total_hip_load"] == before


def test_the_strictest_rest_counts() -> None:
    half = inputs_on(0, HABITS, Protocol((Unloading(0.5),)), P)["total_hip_load"]
    both = inputs_on(0, HABITS, Protocol((Unloading(0.5), Unloading(0.0))), P)["total_hip_load"]
    assert P["total_hip_unloaded_load"] == pytest.approx(both)
    assert both < half < 1

"""One dose acts as long as its size and product let it, however a plan says that it is one; courses on label do too."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from pathlib import Path

import pytest

from osteotwin.errors import InputError
from osteotwin.parameters import starting_values
from osteotwin.protocol.drug_routes import LONGEST_AVERAGED_INTERVAL, load_routes
from osteotwin.protocol.interventions import DrugCourse, Protocol
from osteotwin.protocol.library import load_drugs
from osteotwin.protocol.read_plan import read_plan
from osteotwin.protocol.timeline import Habits, changes_between, doses_of, inputs_on
from osteotwin.protocol.write_plan import plan_to_toml

VALUES, HABITS = starting_values().values(), Habits(900.0, 200.0)

#: Dose [mg] of a GnRH agonist -> days.
SIZES = {3.6: 28, 3.75: 28, 7.5: 28, 10.8: 84, 11.25: 84, 22.5: 84, 30.0: 112, 45.0: 168}
#: What is given less often than once a week and counts as present, or as a level; what fills a state by doses.
LEVELS = ["gnrh_agonist", "gnrh_antagonist", "medroxyprogesterone_depot"]
JUMPS = sorted(
    name
    for name, (route, *_) in load_routes().items()
    if route.is_depot or (route.state and load_drugs()[name].usual_interval_days > LONGEST_AVERAGED_INTERVAL)
)


def read(folder: Path, name: str, dose: float, rhythm: str) -> DrugCourse:
    file = folder / "plan.toml"
    text = f'[[plan.drug]]\nname = "{name}"\ndose = "{dose} mg"\nfrom_day = 10\n{rhythm}\n'
    file.write_text(text, encoding="utf-8")
    (course,) = read_plan(file).interventions
    assert isinstance(course, DrugCourse)
    return course


def level(course: DrugCourse, day: float) -> float:
    name = str(load_routes()[course.drug][0].input)
    return float(inputs_on(day, HABITS, Protocol((course,)), VALUES)[name])


def acts_for(course: DrugCourse) -> float:
    """Days from the first dose until the level is back; the level must be one throughout."""
    ends = max(changes_between(Protocol((course,)), 0.0, 1e5))
    assert level(course, course.from_day - 0.01) == 0.0 == level(course, ends)
    assert 0.0 < level(course, course.from_day) == level(course, ends - 0.01)
    return ends - course.from_day


def test_every_depot_is_told() -> None:
    """What is neither told here nor above is taken by mouth or through the skin, at least once a week."""
    longer = {d.id for d in load_drugs().values() if d.modelled and d.usual_interval_days > 7} - {
        "orchiectomy"
    }
    assert longer <= {*LEVELS, *JUMPS}
    assert {"estradiol_valerate_injection", "testosterone_undecanoate", "zoledronate", "denosumab"} <= set(
        JUMPS
    )


@pytest.mark.parametrize(("dose", "days"), SIZES.items())
def test_a_gnrh_agonist_given_once_acts_as_long_as_its_size(tmp_path: Path, dose: float, days: float) -> None:
    course = read(tmp_path, "leuprolide", dose, 'every = "once"')
    assert acts_for(course) == days
    assert course.is_single
    again = plan_to_toml(Protocol((course,)))
    assert 'every = "once"' in again
    (tmp_path / "again.toml").write_text(again, encoding="utf-8")
    assert read_plan(tmp_path / "again.toml").interventions == (course,)


@pytest.mark.parametrize("rhythm", ['every = "3 months"\nto_day = 11', 'every = "12 weeks"\nto_day = 10'])
def test_a_dose_that_ends_on_its_day_or_the_next_acts_for_its_interval(tmp_path: Path, rhythm: str) -> None:
    course = read(tmp_path, "leuprolide", 22.5, rhythm)
    assert acts_for(course) == course.interval_days >= 84


@pytest.mark.parametrize("name", LEVELS)
@pytest.mark.parametrize("until", [0.5, 27.0])
def test_one_dose_on_label_acts_for_its_interval(name: str, until: float) -> None:
    drug = load_drugs()[name]
    course = DrugCourse(name, drug.usual_dose, drug.usual_interval_days, 10.0, 10.0 + until)
    assert acts_for(course) == drug.usual_interval_days


@pytest.mark.parametrize("name", LEVELS)
@pytest.mark.parametrize("doses", [1, 2, 13])
def test_courses_of_whole_intervals_end_where_they_are_said_to_end(name: str, doses: int) -> None:
    drug = load_drugs()[name]
    for interval in (drug.usual_interval_days, 30.4375):
        until = 10.0 + doses * interval
        course = DrugCourse(name, drug.usual_dose, interval, 10.0, until)
        assert all(route.acts_until(course) == until for route in load_routes()[name])
        assert all(route.acts_until(replace(course, until_day=inf)) == inf for route in load_routes()[name])
        cut = replace(course, until_day=until - 5.0)  # the last dose acts to its end
        assert acts_for(cut) == pytest.approx(doses * interval)


def test_a_large_depot_repeated_too_soon_acts_its_time_after_the_last() -> None:
    assert acts_for(DrugCourse("gnrh_agonist", 45.0, 28.0, 10.0, 66.0)) == 28.0 + 168.0
    assert acts_for(DrugCourse("gnrh_agonist", 45.0, 182.625, 10.0, 375.25)) == 365.25


@pytest.mark.parametrize("name", JUMPS)
def test_one_dose_enters_whole_wherever_its_course_ends(name: str) -> None:
    """Its kinetics say how long it acts; nothing of it enters as the average of a rhythm that there is not."""
    drug = load_drugs()[name]
    route = load_routes()[name][0]
    for until in (1.0, drug.usual_interval_days):
        course = DrugCourse(name, 0.5 * drug.usual_dose, drug.usual_interval_days, 10.0, 10.0 + until)
        (dose,) = doses_of(Protocol((course,)), VALUES, 2000.0)
        assert (dose.day, dose.state, dose.amount) == (
            10.0,
            route.state,
            0.5 * drug.usual_dose * route.factor,
        )
        assert route.input is None or level(course, 10.5) == 0.0


def test_what_is_taken_daily_ends_with_its_course() -> None:
    for name in ("relugolix", "cyproterone", "antiandrogen", "raloxifene"):
        course = DrugCourse(name, load_drugs()[name].usual_dose, 1.0, 10.0, 14.5)
        assert acts_for(course) == 4.5


@pytest.mark.parametrize("days", ["to_day = 11", "to_day = 10"])
def test_one_infusion_may_be_written_as_one_a_day_for_a_day(tmp_path: Path, days: str) -> None:
    """As often for longer it stays a slip of the pen."""
    course = read(tmp_path, "zoledronate", 5.0, f'every = "1 day"\n{days}')
    assert course.dose == 5.0
    assert course.is_single
    with pytest.raises(InputError, match="the usual amount"):
        read(tmp_path, "zoledronate", 5.0, 'every = "1 day"\nto_day = 12')
    with pytest.raises(InputError, match="the usual dose"):
        read(tmp_path, "anastrozole", 100.0, 'every = "1 day"\nto_day = 11')

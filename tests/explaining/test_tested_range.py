"""What no trial or cohort covered is said exactly where it holds, with how far beyond it is and from when on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.situations import make_person

from osteotwin.explaining.beyond import Beyond
from osteotwin.explaining.tested_range import outside_tested_range
from osteotwin.people.profile_of_person import profile_from_person
from osteotwin.protocol.interventions import DrugCourse, Protocol, Training, Unloading

YEAR = 365.25
INHIBITOR, TESTOSTERONE = DrugCourse("anastrozole", 1, 1), DrugCourse("testosterone_gel", 50, 1)
SHORT, TRAINING = DrugCourse("letrozole", 2.5, 1, 100, 465), Training("back_squat", 2, 25)
ALENDRONATE, TERIPARATIDE = DrugCourse("alendronate", 70, 7), DrugCourse("teriparatide", 20, 1)
ROMOSOZUMAB, DENOSUMAB = DrugCourse("romosozumab", 210, 30.4), DrugCourse("denosumab", 60, 182)
PROGESTIN = DrugCourse("medroxyprogesterone_depot", 150, 84)
WOMAN = {"sex": "female"}


def plan(*items: Any, **more: Any) -> dict[str, Any]:
    return {"plan": Protocol(items)} | more


def done(item: Any, years: float) -> Protocol:
    """So many years of something that has ended today."""
    return Protocol((replace(item, from_day=-years * YEAR, until_day=0.0),))


def over(years: int, *items: Any, **more: Any) -> dict[str, Any]:
    return plan(*items, until=date(2026 + years, 2, 1), **more)


def born(year: int) -> dict[str, Any]:
    return {"birth_date": date(year, 2, 1)}


#: words -> where they are said, where they are not
SAID: dict[str, tuple[list[dict[str, Any]], list[dict[str, Any]]]] = {
    "age 94: trials and cohorts covered 90 at most, so 4 beyond": ([born(1935), born(1935) | WOMAN], [born(1939)]),
    "age 19: trials and cohorts covered from 20 on, so 1 below": ([born(2007), born(2007) | WOMAN], [born(2005)]),
    "3 years on an aromatase inhibitor: trials and cohorts in men covered 1 at most, so 2 beyond": (
        [plan(INHIBITOR), plan(SHORT, INHIBITOR), plan(TRAINING, INHIBITOR), plan(replace(INHIBITOR, until_day=500),
         DrugCourse("letrozole", 2.5, 1, 500))],
        [plan(INHIBITOR) | WOMAN, plan(SHORT), plan(SHORT, TESTOSTERONE), plan(TRAINING)],
    ),
    "7 years on an aromatase inhibitor: trials and cohorts in women covered 5 at most, so 2 beyond": (
        [over(7, INHIBITOR) | WOMAN], [over(5, INHIBITOR) | WOMAN, over(7, INHIBITOR)],
    ),
    "7 years on an aromatase inhibitor: trials and cohorts in men covered 1 at most, so 6 beyond": (
        [plan(replace(INHIBITOR, from_day=-4 * YEAR)), plan(INHIBITOR, history=done(INHIBITOR, 4)),
         plan(INHIBITOR, history=done(SHORT, 4))],
        [plan(history=done(INHIBITOR, 4)), plan(TRAINING, history=done(INHIBITOR, 4))],
    ),
    "several bone drugs, together or one after the other (denosumab, romosozumab)": (
        [plan(ROMOSOZUMAB, history=done(DENOSUMAB, 4))],
        [plan(history=Protocol((*done(DENOSUMAB, 4).interventions, *done(ROMOSOZUMAB, 4).interventions)))],
    ),
    "years on an aromatase inhibitor: ": (
        [plan(DrugCourse("letrozole", 2.5, 1, 100, 470)), plan(SHORT, replace(SHORT, from_day=600, until_day=610))],
        [plan(SHORT), plan(DrugCourse("letrozole", 2.5, 1, 740))],
    ),
    "12 years on a GnRH analogue: trials and cohorts in men covered 9.6 at most, so 2.4 beyond": (
        [over(12, DrugCourse("gnrh_agonist", 3.6, 28)), over(12, DrugCourse("relugolix", 120, 1))],
        [over(9, DrugCourse("gnrh_agonist", 3.6, 28)), over(12, DrugCourse("orchiectomy", 1, 36500))],
    ),
    "12 years after orchiectomy: trials and cohorts in men covered 9.6 at most, so 2.4 beyond": (
        [over(12, DrugCourse("orchiectomy", 1, 36500))], [over(12, DrugCourse("gnrh_agonist", 3.6, 28))],
    ),
    "3 years on a bisphosphonate: trials and cohorts in men covered 2 at most, so 1 beyond": (
        [plan(ALENDRONATE), plan(DrugCourse("zoledronate", 5, 365))], [plan(ALENDRONATE) | WOMAN, over(2, ALENDRONATE)],
    ),
    "12 years on denosumab: trials and cohorts in women covered 10 at most, so 2 beyond": (
        [over(12, DENOSUMAB) | WOMAN], [over(10, DENOSUMAB) | WOMAN, over(12, DENOSUMAB)],
    ),
    "3 years on teriparatide: trials and cohorts in men covered 1.5 at most, so 1.5 beyond": (
        [plan(TERIPARATIDE)], [plan(replace(TERIPARATIDE, until_day=540)), plan(TERIPARATIDE) | WOMAN],
    ),
    "3 years on romosozumab: trials and cohorts in ": (
        [plan(ROMOSOZUMAB), plan(ROMOSOZUMAB) | WOMAN], [over(1, ROMOSOZUMAB)],
    ),
    "8 years on testosterone: trials and cohorts in men covered 7 at most, so 1 beyond": (
        [over(8, TESTOSTERONE), over(8, replace(TESTOSTERONE, until_day=900),
                                     DrugCourse("testosterone_enanthate", 100, 7, 900))],
        [over(7, TESTOSTERONE)],
    ),
    "3 years on a depot progestin: no trial or cohort behind the model has bone density of women on it": (
        [plan(PROGESTIN) | WOMAN], [plan(PROGESTIN), plan(TESTOSTERONE) | WOMAN],
    ),
    "3 years of training: trials and cohorts in men covered 1.5 at most, so 1.5 beyond": (
        [plan(TRAINING)],
        [plan(Training("back_squat", 2, 25, until_day=540)), plan(INHIBITOR), plan(TRAINING) | WOMAN],
    ),
    "30 weeks of bed rest or flight: trials and cohorts in men covered 17 at most, so 13 beyond": (
        [plan(Unloading(0.1, 0, 210))], [plan(Unloading(0.1, 0, 119)), plan(Unloading(0.1, 0, 210)) | WOMAN],
    ),
    "9 years of outlook: trials and cohorts in men covered 7.5 at most, so 1.5 beyond": (
        [over(9)], [over(7), over(9) | WOMAN],
    ),
    "training in a man on an aromatase inhibitor": (
        [plan(TRAINING, INHIBITOR), plan(TRAINING, SHORT)],
        [plan(TRAINING, INHIBITOR) | WOMAN, plan(TRAINING, TESTOSTERONE), plan(INHIBITOR),
         plan(replace(TRAINING, from_day=465), SHORT)],
    ),
    "testosterone together with": (
        [plan(TESTOSTERONE, INHIBITOR)],
        [plan(TESTOSTERONE), plan(INHIBITOR), plan(INHIBITOR, ALENDRONATE), plan(TESTOSTERONE, INHIBITOR) | WOMAN],
    ),
    "a bone drug in a man on an aromatase inhibitor": (
        [plan(ALENDRONATE, INHIBITOR)],
        [plan(ALENDRONATE), plan(INHIBITOR), plan(TESTOSTERONE, INHIBITOR), plan(ALENDRONATE, INHIBITOR) | WOMAN],
    ),
    "several bone drugs, together or one after the other (alendronate, denosumab): no trial or cohort in ": (
        [plan(ALENDRONATE, DENOSUMAB), plan(ALENDRONATE, DENOSUMAB) | WOMAN],
        [plan(ALENDRONATE), plan(ALENDRONATE, INHIBITOR, TRAINING), plan(ALENDRONATE, TERIPARATIDE),
         plan(TERIPARATIDE, DENOSUMAB) | WOMAN, plan(ROMOSOZUMAB, DENOSUMAB) | WOMAN],
    ),
    "testosterone enanthate, 1,000 mg every week: trials and cohorts covered 600 at most, so 400 beyond": (
        [plan(DrugCourse("testosterone_enanthate", 500, 3.5)),
         plan(DrugCourse("testosterone_enanthate", 500, 7), DrugCourse("testosterone_enanthate", 500, 7, 70))],
        [plan(DrugCourse("testosterone_enanthate", 300, 3.5)),
         plan(DrugCourse("testosterone_enanthate", 500, 7, 0, 70), DrugCourse("testosterone_enanthate", 500, 7, 70))],
    ),
    "estradiol patch, 200 ug every day: trials and cohorts covered 100 at most, so 100 beyond": (
        [plan(DrugCourse("estradiol_patch", 200, 3.5))], [plan(DrugCourse("estradiol_patch", 100, 3.5))],
    ),
    "denosumab, 780 mg every 26 weeks: trials and cohorts covered 60 at most, so 720 beyond": (
        [plan(DrugCourse("denosumab", 120, 28))], [plan(DrugCourse("denosumab", 60, 180))],
    ),
    "training that loads the spine 2.7 times an ordinary day: trials and cohorts covered 2.6 at most, so 0.1 beyond": (
        [{"load": 2.7}], [{"load": 2.6}, {"load": 1.0}],
    ),
    "2,310 mg of calcium a day: trials and cohorts covered 2,300 at most, so 10 beyond": (
        [{"calcium": 2310.0}], [{"calcium": 2300.0}],
    ),
    "10,100 IU of vitamin D a day: trials and cohorts covered 10,000 at most, so 100 beyond": (
        [{"vitamin_d": 10_100.0}], [{"vitamin_d": 10_000.0}],
    ),
    "25OHD of 13 ng/mL at the start: trials and cohorts covered from 13.5 on, so 0.5 below": (
        [{"level": 13.0}], [{"level": 13.5}, {"level": 40.0}],
    ),
    "25OHD of 130 ng/mL at the start: trials and cohorts covered 120 at most, so 10 beyond": (
        [{"level": 130.0}], [{"level": 120.0}],
    ),
    "food with 405 mg of calcium a day before the plan: trials and cohorts covered from 415 on, so 10 below": (
        [{"eaten": 405.0}], [{"eaten": 415.0}, {"eaten": 1000.0}],
    ),
}  # fmt: skip


def beyond(
    *, calcium: float = 900.0, vitamin_d: float = 800.0, load: float = 1.0, level: float = 24.0, eaten: float = 900.0,
    **of: Any,
) -> tuple[Beyond, ...]:  # fmt: skip
    person = make_person(**of)
    profile = replace(profile_from_person(person)[0], vitamin_d_25ohd_ng_ml=level, calcium_mg_per_day=eaten)
    return outside_tested_range(person, profile, calcium, vitamin_d, {"spine": load, "hip": 1.0})


def phrases(**changes: Any) -> list[str]:
    return [one.text for one in beyond(**changes)]


@pytest.mark.parametrize("words", SAID)
def test_it_is_said_exactly_where_it_holds(words: str) -> None:
    holds, does_not = SAID[words]
    for changes in holds:
        assert len([text for text in phrases(**changes) if words in text]) == 1, phrases(**changes)
    for changes in does_not:
        assert not [text for text in phrases(**changes) if words in text], changes


@pytest.mark.parametrize("field", ["calcium", "vitamin_d", "load"])
def test_a_limit_is_beyond_by_more_than_a_rounding(field: str) -> None:
    """What stands at its limit is inside, and what unit conversions make of it; a hundredth above is not."""
    limit = {"calcium": 2300.0, "vitamin_d": 10_000.0, "load": 2.6}[field]
    said = [bool(phrases(**{field: limit * times})) for times in (0.99, 1.0, 1.0005, 1.01)]
    assert said == [False] * 3 + [True]


@pytest.mark.parametrize(
    ("first", "last", "years"), [(0, 730.5, 2), (365.25, 1095.75, 2), (0, 1e9, 3), (365.25, 1e9, 2)]
)
def test_a_course_is_as_long_as_it_lasts_within_the_outlook(first: float, last: float, years: int) -> None:
    course = DrugCourse("letrozole", 2.5, 1, first, last)
    assert any(text.startswith(f"{years} years on an aromatase") for text in phrases(**plan(course)))
    training = Training("back_squat", 2, 25, from_day=first, until_day=last)
    assert any(text.startswith(f"{years} years of training") for text in phrases(**plan(training)))


@pytest.mark.parametrize(
    ("changes", "day"),
    [
        (plan(INHIBITOR), YEAR),
        (plan(replace(INHIBITOR, from_day=100)), 100 + YEAR),
        (plan(replace(INHIBITOR, from_day=-100)), -100 + YEAR),
        (plan(INHIBITOR, history=done(INHIBITOR, 2)), -YEAR),
        (plan(SHORT, replace(SHORT, from_day=600, until_day=900)), 600.25),  # the 366th day on it
        (plan(replace(TRAINING, until_day=540), replace(INHIBITOR, from_day=50, until_day=300)), 50),
        (plan(replace(ALENDRONATE, until_day=600), replace(DENOSUMAB, from_day=600)), 600),
        (plan(DrugCourse("testosterone_enanthate", 500, 7), DrugCourse("testosterone_enanthate", 500, 7, 70)), 70),
        (over(8), 7.5 * YEAR),
        (born(1938), 2.01 * YEAR),
        ({"load": 3.0}, 0.0),
    ],
)  # fmt: skip
def test_the_day_from_which_on_it_is_beyond(changes: dict[str, Any], day: float) -> None:
    (found,) = beyond(**changes)
    assert found.from_day == pytest.approx(day, abs=40 if "birth_date" in changes else 1e-6)


def test_a_person_without_a_plan_is_inside() -> None:
    assert phrases() == [] == phrases(**WOMAN)

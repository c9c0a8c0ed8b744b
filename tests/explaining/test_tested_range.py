"""What no trial covered is said exactly where it holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.situations import make_person

from osteotwin.explaining.tested_range import outside_tested_range
from osteotwin.people.profile_of_person import profile_from_person
from osteotwin.protocol.interventions import DrugCourse, Protocol, Training

INHIBITOR, TESTOSTERONE = DrugCourse("anastrozole", 1, 1), DrugCourse("testosterone_gel", 50, 1)
SHORT, TRAINING = DrugCourse("letrozole", 2.5, 1, 100, 465), Training("back_squat", 2, 25)
ALENDRONATE, TERIPARATIDE = DrugCourse("alendronate", 70, 7), DrugCourse("teriparatide", 20, 1)
WOMAN = {"sex": "female"}


def plan(*items: Any, **more: Any) -> dict[str, Any]:
    return {"plan": Protocol(items)} | more


def born(year: int) -> dict[str, Any]:
    return {"birth_date": date(year, 2, 1)}


#: words -> where they are said, where they are not
SAID: dict[str, tuple[list[dict[str, Any]], list[dict[str, Any]]]] = {
    "the trials in men covered ages 20 to 90": (
        [born(2007), born(1935)], [born(2005), born(1937), born(1935) | WOMAN, born(2007) | WOMAN],
    ),
    "3.0 years of an aromatase inhibitor": (
        [plan(INHIBITOR), plan(SHORT, INHIBITOR), plan(TRAINING, INHIBITOR)],
        [plan(INHIBITOR) | WOMAN, plan(SHORT), plan(SHORT, TESTOSTERONE), plan(TRAINING)],
    ),
    "years of an aromatase inhibitor: ": (
        [plan(DrugCourse("letrozole", 2.5, 1, 100, 470))],
        [plan(SHORT), plan(DrugCourse("letrozole", 2.5, 1, 740))],
    ),
    "3.0 years of training": ([plan(TRAINING)], [plan(Training("back_squat", 2, 25, until_day=540)), plan(INHIBITOR)]),
    "training in a man on an aromatase inhibitor": (
        [plan(TRAINING, INHIBITOR)], [plan(TRAINING, INHIBITOR) | WOMAN, plan(TRAINING, TESTOSTERONE), plan(INHIBITOR)],
    ),
    "testosterone together with": (
        [plan(TESTOSTERONE, INHIBITOR)],
        [plan(TESTOSTERONE), plan(INHIBITOR), plan(INHIBITOR, ALENDRONATE), plan(TESTOSTERONE, INHIBITOR) | WOMAN],
    ),
    "a bone drug in a man on an aromatase inhibitor": (
        [plan(ALENDRONATE, INHIBITOR)],
        [plan(ALENDRONATE), plan(INHIBITOR), plan(TESTOSTERONE, INHIBITOR), plan(ALENDRONATE, INHIBITOR) | WOMAN],
    ),
    "loads the spine 2.4 times": ([{"load": 2.4}], [{"load": 2.3}, {"load": 1.0}]),
    "calcium of 2510 mg a day: the trials went up to 2500": ([{"calcium": 2510.0}], [{"calcium": 2500.0}]),
    "vitamin D of 10100 IU a day: the trials went up to 10000": (
        [{"vitamin_d": 10_100.0}], [{"vitamin_d": 10_000.0}],
    ),
    "an outlook of 11 years: few trials went beyond 10": (
        [{"until": date(2037, 2, 1)}], [{"until": date(2036, 2, 1)}],
    ),
    "25OHD of 13 ng/mL: the lowest mean of a trial was 13.5": ([{"level": 13.0}], [{"level": 13.5}, {"level": 40.0}]),
    "food with 399 mg of calcium": ([{"eaten": 399.0}], [{"eaten": 400.0}, {"eaten": 1000.0}]),
    "several bone drugs": (
        [plan(ALENDRONATE, TERIPARATIDE)], [plan(ALENDRONATE), plan(ALENDRONATE, INHIBITOR, TRAINING)],
    ),
}  # fmt: skip


def phrases(
    *, calcium: float = 900.0, vitamin_d: float = 800.0, load: float = 1.0, level: float = 24.0, eaten: float = 900.0,
    **of: Any,
) -> list[str]:  # fmt: skip
    person = make_person(**of)
    profile = replace(profile_from_person(person)[0], vitamin_d_25ohd_ng_ml=level, calcium_mg_per_day=eaten)
    return list(outside_tested_range(person, profile, calcium, vitamin_d, {"spine": load}))


@pytest.mark.parametrize("words", SAID)
def test_it_is_said_exactly_where_it_holds(words: str) -> None:
    holds, does_not = SAID[words]
    for changes in holds:
        assert len([text for text in phrases(**changes) if words in text]) == 1, changes
    for changes in does_not:
        assert not [text for text in phrases(**changes) if words in text], changes


@pytest.mark.parametrize("field", ["calcium", "vitamin_d", "load"])
def test_a_limit_is_beyond_by_more_than_a_rounding(field: str) -> None:
    """What stands at its limit is inside, and what unit conversions make of it; a hundredth above is not."""
    limit = {"calcium": 2500.0, "vitamin_d": 10_000.0, "load": 2.3}[field]
    assert [bool(phrases(**{field: limit * times})) for times in (0.99, 1.0, 1.0005, 1.01)] == [False] * 3 + [
        True
    ]


@pytest.mark.parametrize(
    ("first", "last", "years"), [(0, 730.5, 2.0), (365.25, 1095.75, 2.0), (0, 1e9, 3.0), (365.25, 1e9, 2.0)]
)
def test_a_course_is_as_long_as_it_lasts_within_the_outlook(first: float, last: float, years: float) -> None:
    course = DrugCourse("letrozole", 2.5, 1, first, last)
    assert any(f"{years:.1f} years of an aromatase" in text for text in phrases(**plan(course)))
    assert any(
        f"{years:.1f} years of training" in text
        for text in phrases(**plan(Training("back_squat", 2, 25, from_day=first, until_day=last)))
    )


def test_a_person_without_a_plan_is_inside() -> None:
    assert phrases() == []

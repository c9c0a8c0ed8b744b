"""Women around their last period: estradiol, years since, age and the state from which they start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from osteotwin.arrays import Vector
from osteotwin.body import whole
from osteotwin.body.sex_steroids import lh_after_feedback, ovarian_drive
from osteotwin.cohort.cohort import alike
from osteotwin.cohort.complete_profile import complete_profile, estradiol_of_women
from osteotwin.cohort.initial_state import individual_values, run_in_years
from osteotwin.cohort.profile import Profile
from osteotwin.cohort.reference_population import reference_population
from osteotwin.cohort.sampling import people_around, sample_people
from osteotwin.parameters import starting_values

VALUES = starting_values().values()
PEOPLE = 4000
#: Years from the last period at which she may be on either side of it, and years at which she is on one.
NEAR, FAR = (-1.4, -0.7, 0.0, 0.3, 1.4), (-6.0, -3.0, -1.6, 1.6, 3.0, 12.0)


def woman(years: float, **sd: float) -> Profile:
    """Of 52 years, so long after her last period."""
    return replace(complete_profile("female", 52.0, {})[0], menopause_age=52.0 - years, sd=sd)


def standard(people: int = PEOPLE) -> Callable[[str], Vector]:
    """Standard normal numbers whose mean and standard deviation are exact, for each name its own."""
    rng = np.random.default_rng(1)
    drawn: dict[str, Vector] = {}
    for name in ("age", "menopause_age", "estradiol_pg_ml"):
        values = rng.standard_normal(people)
        drawn[name] = (values - values.mean()) / values.std()
    return drawn.__getitem__


@pytest.mark.parametrize("age", [30.0, 46.0, 52.0, 60.0, 80.0])
@pytest.mark.parametrize("years", [-20.0, -3.0, -1.0, 0.0, 0.5, 4.0, 20.0])
def test_estradiol_lies_between_the_two_groups_by_the_odds_of_a_working_ovary(
    age: float, years: float
) -> None:
    found = estradiol_of_women(np.array(age), np.array(age - years))
    population = reference_population()
    groups = [
        population.expected("estradiol_pg_ml", group, age) for group in ("premenopausal", "postmenopausal")
    ]
    odds = np.exp(-years / VALUES["menopause_width"])
    for value, before, after in zip(found, *((one.mean, one.sd) for one in groups), strict=True):
        assert value == pytest.approx((before * odds + after) / (odds + 1))
    if years == 0:
        assert found[0] == pytest.approx(sum(one.mean for one in groups) / 2)


@pytest.mark.parametrize("exact", [False, True])
@pytest.mark.parametrize("years", [*NEAR, *FAR])
def test_years_since_the_last_period_have_their_mean_and_go_with_age(years: float, exact: bool) -> None:
    sd = {"age": 0.8, "menopause_age": 0.6}
    fields = people_around(woman(years, **sd), PEOPLE, standard(), exact_means=exact).fields
    since = fields["age"] - fields["menopause_age"]
    assert since.mean() == pytest.approx(years, abs=0.04)
    assert np.corrcoef(since, fields["age"])[0, 1] == pytest.approx(0.8, abs=0.05)
    if years in NEAR:
        assert since.std() == pytest.approx(1.0, rel=0.05)
        assert (since.min() < 0) & (since.max() > 0)
    elif years > 0:
        assert since.min() >= 1.0
    else:
        assert since.max() <= -0.5
    if exact:
        assert since.mean() == pytest.approx(years, abs=1e-9)
        assert fields["age"].mean() == pytest.approx(52.0, abs=1e-9)
    if exact and years in NEAR:
        assert since.std() == pytest.approx(1.0, rel=1e-9)


@pytest.mark.parametrize("years", NEAR)
def test_who_differ_in_age_alone_had_their_last_period_at_one_age(years: float) -> None:
    fields = people_around(woman(years, age=1.2), PEOPLE, standard()).fields
    assert fields["age"].std() == pytest.approx(1.2)
    assert fields["menopause_age"] == pytest.approx(np.full(PEOPLE, 52.0 - years))


@pytest.mark.parametrize("years", [*NEAR, *FAR])
def test_who_differ_in_the_last_period_alone_are_of_one_age(years: float) -> None:
    fields = people_around(woman(years, menopause_age=0.3), PEOPLE, standard()).fields
    assert np.ptp(fields["age"]) == 0
    assert fields["menopause_age"].std() == pytest.approx(0.3, rel=0.05)


@pytest.mark.parametrize(("years", "most"), [(0.5, 1.5), (-1.0, 1.5), (4.0, 0.6 * 3.0), (-3.5, 0.6 * 3.0)])
def test_years_differ_by_no_more_than_leaves_her_where_she_is(years: float, most: float) -> None:
    def since(sd: float) -> Vector:
        fields = people_around(woman(years, menopause_age=sd), PEOPLE, standard()).fields
        return fields["age"] - fields["menopause_age"]

    assert since(most) == pytest.approx(since(50.0))
    assert since(0.95 * most).std() < 0.99 * since(most).std()


@pytest.mark.parametrize("years", [*NEAR, *FAR])
def test_nothing_open_leaves_her_years_as_they_are(years: float) -> None:
    fields = people_around(woman(years), 3, standard(3)).fields
    assert fields["age"] - fields["menopause_age"] == pytest.approx(np.full(3, years))


def test_estradiol_that_was_not_measured_is_that_of_each_ones_own_years() -> None:
    center = woman(0.0, age=1.0, menopause_age=1.0)
    fields = people_around(center, PEOPLE, standard()).fields
    assert np.ptp(fields["estradiol_pg_ml"]) == 0  # it is not open
    sd = {"age": 1.0, "menopause_age": 1.0, "estradiol_pg_ml": 0.3 * center.estradiol_pg_ml}
    fields = people_around(replace(center, sd=sd), PEOPLE, standard()).fields
    usual, _ = estradiol_of_women(fields["age"], fields["menopause_age"])
    own = fields["estradiol_pg_ml"] / usual
    assert own.mean() == pytest.approx(1.0, abs=0.01)
    assert own.std() == pytest.approx(0.3, rel=0.05)


def test_nobody_is_drawn_younger_or_older_than_people_are() -> None:
    center = replace(complete_profile("male", 50.0, {})[0], sd={"age": 40.0})
    age = sample_people(center, PEOPLE, 1).fields["age"]
    assert (age.min(), age.max()) == (14.0, 100.0)


@pytest.mark.parametrize("years", [-15.0, -5.0, -1.0, -0.05, 0.05, 1.0, 5.0, 15.0])
def test_her_estradiol_is_ovary_and_periphery_together(years: float) -> None:
    """Whatever is adapted to her, the two make what was measured."""
    usual = float(estradiol_of_women(np.array(52.0), np.array(52.0 - years))[0])
    for part in (
        (0.85, 1.0, 1.3) if abs(years) > 0.1 else (1.0, 1.3)
    ):  # less than half an ovary makes is not to be met
        center = replace(woman(years), estradiol_pg_ml=part * usual)
        found = VALUES | individual_values(alike(center, 1), VALUES)
        ovary = 1 / (1 + np.exp(years / VALUES["menopause_width"]))
        feedback = center.estradiol_pg_ml / VALUES["reference_estradiol"] / found["feedback_set_point"]
        p = whole.namespace(dict(VALUES))
        drive = ovarian_drive(lh_after_feedback(feedback, p), p)
        made = (
            found["ovarian_estradiol"] * ovary * drive
            + found["aromatase_capacity"] * VALUES["postmenopausal_estradiol"]
        )
        assert made * VALUES["reference_estradiol"] == pytest.approx(center.estradiol_pg_ml)
        adapted = {
            name for name in ("ovarian_estradiol", "aromatase_capacity") if found[name] != VALUES[name]
        }
        assert adapted <= {"ovarian_estradiol" if years < 0 else "aromatase_capacity"}


@pytest.mark.parametrize(("sex", "age", "menopause", "years"), [
    ("male", 60.0, None, 40.0), ("male", 28.0, None, 8.0), ("male", 20.5, None, 1.0), ("male", 18.0, None, 1.0),
    ("male", 90.0, None, 70.0), ("female", 45.0, 51.0, 25.0), ("female", 80.0, 50.0, 60.0),
    ("female", 40.0, 21.0, 20.0), ("female", 30.0, 51.0, 10.0),
])  # fmt: skip
def test_the_run_in_is_adult_life(sex: str, age: float, menopause: float | None, years: float) -> None:
    center = replace(complete_profile(sex, age, {})[0], menopause_age=menopause)
    assert run_in_years(alike(center, 2)).tolist() == [years, years]

"""Trial arms as profiles and protocols."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from tests.every import every

from osteotwin.body.sites import DXA_SITES
from osteotwin.cohort.reference_population import reference_population
from osteotwin.evidence import load_trials, profile_from_arm, protocol_from_arm, read_arm
from osteotwin.evidence.files.trial import (
    Arm,
    DietGiven,
    DrugGiven,
    Population,
    TrainingGiven,
    Trial,
    UnloadingGiven,
)
from osteotwin.protocol.interventions import Diet, DrugCourse, Supplement, Training, Unloading

LOADED = load_trials()


def trial(arm: Arm, **more: object) -> Trial:
    base = Trial(
        "t", "A trial", "rct", "abstract", 52.0, ("exercise",), Population("male", age_mean=60.0), (arm,)
    )
    return replace(base, **more)  # type: ignore[arg-type]


def arm(**more: object) -> Arm:
    return replace(Arm("a", False, 20, {}), **more)  # type: ignore[arg-type]


@every("found", LOADED.trials, ids=lambda t: t.id)
def test_every_shipped_arm_is_a_whole_person_with_a_protocol_or_a_reason(found: Trial) -> None:
    for one in found.arms:
        plan = protocol_from_arm(read_arm(found, one))
        assert bool(plan.refused) != bool(plan.protocol.interventions) or not (
            plan.refused or one.drugs or one.training or one.unloading
        )
        assert plan.first_day <= 0
        reading = read_arm(found, one)
        for sex in (people.sex for people in reading.sexes):
            profile, assumptions = profile_from_arm(reading, sex)
            assert 14 < profile.age < 90
            assert all(0.3 < profile.bmd[site] < 1.4 for site in DXA_SITES)
            assert 1 <= profile.estradiol_pg_ml < 120
            assert (profile.menopause_age is None) == (sex == "male")
            assert all(a.value and a.source for a in assumptions)


def test_weeks_become_days_and_drugs_that_went_on_are_one_course() -> None:
    halt = LOADED.trial("smith2009_halt")
    plan = protocol_from_arm(read_arm(halt, halt.arm("denosumab")))
    courses = {c.drug: c for c in plan.protocol.interventions if isinstance(c, DrugCourse)}
    assert courses["denosumab"] == DrugCourse("denosumab", 60.0, 182.0, 0.0, 1092.0)
    assert (courses["gnrh_agonist"].from_day, courses["gnrh_agonist"].until_day) == (-546.0, 1092.0)
    assert plan.first_day == -546.0
    assert any("one and a half years" in a.source for a in plan.assumptions)


@pytest.mark.parametrize(
    ("given", "dose", "interval"),
    [
        (DrugGiven("alendronate", "10 mg", 10.0, 1.0), 10.0, 1.0),
        (DrugGiven("alendronate", None, None, 1.0), 10.0, 1.0),  # 70 mg a week in the file's daily rhythm
        (DrugGiven("alendronate"), 70.0, 7.0),
        (DrugGiven("estradiol_patch", "50 ug", 0.05, 3.5), 50.0, 3.5),
        (DrugGiven("testosterone_patch", None, None, 1.0), 5.0, 1.0),
        (DrugGiven("testosterone_gel", "2.5 g", 2500.0, 1.0), 25.0, 1.0),
        (DrugGiven("teriparatide", "20 ug", 0.02, 1.0), 20.0, 1.0),
    ],
)
def test_doses_are_in_the_librarys_unit(given: DrugGiven, dose: float, interval: float) -> None:
    one = arm(drugs=(given,))
    plan = protocol_from_arm(read_arm(trial(one), one))
    (course,) = plan.protocol.interventions
    assert isinstance(course, DrugCourse)
    assert (course.dose, course.interval_days) == (pytest.approx(dose), interval)
    assert (course.from_day, course.until_day) == (0.0, 364.0)
    missing = given.dose is None or given.every_days is None or given.name == "testosterone_gel"
    assert missing == any(a.field in (f"{given.name}.dose", f"{given.name}.every") for a in plan.assumptions)


def test_a_drug_outside_the_model_is_a_reason() -> None:
    one = arm(drugs=(DrugGiven("glucocorticoid"),))
    plan = protocol_from_arm(read_arm(trial(one), one))
    assert plan.refused
    assert plan.protocol.interventions == ()


def courses(given: TrainingGiven) -> tuple[list[Training], set[str]]:
    one = arm(training=(given,))
    plan = protocol_from_arm(read_arm(trial(one), one))
    return [t for t in plan.protocol.interventions if isinstance(t, Training)], {
        a.field for a in plan.assumptions
    }


def test_sets_hold_for_each_lift_and_impacts_are_shared() -> None:
    given = TrainingGiven("resistance", ("back_squat", "deadlift"), 2, sets=5, reps=5, load_percent_1rm=85)
    lifts, assumed = courses(replace(given, adherence_percent=80))
    assert [(t.exercise, t.cycles_per_session, t.load_fraction_1rm, t.adherence) for t in lifts] == [
        ("back_squat", 25, 0.85, 0.8),
        ("deadlift", 25, 0.85, 0.8),
    ]
    assert assumed == set()
    lifts, assumed = courses(given)
    assert {t.adherence for t in lifts} == {0.84}
    assert assumed == {"training[0].adherence_percent"}
    jumps, _ = courses(TrainingGiven("impact", ("squat_jump", "single_leg_jump"), 3, impacts_per_session=100))
    assert [t.cycles_per_session for t in jumps] == [50, 50]


def test_minutes_are_shared_among_exercises_counted_in_time() -> None:
    walks, _ = courses(TrainingGiven("jogging", ("walking", "jogging"), 3, minutes_per_session=60))
    assert [t.minutes_per_session for t in walks] == [30, 30]
    assert all(t.cycles_per_session > 30 for t in walks)


def test_what_a_programme_does_not_say_is_an_assumption() -> None:
    (generic,), assumed = courses(TrainingGiven("resistance_and_impact"))
    assert generic.exercise == "generic_resistance_and_impact"
    assert generic.sessions_per_week > 0
    assert assumed == {
        "training[0].exercises", "training[0].sessions_per_week", "training[0].generic_resistance_and_impact",
        "training[0].adherence_percent",
    }  # fmt: skip
    (light,), assumed = courses(TrainingGiven("resistance", ("back_squat",), 3, sets=3, reps=20))
    assert light.load_fraction_1rm == pytest.approx(0.6)
    assert "training[0].load_percent_1rm" in assumed


def test_diet_supplements_and_bed_rest() -> None:
    one = arm(
        diet=(
            DietGiven(870, 1200, 700, from_week=0, to_week=26),
            DietGiven(1500, bolus_iu=50_000, bolus_every_days=30, from_week=26, to_week=52),
        ),
        unloading=(UnloadingGiven(0.0, 0, 17),),
    )
    found = trial(one)
    assert profile_from_arm(read_arm(found, one))[0].calcium_mg_per_day == 870
    assert set(protocol_from_arm(read_arm(found, one)).protocol.interventions) == {
        Unloading(0.0, 0.0, 119.0),
        Supplement("calcium_carbonate", 1200, 1.0, 0.0, 182.0),
        Supplement("vitamin_d", 700, 1.0, 0.0, 182.0),
        Diet("calcium", 1500, 182.0, 364.0),
        Supplement("vitamin_d", 50_000, 30.0, 182.0, 364.0),
    }


@pytest.mark.parametrize("week", [0.0, 26.0])
def test_a_bolus_of_one_week_is_given_once(week: float) -> None:
    one = arm(diet=(DietGiven(bolus_iu=300_000, bolus_every_days=90, from_week=week, to_week=week),))
    (bolus,) = protocol_from_arm(read_arm(trial(one), one)).protocol.interventions
    assert isinstance(bolus, Supplement)
    assert bolus.is_single
    assert (bolus.dose, bolus.from_day) == (300_000, 7 * week)


def test_a_baseline_of_a_randomised_arm_stands_for_the_other() -> None:
    treated, placebo = arm(baseline={"testosterone_ng_dl": 300.0}), arm(id="p")
    randomised = trial(treated, arms=(treated, placebo))
    profile, assumptions = profile_from_arm(read_arm(randomised, placebo))
    assert profile.testosterone_ng_dl == 300
    assert any("other arms" in a.source for a in assumptions)
    cohort = replace(randomised, design="cohort")
    assert profile_from_arm(read_arm(cohort, placebo))[0].testosterone_ng_dl == 500


def test_men_are_immunoassay_unless_a_reading_says_not() -> None:
    one = arm(baseline={"estradiol_pg_ml": 26.0})
    assert profile_from_arm(read_arm(trial(one), one))[0].estradiol_pg_ml == 20
    women = trial(one, population=Population("female", menopause="post", age_mean=62.0))
    assert profile_from_arm(read_arm(women, one))[0].estradiol_pg_ml == 26
    chao = LOADED.trial("chao2016_estrogen_withdrawal")
    assert profile_from_arm(read_arm(chao, chao.arm("low_t")))[0].estradiol_pg_ml == 29.7


def test_a_mixed_population_is_both_sexes() -> None:
    burt = LOADED.trial("burt2019_highdose_d")
    reading = read_arm(burt, burt.arms[0])
    assert [(people.sex, people.share) for people in reading.sexes] == [("male", 0.53), ("female", 0.47)]
    men, women = (profile_from_arm(reading, people.sex)[0] for people in reading.sexes)
    assert (men.sex, women.sex) == ("male", "female")
    assert men.estradiol_pg_ml > women.estradiol_pg_ml


@pytest.mark.parametrize(
    ("key", "condition", "percent", "source"),
    [
        (62.0, "healthy", 62.0, None),
        (62.0, "healthy, 40 % men", 62.0, None),  # the key comes first
        (None, "healthy, 40 % men", 40.0, "40 % men"),
        (None, "healthy", 50.0, "not stated"),
        (0.0, "healthy", 0.0, None),
        (100.0, "healthy", 100.0, None),
    ],
)
def test_the_share_of_men(key: float | None, condition: str, percent: float, source: str | None) -> None:
    one = arm()
    found = trial(one, population=Population("mixed", condition, age_mean=60.0, percent_male=key))
    reading = read_arm(found, one)
    shares = {people.sex: people.share for people in reading.sexes}
    assert 100 * shares.get("male", 0.0) == pytest.approx(percent)
    assert sum(shares.values()) == pytest.approx(1)
    assert all(share > 0 for share in shares.values())
    assumed = [a for a in profile_from_arm(reading)[1] if a.field == "sex"]
    assert [source in a.source for a in assumed] == ([True] if source else [])


STATES = (None, "pre", "peri", "post", "induced")
DRUGS = (
    None,
    "anastrozole",
    "alendronate",
    "denosumab",
    "gnrh_agonist",
    "estradiol_patch",
    "testosterone_gel",
)


@every("drug, state, sex", [*product(DRUGS, STATES, ["male", "female", "mixed"])])
def test_an_age_that_nothing_says_is_far_from_the_last_period_and_said(
    sex: str, state: str | None, drug: str | None
) -> None:
    one = arm(drugs=() if drug is None else (DrugGiven(drug),))
    reading = read_arm(trial(one, population=Population(sex, "healthy", menopause=state)), one)
    assert len({people.age for people in reading.sexes}) == 1
    for people in reading.sexes:
        profile, assumptions = profile_from_arm(reading, people.sex)
        (said,) = (a for a in assumptions if a.field == "age")
        assert "assumption" in said.source
        if profile.menopause_age is not None and state not in ("peri", "induced"):
            before = state == "pre" or (state is None and drug == "gnrh_agonist" and sex == "female")
            years = profile.age - profile.menopause_age
            assert years < -5 if before else years > 5


@pytest.mark.parametrize("sex", ["female", "mixed"])
def test_women_are_of_an_age_that_goes_with_their_menopause(sex: str) -> None:
    usual = reference_population().expected("menopause_age", "female", 50.0).mean
    ages = {}
    for state in ("peri", "induced"):
        one = arm()
        ages[state] = read_arm(trial(one, population=Population(sex, menopause=state)), one).sexes[0].age
    assert abs(ages["peri"] - usual) <= 1.0
    assert usual - 15.0 < ages["induced"] < usual - 2.0


def test_an_age_in_the_text_comes_before_the_usual_one() -> None:
    one = arm()
    for condition, age in (("elderly women", 72.0), ("women aged 60 to 70 years", 65.0)):
        found = trial(one, population=Population("female", condition))
        assert read_arm(found, one).sexes[0].age == age

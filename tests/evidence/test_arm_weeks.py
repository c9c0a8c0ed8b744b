"""Weeks of a file as days of a protocol, and what becomes of an arm's menopause."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.every import every

from osteotwin.evidence import profile_from_arm, protocol_from_arm, read_arm
from osteotwin.evidence.arms.training import training_courses
from osteotwin.evidence.files.trial import (
    Arm,
    DietGiven,
    DrugGiven,
    Population,
    TrainingGiven,
    Trial,
    UnloadingGiven,
)
from osteotwin.protocol.library import load_exercises

WEEKS = 52.0


def trial(arm: Arm, **changes: Any) -> Trial:
    made = Trial(
        "t", "A trial", "rct", "abstract", WEEKS, ("exercise",), Population("male", age_mean=60.0), (arm,)
    )
    return replace(made, **changes)


#: How something is given from one week to another, in the entries of a file.
GIVEN: dict[str, Any] = {
    "drug": lambda first, last: {"drugs": (DrugGiven("anastrozole", "1 mg", 1.0, 1.0, first, last),)},
    "training": lambda first, last: {
        "training": (TrainingGiven("resistance", ("back_squat",), from_week=first, to_week=last),),
    },
    "unloading": lambda first, last: {"unloading": (UnloadingGiven(0.2, first, last),)},
    "supplement": lambda first, last: {"diet": (DietGiven(None, 500.0, from_week=first, to_week=last),)},
    "vitamin D": lambda first, last: {"diet": (DietGiven(vitamin_d_iu_per_day=800.0, from_week=first, to_week=last),)},
    "bolus": lambda first, last: {
        "diet": (DietGiven(bolus_iu=1e5, bolus_every_days=30.0, from_week=first, to_week=last),),
    },
}  # fmt: skip


@pytest.mark.parametrize("what", GIVEN)
@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (None, None, (0.0, 364.0)), (0.0, 26.0, (0.0, 182.0)), (4.0, None, (28.0, 364.0)), (None, 78.0, (0.0, 546.0)),
        (1.5, 2.5, (10.5, 17.5)),
    ],
)  # fmt: skip
def test_weeks_are_seven_days_and_what_has_no_end_lasts_as_long_as_the_trial(
    what: str, first: float | None, last: float | None, days: tuple[float, float]
) -> None:
    arm = Arm("a", False, 20, {}, **GIVEN[what](first, last))
    (found,) = protocol_from_arm(read_arm(trial(arm), arm)).protocol.interventions
    assert (found.from_day, found.until_day) == days


@pytest.mark.parametrize(
    ("diets", "replaced", "habit"),
    [
        ((DietGiven(900.0),), [], 900.0),
        ((DietGiven(900.0, from_week=-4.0, to_week=8.0),), [], 900.0),
        ((DietGiven(900.0, from_week=4.0),), [(900.0, 28.0, 364.0)], None),
        ((DietGiven(None, 500.0), DietGiven(900.0)), [], 900.0),
        ((DietGiven(900.0, to_week=8.0), DietGiven(1200.0, from_week=8.0)), [(1200.0, 56.0, 364.0)], 900.0),
        ((DietGiven(900.0), DietGiven(1200.0)), [(1200.0, 0.0, 364.0)], 900.0),
    ],
)  # fmt: skip
def test_the_first_diet_from_the_start_on_is_the_habit_and_later_ones_replace_it(
    diets: tuple[DietGiven, ...], replaced: list[tuple[float, float, float]], habit: float | None
) -> None:
    arm = Arm("a", False, 20, {}, diet=diets)
    reading = read_arm(trial(arm), arm)
    given = [i for i in protocol_from_arm(reading).protocol.interventions if type(i).__name__ == "Diet"]
    assert [(i.total_per_day, i.from_day, i.until_day) for i in given] == replaced  # type: ignore[union-attr]
    bare = profile_from_arm(read_arm(trial(replace(arm, diet=())), replace(arm, diet=())))[
        0
    ].calcium_mg_per_day
    assert profile_from_arm(reading)[0].calcium_mg_per_day == (habit or bare)


def test_a_drug_without_start_or_rhythm_says_so() -> None:
    def said(given: DrugGiven) -> set[str]:
        arm = Arm("a", False, 20, {}, drugs=(given,))
        return {a.field for a in protocol_from_arm(read_arm(trial(arm), arm)).assumptions}

    whole = DrugGiven("zoledronate", "5 mg", 5.0, 365.0, 0.0, 52.0)
    assert said(whole) == set()
    assert said(replace(whole, from_week=None)) == {"zoledronate.from"}
    assert said(replace(whole, every_days=None)) == {"zoledronate.every"}
    assert said(replace(whole, every_days=None, to_week=0.0)) == set()
    assert said(replace(whole, dose=None, dose_mg=None)) == {"zoledronate.dose"}
    assert said(replace(whole, name="anastrozole")) == {"anastrozole.adherence_percent"}


@pytest.mark.parametrize(
    ("age", "who", "condition", "last_period"),
    [
        (54.0, {}, "", 51.0), (53.9, {}, "", 51.0), (50.0, {}, "", 51.0), (46.0, {}, "", 51.0),
        (49.0, {"menopause": "pre"}, "", 52.0),
        (40.0, {"menopause": "pre"}, "", 51.0), (50.0, {"menopause": "peri"}, "", 50.5),
        (62.0, {"menopause": "post"}, "", 51.0),
        (53.0, {"menopause": "post"}, "", 50.0), (45.0, {"menopause": "induced"}, "", 44.0),
        (60.0, {"menopause": "induced"}, "", 51.0),
        (60.0, {}, "2-4 years after menopause", 57.0),
        (49.0, {}, "week 0 is one year before the final menstrual period", 50.0),
    ],
)  # fmt: skip
def test_the_age_at_the_last_period(
    age: float, who: dict[str, str], condition: str, last_period: float
) -> None:
    arm = Arm("a", False, 20, {})
    found = trial(arm, population=Population("female", condition, age_mean=age, **who))  # type: ignore[arg-type]
    profile, assumptions = profile_from_arm(read_arm(found, arm))
    assert profile.menopause_age == last_period
    (said,) = [a for a in assumptions if a.field == "menopause_age"]
    assert said.value == f"{last_period:g} years"


EXERCISES = load_exercises()


@every("name", EXERCISES)
def test_an_exercise_is_counted_as_the_library_counts_it(name: str) -> None:
    exercise = EXERCISES[name]
    given = TrainingGiven("resistance", (name, name), 3.0, 40.0, 4.0, 12.0, None, 60.0, 2.5, None)
    (found,), assumptions = training_courses(given, 7.0, 70.0, 0.9, "training[0]")
    counted = {"impacts": 60.0, "repetitions": 48.0, "minutes": 40.0 * (exercise.cycles_per_minute or 0.0)}
    assert found.cycles_per_session == counted[exercise.counted_by]
    assert found.minutes_per_session == (40.0 if exercise.counted_by == "minutes" else None)
    assert found.peak_force_bodyweights == (2.5 if exercise.counted_by == "impacts" else None)
    assert (found.sets, found.reps) == ((4.0, 12.0) if exercise.counted_by == "repetitions" else (None, None))
    lifted = exercise.one_rep_max_bodyweights is not None
    assert found.load_fraction_1rm == (
        pytest.approx(1 / 1.4) if lifted else None
    )  # Epley's rule for 12 repetitions
    assert [a.value for a in assumptions if a.field == "training[0].load_percent_1rm"] == ["71"] * lifted
    assert (found.sessions_per_week, found.adherence, found.from_day, found.until_day) == (
        3.0,
        0.9,
        7.0,
        70.0,
    )


@every("name", EXERCISES)
def test_what_a_programme_does_not_count_is_usual(name: str) -> None:
    exercise = EXERCISES[name]
    (found,), assumptions = training_courses(
        TrainingGiven("resistance", (name,)), 0.0, 7.0, 1.0, "training[0]"
    )
    assert found.sessions_per_week == exercise.default_sessions_per_week
    if exercise.counted_by == "minutes":
        assert found.minutes_per_session == exercise.default_minutes
        assert found.cycles_per_session == exercise.default_minutes * (exercise.cycles_per_minute or 0.0)
    else:
        assert found.cycles_per_session == exercise.default_cycles_per_session
    assert {a.field for a in assumptions} == {"training[0].sessions_per_week", f"training[0].{name}"}


@pytest.mark.parametrize(
    ("age", "said"),
    [
        (46.0, "menopause pre"),
        (46.1, "menopause not stated"),
        (53.9, "menopause not stated"),
        (54.0, "menopause post"),
    ],
)
def test_what_is_taken_of_a_woman_whose_menopause_nobody_states_is_said(age: float, said: str) -> None:
    arm = Arm("a", False, 20, {})
    found = trial(arm, population=Population("female", age_mean=age))
    sources = [a.source for a in profile_from_arm(read_arm(found, arm))[1] if a.field == "menopause_age"]
    assert sources == [f"{said} at {age:g} years"]

"""What a person gave, in words: the plan's dates, habits, conditions and assumptions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.situations import make_person

from osteotwin.cohort.profile import Assumption
from osteotwin.explaining.inputs import assumptions_of_plan, describe_assumption, describe_inputs
from osteotwin.people.person import Habits
from osteotwin.protocol.conditions import CONDITIONS
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
from osteotwin.protocol.library import load_foods
from osteotwin.safety.condition_uses import uses_of

START = date(2026, 2, 1)
INHIBITOR = DrugCourse("anastrozole", 1, 1)
SOME_FOOD = next(iter(load_foods()))

#: what is planned -> group, category, label, first day, last day (None: to the end)
PLANNED: tuple[tuple[Intervention, str, str, str, float, float | None], ...] = (
    (DrugCourse("anastrozole", 1, 1), "anastrozole", "drug", "anastrozole", 0, None),
    (DrugCourse("anastrozole", 1, 1, 10, 100), "anastrozole", "drug", "anastrozole", 10, 100),
    (DrugCourse("zoledronate", 5, 365, 30, 395), "zoledronate", "bone_drug", "zoledronate", 30, 30),
    (DrugCourse("zoledronate", 5, 365, 30, 396), "zoledronate", "bone_drug", "zoledronate", 30, 396),
    (Supplement("vitamin_d", 100_000, 7, 20, 27), "vitamin_d", "vitamin_d", "vitamin D", 20, 20),
    (Supplement("calcium_citrate", 500, 1, 20, 27), "calcium", "calcium", "calcium", 20, 27),
    (Diet("calcium", 1200, 5, 6), "calcium", "calcium", "calcium", 5, 6),
    (Training("back_squat", 2, 25, from_day=7, until_day=8), "training", "training", "training", 7, 8),
    (Unloading(0.2, 3, 63), "unloading", "unloading", "bed rest", 3, 63),
)  # fmt: skip


@pytest.mark.parametrize(("item", "group", "category", "label", "first", "last"), PLANNED)
def test_what_is_planned_has_its_days_and_dates(
    item: Intervention, group: str, category: str, label: str, first: float, last: float | None
) -> None:
    (found,) = describe_inputs(make_person(Protocol((item,)), start=START))["plan"]
    assert (found["group"], found["category"], found["label"]) == (group, category, label)
    assert (found["from_day"], found["until_day"]) == (first, last)
    assert found["from"] == (START + timedelta(days=first)).isoformat()
    assert found["until"] == (None if last is None else (START + timedelta(days=last)).isoformat())
    assert found["text"]


@pytest.mark.parametrize(
    ("habits", "said"),
    [
        (Habits(), []),
        (Habits(calcium_mg_per_day=850.0), ["calcium 850 mg a day"]),
        (Habits(calcium_mg_per_day=0.0), ["calcium 0 mg a day"]),
        (Habits(vitamin_d_iu_per_day=0.0), ["vitamin D 0 IU a day"]),
        (Habits(900.0, 400.0), ["calcium 900 mg a day", "vitamin D 400 IU a day"]),
        (Habits(food=(Food(SOME_FOOD, 7),)), ["1 serving a day"]),
        (Habits(900.0, training=(Training("back_squat", 2, 25),)), ["calcium 900 mg a day", "back squat"]),
    ],
)
def test_habits_are_said_as_far_as_they_were_given(habits: Habits, said: list[str]) -> None:
    found = describe_inputs(make_person(habits=habits))["habits"]
    assert len(found) == len(said)
    assert all(words.lower() in text.lower() for text, words in zip(found, said, strict=True))


def test_a_habit_is_done_and_a_plan_as_much_as_in_trials() -> None:
    training = Training("back_squat", 2, 25)
    found = describe_inputs(make_person(Protocol((training,)), habits=Habits(training=(training,))))
    assert "done" not in found["habits"][0]
    assert found["plan"][0]["text"] == f"{found['habits'][0]}, 75 % of the sessions done (assumed)"


def test_the_share_of_sessions_that_nobody_stated_is_an_assumption() -> None:
    short, long = (Training("back_squat", 2, 25, until_day=day) for day in (100.0, 1000.0))
    stated = replace(long, adherence=0.75)
    for plan, said in (((), []), ((stated, INHIBITOR), []), ((short, stated), ["84 %"]),
                       ((long, short, long), ["75 %", "84 %"])):  # fmt: skip
        found = [describe_assumption(one) for one in assumptions_of_plan(Protocol(plan))]
        assert [one["value"] for one in found] == said
        assert all(one["label"] == "Sessions of training that are done" for one in found)


@pytest.mark.parametrize("name", CONDITIONS)
def test_a_condition_says_what_it_acts_on(name: str) -> None:
    (found,) = describe_inputs(make_person(conditions=(name,)))["person"]["conditions"]
    assert (found["id"], found["label"]) == (name, CONDITIONS[name].label)
    assert found["use"] == "flags"
    assert found["acts_on"] == list(uses_of(name))
    assert found["acts_on"]


def test_a_person_is_given_back_as_given() -> None:
    person = make_person(
        name="A. B.", height_cm=181.0, weight_kg=86.0, menopause_age=None, fragility_fractures=2,
        vertebral_fracture=True, birth_date=date(1972, 5, 14), start=START, frax_hip_percent=3.4,
    )  # fmt: skip
    found = describe_inputs(person)
    assert found["person"] | {"age": None} == {
        "name": "A. B.", "sex": "male", "age": None, "birth_date": "1972-05-14", "height_cm": 181.0, "weight_kg": 86.0,
        "menopause_age": None, "conditions": [], "fragility_fractures": 2, "vertebral_fracture": True,
        "frax_hip_percent": 3.4, "frax_major_percent": None,
    }  # fmt: skip
    assert found["person"]["age"] == pytest.approx(53 + 263 / 365.25, abs=0.006)
    assert found["person"]["age"] == round(found["person"]["age"], 2)
    assert (found["start"], found["until"]) == ("2026-02-01", "2029-02-01")


@pytest.mark.parametrize(
    ("field", "label"),
    [
        ("menopause_age", "Age at menopause"), ("calcium_mg_per_day", "Calcium before the plan"),
        ("vitamin_d_iu_per_day", "Vitamin D before the plan"), ("weight_kg", "Weight"),
        ("bmd_total_hip", "Total hip BMD"), ("estradiol_pg_ml", "Estradiol"),
    ],
)  # fmt: skip
def test_an_assumption_is_called_what_it_stands_for(field: str, label: str) -> None:
    found = describe_assumption(Assumption(field, "some", "somewhere"))
    assert found == {"field": field, "label": label, "value": "some", "source": "somewhere"}

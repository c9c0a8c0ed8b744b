"""Interventions in words that a person would use."""

import pytest

from osteotwin.protocol.describe import describe_intervention
from osteotwin.protocol.interventions import (
    Diet,
    DrugCourse,
    Food,
    Intervention,
    Supplement,
    Training,
    Unloading,
)
from osteotwin.protocol.library import find_food, load_drugs, load_exercises
from osteotwin.protocol.wording import how_often, number

MILK = find_food("milk, skim").id


@pytest.mark.parametrize(
    ("intervention", "words"),
    [
        (DrugCourse("anastrozole", 1.0, 1.0), "1 mg every day"),
        (DrugCourse("denosumab", 60.0, 182.625), "60 mg every 6 months"),
        (DrugCourse("zoledronate", 5.0, 365.25), "5 mg every year"),
        (DrugCourse("estradiol_patch", 50.0, 3.5), "50 ug/day every 3.5 days"),
        (DrugCourse("zoledronate", 5.0, 365.25, 7.0, 372.25), "5 mg once"),
        (DrugCourse("orchiectomy", 1.0, 36500.0), "done once"),
        (
            Training("back_squat", 2, 25, 0.7, None, 0.025, 0.85, sets=5, reps=5),
            "5 x 5 back squat at 70 %1RM rising 2.5 % a week to 85 %, twice a week",
        ),
        (Training("back_squat", 2, 25, load_kg=90.0), "back squat, 25 repetitions with 90 kg, twice a week"),
        (Training("rope_jumping", 3, 60), "rope jumping, 60 impacts, 3 times a week"),
        (Training("jogging", 1, 960, minutes_per_session=12), "jogging for 12 min, once a week"),
        (
            Training("walking", 2.5, 900, minutes_per_session=30, adherence=0.8),
            "walking for 30 min, 2.5 times a week, 80 % of the sessions done",
        ),
        (
            Training("back_squat", 2, 25, None, 90.0, 0.025, 0.85, sets=5),
            "back squat, 25 repetitions with 90 kg rising 2.5 % a week to 85 %1RM, twice a week",
        ),
        (
            Training("back_squat", 2, 1, 0.7, None, 0.01, reps=5),
            "back squat, 1 repetition at 70 %1RM rising 1 % a week, twice a week",
        ),
        (Training("walking", 7, 1, 0.0), "walking, 1 repetition at 0 %1RM, 7 times a week"),
        (Training("jogging", 1.005, 960), "jogging, 960 repetitions, once a week"),
        (
            Training("rope_jumping", 3, 60, minutes_per_session=5),
            "rope jumping, 60 impacts in 5 min, 3 times a week",
        ),
        (
            Training("back_squat", 2, 25, load_kg=90.0, sets=5, reps=5, minutes_per_session=40),
            "5 x 5 back squat with 90 kg in 40 min, twice a week",
        ),
        (Food(MILK, 14), "Milk, skim, vitamin A and D added, 2 servings a day"),
        (Food(MILK, 1), "Milk, skim, vitamin A and D added, 1 serving a week"),
        (Food(MILK, 3.5), "Milk, skim, vitamin A and D added, 3.5 servings a week"),
        (Diet("vitamin_d", 800), "800 IU a day in all, from food and supplements"),
        (DrugCourse("zoledronate", 5.0, 365.25, 7.0, 372.5), "5 mg every year"),
        (Food(MILK, 7), "Milk, skim, vitamin A and D added, 1 serving a day"),
        (Food(MILK, 3), "Milk, skim, vitamin A and D added, 3 servings a week"),
        (Supplement("vitamin_d", 1000, 1), "1,000 IU every day"),
        (Supplement("calcium_citrate", 250, 0.5), "250 mg twice a day"),
        (Supplement("vitamin_d", 300_000, 90, 7.0, 97.0), "300,000 IU once"),
        (Diet("calcium", 1200), "1,200 mg a day in all, from food and supplements"),
        (Unloading(0.2), "20 % of the habitual load on the skeleton"),
    ],
)
def test_an_intervention_reads_as_a_person_would_say_it(intervention: Intervention, words: str) -> None:
    """Of a training, as of a habit: nothing is assumed of it."""
    known = intervention.as_habit() if isinstance(intervention, Training) else intervention
    assert describe_intervention(known) == words


@pytest.mark.parametrize(
    ("adherence", "last", "words"),
    [
        (None, 100.0, ", 84 % of the sessions done (assumed)"),
        (None, 700.0, ", 75 % of the sessions done (assumed)"),
        (0.75, 700.0, ", 75 % of the sessions done"),
        (1.0, 700.0, ""),
    ],
)
def test_what_is_assumed_of_a_training_is_said(adherence: float | None, last: float, words: str) -> None:
    training = Training("rope_jumping", 3, 60, adherence=adherence, until_day=last)
    assert describe_intervention(training) == f"rope jumping, 60 impacts, 3 times a week{words}"


def test_every_drug_and_exercise_of_the_library_has_words() -> None:
    for drug in load_drugs().values():
        assert describe_intervention(DrugCourse(drug.id, drug.usual_dose, drug.usual_interval_days))
    for exercise in load_exercises().values():
        assert "3 times a week" in describe_intervention(Training(exercise.id, 3.0, 10.0))


@pytest.mark.parametrize(
    ("days", "words"),
    [(0.5, "twice a day"), (1, "every day"), (2, "every 2 days"), (7, "every week"), (28, "every 4 weeks"),
     (30, "every 30 days"), (30.4375, "every month"), (730.5, "every 2 years"), (0.4, "every 0.4 days"),
     (1 / 3, "3 times a day"), (1 / 24, "24 times a day"), (0.9, "every 0.9 days"),
     (0.92, "every 0.92 days"), (10.5, "every 10.5 days"),
     (182.625, "every 6 months"), (365.25, "every year"), (14, "every 2 weeks"), (3.5, "every 3.5 days"),
     (6.95, "every week"), (6.9, "every 6.9 days"), (400.2, "every 400.2 days")],
)  # fmt: skip
def test_a_rhythm_reads_as_a_person_would_say_it(days: float, words: str) -> None:
    assert how_often(days) == words


def test_numbers_keep_what_was_written() -> None:
    assert [number(v) for v in (1.0, 0.25, 1234567.0, 62.5, 1e-3)] == [
        "1",
        "0.25",
        "1,234,570",
        "62.5",
        "0.001",
    ]

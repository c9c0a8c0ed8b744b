"""Training in fields: every exercise is read as it is meant, and what was understood fills the fields."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from tests.asking.saying import TODAY

import osteotwin as ot
from osteotwin.asking.fields.training_labels import OFTEN, label_of
from osteotwin.protocol.library import load_exercises
from osteotwin.protocol.library.exercises import GENERIC_EXERCISES

FORM = ot.answer_fields("training", {}, today=TODAY)
SQUAT = {"exercise": "Back squat", "sets": "5", "reps": "5", "often": "2"}
CHOICES = FORM.columns[0].choices


def words(*rows: dict[str, str], **values: str) -> str:
    return ot.answers_by_fields("training", rows, values).answers["training"]


def trained(text: str) -> list[dict[str, Any]]:
    file = tomllib.loads(ot.new_person({"training": text}, today=TODAY).text)
    return file.get("habits", {}).get("training", [])


def row_of(label: str) -> dict[str, str]:
    """Return a row with all fields that are asked of an exercise; of no exercise in particular with its minutes."""
    asked = [one for one in FORM.columns[1:] if FORM.asks_of(one, label)]
    if any(label == label_of(load_exercises()[one]) for one in GENERIC_EXERCISES.values()):
        asked = [one for one in asked if one.key not in ("sets", "reps", "load")]
    together = " together" if "umbbell" in label else ""
    return {"exercise": label, **{one.key: one.example + together * (one.key == "load") for one in asked}}


@pytest.mark.parametrize("part", range(6))
def test_every_exercise_that_may_be_chosen_is_read_as_itself(part: int) -> None:
    ids = {label_of(one): one.id for one in load_exercises().values()}
    for label in CHOICES[part::6]:
        row = row_of(label)
        text = words(row)
        (found,) = trained(text)
        assert found["exercise"] == ids[label], text
        assert "Not used" not in ot.new_person({"training": text}, today=TODAY).understood["training"]
        assert [dict(one) for one in ot.answer_fields("training", {"training": text}, today=TODAY).rows] == [
            row
        ]


def test_all_but_what_is_read_as_several_may_be_chosen() -> None:
    assert len(CHOICES) == len(load_exercises()) - 1


@pytest.mark.parametrize("often", [*OFTEN, "3", "3x/week", "Mon and Fri", "every 3 days"])
def test_every_rhythm_is_read(often: str) -> None:
    (found,) = trained(words({"exercise": "Running", "minutes": "20", "often": often}))
    assert found["minutes"] == "20 min"


def test_several_and_what_a_plan_keeps_to_are_one_answer() -> None:
    rows = ({"exercise": "RDL", "sets": "3", "reps": "8", "load": "60 kg", "often": "2"},
            {"exercise": "walking", "minutes": "45 min", "often": "every day"})  # fmt: skip
    text = words(*rows, keeps="no gym; at most 3 times a week")
    assert [one["exercise"] for one in trained(text)] == ["romanian_deadlift", "walking"]
    form = ot.answer_fields("training", {"training": text}, today=TODAY)
    assert form.values == {"keeps": "no gym; at most 3 times a week"}
    assert words(*map(dict, form.rows), **form.values).casefold() == text.casefold().replace(
        "rdl", "romanian deadlift"
    ).replace("2 times", "twice").replace("45 min ", "45 min ")


def test_nothing_is_an_answer() -> None:
    assert (words(), words(keeps="no gym")) == ("none", "none; no gym")


@pytest.mark.parametrize(
    ("row", "place", "says"),
    [
        ({"exercise": "Running", "often": "3"}, "rows[0].minutes", "No number of minutes of Running"),
        ({"exercise": "Back squat", "sets": "5", "often": "3"}, "rows[0].reps", "No number of repetitions"),
        ({"exercise": "Hopping", "often": "3"}, "rows[0].impacts", "No number of jumps"),
        ({"exercise": "Running", "minutes": "20"}, "rows[0].often", "No word on how often"),
        ({"exercise": "Running", "minutes": "a bit", "often": "3"}, "rows[0].minutes", "a number"),
        ({"exercise": "Running", "minutes": "20", "often": "when I can"}, "rows[0].often", "Mon and Fri"),
        (
            {"exercise": "Back squat", "sets": "5", "reps": "5", "load": "80", "often": "3"},
            "rows[0].load",
            '"80 kg" or "80 lb"',
        ),
        (
            {"exercise": "Dumbbell row", "sets": "5", "reps": "5", "load": "20 kg", "often": "3"},
            "rows[0].load",
            '"20 kg each"',
        ),
        (
            {"exercise": "Strength training", "often": "3"},
            "rows[0].minutes",
            "minutes, or of sets and repetitions",
        ),
        (
            {"exercise": "flurbing", "minutes": "20", "often": "3"},
            "rows[0].exercise",
            "no exercise that is known",
        ),
        ({"minutes": "20", "often": "3"}, "rows[0].exercise", "No exercise or sport of row 1"),
    ],
)
def test_what_lacks_is_asked_at_its_field(row: dict[str, str], place: str, says: str) -> None:
    with pytest.raises(ot.InputError) as refused:
        words(row)
    (problem,) = refused.value.problems
    assert problem.field == place
    assert says in problem.question()


@pytest.mark.parametrize(
    ("answer", "rows"),
    [
        (
            "bench 5x5 80kg Mon, run 5k",
            [
                {"exercise": "Bench press", "sets": "5", "reps": "5", "load": "80kg", "often": "once a week"},
                {"exercise": "Running"},
            ],
        ),
        (
            "I jog maybe 20 min when I feel like it, twice weekly",
            [{"exercise": "Jogging", "minutes": "20", "often": "twice a week"}],
        ),
        (
            "walking 30 min daily; some golf",
            [{"exercise": "Walking", "minutes": "30", "often": "every day"}, {"exercise": "Golf"}],
        ),
        ("gym when I have time", [{"exercise": "Strength training"}]),
        ("this and that", []),
    ],
)
def test_what_is_certain_fills_the_fields(answer: str, rows: list[dict[str, str]]) -> None:
    form = ot.answer_fields("training", {"training": answer}, today=TODAY)
    assert [dict(one) for one in form.rows] == rows
    assert form.unread


def test_only_fields_that_fit_are_asked() -> None:
    def asked(exercise: str) -> list[str]:
        return [one.key for one in FORM.columns if FORM.asks_of(one, exercise)]

    assert asked("Running") == ["exercise", "minutes", "load", "often"]
    assert asked("Bench press") == ["exercise", "sets", "reps", "load", "often"]
    assert asked("Swimming") == ["exercise", "minutes", "often"]
    assert asked("RDL") == [one.key for one in FORM.columns]  # a name that is not listed


@pytest.mark.parametrize(
    ("question", "answer", "names"),
    [
        ("training", "squats 5x5 @ 140kg when I can. No cardio lol", ["Back squat"]),
        ("training", "I used to run marathons; now golf if it is dry", ["Golf"]),
        ("food", "never eat fish or cheese, hate both. milk only in my tea", ["Milk", "Tea"]),
        ("food", "No beef/pork/egg. Yogurt when there is some", ["Yogurt"]),
        ("drugs", "I do not take letrozole. Clomid now and then", ["Clomiphene"]),
    ],
)
def test_what_is_denied_fills_no_field(question: str, answer: str, names: list[str]) -> None:
    form = ot.answer_fields(question, {question: answer}, today=TODAY)
    told = [row[form.columns[0].key] for row in form.rows]
    assert [one.partition(",")[0] for one in told] == names
    assert form.unread


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"exercise": "Running", "minutes": "30 minutes", "often": "3"}, "Running 30 min 3 times a week"),
        ({"exercise": "Running", "minutes": "1 h", "often": "daily"}, "Running 60 min daily"),
        ({"exercise": "Running", "minutes": "1,5 hours", "often": "2"}, "Running 90 min twice a week"),
        (
            {"exercise": "Push-up", "sets": "3x", "reps": "10 reps", "often": "3"},
            "Push-up 3x10 3 times a week",
        ),
        (
            {"exercise": "Pull-up", "sets": "3", "reps": "8", "load": "bodyweight only", "often": "3"},
            "Pull-up 3x8 3 times a week",
        ),
    ],
)
def test_numbers_may_be_written_with_what_they_count(row: dict[str, str], told: str) -> None:
    assert words(row) == told
    assert trained(told)


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ({"exercise": "Swimming", "minutes": "30", "load": "5 kg", "often": "3"}, "load"),
        ({"exercise": "Running", "minutes": "30", "impacts": "60", "often": "3"}, "impacts"),
        ({"exercise": "RDL", "minutes": "30", "sets": "3", "reps": "8", "often": "3"}, "minutes"),
        ({"exercise": "Strength training", "minutes": "45", "sets": "5", "often": "3"}, "reps"),
    ],
)
def test_no_field_is_lost(row: dict[str, str], place: str) -> None:
    with pytest.raises(ot.InputError) as refused:
        words(row)
    assert [one.field for one in refused.value.problems] == [f"rows[0].{place}"]


@pytest.mark.parametrize(
    ("answer", "row"),
    [
        ("flurbing 3x10 with 40 kg then some squats", {"exercise": "Back squat"}),
        (
            "push pull legs 5 days a week, an hour",
            {"exercise": "Strength training", "minutes": "60", "often": "5 times a week"},
        ),
    ],
)
def test_amounts_of_what_is_not_known_are_of_nothing_else(answer: str, row: dict[str, str]) -> None:
    (found,) = ot.answer_fields("training", {"training": answer}, today=TODAY).rows
    assert found == row


@pytest.mark.parametrize("often", ["every 3 days", "once a month", "every 2 weeks", "every 2 days"])
def test_a_rhythm_comes_back_as_it_is_told(often: str) -> None:
    text = words({"exercise": "Running", "minutes": "30", "often": often})
    (row,) = ot.answer_fields("training", {"training": text}, today=TODAY).rows
    assert row["often"] == often


@pytest.mark.parametrize(
    ("answer", "names"),
    [
        ("my wife runs 30 min 3 times a week", ["Running"]),
        ("walk 30-60 min daily", ["Walking"]),
        ("I could squat 3x5 100 kg twice a week if my knee was fine", ["Back squat"]),
    ],
)
def test_amounts_of_another_time_or_person_fill_no_field(answer: str, names: list[str]) -> None:
    form = ot.answer_fields("training", {"training": answer}, today=TODAY)
    assert [dict(one) for one in form.rows] == [{"exercise": name} for name in names]


@pytest.mark.parametrize(
    ("row", "values", "place"),
    [
        (SQUAT | {"load": "80 kg; deadlift 5x5 with 100 kg"}, {}, "rows[0].load"),
        (
            {"exercise": "Back squat", "sets": "5", "reps": "5", "load": "-80 kg", "often": "2"},
            {},
            "rows[0].load",
        ),
        ({"exercise": "Back squat", "sets": "0", "reps": "5", "often": "2"}, {}, "rows[0].sets"),
        ({}, {"keeps": "deadlift 5x5 with 100 kg twice a week"}, "keeps"),
    ],
)
def test_a_field_tells_its_own_thing_alone(row: dict[str, str], values: dict[str, str], place: str) -> None:
    with pytest.raises(ot.InputError) as refused:
        words(row, **values)
    assert [one.field for one in refused.value.problems] == [place]


@pytest.mark.parametrize(
    ("answer", "rows"),
    [
        # What is denied or over is no row, and takes nothing along before it.
        ("cycling 150-200km/wk, zero lifting", [{"exercise": "Cycling"}]),
        (
            "yoga Weds, Couch to 5K week 5 (three runs a week), used to do CrossFit",
            [
                {"exercise": "Yoga or Pilates", "often": "once a week"},
                {"exercise": "Running", "often": "3 times a week"},
            ],
        ),
        ("stopped running, now rowing a bit", [{"exercise": "Rowing machine"}]),
        (
            "no running, jumping or squats; swim 30 min most days",
            [{"exercise": "Swimming", "minutes": "30", "often": "5 times a week"}],
        ),
        # Either a session or the lifts in it.
        (
            "ppl x2, 6 days on 1 off, heavy squats n deads, 15 min incline walk after",
            [
                {"exercise": "Strength training", "often": "6 times a week"},
                {"exercise": "Hill walking", "minutes": "15"},
            ],
        ),
        (
            "PPL 6 days, squats 3x5 100 kg, weather permitting",
            [{"exercise": "Back squat", "sets": "3", "reps": "5", "load": "100 kg"}],
        ),
        (
            "gym 60 min 3x a week; squats when I feel like it",
            [{"exercise": "Strength training", "minutes": "60", "often": "3 times a week"}],
        ),
        (
            "Silver Sneakers M/W/F, 45 min, with those little 3 lb weights. Some flurbing",
            [{"exercise": "Strength training", "minutes": "45", "load": "3 lb", "often": "3 times a week"}],
        ),
        (
            "elliptical 30 min 3x, weights machines 2x, flurb",
            [
                {"exercise": "Elliptical trainer", "minutes": "30", "often": "3 times a week"},
                {"exercise": "Strength training", "often": "twice a week"},
            ],
        ),
        ("spin 3x45 min, flurb", [{"exercise": "Cycling"}]),
        ("planks 3x30s and flurb", [{"exercise": "Plank", "minutes": "1.5"}]),
        # Ways of doing sets are no exercise.
        (
            "EMOM 10 min: kb swings 16 kg, sundays",
            [{"exercise": "Kettlebell swing", "load": "16 kg", "often": "once a week"}],
        ),
        # An amount is of the name in its clause.
        (
            "upper/lower 4 days a week 60 min, some yoga",
            [
                {"exercise": "Strength training", "minutes": "60", "often": "4 times a week"},
                {"exercise": "Yoga or Pilates"},
            ],
        ),
        (
            "45 min yoga, 30 min run",
            [{"exercise": "Yoga or Pilates", "minutes": "45"}, {"exercise": "Running", "minutes": "30"}],
        ),
        (
            "squats, flurbing 3x10 40 kg, curls 3x12",
            [{"exercise": "Back squat"}, {"exercise": "Biceps curl", "sets": "3", "reps": "12"}],
        ),
        # The most that is lifted is no load of training.
        ("deadlift PR 200 kg, training max 180", [{"exercise": "Deadlift"}]),
        (
            "squat 1RM 140kg, 3x5 on mondays",
            [{"exercise": "Back squat", "sets": "3", "reps": "5", "often": "once a week"}],
        ),
        # Loads without their unit are filled in, and asked.
        (
            "SS 3x/wk, sq 225x5x3 bp 165 dl 275x5",
            [
                {"exercise": "Back squat", "load": "225", "sets": "3", "reps": "5"},
                {"exercise": "Bench press", "load": "165"},
                {"exercise": "Deadlift", "load": "275", "reps": "5"},
            ],
        ),
        (
            "goblet sq 16 3x12, RDL 2x20s 3x10, M/F",
            [
                {
                    "exercise": "Goblet squat",
                    "sets": "3",
                    "reps": "12",
                    "often": "twice a week",
                    "load": "16",
                },
                {
                    "exercise": "Romanian deadlift",
                    "sets": "3",
                    "reps": "10",
                    "often": "twice a week",
                    "load": "20 each",
                },
            ],
        ),
        # How often, without its week.
        (
            "Zumba Gold 1x, aqua fit 2x",
            [
                {"exercise": "Dancing", "often": "once a week"},
                {"exercise": "Swimming", "often": "twice a week"},
            ],
        ),
        (
            "yoga x2, swim x3",
            [
                {"exercise": "Yoga or Pilates", "often": "twice a week"},
                {"exercise": "Swimming", "often": "3 times a week"},
            ],
        ),
        (
            "weighted vest 5 kg, 3 miles, most days",
            [
                {
                    "exercise": "Walking in a weighted vest",
                    "load": "5 kg",
                    "minutes": "3 miles",
                    "often": "5 times a week",
                }
            ],
        ),
        ("Falls class on Thursdays", [{"exercise": "falls class", "often": "once a week"}]),
        (
            "Nordic Walking with the neighbour, mostly Saturdays",
            [{"exercise": "Nordic walking", "often": "once a week"}],
        ),
    ],
)
def test_a_row_is_what_is_done_with_what_is_told_of_it(answer: str, rows: list[dict[str, str]]) -> None:
    form = ot.answer_fields("training", {"training": answer}, today=TODAY)
    assert [dict(one) for one in form.rows] == rows
    assert form.unread


@pytest.mark.parametrize(
    ("often", "per_week"),
    [
        ("M/F", 2), ("M/W/F", 3), ("Tue + Thu", 2), ("sundays", 1), ("three runs a week", 3), ("mostly Saturdays", 1),
        ("x2", 2), ("3 sessions", 3), ("Mo Mi Fr", 3), ("6 days on 1 off", 6), ("Tue and Thu at 6pm", 2),
        ("every day except sunday", 6), ("3 on 1 off", 5.25), ("most days", 5),
    ],
)  # fmt: skip
def test_how_often_is_taken_as_people_type_it(often: str, per_week: float) -> None:
    (found,) = trained(words({"exercise": "Running", "minutes": "20", "often": often}))
    assert found["sessions_per_week"] == per_week


@pytest.mark.parametrize(
    ("often", "says"),
    [("2-3x a week", '"2 times a week" or "3 times a week"'),
     ("5 to 6 days", '"5 times a week" or "6 times a week"'), ("not on Mondays", "Mon and Fri"),
     ("sundays in summer", "Mon and Fri")],
)  # fmt: skip
def test_an_open_rhythm_is_asked_at_its_field(often: str, says: str) -> None:
    with pytest.raises(ot.InputError) as refused:
        words({"exercise": "Running", "minutes": "20", "often": often})
    (problem,) = refused.value.problems
    assert problem.field == "rows[0].often"
    assert says in problem.question()


@pytest.mark.parametrize(
    ("exercise", "load", "says"),
    [("RDL", "2x20 kg", "with 40 kg"), ("Dumbbell row", "2x20 kg", "with 20 kg each"),
     ("RDL", "20 each", '"40 kg" or "40 lb"'), ("Dumbbell row", "2x20", '"20 kg each" or "20 lb each"'),
     ("RDL", "20 kg each", "of two weights the sum")],
)  # fmt: skip
def test_two_weights_are_one_load(exercise: str, load: str, says: str) -> None:
    row = {"exercise": exercise, "sets": "3", "reps": "10", "load": load, "often": "2"}
    try:
        told = words(row)
    except ot.InputError as refused:
        told = refused.problems[0].question()
    assert says in told

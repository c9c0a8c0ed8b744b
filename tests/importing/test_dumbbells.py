"""Weights of dumbbells in a training log: programs keep that of one, a person's file that of both."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.importing.reading_in import entries, read_in, reasons, written

import osteotwin as ot

DAYS = [date(2025, 11, 3) + timedelta(days=7 * n) for n in range(8)]


def strong(name: str, order: str = "1") -> str:
    """Return a log of one set of 20 kg a week."""
    head = "Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;Seconds\n"
    return head + "".join(f"{day} 18:00:00;A;{name};{order};20;kg;8;0\n" for day in DAYS)


def hevy(name: str) -> str:
    """Return the same as Hevy writes it."""
    head = "title,start_time,exercise_title,set_type,weight_kg,reps,duration_seconds\n"
    return head + "".join(f'A,"{day:%d %b %Y}, 18:04",{name},normal,20,8,\n' for day in DAYS)


@pytest.mark.parametrize("text", [
    strong("Bench Press (Dumbbell)"), strong("Bicep Curl (Dumbbell)"), strong("Lunge (Dumbbell)"),
    hevy("Shoulder Press (Dumbbell)"), hevy("Shrug (Dumbbell)"), hevy("Bankdrücken (Kurzhantel)"),
])  # fmt: skip
def test_of_a_pair_it_is_asked_what_the_weight_is_of(text: str, tmp_path: Path) -> None:
    path = written(tmp_path, "log.csv", text)
    with pytest.raises(ot.ImportQuestionError, match=r"20 kg of .*--dumbbells each .*--dumbbells together"):
        read_in(path, tmp_path)
    loads = [
        [one["load"] for one in entries(read_in(path, tmp_path, dumbbells=answer), "habits.training")]
        for answer in ("each", "together")
    ]
    assert loads == [["40 kg"], ["20 kg"]]


@pytest.mark.parametrize("name", [
    "Bench Press (Barbell)", "Dumbbell Row", "Goblet Squat (Dumbbell)", "Concentration Curl (Dumbbell)",
    "Pullover (Dumbbell)", "Single Arm Press (Dumbbell)",
])  # fmt: skip
def test_one_weight_is_all_that_is_lifted(name: str, tmp_path: Path) -> None:
    (one,) = entries(read_in(written(tmp_path, "log.csv", strong(name)), tmp_path), "habits.training")
    assert one["load"] == "20 kg"


@pytest.mark.parametrize(("more", "why"), [
    (strong("Squat (Barbell)", "W"), "8 warm-up sets: before the work sets"),
    (strong("Squat (Barbell)").replace("kg;8", "kg;0"), "8 sets: without a repetition"),
    (strong("Chest Dip").replace(";20;", ";-20;"), "8 sets: with a weight below zero"),
])  # fmt: skip
def test_sets_that_do_not_count_are_named(more: str, why: str, tmp_path: Path) -> None:
    text = strong("Squat (Barbell)") + more.partition("\n")[2]
    preview = read_in(written(tmp_path, "log.csv", text), tmp_path)
    assert [(one["sets"], one["reps"]) for one in entries(preview, "habits.training")] == [(1, 8)]
    assert why in reasons(preview)


def noted(note: str, name: str = "Squat (Barbell)") -> str:
    """Return a log of a set of 100 kg a week without a note, and of one of 60 kg with it."""
    head = "Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;Seconds;Notes\n"
    rows = "{day} 18:00:00;A;{name};1;100;kg;8;0;\n{day} 18:00:00;A;{name};2;60;kg;8;0;{note}\n"
    return head + "".join(rows.format(day=day, name=name, note=note) for day in DAYS)


@pytest.mark.parametrize("note", [
    "skipped", "planned only", "my wife's sets", "not mine", "warm-up", "per arm", "in lb", "assisted", "Aufwärmsatz",
])  # fmt: skip
def test_a_set_whose_note_withdraws_it_is_not_counted(note: str, tmp_path: Path) -> None:
    preview = read_in(written(tmp_path, "log.csv", noted(note)), tmp_path)
    (one,) = entries(preview, "habits.training")
    assert (one["sets"], one["load"]) == (1, "100 kg")
    assert note in reasons(preview)


def test_any_other_note_is_told(tmp_path: Path) -> None:
    preview = read_in(written(tmp_path, "log.csv", noted("felt good")), tmp_path)
    (one,) = entries(preview, "habits.training")
    assert one["sets"] == 2
    assert "felt good" in reasons(preview)


@pytest.mark.parametrize("name", [
    "Leg Press (Single Leg)", "Single Leg Press (Machine)", "Single Leg Hip Thrust", "B-Stance RDL",
    "Single Arm Lat Pulldown", "Squat 5x5", "3x10 Squats", "Push Ups x 20",
])  # fmt: skip
def test_one_side_alone_or_a_count_in_a_name_is_asked(name: str, tmp_path: Path) -> None:
    preview = read_in(written(tmp_path, "log.csv", strong(name)), tmp_path)
    assert not entries(preview, "habits.training")
    assert name in reasons(preview)


@pytest.mark.parametrize("name", ["Pistol Squat", "Single Leg Deadlift", "Bulgarian Split Squat"])
def test_exercises_of_one_side_are_known(name: str, tmp_path: Path) -> None:
    assert len(entries(read_in(written(tmp_path, "log.csv", strong(name)), tmp_path), "habits.training")) == 1


def test_the_name_in_the_log_is_told(tmp_path: Path) -> None:
    preview = read_in(written(tmp_path, "log.csv", strong("Fire Hydrant")), tmp_path)
    assert "from Fire Hydrant" in next(one for one in preview.taken if one.table[0] == "habits").note


@pytest.mark.parametrize("name", [
    "Leg Press (Single Leg)", "Leg Press - Left", "Leg Press (One Foot)", "Unilateral Leg Press", "Negative Pull Up",
    "Bench Press (Partial)",
])  # fmt: skip
def test_what_is_done_with_less_than_the_exercise_is_named(name: str, tmp_path: Path) -> None:
    preview = read_in(written(tmp_path, "log.csv", strong(name)), tmp_path)
    assert not entries(preview, "habits.training")
    assert name in reasons(preview)


@pytest.mark.parametrize(("name", "said"), [
    ("Push Up", "its weight, up to 20 kg, is not taken"),
    ("Chest Dip (Weighted)", "from Chest Dip (Weighted); its weight"),
    ("Deadlift (Deficit)", "from Deadlift (Deficit)"), ("Bench Press (Close Grip)", "from Bench Press (Close Grip)"),
])  # fmt: skip
def test_an_entry_says_what_the_log_calls_it_and_what_of_it_is_not_taken(
    name: str, said: str, tmp_path: Path
) -> None:
    preview = read_in(written(tmp_path, "log.csv", strong(name)), tmp_path)
    (one,) = (one for one in preview.taken if "exercise" in one.keys)
    assert said in one.note
    assert name in one.said or name == "Push Up"


def all_noted(name: str, note: str, reps: str = "Reps") -> str:
    """Return a log of one set of 20 kg a week, with a note on each."""
    head = f"Date;Exercise Name;Set Order;Weight;Weight Unit;{reps};Notes\n"
    return head + "".join(f"{day} 18:00:00;{name};1;20;kg;8;{note}\n" for day in DAYS)


@pytest.mark.parametrize(("name", "note"), [
    ("Bulgarian Split Squat", "per hand"), ("Bench Press (Dumbbell)", "each hand"),
    ("Walking Lunge", "weight per dumbbell"), ("Step-up", "je Hantel"),
])  # fmt: skip
def test_a_note_that_the_weight_is_of_each_hand_answers_it(name: str, note: str, tmp_path: Path) -> None:
    path = written(tmp_path, "log.csv", all_noted(name, note))
    preview = read_in(path, tmp_path)
    (one,) = entries(preview, "habits.training")
    assert one["load"] == "40 kg"
    assert f'{name}: with "{note}", counted with the weight of both hands' in reasons(preview)


@pytest.mark.parametrize(("name", "note"), [
    ("Dumbbell Row", "per hand"), ("Goblet Squat", "per hand"), ("Chest Fly (Cable)", "each hand"),
    ("Squat (Barbell)", "per side"), ("Bench Press (Dumbbell)", "per arm, felt bad"),
])  # fmt: skip
def test_a_note_on_one_hand_where_not_both_hold_one_leaves_the_set_out(
    name: str, note: str, tmp_path: Path
) -> None:
    preview = read_in(written(tmp_path, "log.csv", all_noted(name, note)), tmp_path)
    assert not entries(preview, "habits.training")
    assert f'{name}: its note says "{note}"' in reasons(preview)


@pytest.mark.parametrize("reps", ["Wiederh.", "Wdh", "Wiederholungen", "Répétitions", "Repeticiones"])
def test_repetitions_in_short_and_in_other_languages_are_read(reps: str, tmp_path: Path) -> None:
    preview = read_in(written(tmp_path, "log.csv", all_noted("Squat (Barbell)", "", reps)), tmp_path)
    assert [one["reps"] for one in entries(preview, "habits.training")] == [8]

"""Names of exercises with labels, counts, measures, abbreviations and loads around them, and lists of several."""

from __future__ import annotations

import pytest

from osteotwin.inputs.not_in_library import NotInLibraryError
from osteotwin.protocol.library import find_exercise


@pytest.mark.parametrize(
    ("written", "exercise"),
    [
        ("2-mile run", "running"),
        ("Knees-to-elbows [K2E]", "leg_raise"),
        ("Push-ups in 2 min (APFT)", "push_up"),
        ("Chest press machine (seat 4)", "bench_press"),
        ("Laufband 20 min gehen", "walking"),
        ("peso muerto con barra hexagonal", "trap_bar_deadlift"),
        ("elevaci\u00f3n de piernas colgado", "leg_raise"),
        ("# of push ups in 2 minutes", "push_up"),
        ("Max pull-ups in 60 seconds", "pull_up"),
        ("30-second (accumulated time) plank hold", "plank"),
        ("30-second plank hold with 1 hand on slam ball", "plank"),
        ("Pickle Ball [PB]", "pickleball"),
        ("50 double unders (DU)", "rope_jumping"),
        ("30 DU", "rope_jumping"),
        ("Captain's Chair Leg Lifts (bodyweight)", "leg_raise"),
        ("Splash Club: Water Aerobics", "swimming"),
        ("A1) Bench Press", "bench_press"),
        ("Day 1: Squat", "back_squat"),
        ("Deadlift (lbs)", "deadlift"),
        ("Stairmaster level 8", "stair_machine"),
        ("polea baja para dorsal", "seated_row"),
        ("jalón de tríceps con cuerda", "triceps_extension"),
        ("sentadillas tradicionales con barra en el rack", "back_squat"),
        ("sentadilla con mancuernas", "goblet_squat"),
        ("Auch das Beinheben an der Schrägbank", "leg_raise"),
        ("squat à la barre guidée", "smith_squat"),
        ("Sumo squat on smith machine", "smith_squat"),
        ("Kniebeuge an der Multipresse", "smith_squat"),
        ("Press, Bench", "bench_press"),
        ("Clean & Jerk", "clean_and_jerk"),
    ],
)
def test_notes_around_a_name_are_no_part_of_it(written: str, exercise: str) -> None:
    assert find_exercise(written).id == exercise


@pytest.mark.parametrize(
    ("written", "exercise", "load"),
    [
        ("Wall-ball, 20 pound ball, 10 ft target (Reps)", "Wall ball", "20 lb"),
        ("KB swings 53#", "Kettlebell swing", "53 lb"),
        ("Goblet Squat 3 x 10 @ 20kg", "Goblet squat", "20kg"),
    ],
)
def test_a_load_in_a_name_is_asked_apart(written: str, exercise: str, load: str) -> None:
    with pytest.raises(NotInLibraryError) as asked:
        find_exercise(written)
    assert asked.value.instead == f'write "{exercise}" as the exercise and "{load}" as its load'


@pytest.mark.parametrize("written", ["Bench & Dips", "Bench/Dips", "Bench, Dips", "Squat & Bench"])
def test_a_list_of_exercises_is_not_one_of_them(written: str) -> None:
    with pytest.raises(NotInLibraryError):
        find_exercise(written)


@pytest.mark.parametrize(
    "written",
    [
        "Weighted Chins (not done)",
        "Squat: never",
        "Squat (NO)",
        "Bench press (off today)",
        "Treadmill walk, 10% incline",
        "Farmer's carry - 50 lb each hand",
    ],
)
def test_what_is_no_note_is_asked(written: str) -> None:
    with pytest.raises(NotInLibraryError) as asked:
        find_exercise(written)
    assert "as its load" not in str(asked.value)

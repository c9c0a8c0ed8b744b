"""Bans, limits and pain told beside training: each is a wish, in whatever words, and never the opposite."""

from __future__ import annotations

import tomllib

import pytest
from tests.asking.saying import TODAY, told

import osteotwin as ot

WISHES = [
    ("running is out of the question", "not done: running"),
    ("running forbidden by my surgeon", "not done: running"),
    ("running: no", "not done: running"),
    ("I can't swim", "not done: swimming"),
    ("I won't do lunges", "not done: lunge"),
    ("no running anymore", "not done: running"),
    ("please no jumping!", "not done: jumping"),
    ("no impact", "not done: whatever has an impact"),
    ("can't run because of my knees", "a knee that hurts; not done: running"),
    ("avoid deadlifts because of a herniated disc", "a back that hurts; not done: deadlift"),
    ("painful hip, so no jumping", "a hip that hurts; not done: jumping"),
    ("knee pain", "a knee that hurts"),
    ("arthritis in both knees", "a knee that hurts"),
    ("I have two knee replacements", "a knee that hurts"),
    ("rotator cuff tear left", "a shoulder that hurts"),
    ("max twice a week gym", "2 days a week; with the equipment of a gym"),
    ("at most 4 sessions a week", "4 days a week"),
    ("sessions of 20 minutes at most", "20 minutes a session"),
    ("at most 3 times a week, 30 min each", "3 days a week; 30 minutes a session"),
    ("no gym, I have dumbbells at home", "with dumbbell"),
    ("I only have dumbbells up to 10 kg", "with dumbbell"),
]


@pytest.mark.parametrize(("answer", "wish"), WISHES)
def test_a_ban_a_limit_or_pain_is_a_wish(answer: str, wish: str) -> None:
    said = told("training", f"walk 30 min daily; {answer}")
    assert said.startswith(f"walking for 30 min, 7 times a week. Wishes for plans: {wish}.")


@pytest.mark.parametrize(
    ("answer", "wish"),
    [
        ("My back hurts. Walking 30 min daily.", "a back that hurts"),
        ("walking 30 min daily despite knee pain", "a knee that hurts"),
        ("Walking 30 min daily. No running. No swimming.", "not done: running and swimming"),
    ],
)
def test_a_wish_may_be_a_sentence_or_a_clause(answer: str, wish: str) -> None:
    assert told("training", answer).startswith(
        f"walking for 30 min, 7 times a week. Wishes for plans: {wish}."
    )


def test_a_ban_that_is_taken_for_more_says_so() -> None:
    assert '"running outside" is taken for all of it' in told(
        "training", "walk 30 min daily; no running outside"
    )


@pytest.mark.parametrize(
    "answer", ["back squat 3x5 100 kg twice a week", "hip thrust 3x10 60 kg twice a week"]
)
def test_an_exercise_named_by_a_joint_is_no_pain(answer: str) -> None:
    assert "that hurts" not in told("training", answer)


@pytest.mark.parametrize("answer", ["none atm", "none really", "not much", "0", "no exercise due to fatigue"])
def test_nothing_is_done(answer: str) -> None:
    assert told("training", answer) == "none."


@pytest.mark.parametrize(
    "answer", ["walking 30 min daily, no other sport", "Walking 30 min daily. No other exercise."]
)
def test_nothing_else_is_done(answer: str) -> None:
    assert told("training", answer).startswith("walking for 30 min, 7 times a week.")


@pytest.mark.parametrize(
    ("said", "kind", "left_out", "stays"),
    [
        ("no bending or twisting", "bending forward or twisting under load", "sit_up", "back_squat"),
        (
            "no bending or twisting allowed",
            "bending forward or twisting under load",
            "deadlift",
            "back_squat",
        ),
        ("no forward bending", "bending forward or twisting under load", "good_morning", "walking"),
        ("nothing overhead", "lifting overhead", "overhead_press", "bench_press"),
        ("no overhead lifting", "lifting overhead", "thruster", "lat_pulldown"),
        ("I can't get down on the floor", "exercises on the floor", "plank", "back_squat"),
        ("no floor exercises", "exercises on the floor", "push_up", "incline_push_up"),
        ("no lying on the floor", "exercises on the floor", "bird_dog", "leg_press"),
    ],
)
def test_whole_kinds_of_movements_are_banned(said: str, kind: str, left_out: str, stays: str) -> None:
    new = ot.new_person({"training": f"walking 30 min daily; {said}"}, today=TODAY)
    banned = tomllib.loads(new.text)["wishes"]["not_done"]
    assert f"not done: {kind}" in new.understood["training"]
    assert left_out in banned
    assert stays not in banned

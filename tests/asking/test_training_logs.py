"""Logs and sincere sentences: what is told is read or kept in what is offered, and what lacks is asked once."""

from __future__ import annotations

import re

import pytest
from tests.asking.saying import TODAY
from tests.asking.test_training_answers import QUOTED
from tests.every import every

import osteotwin as ot
from osteotwin.asking.training.words import read_training_words
from osteotwin.errors import Problem


def _read(answer: str) -> list[tuple[object, ...]]:
    keys = ("exercise", "sets", "reps", "load", "minutes", "impacts", "sessions_per_week")
    return [tuple(one.keys[key] for key in keys if key in one.keys) for one in read_training_words(answer)]


def _asked(answer: str) -> Problem:
    with pytest.raises(ot.InputError) as asked:
        ot.new_person({"training": answer}, today=TODAY)
    return asked.value.problems[0]


@every("answer, read", [
    ("squat 60 kg reps 8 sets 3 twice a week", [("back_squat", 3, 8, "60 kg", 2)]),
    ("sets: 4, reps: 5 leg press 60 kg 3/wk", [("leg_press", 4, 5, "60 kg", 3)]),
    ("3 sets leg curl 15 reps 30 kg, weekly", [("leg_curl", 3, 15, "30 kg", 1)]),
    ("squat 60 kg 2x 3 sets of 5 a week", [("back_squat", 3, 5, "60 kg", 2)]),
    ("leg press 75 kg 3 sets of 12 reps each 2 days a week", [("leg_press", 3, 12, "75 kg", 2)]),
    ("squat 3 times 10 reps 60 kg twice a week", [("back_squat", 3, 10, "60 kg", 2)]),
    ("squat three times ten with 60 kg, two times a week", [("back_squat", 3, 10, "60 kg", 2)]),
    ("squat 5x10 75 kg twice a week with a belt", [("back_squat", 5, 10, "75 kg", 2)]),
    ("kb swings 5 x 20 @ 1.5 pood weekly", [("kettlebell_swing", 5, 20, "24 kg", 1)]),
    ("clean and jerk 5 singles at 80 kg weekly", [("clean_and_jerk", 5, 1, "80 kg", 1)]),
    ("dips x 12, x 10, x 8 weekly", [("dip", 3, 10, 1)]),
    ("chin-ups: 3 sets to failure, about 8 reps, three times a week", [("pull_up", 3, 8, 3)]),
    ("barbell row 4 x 8 - 135 lbs weekly", [("bent_over_row", 4, 8, "135 lbs", 1)]),
    ("plank 3 x 1:00 daily", [("plank", "3 min", 7)]),
    ("run 5k in 28:30 twice a week", [("running", "28.5 min", 2)]),
    ("run 10 km at 6 min/km pace twice a week", [("running", "60 min", 2)]),
    ("kettlebell overhead press 3x8 18 kg each weekly", [("overhead_press", 3, 8, "36 kg", 1)]),
    ("21 DB hang clusters weekly", [("thruster", 1, 21, 1)]),
    ("rack pulls in squat rack 3x5 100 kg weekly", [("rack_pull", 3, 5, "100 kg", 1)]),
    ("deadlifts on Fridays, working up to a heavy set of 5 at 150 kg", [("deadlift", 1, 5, "150 kg", 1)]),
    ("swim for an hour each Monday, Wednesday, and Friday. I can usually get a whole mile in",
     [("swimming", "60 min", 3)]),
    ("I jog everyday for half an hour", [("jogging", "30 min", 7)]),
    ("I'm 62 and retired. I play pickleball four mornings a week, about 2 hours each time.",
     [("pickleball", "120 min", 4)]),
    ("No hago nada m\u00e1s que caminar 20 minutos al d\u00eda", [("walking", "20 min", 7)]),
    ("agachamento 4x8 80kg 2x semana", [("back_squat", 4, 8, "80kg", 2)]),
    ("walking 30 min daily (slow)", [("slow_walking", "30 min", 7)]),
], ids=lambda case: case[0])  # fmt: skip
def test_a_notation_is_read(answer: str, read: list[tuple[object, ...]]) -> None:
    assert _read(answer) == read


@every("answer, read", [
    ("hopping 100 on Mondays and Thursdays. jogging, every other day, sessions of 45 min",
     [("hopping", 100, 2), ("jogging", "45 min", 3.5)]),
    ("20 hopping every day with tennis, every second day, 45 mins each",
     [("hopping", 20, 7), ("tennis", "45 min", 3.5)]),
    ("walking 50 min + 50 kg, 3 x 12 leg press, every second day",
     [("walking", "50 min", 3.5), ("leg_press", 3, 12, "50 kg", 3.5)]),
    ("once a week squat 40 kg, 4 x 8 | Monday and Thursday 50 kg, 2 x 5 deadlift",
     [("back_squat", 4, 8, "40 kg", 1), ("deadlift", 2, 5, "50 kg", 2)]),
    ("every day, walking 30 min, tennis, twice a week, 60 min", [("walking", "30 min", 7), ("tennis", "60 min", 2)]),
    ("twice daily 50 heel drops, also deadlift, 2x12 @ 60kg, twice a week",
     [("heel_drop", 50, 14), ("deadlift", 2, 12, "60kg", 2)]),
    ("t\u00e4glich 20 min Gehen, Kniebeugen 3x10 60 kg zweimal pro Woche",
     [("walking", "20 min", 7), ("back_squat", 3, 10, "60 kg", 2)]),
    ("Gehen und Radfahren je 30 min t\u00e4glich", [("walking", "30 min", 7), ("cycling", "30 min", 7)]),
    ("Kniebeugen 4 x 5 Wdh. 60 kg Mo/Mi/Fr, dazu dreimal pro Woche 20 min Wandern",
     [("back_squat", 4, 5, "60 kg", 3), ("hill_walking", "20 min", 3)]),
    ("squat and deadlift 3x5 100 kg each twice a week",
     [("back_squat", 3, 5, "100 kg", 2), ("deadlift", 3, 5, "100 kg", 2)]),
    ("Monday:\nsquat 3x5 100 kg\nThursday:\ndeadlift 1x5 140 kg",
     [("back_squat", 3, 5, "100 kg", 1), ("deadlift", 1, 5, "140 kg", 1)]),
    ("Before:\nsquat 3x10 100 kg twice a week\nNow:\nwalking 30 min daily", [("walking", "30 min", 7)]),
], ids=lambda case: case[0])  # fmt: skip
def test_each_exercise_keeps_what_is_its_own(answer: str, read: list[tuple[object, ...]]) -> None:
    assert _read(answer) == read


#: A log without how often, and what must stand in the line that is offered.
LOGS = (
    ("Dead lift: 3\u00d75 @ 355#. These were HARD.", "3x5 355 lb"),
    ("Squat 5x5 @ 225 lbs, felt heavy", "5x5 @ 225 lbs"),
    ("Deadlift - 95lbs 2x5 (supposed to limit to 1x5 but I need the practice)", "95lbs 2x5"),
    ("Single-Leg Romanian Dead Lift x 10/10 @ 10#", "1x10 10 lb"),
    ("For deadlifts, I'm now doing 95 pounds (45 bar, 50 plates). I managed 5 sets of 5 last night.", "5x5"),
    ("1. Squats 3x8 135 lb\n2. Bench press 3x8 115 lb", "Bench press 3x8 115 lb"),
    ("Ran 3.2 miles in 31 minutes", "31 minutes"),
    ("Last night I did 30 minutes on the elliptical and some crunches.", "30 minutes"),
    ("This morning I\u2019m going to lift weights, and then I\u2019ll be on my bike for an hour", "an hour"),
    ("I also have been doing a light strength workout routine using my Bowflex Extreme.", "3 times a week"),
    (
        "hex bar shrugs for 4 sets of 12 at 170 pounds. Next I moved to hex bar rows with 140 pounds for 4 sets.",
        "4x8",
    ),
)


@every("answer, kept", LOGS, ids=lambda case: case[0])
def test_a_log_is_asked_how_often_and_keeps_its_numbers(answer: str, kept: str) -> None:
    asked = _asked(answer)
    assert asked.found.startswith("no word on how often")
    (line,) = QUOTED.findall(asked.fix)
    assert "for example" in asked.fix or "your own numbers" in asked.fix
    assert kept in line
    assert read_training_words(line)


@every("answer, found, lines", [
    ("Squat 260x 5 reps x 3 sets", '"260"', ["Squat 260 lbx 5 reps x 3 sets, 3 times a week"]),
    ("Bench: 45x10, 95x5, 155x5x3", "loads without their unit",
     ["bench: 1x10 45 lb, 1x5 95 lb, 3x5 155 lb, 3 times a week"]),
    ("15 sumo deadlift high pulls \u2013 95/65 weekly", "two loads",
     ["15 sumo deadlift high pulls \u2013 95 lb weekly"]),
    ("overhead press 3x8 18 kg each weekly", "18 kg each", ["overhead press 3x8 36 kg weekly"]),
    ("squat 60 kg plus bar 3x10 twice a week", "60 kg plus bar", ["squat 80 kg 3x10 twice a week"]),
    ("deadlifts, 1 x 5 @ 90% 5RM weekly", "90% 5RM", ["deadlifts, 1 x 5 @ 77 %1RM weekly"]),
    ("bike 1:30 twice a week", '"1:30"', ["bike 90 min twice a week", "bike 1.5 min twice a week"]),
    ("I cycle to work 8 km each way 4 days a week, takes 25 min", "each way",
     ["I cycle to work 8 km 4 days a week, takes 50 min"]),
    ("walking 30 min daily, 60 min on Sundays", "beside every day",
     ["walking 30 min 6 times a week; walking 60 min once a week"]),
    ("press 3x5 50 kg weekly", '"press"', ["overhead press 3x5 50 kg weekly", "bench press 3x5 50 kg weekly"]),
    ("squat 3x5 and deadlift 1x5 with 100 kg once a week", "of both or of the last",
     ["squat 3x5 100 kg once a week; deadlift 1x5 with 100 kg once a week"]),
    ("deadlifts up to 100 kg, 3x5 weekly", "the most that is lifted", ["deadlifts 100 kg, 3x5 weekly"]),
    ("ran 30 min 3 times a week", "may be past", ["run 30 min 3 times a week"]),
], ids=lambda case: case[0])  # fmt: skip
def test_what_may_be_two_things_is_asked_in_whole_lines(answer: str, found: str, lines: list[str]) -> None:
    asked = _asked(answer)
    assert found in asked.found
    offered = QUOTED.findall(asked.fix)
    assert set(lines) <= set(offered)
    assert all(map(read_training_words, offered))


@every("answer, unused", [
    ("yoga 30 min weekly. Bob's studio is lovely.", "Bob's studio is lovely"),
    ("squat 3x5 80 kg twice a week at the Pumphouse near Leeds", "Pumphouse"),
    ("I do 20 heel drops every morning while brushing my teeth", "brushing"),
], ids=lambda case: case[0])  # fmt: skip
def test_what_is_not_used_is_said(answer: str, unused: str) -> None:
    (only,) = read_training_words(answer)
    assert re.search(rf'"[^"]*{re.escape(unused)}[^"]*" is not used', only.note)


@every("answer", [
    "squat 3x5 80 kg twice a week only on vacation",
    "squat 3x5 80 kg twice a week and zorbing",
    "squat 3x5 80 kg twice a week with zorbing for 20 min",
    "walk 30 min daily but less lately",
    "I ought to run 30 min 3 times a week",
    "I hate running but walk 30 min daily",
    "run 5 miles 3x week at 9 min per mile",
    "box jump overs 24/20\u2033 3 times a week",
    "Mon: squat 3x5, bench 3x5, twice a week",
    "plan: squat 3x5 100 kg twice a week",
    "I have run 30 min twice a week",
    "I had yoga twice a week 30 min",
    "cycling 45 min twice a week, class 60 min once a week",
    "weights 3 days a week since my diagnosis",
    "squat 3x5 100 kg Monday and Friday 3x5 bench 80 kg",
])  # fmt: skip
def test_what_turns_or_may_be_done_is_never_left_out(answer: str) -> None:
    _asked(answer)

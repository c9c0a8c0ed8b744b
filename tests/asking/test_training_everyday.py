"""Training beside everyday words, loads in a row and of a side, ways, dates, sessions, what is done instead."""

from __future__ import annotations

from typing import Any

import pytest
from tests.every import every

from osteotwin.asking.training.words import read_training_words
from osteotwin.asking.unclear import UnclearAnswerError

_KEYS = ("exercise", "sets", "reps", "load", "minutes", "sessions_per_week")


def _read(answer: str) -> list[tuple[Any, ...]]:
    return [
        tuple(entry.keys[key] for key in _KEYS if key in entry.keys) for entry in read_training_words(answer)
    ]


def _notes(answer: str) -> str:
    return " ".join(entry.note for entry in read_training_words(answer))


def _asked(answer: str) -> str:
    with pytest.raises(UnclearAnswerError) as asked:
        read_training_words(answer)
    (one,) = asked.value.problems
    return f"{one.found}; {one.expected}; {one.fix}"


@every("answer, read", [
    ("I take the dog for a lovely walk along the river on Tuesdays, 45 minutes, rain or shine",
     [("walking", "45 min", 1)]),
    ("Honestly, I love my Zumba class, it's every Wednesday and lasts an hour", [("dancing", "60 min", 1)]),
    ("Ich gehe jeden Morgen eine halbe Stunde mit dem Hund spazieren, egal bei welchem Wetter",
     [("walking", "30 min", 7)]),
    ("Camino una hora todos los d\u00edas con mi perro por la playa", [("walking", "60 min", 7)]),
    ("marche rapide 45 min, 5 fois par semaine, qu'il pleuve ou qu'il vente", [("brisk_walking", "45 min", 5)]),
    ("Ich spiele seit Jahren Tischtennis im Verein, montags und donnerstags jeweils zwei Stunden",
     [("table_tennis", "120 min", 2)]),
    ("1 private Pilates session a week, 60 min", [("yoga", "60 min", 1)]),
    ("I cycle instead of running, 45 min, 3 times a week", [("cycling", "45 min", 3)]),
    ("instead of running I swim twice a week 40 min", [("swimming", "40 min", 2)]),
    ("Ich schwimme statt zu joggen zweimal pro Woche 45 Minuten", [("swimming", "45 min", 2)]),
    ("deadlift 3x5 100 kg once a week instead of squats", [("deadlift", 3, 5, "100 kg", 1)]),
    ("15 min on the treadmill at 3.1 miles an hour, 3 times a week", [("walking", "15 min", 3)]),
    ("aquafit on Mondays, chair yoga on Wednesdays, both an hour", [("swimming", "60 min", 1), ("yoga", "60 min", 1)]),
    ("I've been lifting for about ten years, mostly powerlifting, four days a week", [("generic_resistance", 4)]),
    ("squat 1x10 22 kg RPE 8 twice a week", [("back_squat", 1, 10, "22 kg", 2)]),
    ("bench 60-70-80 kg x5, weekly", [("bench_press", 1, 5, load, 1) for load in ("60 kg", "70 kg", "80 kg")]),
    ("deadlift 5x(2+2+2) 140 kg weekly", [("deadlift", 5, 6, "140 kg", 1)]),
    ("squat 60 kg x 9, 60 kg x 9, 20 kg x 5 (warmup), weekly",
     [("back_squat", 1, reps, load, 1) for reps, load in ((9, "60 kg"), (9, "60 kg"), (5, "20 kg"))]),
    ("bodyweight circuit x3: push ups 15, lunges 20, weekly", [("push_up", 3, 15, 1), ("lunge", 3, 20, 1)]),
    ("walk 30 min twice a week because of my bones, and swim 45 min once a week",
     [("walking", "30 min", 2), ("swimming", "45 min", 1)]),
    ("squats, bench and overhead press, usually 3 sets of 5, twice a week",
     [(name, 3, 5, 2) for name in ("back_squat", "bench_press", "overhead_press")]),
    ("3 sets of 10 of squats, lunges and push ups, weekly",
     [(name, 3, 10, 1) for name in ("back_squat", "lunge", "push_up")]),
    ("Plancha 3 series de 30 segundos, semanal, 1 vez por semana", [("plank", "1.5 min", 1)]),
    ("chest supported DB row 4x10 2x20kg, weekly", [("chest_supported_row", 4, 10, "40 kg", 1)]),
    ("assault bike 10 x 30s on/30s off weekly", [("cycling", "10 min", 1)]),
    ("clean & jerk: 5 singles @ 85kg weekly", [("clean_and_jerk", 5, 1, "85kg", 1)]),
    ("my knees are bad so I only swim, 45 min three times a week", [("swimming", "45 min", 3)]),
    ("power walking 4 miles a day at a 15 minute mile pace", [("brisk_walking", "60 min", 7)]),
    ("three days in the gym: Monday, Wednesday and Friday. Squats 3x5 60 kg", [("back_squat", 3, 5, "60 kg", 3)]),
    ("walk 30 min each morning", [("walking", "30 min", 7)]),
    ("run 5k twice a week", [("running", "30 min", 2)]),
    ("walk 3 miles daily", [("walking", "57.9 min", 7)]),
    ("Joggen 6 km 3x pro Woche", [("jogging", "45 min", 3)]),
    ("randonn\u00e9e 12 km le dimanche", [("hill_walking", "180 min", 1)]),
    ("run 5k Tue and 10k Sun", [("running", "30 min", 1), ("running", "60 min", 1)]),
    ("run 5k in 25 min weekly", [("running", "25 min", 1)]),
    ("chair squats 3x10 daily", [("bodyweight_squat", 3, 10, 7)]),
    ("walk to the pool 30 min daily, swim 45 min daily", [("walking", "30 min", 7), ("swimming", "45 min", 7)]),
    ("water skiing 60 min weekly", [("kayaking", "60 min", 1)]),
    ("seated bike 30 min daily", [("cycling", "30 min", 7)]),
    ("gym and squats 3x5 80 kg twice a week", [("back_squat", 3, 5, "80 kg", 2)]),
    ("walk 20 min Mon morning and Thu evening", [("walking", "20 min", 2)]),
    ("swim 45 min each Monday", [("swimming", "45 min", 1)]),
    ("squat 3x5 60 kg each Monday", [("back_squat", 3, 5, "60 kg", 1)]),
    ("lunges 10 each leg, 3 sets, twice a week", [("lunge", 3, 10, 2)]),
    ("squat 5 reps at 100 kg x 4 sets, weekly", [("back_squat", 4, 5, "100 kg", 1)]),
    ("Leg day. Squats 3x5 100 kg, twice a week", [("back_squat", 3, 5, "100 kg", 2)]),
    ("tractions \u00e0 la poulie 3x8 50 kg 2 fois par semaine", [("lat_pulldown", 3, 8, "50 kg", 2)]),
])  # fmt: skip
def test_it_is_read(answer: str, read: list[tuple[Any, ...]]) -> None:
    assert _read(answer) == read


@every("answer, words", [
    ("I walk 30 min every morning, rain or shine", '"rain, shine" is not used'),
    ("walk 30 min daily, the weather doesn't matter", '"the weather doesn\'t matter" is not used'),
    ("squat 3x5 60 kg with a smile weekly", '"smile" is not used'),
    ("I cycle instead of running, 45 min, 3 times a week", '"instead of running" is no training'),
    ("squat 1x10 22 kg RPE 8 twice a week", '"rpe 8" is in no number'),
    ("walking lunges 60 m 3x10 weekly", '"60 m" is in no number'),
    ("walking 30 min at 10% incline weekly", '"10% incline" is in no number'),
    ("walk 5 km a day", '"5 km" is counted as 60 min, at 5 km an hour'),
])  # fmt: skip
def test_what_is_set_aside_is_said(answer: str, words: str) -> None:
    assert words in _notes(answer)


@every("answer, words", [
    ("jal\u00f3n 4x12 20 kg por lado 2 veces por semana", '"20 kg por lado"'),
    ("bench press 3x5 40 kg par c\u00f4t\u00e9 2 fois par semaine", "of one side"),
    ("Bankdr\u00fccken 3x5 40 kg pro Seite zweimal pro Woche", "of one side"),
    ("run 6x40 yards twice a week", "how long one session takes"),
    ("walk at least 2 miles daily", "how long one session takes"),
    ("run 3 times a week, 15 km in total", "how long one session takes"),
    ("brisk walking 4 km daily", "how long one session takes"),
    ("run 60 m daily", "how long one session takes"),
    ("run 50 km weekly", "how long one session takes"),
    ("chair zumba 30 min daily", '"chair" in "chair zumba 30 min daily", which is done seated'),
    ("Tai Chi im Sitzen 30 min w\u00f6chentlich", "which is done seated"),
    ("seated elliptical 30 min daily", 'write "elliptical 30 min daily"'),
    ("dancing in a chair 30 min weekly", "which is done seated"),
    ("bodyweight-supported treadmill walking 20 min 3x weekly", "which bears a part of the weight"),
    ("walking with crutches 20 min daily", 'write "walking 20 min daily" where the feet bear nearly'),
    ("supported lunges 3x10 daily", "which bears a part of the weight"),
    ("assisted squats 3x8 40 kg weekly", "which bears a part of the weight"),
    ("zumba in the pool 45 min weekly", 'write for example "swimming 45 min weekly"'),
    ("pool lunges 3x10 daily", "water carries the body"),
    ("gym and run 30 min twice a week", '"gym"'),
    ("wife: yoga 60 min weekly", '"wife"'),
    ("rotating: squat 3x5 80 kg, deadlift 3x5 100 kg, 3x a week", '"rotating"'),
    ("A: squat 3x5 80 kg; B: deadlift 1x5 100 kg; 3 times a week", "how often each exercise comes"),
    ("split: squat 3x5 80 kg, bench 3x5 60 kg, 4 times a week", "how often each exercise comes"),
    ("resistance training 8 exercises twice a week", "of which it is not told which they are"),
    ("leg press 3x10 weight 8 weekly", "a load without its unit"),
    ("lateral raise 3x15 6 kg each arm weekly", "of each of two weights or of all"),
    ("block 1: squat 3x5 80 kg; block 2: squat 5x3 100 kg; twice a week", "which is not every week"),
    ("Weeks 1-4: squat 3x5 80 kg twice a week. Weeks 5-8: squat 3x5 90 kg twice a week", "which is not every week"),
    ("strength training incl. squats 3x5 80kg twice a week", "which is not clear"),
    ("bench 3 x 8 - 60 3 times a week", "a load without its unit"),
    ("squat 3x5 80k weekly", 'write "squat 3x5 80 kg weekly" or "squat 3x5 80 lb weekly"'),
    ("tennis, Sat and Wed, 2h and 1h", "on one or on both"),
    ("Tue run 30 min, Thu -", '"Thu" in'),
    ("I read about yoga 30 min daily", '"read about"'),
    ("walk 20 min mornings and evenings Mon-Fri", 'write "walking 20 min 10 times a week"'),
    ("walk 10k daily", '"10k" in "walk 10k daily", kilometres or thousands of steps'),
    ("rows 3x8 70 kg weekly", '"rows", which fits several exercises'),
    ("press 3x8 40 kg", '"press", which fits several exercises'),
    ("single arm row 3x10 2x20 kg weekly", "of an exercise of one arm or leg"),
    ("squat 4x8 80 kg, lunges 3x10 with 12 kg dumbbells, weekly", '"12 kg"'),
    ("dumbbell press 3x8 20 kg each Monday", "of each weight or of both"),
    ("walk 8000-10000 steps a day", "9000 steps a day"),
    ("weights 3 days a week depuis mon op\u00e9ration", "which may turn"),
    ("run 8x400 twice a week", "which is counted in time"),
    ("walking lunges 60 m 3 times a week", "a way, and Lunge is counted in repetitions"),
    ("deadlift 3x5 on Monday the 2nd", "no word on how often"),
    ("squats 3x5 60 kg, 8 Oct", "no word on how often"),
    ("I walk my dog 1.5-2 miles every morning, rain or shine", "how long one session takes"),
    ("chin-ups 3xF weekly", "without a number of repetitions"),
    ("bench 415-435-455-475 x2, weekly", "1x2 415 kg, 1x2 435 kg, 1x2 455 kg, 1x2 475 kg"),
    ("Kettlebell squat swing 3x8 weekly", "which may be two exercises"),
    ("120 lbs x 9, 40 lbs x 5 (warmup)", "an exercise or a sport and how often a week"),
    ("currently resting because of my back, normally swim 3 times a week 30 min", "which says that it rests now"),
    ("sunshine 30 min twice a week", "no word on what is done"),
    ("squat 60-70 kg x 5 twice a week", "one load"),
    ("I love watching tennis for 60 min on Sundays", "which is watched"),
])  # fmt: skip
def test_it_is_asked(answer: str, words: str) -> None:
    assert words in _asked(answer)


@every("answer", [
    "if the weather is wonderful I walk 30 min daily", "honestly I never swim, I walk 20 min daily",
    "the kitchen says I should walk 30 min daily", "next week I happily start Pilates, 45 min twice a week",
    "walk up to 30 min daily",
])  # fmt: skip
def test_what_turns_is_never_set_aside(answer: str) -> None:
    assert _asked(answer)

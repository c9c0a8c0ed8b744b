"""The grammar of training: spans in any order, with rhythms of several at once; or one question that reads."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from tests.asking.saying import told
from tests.asking.test_training_answers import QUOTED, entries

import osteotwin as ot
from osteotwin.asking.training.amounts import Kind
from osteotwin.asking.training.items import items_of
from osteotwin.asking.training.plain import plain
from osteotwin.asking.training.spans import spans_of
from osteotwin.asking.training.words import read_training_words
from osteotwin.asking.unclear import UnclearAnswerError

READ = [
    ("Leg Day: 4x8 Squats (185 lbs), 3x12 Leg Press (250 lbs), twice a week",
     [("back_squat", 2, "4x8", "185 lbs"), ("leg_press", 2, "3x12", "250 lbs")]),
    ("5 sets of 6 x 75 kg deadlifts, 5 sets of 10 pull ups, every Monday",
     [("deadlift", 1, "5x6", "75 kg"), ("pull_up", 1, "5x10")]),
    ("Back squats (20 x 55kg, 10 x 70kg, 6 x 80kg), twice a week",
     [("back_squat", 2, "1x20", "55kg"), ("back_squat", 2, "1x10", "70kg"), ("back_squat", 2, "1x6", "80kg")]),
    ("Squat: 60 kg x 10, 80 kg x 8 (twice a week)",
     [("back_squat", 2, "1x10", "60 kg"), ("back_squat", 2, "1x8", "80 kg")]),
    ("8/8/8 bench press 60 kg twice a week", [("bench_press", 2, "3x8", "60 kg")]),
    ("Squats: 3 sets of 8-10 reps, Deadift: 3 sets of 5-6 reps, weekly",
     [("back_squat", 1, "3x9"), ("deadlift", 1, "3x5")]),
    ("3x5 squats, 3x8 lunges each leg, M/W/F", [("back_squat", 3, "3x5"), ("lunge", 3, "3x8")]),
    ("squats + bench + deadlifts, 3x5 each, twice a week",
     [("back_squat", 2, "3x5"), ("bench_press", 2, "3x5"), ("deadlift", 2, "3x5")]),
    ("Squats, bench press and deadlifts, all 5x5, 3x a week",
     [("back_squat", 3, "5x5"), ("bench_press", 3, "5x5"), ("deadlift", 3, "5x5")]),
    ("Squats/Deadlifts/Push Press 3x5 each, Tue/Thu",
     [("back_squat", 2, "3x5"), ("deadlift", 2, "3x5"), ("push_press", 2, "3x5")]),
    ("(3x10) back squat @ 70kg, (3x10) bench @ 50kg, M/W/F",
     [("back_squat", 3, "3x10", "70kg"), ("bench_press", 3, "3x10", "50kg")]),
    ("Back Squat — 3 × 5 — 100 kg — 2×/week", [("back_squat", 2, "3x5", "100 kg")]),
    ("squat|3x5|100 kg|twice a week", [("back_squat", 2, "3x5", "100 kg")]),
    ("100 kg squat three sets of five twice a week", [("back_squat", 2, "3x5", "100 kg")]),
    ("Dumbbell Lunges 3 sets of 10 lunges each leg, weekly", [("lunge", 1, "3x10")]),
    ("squat 3x5 100 kg with 2 min rest, tempo 3-1-1, twice a week", [("back_squat", 2, "3x5", "100 kg")]),
    ("Friday legs — week 3: squat 4x5 at 85kg. Romanian deadlift 3x10 at 65kg.",
     [("back_squat", 1, "4x5", "85kg"), ("romanian_deadlift", 1, "3x10", "65kg")]),
    ("Mon/Thu/Sat - Squat 3x5@225lbs, Bench 3x8@185lbs",
     [("back_squat", 3, "3x5", "225 lb"), ("bench_press", 3, "3x8", "185 lb")]),
    ("Monday: chest (bench press 4x8 70kg), Thursday: back (deadlift 3x5 120kg)",
     [("bench_press", 1, "4x8", "70kg"), ("deadlift", 1, "3x5", "120kg")]),
    ("I lift 3 times a week. Squat 3x5 100 kg, bench 3x5 80 kg.",
     [("back_squat", 3, "3x5", "100 kg"), ("bench_press", 3, "3x5", "80 kg")]),
    ("I go to the gym twice a week. Leg press 3x10 120 kg, lat pulldown 3x10 50 kg.",
     [("leg_press", 2, "3x10", "120 kg"), ("lat_pulldown", 2, "3x10", "50 kg")]),
    ("Gym 3x/wk, mainly machines: leg press, lat pulldown, 3x12 each",
     [("leg_press", 3, "3x12"), ("lat_pulldown", 3, "3x12")]),
    ("2x/week: strength training (squat 3x5 100kg); 3x/week: cycling 45 min",
     [("back_squat", 2, "3x5", "100kg"), ("cycling", 3, "45 min")]),
    ("squat 3x5 100 kg; bench 3x5 80 kg; both twice a week",
     [("back_squat", 2, "3x5", "100 kg"), ("bench_press", 2, "3x5", "80 kg")]),
    ("walk Mon 30 min, Tue 45 min", [("walking", 1, "30 min"), ("walking", 1, "45 min")]),
    ("walk 30 min daily and 60 min on Sundays", [("walking", 7, "30 min"), ("walking", 1, "60 min")]),
    ("walk 1 hr x 5 days", [("walking", 5, "60 min")]),
    ("Walk to work 20 mins 5 days a week", [("walking", 5, "20 min")]),
    ("my wife and I walk 30 min daily", [("walking", 7, "30 min")]),
    ("walks his dog twice daily for 15 min", [("walking", 14, "15 min")]),
    ("Treadmill walking 3.5 mph 30 min daily", [("brisk_walking", 7, "30 min")]),
    ("hike 3 h with a 12 kg backpack every Sunday", [("weighted_vest_walking", 1, "180 min", "12 kg")]),
    ("Rides an exercise bike 20 min every other day", [("cycling", 3.5, "20 min")]),
    ("I row 20 minutes three times weekly", [("rowing_machine", 3, "20 min")]),
    ("3x30 squats daily", [("bodyweight_squat", 7, "3x30")]),
    ("Pt walks 30 min daily and lifts weights three times weekly.",
     [("walking", 7, "30 min"), ("generic_resistance", 3)]),
    ("Plays tennis twice weekly (90 min) and golf once a week, walking the course (4 h)",
     [("tennis", 2, "90 min"), ("golf", 1, "240 min")]),
    ("Usually try to walk 30 min daily", [("walking", 7, "30 min")]),
    ("Mo Mi Fr Kniebeugen 3x5 100 kg, Bankdrücken 3x5 80 kg",
     [("back_squat", 3, "3x5", "100 kg"), ("bench_press", 3, "3x5", "80 kg")]),
    ("Ich gehe dreimal die Woche 30 Minuten laufen", [("running", 3, "30 min")]),
    ("Kniebeugen 3 Sätze mit 8 Wdh 70kg zweimal wöchentlich", [("back_squat", 2, "3x8", "70kg")]),
    ("Kein Sport, aber täglich 30 min spazieren", [("walking", 7, "30 min")]),
    ("Camino una hora todos los días", [("walking", 7, "60 min")]),
    ("3 series de 10 sentadillas con 50 kg, dos veces por semana", [("back_squat", 2, "3x10", "50 kg")]),
    *((said, [("back_squat", 2, "1x5", "40 kg"), ("back_squat", 2, "3x9", "100 kg")]) for said in (
        "squat 1x5 40 kg (warm up), 3x9 100 kg twice a week", "twice a week squat 1x5 40 kg (warm up), 3x9 100 kg",
        "squat: warm-up 1x5 40 kg, then 3x9 100 kg twice a week", "squat 1x5 40 kg warmup, 3x9 100 kg, twice a week",
        "squat twice a week, warm-up 1x5 40 kg, then 3x9 100 kg")),
    ("Ultra wide push ups: 4x25 weekly", [("push_up", 1, "4x25")]),
    ("les tractions avec la poulie haute 3x8 50 kg 2 fois par semaine", [("lat_pulldown", 2, "3x8", "50 kg")]),
    ("Hammer curl: 16 sets of 10 weekly", [("hammer_curl", 1, "16x10")]),
    ("squat 10 x 10 60 kg weekly", [("back_squat", 1, "10x10", "60 kg")]),
    ("Je fais du vélo 2 fois par semaine, 1 heure", [("cycling", 2, "60 min")]),
    ("Pompes 3x15 tous les matins", [("push_up", 7, "3x15")]),
]  # fmt: skip
#: What is set aside or counted otherwise, and said back.
SAID = [
    ("squat 3x8-10 80 kg twice a week", '"3x8-10" is counted as 3x9'),
    ("pull ups 5,5,4,3 twice a week", '"5,5,4,3" is counted as 4x4'),
    ("3x30 squats daily", "counted as of the body's weight"),
    ("I go to the gym 3 times a week, mostly doing weightlifting. I used to run but stopped.",
     '3 times a week. "I used to run but stopped" is past, and left out.'),
    ("I lift twice a week, planning to add yoga", '"planning to add yoga" is planned, and left out'),
    ("I have knee arthritis, and I swim 40 min twice a week", 'a knee that hurts'),
    ("squat 3x5 100 kg, accessories, Mon/Thu", '"accessories" names no exercise, and is left out'),
]  # fmt: skip
#: What is asked, and the line that is offered.
ASKED = [
    ("Leg Day: 4x8 Squats (185 lbs), 3x12 Leg Press (250 lbs)",
     '"Leg Day: 4x8 Squats (185 lbs), 3x12 Leg Press (250 lbs), 3 times a week"'),
    ("HIIT, martial arts, and swimming", '"HIIT 30 min, martial arts 30 min, and swimming 30 min, 3 times a week"'),
    ("Walks 30 min daily, water aerobics 2x/week.", 'no word on how long in "water aerobics 2x/week"'),
    ("Hammer curl: 16 x 10", '"hammer curl: 1x10 16 kg, 3 times a week"'),
    ("leg press 15 x 3 100 kg weekly", '"leg press 3 sets of 15 100 kg weekly"'),
    ("Ultra Wide Push Ups: 4x25 reps", '"Ultra Wide Push Ups: 4x25 reps, 3 times a week"'),
    ("2 to 3 times a week I lift (Mondays/Fridays)", '"2 times a week I lift (Mondays/Fridays)"'),
    ("I go to the gym 3/4 times a week.", '"resistance training 3 times a week"'),
    ("I go to the gym 3 times a week.", '"resistance training 3 times a week" where weights are lifted'),
    ("Ich gehe zweimal pro Woche 30 min joggen und einmal ins Fitnessstudio.",
     '"joggen 30 min twice a week; resistance training once a week"'),
    ("squats 3x5, box blasts, bench 3x5, twice a week", '"box blasts"'),
    ("Squat 3x5, Rows 3x8, twice a week", "bent-over row 3x8"),
    ("Not currently lifting", "which may turn what is said"),
    ("walk 30 min daily if my knee allows", "a condition"),
    ("In summer I swim 40 min twice a week", "which is not all the year"),
    ("Tue or Thu: yoga 60 min", '"tue: yoga 60 min" or "thu: yoga 60 min"'),
    ("squat 3x5 100 kg or 110 kg weekly", '"squat 3x5 100 kg weekly" or "squat 3x5 110 kg weekly"'),
    ("3-4 sets of 8 squats twice a week", '"3x8 squats twice a week" or "4x8 squats twice a week"'),
    ("swim or cycle 30 min every day", '"swim 30 min 7 times a week" or "cycle 30 min 7 times a week"'),
    ("squat 3 x 100 kg weekly", "how many sets"),
    ("bench 80x5 weekly", '"bench 3x5 80 kg weekly" or "bench 3x5 80 lb weekly"'),
    ("bench 5x5 bar + 70 lbs weekly", '"bench 5x5 115 lb weekly"'),
    ("squat 3x5 100 kg (each side) weekly", '"squat 3x5 220 kg weekly"'),
    ("squat 80 kg bodyweight 3x10 weekly", "the body's weight or a load"),
    ("dance (wife) 60 min weekly", '"wife"'),
    ("my brother squats 3x5 100 kg and I bench 3x5 80 kg twice a week", '"I bench 3x5 80 kg twice a week"'),
    ("I run 30 min daily. I stopped in March.", "no longer done"),
    ("I am very active", "no word on what is done"),
    ("walking 30 min, 45 min daily", '"walking 30 min, walking 45 min, 7 times a week" where it is of all'),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "found"), READ)
def test_each_exercise_has_its_amounts_and_days(answer: str, found: list[tuple[object, ...]]) -> None:
    assert entries(answer) == found


@pytest.mark.parametrize(("answer", "words"), SAID)
def test_what_is_set_aside_is_said(answer: str, words: str) -> None:
    assert words in told("training", answer)


@pytest.mark.parametrize(("answer", "words"), ASKED)
def test_what_is_open_is_asked(answer: str, words: str) -> None:
    with pytest.raises(ot.InputError) as asked:
        told("training", answer)
    assert words in str(asked.value)


@pytest.mark.parametrize("answer", [answer for answer, _ in ASKED])
def test_a_whole_line_that_is_offered_reads(answer: str) -> None:
    with pytest.raises(UnclearAnswerError) as asked:
        read_training_words(answer)
    (one,) = asked.value.problems
    for line in QUOTED.findall(one.fix):
        if re.search(r"\b(?:week|weekly|daily)\b", line) and re.search("[a-z]{4}", line.split("week")[0]):
            assert read_training_words(line)


def test_every_word_is_in_one_span() -> None:
    text = plain("Mon/Wed: 3x5 squats @ 100 kg (slow), then 20 min zombie walk; 2 RIR")
    spans = spans_of(text)
    kept = text
    for span in reversed(spans):
        kept = kept[: span.start] + kept[span.end :]
    assert not kept.strip()
    assert all(before.end <= span.start for before, span in pairwise(spans))


@pytest.mark.parametrize(
    "order", ["squat 3x5 100 kg Mon", "Mon squat 3x5 100 kg", "3x5 100 kg squat Mon", "Mon 100 kg squat 3x5"]
)
def test_the_order_of_spans_changes_nothing(order: str) -> None:
    (item,) = items_of(spans_of(plain(order))).items
    assert item.name == "squat"
    assert {span.kind for span in item.amounts} == {Kind.SETS, Kind.LOAD}
    assert entries(order) == [("back_squat", 1, "3x5", "100 kg")]

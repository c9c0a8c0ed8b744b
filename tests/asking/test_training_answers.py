"""Training as people, clinic notes and gyms tell it: read, or asked with one question whose examples read."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from tests.asking.saying import TODAY

import osteotwin as ot
from osteotwin.asking.completed import completions
from osteotwin.asking.training.now import is_no_training
from osteotwin.asking.training.words import read_training_words
from osteotwin.asking.unclear import UnclearAnswerError
from osteotwin.importing.found import Found
from osteotwin.protocol.library import load_exercises


def entries(answer: str) -> list[tuple[object, ...]]:
    """Return exercise, times a week, and sets x reps, impacts or minutes, and the load, of each entry."""
    return [_told(one.keys) for one in read_training_words(answer)]


def _told(keys: Mapping[str, object]) -> tuple[object, ...]:
    sets = f"{keys['sets']}x{keys['reps']}" if "sets" in keys else keys.get("impacts") or keys.get("minutes")
    return (
        keys["exercise"],
        keys["sessions_per_week"],
        *(one for one in (sets, keys.get("load")) if one is not None),
    )


READ = [
    # who, that, and words around
    ("Patient walks daily for 30 minutes", [("walking", 7, "30 min")]),
    ("He plays pickleball 3 days per week for 2 hours", [("pickleball", 3, "120 min")]),
    ("20 minutes on the elliptical 3 days a week", [("elliptical", 3, "20 min")]),
    ("pretty fit, I lift weights 5x a week", [("generic_resistance", 5)]),
    ("lift once/week", [("generic_resistance", 1)]),
    (
        "No formal exercise but walks the dog twice daily for 20 min",
        [("walking", 14, "20 min")],
    ),
    ("Activity: golf 2x weekly (walks the course, 4 hours)", [("golf", 2, "240 min")]),
    ("I do yoga 20 min daily, which helps my back", [("yoga", 7, "20 min")]),
    # hours, seconds, counts
    ("mostly walking, about an hour a day", [("walking", 7, "60 min")]),
    ("tennis 1 h 30 min on Saturdays", [("tennis", 1, "90 min")]),
    ("planks 3x60 seconds daily", [("plank", 7, "3 min")]),
    ("20 box jumps twice a week", [("box_jump", 2, 20)]),
    ("pushups 100/day", [("push_up", 7, "1x100")]),
    ("50 jumps on each leg every day", [("single_leg_jump", 7, 50)]),
    # effort and loads
    ("back squat 3x8 2 RIR, twice a week", [("back_squat", 2, "3x8", "rpe 8")]),
    ("pull ups 3x5 BW+10kg twice a week", [("pull_up", 2, "3x5", "10kg")]),
    # rhythm anywhere, once for all
    ("Ich gehe jeden Tag 30 Minuten spazieren", [("walking", 7, "30 min")]),
    ("3 mal wöchentlich Nordic Walking je 45 Minuten", [("nordic_walking", 3, "45 min")]),
    ("vélo 1h le dimanche", [("cycling", 1, "60 min")]),
    ("camino 40 minutos todos los días", [("walking", 7, "40 min")]),
    ("weights 2x, yoga 30 min 3x a week", [("generic_resistance", 2), ("yoga", 3, "30 min")]),
    (
        "squats 100 kg 5x5, bench 80 kg 3x5, all twice a week",
        [("back_squat", 2, "5x5", "100 kg"), ("bench_press", 2, "3x5", "80 kg")],
    ),
    (
        "Mon: squat 3x5 100 kg, bench 3x5 80 kg. Thu: deadlift 1x5 140 kg",
        [("back_squat", 1, "3x5", "100 kg"), ("bench_press", 1, "3x5", "80 kg"), ("deadlift", 1, "1x5", "140 kg")],
    ),
    (
        "Krafttraining 3x/Woche: Kniebeugen 3x5 100 kg, Bankdrücken 3x5 80 kg",
        [("back_squat", 3, "3x5", "100 kg"), ("bench_press", 3, "3x5", "80 kg")],
    ),
    (
        "leg press 4x10 150 kg, leg curl 3x12 40kg - Mon & Thu",
        [("leg_press", 2, "4x10", "150 kg"), ("leg_curl", 2, "3x12", "40kg")],
    ),
    (
        "Mon/Wed/Fri squat 3x5 100kg, bench 3x5 80kg, deadlift 1x5 140kg",
        [("back_squat", 3, "3x5", "100kg"), ("bench_press", 3, "3x5", "80kg"), ("deadlift", 3, "1x5", "140kg")],
    ),
    (
        "squat 3x5 100 kg, bench 3x5 80 kg and deadlift 1x5 140 kg Mon/Wed/Fri",
        [("back_squat", 3, "3x5", "100 kg"), ("bench_press", 3, "3x5", "80 kg"), ("deadlift", 3, "1x5", "140 kg")],
    ),
    (
        "Mon squat 3x5 100 kg, bench 3x5 80 kg, Thu deadlift 1x5 140 kg",
        [("back_squat", 1, "3x5", "100 kg"), ("bench_press", 1, "3x5", "80 kg"), ("deadlift", 1, "1x5", "140 kg")],
    ),
    # days with amounts of their own
    ("yoga Tue 1 h, Thu 30 min", [("yoga", 1, "60 min"), ("yoga", 1, "30 min")]),
    ("swim Mon 45 min and Thu 1 h", [("swimming", 1, "45 min"), ("swimming", 1, "60 min")]),
    ("squat 3x5 80kg Mon, 90kg Thu", [("back_squat", 1, "3x5", "80kg"), ("back_squat", 1, "3x5", "90kg")]),
    (
        "weight training 60 min Mon Wed, 30 min Fri",
        [("generic_resistance", 2, "60 min"), ("generic_resistance", 1, "30 min")],
    ),
    (
        "walking 30 min in the morning and 20 min in the evening daily",
        [("walking", 7, "30 min"), ("walking", 7, "20 min")],
    ),
    (
        "every day 20 min walking and Sunday 2 h hiking",
        [("walking", 7, "20 min"), ("hill_walking", 1, "120 min")],
    ),
    ("yoga Tue, Thu 30 min", [("yoga", 2, "30 min")]),
    # so many times, so many landings, and weights in other words
    ("walk 5 x 30 min weekly", [("walking", 5, "30 min")]),
    ("rowing 4 x 10 min weekly", [("rowing_machine", 1, "40 min")]),
    ("heel drops 50 daily", [("heel_drop", 7, 50)]),
    ("box jumps 50 twice a week", [("box_jump", 2, 50)]),
    ("pull-ups 20 daily", [("pull_up", 7, "1x20")]),
    ("squat 5 reps 3 sets 100 kg weekly", [("back_squat", 1, "3x5", "100 kg")]),
    ("squat 16 stone 3x5 weekly", [("back_squat", 1, "3x5", "224 lb")]),
    ("lunges 3x10 each leg 2x16 kg twice a week", [("lunge", 2, "3x10", "32 kg")]),
    ("10k steps a day", [("walking", 7, "100 min")]),
    ("squat 3x5 100 kg, 1x3 120 kg weekly", [("back_squat", 1, "3x5", "100 kg"), ("back_squat", 1, "1x3", "120 kg")]),
    ("100 pushups and 100 squats every day", [("push_up", 7, "1x100"), ("bodyweight_squat", 7, "1x100")]),
    ("house cleaning 60 min daily", [("housework", 7, "60 min")]),
]  # fmt: skip
ASKED = [
    ("I cycle 200k three times a week", "how long one session takes"),
    ("stair climbing 10 flights a day", "how long one session takes"),
    ("I ride 50 to 60 miles a week", "how long each time, and how often"),
    ("Walks 15 minutes some evenings", "how many times a week"),
    ("I swim 30 min now and then", "how many times a week"),
    ("walks 25 min, 4-5 days/wk", '"walks 25 min, 4 days/wk"'),
    ("yoga once or twice a week 60 min", '"yoga once a week 60 min"'),
    ("burpees 10 min every day", "how many jumps"),
    ("100 jumps a day", "which jumps they are"),
    ("pull-ups 3 x AMRAP twice a week", '"pull-ups 3x10 twice a week"'),
    ("drop sets on leg press twice a week", "without a number of repetitions"),
    ("I used to play football", "no longer done"),
    ("I was a competitive swimmer", "no longer done"),
    ("planning to start yoga 2x a week", "not done yet"),
    ("walk 30 min daily (planned)", "not done yet"),
    ("run 30 min daily (my wife)", "somebody else"),
    ("couch to 5k", "how often"),
    ("gym 4 days: push/pull/legs", "says no exercise"),
    ("Twice a week", "no word on what is done"),
    ("Squat 3x5, Bench 4x8", '"Squat 3x5, Bench 4x8, 3 times a week"'),
    ("jogs 20-30 min daily", '"20-30 min" in'),
    ("rows 3x10 60 kg 2x/wk", "bent-over row"),
    ("I go to the gym three times a week", "exercises in it"),
    ("zombie dance 30 min weekly", "an exercise of the library"),
    ("bench 5x5 135 twice a week", "without its unit"),
    ("hiking most weekends 2 h", "how many times a week"),
    ("cycling 15 minutes each way every day", "how long it is in all"),
    ("bench 185x5x5 MWF", "the load with its unit"),
    ("back squat (30 sets) once a week", "sets without their repetitions"),
    ("my back squat felt bad and the rest of the day was long", "no word on how often"),
    ("riding 3 times a week 60 min", "whichever it is"),
    # what names an exercise and is none that is done
    ("my son plays football, I swim 30 min twice a week", "somebody else"),
    ("football on TV every Saturday", "watched, not done"),
    ("tennis elbow exercises daily", "a complaint and no exercise"),
    ("bench sitting 30 min daily", "no exercise"),
    ("running is bad for me, walking 30 min daily", '"walking 30 min daily"'),
    ("bench press none", "which is not done"),
    ("running (no, walking) 30 min daily", '"walking 30 min daily" or "running 30 min daily"'),
    ("walking 30 min daily, actually 40 min", '"walking 40 min daily"'),
    ("I try to walk 30 min daily", '"I walk 30 min daily"'),
    ("I coach football 60 min twice a week", "only taught"),
    ("I have run 30 min twice a week", '"I run 30 min twice a week"'),
    ("squat 3x5 100 kg twice a week at 25", "may be an age"),
    # numbers that may be read in several ways
    ("squat bw 80 kg 3x10 twice a week", '"squat 3x10 twice a week"'),
    ("squat 20 kg plates each side 3x10 twice a week", '"squat 60 kg 3x10 twice a week"'),
    ("leg press 100 kg a side 3x10 weekly", '"leg press 200 kg 3x10 weekly"'),
    ("squat 2 plates 3x5 weekly", "unknown weight"),
    ("squat 3x5 1.000 kg weekly", '"squat 3x5 1 kg weekly" or "squat 3x5 1000 kg weekly"'),
    (
        "dumbbell bench 3x8 30s twice a week",
        '"dumbbell bench 3x8 30 kg each twice a week" or "dumbbell bench 3x8 30 lb each twice a week"',
    ),
    ("walk 5x30 min", '"walk 30 min 5 times a week" or "walk 150 min once a week"'),
    ("squat 3x5 100 kg Mon, Wed and Fri bench press 3x5 70 kg", "of which of the two the days are"),
    ("squat 1RM 140 kg", "tells no training"),
    ("bench 225 lb for 5 twice a week", '"bench 1x5 225 lb twice a week" for one set'),
    ("squat 100 kg x 5, 110 kg x 3", '"squat 100 kg x 5, 110 kg x 3, 3 times a week"'),
    ("squats 50 daily", '"squats 1x50 daily" or "squats 3x5 50 kg daily"'),
    ("walk 30 daily", '"walk 30 min daily"'),
    ("running 30 min, yoga 20 min once a week", '"running 30 min, yoga 20 min, once a week"'),
]
NONE = [
    "desk job, sedentary", "no regular exercise", "I'm a couch potato", "retired, not very active", "not very active",
    "I work at a desk", "kein Sport", "aucun sport", "does not exercise",
]  # fmt: skip
QUOTED = re.compile(r'"([^"]+)"')


@pytest.mark.parametrize(("answer", "found"), READ)
def test_it_is_read(answer: str, found: list[tuple[object, ...]]) -> None:
    assert entries(answer) == found


@pytest.mark.parametrize(("answer", "words"), ASKED)
def test_it_is_asked(answer: str, words: str) -> None:
    assert words in str(_asked(answer))


@pytest.mark.parametrize("answer", NONE)
def test_nothing_is_done(answer: str) -> None:
    assert is_no_training(answer)
    assert read_training_words(answer) == ()


@pytest.mark.parametrize("answer", [answer for answer, _ in ASKED])
def test_each_example_of_a_question_reads_when_it_is_typed_in(answer: str) -> None:
    (one,) = _asked(answer).problems
    for example in QUOTED.findall(one.fix):
        typed = (example, *completions(answer, one.found, example))
        assert any(map(_reads, typed)), f"{one.fix}: {example}"


def _asked(answer: str) -> ot.InputError:
    with pytest.raises(ot.InputError) as asked:
        ot.new_person({"training": answer}, today=TODAY)
    return asked.value


def _reads(answer: str) -> bool:
    """Tell whether an answer reads, and says how much; or leaves open only how often, which is asked next."""
    try:
        found = read_training_words(answer)
    except UnclearAnswerError as unclear:
        return unclear.problems[0].found.startswith("no word on how often")
    return all(map(_says_how_much, found))


def _says_how_much(entry: Found) -> bool:
    exercise = load_exercises()[entry.keys["exercise"]]
    wanted = {"minutes": {"minutes"}, "impacts": {"impacts", "sets"}, "repetitions": {"sets", "minutes"}}
    return exercise.id.startswith("generic_") or bool(wanted[exercise.counted_by] & set(entry.keys))

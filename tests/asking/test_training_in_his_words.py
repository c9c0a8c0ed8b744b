"""What lacks of training is asked of the exercise it lacks of, in his own words with an example in their place."""

from __future__ import annotations

from datetime import date

import pytest

import osteotwin as ot
from osteotwin.asking.unclear import QUOTED

TODAY = date(2026, 11, 30)


def _asked(answer: str) -> tuple[str, str]:
    with pytest.raises(ot.InputError) as asked:
        ot.new_person({"training": answer}, today=TODAY)
    (one, *_) = asked.value.problems
    return one.found, one.fix


def _told(answer: str) -> str:
    return ot.new_person({"training": answer}, today=TODAY).understood["training"]


@pytest.mark.parametrize(
    ("answer", "found", "line"),
    [
        ("running on Tuesdays and Saturdays, yoga 60 min on Mondays",
         'no word on how long in "running on Tuesdays and Saturdays"',
         "running 30 min on Tuesdays and Saturdays, yoga 60 min on Mondays"),
        ("tennis doubles, 2 hours, twice weekly; golf Saturdays", 'how long in "golf Saturdays"',
         "tennis doubles, 2 hours, twice weekly; golf 30 min Saturdays"),
        ("Nordic walking Tuesday & Thursday about an hour, Pilates Wednesdays. I'd rather not jump - pelvic floor",
         'how long in "Pilates Wednesdays"',
         "Nordic walking Tuesday & Thursday about an hour, Pilates 30 min Wednesdays"),
        ("squats and deadlifts twice a week, walk the dog every day", "sets and repetitions and how long",
         "squats 3x8 and deadlifts 3x8 twice a week, walk the dog 30 min every day"),
        ("Couch to 5k 3 times a week, week 6 now. bit of climbing on saturdays", "bit of climbing on saturdays",
         "Couch to 5k 3 times a week, week 6 now; bit of climbing 30 min on saturdays"),
        ("West Coast Swing dancing", "how often and how long", "West Coast Swing dancing 30 min, 3 times a week"),
        ("AirDyne bike", "how often and how long", "AirDyne bike 30 min, 3 times a week"),
        ("push-ups every morning", "sets and repetitions", "push-ups 3x8 every morning"),
        ("I walk every morning as well for local errands and chores. I do slant pushups against the kitchen counter.",
         "how often and sets and repetitions",
         "I walk 30 min every morning as well for local errands and chores; "
         "I do slant pushups against the kitchen counter 3x8, 3 times a week"),
        ("Spinning Tuesdays and a long bike ride at the weekend", "once or twice a weekend",
         "Spinning 30 min Tuesdays and a long bike ride 30 min twice a week"),
        ("yoga most mornings", "how long", "yoga 30 min most mornings"),
        ("tennis twice a week if the weather is good", "a condition", "tennis 30 min twice a week"),
        ("Circuits three mornings, ocean swims Sunday when it's not freezing. No running", "a condition",
         "Circuits 30 min three mornings, ocean swims 30 min Sunday"),
        ("strength training 2-3 times a week, running on Sundays", '"2-3 times"',
         "strength training 3 times a week, running 30 min on Sundays"),
        ("gym douce le mardi, marche 30 min tous les jours", '"gym douce"',
         "balance training 30 min le mardi, marche 30 min tous les jours"),
        ("I ride 50 to 60 miles a week (off road)", "50 to 60 miles a week", "I ride 60 min 3 times a week (off road)"),
        ("AMRAP 20 min: 5 pull ups, 10 push ups, 15 air squats, 3x a week", "without the number of its rounds",
         "5 rounds: 5 pull ups, 10 push ups, 15 air squats, 3x a week"),
        ("10 km in 52 min, lifting twice a week", '"10 km in 52 min"',
         "running 10 km in 52 min 3 times a week, lifting twice a week"),
        ("5 km in 60 min daily", "without its exercise", "walking 5 km in 60 min daily"),
        ("run 2x45 min, weights 2x week", '"2x45 min"', "run 45 min 2 times a week, weights 2x week"),
    ],
)  # fmt: skip
def test_what_lacks_is_offered_in_its_place(answer: str, found: str, line: str) -> None:
    asked, fix = _asked(answer)
    assert found in asked
    assert line in QUOTED.findall(fix)
    assert _told(line)


@pytest.mark.parametrize(
    ("answer", "long"),
    [
        (
            "No exercise program. I feed cattle, throw bales and fix fence 10 hrs a day 6 days a week",
            "10 hrs",
        ),
        ("I work as a nurse 3 twelve hour shifts a week", "twelve hour"),
        ("warehouse job lifting boxes 40 hours a week", "40 hours"),
        ("I work on a farm all day, lifting and carrying", "all day"),
    ],
)
def test_hours_of_work_are_no_exercise(answer: str, long: str) -> None:
    found, fix = _asked(answer)
    assert found.startswith(f'"{long}"')
    assert "a day's work" in found
    assert all(_told(line) for line in QUOTED.findall(fix))


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("Ja, zweimal pro Woche Krafttraining", "resistance training"),
        ("Oui, je cours deux fois par semaine 40 min", "running for 40 min, twice a week"),
        ("S\u00ed, camino 30 min todos los d\u00edas", "walking for 30 min, 7 times a week"),
        ("I run 40 km a week in 4 runs", "running for 60 min, 4 times a week"),
        ("I was running 80 km a week, now 30 km a week in 3 runs", "running for 60 min, 3 times a week"),
        ("Ashtanga yoga 5 mornings/week 75 min; I bike everywhere (~30 min/day)", "for 75 min, 5 times a week"),
        ("weighted vest 12 lb on walks 2 mi x5/wk; yoga 60 min weekly", "weighted vest for 38.6 min"),
        ("squats 3x8 and deadlifts 3x5 twice a week, walk 30 min every day", "3 x 8 back squat, twice a week"),
        ("swimming on Tuesdays, aqua fit Thursdays, 45 minutes each", "swimming for 45 min, once a week; swimming for"),
        ("5 rounds: 15 kettlebell swings, 15 box jumps, 24 kg, 3 times a week", "kettlebell swing with 24 kg"),
        ("karate 45 min 2x week since I was 12", "martial arts for 45 min, twice a week"),
    ],
)  # fmt: skip
def test_everyday_wording_is_read(answer: str, said: str) -> None:
    assert said in _told(answer)


@pytest.mark.parametrize(
    ("answer", "wish"),
    [
        ("walking 30 min daily. I'd rather not jump - pelvic floor", "not done: jumping"),
        ("walking 30 min daily; prefer not to do burpees", "not done: burpee"),
        ("walk 30 min daily. not keen on swimming", "not done: swimming"),
        ("Spazieren 30 min t\u00e4glich, kein Joggen", "not done: jogging"),
        ("push ups 3x15 three times a week. I don't have a gym", "no equipment"),
        ("I have no access to a gym, push ups 3x15 three times a week", "no equipment"),
        ("push ups 3x10 at home 3 times a week. no gym", "no equipment"),
    ],
)
def test_bans_and_wishes_are_kept(answer: str, wish: str) -> None:
    assert wish in _told(answer)


@pytest.mark.parametrize(
    ("answer", "echo"),
    [
        ("KB swings 24kg 10x10 EMOM, 3 times a week", "10 x 10 kettlebell swing with 24 kg, 3 times a week"),
        ("EMOM 10x10 KB swings 24kg 3 times a week", "10 x 10 kettlebell swing with 24 kg, 3 times a week"),
        ("cycling 90 min 4 times a week, zero lifting", "not done: resistance training"),
        ("run 30 min daily, zero gym", "no equipment"),
        ("RDL 2x20 kg 3x10 twice a week", "3 x 10 romanian deadlift with 40 kg"),
        ("db rows 3x10 2x20 kg twice a week", "3 x 10 dumbbell row with 40 kg"),
    ],
)
def test_ways_of_doing_sets_denials_and_pairs_are_understood(answer: str, echo: str) -> None:
    assert echo in _told(answer)


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("RDL 2x20s 3x10 M/F", '"20" in'),
        ("RDL 3x10 with 2x20s twice a week", '"20" in'),
        ("lunges 3x12, 2x10s, twice a week", '"10" in'),
    ],
)
def test_weights_of_a_pair_without_unit_are_no_seconds(answer: str, found: str) -> None:
    asked, fix = _asked(answer)
    assert asked.startswith(found), asked
    assert "without its unit" in asked
    assert "kg" in fix


@pytest.mark.parametrize(
    "clause", ["when the knee lets me", "whenever I find the time", "unless work is busy"]
)
def test_a_condition_is_quoted_with_all_its_words(clause: str) -> None:
    found, _ = _asked(f"lifting 60 min twice a week, pickleball 60 min on sundays {clause}")
    assert found.startswith(f'"{clause}"')


def test_a_number_that_no_machine_is_repeated_is_offered_as_a_load() -> None:
    for answer in ("leg press 90, twice a week", "Kieser twice a week since 2022, leg press 90"):
        _, fix = _asked(answer)
        assert "90 kg" in fix
        assert "1x90" not in fix


def test_what_lacks_is_asked_and_not_a_word_that_joins() -> None:
    found, _ = _asked("squats n deadlifts, Mondays")
    assert "sets and repetitions" in found

"""Minutes of a week, loads beside the body and in each hand, ways at a speed, and what is never offered."""

from __future__ import annotations

import re

import pytest
from tests.asking.test_training_answers import QUOTED

from osteotwin.asking.training.words import read_training_words
from osteotwin.asking.unclear import UnclearAnswerError


def _keys(answer: str) -> list[dict[str, object]]:
    return [dict(one.keys) for one in read_training_words(answer)]


@pytest.mark.parametrize(
    "answer",
    [
        "tennis twice a week, an hour in all",
        "swimming Monday and Friday, 1 h altogether",
        "walking 60 min over 2 days a week",
        "yoga 60 min a week, 2 days",
        "running twice a week, total 60 min",
    ],
)
def test_minutes_of_all_sessions_are_asked(answer: str) -> None:
    with pytest.raises(UnclearAnswerError) as asked:
        read_training_words(answer)
    each, whole = QUOTED.findall(asked.value.problems[0].fix)
    assert [_keys(one)[0]["minutes"] for one in (each, whole)] == ["30 min", "60 min"]


@pytest.mark.parametrize("answer", ["yoga 60 min a week on Mondays", "walking daily, 60 min in total"])
def test_minutes_of_one_session_are_read(answer: str) -> None:
    assert _keys(answer)[0]["minutes"] == "60 min"


@pytest.mark.parametrize(
    ("answer", "loads"),
    [
        ("bulgarian split squat 3x8 15 kg each hand, once a week", ["30 kg together"]),
        ("dumbbell row 3x10 20 kg each hand weekly", ["20 kg"]),
        ("one-arm dumbbell row 3x8 20 kg each hand once a week", ["20 kg"]),
        ("front squat Set 1) 5 reps @ 50 kg. Set 2) 5 reps @ 60 kg twice a week", ["50 kg", "60 kg"]),
        ("front squat, set 1: 5 reps 50 kg, set 2: 5 reps 60 kg, twice a week", ["50 kg", "60 kg"]),
        ("50 kettlebell swings with 24 kg daily", ["24 kg"]),
        ("squat 3x10 60 kg x2 weekly", ["60 kg"]),
        ("squat 3x10 60 kg, bodyweight 70 kg, twice a week", ["60 kg"]),
        ("weighted chins 5x3 10 kg twice a week", ["10 kg"]),
    ],
)
def test_no_load_is_lost(answer: str, loads: list[str]) -> None:
    assert [str(keys["load"]).split()[0] for keys in _keys(answer)] == [load.split()[0] for load in loads]


@pytest.mark.parametrize("answer", ["weighted chins 5x3 twice a week", "weighted dips 3x8 on Mondays"])
def test_the_load_of_what_is_weighted_is_asked(answer: str) -> None:
    with pytest.raises(UnclearAnswerError, match="added load") as asked:
        read_training_words(answer)
    loaded, _, bare = QUOTED.findall(asked.value.problems[0].fix)
    assert "load" in _keys(loaded)[0]
    assert "load" not in _keys(bare)[0]


@pytest.mark.parametrize(
    ("answer", "minutes"),
    [
        ("cycling 10 miles at 20 mph twice a week", "30 min"),
        ("Cycling: 10 miles\n\u2022 Average speed: 20 MPH\n3 times a week", "30 min"),
        ("bike 10 km (avg speed 20 km/h) 4x a week", "30 min"),
        ("hop on the bike for 30 minutes 3 times a week", "30 min"),
        ("30-second plank hold 3 times a week", "0.5 min"),
    ],
)
def test_how_long_it_takes_is_read(answer: str, minutes: str) -> None:
    (keys,) = _keys(answer)
    assert keys["minutes"] == minutes


@pytest.mark.parametrize(
    "answer",
    [
        "30 Minuten Gehen t\u00e4glich, kein Laufen",
        "walking 30 min without weights daily",
        "press 3x10 40 kg, row 3x10 50 kg twice a week",
        "running 3 x 5 km a week",
        "dips 3x8 minus 10 kg weekly",
    ],
)
def test_no_suggestion_says_something_else(answer: str) -> None:
    with pytest.raises(UnclearAnswerError) as asked:
        read_training_words(answer)
    wrong = r"(?i)laufen|squats|weights|row 3x10 40|3 x 60|dips.*10 kg"
    assert not re.search(wrong, " ".join(QUOTED.findall(asked.value.problems[0].fix)))


@pytest.mark.parametrize("answer", ["pull-ups 3x8 -20 kg twice a week", "dips 3x8 - 10 kg weekly"])
def test_a_load_below_nothing_is_asked(answer: str) -> None:
    with pytest.raises(UnclearAnswerError, match="a load below nothing") as asked:
        read_training_words(answer)
    added, machine = QUOTED.findall(asked.value.problems[0].fix)
    assert _keys(added)[0]["exercise"] != "lat_pulldown"
    assert _keys(machine)[0]["exercise"] == "lat_pulldown"


@pytest.mark.parametrize(
    "answer",
    [
        "walking 30 min in the morning and 30 in the evening daily",
        "20 push-ups morning and evening daily",
        "hopping 50 morning and evening daily",
    ],
)
def test_an_amount_at_several_times_of_day_is_asked(answer: str) -> None:
    with pytest.raises(UnclearAnswerError, match="open how much is done") as asked:
        read_training_words(answer)
    same, each = QUOTED.findall(asked.value.problems[0].fix)
    assert sum(float(str(keys["sessions_per_week"])) for keys in _keys(same)) == 14.0
    assert sum(float(str(keys["sessions_per_week"])) for keys in _keys(each)) == 14.0


def test_two_loads_of_the_same_sets_are_asked() -> None:
    with pytest.raises(UnclearAnswerError, match="several amounts of one exercise"):
        read_training_words("squat 3x10 60 kg, weight 70 kg, weekly")


@pytest.mark.parametrize(
    ("answer", "amounts"),
    [
        ("walking 20 min in the morning and 40 in the evening daily", ["20 min", "40 min"]),
        ("20 push-ups in the morning and 10 in the evening daily", [20, 10]),
    ],
)
def test_amounts_of_two_times_of_day_are_offered_each(answer: str, amounts: list[object]) -> None:
    with pytest.raises(UnclearAnswerError, match="open how much is done") as asked:
        read_training_words(answer)
    (each,) = QUOTED.findall(asked.value.problems[0].fix)
    assert [keys.get("minutes", keys.get("reps")) for keys in _keys(each)] == amounts


@pytest.mark.parametrize(
    "answer", ["squat 3x10 60 kg, 70 kg weekly", "bench 3x8 60 kg and 70 kg twice a week"]
)
def test_a_second_load_before_one_rhythm_is_asked(answer: str) -> None:
    with pytest.raises(UnclearAnswerError, match="several amounts of one exercise"):
        read_training_words(answer)


def test_a_second_load_of_another_day_is_read() -> None:
    assert [keys["load"] for keys in _keys("squat 3x10 60 kg Monday, 70 kg Friday")] == ["60 kg", "70 kg"]


def test_sets_of_another_day_without_the_load_of_the_first_are_asked() -> None:
    with pytest.raises(UnclearAnswerError, match="the load is not told") as asked:
        read_training_words("squat 3x10 60 kg Monday and 5x5 Friday")
    same, none = QUOTED.findall(asked.value.problems[0].fix)
    assert [keys.get("load") for keys in _keys(same)] == ["60 kg", "60 kg"]
    assert [keys.get("load") for keys in _keys(none)] == ["60 kg", None]


@pytest.mark.parametrize(
    ("answer", "minutes", "times"),
    [
        ("walk 1hr x2 daily", "120 min", 7),
        ("walk an hour x2 daily", "120 min", 7),
        ("cycle 2h x2 on Saturdays", "240 min", 1),
        ("walk 2 x 1 hour a day", "120 min", 7),
        ("1 hour x 2 a day walking", "60 min", 14),
        ("bike 2 hrs x 3/week", "120 min", 3),
        ("2x45 min Pilates per week", "45 min", 2),
        ("now 2 x 30 min jogging a week", "30 min", 2),
    ],
)
def test_times_beside_minutes_and_hours_count(answer: str, minutes: str, times: int) -> None:
    (keys,) = _keys(answer)
    assert (keys["minutes"], keys["sessions_per_week"]) == (minutes, times)


@pytest.mark.parametrize(
    "answer", ["walk 1hr x2 Mon-Fri", "bike 1h x2 each day", "dog walk, one hour x 2, daily"]
)
def test_times_beside_minutes_are_never_lost(answer: str) -> None:
    with pytest.raises(UnclearAnswerError) as asked:
        read_training_words(answer)
    whole, each = QUOTED.findall(asked.value.problems[0].fix)
    assert [_keys(one)[0]["minutes"] for one in (whole, each)] == ["120 min", "60 min"]

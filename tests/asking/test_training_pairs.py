"""Weights of dumbbells: of each or of both, of every set, and of each exercise by itself; and names of movements."""

from __future__ import annotations

import re
from datetime import date

import pytest

import osteotwin as ot

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("answer", "loads"),
    [
        ("dumbbell bench press 20 kg x 16, 20 kg x 14, 20 kg x 12 each dumbbell, 3 times a week", "40 40 40"),
        (
            "Bench Press (Dumbbell) Set 1: 20 kg \u00d7 8, Set 2: 22 kg \u00d7 6, each dumbbell, twice a week",
            "40 44",
        ),
        ("dumbbell bench press 3x10 20 kg, twice a week, per hand", "40"),
        ("dumbbell lunges 3x10 15 kg mon, 17.5 kg thu, each dumbbell", "30 35"),
        ("dumbbell press 20 kg x 12, 22 kg x 10, weights are per dumbbell, twice a week", "40 44"),
        ("dumbbell bench press 3x10 20 kg each, deadlift 3x5 100 kg, twice a week", "40 100"),
        ("dumbbell bench press 20 kg x 12, 22 kg x 10, together, twice a week", "20 22"),
    ],
)
def test_what_is_said_of_one_dumbbell_holds_for_every_set(answer: str, loads: str) -> None:
    found = ot.new_person({"training": answer}, today=TODAY).text
    assert re.findall(r'load = "(\d+) kg"', found) == loads.split()


@pytest.mark.parametrize(
    ("answer", "weight"),
    [
        ("dumbbell bench press 3x10 20 kg each, dumbbell curls 3x10 10 kg, twice a week", "10 kg"),
        ("dumbbell bench press 3x10 20 kg, dumbbell curls 3x10 10 kg each, twice a week", "20 kg"),
        ("dumbbell row 3x10 30 kg, dumbbell bench press 3x10 20 kg twice a week", "20 kg"),
        ("goblet squat 3x10 24 kg and dumbbell bench press 3x10 20 kg twice a week", "20 kg"),
        ("Bench Press (Dumbbell) Set 1: 20 kg \u00d7 16, Set 2: 20 kg \u00d7 14", "20 kg"),
        ("DB shoulder press 15 kg x 12, 15 kg x 10; squats 3x5 80 kg twice a week", "15 kg"),
    ],
)
def test_each_pair_of_dumbbells_is_asked_by_itself(answer: str, weight: str) -> None:
    with pytest.raises(ot.InputError) as asked:
        ot.new_person({"training": answer}, today=TODAY)
    (one, *_) = asked.value.problems
    assert one.found.startswith(f'"{weight}" in ')
    assert "of each weight or of both" in one.found


def test_what_is_offered_for_sets_of_dumbbells_doubles_them_all() -> None:
    with pytest.raises(ot.InputError) as asked:
        ot.new_person(
            {"training": "Bench Press (Dumbbell) Set 1: 20 kg \u00d7 16, Set 2: 20 kg \u00d7 14"}, today=TODAY
        )
    (each, both) = re.findall(r'"([^"]*)"', asked.value.problems[0].fix)
    for line, load in ((each, "40 kg"), (both, "20 kg")):
        assert ot.new_person({"training": line}, today=TODAY).text.count(f'load = "{load}"') == 2


@pytest.mark.parametrize(
    "answer",
    [
        "Tibialis Raises 3x10 twice a week",
        "tib bar raise 3x10 10 kg twice a week",
        "tibialis curls 3x10 weekly",
    ],
)
def test_a_raise_of_the_toes_is_none_of_the_heels(answer: str) -> None:
    assert "tibialis raise" in ot.new_person({"training": answer}, today=TODAY).understood["training"]

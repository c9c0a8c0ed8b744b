"""Phrases of training: weeks, weights of pairs, several exercises with one rhythm; or one question."""

from __future__ import annotations

from datetime import date

import pytest

import osteotwin as ot

READ = [
    ("leg press 3x12 180 kg, leg curl 3x12 40 kg, 2x week", "3 x 12 leg curl with 40 kg, twice a week"),
    ("hip thrust 3x10 80 kg, lunges 3x12 20 kg, 2x weekly", "3 x 10 hip thrust with 80 kg, twice a week"),
    ("push-ups 50 a day", "1 x 50 push-up, 7 times a week"),
    ("squat 3x5 with my bodyweight on the bar twice a week", "back squat with 100 % of body weight"),
    ("RDL 3x10 @ 60kg on leg day (once a week)", "with 60 kg, once a week"),
    ("dumbbell press 3x10 2x20kg twice a week", "with 40 kg, twice a week"),
    ("DB bench press 3x8 30 kg each twice a week", "with 60 kg, twice a week"),
    ("DB bench press 3x8 60 kg together twice a week", "with 60 kg, twice a week"),
    ("DB rows 3x10 30 kg twice a week", "with 30 kg, twice a week"),
    ("back squat 3x8 mit 70 kg zweimal pro Woche", "with 70 kg, twice a week"),
    ("walking 30 Minuten täglich", "walking for 30 min, 7 times a week"),
    ("yoga 20 min 3 mornings a week", "for 20 min, 3 times a week"),
    ("run 3 days a week 45 minutes each", "running for 45 min, 3 times a week"),
]
ASKED = [
    ("walking 150 minutes a week", 'write for example "walking 30 min 5 times a week"'),
    ("cycling 8 hours a week", "on how many days"),
    (
        "bench press 3x8 with 30 kg dumbbells twice weekly",
        'with 30 kg each dumbbells twice weekly" or "bench press 3x8 with 30 kg together',
    ),
    ("squat 70-80 % 3x5 twice a week", '"squat 75 % 3x5 twice a week"'),
    ("bench 185x5x5 MWF", 'write "bench 5x5 185 kg MWF" or "bench 5x5 185 lb MWF"'),
    ("swim 1km every other day", 'write for example "swim 30 min every other day"'),
    ("gym 4x a week push pull legs upper", "says no exercise"),
]


@pytest.mark.parametrize(("answer", "words"), READ)
def test_training_is_read(answer: str, words: str) -> None:
    said = ot.new_person({"training": answer}, today=date(2026, 2, 1)).understood["training"]
    assert words in said


@pytest.mark.parametrize(("answer", "words"), ASKED)
def test_training_is_asked(answer: str, words: str) -> None:
    with pytest.raises(ot.InputError) as asked:
        ot.new_person({"training": answer}, today=date(2026, 2, 1))
    assert words in str(asked.value)

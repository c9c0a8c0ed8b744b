"""Training in whole sentences and as logs have it: read, or asked with the words that were written."""

from __future__ import annotations

import pytest
from tests.asking.saying import told

import osteotwin as ot

READ = [
    (
        "I usually lift weights three times a week",
        "resistance training (unspecified), 24 repetitions, 3 times a week",
    ),
    (
        "my strength training days are Tue/Sat",
        "resistance training (unspecified), 24 repetitions, twice a week",
    ),
    ("I jog every other day for 25 minutes", "jogging for 25 min, 3.5 times a week"),
    ("I walk my dog every day for about 30 minutes", "walking for 30 min, 7 times a week"),
    (
        "I swim twice a week for 40 minutes and lift weights on Mondays",
        "swimming for 40 min, twice a week; resist",
    ),
    ("front squat 3x5 155# twice a week", "3 x 5 front squat with 70.3"),
    ("deadlift - 100 kg 3x5 once a week", "3 x 5 deadlift with 100 kg, once a week"),
    ("Calf raises (3 sets of 12 x 70kg) twice a week", "3 x 12 calf raise with 70 kg"),
    ("squat 3x5x100kg weekly", "3 x 5 back squat with 100 kg"),
    ("leg lift 3x12 daily", "3 x 12 leg raise, 7 times a week"),
    # what is in no number, or counted otherwise, is said back
    (
        "before my injury I ran marathons; now I swim twice a week 45 min",
        'twice a week. "before my injury I ran marathons" is past, and left out.',
    ),
    ("I was a runner. These days I cycle 40 min twice a week.", '"I was a runner" is past'),
    ("8,500 steps daily", '"8,500 steps daily" are counted as 85 min of walking, 100 steps a minute.'),
    ("box jumps 3x10 20 inch Mon Wed", '"20 inch" is in no number'),
    ("step up 3x10 on 40 cm box twice a week", '"40 cm" is in no number'),
    ("water aerobics 30 min twice a week", '"water aerobics" is counted as swimming'),
    ("e-bike 60 min weekly", '"e-bike" is counted as cycling'),
]
ASKED = [
    ("10k steps daily, walking 30 min daily", "may be among the steps"),
    (
        "squat 3x5 100 kg bench press 3x5 80 kg",
        'no word on how often in "squat 3x5 100 kg bench press 3x5 80 kg"',
    ),
    ("I run 20 minutes daily since May 2025", 'write "I run 20 minutes daily" where'),
    ("cycling 15 minutes each way every day", 'write "cycling 30 min every day"'),
    ("my back squat felt bad and the rest of the day was long", "no word on how often"),
    ("I do an upper lower split with the bench and some rows", "says no exercise"),
    ("squat 12x3x60kg weekly", "the load with its unit"),
    ("I work out four times a week", "the exercises in it"),
]


@pytest.mark.parametrize(("answer", "words"), READ)
def test_a_sentence_is_read(answer: str, words: str) -> None:
    assert words in told("training", answer)


@pytest.mark.parametrize(("answer", "words"), ASKED)
def test_what_a_sentence_leaves_open_is_asked(answer: str, words: str) -> None:
    with pytest.raises(ot.InputError) as asked:
        told("training", answer)
    assert words in str(asked.value)

"""Supplements of the food answer: labels of several nutrients, what the model lacks, amounts of nothing."""

from __future__ import annotations

import pytest
from tests.asking.saying import told

import osteotwin as ot

READ = [
    ("Zinc 25 mg, tablet, once daily", "Zinc: 25 mg"),
    ("coenzyme Q10 100 mg", "Coenzyme Q10: 100 mg"),
    ("vitamin D3 4000 IU daily, magnesium 300 mg, zinc", "vitamin D 4000 IU a day. Magnesium: 300 mg"),
    ("1000 UI D3 + 75 mcg K2 daily", "vitamin D 1000 IU a day. Vitamin K: 75 mcg"),
    ("K2/D3 100 mcg/2000 IU every morning", "vitamin D 2000 IU a day. Vitamin K: 100 mcg"),
    ("vitamin D 800 IU and magnesium 200 mg daily", "vitamin D 800 IU a day. Magnesium: 200 mg"),
    ("calcium citrate 300 mg + D3 200 IU daily", "vitamin D 200 IU a day. calcium: 300 mg every day"),
    ("500 mg calcium citrate daily", "calcium: 500 mg every day"),
    ("calcium 700 mg and vitamin D 800 IU a day", "calcium 700 mg a day; vitamin D 800 IU a day."),
]
ASKED = [
    ("20,000 IU, monthly", "an amount without what it is of"),
    ("250 mg 2x/day", "an amount without what it is of"),
    ("the daily dose is 600 mg", "an amount without what it is of"),
    ("1000 UI D3 + 75 mcg K2", '"vitamin D 1000 IU daily"'),
    ("calcium 600 mg + D3 400 IU daily", "which salt"),
    ("600 mg/400 IU calcium/vitamin D daily", "which salt"),
    ("risedronate 35 mg weekly", "among|answer on drugs"),
    ("Nobodyknows caps 2 daily", "a supplement that is not known"),
    ("a One A Day for men daily", "content differs by product"),
]


@pytest.mark.parametrize(("answer", "words"), READ)
def test_a_label_is_read(answer: str, words: str) -> None:
    assert words in told("food", answer)


@pytest.mark.parametrize(("answer", "words"), ASKED)
def test_what_a_label_leaves_open_is_asked(answer: str, words: str) -> None:
    with pytest.raises(ot.InputError, match=words):
        told("food", answer)


def test_what_the_model_lacks_is_in_no_number() -> None:
    beside = ot.new_person({"food": "greek yogurt 2x a day; zinc 15 mg daily"}).text
    alone = ot.new_person({"food": "greek yogurt 2x a day"}).text
    assert [line for line in alone.splitlines() if "yogurt" in line.casefold() or "servings" in line] == [
        line for line in beside.splitlines() if "yogurt" in line.casefold() or "servings" in line
    ]

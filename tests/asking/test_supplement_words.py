"""Supplements of the food answer: labels of several nutrients, what the model lacks, amounts of nothing."""

from __future__ import annotations

import pytest
from tests.asking.saying import told

import osteotwin as ot

READ = [
    ("calcium 900 mg daily; magnesium 400 mg, zinc 25 mg, no iron", "Zinc: 25 mg, from"),
    ("Zinc 25 mg, tablet, once daily", "Zinc: 25 mg"),
    ("coenzyme Q10 100 mg", "Coenzyme Q10: 100 mg"),
    ("vitamin D3 4000 IU daily, magnesium 300 mg, zinc", "vitamin D 4000 IU a day. Magnesium: 300 mg"),
    ("1000 UI D3 + 75 mcg K2 daily", "vitamin D 1000 IU a day. Vitamin K: 75 mcg"),
    ("K2/D3 100 mcg/2000 IU every morning", "vitamin D 2000 IU a day. Vitamin K: 100 mcg"),
    ("vitamin D 800 IU and magnesium 200 mg daily", "vitamin D 800 IU a day. Magnesium: 200 mg"),
    ("calcium citrate 300 mg + D3 200 IU daily", "vitamin D 200 IU a day. calcium: 300 mg every day"),
    ("500 mg calcium citrate daily", "calcium: 500 mg every day"),
    ("calcium 700 mg and vitamin D 800 IU a day", "calcium 700 mg a day; vitamin D 800 IU a day."),
    ("Magnesium glycinate (300 mg) daily", "Magnesium: 300 mg daily"),
    ("Vitamin D3 (4,000 IU) daily, Magnesium glycinate (300 mg) daily", "4000 IU a day. Magnesium: 300 mg"),
    ("100 mcg of Vitamin K2 as MK-7", "Vitamin K: 100 mcg, from"),
    ("magnesium citrate | 2 pills | citrate: 365mg, magnesium: 58mg", "Magnesium: 2 pills 58mg"),
    ("Kreatin: 5 g/Tag", "Creatine: 5 g a day"),
    ("Zinc 26.5 mg 265%", "Zinc: 26.5 mg, from"),
    ("200-400mg elemental magnesium", "Magnesium: 200-400mg"),
    ("Mg citrate 200 mg before bed", "Magnesium: 200 mg before bed"),
    ("Blackmores Vitamin D3 1000 IU daily", "vitamin D 1000 IU a day"),
    ("Vitamin D3 2000 IU softgel with breakfast every day", "vitamin D 2000 IU a day"),
    ("two 1000 IU vitamin D softgels every morning", "vitamin D 2000 IU a day"),
    ("vitamin D spray 3000 IU per spray, one spray a day", "vitamin D 3000 IU a day"),
    ("D3 gummies 2 a day (2000 IU total)", "vitamin D 2000 IU a day"),
    ("1 tablet of 25 mcg vitamin D (1000 IU) daily", "vitamin D 1000 IU a day"),
    ("Dekristol 20.000 I.E. einmal pro Woche", "vitamin D 2857.14 IU a day"),
    ("vitamine D 800 UI par jour", "vitamin D 800 IU a day"),
    ("ergocalciferol 1.25 mg weekly", "vitamin D 7142.86 IU a day"),
    ("D3 500 IU daily", "vitamin D 500 IU a day"),
    ("zinc, magnesium and boron", "Boron: dose not said"),
    ("Creatine 5g/day, vitamin D3 4000 IU daily", "4000 IU a day. Creatine: 5g a day"),
]
ASKED = [
    ("calcium 500mg", "of tablets write their salt"),
    ("vitamin D 50,000 IU", "50,000 IU weekly"),
    ("vitamin D 1000 mcg daily", "more than is taken daily"),
    ("calcium 1000 mcg a day", "less than any diet"),
    ("I took vitamin D 2000 IU daily", "tells of the past"),
    ("vitamin D 2000 IU daily, my wife 4000", "somebody else"),
    ("vitamin D down to 1000 IU from 5000 IU", "tells of a change"),
    (
        "calcium 900 mg a day, protein 90 g, vitamin D 2000 IU",
        '"calcium 900 mg daily; vitamin D 2000 IU daily"',
    ),
    ("cal/mag citrate", "without how much"),
    ("I take a vitamin D supplement", "without how much"),
    ("D3+K2 drops, 2 drops a day", "without how much"),
    ("my doctor suggested 1000 IU of vitamin D daily", "one nutrient"),
    ("vitamin D 1000 IU daily in winter", "one nutrient"),
    ("vitamin D 1000 IU per drop, daily", "if it is in one drop"),
    ("calcium 500mg", "all food and tablets"),
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

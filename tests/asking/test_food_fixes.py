"""What a question on food or supplements tells to write is read when it is written."""

from __future__ import annotations

import re
from datetime import date

import pytest

import osteotwin as ot
from osteotwin.asking.food_words import read_food_words

TODAY = date(2026, 2, 1)
#: So that what is told may be a whole diet.
ENOUGH = "; sheep milk 3x a day"
ASKED = [
    "milk 200 ml",
    "2 boiled eggs + 1 slice of rye bread",
    "1-2 glasses of milk daily",
    "every day: 3-4 oz cheddar",
    "every day: a pint of milk",
    "every day: half a pint of whole milk",
    "every day: half a pepperoni pizza",
    "every day: a few yogurts",
    "every day: milk 170",
    "every day: 90 eggs",
    "every day: milk occasionally",
    "every day: gobbledygook",
    "every day: cereal",
    "every day: soy milk",
    "every day: firm or silken tofu",
    "every day: hemp milk",
    "every day: oat milk",
    "every day: ein Stück Parmesan",
    "5 peanuts a day",
    "chicken rice broccoli, 2 scoops whey",
    "milk, yogurt every day",
    "every day: protein shake",
    "every day: flat white with oat milk",
    "every day: 2 yogurts (125 g)",
    "every day: bran flakes, kolatsche, a yogurt",
    "every day: yogurt with berries 150 g",
    "every day: 1 yogurt / 1 glass of milk",
    "ice cream in summer",
    "milk 200 kcal a day",
    "oat milk, 250 ml daily",
    "fish twice a week",
    "yogurt 5 kg a day",
    "half a gallon of milk daily",
    "vitamin D 50,000 IU",
    "vitamin D 50,000 IU daily",
    "yogurt 1-5 times a week",
    "cheddar at weekends",
    "sardines once a week, kale, white bread, 2 coffees",
    "twice a week yogurt, milk and cheddar daily",
    "no milk, cheese, yogurt every day",
    "vitamin D3 (4,000 IU)",
    "Blackmores Vitamin D3 1000 IU",
    "Vitamin D3 5000 + K",
    "vitamin D3 | 125 mcg | 625%",
    "I'm also taking a vitamin D supplement",
    "Calcium Citrate with Magnesium & Vitamin D (300 Capsules)",
    "calcium 500mg",
    "calcium carbonate USP 500mg",
    "600mg/1000IU calcium/vitamin D",
    "2 D3 + K2 capsules daily (1000 IU / 100 mcg)",
    "vitamin D 1000 IU daily in winter",
    "Citracal D3 2 caplets twice a day",
    "multivitamin (200 mg calcium, 1000 IU D3) daily",
    "Centrum daily",
    "Tums 2 tablets a day",
    "my doctor suggested 1000 IU of vitamin D",
    "20,000 IU, monthly",
    "vitamin D3 400 IU winter only",
    "Calcium carbonate (1500mg, equivalent to 600mg calcium)",
    "Caltrate 600+D3 twice a day",
]


def read(answer: str) -> None:
    read_food_words(answer, TODAY, None)


def read_as_told(fix: str) -> None:
    """Read what is told to write: by itself, or in the place of what was asked, with how often."""
    is_total = "calcium" in fix and "carbonate" not in fix and "citrate" not in fix and "fortified" not in fix
    whole = fix if is_total else f"{fix}{ENOUGH}"
    try:
        read(whole)
    except ot.InputError:
        read(f"every day: {whole}")


@pytest.mark.parametrize("answer", ASKED)
def test_what_is_told_to_write_is_read(answer: str) -> None:
    with pytest.raises(ot.InputError) as asked:
        read(f"{answer}{ENOUGH}")
    fixes = [fix for problem in asked.value.problems for fix in re.findall(r'"([^"]{4,})"', problem.fix)]
    assert fixes
    for fix in fixes:
        read_as_told(fix)

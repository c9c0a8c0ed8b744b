"""Milk that is poured into a drink, with its amount behind the drink; cream that is called half and half."""

from __future__ import annotations

import pytest
from tests.asking.saying import told

import osteotwin as ot

POURED = [
    (
        "milk in coffee 3x a day (50 ml each)",
        "Milk, reduced fat 2 %, vitamin A and D added, 4.44 servings a week",
    ),
    (
        "milk in my tea 4 times daily (30 ml)",
        "Milk, reduced fat 2 %, vitamin A and D added, 3.55 servings a week",
    ),
    ("milk in coffee 3x a day, 50 ml each", "Coffee, brewed, 3 servings a day"),
    ("half and half in coffee 3x a day (1 tbsp each)", "Half and half, 3 servings a day"),
    ("half and half 2 tbsp x 3 coffees daily", "Half and half, 6 servings a day"),
    ("half & half 1 oz daily", "Half and half, 13.2 servings a week"),
    ("half fat milk 300 ml daily", "Milk, reduced fat 2 %, vitamin A and D added, 8.88 servings a week"),
]


@pytest.mark.parametrize(("answer", "words"), POURED)
def test_what_is_poured_into_a_drink_has_its_amount(answer: str, words: str) -> None:
    assert words in told("food", f"yogurt 150 g daily; {answer}")


def test_so_much_milk_in_a_cup_is_asked() -> None:
    with pytest.raises(ot.InputError, match="of either of them"):
        told("food", "yogurt 150 g daily; milk in tea 250 ml daily")


REFUSED = [
    ("I don't eat fish or nuts", "not eaten: fish and nuts and seeds"),
    ("I don't eat any dairy or fish", "not eaten: dairy and fish"),
    ("fish never", "not eaten: fish"),
    ("nut allergy", "not eaten: nuts and seeds"),
    ("allergic to nuts and fish", "not eaten: nuts and seeds and fish"),
    ("dairy-free since 2019", "not eaten: dairy"),
]


@pytest.mark.parametrize("joint", ["; ", ", "])
@pytest.mark.parametrize(("answer", "words"), REFUSED)
def test_foods_that_are_told_not_to_be_eaten_are_a_wish(answer: str, words: str, joint: str) -> None:
    assert words in told("food", f"fortified soy milk 500 ml daily{joint}{answer}")


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("milk, 2 cups; yogurt, 1 cup; cheese, 1 oz; all daily", "Cheese, cheddar, 4.67 servings a week"),
        ("milk 0.5 l/d, hard cheese 60 g/d, yoghurt 200 g/d", "Cheese, cheddar, 9.88 servings a week"),
        ("milk 200 ml daily, yogurt 150 g daily, nothing else", "calcium 522.3 mg a day; "),
        ("milk 200 ml daily, yogurt 150 g daily and that's it", "calcium 522.3 mg a day; "),
        ("milk 500 ml daily; that is all the calcium I get", "calcium 619.5 mg a day; "),
    ],
)
def test_words_of_all_foods_are_read(answer: str, words: str) -> None:
    assert words in told("food", answer)

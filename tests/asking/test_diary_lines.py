"""Foods as diaries, labels and tables of food have them; dishes and products that the table lacks."""

from __future__ import annotations

import pytest
from tests.asking.saying import told

import osteotwin as ot

#: So that what is told may be a whole diet.
ENOUGH = "; greek yogurt 3x a day"

READ = [
    ("every day: 8 fl oz whole milk, 2 slices of rye bread", "vitamin D added, 1 serving a day; Bread, rye, 2"),
    ("Breakfast: oatmeal, a banana, 2 poached eggs (4SP)", "Banana, raw, 1 serving a day; Egg, poached, 2 servings"),
    ("daily: 1% milk, 1 cup - 100 kcal", "Milk, low-fat 1 %, vitamin A and D added, 1 serving a day"),
    ("every day: cheddar (42.5 g), 5 g fat", "Cheese, cheddar, 1 serving a day"),
    ("every day: 6 oz. skim milk + 1 oz almonds", "Almonds, 1 serving a day"),
    ("every day: spaghetti w/2 tbsp parmesan", "Cheese, Parmesan, hard, 2.5 servings a week"),
    ("every day: 1 cup greek yogurt", "Yogurt, Greek, plain, non-fat, 10.1 servings a week"),
    ("yogurt, plain, low fat 4 times a week", "Yogurt, plain, low-fat, 4 servings a week"),
    ("every day: yogurt, plain, zero fat", "Yogurt, plain, skim, 1 serving a day"),
    ("milk and cheddar twice a day", "Cheese, cheddar, 2 servings a day"),
    ("every day: coffee with 2 tbsp half and half", "Half and half, 2 servings a day"),
    ("every day: mac & cheese, an apple", "Macaroni and cheese, frozen, 1 serving a day; Apple"),
    ("every day: Landhof's Best eggs", '"landhof\'s best eggs" is counted as Egg'),
    ("skyr daily", '"skyr" is counted as Yogurt, Greek, plain, non-fat'),
    ("every day: vanilla yoplait", '"vanilla yoplait" is counted as Yogurt, fruit, low-fat'),
    ("upma daily", '"upma" is in no number: how much calcium'),
    ("every day: small bag of cheetos, 2 eggs", '"cheetos" is in no number'),
    ("every day: bean soup with carrots, and 2 slices of rye bread", "Bread, rye, 2 servings a day"),
    ("redbush tea daily", "is left out: it holds hardly any calcium"),
]  # fmt: skip
ASKED = [
    ("2 boiled eggs + 1 slice of rye bread", 'for example "every day: 2 boiled eggs'),
    ("every day: oats or an apple", "one or the other"),
    ("every day: 3-4 oz cheddar", "one number"),
    ("every day: half a pint of milk", "of Britain or of the United States"),
    ("every day: soft tacos with beans", "a dish and what is in it"),
    ("every day: paneer curry", "each by itself"),
    ("every day: Ripple milk", "nearest to the label's"),
    ("every day: gobbledygook", "a food of the library"),
]


@pytest.mark.parametrize(("answer", "words"), READ)
def test_a_line_of_a_diary_is_read(answer: str, words: str) -> None:
    assert words in told("food", f"{answer}{ENOUGH}")


@pytest.mark.parametrize(("answer", "words"), ASKED)
def test_what_a_line_leaves_open_is_asked(answer: str, words: str) -> None:
    with pytest.raises(ot.InputError) as asked:
        told("food", f"{answer}{ENOUGH}")
    assert words in str(asked.value)


def test_what_is_in_a_dish_is_no_food_beside_it() -> None:
    said = told("food", f"every day: lentil soup with spinach and peas{ENOUGH}")
    assert "Spinach" not in said
    assert '"lentil soup' in said


def test_a_dish_alone_leaves_the_usual_intake() -> None:
    text = ot.new_person({"food": "pierogi twice a week"}).text
    assert "servings_per_week" not in text
    assert "calcium =" not in text
    assert '"pierogi" is in no number' in text

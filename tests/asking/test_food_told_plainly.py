"""What is eaten with calcium in it, as people tell it: each food keeps its own amount and its own rhythm."""

from __future__ import annotations

import re
from datetime import date

import pytest

import osteotwin as ot
from osteotwin.asking.food_words import read_food_words
from osteotwin.asking.unclear import UnclearAnswerError
from osteotwin.importing.found import Found
from osteotwin.protocol.library import load_foods

TODAY = date(2026, 2, 1)
#: So that what is told may be a whole diet.
ENOUGH = "; sheep milk 3x a day"
FOODS = {food.name: food for food in load_foods().values()}


def read(answer: str) -> tuple[Found, ...]:
    return read_food_words(f"{answer}{ENOUGH}", TODAY, None)


def eaten(answer: str) -> dict[str, int]:
    """Return the grams a day by the first word of each food, of all that hold calcium in them worth a word."""
    found: dict[str, int] = {}
    for one in read(answer):
        name = one.keys.get("food")
        if name is None or name == "Sheep milk" or FOODS[name].calcium_mg < 25:
            continue
        head = re.split(r"[ ,]", name)[0]
        grams = one.keys["servings_per_week"] * FOODS[name].serving_g / 7.0
        found[head] = found.get(head, 0) + round(grams)
    return found


def question(answer: str) -> str:
    with pytest.raises(UnclearAnswerError) as asked:
        read(answer)
    problem = asked.value.problems[0]
    return f"{problem.found} -> {problem.fix}"


#: told -> grams a day
EACH_ITS_OWN = [
    # cups of a drink, and the milk in each
    ("tea with milk 5 cups a day", {"Milk": 150}), ("coffee with milk 2 mugs a day", {"Milk": 60}),
    ("5 cups of tea a day with a splash of milk", {"Milk": 150}), ("splash of milk in 6 teas a day", {"Milk": 180}),
    ("3 cups tea (30 ml milk in each) a day", {"Milk": 93}), ("3 coffees (50 ml milk each) daily", {"Milk": 155}),
    ("every day: Coffee with milk x3, 1 slice of cheese", {"Milk": 90, "Cheese": 28}),
    ("every day: 5 cups of tea with a dash of milk each, 25 g cheddar", {"Milk": 150, "Cheese": 25}),
    ("porridge with milk 2 bowls a day", {"Milk": 244}), ("hot chocolate with 250 ml milk daily", {"Milk": 258}),
    # a size counts in any language
    ("large cappuccino daily", {"Milk": 214}), ("kleiner Cappuccino t\u00e4glich", {"Milk": 111}),
    ("cappuccino grande todos los d\u00edas", {"Milk": 214}), ("3 gro\u00dfe Milchkaffee t\u00e4glich", {"Milk": 461}),
    # two rhythms
    ("250 g of quark per day with 30g cheddar 3 times a week", {"Yogurt": 250, "Cheese": 13}),
    ("every Sunday 30 g gouda with a cup of kefir a day", {"Cheese": 4, "Kefir": 243}),
    ("in the evening 250 ml of milk plus sardines 90 g once a week", {"Milk": 258, "Sardines": 13}),
    ("lait 200 ml par jour avec fromage 30 g deux fois par semaine", {"Milk": 206, "Cheese": 9}),
    ("one latte (twice a week), 125g yoghurt (every morning)", {"Milk": 72, "Yogurt": 125}),
    ("100 g of cottage cheese a day with cheddar 30 g, 2x weekly", {"Cheese": 109}),
    ("un caf\u00e9 au lait le matin, un yaourt \u00e0 midi", {"Milk": 113, "Yogurt": 125}),
    ("each twice daily: milk 200 ml, cheese 30 g", {"Milk": 411, "Cheese": 60}),
    # brackets
    ("feta 50 g daily (plus 3 slices of gouda, once a week)", {"Cheese": 62}),
    ("milk 200 ml daily (x2)", {"Milk": 411}),
    ("greek yoghurt daily (150g)", {"Yogurt": 150}), ("cheese (30 g cheddar, 30 g gouda) daily", {"Cheese": 60}),
    # the first food behind a colon, two foods in a row
    ("cheddar: 40 g + a glass of milk daily", {"Cheese": 40, "Milk": 244}),
    ("yoghurt 150 g milk 200 ml daily", {"Yogurt": 150, "Milk": 206}),
    ("milk 200 ml as well as yoghurt 150 g daily", {"Milk": 206, "Yogurt": 150}),
    ("milk and kefir 200 ml each daily", {"Milk": 206, "Kefir": 206}),
    ("Glass of milk at breakfast and another at bedtime", {"Milk": 488}),
    ("3 eggs, 2 slices cheese, 1 cup milk daily", {"Egg": 150, "Cheese": 57, "Milk": 244}),
    ("yoghurt with honey and walnuts 150 g daily", {"Yogurt": 150, "Walnuts": 28}),
    # how it was cooked, what it is made from, one or the other
    ("2 eggs, poached, 1 glass of milk a day", {"Egg": 100, "Milk": 244}),
    ("every day: 2 eggs, poached or scrambled, 1 glass of milk", {"Egg": 100, "Milk": 244}),
    ("every day: 2 potatoes, mashed, 1 glass of milk", {"Potato": 346, "Milk": 244}),
    ("every day: porridge made from 200 ml whole milk, 1 yoghurt 125 g", {"Milk": 206, "Yogurt": 125}),
    ("porridge made from whole milk, 1 yoghurt 125 g, 30 g cheddar daily", {"Milk": 244, "Yogurt": 125, "Cheese": 30}),
    ("every day: 1 yoghurt 125 g from Aldi, 30 g cheddar", {"Yogurt": 125, "Cheese": 30}),
    ("2 slices wholemeal/rye bread daily", {"Bread": 64}),
    # days
    ("500g tub of skyr over two days", {"Yogurt": 250}), ("yoghurt 140 g 5 out of 7 days", {"Yogurt": 100}),
    ("yoghurt 140 g, 5 mornings a week", {"Yogurt": 100}),
    ("2 lattes a week and a daily skyr", {"Milk": 72, "Yogurt": 170}),
    # as it is sold
    ("Petits Filous 2 daily", {"Yogurt": 94}), ("Actimel daily", {"Yogurt": 100}),
    ("string cheese, one a day", {"Cheese": 28}),
    ("custard 100 ml daily", {"Vanilla": 103}), ("a tin of salmon 105 g weekly", {"Salmon": 15}),
    ("un demi-litre de lait par jour", {"Milk": 516}), ("des noix tous les jours", {"Walnuts": 28}),
    ("every day: turkey sandwich with 2 slices bread, 3 oz turkey, 1 slice swiss", {"Bread": 58, "Cheese": 28}),
    ("every day: ham and cheese sandwich with gouda on whole wheat bread", {"Bread": 64, "Cheese": 28}),
    # a vitamin beside it
    ("2 glasses of milk a day, vitamin D 1000 IU daily", {"Milk": 488}),
    # prose around it
    ("Low-fat Greek yogurt: Smooth, filling, and a great protein source to kick-start the day, daily", {"Yogurt": 200}),
    ("every day: 40 g cheddar, and mixed it all through", {"Cheese": 40}),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "grams"), EACH_ITS_OWN)
def test_each_food_keeps_its_amount_and_rhythm(answer: str, grams: dict[str, int]) -> None:
    assert eaten(answer) == pytest.approx(grams, abs=2)


#: told -> the calcium of it [mg/day]
LABELLED = [
    ("1.5 l of mineral water with 350 mg calcium per litre daily", 525),
    ("t\u00e4glich 1,5 Liter Mineralwasser (Gerolsteiner, 348 mg Calcium pro Liter)", 522),
    ("250 ml oat milk with 120 mg calcium per 100 ml daily", 300), ("1 yogurt (200 mg calcium per serving) daily", 200),
    ("1 litre d'H\u00e9par par jour", 549), ("Volvic 2 l a day", 24),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "milligrams"), LABELLED)
def test_the_calcium_of_a_label_is_what_counts(answer: str, milligrams: float) -> None:
    held = sum(
        FOODS[one.keys["food"]].calcium_mg * one.keys["servings_per_week"] / 7.0
        for one in read(answer)
        if one.keys.get("food", "Sheep milk") != "Sheep milk"
    )
    assert held == pytest.approx(milligrams, rel=0.03)


def test_a_label_far_from_the_food_is_asked() -> None:
    assert "far from what" in question("250 ml milk with 12 g calcium per 100 ml daily")


#: told -> words of the question
ASKED = [
    ("up to 500 ml milk daily", '"500 ml milk daily"'), ("max 2 lattes a day", "or fewer"),
    ("at least two glasses of milk a day", "or more"), ("milk 200 ml daily (max)", "or fewer"),
    ("between 2 and 3 glasses of milk a day", '"2.5 glasses of milk a day"'),
    ("2 glasses of milk, and 1-2 slices of cheese per day", "1.5 slices of cheese"),
    ("3 cups of tea with 30 ml milk a day", "90 ml of milk"), ("coffee and milk 3 cups a day", "3 cups of coffee"),
    ("milk, cheese and yoghurt: 3 servings a day", "of each or of all together"),
    ("milk 200 ml daily (rarely)", "how often"), ("milk 200 ml daily (if I remember)", "if I remember"),
    ("milk 200 ml daily (before diagnosis)", "the past"), ("milk 200 ml daily from tomorrow", "a plan"),
    ("milk 200 ml daily when at home", "a plan"), ("a whole pizza a week", "slices"),
    ("every day: yogurt and the odd bit of cheese", "how often"),
    ("20 g de fromage \u00e0 chaque repas", "3 times a day"),
    ("vitamin D 1000 IU, 2 glasses of milk a day", "no word on how often in \"vitamin D 1000 IU\""),
    ("milk daily and cheddar 30 g on weekends", "cheddar 30 g twice a week"),
    ("every day: J\u2019ai grandi avec un bol de lait", "the past"),
    ("every day: alg\u00fan trozo de queso fresco", "30 g of queso fresco"),
    ("30 g protein a day and 2 glasses of milk a day", "protein"),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "expected"), ASKED)
def test_what_is_open_is_asked_in_its_own_words(answer: str, expected: str) -> None:
    assert expected in question(answer)


@pytest.mark.parametrize(
    "joined", ["milk in front of a yoghurt", "milk beside yoghurt", "cheddar after kefir"]
)
def test_one_name_is_never_taken_for_two_foods(joined: str) -> None:
    with pytest.raises(UnclearAnswerError):
        read(f"{joined} daily")


def test_a_diet_before_foods_is_said() -> None:
    notes = [one.note for one in read("Vegan: fortified soy milk 300 ml daily") if not one.keys]
    assert any('"Vegan"' in note for note in notes)


@pytest.mark.parametrize(
    "drink", ["oat drink with calcium", "soy milk with calcium", "rice drink with calcium"]
)
def test_a_food_behind_a_drink_with_calcium_is_no_part_of_its_name(drink: str) -> None:
    with pytest.raises(ot.InputError) as asked:
        ot.new_person({"food": f"{drink} 1 glass, tofu 2 times a week"})
    assert any("tofu" in one.found for one in asked.value.problems)
    assert any(drink in one.found for one in asked.value.problems)

"""What may change a food, its amount or whether it is eaten is never set aside: it is read, or it is asked."""

from __future__ import annotations

import re
from datetime import date

import pytest

from osteotwin.asking.food_words import read_food_words
from osteotwin.asking.unclear import UnclearAnswerError
from osteotwin.protocol.library import load_foods

TODAY = date(2026, 2, 1)
#: So that what is told may be a whole diet.
ENOUGH = "; sheep milk 3x a day"
FOODS = {food.name: food for food in load_foods().values()}


def eaten(answer: str) -> dict[str, int]:
    """Return the grams a day by the first word of each food."""
    found: dict[str, int] = {}
    for one in read_food_words(f"{answer}{ENOUGH}", TODAY, None):
        name = one.keys.get("food")
        if name is None or name == "Sheep milk":
            continue
        head = re.split(r"[ ,]", name)[0]
        found[head] = found.get(head, 0) + round(one.keys["servings_per_week"] * FOODS[name].serving_g / 7.0)
    return found


ASKED = [
    # words that are not known before a food
    "die Kinder essen t\u00e4glich Joghurt", "les enfants mangent un yaourt par jour",
    "los ni\u00f1os comen un yogur al d\u00eda",
    "ich sollte t\u00e4glich Joghurt essen", "je devrais manger un yaourt par jour",
    "deber\u00eda comer un yogur al d\u00eda",
    "ich m\u00f6chte 100 g K\u00e4se t\u00e4glich", "ich h\u00e4tte gern 100 g K\u00e4se t\u00e4glich",
    "je vais manger un yaourt par jour",
    "voy a comer un yogur al d\u00eda", "ab morgen t\u00e4glich ein Joghurt",
    "t\u00e4glich so gut wie kein K\u00e4se",
    "I'm going to have a yogurt every day", "hopefully a yogurt every day", "ideally a yogurt every day",
    "I despise yogurt 125 g daily", "a whiff of cheese every day", "a lick of ice cream every day",
    "t\u00e4glich ein Glas Milch f\u00fcr die Katze", "antojo de 100 g de queso al d\u00eda",
    "temptation: cheese 100 g daily",
    # what is bought
    "I buy 2 liters of milk a week", "ich kaufe 200 ml Milch t\u00e4glich", "compro 1 litro de leche al d\u00eda",
    # doubt
    "yogurt daily?", "yogurt daily on and off", "yogurt daily, just kidding", "a glass half full of milk every day",
    # of what it is made
    "milk from goats 200 ml daily", "milk from oats 200 ml daily", "cheese from goat's milk 30 g daily",
    "cheese, made from goat milk, 30 g daily", "milk made from powder 200 ml daily",
    "yogurt (from whole milk) 150 g daily",
    "yogurt which is Greek 150 g daily", "pudding made from 500 ml milk daily", "bread made with milk 2 slices daily",
    # brackets
    "cheese (cheddar, brie) 30 g daily", "cheese (feta and cheddar) 60 g daily", "cheese (mostly brie) 30 g daily",
    "yogurt (tiny pot) daily", "yogurt daily, couple of spoons", "yogurt daily, huge pot",
    "cheese (30 g protein) daily",
    # one, the other or both
    "cheese/ham 30 g daily", "broccoli/kale 100 g daily", "cheddar/ham 40 g daily",
    # of several people
    "we eat 250 g cheese a week", "wir trinken 1 l Milch am Tag", "our cheese: 250 g weekly",
    "2 l milk a week (2 people)",
    "\u00e0 deux 1 l de lait par jour", "my family eats 500 g cheese weekly",
    # whose an amount is
    "yogurt and skyr 150 g daily", "2 salads (50 g feta) a week", "3 caf\u00e9s au lait (100 ml de lait) par jour",
    "Nesquik with 200 ml milk daily", "milk (powder) 200 ml daily", "milk (Oatly) 200 ml daily",
    # headings that name no food
    "idea: 150 g yogurt daily", "shopping list: 150 g yogurt, 1 l milk weekly", "fridge: 1 l milk, 200 g cheese daily",
    "150 g yogurt daily (optional)",
    # a juice of which more is told than its fruit, or whose fruit is not known
    "zumo de naranja con calcio 200 ml daily", "zumo de naranja enriquecido con calcio 200 ml daily",
    "zumo de melocot\u00f3n 200 ml daily",
    # how many
    "a couple eggs daily", "a couple of bananas daily", "a couple slices of ham daily", "a couple bacon strips daily",
    "a few eggs daily", "ein, zwei Joghurts t\u00e4glich", "ein, zwei Gl\u00e4ser Milch t\u00e4glich",
    "one, two glasses of milk daily", "un, deux yaourts par jour",
    "1 cup chopped hard boiled eggs daily", "1 cup chopped hard boiled eggs with toast daily",
    # so much of a dish before a bracket without amounts
    "2 bowls of granola (oats, almonds) daily", "500 g lasagna (ricotta, mozzarella) daily",
    "pizza (cheese, tomato) daily",
    # another food in the name of the one that is counted
    "huevo en pan daily", "burro su pane daily", "pollo en salsa daily", "egg in bread daily", "salmon rice daily",
    "chicken rice daily", "butter toast daily", "toast jam daily", "tofu broccoli rice daily", "Brot Butter daily",
    "pasta (tuna) daily", "2 eggs (toast) daily", "toast n butter daily", "toast including butter daily",
    "oatmeal under banana daily", "chicken - broccoli daily", "toast: butter daily", "potatoes \u2013 sour cream daily",
    # whose an amount is, and of how many
    "yogurt and berries 150 g daily", "yogurt + berries 150 g daily", "cheese and ham 60 g daily",
    "yogurt (150 g incl. fruit) daily", "yogurt 150 g including fruit daily", "Joghurt 150 g inkl. Obst daily",
    "almond and soy milk fortified 200 ml daily", "oat and almond milk 200 ml daily",
    "3 pancakes each made with 50 ml milk daily", "waffles made from 100 ml milk daily",
    "Breakfast: 200 ml milk x5; Lunch: 50 g cheese x3", "Dinner: 5x 200 ml milk; Lunch: 30 g cheese 4x",
    # a meal that is of one day, or names none
    "yesterday breakfast 200 ml milk, lunch 30 g cheese", "Breakfast 2 eggs, toast, lunch a cheese sandwich",
    "200 ml milk every morning, 30 g cheese, 150 g yogurt in the evening", "breakfast burrito",
    "dinner roll, milk 200 ml",
    # makers
    "Alpro yogurt 150 g daily", "Alpro Greek style 150 g daily", "chobani whole milk 150 g daily",
    "oikos blended vanilla 150 g daily", "half a bar of chocolate (100 g) daily",
]  # fmt: skip


def test_what_may_change_a_food_is_asked() -> None:
    taken = []
    for answer in ASKED:
        try:
            taken.append((answer, eaten(answer)))
        except UnclearAnswerError:
            continue
    assert taken == []


READ = [
    # an amount behind where it is from, or why it is eaten
    ("yogurt from Tesco 150 g daily", {"Yogurt": 150}), ("feta from Greece 50 g daily", {"Cheese": 50}),
    ("milk from the supermarket 1 l daily", {"Milk": 1032}), ("yogurt from Tesco (150 g) daily", {"Yogurt": 150}),
    ("yogurt because it is tasty 150 g daily", {"Yogurt": 150}),
    ("milk as it is healthy 200 ml daily", {"Milk": 206}),
    ("milk so I sleep better 300 ml daily", {"Milk": 310}),
    # the juice that is named, the fat that is told, eggs as they are done, thin slices
    ("zumo de naranja natural 200 ml daily", {"Orange": 210}), ("zumo de tomate natural 200 ml daily", {"Tomato": 205}),
    ("three fried eggs, over medium daily", {"Egg": 138}),
    ("three fried eggs, over medium with six slices of bacon daily", {"Egg": 138, "Bacon": 69}),
    ("2 fried eggs, sunny side up daily", {"Egg": 92}), ("10 slices of pepperoni daily", {"Pepperoni": 20}),
    # in each
    ("2 slices of bread, each with 20 g cheese, daily", {"Bread": 56, "Cheese": 40}),
    ("2 Br\u00f6tchen mit je 20 g K\u00e4se t\u00e4glich", {"Dinner": 56, "Cheese": 40}),
    # what a dish is made of counts, and not the dish beside it
    ("mac and cheese (50 g cheese) weekly", {"Cheese": 7}), ("nachos (100 g cheese) weekly", {"Cheese": 14}),
    ("gratin (100 g gruy\u00e8re) daily", {"Cheese": 100}), ("cheeseburger (30 g cheese) daily", {"Cheese": 30}),
    ("milk in tea, 50 ml, 3x daily", {"Milk": 155, "Tea": 711}),
    ("soup (with 50 ml cream) daily", {"Cream": 50}), ("smoothie (200 ml milk) daily", {"Milk": 206}),
    # another food behind "on", and what it is sold in
    ("peanut butter onto bread daily", {"Peanut": 32, "Bread": 28}),
    ("sardinas en aceite 60 g daily", {"Sardines": 60}), ("milk 200 ml 3 daily", {"Milk": 618}),
    ("milk 300 ml 2 pd", {"Milk": 618}),
    ("thon \u00e0 l'huile 100 g daily", {"Tuna": 100}), ("banana oatmeal daily", {"Oatmeal": 234}),
    # energy tells no calcium
    ("2000 kcal a day, milk 300 ml, cheese 30 g daily", {"Milk": 309, "Cheese": 30}),
    ("1800 kcal/day; milk 300 ml daily", {"Milk": 309}),
    # meals without a colon
    ("Breakfast 2 eggs and toast, lunch milk, dinner rice", {"Egg": 100, "Bread": 28, "Milk": 244, "Rice": 158}),
    ("rice (with salmon) daily", {"Rice": 158, "Salmon": 85}), ("2 eggs (with toast) daily", {"Egg": 100, "Bread": 28}),
    ("Fr\u00fchst\u00fcck 2 Eier und Toast, mittags 30 g K\u00e4se", {"Egg": 100, "Bread": 28, "Cheese": 30}),
    ("Breakfast 2 eggs; lunch 30 g cheese; dinner rice", {"Egg": 100, "Cheese": 30, "Rice": 158}),
    ("Breakfast 2 eggs and toast", {"Egg": 100, "Bread": 28}),
    ("200 ml milk and toast in the morning, 30 g cheese at night", {"Milk": 206, "Bread": 28, "Cheese": 30}),
    # the meal of one day, and equal meals
    ("Breakfast: 200 ml milk. Sunday lunch: 100 g cheese.", {"Milk": 206, "Cheese": 14}),
    ("Fr\u00fchst\u00fcck: 200 ml Milch. Am Sonntag Abendessen: 100 g K\u00e4se.", {"Milk": 206, "Cheese": 14}),
    ("8am: 200 ml milk; 10am: 200 ml milk; 8pm: 200 ml milk", {"Milk": 618}),
    ("pre-workout: 30 g whey; milk 200 ml daily", {"Whey": 30, "Milk": 206}),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "grams"), READ)
def test_each_amount_is_of_its_food(answer: str, grams: dict[str, int]) -> None:
    assert eaten(answer) == pytest.approx(grams, abs=2)


def test_a_question_quotes_the_word_that_is_not_known() -> None:
    with pytest.raises(UnclearAnswerError, match=r'"despise" before "yogurt".*write for example "yogurt"'):
        eaten("I despise yogurt 125 g daily")


@pytest.mark.parametrize("answer", ["yaourt nature 0% 125 g daily", "yogur natural 0% 125 g daily"])
def test_the_fat_of_plain_yogurt_is_kept(answer: str) -> None:
    names = {one.keys.get("food") for one in read_food_words(f"{answer}{ENOUGH}", TODAY, None)}
    assert "Yogurt, plain, skim" in names

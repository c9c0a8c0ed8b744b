"""How many, how big and what of two names: dozens, signs, weeks, pieces, cups and foods that taste of others."""

from __future__ import annotations

import re
from datetime import date

import pytest
from tests.asking.saying import told

from osteotwin.asking.food_words import read_food_words
from osteotwin.asking.unclear import UnclearAnswerError
from osteotwin.protocol.library import load_foods

TODAY = date(2026, 2, 1)
#: So that what is told may be a whole diet.
ENOUGH = "; sheep milk 3x a day"
FOODS = {food.name: food for food in load_foods().values()}


def eaten(answer: str) -> dict[str, int]:
    """Return the grams a week of each food."""
    found: dict[str, int] = {}
    for one in read_food_words(f"{answer}{ENOUGH}", TODAY, None):
        name = one.keys.get("food", "Sheep milk")
        if name != "Sheep milk":
            found[name] = found.get(name, 0) + round(one.keys["servings_per_week"] * FOODS[name].serving_g)
    return found


def asked(answer: str) -> str:
    """Return what is asked of an answer; empty where it is read."""
    try:
        eaten(answer)
    except UnclearAnswerError as unclear:
        return " || ".join(f"{one.found} ~ {one.expected} -> {one.fix}" for one in unclear.problems)
    return ""


READ = [
    # dozens and pairs
    ("a dozen eggs a week", {"Egg, whole, raw": 600}), ("half a dozen eggs weekly", {"Egg, whole, raw": 300}),
    ("two dozen eggs a week", {"Egg, whole, raw": 1200}), ("ein Dutzend Eier pro Woche", {"Egg, whole, raw": 600}),
    ("media docena de huevos por semana", {"Egg, whole, raw": 300}),
    ("a pair of eggs weekly", {"Egg, whole, raw": 100}),
    # a count behind
    ("eggs 3 every morning", {"Egg, whole, raw": 1050}), ("fish fingers 4 on Fridays", {"Fish sticks": 112}),
    # a week
    ("on a typical week: 2 eggs, 1 L milk",
     {"Egg, whole, raw": 100, "Milk, reduced fat 2 %, vitamin A and D added": 1032}),
    ("In a week I have 200 g of feta and 3 eggs", {"Cheese, feta": 200, "Egg, whole, raw": 150}),
    ("over the week about 200g feta", {"Cheese, feta": 200}),
    # pieces and cups
    ("2 slices of smoked salmon weekly", {"Salmon, smoked": 40}), ("2 slices of ham weekly", {"Ham, roasted": 56}),
    ("2 anchovies weekly", {"Anchovies, canned in oil": 8}), ("1 cup chopped onion weekly", {"Onion, raw": 160}),
    ("\u00bd cup sliced banana weekly", {"Banana, raw": 75}), ("3 slices of tomato weekly", {"Tomato, raw": 60}),
    # whole names, sorts and other words for the same
    ("every day: Greek yogurt, fresh raspberries",
     {"Yogurt, Greek, plain, non-fat": 1190, "Raspberries, raw": 861}),
    ("cheese (grated) 30 g weekly", {"Cheese, cheddar": 30}), ("brie 30 g weekly", {"Cheese, Brie": 30}),
    ("100 g of biltong weekly", {"Beef jerky": 100}),
    ("210 g Kartoffelbrei weekly", {"Potatoes, mashed with whole milk": 210}),
    ("cheddar omelet weekly", {"Egg, whole, raw": 100, "Cheese, cheddar": 28}),
    ("ham and feta omelette weekly", {"Egg, whole, raw": 100, "Cheese, feta": 28}),
    # bounds behind, meals and two rhythms
    ("yogurt 150 g x 2 (breakfast, dinner)", {"Yogurt, plain, low-fat": 2100}),
    ("milk in 4 coffees (25ml each) weekly",
     {"Coffee, brewed": 948, "Milk, reduced fat 2 %, vitamin A and D added": 103}),
    ("300 g feta a day, 5 days a week", {"Cheese, feta": 1500}),
    ("feta 30 g daily, Monday to Friday", {"Cheese, feta": 150}),
    ("feta 50 g 4 pw", {"Cheese, feta": 200}), ("feta 50 g a week just for me", {"Cheese, feta": 50}),
    ("glasses of milk 2 every Monday", {"Milk, reduced fat 2 %, vitamin A and D added": 488}),
    ("feta 20 g 3 weekly", {"Cheese, feta": 60}), ("feta 20 g 2 pd", {"Cheese, feta": 280}),
    ("yogurts 2 on Sundays", {"Yogurt, plain, low-fat": 454}), ("bananas 3 twice a week", {"Banana, raw": 708}),
    # small and idle words, salads of more than leaves, a cup of coffee beside milk
    ("2 tostaditas de pan de centeno weekly", {"Bread, rye": 64}),
    ("dos quesitos weekly", {"Cheese spread, American": 34}),
    ("ein Johannisbeers\u00e4ftchen weekly", {"Apple juice": 248}), ("ein Eierchen weekly", {"Egg, whole, raw": 50}),
    ("feta 30 g weekly, more or less", {"Cheese, feta": 30}), ("30 g beloved feta weekly", {"Cheese, feta": 30}),
    ("ensalada de garbanzos weekly", {}), ("kale salad weekly", {}),
    ("light butter 5 g weekly", {"Butter, unsalted": 5}),
    ("weekly: a cappuccino, a glass of milk", {"Milk, reduced fat 2 %, vitamin A and D added": 403}),
    ("salad (feta 30 g; olives) weekly", {"Cheese, feta": 30, "Olives, black, canned": 22}),
    ("te 4 times a week", {"Tea, black, brewed": 948}), ("a tasty yogurt weekly", {"Yogurt, plain, low-fat": 227}),
    # what is in it
    ("porridge made with 50 g oats weekly", {"Oats, rolled, dry": 50}),
    ("weekly: yogurt plus honey 150 g", {"Yogurt, plain, low-fat": 150, "Honey": 21}),
    ("weekly: sandwich (cheese, ham)", {"Bread, white": 56, "Cheese, cheddar": 28, "Ham, sliced": 28}),
    ("Omelett aus 3 Eiern mit 30 g Feta weekly", {"Egg, whole, raw": 150, "Cheese, feta": 30}),
    # spans of days, parts of the day, on each
    ("feta 10 g Mon-Fri & Sun", {"Cheese, feta": 60}), ("feta 10 g Mon, Tue, Thu-Sat", {"Cheese, feta": 50}),
    ("feta 10 g Mon-Wed, Fri-Sun", {"Cheese, feta": 60}), ("feta 10 g five mornings a week", {"Cheese, feta": 50}),
    ("feta 10 g 3 mornings and 2 evenings a week", {"Cheese, feta": 50}),
    ("2 slices of bread, 20 g feta on each, weekly", {"Bread, white": 56, "Cheese, feta": 40}),
    ("muller rice 1 weekly", {"Rice pudding": 113}),
    ("zwei leckere Joghurts pro Woche", {"Yogurt, plain, low-fat": 300}),
    ("weekly: 30 g oats, 1 banana, blended into a smoothie", {"Oats, rolled, dry": 30, "Banana, raw": 118}),
    ("30 g feta untado en una tostada weekly", {"Cheese, feta": 30, "Bread, white": 28}),
    ("peanut butter toast weekly", {"Bread, white": 28, "Peanut butter, smooth": 32}),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "grams"), READ)
def test_so_much_is_counted(answer: str, grams: dict[str, int]) -> None:
    assert eaten(answer) == pytest.approx(grams, abs=3)


ASKED = [
    # a point that parts thousands, bounds, part of a week
    ("1.000 ml Milch t\u00e4glich", r'"1\.000".*"1000 ml Milch daily" or "1 ml'),
    ("yogurt 1.500 g weekly", "1500 or 1.5"),
    ("milk < 200 ml daily", "so many or fewer"), ("cheese \u226530 g daily", "so many or more"),
    ("milk 500ml+ daily", '"500ml[+]" .*so many or more'), ("300 ml milk daily during the week", "5 times a week"),
    ("weetabix 3 with 200 ml milk daily", '"3 weetabix"'),
    ("well over 400 ml milk daily", '"well over" .*so many or more'),
    ("moins de 400 ml de lait par jour", "so many or fewer"),
    ("milk 1 l a week, daily", '"milk 1 l a week" or "milk 1 l daily"'),
    ("2 yogurts a day each", '"each" behind "2 yogurts a day"'),
    ("large pizza weekly", "how many slices"), ("toast 2 every morning", '"2 toast"'),
    ("yogurt 125 g every morning and Sundays", '"yogurt 125 g every day" or "yogurt 125 g 8 times a week"'),
    ("yogurt 125 g daily (Sundays 2)", "two rhythms"),
    ("rice milk 200 ml daily", "whether calcium is added"),
    # one food or two
    ("cheddar and chive crackers weekly", '"chive crackers" for one food, or "cheddar, chive crackers" for two'),
    ("1 cup milk and cookies ice cream weekly", '"1 cup cookies ice cream" for one food'),
    ("strawberry and banana yogurt weekly", "one food or two"),
    ("spinach and cheese quiche weekly", "one food or two"),
    ("a bowl of chocolate and peanut butter cheerios weekly", "one food or two"),
    # a sort that is told
    ("30 g cheese which is mostly brie weekly", 'for example "30 g brie"'),
    ("100 g of frobnik cheddar weekly", 'for example "100 g of cheddar"'),
    # the meal of one day
    ("yesterday I had 300 ml milk and 30 g cheese", '"every day: 300 ml milk and 30 g cheese"'),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "said"), ASKED)
def test_what_may_be_two_things_is_asked(answer: str, said: str) -> None:
    assert re.search(said, asked(answer)), asked(answer) or "it is read"


@pytest.mark.parametrize(
    "answer",
    ["cheese and tomato soup weekly", "milk and bran flakes weekly", "yogurt and almond granola weekly",
     "eggs and garlic bread weekly", "oatmeal and almond butter weekly", "milk <1% fat 300 ml daily",
     "a glass of milk and banana bread weekly"],
)  # fmt: skip
def test_two_foods_are_two(answer: str) -> None:
    assert not asked(answer)


@pytest.mark.parametrize(
    "beside", ["borscht 200 g daily", "unfortified oat milk 100 ml daily", "200 g of borscht a day"]
)
def test_how_much_of_a_food_in_no_number_is_no_question(beside: str) -> None:
    assert "Not used:" in told("food", f"milk 200 ml daily; {beside}")

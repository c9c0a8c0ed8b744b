"""Foods in any order of words and in several languages: whose an amount is, and what a dish is made of."""

from __future__ import annotations

from datetime import date

import pytest

import osteotwin as ot
from osteotwin.asking.food.eaten_amounts import amount_of
from osteotwin.asking.food.eaten_parts import joined_parts
from osteotwin.asking.food_words import read_food_words
from osteotwin.protocol.library import load_foods

TODAY = date(2026, 2, 1)
#: So that what is told may be a whole diet.
ENOUGH = "; sheep milk 3x a day"
MILK = "Milk, reduced fat 2 %, vitamin A and D added"


def eaten(answer: str) -> tuple[dict[str, float], str]:
    """Return the grams a day by food, and all that is said of them."""
    found = read_food_words(f"{answer}{ENOUGH}", TODAY, None)
    by_name = {food.name: food for food in load_foods().values()}
    grams: dict[str, float] = {}
    for one in found:
        if "food" in one.keys and one.keys["food"] != "Sheep milk":
            food = by_name[one.keys["food"]]
            grams[food.name] = (
                grams.get(food.name, 0.0) + one.keys["servings_per_week"] * food.serving_g / 7.0
            )
    return {name: round(weight) for name, weight in grams.items()}, "; ".join(
        one.note for one in found if not one.keys
    )


#: told -> count, measure and name
AMOUNTS = [
    ("yogurt 150g low fat", 150.0, "g", "yogurt low fat"),
    ("150 g low fat yogurt", 150.0, "g", "low fat yogurt"),
    ("low fat yogurt (150 g)", 150.0, "g", "low fat yogurt"),
    ("un pu\u00f1ado de nueces", 1.0, "handful", "nueces"),
    ("1 cuill\u00e8re \u00e0 soupe de miel", 1.0, "tbsp", "miel"),
    ("due fette di pane", 2.0, "slice", "pane"),
    ("2 EL Haferflocken", 2.0, "tbsp", "haferflocken"),
    ("el caf\u00e9", 1.0, "", "caf\u00e9"),
    ("\u00bd vaso de leche (100 ml)", 100.0, "ml", "leche"),
    ("2 Gl\u00e4ser Milch \u00e0 200 ml", 400.0, "ml", "milch"),
    ("2 x 250 ml milk", 500.0, "ml", "milk"),
    ("a 12 oz latte", 12.0, "oz", "latte"),
    ("pot roast", 1.0, "", "pot roast"),
    ("2 % milk", 1.0, "", "2 % milk"),
]
#: told -> the parts with what joins each to the one before
PARTS = [
    ("tostada con queso y un caf\u00e9", [("", "tostada"), ("together", "queso"), ("both", "un caf\u00e9")]),
    ("tuna in oil", [("", "tuna in oil")]),
    ("oats in 200 ml milk", [("", "oats"), ("together", "200 ml milk")]),
    ("bread/butter", [("", "bread"), ("slash", "butter")]),
    ("milk 300 ml/day", [("", "milk 300 ml/day")]),
    ("yogurt with dinner", [("", "yogurt with dinner")]),
    ("1% milk in my morning oatmeal", [("", "1% milk"), ("together", "my morning oatmeal")]),
    ("Greek yoghurt, full fat", [("", "Greek yoghurt, full fat")]),
    ("milk, chocolate", [("", "milk"), ("listed", "chocolate")]),
]
#: told -> grams a day
WEIGHED = [
    ("every day: bran flakes with semi-skimmed milk 50g", {
        "Breakfast cereal, bran flakes, fortified": 50, MILK: 244}),
    ("every day: corn flakes with milk 125 ml", {"Breakfast cereal, corn flakes, fortified": 28, MILK: 129}),
    ("every day: granola with yogurt 200 g", {"Granola, homemade": 61, "Yogurt, plain, low-fat": 200}),
    ("oatmeal daily with 200 ml milk", {"Oatmeal, cooked with water": 234, MILK: 206}),
    ("yogurt, 150 grams, each morning", {"Yogurt, plain, low-fat": 150}),
    ("a yogurt at lunch and dinner", {"Yogurt, plain, low-fat": 454}),
    ("every day: toma yogur en comida y cena", {"Yogurt, plain, low-fat": 250}),
    ("every day: 4 cups of coffee with a splash of milk in each", {"Coffee, brewed": 948, MILK: 120}),
    ("every day: Overnight oats (50g oats, 150 ml milk, 1 tbsp chia seeds)", {
        "Oats, rolled, dry": 50, MILK: 155, "Chia seeds": 12}),
    ("every day: Cheese and ham sandwich on brown roll, 1 slice of cheddar, 1 slice of ham", {
        "Bread, whole-wheat": 32, "Cheese, cheddar": 28, "Ham, roasted": 28}),
    ("every day: omelette (3 eggs, 20 g feta)", {"Egg, whole, raw": 150, "Cheese, feta": 20}),
    ("every day: cheese and tomato panini", {"Bread, white": 58, "Cheese, cheddar": 28, "Tomato, raw": 123}),
    ("every day: K\u00e4se (30 g Gouda)", {"Cheese, Gouda": 30}),
    ("every day: cereal (Cheerios 30 g) with 125 ml milk", {
        "Breakfast cereal, oat rings, fortified (Cheerios)": 30, MILK: 129}),
    ("every day: grated Pecorino Romano cheese", {"Cheese, Romano": 5}),
    ("every day: very little cheddar", {"Cheese, cheddar": 10}),
    ("every day: coffee, no milk", {"Coffee, brewed": 237}),
    ("every day: Breakfast was 2 eggs. Lunch was 180g cooked chicken with rice.", {
        "Egg, whole, raw": 100, "Chicken, roasted, meat only": 180, "Rice, white, cooked": 158}),
    ("every day: desayuno un vaso de leche desnatada", {"Milk, skim, vitamin A and D added": 245}),
    ("every day: una tostada de pan integral untada ligeramente con margarina", {
        "Bread, whole-wheat": 32, "Margarine, tub, vitamin D added": 14}),
    ("every day: 50g de fruits secs, 1 yaourt nature (125 g), 1 cuill\u00e8re \u00e0 soupe de miel", {
        "Raisins": 50, "Yogurt, plain, whole milk": 125, "Honey": 21}),
    ("every day: un bicchiere di latte", {MILK: 247}),
    ("every day: 200 ml Hafermilch mit Calcium", {"Rice drink, unsweetened, fortified": 203}),
    ("every day: 1 cup coconut milk drink", {"Coconut milk drink, fortified": 240}),
    ("every day: yogurt every night after tea", {"Yogurt, plain, low-fat": 227}),
    ("dairy: 150 g yogurt a day", {"Yogurt, plain, low-fat": 150}),
]  # fmt: skip
#: told -> mL of milk, and the milk
MILKY = [
    ("latte", 245, "reduced fat"),
    ("Medium latte 16oz", 331, "reduced fat"),
    ("large skinny latte", 331, "skim"),
    ("two flat whites", 308, "reduced fat"),
    ("grande mocha with whole milk", 331, "whole"),
    ("caf\u00e9 con leche", 110, "reduced fat"),
    ("cappuccino with fortified oat milk", 154, "Rice drink"),
]
ASKED = [
    ("every day: yogurt with berries 150 g", "may be of yogurt or of berries"),
    ("every day: 2 yogurts (125 g)", "250 g of yogurts"),
    ("every day: 1 yogurt / 1 glass of milk", "both or one of them"),
    ("every day: bread (cheese)", "two foods"),
    ("every day: iced vanilla latte with oat milk", "fortified oat milk"),
    ("every day: \u00bd vaso de leche (100 ml) \u00f3 1 yogur (125 g)", "one or the other"),
    ("every day: zzyzx and a 12 oz latte", 'the rest is read: "a 12 oz latte every day"'),
    ("every day: zzyzx, qwrtz, 2 eggs", '"zzyzx", "qwrtz", which are no food'),
    ("every day: kaum K\u00e4se", "may not have been eaten"),
    ("every day: hate yogurt", "may not have been eaten"),
    ("every day: instead of milk, fortified oat milk 200 ml", "may not have been eaten"),
    ("every day: lots of milk", "does not say how many"),
    ("ice cream in summer", "part of the year"),
    ("milk 500 ml daily (wife)", "somebody else"),
    ("un bol de lait avec des c\u00e9r\u00e9ales", "which cereal"),
]


@pytest.mark.parametrize(("told", "count", "measure", "name"), AMOUNTS)
def test_an_amount_is_read_wherever_it_stands(told: str, count: float, measure: str, name: str) -> None:
    amount, found = amount_of(told)
    assert (amount.count, amount.measure, found) == (count, measure, name)


@pytest.mark.parametrize(("told", "parts"), PARTS)
def test_a_meal_is_parted_at_what_joins_foods(told: str, parts: list[tuple[str, str]]) -> None:
    assert [(part.join, part.text) for part in joined_parts(told)] == parts


@pytest.mark.parametrize(("answer", "grams"), WEIGHED)
def test_each_food_has_its_own_amount(answer: str, grams: dict[str, float]) -> None:
    assert eaten(answer)[0] == grams


@pytest.mark.parametrize(("drink", "ml", "milk"), MILKY)
def test_a_drink_of_milk_is_its_milk(drink: str, ml: float, milk: str) -> None:
    grams, said = eaten(f"every day: {drink}")
    (food,) = grams
    assert milk in food
    assert f"is counted as {ml} ml of {food}" in said


@pytest.mark.parametrize(("answer", "words"), ASKED)
def test_what_may_be_meant_otherwise_is_asked(answer: str, words: str) -> None:
    with pytest.raises(ot.InputError, match=words.replace("(", r"\(")):
        eaten(answer)


def test_a_dish_whose_foods_are_told_is_said() -> None:
    assert (
        '"Overnight oats" is counted as what is told of it'
        in eaten("every day: Overnight oats (50 g oats, 150 ml milk)")[1]
    )

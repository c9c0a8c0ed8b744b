"""Meals as people tell them: by their heads, in brackets, of one food or another; all that lacks is asked at once."""

from __future__ import annotations

from datetime import date

import pytest
from tests.every import every

from osteotwin.asking.food.eaten_names import known_food
from osteotwin.asking.food_words import read_food_words
from osteotwin.asking.unclear import UnclearAnswerError
from osteotwin.importing.found import Found

TODAY = date(2026, 2, 1)
#: So that what is told may be a whole diet.
ENOUGH = "; sheep milk 3x a day"


def read(answer: str) -> tuple[Found, ...]:
    return read_food_words(f"{answer}{ENOUGH}", TODAY, None)


def eaten(answer: str) -> list[str]:
    """Return the foods that are counted, up to their first comma, with their servings a day."""
    found = [one.keys for one in read(answer) if "food" in one.keys and one.keys["food"] != "Sheep milk"]
    return [f"{round(keys['servings_per_week'] / 7.0, 1):g} {keys['food'].split(',')[0]}" for keys in found]


def asked(answer: str) -> list[str]:
    with pytest.raises(UnclearAnswerError) as unclear:
        read(answer)
    return [f"{problem.found} ~ {problem.expected} ~ {problem.fix}" for problem in unclear.value.problems]


#: told -> what is counted of it a day
MEALS = [
    # heads of meals, in four languages and by the hour
    ("Breakfast: porridge with milk. Lunch: steak", ["1 Oatmeal", "1 Milk", "1 Beef"]),
    ("2. Frühstück: 2 Äpfel; Abend: 244 ml Milch", ["2 Apple", "1 Milk"]),
    ("Desayuno: 2 huevos; Cena: un vaso de leche", ["2 Egg", "1 Milk"]),
    ("Petit-déjeuner : un bol de lait, deux tartines beurre confiture", ["1 Milk", "2 Bread", "1 Butter", "1 Jam"]),
    ("8am: oatmeal; 6pm: salmon", ["1 Oatmeal", "1 Salmon"]),
    ("Snack 2 - 1 banana", ["1 Banana"]),
    # what a bracket holds
    ("every day: smoothie (banana, kale, milk)", ["1 Banana", "1 Kale", "1 Milk"]),
    ("every day: Müsli (Haferflocken, Banane, Milch)", ["1 Oats", "1 Banana", "1 Milk"]),
    ("every day: wrap (turkey, swiss cheese, lettuce)", ["1 Tortilla", "1 Turkey", "1 Cheese", "1 Lettuce"]),
    ("every day: vegetables (carrots, peas)", ["1 Carrots", "1 Green peas"]),
    ("every day: yogurt (peach, mango)", ["1 Yogurt"]),
    ("every day: 2 eggs (boiled or fried)", ["2 Egg"]),
    # one name or another for one food
    ("every day: 1 apple/pear", ["1 Apple"]),
    ("every day: 1 slice of white/brown bread", ["1 Bread"]),
    ("every day: mashed potatoes, 1 glass of milk", ["1 Potatoes", "1 Milk"]),
    # how often behind a comma; a night
    ("2 eggs, fried, a day", ["2 Egg"]),
    ("a glass of wine a night", ["1 Wine"]),
    # a count behind the name, as apps write it
    ("every day: Generic - Scrambled Eggs, 2 egg", ["2 Egg"]),
    ("every day: toast, 2 eggs", ["1 Bread", "2 Egg"]),
    # milk in a name is no milk beside it
    ("chocolate con leche cada día", ["1 Chocolate bar"]),
    ("arroz con leche cada día", ["1 Rice pudding"]),
    # words that say nothing
    ("Generalmente, un vaso de leche cada día", ["1 Milk"]),
    ("rain or shine I drink a glass of milk every day", ["1 Milk"]),
    ("J'aime bien manger du poulet tous les jours", ["1 Chicken"]),
    ("every day: pan de trigo y centeno", ["1 Bread"]),
]  # fmt: skip


@every("told, foods", MEALS)
def test_a_meal_is_counted_as_it_is_told(told: str, foods: list[str]) -> None:
    assert eaten(told) == foods


#: name -> the food that is counted
NAMES = [
    ("Fage 0% fat yoghurt", "Yogurt, Greek, plain, non-fat"), ("skyr yoghurt", "Yogurt, Greek, plain, non-fat"),
    ("Fage Total 5% yogurt", "Yogurt, Greek, plain, whole milk"), ("2% Fage yogurt", "Yogurt, Greek, plain, low-fat"),
    ("queso fresco desnatado", "Cheese, queso fresco"), ("low fat gouda", "Cheese, Gouda"),
    ("Ziegenmilch", "Goat milk, vitamin D added"), ("leche de oveja", "Sheep milk"),
    ("alcachofas", "Artichoke, boiled"), ("Schwarzwurzeln", "Parsnips, boiled"),
    ("patate douce", "Sweet potato, baked"), ("gepuffter Amaranth", "Amaranth grain, cooked"),
    ("Buchweizen", "Buckwheat groats, cooked"), ("Paranüsse", "Brazil nuts"),
    ("duck breast", "Duck, roasted, meat only"), ("zumo de tomate", "Tomato juice"),
]  # fmt: skip


@every("name, food", NAMES)
def test_a_name_is_the_food_it_names(name: str, food: str) -> None:
    known = known_food(name).food
    assert known is not None
    assert known.name == food


#: told -> words of the questions, one after the other
QUESTIONS = [
    ("ice cold milk, my favorite cereal", [('"cereal"', "which it is", '"corn flakes"'), ("how often", '"every day:')]),
    ("yogurt with granola", [("how often", "how much of yogurt (8 oz container), granola (1/2 cup)")]),
    ("poisson, 2 yaourts", [('"poisson", of which there are several', '"atlantic cod"'), ("how often",)]),
    ("I eat more dairy than anyone I know", [('"dairy", of which there are several',), ("how often",)]),
    ("I go for either porridge, granola and yogurt, or eggs",
     [("one or the other ~ how often each", "porridge 3 times a week; granola and yogurt 2 times a week; eggs 2")]),
    ("every day: cheese or ham", [("one or the other", "cheese 4 times a week; ham 3 times a week")]),
    ("every day: soit un yaourt soit du fromage", [("un yaourt 4 times a week; du fromage 3 times a week",)]),
    ("I'm not a big fan of milk", [("what is not eaten",)]),
    ("every day: half a block of cheddar (200 g block)", [('"200 g of cheddar"', '"100 g of cheddar"')]),
    ("every day: goat yogurt", [('"goat yogurt"', "label", "193 mg")]),
    ("every day: fromage de brebis 30 g", [("label", "feta")]),
    ("every day: bocata", [('"bocata", of which it is not told what is in it',)]),
    ("every day: cream cheese frosting", [('only "cream cheese" is known',)]),
]  # fmt: skip


@every("told, questions", QUESTIONS)
def test_all_that_lacks_is_asked_at_once(told: str, questions: list[tuple[str, ...]]) -> None:
    found = asked(told)
    assert len(found) == len(questions), found
    for question, said in zip(found, questions, strict=True):
        assert [words for words in said if words not in question] == [], question

"""Foods as tables print them, with commas in their name; and fish from a can, which holds its bones."""

from __future__ import annotations

import pytest
from tests.asking.saying import TODAY, told

from osteotwin.asking.food_words import read_food_words

ENOUGH = "; sheep milk 3x a day"


def foods(answer: str) -> list[str]:
    found = read_food_words(answer + ENOUGH, TODAY, None)
    return [one.keys["food"] for one in found if one.keys.get("food", "Sheep milk") != "Sheep milk"]


SARDINES, PINK = "Sardines, Atlantic, canned in oil, with bones", "Salmon, pink, canned, total contents"
MILK, FIRM = "Milk, reduced fat 2 %, vitamin A and D added", "Tofu, firm, calcium sulfate"


@pytest.mark.parametrize(("answer", "names"), [
    ("sardines, canned in oil, with bones, 3 ounces every day", [SARDINES]),
    ("every day: sardines, canned in oil, with bones, 3 ounces", [SARDINES]),
    ("Tofu, firm, made with calcium sulfate, \u00bd cup daily", [FIRM]),
    ("1/2 cup firm tofu set with calcium daily", [FIRM]),
    ("tuna, canned in oil, 3 oz daily, milk 1 cup daily", ["Tuna, light, canned in oil", MILK]),
    ("salmon, canned, with bones, 3 oz daily", [PINK]),
    ("bread, white, 2 slices daily, milk 1 cup daily", ["Bread, white", MILK]),
    ("every day: 1 cup milk, low-fat, 1 oz cheddar", ["Milk, low-fat 1 %, vitamin A and D added", "Cheese, cheddar"]),
])  # fmt: skip
def test_a_name_with_commas_and_its_amount_is_one_food(answer: str, names: list[str]) -> None:
    assert foods(answer) == names


@pytest.mark.parametrize(("answer", "name"), [
    ("half a tin of pink salmon every day", PINK), ("tinned pink salmon 100 g daily", PINK),
    ("pink salmon (canned) 100 g daily", PINK), ("1 can wild alaskan salmon twice a week", PINK),
    ("can of red salmon daily", "Salmon, sockeye, canned, drained"),
    ("half a can of sockeye salmon daily", "Salmon, sockeye, canned, drained"),
    ("a can of salmon daily", PINK), ("grilled salmon 100 g daily", "Salmon, Atlantic, farmed, cooked"),
])  # fmt: skip
def test_salmon_from_a_can_is_that_of_the_can(answer: str, name: str) -> None:
    assert foods(answer) == [name]


@pytest.mark.parametrize("answer", [
    "milk 200 ml morning noon and night", "milk 200 ml morning, noon and night",
    "200 ml milk with breakfast, lunch and dinner",
])  # fmt: skip
def test_three_times_of_a_day_are_three(answer: str) -> None:
    assert "17.8 servings a week" in told("food", answer)

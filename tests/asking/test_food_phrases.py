"""Food as it is told: amounts behind how often, one amount in two units; courses are no habits."""

from __future__ import annotations

from datetime import date

import pytest

import osteotwin as ot
from osteotwin.asking.food_words import read_food_words
from osteotwin.protocol.library import load_foods

READ = [
    ("vitamin D 4000 IU (100 mcg) daily", "vitamin D 4000 IU a day"),
    ("vitamin D 100 mcg (4000 IU) daily", "vitamin D 4000 IU a day"),
    ("2 x 1000 IU vitamin D daily", "vitamin D 2000 IU a day"),
    ("calcium 1,200 mg/day", "calcium 1200 mg a day"),
    ("whole milk daily 500 ml", "14.8 servings a week"),
    ("vitamin D 2000 IU once a day", "vitamin D 2000 IU a day"),
]
ASKED = [
    ("vitamin D 50000 IU weekly for 8 weeks", "among the drugs"),
    ("vitamin D 300000 IU injection in March", "among the drugs"),
    ("vitamin D 300000 IU once", "among the drugs"),
    ("vitamin D 2000 IU daily since 2020", "among the drugs"),
    ("vitamin D 4000 IU (10 mcg) daily", "vitamin D"),
]


@pytest.mark.parametrize(("answer", "words"), READ)
def test_food_is_read(answer: str, words: str) -> None:
    assert words in ot.new_person({"food": answer}, today=date(2026, 2, 1)).understood["food"]


#: Its "food" reads as one of several; it is asked.
SEVERAL = "Cheese food, American, vitamin D fortified"


@pytest.mark.parametrize(
    "name",
    [
        food.name
        for food in load_foods().values()
        if ("calcium" in food.name.casefold() or "vitamin" in food.name.casefold()) and food.name != SEVERAL
    ],
)
def test_a_food_whose_name_holds_a_nutrient_is_that_food(name: str) -> None:
    """A question that lists foods tells to write such a name."""
    answer = f"{name} daily; Milk, whole, no vitamin D added 3 times a day"
    first, *_ = read_food_words(answer, date(2026, 2, 1), None)
    assert first.keys["food"] == name


@pytest.mark.parametrize(("answer", "words"), ASKED)
def test_food_is_asked(answer: str, words: str) -> None:
    with pytest.raises(ot.InputError) as asked:
        ot.new_person({"food": answer}, today=date(2026, 2, 1))
    assert words in str(asked.value)


@pytest.mark.parametrize("answer", ["oophorectomy 2015", "both ovaries removed in 2015"])
def test_ovaries_that_were_removed_tell_the_age_at_menopause(answer: str) -> None:
    with pytest.raises(ot.InputError, match="menopause at 45"):
        ot.new_person({"drugs": answer, "person": "woman, 62"}, today=date(2026, 2, 1))

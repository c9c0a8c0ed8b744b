"""Food as it is told: amounts behind how often, one amount in two units; courses are no habits."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

import osteotwin as ot
from osteotwin.asking.food_words import read_food_words
from osteotwin.inputs.notes import Notes
from osteotwin.people.read_person import person_of
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
    first = next(
        one for one in read_food_words(answer, date(2026, 2, 1), None) if one.table == ("habits", "food")
    )
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


#: what is told of food -> the calcium and the vitamin D of the diet, and what of the calcium was not named
PARTS_OF_A_DIET = [
    ("two glasses of whole milk a day", 250.0),
    ("two glasses of whole milk a day; that's all", 0.0),
    ("two glasses of whole milk a day; nothing else", 0.0),
    ("a slice of gouda daily", 250.0),
    ("a slice of gouda daily; vitamin D 800 IU daily", 250.0),
]


@pytest.mark.parametrize(("answer", "rest"), PARTS_OF_A_DIET)
def test_foods_that_are_told_are_a_part_unless_said_to_be_all(answer: str, rest: float) -> None:
    new = ot.new_person({"food": answer}, today=date(2026, 2, 1))
    habits = person_of(Notes.of_text("", tomllib.loads(new.text), new.text)).habits
    held = sum(load_foods()[one.food].calcium_mg * one.servings_per_week / 7.0 for one in habits.food)
    assert habits.calcium_mg_per_day == pytest.approx(held + rest)
    assert (habits.other_calcium_mg_per_day or 0.0) == rest
    assert ("taken for what is not named" in new.understood["food"]) == bool(rest)
    assert (habits.vitamin_d_iu_per_day == 800.0) == ("vitamin D" in answer)


@pytest.mark.parametrize(
    "answer",
    ["an apple and a pear a day", "an apple a day; that's all", "a slice of gouda daily; that's all"],
)
def test_less_calcium_than_anybody_eats_is_asked(answer: str) -> None:
    with pytest.raises(ot.InputError, match="less than almost any diet"):
        ot.new_person({"food": answer}, today=date(2026, 2, 1))


@pytest.mark.parametrize(
    ("answer", "since"),
    [
        ("milk 2 glasses a day; calcium carbonate 600 mg daily", date(2025, 2, 1)),
        ("milk 2 glasses a day; calcium citrate 500 mg daily since 2020", date(2020, 7, 1)),
    ],
)
def test_tablets_told_among_foods_are_taken_already(answer: str, since: date) -> None:
    new = ot.new_person({"food": answer}, today=date(2026, 2, 1))
    (tablets,) = tomllib.loads(new.text)["plan"]["supplement"]
    assert abs((tablets["already_since"] - since).days) <= 1
    assert ("a year ago stands in" in new.understood["food"]) == (since.year == 2025)


@pytest.mark.parametrize(
    "answer", ["milk 2 glasses a day, no supplements", "milk 2 glasses a day; no vitamins"]
)
def test_no_tablets_are_said_back(answer: str) -> None:
    assert ", as told." in ot.new_person({"food": answer}, today=date(2026, 2, 1)).understood["food"]

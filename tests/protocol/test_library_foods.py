"""Every food of the library, and finding one however it is written."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osteotwin.errors import ParameterError
from osteotwin.protocol.library import FoodItem, NotInLibraryError, find_food, foods, load_foods, search_foods

ALL = tuple(load_foods().values())
each = pytest.mark.parametrize("food", ALL, ids=lambda f: f.id)


def test_the_whole_table_is_there() -> None:
    assert len(ALL) == 109


@each
def test_values_are_those_of_food(food: FoodItem) -> None:
    assert food.serving
    assert food.source
    assert 4 < food.serving_g < 300
    assert 0 <= food.calcium_mg <= 1000
    assert 0 <= food.vitamin_d_iu <= 1400
    assert food.protein_g <= 0.85 * food.serving_g
    assert food.calcium_mg / 1000 <= 0.04 * food.serving_g


@each
def test_every_name_finds_its_food(food: FoodItem) -> None:
    for name in (food.id, food.name, *food.aliases):
        assert find_food(name) is food


def test_blanks_are_named() -> None:
    blank = {food.name: food.not_given for food in ALL if food.not_given}
    assert blank["Sheep milk"] == ("vitamin_d_iu",)
    assert blank["Flounder (vitamin D only given)"] == ("calcium_mg", "protein_g")
    assert len(blank) == 4


@each
def test_a_blank_counts_as_none(food: FoodItem) -> None:
    assert {name: getattr(food, name) for name in food.not_given} == dict.fromkeys(food.not_given, 0.0)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("yogurt, plain, low fat", "Yogurt, plain, low-fat"),
        ("low-fat plain YOGHURT", "Yogurt, plain, low-fat"),
        ("almond", "Almonds"),
        ("Cheddar", "Cheese, cheddar"),
        ("cheddar cheese", "Cheese, cheddar"),
        ("kale, boiled", "Kale, boiled"),
        ("edamame", "Soybeans, green (edamame), boiled"),
        ("tinned mackerel", "Mackerel, jack, canned"),
        ("whole wheat bread", "Bread, whole-wheat"),
        ("brazil nut", "Brazil nuts"),
        ("teff", "Teff, cooked"),
    ],
)
def test_names_as_people_write_them(written: str, name: str) -> None:
    assert find_food(written).name == name


def test_a_name_that_fits_many_foods_lists_them() -> None:
    with pytest.raises(NotInLibraryError) as raised:
        find_food("sardines")
    assert raised.value.ambiguous
    assert set(raised.value.nearest) == {food.name for food in search_foods("sardines")}
    assert len(raised.value.nearest) == 2


@pytest.mark.parametrize(("written", "meant"), [("chedar", "Cheese, cheddar"), ("almnods", "Almonds")])
def test_a_misspelled_name_brings_the_nearest(written: str, meant: str) -> None:
    with pytest.raises(NotInLibraryError) as raised:
        find_food(written)
    assert not raised.value.ambiguous
    assert meant in raised.value.nearest


@given(food=st.sampled_from(ALL), order=st.randoms(use_true_random=False))
def test_order_and_case_of_words_do_not_matter(food: FoodItem, order) -> None:
    said = [word.upper() for word in food.name.replace(",", " ").split()]
    order.shuffle(said)
    assert find_food(" ".join(said)) is food


@given(st.text(max_size=40))
def test_any_text_gives_a_food_or_one_kind_of_error(text: str) -> None:
    with suppress(NotInLibraryError):
        assert find_food(text) in ALL


def test_sources_of_calcium_are_distinguished() -> None:
    assert find_food("milk, skim, calcium fortified").calcium_mg > find_food("skim milk").calcium_mg
    assert find_food("cod liver oil").vitamin_d_iu > 1000


@pytest.mark.parametrize(("old", "new", "column"), [
    (",30,377,132,", ",30,lots,132,", "calcium_mg"), (",30,377,132,", ",,377,132,", "serving_g"),
    (",30,377,132,", ",30,-5,132,", "calcium_mg"),
])  # fmt: skip
def test_a_broken_table_is_refused(old: str, new: str, column: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = foods.library_text(foods.FILE)
    assert old in text
    monkeypatch.setattr(foods, "library_text", lambda _name: text.replace(old, new, 1))
    foods._alias_file()  # read before
    with pytest.raises(ParameterError, match=rf'foods\.csv: "Dry skim milk powder.*"\.{column}'):
        foods.load_foods.__wrapped__()

"""Every food of the library, and finding one however it is written."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osteotwin.errors import ParameterError
from osteotwin.protocol.library import (
    FoodItem,
    NotInLibraryError,
    find_food,
    food_table,
    foods,
    load_foods,
    search_foods,
)

ALL = tuple(load_foods().values())
#: One test of a group for all its foods: one of each food would cost more than what it checks.
each_group = pytest.mark.parametrize("group", food_table.GROUPS)


#: Group -> most calcium [mg], vitamin D [IU] and protein [g] in 100 g of any food of the kind, and the largest serving
#: [g]. What lies beyond is named below: fortified, dried or irradiated.
MOST: Final = {
    "dairy": (1300, 450, 40, 320), "eggs": (130, 220, 17, 150), "fish": (400, 900, 35, 90), "meat": (90, 110, 36, 90),
    "soy": (1000, 60, 90, 260), "legumes": (150, 0, 26, 260), "nuts and seeds": (1000, 45, 35, 260),
    "greens": (370, 0, 7, 220), "vegetables": (180, 220, 15, 250), "fruit": (200, 42, 15, 260),
    "grains": (450, 260, 25, 260),
    "dishes": (350, 60, 20, 460), "snacks": (210, 20, 21, 150), "drinks": (700, 95, 60, 375), "fats": (25, 430, 2, 20),
}  # fmt: skip
BEYOND: Final = {
    "Whey protein powder": "protein_g",
    "Cod liver oil": "vitamin_d_iu",
    "Cod, dried and salted": "protein_g",
    "Tofu, freeze-dried, calcium sulfate": "calcium_mg",
    "Breakfast cereal, whole grain, highly fortified (Total)": "calcium_mg vitamin_d_iu",
    "Breakfast cereal, raisin bran, highly fortified (Total)": "calcium_mg",
    "Turkey bacon, cooked": "calcium_mg",
    "Peanut flour, defatted": "protein_g",
    "Poppy seeds": "calcium_mg",
    "Mushrooms, portabella, UV-exposed, raw": "vitamin_d_iu",
    "Mushrooms, portabella, UV-exposed, grilled": "vitamin_d_iu",
    "Mushrooms, white, UV-exposed, raw": "vitamin_d_iu",
    "Mushrooms, maitake, raw": "vitamin_d_iu",
}


def of(group: str) -> list[FoodItem]:
    """The foods of a group, of which there are some."""
    found = [food for food in ALL if food.group == group]
    assert found
    return found


def test_the_whole_table_is_there() -> None:
    assert len(ALL) == 756
    assert {food.group for food in ALL} == set(food_table.GROUPS) == set(MOST)


@each_group
def test_values_are_those_of_food(group: str) -> None:
    *most, serving = MOST[group]
    for food in of(group):
        assert food.serving, food.id
        assert 2 < food.serving_g <= serving, food.id
        for column, limit in zip(food_table.NUTRIENTS, most, strict=True):
            # The last digit of a small serving is worth more per 100 g.
            rounding = (0.05 if column == "protein_g" else 0.5) * 100 / food.serving_g
            per_100 = getattr(food, column) * 100 / food.serving_g
            assert per_100 >= 0, (food.id, column)
            named = column in BEYOND.get(food.name, "").split()
            assert (per_100 > limit + rounding) == named, (food.id, column)


def test_a_source_names_the_entry_of_the_usda() -> None:
    for food in ALL:
        assert re.fullmatch(r"USDA SR28, NDB \d{5}", food.source), food.id


def test_no_two_foods_are_one_entry_of_the_usda() -> None:
    assert len({food.source for food in ALL}) == len(ALL)


def test_only_what_grows_may_leave_vitamin_d_blank() -> None:
    """Where an animal food's vitamin D is not known it is not in the table, since a blank counts as none."""
    for food in ALL:
        assert set(food.not_given) <= {"vitamin_d_iu"}
        if food.group in ("dairy", "eggs", "fish", "meat", "dishes", "fats"):
            assert not food.not_given or food.name == "Sheep milk"


@each_group
def test_every_name_finds_its_food(group: str) -> None:
    for food in of(group):
        for name in (food.id, food.name, *food.aliases):
            assert find_food(name) is food, name


def test_blanks_are_named() -> None:
    blank = {food.name: food.not_given for food in ALL if food.not_given}
    assert blank["Sheep milk"] == ("vitamin_d_iu",)
    assert len(blank) == 22


LACKING: Final = {"oat milk": "118 mg", "Skyr": "110 mg", "a glass of oat drink": "25 mg", "halloumi": "494 mg",
                  "flat white": "the milk in it", "salmon fillet": "526 IU", "San Pellegrino": "10 mg in a litre",
                  "ready meal": "each by itself", "whey protein shake": "the powder and the milk"}  # fmt: skip


def test_what_the_table_lacks_is_asked_with_the_nearest() -> None:
    for name, said in LACKING.items():
        with pytest.raises(NotInLibraryError) as asked:
            find_food(name)
        assert said in asked.value.instead, name
    for name, lacking in foods.lacking_foods().items():
        with pytest.raises(NotInLibraryError) as asked:
            find_food(name)
        assert asked.value.instead
        assert [find_food(near).name for near in lacking.nearest] == [*lacking.nearest]


def test_a_blank_counts_as_none() -> None:
    for food in ALL:
        given = {name: getattr(food, name) for name in food.not_given}
        assert given == dict.fromkeys(food.not_given, 0.0), food.id


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
        ("semi-skimmed milk", "Milk, reduced fat 2 %, vitamin A and D added"),
        ("soya milk, unsweetened", "Soy milk, unsweetened, calcium and vitamin D fortified"),
        ("fat free Greek yoghurt, plain", "Yogurt, Greek, plain, non-fat"),
        ("porridge", "Oatmeal, cooked with water"),
        ("aubergine", "Eggplant, boiled"),
        ("prawns", "Shrimp, cooked"),
        ("rocket", "Arugula, raw"),
        ("courgettes", "Zucchini, boiled"),
        ("chickpeas", "Chickpeas, boiled"),
        ("kippers", "Herring, Atlantic, kippered"),
        ("swede", "Rutabaga, boiled"),
        ("daal", "Lentils, boiled"),
        ("chapati", "Chapati or roti"),
        ("molokhia", "Jute leaves, boiled"),
        ("cheddar", "Cheese, cheddar"),
        ("milk chocolate", "Chocolate bar, milk"),
        ("chocolate milk", "Chocolate milk, low-fat"),
    ],
)
def test_names_as_people_write_them(written: str, name: str) -> None:
    assert find_food(written).name == name


@each_group
def test_the_name_of_the_usda_finds_its_food(group: str) -> None:
    for food in of(group):
        assert find_food(food.usda_name) is food, food.usda_name


#: As labels, shops and diaries write them: turned round, with how much is lean, behind a maker.
WRITTEN: Final = {
    "Milk, lowfat, fluid, 1% milkfat": "Milk, low-fat 1 %, vitamin A and D added",
    "Milk, Whole, 3.25% Fat": "Milk, whole 3.25 %, vitamin D added",
    "Egg, whole, cooked, fried": "Egg, fried",
    "Egg Whites, Liquid": "Egg white, raw",
    "Kale, cooked, boiled, drained, with salt": "Kale, boiled",
    "Chicken, broilers or fryers, thigh, meat only, raw": "Chicken thigh, roasted, without skin",
    "Beef, ground, 80% lean meat / 20% fat, raw": "Beef, ground, 80 % lean, cooked",
    "Ground Beef 80/20": "Beef, ground, 80 % lean, cooked",
    "93/7 Ground Beef": "Beef, ground, 93 % lean, cooked",
    "96% lean ground beef": "Beef, ground, 95 % lean, cooked",
    "steak mince 5%": "Beef, ground, 95 % lean, cooked",
    "Ground Turkey 93/7": "Turkey, ground, 93 % lean, cooked",
    "Turkey Breast, Deli Sliced": "Turkey breast, sliced, prepackaged",
    "Kirkland Signature - Chicken Breast": "Chicken breast, roasted, without skin",
    "Some Farm - Bananas": "Banana, raw",
    "Sargento - Sharp Cheddar Cheese Slices": "Cheese, cheddar",
    "Broccoli, Cooked from Fresh": "Broccoli, boiled",
    "Granny Smith apple": "Apple, raw",
    "black beans, canned": "Black beans, boiled",
    "hummous": "Hummus, commercial",
    "Uncle Bens, Rice, Brown, Parboiled, Cooked": "Rice, brown, cooked",
    "Chicken Breast, Skin Removed Before Cooking": "Chicken breast, roasted, without skin",
    "BROCCOLI, COOKED, FROM FRESH, FAT NOT ADDED IN COOKING": "Broccoli, boiled",
    "Kirkland Signature, Albacore Solid White Tuna in Water, 210 Cal": "Tuna, white, canned in water",
    "Cosmic Crisp, Premium Apples": "Apple, raw",
    "Basmatireis": "Rice, white, cooked",
    "Handvoll Mandeln": "Almonds",
    "tofu, firm": "Tofu, firm, calcium sulfate and nigari",
    "2% milk": "Milk, reduced fat 2 %, vitamin A and D added",
    "raw almonds": "Almonds",
    "raw carrots": "Carrots, raw",
    "dry rice": "Rice, white, cooked",
}


def test_labels_and_diaries_are_read() -> None:
    assert {written: find_food(written).name for written in WRITTEN} == WRITTEN


@pytest.mark.parametrize(("written", "asked"), [
    ("Some Farm - Cheddar", '"Cheese, cheddar" if the label says about 71'), ("Huel - Vanilla", "Ensure"),
    ("Rührei mit Vollkornbrot & Avocado", '"Egg, scrambled", "Bread, whole-wheat", "Avocado, raw"'),
    ("Magerquark mit Zimt", "Yogurt, Greek"), ("Creatine Monohydrate", "supplements"), ("black pepper", "leave it out"),
    ("Publix, Cottage Cheese, Fat Free", "Cheese, cottage, 1 %"), ("2 large eggs", "count its servings"),
])  # fmt: skip
def test_what_to_write_is_said_of_what_is_no_food_of_the_table(written: str, asked: str) -> None:
    with pytest.raises(NotInLibraryError) as raised:
        find_food(written)
    assert asked in raised.value.instead


@pytest.mark.parametrize("written", [
    "big mac", "mac", "chicken-fried steak", "Some Farm - Cheddar", "Quorn - Chicken Pieces",
    "Impossible - Ground Beef", "vegan cheddar", "soy chorizo", "peanut milk", "coconut milk", "almond cheese",
    "rice milk powder", "Milk, almond, whole", "Cheese, almond, sliced", "93/7 bison jerky", "ham 80/20 cheese",
    "tofu, raw, firm", "Fish, salmon, sockeye, canned, skinless, boneless", "fairlife ultra filtered milk",
    "ultra filtered 2% milk", "cheese 2 milkfat", "myprotein impact whey isolate", "turnip, raw", "beans, raw",
    "soybeans, raw", "mung beans, raw", "choice", "beet greens, raw", "broccoli raab, raw", "cabbage, savoy, raw",
    "Teff, uncooked", "dry teff", "Yogurt, fruit variety, nonfat",
])  # fmt: skip
def test_what_is_another_food_is_not_read_as_one(written: str) -> None:
    with pytest.raises(NotInLibraryError):
        find_food(written)


def test_a_name_that_fits_many_foods_lists_them() -> None:
    with pytest.raises(NotInLibraryError) as raised:
        find_food("sardines")
    assert raised.value.ambiguous
    assert set(raised.value.nearest) == {food.name for food in search_foods("sardines")}
    assert len(raised.value.nearest) == 2


@pytest.mark.parametrize("written", [
    "cheese", "yogurt", "tofu", "soy milk", "almond milk", "orange juice", "salmon", "tuna", "mackerel", "bread",
    "toast", "spinach", "margarine", "goat cheese", "oats", "figs", "queso",
])  # fmt: skip
def test_what_differs_in_calcium_or_vitamin_d_by_its_kind_is_asked_for(written: str) -> None:
    with pytest.raises(NotInLibraryError) as raised:
        find_food(written)
    assert raised.value.ambiguous
    assert len(raised.value.nearest) > 1


@pytest.mark.parametrize(
    "written", ["paneer", "halloumi", "oat milk", "fortified oat milk", "skyr", "sushi", "multivitamin"]
)
def test_what_is_not_in_the_table_is_not_likened_to_another_food(written: str) -> None:
    with pytest.raises(NotInLibraryError) as raised:
        find_food(written)
    assert raised.value.nearest == ()


@pytest.mark.parametrize(
    ("written", "meant"),
    [("almnods", "Almonds"), ("brocoli", "Broccoli, boiled"), ("cottage chese", "Cheese, cottage, 1 % fat")],
)
def test_a_slip_that_leaves_no_doubt_is_read(written: str, meant: str) -> None:
    assert find_food(written).name == meant


def test_a_name_that_sounds_alike_is_read() -> None:
    assert find_food("brocolli").name == "Broccoli, boiled"


@pytest.mark.parametrize(("written", "meant"), [("chedar", "Cheese, cheddar")])
def test_a_misspelled_name_brings_the_nearest(written: str, meant: str) -> None:
    with pytest.raises(NotInLibraryError) as raised:
        find_food(written)
    assert not raised.value.ambiguous
    assert meant in raised.value.nearest


@pytest.mark.parametrize(
    "written",
    ["skinless boneless sardines", "golden syrup", "hot smoked mackerel", "white chocolate", "tin of tuna"],
)
def test_a_word_left_out_never_hides_what_changes_a_food(written: str) -> None:
    with pytest.raises(NotInLibraryError):
        find_food(written)


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
    text = food_table.library_text(food_table.FILE)
    assert old in text
    monkeypatch.setattr(food_table, "library_text", lambda _name: text.replace(old, new, 1))
    with pytest.raises(ParameterError, match=rf'foods\.csv: "Dry skim milk powder.*"\.{column}'):
        food_table.load_foods.__wrapped__()

"""Food and supplements in fields: every food is read as itself, and what was understood fills the fields."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from tests.asking.saying import TODAY

import osteotwin as ot
from osteotwin.asking.fields.food import label_of
from osteotwin.asking.fields.training import OFTEN
from osteotwin.asking.understand import understand
from osteotwin.protocol.library import load_foods
from osteotwin.protocol.plan_file import FOOD

FORM = ot.answer_fields("food", {}, today=TODAY)
#: With it any diet holds calcium enough to be one.
STEW = {"food": "Beef stew, canned", "dose": "3 servings", "often": "every day"}


def words(*rows: dict[str, str], **values: str) -> str:
    return ot.answers_by_fields("food", rows, values, today=TODAY).answers["food"]


def file_of(text: str) -> dict[str, Any]:
    return tomllib.loads(ot.new_person({"food": text}, today=TODAY).text)


def eaten(text: str) -> list[str]:
    read = understand({"food": text}, TODAY, None, is_shown=False)
    return [FOOD.read(one.keys["food"]) for one in read.all if one.table == ("habits", "food")]


def check_read_as_itself(label: str, dose: str) -> None:
    ids = {label_of(one): one.id for one in load_foods().values()}
    text = words(STEW, {"food": label, "dose": dose, "often": "once a day"})
    assert eaten(text)[-1] == ids[label], text


FOODS = [one for one in FORM.columns[0].choices if one in {label_of(food) for food in load_foods().values()}]


@pytest.mark.parametrize("dose", ["1 serving", "50 g"])
@pytest.mark.parametrize("part", range(4))
def test_foods_that_may_be_chosen_are_read_as_themselves(part: int, dose: str) -> None:
    for label in FOODS[part :: 4 * 9]:
        check_read_as_itself(label, dose)


@pytest.mark.slow
@pytest.mark.parametrize("dose", ["1 serving", "50 g"])
@pytest.mark.parametrize("part", range(8))
def test_every_food_that_may_be_chosen_is_read_as_itself(part: int, dose: str) -> None:
    for label in FOODS[part::8]:
        check_read_as_itself(label, dose)


def test_all_but_one_food_may_be_chosen() -> None:
    assert len(FOODS) == len(load_foods()) - 1


@pytest.mark.parametrize("often", [*OFTEN, "3", "Mon and Fri"])
def test_every_rhythm_is_read(often: str) -> None:
    assert len(eaten(words(STEW, {"food": "milk", "dose": "200 ml", "often": often}))) == 2


@pytest.mark.parametrize(
    ("row", "where"),
    [
        (
            {"food": "Vitamin D tablets", "dose": "1000 IU", "often": "once a day"},
            ("habits", "vitamin_d", "1000 IU/day"),
        ),
        (
            {"food": "Vitamin D tablets", "dose": "25 ug", "often": "once a day"},
            ("habits", "vitamin_d", "1000 IU/day"),
        ),
        (
            {"food": "vitamin D3", "dose": "7000 IU", "often": "once a week"},
            ("habits", "vitamin_d", "1000 IU/day"),
        ),
        (
            {"food": "Calcium tablets", "dose": "500 mg", "often": "twice a day"},
            ("plan", "nutrient", "calcium_carbonate"),
        ),
        (
            {"food": "Calcium citrate tablets", "dose": "200 mg", "often": "once a day"},
            ("plan", "nutrient", "calcium_citrate"),
        ),
    ],
)
def test_supplements_are_read(row: dict[str, str], where: tuple[str, str, str]) -> None:
    text = words(STEW, row)
    part, key, value = where
    file = file_of(text)
    held = file["habits"] if part == "habits" else file["plan"]["supplement"][0]
    assert held[key] == value
    assert "Not used" not in ot.new_person({"food": text}, today=TODAY).understood["food"]
    back = ot.answer_fields("food", {"food": text}, today=TODAY)
    assert file_of(words(*map(dict, back.rows), **back.values)) == file


def test_totals_and_what_is_never_eaten_are_read() -> None:
    text = words(calcium="900", vitamin_d="600 IU", keeps="vegan")
    file = file_of(text)
    assert file["habits"] == {"calcium": "900 mg/day", "vitamin_d": "600 IU/day"}
    assert file["wishes"]["not_eaten"] == ["dairy", "fish"]
    assert ot.answer_fields("food", {"food": text}, today=TODAY).values == {
        "calcium": "900", "vitamin_d": "600", "keeps": "vegan",
    }  # fmt: skip


def test_that_is_all_leaves_nothing_to_be_added() -> None:
    milk = {"food": "milk", "dose": "500 ml", "often": "once a day"}
    assert "other_calcium" not in file_of(words(milk, all="yes"))["habits"]
    assert file_of(words(milk, all="no"))["habits"]["other_calcium"] == "250 mg/day"


@pytest.mark.parametrize(
    ("row", "place", "says"),
    [
        ({"food": "milk", "dose": "200 ml"}, "rows[0].often", "No word on how often of milk"),
        ({"food": "milk", "dose": "200", "often": "3"}, "rows[0].dose", "without a unit"),
        ({"food": "milk", "dose": "200 ml", "often": "sometimes"}, "rows[0].often", "3 times a week"),
        ({"food": "Vitamin D tablets", "often": "daily"}, "rows[0].dose", '"1000 IU"'),
        ({"food": "cheese", "often": "3"}, "rows[0].food", "fits several foods"),
        ({"food": "xyzzy", "often": "3"}, "rows[0].food", "no food that is known"),
        ({"dose": "200 ml", "often": "3"}, "rows[0].food", "No food or supplement of row 1"),
    ],
)
def test_what_lacks_is_asked_at_its_field(row: dict[str, str], place: str, says: str) -> None:
    with pytest.raises(ot.InputError) as refused:
        words(row)
    (problem,) = refused.value.problems
    assert problem.field == place
    assert says in problem.question()


@pytest.mark.parametrize(
    ("answer", "rows"),
    [
        ("milk 500 ml once a day; 2 slices of white bread a day; yogurt, Greek twice a week",
         [("Milk, reduced fat 2 %, vitamin A and D added", "500 ml", "once a day"),
          ("Bread, white", "2 servings", "every day"),
          ("Yogurt, Greek, plain, non-fat", "1 serving", "twice a week")]),
        ("a glass of milk, some feta when I feel like it, vit D 2000 in winter",
         [("glass of milk", None, None), ("feta", None, None), ("Vitamin D tablets", None, None)]),
        ("I eat what there is", []),
    ],
)  # fmt: skip
def test_what_is_certain_fills_the_fields(answer: str, rows: list[tuple[str | None, ...]]) -> None:
    form = ot.answer_fields("food", {"food": answer}, today=TODAY)
    assert [tuple(one.get(key) for key in ("food", "dose", "often")) for one in form.rows] == rows

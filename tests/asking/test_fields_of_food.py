"""Food and supplements by fields: what is filled in is read as the same, and what was read fills them."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

import pytest

import osteotwin as ot
from osteotwin.asking.fields.food import OFTEN
from osteotwin.asking.fields.food_names import (
    SUPPLEMENTS,
    choices,
    foods,
    known_choice,
    plain_name,
    products,
    servings_in,
    units,
)
from osteotwin.asking.food.eaten_amounts import amount_of
from osteotwin.asking.food.eaten_clauses import times_of
from osteotwin.asking.food.eaten_names import known_food
from osteotwin.asking.food.eaten_words import read_eaten
from osteotwin.errors import InputError, Problem

_TODAY = date(2026, 11, 30)
_MILK = {"what": "Milk, whole, no vitamin D added", "much": "500", "unit": "ml", "often": "once a day"}


def _row(
    what: str, much: str = "100", unit: str = "g", often: str = "once a day", **more: str
) -> dict[str, str]:
    return {"what": what, "much": much, "unit": unit, "often": often, **more}


def _words(rows: list[dict[str, str]], values: dict[str, str] | None = None) -> str:
    return ot.answers_by_fields("food", rows, values).answers["food"]


def _file(text: str) -> dict[str, Any]:
    read = tomllib.loads(ot.new_person({"food": text}, today=_TODAY).text)
    return {key: value for key, value in read.items() if key in ("habits", "plan", "wishes")}


def _asked(rows: list[dict[str, str]], values: dict[str, str] | None = None) -> list[Problem]:
    with pytest.raises(InputError) as refused:
        _words(rows, values)
    return list(refused.value.problems)


def test_a_plain_name_of_each_food_is_of_that_food_alone() -> None:
    wrong = {
        name: known.name if known else None
        for name, food in foods().items()
        if (known := known_food(plain_name(food)).food) is None or known.name != name
    }
    assert wrong == {}


#: Each unit of the foods, each of other foods, a part of the library: all are as many as minutes.
_MEASURED = [
    (name, unit)
    for at, (name, food) in enumerate(foods().items())
    for place, unit in enumerate(units()[food.name])
    if at % 10 == 0 or (at + 3 * place) % 12 == 0
    if not (unit in ("g", "serving") and at % 3)
]


def test_what_is_filled_in_is_read_as_so_many_servings_of_that_food() -> None:
    wrong = []
    for name, unit in _MEASURED:
        much = {"g": "60", "ml": "150"}.get(unit, "2")
        expected = servings_in(float(much), unit, foods()[name])
        assert expected is not None
        words = _words([_row(name, much, unit, "3 times a week")])
        read = [one.keys for one in read_eaten(words) if "food" in one.keys]
        if read != [{"food": name, "servings_per_week": float(f"{3.0 * expected:.3g}")}]:
            wrong.append((words, read))
    assert wrong == []


_ODD_NAMES = (
    "Goat milk, vitamin D added", "Evaporated milk, vitamin D added", "Turkey, roasted, meat only",
    "Bread, multi-grain", "Breakfast cereal, Multi-Grain Cheerios, fortified", "Macaroni and cheese, frozen",
    "Chocolate candies (M&M's)", "Yogurt, Greek, strawberry, non-fat", "Cranberry juice cocktail",
    "Dandelion greens, raw", "Tomatoes, cooked", "Oat bran, cooked",
)  # fmt: skip


def test_names_that_hold_words_of_other_things() -> None:
    rows = [*(_row(name, "2", "serving") for name in _ODD_NAMES), _row("Magnesium", "300", "mg")]
    read = _file(_words(rows))["habits"]["food"]
    assert read == [{"food": name, "servings_per_week": 14} for name in _ODD_NAMES]


def test_each_rhythm_is_read() -> None:
    for often in OFTEN:
        (read,) = read_eaten(_words([_row("Cheese, cheddar", "2", "serving", often)]))
        assert read.keys["servings_per_week"] == pytest.approx(2.0 * (times_of(often) or 0.0), rel=0.01)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (_row("Vitamin D tablets", "1000", "IU"), {"vitamin_d": "1000 IU/day"}),
        (_row("vitamin d3", "1,000", "iu", "twice a day"), {"vitamin_d": "2000 IU/day"}),
        (_row("Vitamin D tablets", "25", "mcg"), {"vitamin_d": "1000 IU/day"}),
        (_row("Vitamin D tablets", "2", "tablets of 400 IU", "every 2 days"), {"vitamin_d": "400 IU/day"}),
        (_row("Vitamin D2 tablets", "7000", "IU", "once a week"), {"vitamin_d": "1000 IU/day"}),
    ],
)
def test_vitamin_d(row: dict[str, str], expected: dict[str, str]) -> None:
    assert _file(_words([row]))["habits"] == expected


_TABLETS = [
    *((_row(name, "500", "mg", often), salt, f"500 mg {often}") for often in ("once a day", "3 times a week")
      for name, salt in (("Calcium tablets", "calcium_carbonate"), ("Calcium carbonate tablets", "calcium_carbonate"),
                         ("Calcium citrate tablets", "calcium_citrate"))),
    (_row("Calcium tablets", "2", "tablets of 600 mg"), "calcium_carbonate", "1200 mg once a day"),
    (_row("calcium citrate", "2", "tablets of 250 mg"), "calcium_citrate", "500 mg once a day"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "salt", "dose"), _TABLETS)
def test_calcium_tablets(row: dict[str, str], salt: str, dose: str) -> None:
    (read,) = _file(_words([row]))["plan"]["supplement"]
    assert (read["nutrient"], read["dose"]) == (salt, dose)


@pytest.mark.slow
def test_each_product_of_calcium_with_vitamin_d_is_read_and_told_again() -> None:
    first = _supplements(_words([_row(name, "2", "tablet") for name in products()]))
    assert all(one["dose"].endswith("2 tablets once a day") for one in first)
    for name, one in zip(products(), first, strict=True):
        assert one["nutrient"].endswith(f" {name.split()[-3]} mg with vitamin_d {name.split('/')[-1]}")
    text = "; ".join(f"{name}, 2 tablets once a day" for name in list(products())[:9])
    form = ot.answer_fields("food", {"food": text}, today=_TODAY)
    assert [one["often"] for one in form.rows] == ["once a day"] * 9
    again = _supplements(_words([dict(one) for one in form.rows[:8]]))
    assert [one["nutrient"] for one in again] == [one["nutrient"] for one in first[:8]]


def _supplements(text: str) -> list[dict[str, Any]]:
    return _file(text)["plan"]["supplement"]


def test_since_is_told_of_supplements() -> None:
    words = _words([_row("Vitamin D tablets", "1000", "IU", since="2024-03-01")])
    (read,) = _file(words)["plan"]["supplement"]
    assert read == {"nutrient": "vitamin_d", "dose": "1000 IU once a day", "already_since": date(2024, 3, 1)}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"calcium": "900"}, {"habits": {"calcium": "900 mg/day"}}),
        ({"calcium": "1,200 mg", "vitamin_d": "800 IU"},
         {"habits": {"calcium": "1200 mg/day", "vitamin_d": "800 IU/day"}}),
        ({"calcium_of_food": "700"}, {"habits": {"calcium": "700 mg/day"}}),
        ({"calcium": "500", "never": "vegan"},
         {"habits": {"calcium": "500 mg/day"}, "wishes": {"not_eaten": ["dairy", "fish"]}}),
        ({"calcium": "500", "never": "dairy, nuts and soy"},
         {"habits": {"calcium": "500 mg/day"}, "wishes": {"not_eaten": ["dairy", "nuts and seeds", "soy"]}}),
    ],
)  # fmt: skip
def test_what_is_asked_once(values: dict[str, str], expected: dict[str, Any]) -> None:
    words = _words([], values)
    assert _file(words) == expected
    form = ot.answer_fields("food", {"food": words}, today=_TODAY)
    assert _file(_words([dict(one) for one in form.rows], dict(form.values))) == expected


@pytest.mark.parametrize(("all_of_it", "is_all"), [("yes", True), ("no", False), ("", False)])
def test_whether_that_is_all(all_of_it: str, is_all: bool) -> None:
    words = _words([_MILK], {"all": all_of_it})
    assert ("other_calcium" in _file(words)["habits"]) is not is_all
    form = ot.answer_fields("food", {"food": words}, today=_TODAY)
    assert form.values["all"] == ("yes" if is_all else "no")
    assert form.rows == (_MILK,)


@pytest.mark.parametrize(
    "text",
    [
        "a glass of milk a day; greek yogurt 4 times a week; vitamin D 1000 IU daily",
        "calcium 750 mg a day; vitamin D 150 IU a day",
        "vegan; calcium 500 mg a day",
        "2 slices of gouda every day, 1 litre of milk a week, 125 g skyr on Mon and Fri",
        "300 ml of milk daily, nothing else; no fish",
        "latte daily; 4 eggs a week; calcium tablets 500 mg twice a day; magnesium 300 mg daily",
        "oats with milk every day; 150 g of greek yogurt every 2 days; vitamin D 20000 IU every 2 weeks",
        "milk 500 ml daily; lactose intolerant; zinc 15 mg daily since 2024-03-01",
        "calcium 900 mg a day from food; Calcichew D3 Forte 2 tablets daily",
    ],
)
def test_what_is_understood_is_told_again(text: str) -> None:
    form = ot.answer_fields("food", {"food": text}, today=_TODAY)
    again = _file(_words([dict(one) for one in form.rows], dict(form.values)))
    first = _file(text)
    assert again.get("habits") == first.get("habits")
    assert again.get("wishes") == first.get("wishes")
    for kind in ("supplement", "drug"):
        told = [
            one.get("nutrient", one.get("name", "")).casefold() for one in first.get("plan", {}).get(kind, [])
        ]
        assert [one.get("nutrient", one.get("name", "")).casefold()
                for one in again.get("plan", {}).get(kind, [])] == told  # fmt: skip


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("had some cheddar the other day, maybe vit D", ["Cheese, cheddar", "Vitamin D tablets"]),
        ("2 glasses of milk every day; 3 schmoogles of gouda; zinc",
         ["Milk, reduced fat 2 %, vitamin A and D added", "Cheese, Gouda", "Zinc"]),
        ("calcium pills whenever I think of it, sardines too", ["Calcium tablets",
                                                               "Sardines, Atlantic, canned in oil, with bones"]),
        ("qwer asdf", []),
        ("", []),
    ],
)  # fmt: skip
def test_of_what_is_not_understood_the_names_stay(text: str, names: list[str]) -> None:
    form = ot.answer_fields("food", {"food": text}, today=_TODAY)
    assert sorted(one["what"] for one in form.rows) == sorted(names)


@pytest.mark.parametrize(
    ("row", "food"),
    [(_row("greek yogurt", "150 g", ""), "Yogurt, Greek, plain, non-fat"), (_row("whole milk", "1,5", "cups"),
     "Milk, whole 3.25 %, vitamin D added"), (_row("CHEESE, cheddar", "30 grams", ""), "Cheese, cheddar"),
     (_row("Figs, dried", "5x", "", "2x/week"), "Figs, dried"), (_row("Joghurt", "2", "pots"),
     "Yogurt, plain, low-fat")],
)  # fmt: skip
def test_everyday_names_and_kind_numbers(row: dict[str, str], food: str) -> None:
    words = _words([_MILK, {key: text for key, text in row.items() if text}])
    assert [one["food"] for one in _file(words)["habits"]["food"]][1:] == [food]


@pytest.mark.parametrize(
    ("rows", "values", "places"),
    [
        ([{"what": "Cheese, cheddar"}], {}, ["rows[0].much", "rows[0].often"]),
        ([_row("Cheese, cheddar", unit="")], {}, ["rows[0].unit"]),
        ([_row("Cheese, cheddar", "some")], {}, ["rows[0].much"]),
        ([_row("Cheese, cheddar", "0")], {}, ["rows[0].much"]),
        ([_row("Cheese, cheddar", often="now and then")], {}, ["rows[0].often"]),
        ([_row("xyzzy")], {}, ["rows[0].what"]),
        ([{"much": "2"}], {}, ["rows[0].what"]),
        ([_row("Vitamin D tablets", "2", "tablet")], {}, ["rows[0].unit"]),
        ([_row("Adcal-D3 600 mg/400 IU", "600", "mg")], {}, ["rows[0].unit"]),
        ([_MILK], {"calcium": "900"}, ["calcium"]),
        ([_row("Calcium tablets", "500", "mg")], {"calcium": "900"}, ["calcium"]),
        ([], {"calcium": "900", "calcium_of_food": "700"}, ["calcium_of_food"]),
        ([_row("Vitamin D tablets", "1000", "IU")], {"vitamin_d": "1000"}, ["vitamin_d"]),
        ([_row("Vitamin D tablets", "1000", "IU"), _row("vitamin d2", "500", "IU")], {}, ["vitamin_d"]),
        ([], {"vitamin_d": "lots"}, ["vitamin_d"]),
        ([], {"all": "yes"}, ["all"]),
    ],
)
def test_what_lacks_or_contradicts_is_asked(
    rows: list[dict[str, str]], values: dict[str, str], places: list[str]
) -> None:
    assert [one.field for one in _asked(rows, values)] == places


def test_all_that_may_be_chosen_is_known_and_has_units() -> None:
    assert len({*choices()}) == len(choices())
    for name in choices():
        assert known_choice(name) == name
        assert units()[name]
    assert {*SUPPLEMENTS} <= {*choices()}


@pytest.mark.parametrize(
    ("text", "count"), [("2 strawberry yogurt servings", 2.0), ("Yogurt, Greek, strawberry, non-fat 2 servings", 2.0),
                        ("cherry yogurt 3 servings", 3.0)],
)  # fmt: skip
def test_a_taste_is_not_what_is_counted(text: str, count: float) -> None:
    assert amount_of(text)[0].count == count
    assert [one.keys["servings_per_week"] for one in read_eaten(f"{text} a day") if "food" in one.keys] == [
        7 * count
    ]


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (_row("Vitamin D tablets", "50000", "IU", "once a week for 8 weeks"), "often"),
        (_row("Vitamin D tablets", "60000", "IU", "only once"), "often"),
        (_row("Hidroferol", "1", "ampoule", "once a month"), "what"),
    ],
)
def test_what_is_told_among_the_drugs_is_sent_there(row: dict[str, str], field: str) -> None:
    with pytest.raises(ot.InputError) as refused:
        _words([row])
    (problem,) = refused.value.problems
    assert problem.field == f"rows[0].{field}"
    assert "under drugs" in problem.fix


def test_a_name_of_two_foods_is_one() -> None:
    form = ot.answer_fields("food", {"food": "almond milk when I like it"}, today=_TODAY)
    assert [row["what"] for row in form.rows] == ["almond milk"]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Accrete D3 1 bd", {"what": "Accrete D3", "much": "1", "unit": "tablet", "often": "bd"}),
        ("Caltrate 600+D twice a day",
         {"what": "Caltrate 600+D", "much": "1", "unit": "tablet", "often": "twice a day"}),
        ("Os-Cal 500 + D 1 a day", {"what": "Os-Cal 500 + D", "much": "1", "unit": "tablet", "often": "once a day"}),
        ("Adcal D3, two a day when I remember.", {"what": "Adcal D3", "much": "2", "unit": "tablet"}),
        ("Calceos one twice daily but I leave the evening one more often than not", {"what": "Calceos 500 mg/400 IU"}),
        ("Citracal petites, 2 whenever", {"what": "Citracal with D3 200 mg/250 IU"}),
        ("Citracal petites 2 at lunch 2 at dinner",
         {"what": "Calcium citrate 200 mg with vitamin D 250 IU", "much": "1", "unit": "tablet",
          "often": "4 times a day"}),
        ("Centrum once a day", {"what": "Centrum", "often": "once a day"}),
        ("a multivit most days", {"what": "multivit"}),
        ("D3 5000 sometimes", {"what": "Vitamin D tablets"}),
        ("Dekristol 20000 sometimes", {"what": "Vitamin D tablets"}),
    ],
)  # fmt: skip
def test_a_product_stands_by_its_name_with_what_is_told_of_it(text: str, row: dict[str, str]) -> None:
    assert ot.answer_fields("food", {"food": text}, today=_TODAY).rows == (row,)


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("Adcal D3", ["rows[0].what"]),
        ("Calcichew-D3", ["rows[0].what"]),
        ("Natecal", ["rows[0].what"]),
        ("multivitamin", ["rows[0].what", "rows[0].unit"]),
    ],
)
def test_what_one_tablet_holds_is_asked_where_the_name_does_not_tell_it(name: str, places: list[str]) -> None:
    problems = _asked([{"what": name, "much": "2", "often": "once a day"}])
    assert [one.field for one in problems] == places
    assert "choose" in problems[0].fix


@pytest.mark.parametrize(
    ("name", "nutrient"),
    [
        ("Citracal petites", "calcium_citrate 200 mg with vitamin_d 250 IU"),
        ("Adcal D3 caplets", "calcium_carbonate 300 mg with vitamin_d 200 IU"),
        ("Calceos", "calcium_carbonate 500 mg with vitamin_d 400 IU"),
        ("Caltrate with D3 600 mg/300 IU", "calcium_carbonate 600 mg with vitamin_d 300 IU"),
    ],
)
def test_a_product_may_be_typed_as_it_is_called(name: str, nutrient: str) -> None:
    words = _words([_row(name, "2", "", "twice a day")])
    assert [one["nutrient"] for one in _supplements(words)] == [nutrient]


@pytest.mark.parametrize(
    "text",
    [
        "stopped calcium pills after a kidney stone, only from food now",
        "gave up calcium tablets since they bloat me, whatever",
        "came off Adcal D3 in May, nothing special now",
    ],
)
def test_what_has_ended_fills_no_row(text: str) -> None:
    assert ot.answer_fields("food", {"food": text}, today=_TODAY).rows == ()


def test_each_nutrient_of_one_rhythm_has_its_number() -> None:
    form = ot.answer_fields("food", {"food": "D3 5000 w K2 mk7 100 every other day"}, today=_TODAY)
    assert form.rows == (
        {"what": "Vitamin D tablets", "much": "5000", "often": "every other day"},
        {"what": "Vitamin K2", "much": "100", "often": "every other day"},
    )
    assert [one.field for one in form.lacks] == ["rows[0].unit"]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("2 scoops whey, 4 eggs, cup of 2% greek yogurt, can of sardines on weekends",
         [("2", "scoop"), ("4", "piece"), ("1", "cup"), None]),
        ("3 tbsp yogurt, 2 slices of gouda, half a liter of milk, whatever else",
         [("3", "tbsp"), ("2", "slice"), ("0.5", "l")]),
        ("some cheddar, 200 g skyr, matchbox of gouda", [None, ("200", "g"), None]),
    ],
)  # fmt: skip
def test_an_amount_that_is_plain_is_filled_in(text: str, rows: list[tuple[str, str] | None]) -> None:
    form = ot.answer_fields("food", {"food": text}, today=_TODAY)
    assert [(one["much"], one["unit"]) if "much" in one else None for one in form.rows] == rows


def test_what_a_name_does_not_tell_is_asked_at_once_and_who_makes_a_drink_is_none() -> None:
    form = ot.answer_fields(
        "food", {"food": "Oat milk in everything (Oatly barista); kale smoothies"}, today=_TODAY
    )
    assert [one["what"] for one in form.rows] == ["Oat milk", "kale smoothies"]
    assert {"rows[0].what", "rows[1].what"} <= {one.field for one in form.lacks}


@pytest.mark.parametrize("unit", ["egg", "eggs", "piece", "pieces"])
def test_eggs_are_counted_in_any_word(unit: str) -> None:
    (read,) = read_eaten(_words([_row("Egg, whole, raw", "4", unit)]))[:1]
    assert read.keys["servings_per_week"] == 28.0


def test_the_question_quotes_what_it_is_of() -> None:
    with pytest.raises(InputError, match='"multivit", whose content'):
        ot.new_person({"food": "4 eggs, liter of milk. multivit"}, today=_TODAY)

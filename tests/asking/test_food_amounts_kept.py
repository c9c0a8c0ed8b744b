"""No amount of a food or supplement is lost or doubled, whatever stands beside it; what is not one's own is asked."""

from __future__ import annotations

from datetime import date

import pytest

import osteotwin as ot
from osteotwin.asking.food_words import read_food_words
from osteotwin.asking.unclear import UnclearAnswerError
from osteotwin.importing.found import Found
from osteotwin.protocol.library import load_foods

TODAY = date(2026, 2, 1)
#: So that what is told may be a whole diet.
ENOUGH = "; sheep milk 3x a day"


def read(answer: str) -> tuple[Found, ...]:
    return read_food_words(f"{answer}{ENOUGH}", TODAY, None)


def grams(answer: str) -> int:
    """Return the grams a day of all foods but those that fill the diet."""
    weights = {food.name: food.serving_g for food in load_foods().values()}
    rows = [one.keys for one in read(answer) if "food" in one.keys and one.keys["food"] != "Sheep milk"]
    return round(sum(row["servings_per_week"] * weights[row["food"]] for row in rows) / 7.0)


def notes(answer: str) -> str:
    return "; ".join(one.note for one in read(answer) if not one.keys)


#: told -> grams a day
WEIGHED = [
    # as it is sold or grows
    ("every day: un yaourt nature", 125), ("every day: deux yaourts", 250), ("every day: ein Joghurt", 150),
    ("every day: un petit suisse", 60), ("every day: 1 Babybel", 20), ("every day: 10 almonds", 12),
    ("every day: 3 squares of milk chocolate", 30), ("every day: a big dollop of natural yogurt", 40),
    ("every day: 1 cup fortified almond milk", 240), ("every day: 2 yoghurts of 125 g", 250),
    ("a glass of milk and a yogurt daily, vitamin D3 2000 IU daily", 471),
    ("a pack of 4 yoghurts of 125 g a week", 71),
    ("every day: edamame (about 1/4 cup of what was left)", 45),
    ("every day: yogurt (about 40 g)", 40), ("every day: half of 2 oz of cheddar", 28),
    # two meals
    ("200 ml milk in the morning and 100 ml in the evening", 309), ("morgens 200 ml Milch, abends 100 ml", 309),
    ("30 g gouda in the morning and 30 g in the evening", 61), ("2 slices of gouda at lunch and 1 at dinner", 86),
    ("a cup of milk at breakfast and a cup at lunch", 488),
    # behind what lacks
    ("yoghurt without sugar 125 g a day", 125), ("Joghurt ohne Zucker 125 g t\u00e4glich", 125),
    ("yoghurt with no sugar 125 g a day", 125),
    # shared out, and days from one to another
    ("every day: 1 cup strawberries and blueberries", 150), ("100 g tofu firm from Monday to Friday", 71),
    ("un yogur de lunes a viernes", 89), ("lundi \u00e0 vendredi: un yaourt", 89),
    # shares and leftovers of a page
    ("a third of a litre of milk a day", 344), ("1&frac12; cups milk a day", 366), ("1-3/4 cups milk a day", 427),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "expected"), WEIGHED)
def test_each_amount_counts_once(answer: str, expected: int) -> None:
    assert grams(answer) == pytest.approx(expected, abs=2)


#: told -> words of what is understood
SUPPLEMENTS = [
    ("two tablets a day, 500 mg calcium in all", ("calcium: 500 mg every day",)),
    ("calcium tablets, two a day, together 1000 mg", ("calcium: 1,000 mg every day",)),
    ("calcium 500mg/400IU twice daily", ("500 mg twice a day", "vitamin D 800 IU a day")),
    ("calcium carbonate 500 mg and milk 200 ml daily", ("calcium: 500 mg every day", "Milk, reduced fat")),
    ("a glass of milk and vitamin D 1000 IU daily", ("vitamin D 1000 IU a day", "Milk, reduced fat")),
    ("creatine 5 g with milk 200 ml daily", ("Creatine: 5 g daily", "Milk, reduced fat")),
    ("Super K with Advanced K2 Complex, 1 softgel daily", ("Vitamin K: 1 tablet daily",)),
    ("500mg/600 IU (Os-Cal Extra D&sub3;) daily", ("calcium: 500 mg every day", "vitamin D: 600 IU")),
    ("Vitamin D3 from lichens (200 IU), 1 tablet a day", ("vitamin D 200 IU a day",)),
]


@pytest.mark.parametrize(("answer", "expected"), SUPPLEMENTS)
def test_a_supplement_keeps_what_stands_beside_it(answer: str, expected: tuple[str, ...]) -> None:
    said = ot.new_person({"food": f"{answer}{ENOUGH}"}, today=TODAY).understood["food"]
    assert all(words in said for words in expected)


#: told -> words of the question
ASKED = [
    ("two tins of sardines without bones a week", "hardly any calcium"),
    ("boneless sardines 90 g twice a week", "hardly any calcium"),
    ("my wife's yoghurt daily", "somebody else"), ("wife: vitamin D 1000 IU daily", "somebody else"),
    ("we drink 1 l milk daily", "somebody else"), ("0 yoghurts daily", "nothing is eaten"),
    ("2+ yogurts a day", "so many or more"), ("2, 3 glasses of milk a day", "no one number"),
    ("2 yoghurts a day and 1 on Sunday", "how often of each"), ("hot chocolate with water daily", "with water"),
    ("every day: coffee with steamed milk", "how much milk"), ("calcium 500 mg every other day", "tablets"),
    ("every day: 100 g cheddar and swiss cheese", "of each"),
    ("half a pack of cheese (200 g) a week", "of that part or of the whole"),
    ("Calcimagon-D3 500/800", "how often"), ("vitamin K & D 60 softgels", "without how much"),
    ("10,000-15,000 IU per day from fish liver", "10,000-15,000 IU"),
    ("ein oder zwei Scheiben K\u00e4se daily", "from 1 to 2"),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "expected"), ASKED)
def test_what_is_open_is_asked(answer: str, expected: str) -> None:
    with pytest.raises(UnclearAnswerError) as asked:
        read(answer)
    assert expected in str(asked.value)


PROSE = [
    ("every day: 2 yogurts, doesn't get much better", "doesn't get much better"),
    ("every day: Same 'ol thing. 2 yogurts.", "ol thing"),
    ("every day: 2 yogurts, tasty and filling", "filling"),
]


@pytest.mark.parametrize(("answer", "aside"), PROSE)
def test_prose_is_set_aside_and_said(answer: str, aside: str) -> None:
    assert aside in notes(answer)
    assert grams(answer) > 0


@pytest.mark.parametrize(
    "answer", ["every day: kedgeree, 2 yogurts", "every day: 2 yogurts but I don't eat it all"]
)
def test_an_unknown_food_and_a_denial_are_no_prose(answer: str) -> None:
    with pytest.raises(UnclearAnswerError):
        read(answer)


@pytest.mark.parametrize(
    "supplement", ["creatine 5 g", "psyllium 5 g", "omega 3 1 g", "ashwagandha 300 mg", "collagen 10 g"]
)
@pytest.mark.parametrize(
    "joined", ["{} and milk 200 ml daily", "{} in milk 200 ml daily", "milk 200 ml with {} daily"]
)
def test_a_food_beside_any_supplement_counts(supplement: str, joined: str) -> None:
    assert grams(joined.format(supplement)) in range(200, 212)


@pytest.mark.parametrize(
    "told", ["milk without fat", "milk (no fat)", "milk 0.1 %", "0,3 % milk", "milk 0%", "Milch 0,1 % Fett"]
)
def test_milk_without_fat_is_skim(told: str) -> None:
    (row,) = (one.keys for one in read(f"{told} 250 ml daily") if one.keys.get("food", "").startswith("Milk"))
    assert "skim" in row["food"]


@pytest.mark.parametrize(
    ("told", "match"),
    [
        ("2 yoghurts in the week and 1 on Sunday", "beside the others"),
        ("2 yoghurts a day and 1 more on Sundays", "beside the others"),
        ("two glasses of milk during the week and one on Sunday", "beside the others"),
        ("2 cups of kale and spinach daily", "of each or of all together"),
        ("calcium 800 mg a day and milk 200 ml daily", "beside foods that hold it"),
        ("vitamin D 1000 IU / 2 daily", "in one of them or in all"),
    ],
)
def test_what_may_be_told_of_each_or_of_all_is_asked(told: str, match: str) -> None:
    with pytest.raises(UnclearAnswerError, match=match):
        read(told)


def test_one_more_on_a_day_is_offered_with_the_own_numbers() -> None:
    with pytest.raises(UnclearAnswerError) as asked:
        read("3 yoghurts a week and 1 on Sunday")
    assert '"3 yoghurts every week; 1 x yoghurts once a week"' in asked.value.problems[0].fix
    assert grams("3 yoghurts every week; 1 x yoghurts once a week") > grams("3 yoghurts every week")


def test_what_is_in_a_mixture_or_a_mash_is_counted_once() -> None:
    assert grams("every day: mixture of vegetables, turnip, cauliflower") == grams(
        "every day: mixture of vegetables"
    )
    assert grams("every day: mashed potato with milk") == grams("every day: mashed potato")


def test_a_tablet_of_two_is_offered_with_both() -> None:
    with pytest.raises(UnclearAnswerError) as asked:
        read("calcium 500 mg / D3 400 IU / 2 daily")
    assert '"calcium tablets 500 mg daily; vitamin D 400 IU daily"' in asked.value.problems[0].fix

"""Foods as people write them in sentences, diaries and lists: what is counted, what is asked, what is said."""

from __future__ import annotations

from datetime import date

import pytest

import osteotwin as ot
from osteotwin.asking.food_words import read_food_words
from osteotwin.protocol.library import load_foods

TODAY = date(2026, 2, 1)
#: So that what is told may be a whole diet.
ENOUGH = "; sheep milk 3x a day"


def eaten(answer: str) -> tuple[dict[str, float], str]:
    """Return the servings a day by food, and all that is said of them."""
    found = read_food_words(f"every day: {answer}{ENOUGH}", TODAY, None)
    servings: dict[str, float] = {}
    for one in found:
        if "food" in one.keys and one.keys["food"] != "Sheep milk":
            servings[one.keys["food"]] = round(one.keys["servings_per_week"] / 7, 2)
    return servings, "; ".join(one.note for one in found if not one.keys)


COUNTED = [
    ("I ate 2 eggs and a banana", {"Egg, whole, raw": 2, "Banana, raw": 1}),
    ("for breakfast I usually have 2 eggs on toast", {"Egg, whole, raw": 2, "Bread, white": 1}),
    ("I had 150g chicken breast and sweet potato for lunch", {
        "Chicken breast, roasted, without skin": 1.77, "Sweet potato, baked": 1}),
    ("30g cheddar on crackers", {"Cheese, cheddar": 0.71, "Crackers, saltine": 1}),
    ("two eggs and toast at 7:30", {"Egg, whole, raw": 2, "Bread, white": 1}),
    ("whey in 300ml skim milk", {"Whey protein powder": 1, "Milk, skim, vitamin A and D added": 1.27}),
    ("Smoothie: 1 cup milk, 1 banana", {"Milk, reduced fat 2 %, vitamin A and D added": 1, "Banana, raw": 1}),
    ("mac & cheese, about 1.5 cups", {"Macaroni and cheese, frozen": 1.5}),
    ("2 Scheiben Vollkornbrot mit Gouda", {"Bread, whole-wheat": 2, "Cheese, Gouda": 1}),
    ("1 EL Leinsamen, 150 ml fettarme Milch", {
        "Flaxseed, whole": 1, "Milk, low-fat 1 %, vitamin A and D added": 0.63}),
    ("zum Frühstück gab es 250 g Magerquark", {"Yogurt, Greek, plain, non-fat": 1.47}),
    ("2 tranches de pain complet et 30 g de comté", {"Bread, whole-wheat": 2, "Cheese, Gruyere": 1.07}),
    ("un verre de lait", {"Milk, reduced fat 2 %, vitamin A and D added": 1}),
    ("Skyr 450g Becher", {"Yogurt, Greek, plain, non-fat": 2.64}),
    ("30 g grated Pecorino Romano cheese", {"Cheese, Romano": 1.06}),
    ("dos huevos con jam\u00f3n", {"Egg, whole, raw": 2, "Ham, sliced": 1}),
    ("string cheese x2", {"Cheese, mozzarella, part-skim, low moisture": 1.32}),  # of 28 g each
    ("Egg Whites 1/2 Cup 1 12 2 0 60", {"Egg white, raw": 3.69}),
    ("cup of tea with semi skimmed milk", {
        "Tea, black, brewed": 1, "Milk, reduced fat 2 %, vitamin A and D added": 0.12}),
    ("4 slices pepperoni, sausage and mushroom pizza", {"Pizza, meat and vegetable, regular crust, fast food": 4}),
    ("calcium fortified OJ, 1 glass", {"Orange juice, calcium and vitamin D fortified": 1}),
    ("cheeseburger no bun", {"Cheeseburger, single, with condiments and vegetables": 1}),
    ("trout, griddled, with peas", {"Trout, rainbow, farmed, cooked": 1, "Green peas, boiled": 1}),
    ("2 whole eggs (20 g protein) - 160 kcal", {"Egg, whole, raw": 2}),
]  # fmt: skip
CALLED = [
    ("Chobani peach", "Yogurt, Greek, plain, non-fat"),
    ("Yoplait light whipped yogurt mixed berry flavor", "Yogurt, fruit, low-fat"),
    ("drunken goat cheese", "Cheese, goat, semi-soft"),
    ("Kashi granola", "Granola, homemade"),
    ("smoky bacon crisps", "Potato chips, salted"),
    ("premier protien shake choc", "Protein shake (Muscle Milk), fortified"),
    ("mozzerella cheese", "Cheese, mozzarella, part-skim, low moisture"),
    ("Laugensemmel", "Dinner roll, plain"),
    ("Dymatize elite whey in cafe mocha", "Whey protein powder"),
    ("fairlife 2% milk", "Milk, reduced fat 2 %, vitamin A and D added"),
]
ASKED = [
    ("hemp milk", "nearest to the label's"),
    ("tiger nut milk", "nearest to the label's"),
    ("Dinkelmilch", "no food that is known"),
    ("vegan cheese", "nearest to the label's"),
    ("paneer curry", "each by itself"),
    ("cheesy pasta", "each by itself"),
    ("soy milk", "unfortified soy milk"),
    ("half a pepperoni pizza", "how many slices"),
    ("milk 170", "a number without a unit"),
    ("a few yogurts", "does not say how many"),
    ("milk now and then", "does not say how often"),
    ("90 eggs", "an amount with its unit"),
    ("a pint of milk", "473 ml of milk"),
    ("oats or a yogurt", "one or the other"),
    ("no milk", "not eaten"),
    ("ice cream (vegan)", "no food that is known"),
    ("yogurt (coconut)", "food of the library"),
    ("plant milk, unfortified", "nearest to the label's"),
    ("Violife cheddar", "no food that is known"),
    ("I could have had a yogurt", "may not have been eaten"),
    ("cereal, I don't drink milk", "may not have been eaten"),
    ("latte without milk", "not eaten|milk in it"),
]
LEFT_OUT = [
    ("hot sauce", "is left out"),
    ("turkey hoagie", "is in no number"),
    ("a glass of wine now and then", "is left out"),
    ("lentil soup with spinach", "is in no number, either"),
]


@pytest.mark.parametrize(("answer", "foods"), COUNTED)
def test_a_meal_is_counted(answer: str, foods: dict[str, float]) -> None:
    assert eaten(answer)[0] == foods


@pytest.mark.parametrize(("name", "food"), CALLED)
def test_a_food_by_another_name_says_what_is_counted(name: str, food: str) -> None:
    foods, said = eaten(name)
    assert [*foods] == [food]
    assert f"is counted as {food}" in said


@pytest.mark.parametrize(("answer", "words"), ASKED)
def test_what_may_be_read_wrong_is_asked(answer: str, words: str) -> None:
    with pytest.raises(ot.InputError, match=words):
        eaten(answer)


@pytest.mark.parametrize(("answer", "words"), LEFT_OUT)
def test_what_is_in_no_number_is_said(answer: str, words: str) -> None:
    foods, said = eaten(answer)
    assert not foods
    assert words in said


def test_an_amount_that_is_not_said_is_a_serving_and_said() -> None:
    assert "where no amount is said, a serving is counted: toast (1 slice)" in eaten("2 eggs with toast")[1]


def test_points_and_energy_are_no_amount() -> None:
    foods, said = eaten("oatmeal w/ cocoa powder & sugar 12")
    assert foods["Sugar, white"] == 1
    assert '12 behind "sugar" has no unit' in said


@pytest.mark.parametrize("name", [food.name for food in load_foods().values() if food.group == "dairy"][::4])
def test_a_name_that_a_question_offers_is_read_within_a_meal(name: str) -> None:
    assert eaten(f"2 eggs, 100 g of {name}, a banana")[0].get(name)


#: Beside it stands enough for a whole diet.
TOLD = [
    ("50 g cheddar on Sundays", {"Cheese, cheddar": 1.18}, ""),
    ("salmon Mon and Thu", {"Salmon, Atlantic, farmed, cooked": 2}, ""),
    ("on Fridays salmon, cheddar daily", {"Salmon, Atlantic, farmed, cooked": 1, "Cheese, cheddar": 7}, ""),
    ("42.5 g Emmentaler montags", {"Cheese, Swiss": 1}, ""),
    ("twice a week yogurt and cheddar daily", {"Yogurt, plain, low-fat": 2, "Cheese, cheddar": 7}, ""),
    ("3 times a week yogurt 150 g, milk 244 g daily", {
        "Yogurt, plain, low-fat": 1.98, "Milk, reduced fat 2 %, vitamin A and D added": 7}, ""),
    ("cheddar 42.5 g 5/7 days", {"Cheese, cheddar": 5}, ""),
    ("cheddar since 1990 42.5 g daily", {"Cheese, cheddar": 7}, ""),
    ("cheddar at 7am daily", {"Cheese, cheddar": 7}, ""),
    ("prunes 5 a day", {"Prunes, dried": 7}, ""),
    ("yogurt 2 a week", {"Yogurt, plain, low-fat": 2}, ""),
    ("2 eggs, yogurt and an apple daily", {
        "Egg, whole, raw": 14, "Yogurt, plain, low-fat": 7, "Apple, raw": 7}, '"daily" is taken for all'),
    ("Smoothie: 1 cup milk, 1 banana, 1 cup blueberries every day", {
        "Milk, reduced fat 2 %, vitamin A and D added": 7, "Banana, raw": 7, "Blueberries, raw": 7}, "taken for all"),
    ("breakfast: 2 eggs; lunch: 30 g cheddar", {"Egg, whole, raw": 14, "Cheese, cheddar": 4.94}, "those of every day"),
    ("no milk, 2 eggs every day", {"Egg, whole, raw": 14}, "no milk, as told"),
    ("I don't drink milk; cheddar twice a week", {"Cheese, cheddar": 2}, "no milk, as told"),
    ("no fish but 2 eggs twice a week", {"Egg, whole, raw": 4}, "no fish, as told"),
    ("kein Fisch, nur 2 Eier t\u00e4glich", {"Egg, whole, raw": 14}, "no Fisch, as told"),
    ("cheese sandwich every day", {"Bread, white": 14, "Cheese, cheddar": 4.67}, "2 slices of white bread and 1 slice"),
    ("2 ham and cheese toasts every day", {"Bread, white": 28, "Cheese, cheddar": 9.34, "Ham, sliced": 14.2}, "each"),
    ("K\u00e4sebrot t\u00e4glich", {"Bread, white": 7, "Cheese, cheddar": 4.67}, "1 slice of white bread"),
    ("lemon curd 1 tbsp daily", {"Jam": 7}, "is counted as Jam"),
    ("head cheese 50 g weekly", {}, "is left out"),
    ("2 coffees every day", {"Coffee, brewed": 14}, ""),
    ("soy milk not fortified 244 ml daily", {"Soy milk, unfortified": 7.22}, ""),
    ("Sojamilch unges\u00fc\u00dft ohne Calcium, 244 ml t\u00e4glich", {"Soy milk, unfortified": 7.22}, ""),
    ("oat milk, not fortified, 250 ml daily", {}, "is left out: without calcium added it holds hardly any"),
    ("almond milk without added calcium 1 cup daily", {}, "is left out: without calcium added it holds hardly any"),
    ("2 eggs, Almond milk, unsweetened, fortified 1 cup and toast daily", {
        "Egg, whole, raw": 14, "Almond milk, unsweetened, fortified": 7, "Bread, white": 7}, "taken for all"),
    ("cheddar Mon-Fri 42.5 g", {"Cheese, cheddar": 5}, ""),
    ("without dairy except 42.5 g cheddar daily", {"Cheese, cheddar": 7}, "no other dairy, as told"),
    ("Shake: 244 g milk, 1 banana daily", {
        "Milk, reduced fat 2 %, vitamin A and D added": 7, "Banana, raw": 7}, "taken for all"),
    ("once daily yogurt, twice weekly salmon", {
        "Yogurt, plain, low-fat": 7, "Salmon, Atlantic, farmed, cooked": 2}, ""),
    ("yogurt los lunes y jueves", {"Yogurt, plain, low-fat": 2}, ""),
    ("Mon: 42.5 g cheddar", {"Cheese, cheddar": 1}, ""),
    ("2 x 122 g milk daily", {"Milk, reduced fat 2 %, vitamin A and D added": 7}, ""),
    ("up to 2 eggs until 2:45pm daily", {"Egg, whole, raw": 14}, ""),
    ("2 eggs every day, no milk", {"Egg, whole, raw": 14}, "no milk, as told"),
]  # fmt: skip
OPEN = [
    ("I used to eat yogurt daily", "tells of the past"),
    ("yogurt daily until last year", "tells of the past"),
    ("I ate yogurt every day", "tells of the past"),
    ("milk 500 ml daily (in my 20s)", "tells of the past"),
    ("milk 500 ml daily (planned)", "tells of a plan"),
    ("milk (oat) 200 ml daily", "fits several foods"),
    ("fr\u00fcher Milch 200 ml t\u00e4glich", "tells of the past"),
    ("my wife: yogurt 1 cup daily", "somebody else"),
    ("1 gallon of milk a week for a family of 4", "somebody else"),
    ("milk 200 kcal a day", "no amount"),
    ("200 kcal of milk daily", "no amount"),
    ("cheese 5 points daily", "no amount"),
    ("cheese for 4 euros a week", "no amount"),
    ("cheddar at weekends", "once or twice a weekend"),
    ("yogurt 1-5 times a week", "a range"),
    ("peanuts 30 daily", "servings, grams or ounces"),
    ("twice a week yogurt, milk and cheddar daily", 'how often in "milk"'),
    ("sardines once a week, kale, bread, 2 coffees", 'how often in "kale, bread, 2 coffees"'),
    ("no milk, cheese, yogurt every day", "may be eaten or not"),
    ("leche de coco 200 ml al d\u00eda", "Coconut milk, canned"),
    ("bean curd 100 g daily", "Tofu"),
    ("fish Mon and Thu", "which fish"),
    ("yogurt 5 kg a day", "more than anybody eats"),
    ("half a gallon of milk a week", "1893 ml of milk"),
    ("yogurt once or twice a week", "yogurt 1.5 times a week"),
    ("2 eggs daily, sometimes cheese", "cheese 2 times a week"),
    ("at 7:30 am porridge, at 1pm an egg", "every day: porridge, an egg"),
    ("I try to eat yogurt daily", "may not have been eaten"),
    ("cheddar at every meal", "cheddar 3 times a day"),
    ("no cheese; cheddar every day", "what is not eaten"),
]


@pytest.mark.parametrize(("answer", "week", "said"), TOLD)
def test_how_often_is_read_where_it_is_said(answer: str, week: dict[str, float], said: str) -> None:
    found = read_food_words(f"{answer}{ENOUGH}", TODAY, None)
    servings = {one.keys["food"]: one.keys["servings_per_week"] for one in found if "food" in one.keys}
    assert {food: n for food, n in servings.items() if food != "Sheep milk"} == week
    assert said in "; ".join(one.note for one in found if not one.keys)


@pytest.mark.parametrize(("answer", "words"), OPEN)
def test_what_is_no_habit_of_now_is_asked(answer: str, words: str) -> None:
    with pytest.raises(ot.InputError, match=words):
        read_food_words(f"{answer}{ENOUGH}", TODAY, None)

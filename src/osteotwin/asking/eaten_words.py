"""Foods in words → the foods of ``[habits]``: one by one, together at a meal, or as a diary has them."""

from __future__ import annotations

import re
from typing import Any, Final

from osteotwin.asking.diary_lines import diary_line
from osteotwin.asking.eaten_names import Known, known_food
from osteotwin.asking.pieces import MOST_LISTED, MOST_WORDS
from osteotwin.asking.portions import servings
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.importing.found import Found, Place
from osteotwin.inputs.table import value_of_key
from osteotwin.inputs.values import Mistake
from osteotwin.people.wishes import FOOD_GROUPS
from osteotwin.protocol.library import load_foods
from osteotwin.protocol.library.food_names import is_dish
from osteotwin.protocol.library.foods import FoodItem
from osteotwin.protocol.plan_file import HabitualFood
from osteotwin.units import AmbiguousRhythm, in_digits, rhythm

AROUND: Final = re.compile(r"^(?:i )?(?:also |usually |mostly |normally )?(?:eat|drink|have|take)\b(?! a week)|"
                           r"\b(?:about|around|roughly|approximately|ca\.?|i (?:eat|drink|take|have)|"
                           r"(?:daily )?intake(?: of)?|"
                           r"(?:from )?(?:foods?|diet)(?: and (?:tablets?|supplements?|pills?))?(?: together)?|"
                           r"in all|total|supplements?|tablets?|pills?|elemental)\b|[():~]",
                           re.IGNORECASE)  # fmt: skip
_MEASURE: Final = (
    r"(?:glass(?:es)?|cups?|c\.|servings?|portions?|slices?|bowls?|pots?|pieces?|cans?|tins?|handfuls?|mugs?|tubs?|"
    r"scoops?|tablespoons?|tbsps?|tbs|teaspoons?|tsps?|containers?|cartons?|bottles?|bars?|packs?|packets?|rashers?|"
    r"fillets?|pints?|quarts?|fl\.? ?oz|fluid ounces?|ounces?|oz|ml|millilit(?:er|re)s?|cl|dl|l|lit(?:er|re)s?|g|gr|"
    r"grams?|kg|lbs?|pounds?)(?!\w)"
)
_PORTION: Final = re.compile(
    rf"^(?P<n>\d+(?:\.\d+)?(?![\d.]| ?%) ?(?:x )?)?(?P<a>an? )?(?:(?:large|small|big) )?"
    rf"(?:(?P<of>{_MEASURE})\.?(?: of)? )?(?:of )?"
)
#: "milk 2 glasses", "cheddar (50 g)": the portion behind the name.
_BEHIND: Final = re.compile(
    rf"(?P<name>(?:\d+(?:\.\d+)? ?% ?)?[^\d]+?)[,:(-]* ?(?P<portion>\d+(?:\.\d+)? ?{_MEASURE}|an? {_MEASURE})\)?"
)
_NOT_EATEN: Final = re.compile(
    r"(?:i(?:'m| am)? )?(?:an? )?(?:no|without|never|not|none|don[\u2019']?t|do not|cannot|can[\u2019']?t|avoid|zero|"
    r"vegans?|vegetarian|(?:dairy|milk|lactose)[- ]free)\b", re.IGNORECASE)  # fmt: skip
_FROM_TO: Final = re.compile(r"(?P<low>\d+) ?(?:-|–|to|or) ?(?P<high>\d+)(?= |$)", re.IGNORECASE)
#: Between what is eaten together.
_BESIDE: Final = re.compile(
    r"\s*,?\s+(?:(?:topped |mixed |cooked |served )?with|w/|plus|mit)\s*(?=[\w½¼¾])|\s*\+\s*|\bw/(?=\w)|"
    r"\.\s+(?=\w)",
    re.IGNORECASE,
)
_LISTED: Final = re.compile(rf",\s+(?:and )?|{_BESIDE.pattern}", re.IGNORECASE)
_OR: Final = re.compile(r"\bor\b|\boder\b", re.IGNORECASE)
#: "every day: oats, milk"
_FRONT: Final = re.compile(r"(?P<often>[^:;,]{4,30}):\s+(?P<what>.+)")
#: What is on a pizza is no food beside it.
_PIZZA: Final = re.compile(r"^\d* ?(?:[a-z]+ of )?[^\d]*\bpizzas?$", re.IGNORECASE)


def read_eaten(piece: str) -> list[Found]:
    """Return one food, whose name may hold commas, or several: with how often each, or eaten together.

    Raises
    ------
    UnclearAnswerError
    """
    line, is_of_a_day = diary_line(piece)
    if (span := _FROM_TO.search(line)) is not None:
        mean = (float(span["low"]) + float(span["high"])) / 2.0
        said = f"{line[: span.start()]}{mean:g}{line[span.end() :]}"
        raise UnclearAnswerError("food", f"{quoted(piece)}, from {span['low']} to {span['high']}", "one number",
                                 f'write for example "{said}"')  # fmt: skip
    front = _FRONT.fullmatch(line)
    if front is not None and (times := _times_of(front["often"])) is not None:
        return _together(diary_line(front["what"])[0], times, piece, _LISTED)
    if is_of_a_day and _says_no_often(line):
        return _together(line, DAYS_PER_WEEK, piece, _LISTED)
    parts = re.split(r",\s+(?:and )?| and (?!seeds|cheese|jelly)", line)
    try:
        return _rated(line)
    except UnclearAnswerError as unclear:
        if len(parts) > MOST_LISTED:
            raise
        if len(parts) == 1:
            raise _several(parts) or _all_of(parts, line) or unclear from None
        if (refused := next((part for part in parts if _NOT_EATEN.match(part)), None)) is not None:
            raise not_eaten(refused) from None
        try:
            return [one for part in parts for one in _rated(part)]
        except UnclearAnswerError:
            raise _several(parts) or _all_of(parts, line) or unclear from None


def is_not_eaten(piece: str) -> bool:
    """Tell whether words say what is not eaten."""
    return _NOT_EATEN.match(piece) is not None


def not_eaten(piece: str) -> UnclearAnswerError:
    """Return the question for what is eaten instead of what is not."""
    return UnclearAnswerError(
        "food", f"{quoted(piece)}, which says what is not eaten", "what is eaten, or how much calcium in all",
        'write for example "calcium 400 mg a day" here, or the foods with calcium that are eaten; what plans shall '
        f"leave out is one of {', '.join(FOOD_GROUPS)}, or vegan or vegetarian: \"no dairy; calcium 400 mg a day\"",
    )  # fmt: skip


#: Hardly anybody eats less calcium than this [mg/day].
_LEAST_CALCIUM: Final = 300.0
#: What foods bring that nobody names: bread, vegetables, meat, water [mg/day]. The Bone Health and Osteoporosis
#: Foundation adds as much to the dairy and fortified foods that are counted (its guide to a calcium-rich diet).
OTHER_FOODS: Final = 250.0
#: Food brings so much vitamin D, 150 to 200 IU a day, where nobody says more [IU/day].
_USUAL_VITAMIN_D: Final = 200.0
_ALL: Final = re.compile(
    r"(?:(?:and )?(?:that|this|it)(?:'s| is| was)? (?:about )?(?:all|everything|it)(?: (?:that )?i eat)?|"
    r"(?:and )?(?:nothing|no other foods?|no other dairy|no more foods?)(?: else)?(?: with calcium)?|"
    r"(?:and )?only (?:this|that|these|those)|(?:all|everything) (?:that )?i eat)",
    re.IGNORECASE,
)


def says_that_is_all(piece: str) -> bool:
    """Tell whether words say that the foods told are the whole diet."""
    return _ALL.fullmatch(piece.replace("\u2019", "'").strip(" .!")) is not None


def rest_of_diet(foods: list[Found], *, is_all: bool) -> dict[str, str]:
    """Return the keys of ``[habits]`` for what is eaten beside the foods that were told.

    Parameters
    ----------
    foods : list of Found
    is_all : bool
        Whether they are said to be the whole diet.

    Raises
    ------
    UnclearAnswerError
        If even with the rest they hold less calcium than almost any diet.
    """
    calcium, vitamin_d = _held_by(foods)
    if not any(one.keys for one in foods):
        return {}
    _check_enough(calcium if is_all else calcium + OTHER_FOODS)
    if is_all:
        return {}
    more = {"vitamin_d": f"{round(vitamin_d)} IU/day"} if vitamin_d > _USUAL_VITAMIN_D else {}
    return {"other_calcium": f"{OTHER_FOODS:g} mg/day", **more}


def _held_by(foods: list[Found]) -> tuple[float, float]:
    """Return calcium [mg/day] and vitamin D [IU/day] of foods."""
    library = load_foods()
    told = [
        (library[value_of_key(HabitualFood, "food").read(one.keys["food"])], one.keys["servings_per_week"])
        for one in foods
        if one.keys
    ]
    calcium = sum(food.calcium_mg * servings for food, servings in told) / DAYS_PER_WEEK
    return calcium, sum(food.vitamin_d_iu * servings for food, servings in told) / DAYS_PER_WEEK


def _check_enough(calcium: float) -> None:
    """Refuse a list of foods that cannot be all that is eaten.

    Raises
    ------
    UnclearAnswerError
    """
    if calcium < _LEAST_CALCIUM:
        raise UnclearAnswerError(
            "food", f"foods that bring the day to {calcium:.0f} mg of calcium in all, less than almost any diet",
            "the other foods with calcium, or how much in all",
            "name the others too, or write how much in all: calcium 750 mg a day",
        )  # fmt: skip


def _several(parts: list[str]) -> UnclearAnswerError | None:
    """Return the question for how often each of several foods is eaten; None where it may be one with commas."""
    foods: list[str] = []
    for part in parts:
        said = " ".join(_without_often(part).split())
        words = [said] if _is_food(_PORTION.sub("", said)) else said.split()
        if len(words) == 2 or not all(_is_food(_PORTION.sub("", one)) for one in words):
            return None
        foods += words
    if len(foods) < 2:
        return None
    each = "; ".join(f"{one.strip(' ,.')} every day" for one in foods)
    return UnclearAnswerError(
        "food", f"{quoted(', '.join(parts))}, several foods", "how often of each",
        f'write for example "{each}"; meat, rice and other foods with hardly any calcium can be left out',
    )  # fmt: skip


def _all_of(parts: list[str], line: str) -> UnclearAnswerError | None:
    """Return the question for how often foods are eaten of which none says so, where all else is understood."""
    if len(_LISTED.split(line)) == 1 or not all(_says_no_often(part) for part in parts):
        return None
    try:
        _together(line, DAYS_PER_WEEK, line, _LISTED)
    except UnclearAnswerError as unclear:
        return unclear
    return UnclearAnswerError("food", f"no word on how often in {quoted(line)}", "how often, too",
                              f'write for example "every day: {line}"')  # fmt: skip


def _says_no_often(part: str) -> bool:
    try:
        _often(in_digits(part), part)
    except UnclearAnswerError as unclear:
        return unclear.problems[0].found.startswith("no word on how often")
    return False


def says_how_often(part: str) -> bool:
    """Tell whether words say how often."""
    try:
        _often(in_digits(part), part)
    except UnclearAnswerError:
        return False
    return True


def _without_often(part: str) -> str:
    try:
        return _often(in_digits(part), part)[0]
    except UnclearAnswerError:
        return part


def _is_food(name: str) -> bool:
    try:
        value_of_key(HabitualFood, "food").read(name.strip(" ,."))
    except Mistake as mistake:
        return "fits several" in mistake.found
    return True


def _rated(piece: str) -> list[Found]:
    """Return the foods of words that end with how often, eaten together."""
    said = " ".join(AROUND.sub(" ", in_digits(piece)).strip(" ,.").split())
    name, times = _often(said, piece)
    return _together(name, times, piece, _BESIDE)


def _together(text: str, times: float, piece: str, between: re.Pattern[str]) -> list[Found]:
    """Return a food, or several eaten together, so many times a week."""
    try:
        return _one(text, times, piece)
    except UnclearAnswerError as unclear:
        if _OR.search(text):
            raise UnclearAnswerError(
                "food", f"{quoted(text)}, one or the other", "the food that is eaten",
                "write the one that is eaten more often, or each with how often",
            ) from unclear  # fmt: skip
        if _AND.search(text) and not between.search(text) and not is_dish(text):
            between = _AND
        parts = [part.strip(" ,.") for part in between.split(text) if part and part.strip(" ,.")]
        if not 1 < len(parts) <= MOST_LISTED or _PIZZA.match(text):
            raise
    return _at_a_meal(parts, times, text)


def _at_a_meal(parts: list[str], times: float, text: str) -> list[Found]:
    """Return the foods of a meal; what is in a dish, and has no amount of its own, is no food beside it."""
    found: list[Found] = []
    in_dish = ""
    for part in parts:
        if in_dish and not re.match(r"\d|an? ", in_digits(part)):
            continue  # what is in a dish
        rows = _beside(part, times, text)
        in_dish = part if is_dish(part) and not rows[0].keys else ""
        if rows[0].keys and part == parts[0] and _is_of_dishes(rows[0]) and _WITH.search(text):
            raise UnclearAnswerError(
                "food", f"{quoted(text)}, a dish and what is in it", "the foods with calcium in it",
                "write each by itself, with how often",
            )  # fmt: skip
        found += rows
    return found


_WITH: Final = re.compile(r"\b(?:with|mit)\b", re.IGNORECASE)
_AND: Final = re.compile(r"\s+(?:and|und|&)\s+", re.IGNORECASE)


def _is_of_dishes(row: Found) -> bool:
    return next(food for food in load_foods().values() if food.name == row.keys["food"]).group == "dishes"


def _beside(part: str, times: float, text: str) -> list[Found]:
    """Return a food of a meal, or two joined by "and"."""
    try:
        return _one(part, times, part)
    except UnclearAnswerError:
        parts = _AND.split(part)
        if len(parts) == 1 or is_dish(part):
            raise
        return _at_a_meal(parts, times, text)


def _one(text: str, times: float, piece: str) -> list[Found]:
    """Return one food with how much of it is eaten, and what is to be said of it."""
    name = " ".join(AROUND.sub(" ", in_digits(text)).split()).strip(" ,.")
    if (behind := _BEHIND.fullmatch(name)) is not None and not _is_food(name):
        name = f"{behind['portion']} of {behind['name'].strip()}"
    portion = _PORTION.match(name)
    name = (name[portion.end() :] if portion else name).strip(" ,.")
    if not name:
        raise UnclearAnswerError("food", f"{quoted(piece)}, which names no food", "a food", "name the food")
    try:
        known = known_food(name)
    except Mistake as mistake:
        raise UnclearAnswerError(
            "food", mistake.found, mistake.expected, mistake.fix.replace("{key}", "it")
        ) from None
    notes = [Found(("habits",), {}, Place(""), piece, known.note)] if known.note else []
    if known.food is None:
        return notes
    return [_counted(known, portion, name, times, piece), *notes]


def _counted(known: Known, portion: re.Match[str] | None, name: str, times: float, piece: str) -> Found:
    food = known.food
    if food is None:
        message = f"{name} is no food of the table"
        raise ValueError(message)
    count = 1.0 if portion is None else _count(portion, name, food)
    keys: dict[str, Any] = {"food": food.name, "servings_per_week": float(f"{count * times:.3g}")}
    return Found(("habits", "food"), keys, Place(""), piece, f"a serving is {food.serving}")


def _count(portion: re.Match[str], name: str, food: FoodItem) -> float:
    """Return the servings of one time."""
    said = float(re.sub(r"[^\d.]", "", portion["n"])) if portion["n"] else 1.0
    if not portion["n"] and not portion["a"] and not portion["of"]:
        return 1.0
    count = said if portion["n"] and "x" in portion["n"] else servings(said, portion["of"] or "", food)
    if count is None and portion["n"] is None and not portion["of"]:
        return 1.0  # a yogurt, of any size: the usual serving
    if count is None and not name.startswith("grated ") and (grated := _grated(name)) is not None:
        count = servings(said, portion["of"] or "", grated)
        count = None if count is None else count * grated.serving_g / food.serving_g
    if count is None:
        raise UnclearAnswerError(
            "food", f"{said:g} {portion['of'] or ''} {name}, of which a serving is {food.serving}".replace("  ", " "),
            "servings or ounces",
            f'write for example "1 oz of {name} a day", or "{said:g} servings of {name} a day" if so much is meant',
        )  # fmt: skip
    return count


def _grated(name: str) -> FoodItem | None:
    """Return a cheese as it is measured by the spoon; None of anything else."""
    try:
        return known_food(f"grated {name}").food
    except Mistake:
        return None


def _times_of(words: str) -> float | None:
    """Return how often a week words say; None where they say nothing of it."""
    try:
        found = rhythm(words)
    except AmbiguousRhythm:
        return None
    return None if found is None or not found.mean_days < float("inf") else DAYS_PER_WEEK / found.mean_days


def _often(said: str, piece: str) -> tuple[str, float]:
    for start in [found.start() for found in re.finditer(r"[ ,]+|/(?=day|week)", said)][-MOST_WORDS:]:
        words = re.sub(r"^/ ?|^(?:a|per) (?=day|week|month)", "1 x per ", said[start:].strip(" ,"))
        try:
            found = rhythm(words)
        except AmbiguousRhythm as ambiguous:
            raise UnclearAnswerError("food", quoted(piece), "how often", str(ambiguous)) from None
        if found is not None and found.mean_days < float("inf"):
            return said[:start], DAYS_PER_WEEK / found.mean_days
    raise UnclearAnswerError("food", f"no word on how often in {quoted(piece)}", "how often, too",
                             'add for example "every day" or "3 times a week"')  # fmt: skip

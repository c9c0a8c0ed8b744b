"""Food and supplements in words → the calcium, vitamin D and foods of ``[habits]``."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

from osteotwin.asking.drug_questions import check_rhythms
from osteotwin.asking.drugs import entries_of, read_drugs
from osteotwin.asking.food_phrases import COURSE, in_plain_words
from osteotwin.asking.pieces import MOST_LISTED, MOST_WORDS, is_none, pieces_of
from osteotwin.asking.portions import servings
from osteotwin.asking.taken import Taken
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.importing.found import Found, Place
from osteotwin.inputs.quantity import Quantity
from osteotwin.inputs.table import value_of_key
from osteotwin.inputs.values import Mistake
from osteotwin.people.wishes import FOOD_GROUPS
from osteotwin.protocol.dose_words import AmbiguousDose, dose_steps
from osteotwin.protocol.library import load_foods
from osteotwin.protocol.library.calcium_products import names_calcium_brand
from osteotwin.protocol.library.foods import FoodItem
from osteotwin.protocol.plan_file import HabitualFood
from osteotwin.units import AmbiguousRhythm, in_digits, quantity_text, rhythm
from osteotwin.units.written_numbers import of_thousands_or_not

_NUTRIENT: Final = (
    ("vitamin_d", "vitamin_d_per_day", "vitamin_d",
     re.compile(r"\b(?:vitamin d[23]?|vit\.? d[23]?|d3|cholecalciferol|colecalciferol)\b", re.IGNORECASE)),
    ("calcium", "calcium_per_day", "mass", re.compile(r"\bcalcium(?: carbonate| citrate)?\b", re.IGNORECASE)),
)  # fmt: skip
_MEASURE: Final = (
    r"(?:glass(?:es)?|cups?|servings?|portions?|slices?|bowls?|pots?|pieces?|cans?|tins?|handfuls?|mugs?|tubs?|scoops?|"
    r"fl\.? ?oz|fluid ounces?|ounces?|oz|ml|millilit(?:er|re)s?|cl|dl|l|lit(?:er|re)s?|g|gr|grams?|kg)\b"
)
_PORTION: Final = re.compile(
    rf"^(?P<n>\d+(?:\.\d+)? ?(?:x )?)?(?P<a>an? )?(?:(?:large|small|big) )?(?:(?P<of>{_MEASURE})(?: of)? )?(?:of )?"
)
#: "milk 2 glasses": the portion behind the name.
_BEHIND: Final = re.compile(rf"(?P<name>[^\d]+?),? (?P<portion>\d+(?:\.\d+)? ?{_MEASURE}|an? {_MEASURE})")
#: A diet that says nothing of its calcium: the usual intake stands for it.
_USUAL: Final = re.compile(
    r"(?:i )?(?:eat )?(?:an? |the |my )?(?:usual|normal|regular|varied|mixed|balanced|average|typical|standard)(?:ly)?"
    r"(?: diet| food)?", re.IGNORECASE,
)  # fmt: skip
#: Supplements that move nothing in the model.
_OF_NO_ACCOUNT: Final = re.compile(
    r"(?:vitamin |vit\.? )?k2?(?:-?mk-?[47])?\b|(?:vitamin|vit\.?) [abce]\b|magnesium|creatine|zinc|omega|fish oil|"
    r"collagen|boron|ashwagandha|turmeric|glucosamine|probiotics?|bcaas?|pre-?workout", re.IGNORECASE,
)  # fmt: skip
_MULTI: Final = re.compile(r".*\bmulti-?(?:vit\w*|minerals?)?\b", re.IGNORECASE)
_AROUND: Final = re.compile(r"\b(?:about|around|roughly|approximately|ca\.?|i (?:eat|drink|take|have)|"
                            r"(?:daily )?intake(?: of)?|"
                            r"(?:from )?(?:foods?|diet)(?: and (?:tablets?|supplements?|pills?))?(?: together)?|"
                            r"in all|total|supplements?|tablets?|pills?|elemental)\b|[():~]",
                            re.IGNORECASE)  # fmt: skip


_NOT_EATEN: Final = re.compile(
    r"(?:i(?:'m| am)? )?(?:an? )?(?:no|without|never|not|none|don[\u2019']?t|do not|cannot|can[\u2019']?t|avoid|zero|"
    r"vegans?|vegetarian|(?:dairy|milk|lactose)[- ]free)\b", re.IGNORECASE)  # fmt: skip
_NO_TABLETS: Final = re.compile(r"no (?:supplements?|tablets?|pills?|vitamins?)", re.IGNORECASE)
#: Said of calcium: that it is of tablets alone, or of food alone.
_TABLETS: Final = re.compile(
    r"\b(?:carbonate|citrate|tablets?|tabs?|pills?|capsules?|caps|supplements?)\b", re.IGNORECASE
)
#: "1.200 mg": a point that may part thousands.
_THOUSANDS: Final = re.compile(
    r"(?<![\d.,])(?P<n>[1-9]\d{0,2}\.\d{3})(?= ?(?P<unit>mg|mcg|µg|μg|ug|iu|ie|i\.u|units?)\b)", re.IGNORECASE
)
#: "5k IU".
_THOUSAND_UNITS: Final = re.compile(
    r"(?<![\d.,])(?P<n>\d+(?:\.\d+)?)k(?= ?(?:iu|ie|i\.u|units?)\b)", re.IGNORECASE
)
#: Milk whose sugar is split holds the calcium of milk.
_LACTOSE_FREE: Final = re.compile(
    r"\blactose[- ]free (?=(?:[a-z]+ ){0,2}(?:milk|yogh?urts?|cheese|quark|kefir)\b)", re.IGNORECASE
)
_FROM_TO: Final = re.compile(r"(?P<low>\d+) ?(?:-|–|to|or) ?(?P<high>\d+)(?= |$)", re.IGNORECASE)
#: Tablets are counted so, food is not.
_TIMES_A_DAY: Final = re.compile(
    r"\b(?:twice|[2-6] ?(?:x|times)|bid|tid|(?:morning|breakfast) and)\b", re.IGNORECASE
)
_IN_ALL: Final = re.compile(r"\b(?:in all|in total|total|foods?|diet)\b", re.IGNORECASE)
_OF_FOOD: Final = re.compile(r"\b(?:foods?|diet)\b", re.IGNORECASE)


def read_food_words(text: str, today: date, order: str | None) -> tuple[Found, ...]:
    """Return the foods, calcium and vitamin D of an answer; tablets of calcium as a supplement.

    Raises
    ------
    UnclearAnswerError
    """
    if is_none(text):
        return ()
    totals: dict[str, float] = {}
    foods: list[Found] = []
    tablets: list[Found] = []
    total = ""
    for piece in map(in_plain_words, _pieces(_LACTOSE_FREE.sub("", _in_units(text)))):
        if _NO_TABLETS.fullmatch(piece) or _USUAL.fullmatch(piece):
            continue
        if _NOT_EATEN.match(piece):
            raise not_eaten(piece)
        if names_calcium_brand(piece):
            tablets += _of_brand(piece, today, order)
            continue
        nutrient = None
        if not _begins_with_a_food(piece):
            nutrient = next((row for row in _NUTRIENT if row[3].search(piece)), None)
        if nutrient is None or not any(sign.isdigit() for sign in nutrient[3].sub("", piece)):
            _check_supplement(piece)
            foods += _foods(piece)
            continue
        key = nutrient[0]
        of_tablets = _TABLETS.search(piece) or _TIMES_A_DAY.search(piece)
        if key == "calcium" and of_tablets and not _IN_ALL.search(piece):
            tablets += _tablets(piece, today, order)
            continue
        total = piece if key == "calcium" else total
        if key in totals:
            raise UnclearAnswerError(
                "food", f"two amounts of {key.replace('_', ' ')}", "what there is of it in all", "add them up"
            )
        totals[key] = _per_day(piece, *nutrient[1:])
    if "calcium" in totals and foods:
        raise UnclearAnswerError(
            "food", "an amount of calcium beside foods that hold it", "one of the two",
            "write the calcium of food and tablets in all, or only the foods; tablets that begin with the plan stand "
            'among drugs with their salt: "calcium carbonate 500 mg daily"',
        )  # fmt: skip
    if tablets and total and not _OF_FOOD.search(total):
        raise UnclearAnswerError(
            "food", f"tablets of calcium beside {quoted(total)}, which may hold them already",
            "calcium that counts once", 'write "calcium 700 mg a day from food" beside tablets, or only all together: '
            '"calcium 1200 mg a day in all"',
        )  # fmt: skip
    if foods:
        _check_whole_diet(foods)
    keys = {key: quantity_text(float(f"{value:.6g}"), f"{key}_per_day") for key, value in totals.items()}
    return ((Found(("habits",), keys, Place(""), text),) if keys else ()) + (*foods, *tablets)


def _in_units(text: str) -> str:
    return _THOUSAND_UNITS.sub(lambda found: f"{float(found['n']) * 1000.0:g}", text)


def _begins_with_a_food(piece: str) -> bool:
    """Tell whether a piece begins with the whole name of a food, in which a nutrient may stand."""
    said = piece.casefold()
    return any(said.startswith(f"{food.name.casefold()} ") for food in load_foods().values())


def _pieces(text: str) -> list[str]:
    """Return the parts of an answer; the commas of a list whose every part says how often part it, too."""
    pieces: list[str] = []
    for piece in pieces_of(text):
        parts = [part for part in re.split(r",\s+(?:and )?", piece) if part]
        pieces += (
            parts
            if 1 < len(parts) <= MOST_LISTED and all(_says_how_often(part) for part in parts)
            else [piece]
        )
    return pieces


def _says_how_often(part: str) -> bool:
    try:
        _often(in_digits(part), part)
    except UnclearAnswerError:
        return False
    return True


def _check_supplement(piece: str) -> None:
    if _MULTI.match(piece):
        raise UnclearAnswerError(
            "food", f"{quoted(piece)}, whose content differs by product", "the vitamin D and the calcium on its label",
            'write for example "vitamin D 400 IU daily"',
        )  # fmt: skip
    if _OF_NO_ACCOUNT.match(piece):
        raise UnclearAnswerError(
            "food", f"{quoted(piece)}, which the model does not have", "foods, calcium and vitamin D", "leave it out",
        )  # fmt: skip


def not_eaten(piece: str) -> UnclearAnswerError:
    """Return the question for what is eaten instead of what is not."""
    return UnclearAnswerError(
        "food", f"{quoted(piece)}, which says what is not eaten", "what is eaten, or how much calcium in all",
        'write for example "calcium 400 mg a day" here, or the foods with calcium that are eaten; what plans shall '
        f"leave out is one of {', '.join(FOOD_GROUPS)}, or vegan or vegetarian: \"no dairy; calcium 400 mg a day\"",
    )  # fmt: skip


def _tablets(piece: str, today: date, order: str | None) -> tuple[Found, ...]:
    """Return tablets of calcium as a supplement on top of the diet."""
    if not re.search(r"\b(?:carbonate|citrate)\b", piece, re.IGNORECASE):
        raise UnclearAnswerError(
            "food", f"{quoted(piece)}, tablets that do not say which salt they are",
            "calcium carbonate or calcium citrate",
            'write for example "calcium carbonate 500 mg twice a day" with the mg of calcium, or food and tablets '
            'together: "calcium 1200 mg a day in all"',
        )  # fmt: skip
    said = re.sub(r" (?:tablets?|tabs?|pills?|capsules?|caps|supplements?)\b", "", piece, flags=re.IGNORECASE)
    try:
        taken = read_drugs(said)
        _check_told(taken)
        return entries_of(taken, today, order)
    except UnclearAnswerError as unclear:
        one = unclear.problems[0]
        raise UnclearAnswerError("food", one.found, one.expected, one.fix) from None


def _check_told(taken: tuple[Taken, ...]) -> None:
    check_rhythms(taken)
    for one in taken:
        if not one.is_told:
            raise UnclearAnswerError("food", quoted(one.name), "how much and how often",
                                     'write for example "calcium citrate 500 mg daily"')  # fmt: skip


def _of_brand(piece: str, today: date, order: str | None) -> tuple[Found, ...]:
    """Return tablets of a brand as the answer on drugs has them, or ask what is in one."""
    try:
        found = entries_of(read_drugs(piece), today, order)
    except UnclearAnswerError as unclear:
        one = unclear.problems[0]
        if "tablet holds" in one.found:
            raise UnclearAnswerError("food", one.found, one.expected, one.fix) from None
        found = ()
    if not found:
        raise UnclearAnswerError(
            "food", f"{quoted(piece)}, a brand of which the salt and its calcium differ by product",
            "the calcium of the tablet, its salt and how often",
            'write for example "calcium carbonate 600 mg twice a day", with the mg of calcium and the vitamin D '
            'that the pack prints: "; vitamin D 800 IU daily"',
        )  # fmt: skip
    return found


#: Foods that are told stand for the whole diet; hardly anybody eats less calcium than this [mg/day].
_LEAST_CALCIUM: Final = 300.0


def _check_whole_diet(foods: list[Found]) -> None:
    """Refuse a list of foods that cannot be all that is eaten."""
    library = load_foods()
    told = [(library[value_of_key(HabitualFood, "food").read(one.keys["food"])], one.keys) for one in foods]
    calcium = sum(food.calcium_mg * keys["servings_per_week"] for food, keys in told) / DAYS_PER_WEEK
    if calcium < _LEAST_CALCIUM:
        raise UnclearAnswerError(
            "food", f"foods that hold {calcium:.0f} mg of calcium a day in all, less than almost any diet",
            "all foods with calcium, for they stand for the whole diet",
            "name the others too, or write how much in all: calcium 750 mg a day",
        )  # fmt: skip


def _per_day(piece: str, quantity: str, mass: str, words: re.Pattern[str]) -> float:
    """Return the amount a day: of a rate, or of a dose with its rhythm."""
    if (course := COURSE.search(piece)) is not None:
        raise UnclearAnswerError(
            "food", f"{quoted(course[0])} in {quoted(piece)}, which may be over some day", "what goes on all along",
            "write it among the drugs, with its first day and how long or how often: "
            '"vitamin D 50,000 IU weekly for 8 weeks, starting 1 March 2026"',
        )  # fmt: skip
    if (either := _THOUSANDS.search(piece)) is not None:
        thousands, decimal = of_thousands_or_not(either["n"])
        raise UnclearAnswerError(
            "food", f"{quoted(either['n'])}, which may part thousands or decimals",
            "a number that can be read in one way",
            f'write "{thousands} {either["unit"]}", or "{decimal} {either["unit"]}"',
        )  # fmt: skip
    bare = " ".join(_AROUND.sub(" ", words.sub(" ", piece)).split()).strip(" ,.")
    rate = re.sub(r" ?(?:/|a|per|each|every) ?day$| daily$", "/day", bare)
    try:
        return float(Quantity(quantity).read(rate))
    except Mistake:
        pass
    try:
        steps = dose_steps(bare)
    except (AmbiguousDose, AmbiguousRhythm) as ambiguous:
        raise UnclearAnswerError("food", quoted(piece), "how much a day", str(ambiguous)) from None
    listed = ", " in piece
    if not listed and re.match(
        r"\d[\d.]*(?=$|\s+(?!\d|k?iu\b|i\.u|m?c?g\b|µg|units?\b))", bare, re.IGNORECASE
    ):
        unit = "IU or mcg" if quantity == "vitamin_d_per_day" else "mg"
        raise UnclearAnswerError(
            "food",
            f"no unit in {quoted(piece)}",
            f"an amount in {unit}",
            f"write {unit} behind the number, where it is meant",
        )
    step = steps[0] if steps and len(steps) == 1 else None
    if step is None or step.rhythm is None or not step.rhythm.mean_days < float("inf"):
        parts = re.split(r",\s+", piece)
        example = "; ".join(part if _says_how_often(part) else f"{part} daily" for part in parts)
        if example == "; ".join(parts):  # how often is said; something beside it is not understood
            amounts = re.findall(r"\d[\d.,]* ?(?:mg|mcg|µg|μg|ug|iu)\b", bare, re.IGNORECASE)
            name = "vitamin D" if quantity == "vitamin_d_per_day" else "calcium"
            amount = amounts[0] if len(amounts) == 1 else "800 IU" if name == "vitamin D" else "700 mg"
            example = f"{name} {amount} daily"
            if all(row[3].search(piece) for row in _NUTRIENT):
                example = "calcium carbonate 600 mg twice a day; vitamin D 400 IU twice a day"
        raise UnclearAnswerError(
            "food", quoted(piece), "one nutrient, how much and how often", f'write for example "{example}"'
        )
    try:
        return float(Quantity(mass).read(step.amount)) / step.rhythm.mean_days
    except Mistake as mistake:
        raise UnclearAnswerError(
            "food", quoted(piece), mistake.expected, mistake.fix.replace("{key}", "it")
        ) from None


def _foods(piece: str) -> list[Found]:
    """Return one food, whose name may hold commas, or several with how often each."""
    parts = re.split(r",\s+(?:and )?| and (?!seeds|cheese|jelly)", piece)
    if (span := _FROM_TO.search(piece)) is not None:
        mean = (float(span["low"]) + float(span["high"])) / 2.0
        said = f"{piece[: span.start()]}{mean:g}{piece[span.end() :]}"
        raise UnclearAnswerError("food", f"{quoted(piece)}, from {span['low']} to {span['high']}", "one number",
                                 f'write for example "{said}"')  # fmt: skip
    try:
        return [_food(piece)]
    except UnclearAnswerError as unclear:
        if len(parts) > MOST_LISTED:
            raise
        if len(parts) == 1:
            raise _several(parts) or unclear from None
        if (refused := next((part for part in parts if _NOT_EATEN.match(part)), None)) is not None:
            raise not_eaten(refused) from None
        try:
            return [_food(part) for part in parts]
        except UnclearAnswerError:
            raise _several(parts) or unclear from None


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


def _food(piece: str) -> Found:
    said = _AROUND.sub(" ", in_digits(piece)).strip(" ,.")
    said = " ".join(said.split())
    name, times = _often(said, piece)
    if (behind := _BEHIND.fullmatch(name.strip(" ,."))) is not None:
        name = f"{behind['portion']} of {behind['name']}"
    portion = _PORTION.match(name)
    name = name[portion.end() :] if portion else name
    try:
        food = value_of_key(HabitualFood, "food").read(name.strip(" ,."))
    except Mistake as mistake:
        raise UnclearAnswerError(
            "food", mistake.found, mistake.expected, mistake.fix.replace("{key}", "it")
        ) from None
    count = 1.0 if portion is None else _count(portion, name, load_foods()[food])
    keys: dict[str, Any] = {
        "food": load_foods()[food].name,
        "servings_per_week": float(f"{count * times:.3g}"),
    }
    return Found(("habits", "food"), keys, Place(""), piece, f"a serving is {load_foods()[food].serving}")


def _count(portion: re.Match[str], name: str, food: FoodItem) -> float:
    """Return the servings of one time."""
    said = float(re.sub(r"[^\d.]", "", portion["n"])) if portion["n"] else 1.0
    if not portion["n"] and not portion["a"] and not portion["of"]:
        return 1.0
    count = said if portion["n"] and "x" in portion["n"] else servings(said, portion["of"] or "", food)
    if count is None and portion["n"] is None and not portion["of"]:
        return 1.0  # a yogurt, of any size: the usual serving
    if count is None:
        raise UnclearAnswerError(
            "food", f"{said:g} {portion['of'] or ''} {name}, of which a serving is {food.serving}".replace("  ", " "),
            "servings or ounces",
            f'write for example "1 oz of {name} a day", or "{said:g} servings of {name} a day" if so much is meant',
        )  # fmt: skip
    return count


def _often(said: str, piece: str) -> tuple[str, float]:
    for start in [found.start() for found in re.finditer(r"[ ,]+|/(?=day|week)", said)][-MOST_WORDS:]:
        words = re.sub(r"^/ ?|^(?:a|per) (?=day|week|month)", "1 x per ", said[start:].strip(" ,"))
        try:
            found = rhythm(words)
        except AmbiguousRhythm as ambiguous:
            raise UnclearAnswerError("food", quoted(piece), "how often", str(ambiguous)) from None
        if found is not None and found.mean_days < float("inf"):
            return said[:start], 7.0 / found.mean_days
    raise UnclearAnswerError("food", f"no word on how often in {quoted(piece)}", "how often, too",
                             'add for example "every day" or "3 times a week"')  # fmt: skip

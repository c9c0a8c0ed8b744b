"""What is understood of an answer on food → the rows and values of its fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from osteotwin.asking.drugs.names import ANY_SALT
from osteotwin.asking.fields.denied import but_for_denied, but_for_stopped, is_plain
from osteotwin.asking.fields.field import Row
from osteotwin.asking.fields.food_amounts import amounts_in
from osteotwin.asking.fields.food_doses import doses_in
from osteotwin.asking.fields.food_named import CALCIUM, VITAMIN_D, names_in
from osteotwin.asking.fields.food_names import foods, servings_in, unit_of, units
from osteotwin.asking.fields.food_products import product_rows, without_products
from osteotwin.asking.fields.heard import Heard
from osteotwin.asking.food.eaten_amounts import amount_of
from osteotwin.asking.food.eaten_clauses import often_of
from osteotwin.asking.food.eaten_words import rest_of_diet, says_that_is_all
from osteotwin.asking.person.wish_words import WISHES
from osteotwin.asking.pieces import pieces_of
from osteotwin.asking.supplements.tokens import MOST_COUNTED
from osteotwin.asking.unclear import UnclearAnswerError
from osteotwin.constants import DAYS_PER_WEEK, IU_PER_MICROGRAM_VITAMIN_D
from osteotwin.importing.found import Found
from osteotwin.protocol.library.foods import FoodItem
from osteotwin.units import in_digits, is_rhythm
from osteotwin.units.patterns import later

_DOSE: Final = later(
    r"(?P<much>\d+(?:\.\d+)?)(?: ?(?P<unit>mg|g|mcg|\u00b5g|IU|tablets?)\b)?(?:,? (?P<often>.+))?",
    re.IGNORECASE,
)
_NUTRIENTS: Final = {"calcium_carbonate": "Calcium carbonate tablets", "calcium_citrate": "Calcium citrate tablets",
                     "vitamin_d": "Vitamin D tablets"}  # fmt: skip
_STANDS_IN: Final = "a year ago stands in"
_OF_FOOD: Final = later(r"\b(?:foods?|diet)\b", re.IGNORECASE)
_PER_DAY: Final = later(r"(?P<n>\d+(?:\.\d+)?) (?:mg|IU)/day")


def food_rows(parts: Sequence[Heard], today: date) -> tuple[Row, ...]:
    """Return a row of each food and supplement of an answer."""
    return tuple(row for part in parts for row in _rows(part, today))


def food_values(parts: Sequence[Heard]) -> Row:
    """Return what is told once: totals, whether that is all, and what is never eaten."""
    values: dict[str, str] = {}
    never: list[str] = []
    for part in parts:
        eaten, habits = _eaten(part), _habits(part)
        has_tablets = any(one.table == ("plan", "supplement") for one in part.entries)
        if "calcium" in habits:
            is_of_food = has_tablets or (_OF_FOOD.search(part.said) is not None and "tablet" not in part.said)
            values["calcium_of_food" if is_of_food else "calcium"] = _number(habits["calcium"])
        if _is_vitamin_told(part) and _vitamin_row(part) is None:
            values["vitamin_d"] = _number(habits["vitamin_d"])
        if eaten:
            values["all"] = "no" if "other_calcium" in habits else "yes"
        never += [said for one in part.entries if (said := _never(one))]
    if len(parts) > 1 and "all" in values:  # each part was read as if it were the whole
        is_all = any(says_that_is_all(one) for part in parts for one in pieces_of(part.said))
        values["all"] = "yes" if is_all else "no"
    if never:
        values["never"] = ", ".join(dict.fromkeys(never))
    return values


def _habits(part: Heard) -> Mapping[str, object]:
    return {key: value for one in part.entries if one.table == ("habits",) for key, value in one.keys.items()}


def _eaten(part: Heard) -> list[Found]:
    return [one for one in part.entries if one.table == ("habits", "food") and one.keys]


def _is_vitamin_told(part: Heard) -> bool:
    """Tell whether vitamin D is told, and not only what foods bring."""
    told = _habits(part).get("vitamin_d")
    return told is not None and told != _of_foods(_eaten(part)).get("vitamin_d")


def _vitamin_row(part: Heard) -> Row | None:
    """Return the tablets of vitamin D as they were told; ``None`` where that does not make the vitamin D of a day."""
    told = [one for one in pieces_of(part.said) if VITAMIN_D.search(one)]
    if len(told) != 1 or not _is_vitamin_told(part) or _IN_ALL.search(told[0]):
        return None
    plain = " ".join(in_digits(_THOUSANDS.sub("", told[0])).split())
    doses = list(_DOSE_OF_D.finditer(plain))
    try:
        before, times = often_of(plain, told[0])
    except UnclearAnswerError:
        return None
    per_day = float(_number(_habits(part)["vitamin_d"]).split(" ")[0])
    if len(doses) != 1:
        return None
    much, unit = float(doses[0]["much"]), unit_of(doses[0]["unit"])
    told_per_day = much * (IU_PER_MICROGRAM_VITAMIN_D if unit == "\u00b5g" else 1.0) * times / DAYS_PER_WEEK
    if abs(told_per_day - per_day) > _SAME * per_day:
        return None
    name = "Vitamin D2 tablets" if _D2.search(told[0]) else "Vitamin D tablets"
    return {"what": name, "much": f"{much:g}", "unit": unit, "often": _often(plain[len(before) :])}


_D2: Final = later(r"\bd2\b|\bergocalciferol\b", re.IGNORECASE)
_DOSE_OF_D: Final = later(r"(?<![\w.])(?P<much>\d+(?:\.\d+)?) ?(?P<unit>iu|mcg|\u00b5g|ug)\b", re.IGNORECASE)
_THOUSANDS: Final = later(r"(?<=\d),(?=\d{3}\b)")
_IN_ALL: Final = later(r"\b(?:total|all)\b", re.IGNORECASE)
_SAME: Final = 0.001


def _often(said: str) -> str:
    """Return how often as it is chosen in the field."""
    plain = said.strip(" ,")
    return _PLAIN.get(plain.casefold(), plain)


_PLAIN: Final = {
    **dict.fromkeys(("a day", "per day", "daily", "every day", "each day", "/day"), "once a day"),
    **dict.fromkeys(("a week", "per week", "weekly", "every week", "/week"), "once a week"),
    **dict.fromkeys(("a month", "per month", "monthly", "every month"), "once a month"),
}


def _of_foods(eaten: Sequence[Found]) -> Mapping[str, str]:
    try:
        return rest_of_diet(list(eaten), is_all=False)
    except UnclearAnswerError:
        return {}


def _number(per_day: object) -> str:
    told = _PER_DAY.fullmatch(str(per_day))
    return f"{float(told['n']):g}" if told is not None and float(told["n"]) < _EXACT else str(per_day)


#: Numbers that are written without an exponent.
_EXACT: Final = 1e6


def _never(one: Found) -> str:
    if CALCIUM.search(one.note) or VITAMIN_D.search(
        one.note
    ):  # none is taken, which is nothing that is eaten
        return ""
    if one.table == WISHES or (one.table == ("person",) and "conditions" in one.keys):
        return one.said.strip(" .")
    return (
        one.note.removesuffix(", as told")
        if one.note.startswith("no ") and one.note.endswith(", as told")
        else ""
    )


def _rows(part: Heard, today: date) -> Iterator[Row]:
    if not part.entries:
        named = but_for_stopped(but_for_denied(part.said))
        for row in product_rows(named, is_certain=is_plain(part.said)):
            yield {**row, **({"often": _often(row["often"])} if "often" in row else {})}
        said = but_for_stopped(but_for_denied(without_products(part.said)))
        yield from _named(said) if is_plain(said) else ({"what": row["what"]} for row in _named(said))
        return
    if (vitamin := _vitamin_row(part)) is not None:
        yield vitamin
    is_any_salt = any(one.note == ANY_SALT for one in part.entries)
    for one in part.entries:
        if one.table == ("habits", "food") and one.keys:
            yield _food_row(one)
        elif one.table == ("plan", "supplement"):
            yield _supplement_row(one, today, is_any_salt=is_any_salt)
        elif one.table == ("plan", "drug"):
            yield _with_dose(str(one.keys["name"]).capitalize(), one, today)


def _food_row(one: Found) -> Row:
    food, often = foods()[str(one.keys["food"])], float(str(one.keys["servings_per_week"]))
    told = _as_told(one.said, food)
    row: dict[str, str] = {"what": food.name}
    if told is not None and abs(told[1] - often) <= _ROUNDED * often:
        return {**row, **told[0]}
    much = f"{often / DAYS_PER_WEEK:g}"
    if len(much) <= _SHORT:
        return row | {"much": much, "unit": "serving", "often": "once a day"}
    grams = round(often * food.serving_g / DAYS_PER_WEEK)
    if grams and f"{grams * DAYS_PER_WEEK / food.serving_g:.3g}" == f"{often:g}":
        return row | {"much": str(grams), "unit": "g", "often": "once a day"}
    return row | {"much": f"{often:g}", "unit": "serving", "often": "once a week"}


#: Servings a week are rounded to three digits.
_ROUNDED: Final = 0.006
_SHORT: Final = 4


def _as_told(said: str, food: FoodItem, *, is_open: bool = False) -> tuple[Row, float] | None:
    """Return how much and how often a food is eaten as it was told, and the servings a week that makes.

    Where it is open, how much is told or is left out; else a food without an amount is one serving.
    """
    plain = " ".join(in_digits(said).split())
    try:
        before, times = often_of(plain, said)
    except UnclearAnswerError:
        return None
    amount, _ = amount_of(before)
    often = _often(plain[len(before) :])
    if not amount.is_said:
        return (
            ({"often": often}, 0.0) if is_open else ({"much": "1", "unit": "serving", "often": often}, times)
        )
    unit, of_unit = _IN_UNITS.get(amount.measure, (unit_of(amount.measure), 1.0))
    count = amount.count * of_unit
    if amount.unknown is not None or (much := servings_in(count, unit, food)) is None:
        return ({"often": often}, 0.0) if is_open else None
    return {"much": f"{count:g}", "unit": unit, "often": often}, much * times


_IN_UNITS: Final = {"l": ("ml", 1000.0), "dl": ("ml", 100.0), "cl": ("ml", 10.0), "kg": ("g", 1000.0)}


def _supplement_row(one: Found, today: date, *, is_any_salt: bool) -> Row:
    nutrient = str(one.keys["nutrient"])
    of_both = (
        nutrient.replace("_d ", " D ")
        .replace("_", " ")
        .capitalize()
        .replace(" d ", " D ")
        .replace(" iu", " IU")
    )
    name = _NUTRIENTS.get(nutrient, of_both)
    if is_any_salt and nutrient == "calcium_carbonate":
        name = "Calcium tablets"
    return _with_dose(name, one, today)


def _with_dose(name: str, one: Found, today: date) -> Row:
    row = {"what": name}
    told = _STRENGTHS.sub("", str(one.keys.get("dose", "")))
    dose = _DOSE.fullmatch(told)
    if _TIMES.match(told):  # "4 times a day" is of one tablet each time
        row |= {"much": "1", "unit": "tablet", "often": told}
    elif dose is not None:
        row["much"] = dose["much"]
        if dose["unit"] or units().get(name) == ("tablet",) or float(dose["much"]) <= MOST_COUNTED:
            row["unit"] = unit_of(dose["unit"] or "tablet")
        if is_rhythm(often := _often(dose["often"] or "")):
            row["often"] = often
    began = one.keys.get("already_since", one.keys.get("from"))
    if began is not None and _STANDS_IN not in one.note and str(began) != today.isoformat():
        row["since"] = str(began)
    return row


_TIMES: Final = later(r"\d+ ?(?:times|x) (?:a|per|/) ?\w+$", re.IGNORECASE)
#: What one tablet holds, before how many are taken.
_STRENGTHS: Final = later(r"^[\d.]+ mg ?/ ?[\d.]+ iu,? ", re.IGNORECASE)


def _named(said: str) -> Iterator[Row]:
    """Yield what is named in words that are not understood, with how much and how often where that is certain."""
    names, supplements = names_in(said)
    told = (
        _as_told(said, foods()[names[0]], is_open=True)
        if len(names) == 1 and names[0] in foods() and not supplements
        else None
    )
    doses = doses_in(said) if not names else {}
    amounts = amounts_in(said, names) if told is None else {}
    for name in (*names, *supplements):
        yield {
            "what": name,
            **(told[0] if told is not None else {}),
            **doses.get(name, {}),
            **amounts.get(name, {}),
        }

"""Food and supplements as fields: one row for each, and what holds for all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import isclose
from typing import Final

from osteotwin.asking.fields.dose_parted import parted
from osteotwin.asking.fields.field import FIELDS, Field, Form, Row, missing, raise_if_any
from osteotwin.asking.fields.heard import Heard, heard, understood_whole, unread_of
from osteotwin.asking.fields.keeps import keeps_field, keeps_of
from osteotwin.asking.fields.training import OFTEN, times_in_words
from osteotwin.asking.food.eaten_grammar import known_name_at, tokens_of
from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.errors import Problem
from osteotwin.importing.found import Found
from osteotwin.inputs.names import NotInLibraryError, write_one_of
from osteotwin.protocol.dose_understood import understood_of
from osteotwin.protocol.library import FoodItem, find_food, load_foods
from osteotwin.protocol.plan_file import FOOD
from osteotwin.units import is_rhythm
from osteotwin.units.patterns import later


@dataclass(frozen=True)
class _Total:
    """What may be told of a whole day, and in which unit."""

    name: str
    unit: str


_TOTALS: Final = {"calcium": _Total("calcium", "mg"), "vitamin_d": _Total("vitamin D", "IU")}
VITAMIN_D: Final = "Vitamin D tablets"
#: What is chosen, by what a person's file calls it.
_TABLETS: Final = {
    "vitamin_d": VITAMIN_D,
    "calcium_carbonate": "Calcium tablets",
    "calcium_citrate": "Calcium citrate tablets",
}
#: Foods whose own names are read as several things, or as products that differ: they are named another way.
_SAID: Final = {
    "turkey_roasted_meat_only": "Turkey", "macaroni_and_cheese_frozen": "Macaroni and cheese",
    "chocolate_candy_m_m_s": "M&Ms", "evaporated_milk_vitamin_d_added": "Evaporated milk",
    "goat_milk_vitamin_d_added": "Goat milk", "bread_multi_grain": "Multigrain bread",
}  # fmt: skip
#: Its name is that of several products that differ, and it has no other.
_NOT_ONE: Final = frozenset(("breakfast_cereal_multi_grain_cheerio_fortified",))
_ALL: Final = "that is all"
_SUPPLEMENT: Final = later(
    r"(?i)\b(?:vitamin|vit\.?) ?d[23]?\b|\bcalcium\b|\bcholecalciferol\b|\bcalcifediol\b"
)
_GRAMS: Final = later(r"(?i)\b\d+(?:[.,]\d+)? ?(?:g|grams?|ml|dl|l|oz)\b")
_NUMBER: Final = later(r"\d+(?:[.,]\d+)?")
_BARE: Final = later(r"[\d.,/ ]+")


def food_form(answers: Mapping[str, str], today: date, order: str | None) -> Form:
    """Return the fields of food and supplements."""
    text = answers.get("food", "")
    whole = understood_whole({"food": text}, today, order) if text.strip() else None
    parts = (Heard(text, whole.all),) if whole is not None else heard("food", text, today, order)
    rows = [row for part in parts for row in (_rows(part, today) if part.entries else _named(part.said))]
    values = {key: told for part in parts for key, told in _values(part).items()}
    kept = [words for part in parts for words in keeps_of(part)]
    if kept:
        values["keeps"] = "; ".join(kept)
    return Form("food", ("food",), _columns(), tuple(rows), _once(), values, unread_of(parts))


def food_words(rows: Sequence[Row], values: Row, _: date) -> str:
    """Return what is eaten and taken, in plain words."""
    problems: list[Problem] = []
    told = [_told(number, row, problems) for number, row in enumerate(rows) if row]
    for key, what in _TOTALS.items():
        if (amount := values.get(key, "")) and not _NUMBER.fullmatch(amount.removesuffix(what.unit).strip()):
            problems.append(
                Problem(
                    FIELDS, key, f'"{amount}"', f"a number of {what.unit} a day", "write the number alone"
                )
            )
        elif amount:
            told.append(f"{what.name} {amount.removesuffix(what.unit).strip()} {what.unit} a day in all")
    raise_if_any(problems)
    if values.get("all") == "yes" and rows:
        told.append(_ALL)
    return "; ".join(filter(None, (*told, values.get("keeps", ""))))


def label_of(food: FoodItem) -> str:
    """Return the name of a food as an answer may tell it."""
    return _SAID.get(food.id, food.name)


@cache
def _columns() -> tuple[Field, ...]:
    return (
        Field(
            "food",
            "food or supplement",
            "milk",
            (*_TABLETS.values(), *(label_of(one) for one in load_foods().values() if one.id not in _NOT_ONE)),
        ),
        Field("dose", "how much each time, with its unit", "200 ml"),
        Field("often", "how often", "once a day", OFTEN),
    )


@cache
def _once() -> tuple[Field, ...]:
    return (
        Field("all", "is that all with calcium that you eat and drink", "no", ("yes", "no"), is_open=False),
        Field("calcium", "or instead of foods: calcium in all, food and tablets together, mg a day", "900"),
        Field("vitamin_d", "vitamin D in all, food and tablets together, IU a day", "600"),
        keeps_field("what is never eaten", "no dairy"),
    )


def _rows(part: Heard, today: date) -> Iterator[dict[str, str]]:
    totals = any("calcium" in one.keys for one in part.entries)
    eaten = [one for one in part.entries if one.table == ("habits", "food")]
    for one in part.entries:
        if one.table == ("habits", "food"):
            yield _eaten(one, today)
        elif one.table == ("plan", "supplement"):
            amount, often = parted(str(one.keys["dose"]))
            weighed = " of the salt" if one.keys.get("as") == "salt" else ""
            name = _TABLETS.get(str(one.keys["nutrient"]), str(one.keys["nutrient"]))
            yield {"food": name, "dose": f"{amount}{weighed}", "often": often}
        elif "vitamin_d" in one.keys and not totals and not _is_of_foods(str(one.keys["vitamin_d"]), eaten):
            yield {
                "food": VITAMIN_D,
                "dose": str(one.keys["vitamin_d"]).removesuffix("/day"),
                "often": "every day",
            }


def _is_of_foods(vitamin_d: str, eaten: Sequence[Found]) -> bool:
    """Tell whether so much vitamin D a day is what the foods hold, and no tablets."""
    foods = [
        (load_foods()[FOOD.read(one.keys["food"])], float(one.keys["servings_per_week"])) for one in eaten
    ]
    held = sum(food.vitamin_d_iu * per_week / DAYS_PER_WEEK for food, per_week in foods)
    return isclose(float(vitamin_d.partition(" ")[0]), held, abs_tol=1.0)


def _eaten(entry: Found, today: date) -> dict[str, str]:
    """Return the row of a food: in the answer's words where they tell the same, else in servings or grams a day."""
    food = load_foods()[FOOD.read(entry.keys["food"])]
    per_week = float(entry.keys["servings_per_week"])
    per_day = per_week / DAYS_PER_WEEK
    own = {"food": label_of(food), **_told_of_one(entry.said)}
    if "dose" in own and "often" in own and _per_week(own, today) == per_week:
        return own
    if per_day.is_integer():
        dose, often = f"{per_day:g} serving{'s' if per_day > 1.0 else ''}", "every day"
    elif per_week.is_integer() and per_week < DAYS_PER_WEEK:
        dose, often = "1 serving", times_in_words(f"{per_week:g}")
    else:
        dose, often = f"{per_day * food.serving_g:.4g} g", "every day"
    return {"food": label_of(food), "dose": dose, "often": often}


def _per_week(row: Row, today: date) -> float | None:
    """Return the servings a week of a row, as its words are read."""
    read = understood_whole({"food": f"{' '.join(row.values())}; calcium tablets 500 mg daily"}, today, None)
    eaten = [] if read is None else [one for one in read.all if one.table == ("habits", "food")]
    return float(eaten[0].keys["servings_per_week"]) if len(eaten) == 1 else None


def _values(part: Heard) -> dict[str, str]:
    held: dict[str, str] = {}
    for one in part.entries:
        held |= {
            key: str(one.keys[key]) for key in ("calcium", "vitamin_d", "other_calcium") if key in one.keys
        }
    if "calcium" in held:
        return {key: held[key].partition(" ")[0] for key in ("calcium", "vitamin_d") if key in held}
    eats = any(one.table == ("habits", "food") for one in part.entries)
    return {"all": "no" if "other_calcium" in held else "yes"} if eats else {}


def _named(text: str) -> Iterator[dict[str, str]]:
    """Yield the foods and supplements that a text names, the only one with what is told of it."""
    tokens, place = tokens_of(text), 0
    names: list[str] = []
    while place < len(tokens):
        count = known_name_at(tokens, place)
        if count:
            names.append(" ".join(token.text for token in tokens[place : place + count]))
        place += count or 1
    taken = [
        "Calcium tablets" if name[0].casefold() == "calcium" else VITAMIN_D
        for name in _SUPPLEMENT.finditer(text)
    ]
    named = list(dict.fromkeys([*names, *taken]))
    for name in named:
        yield {"food": name, **(_told_of_one(text) if len(named) == 1 else {})}


def _told_of_one(text: str) -> dict[str, str]:
    often, amounts = understood_of(text).often, _GRAMS.findall(text)
    told = {"dose": amounts[0] if len(amounts) == 1 else "", "often": often if is_rhythm(often) else ""}
    return {key: words for key, words in told.items() if words}


def _told(number: int, row: Row, problems: list[Problem]) -> str:
    place, name = f"rows[{number}]", row.get("food", "")
    if not name:
        problems.append(missing(f"{place}.food", "food or supplement", f"row {number + 1}", '"milk"'))
        return ""
    is_tablet = _SUPPLEMENT.search(name) is not None and name.casefold() not in _names()
    if not is_tablet and (unknown := _unknown(place, name)) is not None:
        problems.append(unknown)
        return ""
    dose, often = row.get("dose", ""), times_in_words(row.get("often", ""))
    if is_tablet and not dose:
        problems.append(
            missing(f"{place}.dose", "amount", name, '"1000 IU"' if "d" in name.casefold() else '"500 mg"')
        )
    elif dose and _BARE.fullmatch(dose):
        unit = "IU, ug or mg" if is_tablet else "ml, g, glass, cup, slice or serving"
        problems.append(Problem(FIELDS, f"{place}.dose", f'"{dose}" of {name}, without a unit', f"the unit: {unit}",
                                f'write for example "{dose} {"IU" if is_tablet else "servings"}"'))  # fmt: skip
    if not often:
        problems.append(missing(f"{place}.often", "word on how often", name, '"once a day"'))
    elif not is_rhythm(often):
        problems.append(Problem(FIELDS, f"{place}.often", f'"{often}" of {name}', "how often",
                                'write for example "once a day", or "3" for 3 times a week'))  # fmt: skip
    return " ".join(filter(None, (name, dose, often)))


@cache
def _names() -> frozenset[str]:
    return frozenset(
        name.casefold() for one in load_foods().values() for name in (label_of(one), one.name, *one.aliases)
    )


def _unknown(place: str, name: str) -> Problem | None:
    """Return the question for a name that is of no food that is known."""
    if name.casefold() in _names():
        return None
    try:
        find_food(name)
    except NotInLibraryError as unknown:
        fix = (
            write_one_of(unknown.nearest[:4], name)
            if unknown.nearest
            else "choose one of the list, the nearest to it"
        )
        which = "which fits several foods" if unknown.ambiguous else "which is no food that is known"
        return Problem(FIELDS, f"{place}.food", f'"{name}", {which}', "a food or supplement",
                       unknown.instead or fix)  # fmt: skip
    return None

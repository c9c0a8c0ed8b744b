"""Calcium as a label has it: "water with 348 mg of calcium per litre", counted as so much of the table's food."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from osteotwin.asking.food.eaten_words import read_eaten
from osteotwin.asking.food.kinds import waters
from osteotwin.asking.food.portions import servings
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.importing.found import Found, Place
from osteotwin.inputs.names import without_accents
from osteotwin.protocol.library import load_foods
from osteotwin.protocol.library.food_names import words_file
from osteotwin.units.patterns import later

_CALCIUM: Final = r"(?:calcium|kalzium|calcio|ca)\b"
_LABEL: Final = later(
    rf"[\s,]*(?P<open>\()?\s*(?:\b(?:with|mit|avec|con|at|containing|contains|has)\s+)?"
    rf"(?:{_CALCIUM}:? )?(?P<n>\d+(?:[.,]\d+)?) ?(?P<unit>mg|g)(?: (?:of|de|an))? ?(?:{_CALCIUM} ?)?"
    r"(?:/|\b(?:per|pro|par|por|in|je|al|a)\b)(?: an?)? ?(?P<per>100 ?(?:ml|g)|l|lit(?:er|re|ro)s?|serving|portion|"
    rf"cup|glass|pot|bottle|scoop)\b(?: {_CALCIUM})?(?P<close>\s*\))?",
    re.IGNORECASE,
)
#: Of water whose maker is not told, or of which the table has none.
_WATER: Final = later(
    r"\b(?:(?:sparkling|still|natural|bottled) )*(?:mineral )?water\b|\b(?:mineral|heil)?wasser\b|"
    r"\beau(?: min\u00e9rale)?\b|\bagua(?: mineral)?\b|\bacqua(?: minerale)?\b",
    re.IGNORECASE,
)
_TABLE_WATER: Final = "gerolsteiner"
#: Behind a comma, or without the word: "mineral water 1 litre a day, 486 mg/L calcium", "Contrex (468 mg/l)".
_BEHIND: Final = later(
    rf"(?:\s*,\s*|\s*\(|\s+)(?:(?:with|at|it has|has|contains|containing|mit|avec|"
    rf"con)\s+)?(?P<head>{_CALCIUM}:? )?(?P<n>\d{{2,3}}) ?mg"
    rf"(?P<of> (?:of )?{_CALCIUM})?(?: ?/ ?| per | pro )(?P<per>l|lit(?:er|re)s?)\b(?P<told> (?:of )?{_CALCIUM})?\)?",
    re.IGNORECASE,
)


#: Of these a label has milligrams, too.
_MINERALS: Final = (
    r"(?:sodium|natrium|na|magnesium|potassium|kalium|bicarbonate|hydrogen\w*|chloride|sul(?:f|ph)ate\w*|fluoride|"
    r"minerals?|tds|salts?|dry residue|residuo)"
)
_MINERAL_BEFORE: Final = later(rf"\b{_MINERALS}(?: of| is|:)?$", re.IGNORECASE)
_MINERAL_BEHIND: Final = later(rf"\s*(?:of )?{_MINERALS}\b", re.IGNORECASE)


def with_label_beside(text: str) -> str:
    """Return an answer with the calcium of a water's label beside its name, without a comma.

    Examples
    --------
    >>> with_label_beside("mineral water 1 litre a day, 486 mg/L calcium")
    'mineral water with 486 mg calcium per litre 1 litre a day'
    >>> with_label_beside("1 L of Contrex daily (468 mg/l); milk daily")
    '1 L of Contrex with 468 mg calcium per litre daily; milk daily'
    """
    return ";".join(map(_beside, text.split(";")))


@cache
def _named_waters() -> re.Pattern[str]:
    """Return the names of waters, whether or not it is known what is in them."""
    others = (row.names for row in words_file().asked if "mineral water" in row.names)
    names = {_TABLE_WATER, *waters(), *(name for row in others for name in row if len(name) >= _LEAST_NAME)}
    return re.compile(
        rf"\b(?:{'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})\b", re.IGNORECASE
    )


_LEAST_NAME: Final = 4


def _beside(part: str) -> str:
    label = _BEHIND.search(part)
    if label is None or len(_BEHIND.findall(part)) > 1:
        return part
    if _MINERAL_BEFORE.search(part[: label.start()]) or _MINERAL_BEHIND.match(part, label.end()):
        return part
    names = [*_WATER.finditer(part), *_named_waters().finditer(part)]
    before = [one for one in names if one.end() <= label.start()]
    if not before or ";" in part[before[-1].end() : label.start()]:
        return part
    end = max(one.end() for one in before)
    between = part[end : label.start()]
    if re.search(r",(?!\d)", between):  # another food stands between
        return part
    return f"{part[:end]} with {label['n']} mg calcium per litre{between}{part[label.end() :]}"


def labelled_food(piece: str) -> list[Found] | None:
    """Return the one food of a piece that tells its calcium as on a label, counted by that; None of any other piece.

    Raises
    ------
    UnclearAnswerError
    """
    label = _LABEL.search(piece)
    if label is None or not re.search(_CALCIUM, label[0], re.IGNORECASE):
        return None
    closed = (
        label["close"] if not label["open"] and label["close"] else ""
    )  # water (Gerolsteiner, 348 mg calcium/l)
    bare = f"{piece[: label.start()]}{closed} {piece[label.end() :]}".replace(" ,", ",").strip()
    found = read_eaten(_PLANT.sub("fortified ", _as_in_table(bare)))
    foods = [one for one in found if "food" in one.keys]
    if len(foods) != 1:
        raise UnclearAnswerError(
            "food", f"{quoted(label[0].strip(' (),'))} in {quoted(piece)}, of which food is not clear",
            "the food of that label by itself", "write that food by itself, parted from the others by a semicolon",
        )  # fmt: skip
    food = next(food for food in load_foods().values() if food.name == foods[0].keys["food"])
    told = float(label["n"].replace(",", ".")) * (1000.0 if label["unit"].casefold() == "g" else 1.0)
    per = label["per"].casefold().replace(" ", "")
    grams = {"100ml": 100.0, "100g": 100.0}.get(per, 1000.0 if per.startswith("l") else 0.0)
    held = food.calcium_mg * (grams / food.serving_g if grams else servings(1.0, per, food) or 1.0)
    if not held or not _LEAST <= told / held <= _MOST:
        raise UnclearAnswerError(
            "food", f"{quoted(label[0].strip(' (),'))}, far from what {food.name} holds", "calcium as the label has it",
            "look at the label again: mg of calcium in 100 g, 100 ml, a litre or a serving",
        )  # fmt: skip
    keys = {
        **foods[0].keys,
        "servings_per_week": float(f"{foods[0].keys['servings_per_week'] * told / held:.3g}"),
    }
    note = f"{quoted(piece)} is counted by its label, as so much {food.name} as holds that calcium"
    scaled = Found(foods[0].table, keys, Place(""), piece, foods[0].note)
    return [scaled if one is foods[0] else one for one in found] + [
        Found(("habits",), {}, Place(""), piece, note)
    ]


def _as_in_table(text: str) -> str:
    """Return a text with the water of the table for any that is named."""
    plain, n = _named_waters().subn(_TABLE_WATER, without_accents(text.casefold()))
    if n == 0:
        return _WATER.sub(_TABLE_WATER, text)
    return (
        re.sub(rf"\(\s*{_TABLE_WATER}\s*\)", "", _WATER.sub(_TABLE_WATER, plain)) if "(" in plain else plain
    )


#: Drinks of plants, which are fortified where calcium is on the label.
_PLANT: Final = later(
    r"(?<!fortified )\b(?=(?:soy|soya|oat|almond|rice|cashew|hazelnut)[- ]?(?:milk|drink)\b|oatly\b)",
    re.IGNORECASE,
)
#: A label that holds less or more than this share of the food of the table is of another food, or misread.
_LEAST, _MOST = 0.005, 5.0

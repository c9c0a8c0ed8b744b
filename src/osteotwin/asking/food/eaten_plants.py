"""Drinks of plants: with calcium added, without, or asked; what the table does not hold is counted as the nearest."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.unclear import quoted
from osteotwin.inputs.not_in_library import NotInLibraryError
from osteotwin.inputs.values import Mistake
from osteotwin.protocol.library import FoodItem, find_food
from osteotwin.protocol.library.foods import in_our_words
from osteotwin.units.patterns import later

#: A drink of a plant -> what of the table it is counted as where calcium is added.
_FORTIFIED: Final = {
    "soy": "Soy milk, calcium and vitamin D fortified", "soja": "Soy milk, calcium and vitamin D fortified",
    "almond": "Almond milk, unsweetened, fortified", "oat": "Rice drink, unsweetened, fortified",
    "rice": "Rice drink, unsweetened, fortified", "cashew": "Rice drink, unsweetened, fortified",
    "hazelnut": "Rice drink, unsweetened, fortified", "oatly": "Rice drink, unsweetened, fortified",
}  # fmt: skip
_PLAIN_SOY: Final = "Soy milk, unfortified"
_UNFORTIFIED: Final = later(
    r"\b(?:(?:not|non|un)[- ]?(?:fortified|enriched)|(?:without|no) (?:any )?(?:added )?(?:calcium|kalzium)|"
    r"(?:ohne|sans|sin|senza) (?:zugesetztes )?(?:calcium|kalzium|calcio)(?:[- ]?zusatz| ajout\u00e9| a\u00f1adido)?|"
    r"nicht angereichert|homemade|home-made|selbstgemacht\w*|fait maison|caser[ao]|no enriquecid[ao]|non enrichi)\b",
    re.IGNORECASE,
)
_ADDED: Final = later(
    r"\b(?:fortified|enriched|calcium|kalzium|calcio|angereichert|enriquecid[ao]|enrichi|added)\b",
    re.IGNORECASE,
)
_DRINKS: Final = frozenset(("milk", "drink", "beverage", "barista"))
#: Words of what is no drink alone.
_OTHER: Final = frozenset(
    ("yogurt", "pudding", "porridge", "oatmeal", "latte", "cheese", "cream", "chocolate", "ice", "shake", "bar",
     "powder", "protein", "cereal", "bread", "cow", "goat", "sheep", "vegan")
)  # fmt: skip


#: How much and how often, and what is added beside calcium.
_BESIDE: Final = frozenset(("with", "vitamin", "d", "d2", "d3", "b12", "and", "ml", "l", "g", "cup", "glass", "daily",
                            "every", "day", "a", "per"))  # fmt: skip


def says_only_whether_fortified(text: str) -> bool:
    """Tell whether words say of a drink only whether calcium is added.

    Examples
    --------
    >>> says_only_whether_fortified("not fortified"), says_only_whether_fortified("fortified oat milk")
    (True, False)
    """
    bare = _ADDED.sub(" ", _UNFORTIFIED.sub(" ", text))
    said = {word for word in in_our_words(bare) if not word[0].isdigit()} - _BESIDE
    return not said and (bare != text or "vitamin" in in_our_words(bare))


def plant_of(name: str) -> str | None:
    """Return the plant of which a drink is made; None of any other food.

    Examples
    --------
    >>> plant_of("Hafermilch mit Calcium"), plant_of("oat biscuits")
    ('oat', None)
    """
    said = in_our_words(name)
    found = next((word for word in said if word in _FORTIFIED), None)
    if found is None or {*said} & _OTHER or not ({*said} & _DRINKS or found == "oatly"):
        return None
    if any(_is_food(part) for part in name.split(",")[1:]):
        return None  # "oat drink with calcium, tofu": two foods
    return {"oatly": "oat", "soja": "soy"}.get(found, found)


def _is_food(name: str) -> bool:
    try:
        find_food(name.strip())
    except NotInLibraryError as unknown:
        return unknown.ambiguous
    return True


def plant_drink(name: str, *, is_little: bool = False) -> tuple[FoodItem | None, str]:
    """Return what a drink of a plant is counted as, and what is to be said of it.

    Parameters
    ----------
    name : str
        Of which :func:`plant_of` knows the plant.
    is_little : bool
        Whether so little is drunk that it hardly matters whether calcium is added.

    Raises
    ------
    Mistake
        Where it is not told whether calcium is added.
    """
    plant = plant_of(name) or ""
    if _UNFORTIFIED.search(name):
        if plant != "soy":
            return None, f"{quoted(name)} is left out: without calcium added it holds hardly any"
        return find_food(_PLAIN_SOY), f"{quoted(name)} is counted as {_PLAIN_SOY}"
    food = find_food(_FORTIFIED[plant])
    if _ADDED.search(name) or is_little:
        return food, f"{quoted(name)} is counted as {food.name}"
    raise Mistake(
        f"{quoted(name)}, which fits several foods: with calcium added and without",
        "whether calcium is added",
        f'write "fortified {plant} milk" where the pack names added calcium, or "unfortified {plant} milk" where it '
        "names none",
    )

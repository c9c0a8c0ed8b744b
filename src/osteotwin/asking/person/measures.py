"""A weight without its unit or as the body mass index, and a height in feet whose decimals may be inches."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from osteotwin.asking.person.phrases import HEIGHT, WEIGHT
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.inputs.values import Mistake
from osteotwin.units.patterns import later

#: Of adults [kg/m2].
_LEAST_BMI, _MOST_BMI = 14.0, 50.0
#: More is hardly met [kg/m2].
_HARDLY: Final = 45.0
_CM_PER_M: Final = 100.0
#: Rounded indices agree so far.
_ROUNDED: Final = 0.03
#: "5.9 ft": five foot nine, or nine tenths of a foot.
_FEET: Final = later(
    r"(?<![\d.,])(?P<feet>[4-7])[.,](?P<part>\d{1,2}) ?(?:ft\b|feet\b|foot\b|')", re.IGNORECASE
)
_INCHES_PER_FOOT: Final = 12


def with_weight(keys: dict[str, Any]) -> list[str]:
    """Put the weight to what is told of a person in place of a bare number or an index, and return what to say of it.

    Raises
    ------
    UnclearAnswerError
        If what is told leaves it open.

    Examples
    --------
    >>> keys = {"height": "175 cm", "bmi": 27.0}
    >>> with_weight(keys), keys
    (['the weight is that of the index 27 at this height'], {'height': '175 cm', 'weight': '82.7 kg'})
    """
    number = keys.pop("bare_number", None)
    if (
        number is not None
        and not keys.keys() & {"weight", "bare_weight"}
        and _is_in_pounds(number, keys.get("height"))
    ):
        keys["bare_weight"], number = number, None
    if number is not None:
        raise UnclearAnswerError(
            "person", f"{quoted(f'{number:g}')}, which is no age from 18 to 110 years",
            "the age, or a number with its unit",
            "write the age in years, and a height or a weight with its unit: "
            f'"{number:g} cm", "{number:g} kg" or "{number:g} lb"',
        )  # fmt: skip
    bare, index = keys.pop("bare_weight", None), keys.pop("bmi", None)
    notes: list[str] = []
    if bare is not None and "weight" not in keys:
        keys["weight"] = _in_unit_of_height(bare, keys.get("height"))
        notes.append(f"the weight is taken as {keys['weight']}, as the height is told")
    if index is None:
        return notes
    height, weight = keys.get("height"), keys.get("weight")
    if height is not None:
        meters = HEIGHT.read(height) / _CM_PER_M
        told = index * meters * meters
        if weight is None:
            keys["weight"] = f"{told:.1f} kg"
            return [*notes, f"the weight is that of the index {index:g} at this height"]
        if abs(WEIGHT.read(weight) - told) <= _ROUNDED * told:
            return notes
    raise UnclearAnswerError(
        "person", f"a body mass index of {index:g} beside {weight or 'no height'}", "height and weight",
        'write both with their units, "178 cm, 76 kg", and leave out the index',
    )  # fmt: skip


def with_now(keys: dict[str, Any], others: Sequence[str]) -> list[str]:
    """Return what to say of weights that were or are to be, beside the weight now.

    Raises
    ------
    UnclearAnswerError
        If no weight of now is told.
    """
    if others and "weight" not in keys:
        raise UnclearAnswerError(
            "person", f"{quoted(others[0])}, which is no weight of now", "the weight now",
            'write it alone, for example "84 kg", and leave that of another time out',
        )  # fmt: skip
    return [f"{quoted(one)} is of another time" for one in others]


def _is_in_pounds(number: float, height: str | None) -> bool:
    """Tell whether a number behind a height in feet can be no weight in kilograms: "5'9, 160"."""
    if height is None or not any(unit in height for unit in ("ft", "in")):
        return False
    meters = HEIGHT.read(height) / _CM_PER_M
    return number / (meters * meters) > _HARDLY


def _in_unit_of_height(bare: float, height: str | None) -> str:
    """Return a number as a weight in the units of the height.

    Raises
    ------
    UnclearAnswerError
    """
    if height is not None:
        told = f"{bare:g} {'lb' if 'in' in height or 'ft' in height else 'kg'}"
        meters = HEIGHT.read(height) / _CM_PER_M
        try:
            if _LEAST_BMI <= WEIGHT.read(told) / (meters * meters) <= _MOST_BMI:
                return told
        except Mistake:
            pass
    raise UnclearAnswerError("person", f"a weight of {bare:g} without its unit", "the weight with its unit",
                             f'write "{bare:g} kg" or "{bare:g} lb"')  # fmt: skip


def check_feet(text: str) -> None:
    """Ask for a height in feet of which the decimals may be inches.

    Raises
    ------
    UnclearAnswerError
    """
    found = _FEET.search(text.replace("\u2019", "'"))
    if found is None or not 0 < int(found["part"]) < _INCHES_PER_FOOT:
        return
    as_decimals = HEIGHT.read(f"{found['feet']}.{found['part']} ft")
    raise UnclearAnswerError(
        "person", f"{quoted(found[0])}, whose {found['part']} may be inches or a part of a foot",
        "the height in feet and inches, or in cm",
        f'write "{found["feet"]} ft {int(found["part"])} in" or "{as_decimals:.0f} cm"',
    )  # fmt: skip


#: A height with nothing but a number behind it: "6'1 / 84", "182 cm, 84".
_BEHIND_HEIGHT: Final = later(
    r"(?P<height>[4-7] ?(?:'|\u2019|ft|feet|foot) ?(?:1[01]|\d)?(?: ?(?:\"|''|in(?:ch(?:es)?)?\b))?|"
    r"(?:1[4-9]\d|20\d) ?cm|1[.,][4-9]\d ?m)(?P<join> ?[/,;] ?| )(?P<n>[4-9]\d|10\d)"
    r"(?![\w%'\"/-]|[.,]\d|\s?(?:kg|kilo|lb|pound|st\b|stone|y|cm|in\b|jahre|ans))",
    re.IGNORECASE,
)
_OTHER_NUMBER: Final = later(
    r"\d{2,}|\b(?:kg|kilos?|lbs?|pounds?|stones?|st|weigh\w*|years?|yo|born|aged?)\b", re.IGNORECASE
)
#: Of most adults [kg/m2]: what is far from it is no weight.
_USUAL_BMI: Final = (18.0, 40.0)


def ask_age_or_weight(text: str) -> None:
    """Ask what a number behind a height is, which may be years or kilograms, where no other age or weight is told.

    Raises
    ------
    UnclearAnswerError
    """
    if (found := age_or_weight(text)) is None:
        return
    before, text = text[: found.start("n")], text.rstrip()
    ways = tuple(f"{before}{found['n']} {unit}{text[found.end() :]}" for unit in ("kg", "years"))
    raise UnclearAnswerError(
        "person", f"{quoted(found['n'])} behind the height in {quoted(found[0])}",
        "whether it is the weight or the age",
        f'write "{found["n"]} kg" or "{found["n"]} years"', ways=ways,
    )  # fmt: skip


def age_or_weight(text: str) -> re.Match[str] | None:
    """Return the height with the number behind it, group ``n``, that may be either; ``None`` where there is none."""
    found = _BEHIND_HEIGHT.search(text)
    if found is None or _OTHER_NUMBER.search(text.replace(found[0], " ", 1)):
        return None
    meters = HEIGHT.read(_plain_height(found["height"])) / _CM_PER_M
    low, high = _USUAL_BMI
    return found if low <= float(found["n"]) / (meters * meters) <= high else None


def _plain_height(said: str) -> str:
    said = said.replace("\u2019", "'").replace(",", ".")
    feet = re.match(r"(?P<feet>[4-7]) ?(?:'|ft|feet|foot) ?(?P<inches>\d{1,2})?", said, re.IGNORECASE)
    return said if feet is None else f"{feet['feet']} ft {feet['inches'] or 0} in"


def is_same(key: str, one: Any, other: Any) -> bool:
    """Tell whether two texts are the same height or weight, in two units."""
    if key not in ("height", "weight"):
        return False
    quantity = HEIGHT if key == "height" else WEIGHT
    first, second = quantity.read(one), quantity.read(other)
    return abs(first - second) <= _ROUNDED * first

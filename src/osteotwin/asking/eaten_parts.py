"""A meal in words → its parts: at commas, sentences and joining words, but not within a food's name."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from osteotwin.asking.eaten_amounts import amount_of
from osteotwin.asking.eaten_dishes import names_of_dishes
from osteotwin.asking.eaten_names import known_food
from osteotwin.asking.food_heads import in_a_row, says_nothing
from osteotwin.asking.food_kinds import kinds
from osteotwin.inputs.values import Mistake
from osteotwin.protocol.library import load_foods
from osteotwin.protocol.library.food_names import words_file

#: What joins the foods of a meal, and what is done to the first of two.
_WITH: Final = (
    r"(?:(?:together|along|(?:(?:stir|pan|deep|air|oven|slow)[- ])?[a-z]{3,}ed|made|eaten|mit dabei) )?"
    r"(?:with|w/|w|mit|avec|con|plus|and|und|et|y|sowie|dazu|on|auf|sur|over|alongside|followed by|then)"
)
#: Before a number or an article "in" begins another food: whey in 300 ml milk.
_INTO: Final = (
    r"(?:mixed |stirred |blended )?(?:into|in|dans|im)\s+(?=\d|an? |the |my |some |einem? |m\u00fcsli|muesli|"
    r"porridge|"
    r"oatmeal|coffee|yogurt|salad)"
)
#: Between the parts of a meal.
_BETWEEN: Final = re.compile(
    rf"\s*[,;]\s+(?:{_WITH}\s+)?|\s+[&|]\s+|\s*\+\s*|"
    rf"(?<=[^\W\d])(?<!Mrs)(?<!Mr)(?<!Dr)\.+\s+(?=[\w\u00bd\u00bc\u00be])|"
    rf"\s+[-\u2013\u2014]\s+(?=\d)|\s+{_WITH}\s+(?!calcium|kalzium|added|vitamin|bones?\b|"
    rf"skin\b)(?=[\w~\u00bd\u00bc\u00be\ue000])|\s+w/\s*(?=\w)|\s+{_INTO}",
    re.IGNORECASE,
)
#: A sign that stands in no answer, for what joins within a name.
_SHIELD: Final = "\ue000"
_JOINS: Final = re.compile(
    r",\s|\b(?:and|with|in|on|over|plus|und|mit|et|y|con|avec|w|n)\b|\s?&\s?|/|\+|'n'", re.IGNORECASE
)
_MADE_WITH: Final = re.compile(r"\bmade with\b", re.IGNORECASE)
_NOW_AND_THEN: Final = re.compile(r"\bnow and (?:then|again)\b|\bab und zu\b", re.IGNORECASE)
_BRACKETS: Final = re.compile(r"[(\[][^()\[\]]*[)\]]")


def parts_of(text: str) -> tuple[str, ...]:
    """Return the parts of a meal.

    Examples
    --------
    >>> parts_of("2 eggs on toast, mac and cheese and a glass of milk")
    ('2 eggs', 'toast', 'mac and cheese', 'a glass of milk')
    >>> parts_of("Yogurt, plain, low-fat with honey"), parts_of("whey in 300 ml milk")
    (('Yogurt, plain, low-fat', 'honey'), ('whey', '300 ml milk'))
    """
    hidden: list[str] = []

    def hide(found: re.Match[str]) -> str:
        hidden.append(found[0])
        return f"{_SHIELD}{len(hidden) - 1}{_SHIELD}"

    shielded = _BRACKETS.sub(hide, _MADE_WITH.sub("with", _NOW_AND_THEN.sub("occasionally", text)))
    if (pattern := _joined_names()) is not None:
        shielded = pattern.sub(hide, shielded)
    parts = (part.strip(" ,.;:&+|-") for part in _BETWEEN.split(shielded) if part)
    shown = (_shown(part, hidden) for part in parts if part)
    found: list[str] = []
    for part in (one for several in shown for one in (in_a_row(several) or (several,))):
        if found and _is_manner(found[-1]):
            found[-1] = f"{found[-1]} {part}"  # roasted, salted peanuts
        else:
            found.append(part)
    return tuple(found)


def _is_manner(part: str) -> bool:
    """Tell whether a part says how the food behind it was made."""
    name = amount_of(part)[1]
    if not name or not says_nothing(name):
        return False
    try:
        known_food(name, in_part=False)
    except Mistake:
        return True
    return False


def _shown(part: str, hidden: list[str]) -> str:
    while _SHIELD in part:
        part = re.sub(rf"{_SHIELD}(\d+){_SHIELD}", lambda found: hidden[int(found[1])], part)
    return part


@cache
def _joined_names() -> re.Pattern[str] | None:
    """Return the names of one food in which a comma or a joining word stands."""
    names = {name for food in load_foods().values() for name in (food.name, *food.aliases)}
    # Of milk in a porridge it is asked how much: its name is no name of one food.
    names |= {name for row in words_file().asked if row.counts_as or row.in_words for name in row.names}
    names |= {name for name, kind in kinds().items() if not kind.is_asked}
    names |= names_of_dishes()
    joined = sorted((name for name in names if _JOINS.search(name)), key=len, reverse=True)
    written = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in joined)
    return re.compile(rf"(?<!\w)(?:{written})(?!\w)", re.IGNORECASE) if written else None

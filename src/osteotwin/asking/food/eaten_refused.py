"""Foods that are told not to be eaten, beside those that are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from osteotwin.asking.food.eaten_amounts import amount_of
from osteotwin.asking.food.eaten_names import known_food
from osteotwin.asking.food.eaten_often import FREQUENCY
from osteotwin.asking.food.kinds import kinds
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.inputs.values import Mistake
from osteotwin.protocol.library import all_drug_names
from osteotwin.protocol.library.foods import FoodItem, in_our_words, words_of_foods
from osteotwin.units.patterns import later

_EATING: Final = (
    r"(?:eat|eating|drink|drinking|have|having|use|using|consume|consuming|take|taking|like|tolerate|touch)"
)
_NOT: Final = later(
    r"^(?:(?:and|but) )?(?:i (?:have |['\u2019]ve )?)?(?:"
    rf"(?:do not|don['\u2019]?t|cannot|can['\u2019]?t|never|no longer|won['\u2019]?t) {_EATING}(?: any)?|"
    rf"(?:stopped|quit|avoid|avoiding|gave up|given up)(?: {_EATING})?|{_EATING} no|"
    r"no|zero|without|never|hardly any|almost no|barely any|keine?[nrs]?|ohne|sans|pas de|pas d['\u2019]|aucune?|sin|"
    r"ning\u00fan|ninguna?"
    r")\s+(?P<what>[^\d]+)$", re.IGNORECASE,
)  # fmt: skip
_BEHIND: Final = later(
    r"^(?P<what>[^\W\d][^\d,:]{2,30}?)[\s:\u2013-]+(?:no|none|nein|keine?|never|nope)$", re.IGNORECASE
)
#: What is lacking within a food, or says nothing of one.
_WITHIN: Final = later(
    r"^(?:added |other |more |special |idea|problem|restriction|sugar|fat|salt|lactose|gluten|bun\b|crust|yolk|"
    r"longer\b|need|(?:calcium|vitamin)s?\b(?! (?:\w+ )?(?:tablets|supplements|pills)))", re.IGNORECASE,
)  # fmt: skip
_OFTEN: Final = later(rf"\b(?:{FREQUENCY}|(?:a|per) (?:day|week|month))(?!\w)", re.IGNORECASE)
_TOLD: Final = later(rf"{_OFTEN.pattern}[\s.]*$", re.IGNORECASE)
_OTHER: Final = "other "
_PARTED: Final = later(
    r"((?-i:[.!]\s+(?=[A-Z\d]))|,?\s+(?:but|aber|mais|pero|sondern|except)\s+|,\s+(?:and )?)", re.IGNORECASE
)
_ONLY: Final = later(
    r"^(?:i )?(?:eat |drink |have )?(?:only|just|nur|seulement|solo|s\u00f3lo)\b", re.IGNORECASE
)
_WHEN: Final = later(
    r"\s+(?:last (?:year|month|summer|winter)|any ?more|at all|"
    r"(?:a few |some |many )?(?:years?|months?) ago|for years)$",
    re.IGNORECASE,
)
#: Words of what is not eaten.
_MOST_WORDS: Final = 6


def refused_in(part: str) -> str | None:
    """Return what a part says is not eaten; None where it is no such part.

    Examples
    --------
    >>> refused_in("I don't drink milk"), refused_in("cheese no"), refused_in("no fat yogurt")
    ('milk', 'cheese', None)
    """
    said = part.strip(" ,.!")
    found = _NOT.match(said) or _BEHIND.match(said)
    if found is None or " ".join(in_our_words(said)) in kinds():
        return None
    what = _WHEN.sub("", found["what"].strip(" ,.!"))
    is_food = not _WITHIN.match(what) and not _OFTEN.search(what) and len(what.split()) <= _MOST_WORDS
    return what if is_food and _names_food(what) else None


def _names_food(what: str) -> bool:
    """Tell whether some word is of a food or of a supplement: who stopped at a shop refuses nothing."""
    said = {*in_our_words(what), *what.casefold().split()} - _NO_FOODS
    known = (words_of_foods(), kinds(), all_drug_names(), _DAIRY)
    return any(word in names for word in said for names in known)


def refused_apart(piece: str) -> tuple[tuple[str, ...], str]:
    """Return what a piece says is not eaten, and the rest of it.

    Raises
    ------
    UnclearAnswerError
        Where a list may go on with what is not eaten.

    Examples
    --------
    >>> refused_apart("no milk, 2 eggs every day"), refused_apart("no dairy but sardines twice a week")
    ((('milk',), '2 eggs every day'), (('dairy',), 'sardines twice a week'))
    """
    if (whole := refused_in(piece)) is not None and "," not in whole and not _PARTED.search(whole):
        return (whole,), ""
    split = _PARTED.split(piece)
    parts, joins = split[::2], ["", *split[1::2]]
    refused, rest, was_refused = [], [], False
    for at, (part, join) in enumerate(zip(parts, joins, strict=True)):
        what = refused_in(part)
        if what is not None and (not rest or _TOLD.search(rest[-1])):
            is_but = at + 1 < len(joins) and joins[at + 1].strip(" ,").casefold() == "except"
            refused.append(f"{_OTHER}{what}" if is_but else what)
            was_refused = True
            continue
        if was_refused and not _goes_on(part, join):
            raise UnclearAnswerError(
                "food", f"{quoted(part)} behind {quoted(f'no {refused[-1]}')}, which may be eaten or not",
                "what is eaten", f'part them by a semicolon: "no {refused[-1]}; {part} every day"',
            )  # fmt: skip
        rest.append(_ONLY.sub("", part).strip() if was_refused else part)
        was_refused = False
    return (tuple(refused), ", ".join(rest)) if refused else ((), piece)


def _goes_on(part: str, join: str) -> bool:
    """Tell whether a part behind what is not eaten tells what is."""
    return (
        join.strip(" ,").casefold() not in ("", "and")
        or _ONLY.match(part) is not None
        or _OFTEN.search(part) is not None
        or amount_of(part)[0].is_said
        or re.match(r"i (?:eat|drink|have|take)\b", part, re.IGNORECASE) is not None
    )


def is_eaten_all_the_same(refused: str, foods: Iterable[FoodItem]) -> bool:
    """Tell whether foods are told that are said not to be eaten.

    Parameters
    ----------
    refused : str
        As :func:`refused_in` returns it.
    foods : iterable of FoodItem
    """
    if refused.startswith(_OTHER):
        return False  # but those that are named
    said = {*foods}
    if {*in_our_words(refused)} & _DAIRY:
        return any(food.group == "dairy" for food in said)
    try:
        food = known_food(refused).food
    except Mistake:
        return False
    return food is not None and _kind(food) in map(_kind, said)


def _kind(food: FoodItem) -> str:
    return food.name.split(",")[0]


_DAIRY: Final = frozenset(("dairy", "dairies"))
_NO_FOODS: Final = frozenset(("at", "in", "the", "with", "and", "or", "de", "to", "of", "a"))

"""Tablets of calcium with vitamin D by their names: which there are of a name, how many of them are told, how often."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from osteotwin.asking.fields.field import Row
from osteotwin.asking.fields.food_names import products
from osteotwin.asking.food.eaten_clauses import times_of
from osteotwin.asking.supplements.multi import multis_in
from osteotwin.inputs.names import words
from osteotwin.protocol.library.calcium_products import (
    CalciumWithD,
    WhichStrengthError,
    calcium_products_in,
    calcium_with_d,
)
from osteotwin.units import in_digits
from osteotwin.units.patterns import later

_FORM: Final = r"(?:tab(?:let)?s?|caplets?|caps?(?:ules?)?|pills?|chews?|chewables?|sachets?|of them)\b"
_COUNT: Final = later(
    rf"(?:x ?)?(?P<n>[1-9])\b(?! ?(?:mg|iu|mcg|g)\b)(?: ?x(?!\w))?\s*(?:{_FORM})?", re.IGNORECASE
)
_COUNT_BEFORE: Final = later(
    rf"(?<![\d.,/])(?P<n>[1-9])(?: ?x)?(?:\s+(?:{_FORM})(?: of)?)?\s*$", re.IGNORECASE
)
_ENDS: Final = later(
    r"[;\n]|[.!?](?=\s|$)|\s(?:and|plus|und|et|y|with|\+|&)\s|,(?=\s*[^\W\d])", re.IGNORECASE
)


def which_product(name: str) -> tuple[str, ...]:
    """Return what tablets a name of calcium with vitamin D may be of, as they are chosen; empty for any other name.

    Examples
    --------
    >>> which_product("Citracal petites"), which_product("Adcal D3")
    (('Citracal with D3 200 mg/250 IU',), ('Adcal-D3 600 mg/400 IU', 'Adcal-D3 300 mg/200 IU'))
    >>> which_product("Natecal"), which_product("calcium")
    (('Natecal D3 600 mg/400 IU', 'Calcium carbonate tablets'), ())
    """
    if calcium_products_in(name.strip()) != ((0, len(name.strip())),):
        return ()
    if told := _tablets(name)[0]:
        return told
    with_d, salts = _tablets(f"{name} d3")
    salt = "citrate" if any("citrate" in one for one in salts) else "carbonate"
    return (*with_d, f"Calcium {salt} tablets") if with_d else ()


def _tablets(name: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the choices that a name of tablets with vitamin D may be of, and their salts."""
    try:
        content = calcium_with_d(name)
    except WhichStrengthError as which:
        return which.names, frozenset(one.salt for one in which.strengths)
    return ((), frozenset()) if content is None else ((_choice(name, content),), frozenset((content.salt,)))


def _choice(name: str, content: CalciumWithD) -> str:
    """Return the choice of a name by what one tablet holds; of a strength that is not listed what it holds."""
    brand = words(name)[:1]
    fitting = [one for one, holds in _held().items() if holds == content and words(one)[:1] == brand]
    salt = content.salt.replace("_", " ").capitalize()
    return (
        fitting[0]
        if fitting
        else f"{salt} {content.calcium_mg:g} mg with vitamin D {content.vitamin_d_iu:g} IU"
    )


@cache
def _held() -> dict[str, CalciumWithD]:
    return {one: held for one in products() if (held := calcium_with_d(one)) is not None}


def product_rows(said: str, *, is_certain: bool) -> Iterator[Row]:
    """Yield a row of each product of calcium with vitamin D, or of many vitamins, in words that are not understood.

    Parameters
    ----------
    said : str
    is_certain : bool
        Whether the words may be taken for what is taken now.

    Examples
    --------
    >>> list(product_rows("Adcal D3, two a day when I remember", is_certain=True))
    [{'what': 'Adcal D3', 'much': '2', 'unit': 'tablet'}]
    >>> list(product_rows("Accrete D3 1 bd; Centrum daily", is_certain=True))
    [{'what': 'Accrete D3', 'much': '1', 'unit': 'tablet', 'often': 'bd'}, {'what': 'Centrum', 'often': 'daily'}]
    """
    for start, end in calcium_products_in(said):
        name = said[start:end]
        which = which_product(name)
        row = {"what": which[0] if len(which) == 1 else name}
        yield {**row, **(_told(said[:start], said[end:]) if is_certain else {})}
    for start, end in multis_in(said):
        often = _told(said[:start], said[end:]).get("often") if is_certain else None
        yield {"what": said[start:end], **({"often": often} if often else {})}


def without_products(said: str) -> str:
    """Return a text without the names of such products."""
    for start, end in sorted((*calcium_products_in(said), *multis_in(said)), reverse=True):
        said = f"{said[:start]}; {said[end:]}"
    return said


def _told(before: str, behind: str) -> Row:
    """Return how many tablets of a product are taken, and how often where that is all that is said of it."""
    stop = _ENDS.search(behind, len(behind) - len(behind.lstrip(" ,:(-")))
    after = in_digits(behind[: stop.start()] if stop else behind).strip(" ,.:()-")
    count = _COUNT.match(after)
    often = after[count.end() :].strip(" ,") if count else after
    if count is None:
        count = _COUNT_BEFORE.search(in_digits(_ENDS.split(before)[-1]))
    if often and times_of(often) is not None:
        return {"much": count["n"] if count else "1", "unit": "tablet", "often": often}
    return {"much": count["n"], "unit": "tablet"} if count else {}

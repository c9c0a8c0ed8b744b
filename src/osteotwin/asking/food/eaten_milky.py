"""Drinks that are made with milk: so much of the cup is milk, of the kind that is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from osteotwin.asking.food.eaten_amounts import Amount
from osteotwin.asking.food.eaten_grammar import Phrases, Token, grammar, phrases, tokens_of
from osteotwin.asking.food.eaten_plants import plant_of
from osteotwin.asking.food.kinds import Drink, beside, eaten_words, kinds
from osteotwin.protocol.library.foods import in_our_words

#: By the beginning of a word of size, of a cup of no size, as coffee houses serve it.
_SIZES: Final = {"small": 0.7, "short": 0.7, "petit": 0.7, "pequen": 0.7, "klein": 0.7, "mini": 0.7, "gran": 1.35,
                 "large": 1.35, "big": 1.35, "gross": 1.35, "venti": 1.7, "huge": 1.7}  # fmt: skip
_ML: Final = {
    "ml": 1.0,
    "cl": 10.0,
    "dl": 100.0,
    "l": 1000.0,
    "oz": 29.57,
    "fl oz": 29.57,
    "g": 1.0,
    "pint": 473.0,
}
#: Words that tell which milk it is.
_KINDS: Final = {
    "skim": "skim milk", "skinny": "skim milk", "whole": "whole milk", "low": "low fat milk", "1": "1 % milk",
    "2": "milk", "reduced": "milk", "semi": "milk",
}  # fmt: skip
_USUAL: Final = "milk"


@dataclass(frozen=True)
class Milky:
    """Milk in a drink.

    Attributes
    ----------
    ml : float
        Of milk, in all.
    milk : str
        The name of the milk.
    is_told : bool
        Whether the drink tells which milk it is.
    """

    ml: float
    milk: str
    is_told: bool


def milky_of(amount: Amount, name: str) -> Milky | None:
    """Return the milk in a drink; None of what is no drink of milk.

    Examples
    --------
    >>> milky_of(Amount(size="large"), "skinny vanilla latte").milk, milky_of(Amount(), "milk")
    ('skim milk', None)
    >>> round(milky_of(Amount(16.0, "oz"), "latte").ml)
    331
    """
    tokens = tokens_of(name)
    found = _drink_in(tokens)
    kind = kinds().get(" ".join(in_our_words(name)))
    if found is None or (kind is not None and kind.food is not None):
        return None
    drink, start, end = found
    if drink.is_bare_milk and amount.measure == "glass":
        return Milky(240.0 * amount.count, _USUAL, is_told=True)
    around = in_our_words(" ".join(token.text for token in (*tokens[:start], *tokens[end:])))
    behind = in_our_words(" ".join(token.text for token in tokens[end:]))
    if any(token.word in ("in", "from") for token in tokens[:start]):
        return None  # whey in cafe mocha
    if {*behind} - _beside_a_drink() - {*_KINDS}:
        return None
    share = next(filter(None, map(_share, (amount.size, *around))), 1.0)
    ml = amount.count * drink.cup_ml * share
    if amount.measure in _ML:
        ml = amount.count * _ML[amount.measure]
    plant = plant_of(" ".join(around) + " milk")
    sort = next((_KINDS[word] for word in around if word in _KINDS), None)
    milk = f"{_fortified(around)}{plant} milk" if plant else sort or _USUAL
    return Milky(float(f"{ml * drink.milk:.3g}"), milk, is_told=bool(plant or sort))


def _share(word: str) -> float | None:
    return next((share for stem, share in _SIZES.items() if word.startswith(stem)), None)


def _fortified(said: Sequence[str]) -> str:
    return next((f"{word} " for word in said if word in ("fortified", "unfortified")), "")


def _drink_in(tokens: Sequence[Token]) -> tuple[Drink, int, int] | None:
    found = [(start + count, count, name) for start in range(len(tokens))
             if (named := _names().at(tokens, start)) and (count := named[0]) and (name := named[1])]  # fmt: skip
    if not found:
        return None
    end, count, name = max(found)
    return _drinks()[name], end - count, end


@cache
def _drinks() -> dict[str, Drink]:
    return {name: drink for drink in eaten_words().milk_drink for name in drink.names}


@cache
def _names() -> Phrases:
    return Phrases(list(_drinks()))


def names_of_milky() -> frozenset[str]:
    """Return the names of drinks of milk, in which a joining word may stand."""
    return frozenset(_drinks())


@cache
def _beside_a_drink() -> frozenset[str]:
    sizes = {token.word for name in grammar().sizes for token in tokens_of(name)}
    more = {"milk", "fat", "iced", "hot", "syrup", "decaf", "sugar", "free", "skinny", "almond", "oat", "soy",
            "coconut", "shot", "extra", "fortified", "unfortified",
            "pumpkin", "spice", "gingerbread", "latte", "coffee"}  # fmt: skip
    return frozenset(sizes | more | {*beside().flavors} | {*beside().shapes} | {*beside().sizes})


def is_coffee_or_tea(name: str) -> bool:
    """Tell whether a name is of coffee or tea, into which little milk is poured.

    Examples
    --------
    >>> is_coffee_or_tea("black coffee"), is_coffee_or_tea("coffee cake")
    (True, False)
    """
    tokens = tokens_of(name)
    return bool(tokens) and (phrases("poured_into").behind(tokens, len(tokens)) > 0)

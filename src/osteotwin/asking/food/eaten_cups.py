"""Cups of a drink with milk in them: whose the cups are that are told behind both, and the milk of all cups."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from osteotwin.asking.food.eaten_amounts import MEASURED, WEIGHS, Amount, amount_of, plural
from osteotwin.asking.food.eaten_grammar import phrases, tokens_of
from osteotwin.asking.food.eaten_milky import is_coffee_or_tea
from osteotwin.asking.food.eaten_part import Part
from osteotwin.asking.unclear import UnclearAnswerError, quoted

#: Measures of a little that is poured into each cup.
_LITTLE: Final = ("splash", "bit", "tbsp", "tsp", "drizzle", "dollop")
#: In these a drink is counted; in bowls what is eaten with milk, too.
_CUPS: Final = ("", "cup", "mug", "pot", "serving")


def in_cups(parts: list[Part], text: str) -> list[Part]:
    """Return parts with cups told behind a drink with milk put to the drink, and the little milk of each cup counted.

    Raises
    ------
    UnclearAnswerError
        Where a volume of milk may be in each cup or in all.

    Examples
    --------
    >>> [part.text for part in in_cups([Part("tea"), Part("milk 5 cups", "together")], "")]
    ['5 cups of tea', 'milk']
    >>> [part.text for part in in_cups([Part("5 cups of tea"), Part("a splash of milk", "together")], "")]
    ['5 cups of tea', '5 splashes of milk']
    """
    found = list(parts)
    for at in range(len(found) - 1):
        first, second = found[at], found[at + 1]
        if second.join not in ("together", "both"):
            continue
        before, head = amount_of(first.text)
        amount, name = amount_of(second.text)
        is_drink = is_coffee_or_tea(head) and is_poured(name)
        is_told_behind = amount.is_behind and amount.is_counted and not before.is_said
        if is_told_behind and ((is_drink and amount.measure in _CUPS) or amount.measure == "bowl"):
            if second.join == "both":
                raise _of_which(amount, head, name, text)
            found[at : at + 2] = [replace(first, text=much(amount, head)), replace(second, text=name)]
        elif (
            amount.is_each
            and second.join == "together"
            and before.count > 1.0
            and before.measure not in MEASURED
        ):
            found[at + 1] = replace(second, text=much(amount, name, before.count))
        elif is_drink and second.join == "together":
            found[at + 1] = replace(second, text=_in_each(amount, name, before, head, text) or second.text)
        elif second.join == "together" and is_poured(head) and is_coffee_or_tea(name):
            found[at] = replace(first, text=_in_each(before, head, amount, name, text) or first.text)
    return found


def milk_behind(amount: Amount, milk: str, drink: str) -> str | None:
    """Return milk with an amount behind the drink that it is poured into; None of an amount that is of the drink.

    Raises
    ------
    UnclearAnswerError
        Where so much may be of either.

    Examples
    --------
    >>> milk_behind(Amount(50.0, "ml", is_behind=True), "milk", "coffee")
    '50 ml of milk'
    """
    if not amount.is_behind or (amount.measure not in MEASURED and amount.measure not in _LITTLE):
        return None
    if amount.measure in MEASURED and amount.count * WEIGHS[amount.measure] > _MOST_POURED:
        so_much = f"{amount.count:g} {amount.measure}"
        raise UnclearAnswerError(
            "food", f"{quoted(so_much)} behind {quoted(f'{milk} in {drink}')}, of either of them", "how much of each",
            f'write "{so_much} of {milk} in {drink}" if it is of {milk}, or "{drink} {so_much} with {milk}"',
        )  # fmt: skip
    return much(amount, milk)


#: More than this is poured into no cup of coffee as a matter of course [mL].
_MOST_POURED: Final = 125.0


def _in_each(milk: Amount, name: str, cups: Amount, drink: str, text: str) -> str | None:
    """Return the milk of several cups; None where it is told of all, or there is one cup.

    Raises
    ------
    UnclearAnswerError
    """
    if not milk.is_said or cups.count <= 1.0 or cups.measure in MEASURED:
        return None
    if milk.measure in _LITTLE and milk.count <= 1.0:
        return much(milk, name, cups.count)
    if milk.count == cups.count and milk.measure in ("splash", "bit", "drizzle"):
        return None  # 2 coffees with 2 splashes of milk
    each, whole = (f"{n:g} {milk.measure} of {name}" for n in (milk.count * cups.count, milk.count))
    raise UnclearAnswerError(
        "food", f"{quoted(text)}, of which the milk may be in each cup or in all", "how much milk in all",
        f'write "{much(cups, drink)}; {each}" if so much is in each, or "{much(cups, drink)}; {whole}" if it is in all',
    )  # fmt: skip


def _of_which(amount: Amount, head: str, name: str, text: str) -> UnclearAnswerError:
    return UnclearAnswerError(
        "food", f"{quoted(text)}, of which the amount may be of {head} or of {name}", "how much of each",
        f'write "{much(amount, head)} with {name}" or "{head}; {much(amount, name)}"',
    )  # fmt: skip


def much(amount: Amount, name: str, times: float = 1.0) -> str:
    """Return a food with so many times an amount before it.

    Examples
    --------
    >>> much(Amount(1.0, "splash"), "milk", 5.0), much(Amount(30.0, "ml"), "milk")
    ('5 splashes of milk', '30 ml of milk')
    """
    count = amount.count * times
    return f"{count:g} {f'{plural(amount.measure, count)} of' if amount.measure else 'x'} {name}"


def is_poured(name: str) -> bool:
    """Tell whether a name is of what is poured into coffee: semi-skimmed milk, leche desnatada."""
    tokens = tokens_of(name)
    return phrases("poured").behind(tokens, len(tokens)) > 0 or phrases("poured").at(tokens, 0)[0] > 0

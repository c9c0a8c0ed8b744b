"""One of several drugs: "Bonviva or Fosamax", "either 12.5 mg aromasin or 0.5 mg arimidex daily"."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Final

from osteotwin.asking.drugs.told_drugs import name_places
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.inputs.names import folded
from osteotwin.protocol.dose_of_drug import products_named
from osteotwin.protocol.library import named_drug
from osteotwin.units.patterns import later

_OR: Final = later(r"\b(?:or|oder|ou|bzw|vs|versus)\b", re.IGNORECASE)
_EITHER: Final = later(r"\b(?:either|entweder|soit)\s+", re.IGNORECASE)
_AMOUNT: Final = later(
    r"\d[\d.,]* ?(?:mg|mcg|ug|\u00b5g|\u03bcg|g|iu|units?)(?: ?/ ?\w+)?(?: of)? $", re.IGNORECASE
)
_AMOUNT_FIRST: Final = later(
    r"^ ?\d[\d.,]* ?(?:mg|mcg|ug|\u00b5g|\u03bcg|g|iu|units?)(?![\w/])", re.IGNORECASE
)
#: Between two names of one choice nothing stands but what belongs to the first one.
_TELLS_APART: Final = later(
    r"[;.](?=\s|$)|\b(?:and|then|plus|since|until|stopped|switched|changed)\b", re.IGNORECASE
)


def ask_either(piece: str, is_read: Callable[[str], bool]) -> None:
    """Ask which of two drugs is taken, where words name one or the other.

    Two names of one drug are no choice.

    Parameters
    ----------
    piece : str
    is_read : callable
        Whether words are read as one drug, so that they can be offered.

    Raises
    ------
    UnclearAnswerError
    """
    places = name_places(piece)
    for (start, end), (other, stop) in pairwise(places):
        between = piece[end:other]
        if _OR.search(between) is None or _TELLS_APART.search(between):
            continue
        names = [piece[start:end], piece[other:stop]]
        if _mean_same(*names):
            continue
        before = _EITHER.sub("", piece[:start])
        first_amount, amount = _AMOUNT.search(before), _AMOUNT.search(between)
        head = before[: first_amount.start()] if first_amount else before
        head = "" if name_places(head) else head
        tail = piece[stop:]
        first = f"{first_amount[0] if first_amount else ''}{names[0]}{_OR.split(between)[0]}".strip()
        other_one = f"{amount[0] if amount else ''}{names[1]}"
        labels = [_label(name) for name in names]
        offered = (
            (
                f"{head}{first}{_AMOUNT_FIRST.sub('', tail)}",
                f"{head}{first}{tail}",
                f"{head}{first}",
                labels[0],
            ),
            (f"{head}{other_one}{tail}", labels[1]),
        )
        plain = [
            next(
                one for one in ways if one is ways[-1] or (one.count("(") == one.count(")") and is_read(one))
            )
            for ways in offered
        ]
        raise UnclearAnswerError(
            "drugs", f"{quoted(piece)}, which names {labels[0]} or {labels[1]}", "the one that is taken",
            f'write "{plain[0]}" or "{plain[1]}", whichever is taken, with its dose, how often and since when; each '
            "with its own days where one came after the other",
        )  # fmt: skip


def _mean_same(one: str, other: str) -> bool:
    mine, others = products_named(one), products_named(other)
    if mine or others:
        return not {drug.id for drug in mine}.isdisjoint(drug.id for drug in others)
    first, second = named_drug(one), named_drug(other)
    return (first is not None and first == second) or folded(one) == folded(other)


def _label(name: str) -> str:
    """Return a name without what is left of a bracket around it; of an ester, the whole name of the product."""
    products = products_named(name)
    return (
        products[0].label
        if "(" in name or (len(products) == 1 and products[0].drug_class == "testosterone")
        else name
    )

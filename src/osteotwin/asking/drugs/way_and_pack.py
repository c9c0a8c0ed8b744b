"""What is asked before anything else: a hormone in a way of which there is no product, and a pack beside a strength."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from osteotwin.asking.drugs.names import known_kind
from osteotwin.asking.drugs.told_drugs import drugs_in, name_places
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.protocol.dose_of_drug import products_named
from osteotwin.protocol.dose_packs import pack_before
from osteotwin.protocol.library import WITHOUT_PRODUCT, by_way, without_kinetics
from osteotwin.protocol.library.ways import is_given_so, ways_in
from osteotwin.protocol.plan_file import LOCAL
from osteotwin.units import in_digits
from osteotwin.units.patterns import later


def ask_way(piece: str) -> None:
    """Ask of a hormone that is given in a way of which there is no product: "estradiol 10 mcg vaginally".

    Raises
    ------
    UnclearAnswerError
    """
    names = [piece[start:end] for start, end in name_places(piece)]
    if len(names) == 1 and by_way(names[0]):
        for way in sorted(WITHOUT_PRODUCT.intersection(ways_in(piece.casefold())), reverse=True):
            found = f"{quoted(piece)}, of which the model has no kinetics"
            if way == "vagina":
                raise UnclearAnswerError("drugs", found, *LOCAL)
            raise UnclearAnswerError(
                "drugs", found, f"one of {', '.join(without_kinetics(f'{names[0]} {way}'))}",
                "name the one whose levels are nearest, if that will do",
            )  # fmt: skip


#: Words between a name and its amount that are no form: "Letrozol im Januar".
_NO_FORM: Final = later(r"\bim\b|\d.*$", re.IGNORECASE)


def ask_form(piece: str) -> None:
    """Ask of a drug before whose amount a form stands in which it is not given: "tamoxifen gel 20 mg daily".

    Raises
    ------
    UnclearAnswerError
    """
    places = name_places(piece)
    for (start, end), (behind, _) in pairwise((*places, (len(piece), 0))):
        name = piece[start:end]
        products = () if by_way(name) else products_named(name)
        ways = ways_in(_NO_FORM.sub("", re.split(r"[,;(]", piece[end:behind])[0]).casefold())
        if products and ways and not any(is_given_so(one.id, one.route, ways) for one in products):
            raise UnclearAnswerError(
                "drugs", f"{quoted(piece)}, in which {name} is given in another way ({ways[0]}) than "
                f"{products[0].label} is ({products[0].route})",
                f"a drug that is given so, or {name} without that word",
                "name the product that is taken, or leave the word out where it is a slip",
            )  # fmt: skip


def ask_side_by_side(piece: str) -> None:
    """Ask of two names before one dose of which of the two it is: "letrozole ribociclib 2.5 mg daily".

    Raises
    ------
    UnclearAnswerError
    """
    for (start, end), (other, last) in pairwise(name_places(piece)):
        first, second = piece[start:end], piece[other:last]
        tail = piece[last:].split(";")[0].strip(" ,.")
        if (
            not re.match(r"\d", tail)
            or known_kind(first) != "drug"
            or not _is_beside(piece[end:other], first, tail)
        ):
            continue
        if set(products_named(first)) & set(products_named(second)):
            continue
        raise UnclearAnswerError(
            "drugs", f"{quoted(piece)}, two names before one dose",
            "the drug that the dose is of, and the dose of the other",
            f'write "{first} {tail}" or "{second} {tail}", and the other one with its own dose behind a semicolon',
        )  # fmt: skip


#: "Actonel with calcium 35 mg weekly": the dose of the first.
_WITH: Final = later(r"(?:with|plus|and|&|\+)(?: d3?)?", re.IGNORECASE)


def _is_beside(between: str, first: str, tail: str) -> bool:
    """Tell whether two names stand side by side, or a dose behind the second one is that of the first."""
    plain = between.strip("- ")
    if not plain or not _WITH.fullmatch(plain):
        return not plain
    return any(tail.startswith(f"{drug.usual_dose:g} {drug.dose_unit}") for drug in products_named(first))


def ask_pack(piece: str) -> None:
    """Ask of so many tablets before their strength as only a pack holds.

    Raises
    ------
    UnclearAnswerError
    """
    if (pack := pack_before(in_digits(piece))) is not None:
        name = next(iter(drugs_in(piece)), "finasteride")
        raise UnclearAnswerError(
            "drugs", f"{quoted(piece)}, in which {pack[0]} tablets are what a pack holds",
            "how much is taken each time",
            f'write for example "{name} {pack[1]} daily" for one tablet a day',
        )  # fmt: skip

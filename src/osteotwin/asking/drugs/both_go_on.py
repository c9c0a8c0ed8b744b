"""Two products of one kind that began on different days and both go on: asked, for the second may have replaced."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import combinations
from typing import Final

from osteotwin.asking.drugs.taken import Taken
from osteotwin.asking.unclear import UnclearAnswerError
from osteotwin.importing.found import Found
from osteotwin.protocol.dose_of_drug import products_named
from osteotwin.units.patterns import later

#: Kinds of which one is taken at a time; those against resorption are one kind.
_KINDS: Final = {
    "testosterone": "testosterone",
    "estradiol": "estradiol",
    "bisphosphonate": "resorption",
    "rankl_antibody": "resorption",
    "sclerostin_antibody": "resorption",
}
#: That both are taken is told.
_TOLD: Final = later(
    r"\b(?:both|together|as well|in addition|also|too|besides|still|alongside)\b", re.IGNORECASE
)


def ask_both_go_on(
    taken: Sequence[Taken], entries: Sequence[Found], text: str, *, days_follow: bool = False
) -> None:
    """Ask of two products of one kind whether the first ended where the second began.

    Parameters
    ----------
    taken : sequence of Taken
    entries : sequence of Found
        Of those that are told, in their order.
    text : str
        The answer on drugs.
    days_follow : bool
        Whether another answer tells days.

    Raises
    ------
    UnclearAnswerError
    """
    if _TOLD.search(text):
        return
    told = [one for one in taken if one.is_told]
    going = [
        (one, begins, taken_alone(one))
        for one, entry in zip(told, entries, strict=True)
        if isinstance(begins := entry.keys.get("already_since"), date) and "until" not in entry.keys
    ]
    for (one, begins, kind), (other, began, same) in combinations(sorted(going, key=lambda row: row[1]), 2):
        if (
            not kind
            or kind != same
            or begins == began
            or products_named(one.name) == products_named(other.name)
        ):
            continue
        found = f"{one.name} since {one.since} and {other.name} since {other.since}, which both go on as they are told"
        expected = "whether the second took the place of the first"
        if days_follow:
            raise UnclearAnswerError(
                "since", found, expected,
                f'write "{one.since} until {other.since}" for {one.name} if it did, or "also" '
                f"before {other.name} among the drugs if both are taken",
            )  # fmt: skip
        first, second = (
            f"{one.name} {one.dose} since {one.since}",
            f"{other.name} {other.dose} since {other.since}",
        )
        raise UnclearAnswerError(
            "drugs", found, expected,
            f'write "{first} until {other.since}; {second}" if it did, or "{first}; also {second}" if both are taken',
        )  # fmt: skip


def taken_alone(one: Taken) -> str:
    """Return the kind of a drug of which one is taken at a time; empty for any other."""
    kinds = {_KINDS.get(drug.drug_class, "") for drug in products_named(one.name)}
    return kinds.pop() if len(kinds) == 1 and one.dose else ""

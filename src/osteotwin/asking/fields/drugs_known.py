"""The drugs of a form: their plain names, what counts them, and how often they are taken."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from math import isclose
from typing import Final

from osteotwin.asking.drugs.taken import is_procedure, is_shown
from osteotwin.inputs.names import folded
from osteotwin.protocol.dose_of_drug import products_named
from osteotwin.protocol.gel_brands import gel_brand
from osteotwin.protocol.library import by_way, load_drugs, named_drug, named_drugs
from osteotwin.units import AmbiguousRhythm, Rhythm, rhythm
from osteotwin.units.weekdays import NAMES

#: Of products that stand for several substances: what a person takes of them.
_MEMBERS: Final[Mapping[str, tuple[str, ...]]] = {
    "gnrh_agonist": ("Goserelin", "Leuprolide", "Triptorelin"),
    "gnrh_antagonist": ("Degarelix",),
    "antiandrogen": ("Bicalutamide", "Enzalutamide", "Apalutamide", "Darolutamide", "Flutamide"),
    "finasteride": ("Finasteride", "Dutasteride"),
    "glucocorticoid": ("Prednisone", "Prednisolone"),
}
#: Told among the drugs by many.
_SUPPLEMENTS: Final = ("Vitamin D", "Calcium carbonate", "Calcium citrate")
#: Labels of groups that nobody takes by that name; a member, as it is written, is known.
_GROUPS: Final = (
    "Calcium in another salt",
    "Combined hormone replacement",
    "Empagliflozin with metformin or linagliptin",
    "Omega-3 ethyl esters",
)
UNITS: Final = (
    "mg", "µg", "IU", "mL", "tablets", "capsules", "g of gel", "patches", "sachets", "syringe units", "g", "puffs",
    "drops",
)  # fmt: skip
#: Units as a person may write them → as the choices say them.
UNIT_SHOWN: Final[Mapping[str, str]] = {"ug": "µg", "mcg": "µg", "iu": "IU", "ml": "mL"}
OFTEN: Final = (
    "once a day", "twice a day", "every 2 days", "every 3.5 days", "twice a week", "3 times a week", "once a week",
    "every 10 days", "every 2 weeks", "every 4 weeks", "once a month", "every 3 months", "every 6 months",
    "once a year", "only once",
)  # fmt: skip
#: What is counted holds so much of it, which is asked.
COUNTED: Final[Mapping[str, str]] = {
    "mL": "200 mg/mL",
    "syringe units": "200 mg/mL",
    "tablets": "1 mg",
    "capsules": "10 mg",
    "patches": "50 µg",
    "sachets": "40.5 mg",
}


@cache
def plain_names() -> tuple[str, ...]:
    """Return the drugs that a person may name: first those of the model, then what is shown only."""
    modelled = [
        one for key, drug in load_drugs().items() for one in _MEMBERS.get(key, (drug.label,)) if drug.modelled
    ]
    rest = [drug.label for drug in load_drugs().values() if not drug.modelled and drug.id not in _MEMBERS]
    rest += [one for key, drug in load_drugs().items() if not drug.modelled for one in _MEMBERS.get(key, ())]
    shown = sorted(drug.label for drug in named_drugs().values() if is_shown(drug.label))
    known = dict.fromkeys((*modelled, *rest, *_SUPPLEMENTS, *shown))
    return tuple(name for name in known if name not in _GROUPS)


def plain_name(said: str) -> str:
    """Return the name of a form for what was written, where that tells one drug and nothing besides.

    Examples
    --------
    >>> plain_name("arimidex"), plain_name("testogel 1.62 %"), plain_name("leuprolide"), plain_name("testosterone")
    ('Anastrozole', 'Testosterone gel 1.62 %', 'Leuprolide', 'testosterone')
    """
    said = said.strip(" \"'\u201c\u201d\u201e")
    own = _by_fold().get(folded(said))
    if own is not None:
        return own
    products = products_named(said)
    if not products:
        # Of several that act alike one entry holds all: each keeps its own name.
        other = named_drugs().get(named_drug(said) or "")
        is_same = other is not None and folded(said) in {folded(name) for name in other.names}
        return other.label if other is not None and is_same and other.label in plain_names() else said
    if len(products) != 1 or by_way(said):
        return said
    (one,) = products
    if one.id in _MEMBERS:
        return next((name for name in _MEMBERS[one.id] if folded(name) in folded(said)), said)
    brand = gel_brand(said)
    tells_more = brand is not None and not isclose(brand.percent, 100.0 * (one.gel_strength or 0.0))
    return said if tells_more else one.label


@cache
def _by_fold() -> Mapping[str, str]:
    return {folded(name): name for name in plain_names()}


def needs_dose(name: str) -> bool:
    """Tell whether a drug is in no number without its dose."""
    return not is_shown(name) and not is_procedure(name)


def often_of(told: Rhythm, own: str) -> str:
    """Return the choice that a rhythm is, the one that is nearest to a person's own words; empty for another one."""
    same = [words for words in OFTEN if _rhythm(words) == told]
    by_week = [words for words in same if ("week" in words) == bool(re.search(r"w(?:ee)?k", own))]
    return next(iter((*by_week, *same)), "")


def often_shown(words: str) -> str:
    """Return how often in the words of a choice or of weekdays, where that says the same.

    Examples
    --------
    >>> often_shown("e3.5d"), often_shown("mondays and thursdays"), often_shown("at night")
    ('every 3.5 days', 'Mon and Thu', 'at night')
    """
    told = _rhythm(words)
    if told is None:
        return words
    return often_of(told, words) or weekdays_of(told) or words


def weekdays_of(told: Rhythm) -> str:
    """Return the weekdays of a rhythm; empty where it has none."""
    return " and ".join(NAMES[day][:3] for day in told.weekdays)


@cache
def _rhythm(words: str) -> Rhythm | None:
    try:
        return rhythm(words)
    except AmbiguousRhythm:
        return None

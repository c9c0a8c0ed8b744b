"""Names of drugs and supplements, as the reader of a person's file knows them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from osteotwin.inputs.table import FileTable, value_of_key
from osteotwin.inputs.values import Mistake
from osteotwin.protocol.dose_of_drug import products_named
from osteotwin.protocol.library import Drug, misspelled
from osteotwin.protocol.plan_file import DrugTable, SupplementTable
from osteotwin.units.patterns import later

TABLES: Final[dict[str, tuple[type[FileTable], str]]] = {
    "drug": (DrugTable, "name"),
    "supplement": (SupplementTable, "nutrient"),
}


def usual_rhythm(name: str) -> str:
    """Return how often a drug is usually given, in words; daily for one that the model does not have."""
    if (own := _own_label(name)) is not None:
        return own[1]
    products = _products(name)
    days = products[0].usual_interval_days if products else 1.0
    return _RHYTHMS.get(round(days), f"every {days:g} days")


#: Of usual intervals [day].
_RHYTHMS: Final = {1: "daily", 4: "twice a week", 7: "weekly", 30: "monthly", 91: "every 3 months",
                   182: "every 6 months", 183: "every 6 months", 365: "once a year"}  # fmt: skip


#: Names whose label says another dose than the product's others: those against cancer, and agents of a class.
#: Source: US prescribing information of Xgeva, Zometa, Lupron Depot and Avodart.
_OWN_LABELS: Final = (
    (("xgeva", "wyost", "osenvelt", "xbryk", "bomyntra"), ("120 mg", "every 4 weeks")),
    (("zometa",), ("4 mg", "every 4 weeks")),
    (
        ("dutasteride", "dutasterid", "dutasterida", "avodart", "duodart", "jalyn", "combodart"),
        ("0.5 mg", "daily"),
    ),
    (("leuprolide", "leuprorelin", "lupron", "eligard"), ("7.5 mg", "every 4 weeks")),
)


def _products(name: str) -> tuple[Drug, ...]:
    """Return the products that a name, or what it is a slip of, may mean."""
    return products_named(name) or ((right := misspelled(name)) and products_named(right)) or ()


def _own_label(name: str) -> tuple[str, str] | None:
    words = name.casefold().split()
    return next((own for names, own in _OWN_LABELS if any(one in words for one in names)), None)


def usual_dose(name: str) -> str:
    """Return a usual dose of a name; of vitamin D and what the model does not have, an example that does no harm."""
    if (own := _own_label(name)) is not None:
        return own[0]
    products = _products(name)
    if products:
        return f"{products[0].usual_dose:g} {products[0].dose_unit}"
    if known_kind(name) != "supplement":
        return "1 tablet"
    return "500 mg" if re.search("cal|tums|rennie|adcal|caco3", name.casefold()) else "800 IU"


#: Carbonate is the salt of nearly all tablets of calcium with vitamin D (the products of ``calcium_products.toml``),
#: and one of the two common ones of calcium alone (Office of Dietary Supplements, fact sheet on calcium). Which it is
#: changes no number: a dose counts the calcium.
ANY_SALT: Final = (
    "which salt the calcium tablets are of is not said, so carbonate stands for it; it changes no number"
)
_ANY_CALCIUM: Final = later(r"(?:calcium|kalzium)(?: (?:supplements?|tablets?|pills?))?", re.IGNORECASE)


def is_any_calcium(name: str) -> bool:
    """Tell whether a name is of calcium tablets that does not say which salt they are of.

    Examples
    --------
    >>> is_any_calcium("calcium"), is_any_calcium("calcium citrate")
    (True, False)
    """
    return _ANY_CALCIUM.fullmatch(name) is not None


#: Words of a name with its strength, its form and a second name; more tell a story.
_LONGEST_NAME: Final = 14


@lru_cache(maxsize=1024)
def known_kind(name: str) -> str | None:
    """Return whether a name is of a drug or of a supplement; ``None`` for neither."""
    if len(name.split()) > _LONGEST_NAME:
        return None
    if is_any_calcium(name):
        return "supplement"
    for kind, (table, key) in TABLES.items():
        try:
            value_of_key(table, key).read(name)
        except Mistake:
            continue
        return kind
    return None

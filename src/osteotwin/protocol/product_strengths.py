"""What one tablet, milliliter or syringe of a product holds that is sold in one strength only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from osteotwin.inputs.names import folded
from osteotwin.inputs.shipped import parsed
from osteotwin.protocol.dose_strength import EACH, MASS, NUMBER
from osteotwin.protocol.library import NotInLibraryError, products_of
from osteotwin.protocol.library.tables import library_text
from osteotwin.units import KINDS, in_digits, rhythm
from osteotwin.units.patterns import later

FILE: Final = "product_strengths.toml"
_SOLID: Final = r"(?:tablets?|tabs?|pills?|capsules?|caps?)"
_READY: Final = r"(?:injections?|shots?|jabs?|ampoules?|amps?|vials?|syringes?|pens?|infusions?|tubes?)"
#: "one a day", "1 daily": of a tablet, so far as it is one.
_ONE_A_TIME: Final = later(
    r"^(?:take |just )?1 (?=(?:a|per|each|every) (?:day|morning|evening|night)\b|daily\b|once\b)"
)
_COUNTS: Final = {
    "tablet": re.compile(rf"\b{_SOLID}\b"),
    "mL": re.compile(rf"{NUMBER} ?(?:ml|cc|mls)\b"),
    "dose": re.compile(rf"(?<![\d.])(?:\b(?:1|an?) |^(?:the |my )?){_READY}\b"),
}
#: A weight or a strength of its own; in brackets it says how much so many are.
_OWN: Final = later(rf"{NUMBER} ?(?:{MASS}|%)(?!\w)")
_IN_BRACKETS: Final = later(rf"{EACH} ?\({NUMBER} ?{MASS}\)")


@cache
def _file() -> Mapping[str, Mapping[str, Any]]:
    tables: dict[str, Any] = parsed(library_text(FILE), FILE)
    return tables


def only_strength(name: str, dose: str) -> tuple[str, str]:
    """Return what a dose counts, and what one of it holds, where its product is sold in that strength only.

    Parameters
    ----------
    name : str
    dose : str

    Returns
    -------
    tuple of str
        Twice nothing for a dose or a name that tells how much it is, and for any other product.

    Examples
    --------
    >>> only_strength("Arimidex", "half a tablet eod"), only_strength("Nebido", "4 ml every 3 months")
    (('tablet', '1 mg'), ('mL', '250 mg/ml'))
    >>> only_strength("letrozole", "1.25 mg eod"), only_strength("tamoxifen", "one tablet daily")
    (('', ''), ('', ''))
    """
    said = in_digits(dose)
    if re.search(r"\d", name) or _OWN.search(_IN_BRACKETS.sub("", said)):
        return "", ""
    said = _ONE_A_TIME.sub("1 tablet ", said)
    for counted, words in _COUNTS.items():
        if words.search(said) and (strength := _strength(name, counted)):
            return counted, strength
    return "", ""


def _strength(name: str, counted: str) -> str:
    """Return what one tablet, milliliter or dose of a name holds; empty where nothing tells."""
    brand = next((by for by in _brands() if folded(name) == by or folded(name).startswith(f"{by} ")), "")
    if counted == "dose":
        return _file()["one_of_brand"].get(brand, "")
    try:
        products = products_of(name)
    except NotInLibraryError:
        return ""
    of_drug = _file()["tablets" if counted == "tablet" else "milliliters"]
    found = of_drug.get(products[0].id, "") if len(products) == 1 else ""
    return found or (_file()["milliliters_of_brand"].get(brand, "") if counted == "mL" else "")


@cache
def _brands() -> tuple[str, ...]:
    return tuple({**_file()["milliliters_of_brand"], **_file()["one_of_brand"]})


def one_tablet_of(name: str) -> str:
    """Return what one tablet of a drug holds of which several are taken at once; empty for any other.

    Examples
    --------
    >>> one_tablet_of("Erleada"), one_tablet_of("letrozole")
    ('60 mg', '')
    """
    return next((holds for by, holds in _file()["one_of_several"].items() if by in folded(name).split()), "")


def depot_of(name: str, often: str) -> str:
    """Return the depot of a drug that is given so often; empty where none is, or the drug has no depots.

    Examples
    --------
    >>> depot_of("Lupron", "every 3 months"), depot_of("letrozole", "every 3 months")
    ('22.5 mg', '')
    """
    sizes = next((row for by, row in _file()["depots"].items() if by in folded(name).split()), {})
    said = rhythm(often)
    months = 0 if said is None else round(said.mean_days / KINDS["duration"].units["month"], 1)
    return next((dose for span, dose in sizes.items() if abs(months - float(span)) <= _NEARLY), "")


#: 12 weeks are a depot of three months [months].
_NEARLY: Final = 0.3


def with_only_strength(name: str, dose: str) -> tuple[str, str]:
    """Return a name that tells the strength of what a dose counts, and the dose with a word for what it counts.

    Examples
    --------
    >>> with_only_strength("Femara", "one a day"), with_only_strength("Femara", "2.5 mg a day")
    (('Femara 2.5 mg', '1 tablet a day'), ('Femara', '2.5 mg a day'))
    """
    counted, strength = only_strength(name, dose)
    if not counted:
        return name, dose
    said = _ONE_A_TIME.sub("1 tablet ", in_digits(dose))
    return f"{name} {strength}", re.sub(rf"^(?:the |my )?(?=(?:{_READY}|{_SOLID})\b)", "1 ", said)

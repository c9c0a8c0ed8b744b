"""Gels of testosterone and estradiol by their brand: what a gram and a pump of each hold, by its label."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from math import isclose
from typing import Final

from osteotwin.protocol.dose_strength import NUMBER, PUMP, AmbiguousDose
from osteotwin.units.patterns import later


@dataclass(frozen=True)
class GelBrand:
    """One brand, or one strength of it.

    Attributes
    ----------
    name : re.Pattern
        That the name of a drug holds.
    percent : float [%]
        Of the hormone in the gel.
    pump_mg : float or None [mg]
        The hormone in one stroke of its pump; None where it has none.
    """

    name: re.Pattern[str]
    percent: float
    pump_mg: float | None


def _brand(name: str, percent: float, pump_mg: float | None) -> GelBrand:
    return GelBrand(re.compile(rf"\b(?:{name})", re.IGNORECASE), percent, pump_mg)


#: By their labels: AndroGel 1 % (1.25 g a stroke) and 1.62 %, Testogel 16.2 mg/g, Vogelxo (1.25 g), Fortesta and
#: Tostran (0.5 g), Testavan (1.15 g); of estradiol EstroGel, Oestrodose and Gynokadin Dosiergel (1.25 g).
BRANDS: Final = (
    _brand(r"(?:andro|testo)gel\W*(?:pump\W*)?(?:1[.,]62 ?%|16[.,]2 ?mg)", 1.62, 20.25),
    _brand(r"androgel\W*(?:1 ?%(?!\d)|1$)", 1.0, 12.5),
    _brand(r"vogelxo\b", 1.0, 12.5),
    _brand(r"testim\b", 1.0, None),
    _brand(r"(?:fortesta|tostran|tostrex)\b", 2.0, 10.0),
    _brand(r"(?:testavan|testarzon)\b", 2.0, 23.0),
    _brand(r"(?:o?estrogel|oestrodose|gynokadin dosiergel)\b", 0.06, 0.75),
)
#: Without a brand.
_OF_TWO_PERCENT: Final = _brand(r"testosterone?\b", 2.0, None)
_MG_IN_GRAM: Final = 10.0
_SHARE: Final = r"\(? ?(?P<share>\d+(?:\.\d+)?) ?%\)?(?: (?:testosterone|topical|transdermal))*(?: gel)?"
_SHARE_FIRST: Final = later(rf"^{_SHARE}[ ,:]*(?=\S)")
_GRAMS: Final = later(
    rf"(?P<g>{NUMBER}) ?g(?:rams?)?\b(?! ?/)(?:(?: of)? (?:the )?gel)?(?: ?\(?(?:of )?{_SHARE})?"
)
#: "60 mg (3 g)", "3 g (60 mg of testosterone)"
_BOTH: Final = later(
    rf"(?P<mg>{NUMBER}) ?mg(?:(?: of)? testosterone?)? ?[(=] ?(?:in )?{NUMBER} ?g(?:rams?)?(?: of)?(?: gel)?\)?|"
    rf"{NUMBER} ?g(?:rams?)?(?: of)?(?: gel)? ?[(=] ?(?P<in>{NUMBER}) ?mg(?: of)?(?: testosterone?)?\)?"
)
_MILLIGRAMS: Final = later(r"\d ?mg\b")
_PUMPS: Final = later(rf"(?P<n>{NUMBER}) {PUMP}(?![a-z])(?! ?(?:of \d|\(\d))")


_SHARE_IN_NAME: Final = later(
    r"(?<![\w.,])(?P<n>\d+(?:[.,]\d+)?) ?(?:(?P<percent>%)|mg ?/ ?g(?:ram)?\b)", re.IGNORECASE
)


def share_of_gel(name: str) -> float | None:
    """Return the one share that a name says of what is in a gel [%]; ``None`` where it says none, or several.

    Examples
    --------
    >>> share_of_gel("Testosterone gel 1,62 %"), share_of_gel("Testogel 16.2 mg/g"), share_of_gel("Testogel")
    (1.62, 1.62, None)
    """
    said = {
        round(float(found["n"].replace(",", ".")) / (1.0 if found["percent"] else _MG_IN_GRAM), 9)
        for found in _SHARE_IN_NAME.finditer(name)
    }
    return said.pop() if len(said) == 1 else None


def gel_brand(name: str) -> GelBrand | None:
    """Return the brand that a name holds; ``None`` for any other name, and for a brand of two strengths.

    Examples
    --------
    >>> gel_brand("Tostran 2% Gel").percent, gel_brand("Androgel 1.62 %").pump_mg, gel_brand("Androgel")
    (2.0, 20.25, None)
    """
    found = next((brand for brand in BRANDS if brand.name.search(name)), None)
    return (
        _OF_TWO_PERCENT
        if found is None
        and share_of_gel(name) == _OF_TWO_PERCENT.percent
        and _OF_TWO_PERCENT.name.search(name)
        else found
    )


def with_gel_of_brand(name: str, dose: str) -> str:
    """Return a dose with the testosterone of its grams or pumps, where the name tells the gel.

    Parameters
    ----------
    name : str
    dose : str
        In lower case, with digits for number words.

    Raises
    ------
    AmbiguousDose
        If the dose says another strength than the brand has.

    Examples
    --------
    >>> with_gel_of_brand("Tostran", "3 g daily"), with_gel_of_brand("Fortesta 2 %", "4 pumps daily")
    ('60 mg daily', '4 pumps of 10 mg daily')
    """
    brand = gel_brand(name)
    if brand is None:
        return dose
    dose = dose if brand.pump_mg is None else _PER_STROKE.sub(_of_stroke(brand.pump_mg), dose)
    dose = _without_share(dose, _SHARE_FIRST.match(dose), brand)
    grams = _GRAMS.search(dose)
    if grams is not None:
        _check(grams, brand)
        in_all = float(grams["g"]) * _MG_IN_GRAM * brand.percent
        if _MILLIGRAMS.search(dose) is None:
            return f"{dose[: grams.start()]}{in_all:.12g} mg{dose[grams.end() :]}"
        both = _BOTH.search(dose)
        if both is not None and isclose(float(both["mg"] or both["in"]), in_all, rel_tol=0.02):
            return f"{dose[: both.start()]}{both['mg'] or both['in']} mg{dose[both.end() :]}"
    in_brackets = _IN_BRACKETS.search(dose)
    if brand.pump_mg is None or (in_brackets is not None and float(in_brackets["mg"]) == brand.pump_mg):
        return dose  # whether that is of one stroke or of all is asked
    return _PUMPS.sub(lambda found: f"{found['n']} pumps of {brand.pump_mg:g} mg", dose)


_IN_BRACKETS: Final = later(rf"\((?P<mg>{NUMBER}) ?mg\)")
#: "20.25 mg/act, 2 pumps"
_PER_STROKE: Final = later(
    rf"^(?P<mg>{NUMBER}) ?mg ?/ ?(?:act|actuation|pump|stroke)\b[ ,:]*(?={NUMBER} {PUMP})", re.IGNORECASE
)


def _of_stroke(pump_mg: float) -> Callable[[re.Match[str]], str]:
    """Return how the strength of a stroke is left out where it is that of the brand."""
    return lambda found: "" if isclose(float(found["mg"]), pump_mg) else found[0]


def _without_share(dose: str, share: re.Match[str] | None, brand: GelBrand) -> str:
    if share is None:
        return dose
    _check(share, brand)
    return dose[share.end() :]


def _check(found: re.Match[str], brand: GelBrand) -> None:
    if found["share"] is not None and float(found["share"]) != brand.percent:
        raise AmbiguousDose(
            f"write the milligrams of the hormone: the gel of that name has {brand.percent:g} %, "
            f"and {found['share']} % is said, too"
        )

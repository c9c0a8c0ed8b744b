"""A dose that counts tablets of calcium with vitamin D → the milligrams of the one, and the units of the other."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.constants import IU_PER_MICROGRAM_VITAMIN_D
from osteotwin.protocol.calcium_salts import CALCIUM_SHARE
from osteotwin.protocol.dose_strength import NUMBER, AmbiguousDose
from osteotwin.protocol.library.calcium_products import CalciumWithD
from osteotwin.units import in_digits, without_thousands
from osteotwin.units.patterns import later

_PIECE: Final = (
    r"(?:(?:chewable|soft|effervescent|dissolvable|film[- ]coated|fizzy) )?"
    r"(?:tablets?|tabs?|caplets?|chews?|chewables?|pills?|capsules?|caps?|soft ?gels?|gumm(?:y|ies)|sachets?|petites?|"
    r"pieces?|lozenges?)"
)
#: What is in one, said again behind the count: "2 tablets (600 mg/400 IU)", "1 tablet of 1500 mg/400 units".
_AGAIN: Final = later(
    rf"[( ]*(?:of |each )?[( ]*(?P<mg>{NUMBER}) ?(?:mg ?(?:/|\+|and|&|with|,)?|/) ?"
    rf"(?P<iu>{NUMBER}) ?(?:iu|i\.u\.|units?|ie|ui)\b[) ]*"
)
_COUNT: Final = later(rf"(?P<n>{NUMBER}) (?:of )?(?:an? )?{_PIECE}\b|\b(?P<one>an?) {_PIECE}\b")
_BARE_COUNT: Final = later(
    rf"(?:^|(?<=take )|(?<=and ))(?P<n>{NUMBER})(?= (?:daily|nightly|once|twice|every|each|in the|at (?:night|bed)|"
    r"with|bd|od|bid|tid|tds|qd|eod|weekly|an? (?:day|week)|per (?:day|week)|(?:1|2|3|4) (?:times|x)|am\b|pm\b|"
    r"(?:breakfast|lunch|dinner|morning|evening)))"
)
_AMOUNT: Final = later(rf"(?P<n>{NUMBER}) ?(?P<unit>mg|g|iu|i\.u\.|units?|ie|ui|mcg|ug|µg|μg)\b")
_RANGE: Final = later(rf"(?<![\d-]){NUMBER} ?(?:-|–|to|or) ?{NUMBER}\b(?!-)")
#: "1 am 1 pm", "1 morning 1 night": one at each of two times.
_EACH_TIME: Final = later(
    r"^(?P<n>\d) (?:(?:in the |at |every )?(?P<one>am|mornings?|breakfast)),? (?:and )?"
    r"(?P<m>\d) (?:in the |at |every )?(?P<other>pm|evenings?|nights?|dinner|bed ?time)$"
)
_HOW_MANY: Final = 'say how many tablets, for example "1 tablet twice a day"'
#: Nobody takes more at a time.
_MOST_AT_ONCE: Final = 6.0
#: Labels round the weight of the salt.
_AS_GOOD_AS: Final = 0.02


def amounts_of(tablet: CalciumWithD, dose: str) -> tuple[str, str]:
    """Return a dose in milligrams of calcium, and the same in units of vitamin D.

    Parameters
    ----------
    tablet : CalciumWithD
    dose : str
        That counts tablets, or says milligrams, units or both of as many tablets.

    Raises
    ------
    AmbiguousDose
        Where it does not tell how many tablets.

    Examples
    --------
    >>> adcal = CalciumWithD("calcium_carbonate", 600.0, 400.0)
    >>> amounts_of(adcal, "one tablet twice a day"), amounts_of(adcal, "1200 mg/800 IU daily")
    (('600 mg twice a day', '400 IU twice a day'), ('1200 mg daily', '800 IU daily'))
    """
    said = without_thousands(in_digits(dose).casefold().strip())
    again = _AGAIN.search(said)
    counted = _COUNT.search(said) is not None
    if again is not None:
        pieces = _pieces(tablet, float(again["mg"]), "mg") & _pieces(tablet, float(again["iu"]), "iu")
        if len(pieces) != 1 or (counted and pieces != {1.0}):
            raise AmbiguousDose(f"{_HOW_MANY}: one holds {tablet.calcium_mg:g} mg/{tablet.vitamin_d_iu:g} IU")
        said = f"{said[: again.start()]} {'' if counted else f'{min(pieces):g} tablet '}{said[again.end() :]}".strip()
    elif counted and _AMOUNT.search(said):
        raise AmbiguousDose(_HOW_MANY)
    elif _AMOUNT.search(said):
        said = _AMOUNT.sub(lambda one: f"{_only(tablet, float(one['n']), one['unit']):g} tablet", said)
    if _RANGE.search(said):
        raise AmbiguousDose(_HOW_MANY)
    said = _EACH_TIME.sub(r"\g<n> tablet \g<one>, \g<m> tablet \g<other>", said)
    pattern = _COUNT if _COUNT.search(said) else _BARE_COUNT
    if not pattern.search(said):
        said = f"1 tablet {said}"
        pattern = _COUNT
    for found in pattern.finditer(said):
        if not 0.0 < _number(found) <= _MOST_AT_ONCE:
            raise AmbiguousDose(_HOW_MANY)
    return (
        pattern.sub(lambda found: f"{_number(found) * tablet.calcium_mg:.12g} mg", said),
        pattern.sub(lambda found: f"{_number(found) * tablet.vitamin_d_iu:.12g} IU", said),
    )


def _number(found: re.Match[str]) -> float:
    return float(found["n"] or 1.0)


def _only(tablet: CalciumWithD, amount: float, unit: str) -> float:
    """Return how many tablets hold an amount.

    Raises
    ------
    AmbiguousDose
        Where no number of whole or half tablets does, or one of the salt and another of the calcium.
    """
    pieces = _pieces(tablet, amount, unit)
    if len(pieces) != 1:
        what = f"{tablet.calcium_mg:g} mg/{tablet.vitamin_d_iu:g} IU"
        raise AmbiguousDose(f"{_HOW_MANY}: {amount:g} {unit} does not tell it of tablets of {what}")
    return min(pieces)


def _pieces(tablet: CalciumWithD, amount: float, unit: str) -> set[float]:
    """Return how many whole or half tablets hold an amount: of calcium, of its salt, or of vitamin D."""
    if unit == "g":
        amount *= 1000.0
    elif unit in ("mcg", "ug", "µg", "μg"):
        amount *= IU_PER_MICROGRAM_VITAMIN_D
    of_salt = tablet.calcium_mg / CALCIUM_SHARE[tablet.salt]
    holds = (tablet.calcium_mg, of_salt) if unit in ("mg", "g") else (tablet.vitamin_d_iu,)
    pieces = {round(2.0 * amount / one) / 2.0: one for one in holds}
    return {
        count
        for count, one in pieces.items()
        if 0.0 < count <= _MOST_AT_ONCE and abs(amount / (count * one) - 1.0) < _AS_GOOD_AS
    }

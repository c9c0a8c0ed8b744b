"""Tablets of calcium in words: whether a weight counts the calcium or the salt that holds it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from osteotwin.protocol.calcium_salts import CALCIUM_SHARE
from osteotwin.units.patterns import later

_COUNTS: Final = (
    ("calcium", re.compile(r"\b(?:of |as )?elemental(?: calcium)?\b|(?<=mg )(?:of )?calcium\b(?! (?:carb|cit))|"
                           r"(?<=mg )ca\b", re.IGNORECASE)),
    ("salt", re.compile(r"\b(?:of )?(?:the )?salt\b|(?:\bof |(?<=mg ))calcium (?:carbonate|citrate)\b|"
                        r"(?:\bof |(?<=mg ))(?:carbonate|citrate)\b|(?<=mg )caco3\b", re.IGNORECASE)),
)  # fmt: skip
#: Weights of salt that labels print, with a round weight of calcium in them [mg].
_OF_SALT: Final = {"calcium_carbonate": (625, 1250, 1500, 2500), "calcium_citrate": (950, 1190, 1900, 2376)}
#: Names whose labels print the weight of the salt.
_PRINTS_SALT: Final = later(r"\b(?:tums|rennie|adcal|caco3|calcichew|cacit)\b", re.IGNORECASE)
#: "1250 mg (500 mg elemental)": the weight of the salt, and of the calcium in it.
_BOTH: Final = later(
    r"(?P<salt>\d+(?:\.\d+)?) ?mg ?\((?:=|providing|contain(?:s|ing)|with)? ?(?P<calcium>\d+(?:\.\d+)?) ?mg"
    r"(?: of)? (?:elemental(?: calcium)?|calcium|ca)\)",
    re.IGNORECASE,
)
_WEIGHT: Final = later(r"(?<![\d.,])(\d+(?:[.,]\d+)?) ?(mg|g)\b", re.IGNORECASE)


def what_counts(text: str) -> tuple[str, str]:
    """Return a text without its words on what a weight counts, and ``"calcium"``, ``"salt"`` or empty.

    Examples
    --------
    >>> what_counts("500 mg elemental daily"), what_counts("1250 mg of the salt daily")
    (('500 mg daily', 'calcium'), ('1250 mg daily', 'salt'))
    """
    text = _BOTH.sub(_of_calcium, text)
    for counts, words in _COUNTS:
        if words.search(text):
            return " ".join(words.sub(" ", text).split()), counts
    return text, ""


@dataclass(frozen=True)
class Tablet:
    """What the words of a dose of calcium say that it counts.

    Attributes
    ----------
    counts : str
        ``"calcium"``, ``"salt"``, or empty where they do not say.
    asked : str
        What may be either; empty where nothing is open.
    """

    counts: str = ""
    asked: str = ""


def _of_calcium(both: re.Match[str]) -> str:
    """Return the calcium of a weight of salt that holds it; both as they stand where it does not."""
    share = float(both["calcium"]) / float(both["salt"])
    fits = any(abs(share / known - 1.0) < 0.05 for known in CALCIUM_SHARE.values())
    return f"{both['calcium']} mg elemental" if fits else both[0]


_OTHER_SALT: Final = {"calcium_carbonate": "citrate", "calcium_citrate": "carbonate"}


def tablet_of(nutrient: str, name: str, dose: str) -> Tablet:
    """Return what a dose of a salt of calcium counts, by its words, the name and its weight.

    Parameters
    ----------
    nutrient : str
        ``"calcium_carbonate"`` or ``"calcium_citrate"``.
    name : str
        As it is written.
    dose : str

    Examples
    --------
    >>> tablet_of("calcium_carbonate", "calcium carbonate", "1250 mg").asked
    '1250 mg, which may be the salt of a tablet that holds 500 mg of calcium, or the calcium'
    >>> tablet_of("calcium_carbonate", "calcium carbonate", "500 mg elemental daily").counts
    'calcium'
    """
    other = _OTHER_SALT[nutrient]
    if re.search(rf"\b{other}\b", dose, re.IGNORECASE):
        return Tablet(
            asked=f"{dose}, which names the {other} and not the {nutrient.removeprefix('calcium_')}"
        )
    _, counts = what_counts(dose)
    if counts:
        return Tablet(counts)
    weighed = calcium_in_weight(nutrient, f"{name} {dose}")
    if weighed is None and (found := _WEIGHT.search(f"{dose} {name}")) and _PRINTS_SALT.search(name):
        weight = float(found[1].replace(",", "."))
        weighed = weight, float(round(weight * CALCIUM_SHARE[nutrient]))
    if weighed is None:
        return Tablet()
    weight, calcium = weighed
    return Tablet(asked=f"{weight:g} mg, which may be the salt of a tablet that holds {calcium:g} mg of calcium, or "
                        "the calcium")  # fmt: skip


#: Calcium in one tablet of brands of one strength, from the salt on the label [mg]. Tums and Caltrate: list of Medscape
#: (500, 750 and 1000 mg, 1500 mg of salt), and labels of ultra strength on DailyMed (400 mg); the others not looked up.
_BRANDS: Final = (
    (re.compile(r"\btums (?:ultra|1000)\b", re.IGNORECASE), 400),
    (re.compile(r"\btums (?:extra|e-?x|smoothies|750)\b", re.IGNORECASE), 300),
    (re.compile(r"\btums regular\b", re.IGNORECASE), 200),
    (re.compile(r"\b(?:caltrate 600|adcal(?: 1500)?)\s*$", re.IGNORECASE), 600),
    (re.compile(r"\b(?:calcichew(?: 500)?|os-? ?cal 500)\s*$", re.IGNORECASE), 500),
)


def with_calcium_of_brand(name: str) -> str:
    """Return a name with the calcium in one tablet where the brand tells it and the name does not.

    Examples
    --------
    >>> with_calcium_of_brand("Tums Ultra 1000"), with_calcium_of_brand("Tums 500")
    ('Tums Ultra 1000 400 mg', 'Tums 500')
    """
    if _WEIGHT.search(name):
        return name
    return next((f"{name} {calcium} mg" for brand, calcium in _BRANDS if brand.search(name)), name)


def calcium_in_weight(nutrient: str, dose: str) -> tuple[float, float] | None:
    """Return the weight and its calcium where a dose is a weight that labels print for the salt [mg]; else ``None``."""
    for number, unit in _WEIGHT.findall(dose):
        weight = float(number.replace(",", "" if re.search(r",\d{3}$", number) else "."))
        weight *= 1000.0 if unit.casefold() == "g" else 1.0
        if weight in _OF_SALT.get(nutrient, ()):
            return weight, float(round(weight * CALCIUM_SHARE[nutrient] / 10.0) * 10)
    return None

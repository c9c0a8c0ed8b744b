"""The kinds of quantities and the units each may be written in.

The internal unit system is fixed: day, mg, cm, kg, g/cm2, pg/mL for estradiol, ng/dL for
testosterone, ng/mL for 25OHD, pg/mL for PTH. Each kind of quantity accepts a closed list of units,
kept as a table of factors: loading a unit registry takes longer than reading a whole file, and only
a closed list can tell a person what is allowed. The tests check the factors against Pint.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from osteotwin.constants import (
    CALCIFEDIOL_G_PER_MOL,
    CALCITRIOL_G_PER_MOL,
    CALCIUM_MG_PER_MMOL,
    CREATININE_G_PER_MOL,
    DAYS_PER_MONTH,
    DAYS_PER_WEEK,
    DAYS_PER_YEAR,
    DECILITERS_PER_LITER,
    ESTRADIOL_G_PER_MOL,
    ESTRONE_G_PER_MOL,
    HOURS_PER_DAY,
    IGF1_NG_PER_NMOL,
    IU_PER_MICROGRAM_VITAMIN_D,
    MICROGRAMS_PER_MILLIGRAM,
    MONTHS_PER_YEAR,
    PTH_PG_PER_PMOL,
    RANKL_PG_PER_PMOL,
    SCLEROSTIN_PG_PER_PMOL,
    TESTOSTERONE_G_PER_MOL,
)


@dataclass(frozen=True)
class Kind:
    """One kind of quantity and the units it may be written in.

    Attributes
    ----------
    unit : str
        The internal unit.
    units : dict of str to float
        Unit as shown to a person, and the factor from it to the internal unit.
    also : dict of str to str
        Reduced spelling, and the unit it stands for.
    example : str
    spellings : tuple of str
        Every unit and alias as the table writes it.
    may_be_negative : bool
    may_be_bare : bool
        True for pure numbers, where no unit is needed.
    is_dose : bool
        True for doses and intakes, in whose numbers a point may separate thousands.
    refused : dict of str to str
        Reduced spelling of a unit that laboratories use and that counts something else, and what to do about it.
    """

    unit: str
    units: dict[str, float]
    example: str
    also: dict[str, str]
    spellings: tuple[str, ...] = ()
    may_be_negative: bool = False
    may_be_bare: bool = False
    is_dose: bool = False
    refused: dict[str, str] = field(default_factory=dict)


def _kind(
    unit: str,
    units: dict[str, float],
    example: str,
    also: dict[str, str] | None = None,
    *,
    negative: bool = False,
    bare: bool = False,
    dose: bool = False,
) -> Kind:
    """Build one row of the table; every shown unit is also its own spelling."""
    shown_as = {shown: shown for shown in units} | (also or {})
    reduced: dict[str, str] = {}
    for other, shown in shown_as.items():
        if reduced.setdefault(spelling(other), shown) != shown:
            message = f"the unit {other!r} stands for {reduced[spelling(other)]} and for {shown}"
            raise ValueError(message)
    return Kind(unit, units, example, reduced, tuple(shown_as), negative, bare, dose)


def spelling(unit: str) -> str:
    """Return a unit reduced to one spelling: ``"g / cm²"``, ``"G/cm^2"`` and ``"g per cm2"`` are equal."""
    text = unit.strip().casefold()
    for old, new in (("µ", "u"), ("μ", "u"), ("²", "2"), ("³", "3"), ("**", ""), ("^", ""), ("mcg", "ug")):
        text = text.replace(old, new)
    text = re.sub(r"\s*/\s*|\s+(?:per|a|each|every|in)\s+", "/", text)
    text = re.sub(r"\s+(dai|week|month|year)ly$", lambda word: f"/{_ADVERBS[word[1]]}", text)
    return re.sub(r"\s+", " ", text)


_ADVERBS = {"dai": "day", "week": "week", "month": "month", "year": "year"}
#: The periods of a rate.
PERIODS = ("day", "week", "month", "year")
_PERIOD_WORDS = {
    "d": "day",
    "days": "day",
    "24h": "day",
    "24 h": "day",
    "24 hours": "day",
    "24 hr": "day",
    "wk": "week",
    "weeks": "week",
    "wks": "week",
    "w": "week",
    "months": "month",
    "mos": "month",
    "mo": "month",
    "years": "year",
    "yrs": "year",
    "yr": "year",
    "y": "year",
}
_DAY_WORDS = tuple(word for word, period in _PERIOD_WORDS.items() if period == "day")
_TIME = {
    "day": 1.0,
    "week": DAYS_PER_WEEK,
    "month": DAYS_PER_MONTH,
    "year": DAYS_PER_YEAR,
    "hour": 1.0 / HOURS_PER_DAY,
}
_IU_WORDS = {"I.U.": "IU", "units": "IU", "U": "IU", "international units": "IU"}
_TIME_WORDS = {word: period for word, period in _PERIOD_WORDS.items() if "24" not in word} | {
    "hours": "hour",
    "h": "hour",
    "hr": "hour",
    "hrs": "hour",
}


def _per_time(
    amounts: dict[str, float], canonical: str, example: str, also: dict[str, str] | None = None
) -> Kind:
    """Build a kind for an amount per day, week, month or year."""
    units = {f"{a}/{t}": factor / _TIME[t] for a, factor in amounts.items() for t in PERIODS}
    words = {f"{a}/{w}": f"{a}/{t}" for a in amounts for w, t in _PERIOD_WORDS.items()}
    for other, shown in (also or {}).items():
        words |= {f"{other}/{t}": f"{shown}/{t}" for t in PERIODS}
        words |= {f"{other}/{w}": f"{shown}/{t}" for w, t in _PERIOD_WORDS.items()}
    return _kind(canonical, units, example, words, dose=True)


def _steroid(canonical: str, molar_mass: float, example: str) -> Kind:
    """Build a kind for a hormone given as mass or moles per volume."""
    pg_per_ml = {"pg/mL": 1.0, "ng/L": 1.0, "pg/dL": 0.01, "ng/dL": 10.0, "ng/mL": 1000.0, "ug/L": 1000.0,
                 "pmol/L": molar_mass / 1000.0, "nmol/L": molar_mass}  # fmt: skip
    to_canonical = 1.0 / pg_per_ml[canonical]
    return _kind(canonical, {unit: factor * to_canonical for unit, factor in pg_per_ml.items()}, example)


def _protein(canonical: str, example: str, **more: float) -> Kind:
    """Build a kind for a protein given as mass per volume; ``more`` holds extra units, in pg/mL each."""
    pg_per_ml = {"pg/mL": 1.0, "ng/L": 1.0, "ng/mL": 1000.0, "ug/L": 1000.0}
    pg_per_ml |= {unit.replace("_per_", "/"): factor for unit, factor in more.items()}
    to_canonical = 1.0 / pg_per_ml[canonical]
    return _kind(canonical, {unit: factor * to_canonical for unit, factor in pg_per_ml.items()}, example)


_ACTIVITY = (
    "U/L count the enzyme's activity, ug/L its mass, and how the two stand to each other depends on the assay: "
    "ask the laboratory for ug/L, or remove the measurement"
)

_HOUNSFIELD = (
    "Hounsfield units are of a computed tomography and no density of a DXA scan: remove the measurement"
)
_YOUNG_MEAN = (
    "a share of the young mean is no density, and whose mean it is differs by country and maker: write the density "
    "of the same report, or its T-score as t_score_lumbar_spine or the like"
)

KINDS: dict[str, Kind] = {
    "length": _kind("cm", {"cm": 1.0, "m": 100.0, "mm": 0.1, "in": 2.54, "ft": 30.48}, "181 cm",
                    {"inch": "in", "inches": "in", "feet": "ft", "foot": "ft", "centimeters": "cm"}),
    "body_mass": _kind("kg", {"kg": 1.0, "g": 0.001, "lb": 0.45359237, "stone": 6.35029318}, "86 kg",
                       {"lbs": "lb", "kgs": "kg", "pound": "lb", "pounds": "lb", "kilo": "kg", "kilos": "kg",
                        "kilograms": "kg", "kilogram": "kg", "st": "stone"}),
    "mass": _kind("mg", {"mg": 1.0, "ug": 0.001, "g": 1000.0}, "1 mg", dose=True),
    "mass_or_mass_per_day": _kind("mg", {"mg": 1.0, "ug": 0.001, "mg/day": 1.0, "ug/day": 0.001}, "50 ug/day",
                                  {f"{a}/{w}": f"{a}/day" for a in ("mg", "ug") for w in _DAY_WORDS}, dose=True),
    "international_units": _kind("IU", {"IU": 1.0}, "500 IU", _IU_WORDS, dose=True),
    "vitamin_d": _kind("IU", {"IU": 1.0, "ug": IU_PER_MICROGRAM_VITAMIN_D,
                              "mg": MICROGRAMS_PER_MILLIGRAM * IU_PER_MICROGRAM_VITAMIN_D}, "1000 IU", _IU_WORDS,
                       dose=True),
    "calcium_per_day": _per_time({"mg": 1.0, "g": 1000.0, "mmol": CALCIUM_MG_PER_MMOL}, "mg/day", "750 mg/day"),
    "vitamin_d_per_day": _per_time({"IU": 1.0, "ug": IU_PER_MICROGRAM_VITAMIN_D}, "IU/day", "800 IU/day",
                                   _IU_WORDS),
    "duration": _kind("day", _TIME, "1 day", _TIME_WORDS),
    "age": _kind("year", {"year": 1.0, "month": 1.0 / MONTHS_PER_YEAR}, "51 years",
                 {"years": "year", "y": "year", "yr": "year", "months": "month"}),
    "minutes": _kind("min", {"min": 1.0, "h": 60.0, "s": 1.0 / 60.0}, "30 min",
                     {"minute": "min", "minutes": "min", "hour": "h", "hours": "h", "second": "s", "seconds": "s"}),
    "fraction": _kind("", {"%": 0.01}, "80 %", {"percent": "%"}, bare=True),
    "percent": _kind("%", {"%": 1.0}, "3.4 %", {"percent": "%"}),
    "share_of_1rm": _kind("of 1RM", {"%1RM": 0.01}, "80 %1RM", {"% 1RM": "%1RM", "% of 1RM": "%1RM",
                                                              "percent 1RM": "%1RM", "% of 1 RM": "%1RM",
                                                              "% 1 RM": "%1RM", "% of max": "%1RM", "% max": "%1RM"}),
    "share_of_body_weight": _kind("of body weight", {"%BW": 0.01}, "10 %BW",
                                  {other: "%BW" for name in ("BW", "bodyweight", "body weight", "body mass")
                                   for other in (f"% {name}", f"% of {name}", f"%{name}", f"%of {name}",
                                                 f"percent {name}", f"percent of {name}")}),
    "rise_per_week": _kind("/week", {"%/week": 0.01}, "2.5 %/week", {"%/wk": "%/week", "%/w": "%/week",
                                                                       "percent/week": "%/week"}),
    "share_per_year": _kind("/year", {"%/year": 0.01}, "10 %/year", {"% a year": "%/year", "% per year": "%/year",
                                                                       "%/yr": "%/year", "percent/year": "%/year"}),
    "bmd": replace(
        _kind("g/cm2", {"g/cm^2": 1.0, "mg/cm^2": 0.001}, "1.05 g/cm^2",
              {"g/cm2": "g/cm^2", "mg/cm2": "mg/cm^2", "gm/cm2": "g/cm^2", "gms/cm2": "g/cm^2", "g/cm-2": "g/cm^2"}),
        refused=dict.fromkeys(("hu", "hounsfield", "hounsfield units"), _HOUNSFIELD)
        | dict.fromkeys(("%", "percent", "%yam", "% yam", "% of the young mean", "% of young mean",
                         "% of young adult mean", "% of the young adult mean", "% young mean", "% peak reference"),
                        _YOUNG_MEAN)),
    "vbmd": _kind("mg/cm3", {"mg/cm^3": 1.0, "g/cm^3": 1000.0}, "140 mg/cm^3",
                  {"mg/mL": "mg/cm^3", "mg/cm3": "mg/cm^3", "g/cm3": "g/cm^3", "mg HA/cm^3": "mg/cm^3",
                   "mg HA/cm3": "mg/cm^3", "mgHA/cm3": "mg/cm^3"}),
    "t_score": _kind("SD", {"SD": 1.0}, "-1.2 SD", {"T": "SD", "T-score": "SD"}, negative=True, bare=True),
    "z_score": _kind("SD", {"SD": 1.0}, "-1.2 SD", {"Z": "SD", "Z-score": "SD"}, negative=True, bare=True),
    "estradiol": _steroid("pg/mL", ESTRADIOL_G_PER_MOL, "27 pg/mL"),
    "estrone": _steroid("pg/mL", ESTRONE_G_PER_MOL, "30 pg/mL"),
    "testosterone": _steroid("ng/dL", TESTOSTERONE_G_PER_MOL, "480 ng/dL"),
    "free_testosterone": _steroid("pg/mL", TESTOSTERONE_G_PER_MOL, "90 pg/mL"),
    "25ohd": _steroid("ng/mL", CALCIFEDIOL_G_PER_MOL, "24 ng/mL"),
    "calcitriol": _steroid("pmol/L", CALCITRIOL_G_PER_MOL, "96 pmol/L"),
    "shbg": _kind("nmol/L", {"nmol/L": 1.0}, "35 nmol/L"),
    "lh": _kind("IU/L", {"IU/L": 1.0, "mIU/mL": 1.0}, "4.5 IU/L", {"U/L": "IU/L", "mU/mL": "mIU/mL"}),
    "pth": _protein("pg/mL", "40 pg/mL", pmol_per_L=PTH_PG_PER_PMOL),
    "igf1": _protein("ng/mL", "150 ng/mL", nmol_per_L=1000.0 * IGF1_NG_PER_NMOL),
    "serum_calcium": _kind("mg/dL", {"mg/dL": 1.0, "mg/L": 0.1, "mmol/L": CALCIUM_MG_PER_MMOL / DECILITERS_PER_LITER},
                           "9.4 mg/dL", {"mM": "mmol/L"}),
    "urine_calcium": _kind("mg/day", {"mg/day": 1.0, "mmol/day": CALCIUM_MG_PER_MMOL}, "180 mg/day",
                           {f"{a}/{w}": f"{a}/day" for a in ("mg", "mmol") for w in _DAY_WORDS}),
    "ctx": _protein("ng/mL", "0.35 ng/mL"),
    "p1np": _protein("ng/mL", "45 ng/mL"),
    "bsap": replace(_protein("ng/mL", "14 ng/mL"), refused=dict.fromkeys(("u/l", "iu/l"), _ACTIVITY)),
    "osteocalcin": _protein("ng/mL", "20 ng/mL"),
    "protein_pg": _protein("pg/mL", "500 pg/mL"),
    "sclerostin": _protein("pg/mL", "700 pg/mL", pmol_per_L=SCLEROSTIN_PG_PER_PMOL),
    "rankl": _protein("pmol/L", "4 pmol/L", pmol_per_L=RANKL_PG_PER_PMOL, nmol_per_L=1000.0 * RANKL_PG_PER_PMOL),
    "ntx_urine": _kind("nmol/mmol", {"nmol BCE/mmol creatinine": 1.0}, "40 nmol BCE/mmol creatinine",
                       {"nmol/mmol": "nmol BCE/mmol creatinine", "nM BCE/mM creatinine": "nmol BCE/mmol creatinine",
                        "nmol BCE/mmol Cr": "nmol BCE/mmol creatinine", "nM/mM": "nmol BCE/mmol creatinine"}),
    "hematocrit": _kind("%", {"%": 1.0, "L/L": 100.0}, "45 %", {"percent": "%", "vol%": "%", "vol %": "%"}),
    "filtration": _kind("mL/min/1.73m2", {"mL/min/1.73m2": 1.0, "mL/min": 1.0, "mL/s/1.73m2": 60.0}, "75 mL/min/1.73m2",
                        {"mL/min/1.73 m2": "mL/min/1.73m2", "mL/min/1.73": "mL/min/1.73m2",
                         "mL/s/1.73 m2": "mL/s/1.73m2"}),
    "creatinine": _kind("mg/dL", {"mg/dL": 1.0, "mg/L": 0.1, "umol/L": CREATININE_G_PER_MOL / 10000.0}, "0.9 mg/dL",
                        {"uM": "umol/L", "micromol/L": "umol/L"}),
    "enzyme": _kind("U/L", {"U/L": 1.0, "mU/dL": 0.01}, "4 U/L", {"IU/L": "U/L"}),
}  # fmt: skip

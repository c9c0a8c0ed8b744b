"""From "number unit" to a number in the internal unit, or a sentence that says what is wrong.

The internal unit system is fixed: day, mg, cm, kg, g/cm2, pg/mL for estradiol, ng/dL for
testosterone, ng/mL for 25OHD, pg/mL for PTH. Each kind of quantity accepts a closed list of units,
kept as a table of factors: loading a unit registry takes longer than reading a whole file, and only
a closed list can tell a person what is allowed. The tests check the factors against Pint.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from math import isfinite, log10

from osteotwin.constants import (
    CALCIFEDIOL_G_PER_MOL,
    CALCITRIOL_G_PER_MOL,
    CALCIUM_MG_PER_MMOL,
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
    TESTOSTERONE_G_PER_MOL,
)
from osteotwin.errors import InputError, Problem


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
    """

    unit: str
    units: dict[str, float]
    example: str
    also: dict[str, str]
    spellings: tuple[str, ...] = ()
    may_be_negative: bool = False
    may_be_bare: bool = False


def _kind(
    unit: str,
    units: dict[str, float],
    example: str,
    also: dict[str, str] | None = None,
    *,
    negative: bool = False,
    bare: bool = False,
) -> Kind:
    """Build one row of the table; every shown unit is also its own spelling."""
    shown_as = {shown: shown for shown in units} | (also or {})
    reduced = {spelling(other): shown for other, shown in shown_as.items()}
    return Kind(unit, units, example, reduced, tuple(shown_as), negative, bare)


def spelling(unit: str) -> str:
    """Return a unit reduced to one spelling: ``"g / cm²"``, ``"G/cm^2"`` and ``"g per cm2"`` are equal."""
    text = unit.strip().casefold()
    for old, new in (("µ", "u"), ("μ", "u"), ("²", "2"), ("³", "3"), ("**", ""), ("^", ""), ("mcg", "ug")):
        text = text.replace(old, new)
    text = re.sub(r"\s*/\s*|\s+per\s+|\s+a\s+", "/", text)
    return re.sub(r"\s+", " ", text)


_DAY_WORDS = {
    "d": "day",
    "days": "day",
    "24h": "day",
    "24 h": "day",
    "wk": "week",
    "weeks": "week",
    "w": "week",
}
_TIME = {
    "day": 1.0,
    "week": DAYS_PER_WEEK,
    "month": DAYS_PER_MONTH,
    "year": DAYS_PER_YEAR,
    "hour": 1.0 / HOURS_PER_DAY,
}
_TIME_WORDS = _DAY_WORDS | {"months": "month", "mo": "month", "years": "year", "y": "year", "yr": "year",
                            "hours": "hour", "h": "hour"}  # fmt: skip


def _per_time(
    amounts: dict[str, float], canonical: str, example: str, also: dict[str, str] | None = None
) -> Kind:
    """Build a kind for an amount per day or week."""
    units = {f"{a}/{t}": factor / _TIME[t] for a, factor in amounts.items() for t in ("day", "week")}
    words = {f"{a}/{w}": f"{a}/{t}" for a in amounts for w, t in _DAY_WORDS.items()}
    for other, shown in (also or {}).items():
        words |= {f"{other}/{t}": f"{shown}/{t}" for t in ("day", "week")}
        words |= {f"{other}/{w}": f"{shown}/{t}" for w, t in _DAY_WORDS.items()}
    return _kind(canonical, units, example, words)


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


KINDS: dict[str, Kind] = {
    "length": _kind("cm", {"cm": 1.0, "m": 100.0, "mm": 0.1, "in": 2.54, "ft": 30.48}, "181 cm",
                    {"inch": "in", "inches": "in", "feet": "ft"}),
    "body_mass": _kind("kg", {"kg": 1.0, "g": 0.001, "lb": 0.45359237}, "86 kg", {"lbs": "lb", "kgs": "kg"}),
    "mass": _kind("mg", {"mg": 1.0, "ug": 0.001, "g": 1000.0}, "1 mg"),
    "mass_or_mass_per_day": _kind("mg", {"mg": 1.0, "ug": 0.001, "mg/day": 1.0, "ug/day": 0.001}, "50 ug/day",
                                  {f"{a}/{w}": f"{a}/day" for a in ("mg", "ug") for w in ("d", "24h", "24 h")}),
    "vitamin_d": _kind("IU", {"IU": 1.0, "ug": IU_PER_MICROGRAM_VITAMIN_D,
                              "mg": MICROGRAMS_PER_MILLIGRAM * IU_PER_MICROGRAM_VITAMIN_D}, "1000 IU", {"I.U.": "IU"}),
    "calcium_per_day": _per_time({"mg": 1.0, "g": 1000.0, "mmol": CALCIUM_MG_PER_MMOL}, "mg/day", "750 mg/day"),
    "vitamin_d_per_day": _per_time({"IU": 1.0, "ug": IU_PER_MICROGRAM_VITAMIN_D}, "IU/day", "800 IU/day",
                                   {"I.U.": "IU"}),
    "duration": _kind("day", _TIME, "1 day", _TIME_WORDS),
    "age": _kind("year", {"year": 1.0, "month": 1.0 / MONTHS_PER_YEAR}, "51 years",
                 {"years": "year", "y": "year", "yr": "year", "months": "month"}),
    "minutes": _kind("min", {"min": 1.0, "h": 60.0, "s": 1.0 / 60.0}, "30 min",
                     {"minute": "min", "minutes": "min", "hour": "h", "hours": "h", "second": "s", "seconds": "s"}),
    "fraction": _kind("", {"%": 0.01}, "80 %", {"percent": "%"}, bare=True),
    "share_of_1rm": _kind("of 1RM", {"%1RM": 0.01}, "80 %1RM", {"% 1RM": "%1RM", "% of 1RM": "%1RM",
                                                              "percent 1RM": "%1RM"}),
    "rise_per_week": _kind("/week", {"%/week": 0.01}, "2.5 %/week", {"%/wk": "%/week", "%/w": "%/week",
                                                                       "percent/week": "%/week"}),
    "bmd": _kind("g/cm2", {"g/cm^2": 1.0, "mg/cm^2": 0.001}, "1.05 g/cm^2"),
    "vbmd": _kind("mg/cm3", {"mg/cm^3": 1.0, "g/cm^3": 1000.0}, "140 mg/cm^3", {"mg/ml": "mg/cm^3"}),
    "t_score": _kind("SD", {"SD": 1.0}, "-1.2 SD", {"T": "SD", "T-score": "SD"}, negative=True, bare=True),
    "estradiol": _steroid("pg/mL", ESTRADIOL_G_PER_MOL, "27 pg/mL"),
    "estrone": _steroid("pg/mL", ESTRONE_G_PER_MOL, "30 pg/mL"),
    "testosterone": _steroid("ng/dL", TESTOSTERONE_G_PER_MOL, "480 ng/dL"),
    "free_testosterone": _steroid("pg/mL", TESTOSTERONE_G_PER_MOL, "90 pg/mL"),
    "25ohd": _steroid("ng/mL", CALCIFEDIOL_G_PER_MOL, "24 ng/mL"),
    "calcitriol": _steroid("pg/mL", CALCITRIOL_G_PER_MOL, "40 pg/mL"),
    "shbg": _kind("nmol/L", {"nmol/L": 1.0}, "35 nmol/L"),
    "lh": _kind("IU/L", {"IU/L": 1.0, "mIU/mL": 1.0}, "4.5 IU/L", {"U/L": "IU/L", "mU/mL": "mIU/mL"}),
    "pth": _protein("pg/mL", "40 pg/mL", pmol_per_L=PTH_PG_PER_PMOL),
    "igf1": _protein("ng/mL", "150 ng/mL", nmol_per_L=1000.0 * IGF1_NG_PER_NMOL),
    "serum_calcium": _kind("mg/dL", {"mg/dL": 1.0, "mmol/L": CALCIUM_MG_PER_MMOL / DECILITERS_PER_LITER},
                           "9.4 mg/dL", {"mM": "mmol/L"}),
    "urine_calcium": _kind("mg/day", {"mg/day": 1.0, "mmol/day": CALCIUM_MG_PER_MMOL}, "180 mg/day",
                           {f"{a}/{w}": f"{a}/day" for a in ("mg", "mmol") for w in ("d", "24h", "24 h")}),
    "ctx": _protein("ng/mL", "0.35 ng/mL"),
    "p1np": _protein("ng/mL", "45 ng/mL"),
    "bsap": _protein("ng/mL", "14 ng/mL"),
    "osteocalcin": _protein("ng/mL", "20 ng/mL"),
    "protein_pg": _protein("pg/mL", "500 pg/mL"),
    "sclerostin": _protein("pg/mL", "700 pg/mL", pmol_per_L=22.7),
    "pmol": _kind("pmol/L", {"pmol/L": 1.0, "nmol/L": 1000.0}, "4 pmol/L"),
    "ntx_urine": _kind("nmol/mmol", {"nmol BCE/mmol creatinine": 1.0}, "40 nmol BCE/mmol creatinine",
                       {"nmol/mmol": "nmol BCE/mmol creatinine", "nM BCE/mM creatinine": "nmol BCE/mmol creatinine",
                        "nmol BCE/mmol Cr": "nmol BCE/mmol creatinine", "nM/mM": "nmol BCE/mmol creatinine"}),
    "enzyme": _kind("U/L", {"U/L": 1.0, "mU/dL": 0.01}, "4 U/L", {"IU/L": "U/L"}),
}  # fmt: skip

_Fail = Callable[..., InputError]

_NUMBER = re.compile(r"([+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)\s*(.*)", re.DOTALL)
_COMMA = re.compile(r"([+-]?[0-9]+(?:,[0-9]+)+)(?:\.[0-9]+)?\s*(.*)", re.DOTALL)
_LIMIT = re.compile(r"[<>≤≥~≈]|(?:under|over|below|above|about)\b", re.IGNORECASE)


def allowed_units(kind: str) -> str:
    """Return the units a kind accepts, as words: ``'"number unit" with the unit pg/mL or pmol/L'``."""
    row = KINDS[kind]
    shown = list(row.units)
    listed = shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}"
    bare = " (or a number without a unit)" if row.may_be_bare else ""
    return f'"number unit" with the unit {listed}{bare}'


def parse_quantity(text: object, kind: str, *, file: str = "", field: str = "") -> float:
    """Read a "number unit" string into the kind's internal unit.

    Parameters
    ----------
    text : str
        What the file holds; anything but a string is a problem, because it has no unit.
    kind : str
        A key of :data:`KINDS`.
    file, field : str
        Where the value stands, for the problem's sentence.

    Returns
    -------
    float
        The value in ``KINDS[kind].unit``.

    Raises
    ------
    InputError
        With one problem: what was found, which units are expected, how to fix it.

    Examples
    --------
    >>> parse_quantity("1.81 m", "length")
    181.0
    """
    row = KINDS[kind]

    def fail(fix: str, expected: str | None = None, found: str | None = None) -> InputError:
        return InputError(
            [Problem(file, field, found or shown_value(text), expected or allowed_units(kind), fix)]
        )

    if isinstance(text, int | float) and not isinstance(text, bool):
        if row.may_be_bare and isfinite(text):
            return _signed(float(text), row, fail)
        raise fail(
            f'add the unit and put both in quotes, for example "{text:g} {_first(row)}"',
            found=f"{shown_value(text)}, which has no unit",
        )
    if not isinstance(text, str):
        raise fail(f'write one quantity in quotes, for example "{row.example}"')
    written = text.strip().replace("−", "-")
    _refuse_odd_numbers(written, row, fail)
    match = _NUMBER.fullmatch(written)
    if match is None:
        raise fail(f'begin with the number, for example "{row.example}"')
    number, unit = float(match[1]), match[2].strip()
    if not isfinite(number):
        raise fail("write a number that a computer can hold", "a finite number")
    if not unit and row.may_be_bare:
        return _signed(number, row, fail)
    if not unit:
        raise fail(
            f'add the unit, for example "{match[1]} {_first(row)}"',
            found=f"{shown_value(text)}, which has no unit",
        )
    shown = row.also.get(spelling(unit))
    if shown is None:
        raise fail(_fix_unit(match[1], unit, row), found=f"{shown_value(text)}, whose unit is not known")
    return _signed(_scaled(match[1], row.units[shown]), row, fail)


def quantity_text(value: float, kind: str) -> str:
    """Write a value in the internal unit as the "number unit" text that reads back as the same value.

    Examples
    --------
    >>> quantity_text(0.8, "fraction")
    '80 %'
    """
    unit, factor = min(KINDS[kind].units.items(), key=lambda pair: abs(log10(pair[1])))
    number = Decimal(repr(value)) / Decimal(repr(factor))
    text = f"{number:f}" if 1e-6 <= abs(value) < 1e15 or value == 0.0 else f"{number.normalize():e}"
    if "." in text and "e" not in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text} {unit}"


def _scaled(number: str, factor: float) -> float:
    """The product of a written number and a factor, rounded once."""
    plain = float(number)
    return plain if factor == 1.0 or plain == 0.0 else float(Decimal(number) * Decimal(repr(factor)))


def shown_value(value: object) -> str:
    """Return a found value as a short, printable piece of a sentence."""
    if isinstance(value, str):
        safe = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in value[:61])
        return f'"{safe[:60]}..."' if len(value) > 60 else f'"{safe}"'
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and abs(value) >= 10**30:
        return "a huge number"
    if isinstance(value, int | float):
        return f"{value:g}" if isinstance(value, float) else str(value)
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list | tuple):
        return "a list"
    return _short(str(value))


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}..."


def _first(row: Kind) -> str:
    return next(iter(row.units))


def _signed(value: float, row: Kind, fail: _Fail) -> float:
    if not isfinite(value):
        raise fail("write a number that a computer can hold", "a finite number")
    if value < 0.0 and not row.may_be_negative:
        raise fail(
            "remove the minus sign, or correct the value", f'zero or more, for example "{row.example}"'
        )
    return value


def _refuse_odd_numbers(written: str, row: Kind, fail: _Fail) -> None:
    """Raise for what looks like a number to a person and is not one here."""
    if not written:
        raise fail(f'write a number and its unit, for example "{row.example}", or remove the line')
    if re.match(r"[+-]?(nan|inf)", written, re.IGNORECASE):
        raise fail(
            "write a measured number, or remove the line if it is not known", "a finite number with its unit"
        )
    if _LIMIT.match(written):
        raise fail(
            "write one number; a limit or a guess cannot be used, so remove the line if only that is known"
        )
    comma = _COMMA.fullmatch(written)
    if comma:
        unit = f" {comma[2]}" if comma[2] else ""
        as_point, as_thousands = comma[1].replace(",", ".", 1).replace(",", ""), comma[1].replace(",", "")
        in_threes = re.fullmatch(r"[+-]?[0-9]{1,3}(,[0-9]{3})+", comma[1])
        either = f' (or "{as_thousands}{unit}" if the comma separates thousands)' if in_threes else ""
        raise fail(
            f'write a decimal point, not a comma: "{as_point}{unit}"{either}', "a number with a decimal point"
        )
    if re.match(r"[+-]?[0-9.]+(\s*[-–]\s*|\s+to\s+|\s*±\s*|\s+)[0-9]", written):
        raise fail(f'write one number only, without ranges or spaces inside it, for example "{row.example}"')


def _fix_unit(number: str, unit: str, row: Kind) -> str:
    """Return the way out of a unit that is not known for this kind."""
    near = get_close_matches(spelling(unit), list(row.also), n=1, cutoff=0.7)
    if near:
        return f'write "{number} {row.also[near[0]]}" if that is meant'
    return f'convert the value to one of these units and write it like "{row.example}"'

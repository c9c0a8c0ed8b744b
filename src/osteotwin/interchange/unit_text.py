"""Unit strings such as ``"L/ug/day"`` as products of named units, and as SBML unit definitions."""

from __future__ import annotations

import re
from typing import TypeAlias

from osteotwin.errors import OsteotwinError

#: unit -> (SBML kind, power of ten, multiplier). The order is the one in which a product is written.
#: SBML knows no unit of biological activity: an international unit is counted as an item.
_UNITS: dict[str, tuple[str, int, float]] = {
    "kg": ("gram", 3, 1.0),
    "g": ("gram", 0, 1.0),
    "mg": ("gram", -3, 1.0),
    "ug": ("gram", -6, 1.0),
    "ng": ("gram", -9, 1.0),
    "pg": ("gram", -12, 1.0),
    "mol": ("mole", 0, 1.0),
    "mmol": ("mole", -3, 1.0),
    "nmol": ("mole", -9, 1.0),
    "pmol": ("mole", -12, 1.0),
    "kIU": ("item", 3, 1.0),
    "IU": ("item", 0, 1.0),
    "N": ("newton", 0, 1.0),
    "L": ("litre", 0, 1.0),
    "dL": ("litre", -1, 1.0),
    "mL": ("litre", -3, 1.0),
    "m": ("metre", 0, 1.0),
    "cm": ("metre", -2, 1.0),
    "Hz": ("hertz", 0, 1.0),
    "year": ("second", 0, 31557600.0),
    "day": ("second", 0, 86400.0),
    "hour": ("second", 0, 3600.0),
}
_ORDER = {name: i for i, name in enumerate(_UNITS)}
_FACTOR = re.compile(r"([A-Za-z]+?)(?:\*\*|\^)?(\d*)")

#: Powers of named units, without zeros, in the order of writing; empty: dimensionless.
Unit: TypeAlias = tuple[tuple[str, int], ...]

DIMENSIONLESS: Unit = ()


class UnitError(OsteotwinError):
    """A unit that is not known, or an equation whose sides have different units."""


def _from_powers(powers: dict[str, int]) -> Unit:
    return tuple(sorted(((n, e) for n, e in powers.items() if e), key=lambda item: _ORDER[item[0]]))


def read_unit(text: str) -> Unit:
    """Return a unit string as powers of named units.

    Parameters
    ----------
    text : str
        Names joined by ``*`` and ``/``, each with an optional power: ``"g/cm2"``, ``"1/day"``, ``""``.

    Raises
    ------
    UnitError
        If a name is not known.
    """
    if text in ("", "dimensionless"):
        return DIMENSIONLESS
    powers: dict[str, int] = {}
    sign = 1
    for part in re.split(r"(?<!\*)([*/])(?!\*)", text.replace(" ", "")):
        if part in ("*", "/"):
            sign = 1 if part == "*" else -1
            continue
        if part == "1":
            continue
        match = _FACTOR.fullmatch(part)
        if match is None or match[1] not in _UNITS:
            message = f"the unit {text!r} cannot be written in SBML: {part!r} is not known"
            raise UnitError(message)
        powers[match[1]] = powers.get(match[1], 0) + sign * int(match[2] or 1)
    return _from_powers(powers)


def times(a: Unit, b: Unit, power: int = 1) -> Unit:
    """Return the unit of a times b to a power."""
    powers = dict(a)
    for name, exponent in b:
        powers[name] = powers.get(name, 0) + power * exponent
    return _from_powers(powers)


def root(a: Unit) -> Unit:
    """Return the unit of a square root.

    Raises
    ------
    UnitError
        If a power is odd.
    """
    if any(exponent % 2 for _, exponent in a):
        message = f"the square root of {write_unit(a)} has no unit"
        raise UnitError(message)
    return tuple((name, exponent // 2) for name, exponent in a)


def _spelled(unit: Unit, over: str, between: str) -> str:
    def shown(name: str, exponent: int) -> str:
        return name if exponent == 1 else f"{name}{exponent}"

    above = between.join(shown(name, exponent) for name, exponent in unit if exponent > 0)
    below = [shown(name, -exponent) for name, exponent in unit if exponent < 0]
    return over.join([above, *below])


def write_unit(unit: Unit) -> str:
    """Return a unit as people write it: ``"L/ug/day"``."""
    text = _spelled(unit, "/", "*")
    return f"1{text}" if text.startswith("/") else text or "dimensionless"


def unit_id(unit: Unit) -> str:
    """Return the identifier of a unit in an SBML file: ``"L_per_ug_per_day"``."""
    return _spelled(unit, "_per_", "_").lstrip("_") or "dimensionless"


def unit_definition(unit: Unit) -> str:
    """Return the SBML definition of a unit, as one XML element."""
    lines = [f'<unitDefinition id="{unit_id(unit)}" name="{write_unit(unit)}">', "  <listOfUnits>"]
    for name, exponent in unit:
        kind, scale, multiplier = _UNITS[name]
        lines.append(
            f'    <unit kind="{kind}" exponent="{exponent}" scale="{scale}" multiplier="{multiplier:.17g}"/>'
        )
    return "\n".join([*lines, "  </listOfUnits>", "</unitDefinition>"])

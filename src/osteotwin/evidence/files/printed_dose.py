"""Doses as sources print them: ``"1 mg"``, ``"50 ug/24h"``, ``"70 mg/week"``, ``"1500 IU"``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from osteotwin.errors import InputError, Problem
from osteotwin.units import KINDS, parse_quantity, shown_value, spelling

DOSES = '"number unit" with a mass, such as "1 mg" or "50 ug/24h", or with IU'

#: Units in which doses are printed and that say nothing about mass without knowing the product or the person.
_NOT_A_MASS = frozenset(
    spelling(unit) for unit in (
        "IU", "I.U.", "U", "units", "mIU", "mg/kg", "ug/kg", "ng/kg", "IU/kg", "mg/m2", "ug/m2", "mL", "mmol",
        "umol", "nmol",
    )
)  # fmt: skip


@dataclass(frozen=True)
class Dose:
    """A printed dose.

    Attributes
    ----------
    text : str
        As printed.
    mass_mg : float or None [mg]
        ``None`` where the unit is not one of mass.
    per_days : float or None [day]
        The days over which the mass is delivered, of a dose printed as a rate.
    """

    text: str
    mass_mg: float | None
    per_days: float | None = None


def parse_dose(text: str) -> Dose:
    """Read a printed dose.

    Raises
    ------
    InputError
        If the text has no positive number, or a unit in which no trial prints a dose.

    Examples
    --------
    >>> parse_dose("50 ug/24h")
    Dose(text='50 ug/24h', mass_mg=0.05, per_days=1.0)
    >>> parse_dose("1500 IU")
    Dose(text='1500 IU', mass_mg=None, per_days=None)
    """
    number, unit = _split(text)
    if unit in _NOT_A_MASS:
        _positive(f"{number} mg", text)
        return Dose(text, None)
    amount, slash, period = text.partition("/")
    days = _days(period) if slash else None
    return Dose(text, _positive(amount if days else text, text), days)


def _split(text: str) -> tuple[str, str]:
    match = re.match(r"\s*([0-9.,eE+-]*)\s*(.*)", text, re.DOTALL)
    return (match[1], spelling(match[2])) if match else ("", "")


def _positive(quantity: str, text: str) -> float:
    """Return a mass above zero [mg]."""
    mass = parse_quantity(quantity, "mass")
    if mass > 0.0:
        return mass
    raise InputError(
        [Problem("", "dose", shown_value(text), "more than nothing", "correct the dose, or leave it out")]
    )


def _days(period: str) -> float | None:
    """Return how many days a period has: of ``24h``, ``day``, ``week``; ``None`` of anything else."""
    match = re.fullmatch(r"\s*([0-9.]*)\s*([a-zA-Z]+)\s*", period)
    unit = KINDS["duration"].also.get(spelling(match[2])) if match else None
    if match is None or unit is None:
        return None
    return float(match[1] or 1.0) * KINDS["duration"].units[unit]

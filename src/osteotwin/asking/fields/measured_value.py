"""The value and the unit of a row → what the answer says of them, or what to ask."""

from __future__ import annotations

from typing import Final

from osteotwin.asking.fields.field import FIELDS, Row, missing
from osteotwin.asking.fields.measured_choices import unit_of, units_of
from osteotwin.endpoints import Endpoint
from osteotwin.errors import Problem
from osteotwin.people.limits import is_scan, may_be_limit
from osteotwin.units import with_signs
from osteotwin.units.patterns import later

VALUE: Final = later(
    r"(?P<sign>[<>]=?|[\u2264\u2265])? ?(?P<number>[-+]?(?:\d+(?:[.,]\d+)?|[.,]\d+))(?: ?(?P<unit>[^\W\d].*|%))?"
)
#: Of thousands, or a decimal comma.
_THOUSANDS: Final = later(r"[1-9]\d{0,2},\d{3}")
_SCORES: Final = ("t_score", "z_score")
#: Densities by DXA, which no number can have in both units.
_MOST_GRAMS, _LEAST_MILLIGRAMS = 2.5, 200.0


def value_told(place: str, label: str, what: Endpoint, row: Row) -> str | list[Problem]:
    """Return a value with its unit, as it is written into an answer, or every question on them.

    Parameters
    ----------
    place : str
        Of the row.
    label : str
        What was measured, as the fields call it.
    what : Endpoint
    row : mapping of str to str
    """
    at, units = f"{place}.value", units_of(what)
    example = '"-1.8"' if what.group in _SCORES else '"27"'
    written = with_signs(row.get("value", "")).strip()
    chosen = row.get("unit", "")
    if not written:
        problems = [missing(at, "value", label, example)]
        if len(units) > 1 and not chosen:
            problems.append(missing(f"{place}.unit", "unit", label, f'"{units[0]}"'))
        return problems
    found = VALUE.fullmatch(written)
    if found is None:
        fix = f"write the number alone, for example {example[1:-1]}"
        return [Problem(FIELDS, at, f'"{written}" as the value of {label}', "one number", fix)]
    problems = [*_wrong_number(at, label, what, found["sign"] or "", found["number"])]
    unit = _unit(place, label, what, found["number"], [one for one in (found["unit"], chosen) if one])
    problems.extend([unit] if isinstance(unit, Problem) else ())
    if problems:
        return problems
    number = found["number"].replace(",", ".")
    return f"{found['sign'] or ''}{number}{f' {unit}' if unit and what.group not in _SCORES else ''}"


def _wrong_number(at: str, label: str, what: Endpoint, sign: str, number: str) -> list[Problem]:
    value = float(number.replace(",", "."))
    if sign and not may_be_limit(what):
        found, expected, fix = f'"{sign}{number}"', "a value, no limit", "write the number that was measured"
    elif what.group in _SCORES and number[0] not in "-+" and value:
        found, expected = f'"{number}" without a sign', "a score with its sign"
        fix = f"write -{number} if it is below zero, or +{number} if it is above"
    elif what.group not in _SCORES and value < 0:
        found, expected, fix = f'"{number}"', "a number above zero", "write the number that the report prints"
    elif _THOUSANDS.fullmatch(number) and not is_scan(what):
        found, expected = f'"{number}"', "a number that can be read in one way only"
        fix = f"write {number.replace(',', '')}, or {number.replace(',', '.')}, whichever is meant"
    else:
        return []
    return [Problem(FIELDS, at, f"{found} as the value of {label}", expected, fix)]


def _unit(place: str, label: str, what: Endpoint, number: str, written: list[str]) -> str | Problem:
    """Return the unit of a value, by what stands behind the number and in the field."""
    units, at = [*units_of(what)], f"{place}.unit"
    known: list[str | None] = [unit_of(what, one) for one in written]
    fix = (
        f"choose {units[0]}, or whichever the report prints" if len(units) > 1 else f"write it in {units[0]}"
    )
    for one, unit in zip(written, known, strict=True):
        if unit is None:
            return Problem(FIELDS, at, f'"{one}" as the unit of {label}', f"one of {', '.join(units)}", fix)
    if len(set(known)) > 1:
        both = f"two units of {label}: {' and '.join(written)}"
        return Problem(FIELDS, at, both, "one unit", "leave out the wrong one")
    if known:
        return known[0] or ""
    if len(units) == 1:
        return units[0]
    if what.quantity == "bmd":
        value = float(number.replace(",", "."))
        if value <= _MOST_GRAMS or value >= _LEAST_MILLIGRAMS:
            return "g/cm^2" if value <= _MOST_GRAMS else "mg/cm^2"
    return missing(at, "unit", label, f'"{units[0]}"')

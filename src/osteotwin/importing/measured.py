"""One measured value of any file → the entry of a person's file, or why there is none."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Any, Final

from osteotwin.endpoints import MEASURED
from osteotwin.importing.answers import Answers
from osteotwin.importing.assay_words import Assay
from osteotwin.importing.dates import MiddleOfMonth
from osteotwin.importing.found import Found, Place
from osteotwin.inputs.notes import printable
from osteotwin.units import KINDS
from osteotwin.units.kinds import spelling
from osteotwin.units.patterns import later

#: Units of UCUM and of reports -> what a person's file writes.
_UNITS: Final = {
    "mg/(24.h)": "mg/day", "mmol/(24.h)": "mmol/day", "mg/24hr": "mg/day", "mmol/24hr": "mmol/day", "[iu]/l": "IU/L",
    "m[iu]/ml": "mIU/mL", "miu/l": "", "[lb_av]": "lb", "[in_i]": "in", "[ft_i]": "ft", "g/cm²": "g/cm^2",
    "gm/cm²": "g/cm^2",
    "gm/cm^2": "g/cm^2", "g/sq cm": "g/cm^2", "g/cm(2)": "g/cm^2", "gr/cm2": "g/cm^2", "g/cm": "", "u[iu]/ml": "",
    "nmol/mmol{creat}": "nmol/mmol", "nmol{bce}/mmol{creat}": "nmol/mmol", "nmol bce/mmol": "nmol/mmol",
    "nm bce/mm creatinine": "nmol/mmol", "ng/dl": "ng/dL", "kg": "kg", "ug/l": "ug/L", "mcg/l": "ug/L",
    "ml/min/{1.73_m2}": "mL/min/1.73m2", "ml/min/{1.73m2}": "mL/min/1.73m2", "ml/min/1.73m²": "mL/min/1.73m2",
    "ml/min/1.73m*2": "mL/min/1.73m2", "ml/min/1.73_m2": "mL/min/1.73m2", "ml/min/{1.73m*2}": "mL/min/1.73m2",
    "ml/min/1.73 m²": "mL/min/1.73m2", "ml/min/1.73 sq m": "mL/min/1.73m2",
}  # fmt: skip
_NO_UNIT: Final = ("", "1", "{t-score}", "{tscore}", "{t score}", "{z-score}", "{zscore}", "{z score}", "{score}",
                   "t-score", "z-score", "{sd}", "sd", "t", "z", "{std_dev}")  # fmt: skip
_LIMIT: Final = later(r"^\s*(<=|>=|<|>|≤|≥)\s*(.*)$", re.DOTALL)
#: Numbers that are possible in one unit alone.
_DENSITY: Final = later(r"0\.[1-9]\d+|[12]\.\d{2,4}")
_CELLS: Final = ((0.15, 0.75, "L/L"), (15.0, 75.0, "%"))
_SCAN: Final = ("bmd", "t_score", "z_score")


def split_sign(text: str) -> tuple[str, str]:
    """Return the sign of a limit and what stands behind it.

    Examples
    --------
    >>> split_sign("<5")
    ('<', '5')
    """
    match = _LIMIT.match(text)
    return (
        (match[1][0].replace("≤", "<").replace("≥", ">"), match[2].strip()) if match else ("", text.strip())
    )


@lru_cache(maxsize=8192)
def known_unit(unit: str, quantity: str) -> str | None:
    """Return a unit as a person's file writes it; ``None`` where the quantity is not measured in it."""
    row = KINDS[quantity]
    if row.may_be_bare and unit.strip().casefold() in _NO_UNIT:
        return ""
    for form in (unit, _UNITS.get(unit.strip().casefold(), unit)):
        if form and (shown := row.also.get(spelling(form))) is not None:
            return shown
    return None


def _only_unit(group: str, what: str, number: str) -> str | None:
    """Return the unit in which alone a number is possible; ``None`` where there may be several."""
    if group == "bmd":
        return "g/cm^2" if _DENSITY.fullmatch(number) else None
    if what != "hematocrit":
        return None
    return next((unit for low, high, unit in _CELLS if low <= float(number) <= high), None)


def _likely_unit(what: str, number: str) -> str:
    """Return a unit in which a number is possible, that of the endpoint before others."""
    endpoint = MEASURED[what]
    units = KINDS[endpoint.quantity].units
    possible = [
        one for one, factor in units.items() if endpoint.low <= float(number) * factor <= endpoint.high
    ]
    return (
        endpoint.unit
        if endpoint.unit in possible or endpoint.unit not in units or not possible
        else possible[0]
    )


def measurement(
    what: str,
    sign: str,
    number: str,
    unit: str,
    day: date | None,
    place: Place,
    said: str,
    answers: Answers,
    *,
    device: str | None = None,
    assay: Assay | None = None,
    side: str = "",
    note: str = "",
) -> Found | str:
    """Return one measured value as the entry that a person would have written, or why it is none.

    Parameters
    ----------
    what : str
        An endpoint.
    sign : str
        Of a limit, or empty.
    number : str
        With a decimal point.
    unit : str
        As the file gives it; empty where it gives none.
    day : datetime.date or None
    place, said, answers
    device : str or None
    assay : Assay or None
    side : str
    note : str
    """  # fmt: skip
    endpoint = MEASURED[what]
    if day is None:
        has_unit = unit.strip() or what in answers.units or known_unit("", endpoint.quantity) is not None
        has_unit = has_unit or _only_unit(endpoint.group, what, number) is not None
        unit_of = f" and without a unit; add the unit of the report, such as {_likely_unit(what, number)}"
        lacks = "" if has_unit else unit_of
        return f"{endpoint.label} without a date{lacks}; write the day on which it was measured"
    if isinstance(day, MiddleOfMonth):
        note = "; ".join(part for part in (note, day.told) if part)
    if not unit.strip() and (given := answers.units.get(what)) is not None:
        unit, note = given, "; ".join(part for part in (note, f"the unit {given} as you said") if part)
    if what == "hematocrit" and unit.strip() in ("1", "{ratio}", "{fraction}"):
        unit = ""
    if not unit.strip() and (only := _only_unit(endpoint.group, what, number)) is not None:
        unit, note = (
            only,
            "; ".join(part for part in (note, f"without a unit; such a number is in {only}") if part),
        )
    shown = known_unit(unit, endpoint.quantity)
    if shown is None and not unit.strip():
        likely = _likely_unit(what, number)
        return f'{endpoint.label} without a unit; add the one of the report, such as --unit {what}="{likely}"'
    if shown is None:
        # The reader of a person's file knows why it refuses a unit, and says so.
        shown = printable(unit.strip()[:40])
    keys: dict[str, Any] = {"date": day, "what": what, "value": f"{sign}{number} {shown}".strip()}
    if endpoint.group in _SCAN and device is not None:
        keys["device"] = device
    if endpoint.group not in (*_SCAN, "body") and assay is not None:
        keys["assay"] = assay.name
        note = "; ".join(part for part in (note, assay.note) if part)
    return Found(("measurement",), keys, place, said, note, side)

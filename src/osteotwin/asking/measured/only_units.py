"""Units that a laboratory value can only have, where none is told: "SHBG 34", "hct 51.8"."""

from __future__ import annotations

from typing import Final

from osteotwin.endpoints import MEASURED
from osteotwin.importing.lab_spans import names_in
from osteotwin.units import KINDS
from osteotwin.units.named_days import WHOLE_MONTH
from osteotwin.units.patterns import later

_BARE: Final = later(
    r"(?i)(?:\s*[:=]\s*|\s+(?:(?:was|is|of) )?)(?P<sign>[<>] ?)?(?P<n>\d+(?:[.,]\d+)?)"
    rf"(?=\s*(?:,(?!\d)|[;)\n]|\.(?!\d)|$|\s(?!(?:{WHOLE_MONTH})\b)[a-z\d(]))"
    r"(?!\s?(?:%|[a-z\u00b5\u03bc]+\s?/|[-\u2013/.]\s?\d|to \d))"
)
#: Of these nobody prints another unit; of others the size alone does not tell it.
_ONLY: Final = {"shbg": "nmol/L", "hematocrit": "%", "egfr": "mL/min/1.73m2", "lh": "IU/L"}
#: The size tells which of its units it is.
_BY_SIZE: Final = {"serum_calcium": (("mg/dL", 7.0, 13.0), ("mmol/L", 1.8, 3.2))}


def with_only_units(text: str) -> str:
    """Return an answer on blood in which a value that can have one unit only has it.

    Examples
    --------
    >>> with_only_units("total T 22 nmol/L, SHBG 34, hct 51.8; E2 27")
    'total T 22 nmol/L, SHBG 34 nmol/L, hct 51.8 %; E2 27'
    """
    for name in reversed(names_in(text)):
        if name.what not in (*_ONLY, *_BY_SIZE) or (found := _BARE.match(text, name.end)) is None:
            continue
        sizes = _BY_SIZE.get(name.what, ())
        unit = next(
            (one for one, low, high in sizes if low <= _number(found["n"]) <= high), _ONLY.get(name.what)
        )
        if unit is None or (sizes and found["sign"]):
            continue
        what = MEASURED[name.what]
        if what.low <= _number(found["n"]) * KINDS[what.quantity].units[unit] <= what.high:
            text = f"{text[: found.end()]} {unit}{text[found.end() :]}"
    return text


def _number(written: str) -> float:
    return float(written.replace(",", "."))

"""Units that a laboratory value can only have, where none is told: "SHBG 34", "hct 51.8"."""

from __future__ import annotations

from typing import Final

from osteotwin.endpoints import MEASURED
from osteotwin.importing.lab_spans import names_in
from osteotwin.units import KINDS
from osteotwin.units.named_days import WHOLE_MONTH
from osteotwin.units.patterns import later

_BARE: Final = later(
    r"(?i)(?:\s*[:=]\s*|\s+(?:(?:was|is|of) )?)(?P<n>\d+(?:\.\d+)?)"
    rf"(?=\s*(?:[,;)\n]|\.(?!\d)|$|\s(?!(?:{WHOLE_MONTH})\b)[a-z\d(]))"
    r"(?!\s?(?:%|[a-z\u00b5\u03bc]+\s?/|[-\u2013/.]\s?\d|to \d))"
)
#: Of these nobody prints another unit; of others the size alone does not tell it.
_ONLY: Final = {"shbg": "nmol/L", "hematocrit": "%"}


def with_only_units(text: str) -> str:
    """Return an answer on blood in which a value that can have one unit only has it.

    Examples
    --------
    >>> with_only_units("total T 22 nmol/L, SHBG 34, hct 51.8; E2 27")
    'total T 22 nmol/L, SHBG 34 nmol/L, hct 51.8 %; E2 27'
    """
    for name in reversed(names_in(text)):
        unit = _ONLY.get(name.what)
        if unit is None or (found := _BARE.match(text, name.end)) is None:
            continue
        what = MEASURED[name.what]
        if what.low <= float(found["n"]) * KINDS[what.quantity].units[unit] <= what.high:
            text = f"{text[: found.end()]} {unit}{text[found.end() :]}"
    return text

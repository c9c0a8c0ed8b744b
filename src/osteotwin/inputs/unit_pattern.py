"""The regular expression of a "number unit" text, for the published schemas."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from osteotwin.units import KINDS

_NUMBER = r"([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+\-]?[0-9]+)?"


@cache
def quantity_pattern(kind: str, may_be_limit: bool = False) -> str:
    """Return the pattern of the texts that read as a quantity of a kind, limits aside.

    The reader takes each unit in other cases and with other blanks, too; the pattern holds the spellings of
    the table of units.

    Parameters
    ----------
    kind : str
        A key of :data:`osteotwin.units.KINDS`.
    may_be_limit : bool
        Whether one of the signs ``<``, ``≤``, ``>`` and ``≥`` may stand before the number.
    """
    row = KINDS[kind]
    sign = r"[+\-]?" if row.may_be_negative else r"\+?"
    micrograms = [spelling.replace("ug", "mcg") for spelling in row.spellings if "ug" in spelling]
    unit = rf"\s*{_any_of((*row.spellings, *micrograms))}" + ("?" if row.may_be_bare else "")
    limit = r"([<>≤≥]\s*)?" if may_be_limit else ""
    return rf"^\s*{limit}{sign}{_NUMBER}{unit}\s*$"


def _any_of(units: Iterable[str]) -> str:
    """Return ``(mg|g)/(day|week)`` for ``mg/day, mg/week, g/day, g/week``."""
    below: dict[str, list[str]] = {}
    for unit in units:
        above, slash, rest = re.sub(r"[.^$*+?()\[\]{}|\\]", r"\\\g<0>", unit).partition("/")
        below.setdefault(above, []).append(slash + rest)
    together: dict[tuple[str, ...], list[str]] = {}
    for above, rests in below.items():
        together.setdefault(tuple(rests), []).append(above)
    return _one_of(_one_of(above) + _one_of(rests) for rests, above in together.items())


def _one_of(parts: Iterable[str]) -> str:
    listed = list(dict.fromkeys(parts))
    return listed[0] if len(listed) == 1 else f"({'|'.join(listed)})"

"""Rows of a table of a scan that say no more than "Total": of which place, the rows before it tell, or its side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from osteotwin.importing.scan_words import site_of, vertebrae_of
from osteotwin.units.patterns import later

_TOTAL: Final = later(r"\W*(?:total|totale?s?|gesamt|insgesamt)\W*", re.IGNORECASE)
_OF_HIP: Final = later(
    r"\b(?:neck|troch\w*|inter\w*|wards?|hip|femur|hals|schenkelhals|collo|col|cuello)\b", re.IGNORECASE
)
_VERTEBRA: Final = later(r"\W*L([1-5])\W*", re.IGNORECASE)
_OF_FOREARM: Final = ("radius_33", "radius_ultradistal", "total_forearm")


class Totals:
    """The places of rows that say "Total", while the rows of a table are read in order.

    Parameters
    ----------
    names : iterable of str
        What all rows of the table are called.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._forearms = any(site_of(one) in _OF_FOREARM for one in names)
        self._scan: Sequence[str] = ()
        self._part, self._vertebrae = "", set[str]()

    def in_full(self, name: str, side: str, scan: Sequence[str]) -> str:
        """Return the name of a row with its place, where the rows before it or its side tell one.

        Parameters
        ----------
        name : str
        side : str
            As the table gives it; empty where it gives none.
        scan : sequence of str
            Day and device, by which rows of one scan are told from those of another.

        Examples
        --------
        >>> totals = Totals(["L1", "L2", "L3", "L4", "Total", "Neck", "Total"])
        >>> [totals.in_full(one, "", ("2025-10-14",)) for one in ("L1", "L2", "L3", "L4", "Total", "Neck", "Total")]
        ['L1', 'L2', 'L3', 'L4', 'Lumbar spine L1-L4', 'Neck', 'Total hip']
        """
        if scan != self._scan:
            self._scan, self._part, self._vertebrae = scan, "", set()
        if _TOTAL.fullmatch(name) is None:
            self._follow(name)
            return name
        vertebrae, part = self._vertebrae, self._part
        self._part, self._vertebrae = "", set()
        if part == "spine" and not side:
            return "Lumbar spine L1-L4" if vertebrae == set("1234") else name
        if part == "hip" or (side and not self._forearms and part != "spine"):
            return "Total hip"
        return name

    def _follow(self, name: str) -> None:
        vertebra = _VERTEBRA.fullmatch(name)
        if vertebra is not None:
            self._part, self._vertebrae = "spine", self._vertebrae | {vertebra[1]}
        elif _OF_HIP.search(name) and site_of(name) not in _OF_FOREARM:
            self._part, self._vertebrae = "hip", set()
        elif vertebrae_of(name) is None or site_of(name) != "lumbar_spine":
            self._part, self._vertebrae = "", set()

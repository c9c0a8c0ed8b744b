"""By which assay a value was measured, as its name tells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from osteotwin.units.patterns import later

_MASS_SPECTROMETRY: Final = later(r"lc[\s/-]?ms|mass spec|\bms\b|gc[\s/-]?ms", re.IGNORECASE)
_IMMUNOASSAY: Final = later(r"immunoassay|\be?clia\b|elisa|\bria\b", re.IGNORECASE)
#: Laboratories sell estradiol by mass spectrometry under this word; of other tests it tells no method.
_SENSITIVE: Final = later(
    r"(?<!not )(?<!not a )(?<!not the )(?<!non)(?<!non[ -])(?<!less )(?<!in)"
    r"\b(?P<word>(?:(?:ultra|high(?:ly)?|very)[ -]?)?(?:sensitiv(?:e|ity)|sens\b\.?)|"
    r"ultra-?sensi[bt]\w+|hochsensitiv\w*)"
    r"(?![^\w;,]{1,3}(?:c-?reactive|crp|psa|tsh|troponin))",
    re.IGNORECASE,
)
_OF_OTHERS: Final = later(r"\b(?:crp|psa|tsh|troponin)[^\w;,]{1,3}$", re.IGNORECASE)


@dataclass(frozen=True)
class Assay:
    """An assay.

    Attributes
    ----------
    name : str
        As a person's file calls it.
    note : str
        What is to be said where it is concluded from a word that names no method.
    """

    name: str
    note: str = ""


def assay_of(text: str, what: str = "") -> Assay | None:
    """Return the assay that is told beside a value of an endpoint; None where none is.

    Examples
    --------
    >>> assay_of("Estradiol, LC/MS", "estradiol")
    Assay(name='lc-ms', note='')
    >>> assay_of("E2 sensitive", "estradiol")
    Assay(name='lc-ms', note='"sensitive" is taken for mass spectrometry (LC/MS)')
    >>> assay_of("sensitive ECLIA", "estradiol"), assay_of("PTH, sensitive", "pth")
    (Assay(name='immunoassay', note=''), None)
    """
    if _MASS_SPECTROMETRY.search(text):
        return Assay("lc-ms")
    if _IMMUNOASSAY.search(text):
        return Assay("immunoassay")
    if what != "estradiol":
        return None
    for found in _SENSITIVE.finditer(text):
        if not _OF_OTHERS.search(text[: found.start()]):
            return Assay("lc-ms", f'"{found["word"]}" is taken for mass spectrometry (LC/MS)')
    return None

"""Which endpoint a laboratory means, by the name or the LOINC code that its report has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Annotated, Final

from osteotwin.endpoints import MEASURED
from osteotwin.inputs.names import folded
from osteotwin.inputs.shipped import Row, Words, load_table
from osteotwin.inputs.values import Word

_PACKAGE: Final = ("osteotwin.importing", "data")
_SCANS: Final = ("bmd", "t_score", "z_score")
#: How a code was compared with what it stands for; see the head of ``loinc.toml``.
CHECKED: Final = ("vocabulary", "catalog", "example", "name", "pair")
#: What names a method, a specimen or a way of counting, and not what is measured.
_METHOD: Final = re.compile(
    r"\b(?:serum|plasma|s|p|blood|level|lvl|total(?= 25)|sensitive|ultrasensitive|high sensitivity|by|"
    r"lc[\s/-]?ms(?:[\s/-]?ms)?|"
    r"ms|ia|eclia|clia|immunoassay|roche|abbott|quantitative|conc|concentration|result|fasting|morning|random|adult|male|"
    r"female|men|women|males|females|quest|labcorp)\b", re.IGNORECASE)  # fmt: skip
_MASS_SPECTROMETRY: Final = re.compile(r"lc[\s/-]?ms|mass spec|\bms\b|gc[\s/-]?ms", re.IGNORECASE)
_IMMUNOASSAY: Final = re.compile(r"immunoassay|\be?clia\b|elisa|\bria\b", re.IGNORECASE)


@dataclass(frozen=True)
class LabName(Row):
    """Other names of one endpoint in reports; see the head of ``lab_names.toml``."""

    what: Annotated[str, Word(tuple(MEASURED))]
    names: tuple[Words, ...]


@dataclass(frozen=True)
class Code(Row):
    """One LOINC code; see the head of ``loinc.toml``."""

    code: Words
    what: Words
    name: Words
    checked: Annotated[str, Word(CHECKED)]


@dataclass(frozen=True)
class _Names(Row):
    name: tuple[LabName, ...]


@dataclass(frozen=True)
class _Codes(Row):
    lab: tuple[Code, ...]
    scan: tuple[Code, ...]


@lru_cache(maxsize=4096)
def lab_endpoint(text: str) -> str | None:
    """Return the endpoint that a laboratory's name means; ``None`` where it is none, or not plainly one.

    Examples
    --------
    >>> lab_endpoint("Estradiol, Sensitive, LC/MS")
    'estradiol'
    """
    if len(text) > 120:
        return None
    index = _index()
    text = re.sub(r"\[[^\]]*\]|\bin (?:serum|plasma|blood|ser/plas)\b.*$", " ", text, flags=re.IGNORECASE)
    for form in (
        text,
        re.sub(r"\([^)]*\)", " ", text),
        _METHOD.sub(" ", text),
        _METHOD.sub(" ", re.sub(r"[()]", " ", text)),
    ):
        if (found := index.get(folded(form))) is not None:
            return found
    return None


def assay_of(text: str) -> str | None:
    """Return the assay that a name tells, in the words of a person's file."""
    if _MASS_SPECTROMETRY.search(text):
        return "lc-ms"
    return "immunoassay" if _IMMUNOASSAY.search(text) else None


@cache
def lab_codes() -> dict[str, str]:
    """Return endpoint by LOINC code, of what laboratories measure and of body size."""
    return {row.code: row.what for row in _codes().lab}


@cache
def scan_codes() -> dict[str, str]:
    """Return number and region by LOINC code of a bone density: ``"t_score femur"``."""
    return {row.code: row.what for row in _codes().scan}


@cache
def all_codes() -> tuple[Code, ...]:
    """Return every code, of laboratories and of scans."""
    return *_codes().lab, *_codes().scan


@cache
def _codes() -> _Codes:
    return load_table(_Codes, *_PACKAGE, "loinc.toml")


@cache
def _index() -> dict[str, str]:
    table = load_table(_Names, *_PACKAGE, "lab_names.toml").name
    index: dict[str, str] = {}
    for endpoint in MEASURED.values():
        if endpoint.group not in _SCANS:
            index |= {folded(name): endpoint.id for name in endpoint.names}
    for row in table:
        index |= {folded(name): row.what for name in row.names}
    return index

"""Sentences with their numbers in the units that a reader chose."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from osteotwin.units import KINDS, chosen_unit, in_chosen_unit

_NOBODY: Final = re.compile(r"(?!)")
#: How a sentence names a quantity, and what else it may speak of that is counted in the same unit.
_SPOKEN: Final = {
    "estradiol": (
        re.compile(r"\bestradiol\b", re.I),
        re.compile(r"\b(?:PTH|sclerostin|free testosterone|estrone)\b", re.I),
    ),
    "testosterone": (
        re.compile(r"\btestosterone\b", re.I),
        re.compile(r"\b(?:DHT|dihydrotestosterone)\b", re.I),
    ),
    "25ohd": (
        re.compile(r"\b25OHD\b|\bvitamin D\b", re.I),
        re.compile(r"\b(?:CTX|P1NP|BSAP|osteocalcin|PSA)\b", re.I),
    ),
    "serum_calcium": (
        re.compile(r"\bcalcium\b", re.I),
        re.compile(r"\b(?:creatinine|phosphate|glucose)\b", re.I),
    ),
}
_NUMBER: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
#: Numbers that share a unit: ``15 to 12 pg/mL``, ``20–30 ng/mL``.
_AND: Final = r"(?:\s(?:to|and|or)\s|\s?[–-]\s?)"
_CLAUSE: Final = re.compile(r"([;,.:]\s)")


def in_words(text: str, chosen: Mapping[str, str]) -> str:
    """Return a sentence with its numbers in chosen units, where it is clear what they are of.

    A part of it that speaks of two things that are counted in the same unit stays as it is.

    Examples
    --------
    >>> in_words("Estradiol falls from 15 to 10 pg/mL.", {"estradiol": "pmol/L"})
    'Estradiol falls from 55.1 to 36.7 pmol/L.'
    >>> in_words("Estradiol falls to 10 pg/mL, PTH rises to 60 pg/mL.", {"estradiol": "pmol/L"})
    'Estradiol falls to 36.7 pmol/L, PTH rises to 60 pg/mL.'
    """
    for kind, (about, others) in _SPOKEN.items():
        if not chosen or KINDS[kind].unit not in text or not about.search(text):
            continue
        alone = not others.search(text)
        told = [
            _converted(part, kind, chosen)
            if alone or (about.search(part) and not others.search(part))
            else part
            for part in ([text] if alone else _CLAUSE.split(text))
        ]
        text = "".join(told)
    return text


def texts_in_units(value: Any, chosen: Mapping[str, str]) -> Any:
    """Return plain data with every sentence in it in chosen units: see :func:`in_words`.

    Examples
    --------
    >>> texts_in_units({"text": ["25OHD is at 20 ng/mL."], "years": 2}, {"vitamin_d": "nmol/L"})
    {'text': ['25OHD is at 49.9 nmol/L.'], 'years': 2}
    """
    if isinstance(value, str):
        return in_words(value, chosen)
    if isinstance(value, Mapping):
        return {key: texts_in_units(one, chosen) for key, one in value.items()}  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, (list, tuple)):
        return [texts_in_units(one, chosen) for one in value]  # pyright: ignore[reportUnknownVariableType]
    return value


def _converted(text: str, kind: str, chosen: Mapping[str, str]) -> str:
    """Return a text with the numbers before a unit in the chosen one."""
    unit = KINDS[kind].unit
    together = re.compile(
        rf"(?P<numbers>(?:(?:{_NUMBER}){_AND})*(?:{_NUMBER}))(?P<blank>\s){re.escape(unit)}(?![\w/])"
        rf"(?P<spread>\s\(SD\s(?:{_NUMBER})\))?"
    )

    def value(written: str) -> str:
        shown = in_chosen_unit(f"{written.replace(',', '')} {unit}", kind, chosen)
        return written if shown.endswith(f" {unit}") else shown.rpartition(" ")[0]

    def converted(found: re.Match[str]) -> str:
        numbers, spread = (
            re.sub(_NUMBER, lambda one: value(one[0]), found[name] or "") for name in ("numbers", "spread")
        )
        return f"{numbers}{found['blank']}{chosen_unit(kind, chosen) or unit}{spread}"

    return together.sub(converted, text)

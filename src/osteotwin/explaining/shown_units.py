"""An answer with its numbers in the units that a reader chose; nothing else of it changes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from osteotwin.endpoints import ENDPOINTS
from osteotwin.explaining.bands import Json
from osteotwin.units import KINDS, chosen_unit, figures, in_chosen_unit

_NOBODY: Final = re.compile(r"(?!)")
#: How a sentence names a quantity, and what else it may speak of that is counted in the same unit.
_SPOKEN: Final = {
    "estradiol": (
        re.compile(r"\bestradiol\b", re.I),
        re.compile(r"\b(?:PTH|sclerostin|free testosterone)\b", re.I),
    ),
    "testosterone": (re.compile(r"\btestosterone\b", re.I), _NOBODY),
    "25ohd": (
        re.compile(r"\b25OHD\b|\bvitamin D\b", re.I),
        re.compile(r"\b(?:CTX|P1NP|BSAP|osteocalcin|PSA)\b", re.I),
    ),
    "serum_calcium": (
        re.compile(r"\bcalcium\b", re.I),
        re.compile(r"\b(?:creatinine|phosphate|glucose)\b", re.I),
    ),
}


def in_units(answer: Mapping[str, Any], chosen: Mapping[str, str]) -> Json:
    """Return an answer in chosen units.

    Parameters
    ----------
    answer : mapping
        Of ``run``, or a part of one; it is left as it is.
    chosen : mapping of str to str
        By key of :data:`~osteotwin.units.UNIT_CHOICES` the unit.
    """
    told = dict(answer)
    if "series" in answer:
        told["series"] = {key: _series(key, entry, chosen) for key, entry in answer["series"].items()}
    if "inputs" in answer:
        rows = [_measurement(row, chosen) for row in answer["inputs"]["measurements"]]
        told["inputs"] = {**answer["inputs"], "measurements": rows}
    for key, name in (("flags", "text"), ("assumptions", "value")):
        if key in answer:
            told[key] = [{**row, name: in_words(row[name], chosen)} for row in answer[key]]
    return told


def in_words(text: Any, chosen: Mapping[str, str]) -> Any:
    """Return a sentence with its numbers in chosen units, where it speaks of one thing only that has such a unit.

    Examples
    --------
    >>> in_words("Estradiol falls to 10 pg/mL.", {"estradiol": "pmol/L"})
    'Estradiol falls to 36.7 pmol/L.'
    >>> in_words("Estradiol falls to 10 pg/mL, PTH rises to 60 pg/mL.", {"estradiol": "pmol/L"})
    'Estradiol falls to 10 pg/mL, PTH rises to 60 pg/mL.'
    """
    if not isinstance(text, str):
        return text
    for kind, (about, others) in _SPOKEN.items():
        unit = KINDS[kind].unit
        if about.search(text) and not others.search(text):
            number = re.compile(rf"\d+(?:\.\d+)?\s{re.escape(unit)}")
            text = number.sub(
                lambda found, kind=kind: in_chosen_unit(found[0].replace("\u00a0", " "), kind, chosen), text
            )
    return text


def _kind(key: str) -> str:
    return ENDPOINTS[key].quantity if key in ENDPOINTS else ""


def _series(key: str, entry: Mapping[str, Any], chosen: Mapping[str, str]) -> Json:
    kind = _kind(key)
    unit = chosen_unit(kind, chosen)
    told: Json = {**entry, "measured": [_measured(row, kind, chosen) for row in entry.get("measured") or ()]}
    if unit is None or unit == entry["unit"] or entry["unit"] != KINDS[kind].unit:
        return told if kind else dict(entry)
    factor = 1.0 / KINDS[kind].units[unit]
    for name in ("plan", "nothing"):
        if entry.get(name) is not None:
            told[name] = {row: _scaled(values, factor) for row, values in entry[name].items()}
    for name in ("peak", "trough"):
        if entry.get(name) is not None:
            told[name] = _scaled(entry[name], factor)
    for row in told["measured"]:
        row["value"] = _scaled(row["value"], factor)
    told["unit"] = unit
    if entry.get("reference") is not None:
        told["reference"] = _reference(entry["reference"], unit, factor)
    return told


def _scaled(values: Any, factor: float) -> Any:
    if isinstance(values, list):
        return [_scaled(value, factor) for value in values]  # pyright: ignore[reportUnknownVariableType]
    return None if values is None else factor * values


def _reference(reference: Mapping[str, Any], unit: str, factor: float) -> Json:
    low, high = (_scaled(reference.get(end), factor) for end in ("low", "high"))
    ends = figures(high) if low is None else f"{figures(low)} to {figures(high)}"
    _, _, about = str(reference["text"]).partition(str(reference["unit"]))
    begins = "up to " if low is None else ""
    text = f"{begins}{ends} {unit}{about}"
    return {**reference, "low": low, "high": high, "unit": unit, "text": text}


def _measured(row: Mapping[str, Any], kind: str, chosen: Mapping[str, str]) -> Json:
    if not kind or not isinstance(row.get("as_given"), str):
        return dict(row)
    return {**row, "as_given": in_chosen_unit(row["as_given"], kind, chosen)}


def _measurement(row: Mapping[str, Any], chosen: Mapping[str, str]) -> Json:
    return _measured(row, _kind(str(row.get("what"))), chosen)

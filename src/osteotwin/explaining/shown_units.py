"""An answer, a place of remodeling, scores of trials with their numbers in the units that a reader chose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from osteotwin.endpoints import ENDPOINTS
from osteotwin.explaining.bands import Json
from osteotwin.explaining.remodeling.course import RemodelingCourse, SignalCourse
from osteotwin.explaining.shown_texts import in_words, texts_in_units
from osteotwin.units import KINDS, chosen_unit, figures, in_chosen_unit

#: Parts of an answer that hold sentences, and no level beside them.
_SPOKEN: Final = ("flags", "verdict", "tables")
#: What of a scored row is on the scale of its unit.
_ON_SCALE: Final = frozenset(
    ("observed", "se", "no_change", "predicted", "lo90", "hi90", "predictive_sd", "error")
)


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
    if "fit" in answer:
        rows = [_measurement(row, chosen) for row in answer["fit"]["by_measurement"]]
        told["fit"] = {**answer["fit"], "by_measurement": rows}
    if "assumptions" in answer:
        told["assumptions"] = [_assumed(row, chosen) for row in answer["assumptions"]]
    return told | {key: texts_in_units(answer[key], chosen) for key in _SPOKEN if key in answer}


def course_in_units(course: RemodelingCourse, chosen: Mapping[str, str]) -> RemodelingCourse:
    """Return a place of remodeling with its levels in chosen units."""
    lives = [
        replace(life, signals={name: _signal(one, chosen) for name, one in life.signals.items()})
        for life in course.lives
    ]
    return replace(course, lives=tuple(lives))


def scores_in_units(result: Mapping[str, Any], chosen: Mapping[str, str]) -> Json:
    """Return recorded scores of trials with measured and predicted levels in chosen units."""
    trials = [
        {**trial, "rows": [_scored(row, chosen) for row in trial["rows"]]} for trial in result["trials"]
    ]
    return {**result, "trials": trials}


def _assumed(row: Mapping[str, Any], chosen: Mapping[str, str]) -> Json:
    """Return an assumption; its value says by its label what it is of."""
    about = f"{row['label']}: "
    return {**row, "value": in_words(f"{about}{row['value']}", chosen).removeprefix(about)}


def _signal(signal: SignalCourse, chosen: Mapping[str, str]) -> SignalCourse:
    to = _other_unit(signal.id, signal.unit, chosen)
    if to is None or signal.level is None:
        return signal
    unit, factor = to
    return replace(
        signal, unit=unit, level={of: _scaled(values, factor) for of, values in signal.level.items()}
    )


def _scored(row: Mapping[str, Any], chosen: Mapping[str, str]) -> Json:
    to = _other_unit(row["endpoint"], row["unit"], chosen)
    if to is None:
        return dict(row)
    unit, factor = to
    told: Json = {**row, "unit": unit}
    for held in (told, fit := dict(row.get("fit") or {})):
        held.update({name: _scaled(held[name], factor) for name in _ON_SCALE & held.keys()})
    return {**told, "fit": fit} if row.get("fit") else told


def _other_unit(endpoint: str, unit: str, chosen: Mapping[str, str]) -> tuple[str, float] | None:
    """Return the chosen unit of an endpoint and the factor to it; ``None`` where it is the unit it has."""
    kind = _kind(endpoint)
    to = chosen_unit(kind, chosen)
    if to is None or to == unit or unit != KINDS[kind].unit:
        return None
    return to, 1.0 / KINDS[kind].units[to]


def _kind(key: str) -> str:
    return ENDPOINTS[key].quantity if key in ENDPOINTS else ""


def _series(key: str, entry: Mapping[str, Any], chosen: Mapping[str, str]) -> Json:
    kind = _kind(key)
    told: Json = {**entry, "measured": [_measured(row, kind, chosen) for row in entry.get("measured") or ()]}
    to = _other_unit(key, entry["unit"], chosen)
    if to is None:
        return told if kind else dict(entry)
    unit, factor = to
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

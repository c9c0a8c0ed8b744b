"""A MedicationStatement or MedicationRequest → an entry of plan or history: drug or supplement, dose and rhythm."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

from osteotwin.importing.drug_text import (
    NoDrug,
    calcium_in_piece,
    delivered_per_day,
    named_drug,
    tablet_strength,
)
from osteotwin.importing.fhir.values import number_in
from osteotwin.importing.found import Found, Gathered, Place
from osteotwin.importing.written_numbers import plain

_ENDED: Final = ("completed", "stopped", "ended")
_NEVER: Final = ("entered-in-error", "not-taken", "cancelled", "draft", "unknown", "intended")
_PERIODS: Final = {"h": "hours", "d": "days", "wk": "weeks", "mo": "months", "a": "years"}
_PIECES: Final = re.compile(r"tab|cap|pill|\{.*\}|each|unit dose|syringe|patch|vial", re.IGNORECASE)
_UNITS: Final = {"mcg": "ug", "[iu]": "IU", "iu": "IU", "unt": "IU", "milligram": "mg", "microgram": "ug", "g": "g",
                 "mg": "mg", "ug": "ug", "μg": "ug", "µg": "ug"}  # fmt: skip


def read(
    place: Place, resource: dict[str, Any], by_reference: dict[str, dict[str, Any]], gathered: Gathered
) -> None:
    """Take what somebody takes or took."""
    name = _name(resource, by_reference)
    status = str(resource.get("status", ""))
    if status in _NEVER:
        gathered.leave(place, name, f"its status is {status}")
        return
    found = _entry(place, resource, name, status)
    if isinstance(found, str):
        gathered.leave(place, name or resource["resourceType"], found)
    else:
        gathered.found.append(found)


def _entry(place: Place, resource: dict[str, Any], name: str, status: str) -> Found | str:
    if not name:
        return "no name of a drug"
    sort, keys = named_drug(name)
    if sort == NoDrug:
        return str(keys["why"])
    instructions = resource.get("dosage") or resource.get("dosageInstruction") or []
    first = instructions[0] if isinstance(instructions, list) and instructions else {}
    first = first if isinstance(first, dict) else {}
    dose, every = _dose(first, name), _every(first)
    if str(keys.get("nutrient", "")).startswith("calcium"):
        calcium = calcium_in_piece(name)
        if calcium is None:
            return (
                "milligrams of a salt or of calcium; write the entry by hand, with the milligrams of calcium"
            )
        dose = _pieces(first, calcium, "mg")
    begins, ends = _window(resource)
    lacks = [
        what for what, value in (("a dose", dose), ("a rhythm", every), ("a first day", begins)) if not value
    ]
    if lacks:
        return f"it does not say {' and '.join(lacks)}; write the entry by hand"
    if status in _ENDED and ends is None:
        return "it has ended, and does not say when; write the entry into [history] by hand"
    table = "history" if ends is not None and status in _ENDED else "plan"
    entry = {**keys, "dose": dose, "every": every, "from": begins}
    if ends is not None:
        entry["until"] = ends
    said = f"{name}, {first.get('text') or f'{dose} every {every}'}"
    return Found((table, sort), entry, place, said)


def _name(resource: dict[str, Any], by_reference: dict[str, dict[str, Any]]) -> str:
    held = resource.get("medication") if isinstance(resource.get("medication"), dict) else {}
    concept = resource.get("medicationCodeableConcept") or (held or {}).get("concept")
    reference = resource.get("medicationReference") or (held or {}).get("reference")
    if not isinstance(concept, dict) and isinstance(reference, dict):
        target = by_reference.get(str(reference.get("reference", "")))
        concept = target.get("code") if isinstance(target, dict) else {"text": reference.get("display")}
    if not isinstance(concept, dict):
        return ""
    shown = [
        concept.get("text"),
        *(c.get("display") for c in concept.get("coding") or () if isinstance(c, dict)),
    ]
    return next((one.strip()[:200] for one in shown if isinstance(one, str) and one.strip()), "")


def _dose(instruction: dict[str, Any], name: str) -> str | None:
    if (daily := delivered_per_day(name)) is not None:
        return daily
    quantity = _quantity(instruction)
    amount = number_in(quantity.get("value"))
    if amount is None:
        return None
    unit = str(quantity.get("unit") or quantity.get("code") or "").strip()
    known = _UNITS.get(unit.casefold())
    if known is not None:
        return f"{plain(amount)} {known}"
    strength = tablet_strength(name)
    return None if strength is None else _pieces(instruction, *strength)


def _pieces(instruction: dict[str, Any], each: float, unit: str) -> str | None:
    """Return the dose of so many pieces, each with so much in it."""
    quantity = _quantity(instruction)
    amount = number_in(quantity.get("value"))
    counts = str(quantity.get("unit") or quantity.get("code") or "").strip()
    if amount is None or not (_PIECES.search(counts) or counts in ("", "1")):
        return None
    return f"{plain(amount * each)} {unit}"


def _quantity(instruction: dict[str, Any]) -> dict[str, Any]:
    rates = instruction.get("doseAndRate")
    rate = rates[0] if isinstance(rates, list) and rates and isinstance(rates[0], dict) else {}
    quantity = rate.get("doseQuantity")
    return quantity if isinstance(quantity, dict) else {}


def _every(instruction: dict[str, Any]) -> str | None:
    timing = instruction.get("timing")
    repeat = timing.get("repeat") if isinstance(timing, dict) else None
    if isinstance(repeat, dict):
        period, unit = number_in(repeat.get("period")), _PERIODS.get(str(repeat.get("periodUnit")))
        times = number_in(repeat.get("frequency", 1))
        if period and unit and times and times > 0.0 and period > 0.0:
            return _duration(period / times, unit)
        days = repeat.get("dayOfWeek")
        if isinstance(days, list) and days:
            return _duration(7 / len(days), "days")
    code = timing.get("code") if isinstance(timing, dict) else None
    words = [code.get("text") if isinstance(code, dict) else None, instruction.get("text")]
    if isinstance(code, dict):
        words += [c.get("code") for c in code.get("coding") or () if isinstance(c, dict)]
    return next((every for one in words if isinstance(one, str) and (every := rhythm_in(one))), None)


def _duration(count: float, unit: str) -> str:
    return f"1 {unit.removesuffix('s')}" if count == 1 else f"{plain(count)} {unit}"


def rhythm_in(text: str) -> str | None:
    """Return the rhythm that words or an abbreviation of a prescription tell.

    Examples
    --------
    >>> rhythm_in("Take 1 tablet by mouth once weekly"), rhythm_in("BID")
    ('1 week', '0.5 days')
    """
    plain_text = " ".join(text.casefold().split())
    for pattern, every in (
        (r"\b(?:bid|twice (?:a day|daily)|2 times (?:a day|daily))\b", "0.5 days"),
        (r"\b(?:every other day|qod|every 2 days)\b", "2 days"),
        (r"\b(?:twice (?:a week|weekly)|2 times (?:a week|weekly))\b", "3.5 days"),
        (r"\b(?:once (?:a week|weekly)|weekly|every week|qw|every 7 days)\b", "1 week"),
        (r"\b(?:every 6 months|every six months|q6mo?)\b", "6 months"),
        (r"\b(?:every 3 months|every three months|q3mo?)\b", "3 months"),
        (r"\b(?:once (?:a month|monthly)|monthly|every month)\b", "1 month"),
        (r"\b(?:once (?:a year|yearly)|yearly|annually|every year|every 12 months)\b", "1 year"),
        (r"\b(?:once (?:a day|daily)|daily|every day|qd|qam|qhs|each day|every morning)\b", "1 day"),
    ):
        if re.search(pattern, plain_text):
            return every
    return None


def _window(resource: dict[str, Any]) -> tuple[date | None, date | None]:
    period = resource.get("effectivePeriod") if isinstance(resource.get("effectivePeriod"), dict) else {}
    starts = [(period or {}).get("start"), resource.get("effectiveDateTime"), resource.get("authoredOn"),
              resource.get("dateAsserted")]  # fmt: skip
    begins = next((day for one in starts if (day := _date(one)) is not None), None)
    return begins, _date((period or {}).get("end"))


def _date(text: Any) -> date | None:
    if not isinstance(text, str):
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None

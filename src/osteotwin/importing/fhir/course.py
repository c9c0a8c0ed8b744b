"""What a prescription says of its course beside dose and rhythm: its setting, the most of it, its supply."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from osteotwin.importing.fhir.notes import said_by
from osteotwin.importing.fhir.values import number_in
from osteotwin.importing.prescription_words import duration_text, magnitude
from osteotwin.importing.written_numbers import plain
from osteotwin.inputs.notes import printable
from osteotwin.units.patterns import later

#: Given in a hospital alone, or long ago.
_ELSEWHERE: Final = later(
    r"\b(?:inpatient|in-patient|station\u00e4r|histor\w*|past|one[- ]time|stat)\b", re.IGNORECASE
)
_SHORT: Final = later(r"\b(?:acute|short|seasonal)\b", re.IGNORECASE)
_UNITS: Final = {"s": 0.0, "min": 0.0, "h": 1.0 / 24.0, "d": 1.0, "wk": 7.0, "mo": 30.4375, "a": 365.25}
_ROUNDED: Final = 1.05


def unclear_course(resource: dict[str, Any], instruction: dict[str, Any]) -> str | None:
    """Return why a prescription is of no course that goes on by its dose and rhythm; ``None`` where it may be."""
    rates = instruction.get("doseAndRate")
    if any(
        isinstance(one, dict) and one.get("doseRange") for one in (rates if isinstance(rates, list) else ())
    ):
        return "its dose is a range"
    if instruction.get("maxDosePerLifetime"):
        return "it ends with a most of a lifetime (maxDosePerLifetime)"
    for words in _words(resource.get("category")):
        if _ELSEWHERE.search(words):
            return f"its category says {printable(words[:40])}"
    for words in _words(resource.get("courseOfTherapyType")):
        if _SHORT.search(words):
            return f"its course says {printable(words[:40])}"
    return None


def beyond_the_most(instruction: dict[str, Any], dose: str | None, every: str | None) -> str:
    """Return how a dose goes beyond the most that a prescription tells; empty where it does not."""
    size, days = magnitude(dose), magnitude(every)
    for most, per in _most(instruction):
        largest, within = magnitude(most), None if per is None else _days(per)
        if largest is None or size is None or (per is not None and (within is None or not days)):
            return f"the most that it allows is {printable(most)}, beside {dose} every {every}"
        taken = size if within is None or days is None else size * max(within / days, 1.0)
        if taken > _ROUNDED * largest:
            return f"the most that it allows is {printable(most)}, less than {dose} every {every}"
    return ""


def beside_the_course(resource: dict[str, Any], instruction: dict[str, Any], ends: date | None) -> str:
    """Return what is told of a prescription that changes nothing of its entry, for the preview."""
    told = [f"at most {printable(most)}" for most, _ in _most(instruction)]
    supply = resource.get("dispenseRequest")
    supply = supply if isinstance(supply, dict) and ends is None else {}
    period, lasts = supply.get("validityPeriod"), supply.get("expectedSupplyDuration")
    if isinstance(period, dict) and period.get("end"):
        told.append(f"its prescription is valid until {printable(str(period['end'])[:10])}, read as going on")
    if isinstance(lasts, dict) and (days := number_in(lasts.get("value"))) is not None:
        told.append(f"supplied for {plain(days)} {printable(_unit(lasts))}, read as going on")
    own = (resource.get("effectivePeriod"), resource.get("effectiveDateTime"), resource.get("authoredOn"))
    if resource.get("dateAsserted") and not any(own):
        told.append("its first day is the day on which it was told")
    elif ends is None and resource.get("authoredOn") and not any(own[:2]) and not _begins(instruction):
        told.append(f"prescribed on {printable(str(own[2])[:10])}, read as taken from then on")
    return "; ".join(told)


def _begins(instruction: dict[str, Any]) -> bool:
    timing = instruction.get("timing")
    repeat = timing.get("repeat") if isinstance(timing, dict) else None
    return isinstance(repeat, dict) and "boundsPeriod" in repeat


def _most(instruction: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any] | None]]:
    """Yield the amounts that are the most, each with the time in which it is; ``None`` for that of one dose."""
    ratios = instruction.get("maxDosePerPeriod")
    for one in ratios if isinstance(ratios, list) else [ratios]:
        if isinstance(one, dict) and isinstance(amount := one.get("numerator"), dict):
            per = one.get("denominator")
            yield _amount(amount), per if isinstance(per, dict) else {}
    if isinstance(one := instruction.get("maxDosePerAdministration"), dict):
        yield _amount(one), None


def _amount(quantity: dict[str, Any]) -> str:
    value = number_in(quantity.get("value"))
    return f"{plain(value)} {_unit(quantity)}" if value is not None else "not told"


def _unit(quantity: dict[str, Any]) -> str:
    return str(quantity.get("unit") or quantity.get("code") or "")[:20]


def _days(time: dict[str, Any]) -> float | None:
    value, unit = number_in(time.get("value")), _unit(time).casefold()
    known = _UNITS.get(str(time.get("code") or ""), _UNITS.get(unit))
    if known is None:
        known = magnitude(duration_text(1, unit))
    return None if value is None or known is None else value * known


def _words(concepts: Any) -> Iterator[str]:
    for one in concepts if isinstance(concepts, list) else [concepts]:
        codings = one.get("coding") if isinstance(one, dict) else None
        yield said_by(one)
        yield from (str(code.get("code") or "") for code in codings or () if isinstance(code, dict))

"""When and how often something is taken: the timing of an instruction, and the days between which it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from osteotwin.importing.fhir.values import number_in
from osteotwin.importing.lasting import after_duration, lasting
from osteotwin.importing.prescription_words import WEEK, duration_text, is_alike, rhythm_in, weekdays_text
from osteotwin.units.patterns import later

_PERIODS: Final = {"h": "hours", "d": "days", "wk": "weeks", "mo": "months", "a": "years"}
#: Codes of HL7 for rhythms that prescriptions abbreviate in another way.
_CODES: Final = {"WK": "1 week", "MO": "1 month", "BED": "1 day", "AM": "1 day", "PM": "1 day"}
_NEEDED_KEYS: Final = ("asNeededBoolean", "asNeededCodeableConcept", "asNeeded", "asNeededFor")
_AS_NEEDED: Final = later(r"\b(?:as (?:needed|required)|if (?:needed|required)|prn|p\.r\.n)\b", re.IGNORECASE)


def unclear(instruction: dict[str, Any], told: Sequence[str]) -> str | None:
    """Return why an instruction tells no dose that is always taken; ``None`` where it may.

    Parameters
    ----------
    instruction : dict
    told : sequence of str
        The same in words.
    """
    needed = any(instruction.get(key) for key in _NEEDED_KEYS)
    if needed or any(map(_AS_NEEDED.search, told)):
        return "it is taken as needed, which tells no rhythm"
    repeat = _repeat(instruction)
    if any(key in repeat for key in ("frequencyMax", "periodMax", "boundsRange", "countMax")):
        return "its rhythm is a range"
    bounded = [key for key in ("boundsDuration", "boundsPeriod", "count") if repeat.get(key)]
    if {"boundsDuration", "count"} & set(bounded) and _length(repeat) is None:
        return "how long or how many times it is taken is told in a way that is not understood"
    if len(bounded) > 1 and "count" in bounded:
        return "it tells how many times it is taken, and how long besides"
    if isinstance(timing := instruction.get("timing"), dict) and timing.get("event"):
        return "it is given on days of its own (timing.event)"
    coded, fields = _of_code(instruction.get("timing")), every_of(instruction)
    if not is_alike(coded, fields):
        return f"its code says {coded}, and its fields say {fields}"
    days = repeat.get("dayOfWeek")
    if days and (not isinstance(days, list) or not set(days) <= set(WEEK)):
        return "its days of the week are not understood"
    if days and (number_in(repeat.get("period", 1)) != 1.0 or repeat.get("periodUnit", "wk") not in ("d", "wk")
                 or (number_in(repeat.get("frequency", 1)) or 0.0) not in (1.0, float(len(days)))
                 or (repeat.get("periodUnit") == "d" and number_in(repeat.get("frequency", 1)) != 1.0)):  # fmt: skip
        return "its days of the week do not go with how often it says besides"
    if number_in(repeat.get("frequency")) == 1.0 and _times_of_day(repeat) > 1 and repeat.get("period") == 1:
        return "its times of the day do not go with how often it says besides"
    return None


def every_of(instruction: dict[str, Any]) -> str | None:
    """Return the rhythm of an instruction as a person's file writes it; ``None`` where it tells none."""
    timing, repeat = instruction.get("timing"), _repeat(instruction)
    if repeat.get("count") == 1:
        return "once"
    days = repeat.get("dayOfWeek")
    if isinstance(days, list) and days:
        return weekdays_text([WEEK.index(day) for day in days])
    daily = "period" not in repeat and (
        "when" in repeat or "timeOfDay" in repeat
    )  # "in the morning" comes each day
    period, unit = (
        (1.0, "days")
        if daily
        else (number_in(repeat.get("period")), _PERIODS.get(str(repeat.get("periodUnit"))))
    )
    times = number_in(repeat.get("frequency", _times_of_day(repeat)))
    if period and unit and times and times > 0.0 and period > 0.0:
        return duration_text(period / times, unit)
    text = instruction.get("text")
    return _of_code(timing) or (rhythm_in(text) if isinstance(text, str) else None)


def _of_code(timing: Any) -> str | None:
    """Return the rhythm that the code of a timing stands for."""
    code = timing.get("code") if isinstance(timing, dict) else None
    if not isinstance(code, dict):
        return None
    codes = [one.get("code") for one in code.get("coding") or () if isinstance(one, dict)]
    known = next((_CODES[one] for one in codes if one in _CODES), None)
    words = [one for one in (code.get("text"), *codes) if isinstance(one, str)]
    return known or next((every for one in words if (every := rhythm_in(one))), None)


def window_of(resource: dict[str, Any], instruction: dict[str, Any]) -> tuple[date | None, date | None]:
    """Return the first and the last day of what is taken, as far as a record tells them."""
    period = resource.get("effectivePeriod") or resource.get(
        "effectiveDosePeriod"
    )  # the latter since Release 5
    bounds = _repeat(instruction).get("boundsPeriod")
    period, bounds = (one if isinstance(one, dict) else {} for one in (period, bounds))
    starts = [period.get("start"), bounds.get("start"), resource.get("effectiveDateTime"), resource.get("authoredOn"),
              resource.get("dateAsserted")]  # fmt: skip
    begins = next((day for one in starts if (day := _date(one)) is not None), None)
    ends = _date(period.get("end"))
    if (
        ends is None and resource.get("status") != "stopped"
    ):  # one that was stopped ended before it was meant to
        ends = _date(bounds.get("end"))
        length = _length(_repeat(instruction))
        if ends is None and begins is not None and length is not None:
            ends = after_duration(begins, *length)
    return begins, ends


def _repeat(instruction: dict[str, Any]) -> dict[str, Any]:
    timing = instruction.get("timing")
    repeat = timing.get("repeat") if isinstance(timing, dict) else None
    return repeat if isinstance(repeat, dict) else {}


def _times_of_day(repeat: dict[str, Any]) -> int:
    times = repeat.get("timeOfDay") or repeat.get("when")
    return len(times) if isinstance(times, list) and times else 1


def _length(repeat: dict[str, Any]) -> tuple[float, str] | None:
    """Return how long something is taken, as told or by how many times it is; ``None`` where it is not told so."""
    bounds = repeat.get("boundsDuration")
    if isinstance(bounds, dict):
        value = number_in(bounds.get("value"))
        return None if value is None else lasting(value, str(bounds.get("code") or bounds.get("unit") or ""))
    count, period = number_in(repeat.get("count")), number_in(repeat.get("period"))
    times = number_in(repeat.get("frequency", _times_of_day(repeat)))
    if count == 1.0:
        return 1.0, "d"
    if not count or not period or not times or repeat.get("dayOfWeek"):
        return None
    return lasting(count * period / times, str(repeat.get("periodUnit")))


def _date(text: Any) -> date | None:
    if not isinstance(text, str):
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None

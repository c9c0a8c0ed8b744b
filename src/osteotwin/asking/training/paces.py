"""Distances that are walked or run, as minutes at a usual pace."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from osteotwin.asking.training.amounts import Kind
from osteotwin.asking.training.known import Known
from osteotwin.asking.training.of_a_week import in_sessions
from osteotwin.asking.training.spans import spans_of
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.units.patterns import later

#: Assumed paces in km/h, of somebody healthy on even ground (hiking: with its climbs), where no time is told.
KM_PER_HOUR: Final = {
    "walking": 5.0,
    "weighted_vest_walking": 5.0,
    "jogging": 8.0,
    "running": 10.0,
    "hill_walking": 4.0,
    "trail_running": 8.0,
    "swimming": 2.5,
    "cycling": 20.0,
    "rowing_machine": 12.0,
}
_KM: Final = {"k": 1.0, "mi": 1.609344, "m": 0.001, "y": 0.0009144}
_WAY: Final = later(
    r"(?:(?P<n>\d+(?:\.\d+)?) ?-?|(?:a|one) )"
    r"(?P<unit>k(?:ms?|ilomet(?:er|re)s)?|mi(?:les?)?|m(?:et(?:er|re)s?)?|y(?:ar)?ds?)",
    re.IGNORECASE,
)
#: Less is a sprint or a slip, more may be of all the week: both are asked.
_LEAST_MINUTES, _MOST_KM = 3.0, 25.0
#: Somebody on wheels goes further at a time.
_MOST_OF: Final = {"cycling": 120.0, "swimming": 6.0}
#: Idle words of training that beside a distance make of it a bound, a part, or several together.
_WORDS: Final = """
total accumulated overall way ways together over between plus more much within avg average max again up there both
full whole half pace speed zone lap round rounds below above +
"""
_OTHERWISE: Final = frozenset(_WORDS.split())
_IN_ALL: Final = later(r"\b(?:in all|total|overall|al{1,2}together|together|combined)\b", re.IGNORECASE)
#: Beside a distance these may make of it something else.
_OPEN: Final = frozenset((Kind.UNKNOWN, Kind.EACH, Kind.HOLDS, Kind.EITHER, Kind.NUMBER, Kind.OR, Kind.SPEED))


def at_usual_pace(known: Sequence[Known], text: str, said: str) -> str:
    """Give what is walked or run a distance its minutes at a usual pace, and return what is to be said of it.

    Parameters
    ----------
    known : sequence of Known
        Changed where they tell one distance and no time.
    text : str
        The sentence in plain words.
    said : str
        As it was written.

    Raises
    ------
    UnclearAnswerError
        Where "k" may be kilometres or thousands of steps.
    """
    notes: list[str] = []
    for one in known:
        minutes = _minutes_of(one, _own_part(one, text) if len(known) > 1 else text, said)
        if minutes is None:
            continue
        way = one.item.of(Kind.DISTANCE)[0]
        counted = replace(way, kind=Kind.MINUTES, value=(f"{minutes:.3g} min",))
        one.item.amounts = [counted if span is way else span for span in one.item.amounts]
        notes.append(
            f"{quoted(way.text)} is counted as {minutes:.3g} min, at {KM_PER_HOUR[one.exercise]:g} km an hour"
        )
    return "; ".join(dict.fromkeys(notes))


#: Between exercises that are told one after another.
_JOINT: Final = later(r"[,;&|]|(?<!\d )\+(?! ?\d)|\band\b|\bplus\b")


def _own_part(one: Known, text: str) -> str:
    """Return what is told of one of several exercises, up to the next joint."""
    start = max((joint.end() for joint in _JOINT.finditer(text[: one.item.start])), default=0)
    end = _JOINT.search(text, one.item.end)
    return text[start : end.start() if end else len(text)]


def _minutes_of(one: Known, text: str, said: str) -> float | None:
    """Return how long a distance takes at a usual pace; ``None`` where it may be otherwise."""
    ways = one.item.of(Kind.DISTANCE)
    told = [span for span in one.item.amounts if span.kind is not Kind.CARRIED]
    if one.exercise == "weighted_vest_walking":
        told = [span for span in told if span.kind is not Kind.LOAD]
    if one.exercise not in KM_PER_HOUR or len(ways) != 1 or len(told) != 1:
        return None
    (way,) = ways
    found = _WAY.fullmatch(way.text)
    if found is None or any(span.kind in _OPEN for span in spans_of(text)):
        return None
    if _IN_ALL.search(in_sessions(said)) or any(
        span.text.casefold() in _OTHERWISE for span in spans_of(text)
    ):
        return None
    unit = found["unit"].casefold()
    if unit == "k" and one.exercise == "walking":
        number = f"{float(found['n'] or 1):g}"
        ways_out = (f"{number} km", f"{1000.0 * float(number):.0f} steps a day")
        raise UnclearAnswerError(
            "training", f"{quoted(way.text)} in {quoted(said)}, kilometres or thousands of steps",
            "which of the two", f'write "{ways_out[0]}" or "{ways_out[1]}"',
        )  # fmt: skip
    km = float(found["n"] or 1) * _KM["mi" if unit.startswith("mi") else unit[0]]
    minutes = 60.0 * km / KM_PER_HOUR[one.exercise]
    return minutes if minutes >= _LEAST_MINUTES and km <= _MOST_OF.get(one.exercise, _MOST_KM) else None

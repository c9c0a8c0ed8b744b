"""Ways on foot or wheels with a time and no name: how fast it was tells what may have been done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from osteotwin.asking.training.amounts import Kind
from osteotwin.asking.training.fixes import EXERCISE, ways_of
from osteotwin.asking.training.spans import Span
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.units.patterns import later

_WAY: Final = r"(?P<d>\d+(?:[.,]\d+)?) ?-?(?P<u>kms?|k|kilomet(?:er|re)s?|miles?|mi)\b"
_TIMED: Final = later(
    rf"(?<![\d.,]){_WAY}(?: (?:in|en|dans|de|of|about|around|autour|environ|etwa|circa|within|under|sub|unter|at))* "
    r"(?P<m>\d{1,3}(?:\.\d+)?) ?(?:min\w*)",
    re.IGNORECASE,
)
_JOINTS: Final = frozenset((Kind.COMMA, Kind.AND, Kind.OR, Kind.COLON))
_KM_PER_MILE: Final = 1.609344
#: What is done at a speed up to so many km/h; above all of them people ride.
_BY_SPEED: Final = ((6.0, ("walking",)), (7.5, ("walking", "jogging")), (16.0, ("running", "cycling")))


def check_ways(spans: Sequence[Span], text: str, said: str) -> None:
    """Ask what is done where a way and its time begin a sentence that names nothing before them.

    Raises
    ------
    UnclearAnswerError
    """
    if (way := _TIMED.search(text)) is None:
        return
    before = [span for span in spans if span.start < way.start()]
    behind = [span for span in spans if span.start >= way.end()]
    end = next((place for place, span in enumerate(behind) if span.kind in _JOINTS), len(behind))
    if any(span.kind in (Kind.EXERCISE, Kind.HOLDS) for span in (*before, *behind[:end])):
        return
    if not any(span.kind is Kind.EXERCISE for span in behind) and any(
        span.kind is Kind.UNKNOWN for span in spans
    ):
        return  # an unknown word may be its name
    speed = float(way["d"].replace(",", ".")) * (_KM_PER_MILE if way["u"].lower().startswith("mi") else 1.0)
    speed *= 60.0 / float(way["m"])
    names = next((names for most, names in _BY_SPEED if speed <= most), ("cycling",))
    written = _TIMED.search(said)
    words = written[0] if written is not None else way[0]
    whole = said if written is not None else text
    lines = (whole.replace(words, f"{name} {words}", 1) for name in names)
    raise UnclearAnswerError(
        "training", f"{quoted(words)} in {quoted(said)}, a way without its exercise", EXERCISE,
        f"write {ways_of(*lines)}{', whichever it is' if len(names) > 1 else ', if that is meant'}",
    )  # fmt: skip

"""Reports of scales that measure the composition of a body: its weight counts, its bone content is no density."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.importing.found import Gathered
from osteotwin.importing.lab_days import day_of_line, first_day
from osteotwin.importing.lines import LONGEST_LINE, Text
from osteotwin.importing.measured import measurement
from osteotwin.units.patterns import later

_SCALE: Final = later(
    r"\binbody\b|\btanita\b|\bseca mbca\b|\bbio-?(?:electrical )?impedan\w*|\bbody composition\b|\bkörperanalyse\b",
    re.IGNORECASE,
)
_WEIGHT: Final = later(
    r"\W*(?:(?:total )?body )?(?:weight|gewicht)\W{0,4}(?:\((?P<head>kg|lbs?)\)\W{0,4})?"
    r"(?P<number>\d[\d.,]{0,6})\s?(?P<unit>kg|lbs?)?\b"
    r"(?!\s?%)",
    re.IGNORECASE,
)
_BONE: Final = later(r"\W*(?:bone (?:mineral content|mass)|bmc|knochenmasse)\b.{0,20}\d", re.IGNORECASE)


def read_body_lines(text: Text, gathered: Gathered) -> None:
    """Take the weight of a report on the composition of a body, and name its bone content."""
    if not any(_SCALE.search(line.text[:LONGEST_LINE]) for line in text.lines):
        return
    day = first_day(text)
    for line in text.lines:
        words = line.text[:LONGEST_LINE]
        day = day_of_line(words, line.place, text) or day
        said = " ".join(words.split())
        if _BONE.match(words):
            why = "bone content by a scale or of the whole body, which is no density of a site"
            gathered.leave(line.place, said, why)
        match = _WEIGHT.match(words)
        number = None if match is None else text.number(match["number"], line.place)
        if match is None or number is None:
            continue
        unit = (match["unit"] or match["head"] or "").casefold()
        gathered.take(
            line.place, said, measurement("weight", "", number, unit, day, line.place, said, text.answers)
        )

"""Lines of a report that no reader took or named: a known test with a number is never passed over without a word."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.endpoints import MEASURED
from osteotwin.importing.found import Gathered
from osteotwin.importing.lab_rows import test_named
from osteotwin.importing.lines import LONGEST_LINE, Text
from osteotwin.importing.scan_lists import DATE

_NUMBER: Final = re.compile(r"(?<![\w.,])[<>]?\s?\d[\d.,]*(?!\w)")
#: A range, which is no result, and words between a name and its number.
_RANGE: Final = re.compile(r"[\[(]?\d[\d.,]*\s?[-\u2013]\s?\d[\d.,]*[\])]?")
_BETWEEN: Final = re.compile(
    r"\b(?:is|was|were|of|at|between|about|level|result|value)\b|[:=|]", re.IGNORECASE
)
_WHY: Final = "a result in a form that is not read; write it by hand, as a person's file holds it"


def name_unread(text: Text, gathered: Gathered) -> None:
    """Name each line that begins with a test that is known, holds a number, and was not taken or named."""
    read = {one.place for one in (*gathered.found, *gathered.left)}
    for line in text.lines:
        words = line.text[:LONGEST_LINE]
        if line.place in read:
            continue
        plain = DATE.sub(" ", words)
        number = _NUMBER.search(_RANGE.sub(lambda found: " " * len(found[0]), plain))
        name = None if number is None else _BETWEEN.sub(" ", _RANGE.sub(" ", plain[: number.start()]))
        named = None if name is None else test_named(" ".join(name.split()))
        if named is not None and MEASURED[named[0]].group != "body":
            gathered.leave(line.place, " ".join(words.split()), _WHY)

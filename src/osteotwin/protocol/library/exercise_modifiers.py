"""Words around the name of an exercise that change nothing of what is loaded: grip, stance, tempo, equipment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from osteotwin.inputs.shipped import Row, Words, load_table
from osteotwin.units import in_digits

FILE = "exercise_modifiers.toml"


class Kind(Enum):
    """What a word around a name tells."""

    NEUTRAL = auto()
    EQUIPMENT = auto()
    BENCH = auto()


@dataclass(frozen=True)
class Modifiers(Row):
    """The words of the file, which says what each list is."""

    neutral: tuple[Words, ...]
    equipment: tuple[Words, ...]
    bench: tuple[Words, ...]
    left_out: tuple[Words, ...]
    in_full: dict[str, Words]


@cache
def modifiers_file() -> Modifiers:
    """Return the words that stand around names of exercises."""
    return load_table(Modifiers, "osteotwin.protocol", "data", FILE)


@cache
def kinds() -> Mapping[str, Kind]:
    """Return what each of the words tells."""
    file = modifiers_file()
    lists = ((Kind.NEUTRAL, file.neutral), (Kind.EQUIPMENT, file.equipment), (Kind.BENCH, file.bench))
    return {
        said: kind
        for kind, words in lists
        for word in words
        for said in dict.fromkeys((word, in_digits(word)))
    }


@cache
def modifier() -> re.Pattern[str]:
    """Return the pattern of one such word or phrase, the longest first."""
    words = "|".join(map(re.escape, sorted(kinds(), key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")

"""What people name of their health that is in no number of the model: illnesses, operations and descent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from osteotwin.inputs.shipped import Row, Words, load_table
from osteotwin.units.patterns import later


@dataclass(frozen=True)
class _Group(Row):
    """Names of one kind; see the head of ``health.toml``."""

    what: Words
    names: tuple[Words, ...]


@dataclass(frozen=True)
class _File(Row):
    plain: tuple[Words, ...]
    group: tuple[_Group, ...]


#: How many, how bad and on which side.
_BEFORE: Final = (
    r"(?:(?:many|several|multiple|some|a few|various|\d|two|three|total|partial|minor|major|mild|moderate|severe|"
    r"slight|chronic|acute|early|late|advanced|stage \d|low[- ]grade|active|inactive|controlled|(?:well|poorly|"
    r"diet)[- ]controlled|"
    r"untreated|treated|left|right|both|bilateral|unilateral|upper|lower|lumbar|cervical|thoracic|old|past|previous|"
    r"recurrent|occasional|generali[sz]ed|severe|rare|bad|terrible|a (?:bit|touch|little)(?: of)?|suspected|possible|"
    r"childhood|congenital|autoimmune|open|laparoscopic|emergency|leichte[rs]?|schwere[rs]?|chronische[rs]?|"
    r"l\u00e9g\u00e8re|"
    r"s\u00e9v\u00e8re|chronique|cr\u00f3nic[ao]|leve|grave)[ -])*"
)
#: What follows a name and leaves it what it is.
_BEHIND: Final = (
    r"(?: (?:disease|syndrome|symptoms?|problems?|issues?|diagnosis|flares?|flare[- ]ups?|surger(?:y|ies)|operations?|"
    r"removal|repair|removed|replacements?|in remission|survivor|patient|sufferer|carrier|gene|gleason [\d+=]+))*"
)
#: What no plain name says.
_FORMS: Final = (
    r"gleason \d(?:\+\d)?|hysterectomy(?: at \d\d)?,? (?:with )?ovaries (?:kept|retained|left|conserved|in situ)|"
    r"\d+ ?% (?:bf|body ?fat)|g\d ?p\d"
)


@cache
def health_names() -> re.Pattern[str]:
    """Return the pattern of all names, as they are said."""
    names = sorted({name for group in _file().group for name in group.names}, key=len, reverse=True)
    return later(rf"{_BEFORE}(?:{_FORMS}|(?:{'|'.join(map(_as_said, names))})(?:e?s)?){_BEHIND}(?![\w'])")


@cache
def plain_beside() -> frozenset[str]:
    """Return the words that beside a condition's name leave it what it is."""
    return frozenset(_file().plain)


@cache
def _file() -> _File:
    return load_table(_File, "osteotwin.asking.person", "data", "health.toml")


def _as_said(name: str) -> str:
    return re.escape(name).replace(r"\ ", "[ -]").replace("'", "'?")

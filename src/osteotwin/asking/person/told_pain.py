"""A joint that hurts, in whatever words: knee pain, a herniated disc, two hip replacements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from osteotwin.inputs.shipped import Row, Words, load_table
from osteotwin.units.patterns import later

_WORD: Final = later(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
#: A load that a joint bears, and how long, are of training.
_NUMBER: Final = later(r"\d")
_COUNT: Final = later(r"\b[12] (?=[a-z]+)")
_YEAR: Final = later(r"\b(?:19|20)\d\d\b|\b\d{1,2} (?:years?|months?|weeks?) ago\b")


@dataclass(frozen=True)
class _File(Row):
    complaints: Words
    idle: Words
    joints: Mapping[str, Words]
    alone: Mapping[str, Words]


@cache
def _file() -> _File:
    return load_table(_File, "osteotwin.asking.person", "data", "pain.toml")


def joints_that_hurt(text: str, *, of_complaint: bool = False) -> tuple[str, ...]:
    """Return the joints that a piece of an answer tells to hurt; none of a piece that tells anything else.

    Parameters
    ----------
    text : str
    of_complaint : bool
        Whether it stands behind "because of": then a joint alone hurts.

    Examples
    --------
    >>> joints_that_hurt("arthritis in both knees"), joints_that_hurt("a herniated disc"), joints_that_hurt("my back")
    (('knee',), ('back',), ())
    >>> joints_that_hurt("hip and knee pain"), joints_that_hurt("no knee pain"), joints_that_hurt("back squat")
    (('knee', 'hip'), (), ())
    """
    plain = _COUNT.sub(" ", _YEAR.sub(" ", text.casefold()))
    if _NUMBER.search(plain):
        return ()
    said = {word.replace("\u2019", "'") for word in _WORD.findall(plain)}
    file = _file()
    joints = [name for name, words in file.joints.items() if said & {*words.split()}]
    alone = [name for name, words in file.alone.items() if said & {*words.split()}]
    complaints = {*file.complaints.split()}
    known = {
        *complaints,
        *file.idle.split(),
        *" ".join((*file.joints.values(), *file.alone.values())).split(),
    }
    if said - known or not (alone or (joints and (of_complaint or said & complaints))):
        return ()
    return tuple(name for name in file.joints if name in joints or name in alone)

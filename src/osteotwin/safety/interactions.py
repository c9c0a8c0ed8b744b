"""Drugs that labels speak against taking together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from osteotwin.inputs.shipped import Row, Words, load_table
from osteotwin.protocol.drug_groups import label_of
from osteotwin.protocol.interventions import DrugCourse
from osteotwin.protocol.library import load_drugs
from osteotwin.protocol.library.drugs import DRUG_CLASSES
from osteotwin.safety.situation import Flag, Situation


@dataclass(frozen=True)
class Interaction(Row):
    """One row of ``interactions.toml``; see its head."""

    one: tuple[Words, ...]
    other: tuple[Words, ...]
    because: Words
    source: Words

    def __post_init__(self) -> None:
        if not {*self.one, *self.other} <= {*load_drugs(), *DRUG_CLASSES}:
            raise ValueError("drugs and classes of drugs of the library")


@cache
def interactions() -> Mapping[str, Interaction]:
    """Return every interaction by its identifier.

    Raises
    ------
    ParameterError
        If a row has a gap or an unknown drug.
    """
    return load_table(dict[str, Interaction], "osteotwin.safety", "data", "interactions.toml")


def not_together(situation: Situation) -> Iterator[Flag]:
    """Flag two drugs of a plan at the same time of which a label says that they are not taken together."""
    for row in interactions().values():
        pairs = dict.fromkeys(
            (one.drug, other.drug)
            for one in situation.courses()
            for other in situation.courses()
            if _is_of(one, row.one) and _is_of(other, row.other) and _overlap(one, other)
        )
        for one, other in pairs:
            yield Flag(
                "ask_first",
                f"{load_drugs()[one].label} together with {label_of(other)}: {row.because}. Ask the prescriber first.",
                row.source,
                about=(one, other, "interaction"),
            )


def _is_of(course: DrugCourse, named: tuple[str, ...]) -> bool:
    return course.drug in named or load_drugs()[course.drug].drug_class in named


def _overlap(one: DrugCourse, other: DrugCourse) -> bool:
    return max(one.from_day, other.from_day) < min(one.until_day, other.until_day)

"""What measurements say of the kidney, and the drugs that a weak one does not bear."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from osteotwin.inputs.shipped import Row, Words, load_table
from osteotwin.inputs.values import Number
from osteotwin.people.kidney_function import filtration, has_failing_kidney, is_under
from osteotwin.people.person import Person
from osteotwin.protocol.library import load_drugs
from osteotwin.safety.situation import ASK_FIRST, Flag, Situation


@dataclass(frozen=True)
class KidneyLimit(Row):
    """The least filtration with which one drug is given; see the head of ``kidney.toml``."""

    least: Annotated[float, Number(0.0, 200.0, above=True)]
    because: Words
    source: Words


def weak_kidney(situation: Situation) -> Iterator[Flag]:
    """Flag drugs that a measured kidney function speaks against; of denosumab guidelines speak."""
    found = filtration(situation.person)
    if found is None:
        return
    sign = "under " if found.bound else ""
    for name, limit in kidney_limits().items():
        if situation.courses(name) and is_under(found, limit.least):
            yield Flag(
                "do_not",
                f"{load_drugs()[name].label} with an eGFR of {sign}{found.value:g} mL/min/1.73m2 ({found.date}), "
                f"under {limit.least:g}: {limit.because}. Ask the prescriber which bone drug is the right one.",
                limit.source,
                (name,),
                (name, load_drugs()[name].drug_class, "kidney"),
            )


def bone_of_failing_kidney(situation: Situation) -> Iterator[Flag]:
    """Say what a failing kidney does to bone, that no number holds it, and what to look at."""
    if not has_failing_kidney(situation.person):
        return
    yield Flag(
        ASK_FIRST,
        "Kidneys that filter less than 30 mL/min/1.73m2 (eGFR) change bone by PTH, phosphate and calcitriol. The "
        "model's kidneys are healthy: what is lost so is not in these numbers, and a low T-score may be that disease. "
        "Ask the kidney specialist before any bone drug.",
        "KDIGO 2017, mineral and bone disorder of chronic kidney disease (10.1016/j.kisu.2017.04.001)",
        about=("loss by kidneys",),
    )


def bears_bisphosphonates(person: Person) -> bool:
    """Tell whether nothing that is known of the kidneys speaks against any bisphosphonate."""
    found = filtration(person)
    weak = found is not None and any(is_under(found, limit.least) for limit in kidney_limits().values())
    return not weak and "chronic_kidney_disease" not in person.conditions


@cache
def kidney_limits() -> Mapping[str, KidneyLimit]:
    """Return the least kidney function of each drug that has one.

    Raises
    ------
    ParameterError
        If a row has a gap.
    """
    return load_table(dict[str, KidneyLimit], "osteotwin.safety", "data", "kidney.toml")

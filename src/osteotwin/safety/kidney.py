"""What measurements say of the kidney, and the drugs that a weak one does not bear."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from osteotwin.inputs.shipped import Row, Words, load_table
from osteotwin.inputs.values import Number
from osteotwin.people.kidney_function import filtration
from osteotwin.people.person import Measurement, Person
from osteotwin.protocol.library import load_drugs
from osteotwin.safety.situation import Flag, Situation


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
        if situation.courses(name) and _is_under(found, limit):
            yield Flag(
                "do_not",
                f"{load_drugs()[name].label} with an eGFR of {sign}{found.value:g} mL/min/1.73m2 ({found.date}), "
                f"under {limit.least:g}: {limit.because}. Ask the prescriber which bone drug is the right one.",
                limit.source,
                (name,),
                (name, load_drugs()[name].drug_class, "kidney"),
            )


def bears_bisphosphonates(person: Person) -> bool:
    """Tell whether nothing that is known of the kidneys speaks against any bisphosphonate."""
    found = filtration(person)
    weak = found is not None and any(_is_under(found, limit) for limit in kidney_limits().values())
    return not weak and "chronic_kidney_disease" not in person.conditions


def _is_under(found: Measurement, limit: KidneyLimit) -> bool:
    return found.bound != "above" and found.value < limit.least


@cache
def kidney_limits() -> Mapping[str, KidneyLimit]:
    """Return the least kidney function of each drug that has one.

    Raises
    ------
    ParameterError
        If a row has a gap.
    """
    return load_table(dict[str, KidneyLimit], "osteotwin.safety", "data", "kidney.toml")

"""Flags about impacts that strain bone further than it is known to adapt to, or to where it yields.

The model's stimulus is relative, so it has no strain of its own; ground force and the strain that gauges found under it
on a shin say how far an entry of a plan goes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from osteotwin.inputs.shipped import Row, Words, load_table
from osteotwin.inputs.values import Number, Word
from osteotwin.protocol.interventions import Training
from osteotwin.protocol.library import load_exercises
from osteotwin.safety.situation import ASK_FIRST, Flag, Situation


@dataclass(frozen=True)
class _StrainRow(Row):
    """One number of ``strain.toml``."""

    value: Annotated[float, Number(0, 100_000, above=True)]
    unit: Words
    kind: Annotated[str, Word(("measured", "assumption"))]
    source: Words


@cache
def _numbers() -> Mapping[str, _StrainRow]:
    return load_table(dict[str, _StrainRow], "osteotwin.safety", "data", "strain.toml")


def shin_strain(training: Training) -> float:
    """Return the peak strain that one impact makes in the shin [microstrain]; 0 where nothing is landed on.

    Examples
    --------
    >>> shin_strain(Training("rope_jumping", 3, 60, peak_force_bodyweights=5.0))
    2000.0
    """
    force = training.peak_force_bodyweights or load_exercises()[training.exercise].ground_reaction_bw or 0.0
    return _numbers()["per_body_weight"].value * force


def strain(situation: Situation) -> Iterator[Flag]:
    """Flag training whose impacts go beyond the strains that are known to build bone."""
    slope, adapts, yields = (_numbers()[name] for name in ("per_body_weight", "adapts_to", "yields_at"))
    highest: dict[str, float] = {}
    for item in situation.plan.interventions:
        if isinstance(item, Training):
            highest[item.exercise] = max(highest.get(item.exercise, 0.0), shin_strain(item))
    for name, found in highest.items():
        if found <= adapts.value:
            continue
        label = load_exercises()[name].name
        force = f"{found / slope.value:.3g} body weights of ground force strain the shin by about {_percent(found)}"
        row = yields if found >= yields.value else adapts
        says = (
            f"past the {_percent(yields.value)} at which bone yields. Check the number: nobody trains with it"
            if row is yields
            else f"past the {_percent(adapts.value)} up to which bone is known to adapt: the model only extrapolates"
        )
        yield Flag(
            ASK_FIRST, f"{label}: {force}, {says}.", f"{row.source}; {slope.source}", about=(name, "strain")
        )


def _percent(microstrain: float) -> str:
    return f"{microstrain / 1e4:.2g} %"

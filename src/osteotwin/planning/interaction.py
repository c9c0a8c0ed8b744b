"""Training, calcium and estradiol together: whether they bring more, or less, than one plus the other."""

from __future__ import annotations

from itertools import combinations, product
from typing import Final

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.explaining.bands import Json, interval, json_number
from osteotwin.planning.axes import inhibitors_of, new_training, reference_training
from osteotwin.planning.evaluate import Bench
from osteotwin.planning.outcome import KEYS
from osteotwin.protocol.interventions import Diet, Food, Intervention, Protocol, Supplement
from osteotwin.protocol.library import load_drugs
from osteotwin.safety.guidelines.intakes import requirement_of

TRAINING, CALCIUM, ESTRADIOL = "training", "calcium", "estradiol"
#: What little calcium is where somebody eats enough already [mg/day].
_LITTLE: Final = 500.0
#: So near to what is needed is enough [mg/day].
_NEAR: Final = 200.0
#: Less than that is none [percentage points].
NOTHING: Final = 0.1


def interaction_of(base: Protocol, bench: Bench) -> Json | None:
    """Return what each of two or three factors brings without and with the others, in the same people.

    Parameters
    ----------
    base : Protocol
        A plan; where it holds no training, a usual one stands in.
    bench : Bench

    Returns
    -------
    dict or None
        ``factors``, ``cells`` and ``terms``; ``None`` where the person may do no training.
    """
    frame = bench.frame
    trained = tuple(new_training(base) or reference_training(frame))
    if not trained:
        return None
    drugs = tuple(inhibitors_of(base))
    rest = tuple(
        item
        for item in base.interventions
        if item not in trained
        and item not in drugs
        and not (isinstance(item, Supplement | Food | Diet) and _brings_calcium(item))
    )
    little, enough = _calcium(bench)
    levels: dict[str, list[tuple[str, tuple[Intervention, ...]]]] = {
        TRAINING: [("no training", ()), ("with training", trained)],
        CALCIUM: [
            (f"{amount:,.0f} mg of calcium a day", (Diet("calcium", amount),)) for amount in (little, enough)
        ],
    }
    if drugs:
        name = load_drugs()[drugs[0].drug].label.lower()
        medians = _estradiol(bench, [Protocol((*rest, *drugs)), Protocol(rest)])
        levels[ESTRADIOL] = [
            (f"with {name} (estradiol {medians[0]:.0f} pg/mL)", drugs),
            (f"without {name} (estradiol {medians[1]:.0f} pg/mL)", ()),
        ]
    changes: dict[tuple[int, ...], Vector] = {}
    cells: list[Json] = []
    for at in product((0, 1), repeat=len(levels)):
        added = [level for place, name in zip(at, levels, strict=True) for level in levels[name][place][1]]
        plan = Protocol((*rest, *added))
        outlook = bench.outputs(plan)
        changes[at] = np.mean([outlook.bone_change_at(key, bench.judge.year) for key in KEYS], axis=0)
        outcome = bench.judge.outcome(outlook)
        cells.append({
            "levels": {name: levels[name][place][0] for place, name in zip(at, levels, strict=True)},
            "change": interval(changes[at]),
            "kept": json_number(outcome.kept),
        })  # fmt: skip
    return {
        "factors": [{"factor": name, "low": low[0], "high": high[0]} for name, (low, high) in levels.items()],
        "cells": cells,
        "terms": [_term(names, tuple(levels), changes) for names in _terms(tuple(levels))],
    }


def _calcium(bench: Bench) -> tuple[float, float]:
    """Return little calcium and enough of it: his own food where that is little; no more than a limit allows."""
    frame = bench.frame
    person, eaten = frame.person, frame.profile.calcium_mg_per_day
    needed = requirement_of("calcium", "recommended", person.sex, person.age_at_start)
    enough = min(needed, frame.bounds["calcium_total"].value)
    return (float(round(eaten)) if eaten < enough - _NEAR else _LITTLE), enough


def _estradiol(bench: Bench, plans: list[Protocol]) -> list[float]:
    """Return the median estradiol under each plan at the end [pg/mL]."""
    days = np.array([0.0, bench.judge.year * DAYS_PER_YEAR])
    named = {str(k): plan for k, plan in enumerate(plans)}
    found = bench.judge.twin.simulate_all(named, days, endpoints=(ESTRADIOL,))
    return [float(np.nanmedian(one.values[ESTRADIOL][:, -1])) for one in found.values()]


def _brings_calcium(item: Supplement | Food | Diet) -> bool:
    if isinstance(item, Food):
        return True
    return item.group == "calcium"


def _terms(names: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [combined for size in range(1, len(names) + 1) for combined in combinations(names, size)]


def _term(names: tuple[str, ...], factors: tuple[str, ...], changes: dict[tuple[int, ...], Vector]) -> Json:
    """The difference of differences in the named factors, the others at their low level."""
    total = np.zeros_like(next(iter(changes.values())))
    for at, change in changes.items():
        if all(place == 0 or name in names for place, name in zip(at, factors, strict=True)):
            total = total + (-1.0) ** (len(names) - sum(at)) * change
    found = interval(total)
    return {"factors": list(names), "difference": found, "text": _words(names, found["median"])}


def _words(names: tuple[str, ...], median: float | None) -> str:
    if len(names) == 1:
        return f"{names[0].capitalize()} alone"
    together = " and ".join(names) if len(names) == 2 else ", ".join(names[:-1]) + " and " + names[-1]
    if median is None or abs(median) < NOTHING:
        return f"{together.capitalize()} add up: together they bring what they bring apart"
    way = "more" if median > 0 else "less"
    return f"{together.capitalize()} bring {way} together than apart"

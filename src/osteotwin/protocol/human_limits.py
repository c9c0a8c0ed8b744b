"""How much of an exercise is humanly possible, and how much is rare: slips of the pen, and numbers to look at again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import inf
from typing import Annotated, Final

from osteotwin.inputs.shipped import Row, Words, load_table
from osteotwin.inputs.values import Number, Word
from osteotwin.protocol.effort import highest_share_for
from osteotwin.protocol.interventions import Training
from osteotwin.protocol.library import Exercise, load_exercises

_Amount = Annotated[float, Number(0, inf, above=True)]
_CHECKED: Final = ("text", "abstract", "secondary", "memory", "assumption")
#: The usual maximum of the lift that holds the record in kilograms [body weights].
_DEADLIFT: Final = 1.3


@dataclass(frozen=True)
class HumanLimit(Row):
    """One row of ``human_limits.toml``."""

    most: _Amount
    much: _Amount
    unit: Words
    source: Words
    checked: Annotated[str, Word(_CHECKED)]


@dataclass(frozen=True)
class Demand:
    """What an entry asks, on the scale of one of the limits.

    Attributes
    ----------
    key : str
        The file's key that says it: ``"load"``, ``"minutes"``, ``"impacts"`` or ``"reps"``.
    asked, most, much : float
    found : str
        What it comes to, in words.
    unit : str
        Behind ``most`` and ``much``.
    source : str
    """

    key: str
    asked: float
    most: float
    much: float
    found: str
    unit: str
    source: str


@cache
def human_limits() -> Mapping[str, HumanLimit]:
    """Return every limit.

    Raises
    ------
    ParameterError
        If one has a gap.
    """
    return load_table(dict[str, HumanLimit], "osteotwin.protocol", "data", "human_limits.toml")


def demands_of(training: Training, weight_kg: float | None) -> Iterator[Demand]:
    """Yield what one entry asks of load, time, impacts and repetitions.

    Parameters
    ----------
    training : Training
    weight_kg : float or None [kg]
        Body weight; ``None``: loads are held against records in kilograms alone.
    """
    exercise = load_exercises()[training.exercise]
    if (load := _kilograms(training, weight_kg)) is not None:
        yield from _of_load(training, exercise, load, weight_kg)
    a_week = training.sessions_per_week
    minutes, rows = training.minutes_per_session, human_limits()
    if minutes is not None:
        total = minutes * a_week
        found = f"{minutes:g} min, {a_week:g} times a week: {total / 60:.0f} hours"
        yield Demand("minutes", total, *_of(rows["minutes"]), found, "min a week", rows["minutes"].source)
    if exercise.counted_by == "impacts":
        total, row = training.cycles_per_session * a_week, rows["impacts"]
        found = f"{training.cycles_per_session:,.0f} impacts, {a_week:g} times a week: {total:,.0f}"
        yield Demand("impacts", total, *_of(row), found, "impacts a week", row.source)
    elif exercise.counted_by == "repetitions":
        row, done = rows["repetitions"], training.cycles_per_session
        written = f"{training.sets:g} x {training.reps:g}" if training.sets and training.reps else f"{done:g}"
        yield Demand("reps", done, *_of(row), f"{written} repetitions a session", "a session", row.source)


def _of(row: HumanLimit) -> tuple[float, float]:
    return row.most, row.much


def _kilograms(training: Training, weight_kg: float | None) -> float | None:
    """Return the highest load that is stated in kilograms or body weights."""
    load = training.load_kg
    if training.load_body_weights is not None and weight_kg is not None:
        load = training.load_body_weights * weight_kg
    return None if load is None else max(load, training.progression_until_kg or 0.0)


def _of_load(
    training: Training, exercise: Exercise, load: float, weight_kg: float | None
) -> Iterator[Demand]:
    rows, usual = human_limits(), exercise.one_rep_max_bodyweights
    if usual is not None:
        once = load / min(highest_share_for(training.reps or 1.0), 1.0)
        heaviest, relative = rows["lifted_kilograms"], rows["lifted"]
        most, much = (limit * max(1.0, usual / _DEADLIFT) for limit in _of(heaviest))
        if weight_kg is not None:
            most, much = (min(kg, times * usual * weight_kg)
                          for kg, times in zip((most, much), _of(relative), strict=True))  # fmt: skip
        many = f" for {training.reps:g} repetitions" if training.reps and training.reps > 1 else ""
        found = f"{load:g} kg{many}, for which one has to lift {once:.0f} kg once"
        yield Demand("load", once, most, much, found, "kg once", f"{relative.source}; {heaviest.source}")
    elif weight_kg is not None:
        row = rows["added_to_the_body" if exercise.counted_by == "repetitions" else "carried"]
        most, much = (times * weight_kg for times in _of(row))
        found = f"{load:g} kg, {100 * load / weight_kg:.0f} % of body weight"
        yield Demand("load", load, most, much, found, "kg", row.source)

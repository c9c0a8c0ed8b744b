"""How a plan grows from week to week."""

from __future__ import annotations

from dataclasses import dataclass

from osteotwin.planning.choice import Choice
from osteotwin.planning.frame import Frame
from osteotwin.planning.week import WEEKS, Exercised, sessions_of
from osteotwin.protocol.library import load_exercises


@dataclass(frozen=True)
class Line:
    """One exercise from week to week.

    Attributes
    ----------
    exercise, name, unit : str
    weeks : tuple of float
        What a session of each week asks of it.
    lighter : tuple of int
        Weeks, counted from 1, in which less is done.
    """

    exercise: str
    name: str
    unit: str
    weeks: tuple[float, ...]
    lighter: tuple[int, ...]


def progression_of(choice: Choice, frame: Frame, weeks: int = WEEKS) -> tuple[Line, ...]:
    """Return what each exercise of a plan asks from week to week: its load, impacts, minutes or repetitions.

    Parameters
    ----------
    choice : Choice
    frame : Frame
    weeks : int
    """
    by_week: dict[str, dict[int, Exercised]] = {}
    sessions = sessions_of(choice, frame, weeks)
    lighter = tuple(sorted({session.week for session in sessions if session.lighter}))
    for session in sessions:
        for part in session.parts:
            by_week.setdefault(part.exercise, {})[session.week] = part
    return tuple(
        Line(
            name,
            load_exercises()[name].name,
            _unit(found[1]),
            tuple(_amount(found[week]) for week in range(1, weeks + 1)),
            lighter,
        )
        for name, found in by_week.items()
    )


def _unit(part: Exercised) -> str:
    if part.load is not None:
        return "% of 1RM"
    if part.sets is not None:
        return "repetitions a session"
    return f"{load_exercises()[part.exercise].counted_by} a session"


def _amount(part: Exercised) -> float:
    if part.load is not None:
        return round(100 * part.load, 1)
    return float((part.sets or 0) * (part.reps or 0)) if part.sets is not None else float(part.amount or 0.0)

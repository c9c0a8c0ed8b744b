"""A diary of what was done, as a TOML file: ``[[session]]`` entries, and how much of food and supplements."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field

from osteotwin.inputs.notes import Notes
from osteotwin.inputs.quantity import Quantity
from osteotwin.inputs.table import FileTable, read_table
from osteotwin.inputs.toml_file import read_toml
from osteotwin.inputs.values import Day, Number
from osteotwin.planning.feedback.done import Done, Entry
from osteotwin.protocol.library import load_exercises
from osteotwin.protocol.load_values import Load, LoadValue
from osteotwin.protocol.plan_file import EXERCISE, MOST_IMPACTS, MOST_MINUTES

_Share = Annotated[float, Quantity("fraction", 0.0, 1.0)]


class SessionTable(FileTable):
    """One exercise on one day: ``[[session]]``."""

    REQUIRED = ("date", "exercise")
    date: Annotated[date, Day()] | None = None
    exercise: Annotated[str, EXERCISE] | None = None
    sets: Annotated[float, Number(0, 50, whole=True, above=True)] | None = None
    reps: Annotated[float, Number(0, 500, whole=True, above=True)] | None = None
    impacts: Annotated[float, Number(0, MOST_IMPACTS, above=True)] | None = None
    minutes: Annotated[float, Quantity("minutes", 0, MOST_MINUTES, above=True, plain_unit="min")] | None = (
        None
    )
    load: Annotated[Load, LoadValue()] | None = None


class DiaryFile(FileTable):
    """What was done of a plan."""

    food: _Share | None = Field(default=None, description="share of the planned food that was eaten")
    supplements: _Share | None = Field(
        default=None, description="share of the planned supplements that was taken"
    )
    session: tuple[SessionTable, ...] = ()


def read_diary(path: Path) -> Done:
    """Read a diary.

    Raises
    ------
    InputError
        With every problem of the file at once.
    """
    return done_in(Notes.of_text(str(path), *read_toml(path)))


def done_in(notes: Notes) -> Done:
    """Return what was done by the content of a diary.

    Raises
    ------
    InputError
        With every problem at once.
    """
    content = read_table(DiaryFile, notes) or DiaryFile()
    entries = [entry for row in content.session if (entry := _entry(row, notes)) is not None]
    notes.raise_if_any()
    return Done(tuple(entries), content.food, content.supplements)


def _entry(row: SessionTable, notes: Notes) -> Entry | None:
    if row.date is None or row.exercise is None:
        return None
    exercise = load_exercises()[row.exercise]
    needed = {"repetitions": "sets and reps", "impacts": "impacts", "minutes": "minutes"}[exercise.counted_by]
    amount = {
        "repetitions": None if row.sets is None or row.reps is None else row.sets * row.reps,
        "impacts": row.impacts,
        "minutes": row.minutes,
    }[exercise.counted_by]
    if amount is None:
        notes.add(row.at(), f"no amount of {exercise.name}", needed, f"add {needed}")
        return None
    load = row.load or Load()
    if load.reps_in_reserve is not None or load.share_of_body_weight is not None:
        notes.add(row.at("load"), "a load that is neither kilograms nor a share of the maximum",
                  '"40 kg" or "60 %1RM"', "write one of the two")  # fmt: skip
        return None
    sets = None if row.sets is None else int(row.sets)
    return Entry(row.date, exercise.id, amount, sets, load.kilograms, load.share_of_1rm)

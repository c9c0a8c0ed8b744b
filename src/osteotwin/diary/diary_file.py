"""What only the diary keeps, beside the person's file: training done, food of a day, symptoms, notes."""

from __future__ import annotations

import datetime
from typing import Annotated, Any

from osteotwin.errors import InputError
from osteotwin.inputs.notes import Notes
from osteotwin.inputs.quantity import Quantity
from osteotwin.inputs.table import FileTable, read_table
from osteotwin.inputs.toml_text import document_text
from osteotwin.inputs.values import Day, Number, Text

_Date = Annotated[datetime.date, Day()]


class TrainingDone(FileTable):
    """A session that was done: ``[[training]]``."""

    REQUIRED = ("date", "exercise")
    date: _Date | None = None
    exercise: Annotated[str, Text("back squat")] | None = None
    sets: Annotated[float, Number(0, 50, whole=True, above=True)] | None = None
    reps: Annotated[float, Number(0, 500, whole=True, above=True)] | None = None
    load: Annotated[str, Text("60 kg")] | None = None
    minutes: Annotated[float, Number(0, 600, above=True)] | None = None
    note: Annotated[str, Text("easy")] | None = None


class FoodDay(FileTable):
    """What was eaten on a day: ``[[food]]``."""

    REQUIRED = ("date", "what")
    date: _Date | None = None
    what: Annotated[str, Text("yogurt, 2 cups")] | None = None
    calcium: Annotated[float, Quantity("calcium_per_day", 0.0, 10_000.0)] | None = None
    vitamin_d: Annotated[float, Quantity("vitamin_d_per_day", 0.0, 100_000.0)] | None = None
    note: Annotated[str, Text("away from home")] | None = None


class Symptom(FileTable):
    """What was felt: ``[[symptom]]``."""

    REQUIRED = ("date", "what")
    date: _Date | None = None
    what: Annotated[str, Text("joint pain")] | None = None
    severity: Annotated[float, Number(0, 10)] | None = None
    note: Annotated[str, Text("after the session")] | None = None


class Note(FileTable):
    """Anything else: ``[[note]]``."""

    REQUIRED = ("date", "text")
    date: _Date | None = None
    text: Annotated[str, Text("next scan in March")] | None = None


class DiaryFile(FileTable):
    """What a diary keeps beside a person's file, read as TOML."""

    training: tuple[TrainingDone, ...] = ()
    food: tuple[FoodDay, ...] = ()
    symptom: tuple[Symptom, ...] = ()
    note: tuple[Note, ...] = ()


def check_diary_file(document: dict[str, Any], file: str = "diary.toml") -> None:
    """Refuse what a diary cannot keep beside a person's file.

    Raises
    ------
    InputError
        With every problem.
    """
    notes = Notes.of_text(file, document, document_text(document))
    read_table(DiaryFile, notes)
    if notes.problems:
        raise InputError(notes.problems)

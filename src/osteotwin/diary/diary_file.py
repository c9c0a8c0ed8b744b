"""What only the diary keeps, beside the person's file: training done, food of a day, symptoms, notes."""

from __future__ import annotations

import datetime
from typing import Annotated, Any

from osteotwin.errors import InputError
from osteotwin.inputs.notes import Notes
from osteotwin.inputs.quantity import Quantity
from osteotwin.inputs.table import FileTable, read_table
from osteotwin.inputs.toml_text import document_text
from osteotwin.inputs.values import Choice, Day, Flag, ListOf, Number, Text

_Date = Annotated[datetime.date, Day()]


class TrainingDone(FileTable):
    """A session that was done: ``[[training]]``."""

    REQUIRED = ("date", "exercise")
    date: _Date | None = None
    exercise: Annotated[str, Text("back squat")] | None = None
    sets: Annotated[float, Number(0, 50, whole=True, above=True)] | None = None
    reps: Annotated[float, Number(0, 500, whole=True, above=True)] | None = None
    load: Annotated[str, Text("60 kg")] | None = None
    impacts: Annotated[float, Number(0, 10_000, above=True)] | None = None
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


class Eaten(FileTable):
    """Something of a plan's day that was eaten or taken: ``[[eaten]]``."""

    REQUIRED = ("date", "what")
    date: _Date | None = None
    what: Annotated[str, Text("breakfast: vitamin D")] | None = None


class ChosenPart(FileTable):
    """One exercise of a session of the chosen plan."""

    REQUIRED = ("exercise", "name", "text", "minutes")
    exercise: Annotated[str, Text("back_squat")] | None = None
    name: Annotated[str, Text("Back squat")] | None = None
    text: Annotated[str, Text("3 x 10")] | None = None
    sets: Annotated[float, Number(0, 50, whole=True)] | None = None
    reps: Annotated[float, Number(0, 500, whole=True)] | None = None
    load: Annotated[float, Number(0, 1.5)] | None = None
    amount: Annotated[float, Number(0, 10_000)] | None = None
    minutes: Annotated[float, Number(0, 600)] | None = None


class ChosenSession(FileTable):
    """One dated session of the chosen plan."""

    REQUIRED = ("date", "week", "part")
    date: _Date | None = None
    week: Annotated[float, Number(1, 520, whole=True)] | None = None
    lighter: Annotated[bool, Flag()] | None = None
    warm_up: Annotated[float, Number(0, 600)] | None = None
    part: tuple[ChosenPart, ...] = ()


class ChosenMeal(FileTable):
    """One thing that a day of the chosen plan adds."""

    REQUIRED = ("meal", "what", "amount")
    meal: Annotated[str, Text("breakfast")] | None = None
    what: Annotated[str, Text("vitamin D")] | None = None
    amount: Annotated[str, Text("one tablet")] | None = None
    calcium_mg: Annotated[float, Number(0, 10_000)] | None = None
    vitamin_d_iu: Annotated[float, Number(0, 100_000)] | None = None
    protein_g: Annotated[float, Number(0, 1_000)] | None = None


class ChosenPlan(FileTable):
    """The plan that is followed: ``[chosen_plan]``."""

    REQUIRED = ("name", "began")
    name: Annotated[str, Text("balanced")] | None = None
    chosen: _Date | None = None
    began: _Date | None = None
    minutes_per_week: Annotated[float, Number(0, 10_080)] | None = None
    days_per_week: Annotated[float, Number(0, 7, whole=True)] | None = None
    shopping: (
        Annotated[tuple[Annotated[str, Text("7 x milk")], ...], ListOf("texts", '["7 x milk"]')] | None
    ) = None
    session: tuple[ChosenSession, ...] = ()
    meal: tuple[ChosenMeal, ...] = ()


class ShownAs(FileTable):
    """In which units numbers are shown, and whom T-scores count from: ``[shown_as]``."""

    estradiol: Annotated[str, Choice(("pg/mL", "pmol/L"))] | None = None
    testosterone: Annotated[str, Choice(("ng/dL", "nmol/L"))] | None = None
    vitamin_d: Annotated[str, Choice(("ng/mL", "nmol/L"))] | None = None
    calcium: Annotated[str, Choice(("mg", "mmol"))] | None = None
    t_score_reference: Annotated[str, Choice(("male", "female", "device"))] | None = None


class DiaryFile(FileTable):
    """What a diary keeps beside a person's file, read as TOML."""

    training: tuple[TrainingDone, ...] = ()
    food: tuple[FoodDay, ...] = ()
    symptom: tuple[Symptom, ...] = ()
    note: tuple[Note, ...] = ()
    eaten: tuple[Eaten, ...] = ()
    chosen_plan: ChosenPlan | None = None
    shown_as: ShownAs | None = None


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

"""A :class:`Person` as a person file."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from os import PathLike
from pathlib import Path

from osteotwin.endpoints import MEASURED
from osteotwin.errors import InputError, Problem
from osteotwin.files import write_text
from osteotwin.inputs.notes import Notes
from osteotwin.inputs.toml_text import toml_text
from osteotwin.people.limits import split_limit, with_limit
from osteotwin.people.person import Habits, Measurement, Person
from osteotwin.people.person_file import (
    HabitsTable,
    MeasurementTable,
    OutlookTable,
    PersonFile,
    PersonTable,
)
from osteotwin.people.read_person import person_of
from osteotwin.people.wishes_file import table_of
from osteotwin.protocol.history import HistoryTable
from osteotwin.protocol.interventions import Protocol
from osteotwin.protocol.plan_file import HabitualDrug, HabitualFood, HabitualTraining
from osteotwin.protocol.write_plan import (
    entry_tables,
    outside_keys,
    plan_tables,
    refuse_changed,
    training_keys,
)
from osteotwin.units import parse_quantity, quantity_text

_FILE = "the person"


def person_to_toml(person: Person) -> str:
    """Return a person as the text of a person file.

    Returns
    -------
    str
        Reads back as the same person, his plan and history by sort of intervention. What a preset brought stands as
        entries of its own.

    Raises
    ------
    InputError
        If the person holds what no person file may hold.
    """
    text = toml_text(_file(person))
    again = person_of(Notes.of_text(_FILE, tomllib.loads(text), text))
    refuse_changed(person.plan, again.plan, _FILE)
    refuse_changed(person.history, again.history, _FILE)
    expected = replace(person, source=_FILE, plan=again.plan, history=again.history)
    if again != expected:
        changed = [name for name in vars(person) if getattr(again, name) != getattr(expected, name)]
        raise InputError([
            Problem(_FILE, name, f"{getattr(person, name)}, which would read as {getattr(again, name)}",
                    "what a person file can hold exactly", "write it as a file does")
            for name in changed
        ])  # fmt: skip
    return text


def write_person(person: Person, path: str | PathLike[str]) -> None:
    """Write a person as a person file: see :func:`person_to_toml`."""
    write_text(Path(path), person_to_toml(person))


def _file(person: Person) -> PersonFile:
    return PersonFile.model_construct(
        person=PersonTable.model_construct(
            name=person.name,
            sex=person.sex,
            birth_date=person.birth_date,
            height=person.height_cm,
            weight=person.weight_kg,
            menopause_age=person.menopause_age,
            fragility_fractures=person.fragility_fractures or None,
            vertebral_fracture=person.vertebral_fracture or None,
            frax_hip=person.frax_hip_percent,
            frax_major=person.frax_major_percent,
            conditions=person.conditions,
        ),
        habits=_habits(person.habits),
        history=HistoryTable.model_construct(None, **entry_tables(person.history, person.start))
        if person.history != Protocol()
        else None,
        measurement=tuple(_measurement(m) for m in person.measurements),
        plan=plan_tables(person.plan, person.start) if person.plan != Protocol() else None,
        wishes=table_of(person.wishes),
        outlook=OutlookTable.model_construct(begins=person.start, until=person.until),
    )


def _habits(habits: Habits) -> HabitsTable | None:
    """Return the life before the plan; foods stand for the calcium that they hold."""
    if habits == Habits():
        return None
    return HabitsTable.model_construct(
        calcium=None if habits.food else habits.calcium_mg_per_day,
        other_calcium=habits.other_calcium_mg_per_day,
        vitamin_d=habits.vitamin_d_iu_per_day,
        food=tuple(
            HabitualFood.model_construct(food=f.food, servings_per_week=f.servings_per_week)
            for f in habits.food
        ),
        training=tuple(HabitualTraining.model_construct(**training_keys(t)) for t in habits.training),
        drug=tuple(HabitualDrug.model_construct(**outside_keys(d)) for d in habits.not_simulated),
    )


def _measurement(measurement: Measurement) -> MeasurementTable:
    """Return one measured value as it was given, if that is what it says."""
    kind = MEASURED[measurement.what].quantity
    bound, number = split_limit(measurement.as_given)
    try:
        as_given = (bound, parse_quantity(number, kind)) == (measurement.bound, measurement.value)
    except InputError:
        as_given = False
    text = with_limit(measurement.bound, quantity_text(measurement.value, kind))
    return MeasurementTable.model_construct(
        date=measurement.date,
        what=measurement.what,
        value=measurement.as_given if as_given else text,
        device=measurement.device,
        assay=measurement.assay,
        reference=measurement.reference,
        precision=measurement.precision,
        confirmed=measurement.confirmed or None,
    )

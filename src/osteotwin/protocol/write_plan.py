"""A :class:`Protocol` as a plan file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from math import inf
from os import PathLike
from pathlib import Path
from typing import Any

from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.errors import InputError, Problem
from osteotwin.files import write_text
from osteotwin.inputs.notes import Notes
from osteotwin.inputs.table import read_table
from osteotwin.inputs.toml_text import toml_text
from osteotwin.protocol.file_values import ONCE
from osteotwin.protocol.interventions import (
    Diet,
    DrugCourse,
    Food,
    Intervention,
    NotSimulated,
    Protocol,
    Supplement,
    Training,
    Unloading,
    in_file_order,
)
from osteotwin.protocol.library import load_drugs, load_exercises
from osteotwin.protocol.load_values import Load, Progression
from osteotwin.protocol.plan_draft import draft_plan
from osteotwin.protocol.plan_entries import PROCEDURE, SINGLE_SUPPLEMENT_DAYS, dose_quantity
from osteotwin.protocol.plan_file import (
    BEGINNINGS,
    ENDINGS,
    DietTable,
    DrugTable,
    FoodTable,
    PlanFile,
    PlanTable,
    SupplementTable,
    TrainingTable,
    UnloadingTable,
)
from osteotwin.protocol.read_plan import resolve_plan
from osteotwin.protocol.read_training import cycles_of_minutes
from osteotwin.units import Rhythm, quantity_text

Keys = dict[str, Any]


def plan_to_toml(protocol: Protocol, start: date | None = None) -> str:
    """Return a protocol as the text of a plan file.

    Parameters
    ----------
    protocol : Protocol
    start : datetime.date, optional
        Day 0; entries then carry dates, else weeks or days from the start.

    Returns
    -------
    str
        Reads back, with the same start, as the same interventions by sort.

    Raises
    ------
    InputError
        If the protocol holds what no plan file may hold.
    """
    text = toml_text(PlanFile.model_construct(plan=plan_tables(protocol, start)))
    notes = Notes.of_text("the plan", tomllib.loads(text), text)
    content = read_table(PlanFile, notes)
    again = resolve_plan(draft_plan(None if content is None else content.plan, notes), start, notes)
    notes.raise_if_any()
    refuse_changed(protocol, again, "the plan")
    return text


def write_plan(protocol: Protocol, path: str | PathLike[str], start: date | None = None) -> None:
    """Write a protocol as a plan file: see :func:`plan_to_toml`."""
    write_text(Path(path), plan_to_toml(protocol, start))


def refuse_changed(protocol: Protocol, again: Protocol, file: str) -> None:
    """Raise where a protocol was read back as another."""
    count, found = len(protocol.interventions), len(again.interventions)
    if count != found:
        raise InputError([
            Problem(file, "", f"{count} entries of a plan or a history, of which {found} would read as such",
                    "in the plan what goes on, and in the history what has ended",
                    "put each where a file holds it")
        ])  # fmt: skip
    if protocol.not_simulated != again.not_simulated:
        raise InputError([
            Problem(file, "", f"{protocol.not_simulated}, which would read as {again.not_simulated}",
                    "what a plan file can hold exactly", "write it as a file does")
        ])  # fmt: skip
    for item, read in zip(in_file_order(protocol.interventions), again.interventions, strict=True):
        if item != read:
            raise InputError([
                Problem(file, "", f"{item}, which would read as {read}", "what a plan file can hold exactly",
                        "write it as a file does")
            ])  # fmt: skip


def plan_tables(protocol: Protocol, start: date | None) -> PlanTable:
    """Return the tables of a plan that hold a protocol, of which day 0 is ``start``."""
    return PlanTable.model_construct(None, **entry_tables(protocol, start))


def entry_tables(protocol: Protocol, start: date | None) -> dict[str, tuple[Any, ...]]:
    """Return the tables that hold a protocol, of which day 0 is ``start``, by sort."""
    tables: dict[type[Intervention], list[Any]] = {}
    for item in in_file_order(protocol.interventions):
        tables.setdefault(type(item), []).append(_table(item, start))
    return {
        "drug": (
            *tables.get(DrugCourse, ()),
            *(_outside_table(item, start) for item in protocol.not_simulated),
        ),
        "training": tuple(tables.get(Training, ())),
        "food": tuple(tables.get(Food, ())),
        "supplement": tuple(tables.get(Supplement, ())),
        "diet": tuple(_joined(tables.get(Diet, ()))),
        "unloading": tuple(tables.get(Unloading, ())),
    }


def training_keys(training: Training) -> Keys:
    """Return the keys of one training, of plan and habits alike, without its days."""
    exercise = load_exercises()[training.exercise]
    minutes = training.minutes_per_session
    keys: Keys = {
        "exercise": exercise.id,
        "sessions_per_week": training.sessions_per_week,
        "minutes": minutes,
    }
    if training.sets is not None and training.reps is not None:
        keys |= {"sets": training.sets, "reps": training.reps}
    elif minutes is None or cycles_of_minutes(exercise, minutes) != training.cycles_per_session:
        keys["impacts"] = training.cycles_per_session
    load = Load(training.load_fraction_1rm, training.load_kg, training.load_body_weights)
    if load != Load():
        keys["load"] = load
    ends = training.progression_until_fraction_1rm, training.progression_until_kg
    if ends != (None, None):
        keys["progression"] = Progression(training.progression_per_week, ends[0], until_kilograms=ends[1])
    keys["adherence"] = training.adherence
    keys["peak_force_bodyweights"] = training.peak_force_bodyweights
    return keys


def _table(item: Intervention, start: date | None) -> Any:
    window = _window(item.from_day, item.from_day if _is_one_dose(item) else item.until_day, start)
    match item:
        case DrugCourse():
            return _drug_table(item, window)
        case Training():
            return TrainingTable.model_construct(
                **training_keys(item), replaces_habits=item.replaces_habits or None, **window
            )
        case Food():
            return FoodTable.model_construct(
                food=item.food, servings_per_week=item.servings_per_week, **window
            )
        case Supplement():
            return _supplement_table(item, window)
        case Diet():
            return DietTable.model_construct(
                **{item.nutrient: item.total_per_day}, replaces_habits=item.replaces_habits or None, **window
            )
        case Unloading():
            return UnloadingTable.model_construct(fraction=item.fraction_of_habitual_load, **window)


def outside_keys(item: NotSimulated) -> Keys:
    """Return the keys of a drug outside the model, of plan and habits alike, without its days."""
    return {"name": item.name, "dose": item.dose or None, "every": item.every}


def _outside_table(item: NotSimulated, start: date | None) -> DrugTable:
    """Return the entry of a drug outside the model; what is given once has no end."""
    window = _window(item.from_day, item.until_day, start)
    if item.every is not None and item.every.days == ONCE:
        window = {name: value for name, value in window.items() if name not in ENDINGS}
    return DrugTable.model_construct(**outside_keys(item), **window)


def _drug_table(course: DrugCourse, window: Keys) -> DrugTable:
    drug = load_drugs()[course.drug]
    if drug.dose_unit == PROCEDURE:
        return DrugTable.model_construct(name=drug.id, **window)
    per_day = "/day" if dose_quantity(drug) == "mass_or_mass_per_day" else ""
    dose = quantity_text(course.dose, dose_quantity(drug), f"{drug.dose_unit}{per_day}")
    due = replace(course, interval_days=course.prescribed_every) if course.share_taken < 1.0 else course
    every, window = _rhythm(due, drug.days_of_dose(course.dose), window)
    share = course.share_taken if course.share_taken < 1.0 else None
    if course.said:
        return DrugTable.model_construct(
            name=drug.id, dose=course.said, every=None, adherence=share, **window
        )
    return DrugTable.model_construct(name=drug.id, dose=dose, every=every, adherence=share, **window)


def _supplement_table(item: Supplement, window: Keys) -> SupplementTable:
    dose = quantity_text(item.dose, "vitamin_d" if item.group == "vitamin_d" else "mass")
    every, window = _rhythm(item, SINGLE_SUPPLEMENT_DAYS[item.group], window)
    return SupplementTable.model_construct(nutrient=item.nutrient, dose=dose, every=every, **window)


def _rhythm(item: DrugCourse | Supplement, usual: float, window: Keys) -> tuple[Rhythm, Keys]:
    """Return the interval and the window: of what is given once and lasts as usual, without its end."""
    if _is_one_dose(item) and item.interval_days == usual:
        return Rhythm(ONCE), {name: value for name, value in window.items() if name not in ENDINGS}
    return Rhythm(item.interval_days), window


def _is_one_dose(item: Intervention) -> bool:
    """Tell whether a file says so by ``once``, or by an end on the day of the beginning."""
    return isinstance(item, DrugCourse | Supplement) and item.until_day == item.from_day + item.interval_days


def _window(from_day: float, until_day: float, start: date | None) -> Keys:
    """Return the keys of a window: dates for whole days from a known start, else weeks or days."""
    keys: Keys = {}
    for name, day in (("begins", from_day), ("ends", until_day)):
        if day == inf or (name == "begins" and day == 0.0 and start is None):
            continue
        if start is not None and day == int(day):
            keys[name] = start + timedelta(days=int(day))
        elif day % DAYS_PER_WEEK == 0.0:
            keys[f"{name}_week"] = day / DAYS_PER_WEEK
        else:
            keys[f"{name}_day"] = day
    return keys


def _joined(tables: Iterable[DietTable]) -> list[DietTable]:
    """Return the totals with calcium and vitamin D of the same days in one table."""
    joined: list[DietTable] = []
    for table in tables:
        last = joined[-1] if joined else None
        may_join = last is not None and last.vitamin_d is None and table.calcium is None
        if last is not None and may_join and _alike(last, table):
            joined[-1] = last.model_copy(update={"vitamin_d": table.vitamin_d})
        else:
            joined.append(table)
    return joined


def _alike(one: DietTable, other: DietTable) -> bool:
    """Tell whether two totals hold on the same days and are both habits or both none."""
    names = ("replaces_habits", *BEGINNINGS, *ENDINGS)
    return all(getattr(one, name) == getattr(other, name) for name in names)

"""Entries of drugs and supplements outside the model: read and placed apart, so that no number can hold them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from math import inf

from osteotwin.inputs.notes import Notes
from osteotwin.protocol.file_values import ONCE
from osteotwin.protocol.interventions import NotSimulated, Protocol
from osteotwin.protocol.library import called, kind_of, named_drug, named_drugs, what_is_missing
from osteotwin.protocol.plan_file import DrugTable, Entries, HabitualDrug, SupplementTable
from osteotwin.protocol.window import check_window, days_of
from osteotwin.protocol.wording import how_often
from osteotwin.units import listed

_WAYS = {"up": "raises {}", "down": "lowers {}"}
_NOT_KNOWN = "unknown"


def is_outside(table: DrugTable | SupplementTable) -> bool:
    """Tell whether an entry names a drug or a supplement outside the model."""
    return named_drug(_name_of(table)) is not None


def outside_of(tables: Entries | None) -> tuple[DrugTable | SupplementTable, ...]:
    """Return the entries of a plan or a history that name drugs or supplements outside the model."""
    if tables is None:
        return ()
    return tuple(table for table in (*tables.drug, *tables.supplement) if is_outside(table))


def placed_outside(
    tables: Iterable[DrugTable | SupplementTable], start: date | None, notes: Notes
) -> tuple[NotSimulated, ...]:
    """Count the days of drugs and supplements outside the model from ``start``; what is wrong is noted."""
    found: list[NotSimulated] = []
    for table in tables:
        if isinstance(table, SupplementTable) and table.has("counts"):
            notes.add(table.at("counts"), f"as beside {called(_name_of(table))}", "it only of a salt of calcium",
                      "remove as")  # fmt: skip
        if not check_window(table, notes, may_be_one_day=True):
            continue
        span = days_of(table, start, notes, may_be_one_day=True)
        if span is None:
            continue
        begins, ends = span
        once = table.every is not None and table.every.days == ONCE
        until = begins + 1.0 if once or ends == begins else ends
        found.append(replace(_read(table), from_day=begins, until_day=until))
    return tuple(found)


def past_outside(
    tables: Iterable[DrugTable | SupplementTable], start: date | None, notes: Notes
) -> tuple[NotSimulated, ...]:
    """Return the same of a history, all of which has begun before today."""
    for table in tables:
        if not table.has("begins"):
            notes.add(table.at("begins"), "nothing", "the day on which it began", "add from = 2023-05-01")
    found = placed_outside(tables, start, notes)
    return tuple(replace(one, until_day=min(one.until_day, 0.0)) for one in found if one.from_day < 0.0)


def habitual(tables: Iterable[HabitualDrug]) -> tuple[NotSimulated, ...]:
    """Return drugs outside the model that go on beside the plan."""
    return tuple(replace(_read(table), from_day=-inf) for table in tables if table.name is not None)


def split_at_today(plan: Protocol, history: Protocol) -> tuple[Protocol, Protocol]:
    """Return plan and history, what is over being history."""
    over = tuple(one for one in plan.not_simulated if one.until_day <= 0.0)
    left = tuple(one for one in plan.not_simulated if one.until_day > 0.0)
    return replace(plan, not_simulated=left), replace(history, not_simulated=history.not_simulated + over)


def _name_of(table: DrugTable | HabitualDrug | SupplementTable) -> str:
    return (table.nutrient if isinstance(table, SupplementTable) else table.name) or ""


def _read(table: DrugTable | HabitualDrug | SupplementTable) -> NotSimulated:
    dose = "" if table.dose is None else str(table.dose)
    name = _name_of(table)
    return NotSimulated(named_drug(name) or "", name, dose, table.every)


def describe_dose(item: NotSimulated) -> str:
    """Return the dose and the rhythm as far as they are said: ``"200 mg every 7 days"``."""
    if item.every is None:
        return item.dose or "dose not said"
    rhythm = "once" if item.every.days == ONCE else how_often(item.every.mean_days)
    return " ".join(filter(None, (item.dose, rhythm)))


def direction(identifier: str) -> str:
    """Return which way a drug outside the model moves sex hormones and bone, in words.

    Examples
    --------
    >>> direction("elagolix")
    'it lowers testosterone, estradiol and bone density'
    """
    drug = named_drugs()[identifier]
    bone = "unchanged" if drug.moves_little else drug.on_bone
    levels = {"testosterone": drug.testosterone, "estradiol": drug.estradiol, "bone density": bone}
    parts = [
        verbs.format(listed([name for name, way in levels.items() if way == key]))
        for key, verbs in _WAYS.items()
        if key in levels.values()
    ]
    unknown = [name for name, way in levels.items() if way == _NOT_KNOWN]
    said = [f"it {listed(parts)}"] if parts else []
    said += filter(None, (drug.either, drug.how))
    if unknown:
        said.append(f"what it does to {listed(unknown)} is not established")
    if drug.moves_little:
        said.append("more fractures are seen with it, while density hardly moves")
    if not said:
        said.append("it is thought to do little to sex hormones and bone")
    return "; ".join(said)


def sentence(name: str) -> str:
    """Return that a drug outside the model is left out, what it is, and which way it acts.

    Parameters
    ----------
    name : str
        As written.

    Examples
    --------
    >>> sentence("pantoprazole")[:55]
    'Pantoprazole is not simulated. It is a drug that lowers'
    """
    label, identifier = called(name), named_drug(name) or name
    drug = named_drugs()[identifier]
    verb, they = ("are", "They are") if label.endswith("s") else ("is", "It is")
    known = drug.on_bone in ("up", "down") and not drug.moves_little
    follows = f": {what_is_missing(identifier)}" if known else ""
    return (
        f"{label} {verb} not simulated. {they} {kind_of(identifier)}. Published direction: {direction(identifier)}. "
        f"The outlook is without it{follows}."
    )

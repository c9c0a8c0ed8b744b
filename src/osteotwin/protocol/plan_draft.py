"""The ``[plan]`` and the ``[history]`` of a file before day 0 is known, and their entries once it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from osteotwin.inputs.notes import Notes
from osteotwin.inputs.table import bounded
from osteotwin.protocol.file_values import ONCE
from osteotwin.protocol.interventions import DrugCourse, Intervention, Supplement
from osteotwin.protocol.plan_checks import Placed, check_together
from osteotwin.protocol.plan_entries import (
    read_diet,
    read_drug,
    read_food,
    read_supplement,
    read_unloading,
)
from osteotwin.protocol.plan_file import (
    ENDINGS,
    DrugTable,
    Entries,
    PlanTable,
    PresetTable,
    SupplementTable,
    Window,
)
from osteotwin.protocol.read_training import read_training
from osteotwin.protocol.window import check_window, days_of

_Entry = TypeVar("_Entry", bound=Window)


@dataclass(frozen=True)
class Entry:
    """One intervention whose days are not counted yet, and the table it came from."""

    intervention: Intervention
    table: Window


@dataclass(frozen=True)
class PlanDraft:
    """A plan as written, before day 0 is known."""

    entries: tuple[Entry, ...] = ()
    presets: tuple[PresetTable, ...] = ()

    @property
    def windows(self) -> tuple[Window, ...]:
        """The tables of all entries and presets."""
        return (*(entry.table for entry in self.entries), *self.presets)

    @property
    def earliest(self) -> date | None:
        """The earliest ``from`` date, if any is given."""
        return min((table.begins for table in self.windows if table.begins), default=None)


def draft_entries(tables: Entries, notes: Notes) -> tuple[Entry, ...]:
    """Read the entries of a plan or a history; what is wrong with them is noted."""

    def listed(name: str, found: tuple[_Entry, ...]) -> tuple[_Entry, ...]:
        return bounded(found, tables.at(name), notes)

    return (
        *_entries(listed("drug", tables.drug), read_drug, notes),
        *_entries(listed("training", tables.training), read_training, notes),
        *_entries(listed("food", tables.food), read_food, notes),
        *_entries(listed("supplement", tables.supplement), read_supplement, notes),
        *_entries(listed("diet", tables.diet), read_diet, notes),
        *_entries(listed("unloading", tables.unloading), read_unloading, notes),
    )


def draft_plan(plan: PlanTable | None, notes: Notes) -> PlanDraft:
    """Read the entries and presets of a plan; what is wrong with them is noted."""
    if plan is None:
        return PlanDraft()
    entries = draft_entries(plan, notes)
    presets = [
        table
        for table in bounded(plan.preset, plan.at("preset"), notes)
        if check_window(table, notes, may_be_one_day=False)
    ]
    return PlanDraft(entries, tuple(table for table in presets if table.name is not None))


def placed(entries: Iterable[Entry], start: date | None, notes: Notes) -> list[Placed]:
    """Count every entry's days from ``start``; what is wrong is noted, what could be placed is returned."""
    return [(found, entry.table) for entry in entries if (found := _placed(entry, start, notes)) is not None]


def place_entries(draft: PlanDraft, start: date | None, notes: Notes) -> tuple[Intervention, ...]:
    """Count every entry's days from ``start`` and check the entries against each other.

    What is wrong is noted; what could be placed is returned.
    """
    found = placed(draft.entries, start, notes)
    check_together(found, notes)
    return tuple(intervention for intervention, _ in found)


def _entries(
    tables: Iterable[_Entry],
    read: Callable[[_Entry, Notes], Intervention | tuple[Intervention, ...] | None],
    notes: Notes,
) -> list[Entry]:
    """Read each table of one list of the plan, with its window."""
    entries: list[Entry] = []
    for table in tables:
        window_is_valid = check_window(
            table, notes, may_be_one_day=isinstance(table, DrugTable | SupplementTable)
        )
        found = read(table, notes)
        several = found if isinstance(found, tuple) else (found,)
        if window_is_valid and not _ends_beside_once(table, notes):
            entries += [Entry(item, table) for item in several if item is not None]
    return entries


def is_once(table: Window) -> bool:
    """Tell whether a table is about one dose."""
    return isinstance(table, DrugTable | SupplementTable) and table.every == ONCE


def _ends_beside_once(table: Window, notes: Notes) -> bool:
    """Note an end of what is given once."""
    if not is_once(table):
        return False
    names = [name for name in ENDINGS if table.has(name)]
    for name in names:
        key = table.at(name)[-1]
        notes.add(
            table.at(name),
            f'{key} beside every = "once"',
            "only the day it is given, as from",
            f"remove {key}",
        )
    return bool(names)


def _placed(entry: Entry, start: date | None, notes: Notes) -> Intervention | None:
    """Return the intervention with its days; a dose given once lasts for its interval."""
    item = entry.intervention
    may_be_one_day = isinstance(item, DrugCourse | Supplement)
    span = days_of(entry.table, start, notes, may_be_one_day=may_be_one_day)
    if span is None:
        return None
    begins, ends = span
    if isinstance(item, DrugCourse | Supplement) and (ends == begins or is_once(entry.table)):
        ends = begins + item.interval_days
    return replace(item, from_day=begins, until_day=ends)

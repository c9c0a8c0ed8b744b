"""The ``[plan]`` and the ``[history]`` of a file before day 0 is known, and their entries once it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from math import inf
from typing import TypeVar

from osteotwin.inputs.notes import Notes
from osteotwin.inputs.table import bounded
from osteotwin.protocol.given import goes_with_shot
from osteotwin.protocol.injections import is_injected_hormone
from osteotwin.protocol.interventions import DrugCourse, Intervention, Supplement
from osteotwin.protocol.not_simulated import is_outside, outside_of
from osteotwin.protocol.pauses import MOST_PAUSES, spans_with_pauses
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
from osteotwin.protocol.stages import Stage
from osteotwin.protocol.window import check_window, days_of

_Entry = TypeVar("_Entry", bound=Window)
_Dosed = TypeVar("_Dosed", DrugTable, SupplementTable)


@dataclass(frozen=True)
class Entry:
    """One intervention whose days are not counted yet, and the table it came from."""

    stage: Stage
    table: Window

    @property
    def intervention(self) -> Intervention:
        """What is done, without its days."""
        return self.stage.item


@dataclass(frozen=True)
class PlanDraft:
    """A plan as written, before day 0 is known; ``outside`` are entries of what the model does not have."""

    entries: tuple[Entry, ...] = ()
    presets: tuple[PresetTable, ...] = ()
    outside: tuple[DrugTable | SupplementTable, ...] = ()

    @property
    def windows(self) -> tuple[Window, ...]:
        """The tables of all entries and presets."""
        return (*(entry.table for entry in self.entries), *self.presets)

    @property
    def earliest(self) -> date | None:
        """The earliest ``from`` date, if any is given."""
        return _earliest(self.windows)

    @property
    def earliest_shown(self) -> date | None:
        """The same of drugs outside the model, which tell what day 0 is only where nothing else does."""
        return _earliest(self.outside)


def _earliest(windows: Iterable[Window]) -> date | None:
    return min((table.begins for table in windows if table.begins), default=None)


def draft_entries(tables: Entries, notes: Notes) -> tuple[Entry, ...]:
    """Read the entries of a plan or a history; what is wrong with them is noted."""

    def listed(name: str, found: tuple[_Entry, ...]) -> tuple[_Entry, ...]:
        return bounded(found, tables.at(name), notes)

    return (
        *_drugs(_simulated(listed("drug", tables.drug)), notes),
        *_entries(listed("training", tables.training), _one(read_training), notes),
        *_entries(listed("food", tables.food), _one(read_food), notes),
        *_entries(_simulated(listed("supplement", tables.supplement)), read_supplement, notes),
        *_entries(listed("diet", tables.diet), _several(read_diet), notes),
        *_entries(listed("unloading", tables.unloading), _one(read_unloading), notes),
    )


def _simulated(tables: Iterable[_Dosed]) -> tuple[_Dosed, ...]:
    """Return the entries without those of what the model does not have."""
    return tuple(table for table in tables if not is_outside(table))


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
    return PlanDraft(entries, tuple(table for table in presets if table.name is not None), outside_of(plan))


def placed(
    entries: Iterable[Entry], start: date | None, notes: Notes, until: date | None = None
) -> list[Placed]:
    """Count every entry's days from ``start``; what is wrong is noted, what could be placed is returned.

    Parameters
    ----------
    entries : iterable of Entry
    start : datetime.date or None
        Day 0.
    notes : Notes
    until : datetime.date, optional
        The last day that matters, up to which what has pauses and no end is written out.
    """
    last = inf if until is None or start is None else float((until - start).days)
    return [(item, entry.table) for entry in entries for item in _placed(entry, start, last, notes)]


def place_entries(
    draft: PlanDraft, start: date | None, notes: Notes, until: date | None = None
) -> tuple[Intervention, ...]:
    """Count every entry's days from ``start`` and check the entries against each other.

    What is wrong is noted; what could be placed is returned.
    """
    found = placed(draft.entries, start, notes, until)
    check_together(found, notes)
    return tuple(intervention for intervention, _ in found)


def _drugs(tables: tuple[DrugTable, ...], notes: Notes) -> list[Entry]:
    """Read drugs in the order of the file; those that go with an injection once the injections are known."""
    found: dict[int, list[Entry]] = {}
    shots: list[float] = []
    for waits in (False, True):
        for place, table in enumerate(tables):
            if goes_with_shot(table) == waits:
                entries = _entries((table,), partial(read_drug, shots=tuple(shots)), notes)
                found[place] = entries
                shots += [
                    item.interval_days
                    for entry in entries
                    if isinstance(item := entry.intervention, DrugCourse) and is_injected_hormone(item)
                ]
    return [entry for place in sorted(found) for entry in found[place]]


def _one(
    read: Callable[[_Entry, Notes], Intervention | None],
) -> Callable[[_Entry, Notes], tuple[Stage, ...]]:
    """Return a reader of stages for one of a single intervention."""

    def stages(table: _Entry, notes: Notes) -> tuple[Stage, ...]:
        found = read(table, notes)
        return () if found is None else (Stage(found),)

    return stages


def _several(
    read: Callable[[_Entry, Notes], tuple[Intervention, ...]],
) -> Callable[[_Entry, Notes], tuple[Stage, ...]]:
    """Return a reader of stages for one of several interventions over the same days."""
    return lambda table, notes: tuple(Stage(item) for item in read(table, notes))


def _entries(
    tables: Iterable[_Entry], read: Callable[[_Entry, Notes], tuple[Stage, ...]], notes: Notes
) -> list[Entry]:
    """Read each table of one list of the plan, with its window."""
    entries: list[Entry] = []
    for table in tables:
        window_is_valid = check_window(
            table, notes, may_be_one_day=isinstance(table, DrugTable | SupplementTable)
        )
        stages = read(table, notes)
        if window_is_valid and not _ends_beside_once(table, stages, notes):
            entries += [Entry(stage, table) for stage in stages]
    return entries


def _ends_beside_once(table: Window, stages: tuple[Stage, ...], notes: Notes) -> bool:
    """Note an end, or pauses, of what is given once."""
    if not (stages and all(stage.once for stage in stages)):
        return False
    names = [name for name in (*ENDINGS, "cycle") if table.has(name)]
    for name in names:
        key = table.at(name)[-1]
        notes.add(
            table.at(name),
            f'{key} beside every = "once"',
            "only the day it is given, as from",
            f"remove {key}",
        )
    return bool(names)


def _placed(entry: Entry, start: date | None, last: float, notes: Notes) -> list[Intervention]:
    """Return the intervention with its days, once for each time it is on; a single dose lasts for its interval."""
    item, stage = entry.intervention, entry.stage
    may_be_one_day = isinstance(item, DrugCourse | Supplement)
    span = days_of(entry.table, start, notes, may_be_one_day=may_be_one_day)
    if span is None:
        return []
    begins, ends = span
    if isinstance(item, DrugCourse | Supplement) and (ends == begins or stage.once):
        first = begins + stage.begins
        return [replace(item, from_day=first, until_day=first + item.interval_days)]
    first, over = begins + stage.begins, min(ends, begins + stage.ends)
    pauses = stage.pauses or entry.table.cycle
    if entry.table.cycle not in (None, pauses):
        notes.add(entry.table.at("cycle"), "other pauses than those of dose and every", "the pauses said once",
                  "remove cycle, or the pauses in the words of the dose or of every")  # fmt: skip
        return []
    if pauses is None:
        return [replace(item, from_day=first, until_day=over)] if first < over else []
    if stage.begins or stage.ends < inf:
        notes.add(entry.table.at(), "pauses beside a dose in steps", "one of the two",
                  "write each step as an entry of its own")  # fmt: skip
        return []
    if over == inf and last == inf:
        notes.add(entry.table.at("ends"), "pauses without an end", "the day on which they end",
                  "add until, or to_week")  # fmt: skip
        return []
    spans = spans_with_pauses(begins, min(over, last), pauses)
    if len(spans) > MOST_PAUSES:
        notes.add(entry.table.at(), f"{len(spans)} pauses", f"at most {MOST_PAUSES}",
                  "write how often it is on average, or an earlier end")  # fmt: skip
        return []
    return [replace(item, from_day=begin, until_day=end) for begin, end in spans]

"""What was done before today and has ended: the ``[history]`` of a file, and what of its plan is over."""

from __future__ import annotations

from datetime import date

from osteotwin.inputs.notes import Notes
from osteotwin.inputs.values import Schema
from osteotwin.protocol.interventions import DrugCourse, Intervention, Protocol, Supplement, in_file_order
from osteotwin.protocol.library import load_drugs
from osteotwin.protocol.plan_checks import Placed, check_together
from osteotwin.protocol.plan_draft import Entry, PlanDraft, draft_entries, placed
from osteotwin.protocol.plan_entries import PROCEDURE
from osteotwin.protocol.plan_file import BEGINNINGS, ENDINGS, Entries
from osteotwin.protocol.read_plan import with_presets

#: What counts from today on, and so never tells when something of the past was.
_COUNTED_FROM_TODAY = ("begins_week", "begins_day", "ends_week", "ends_day")


class HistoryTable(Entries):
    """What was done before today and has ended: ``[history]``, with the keys of a plan."""

    SAMPLE = "[[history.drug]], [[history.training]] or another entry"

    @classmethod
    def together(cls) -> Schema:
        ways = BEGINNINGS | ENDINGS
        unwanted = dict.fromkeys((ways[name] for name in ("already_since", *_COUNTED_FROM_TODAY)), False)
        ended = {"required": ["from", "until"], "properties": unwanted}
        given = {"required": ["from"], "properties": unwanted}
        of_sort = {
            "drug": {"items": given},
            "supplement": {"items": given},
            "training": {"items": ended},
            "food": {"items": ended},
            "diet": {"anyOf": [{"type": "array", "items": ended}, {"type": "object", **ended}]},
            "unloading": {"items": ended},
        }
        return {"allOf": [{"properties": of_sort}]}


def draft_history(history: HistoryTable | None, notes: Notes) -> tuple[Entry, ...]:
    """Read the entries of a history; what is wrong with them is noted."""
    entries = () if history is None else draft_entries(history, notes)
    wrong = {path for path, entry in _by_table(entries).items() if not _has_dates(entry, notes)}
    return tuple(entry for entry in entries if entry.table.at() not in wrong)


def resolve_life(
    history: tuple[Entry, ...],
    plan: PlanDraft,
    start: date | None,
    notes: Notes,
    until: date | None = None,
) -> tuple[Protocol, Protocol]:
    """Count every entry's days from ``start``, which is today, and tell what has ended from what goes on.

    What is wrong is noted; what could be placed is returned.

    Returns
    -------
    history : Protocol
        What has ended, of a plan too.
    plan : Protocol
        The rest of the plan, with the presets.
    """
    before, going_on = placed(history, start, notes), placed(plan.entries, start, notes, until)
    check_together([*before, *going_on], notes)
    _check_ended(before, start, notes)
    stated = tuple(item for item, _ in going_on)
    # A total that has ended says nothing of what is eaten now, and leaves a preset's in force.
    over = tuple(item for item in stated if _is_over(item))
    planned = with_presets(tuple(item for item in stated if item not in over), plan, start, notes)
    ended = (*(item for item, _ in before), *over, *(i for i in planned.interventions if _is_over(i)))
    return (
        Protocol(in_file_order(ended)),
        Protocol(tuple(item for item in planned.interventions if not _is_over(item))),
    )


def _is_over(item: Intervention) -> bool:
    """Tell whether nothing is left to do: a dose or an operation of the past is over, although it still acts."""
    return item.until_day <= 0.0 or (item.from_day < 0.0 and (_is_one_dose(item) or _is_procedure(item)))


def _is_one_dose(item: Intervention) -> bool:
    return isinstance(item, DrugCourse | Supplement) and item.is_single


def _by_table(entries: tuple[Entry, ...]) -> dict[object, Entry]:
    """Return one entry of each table; a diet may hold two totals."""
    return {entry.table.at(): entry for entry in entries}


def _has_dates(entry: Entry, notes: Notes) -> bool:
    """Tell whether an entry of a history says by dates when it began and ended."""
    table, ways = entry.table, BEGINNINGS | ENDINGS
    before = len(notes.problems)
    for name in ("already_since", *_COUNTED_FROM_TODAY):
        if table.has(name):
            notes.add(table.at(name), f"{ways[name]} in the history", "the days it began and ended, as from and until",
                      f"write from and until instead of {ways[name]}")  # fmt: skip
    if len(notes.problems) > before:
        return False
    needed = [("begins", "began", "2023-05-01")]
    if not entry.stage.once and not _is_procedure(entry.intervention):
        needed.append(("ends", "ended", "2025-05-01"))
    for name, what, example in needed:
        if not table.has(name):
            goes_on = "; what goes on stands in [plan]" if name == "ends" else ""
            expected = f"the day on which it {what}{goes_on}"
            notes.add(table.at(name), "nothing", expected, f"add {ways[name]} = {example}")
    return len(notes.problems) == before


def _is_procedure(item: Intervention) -> bool:
    return isinstance(item, DrugCourse) and load_drugs()[item.drug].dose_unit == PROCEDURE


def _check_ended(before: list[Placed], start: date | None, notes: Notes) -> None:
    """Note every entry of a history that has not ended by today."""
    for item, table in {table.at(): (item, table) for item, table in before}.values():
        if start is None or _is_over(item):
            continue
        name = "ends" if table.ends is not None and item.from_day < 0.0 else "begins"
        expected = f"{start} or earlier" if name == "ends" else f"a date before {start}"
        notes.add(
            table.at(name), f"{getattr(table, name)}, which is not over today ({start})", expected,
            "correct it, or move the entry to [plan], where what goes on stands",
        )  # fmt: skip

"""The ``[plan]`` of a file → :class:`Protocol`; a plan file may stand alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from os import PathLike, fspath
from typing import cast

from osteotwin.inputs.notes import Notes
from osteotwin.inputs.table import read_table
from osteotwin.inputs.toml_file import read_toml
from osteotwin.protocol.human_checks import check_entries
from osteotwin.protocol.interventions import Intervention, Protocol, in_file_order
from osteotwin.protocol.not_simulated import placed_outside
from osteotwin.protocol.plan_draft import PlanDraft, draft_plan, place_entries
from osteotwin.protocol.plan_file import PlanFile
from osteotwin.protocol.presets import load_preset
from osteotwin.protocol.window import Span, check_dates, days_of


def read_plan(path: str | PathLike[str], start: date | None = None) -> Protocol:
    """Read a plan file, or the plan of a person file.

    Parameters
    ----------
    path : str or path-like
    start : datetime.date, optional
        Day 0. Left out, it is the earliest ``from`` of the plan; entries without one start there. What began before
        has negative days.

    Returns
    -------
    Protocol
        By sort of intervention; of each sort the entries of the file first, then what a preset adds.

    Raises
    ------
    InputError
        With every problem of the file at once.
    """
    file = fspath(path)
    return plan_of(Notes.of_text(file, *read_toml(file)), start)


def plan_of(notes: Notes, start: date | None = None) -> Protocol:
    """Return the plan of a file that is parsed: see :func:`read_plan`."""
    content = read_table(PlanFile, notes)
    draft = draft_plan(None if content is None else content.plan, notes)
    begin = start or draft.earliest or draft.earliest_shown
    if begin is None:
        check_dates(draft.windows, notes)
    check_entries(draft.entries, None, notes)
    protocol = resolve_plan(draft, begin, notes, None if content is None else _end_of(content.outlook))
    notes.raise_if_any()
    return protocol


def _end_of(outlook: object) -> date | None:
    """Return the last day of a person file's outlook, of which nothing else matters to the plan."""
    end = cast("dict[str, object]", outlook).get("until") if isinstance(outlook, dict) else None
    return end if isinstance(end, date) and not isinstance(end, datetime) else None


def resolve_plan(draft: PlanDraft, start: date | None, notes: Notes, until: date | None = None) -> Protocol:
    """Count every entry's days from ``start``, check the entries against each other and add the presets.

    What is wrong is noted; the protocol holds what could be placed.
    """
    simulated = with_presets(place_entries(draft, start, notes, until), draft, start, notes)
    return replace(simulated, not_simulated=placed_outside(draft.outside, start, notes))


def with_presets(
    explicit: tuple[Intervention, ...], draft: PlanDraft, start: date | None, notes: Notes
) -> Protocol:
    """Return a plan's own interventions and what its presets add to them."""
    added: list[Intervention] = []
    used: list[tuple[str, Span]] = []
    for table in draft.presets:
        span = days_of(table, start, notes)
        if span is not None and table.name is not None:
            if any(name == table.name and _overlap(span, other) for name, other in used):
                notes.add(
                    table.at("name"), f'"{table.name}" a second time for the same days',
                    "each preset once at a time", "remove one, or let the first end where the second begins",
                )  # fmt: skip
            used.append((table.name, span))
            items = load_preset(table.name, *span).interventions
            added += [item for item in items if not _given_by_hand(item, explicit)]
    return Protocol(in_file_order((*explicit, *added)))


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _given_by_hand(added: Intervention, explicit: tuple[Intervention, ...]) -> bool:
    """Tell whether the file itself says what the preset would say about this nutrient."""
    return added.group in ("calcium", "vitamin_d") and any(e.group == added.group for e in explicit)

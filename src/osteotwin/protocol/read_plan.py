"""The ``[plan]`` of a file → :class:`Protocol`; a plan file may stand alone."""

from __future__ import annotations

from datetime import date
from os import PathLike, fspath

from osteotwin.inputs.section import Notes, Section
from osteotwin.inputs.toml_file import read_toml
from osteotwin.protocol.interventions import Intervention, Protocol
from osteotwin.protocol.plan_draft import FILE_KEYS, PlanDraft, draft_plan, place_entries, span_of
from osteotwin.protocol.presets import load_preset


def read_plan(path: str | PathLike[str], start: date | None = None) -> Protocol:
    """Read a plan file, or the plan of a person file.

    Parameters
    ----------
    path : str or path-like
    start : datetime.date, optional
        Day 0. Left out, it is the earliest ``from`` of the plan; entries without one start there.

    Returns
    -------
    Protocol
        Explicit entries first, then what a preset adds.

    Raises
    ------
    InputError
        With every problem of the file at once.
    """
    file = fspath(path)
    table, text = read_toml(file)
    notes = Notes(file, text)
    whole = Section(table, "", notes, FILE_KEYS)
    if not whole.has("plan"):
        whole.problem("plan", "nothing", "a plan", "add [[plan.drug]], [[plan.training]] or another entry")
    draft = draft_plan(whole)
    protocol = resolve_plan(draft, start or draft.earliest)
    notes.raise_if_any()
    return protocol


def resolve_plan(draft: PlanDraft, start: date | None) -> Protocol:
    """Count every entry's days from ``start``, check the entries against each other and add the presets.

    Problems go to the notes of the entries' sections; the protocol holds what could be placed.
    """
    explicit = place_entries(draft, start)
    added: list[Intervention] = []
    for use in draft.presets:
        span = span_of(use.window, start, use.section, use.key)
        if span is not None:
            added += [
                i for i in load_preset(use.name, *span).interventions if not _given_by_hand(i, explicit)
            ]
    return Protocol(explicit + tuple(added))


def _given_by_hand(added: Intervention, explicit: tuple[Intervention, ...]) -> bool:
    """Tell whether the file itself says what the preset would say about this nutrient."""
    return added.group in ("calcium", "vitamin_d") and any(e.group == added.group for e in explicit)

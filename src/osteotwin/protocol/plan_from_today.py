"""A plan file that stands alone, for somebody whose today is known: it begins today or later and has no past."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from os import PathLike, fspath

from osteotwin.inputs.notes import Notes
from osteotwin.inputs.table import read_table
from osteotwin.inputs.toml_file import read_toml
from osteotwin.protocol.interventions import Protocol
from osteotwin.protocol.plan_draft import PlanDraft, draft_plan
from osteotwin.protocol.plan_file import PlanFile
from osteotwin.protocol.read_plan import resolve_plan

#: Tables of a person's file that a plan's file has no use for.
_OF_A_PERSON = ("person", "habits", "measurement", "outlook")


@dataclass(frozen=True)
class PlanFromToday:
    """A plan whose days count from a person's today.

    Attributes
    ----------
    protocol : Protocol
    begins : datetime.date
        The first day on which anything of it is done; weeks and days of the file do not count.
    """

    protocol: Protocol
    begins: date


def read_plan_from_today(path: str | PathLike[str], today: date) -> PlanFromToday:
    """Read a plan file that stands alone.

    Parameters
    ----------
    path : str or path-like
    today : datetime.date
        Day 0, whatever dates the file has; an entry without a date begins then.

    Raises
    ------
    InputError
        With every problem of the file at once: a past among them, which is the same under every plan and so no part
        of one.
    """
    file = fspath(path)
    table, text = read_toml(file)
    notes = Notes.of_text(file, table, text)
    content = read_table(PlanFile, notes)
    draft = draft_plan(None if content is None else content.plan, notes)
    _check_alone(notes)
    _check_past(draft, today, notes)
    protocol = resolve_plan(draft, today, notes)
    notes.raise_if_any()
    dates = [window.begins or today for window in draft.windows]
    return PlanFromToday(protocol, min(dates, default=today))


def _check_alone(notes: Notes) -> None:
    if "history" in notes.document:
        notes.add(
            ("history",), "a past", "a plan alone: what was done before today is the same under every plan",
            "move [history] to the person's file",
        )  # fmt: skip
    others = [name for name in _OF_A_PERSON if name in notes.document]
    if others:
        notes.add(
            (others[0],), f"{', '.join(f'[{name}]' for name in others)} beside a plan",
            "a plan file that stands alone, with nothing but [plan]", "copy the plan into a file of its own",
        )  # fmt: skip


def _check_past(draft: PlanDraft, today: date, notes: Notes) -> None:
    """Note each entry that begins before today."""
    # A table that holds several totals is one entry of the file.
    begun = {
        window.at("begins" if window.has("begins") else "already_since"): window.begins_on
        for window in draft.windows
        if window.begins_on is not None and window.begins_on < today
    }
    for where, begins in begun.items():
        notes.add(
            where, f"{begins}, which is before today ({today})",
            "today or later: what was done before is the person's past, the same under every plan",
            "write a later date or leave it out, and move what was done to the person's file",
        )  # fmt: skip

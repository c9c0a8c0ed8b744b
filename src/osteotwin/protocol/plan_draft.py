"""The ``[plan]`` of a file before day 0 is known, and its entries once it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from osteotwin.inputs.section import Section
from osteotwin.protocol.interventions import Intervention
from osteotwin.protocol.plan_checks import check_together
from osteotwin.protocol.plan_entries import (
    DIET_KEYS,
    DRUG_KEYS,
    FOOD_KEYS,
    SUPPLEMENT_KEYS,
    UNLOADING_KEYS,
    read_diet,
    read_drug,
    read_food,
    read_supplement,
    read_unloading,
)
from osteotwin.protocol.preset_names import PresetUse, read_preset_uses
from osteotwin.protocol.read_training import TRAINING_KEYS, read_training
from osteotwin.protocol.window import WINDOW_KEYS, Window, read_window
from osteotwin.units import shown_value

PLAN_KEYS = ("preset", "drug", "training", "food", "supplement", "diet", "unloading")
# A person file may be given where only its plan is wanted; its other tables are then left unread.
FILE_KEYS = ("plan", "person", "habits", "measurement", "outlook")


@dataclass(frozen=True)
class Entry:
    """One intervention whose days are not counted yet, and the table it came from."""

    intervention: Intervention
    window: Window
    section: Section


@dataclass(frozen=True)
class PlanDraft:
    """A plan as written, before day 0 is known."""

    entries: tuple[Entry, ...] = ()
    presets: tuple[PresetUse, ...] = ()

    @property
    def earliest(self) -> date | None:
        """The earliest ``from`` date, if any is given."""
        windows = [e.window for e in self.entries] + [p.window for p in self.presets]
        return min((w.begins for w in windows if w.begins), default=None)


def draft_plan(whole: Section) -> PlanDraft:
    """Read the ``plan`` table of a file; its problems go to the section's notes."""
    plan = whole.section("plan", PLAN_KEYS)
    if plan is None:
        return PlanDraft()
    entries = [
        *_entries(plan, "drug", DRUG_KEYS, read_drug),
        *_entries(plan, "training", TRAINING_KEYS, read_training),
        *_entries(plan, "food", FOOD_KEYS, read_food),
        *_entries(plan, "supplement", SUPPLEMENT_KEYS, read_supplement),
        *_entries(plan, "diet", DIET_KEYS, read_diet, one_allowed=True),
        *_entries(plan, "unloading", UNLOADING_KEYS, read_unloading),
    ]
    return PlanDraft(tuple(entries), read_preset_uses(plan))


def place_entries(draft: PlanDraft, start: date | None) -> tuple[Intervention, ...]:
    """Count every entry's days from ``start`` and check the entries against each other.

    Problems go to the notes of the entries' sections; what could be placed is returned.
    """
    placed = [
        (found, entry.section) for entry in draft.entries if (found := _placed(entry, start)) is not None
    ]
    check_together(placed)
    return tuple(intervention for intervention, _ in placed)


def _entries(
    plan: Section, key: str, keys: tuple[str, ...],
    read: Callable[[Section], Intervention | tuple[Intervention, ...] | None], *, one_allowed: bool = False,
) -> list[Entry]:  # fmt: skip
    """Read each table of one list of the plan, with its window."""
    entries: list[Entry] = []
    for section in plan.sections(key, (*keys, *WINDOW_KEYS), one_allowed=one_allowed):
        window = read_window(section)
        found = read(section)
        several = found if isinstance(found, tuple) else (found,)
        if window is not None:
            entries += [Entry(item, window, section) for item in several if item is not None]
    return entries


def _placed(entry: Entry, start: date | None) -> Intervention | None:
    span = span_of(entry.window, start, entry.section, "from")
    return None if span is None else replace(entry.intervention, from_day=span[0], until_day=span[1])


def span_of(window: Window, start: date | None, section: Section, key: str) -> tuple[float, float] | None:
    """First and last day, or note that the window begins before day 0 or ends before it begins."""
    begins, ends = window.days(start)
    if begins < 0.0:
        section.problem(key, f"{window.begins}, before day 0 ({start})", f"{start} or later",
                        f"write {start} or later, or let the outlook begin earlier")  # fmt: skip
        return None
    if ends <= begins:
        ends_key = "to_week" if section.has("to_week") else "until"
        found = shown_value(window.ends or window.ends_week)
        section.problem(ends_key, f"{found}, which is not after the entry begins ({_when(begins, start)})",
                        f"after {_when(begins, start)}", "correct it, or remove it for an open end")  # fmt: skip
        return None
    return begins, ends


def _when(day: float, start: date | None) -> str:
    return f"day {day:g}" if start is None else f"day {day:g} of a plan that starts {start}"

"""Training of a file that nobody does: a problem, with what is the most."""

from __future__ import annotations

from collections.abc import Iterable

from osteotwin.inputs.notes import Notes
from osteotwin.protocol.human_limits import demands_of
from osteotwin.protocol.interventions import Training
from osteotwin.protocol.library import load_exercises
from osteotwin.protocol.plan_draft import Entry
from osteotwin.protocol.plan_file import TrainingKeys, TrainingTable


def check_entries(entries: Iterable[Entry], weight_kg: float | None, notes: Notes) -> None:
    """Note what of the entries of a plan or a history is beyond every record."""
    for entry in entries:
        if isinstance(entry.table, TrainingTable) and isinstance(entry.intervention, Training):
            check_humanly_possible(entry.table, entry.intervention, weight_kg, notes)


def check_humanly_possible(
    entry: TrainingKeys, training: Training, weight_kg: float | None, notes: Notes
) -> None:
    """Note what of an entry is beyond every record.

    Parameters
    ----------
    entry : TrainingKeys
        The table that says it.
    training : Training
        The same as it was read.
    weight_kg : float or None [kg]
    notes : Notes
    """
    name = load_exercises()[training.exercise].name
    for demand in demands_of(training, weight_kg):
        if demand.asked > demand.most:
            of_whom = (
                "" if weight_kg is None or demand.key != "load" else f" with {weight_kg:g} kg of body weight"
            )
            notes.add(
                entry.at(demand.key if entry.has(demand.key) else "sessions_per_week"),
                f"{name}: {demand.found}",
                f"at most {demand.most:,.0f} {demand.unit}{of_whom}; nobody trains with more",
                "check the number and its unit (kg or lb), and how often it is done",
            )

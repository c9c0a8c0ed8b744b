"""What a diary holds of a plan that is under way: what was trained, eaten and taken, and the person as he began."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from osteotwin.errors import InputError
from osteotwin.inputs.notes import Notes
from osteotwin.inputs.toml_text import document_text
from osteotwin.people.person import Person
from osteotwin.people.read_person import person_from_toml
from osteotwin.planning.feedback.diary import done_in
from osteotwin.planning.feedback.done import Done
from osteotwin.planning.week import Exercised
from osteotwin.protocol.library import load_exercises

Table = Mapping[str, Any]
#: Keys of a session of training that a diary of a plan holds, too.
_KEYS: Final = ("date", "exercise", "sets", "reps", "impacts", "minutes", "load")
TABLETS: Final = ("calcium citrate", "vitamin D")


def meal_name(row: Table) -> str:
    """Return what a diary calls one thing that a day of a plan adds."""
    return f"{row['meal']}: {row['what']}"


def done_of(beside: Table, today: date) -> Done:
    """Return what was done of the plan that a diary holds.

    Parameters
    ----------
    beside : mapping
        What only the diary keeps: ``training``, ``eaten``, ``chosen_plan``.
    today : datetime.date
        Until before this day.
    """
    plan = beside["chosen_plan"]
    found = Done(
        food=_share(beside, plan, today, tablets=False), supplements=_share(beside, plan, today, tablets=True)
    )
    for row in beside.get("training", ()):
        if plan["began"] <= row["date"] < today:
            found = found.plus(_trained(row))
    return found


def trained_as_planned(day: date, part: Exercised) -> dict[str, Any]:
    """Return one exercise of a session as the entry of a diary that says it was done as planned."""
    row: dict[str, Any] = {"date": day, "exercise": part.exercise}
    match load_exercises()[part.exercise].counted_by:
        case "repetitions":
            row |= {"sets": part.sets, "reps": part.reps}
            if part.load is not None:
                row["load"] = f"{100 * part.load:g} %1RM"
        case counted:
            row[counted] = part.amount
    return row


def as_begun(document: Table, began: date) -> Person:
    """Return a person on the first day of a plan that is under way, with all that was measured since.

    Parameters
    ----------
    document : mapping
        The person's file, on any later day.
    began : datetime.date
    """
    now = person_from_toml(document_text(document))
    until = began + (now.until - now.start)
    early = {
        **document,
        "measurement": [row for row in document.get("measurement", ()) if row["date"] <= began],
        "outlook": {**document.get("outlook", {}), "from": began, "until": until},
    }
    return replace(person_from_toml(document_text(early)), measurements=now.measurements)


def _trained(row: Table) -> Done:
    name = str(row["exercise"])
    if name not in load_exercises():
        return Done(left=(f"{name} of {row['date']}: no exercise of the library",))
    session = {key: row[key] for key in _KEYS if key in row}
    document = {"session": [session]}
    try:
        return done_in(Notes.of_text("the diary", document, document_text(document)))
    except InputError:
        return Done(left=(f"{name} of {row['date']}: no amount",))


def _share(beside: Table, plan: Table, today: date, *, tablets: bool) -> float | None:
    """Return how much of what was planned was ticked, ``None`` where nothing ever was: then nothing is said of it."""
    names = {meal_name(row) for row in plan.get("meal", ()) if (row["what"] in TABLETS) == tablets}
    days = (today - plan["began"]).days
    ticked = set(_ticked(beside.get("eaten", ()), names, plan["began"], today))
    if not names or not ticked or days <= 0:
        return None
    return min(len(ticked) / (len(names) * days), 1.0)


def _ticked(rows: Sequence[Table], names: set[str], first: date, end: date) -> Iterator[tuple[date, str]]:
    for row in rows:
        if row["what"] in names and first <= row["date"] < end:
            yield row["date"], row["what"]

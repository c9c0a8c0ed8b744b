"""A plan that was chosen, as a diary keeps it: its dated sessions, what a day adds to eat, what to buy; and back."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from osteotwin.inputs.toml_text import document_text
from osteotwin.people.read_person import person_from_toml
from osteotwin.people.write_person import person_to_toml
from osteotwin.planning.calendar_file import calendar_text, sessions_csv
from osteotwin.planning.plan import Planned
from osteotwin.planning.week import Exercised, Session, sessions_of

Table = dict[str, Any]
#: What a plan changes of a person's file; wishes, measurements and the person stay as they were written.
_TAKEN: Final = ("plan", "history", "outlook")


def with_plan(document: Mapping[str, Any], planned: Planned, name: str) -> Table:
    """Return a person's file with a plan in the place of its own; all else stays as it was written.

    Parameters
    ----------
    document : mapping
        The file that was planned for.
    planned : Planned
    name : str
        Of the plan.

    Raises
    ------
    InputError
        If there is no such plan, or it breaks a limit.
    """
    new = tomllib.loads(person_to_toml(planned.person(name)))
    taken = {key: value for key, value in document.items() if key not in _TAKEN}
    taken |= {key: new[key] for key in _TAKEN if key in new}
    before = person_from_toml(document_text(document))
    if before.habits != planned.frame.person.habits:  # a limit ends a habit
        taken["habits"] = new.get("habits", {})
    return taken


def chosen_plan(planned: Planned, name: str, chosen: date) -> Table:
    """Return a plan as the table ``[chosen_plan]`` of a diary.

    Parameters
    ----------
    planned : Planned
    name : str
    chosen : datetime.date
        The day on which it was chosen.
    """
    told = next(plan for plan in planned.to_dict()["plans"] if plan["name"] == name)
    sessions = sessions_of(planned.choices[name], planned.frame)
    return {
        "name": name,
        "chosen": chosen,
        "began": planned.start,
        "minutes_per_week": float(told["minutes_per_week"]),
        "days_per_week": int(told["days_per_week"]),
        "shopping": list(told["shopping"]),
        "session": [_session_table(one) for one in sessions],
        "meal": [dict(row) for row in told["meals"]],
    }


def sessions_in(table: Mapping[str, Any]) -> tuple[Session, ...]:
    """Return the dated sessions of a plan that was chosen."""
    return tuple(_session(row) for row in table.get("session", ()))


def chosen_calendar(table: Mapping[str, Any]) -> str:
    """Return the sessions of a plan that was chosen as an iCalendar object."""
    return calendar_text(sessions_in(table), str(table["name"]), table["began"])


def chosen_csv(table: Mapping[str, Any]) -> str:
    """Return the sessions of a plan that was chosen as a table, one row for each exercise."""
    return sessions_csv(sessions_in(table))


def _session_table(session: Session) -> Table:
    return {
        "date": session.day,
        "week": session.week,
        "lighter": session.lighter,
        "warm_up": session.warm_up,
        "part": [
            {key: value for key, value in vars(part).items() if value is not None} for part in session.parts
        ],
    }


def _session(row: Mapping[str, Any]) -> Session:
    missing: Table = dict.fromkeys(("sets", "reps", "load", "amount"))
    parts = tuple(Exercised(**{**missing, **part}) for part in row["part"])
    return Session(row["date"], int(row["week"]), bool(row["lighter"]), parts, float(row["warm_up"]))

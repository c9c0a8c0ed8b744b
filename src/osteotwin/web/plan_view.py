"""A week of the plan that is followed, as the page shows it: nothing is computed but what was ticked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import osteotwin as ot
from osteotwin.report.formatting import NBSP, number, sentence_case
from osteotwin.web.days import SHORT_WEEKDAYS, WEEKDAYS, calendar_date, day_and_month, day_of_week
from osteotwin.web.language import gettext, ngettext

Table = Mapping[str, Any]


def followed(beside: Table, today: date, week: int | None) -> dict[str, Any] | None:
    """Return the plan that is followed, with one week of it; ``None`` where none is.

    Parameters
    ----------
    beside : mapping
        What only the diary keeps.
    today : datetime.date
    week : int or None
        From 1; ``None``: this week.
    """
    plan = beside.get("chosen_plan")
    if plan is None:
        return None
    sessions = ot.sessions_in(plan)
    last = max((session.week for session in sessions), default=1)
    this = (today - plan["began"]).days // 7 + 1
    shown = min(max(this if week is None else week, 1), max(last, this))
    first = plan["began"] + timedelta(days=7 * (shown - 1))
    done = _trained(beside)
    eaten = {(row["date"], row["what"]) for row in beside.get("eaten", ())}
    days = [first + timedelta(days=count) for count in range(7)]
    rows = [_session(session, done, today) for session in sessions if session.week == shown]
    return {
        "name": sentence_case(str(plan["name"])),
        "began": calendar_date(plan["began"]),
        "week": shown,
        "this": this,
        "before": shown - 1 if shown > 1 else None,
        "after": shown + 1 if shown < last else None,
        "span": gettext("%(first)s to %(last)s")
        % {"first": day_of_week(days[0]), "last": day_of_week(days[-1])},
        "lighter": any(session.lighter for session in sessions if session.week == shown),
        "over": this > last,
        "sessions": rows,
        "days": [
            {"date": day.isoformat(), "short": SHORT_WEEKDAYS[day.weekday()], "long": day_of_week(day)}
            for day in days
        ],
        "meals": [_meal(row, days, eaten, today) for row in plan.get("meal", ())],
        "shopping": [sentence_case(str(text).removeprefix("7 x ")) for text in plan.get("shopping", ())],
        "count": done_so_far(beside, today),
    }


def done_so_far(beside: Table, today: date) -> str:
    """Say how many sessions of the plan that is followed were done until today."""
    done = _trained(beside)
    past = [session for session in ot.sessions_in(beside["chosen_plan"]) if session.day <= today]
    return _count(len([one for one in past if _is_done(one, done)]), len(past))


def _trained(beside: Table) -> set[tuple[date, str]]:
    return {(row["date"], row["exercise"]) for row in beside.get("training", ())}


def _session(session: Any, done: set[tuple[date, str]], today: date) -> dict[str, Any]:
    return {
        "date": session.day.isoformat(),
        "day": WEEKDAYS[session.day.weekday()],
        "when": day_and_month(session.day),
        "today": session.day == today,
        "to_come": session.day > today,
        "minutes": _minutes(session.minutes),
        "warm_up": _minutes(session.warm_up) if session.warm_up else "",
        "done": _is_done(session, done),
        "parts": [
            {
                "exercise": part.exercise,
                "name": part.name,
                "text": part.text.replace(" x ", f"{NBSP}×{NBSP}").replace(" %", f"{NBSP}%"),
                "done": (session.day, part.exercise) in done,
            }
            for part in session.parts
        ],
    }


def _is_done(session: Any, done: set[tuple[date, str]]) -> bool:
    return all((session.day, part.exercise) in done for part in session.parts)


def _meal(row: Table, days: list[date], eaten: set[tuple[date, str]], today: date) -> dict[str, Any]:
    name = ot.meal_name(row)
    return {
        "id": name,
        "meal": sentence_case(str(row["meal"])),
        "what": sentence_case(str(row["what"])),
        "amount": row["amount"],
        "days": [
            {
                "date": day.isoformat(),
                "long": day_of_week(day),
                "done": (day, name) in eaten,
                "to_come": day > today,
            }
            for day in days
        ],
    }


def _count(done: int, planned: int) -> str:
    if not planned:
        return gettext("No session was due yet.")
    said = ngettext(
        "%(done)s of %(planned)s session done until today.",
        "%(done)s of %(planned)s sessions done until today.",
        planned,
    )
    return said % {"done": done, "planned": planned}


def _minutes(minutes: float) -> str:
    return gettext("%(count)s min").replace(" ", NBSP) % {"count": number(minutes, 0)}

"""A plan as a calendar file (RFC 5545) and as a table of sessions (CSV, RFC 4180)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from hashlib import sha256
from types import MappingProxyType
from typing import Final

from osteotwin._version import __version__
from osteotwin.planning.week import PAIN_RULE, Session
from osteotwin.protocol.library import load_exercises

_LINE: Final = 75  # octets, without the line's end
NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
COLUMNS: Final = (
    "date", "week", "lighter_week", "exercise", "name", "sets", "reps", "load_percent_1rm", "amount", "minutes", "text",
    "instead", "done",
)  # fmt: skip


def calendar_text(
    sessions: Sequence[Session], title: str, start: date, instead: Mapping[str, str] = NOTHING
) -> str:
    """Return an iCalendar object with an all-day entry for each session.

    Parameters
    ----------
    sessions : sequence of Session
    title : str
        Of the plan.
    start : datetime.date
        Day 0; the stamp of every entry, so that the same plan makes the same file.
    instead : mapping of str to str
        What can be done in place of an exercise, by its identifier.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//osteotwin//osteotwin {__version__}//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_escaped(f'osteotwin: {title}')}",
        *(line for session in sessions for line in _event(session, title, start, instead)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(session: Session, title: str, start: date, instead: Mapping[str, str]) -> Iterator[str]:
    day = session.day.strftime("%Y%m%d")
    identity = sha256(f"{title} {session.day} {session.text}".encode()).hexdigest()[:24]
    lighter = ", a lighter week" if session.lighter else ""
    yield "BEGIN:VEVENT"
    yield f"UID:{identity}@osteotwin"
    yield f"DTSTAMP:{start.strftime('%Y%m%d')}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day}"
    yield f"DTEND;VALUE=DATE:{(session.day + timedelta(days=1)).strftime('%Y%m%d')}"
    yield f"SUMMARY:{_escaped(f'Bone training, {session.minutes:.0f} min (week {session.week}{lighter})')}"
    done = dict.fromkeys(part.exercise for part in session.parts if part.exercise in instead)
    swaps = [f"In place of {load_exercises()[name].name.lower()}: {instead[name]}" for name in done]
    yield f"DESCRIPTION:{_escaped(chr(10).join([*session.text.split('; '), *swaps, PAIN_RULE]))}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Yield a line in pieces of at most 75 octets, each but the first behind a blank; no character is cut."""
    piece, size, most = "", 0, _LINE
    for sign in line:
        octets = len(sign.encode())
        if size + octets > most:
            yield piece
            piece, size = " ", 1
        piece, size = piece + sign, size + octets
    yield piece


def sessions_csv(sessions: Sequence[Session], instead: Mapping[str, str] = NOTHING) -> str:
    """Return the sessions as a table, one row for each exercise; ``done`` is for who trains to fill in.

    Parameters
    ----------
    sessions : sequence of Session
    instead : mapping of str to str
        What can be done in place of an exercise, by its identifier.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for session in sessions:
        for part in session.parts:
            load = "" if part.load is None else f"{100 * part.load:.1f}"
            writer.writerow([
                session.day.isoformat(), session.week, "yes" if session.lighter else "no", part.exercise, part.name,
                part.sets or "", part.reps or "", load, "" if part.amount is None else f"{part.amount:g}",
                f"{part.minutes:g}", part.text, instead.get(part.exercise, ""), "",
            ])  # fmt: skip
    return text.getvalue()

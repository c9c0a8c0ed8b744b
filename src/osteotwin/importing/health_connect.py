"""Exports of Android's Health Connect: a SQLite database, from which a few columns are read and nothing is run.

Weight in grams, height in meters, calcium and vitamin D in grams, times in milliseconds of the epoch, days as days of
the epoch. Exercise is read by its title, or by the number of its kind where the title names no exercise.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from osteotwin.importing.answers import Answers
from osteotwin.importing.body_size import OfDays, of_days
from osteotwin.importing.food_logs.daily import BySource, intake_of
from osteotwin.importing.found import Gathered, Place, Reading, counted
from osteotwin.importing.safe_files import refusal
from osteotwin.importing.training_logs.log_words import note_of_set
from osteotwin.importing.training_logs.weekly import Log, habits_of
from osteotwin.inputs.notes import printable
from osteotwin.units.patterns import later

_SECONDS: Final = 120.0
_STEPS: Final = 100_000
_MOST_ROWS: Final = 3_000_000
_IU_PER_GRAM_VITAMIN_D: Final = 40e6
#: What stands where nothing was recorded.
_NOT_RECORDED: Final = 1e-300
_TABLES: Final = (
    "weight_record_table",
    "height_record_table",
    "nutrition_record_table",
    "exercise_session_record_table",
)
#: What programs put before what was done: "Morning walk".
_WHEN: Final = later(r"^\s*(?:morning|lunch|afternoon|evening|night)\s+(?=\S)", re.IGNORECASE)
#: Android's numbers for kinds of exercise (``ExerciseSessionType``), those that the library of exercises may know.
_KINDS: Final = {
    1: "badminton", 2: "baseball", 3: "basketball", 4: "cycling", 5: "stationary bike", 7: "boxing", 8: "calisthenics",
    9: "cricket", 10: "dancing", 16: "golf", 18: "gymnastics", 19: "handball", 20: "high intensity interval training",
    21: "hill walking", 22: "ice hockey", 23: "ice skating", 24: "martial arts", 25: "kayaking", 27: "pilates",
    28: "racquetball", 29: "rock climbing", 31: "rowing", 32: "rugby", 33: "running", 34: "running", 38: "skiing",
    39: "snowboarding", 41: "football", 43: "squash", 44: "stair climbing", 45: "strength training", 46: "stretching",
    48: "swimming", 49: "swimming", 50: "table tennis", 51: "tennis", 52: "volleyball", 53: "walking",
    55: "weight lifting", 57: "yoga", 59: "stair climbing", 60: "elliptical", 61: "rowing machine",
}  # fmt: skip
_MOST_NOTES: Final = 200
_EPOCH: Final = date(1970, 1, 1)


def read_health_connect(path: Path, file: str, answers: Answers) -> Reading:
    """Read a database of Health Connect.

    Raises
    ------
    InputError
        If it is damaged, or another program's.
    """
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            _guard(database)
            return _read(database, file, answers)
    except (sqlite3.Error, OverflowError, UnicodeError, MemoryError):
        raise refusal(file, "a damaged database, or one that takes too long", "export it again") from None


def _guard(database: sqlite3.Connection) -> None:
    """Let the database do nothing but give rows, and not for ever."""
    end = time.monotonic() + _SECONDS
    database.set_progress_handler(lambda: int(time.monotonic() > end), _STEPS)
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 1_000_000)
    database.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    database.text_factory = lambda raw: raw.decode("utf-8", "replace")
    for pragma in ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON", "mmap_size = 0"):
        database.execute(f"PRAGMA {pragma}")


def _read(database: sqlite3.Connection, file: str, answers: Answers) -> Reading:
    # Tables only: a view is a program.
    names = {
        row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' LIMIT 5000")
    }
    if not names & set(_TABLES):
        raise refusal(file, "a database that is none of Health Connect", "check that this is the right file")
    gathered, place = Gathered(), Place(file, "Health Connect")
    for what, table, column, factor, unit in (
        ("weight", "weight_record_table", "weight", 0.001, "kg"),
        ("height", "height_record_table", "height", 100.0, "cm"),
    ):  # fmt: skip
        by_day = OfDays()
        for day, (value,) in _rows(database, names, table, (column,)):
            if _is_number(value):
                by_day.put(day, value * factor)
        of_days(what, by_day.agreeing(what, unit, place, gathered), unit, place, gathered, answers)
    calcium, vitamin_d = BySource(), BySource()
    columns = ("app_info_id", "calcium", "vitamin_d")
    for day, (app, *amounts) in _rows(database, names, "nutrition_record_table", columns):
        source = f"program {app}" if isinstance(app, int) else ""
        for amount, into, factor in zip(
            amounts, (calcium, vitamin_d), (1000.0, _IU_PER_GRAM_VITAMIN_D), strict=True
        ):
            if _is_number(amount):
                into.add(source, day, amount * factor)
    intake_of(
        calcium.taken("calcium", place, gathered),
        vitamin_d.taken("vitamin D", place, gathered),
        place,
        gathered,
        answers,
    )
    _exercise(database, names, place, gathered, answers)
    return gathered.reading(file)


def _exercise(
    database: sqlite3.Connection, names: set[str], place: Place, gathered: Gathered, answers: Answers
) -> None:
    log, unnamed = Log(), 0
    columns = ("title", "exercise_type", "start_time", "end_time", "notes")
    for day, (title, kind, start, end, note) in _rows(
        database, names, "exercise_session_record_table", columns
    ):
        name = _called(log, title, kind)
        said = printable(note)[:60] if isinstance(note, str) else ""
        if (withdrawn := note_of_set(said, name)) is not None:
            log.aside["session", withdrawn[1]] += 1
            continue
        if said and len(log.aside) < _MOST_NOTES:
            log.aside["session", f'with a note, which is not taken: "{said}"'] += 1
        if not name:
            unnamed += 1
        elif (
            _is_number(start) and _is_number(end) and 0 < end - start < 86_400_000 and len(log.unknown) < 5000
        ):
            log.add_session(name, day, start / 1000.0, (end - start) / 1000.0)
    if unnamed:
        why = "neither a title nor a kind that says what was done"
        gathered.leave(place, f"{counted(unnamed, 'session')} of exercise", why)
    for (what, why), count in log.aside.items():
        gathered.leave(place, counted(count, what), why)
    habits_of(log, place, gathered, answers)


def _called(log: Log, title: Any, kind: Any) -> str:
    """Return what a session is called: by its title where that names an exercise, else by its kind."""
    said = _WHEN.sub("", printable(title)).strip() if isinstance(title, str) else ""
    if said and log.exercise(said) is not None:
        return said
    named = _KINDS.get(kind, "") if isinstance(kind, int) else ""
    if named and said:
        log.kinds.setdefault(named, f'{named} with the title "{said[:40]}"')
    return named or said


def _rows(
    database: sqlite3.Connection, names: set[str], table: str, columns: tuple[str, ...]
) -> Iterator[tuple[date, tuple[Any, ...]]]:
    """Yield the day and the values of each row; a column that is not there is ``None``."""
    if table not in names:
        return
    there = {row[1] for row in database.execute(f'PRAGMA table_info("{table}")')}
    times = [one for one in ("time", "start_time") if one in there]
    if "local_date" not in there and not times:
        return
    asked = ("local_date", *(times[:1] or ["time"]), *columns)
    wanted = ", ".join(f'"{column}"' if column in there else "NULL" for column in asked)
    for row in database.execute(f'SELECT {wanted} FROM "{table}" LIMIT {_MOST_ROWS}'):
        # A program may leave the local day empty, and write the time alone.
        day = _day(row[0], True) or _day(row[1], False)
        if day is not None:
            yield day, row[2:]


def _day(value: Any, in_days: bool) -> date | None:
    if not isinstance(value, int):
        return None
    try:
        return (
            _EPOCH + timedelta(days=value) if in_days else datetime.fromtimestamp(value / 1000.0, UTC).date()
        )
    except (OverflowError, ValueError, OSError):
        return None


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and _NOT_RECORDED < abs(value) < 1e15

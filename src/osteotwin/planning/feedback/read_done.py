"""Files of what was done → :class:`Done`: logs of training programs, the plan's own table of sessions, a diary."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Final

from osteotwin.errors import InputError, Problem
from osteotwin.importing.answers import Answers
from osteotwin.importing.tables import Table, table_in
from osteotwin.importing.training_logs.read_log import is_training_log, log_in
from osteotwin.importing.training_logs.weekly import Day
from osteotwin.planning.feedback.diary import read_diary
from osteotwin.planning.feedback.done import Done, Entry
from osteotwin.protocol.library import Exercise, load_exercises

#: The column of the plan's own table in which it is marked what was done, and the words that say so.
MARK: Final = "done"
_YES: Final = ("yes", "y", "x", "1", "true", "done", "ok", "✓", "✔")
_EXPECTED: Final = (
    "a log of Strong, Hevy or FitNotes, the plan's table with its column done filled in, or a diary (TOML)"
)


def read_done(files: str | PathLike[str] | Sequence[str | PathLike[str]], answers: Answers) -> Done:
    """Read what was done.

    Parameters
    ----------
    files : path, or sequence of paths
    answers : Answers
        What training logs leave open: the order of dates, the unit of weights, what dumbbells are told as.

    Raises
    ------
    InputError
        If a file is none of those, or leaves something open.
    """
    paths = [files] if isinstance(files, str | PathLike) else list(files)
    found = Done()
    for path in paths:
        found = found.plus(_read(Path(path), answers))
    return found


def _read(path: Path, answers: Answers) -> Done:
    if path.suffix.lower() == ".toml" or not path.is_file():
        return read_diary(path)
    table = table_in(path, path.name)
    if table is not None and is_training_log(table):
        return _of_log(table, answers)
    if table is not None and table.place_of("date") is not None and table.place_of("exercise") is not None:
        return _of_sessions(table)
    raise _refused(path.name, "", "a file of another kind")


def _refused(file: str, within: str, found: str, fix: str = "give one of these") -> InputError:
    return InputError([Problem(file, within, found, _EXPECTED, fix)])


def _of_log(table: Table, answers: Answers) -> Done:
    log = log_in(table, answers)
    entries: list[Entry] = []
    left = [f"{name} ({count} sets): no exercise of the library" for name, count in log.unknown.items()]
    for identifier, days in log.days.items():
        exercise = load_exercises()[identifier]
        for day, done in days.items():
            amount = done.seconds / 60.0 if exercise.counted_by == "minutes" else done.reps
            if amount <= 0.0:
                left.append(f"{exercise.name} on {day}: no amount")
                continue
            entries.append(Entry(day, identifier, amount, done.sets, _kilograms(exercise, done)))
    return Done(tuple(entries), left=tuple(left))


def _kilograms(exercise: Exercise, done: Day) -> float | None:
    """Return the mean load; ``None`` where most sets have none."""
    if not exercise.loadable or done.counted * 2 < done.reps or not done.counted:
        return None
    return done.lifted / done.counted


def _of_sessions(table: Table) -> Done:
    """Read the table that comes with a plan: the rows that are marked as done."""
    at = {name: table.place_of(name) for name in
          ("date", "exercise", "sets", "reps", "load_percent_1rm", "load_kg", "amount", MARK)}  # fmt: skip
    if at[MARK] is None:
        raise _refused(table.file, "", "a table of sessions without a column done", "add one, with yes or no")
    entries: list[Entry] = []
    for line, row in table.rows():
        cells = {name: "" if place is None else row[place] for name, place in at.items()}
        if cells[MARK].casefold() in _YES:
            entries.append(_entry(cells, table.file, f"line {line}"))
    return Done(tuple(entries))


def _entry(cells: dict[str, str], file: str, line: str) -> Entry:
    try:
        exercise, day = load_exercises()[cells["exercise"]], date.fromisoformat(cells["date"])
        sets, reps = (int(float(cells[name])) if cells[name] else None for name in ("sets", "reps"))
        amount = float(cells["amount"]) if cells["amount"] else float((sets or 0) * (reps or 0))
        kilograms = float(cells["load_kg"]) if cells["load_kg"] else None
        share = float(cells["load_percent_1rm"]) / 100 if cells["load_percent_1rm"] else None
    except (KeyError, ValueError):
        raise _refused(
            file, line, "a row that cannot be read", "write it as the plan's table has it"
        ) from None
    if not 0.0 < amount < 1e5 or not 0.0 <= (kilograms or 0.0) <= 500.0 or not 0.0 <= (share or 0.0) <= 1.5:
        raise _refused(file, line, "an amount or load that cannot be", "correct it")
    return Entry(day, exercise.id, amount, sets, kilograms, None if kilograms else share)

"""Files of Strong, Hevy and FitNotes, one set a row; of Cronometer and MyFitnessPal, one entry a row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final

from osteotwin.importing.answers import Answers, ImportQuestionError
from osteotwin.importing.dates import order_of, read_date
from osteotwin.importing.found import Gathered, Place, Reading, counted
from osteotwin.importing.tables import Table
from osteotwin.importing.training_logs.log_words import is_of_each_hand, note_of_set
from osteotwin.importing.training_logs.treadmill import KM_PER_MILE, by_speed, is_treadmill
from osteotwin.importing.training_logs.weekly import Log, habits_of
from osteotwin.importing.written_numbers import plain, read_number, sign_of
from osteotwin.inputs.notes import printable
from osteotwin.protocol.library.hands import of_a_pair
from osteotwin.units.patterns import later

_KG_PER_LB: Final = 0.45359237
_LOOKED_AT: Final = 20_000
#: Sets before the work sets, which no log of an exercise counts.
_WARM_UP: Final = later(
    r"^\s*(?:w|warm\s?-?up|aufw[äa]rm\w*|[ée]chauffement|calentamiento|riscaldamento|aquecimento)\s*$",
    re.IGNORECASE,
)
#: Sets that go on from the set before them with less weight.
_DROP: Final = later(
    r"^\s*(?:d|drop[\s_-]?sets?|drop|reduktions?s[äa]tze?|reduktionssatz)\s*$", re.IGNORECASE
)
#: Sets that were planned and not done.
_NOT_DONE: Final = later(r"skip|plan|to\s?do|not|pending|open|cancel", re.IGNORECASE)
_MINUS: Final = ("-", "\u2212")
_YES: Final = ("true", "yes", "1")
#: A weight with its unit in the same cell.
_WITH_UNIT: Final = later(r"^\s*([-+]?[\d.,]+)\s*(kgs?|lbs?)\s*$", re.IGNORECASE)
#: Other names of the column that counts sets.
_ORDER: Final = ("reihenfolge festlegen", "satzreihenfolge", "satz reihenfolge", "satz")
_REPS: Final = ("wiederholungen", "wiederh", "wdh", "répétitions", "repeticiones", "ripetizioni")
_REST: Final = later(r"rest timer|note", re.IGNORECASE)
#: What a row of several sets may hold, and minutes of a day.
_MOST_SETS, _MOST_MINUTES = 50, 1440.0
#: How fast somebody ran, behind a name: ``Running (jogging), 6 mph (10 min mile)``.
_PACE: Final = later(
    r",?\s*\(?\b\d[\d.]*(?:-\d[\d.]*)?\s*(?:mph|km/?h|min(?:ute)?s?\s*(?:/|per)?\s*(?:mi(?:le)?|km))\b\)?"
    r"|,\s*mod(?:erate|\.)?(?: pace)?(?=\s|$|,)",
    re.IGNORECASE,
)
#: Rows that are counted as nothing, and why.
_WARMING_UP: Final = ("warm-up set", "before the work sets, which are counted")
_PLANNED: Final = ("set", "planned and not done")
_DROPPED: Final = ("drop set", "part of the set before them, which is counted")
_HELPED: Final = ("set", "with a weight below zero, as with help: less than the body is lifted")
_EMPTY: Final = ("set", "without a repetition")
_UNDATED: Final = ("row", "no day that can be read")
_TOO_MANY: Final = ("row", f"more than {_MOST_SETS} sets in one row")
_BY_NOTE: Final = ("set", "which its note withdraws")
_MOST_ASIDE: Final = 200
#: A note on a set or an exercise; that on a whole workout says nothing of a single set.
_NOTE: Final = later(
    r"(?:set |exercise )?(?:notes?|comments?|remarks?)|kommentare?|notiz(?:en)?|bemerkung(?:en)?",
    re.IGNORECASE,
)
_CLOCK: Final = later(r"^(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:[.,]\d+)?$")
_LB: Final = later(r"^(?:lbs?|pounds?)$", re.IGNORECASE)
_KG: Final = later(r"^(?:kgs?|kilos?|kilograms?)$", re.IGNORECASE)


@dataclass(frozen=True)
class _Columns:
    """Where a program keeps what."""

    program: str
    day: int
    exercise: int
    reps: int | None
    weight: int | None
    unit: int | None
    fixed_unit: str
    kind: int | None
    seconds: int | None
    warm_up: int | None = None
    equipment: int | None = None
    status: int | None = None
    minutes: int | None = None
    sets: int | None = None


def is_training_log(table: Table) -> bool:
    """Tell whether a table is one of the logs that are known."""
    return _columns(table) is not None


def read_training_log(table: Table, answers: Answers) -> Reading:
    """Read a training log as habits, or as entries of a plan where the user says so.

    Raises
    ------
    InputError
    ImportQuestionError
        If weights have no unit, or dates two readings.
    """
    log, columns = _read(table, answers)
    gathered = Gathered()
    for (what, why), count in log.aside.items():
        gathered.leave(Place(table.file), counted(count, what), why)
    habits_of(log, Place(table.file, columns.program), gathered, answers)
    return gathered.reading(table.file)


def log_in(table: Table, answers: Answers) -> Log:
    """Return what a training log says day by day.

    Raises
    ------
    InputError
    ImportQuestionError
        If weights have no unit, or dates two readings.
    """
    return _read(table, answers)[0]


def _read(table: Table, answers: Answers) -> tuple[Log, _Columns]:
    columns = _columns(table)
    if columns is None:
        message = "no training log"
        raise ValueError(message)
    sample = list(islice(table.rows(), _LOOKED_AT))
    order = order_of(row[columns.day] for _, row in sample)
    numeric = [at for at in (columns.weight, columns.reps) if at is not None]
    decimal = sign_of(row[at] for _, row in sample for at in numeric)
    log, days = Log(), dict[str, date | None]()
    notes = [at for at, head in enumerate(table.columns) if _NOTE.fullmatch(head.replace("_", " ").strip())]
    for line, row in table.rows():
        place = Place(table.file, f"line {line}")
        kind = row[columns.kind] if columns.kind is not None else ""
        if _REST.search(kind) or not row[columns.exercise]:
            continue
        name = _exercise(row, columns)
        aside = _set_aside(row, columns, kind) or next(
            filter(None, (note_of_set(row[at], name) for at in notes)), None
        )
        if aside is not None:
            log.aside[aside if aside in log.aside or len(log.aside) < _MOST_ASIDE else _BY_NOTE] += 1
            continue
        each = any(is_of_each_hand(row[at], name) for at in notes)
        for at in notes:
            if row[at] and len(log.aside) < _MOST_ASIDE:
                said = f'"{row[at][:60]}"'
                twice = f"{printable(name[:60])}: with {said}, counted with the weight of both hands"
                log.aside["set", twice if each else f"with a note, which is not taken: {said}"] += 1
        written = row[columns.day]
        if written not in days:
            if len(days) > _LOOKED_AT:
                days.clear()
            days[written] = read_date(written, order, place, answers)
        if (day := days[written]) is None:
            log.aside[_UNDATED] += 1
            continue
        reps = _number(row, columns.reps, decimal, place, answers)
        seconds = _seconds(row, columns.seconds)
        if columns.weight is not None and row[columns.weight].startswith(_MINUS):
            log.aside[_HELPED] += 1
            continue
        kilograms = _kilograms(row, columns, decimal, place, answers)
        if reps == 0 and kilograms and not seconds:
            log.aside[_EMPTY] += 1
            continue
        if kilograms is not None and each:
            kilograms *= 2.0
        elif kilograms is not None and of_a_pair(name) and log.exercise(name) is not None:
            kilograms *= _of_both(name, kilograms, place, answers)
        minutes = _number(row, columns.minutes, decimal, place, answers)
        if minutes is not None and 0.0 < minutes <= _MOST_MINUTES:
            seconds = 60.0 * minutes
        sets = _number(row, columns.sets, decimal, place, answers) or 1.0
        if sets > _MOST_SETS:
            log.aside[_TOO_MANY] += 1
            continue
        if is_treadmill(name):
            name = by_speed(name, _kilometers(table, row, decimal, place, answers), seconds)
        for _ in range(int(max(sets, 1.0))):
            log.add(name, day, reps=reps, kilograms=kilograms, seconds=seconds)
            seconds = None
    return log, columns


def _set_aside(row: list[str], columns: _Columns, kind: str) -> tuple[str, str] | None:
    """Return what a row is that counts as no set, and why; ``None`` where it counts."""
    if _WARM_UP.match(kind) or (columns.warm_up is not None and row[columns.warm_up].casefold() in _YES):
        return _WARMING_UP
    if columns.status is not None and _NOT_DONE.search(row[columns.status]):
        return _PLANNED
    return _DROPPED if _DROP.match(kind) else None


def _exercise(row: list[str], columns: _Columns) -> str:
    """Return what was done, with what, where a column of its own says so."""
    name = row[columns.exercise]
    if columns.minutes is not None:
        name = _PACE.sub("", name).strip(" ,") or name
    with_what = row[columns.equipment] if columns.equipment is not None else ""
    return f"{name} ({with_what})" if with_what and "(" not in name else name


def _columns(table: Table) -> _Columns | None:
    at = table.place_of
    warm_up, name, start = at("isWarmup"), at("exercise"), at("startTime", "date")
    if warm_up is not None and name is not None and start is not None:
        return _Columns("FitNotes", start, name, at("reps"), at("weight"), None, "", None, at("time"), warm_up,
                        at("equipment"), at("status"))  # fmt: skip
    hevy, strong = at("exercise_title"), at("exercise name", "name der übung", "übungsname")
    fitnotes = at("exercise", "übung")
    if hevy is not None and (day := at("start_time")) is not None:
        kilograms, pounds = at("weight_kg"), at("weight_lbs", "weight_lb")
        return _Columns("Hevy", day, hevy, at("reps"), kilograms if kilograms is not None else pounds, None,
                        "kg" if kilograms is not None else "lb", at("set_type"), at("duration_seconds"))  # fmt: skip
    if (entries := _of_entries(table)) is not None:
        return entries
    day, reps, order = at("date", "datum"), at("reps", *_REPS), at("set order", *_ORDER)
    weight, unit = _weight(table)
    named = at("weight unit", "gewichtseinheit")
    if day is None:
        return None
    if strong is not None and order is not None:
        seconds = at("seconds", "seconds (s)", "sekunden")
        return _Columns("Strong", day, strong, reps, weight, named, unit, order, seconds)
    if fitnotes is not None and at("category", "kategorie") is not None:
        return _Columns("FitNotes", day, fitnotes, reps, weight, named, unit, None, at("time", "zeit"))
    return None


def _of_entries(table: Table) -> _Columns | None:
    """Return the columns of a program in which an exercise of a day is one row, with its minutes or its sets."""
    at = table.place_of
    day, name = at("date", "day"), at("exercise")
    if day is None or name is None:
        return None
    if (minutes := at("exercise minutes")) is not None and (sets := at("sets")) is not None:
        pounds, kilograms = at("pounds"), at("kilograms", "kg")
        return _Columns("MyFitnessPal", day, name, at("reps per set"), kilograms if pounds is None else pounds, None,
                        "kg" if pounds is None else "lb", None, None, minutes=minutes, sets=sets)  # fmt: skip
    if (minutes := at("minutes")) is not None and at("calories burned") is not None:
        return _Columns("Cronometer", day, name, None, None, None, "", None, None, minutes=minutes)
    return None


def _weight(table: Table) -> tuple[int | None, str]:
    """Return the column of the weight, and the unit that its head names."""
    for names, unit in (
        (("weight (kg)", "weight (kgs)", "gewicht (kg)"), "kg"),
        (("weight (lbs)", "weight (lb)"), "lb"),
        (("weight", "gewicht"), ""),
    ):
        if (found := table.place_of(*names)) is not None:
            return found, unit
    return None, ""


def _kilograms(
    row: list[str], columns: _Columns, decimal: str | None, place: Place, answers: Answers
) -> float | None:
    own = _WITH_UNIT.match(row[columns.weight]) if columns.weight is not None else None
    if own is not None and columns.weight is not None:
        row = [*row[: columns.weight], own[1], *row[columns.weight + 1 :]]
    weight = _number(row, columns.weight, decimal, place, answers)
    if not weight or weight < 0.0:
        return None
    unit = (
        own[2]
        if own is not None
        else columns.fixed_unit or (row[columns.unit] if columns.unit is not None else "")
    )
    if _KG.match(unit):
        return weight
    if _LB.match(unit):
        return weight * _KG_PER_LB
    if answers.weights is None:
        raise ImportQuestionError(
            "weights", place, f"a weight of {weight:g} without a unit", "the unit of the log's weights",
            (("kg", "kilograms"), ("lb", "pounds")),
        )  # fmt: skip
    return weight if answers.weights == "kg" else weight * _KG_PER_LB


def _of_both(name: str, kilograms: float, place: Place, answers: Answers) -> float:
    """Return by how much a weight of dumbbells is to be multiplied, so that it is of both hands, as loads are."""
    if answers.dumbbells is None:
        raise ImportQuestionError(
            "dumbbells", place, f"{plain(round(kilograms, 1))} kg of {printable(name[:60])}",
            "whether the log writes the weight of each dumbbell or of both together",
            (("each", "of each: twice as much is lifted"), ("together", "of both, added up")),
        )  # fmt: skip
    return 2.0 if answers.dumbbells == "each" else 1.0


def _kilometers(
    table: Table, row: list[str], decimal: str | None, place: Place, answers: Answers
) -> float | None:
    """Return the distance of a set; ``None`` where none is told, or its unit is not."""
    for names, unit in (
        (("distance_km", "distance (km)"), "km"),
        (("distance_miles", "distance (miles)"), "mi"),
    ):
        if (far := _number(row, table.place_of(*names), decimal, place, answers)) is not None:
            return far * (KM_PER_MILE if unit == "mi" else 1.0)
    far, unit_at = (
        _number(row, table.place_of("distance"), decimal, place, answers),
        table.place_of("distance unit"),
    )
    if far is None or unit_at is None:
        return None
    scale = {"km": 1.0, "kms": 1.0, "mi": KM_PER_MILE, "miles": KM_PER_MILE, "m": 0.001}.get(
        row[unit_at].casefold()
    )
    return None if scale is None else far * scale


def _number(
    row: list[str], at: int | None, decimal: str | None, place: Place, answers: Answers
) -> float | None:
    if at is None or not row[at]:
        return None
    value = read_number(row[at], decimal, place, answers)
    return None if value is None or abs(value) > 1e6 else value


def _seconds(row: list[str], at: int | None) -> float | None:
    if at is None or not row[at]:
        return None
    if match := _CLOCK.match(row[at]):
        return 3600.0 * int(match[1] or 0) + 60.0 * int(match[2]) + int(match[3])
    try:
        value = float(row[at].replace(",", "."))
    except ValueError:
        return None
    return value if 0.0 <= value < 1e6 else None

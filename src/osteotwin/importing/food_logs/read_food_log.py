"""Files of Cronometer and MyFitnessPal: what was eaten → calcium and vitamin D of a usual day."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from itertools import islice
from typing import Final

from osteotwin.importing.answers import Answers, ImportQuestionError
from osteotwin.importing.dates import order_of, read_date
from osteotwin.importing.food_logs.daily import intake_of
from osteotwin.importing.found import Gathered, Place, Reading, counted
from osteotwin.importing.row_remarks import RowRemarks
from osteotwin.importing.table_people import of_one_person
from osteotwin.importing.tables import Table
from osteotwin.importing.written_numbers import read_number, sign_of
from osteotwin.units.patterns import later

_LOOKED_AT: Final = 20_000
_DAY: Final = ("date", "day", "datum", "fecha", "tag")
_MEAL: Final = ("meal", "mahlzeit", "repas", "comida", "pasto", "maaltijd")
_CALCIUM: Final = ("calcium", "calcium (%)", "kalzium", "calcio")
_CALORIES: Final = ("calories", "kalorien", "calorías", "calorie", "calorieën")
_CALCIUM_MG: Final = ("calcium (mg)", "calcium mg", "calcium_mg", "kalzium (mg)", "calcio (mg)")
_CALCIUM_G: Final = ("calcium (g)", "calcium g", "calcium_g", "kalzium (g)", "calcio (g)")
_VITAMIN_D: Final = (
    ("vitamin d (iu)", 1.0),
    ("vitamin d (ug)", 40.0),
    ("vitamin d (µg)", 40.0),
    ("vitamin d (mcg)", 40.0),
    ("vitamin d (ie)", 1.0),
)
_IN_A_VOLUME: Final = later(
    r"/\s?(?:d?l\b|ml\b|cm|24)|\bunits?\b|\beinheit\b|score|weight|gewicht|height|\bkgs?\b", re.IGNORECASE
)
_FOOD: Final = ("food", "item", "name", "description", "lebensmittel", "aliment", "alimento")
_NOT_EATEN: Final = later(r"\b(?:plan\w*|skip\w*|not eaten|to eat|geplant)\b", re.IGNORECASE)
_OF_PROGRAMS: Final = later(
    r"time|group|category|brand|amount|unit|quantity|serving size|energy|calories|kcal|fat|carb\w*|protein|fiber|sugar|"
    r"sodium|potassium|iron|cholesterol|vitamin \w+|saturated fat|polyunsaturated fat|monounsaturated fat|trans fat|"
    r"uhrzeit|menge|einheit|eiweiß|fett|kohlenhydrate|kalorien|id",
    re.IGNORECASE,
)
#: A row that adds up others.
_TOTAL: Final = later(
    r"(?:(?:your|my|the|daily|day'?s?|today'?s?|weekly|sub|grand|net|calcium|nutrition)[\s-]*)*"
    r"(?:totals?|goals?|targets?|remaining|left|limit|recommend\w*|rda|rdi|averages?|mean|difference|balance|deficit|"
    r"sum|over|under)(?: (?:intake|amount|value|for the day|today|calcium|per day|daily))*|summe|"
    r"gesamt|total (?:del d[ií]a|du jour)|totale|ziel|tagesziel|übrig|verbleibend|"
    r"objectif|objetivo|restante?|obiettivo",
    re.IGNORECASE,
)


def is_food_log(table: Table) -> bool:
    """Tell whether a table is one of the logs that are known."""
    return _is_cronometer(table) or _is_myfitnesspal(table) or _is_of_intake(table)


def read_food_log(table: Table, answers: Answers) -> Reading:
    """Read a food log as the habitual intake.

    Raises
    ------
    InputError
    ImportQuestionError
        If calcium is percent of nobody knows what, or dates have two readings.
    """
    gathered = Gathered()
    table, about = of_one_person(table, _FOOD, answers)
    gathered.about += about
    day_at = table.place_of(*_DAY)
    if day_at is None:
        message = "no food log"
        raise ValueError(message)
    sample = list(islice(table.rows(), _LOOKED_AT))
    order = order_of(row[day_at] for _, row in sample)
    percent = _is_myfitnesspal(table) and table.place_of(*_CALCIUM_MG) is None
    calcium_at, factor = table.place_of(*_CALCIUM_MG), 1.0
    if calcium_at is None and (calcium_at := table.place_of(*_CALCIUM_G)) is not None:
        factor = 1000.0
    if percent:
        calcium_at = table.place_of(*_CALCIUM)
        factor = _milligrams_per_percent(table, answers)
    vitamin_at, per_unit = next(
        ((at, f) for name, f in _VITAMIN_D if (at := table.place_of(name)) is not None), (None, 1.0)
    )
    completed = table.place_of("completed", "vollständig", "abgeschlossen")
    told = (table.place_of(*_MEAL), table.place_of("group"), table.place_of("food name"))
    named = [at for at in (*told, table.place_of(*_FOOD)) if at is not None]
    status = table.place_of("status", "state")
    amounts = [at for at in (calcium_at, vitamin_at) if at is not None]
    decimal = sign_of(row[at] for _, row in sample for at in amounts)
    calcium: dict[date, float] = defaultdict(float)
    vitamin_d: dict[date, float] = defaultdict(float)
    unread = unfinished = planned = 0
    read = {at for at in (day_at, calcium_at, vitamin_at, completed, status, *named) if at is not None}
    remarks = RowRemarks(table, gathered, read | _of_programs(table), lambda _: "")
    blank = totals = rows = 0
    for line, row in remarks.rows():
        place = Place(table.file, f"line {line}")
        day = read_date(row[day_at], order, place, answers)
        if day is None:
            unread += 1
            continue
        if completed is not None and row[completed].casefold() in ("false", "no", "0", "nein", "falsch"):
            unfinished += 1
            continue
        if status is not None and _NOT_EATEN.search(row[status]):
            planned += 1
            continue
        if any(_TOTAL.fullmatch(row[at]) for at in named):
            totals += 1
            continue
        rows += 1
        blank += calcium_at is not None and not row[calcium_at]
        for at, times, into in ((calcium_at, factor, calcium), (vitamin_at, per_unit, vitamin_d)):
            amount = read_number(row[at], decimal, place, answers) if at is not None and row[at] else None
            if amount is not None and 0.0 <= amount < 1e7:
                into[day] += amount * times
    remarks.tell()
    if totals:
        gathered.leave(Place(table.file), counted(totals, "row"), "a total or a goal, which nobody eats")
    if 0 < blank < rows:
        why = f"without an amount of calcium, among {counted(rows, 'row')}; they count as none of it"
        gathered.leave(Place(table.file), counted(blank, "row"), why)
    if planned:
        gathered.leave(Place(table.file), counted(planned, "row"), "planned or skipped, and not eaten")
    for count, why in ((unread, "no day that can be read"), (unfinished, "days that are not complete")):
        if count:
            gathered.leave(Place(table.file), counted(count, "row"), why)
    note = f"percent of {answers.calcium_percent_of} mg" if percent else ""
    intake_of(calcium, vitamin_d, Place(table.file, _program(table)), gathered, answers, note)
    return gathered.reading(table.file)


def _of_programs(table: Table) -> set[int]:
    """Return the columns of programs that say nothing of whether a row was eaten: times, amounts and nutrients."""
    return {
        at for at, head in enumerate(table.columns) if _OF_PROGRAMS.fullmatch(head.strip()) or "(" in head
    }


def _program(table: Table) -> str:
    if _is_myfitnesspal(table):
        return "MyFitnessPal"
    return "Cronometer" if table.place_of("energy (kcal)", "energy kcal") is not None else "a food log"


def _is_cronometer(table: Table) -> bool:
    """Tell a table of what was eaten, by day: of Cronometer, or of a program that keeps the same columns."""
    return None not in (table.place_of(*_DAY), table.place_of(*_CALCIUM_MG),
                        table.place_of("energy (kcal)", "energy kcal", "calories (kcal)", "calories", "energy", "kcal",
                                       "energie (kcal)", "energía (kcal)", "énergie (kcal)"),
                        )  # fmt: skip


def _is_of_intake(table: Table) -> bool:
    """Tell a table of one's own with amounts by day: an amount in milligrams is eaten, one in a volume is measured."""
    names = (*_CALCIUM_MG, *_CALCIUM_G, *(name for name, _ in _VITAMIN_D))
    held = table.place_of(*_DAY) is not None and table.place_of(*names) is not None
    return held and not any(_IN_A_VOLUME.search(head) for head in table.columns)


def _is_myfitnesspal(table: Table) -> bool:
    columns = (_DAY, _MEAL, _CALCIUM, _CALORIES)
    return all(table.place_of(*names) is not None for names in columns)


def _milligrams_per_percent(table: Table, answers: Answers) -> float:
    """Return how much one percent of the daily value is: 1000 mg until 2016 in the United States, 1300 mg since."""
    if answers.calcium_percent_of is None:
        raise ImportQuestionError(
            "calcium_percent_of", Place(table.file, "calcium"), "calcium in percent of a daily value",
            "the milligrams a day that are 100 %",
            (("1000", "foods entered by labels from before 2016, and the app's own goal"), ("1300", "labels since")),
        )  # fmt: skip
    return float(answers.calcium_percent_of) / 100.0

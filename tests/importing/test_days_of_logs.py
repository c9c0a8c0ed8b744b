"""Logs beside today: later days never happened, old logs tell no habit, one scale may have two people."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.importing.reading_in import written

from osteotwin.importing.answers import Answers
from osteotwin.importing.body_size import of_days
from osteotwin.importing.found import Gathered, Place, Reading
from osteotwin.importing.read_file import read_file

TODAY = date(2026, 11, 1)
LATER, OLD = "after today, 2026-11-01", "more than a year before today, 2026-11-01"
ENDED = "it ended weeks before today"


def training(days: Iterable[date], kind: str = "normal") -> str:
    rows = "\n".join(
        f'"{day} 10:00:00","Squat (Barbell)",0,{kind},{60 if kind != "normal" else 100},5' for day in days
    )
    return f"start_time,exercise_title,set_index,set_type,weight_kg,reps\n{rows}\n"


def food(days: Iterable[date]) -> str:
    rows = "\n".join(f"{day},2000,900,200,true" for day in days)
    return f"Date,Energy (kcal),Calcium (mg),Vitamin D (IU),Completed\n{rows}\n"


def read(content: str, folder: Path) -> Reading:
    return read_file(written(folder, "log.csv", content), Answers(today=str(TODAY)))


def said(reading: Reading) -> str:
    return "\n".join(
        [*(f"{one.said}: {one.why}" for one in reading.left), *(one.note for one in reading.found)]
    )


def weekly(last: date, times: int = 12) -> list[date]:
    return [last - timedelta(days=7 * n) for n in range(times)]


@pytest.mark.parametrize("log", [training, food])
@pytest.mark.parametrize(("last", "found", "words"), [
    (TODAY, True, ""),
    (TODAY - timedelta(days=28), True, ""),
    (TODAY - timedelta(days=29), True, ENDED),
    (TODAY - timedelta(days=365), True, ENDED),
    (TODAY - timedelta(days=366), False, OLD),
    (date(2019, 10, 1), False, OLD),
    (TODAY + timedelta(days=120), False, LATER),
])  # fmt: skip
def test_when_a_log_ended(
    log: Callable[[Iterable[date]], str], last: date, found: bool, words: str, tmp_path: Path
) -> None:
    reading = read(log(weekly(last)), tmp_path)
    assert bool(reading.found) is found
    assert words in said(reading) if words else not reading.left and ENDED not in said(reading)


def test_one_day_after_today_moves_nothing(tmp_path: Path) -> None:
    right = read(training(weekly(TODAY)), tmp_path)
    slipped = read(training([*weekly(TODAY), date(2026, 12, 24)]), tmp_path)
    assert slipped.found[0].keys == right.found[0].keys
    assert LATER in said(slipped)


@pytest.mark.parametrize("kind", ["dropset", "Drop Set", "drop", "D"])
def test_drop_sets_go_on_from_the_set_before_them(kind: str, tmp_path: Path) -> None:
    both = training(weekly(TODAY)) + training(weekly(TODAY), kind).partition("\n")[2]
    reading = read(both, tmp_path)
    assert reading.found[0].keys["load"] == "100 kg"
    assert reading.found[0].keys["sets"] == 1
    assert "12 drop sets" in said(reading)


@pytest.mark.parametrize(("what", "values", "taken"), [
    ("weight", [86.0, 86.4, 85.8], True),
    ("weight", [86.0, 80.0], True),
    ("weight", [86.0, 62.0], False),
    ("weight", [86.0, 12.5, 62.0], False),
    ("weight", [62.0, 62.4, 86.0], False),
    ("weight", [86.0, 62.0, 86.2, 86.1], True),
    ("height", [181.0, 162.0], False),
    ("weight", [86.0], True),
])  # fmt: skip
def test_a_scale_of_two_people(what: str, values: list[float], taken: bool) -> None:
    days = {TODAY - timedelta(days=len(values) - n): value for n, value in enumerate(values)}
    gathered = Gathered()
    of_days(what, days, "kg", Place("export.xml"), gathered, Answers(today=str(TODAY)))
    assert bool(gathered.found) is taken
    assert bool(gathered.left) is not taken


def test_weight_lost_in_months_is_his_own() -> None:
    gathered = Gathered()
    of_days("weight", {date(2026, 5, 1): 110.0, date(2026, 10, 30): 90.0}, "kg", Place("export.xml"), gathered,
            Answers(today=str(TODAY)))  # fmt: skip
    assert gathered.found[0].keys["value"] == "90 kg"


@pytest.mark.parametrize(("head", "row", "found"), [
    ("Date,Calcium (g),Vitamin D (µg)", "{},0.95,5", {"calcium": "950 mg/day", "vitamin_d": "200 IU/day"}),
    ("Datum;Kalzium (mg);Vitamin D (IE)", "{};1050,5;200,5", {"calcium": "1050 mg/day", "vitamin_d": "200 IU/day"}),
    ("Date,Calcium goal (mg),Calcium (mg)", "{},1200,950", {"calcium": "950 mg/day"}),
    ("Date,Calcium (mg/dL),Vitamin D (ng/mL)", "{},9.4,30", {}),
    ("Date,Calcium (mg),Weight (kg)", "{},950,86", {}),
])  # fmt: skip
def test_an_amount_in_milligrams_is_eaten(head: str, row: str, found: dict[str, str], tmp_path: Path) -> None:
    rows = "\n".join(row.format(TODAY - timedelta(days=n)) for n in range(10))
    reading = read(f"{head}\n{rows}\n", tmp_path)
    assert {
        key: value for one in reading.found if one.table == ("habits",) for key, value in one.keys.items()
    } == found


def scale(kilograms: Iterable[float]) -> str:
    """A table with one weight a day up to today, in pounds."""
    weights = list(kilograms)
    rows = (
        f"{TODAY - timedelta(days=len(weights) - 1 - n)},{2.20462 * one:.1f}" for n, one in enumerate(weights)
    )
    return "Date,Weight (lb)\n" + "\n".join(rows) + "\n"


@pytest.mark.parametrize(("kilograms", "taken", "words"), [
    ([86.0] * 60, ["189.6 lb"], "the last of 60 days"),
    ([86.0] * 59 + [60.0], [], "it is of somebody else, or a slip"),
    ([86.0, 86.2, 85.8], ["189.6 lb", "190.0 lb", "189.2 lb"], ""),
    ([86.0, 86.2, 60.0], ["189.6 lb", "190.0 lb"], "it is of somebody else, or a slip"),
])  # fmt: skip
def test_of_a_table_of_a_scale_the_last_value_counts(
    kilograms: list[float], taken: list[str], words: str, tmp_path: Path
) -> None:
    reading = read(scale(kilograms), tmp_path)
    assert [one.keys["value"] for one in reading.found] == taken
    assert words in said(reading)


def test_values_that_lack_the_same_are_told_in_one_line(tmp_path: Path) -> None:
    reading = read("Date,Weight\n" + "".join(f"2026-09-{day:02d},190\n" for day in range(1, 21)), tmp_path)
    assert said(reading).count("weight without a unit") == 1
    assert "Weight (20 values, the first 190)" in said(reading)

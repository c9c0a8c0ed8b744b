"""A report that names a month and no day: its middle is taken and said; and which day a result is of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.importing.reading_in import read_in, reasons, written

import osteotwin as ot
from osteotwin.asking.measured.lab_words import read_labs
from osteotwin.asking.measured.scan_answers import read_scans
from osteotwin.asking.unclear import UnclearAnswerError
from osteotwin.importing.answers import Answers
from osteotwin.importing.dates import MiddleOfMonth, day_or_month, month_in
from osteotwin.importing.found import Place

SPINE = "Lumbar spine T-score -1.6"


@pytest.mark.parametrize(("text", "month"), [
    ("03/2021", "2021-03"), ("3/2021", "2021-03"), ("2021-03", "2021-03"), ("03.2021", "2021-03"),
    ("March 2021", "2021-03"), ("Mar. 2021", "2021-03"), ("M\u00e4rz 2021", "2021-03"), ("marzo 2021", "2021-03"),
    ("12 March 2021", ""), ("12. M\u00e4rz 2021", ""), ("12/03/2021", ""), ("2021-03-12", ""), ("12.03.2021", ""),
    ("March 12, 2021", ""), ("13/2021", ""), ("1/2", ""), ("5.2021", ""), ("Discovery 2021", ""),
])  # fmt: skip
def test_months_and_what_is_none(text: str, month: str) -> None:
    found = month_in(text)
    assert ("" if found is None else f"{found:%Y-%m}") == month


@pytest.mark.parametrize("day", [
    "12.  March 2021", "12th of March 2021", "12 - March 2021", "12 de marzo 2021", "12-March-2021", "March 12 2021",
])  # fmt: skip
def test_a_day_before_a_month_is_never_left_out(day: str, tmp_path: Path) -> None:
    taken = read_in(written(tmp_path, "a.txt", f"Exam date: {day}\n{SPINE}\n"), tmp_path).taken
    assert [str(one.keys["date"]) for one in taken] in ([], ["2021-03-12"])


@pytest.mark.parametrize("words", ["T-score -1.6 March 2021", "L1-L4 March 2021", "0.912 March 2021"])
def test_a_number_of_a_result_is_no_day_of_a_month(words: str) -> None:
    found = day_or_month(words, None, Place("a.txt"), Answers())
    assert found is None or isinstance(found, MiddleOfMonth)


@pytest.mark.parametrize("report", [
    f"DXA 03/2021\n{SPINE}", f"DEXA scan, March 2021: {SPINE}", f"DXA\n{SPINE} (March 2021)",
    f"Exam date: 2021-03\n{SPINE}",
    "Collected: 03/2021\nTestosterone 540 ng/dL", "Labs 03/2021\nTestosterone 540 ng/dL",
    "Blood test 4 May 2022\nTestosterone 540 ng/dL (March 2021)",
    "2021-03\nTestosterone 540 ng/dL",
])  # fmt: skip
def test_the_middle_of_a_month_is_taken_and_said(report: str, tmp_path: Path) -> None:
    (one,) = read_in(written(tmp_path, "a.txt", f"{report}\n"), tmp_path).taken
    assert str(one.keys["date"]) == "2021-03-15"
    assert "March 2021; taken as the middle" in one.note


@pytest.mark.parametrize(("line", "day"), [
    ("Blood test 12 January 2026", "2026-01-12"), ("Labs: 14 Feb 2026 (fasting)", "2026-02-14"),
    ("My blood test results from 2026-01-12:", "2026-01-12"), ("Blutwerte vom 12.01.2026", "2026-01-12"),
    ("## Blood work - January 12, 2026, 8:15 am", "2026-01-12"),
    ("Blood test results printed 12 January 2026", ""), ("Previous blood tests 12 January 2026", ""),
    ("Next blood test 12 July 2026", ""), ("Lab results 2026-01-12 - 2026-01-14", ""),
    ("Lab report ordered 2026-01-12", ""),
])  # fmt: skip
def test_a_heading_dates_the_results_beneath_it(line: str, day: str, tmp_path: Path) -> None:
    preview = read_in(written(tmp_path, "a.txt", f"{line}\nTestosterone 18.2 nmol/L\n"), tmp_path)
    assert [str(one.keys["date"]) for one in preview.taken] == ([day] if day else [])
    assert bool(day) != ("without a date" in reasons(preview))


@pytest.mark.parametrize(("line", "day"), [
    ("Testosterone 18.2 nmol/L (12 Mar 2021)", "2021-03-12"), ("Testosterone 18.2 nmol/L (03/2021)", "2021-03-15"),
    ("Testosterone 18.2 nmol/L (8.6-29.0)", "2026-01-12"), ("Testosterone 18.2 nmol/L (3-12)", "2026-01-12"),
])  # fmt: skip
def test_a_day_in_brackets_behind_a_result_is_its_own(line: str, day: str, tmp_path: Path) -> None:
    (one,) = read_in(written(tmp_path, "a.txt", f"Collected: 2026-01-12\n{line}\n"), tmp_path).taken
    assert str(one.keys["date"]) == day


def test_a_value_of_another_month_is_named(tmp_path: Path) -> None:
    report = f"DXA 4 March 2024\n{SPINE} (March 2021)\nTotal hip T-score -1.0 (March 2024)\n"
    preview = read_in(written(tmp_path, "a.txt", report), tmp_path)
    assert [(str(one.keys["date"]), one.keys["value"]) for one in preview.taken] == [("2024-03-04", "-1.0")]
    assert "a value of another day" in reasons(preview)


def test_a_value_of_a_month_is_the_same_as_that_of_a_day_in_it(tmp_path: Path) -> None:
    first = read_in(written(tmp_path, "a.txt", f"Exam date: 2021-03-02\n{SPINE}\n"), tmp_path)
    first.write()
    beside = ot.preview_import(written(tmp_path, "b.txt", f"Exam date: 03/2021\n{SPINE}\n"), first.into)
    assert (len(beside.taken), len(beside.already_there)) == (0, 1)
    other = ot.preview_import(written(tmp_path, "b.txt", f"Exam date: 04/2021\n{SPINE}\n"), first.into)
    assert len(other.taken) == 1


@pytest.mark.parametrize(
    "words", ["03/2021: {}", "March 2021: {}", "2021-03: {}", "{} (03/2021)", "{} March 2021"]
)
@pytest.mark.parametrize(
    ("read", "value"), [(read_scans, "lumbar spine T-score -1.6"), (read_labs, "testosterone 540 ng/dL")]
)
def test_a_month_of_an_answer_counts_as_its_middle(read: Callable[..., Any], value: str, words: str) -> None:
    (one,) = read(words.format(value), None)
    assert (str(one.keys["date"]), one.note) == (
        "2021-03-15", "the report says March 2021; taken as the middle of that month",
    )  # fmt: skip


def test_no_day_is_taken_that_is_still_to_come() -> None:
    (one,) = read_labs("Feb 2026: estradiol 20 pg/mL", None, date(2026, 2, 3))
    assert (str(one.keys["date"]), one.note) == (
        "2026-02-03",
        "the report says February 2026; taken as 3 February",
    )


@pytest.mark.parametrize(
    "words",
    ["4 March 2024: {}, measured in March 2021", "{} March 2021 to May 2023", "{}, next scan March 2027"],
)
def test_a_month_beside_another_day_is_asked(words: str) -> None:
    with pytest.raises(UnclearAnswerError):
        read_scans(words.format("lumbar spine T-score -1.6"), None)


def test_the_preview_quotes_the_words_that_an_entry_was_read_from(tmp_path: Path) -> None:
    report = f"DXA 4 March 2024\n{SPINE}, beside osteophytes\n"
    shown = dict(read_in(written(tmp_path, "a.txt", report), tmp_path).sections())["Would be added"]
    assert any(f'"{SPINE}, beside osteophytes"' in one for one in shown)

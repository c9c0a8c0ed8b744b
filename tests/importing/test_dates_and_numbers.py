"""Days and numbers as people and programs write them; what has two readings is asked about, never guessed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.every import every
from tests.importing.reading_in import written

from osteotwin.importing.answers import Answers, ImportQuestionError
from osteotwin.importing.dates import order_of, read_date
from osteotwin.importing.found import Place
from osteotwin.importing.lines import Line
from osteotwin.importing.read_file import read_file
from osteotwin.importing.report import read_lines
from osteotwin.importing.written_numbers import read_number, sign_of

HERE = Place("a.csv", "line 2")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-03-14", date(2025, 3, 14)), ("2025/3/4 10:11", date(2025, 3, 4)), ("20250314", date(2025, 3, 14)),
        ("2025-03-14T23:59:00-08:00", date(2025, 3, 14)), ("14 Mar 2025", date(2025, 3, 14)),
        ("March 14, 2025", date(2025, 3, 14)), ("14-MAR-25", date(2025, 3, 14)), ("3 May 1999", date(1999, 5, 3)),
        ("21 Oct 2025, 18:04", date(2025, 10, 21)), ("14.03.2025", date(2025, 3, 14)), ("03.04.05", date(2005, 4, 3)),
        ("13/04/2005", date(2005, 4, 13)), ("04/13/2005", date(2005, 4, 13)), ("04/04/05", date(2005, 4, 4)),
        ("12. März 2024", date(2024, 3, 12)), ("June 01, 1968", date(1968, 6, 1)), ("31/12/98", date(1998, 12, 31)),
        ("2025-02-30", None), ("45/45/2025", None), ("no day", None), ("", None), ("9" * 5000, None),
    ],
)  # fmt: skip
def test_one_reading(text: str, day: date | None) -> None:
    assert read_date(text, None, HERE, Answers()) == day


def test_two_readings_of_a_day_are_asked_about() -> None:
    with pytest.raises(ImportQuestionError) as raised:
        read_date("03/04/05", None, HERE, Answers())
    assert raised.value.choices == (("dmy", "03 April 2005"), ("mdy", "04 March 2005"))
    assert "--dates dmy (03 April 2005) or --dates mdy (04 March 2005)" in str(raised.value)
    assert read_date("03/04/05", None, HERE, Answers(dates="dmy")) == date(2005, 4, 3)
    assert read_date("03/04/05", "mdy", HERE, Answers()) == date(2005, 3, 4)


@pytest.mark.parametrize(
    ("texts", "order"),
    [(["03/04/05", "13/04/05"], "dmy"), (["03/14/2025", "01/02/2025"], "mdy"), (["13/04/05", "04/13/05"], None),
     (["13.04.05"], None), (["2025-01-13"], None), ([], None)],
)  # fmt: skip
def test_a_files_own_days_tell_their_order(texts: list[str], order: str | None) -> None:
    assert order_of(texts) == order


@pytest.mark.parametrize(
    ("text", "number"),
    [("0.943", 0.943), ("0,943", 0.943), ("1.234,5", 1234.5), ("1,234.5", 1234.5), ("18,4", 18.4), ("-1,6", -1.6),
     ("−1.6", -1.6), ("1,234,567", 1234567.0), ("430", 430.0), ("1e3", 1000.0), ("1.234", 1.234), ("=1+1", None),
     ("12a", None), ("", None), ("1,2,3", None), ("9" * 100, None), ("1e999", None), ("NaN", None)],
)  # fmt: skip
def test_one_reading_of_a_number(text: str, number: float | None) -> None:
    assert read_number(text, None, HERE, Answers()) == number


def test_two_readings_of_a_number_are_asked_about() -> None:
    with pytest.raises(ImportQuestionError) as raised:
        read_number("1,234", None, HERE, Answers())
    assert raised.value.choices == (("comma", "decimal: 1.234"), ("point", "between thousands: 1234"))
    assert read_number("1,234", "comma", HERE, Answers()) == 1.234
    assert read_number("1,234", None, HERE, Answers(decimal="point")) == 1234.0


@pytest.mark.parametrize(
    ("texts", "sign"),
    [
        (["1,234", "18,4"], "comma"),
        (["0.94", "1,234"], "point"),
        (["18,4", "18.4"], None),
        (["13.01.2025", "18,4"], "comma"),
    ],
)
def test_a_files_own_numbers_tell_their_decimal_sign(texts: list[str], sign: str | None) -> None:
    assert sign_of(texts) == sign


@every(
    "born, day",
    [
        ("DOB: 05/17/1966", "2025-10-02"),  # tells it itself
        ("DOB: 04/05/1966", "2025-10-02"),
        ("Birth date 05/04/1966", "2025-02-10"),
        ("Sam Miller (04/05/1966)", "2025-10-02"),
    ],
)
def test_the_birth_date_of_the_file_tells_the_order_of_day_and_month(born: str, day: str) -> None:
    answers = Answers(born=date(1966, 4, 5))
    found = read_lines(_report(born), "a.txt", answers).found
    assert [str(one.keys["date"]) for one in found] == [day]


@every("born", ["DOB: 04/04/1966", "DOB: 04/06/1966"])
def test_a_birth_date_that_tells_no_order_leaves_it_to_be_asked(born: str) -> None:
    with pytest.raises(ImportQuestionError):
        read_lines(_report(born), "a.txt", Answers(born=date(1966, 4, 4)))


@pytest.mark.parametrize(("heads", "cells"), [
    ("DOB,date,test,value,unit", "{born},10/02/2025,Calcium,9.4,mg/dL"),
    ("Patient,Date of birth,date,Calcium (mg/dL)", "Sam Miller,{born},10/02/2025,9.4"),
    ("test,Geburtsdatum,10/02/2025", "Calcium (mg/dL),{born},9.4"),
])  # fmt: skip
def test_a_column_of_birth_dates_tells_the_order_as_a_report_does(
    heads: str, cells: str, tmp_path: Path
) -> None:
    path = written(tmp_path, "a.csv", f"{heads}\n{cells.format(born='04/05/1966')}\n")
    for born, day in ((date(1966, 4, 5), date(2025, 10, 2)), (date(1966, 5, 4), date(2025, 2, 10))):
        assert [one.keys["date"] for one in read_file(path, Answers(born=born)).found] == [day]
    for unknown in (date(1966, 4, 4), None):
        with pytest.raises(ImportQuestionError):
            read_file(path, Answers(born=unknown))


def test_points_tell_no_order_of_slashes() -> None:
    with pytest.raises(ImportQuestionError):
        read_lines(_report("DOB: 04.05.1966"), "a.txt", Answers(born=date(1966, 4, 5)))


def _report(born: str) -> list[Line]:
    texts = (born, "Collected: 10/02/2025", "Calcium 9.4 mg/dL")
    return [Line(text, Place("a.txt", f"line {n}")) for n, text in enumerate(texts, 1)]

"""Days whose month is a word: one reader for reports and answers of all languages."""

from __future__ import annotations

from datetime import date

import pytest
from tests.asking.saying import TODAY, rows_of
from tests.importing.reading_in import read_report

import osteotwin as ot
from osteotwin.importing.answers import Answers
from osteotwin.importing.dates import MiddleOfMonth, read_date
from osteotwin.importing.found import Place

DAYS = [
    ("3 de noviembre de 2025", date(2025, 11, 3)), ("7 de mayo del 2025", date(2025, 5, 7)),
    ("1.º de octubre de 2024", date(2024, 10, 1)), ("noviembre 3 de 2025", date(2025, 11, 3)),
    ("3 de março de 2024", date(2024, 3, 3)), ("1º de outubro de 2024", date(2024, 10, 1)),
    ("12 out 2025", date(2025, 10, 12)), ("1er mars 2024", date(2024, 3, 1)), ("3 novembre 2025", date(2025, 11, 3)),
    ("3. November 2025", date(2025, 11, 3)), ("3. März 2024", date(2024, 3, 3)), ("12-nov-2025", date(2025, 11, 12)),
    ("12/nov/2025", date(2025, 11, 12)), ("5 settembre 2024", date(2024, 9, 5)), ("12 lug 2024", date(2024, 7, 12)),
    ("14 mrt 2025", date(2025, 3, 14)), ("3 stycznia 2025", date(2025, 1, 3)), ("12.XI.2025", date(2025, 11, 12)),
    ("3. listopadu 2025", date(2025, 11, 3)), ("2025-Nov-03", date(2025, 11, 3)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_reports_are_dated_by_them(text: str, day: date) -> None:
    scans = (f"Fecha: {text}\nColumna lumbar T-score -1.8", f"DXA {text}. Lumbar spine T-score -1.8.")
    for report in (
        *scans,
        f"Fecha de extracción: {text}\nEstradiol 18 pg/mL",
        f"Datum: {text}\nEstradiol 18 pg/ml",
    ):
        (found,) = read_report(report).found
        assert found.keys["date"] == day
        assert not isinstance(found.keys["date"], MiddleOfMonth)


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_answers_are_dated_by_them(text: str, day: date) -> None:
    said = {"scans": f"{text}: lumbar spine T-score -1.8", "labs": f"estradiol 18 pg/mL on {text}"}
    assert ot.new_person(said, today=TODAY).text.count(f"date = {day}\n") == len(said)
    since = {"drugs": "anastrozole", "dose": "1 mg daily", "since": text}
    assert rows_of(ot.new_person(since, today=TODAY).text)[0][2] == str(day)


@pytest.mark.parametrize(("report", "day"), [
    ("Densitometría ósea\nFecha del estudio: 3 de noviembre de 2025\nCuello femoral 0,72 g/cm2", date(2025, 11, 3)),
    ("Ostéodensitométrie réalisée le 1er mars 2024\nHanche totale 0,81 g/cm2", date(2024, 3, 1)),
    ("Knochendichtemessung vom 3. Dezember 2025\nSchenkelhals 0,72 g/cm2", date(2025, 12, 3)),
    ("Laboratório\nColheita: 5 de setembro de 2025\nEstradiol 18 pg/mL", date(2025, 9, 5)),
    ("Prélèvement du 1er août 2025\nEstradiol 18 pg/mL", date(2025, 8, 1)),
    ("Fecha de extracción: noviembre de 2025\nEstradiol 18 pg/mL", MiddleOfMonth(2025, 11, 15)),
])  # fmt: skip
def test_whole_reports(report: str, day: date) -> None:
    (found,) = read_report(report).found
    assert (found.keys["date"], type(found.keys["date"])) == (day, type(day))


@pytest.mark.parametrize("text", [
    "NHANES III 2024", "a set of 3 2025", "on 3 May 18 pg/mL",
    "12 mm gen 2024", "1 IV 2024 mg", "31 de febrero de 2025",
])  # fmt: skip
def test_what_is_no_day(text: str) -> None:
    assert read_date(text, None, Place("a.txt"), Answers()) is None


@pytest.mark.parametrize(("answer", "day"), [
    ("male, born 3 de abril de 1972", 3), ("male, born 3 avril 1972", 3), ("male, born 3. April 1972", 3),
    ("uomo, nato il 3 aprile 1972", 3), ("male, born abril de 1972", 15), ("hombre, nacido en abril de 1972", 15),
    ("homme, né en avril 1972", 15), ("Mann, geboren im April 1972", 15),
])  # fmt: skip
def test_a_birth_date(answer: str, day: int) -> None:
    assert f"birth_date = 1972-04-{day:02}" in ot.new_person({"person": answer}, today=TODAY).text

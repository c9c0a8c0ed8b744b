"""Whom a table is about, by its columns of birth date and sex as by that of names."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.importing.reading_in import read_in, reasons, values, written

import osteotwin as ot
from osteotwin.errors import InputError

LONG = "{heads},date,test,value,unit\n{cells},2025-03-14,Estradiol,12,pg/mL\n"
WIDE = "{heads},Date,Estradiol (pg/mL)\n{cells},2025-03-14,12\n"


@pytest.mark.parametrize("table", [LONG, WIDE])
@pytest.mark.parametrize(("heads", "cells", "said"), [
    ("DOB", "1990-02-13", "somebody born 1990-02-13, not 1968-06-01"),
    ("Date of birth", "13.02.1990", "somebody born 1990-02-13"),
    ("Geburtsdatum", "13.02.90", "somebody born 1990-02-13"),
    ("Patient Name,Birth Date", "Sam Miller,02/13/1990", "somebody born 1990-02-13"),
    ("Sex", "F", "somebody who is female"), ("Geschlecht", "weiblich", "somebody who is female"),
    ("Birthdate,Gender", "1968-06-01,female", "somebody who is female"),
])  # fmt: skip
def test_another_birth_date_or_sex_is_asked_about(
    table: str, heads: str, cells: str, said: str, tmp_path: Path
) -> None:
    path = written(tmp_path, "a.csv", table.format(heads=heads, cells=cells))
    with pytest.raises(ot.ImportQuestionError, match=f"{said}.*--same-person"):
        read_in(path, tmp_path)
    assert values(read_in(path, tmp_path, same_person=True)) == {"estradiol": "12 pg/mL"}


@pytest.mark.parametrize("table", [LONG, WIDE])
@pytest.mark.parametrize(("heads", "cells"), [
    ("DOB,Sex", "1968-06-01,M"), ("Geburtsdatum;Geschlecht".replace(";", ","), "01.06.68,männlich"),
    ("Patient,DOB", "Sam Miller,1968-06-01"), ("DOB", ""),
])  # fmt: skip
def test_the_same_person_is_not_asked_about(table: str, heads: str, cells: str, tmp_path: Path) -> None:
    cells = cells or ""
    preview = read_in(written(tmp_path, "a.csv", table.format(heads=heads, cells=cells)), tmp_path)
    assert values(preview) == {"estradiol": "12 pg/mL"}
    assert not reasons(preview)


def test_rows_of_two_birth_dates_are_of_two_people(tmp_path: Path) -> None:
    rows = (
        "DOB,date,test,value,unit\n1968-06-01,2025-03-14,Estradiol,12,pg/mL\n"
        "1990-02-13,2025-03-14,Estradiol,90,pg/mL\n"
    )
    path = written(tmp_path, "a.csv", rows)
    with pytest.raises(ot.ImportQuestionError, match="--patient 1968-06-01"):
        read_in(path, tmp_path)
    assert values(read_in(path, tmp_path, patient="1968-06-01")) == {"estradiol": "12 pg/mL"}
    with pytest.raises(ot.ImportQuestionError, match="somebody born 1990-02-13"):
        read_in(path, tmp_path, patient="1990-02-13")


def test_one_name_with_two_birth_dates_is_refused(tmp_path: Path) -> None:
    rows = (
        "Patient,DOB,date,test,value,unit\nSam Miller,1968-06-01,2025-03-14,Estradiol,12,pg/mL\n"
        "Ann Other,1970-01-01,2025-03-14,Estradiol,40,pg/mL\nSam Miller,1990-02-13,2025-03-14,Estradiol,90,pg/mL\n"
    )
    with pytest.raises(InputError, match="rows of one person with two values of DOB"):
        read_in(written(tmp_path, "a.csv", rows), tmp_path, patient="Sam Miller")

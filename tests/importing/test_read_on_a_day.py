"""The day on which files are read is handed down: what it makes of a file does not depend on the machine's clock."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from tests.importing.reading_in import written

import osteotwin as ot
from osteotwin.importing.answers import Answers
from osteotwin.importing.read_file import read_file

#: Long before the tests run, and long after.
EARLY, LATE = date(1999, 6, 1), date(2180, 6, 1)
PERSON = '[person]\nsex = "male"\nbirth_date = 2130-01-01\n\n[outlook]\nuntil = 2190-01-01\n'


def pregnancy(begun: int) -> str:
    return json.dumps({
        "resourceType": "Bundle",
        "entry": [{
            "resource": {
                "resourceType": "Condition", "subject": {"display": "Ann"}, "code": {"text": "Pregnancy"},
                "onsetDateTime": f"{begun}-03-01",
                "clinicalStatus": {"coding": [{"code": "active"}]},
                "verificationStatus": {"coding": [{"code": "confirmed"}]},
            }
        }],
    })  # fmt: skip


def log(year: int) -> str:
    rows = "\n".join(f"{year}-05-{day:02},2000,900,200,true" for day in range(1, 29))
    return f"Date,Energy (kcal),Calcium (mg),Vitamin D (IU),Completed\n{rows}\n"


@pytest.mark.parametrize(("name", "content"), [
    ("scan.txt", "DXA scan: 3 May {year}\nLumbar spine L1-L4   BMD 1.012 g/cm2   T-score -1.2"),
    ("lab.txt", "Collected: 3 May {year}\nEstradiol 27 pg/mL"),
    ("lab.txt", "Blood tests from {year}-05-03:\nCalcium 9.4 mg/dL"),
])  # fmt: skip
def test_a_result_is_of_no_day_after_that_of_reading(name: str, content: str, tmp_path: Path) -> None:
    for on in (EARLY, LATE):
        now, later = (
            read_file(written(tmp_path, name, content.format(year=year)), Answers(read_on=on))
            for year in (on.year, on.year + 1)
        )
        assert {one.keys["date"] for one in now.found} == {date(on.year, 5, 3)}
        assert not later.found


@pytest.mark.parametrize("on", [EARLY, LATE])
def test_a_log_ends_on_the_day_of_reading(on: date, tmp_path: Path) -> None:
    now, later = (
        read_file(written(tmp_path, "log.csv", log(year)), Answers(read_on=on))
        for year in (on.year, on.year + 1)
    )
    assert now.found
    assert not later.found
    assert f"after today, {on}" in later.left[0].why


@pytest.mark.parametrize("on", [EARLY, LATE])
def test_a_pregnancy_lasts_for_months_before_the_day_of_reading(on: date, tmp_path: Path) -> None:
    now, over = (
        read_file(written(tmp_path, "bundle.json", pregnancy(year)), Answers(read_on=on))
        for year in (on.year - 1, on.year - 2)
    )
    assert [one.keys for one in now.found] == [{"conditions": ["pregnancy"]}]
    assert not over.found


def test_nobody_is_born_after_the_day_of_reading(tmp_path: Path) -> None:
    report = written(
        tmp_path, "lab.txt", "Name: Ann Lee\nDOB: 02/13/31\nCollected: 1998-05-03\nCalcium 9.4 mg/dL"
    )
    born = {
        on: read_file(report, Answers(dates="mdy", read_on=on)).about[0].birth_date
        for on in (EARLY, date(2040, 1, 1))
    }
    assert born == {EARLY: date(1931, 2, 13), date(2040, 1, 1): date(2031, 2, 13)}


def test_an_import_and_a_file_to_begin_with_hand_their_day_down(tmp_path: Path) -> None:
    report = written(tmp_path, "lab.txt", "Collected: 2179-05-03\nCalcium 9.4 mg/dL")
    person = written(tmp_path, "person.toml", PERSON)
    assert ot.preview_import(report, person, read_on=LATE).taken
    assert not ot.preview_import(report, person).taken
    assert ot.preview_import(report, person, read_on=EARLY).not_understood
    assert "2179-05-03" in ot.new_person({"drugs": "none"}, begin_with=report, today=LATE).text
    with pytest.raises(ot.InputError, match="unknown name"):
        ot.preview_import(report, person, born=EARLY)


def test_answers_of_several_lines_are_read_on_the_day_of_answering() -> None:
    answer = "Collected: 2179-05-03\nEstradiol 27 pg/mL\nCalcium 9.4 mg/dL"
    assert "2179-05-03" in ot.new_person({"labs": answer}, today=LATE).understood["labs"]

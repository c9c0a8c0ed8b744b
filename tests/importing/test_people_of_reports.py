"""A report of another person of the family is asked about, and one of the same person is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.importing.reading_in import read_in, values, written

import osteotwin as ot

DAY, PTH = "Collected: 14 October 2025", "PTH 33 pg/mL"


@pytest.mark.parametrize(("head", "later", "found"), [
    ("Patient: Miller, Anna", "", "called Miller, Anna"),
    ("Pat.: Hans Müller", "", "called Hans Müller"),
    ("Patient: Miller, Samantha", "", "called Miller, Samantha"),
    ("Re: Mrs Anna Miller, 12 Elm St", "", "female and somebody called Mrs Anna Miller"),
    ("Patient: Sam Miller  Age: 34", "", "of another age"),
    ("Name: Sam Miller", "Name: Anna Miller  Collected: 15 October 2025", "called Anna Miller"),
    ("Page 1 of 2  Miller, Sam", "Page 2 of 2  Miller, Anna  Collected: 15 October 2025", "called Miller, Anna"),
    ("Age: 57 Sex: Male", "Age: 57  Sex: Female", "somebody who is female"),
    ("Patient ID 1234", "Patient ID 4453", "the number 4453"),
])  # fmt: skip
def test_somebody_else_of_the_family_is_asked_about(
    head: str, later: str, found: str, tmp_path: Path
) -> None:
    report = written(tmp_path, "r.txt", f"{head}\n{DAY}\n{PTH}\n{later}\nVitamin D 25-OH 41 ng/mL\n")
    with pytest.raises(ot.ImportQuestionError, match=found):
        read_in(report, tmp_path)
    assert values(read_in(report, tmp_path, same_person=True))["pth"] == "33 pg/mL"


@pytest.mark.parametrize("head", [
    "Patient: MILLER, SAM J     DOB: 1968-06-01",
    "Patient: Mr. Miller  Age: 57",
    "Patient: S. Miller\nOrdering: Smith, John MD",
    "Patient: Samuel Miller  DOB: 1968-06-01",
    "Page 1 of 2  Miller, Sam  Patient ID: 1234\nPage 2 of 2  Miller, Sam  Patient ID: 1234",
])  # fmt: skip
def test_the_same_person_is_not(head: str, tmp_path: Path) -> None:
    report = written(tmp_path, "r.txt", f"{head}\n{DAY}\n{PTH}\n")
    assert values(read_in(report, tmp_path)) == {"pth": "33 pg/mL"}

"""Whom a T-score counts from: taken where the report says it, never guessed from the sex of the person."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.importing.reading_in import written

from osteotwin.importing.answers import Answers
from osteotwin.importing.read_file import read_file

HEAD = "DXA 2024-03-20\nHologic\n"
SCORE = "Total hip T-score -1.2"


def references(text: str, folder: Path) -> list[object]:
    reading = read_file(written(folder, "scan.txt", HEAD + text), Answers())
    return [
        one.keys.get("reference", "") for one in reading.found if str(one.keys["what"]).startswith("t_score")
    ]


@pytest.mark.parametrize(("text", "reference"), [
    (f"{SCORE} (female reference)", "female"),
    (f"{SCORE} (reference: young women)", "female"),
    (f"T-score reference: female NHANES\n{SCORE}", "female"),
    (f"T-scores are calculated against the NHANES III young female database.\n{SCORE}", "female"),
    ("T-Score (Referenz: junge Frauen) Gesamthüfte: -1,2", "female"),
    (f"{SCORE}\nReferenzkollektiv: weiblich", "female"),
    (f"Reference population: White Male NHANES\n{SCORE}", "male"),
    (f"{SCORE} (male reference database)", "male"),
    (f"Reference database: men\n{SCORE} (female reference)", "female"),
    (SCORE, ""),
    (f"Sex: Male   Reference: USA\n{SCORE}", ""),
    (f"Gender: Female\nReference population: USA (Ages 20-40)\n{SCORE}", ""),
    (f"The patient is a 56 year old male.\n{SCORE}", ""),
    (f"Reference: NHANES III\n{SCORE}", ""),
])  # fmt: skip
def test_whom_a_score_counts_from(text: str, reference: str, tmp_path: Path) -> None:
    assert references(text, tmp_path) == [reference]


@pytest.mark.parametrize("text", [
    f"Hip from the female reference, spine from the male reference\n{SCORE}",
    "Total hip T-score (NHANES female) -1.4; T-score (male) -1.8",
    "Total hip Z-score -0.4 (female reference)",
])  # fmt: skip
def test_what_is_named_and_not_taken(text: str, tmp_path: Path) -> None:
    reading = read_file(written(tmp_path, "scan.txt", HEAD + text), Answers())
    assert not reading.found
    assert any("by hand" in one.why for one in reading.left)

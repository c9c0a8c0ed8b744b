"""The signs of T- and Z-scores, however a report writes them, and scores that contradict their density."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.importing.reading_in import read_in, reasons, values, written

HEAD = "GE Healthcare Lunar iDXA\nExam date: 2025-01-22\n"
TABLE = """AP Spine
Region   BMD (g/cm2)  T-score  Z-score
L1-L4    1.052   {0}1.3   {0}1.1
"""


@pytest.mark.parametrize(
    "sign", ["-", "\u2013", "\u2014", "\u2212", "\u2010", "- ", "\u2013 ", "minus ", "(\u2013)"]
)
def test_a_table_with_any_dash(sign: str, tmp_path: Path) -> None:
    found = values(read_in(written(tmp_path, "a.txt", HEAD + TABLE.format(sign)), tmp_path))
    assert (found["t_score_lumbar_spine"], found["z_score_lumbar_spine"]) == ("-1.3", "-1.1")


@pytest.mark.parametrize("said", [
    "T-score -1.3", "T-score \u20131.3", "T-score \u2014 1.3", "T score of minus 1.3", "T-score (\u20131.3)",
    "T-score of negative 1.3", "T-score (\u2212) 1.3", "T score: neg 1.3", "T-score (-)1.3", "T-score = - 1.3",
    "T-score: 1.3-", "T-score 1.3\u2212, Z-score 0.2-",
])  # fmt: skip
def test_a_sentence_with_the_sign_in_any_form(said: str, tmp_path: Path) -> None:
    text = f"{HEAD}Lumbar spine L1-L4: BMD 1.052 g/cm2, {said}\n"
    assert values(read_in(written(tmp_path, "a.txt", text), tmp_path))["t_score_lumbar_spine"] == "-1.3"


def test_a_positive_score_stays_positive(tmp_path: Path) -> None:
    text = f"{HEAD}Lumbar spine L1-L4: BMD 1.380 g/cm2, T-score of +1.3\n"
    assert values(read_in(written(tmp_path, "a.txt", text), tmp_path))["t_score_lumbar_spine"] in (
        "1.3",
        "+1.3",
    )


def test_a_sign_that_only_words_tell_is_left_to_the_person(tmp_path: Path) -> None:
    preview = read_in(
        written(tmp_path, "a.txt", f"{HEAD}Lumbar spine: T-score 1.3 standard deviations below the mean\n"),
        tmp_path,
    )
    assert "t_score_lumbar_spine" not in values(preview)
    assert "write it by hand" in reasons(preview)


@pytest.mark.parametrize("device", ["Hologic Horizon", "GE Lunar", "bone densitometer"])
def test_a_score_that_contradicts_its_density_is_not_taken(device: str, tmp_path: Path) -> None:
    text = f"{device} DXA\nExam date: 2025-01-22\nFemoral neck: BMD 0.600 g/cm2, T-score 1.3\n"
    preview = read_in(written(tmp_path, "a.txt", text), tmp_path)
    assert not values(preview)
    assert "does not go with 0.6 g/cm2" in reasons(preview)


def test_a_minus_behind_the_numbers_of_a_table(tmp_path: Path) -> None:
    table = "AP Spine\nRegion BMD T-score Z-score\nL1-L4 1.052 1.3- 1.1-\n"
    found = values(read_in(written(tmp_path, "a.txt", HEAD + table), tmp_path))
    assert (found["t_score_lumbar_spine"], found["z_score_lumbar_spine"]) == ("-1.3", "-1.1")
    cells = "date,site,T-score\n2025-01-22,Lumbar spine,1.3-\n"
    assert values(read_in(written(tmp_path, "a.csv", cells), tmp_path)) == {"t_score_lumbar_spine": "-1.3"}


@pytest.mark.parametrize(("line", "is_noted"), [
    ("Spine T-score 2.5", True), ("Spine T-score +2.5", False), ("Spine T-score 0.4", False),
    ("Lumbar spine L1-L4: BMD 1.380 g/cm2, T-score 1.3", False),
])  # fmt: skip
def test_a_high_score_without_a_sign_is_noted(line: str, is_noted: bool, tmp_path: Path) -> None:
    preview = read_in(written(tmp_path, "a.txt", f"{HEAD}{line}\n"), tmp_path)
    notes = " ".join(one.note for one in preview.taken)
    assert ("no sign stands before it" in notes) == is_noted

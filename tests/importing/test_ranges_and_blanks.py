"""Ranges that are no results, days of a food log without a value, and a person's file that is not there."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.importing.reading_in import entries, read_in, reasons, values, written

import osteotwin as ot


@pytest.mark.parametrize("line", [
    "Vitamin D 25-OH: 30-100 ng/mL   result 18", "Vitamin D 25-OH: 30 \u2013 100 ng/mL", "Vitamin D: 30 to 100 ng/mL",
])  # fmt: skip
def test_a_range_is_never_a_result(line: str, tmp_path: Path) -> None:
    preview = read_in(written(tmp_path, "a.txt", f"Collected: 2026-01-15\n{line}\n"), tmp_path)
    assert not values(preview)
    assert "a range, and no single number" in reasons(preview)


def test_a_result_before_its_range_is_read(tmp_path: Path) -> None:
    text = "Collected: 2026-01-15\nVitamin D 25-OH  22.4  ng/mL  30-100\n"
    assert values(read_in(written(tmp_path, "a.txt", text), tmp_path)) == {"25ohd": "22.4 ng/mL"}


def test_a_blank_cell_of_a_food_log_is_not_zero(tmp_path: Path) -> None:
    rows = [f"2026-01-{day:02},2400,900,{600 if day <= 8 else ''},true" for day in range(1, 17)]
    text = "\n".join(["Date,Energy (kcal),Calcium (mg),Vitamin D (IU),Completed", *rows]) + "\n"
    preview = read_in(written(tmp_path, "a.csv", text), tmp_path)
    habits = {key: value for one in entries(preview, "habits") for key, value in one.items()}
    assert habits == {"calcium": "900 mg/day", "vitamin_d": "600 IU/day"}
    assert any("8 with a value among 16 days" in one.note for one in preview.taken)


def test_a_file_that_is_not_there_says_what_creates_it(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", "Collected: 2026-01-15\nEstradiol 22 pg/mL\n")
    with pytest.raises(ot.InputError, match="--until"):
        ot.preview_import(path, tmp_path / "new.toml")


def test_a_line_that_is_only_a_date_heads_the_results(tmp_path: Path) -> None:
    preview = read_in(written(tmp_path, "a.txt", "15/01/2026\nTestosterone 31.2 nmol/L (8.6-29)\n"), tmp_path)
    assert values(preview) == {"testosterone": "31.2 nmol/L"}
    assert str(preview.taken[0].keys["date"]) == "2026-01-15"


@pytest.mark.parametrize(("name", "asked"), [
    ("Miller, Jim", True), ("Miller, Sam", False), ("Samuel Miller", False), ("Miller, S.", False),
    ("Sam P. Miller", False),
])  # fmt: skip
def test_another_first_name_with_the_same_birth_date_is_asked(name: str, asked: bool, tmp_path: Path) -> None:
    text = f"Patient: {name}\nDOB: 1968-06-01\nCollected: 2026-01-15\nEstradiol 22 pg/mL\n"
    path = written(tmp_path, "a.txt", text)
    if asked:
        with pytest.raises(ot.ImportQuestionError, match="same-person"):
            read_in(path, tmp_path)
    else:
        assert values(read_in(path, tmp_path)) == {"estradiol": "22 pg/mL"}

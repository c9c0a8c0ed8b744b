"""Lists of medicines as text: taken where dose, rhythm and first day stand there, named with what lacks where not."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.importing.reading_in import FILES, entries, read_in, reasons, written

import osteotwin as ot


def listed(folder: Path, line: str) -> ot.ImportPreview:
    return read_in(written(folder, "list.txt", f"Current medications\n- {line}\n"), folder, dates="mdy")


def test_a_list_of_medicines(tmp_path: Path) -> None:
    preview = read_in(FILES / "medicines.txt", tmp_path)
    assert {(one["dose"], one["every"], str(one["from"])) for one in entries(preview, "plan.drug")} >= {
        ("80 mg", "3.5 days", "2025-01-13"), ("12.5 mg", "1 day", "2025-02-15")}  # fmt: skip
    assert (
        "lisinopril 20 mg tablet - take 1 tablet daily: a medicine; no drug that osteotwin knows"
        in reasons(preview)
    )


@pytest.mark.parametrize(("line", "entry"), [
    ("raloxifene 60 mg tablet - take 1 tablet by mouth daily - started 02/15/2025", ("60 mg", "1 day", "2025-02-15")),
    ("raloxifene 60 mg tablet, take 1 tablet every other day, since 02/15/2025", ("60 mg", "2 days", "2025-02-15")),
    ("Medicines: raloxifene 60 mg daily since 02/15/2025", ("60 mg", "1 day", "2025-02-15")),
    ("alendronate 70 mg tablet: take 1 tablet weekly. Start date: Feb 15, 2025", ("70 mg", "7 days", "2025-02-15")),
])  # fmt: skip
def test_a_line_that_says_all_is_taken(tmp_path: Path, line: str, entry: tuple[str, str, str]) -> None:
    (drug,) = entries(listed(tmp_path, line), "plan.drug")
    assert (drug["dose"], drug["every"], str(drug["from"])) == entry


@pytest.mark.parametrize(("line", "why"), [
    ("raloxifene 60 mg tablet - take 1 tablet daily", "does not say a first day"),
    ("raloxifene 60 mg tablet - started 02/15/2025", "does not say a dose and a rhythm"),
    ("raloxifene 60 mg as needed since 02/15/2025", "taken as needed"),
    ("not taking: letrozole 2.5 mg daily since 02/15/2025", "not said that this is taken"),
    ("allergic to alendronate 70 mg weekly since 02/15/2025", "not said that this is taken"),
    ("Medicines: raloxifene 60 mg tablet", "does not say a rhythm and a first day"),
    ("letrozole 2.5 mg daily since 02/15/2025, not taking", "not said that this is taken"),
    ("letrozole 2.5 mg daily - discussed, would start 02/15/2025", "not said that this is taken"),
    ("testosterone 200 mg - take weekly since 02/15/2025", "without the way in which it is given"),
    ("lisinopril 20 mg tablet - take 1 tablet daily", "no drug that osteotwin knows"),
])  # fmt: skip
def test_a_line_that_does_not_is_named(tmp_path: Path, line: str, why: str) -> None:
    preview = listed(tmp_path, line)
    assert preview.taken == ()
    assert why in reasons(preview)


def test_a_drug_outside_the_model_is_of_the_habits(tmp_path: Path) -> None:
    preview = listed(tmp_path, "omeprazole 20 mg capsule - take 1 capsule daily")
    assert entries(preview, "habits.drug") == [{"name": "Omeprazole", "dose": "20 mg", "every": "1 day"}]


@pytest.mark.parametrize("line", [
    "Estradiol 20 pg/mL", "Calcium 9.4 mg/dL", "Testosterone 512 ng/dL 264-916",
    "Total calcium intake 900 mg/day of food", "The patient walked 3 g of road",
])  # fmt: skip
def test_a_result_is_no_medicine(tmp_path: Path, line: str) -> None:
    preview = listed(tmp_path, line)
    assert [one for one in preview.taken if one.table[-1] in ("drug", "supplement")] == []

"""A line of a list is of one drug with one dose: ranges, neighbours and changes are named."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.importing.reading_in import entries, read_in, reasons, written

import osteotwin as ot


def listed(folder: Path, text: str) -> ot.ImportPreview:
    return read_in(written(folder, "list.txt", f"Current medications\n{text}\n"), folder)


RANGES = [
    "5-10 mg", "0.5 - 1 mg", "0,5–1 mg", "5 to 10 mg", "5 mg to 10 mg", "5 bis 10 mg", "5mg-10mg", "5 or 10 mg",
    "5 oder 10 mg", "35/70 mg", "up to 10 mg", "bis zu 10 mg", "max. 10 mg", "2.5 mg, 1-2 tablets",
    "1 mg, one or two tablets",
]  # fmt: skip


@pytest.mark.parametrize("name", ["raloxifene", "prednisone", "Vitamin D3"])
def test_a_range_is_no_dose(tmp_path: Path, name: str) -> None:
    preview = listed(tmp_path, "\n".join(f"{name} {dose} daily since 2025-01-01" for dose in RANGES))
    assert preview.taken == ()
    assert [n for n in range(2, len(RANGES) + 2) if f"line {n}:" not in reasons(preview)] == []


@pytest.mark.parametrize(("line", "why"), [
    ("Abiraterone 1000 mg daily with prednisone 5 mg BID since 2025-06-01", "a second medicine"),
    ("Anastrozole 1 mg daily and alendronate 70 mg weekly since 2025-06-01", "a second medicine"),
    ("Letrozol 2,5 mg täglich und Alendronat 70 mg wöchentlich seit 2025-06-01", "a second medicine"),
    ("Goserelin 3.6 mg monthly plus bicalutamide since 2025-06-01", "a second medicine"),
    ("estradiol valerate 4 mg every 7 days, since 2026-01-15 (replaced patch)", "a change"),
    ("Letrozole 2.5 mg daily since 2025-01-01 instead of anastrozole", "a change"),
    ("Letrozol 2,5 mg täglich seit 2025-01-01 statt Anastrozol", "a change"),
    ("Raloxifene 60 mg daily since 2025-01-01 (30 mg until 2025-03-01)", "another dose"),
    ("Raloxifen 60 mg täglich seit 2025-01-01 (30 mg bis 01.03.2025)", "another dose"),
])  # fmt: skip
def test_two_things_on_a_line_are_named(tmp_path: Path, line: str, why: str) -> None:
    preview = listed(tmp_path, line)
    assert preview.taken == ()
    assert why in reasons(preview)


@pytest.mark.parametrize(("line", "dose"), [
    ("raloxifene 60 mg tablet [Evista], take 1/2 tablet daily since 2025-01-01", "30 mg"),
    ("zoledronic acid (Reclast) 5 mg yearly since 2025-01-01", "5 mg"),
    ("2025-01-01 - 2026-12-31 raloxifene 60 mg daily", "60 mg"),
])  # fmt: skip
def test_one_dose_of_one_drug_is_taken(tmp_path: Path, line: str, dose: str) -> None:
    preview = listed(tmp_path, line)
    (drug,) = entries(preview, "plan.drug")
    assert drug["dose"] == dose


def test_each_sentence_of_a_letter_is_read(tmp_path: Path) -> None:
    preview = listed(tmp_path, "Kein Letrozol. Raloxifen 60 mg tgl. seit 01.03.2025. "
                     "Tamoxifen 20 mg tgl. vom 01.03.2020 bis 28.02.2025.")  # fmt: skip
    assert [(one["name"], str(one["from"])) for one in entries(preview, "plan.drug")][:1] == [
        ("Raloxifen", "2025-03-01")
    ]
    assert "Tamoxifen" in " ".join(str(one) for _, said in preview.sections() for one in said)

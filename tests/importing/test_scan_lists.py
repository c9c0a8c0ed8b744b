"""Letters tell the results of several sites in one sentence: each number is of its own site, or all are named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.importing.reading_in import entries, read_in, reasons

from osteotwin.importing.scan_lists import by_site, without_dates

T_SCORES = {"t_score_lumbar_spine": "-2.0", "t_score_total_hip": "-1.7", "t_score_femoral_neck": "-2.1"}
DENSITIES = {
    "bmd_lumbar_spine": "0.912 g/cm^2",
    "bmd_total_hip": "0.801 g/cm^2",
    "bmd_femoral_neck": "0.702 g/cm^2",
}
SENTENCES: list[tuple[str, dict[str, str]]] = [
    ("DXA 2 September 2026: T-score lumbar spine -2.0, total hip -1.7, femoral neck -2.1. No fracture.", T_SCORES),
    ("DXA 2 September 2026: lumbar spine T-score -2.0, total hip -1.7, femoral neck -2.1.", T_SCORES),
    ("DXA 02.09.2026. T-scores: lumbar spine (L1-L4) -2.0, left total hip -1.7, left femoral neck -2.1.", T_SCORES),
    ("DXA on 2026-09-02 of spine and hip: T-score lumbar spine L1-L4: -2.0; left total hip: -1.7; femoral neck: -2.1",
     T_SCORES),
    ("DXA on 2026-09-02. T-scores were -2.0 at the lumbar spine, -1.7 at the total hip and -2.1 at the femoral neck.",
     T_SCORES),
    ("DXA 2026-09-02: T-score L-spine -2.0, T-score total hip -1.7, T-score neck -2.1", T_SCORES),
    ("DXA of 2 September 2026. BMD lumbar spine 0.912 g/cm2, total hip 0.801, femoral neck 0.702 g/cm2.", DENSITIES),
    ("Bone density 02.09.2026: lumbar spine 0.912 g/cm2 (T -2.0), total hip 0.801 g/cm2 (T -1.7), femoral neck "
     "0.702 g/cm2 (T -2.1)", {**DENSITIES, **T_SCORES}),
    ("DXA 2 September 2026: Lumbar spine T -2.0; Total hip T -1.7; Neck T: -2.1", T_SCORES),
    ("DXA on 2026-09-02 shows T-scores of -2.0 (L1-L4), -1.7 (total hip) and -2.1 (femoral neck).", T_SCORES),
    ("DXA 2026-09-02. T-score of the lumbar spine (L1-L4) is -2.0. The T-score of the neck of the left hip is -2.1.",
     {"t_score_lumbar_spine": "-2.0", "t_score_femoral_neck": "-2.1"}),
    ("DXA 2026-09-02: the T-score of the lumbar spine (L1-L4) was -2.0", {"t_score_lumbar_spine": "-2.0"}),
]  # fmt: skip


def measured(tmp_path: Path, sentence: str) -> Any:
    file = tmp_path / "letter.txt"
    file.write_text(f"Dear Dr Smith,\n{sentence}\n", encoding="utf-8")
    return read_in(file, tmp_path, dates="dmy")


@pytest.mark.parametrize(("sentence", "values"), SENTENCES)
def test_each_number_is_of_its_own_site(tmp_path: Path, sentence: str, values: dict[str, str]) -> None:
    preview = measured(tmp_path, sentence)
    rows = entries(preview, "measurement")
    assert {row["what"]: str(row["value"]) for row in rows} == values
    assert {str(row["date"]) for row in rows} == {"2026-09-02"}


@pytest.mark.parametrize("sentence", [
    "DXA 2026-09-02. Spine and hip T-scores are -2.0 and -1.7 respectively.",
    "DXA 2026-09-02. T-scores of lumbar spine and total hip: -2.0, -1.7.",
    "DXA 2026-09-02. Lumbar spine -2.0, total hip -1.7.",
    "DXA 2026-09-02. T-score -2.0 lumbar spine -1.7 total hip -2.1",
    "DXA 2026-09-02. Lumbar spine T-score -2.0 -1.1, total hip T-score -1.7 -0.9",
])  # fmt: skip
def test_what_does_not_alternate_is_named_and_not_read(tmp_path: Path, sentence: str) -> None:
    preview = measured(tmp_path, sentence)
    assert entries(preview, "measurement") == []
    assert "write one site a line" in reasons(preview)


def test_a_line_of_one_site_stays_as_it_is() -> None:
    words = "Femoral neck of the left hip: T-score -2.1, Z-score -0.4"
    assert [one.words for one in by_site(words)] == [words]


@pytest.mark.parametrize("date", ["12 Nov 2025", "12. November 2025", "Nov 12, 2025", "2025-11-12", "12/11/2025",
                                  "12.11.25", "November 2025"])  # fmt: skip
def test_dates_and_vertebrae_are_no_results(date: str) -> None:
    assert without_dates(f"T-score on {date} of L1-L4: -2.0").split() == ["T-score", "on", "of", "L:", "-2.0"]

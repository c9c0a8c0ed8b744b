"""The date of an exam beside those of exams that it is compared with; and numbers of a report that are no densities."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.importing.reading_in import read_in, reasons, values, written

SPINE = "AP Spine L1-L4: BMD 1.052 g/cm2, T-score -1.3\n"
HIP = "Total hip: BMD 0.880 g/cm2, T-score of -1.2\n"


@pytest.mark.parametrize("remark", [
    "The prior exam was on 01/10/2024.", "Previous exam: 01/10/2024", "Compared to the exam of 10 January 2024.",
    "Baseline scan date 01/10/2024.", "COMPARISON: DXA exam performed 01/10/2024", "Comparison: None.",
    "Change since the study of 2024-01-10: -2 %.", "Prior exam on 01/10/2024. The current exam is of 01/22/2026.",
])  # fmt: skip
def test_the_date_of_a_comparison_dates_nothing_else(remark: str, tmp_path: Path) -> None:
    text = f"GE Lunar iDXA\nExam date: 01/22/2026\n{SPINE}{remark}\nFemoral neck: BMD 0.890 g/cm2, T-score -1.3\n{HIP}"
    preview = read_in(written(tmp_path, "a.txt", text), tmp_path)
    assert {"bmd_lumbar_spine", "bmd_femoral_neck", "bmd_total_hip"} <= set(values(preview))
    assert {str(one.keys["date"]) for one in preview.taken} == {"2026-01-22"}


def test_a_report_that_names_only_the_prior_exam_has_no_date(tmp_path: Path) -> None:
    text = f"DXA\nThe prior exam was on 2024-01-10.\n{SPINE}"
    preview = read_in(written(tmp_path, "a.txt", text), tmp_path)
    assert not values(preview)
    assert "without a date" in reasons(preview)


@pytest.mark.parametrize("line", [
    "IMPRESSION: Osteopenia. 10-year FRAX major osteoporotic fracture 6.1%, hip 1.2%.",
    "FRAX: 10 year probability, total hip 1.2 %", "10-year fracture risk: hip 1.2% 6.1%",
])  # fmt: skip
def test_a_probability_of_fracture_is_no_density(line: str, tmp_path: Path) -> None:
    text = f"GE Lunar\nExam date: 2026-01-22\nAP Spine\nRegion BMD T-score Z-score\nL1-L4 1.052 -1.3 -1.1\n{line}\n"
    preview = read_in(written(tmp_path, "a.txt", text), tmp_path)
    assert set(values(preview)) == {"bmd_lumbar_spine", "t_score_lumbar_spine", "z_score_lumbar_spine"}
    assert "frax_hip" in reasons(preview)
    assert "10 g/cm" not in reasons(preview)

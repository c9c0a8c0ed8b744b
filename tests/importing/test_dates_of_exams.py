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


@pytest.mark.parametrize(("sentence", "why"), [
    ("Treat if the total hip T-score is below -2.5.", "a goal or a threshold"),
    ("We aim for a total hip T-score above -2.0.", "a goal or a threshold"),
    ("His mother's total hip T-score was -3.1.", "somebody else"),
    ("Total hip T-score -3.1 (his wife).", "somebody else"),
    ("Two years ago the femoral neck T-score was -1.4.", "a value of another day"),
    ("Before letrozole the total hip T-score was -0.8.", "a value of another day"),
    ("Initial DXA: total hip T-score -0.8.", "a value of another day"),
    ("Consider treatment at a hip T-score of -2.5.", "a goal or a threshold"),
    ("In 2023 the total hip was 0.870 g/cm2", "a value of another day"),
    ("On 3 Feb 2023 the total hip T-score was -1.4.", "a value of another day"),
    ("Voraufnahme vom 03.02.2023: Schenkelhals 0,720 g/cm\u00b2", "a value of another day"),
    ("Zum Vergleich Schenkelhals rechts 2022: T-Score -1,0", "a value of another day"),
])  # fmt: skip
def test_what_is_of_a_goal_of_others_or_of_another_day_is_named(
    sentence: str, why: str, tmp_path: Path
) -> None:
    text = f"DXA 14 March 2025. Lumbar spine T-score -1.8. {sentence}\n"
    preview = read_in(written(tmp_path, "a.txt", text), tmp_path)
    assert values(preview) == {"t_score_lumbar_spine": "-1.8"}
    assert why in reasons(preview)


@pytest.mark.parametrize("text", [
    "Clinic letter 13 January 2026. DXA on 14 March 2025 showed a lumbar spine T-score of -1.8.",
    "DXA 14 March 2025. Lumbar spine T-score -1.8, which is below -1.0.",
    "DXA 14 March 2025. Lumbar spine T-score -1.8; in 2023 it was -1.4.",
])  # fmt: skip
def test_the_value_beside_is_of_its_own_day(text: str, tmp_path: Path) -> None:
    (one,) = read_in(written(tmp_path, "a.txt", text), tmp_path).taken
    assert (str(one.keys["date"]), one.keys["value"]) == ("2025-03-14", "-1.8")

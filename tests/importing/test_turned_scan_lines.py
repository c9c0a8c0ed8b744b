"""A word on the line of a scan's value that makes it none of this scan: the value is named and not taken."""

from __future__ import annotations

import pytest
from tests.importing.reading_in import measured, read_report

HEAD = "DXA bone density\nDate of exam: 2026-01-12\n"


@pytest.mark.parametrize(("line", "why"), [
    ("LWS: T-Wert von -2,2 auf -2,5 gefallen", "a change from one value"),
    ("Rachis lombaire T-score de -2,2 à -2,5", "a change from one value"),
    ("Columna lumbar T-score de -2,2 a -2,5", "a change from one value"),
    ("2023 Total hip T-score: -1.9", "of another day"),
    ("Femoral neck T-score was -1.9 in March", "of another day"),
    ("Older scan: total hip T-score -1.6", "of another day"),
    ("In two years the femoral neck T-score will be -2.1.", "not measured"),
    ("Total hip BMD 0.701 g/cm2 (predicted)", "not measured"),
    ("Lumbar spine T-score: -2.5 (wrong patient)", "not of this person"),
    ("Normwert Schenkelhals T-Wert -1,0", "not of this person"),
    ("Spine (REMS): T-score -2.4", "measured by REMS"),
    ("Hip (ultrasound): T-score -1.9", "measured by ultrasound"),
    ("CT-derived: lumbar spine T-score -2.4", "measured by CT-derived"),
])  # fmt: skip
def test_a_turned_line_is_named_and_not_taken(line: str, why: str) -> None:
    reading = read_report(HEAD + line)
    assert not measured(reading)
    assert any(why in str(one) for one in reading.left)


def test_the_line_beside_it_is_taken() -> None:
    reading = read_report(f"{HEAD}Lumbar spine T-score: -2.5 (wrong patient)\nTotal hip T-score -1.9")
    assert measured(reading) == {"t_score_total_hip": "-1.9"}


@pytest.mark.parametrize("line", [
    "Hip: T-score -2.1 neck, -1.6 total", "Hip T-score: -2.1 neck / -1.6 total", "Hip: T -2.1 (FN), T -1.6 (TH)",
    "Hip T-score -2.1 (neck) and -1.6 (total)", "Left hip: T-score -1.6 (total), -2.1 (neck)",
    "Left hip T-score is -2.1 at the neck and -1.6 overall", "Hanche : T-score -2,1 (col), -1,6 (totale)",
    "Cadera: T-score -2,1 (cuello), -1,6 (total)", "Heup: T-score -2,1 (hals), -1,6 (totaal)",
    "Anca: collo T-score -2,1, totale -1,6", "Hip T-score -1.6, neck T-score -2.1",
    "Total hip T-score -1.6 (neck -2.1)",
])  # fmt: skip
def test_a_part_of_the_hip_is_of_the_number_beside_it(line: str) -> None:
    assert measured(read_report(HEAD + line)) == {"t_score_femoral_neck": "-2.1", "t_score_total_hip": "-1.6"}


@pytest.mark.parametrize("line", [
    "Lumbar spine T-score -2.6 at L3, total -2.3.", "Lumbar spine T-score -2.6 (L3), -2.3 (L1-L4)",
    "Lumbar spine T-score at L1 -2.6", "Lumbar spine (L1, L2) T-score -2.6", "Lumbar spine L1, L3, L4: T-score -2.6",
    "Spine T-score -2.5 (L2-L4) and -2.3 (L1-L4)", "Dual femur: neck mean -2.1, total mean -1.6 T-score",
    "Indication: postmenopausal, T-score -2.6 in 2019 at the lumbar spine.", "Outside report lumbar spine T-score -2.6",
    "Osteoporosis diagnosed 2019 with lumbar spine T-score -2.6.", "GP letter: lumbar spine T-score -2.6",
    "On alendronate since 2019 with lumbar spine T-score of -2.6.", "Patient reports a lumbar spine T-score of -2.6",
    "Known osteoporosis (lumbar spine T-score -2.6)", "Lumbar spine T-score -2.6 initially.",
    "Lumbar spine T-score about -2.6", "Rachis T-score -2,3 (arthrose, non interprétable)",
    "Lumbar spine T-score -2.3. This value is not reliable because of osteophytes.",
    "Lumbar spine T-score -2.3. Degenerative changes at L3-L4 elevate the result.",
    "Caution: spine values affected by scoliosis.\nLumbar spine T-score -2.3",
    "Lumbar spine T-score -2.3*\n*Limited by hardware", "Lumbar spine T-score -2.3. Note: L4 laminectomy.",
    "LWS T-Score -2,3. Degenerative Veränderungen, daher eingeschränkt beurteilbar.",
    "Lumbar spine T-score -2.3\nL3 compression fracture noted.",
    "Vorbefund\nLumbar spine T-score -2.3", "Examen antérieur\nLumbar spine T-score -2.3",
    "Young adult mean\nLumbar spine T-score -2.3", "X-ray based estimate\nLumbar spine T-score -2.3",
])  # fmt: skip
def test_a_value_of_another_bone_day_or_in_doubt_is_named_and_not_taken(line: str) -> None:
    reading = read_report(HEAD + line)
    assert not measured(reading)
    assert reading.left


@pytest.mark.parametrize("line", [
    "Spine L1 to L4 T-score -2.3", "Lumbar spine (L1, L2, L3, L4) T-score -2.3",
    "Lumbar spine T-score -2.3. No compression fractures.", "Reference: NHANES III\nLumbar spine T-score -2.3",
])  # fmt: skip
def test_all_four_vertebrae_are_the_spine(line: str) -> None:
    assert measured(read_report(HEAD + line)) == {"t_score_lumbar_spine": "-2.3"}


def test_a_finding_that_may_raise_a_value_is_told() -> None:
    (spine,) = read_report(f"{HEAD}Mild degenerative changes are noted.\nLumbar spine T-score -2.3").found
    assert "degenerative" in spine.note


def test_the_femur_of_other_languages_leaves_the_spine_as_it_is() -> None:
    reading = read_report(f"{HEAD}columna lumbar T-score -2,4 (CL) y en fémur T-score -1,9")
    assert measured(reading) == {"t_score_lumbar_spine": "-2.4"}
    assert any("whole hip or the neck" in one.why for one in reading.left)

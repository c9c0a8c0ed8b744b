"""Scans and laboratory values that are told as reports print them: one reader takes both."""

from __future__ import annotations

import pytest

from osteotwin.asking.measured.lab_words import read_labs
from osteotwin.asking.measured.scan_answers import read_scans
from osteotwin.asking.unclear import UnclearAnswerError

DAY = ", 12 January 2026"


@pytest.mark.parametrize(("words", "found"), [
    ("| Left Femoral Neck    | 1.012    | -0.7    | -0.5    | Normal     |", {"bmd_femoral_neck": "1.012 g/cm^2"}),
    ("| Lumbar Spine (L1\u2013L4) | 0.987 | -1.3 | -0.9 | Osteopenia |", {"bmd_lumbar_spine": "0.987 g/cm^2"}),
    ("0.783 g/cm2 (T-score: \u22123.3, Z-score: \u22123.9) at lumbar spine (LS)", {"bmd_lumbar_spine": "0.783 g/cm^2"}),
    ("The DXA scan yields a T-score of \u20134.2 for the lumbar spine and \u20132.6 for the left femoral neck",
     {"t_score_lumbar_spine": "-4.2", "t_score_femoral_neck": "-2.6"}),
    ("Femoral Neck T-Score: -0.3 (> -1.0)", {"t_score_femoral_neck": "-0.3"}),
    ("Lumbar spine (L1-L4): BMD 0.792 g/cm\u00b2. T-score -2.6.", {"bmd_lumbar_spine": "0.792 g/cm^2"}),
    ("T-score columna lumbar -2.8 SD", {"t_score_lumbar_spine": "-2.8"}),
    ("TOTAL HIP: BMD 0.658 g/cm2, T-score -2.4 (previously -2.2)", {"bmd_total_hip": "0.658 g/cm^2"}),
])  # fmt: skip
def test_scans_in_the_form_of_a_report(words: str, found: dict[str, str]) -> None:
    assert {one.keys["what"]: one.keys["value"] for one in read_scans(words + DAY, None)} == found


@pytest.mark.parametrize(("words", "found"), [
    ("| Serum Vitamin D | 28 nmol/L | 50-200 nmol/L | DEFICIENT |", {"25ohd": "28 nmol/L"}),
    ("| eGFR | >90 | mL/min/1.73m\u00b2 | >60 | Normal |", {"egfr": ">90 mL/min/1.73m2"}),
    ("| Creatinine      |     1.43 | mg/dL      | 0.74-1.35      | H      |", {"creatinine": "1.43 mg/dL"}),
    ("| Calcium | 9.6 | mg/dL | 8.6-10.2 | Normal |", {"serum_calcium": "9.6 mg/dL"}),
    ("Calcium, Serum 9.5 mg/dL 8.7 - 10.2 01", {"serum_calcium": "9.5 mg/dL"}),
    ("25-Hydroxy, Vitamin D 30 ng/mL 02", {"25ohd": "30 ng/mL"}),
    ("Hematocrit = 50.9 (range 37.5 - 51.0%)", {"hematocrit": "50.9 %"}),
    ("SHBG 26 nmol/L. It should be between 20 and 110.", {"shbg": "26 nmol/L"}),
    ("TESTOSTERONE, FREE 235.8 pg/mL 46.0 224.0 high", {"free_testosterone": "235.8 pg/mL"}),
    ("Testosterone 512 ng/dL (was 330)", {"testosterone": "512 ng/dL"}),
])  # fmt: skip
def test_laboratory_values_in_the_form_of_a_report(words: str, found: dict[str, str]) -> None:
    assert {one.keys["what"]: one.keys["value"] for one in read_labs(words + DAY, None)} == found


def test_an_earlier_value_beside_the_one_that_counts_is_said_not_to_be_used() -> None:
    (found,) = read_scans(f"total hip T-score -2.4 (previously -2.2){DAY}", None)
    assert found.keys["value"] == "-2.4"
    assert found.note == "an earlier value beside it not used (previously -2.2)"


@pytest.mark.parametrize("words", [
    "| Testosterone | 27.50 | 28.60 | 28.70 | nmol/l | 8.64 - 29.00 |", "| Total hip | 0.912 | 0.930 | -0.8 |",
    "Calcium, Serum 9.5 mg/dL 8.7", "Calcium, Serum 9.5 mg/dL my wife", "| Total hip | 0.912 | -0.8 | -0.3 | phantom |",
    "spine and hip -2.1 T-score", "spine T -2.1 hip not done",
])  # fmt: skip
def test_what_leaves_a_number_or_a_word_unread_is_asked(words: str) -> None:
    read = read_scans if "hip" in words else read_labs
    with pytest.raises(UnclearAnswerError):
        read(words + DAY, None)

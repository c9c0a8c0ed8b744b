"""What a log or a report holds beyond what is taken is said."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from tests.importing.reading_in import read_in, reasons

TREND = """\
GE Lunar Prodigy
Date of exam: 12 January 2026
AP Spine Bone Density
Region  BMD (g/cm2)  Young-Adult %  T-score  Age-Matched %  Z-score
L1-L4   1.012   86   -1.4   90  -0.9

Trend: AP Spine L1-L4
Measured Date  Age  BMD (g/cm2)  Change vs Previous (%)
12/01/2026  58.1  1.012  -1.2
10/01/2024  56.1  1.024  -
"""


def taken(text: str, folder: Path) -> tuple[dict[str, str], str]:
    (folder / "scan.txt").write_text(text)
    preview = read_in(folder / "scan.txt", folder)
    day = date(2026, 1, 12)
    read = {one.keys["what"]: str(one.keys["value"]) for one in preview.taken if one.keys.get("date") == day}
    return read, reasons(preview)


def test_a_row_without_a_day_beneath_a_trend_is_of_the_scan(tmp_path: Path) -> None:
    rows = "Left Femur Neck  0.812  84  -1.2  92  -0.5\nLeft Femur Total  0.901  88  -0.9  94  -0.4\n"
    read, _ = taken(TREND + rows, tmp_path)
    assert read["bmd_femoral_neck"] == "0.812 g/cm^2"
    assert read["t_score_total_hip"] == "-0.9"


def test_a_row_of_no_named_place_beneath_a_trend_is_named(tmp_path: Path) -> None:
    read, said = taken(TREND + "Total  0.901  88  -0.9  94  -0.4\n", tmp_path)
    assert "0.901" not in str(read)
    assert "0.901" in said


def test_more_sets_than_a_file_holds_are_said(tmp_path: Path) -> None:
    days = [date(2026, 1, 1) + timedelta(days=3 * n) for n in range(12)]
    rows = [f"{day},A,Back Squat,{n},100,kg,5" for day in days for n in range(60)]
    head = "Date,Workout Name,Exercise Name,Set Order,Weight,Weight Unit,Reps"
    (tmp_path / "strong.csv").write_text("\n".join([head, *rows]))
    (one,) = read_in(tmp_path / "strong.csv", tmp_path).taken
    assert one.keys["sets"] == 50
    assert "60 sets on a usual day" in one.note


def test_a_lost_sign_is_asked(tmp_path: Path) -> None:
    for line in (
        "osteopenia, lowest T-score 1.1 at the femoral neck",
        "Femoral neck T-score 1.1 (osteopenia)",
    ):
        read, said = taken(f"Date of exam: 2026-01-12\n{line}\n", tmp_path)
        assert not read
        assert "sign" in said
    read, _ = taken("Date of exam: 2026-01-12\nFemoral neck T-score 1.1, no osteopenia\n", tmp_path)
    assert read == {"t_score_femoral_neck": "1.1"}

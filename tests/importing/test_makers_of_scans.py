"""Which scanner measured a value: reports that name one of another scan, or two."""

from __future__ import annotations

import pytest
from tests.every import every
from tests.importing.reading_in import read_report

ROW = "L1-L4 BMD 1.069 g/cm2, T-score -1.3"
_HEAD = "DXA report\nExam date: 14 October 2025\nLumbar spine L1-L4 BMD 1.069 g/cm2, T-score -1.0\n"


@every(
    "line",
    [
        "Note: prior study was on a Hologic unit; direct comparison is not possible.",
        "Previous examination was performed on a Hologic scanner.",
        "Voruntersuchung an einem Hologic-Gerät, daher nicht vergleichbar.",
        "L'examen précédent avait été réalisé sur un appareil Hologic.",
        "FRAX was calculated after conversion to Hologic values.",
        "Next scan should be done on the same Hologic machine.",
        "Hologic and Lunar densities differ and are not interchangeable.",
    ],
)
def test_a_scanner_of_another_scan_is_not_that_of_this_one(line: str) -> None:
    found = read_report(_HEAD + line).found
    assert all("device" not in one.keys for one in found)
    assert "on which scanner is not told" in found[0].note


@every(
    "report, makers",
    [
        (_HEAD + "Device: Hologic Horizon W", ["hologic"] * 2),
        (
            _HEAD + "Comparison: September 20, 2022, performed on a Hologic scanner at another facility. "
            "The current study was performed on a GE Lunar iDXA.",
            ["lunar"] * 2,
        ),
        (
            "Scan date: 20 September 2022   GE Lunar iDXA\nLumbar spine L1-L4 BMD 1.069 g/cm2\n\n"
            "Scan date: 14 October 2025   Hologic Horizon\nLumbar spine L1-L4 BMD 0.938 g/cm2",
            ["lunar", "hologic"],
        ),
        (
            "Exam date: 20 September 2022\nGE Lunar Prodigy\nLumbar spine L1-L4 BMD 1.069 g/cm2\n\n"
            "Exam date: 14 October 2025\nHologic Discovery A\nLumbar spine L1-L4 BMD 0.938 g/cm2",
            ["lunar", "hologic"],
        ),
        (
            "Bone density\nLumbar spine L1-L4 BMD 1.069 g/cm2 (Lunar, 20 September 2022)\n"
            "Lumbar spine L1-L4 BMD 0.938 g/cm2 (Hologic, 14 October 2025)",
            ["lunar", "hologic"],
        ),
    ],
)
def test_each_scan_has_the_scanner_that_is_named_beside_it(report: str, makers: list[str]) -> None:
    assert [one.keys.get("device") for one in read_report(report).found] == makers


@every(
    "report, day",
    [
        (
            "DXA, 14 October 2025\nLumbar spine BMD 0.938 g/cm2\nThe scan of 20 September 2022 was on a Hologic.\n",
            "2025-10-14",
        ),
        (
            "DXA\nLumbar spine L1-L4 BMD 0.938 g/cm2\nThe scan of 14 October 2025 was on a Hologic.\n",
            "2025-10-14",
        ),
    ],
)
def test_the_day_of_another_scan_told_beneath_the_results_is_not_theirs(report: str, day: str) -> None:
    assert {str(one.keys["date"]) for one in read_report(report).found} == {day}


def devices(text: str) -> list[str]:
    found = read_report(text).found
    bones = [one.keys for one in found if "bmd" in one.keys["what"]]
    return [f"{one['date']} {one.get('device', '-')}" for one in bones]


@pytest.mark.parametrize(
    "line",
    ["Note: prior study was on a Hologic unit; direct comparison is not possible.",
     "Previous examination was performed on a Hologic scanner.",
     "Voruntersuchung an einem Hologic-Gerät, daher nicht vergleichbar.",
     "FRAX was calculated after conversion to Hologic values.",
     "Next scan should be done on the same Hologic machine."],
)  # fmt: skip
def test_the_scanner_of_another_scan(line: str) -> None:
    assert devices(f"DXA of 14 October 2025\n{ROW}\n{line}\n") == ["2025-10-14 -"]
    assert devices(f"DXA of 14 October 2025, GE Lunar iDXA\n{ROW}\n{line}\n") == ["2025-10-14 lunar"]


@pytest.mark.parametrize(
    ("lunar", "hologic"),
    [("Scan date: 20 September 2022   GE Lunar iDXA", "Scan date: 14 October 2025   Hologic Horizon"),
     ("GE Lunar iDXA\nScan date: 20 September 2022", "Hologic Horizon\nScan date: 14 October 2025")],
)  # fmt: skip
def test_each_scan_has_its_own_scanner(lunar: str, hologic: str) -> None:
    text = f"{lunar}\nLumbar spine L1-L4 BMD 1.090 g/cm2\n\n{hologic}\nLumbar spine L1-L4 BMD 0.938 g/cm2\n"
    assert devices(text) == ["2022-09-20 lunar", "2025-10-14 hologic"]


def test_of_two_scanners_without_a_word_on_which_none_is_taken() -> None:
    (one,) = read_report(
        f"DXA of 14 October 2025\n{ROW.partition(',')[0]}\nHologic Horizon\nGE Lunar iDXA\n"
    ).found
    assert "device" not in one.keys
    assert "on which scanner is not told" in one.note

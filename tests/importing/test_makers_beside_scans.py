"""A maker that is named for another scan is not that of this one; of several each is of its own scan."""

from __future__ import annotations

import pytest
from tests.importing.reading_in import read_report

ROW = "L1-L4 BMD 1.069 g/cm2, T-score -1.3"


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

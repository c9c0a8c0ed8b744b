"""Several results on one line have the day with which it begins."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.importing.reading_in import read_in, written

LINES = [
    ("12 Jan 2026: testosterone 540 ng/dL, estradiol 22 pg/mL", ["testosterone", "estradiol"]),
    (
        "Bloods 05 Feb 2025: TT 24.1 nmol/L, estradiol 88 pmol/L, SHBG 30 nmol/L",
        ["testosterone", "estradiol", "shbg"],
    ),
    ("Labs from 2025-02-12 - PTH 44 pg/mL; vitamin D 32 ng/mL", ["pth", "25ohd"]),
    (
        "Bloods 05 Feb 2025: TT 24.1 nmol/L, E2 88 pmol/L, HCT 0.49",
        ["testosterone", "estradiol", "hematocrit"],
    ),
    ("12 Jan 2026\ntestosterone 540 ng/dL, estradiol 22 pg/mL", ["testosterone", "estradiol"]),
    ("Jan 12, 2026\nSHBG 30 nmol/L", ["shbg"]),
]


@pytest.mark.parametrize(("text", "names"), LINES)
def test_each_result_has_the_day_of_its_line(text: str, names: list[str], tmp_path: Path) -> None:
    taken = read_in(written(tmp_path, "a.txt", f"{text}\n"), tmp_path).taken
    assert [one.keys["what"] for one in taken] == names
    assert len({one.keys["date"] for one in taken}) == 1


def test_the_day_of_one_line_is_not_that_of_the_next(tmp_path: Path) -> None:
    text = "12 Jan 2026: testosterone 540 ng/dL, estradiol 22 pg/mL\nSHBG 30 nmol/L\n"
    taken = read_in(written(tmp_path, "a.txt", text), tmp_path).taken
    assert [one.keys["what"] for one in taken] == ["testosterone", "estradiol"]

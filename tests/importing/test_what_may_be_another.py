"""Values that a name in brackets, a year at either end, a heading's side or an earlier time may make others."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.importing.reading_in import read_in, reasons, values, written

import osteotwin as ot

SCAN = "DXA bone density\nDate of exam: 2026-01-12\n"
LABS = "Laboratory results\nCollected: 2026-01-12\n"


def read(report: str, folder: Path) -> ot.ImportPreview:
    return read_in(written(folder, "a.txt", f"{report}\n"), folder)


@pytest.mark.parametrize(
    "line", ["estradiol (E1) 30 pg/mL", "estrone (E2) 30 pg/mL", "calcium (PTH) 9.6 mg/dL"]
)
def test_a_name_with_another_tests_name_in_brackets_is_neither(line: str, tmp_path: Path) -> None:
    preview = read(f"{LABS}{line}", tmp_path)
    assert not values(preview)
    assert "form that is not read" in reasons(preview)


@pytest.mark.parametrize(
    ("line", "what"),
    [("Estradiol (E2) 30 pg/mL", "estradiol"), ("Estrone (E1) 30 pg/mL", "estrone"),
     ("25-OH vitamin D (25OHD) 30 ng/mL", "25ohd"), ("Parathyroid hormone (PTH) 45 pg/mL", "pth")],
)  # fmt: skip
def test_its_own_short_name_in_brackets_changes_nothing(line: str, what: str, tmp_path: Path) -> None:
    assert list(values(read(f"{LABS}{line}", tmp_path))) == [what]


@pytest.mark.parametrize(
    ("day", "read_as"),
    [("26/01/12", ""), ("26.01.12", ""), ("26-01-12", ""), ("12.01.26", "2026-01-12"), ("31.01.26", "2026-01-31"),
     ("25.03.19", "2019-03-25"), ("14.03.11", "2011-03-14")],
)  # fmt: skip
def test_a_day_of_long_ago_that_may_begin_with_the_year_is_none(
    day: str, read_as: str, tmp_path: Path
) -> None:
    preview = read(f"Laboratory results\nCollected: {day}\nSHBG 40 nmol/L", tmp_path)
    assert [str(one.keys["date"]) for one in preview.taken] == [read_as] * bool(read_as)
    assert read_as or "without a date" in reasons(preview)


@pytest.mark.parametrize(
    ("line", "sides"),
    [("Left hip: neck T-score -1.8, total T-score -1.5", ["left", "left"]),
     ("Left hip: neck 0.7 g/cm2, total 0.8 g/cm2", ["left", "left"]),
     ("Left hip: neck T-score -1.8, total T-score -1.5; spine T-score -2.0", ["left", "left", ""]),
     ("Left hip: neck T-score -1.8. Right hip: total T-score -1.5", ["left", "right"])],
)  # fmt: skip
def test_the_side_of_a_heading_is_of_all_places_of_the_hip(
    line: str, sides: list[str], tmp_path: Path
) -> None:
    assert [one.side or "" for one in read(f"{SCAN}{line}", tmp_path).taken] == sides


@pytest.mark.parametrize("line", ["Spine before T-score -3.8, now -2.8", "Spine once -3.0, now T-score -2.5"])
def test_a_score_of_before_beside_one_of_now_is_named(line: str, tmp_path: Path) -> None:
    preview = read(f"{SCAN}{line}", tmp_path)
    assert not values(preview)
    assert "beside it may make another number of it" in reasons(preview)


def test_one_vertebra_behind_all_of_them_is_named(tmp_path: Path) -> None:
    preview = read(f"{SCAN}My average lumbar spine T score is -3.3. My L4 is -4.1.", tmp_path)
    assert values(preview) == {"t_score_lumbar_spine": "-3.3"}
    assert "a vertebra alone" in reasons(preview)


def test_a_broken_bone_among_scans_is_asked_where_it_belongs() -> None:
    with pytest.raises(ot.InputError, match="in the answer on the person"):
        ot.new_person({"scans": "Fractures T11 (grade 2) and L2 (grade 2)"})


def test_vertebrae_together_are_the_spine(tmp_path: Path) -> None:
    preview = read(f"{SCAN}L1-L4: T-score -2.1. Total hip T-score -1.5. L1 to L4 BMD 0.912 g/cm2.", tmp_path)
    assert "vertebra alone" not in reasons(preview)
    assert values(preview)["t_score_lumbar_spine"] == "-2.1"

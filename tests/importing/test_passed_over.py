"""A line that holds a result in a form that is not read is named; what reading machines garble is no number."""

from __future__ import annotations

import pytest
from tests.importing.reading_in import measured, read_report

from osteotwin.importing.found import Reading


def named(reading: Reading) -> str:
    return "\n".join(f"{one.said}: {one.why}" for one in reading.left)


@pytest.mark.parametrize(
    "line",
    ["Testosterone   7O1  ng/dL    264-916", "25OHD         1O2 ng/mL", "Vitamin D 25-OH   24 .2  ng/mL   30-100",
     "Estradiol     46 . 2 pg/mL  8.0-35.0", "History: 52 (May 2, 2025), 24 (Nov 11, 2024)",
     "Nov 11, 2024     24 pg/mL"],
)  # fmt: skip
def test_a_garbled_or_nameless_result_is_named(line: str) -> None:
    read = read_report(f"Collected: 14 Oct 2025\nPTH 39 pg/mL\n{line}\n")
    assert measured(read) == {"pth": "39 pg/mL"}
    assert " ".join(line.split()) in named(read)


@pytest.mark.parametrize(
    ("row", "why"),
    [("L1-L4          0 938   -1 4      -0 9", "told apart"), ("L1-L4     .938    1.4-      (0.9)", "brackets"),
     ("Total hip   0.916   (0.8)    (0.4)", "brackets"), ("Joint      0.916   -0.8    -0.4", "place")],
)  # fmt: skip
def test_a_row_that_is_not_read_is_named(row: str, why: str) -> None:
    read = read_report(
        f"Scan Date: 14 Oct 2025\nRegion   BMD     T-score   Z-score\nFemoral neck  0.727  -1.5  -0.6\n{row}\n"
    )
    assert {one.rpartition("_femoral")[0] for one in measured(read)} == {"bmd", "t_score", "z_score"}
    assert why in named(read)


def test_rows_of_several_days_with_a_change_are_named() -> None:
    text = "Site            2025-10-14  2022-09-20  Change\nLumbar spine    0.938       0.957       -2.0%\n"
    read = read_report(f"DXA\n{text}Total hip L     0.916       0.925       -1.0%\n")
    assert all(site in named(read) for site in ("Lumbar spine", "Total hip"))


@pytest.mark.parametrize(
    "head", ["Sam Miller  Collected: 14 Oct 2025  STATUS: SPECIMEN HEMOLYZED",
             "Collected: 14 Oct 2025\nSpecimen condition: grossly hemolyzed",
             "Entnahme: 14.10.2025\nProbe: hämolytisch"],
)  # fmt: skip
def test_a_sample_to_doubt_at_the_head_is_heeded(head: str) -> None:
    read = read_report(f"{head}\nCalcium 9.4 mg/dL\nPTH 39 pg/mL\n")
    assert measured(read) == {}
    assert named(read).count("no result to rely on") == 2


@pytest.mark.parametrize("head", ["Status: PRELIMINARY", "Preliminary report"])
def test_a_report_that_is_not_final_is_said_to_be(head: str) -> None:
    (one,) = read_report(f"Collected: October 14, 2025\n{head}\nEstradiol 9.1 pg/mL\n").found
    assert "may change" in one.note


def test_units_and_ranges_on_lines_of_their_own() -> None:
    beneath = "Estradiol\n9.1\npg/mL\nIn range\n8.0 - 35.0\nPTH\n39 pg/mL     Reference: 15 - 65     NORMAL\n"
    assert measured(read_report(f"Oct 14, 2025\n{beneath}")) == {"estradiol": "9.1 pg/mL", "pth": "39 pg/mL"}

"""Plain lines of reports that are read, and what stands around them that changes nothing of them."""

from __future__ import annotations

from tests.every import every
from tests.importing.reading_in import measured, read_report

_SCAN = "Hologic Discovery A\nScan date: 21 July 2025\n"
_RADIUS = {"bmd_radius_33": "0.761 g/cm^2", "t_score_radius_33": "-1.1"}
_HIP = {"bmd_total_hip": "0.905 g/cm^2", "t_score_total_hip": "-0.9"}


@every("place", ["1/3 Radius (left)", "33% Radius", "Left 1/3 radius", "Radius 33%", "Forearm 1/3"])
def test_a_place_with_a_number_in_its_name_heads_what_is_beneath_it(place: str) -> None:
    hip = "Right hip\n  Total   0.905 g/cm2  T-score -0.9\n"
    reading = read_report(f"{_SCAN}{hip}{place}\n  BMD 0.761 g/cm2 T-score -1.1\n")
    assert measured(reading) == _HIP | _RADIUS


@every(
    "title, read",
    [
        ("Right hip (left hip replaced)", True),
        ("Right hip (metal in the left hip)", True),
        ("Left hip (left hip replaced)", False),
        ("Hip (left hip replaced)", False),
    ],
)
def test_metal_of_the_other_side_spoils_nothing(title: str, read: bool) -> None:
    reading = read_report(f"{_SCAN}{title}\n  Total   0.905 g/cm2  T-score -0.9\n")
    assert measured(reading) == (_HIP if read else {})
    assert reading.left or read


@every(
    "line",
    [
        "An der LWS (L1 bis L4) beträgt die mittlere Knochendichte 0,887 g/cm², entsprechend einem T-Wert von -1,9.",
        "Lumbar spine (L1 to L4): BMD 0.887 g/cm2, T-score -1.9.",
        "Rachis lombaire (L1 à L4) : DMO 0,887 g/cm², T-score -1,9.",
    ],
)
def test_vertebrae_with_a_word_between_them_are_all_four(line: str) -> None:
    reading = read_report(f"DXA (Hologic), 5 June 2025\n{line}\n")
    assert measured(reading) == {"bmd_lumbar_spine": "0.887 g/cm^2", "t_score_lumbar_spine": "-1.9"}


@every(
    "line, what, value",
    [
        ("PTH intacta   51   pg/mL   15 - 65", "pth", "51 pg/mL"),
        ("C-Telopeptide (CTx), Beta . . . . 0.356 ng/mL . . . . . 0.115 - 0.748", "ctx", "0.356 ng/mL"),
        ("CTX (Cross Laps)    0,41  ng/mL", "ctx", "0.41 ng/mL"),
        ("Vitamine D (D2+D3) 25 OH    24,1  ng/mL   (30 à 100)", "25ohd", "24.1 ng/mL"),
        (
            "VITAMIN D 25 HYDROXY\nYour value\n27.1 ng/mL\nStandard range\n30 - 100 ng/mL",
            "25ohd",
            "27.1 ng/mL",
        ),
    ],
)
def test_a_plain_line_of_a_laboratory_is_read_and_no_more_is_said(line: str, what: str, value: str) -> None:
    reading = read_report(f"Collected: 14 October 2025\n\n{line}\n")
    assert measured(reading) == {what: value}
    assert not reading.left
    assert not reading.found[0].note


def test_each_scan_of_a_history_that_is_not_read_is_named() -> None:
    rows = ("15 May 2025 56 0.920 -1.6", "20 May 2023 54 0.943 -1.3", "11 May 2021 52 0.971 -1.1")
    history = "\n".join(("Results history:", "Scan Date  Age  BMD  T-score", *rows))
    table = "Lumbar Spine\nRegion  BMD  T-score\nL1-L4  0.920  -1.6\n"
    reading = read_report(f"HOLOGIC\nScan Date: 15 May 2025\n{table}\n{history}\n")
    assert {one.said for one in reading.left} == {*rows}

"""Text of PDFs whose tables stand cell by cell: put together where it comes out even, named where it does not."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest
from tests.importing.reading_in import FILES

from osteotwin.importing.answers import Answers
from osteotwin.importing.read_file import read_file

SCAN = [["Region", "BMD (g/cm2)", "T-score"], ["L1-L4", "1.080", "-0.7"], ["Femoral Neck", "0.742", "-1.4"]]
LAB = [
    ["Test", "Result", "Units"],
    ["Testosterone", "620", "ng/dL"],
    ["Ferritin", "99", "ng/mL"],
    ["SHBG", "30", "nmol/L"],
]
SCANNED = {"bmd_lumbar_spine": "1.080", "t_score_lumbar_spine": "-0.7", "bmd_femoral_neck": "0.742",
           "t_score_femoral_neck": "-1.4"}  # fmt: skip
MEASURED = {"testosterone": "620", "shbg": "30"}
SEVERAL, UNEVEN = "several results beneath one another", "without as many cells in each column"


def turned(rows: list[list[str]]) -> list[list[str]]:
    return [list(column) for column in zip(*rows, strict=True)]


def cells(rows: list[list[str]]) -> str:
    return "\n".join(chain.from_iterable(rows))


def read(tmp_path: Path, text: str) -> tuple[dict[str, str], str]:
    file = tmp_path / "report.txt"
    file.write_text(text, encoding="utf-8")
    reading = read_file(file, Answers())
    found = {str(one.keys["what"]): str(one.keys["value"]).split()[0] for one in reading.found}
    return found, "\n".join(f"{one.said}: {one.why}" for one in reading.left)


@pytest.mark.parametrize(("text", "values"), [
    (cells(SCAN), SCANNED), (cells(turned(SCAN)), SCANNED), ("\n\n".join(chain.from_iterable(SCAN)), SCANNED),
    ("\n".join("   ".join(column) for column in turned(SCAN)), SCANNED),
    (cells(LAB), MEASURED), (cells(turned(LAB)), MEASURED),
    ("           BMD     Young-Adult    Age-Matched\nRegion   (g/cm2)   (%)  T-score   (%)  Z-score\n"
     "L1-L4   1.080   91   -0.7   101   0.1", {"bmd_lumbar_spine": "1.080", "t_score_lumbar_spine": "-0.7",
                                               "z_score_lumbar_spine": "0.1"}),
    ("Region | BMD | T-score\n | (g/cm2) | young adult\nL1-L4 | 1.080 | -0.7\nFemoral Neck | 0.742 | -1.4", SCANNED),
])  # fmt: skip
def test_a_table_in_whatever_order(tmp_path: Path, text: str, values: dict[str, str]) -> None:
    assert read(tmp_path, f"DXA\nScan date: 20 Feb 2026\nCollected: 20 Feb 2026\n{text}\n")[0] == values


@pytest.mark.parametrize(("text", "why"), [
    (cells([*turned(SCAN)[:2], ["T-score", "-0.7"]]), UNEVEN), (cells([*SCAN[:2], ["Femoral Neck", "0.742"]]), UNEVEN),
    (cells([["Region", "L1-L4"], ["BMD", "1.080", "0.742"]]), UNEVEN),
    ("Femoral Neck\nT-score   -0.7   -1.4   -0.9", "several numbers behind one name"),
    ("Ferritin\nEstradiol\n100 ng/mL\n42 pg/mL", SEVERAL), ("Glucose\n\nCalcium\n\n9.9 mg/dL\n\n9.5 mg/dL", SEVERAL),
    ("Testosterone\nSHBG\n620 ng/dL\n264-916\n30 nmol/L", SEVERAL), ("SHBG\n16\n55\n30\nnmol/L", SEVERAL),
])  # fmt: skip
def test_what_does_not_come_out_even_is_named(tmp_path: Path, text: str, why: str) -> None:
    found, left = read(tmp_path, f"DXA\nScan date: 20 Feb 2026\nCollected: 20 Feb 2026\n{text}\n")
    assert found == {}
    assert why in left


def test_two_tables_one_below_the_other(tmp_path: Path) -> None:
    """Of the files of :mod:`tests.importing`, which the fuzzing takes as well."""
    found = {str(one.keys["what"]) for one in read_file(FILES / "scan_cells.txt", Answers()).found}
    assert found == {*SCANNED, "25ohd", "shbg", "estradiol", "testosterone"}


@pytest.mark.parametrize("head", [
    "Date of birth: 06/01/1968 Scan date: 02/20/2026 Print date: 02/25/2026",
    "Scan date: 02/20/2026   Reported on: 02/25/2026   DOB: 06/01/1968",
    "DXA-Befund vom 20.02.2026\nTotal hip (Voruntersuchung 15.02.2024: 0,961)",
    "Untersuchung: 20.02.2026\nTotal hip previously 0.961", "Untersuchung: 20.02.2026\nLetzte Untersuchung: 15.02.2024",
    "Date de l'examen : 20/02/2026, examen précédent : 15/02/2024",
    "Fecha del estudio: 20/02/2026. Último estudio: 15/02/2024",
    "Printed 02/25/2026; birth date 06/01/1968; scanned 02/20/2026",
])  # fmt: skip
def test_of_several_dates_in_one_line_that_of_the_scan_counts(tmp_path: Path, head: str) -> None:
    file = tmp_path / "report.txt"
    file.write_text(f"DXA\n{head}\nL1-L4 BMD 1.080 g/cm2\n")
    (one,) = read_file(file, Answers()).found
    assert str(one.keys["date"]) == "2026-02-20"

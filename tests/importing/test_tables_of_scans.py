"""Tables of scans and of laboratories as people and programs save them: short heads, totals, and columns of words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.importing.reading_in import read_in, reasons, values, written

import osteotwin as ot

_REGIONS = "Region,BMD(g/cm2),Scan Date\n"
_TOTALS: list[tuple[str, dict[str, str]]] = [
    ("L1,0.872,{d}\nL2,0.932,{d}\nL3,0.960,{d}\nL4,0.974,{d}\nTotal,0.938,{d}\nNeck,0.727,{d}\nTotal,0.916,{d}\n",
     {"bmd_lumbar_spine": "0.938 g/cm^2", "bmd_femoral_neck": "0.727 g/cm^2", "bmd_total_hip": "0.916 g/cm^2"}),
    ("Neck,0.727,{d}\nTroch,0.680,{d}\nInter,1.090,{d}\nTotal,0.916,{d}\n",
     {"bmd_femoral_neck": "0.727 g/cm^2", "bmd_trochanter": "0.680 g/cm^2", "bmd_total_hip": "0.916 g/cm^2"}),
    ("L1,0.872,{d}\nL2,0.932,{d}\nTotal,0.904,{d}\n", {}),
    ("Total,0.916,{d}\n", {}),
    ("Neck,0.727,2023-10-14\nTotal,0.916,{d}\n", {"bmd_femoral_neck": "0.727 g/cm^2"}),
    ("Ultradistal radius,0.480,{d}\nTotal,0.590,{d}\n", {}),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "found"), _TOTALS)
def test_a_total_is_of_the_place_of_the_rows_before_it(
    rows: str, found: dict[str, str], tmp_path: Path
) -> None:
    read = values(read_in(written(tmp_path, "a.csv", _REGIONS + rows.format(d="2025-10-14")), tmp_path))
    assert {name: value for name, value in read.items() if name in found or "total" in name} == found


def test_a_total_with_a_side_is_of_the_hip(tmp_path: Path) -> None:
    table = "scan_date,site,side,BMD g/cm2,T\n2025-10-14,L1-L4,,0.938,-1.4\n2025-10-14,Total,L,0.916,-0.8\n"
    read = values(read_in(written(tmp_path, "a.csv", table), tmp_path))
    assert read["t_score_total_hip"] == "-0.8"


def test_a_letter_behind_a_place_is_a_score(tmp_path: Path) -> None:
    table = "Date,Spine BMD,Spine T,Hip BMD,Hip_Z\n2025-10-14,0.938,-1.4,0.916,-0.8\n"
    read = values(read_in(written(tmp_path, "a.csv", table), tmp_path))
    assert (read["t_score_lumbar_spine"], read["z_score_total_hip"]) == ("-1.4", "-0.8")


@pytest.mark.parametrize("table", [
    "date,site,bmd,t,z\n2025-10-14,lumbar spine,0.938,-1.4,-1.1\n",
    "Datum;Region;T;Z\n14.10.2025;LWS;-1,4;-1,1\n",
    "date,spine t,spine z\n2025-10-14,-1.4,-1.1\n",
    "Date,Test,T,Z\n2025-10-14,Spine,-1.4,-1.1\n",
])  # fmt: skip
def test_letters_head_the_scores_of_a_table_of_scans(table: str, tmp_path: Path) -> None:
    read = values(read_in(written(tmp_path, "a.csv", table), tmp_path))
    assert (read["t_score_lumbar_spine"], read["z_score_lumbar_spine"]) == ("-1.4", "-1.1")


@pytest.mark.parametrize(("table", "note"), [
    ("Date,Injection day?,Estradiol pg/ml\n2025-05-02,peak,52\n", 'its column Injection day? says "peak"'),
    ("Date,Moment,Total T ng/dl\n2025-05-02,two days after the shot,1455\n",
     'its column Moment says "two days after the shot"'),
    ("Order Date;Result Date;Component;Your Value\n14.10.2025;17.10.2025;Estradiol;9.1 pg/mL\n",
     'its day is that of "Result Date"'),
])  # fmt: skip
def test_what_a_column_says_of_a_value_stands_beside_it(table: str, note: str, tmp_path: Path) -> None:
    preview = read_in(written(tmp_path, "a.csv", table), tmp_path)
    assert all(note in one.note for one in preview.taken)
    assert preview.taken


def test_a_german_list_of_analyses_is_read(tmp_path: Path) -> None:
    table = "Datum;Analyse;Ergebnis;Einheit\n14.10.25;Testosteron;7,01;µg/l\n"
    preview = read_in(written(tmp_path, "a.csv", table), tmp_path)
    assert values(preview) == {"testosterone": "7.01 ug/L"}
    assert not reasons(preview)


@pytest.mark.parametrize("heads", ["Oct-25,May-25", "Oct 25,May 25"])
def test_months_with_two_digits_are_asked_with_their_year(heads: str, tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", f"Test,{heads},Unit\nEstradiol,9.1,52,pg/mL\n")
    asked: Any = pytest.raises(ot.InputError, match="with the whole year")
    with asked:
        read_in(path, tmp_path)

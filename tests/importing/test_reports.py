"""Reports of scans and of laboratories, as text and as PDF."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from tests.importing.pdf import pdf_of
from tests.importing.reading_in import FILES, read_in, reasons, values, written

import osteotwin as ot
from osteotwin.errors import InputError
from osteotwin.importing import pdf_text

HOLOGIC = {
    "bmd_lumbar_spine": "0.908 g/cm^2", "t_score_lumbar_spine": "-1.7", "z_score_lumbar_spine": "-1.1",
    "bmd_femoral_neck": "0.711 g/cm^2", "t_score_femoral_neck": "-1.6", "z_score_femoral_neck": "-0.8",
    "bmd_trochanter": "0.696 g/cm^2", "bmd_total_hip": "0.871 g/cm^2", "t_score_total_hip": "-1.1",
    "z_score_total_hip": "-0.6",
}  # fmt: skip


def test_two_scans_of_a_hologic_page_and_no_earlier_ones(tmp_path: Path) -> None:
    preview = read_in(FILES / "hologic.txt", tmp_path)
    assert values(preview) == HOLOGIC
    assert {str(one.keys["date"]) for one in preview.taken} == {"2025-03-14"}
    assert {one.keys["device"] for one in preview.taken} == {"hologic"}


def test_lunar_with_decimal_commas_and_both_hips(tmp_path: Path) -> None:
    with pytest.raises(ot.ImportQuestionError, match="--side left"):
        read_in(FILES / "lunar.txt", tmp_path)
    left, right = (values(read_in(FILES / "lunar.txt", tmp_path, side=side)) for side in ("left", "right"))
    assert left["bmd_lumbar_spine"] == right["bmd_lumbar_spine"] == "1.128 g/cm^2"
    assert (left["bmd_total_hip"], right["bmd_total_hip"]) == ("0.998 g/cm^2", "0.985 g/cm^2")
    assert (left["t_score_femoral_neck"], right["t_score_femoral_neck"]) == ("-1.1", "-1.2")
    mean = values(read_in(FILES / "lunar.txt", tmp_path, side="mean"))
    assert (mean["bmd_total_hip"], mean["bmd_femoral_neck"]) == ("0.992 g/cm^2", "0.921 g/cm^2")
    assert "L2-L4 alone" in reasons(read_in(FILES / "lunar.txt", tmp_path, side="left"))


def test_the_mean_of_both_hips_is_counted_where_the_report_has_none(tmp_path: Path) -> None:
    lines = [line for line in (FILES / "lunar.txt").read_text().splitlines() if "Mean" not in line]
    path = written(tmp_path, "two.txt", "\n".join(lines))
    with pytest.raises(ot.ImportQuestionError, match="--side mean"):
        read_in(path, tmp_path)
    preview = read_in(path, tmp_path, side="mean")
    found = values(preview)
    assert (found["bmd_total_hip"], found["bmd_femoral_neck"]) == ("0.992 g/cm^2", "0.921 g/cm^2")
    assert (found["t_score_total_hip"], found["z_score_femoral_neck"]) == ("-0.8", "-0.4")
    assert found["bmd_lumbar_spine"] == "1.128 g/cm^2"
    assert len(preview.taken) == 9
    notes = {one.label: one.note for one in preview.taken}
    assert notes["bmd_total_hip"] == "counted from 0.998 on the left and 0.985 on the right"
    assert notes["bmd_lumbar_spine"] == ""


@pytest.mark.parametrize(("right", "means"), [
    ("0.900", {"bmd_total_hip": "0.890 g/cm^2"}),
    ("0.90", {"bmd_total_hip": "0.890 g/cm^2"}),
    ("0.880", {"bmd_total_hip": "0.880 g/cm^2"}),  # both alike: nothing to choose
])  # fmt: skip
def test_the_mean_has_the_digits_of_the_finer_side(right: str, means: dict[str, str], tmp_path: Path) -> None:
    text = f"DXA, date of exam: 2025-09-02\nLeft total hip\nBMD: 0.880 g/cm2\nRight total hip\nBMD: {right} g/cm2\n"
    assert values(read_in(written(tmp_path, "a.txt", text), tmp_path, side="mean")) == means


SIDES_BENEATH = """GE Healthcare Lunar iDXA
Measured: 3/14/2025 9:31 AM
DualFemur Densitometry
Region    BMD (1)   Young-Adult (2,7)   Age-Matched (3)
          g/cm2     %       T-Score       %       Z-Score
{neck}
  Left    0.930     87      -1.1          95      -0.4
  Right   0.912     85      -1.2          93      -0.5
Total
  Left    0.998     91      -0.7          96      -0.3
  Mean    0.990     91      -0.8          96      -0.4
  Difference  0.013  1  0.1  1  0.1
"""


def test_sides_beneath_the_name_of_their_region(tmp_path: Path) -> None:
    preview = read_in(
        written(tmp_path, "a.txt", SIDES_BENEATH.format(neck="Neck")), tmp_path, side="left", dates="mdy"
    )
    found = values(preview)
    assert (found["bmd_femoral_neck"], found["t_score_femoral_neck"]) == ("0.930 g/cm^2", "-1.1")
    assert (found["bmd_total_hip"], found["z_score_total_hip"]) == ("0.998 g/cm^2", "-0.3")
    assert "0.013" not in str(preview.to_json())


def test_a_side_of_an_unnamed_region_is_no_value_of_the_region_before(tmp_path: Path) -> None:
    preview = read_in(
        written(tmp_path, "a.txt", SIDES_BENEATH.format(neck="")), tmp_path, side="left", dates="mdy"
    )
    assert "bmd_femoral_neck" not in values(preview)
    assert values(preview)["bmd_total_hip"] == "0.998 g/cm^2"
    assert reasons(preview).count("a side without the name of its region") == 2


def test_columns_with_commas_as_a_spreadsheet_saves_them(tmp_path: Path) -> None:
    text = (FILES / "hologic.txt").read_text()
    head, rows = text.split("DXA Results Summary:")
    lines = [re.sub(r"\s{2,}", ",", line.strip()) for line in rows.split("Previous")[0].splitlines()]
    path = written(tmp_path, "a.txt", head + "\n".join(lines))
    assert values(read_in(path, tmp_path)) == HOLOGIC


def test_a_radiologists_sentences(tmp_path: Path) -> None:
    found = values(read_in(FILES / "narrative.txt", tmp_path))
    assert found["bmd_lumbar_spine"] == "0.943 g/cm^2"
    assert (found["t_score_total_hip"], found["z_score_total_hip"]) == ("-1.1", "-0.6")
    assert found["t_score_femoral_neck"] == "-1.7"


def test_a_table_that_lost_its_head_is_told_by_its_numbers(tmp_path: Path) -> None:
    text = "Bone density, Hologic\nScan Date: 2025-03-14\nLumbar spine\nTotal 55.20 50.12 0.908 -1.7 83 -1.1 88\n"
    assert values(read_in(written(tmp_path, "a.txt", text), tmp_path)) == {
        key: value for key, value in HOLOGIC.items() if "spine" in key
    }  # fmt: skip
    one_score = text.replace("-1.7 83 -1.1 88", "-1.7")
    assert values(read_in(written(tmp_path, "b.txt", one_score), tmp_path)) == {
        "bmd_lumbar_spine": "0.908 g/cm^2"
    }


@pytest.mark.parametrize(
    "lines",
    [
        "Scan Type: a Right Forearm\nTotal 10.1 5.2 0.515 -1.0 88 -0.2 95",  # the whole forearm, not the spine
        "Something new Bone Density\nTotal 10.1 5.2 0.515 -1.0 88 -0.2 95",
        "Whole body composition\nTotal 20.1 15.2 0.715 -1.0 88 -0.2 95",
    ],
)
def test_a_total_of_an_unknown_place_is_no_spine(lines: str, tmp_path: Path) -> None:
    text = f"DXA\nScan Date: 2025-03-14\nScan Type: Lumbar Spine\nTotal 55.2 50.1 0.908 -1.7 83 -1.1 88\n{lines}\n"
    found = values(read_in(written(tmp_path, "a.txt", text), tmp_path))
    assert found["bmd_lumbar_spine"] == "0.908 g/cm^2"
    assert {name for name in found if "spine" in name or "hip" in name} == {
        "bmd_lumbar_spine", "t_score_lumbar_spine", "z_score_lumbar_spine",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("Normal: T-score at or above -1.0. Osteopenia: T-score between -1.0 and -2.5.", ""),
        ("WHO criteria: osteoporosis is a T-score of -2.5.", ""),
        ("A T-score < -2.5 is osteoporosis.", ""),
        ("Prior total hip BMD 0.950 g/cm2 in 2022.", "speaks of another scan"),
        ("Compared to the previous exam the total hip BMD of 0.950 g/cm2 fell.", "speaks of another scan"),
    ],
)
def test_sentences_about_scores_and_earlier_scans_are_no_results(
    sentence: str, left: str, tmp_path: Path
) -> None:
    text = (FILES / "narrative.txt").read_text() + sentence + "\n"
    preview = read_in(written(tmp_path, "a.txt", text), tmp_path)
    assert values(preview) == values(read_in(FILES / "narrative.txt", tmp_path))
    assert left in reasons(preview)
    assert len(preview.not_taken) == 0


def test_results_beneath_the_name_of_their_site(tmp_path: Path) -> None:
    text = "DXA, date of exam: 2025-09-02\nLeft total hip\nBMD: 0.866 g/cm2\nT-score: -1.1\n"
    assert values(read_in(written(tmp_path, "a.txt", text), tmp_path)) == {
        "bmd_total_hip": "0.866 g/cm^2", "t_score_total_hip": "-1.1",
    }  # fmt: skip


def test_a_scan_without_a_day_is_not_taken(tmp_path: Path) -> None:
    text = "DXA. DOB: 1968-06-01\nTotal hip BMD 0.871 g/cm2, T-score -1.1\n"
    preview = read_in(written(tmp_path, "a.txt", text), tmp_path)
    assert not preview.taken
    assert "without a date" in reasons(preview)


def test_a_laboratory_of_the_united_states(tmp_path: Path) -> None:
    preview = read_in(FILES / "quest.txt", tmp_path)
    assert values(preview) == {
        "testosterone": "412 ng/dL", "free_testosterone": "52.1 pg/mL", "estradiol": "<2 pg/mL", "25ohd": "23 ng/mL",
        "serum_calcium": "9.4 mg/dL", "pth": "61 pg/mL", "ctx": "350 pg/mL", "shbg": "35 nmol/L",
    }  # fmt: skip
    assert next(one for one in preview.taken if one.label == "estradiol").keys["assay"] == "lc-ms"
    assert "FERRITIN 100 38-380 ng/mL" in reasons(preview)


def test_a_laboratory_of_germany(tmp_path: Path) -> None:
    assert values(read_in(FILES / "lab_de.txt", tmp_path)) == {
        "estradiol": "18.4 pg/mL", "testosterone": "4.12 ng/mL", "25ohd": "23.1 ng/mL", "pth": "61 pg/mL",
    }  # fmt: skip


NEW_LABCORP = """labcorp
Date Collected: 03/14/2025   Date Reported: 03/18/2025
Test                        Current Result and Flag    Previous Result and Date    Units     Reference Interval
Calcium 01                  9.5                        9.6     09/14/2024          mg/dL     8.7-10.2
Estradiol, Sensitive A, 02  6.4      Low               12.3    09/14/2024          pg/mL     8.0-35.0
Vitamin D, 25-Hydroxy 01    24.7     Low               31.2    09/14/2024          ng/mL     30.0-100.0
PTH, Intact 01              48                                                      pg/mL     15-65
Procollagen I Intact N-Term 02  58                                                  ug/L      22-105
"""


def test_neither_who_made_a_test_nor_an_earlier_result_is_its_value(tmp_path: Path) -> None:
    preview = read_in(written(tmp_path, "a.txt", NEW_LABCORP), tmp_path)
    assert values(preview) == {
        "serum_calcium": "9.5 mg/dL", "estradiol": "6.4 pg/mL", "25ohd": "24.7 ng/mL", "pth": "48 pg/mL",
        "p1np": "58 ug/L",
    }  # fmt: skip
    assert {str(one.keys["date"]) for one in preview.taken} == {"2025-03-14"}


@pytest.mark.parametrize(
    "line", ["Vitamin D, 25-Hydroxy", "VITAMIN D,25-OH,TOTAL,IA   see note", "Calcium 01 see note"]
)
def test_a_number_in_the_name_of_a_test_is_no_result(line: str, tmp_path: Path) -> None:
    text = f"Collected: 2025-03-14\n{line}\nEstradiol 18 pg/mL\n"
    assert values(read_in(written(tmp_path, "a.txt", text), tmp_path)) == {"estradiol": "18 pg/mL"}


PORTAL = """Test results
ESTRADIOL
Collected on March 14, 2025 8:10 AM
Results
Estradiol
Normal range: 8 - 35 pg/mL
Value
6.4
25-Hydroxyvitamin D
Your value 24.7 ng/mL Low
PTH, Intact
48 High
Reference range: 15 - 65 pg/mL
Calcium
Collected on March 16, 2025
Value 9.5 mg/dL
Testosterone
Page 2
Ferritin
100
"""


def test_results_beneath_the_name_of_their_test(tmp_path: Path) -> None:
    preview = read_in(written(tmp_path, "a.txt", PORTAL), tmp_path)
    assert values(preview) == {
        "estradiol": "6.4 pg/mL", "25ohd": "24.7 ng/mL", "pth": "48 pg/mL", "serum_calcium": "9.5 mg/dL",
    }  # fmt: skip
    days = {one.label: str(one.keys["date"]) for one in preview.taken}
    assert (days["pth"], days["serum_calcium"]) == ("2025-03-14", "2025-03-16")


def test_the_day_of_the_sample_is_asked_about_where_it_has_two_readings(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", "Collected: 03/04/25\nEstradiol  18  pg/mL\n")
    with pytest.raises(ot.ImportQuestionError, match="--dates dmy"):
        read_in(path, tmp_path)
    preview = read_in(path, tmp_path, dates="mdy")
    assert str(preview.taken[0].keys["date"]) == "2025-03-04"


def test_a_pdf_is_read_in_a_process_of_its_own(tmp_path: Path) -> None:
    path = written(tmp_path, "report.pdf", pdf_of((FILES / "hologic.txt").read_text()))
    preview = read_in(path, tmp_path)
    assert values(preview) == HOLOGIC
    assert preview.taken[0].place.within.startswith("page 1, line ")


def test_a_pdf_that_never_ends_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def never(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("python", 60)

    monkeypatch.setattr(pdf_text.subprocess, "run", never)
    with pytest.raises(InputError, match="takes longer than any report"):
        read_in(written(tmp_path, "a.pdf", pdf_of("x")), tmp_path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.4\nnothing", "a damaged PDF"),
        (pdf_of(""), "without text"),
        (pdf_of("Hello there"), "no value"),
    ],
)
def test_pdfs_without_results(content: bytes, said: str, tmp_path: Path) -> None:
    path = written(tmp_path, "a.pdf", content)
    if said == "no value":
        assert said in reasons(read_in(path, tmp_path))
        return
    with pytest.raises(InputError, match=said):
        read_in(path, tmp_path)

"""Reports as other clinics, laboratories and portals word them: read right, or named; never of another place or day."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from tests.importing.reading_in import FILES, read_in, reasons, values, written

DAY = "Scan Date: 2025-03-18\n"


def scanned(folder: Path, text: str) -> dict[str, str]:
    return values(read_in(written(folder, "scan.txt", text), folder))


@pytest.mark.parametrize(("site", "endpoint"), [
    ("Lendenwirbelsäule L1-L4", "bmd_lumbar_spine"), ("Schenkelhals links", "bmd_femoral_neck"),
    ("Gesamthüfte links", "bmd_total_hip"), ("Left total hip", "bmd_total_hip"),
    ("Lumbar spine (L1-L4)", "bmd_lumbar_spine"),
])  # fmt: skip
def test_the_decimal_comma_of_a_density_is_no_thousand(tmp_path: Path, site: str, endpoint: str) -> None:
    text = f"DXA\nUntersuchung vom 18.03.2025\n{site}: Knochendichte 1,082 g/cm², T-Wert -0,2\n"
    found = scanned(tmp_path, text)
    assert found[endpoint] == "1.082 g/cm^2"
    assert found[endpoint.replace("bmd", "t_score")] == "-0.2"


def test_a_line_of_another_region_is_not_of_the_one_above(tmp_path: Path) -> None:
    text = f"{DAY}Femoral neck: BMD 0.811 g/cm2, T-score -0.9\nFibula: BMD 0.655 g/cm2, T-score -2.9\n"
    preview = read_in(written(tmp_path, "scan.txt", text), tmp_path)
    assert values(preview) == {"bmd_femoral_neck": "0.811 g/cm^2", "t_score_femoral_neck": "-0.9"}
    assert "a place that is not known here" in reasons(preview)


def test_numbers_beneath_the_name_of_a_site_are_its_own(tmp_path: Path) -> None:
    text = f"{DAY}DXA\nTotal Femur\nBMD values= 0.845 T-score= -1.2\nFemur Neck\nBMD values= 0.701 T-score= -1.7\n"
    found = scanned(tmp_path, text)
    assert (found["bmd_total_hip"], found["bmd_femoral_neck"]) == ("0.845 g/cm^2", "0.701 g/cm^2")


@pytest.mark.parametrize("title", [
    "BONE DENSITOMETRY REPORT 5/16/2025 2:52 PM", "Bone densitometry, May 16, 2025.", "DXA 16 May 2025",
])  # fmt: skip
def test_a_title_dates_the_exam(tmp_path: Path, title: str) -> None:
    preview = read_in(
        written(tmp_path, "a.txt", f"{title}\nCOMPARISON: 5/29/2017\nTotal hip BMD 0.845 g/cm2\n"), tmp_path
    )
    assert [str(one.keys["date"]) for one in preview.taken] == ["2025-05-16"]


def test_the_quality_of_a_scan_is_no_density(tmp_path: Path) -> None:
    text = f"{DAY}Lumbar Spine BMD\nTotal BMD 0.965 g/cm2\nTotal BMD CV 1.0%, ACF = 1.028, BCF = 1.002, TH = 7.512\n"
    preview = read_in(written(tmp_path, "a.txt", text), tmp_path)
    assert values(preview) == {"bmd_lumbar_spine": "0.965 g/cm^2"}
    assert "1.002" not in reasons(preview)


def test_a_table_of_several_scans_is_read(tmp_path: Path) -> None:
    text = ("Rate of Change - Total Hip\nScan Date   Age   BMD (g/cm2)  T-score   BMD Change vs Baseline\n"
            "04/11/2025   56   0.871   -1.1   -4.2%\n04/30/2023   54   0.890   -1.0   -2.1%\n")  # fmt: skip
    preview = read_in(written(tmp_path, "a.txt", text), tmp_path)
    assert [str(one.keys["date"]) for one in preview.taken] == [
        "2025-04-11",
        "2025-04-11",
        "2023-04-30",
        "2023-04-30",
    ]


def test_an_attached_report_on_one_line_has_the_day_of_its_record(tmp_path: Path) -> None:
    text = ("Hologic Horizon. Lumbar spine (L1-L4): BMD 0.987 g/cm2, T-score -0.9. Left femoral neck: BMD 0.742 g/cm2, "
            "T-score -1.4. Left total hip: BMD 0.901 g/cm2, T-score -0.9.")  # fmt: skip
    form = {"contentType": "text/plain", "data": base64.b64encode(text.encode()).decode()}
    report = {"resourceType": "DiagnosticReport", "id": "r", "status": "final", "code": {"text": "DEXA"},
              "subject": {"reference": "Patient/p"}, "effectiveDateTime": "2025-03-18T14:00:00Z",
              "presentedForm": [form]}  # fmt: skip
    preview = read_in(written(tmp_path, "a.json", json.dumps(report)), tmp_path)
    found = values(preview)
    assert (found["bmd_lumbar_spine"], found["bmd_femoral_neck"], found["bmd_total_hip"]) == (
        "0.987 g/cm^2", "0.742 g/cm^2", "0.901 g/cm^2")  # fmt: skip
    assert {str(one.keys["date"]) for one in preview.taken} == {"2025-03-18"}


def test_a_portal_that_dates_each_name(tmp_path: Path) -> None:
    preview = read_in(FILES / "lab_uk.txt", tmp_path)
    assert values(preview) == {"25ohd": "48 nmol/L", "testosterone": "18.4 nmol/L", "estradiol": "<37 pmol/L",
                               "shbg": "31 nmol/L", "pth": "5.2 pmol/L"}  # fmt: skip
    assert {str(one.keys["date"]) for one in preview.taken} == {"2025-03-17"}
    assert "Serum adjusted calcium" in reasons(preview)


def test_a_column_of_earlier_results_is_named(tmp_path: Path) -> None:
    text = ("Date Collected: 03/12/2025\nTest   Current Result and Flag   Previous Result and Date   Units\n"
            "Estradiol, Sensitive 02   7.2  Low   22.1  09/10/2024   pg/mL   8.0-35.0\n")  # fmt: skip
    preview = read_in(written(tmp_path, "a.txt", text), tmp_path, dates="mdy")
    assert values(preview) == {"estradiol": "7.2 pg/mL"}
    assert "results of an earlier day beside the new ones are not read" in reasons(preview)


def test_the_head_of_a_report_is_no_table(tmp_path: Path) -> None:
    head = "MILLER, SAM     Date collected: 11/20/2024 0815\nTESTS  RESULT  UNITS\n"
    text = f"{head}Estradiol, Sensitive   <2.5   Low   pg/mL\n"
    preview = read_in(written(tmp_path, "a.txt", text), tmp_path)
    assert values(preview) == {"estradiol": "<2.5 pg/mL"}


@pytest.mark.parametrize("head", ["bmd_g_cm2", "BMD g/cm2", "BMD (g/cm2)"])
def test_a_column_holds_its_unit_in_any_form(tmp_path: Path, head: str) -> None:
    table = f"scan_date,site,{head},t_score\n2025-03-18,Left total hip,0.901,-0.9\n"
    found = values(read_in(written(tmp_path, "a.csv", table), tmp_path))
    assert found == {"bmd_total_hip": "0.901 g/cm^2", "t_score_total_hip": "-0.9"}


def test_a_second_column_of_one_name_is_named(tmp_path: Path) -> None:
    table = "date,test,value,unit,value\n2025-01-01,Estradiol,20,pg/mL,30\n"
    preview = read_in(written(tmp_path, "a.csv", table), tmp_path)
    assert values(preview) == {"estradiol": "20 pg/mL"}
    assert "value: a second column of this name is not read" in reasons(preview)


def test_a_missing_unit_is_asked_for_in_the_one_that_is_usual(tmp_path: Path) -> None:
    preview = read_in(written(tmp_path, "a.csv", "date,test,value\n2025-01-01,Testosterone,500\n"), tmp_path)
    assert preview.taken == ()
    assert '--unit testosterone="ng/dL"' in reasons(preview)


def test_fitnotes_for_ios(tmp_path: Path) -> None:
    preview = read_in(FILES / "fitnotes_ios.csv", tmp_path)
    (entry,) = [one.keys for one in preview.taken]
    assert (entry["exercise"], entry["sets"], entry["load"]) == (
        "back_squat",
        3,
        "110 kg",
    )  # without the warm-up


def test_blanks_without_end_part_columns_like_few(tmp_path: Path) -> None:
    lines = "\n".join("BMD " + " " * 900 + "T-score " + "-" * 60 for _ in range(50))
    text = f"{DAY}Total hip{' ' * 900}BMD 0.845 g/cm2\n{lines}\n"
    assert scanned(tmp_path, text) == {"bmd_total_hip": "0.845 g/cm^2"}


@pytest.mark.parametrize(("line", "bmd", "score"), [
    ("Lumbar spine (L1-L4): BMD 0.950, T-score -1.2.", "0.950 g/cm^2", "-1.2"),
    ("The BMD of the lumbar spine is 0.950 with a T-score of -1.2.", "0.950 g/cm^2", "-1.2"),
    ("Lumbar spine T-score -1.2 (BMD 0.950)", "0.950 g/cm^2", "-1.2"),
    ("L-Spine L1-L4   BMD: .950   T: -1.2", "0.950 g/cm^2", "-1.2"),
    ("L1-L4 BMD=0.950g/cm2 T=-1.2 Z=0.1", "0.950 g/cm^2", "-1.2"),
    ("Spine L1-L4\t0.950\t-1.2\t-0.1", "0.950 g/cm^2", "-1.2"),
    ("Lumbar spine: BMD 3 % above the mean, T-score -1.2", None, "-1.2"),
    ("Lumbar spine: TBS 1.310, T-score -1.2", None, "-1.2"),
])  # fmt: skip
def test_a_density_without_its_unit(tmp_path: Path, line: str, bmd: str | None, score: str) -> None:
    found = scanned(tmp_path, f"DXA\n{DAY}{line}\n")
    assert (found.get("bmd_lumbar_spine"), found["t_score_lumbar_spine"]) == (bmd, score)


@pytest.mark.parametrize(("line", "why"), [
    ("Lumbar spine (L2-4): BMD 1.102 g/cm2, T-score -0.8", "L2-L4 alone"),
    ("LWK 2-4: BMD 1,102 g/cm2, T-score -0,8", "L2-L4 alone"),
    ("Total hip BMD mean of young adults 0.942", "no word that can be read on what it is"),
    ("Total hip BMD mean of young adults 0.942, T-score -1.0", "a density in a form that is not read"),
    ("Reference BMD of the total hip 0.942 g/cm2, T-score -1.0", "a density in a form that is not read"),
    ("L1-L4: 0.934 (T -1.0)", "no word that can be read on what it is"),
    ("Lumbar spine BMD 950 mg/cm2, T-score -1.0", "a density in a form that is not read"),
    ("Left total hip: 0.880 g/cm2 today, was 0.900 g/cm2 in 2022", "no word that can be read on what it is"),
])  # fmt: skip
def test_a_density_that_is_not_read_is_named(tmp_path: Path, line: str, why: str) -> None:
    preview = read_in(written(tmp_path, "scan.txt", f"DXA\n{DAY}{line}\n"), tmp_path)
    assert why in reasons(preview)
    assert not [what for what in values(preview) if what.startswith("bmd")]


@pytest.mark.parametrize(("text", "named"), [
    ("Results {day}Spine: -1.6\nHip: -0.8\n", True),
    ("DXA\n{day}Spine: -1.6\n", True),
    ("Results {day}Spine: +0.4\n", True),
    ("Results {day}Spine: -1.6 %\n", False),
    ("Results {day}spine fused in 2012-2013\n", False),
])  # fmt: skip
def test_a_score_without_its_name_is_named_and_not_taken(tmp_path: Path, text: str, *, named: bool) -> None:
    preview = read_in(written(tmp_path, "scan.txt", text.format(day=DAY)), tmp_path)
    assert ("no word that can be read on what it is" in reasons(preview)) == named
    assert not values(preview)


def test_a_row_of_a_goal_or_of_others_is_no_result(tmp_path: Path) -> None:
    rows = ("Testosterone (goal),900,ng/dL", "SHBG (wife),40,nmol/L", "Estradiol,1.8E1,pg/mL")
    table = "\n".join(("date,test,value,unit", *(f"2026-01-13,{row}" for row in rows)))
    preview = read_in(written(tmp_path, "a.csv", table), tmp_path)
    assert values(preview) == {"estradiol": "18 pg/mL"}
    assert "a goal or a threshold" in reasons(preview)

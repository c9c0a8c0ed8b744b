"""Lines of laboratories of several countries: flags, ranges, units before or behind, and what is no number."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.every import every
from tests.importing.reading_in import measured, read_report

from osteotwin.importing.answers import Answers
from osteotwin.importing.read_file import read_file

READ = [
    ("HEMATOCRIT 52.1 H 38.5-50.0 %", "hematocrit", "52.1 %"),
    ("Haematocrit   0.51  H   (0.40 - 0.50)", "hematocrit", "0.51 L/L"),
    ("TESTOSTERONE, TOTAL, MS 1450 H 250-1100 ng/dL", "testosterone", "1450 ng/dL"),
    ("eGFRcreat (CKD-EPI)/1.73 m*2 79 mL/min", "egfr", "79 mL/min"),
    ("GFR (CKD-EPI)   88   ml/min/1,73m²   > 60", "egfr", "88 mL/min/1.73m2"),
    ("EGFR 82 > OR = 60 mL/min/1.73m2", "egfr", "82 mL/min/1.73m2"),
    ("Testosterone   *  32.1   nmol/L   (8.0 - 28.0)", "testosterone", "32.1 nmol/L"),
    ("Testosteron   + 10,20   ng/ml   2,49 - 8,36", "testosterone", "10.20 ng/mL"),
    ("Serum oestradiol level <92 pmol/L [0 - 150]", "estradiol", "<92 pmol/L"),
    ("Vitamin D 25-OH  >100 ng/mL  High", "25ohd", ">100 ng/mL"),
    ("Vitamin D 25 OH, nmol/L = 64", "25ohd", "64 nmol/L"),
    ("Testosterone ng/dL 1105 (264-916) H", "testosterone", "1105 ng/dL"),
    ("Estradiol [pg/mL]: 38 abnormal", "estradiol", "38 pg/mL"),
    ("SHBG (nmol/L) 24.1", "shbg", "24.1 nmol/L"),
    ("Estradiol 2 weeks after: 42 pg/mL", "", ""),
    ("C-TELOPEPTIDE 512 87-345 H pg/mL", "ctx", "512 pg/mL"),
    ("Vitamin D, 25-OH, D2+D3 31 ng/mL", "25ohd", "31 ng/mL"),
    ("25(OH)D3 31 ng/mL", "25ohd", "31 ng/mL"),
    ("Vit. D3 (25-OH) 31 ug/l", "25ohd", "31 ug/L"),
    ("25-Hydroxyvitamin D, Total 31 ng/mL 30-100", "25ohd", "31 ng/mL"),
    ("Vitamin D 1,25 (OH)2, Total 45 pg/mL", "1_25ohd", "45 pg/mL"),
    ("1,25-(OH)2-D3 45 pg/mL", "1_25ohd", "45 pg/mL"),
    ("17ß-Estradiol 42 pg/mL", "estradiol", "42 pg/mL"),
    ("IGF 1 220 ng/mL", "igf1", "220 ng/mL"),
    ("CTX 1 0.35 ng/mL", "ctx", "0.35 ng/mL"),
    ("Calcium i.S. 2,41 mmol/l 2,15-2,55", "serum_calcium", "2.41 mmol/L"),
    ("Knochen-AP (Ostase) 13,4 µg/l", "bsap", "13.4 ug/L"),
    ("Sexualhormon-bindendes Globulin 35,2 nmol/l", "shbg", "35.2 nmol/L"),
    ("Calcium, 24 hr Urine   212 mg/24 hr", "urine_calcium_24h", "212 mg/day"),
    ("Calciurie des 24 heures 212 mg/24h", "urine_calcium_24h", "212 mg/day"),
    ("DFG estimé (CKD-EPI) 92 mL/min/1,73m²", "egfr", "92 mL/min/1.73m2"),
    ("CTX sérique (CrossLaps) 412 pg/mL", "ctx", "412 pg/mL"),
    ("PTH 1-84 42 pg/mL", "pth", "42 pg/mL"),
    ("Ca 2+ 2.35 mmol/L", "serum_calcium", "2.35 mmol/L"),
    ("eGFR CKD-EPI 2009 88 mL/min/1.73", "egfr", "88 mL/min/1.73m2"),
    ("Testosterone; 01; 612ng/dL; H", "testosterone", "612 ng/dL"),
    ("Test  Result  Previous  Units\nPTH 42 39 pg/mL", "pth", "42 pg/mL"),
    ("25-OH-Vitamin D3 - 18,2 µg/l 30-60", "25ohd", "18.2 ug/L"),
    ("Calcio 9,4 mg/dL", "serum_calcium", "9.4 mg/dL"),
    ("Oestradiol  L 42 pmol/L", "estradiol", "42 pmol/L"),
    ("Testosterone 620 prev 640 ng/dL", "testosterone", "620 ng/dL"),
    ("Test  Result  Low  High  Unit\nTestosterone 620 264 916 ng/dL", "testosterone", "620 ng/dL"),
    ("Testosterone 7.8E2 ng/dL", "testosterone", "780 ng/dL"),
    ("Hkt 46 %", "hematocrit", "46 %"),
    ("Testosterone 640 ng/dL (goal 500-900)", "testosterone", "640 ng/dL"),
    ("25-OH Vitamin D 31 ng/mL Target: 30-50", "25ohd", "31 ng/mL"),
    ("Estradiol 18 pg/mL, 40 pg/mL in 2024", "estradiol", "18 pg/mL"),
    ("Vitamin D 25 OH D2 <4 ng/mL\nVitamin D 25 OH D3 27 ng/mL\nVitamin D 25 OH total 31 ng/mL", "25ohd", "31 ng/mL"),
]  # fmt: skip
NAMED = [
    ("Estradiol, Sensitive not detected", '"not detected" is no number'),
    ("Testosterone 640 ng/dL in 2024", "a value of another day"),
    ("Estradiol 35 pg/mL three months ago", "a value of another day"),
    ("SHBG 30 nmol/L as of 3 March 2024", "a value of another day"),
    ("Creatinine 1.1 mg/dL last year", "a value of another day"),
    ("Estradiol 40 pg/mL (2024), 18 pg/mL (2026)", "a value of another day"),
    ("Vitamin D 25 OH 20 ng/mL or less means deficiency", "a goal or a threshold"),
    ("Testosterone 264 ng/dL is the lower limit of normal", "a goal or a threshold"),
    ("Estradiol 40 pg/mL would be too high", "a goal or a threshold"),
    ("Estradiol 40 pg/mL (his wife)", "somebody else"),
    ("SHBG see note", '"see note" is no number'),
    ("TESTOSTERONE, TOTAL, MS 1450", "without a unit"),
    ("Vitamin D 25 OH pending", '"pending" is no number'),
    ("Test   Previous   Result   Units\nTestosterone   980   1105   ng/dL", "stand before the new ones"),
    ("Test   Result   Previous   Units", "of an earlier day"),
    ("Vitamin D 25 OH 2 31 ng/mL", "2 or 31"),
    ("Vitamin D 3 | 31 | ng/mL", "holds"),
    ("SHBG 2 30 nmol/L", "2 or 30"),
    ("Vitamin D 25 OH 2\n31 ng/mL", "2 or 31"),
    ("Testosterone ng/dL 264 916 620", "264 or 916"),
    ("Test  Result  Previous  Units\nVitamin D 25 OH 2 31 28 ng/mL", "2 or 31"),
    ("Testosterone 8 am 620 ng/dL", "holds"),
    ("Testosterone 1 105 ng/L", "1 or 105"),
    ("Test  Low  High  Result\nSHBG 16 55 30 nmol/L", "16 or 55"),
    ("Estradiol; 1): 38", "holds"),
    ("SHBG 2 30.1nmol/L", "2 or 30.1"),
    ("SHBG 2 (nmol/L): 30.1", "2 or 30.1"),
    ("P1NP < 76.8 ug/L 45.2", "76.8 or 45.2"),
    ("Creatinine 77 umol/L | 88 | umol/L", "77 or 88"),
    ("Test  Result  Units  Reference\nPTH 39 42 pg/mL", "39 or 42"),
    ("Calcium 1,29 bis 4,00 mmol/l", "a range"),
    ("CA 125 12 U/mL", "holds"),
    ("CA 15-3: 12.0 U/mL", "holds"),
    ("25-OH Vitamin D2 4 ng/mL", "vitamin D2 alone"),
    ("Calcium (ionized) 1.25 mmol/L", "ionised"),
    ("iCa 1.25 mmol/L", "ionised"),
    ("Calcio ionico 1,25 mmol/L", "ionised"),
    ("Calcium (albumin-corrected) 9.6 mg/dL", "corrected for albumin"),
    ("Adjusted calcium 2.35 mmol/L", "corrected for"),
    ("Albumin-korrigiertes Calcium 2,35 mmol/l", "corrected for"),
    ("Calcium corrigé 2,35 mmol/L", "corrected for"),
    ("Calcium, urine 12 mg/dL", "a sample of urine"),
    ("Testosterone (bioavailable) 210 ng/dL", "bioavailable"),
    ("Test   2026-03-14   2025-09-01\nVitamin D 25 OH 2 31", "not one number for each of 2 days"),
    ("Test   2026-03-14   2025-09-01\nVitamin D 1,25-Dihydroxy   45", "not one number for each of 2 days"),
    ("Test   2026-03-14   2025-09-01\nTestosterone (ng/dL)   1105", "not one number for each of 2 days"),
]


def read(tmp_path: Path, line: str) -> tuple[dict[tuple[str, str], str], str]:
    file = tmp_path / "lab.txt"
    file.write_text(
        f"Laboratory\nCollected: 14 March 2026  Received: 15 March 2026\n{line}\n", encoding="utf-8"
    )
    reading = read_file(file, Answers())
    found = {(one.keys["what"], str(one.keys["date"])): one.keys["value"] for one in reading.found}
    return found, "\n".join(f"{one.said}: {one.why}" for one in reading.left)


@pytest.mark.parametrize(("line", "what", "value"), READ)
def test_a_result_is_the_number_of_its_test(tmp_path: Path, line: str, what: str, value: str) -> None:
    assert read(tmp_path, line)[0] == ({(what, "2026-03-14"): value} if what else {})


@pytest.mark.parametrize(("line", "day"), [
    ("13/02/2026   Testosterone   1020   ng/dL", "2026-02-13"), ("Testosterone  13.02.2026  1020 ng/dL", "2026-02-13"),
    ("Testosterone 1020 ng/dL  reported 16/03/2026", "2026-03-14"),
    ("Testosterone 1020 ng/dL (previous 640 ng/dL on 14/09/2025)", "2026-03-14"),
])  # fmt: skip
def test_a_row_may_hold_its_own_day(tmp_path: Path, line: str, day: str) -> None:
    assert read(tmp_path, line)[0] == {("testosterone", day): "1020 ng/dL"}


@pytest.mark.parametrize(("line", "why"), NAMED)
def test_what_is_no_single_new_number_is_named(tmp_path: Path, line: str, why: str) -> None:
    found, left = read(tmp_path, line)
    assert found == {}
    assert why in left


def test_a_result_for_each_day(tmp_path: Path) -> None:
    text = "Test   2026-03-10   2025-09-01\nTestosterone (ng/dL)   1105 H   980\nEstradiol   38   22   pg/mL   8-35"
    assert read(tmp_path, text)[0] == {
        ("testosterone", "2026-03-10"): "1105 ng/dL", ("testosterone", "2025-09-01"): "980 ng/dL",
        ("estradiol", "2026-03-10"): "38 pg/mL", ("estradiol", "2025-09-01"): "22 pg/mL",
    }  # fmt: skip


@pytest.mark.parametrize("between", ["", "Date   Result", "Testosterone, total"])
def test_results_of_one_test_with_their_days(tmp_path: Path, between: str) -> None:
    text = f"Lab history for Estradiol\n{between}\n13/02/2026  42 pg/mL\n14/09/2025  <15 pg/mL"
    read_as = {("estradiol", "2026-02-13"): "42 pg/mL", ("estradiol", "2025-09-14"): "<15 pg/mL"}
    assert read(tmp_path, text)[0] == ({} if between.startswith("Test") else read_as)


@pytest.mark.parametrize(("line", "what", "value"), [
    ("25-OH-Vitamin D3  28,0 - µg/l  30,0 - 60,0", "25ohd", "28.0 ug/L"),
    ("Testostérone totale  8,92 ng/mL", "testosterone", "8.92 ng/mL"),
    ("Östradiol E2 (ECLIA)  42,0  ng/l", "estradiol", "42.0 ng/L"),
    ("Hématocrite  51,2 %  (40 - 52)", "hematocrit", "51.2 %"),
    ("Créatinine  11,5 mg/L", "creatinine", "11.5 mg/L"), ("Vitamine D (25-OH)  31,0 ng/mL", "25ohd", "31.0 ng/mL"),
])  # fmt: skip
def test_names_of_tests_in_other_languages(tmp_path: Path, line: str, what: str, value: str) -> None:
    assert read(tmp_path, line)[0] == {(what, "2026-03-14"): value}


def test_the_head_of_a_page_may_hold_its_date(tmp_path: Path) -> None:
    file = tmp_path / "lab.txt"
    file.write_text("NHS Results   Date: 12 March 2026\nSerum testosterone level 14.2 nmol/L (8.6 - 29.0)\n")
    (one,) = read_file(file, Answers()).found
    assert (str(one.keys["date"]), one.keys["value"]) == ("2026-03-12", "14.2 nmol/L")


@pytest.mark.parametrize(
    "line", ["Vitamin D 25 mcg daily", "Calcium 9 mg", "Estradiol 2 mg", "Vitamin D 25 µg"]
)
def test_an_amount_that_is_taken_is_no_result_whatever_unit_is_said(tmp_path: Path, line: str) -> None:
    file = tmp_path / "lab.txt"
    file.write_text(f"Collected: 14 March 2026\n{line}\n", encoding="utf-8")
    units = {"25ohd": "ng/mL", "serum_calcium": "mg/dL", "estradiol": "pg/mL"}
    assert not [one for one in read_file(file, Answers(units=units)).found if one.table == ("measurement",)]


def test_several_tests_in_one_line(tmp_path: Path) -> None:
    line = "Testosterone 620 ng/dL (264-916), estradiol 42 pg/mL (8-35) H and SHBG 30 nmol/L"
    assert sorted(read(tmp_path, line)[0].values()) == ["30 nmol/L", "42 pg/mL", "620 ng/dL"]


_QUEST = (
    "Patient: MILLER, SAM     DOB: 06/01/1968    Gender: M\nCollected: 10/02/2025 08:14   Reported: 10/06/2025\n\n"
    "Test Name              In Range   Out Of Range   Reference Range   {head}\n"
    "CALCIUM                9.4                       8.6-10.3 mg/dL    {code}\n"
    "VITAMIN D,25-OH,TOTAL             24 L           30-100 ng/mL      {code}\n"
)


@every("head, code", [("Lab", "TP"), ("Lab", "EZ"), ("Performing Site", "01"), ("Perf. Lab", "AMD")])
def test_a_last_column_of_laboratories_is_no_remark(head: str, code: str) -> None:
    reading = read_report(_QUEST.format(head=head, code=code).replace("10/02", "10/13"))
    assert measured(reading) == {"serum_calcium": "9.4 mg/dL", "25ohd": "24 ng/mL"}


def test_a_flag_in_a_last_column_stays() -> None:
    head = "Collected: 2025-10-13\nTest   Result   Unit   Lab\n"
    report = head + "Estradiol   91   pg/mL   H\nCalcium   9.4   mg/dL   hemolyzed\n"
    assert measured(read_report(report)) == {"estradiol": "91 pg/mL"}

"""Several tests in one line or sentence, as laboratories, letters and forums word them: each number is of its name."""

from __future__ import annotations

import pytest
from tests.importing.reading_in import measured, read_report

from osteotwin.importing.lab_pairs import pairs_of
from osteotwin.importing.lab_slips import without_slip

HEAD = "Laboratory results\nCollected: 2026-01-12\n"


READ = [
    ("eGFR 85 mL/min/1.73m². Creatinine 0.9 mg/dL.", {"egfr": "85 mL/min/1.73m2", "creatinine": "0.9 mg/dL"}),
    ("my labs: TT 612 ng/dL, FT 14.2 pg/mL, E2 31 pg/mL",
     {"testosterone": "612 ng/dL", "free_testosterone": "14.2 pg/mL", "estradiol": "31 pg/mL"}),
    ("Trough (day 7): Total T 15.2 nmol/L, E2 88 pmol/L, suppressed LH/FSH.",
     {"testosterone": "15.2 nmol/L", "estradiol": "88 pmol/L"}),
    ("Total test sits around 980ng/dL, free Test 29ng/dL & e2 55pg/mL at trough.",
     {"testosterone": "980 ng/dL", "free_testosterone": "29 ng/dL", "estradiol": "55 pg/mL"}),
    ("27 pg/mL estradiol, 820 ng/dL testosterone", {"estradiol": "27 pg/mL", "testosterone": "820 ng/dL"}),
    ("27 pg/mL estradiol", {"estradiol": "27 pg/mL"}),
    ("an estradiol of 27 pg/mL and a total testosterone of 820 ng/dL",
     {"estradiol": "27 pg/mL", "testosterone": "820 ng/dL"}),
    ("Laboratory evaluation revealed calcium 9.4 mg/dL, 25-hydroxyvitamin D 22 ng/mL and PTH 71 pg/mL.",
     {"serum_calcium": "9.4 mg/dL", "25ohd": "22 ng/mL", "pth": "71 pg/mL"}),
    ("Labs notable for 25(OH)D of 18 ng/mL, normal calcium (9.3 mg/dL) and intact PTH of 84 pg/mL.",
     {"25ohd": "18 ng/mL", "serum_calcium": "9.3 mg/dL", "pth": "84 pg/mL"}),
    ("E2=27 pg/mL TT=820 ng/dL SHBG=30 nmol/L",
     {"estradiol": "27 pg/mL", "testosterone": "820 ng/dL", "shbg": "30 nmol/L"}),
    ("E2 27 pg/mL / TT 820 ng/dL", {"estradiol": "27 pg/mL", "testosterone": "820 ng/dL"}),
    ("testosterone (total 24 nmol/L, free 0.45 nmol/L)",
     {"testosterone": "24 nmol/L", "free_testosterone": "0.45 nmol/L"}),
    ("On 120mg/week my TT was 870 ng/dL", {"testosterone": "870 ng/dL"}),
    ("Estradiol Result: 27 pg/mL Range: 8-35 Flag: N Testosterone Result: 820 ng/dL Range: 264-916",
     {"estradiol": "27 pg/mL", "testosterone": "820 ng/dL"}),
    ("Calcium im Serum 2,38 mmol/l (2,20-2,65), Kreatinin 0,92 mg/dl (<1,2)",
     {"serum_calcium": "2.38 mmol/L", "creatinine": "0.92 mg/dL"}),
    ("Calcémie 2,35 mmol/L, créatinine 82 µmol/L, DFG estimé 91 mL/min/1,73 m²",
     {"serum_calcium": "2.35 mmol/L", "creatinine": "82 umol/L", "egfr": "91 mL/min/1.73m2"}),
    ("Calcio 9,4 mg/dL. Creatinina 0,9 mg/dL. PTH 45 pg/mL.",
     {"serum_calcium": "9.4 mg/dL", "creatinine": "0.9 mg/dL", "pth": "45 pg/mL"}),
    ("Estradoil 29 pg/mL (ref 8-35), tetosterone 512 ng/dL", {"estradiol": "29 pg/mL", "testosterone": "512 ng/dL"}),
    ("SHGB - 86 (SHBG 14-48 nmol L)", {"shbg": "86 nmol/L"}),
]  # fmt: skip


@pytest.mark.parametrize(("line", "found"), READ)
def test_each_number_is_of_the_name_beside_it(line: str, found: dict[str, str]) -> None:
    reading = read_report(HEAD + line)
    assert measured(reading) == found
    assert not reading.left


NAMED = [
    ("Calcium: 9.4. Vitamin D: 32 ng/mL.", {"25ohd": "32 ng/mL"}, ["Calcium: 9.4: serum calcium without a unit"]),
    ("baseline Total T 269, SHBG 23.", {}, ["Total T: 269: testosterone without a unit", "SHBG without a unit"]),
    ("E2 27 pg/mL, cortisol 14", {"estradiol": "27 pg/mL"}, ["cortisol 14: nothing that"]),
    ("E2 27 pg/mL, fooase 14", {"estradiol": "27 pg/mL"}, ["fooase 14: nothing that"]),
    *((f"Estradiol 27 pg/mL\n{line}", {"estradiol": "27 pg/mL"}, [f"{line}: {why}"]) for line, why in (
        ("TSH 1.38 (0.450-4.5)", "nothing that"), ("TSH 2.1", "nothing that"), ("Glucose 92", "nothing that"),
        ("Zzyx factor 14 (3-20)", "nothing that"), ("SHGB - 86", "SHBG without a unit"),
        ("76 D2 D3", "vitamin D2 and D3, without a word"), ("TT (610, 640) ng/dL", "a result in a form"))),
    ("TT (610, 640) ng/dL; E2 30 pg/mL", {"estradiol": "30 pg/mL"}, ["TT (610, 640) ng/dL: a result in a form"]),
    ("Goal: E2 30 pg/mL, TT 900 ng/dL", {}, ["Goal: E2 30 pg/mL: a goal", "Goal: TT 900 ng/dL: a goal"]),
    ("E2 34 pg/mL, goal testosterone 800 ng/dL", {"estradiol": "34 pg/mL"}, ["800 ng/dL: a goal"]),
    ("My wife's labs: E2 120 pg/mL, TT 30 ng/dL", {}, ["120 pg/mL: it is about", "TT 30 ng/dL: it is about"]),
    ("E2 27 pg/mL, TT 820 ng/dL last year", {}, ["27 pg/mL last year: a value of another", "820 ng/dL last year"]),
    ("E2 27 pg/mL, TT 820 ng/dL (2019)", {}, ["27 pg/mL (2019): a value of another day", "TT: 820"]),
    ("In 2019 my TT was 300 ng/dL, E2 18 pg/mL", {}, ["TT was 300", "E2 18"]),
    ("Pre-TRT TT 250 ng/dL, now TT 900 ng/dL", {"testosterone": "900 ng/dL"}, ["TT 250 ng/dL: a result in a form"]),
    ("Urine: creatinine 120 mg/dL, phosphate 12 mg/dL", {}, ["creatinine 120", "phosphate 12"]),
    ("albumin-bound testosterone 200 ng/dL, SHBG 30 nmol/L", {"shbg": "30 nmol/L"}, ["testosterone 200 ng/dL"]),
    ("anti-estradiol 5 pg/mL, TT 500 ng/dL", {"testosterone": "500 ng/dL"}, ["anti-estradiol 5"]),
    ("ionised calcium 1.25 mmol/L, calcium 2.4 mmol/L", {"serum_calcium": "2.4 mmol/L"}, ["ionised calcium, and"]),
    ("TT dropped by 200 ng/dL, E2 by 10 pg/mL", {}, ["dropped by 200"]),
    ("estimated TT 610 ng/dL", {}, ["TT 610"]), ("Average TT 610 ng/dL", {}, ["TT 610"]),
    ("Patients had TT 310 ng/dL and E2 24 pg/mL", {}, ["TT 310", "E2 24"]),
    ("TT and E2 were 610 ng/dL and 30 pg/mL", {}, ["610 ng/dL and 30"]),
    ("TT 610 ng/dL, 640 ng/dL, E2 30 pg/mL", {"estradiol": "30 pg/mL"}, ["610 or 640"]),
    ("E2 27 pg/mL, TT 500 ng/dL - both haemolysed", {}, ["27 pg/mL - both haemolysed", "500 ng/dL - both"]),
    ("Sample haemolysed. E2 27 pg/mL, TT 500 ng/dL", {}, ["E2: 27", "TT: 500"]),
    ("Testosterone 512 ng/dL Jan 2025, 480 ng/dL Jun 2025", {}, ["several days in one line"]),
    ("Estradiol 27 pg/mL by immunoassay, 22 pg/mL by LC/MS", {}, ["27 or 22"]),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "found", "left"), NAMED)
def test_what_is_not_taken_beside_others_is_named(lines: str, found: dict[str, str], left: list[str]) -> None:
    reading = read_report(HEAD + lines)
    assert measured(reading) == found
    told = "\n".join(f"{one.said}: {one.why}" for one in reading.left)
    assert [one for one in left if one not in told] == []


def test_a_slip_of_the_pen_is_told() -> None:
    (found,) = read_report(HEAD + "SHGB 33 nmol/L").found
    assert found.note == '"SHGB" taken for SHBG'


@pytest.mark.parametrize("name", [
    "Creatine", "Estriol", "Estrogen", "Progesterone", "Calcitonin", "Androsterone", "Cortisone", "Vitamin A", "TSH",
])  # fmt: skip
def test_the_name_of_another_thing_is_no_slip(name: str) -> None:
    assert without_slip(name) == ""


def test_a_sentence_between_commas_is_no_table() -> None:
    line = "Bloods came back: test 28.4 nmol/L, oestradiol 142 pmol/L, SHBG 31 nmol/L, haematocrit 0.49"
    assert [one.what for one in pairs_of(line)] == ["testosterone", "estradiol", "shbg", "hematocrit"]

"""Days behind a value, heads of one letter, values that do not count: none is taken for a result of its day."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.importing.reading_in import read_in, read_report, reasons, values

from osteotwin.errors import InputError


def taken(folder: Path, text: str) -> tuple[dict[str, str], str]:
    (folder / "a.txt").write_text(text)
    preview = read_in(folder / "a.txt", folder)
    return {what: str(value) for what, value in values(preview).items()}, reasons(preview)


@pytest.mark.parametrize("head", ["Region BMD Z T", "Region | BMD | Z | T"])
def test_a_head_of_one_letter_keeps_its_order(tmp_path: Path, head: str) -> None:
    row = "Total hip | 0.780 | -0.4 | -1.5" if "|" in head else "Total hip 0.780 -0.4 -1.5"
    read, _ = taken(tmp_path, f"Date of exam: 2026-01-12\n{head}\n{row}\n")
    assert (read["t_score_total_hip"], read["z_score_total_hip"]) == ("-1.5", "-0.4")


def test_a_score_keeps_the_name_before_it(tmp_path: Path) -> None:
    read, _ = taken(tmp_path, "Date of exam: 2026-01-12\nTotal hip T-score -1.5 Z-score\n")
    assert read == {"t_score_total_hip": "-1.5"}


@pytest.mark.parametrize(
    "line",
    ["Lumbar spine 0.850 g/cm2 excluded (scoliosis)", "Total hip 0.780 g/cm2 not for diagnosis",
     "Femoral neck T-score -2.0-2.2", "SHBG 40 nmol/L 2024-01-10", "SHBG 40 nmol/L 10.01.2024",
     "SHBG 40 nmol/L previous"],
)  # fmt: skip
def test_what_is_no_result_of_the_day_is_named(tmp_path: Path, line: str) -> None:
    read, said = taken(tmp_path, f"Date of exam: 2026-01-12\nCollected: 2026-01-12\n{line}\n")
    assert read == {}
    assert line in said


def test_a_day_of_the_same_visit_is_no_other_one(tmp_path: Path) -> None:
    read, _ = taken(tmp_path, "Collected: 2026-01-12\nSHBG 40 nmol/L 2026-01-13\nFerritin 40 ng/mL\n")
    assert read["shbg"] == "40 nmol/L"


def test_that_or_more_is_a_limit(tmp_path: Path) -> None:
    read, _ = taken(tmp_path, "Collected: 2026-01-12\nSHBG 40+ nmol/L\nCa2+ 2.4 mmol/L\n")
    assert read == {"shbg": ">40 nmol/L", "serum_calcium": "2.4 mmol/L"}


@pytest.mark.parametrize(
    "head",
    [
        "Region Area[cm2] BMC[g] BMD[g/cm2] T-score Z-score",
        "Region Area (cm2) BMC (g) BMD (g/cm2) T-score Z-score",
    ],
)
def test_a_head_with_units_is_no_density(tmp_path: Path, head: str) -> None:
    title = "HOLOGIC Bone Density Report Version 13.4.2"
    row = "Neck 5.20 3.70 0.711 -1.6 -0.8"
    read, said = taken(tmp_path, f"{title}\nScan Date: 01/13/2026\nScan Type: a Left Hip\n{head}\n{row}\n")
    assert read["bmd_femoral_neck"] == "0.711 g/cm^2"
    assert head not in said
    assert title not in said


@pytest.mark.parametrize(
    ("line", "what", "value"),
    [("25-OH-Vitamin D3 Se||100.0|nmol/l|75.0-175.0", "25ohd", "100.0 nmol/L"),
     ("Calcium Se||2.4|mmol/l|2.1-2.6", "serum_calcium", "2.4 mmol/L"),
     ("\u039f\u039c\u03a3\u03a3 T-score: -2.8", "t_score_lumbar_spine", "-2.8")],
)  # fmt: skip
def test_short_names(tmp_path: Path, line: str, what: str, value: str) -> None:
    read, _ = taken(tmp_path, f"Date of exam: 2026-01-12\nCollected: 2026-01-12\n{line}\n")
    assert read == {what: value}


def test_earlier_scores_without_a_place_are_named(tmp_path: Path) -> None:
    text = "Total hip T-score -1.8\nThree years ago, my scores were -1.3 and -0.1, so this seems a change.\n"
    read, said = taken(tmp_path, f"Date of exam: 2026-01-12\n{text}")
    assert read == {"t_score_total_hip": "-1.8"}
    assert "my scores were -1.3" in said


@pytest.mark.parametrize("line", [
    "In December my testosterone was 350 ng/dL", "my estradiol was 41 pg/mL in December",
    "in spring my vitamin D was 20 ng/mL", "Im Dezember war mein Testosteron 350 ng/dL",
    "En d\u00e9cembre ma testost\u00e9rone \u00e9tait 350 ng/dL", "En diciembre mi testosterona era 350 ng/dL",
    "In December my testosterone was 350 ng/dL (300-1000), PTH 41 pg/mL",
    "Testosterone 350 ng/dL (300-1000) in December", "December: testosterone 350 ng/dL",
    "Testosterone (December) 350 ng/dL", "Two weeks later my testosterone was 900 ng/dL",
    "testosterone 300 ng/dL or better",
    "testosterone 300 ng/dL oder mehr", "testosterona 300 ng/dL o menos",
])  # fmt: skip
def test_another_time_without_its_year_and_a_limit_are_no_result_of_the_day(
    tmp_path: Path, line: str
) -> None:
    read, said = taken(tmp_path, f"Laboratory results\nCollected: 2026-01-12\n{line}\n")
    assert read == {}
    assert "write it" in said or "threshold" in said


@pytest.mark.parametrize("line", [
    "In January my testosterone was 350 ng/dL", "I started TRT in December and my testosterone was 350 ng/dL",
    "Started TRT in December. My testosterone was 350 ng/dL", "His testosterone was 350 ng/dL",
])  # fmt: skip
def test_the_month_of_the_day_and_that_of_a_start_leave_a_result(tmp_path: Path, line: str) -> None:
    read, _ = taken(tmp_path, f"Laboratory results\nCollected: 2026-01-12\n{line}\n")
    assert read == {"testosterone": "350 ng/dL"}


@pytest.mark.parametrize(
    "line",
    ["Her estradiol came back at 41 pg/mL", "She had an estradiol of 41 pg/mL", "Her hip T-score was -2.4"],
)
def test_a_result_of_hers_in_a_man_s_file_is_asked(tmp_path: Path, line: str) -> None:
    with pytest.raises(InputError, match="somebody who is female"):
        taken(tmp_path, f"Laboratory results\nCollected: 2026-01-12\n{line}\n")


def test_a_name_that_owns_a_result_is_a_name(tmp_path: Path) -> None:
    text = "Mr. Jem's testosterone was 350 ng/dL\nPTH of 60 pg/mL or so\n"
    reading = read_report(f"Collected: 2026-01-12\n{text}")
    assert [one.name for one in reading.about] == ["Jem"]
    assert [one.note for one in reading.found] == ["said to be about that"]


LABS = "Laboratory results\nCollected: 2026-01-12\n"


@pytest.mark.parametrize("heading", [
    "URINE STUDIES", "24-hour urine collection", "Random urine panel", "Spot urine", "Sammelurin", "Examen des urines",
    "Orina de 24 horas", "Bioquímica orina", "CSF", "Hair analysis", "Drinking water", "Reference ranges",
    "Goals for next visit", "Expected on letrozole", "Average for women your age", "Sample report - not a real patient",
    "Daughter", "Patient: John Doe (husband)",
])  # fmt: skip
def test_a_heading_that_is_of_something_else_holds_for_the_lines_beneath(heading: str) -> None:
    reading = read_report(f"{LABS}{heading}\nCalcium 9.2 mg/dL\n")
    assert not reading.found
    assert reading.left


@pytest.mark.parametrize("line", [
    "Estradiol (Anna) 18 pg/mL", "Calcium (intake) 9.4 mg/dL", "Calcium (24h) 9.4 mg/dL", "Creatinine (spot) 0.9 mg/dL",
    "Creatinine (U) 0.9 mg/dL", "CTX (max) 356 pg/mL", "PTH (intraoperative, 10 min) 45 pg/mL",
    "Estradiol (02/Jan/2024): 18 pg/mL", "The lower limit of detection for estradiol is 5 pg/mL",
    "Limit of detection: estradiol 5 pg/mL", "Mother: vitamin D 20 ng/mL", "Vater: Vitamin D 20 ng/mL",
    "my wife's estradiol 41 pg/mL", "Mi esposa: estradiol 41 pg/mL", "Ma femme : estradiol 41 pg/mL",
    "Mein Mann: Testosteron 412 ng/dL", "Tochter Estradiol 41 pg/mL", "girlfriend estradiol 41 pg/mL",
])  # fmt: skip
def test_words_beside_the_name_of_a_test_are_not_passed_over(line: str) -> None:
    reading = read_report(LABS + line)
    assert not reading.found
    assert reading.left


@pytest.mark.parametrize("name", [
    "Estradiol (LC/MS)", "Estradiol (E2)", "Estradiol [H]", "PTH (intact)", "C-Telopeptide (CTX)",
    "25-OH Vitamin D (D2+D3)", "Testosterone (total)",
])  # fmt: skip
def test_brackets_that_change_nothing(name: str) -> None:
    units = {"P": "pg/mL", "E": "pg/mL", "C": "pg/mL", "2": "ng/mL", "T": "ng/dL"}
    number = "500" if name.startswith(("T", "C-")) else "30"
    assert len(read_report(f"{LABS}{name} {number} {units[name[0]]}").found) == 1


def test_a_day_in_brackets_behind_a_name_is_that_of_its_value() -> None:
    (one,) = read_report(f"{LABS}Estradiol (2 Jan 2024): 18 pg/mL").found
    assert str(one.keys["date"]) == "2024-01-02"


@pytest.mark.parametrize("line", [
    "Soll: Vitamin D 28 ng/mL", "niece: vitamin D 28 ng/mL", "Vitamin D 28 ng/mL (boss)", "hubby: vitamin D 28 ng/mL",
    "Vitamin D 28 ng/mL (other hospital)", "cible : vitamine D 28 ng/mL",
])  # fmt: skip
def test_a_word_in_a_bracket_or_before_a_colon_that_is_not_known_is_asked(line: str) -> None:
    reading = read_report(LABS + line)
    assert not reading.found
    assert any("which is not read" in one.why for one in reading.left)


def test_a_word_of_a_sentence_that_is_not_known_is_told() -> None:
    (one,) = read_report(
        "DXA bone density\nDate of exam: 2026-01-12\nhistorical lumbar spine T-score -2.5"
    ).found
    assert "historical" in one.note

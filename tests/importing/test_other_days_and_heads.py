"""Days behind a value, heads of one letter, values that do not count: none is taken for a result of its day."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.importing.reading_in import measured, read_in, read_report, reasons, values

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


SCAN = "DXA bone density\nDate of exam: 2026-01-12\n"
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
    "The lower limit of detection for estradiol is 5 pg/mL",
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


@pytest.mark.parametrize(("head", "line"), [
    (SCAN, "historical lumbar spine T-score -2.5"), (SCAN, "Antérieurement T-score lombaire -2,0"),
    (SCAN, "Extern gemessener T-Score LWS -2,6"), (SCAN, "Un T-score de -2,5 au rachis définit l'ostéoporose"),
    (SCAN, "Gesamthüfte T-Score -1,6 bei liegender TEP"), (SCAN, "Hip T-score of the whole group -2.0"),
    (SCAN, "Spine deformity index T-score -2.3"), (SCAN, "Neck diff 0.02 g/cm2"),
    (SCAN, "LWS T-Score -2,3. LWK 4 wegen Fraktur nicht berücksichtigt."), (LABS, "niece vitamin D 28 ng/mL"),
    (LABS, "Vitamin D 28 ng/mL mislabelled"), (LABS, "Vitamin D (limit) 28 ng/mL"),
    (LABS, "optimal vitamin D 28 ng/mL"),
    (LABS, "Vitamin D 10 ng/mL lower"), (SCAN, "Lumbar spine T-score (normal) -0.9"),
    (SCAN, "Lumbar spine T-score (L1/L2) -2.9"), (SCAN, "Total hip T-score (neck) -2.1"),
    (SCAN, "Lumbar spine T-score -2.5 (population)"), (SCAN, "Lumbar spine T-score -2.5 at diagnosis"),
])  # fmt: skip
def test_a_word_of_a_short_line_that_is_not_known_is_asked(head: str, line: str) -> None:
    reading = read_report(head + line)
    assert not reading.found
    assert reading.left


def test_a_word_of_a_long_sentence_that_is_not_known_is_told() -> None:
    (one,) = read_report(
        f"{SCAN}Total hip T-score was -1.4 in this pleasant gardener, and it was measured "
        "by the scanner in the room today."
    ).found
    assert "gardener" in one.note


@pytest.mark.parametrize(("line", "named"), [
    ("my Vit D level is 21 ng/ml, PTH 52 pg/ml, Calcium range from 9.8-10.2 mg/dl", "Calcium"),
    ("Estradiol 8-35 pg/mL, vitamin D 21 ng/mL", "Estradiol"), ("PTH 52 pg/mL, calcium normal", "calcium"),
])  # fmt: skip
def test_a_test_beside_a_result_of_which_no_number_is_read_is_named(line: str, named: str) -> None:
    reading = read_report(LABS + line)
    assert reading.found
    assert any(one.said == named for one in reading.left)


@pytest.mark.parametrize(("head", "lines", "above"), [
    (LABS, "hubby\nVitamin D 28 ng/mL", "hubby"),
    (LABS, "Fluid bank\nCalcium 9.2 mg/dL\nEstradiol 18 pg/mL", "Fluid bank"),
    (SCAN, "vor Therapie\nLumbar spine T-score -2.5", "vor Therapie"), (LABS, "optimal\nVitamin D 28 ng/mL", "optimal"),
])  # fmt: skip
def test_a_heading_that_is_not_known_is_told_beside_each_value_beneath(
    head: str, lines: str, above: str
) -> None:
    found = read_report(head + lines).found
    assert len(found) == lines.count("\n")
    assert all(f'above it stands "{above}"' in one.note for one in found)


@pytest.mark.parametrize("above", [
    "Specimen type: Urine", "Material: Urin", "Probenmaterial: Sammelurin", "Nature du prélèvement : urines",
    "Tipo de muestra: orina", "Panel: Urinalysis", "Order name: Calcium, 24 Hour Urine", "Department: Urine lab",
    "24-hour urine collection", "Order: URINE CALCIUM/CREATININE",
])  # fmt: skip
def test_results_beneath_the_name_of_another_specimen_are_not_read(above: str) -> None:
    assert not read_report(f"{LABS}{above}\nCalcium 9.2 mg/dL").found
    assert read_report(f"{LABS}{above}\nSerum\nEstradiol 18 pg/mL").found


@pytest.mark.parametrize(("lines", "found"), [
    ("Lumbar spine\nBMD 0.912\nForearm\nT-score -2.8", {"bmd_lumbar_spine": "0.912 g/cm^2"}),
    ("Lumbar spine\nBMD 0.912\nL3\nT-score -2.8", {"bmd_lumbar_spine": "0.912 g/cm^2"}),
    ("at diagnosis\nLumbar spine T-score -2.5", {}),
    ("Spine\nBMD 0.912\nL1-L2\nT-score -2.9", {"bmd_lumbar_spine": "0.912 g/cm^2"}),
    ("LWS\nKMD 0,912\nUnterarm\nT-Score -2,8", {"bmd_lumbar_spine": "0.912 g/cm^2"}),
    ("Lumbar spine\nAge-matched\nT-score -0.9", {}),
    ("Femoral neck\nBMD 0.702\nWard's triangle\nT-score -2.8", {"bmd_femoral_neck": "0.702 g/cm^2"}),
    ("Femoral neck\nBMD 0.702\nTotal\nT-score -1.6", {"bmd_femoral_neck": "0.702 g/cm^2", "t_score_total_hip": "-1.6"}),
    ("Hip\nNeck\nT-score -2.1\nTotal\nT-score -1.6", {"t_score_femoral_neck": "-2.1", "t_score_total_hip": "-1.6"}),
    ("Lumbar spine\nT-score\n-2.3\nResults\nT-score -2.3", {"t_score_lumbar_spine": "-2.3"}),
])  # fmt: skip
def test_a_place_holds_until_the_next_heading(lines: str, found: dict[str, str]) -> None:
    assert measured(read_report(SCAN + lines)) == found


@pytest.mark.parametrize("lines", [
    "Estradiol\n25 pg/mL\nJan 2, 2024", "Estradiol\n25 pg/mL\nJan 2, 2024\n18 pg/mL\nMay 12, 2025", "CTX\n<\n50 pg/mL",
])  # fmt: skip
def test_a_day_or_a_sign_on_a_line_of_its_own_is_not_passed_over(lines: str) -> None:
    assert not read_report(LABS + lines).found

"""Lines of scans and laboratories as clinics and patients write them, read in and told: one reader takes both."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from tests.importing.reading_in import read_in, read_report, reasons, values, written

from osteotwin.asking.measured.lab_words import read_labs
from osteotwin.asking.measured.scan_answers import read_scans
from osteotwin.asking.unclear import UnclearAnswerError
from osteotwin.importing.other_scripts import with_latin_units
from osteotwin.importing.scan_changes import numbers_behind

SCAN, LABS = "DXA bone density\nDate of exam: 2026-01-12\n", "Laboratory results\nCollected: 2026-01-12\n"
DAY = "12 January 2026: "
SITES = {"spine": "lumbar_spine", "hip": "total_hip", "neck": "femoral_neck"}


def imported(head: str, line: str) -> dict[str, str]:
    return {str(one.keys["what"]): str(one.keys["value"]) for one in read_report(f"{head}{line}\n").found}


def scored(said: str) -> dict[str, str]:
    """``"spine -2.7, hip -1.9"`` as T-scores."""
    pairs = (one.split() for one in said.split(", "))
    return {f"t_score_{SITES[site]}": value for site, value in pairs}


@pytest.mark.parametrize(("line", "scores"), [
    ("-2.0 femoral neck and -1.1 left total hip, spine 0.1 (T-scores)", "neck -2.0, hip -1.1, spine 0.1"),
    ("osteopenia in the femoral neck (T-score -2.0) and left total hip (T-score -1.1), with normal bone density in the "
     "lumbar spine (T-score 0.1)", "neck -2.0, hip -1.1, spine 0.1"),
    ("BMD T scores of -1.3 at the L1-L4 spine, -0.3 at the left total hip, and -1.1 at the left femoral neck",
     "spine -1.3, hip -0.3, neck -1.1"),
    ("Bone densitometry demonstrated osteoporosis at the spine with a T-score of -2.8, and osteopenia at the total hip "
     "with a T-score of -1.6.", "spine -2.8, hip -1.6"),
    ("T-score -2.7 spine, -1.9 hip", "spine -2.7, hip -1.9"),
    ("spine -2.7 hip -1.9 neck -2.2 (t scores)", "spine -2.7, hip -1.9, neck -2.2"),
    ("t score: spine -1.4 / total hip -0.9 / neck -1.3", "spine -1.4, hip -0.9, neck -1.3"),
    ("both total hips T-score of -2.2, lumbar spine -1.8", "hip -2.2, spine -1.8"),
    ("In der LWS T-Score von -2,1 und am Schenkelhals von -1,8", "spine -2.1, neck -1.8"),
    ("T-score de -2,6 en columna lumbar y de -1,9 en cuello femoral", "spine -2.6, neck -1.9"),
    ("Ostéodensitométrie : T-score rachis -2,5, hanche totale -1,6", "spine -2.5, hip -1.6"),
    ("I had a bone density test, and my lumbar spine T-score is -2.1, which means I have osteopenia.", "spine -2.1"),
    ("a femoral neck T-score of -1.58 means mild osteopenia", "neck -1.58"),
    ("The lowest T-score was -2.3 at the left femoral neck.", "neck -2.3"),
    ("Lumbar spine L2-L4: T-score -2.6 (osteoporosis)", "spine -2.6"),
    ("Left hip: neck T-score -1.9, total T-score -1.2", "neck -1.9, hip -1.2"),
    ("T-Score: Spine -3.1; Total Hip -2.4", "spine -3.1, hip -2.4"),
])  # fmt: skip
def test_each_site_of_a_sentence_has_its_score(line: str, scores: str, tmp_path: Path) -> None:
    preview = read_in(written(tmp_path, "a.txt", f"{SCAN}{line}\n"), tmp_path)
    assert values(preview) == scored(scores)
    assert {str(one.keys["what"]): str(one.keys["value"]) for one in read_scans(DAY + line, None)} == scored(
        scores
    )


@pytest.mark.parametrize(("line", "found"), [
    ("Hip: -1.8 T-score, -0.9 Z-score", {"t_score_total_hip": "-1.8", "z_score_total_hip": "-0.9"}),
    ("Spine: -1.3 (Z-score), -2.5 SD (T-score)", {"t_score_lumbar_spine": "-2.5", "z_score_lumbar_spine": "-1.3"}),
    ("L2-L4 BMD 1.021 g/cm2 T-score -1.5", {"t_score_lumbar_spine": "-1.5"}),
    ("Spine: T -2.5, Hip: T -1.8 (Z -0.9), Neck: -2.1", {}),
])  # fmt: skip
def test_no_score_has_the_name_of_another(line: str, found: dict[str, str]) -> None:
    assert imported(SCAN, line) == found


@pytest.mark.parametrize(("line", "scores", "before"), [
    ("femoral neck T-score -2.6. It was -2.2 in 2019.", "neck -2.6", ["-2.2"]),
    ("femoral neck T-score -2.6. In 2019, it was -2.2.", "neck -2.6", ["-2.2"]),
    ("femoral neck T-score -2.6. It was -2.2 on 12 March 2019.", "neck -2.6", ["-2.2"]),
    ("femoral neck T-score -2.6 and it was -2.2 two years ago.", "neck -2.6", ["-2.2"]),
    ("Femoral neck T-score is negative 2.6. The previous one was negative 2.2. My T-score for L1-L4 is negative 1.2 "
     "and the one before was negative 1.1.", "neck -2.6, spine -1.2", ["-2.2", "-1.1"]),
    ("Femoral neck T-score -2.6 high fracture risk", "neck -2.6", []),
    ("Total hip T-score -2.1, increased fracture risk", "hip -2.1", []),
    ("Lumbar Spine t. score -1.4 Fracture Risk: 3x", "spine -1.4", []),
    ("Femoral neck T-score -2.6. Fracture risk 12 %", "neck -2.6", ["12 %"]),
])  # fmt: skip
def test_a_score_of_before_is_named_and_a_risk_in_words_is_no_probability(
    line: str, scores: str, before: list[str]
) -> None:
    reading = read_report(f"{SCAN}{line}\n")
    assert {str(one.keys["what"]): str(one.keys["value"]) for one in reading.found} == scored(scores)
    assert len(reading.left) == len(before)
    assert all(number in one.said for number, one in zip(before, reading.left, strict=True))


@pytest.mark.parametrize(("line", "why"), [
    ("Femoral neck t-score      -3.0       -3.08", "as of several days"),
    ("spine shows the lowest T-score of -1.8", "may be of one vertebra"),
    ("spine L3 T-score -1.2", "L3 alone"),
    ("spine and hip T-score -2.1", "several sites"),
    ("hip T-score -0.3 change", "what changed"),
    ("My T-score at the hip fell by 0.3", ""),
    ("hip T-score -1.2?", "may make another number"),
    ("height-adjusted spine Z-score -1.2", "may make another number"),
    ("Total hip T-score -1.8 (left hip prosthesis)", "may make another number"),
    ("average for my age hip T-score -0.9", "other people"),
    ("hip T -1.8 (old)", "may make another number"),
    ("both hips have a T-score of -2.2 (report from December 2012)", "another day"),
    ("T-score left hip -1.4, right hip -1.6", "both sides"),
    ("T-scores: spine -1.2, hip 0.81", "several sites"),
])  # fmt: skip
def test_what_may_be_another_number_is_left_by_both(line: str, why: str) -> None:
    reading = read_report(f"{SCAN}{line}\n")
    assert not reading.found
    assert why in "\n".join(one.why for one in reading.left)
    with pytest.raises(UnclearAnswerError):
        read_scans(DAY + line, None)


@pytest.mark.parametrize(("line", "found"), [
    ("I was confirmed to have low testosterone (235 ng/dl, about 30% lower than the average 93 year old man's)",
     "testosterone 235 ng/dL"),
    ("low testosterone (235 ng/dl, normal is 300 and up)", "testosterone 235 ng/dL"),
    ("Elevated PTH levels: 12.1 pmol/L (above upper limit of 10.8)", "pth 12.1 pmol/L"),
    ("vitamin D level of 24 ng/mL is insufficient, and your parathyroid hormone (PTH) level of 277 pg/mL is "
     "significantly elevated", "25ohd 24 ng/mL; pth 277 pg/mL"),
    ("vitamin D insufficiency (22 ng/mL)", "25ohd 22 ng/mL"),
    ("Estradiol indetectable (<5 pg/mL), testosterona 780 ng/dL", "estradiol <5 pg/mL; testosterone 780 ng/dL"),
    ("Total test 905 ng/dl. Estradiol less than 5 pg/ml.", "testosterone 905 ng/dL; estradiol <5 pg/mL"),
    ("CTX 0.3 нг/мл 0.1-0.5", "ctx 0.3 ng/mL"), ("Эстрадиол 80 пмоль/л", "estradiol 80 pmol/L"),
    ("Mein Vitamin-D-Spiegel lag bei 18 ng/ml, das ist zu niedrig", "25ohd 18 ng/mL"),
    ("Oestradiol 17 bêta : 12 pg/mL", "estradiol 12 pg/mL"),
    ("Testosterone, Free, Dialysis 92.3 pg/mL 35.0-155.0", "free_testosterone 92.3 pg/mL"),
    ("Vitamin D (25-OH) 25 ng/ml (Labor ab 20)", "25ohd 25 ng/mL"),
    ("estradiol level of 8 pg/mL and testosterone level of 350 ng/dL in this 28-year-old male",
     "estradiol 8 pg/mL; testosterone 350 ng/dL"),
    ("Total testosterone 450 ng/dL: This is solidly within the normal range (reference 348-723 ng/dL)",
     "testosterone 450 ng/dL"),
])  # fmt: skip
def test_results_with_words_around_them(line: str, found: str) -> None:
    wanted = dict(one.split(" ", 1) for one in found.split("; "))
    assert imported(LABS, line) == wanted
    assert {str(one.keys["what"]): str(one.keys["value"]) for one in read_labs(DAY + line, None)} == wanted


@pytest.mark.parametrize(("line", "why"), [
    ("PTH 40 pg/mL, sample insufficient", "insufficient"), ("vitamin D 20 ng/mL is deficient", "a goal"),
    ("testosterone 612 ng/dL (free)", "another test"), ("vitamin D 28 ng/mL D2 only", "another test"),
    ("testosterone 612 ng/dL before TRT", "another day"), ("testosterone 612 ng/dL ?", "question mark"),
    ("SHBG 40 nmol/L upper limit", "a goal"), ("hemolyzed sample, calcium 11.2 mg/dL", ""),
    ("calcium (Alb-corr) 9.6 mg/dL", ""), ("estradiol (target) 30 pg/mL", ""), ("estradiol (wife) 30 pg/mL", ""),
    ("estradiol (2024) 30 pg/mL", ""), ("vitamin D (before supplement) 18 ng/mL", ""),
    ("testosterone (calc) 5 nmol/L", "free one"), ("Goal vitamin D 40 ng/mL", ""),
])  # fmt: skip
def test_what_is_no_result_is_left_by_both(line: str, why: str) -> None:
    reading = read_report(f"{LABS}{line}\nSHBG 40 nmol/L\n" if "SHBG" not in line else f"{LABS}{line}\n")
    assert {one.keys["what"] for one in reading.found} <= {"shbg"}
    assert why in "\n".join(one.why for one in reading.left)
    assert any(re.search(r"\d", one.said) for one in reading.left)
    with pytest.raises(UnclearAnswerError):
        read_labs(DAY + line, None)


@pytest.mark.parametrize("heading", [
    "Previous results (2025-01-10):", "History", "Last year:", "Targets:", "Normal values:", "Example report", "Wife:",
    "Control group mean", "Baseline:", "Before treatment", "Results from 2024:", "2025:", "Saliva", "Specimen: urine",
    "The following results are not valid:",
])  # fmt: skip
def test_a_heading_turns_what_stands_beneath_it(heading: str) -> None:
    report = f"SHBG 40 nmol/L\n{heading}\nEstradiol 25 pg/mL\nCurrent results\nPTH 40 pg/mL\n"
    reading = read_report(LABS + report)
    assert {one.keys["what"] for one in reading.found} == {"shbg", "pth"}
    assert any("Estradiol" in one.said for one in reading.left)
    with pytest.raises(UnclearAnswerError):
        read_labs(f"{DAY}\n{heading}\nEstradiol 25 pg/mL", None)


@pytest.mark.parametrize(
    "heading", ["Results", "Estradiol", "Former smoker", "Fracture history of the family"]
)
def test_other_lines_turn_nothing(heading: str) -> None:
    assert imported(LABS, f"{heading}\nSHBG 40 nmol/L") == {"shbg": "40 nmol/L"}


@pytest.mark.parametrize(
    "remark", ["*** CANCELLED ***", "Comment: haemolysed", "The result above is invalid."]
)
def test_a_remark_beneath_a_result_withdraws_it(remark: str) -> None:
    reading = read_report(f"{LABS}SHBG 40 nmol/L\nEstradiol 25 pg/mL\n{remark}\nPTH 40 pg/mL\n")
    assert {one.keys["what"] for one in reading.found} == {"shbg", "pth"}
    assert "to rely on" in reasons_of(reading)


def reasons_of(reading: object) -> str:
    return "\n".join(one.why for one in getattr(reading, "left", ()))


def test_the_day_of_an_earlier_value_is_not_that_of_the_new_one() -> None:
    for line in ("SHBG 40 nmol/L, 45 on 2025-01-10", "SHBG 40 nmol/L 45 (Jan 2025)"):
        days = {one.keys["date"] for one in read_report(f"{LABS}{line}\n").found}
        assert days <= {date(2026, 1, 12)}
    two = read_report(f"{LABS}2026-01-12: SHBG 40 nmol/L. 2025-01-10: estradiol 25 pg/mL\n").found
    assert {one.keys["what"]: str(one.keys["date"]) for one in two} == {
        "shbg": "2026-01-12",
        "estradiol": "2025-01-10",
    }
    assert not read_report("Laboratory results\nCollected: 26-01-12\nSHBG 40 nmol/L\n").found


def test_what_is_said_to_be_about_so_much_is_told() -> None:
    for line in ("SHBG ~40 nmol/L", "SHBG 40 nmol/L approx"):
        (found,) = read_report(f"{LABS}{line}\n").found
        assert found.note == "said to be about that"
    assert "in brackets" in reasons_of(read_report(f"{LABS}SHBG 40 nmol/L (45)\n"))


def test_a_unit_in_cyrillic_letters() -> None:
    assert with_latin_units("15 нмоль/л, 0,9 г/см2, мл") == "15 nmol/L, 0,9 g/cm2, мл"


def test_numbers_before_their_names_change_places_alone_where_all_do() -> None:
    assert (
        numbers_behind("Spine T-score -1.9 and hip -2.0 T-score") == "Spine T-score -1.9 and hip -2.0 T-score"
    )


def test_letters_at_the_heads_of_a_table_are_scores(tmp_path: Path) -> None:
    table = "Date;Site;T;Z;BMD\n2026-01-12;Total hip;-1.8;-0.9;0.812\n"
    assert set(values(read_in(written(tmp_path, "a.csv", table), tmp_path))) == {
        "t_score_total_hip", "z_score_total_hip", "bmd_total_hip",
    }  # fmt: skip


def test_a_day_alone_on_a_line_is_of_the_scan_where_the_report_names_no_other(tmp_path: Path) -> None:
    assert imported("2026-01-12\n", "Total hip T-score -1.8") == {"t_score_total_hip": "-1.8"}
    two = written(tmp_path, "a.txt", "2026-01-12\nReferred 2025-12-01\nTotal hip T-score -1.8\n")
    assert "without a date" in reasons(read_in(two, tmp_path))

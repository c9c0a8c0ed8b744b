"""A known quantity with a number is taken or named, in whatever form it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.importing.reading_in import read_in, reasons, values, written

SCAN = "DXA bone density\nDate of exam: 2025-03-14\n"
LABS = "Laboratory results\nCollected: 2026-01-12\n"
DENSITY = "a density in a form that is not read"
T_SCORE = "a T-score in a form that is not read"
UNNAMED = "no word that can be read on what it is"
UNREAD = "a result in a form that is not read"
NECK = "bmd_femoral_neck"


@pytest.mark.parametrize("line", [
    "Femoral neck BMD 0.9 g/cm2", "Femoral neck BMD .9 g/cm2", "Femoral neck 0.9 g/cm2",
    "BMD: 0.9 g/cm2 (femoral neck)", "BMD femoral neck 0.9gr/cm2",
    "The density of the femoral neck is 0.9 grams per cm2",
])  # fmt: skip
def test_a_density_with_its_unit_may_have_one_decimal(line: str, tmp_path: Path) -> None:
    assert values(read_in(written(tmp_path, "a.txt", f"{SCAN}{line}\n"), tmp_path)) == {NECK: "0.9 g/cm^2"}


@pytest.mark.parametrize(("line", "why"), [
    ("Femoral neck BMD 0.9", DENSITY), ("Femoral neck BMD 1 g/cm2", DENSITY), ("Femoral neck BMD: 912 mg/cm2", DENSITY),
    ("Femoral neck BMD = 0.9123456 g/cm2", DENSITY), ("Femoral neck BMD 0.9 - 1.0 g/cm2", DENSITY),
    ("Femoral neck BMD 0 912 g/cm2", DENSITY), ("femoral neck bone density 0.9", DENSITY),
    ("Femoral neck 0.91", UNNAMED), ("Femoral neck -1.8", UNNAMED), ("Femoral neck -1.8 SD", UNNAMED),
    ("Hip -1.8 (T), -0.6 (Z)", UNNAMED), ("Femoral neck t/score -1.8", UNNAMED),
    ("Hip T-score of -0.8 on the left and -0.9 on the right", "both sides in one line"),
    ("My scan showed -2.5 T score", "no place is told"), ("The hip T-score is within 1 SD of young adults", T_SCORE),
    ("The hip T-score is not -1.2", UNNAMED),
    ("The spine was 3.8 standard deviations from the norm", UNNAMED),
    ("LS: -1.2, FN: -1.5 (scores)", "results of several sites"),
    ("Total Left 0.912 -0.8 -0.3", "does not say of which place"),
    ("DualFemur\nLeft 0.912 -0.8 -0.3", "a side without the name of its region"),
])  # fmt: skip
def test_a_number_of_a_scan_that_is_not_read_is_named(line: str, why: str, tmp_path: Path) -> None:
    preview = read_in(written(tmp_path, "a.txt", f"{SCAN}Total body BMD 1.180 g/cm2\n{line}\n"), tmp_path)
    assert values(preview) == {"bmd_total_body": "1.180 g/cm^2"}
    assert why in reasons(preview)


@pytest.mark.parametrize(("line", "taken", "why"), [
    ("Femoral neck T-score -1.8 and BMD 0.9", {"t_score_femoral_neck": "-1.8"}, DENSITY),
    ("Femoral neck BMD 0.912 g/cm2, T-score 1.2, T-score 0.9", {NECK: "0.912 g/cm^2"}, T_SCORE),
    ("Femoral neck T-score 0.3, later -1.1", {"t_score_femoral_neck": "0.3"}, UNNAMED),
    ("Hip L 0.912 -0.8", {"bmd_total_hip": "0.912 g/cm^2"}, UNNAMED),
])  # fmt: skip
def test_what_is_lost_beside_a_number_that_is_read_is_named(
    line: str, taken: dict[str, str], why: str, tmp_path: Path
) -> None:
    preview = read_in(written(tmp_path, "a.txt", f"{SCAN}{line}\n"), tmp_path)
    assert values(preview) == taken
    assert why in reasons(preview)


@pytest.mark.parametrize("lines", [
    "Osteopenia: T-score between -1.0 and -2.5", "Ward's 1.10 0.55 0.500", "Neck Diff. 0.020 2 0.2",
    "Total BMD CV 1.0%, ACF = 1.032", "L1 14.02 12.11 0.864",
])  # fmt: skip
def test_what_is_no_number_of_a_site_is_not_named(lines: str, tmp_path: Path) -> None:
    preview = read_in(written(tmp_path, "a.txt", f"{SCAN}Femoral neck BMD 0.912 g/cm2\n{lines}\n"), tmp_path)
    assert values(preview) == {NECK: "0.912 g/cm^2"}
    assert not reasons(preview)


@pytest.mark.parametrize("line", [
    "estradiol levels that fell (to 113 pg/mL) after 12 weeks", "27 pg/mL to 30 pg/mL estradiol", "E2=27",
    "T 620 / E2 22", "serumPTH: 65", "Estradiol level came down to 27 pg/mL", "2 E2 \u96cc 69.01 11.3-43.2 pg/mL",
    "<td>Estradiol</td><td>27</td><td>pg/mL</td>",
])  # fmt: skip
def test_a_laboratory_value_that_is_not_read_is_named(line: str, tmp_path: Path) -> None:
    preview = read_in(written(tmp_path, "a.txt", f"{LABS}Calcium 9.5 mg/dL\n{line}\n"), tmp_path)
    assert values(preview) == {"serum_calcium": "9.5 mg/dL"}
    assert UNREAD in reasons(preview) or "without a unit" in reasons(preview)


@pytest.mark.parametrize("line", [
    "Vitamin D deficiency has been defined as a level of serum 25-OH vitamin D less than 20 ng/mL.",
    "Reference interval for estradiol: 7 - 42 pg/mL", "median P1NP was 51.7 ng/mL (95% CI 43.2-53.7)",
    "Testosterone below 300 ng/dL is low",
])  # fmt: skip
def test_what_a_laboratory_explains_is_not_named(line: str, tmp_path: Path) -> None:
    preview = read_in(written(tmp_path, "a.txt", f"{LABS}Calcium 9.5 mg/dL\n{line}\n"), tmp_path)
    assert values(preview) == {"serum_calcium": "9.5 mg/dL"}
    assert UNREAD not in reasons(preview)


@pytest.mark.parametrize(("line", "taken"), [
    ("My estradiol came back at 27 pg/mL", {"estradiol": "27 pg/mL"}),
    ("The estradiol is 27 pg/mL, which is fine", {"estradiol": "27 pg/mL"}),
    ("Estradiol of 27 pg/mL. Testosterone level was 480 ng/dL.",
     {"estradiol": "27 pg/mL", "testosterone": "480 ng/dL"}),
    ("E2 24 pg/mL; FSH 0.3 mIU/mL; Hct 49.8%; Ca 9.6 mg/dL",
     {"estradiol": "24 pg/mL", "hematocrit": "49.8 %", "serum_calcium": "9.6 mg/dL"}),
    ("E2 24 pg/mL, FSH 0.3 mIU/mL, LH 4.1 mIU/mL", {"estradiol": "24 pg/mL", "lh": "4.1 mIU/mL"}),
    ("Testosterone 512 ng/dL (was 330 in 2023)", {"testosterone": "512 ng/dL"}),
    ("CKD stage 3a (eGFR 52 mL/min)", {"egfr": "52 mL/min"}),
    ("Estradiol 15 (Estradl 8-45 pg mL)", {"estradiol": "15 pg/mL"}),
    ("Goal (estradiol 20 pg/mL)", {}), ("Estradiol .9 pg/mL", {"estradiol": "0.9 pg/mL"}),
    ("S. Calcium: 9.3 mg/dl", {"serum_calcium": "9.3 mg/dL"}),
    ("Testosteron ges. 7,1 ng/ml", {"testosterone": "7.1 ng/mL"}),
])  # fmt: skip
def test_laboratory_values_in_sentences_and_lists(line: str, taken: dict[str, str], tmp_path: Path) -> None:
    assert values(read_in(written(tmp_path, "a.txt", f"{LABS}{line}\n"), tmp_path)) == taken


def test_one_that_was_and_one_that_is_are_two_numbers(tmp_path: Path) -> None:
    preview = read_in(
        written(tmp_path, "a.txt", f"{LABS}Testosterone was 480 ng/dL, now 520 ng/dL\n"), tmp_path
    )
    assert not values(preview)
    assert "no word on which is the result" in reasons(preview)


def test_what_else_a_line_names_behind_its_result_is_named(tmp_path: Path) -> None:
    preview = read_in(
        written(tmp_path, "a.txt", f"{LABS}Testosterone 480 ng/dL (free testosterone went to 12 pg/mL)\n"),
        tmp_path,
    )
    assert values(preview) == {"testosterone": "480 ng/dL"}
    assert UNREAD in reasons(preview)


def test_a_table_within_a_report_may_have_a_day_in_each_row(tmp_path: Path) -> None:
    table = (
        "Test results\nDate        Testosterone (ng/dL)   Estradiol (pg/mL)   TSH (mU/L)\n"
        "2025-02-12   512   <5   1.2\n2024-08-20   330   -   1.1\n2023-08-20   330   15\n"
    )
    preview = read_in(written(tmp_path, "a.txt", table), tmp_path)
    taken = {(str(one.keys["date"]), one.keys["what"]): one.keys["value"] for one in preview.taken}
    assert taken == {
        ("2025-02-12", "testosterone"): "512 ng/dL",
        ("2025-02-12", "estradiol"): "<5 pg/mL",
        ("2024-08-20", "testosterone"): "330 ng/dL",
    }
    assert "TSH (mU/L): 1.2" in reasons(preview)
    assert "whose cells do not go with the columns" in reasons(preview)


@pytest.mark.parametrize(("rows", "taken"), [
    ("Left total hip 0.912 -0.8 -0.3", ("0.912 g/cm^2", "-0.8", "-0.3")),
    ("H\u00fcfte links gesamt 0,912 -0,8 -0,3", ("0.912 g/cm^2", "-0.8", "-0.3")),
    ("Total hip\nLeft   0.912   -0.8   -0.3\nRight   0.898   -0.9   -0.4", ("0.912 g/cm^2", "-0.8", "-0.3")),
    ("Left total hip 0.912 g/cm2 -0.8 -0.3", ("0.912 g/cm^2", "-0.8", "-0.3")),
    ("Left hip: BMD 0.912 g/cm2, T-score -0.8, Z-score -0.3. Right hip: BMD 0.898 g/cm2, T-score -0.9, Z-score -0.4.",
     ("0.912 g/cm^2", "-0.8", "-0.3")),
])  # fmt: skip
def test_rows_of_sides_without_a_head(rows: str, taken: tuple[str, str, str], tmp_path: Path) -> None:
    preview = read_in(written(tmp_path, "a.txt", f"{SCAN}{rows}\n"), tmp_path, side="left")
    names = ("bmd_total_hip", "t_score_total_hip", "z_score_total_hip")
    assert values(preview) == dict(zip(names, taken, strict=True))
    assert UNNAMED not in reasons(preview)


@pytest.mark.parametrize(("head", "day"), [
    ("Ost\u00e9odensitom\u00e9trie. Examen r\u00e9alis\u00e9 le 12/11/2024.", "2024-11-12"),
    ("NHS Trust. DEXA scan report. Date of scan: 12/11/2024", "2024-11-12"),
    ("DXA, scan date: December 11, 2024\nExam date: 12/11/2024", "2024-12-11"),
])  # fmt: skip
def test_language_and_months_in_words_tell_the_order_of_a_date(head: str, day: str, tmp_path: Path) -> None:
    preview = read_in(written(tmp_path, "a.txt", f"{head}\nTotal hip T-score -1.2\n"), tmp_path)
    assert [str(one.keys["date"]) for one in preview.taken] == [day]


def test_a_share_of_the_young_adult_mean_leaves_the_score_beside_it(tmp_path: Path) -> None:
    line = (
        "The BMD of the lumbar spine (L1-L4) measures 1.010 g/cm2, which is 88% of the young adult mean (T-score -1.4) "
        "and 92% of the age matched mean (Z-score -0.9)."
    )
    assert values(read_in(written(tmp_path, "a.txt", f"{SCAN}{line}\n"), tmp_path)) == {
        "bmd_lumbar_spine": "1.010 g/cm^2",
        "t_score_lumbar_spine": "-1.4",
        "z_score_lumbar_spine": "-0.9",
    }


def test_a_density_on_a_scale_that_is_not_known_contradicts_no_score(tmp_path: Path) -> None:
    report = f"{SCAN}GE Lunar iDXA\nRadius 33%: BMD 0.890 g/cm2, T-score -1.0\n"
    assert values(read_in(written(tmp_path, "a.txt", report), tmp_path)) == {
        "bmd_radius_33": "0.890 g/cm^2",
        "t_score_radius_33": "-1.0",
    }

"""Numbers that look like a result of this person and are none: each kind is named and not taken."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.importing.reading_in import entries, read_in, reasons, values, written

from osteotwin.errors import InputError

SCAN = "DXA bone density\nDate of exam: 2025-03-14\n"
LABS = "Laboratory results\nCollected: 2026-01-12\n"
LIST = "Testosterone enanthate 125 mg weekly since 2024-03-01\n"


@pytest.mark.parametrize(("report", "why"), [
    ("T-scores: L1: -1.2, L2: -1.5, L3: -1.4, L4: -1.3, L1-L4: -1.4", "several vertebrae in one line"),
    ("AP spine L1-L4, L4: 1.204, 0.2, 0.7", "a vertebra alone beside the name of all four"),
    ("Lumbar spine L1-L4 BMD 0.982 g/cm2 (L3 excluded)", "vertebrae that were left out"),
    ("Lumbar spine L1-L4 BMD 0.982 g/cm2\nL3 is excluded for sclerosis.", "vertebrae that were left out"),
    ("Lumbar spine trabecular BMD 92 mg/cm3, T-score -2.9", "a density of a volume"),
    ("T-score change spine -0.3, hip -0.1", "what changed since another scan"),
    ("T-score spine -0.3 lower than before", "what changed since another scan"),
    ("Change in T-score of the spine: -0.3", "changed"),
    ("TBS of L1-L4 1.312, T-score -1.0", "trabecular bone score"),
    ("Lumbar spine T-score: -2.5 or lower is osteoporosis", "limit"),
    ("Femoral neck T-score of -1 or better", "threshold"), ("Femoral neck T-score -2.5 or worse", "threshold"),
    ("Total hip T-score -2.5 oder schlechter", "threshold"), ("Total hip T-score de -2,5 o menos", "threshold"),
    ("Total hip T-score -1 ou plus", "threshold"), ("Total hip BMD 0.80 g/cm2 oder weniger", "threshold"),
    ("Total hip T-score -2 to -1.5", "a range"), ("Total hip T-score -2.5 or so", "about that"),
    ("Lumbar spine T-score -1.1 a -2.4", "a range"),
    ("Lumbar spine T-score -1.1 \u00e0 -2.4", "a range"), ("Lumbar spine T-score von -1.0 bis \u2013 2.5", "a range"),
    ("Lumbar spine T-score zwischen -1.0 und -2.5", "a range"),
    ("Lumbar spine T-score entre -1.0 et -2.5", "a range"), ("Lumbar spine T-score entre -1,0 y -2,5", "a range"),
])  # fmt: skip
def test_a_line_of_a_scan_that_is_no_result_is_named(report: str, why: str, tmp_path: Path) -> None:
    preview = read_in(written(tmp_path, "a.txt", f"{SCAN}{report}\n"), tmp_path)
    assert not values(preview)
    assert why in reasons(preview)


@pytest.mark.parametrize(
    "method", ["QCT bone densitometry", "Heel ultrasound", "Quantitative CT of the spine", "pQCT"]
)
def test_scores_beneath_another_method_are_none_of_dxa(method: str, tmp_path: Path) -> None:
    report = f"{method}\nExam date: 2025-03-14\nLumbar spine T-score -2.9\nDXA\nTotal hip T-score -0.5\n"
    preview = read_in(written(tmp_path, "a.txt", report), tmp_path)
    assert values(preview) == {"t_score_total_hip": "-0.5"}
    assert "a person's file holds what DXA measured" in reasons(preview)


@pytest.mark.parametrize("line", [
    "Rate of change: spine -0.013 g/cm2 per year", "Total hip BMD change -0.005 g/cm2/year",
    "Change since 2022: spine -0.039 g/cm2 (-4.1%)",
])  # fmt: skip
def test_what_is_lost_in_a_year_is_no_density(line: str, tmp_path: Path) -> None:
    preview = read_in(written(tmp_path, "a.txt", f"{SCAN}{line}\nSpine BMD 0.921 g/cm2\n"), tmp_path)
    assert values(preview) == {"bmd_lumbar_spine": "0.921 g/cm^2"}


@pytest.mark.parametrize(("line", "score"), [
    ("Lumbar spine T-score: -1.5 (normal > -1.0; osteoporosis < -2.5)", "-1.5"),
    ("Lumbar spine T-score -1.5 (p<0.05)", "-1.5"), ("Lumbar spine T-score -1.5 (84% of young adult)", "-1.5"),
])  # fmt: skip
def test_a_definition_in_brackets_leaves_the_result(line: str, score: str, tmp_path: Path) -> None:
    assert values(read_in(written(tmp_path, "a.txt", f"{SCAN}{line}\n"), tmp_path)) == {
        "t_score_lumbar_spine": score
    }


@pytest.mark.parametrize(
    "heading", ["My wife's DXA 14 March 2025", "Husband: bone density scan", "Labs (mother)"]
)
def test_what_stands_beneath_a_heading_of_somebody_else_is_not_read(heading: str, tmp_path: Path) -> None:
    hers = "Lumbar spine T-score -2.5\nTestosterone 22 ng/dL"
    report = f"{heading}\n{hers}\nMy DXA 14 March 2025\nTotal hip T-score -0.5\n"
    preview = read_in(written(tmp_path, "a.txt", report), tmp_path)
    assert values(preview) == {"t_score_total_hip": "-0.5"}
    assert "results of somebody else" in reasons(preview)


@pytest.mark.parametrize(("line", "why"), [
    ("TT = 353 ng/dl to 955 ng/dl (5 tests over a year)", "a range"), ("Testosterone 310 -> 540 ng/dL", "what it was"),
    ("E2 35 \u2192 22 pg/mL", "what it was"), ("PTH: 41 pg/mL - sample rejected", "rejected"),
    ("Estradiol 22 pg/mL (specimen hemolyzed)", "hemolyzed"), ("E2 between 15 and 30 pg/mL", "not read"),
    ("Testosterone nmol/L 8.6-29.0 18.7 21.1", "not read"),
])  # fmt: skip
def test_a_laboratory_line_that_is_no_single_result_is_named(line: str, why: str, tmp_path: Path) -> None:
    preview = read_in(written(tmp_path, "a.txt", f"{LABS}{line}\n"), tmp_path)
    assert not values(preview)
    assert why in reasons(preview)


@pytest.mark.parametrize(("lines", "found"), [
    ("1. Testosterone 540 ng/dL\n2) Estradiol 22 pg/mL", {"testosterone": "540 ng/dL", "estradiol": "22 pg/mL"}),
    ("**Testosterone** | **540** | ng/dL", {"testosterone": "540 ng/dL"}),
    ("Testosterone............540 ng/dL", {"testosterone": "540 ng/dL"}),
    ("E2 \u219322 pg/mL", {"estradiol": "22 pg/mL"}), ("T 18.7 nmol/L, E2 80 pmol/L", {"testosterone": "18.7 nmol/L",
                                                                                    "estradiol": "80 pmol/L"}),
    ("Testosterone,540,ng/dL,264,916", {"testosterone": "540 ng/dL"}),
])  # fmt: skip
def test_marks_of_notes_change_no_result(lines: str, found: dict[str, str], tmp_path: Path) -> None:
    assert values(read_in(written(tmp_path, "a.txt", f"{LABS}{lines}\n"), tmp_path)) == found


@pytest.mark.parametrize("report", [
    "Pre-TRT labs (2023-02-01): Total T 310 ng/dL, E2 18 pg/mL", "2023-02-01 T 310 ng/dL E2 18 pg/mL",
    "Bloods 1 Feb 2023: TT 310 ng/dL, E2 18 pg/mL",
])  # fmt: skip
def test_the_day_before_several_results_is_of_all(report: str, tmp_path: Path) -> None:
    preview = read_in(written(tmp_path, "a.txt", f"{LABS}{report}\n"), tmp_path)
    assert values(preview) == {"testosterone": "310 ng/dL", "estradiol": "18 pg/mL"}
    assert {str(one.keys["date"]) for one in preview.taken} == {"2023-02-01"}


@pytest.mark.parametrize("day", ["12. Januar 2026", "12. March 2026", "12. Dezember 2025", "- 3. April 2025"])
def test_a_day_at_the_beginning_of_a_line_is_no_number_of_a_list(day: str, tmp_path: Path) -> None:
    for line in (f"{day}: Testosterone 540 ng/dL", f"{day}\nTestosterone 540 ng/dL"):
        (one,) = read_in(written(tmp_path, "a.txt", f"{line}\n"), tmp_path).taken
        assert str(one.keys["date"])[8:] == f"{int(day.strip('- ').split('.')[0]):02d}"
        assert "middle of that month" not in one.note


def test_days_that_stand_below_results_are_asked(tmp_path: Path) -> None:
    report = "Testosterone 540 ng/dL\nCollected 2026-01-12\nEstradiol 22 pg/mL\nCollected 2025-07-04\n"
    preview = read_in(written(tmp_path, "a.txt", report), tmp_path)
    assert not values(preview)
    assert "which of several days" in reasons(preview)


def test_of_two_values_of_one_day_neither_is_taken(tmp_path: Path) -> None:
    report = (
        f"{LABS}Testosterone 540 ng/dL (before the injection)\nTestosterone 1100 ng/dL (48 h behind it)\n"
    )
    preview = read_in(written(tmp_path, "a.txt", report), tmp_path)
    assert not values(preview)
    assert {one.entry.keys["value"] for one in preview.not_taken} == {"540 ng/dL", "1100 ng/dL"}


@pytest.mark.parametrize("line", [
    "dexamethasone 5 mg - into left eye since 2025-01-01", "Dexamethasone 0.7 mg intravitreal implant 2025-01-01",
    "Triamcinolone 40 mg injected into right knee 2025-01-01", "Fluticasone 50 mcg nasal spray daily since 2025-01-01",
    "Hydrocortisone 10 mg cream daily since 2025-01-01", "Dexamethasone 4 mg ear drops since 2025-01-01",
    "Hydrocortisone 25 mg per rectum nightly since 2025-01-01", "Methylprednisolone 40 mg epidural 2025-02-01",
    "Betamethasone 0.5 mg mouthwash twice daily since 2025-01-01",
])  # fmt: skip
def test_a_drug_given_at_one_place_is_none_of_the_body(line: str, tmp_path: Path) -> None:
    preview = read_in(written(tmp_path, "a.txt", f"{LIST}{line}\n"), tmp_path)
    assert [one["name"] for one in entries(preview, "plan.drug")] == ["Testosterone enanthate"]
    assert not entries(preview, "habits.drug")
    assert line[:10].casefold() in reasons(preview).casefold()


@pytest.mark.parametrize("line", [
    "Prednisone 5 mg daily since 2025-01-01", "Dexamethasone 4 mg by mouth daily since 2025-01-01",
    "Budesonide 200 mcg inhaled twice daily since 2025-01-01",
])  # fmt: skip
def test_a_drug_that_reaches_the_body_is_one(line: str, tmp_path: Path) -> None:
    preview = read_in(written(tmp_path, "a.txt", f"{LIST}{line}\n"), tmp_path)
    assert len([one for one in preview.taken if one.table[-1] == "drug"]) == 2


def test_somebody_of_the_other_sex_is_asked_about(tmp_path: Path) -> None:
    told = written(tmp_path, "a.txt", f"{SCAN}A 70-year-old woman has a DEXA T-score of -2.8 at the hip.\n")
    with pytest.raises(InputError, match="somebody who is female"):
        read_in(told, tmp_path)
    young = f"{SCAN}Total hip T-score -2.8\nIt tells how far he is from a 30-year-old woman.\n"
    assert values(read_in(written(tmp_path, "b.txt", young), tmp_path)) == {"t_score_total_hip": "-2.8"}


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("PTH 65- pg/mL", "a dash behind its number"),
        ("Free+total testosterone 5 nmol/L", "free and total testosterone in one"),
        ("Testosterone, free and total 5 nmol/L", "free and total testosterone in one"),
    ],
)
def test_a_result_that_may_be_either_of_two_is_named(line: str, why: str, tmp_path: Path) -> None:
    preview = read_in(written(tmp_path, "a.txt", f"Collected: 2025-01-22\n{line}\n"), tmp_path)
    assert not values(preview)
    assert why in reasons(preview)


@pytest.mark.parametrize("beside", ["prior 20 ng/mL", "(previous 20)", "prev 20 ng/mL"])
def test_an_earlier_value_beside_a_result_is_named(beside: str, tmp_path: Path) -> None:
    text = f"Collected: 2025-01-22\nVitamin D 28 ng/mL {beside}\n"
    preview = read_in(written(tmp_path, "a.txt", text), tmp_path)
    assert values(preview) == {"25ohd": "28 ng/mL"}
    assert "an earlier value whose day is not given" in reasons(preview)

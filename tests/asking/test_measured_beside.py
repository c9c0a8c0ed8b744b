"""Values beside dates, ranges, limits and headings: no digit of one is taken for another."""

from __future__ import annotations

from datetime import date

import pytest

import osteotwin as ot
from osteotwin.importing.shared_scores import each_with_its_score

TODAY = date(2026, 2, 1)


def read(question: str, answer: str) -> str:
    return ot.new_person({question: answer}, today=TODAY).understood[question]


@pytest.mark.parametrize(
    ("question", "answer", "told"),
    [
        ("scans", "spine T -2.5 Jan 2020", "T-score -2.5 on 2020-01-15"),
        ("scans", "total hip T -1,8 Januar 2024", "T-score -1.8 on 2024-01-15"),
        ("scans", "spine BMD 1.05 Feb 2024", "BMD 1.05 g/cm^2 on 2024-02-15"),
        ("scans", "total hip 0.780 g/cm2 Jan 2024", "BMD 0.780 g/cm^2 on 2024-01-15"),
        ("labs", "calcium (mmol/l): 2.4 March 2025", "2.4 mmol/L on 2025-03-15"),
        ("labs", "vitamin D 30 ng/mL Jan 2026", "30 ng/mL on 2026-01-15"),
    ],
)
def test_the_decimals_of_a_value_are_no_day(question: str, answer: str, told: str) -> None:
    assert told in read(question, answer)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ("total hip T -2-2.5, 2026-01-12", "two numbers"),
        ("hip T -1.5–1.8, 5 Jan 2024", "two numbers"),
        ("total hip T < -2.5, 5 Jan 2024", "limit"),
        ("total hip T not -2.5, 5 Jan 2024", "limit"),
        ("spine 2.5 SD below, 5 Jan 2024", r"T-score -2\.5"),
        ("hip replacement left, hip T -1.5, 5 Jan 2024", "replacement"),
    ],
)
def test_what_is_no_single_value_is_asked(answer: str, why: str) -> None:
    with pytest.raises(ot.InputError, match=why):
        read("scans", answer)


@pytest.mark.parametrize(
    "answer",
    ["T-scores: hip -1.8; Z-scores: hip -0.9, spine -1.3, 5 Jan 2024",
     "Z-scores hip -0.9, spine -1.3; T-scores neck -1.8, 5 Jan 2024"],
)  # fmt: skip
def test_a_heading_holds_to_the_next_one(answer: str) -> None:
    said = read("scans", answer)
    assert "Lumbar spine Z-score -1.3" in said
    assert "T-score -1.8" in said


def test_a_score_of_all_sites_is_of_each() -> None:
    said = read(
        "scans", "T-score of -2.6 at all three sites (lumbar spine, femoral neck, and total hip), 5 Jan 2024"
    )
    assert said.count("T-score -2.6") == 3
    two = "T-scores of -2.6 and -1.9 at the spine and hip"
    assert each_with_its_score(two) == two


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("left hip T -1.9, 5 Jan 2024", "of the left"),
        ("total hip T -1.5, -3% since 2024, 5 Jan 2024", "change"),
    ],
)
def test_what_is_not_used_is_said(answer: str, said: str) -> None:
    assert said in read("scans", answer)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("12 January 2026: Calcium||9.4|mg/dL|8.6-10.2", "Serum calcium 9.4 mg/dL"),
        ("12 January 2026: |Estradiol | 27 | pg/mL | 10-40|", "Estradiol 27 pg/mL"),
        ("vitamin D 30+ ng/ml 5 Jan 2026", "25OHD >30 ng/mL"),
    ],
)
def test_cells_and_limits_of_a_laboratory(answer: str, said: str) -> None:
    assert said in read("labs", answer)


@pytest.mark.parametrize("answer", ["woman 65, mother-in-law had a hip fracture", "woman 65, parents: no hip fracture",
                                    "woman 65, husband smokes", "woman 65, Black"])  # fmt: skip
def test_what_is_of_others_is_said(answer: str) -> None:
    said = read("person", answer)
    assert "In no number here: " + answer.partition(", ")[2] in said
    assert "broke" not in said.partition("In no number")[0]


def test_a_letter_that_may_be_the_sex_is_not_set_aside() -> None:
    with pytest.raises(ot.InputError):
        read("person", "60 kg 160 cm 65 w")


@pytest.mark.parametrize(
    "answer",
    [
        "PTH 45 pg/ml 5/9/24, vitamin D 28 ng/ml 8/28/24",
        "PTH 45 pg/ml 5/9/24; vitamin D 28 ng/ml 8/28/24",
        "PTH 45 pg/ml (9 May 2024), vitamin D 28 ng/ml (28 Aug 2024)",
        "9 May 2024: PTH 45 pg/ml, 28 Aug 2024: vitamin D 28 ng/ml",
    ],
)
def test_each_value_of_a_list_has_its_own_day_and_one_tells_the_order_of_all(answer: str) -> None:
    assert read("labs", answer) == "PTH 45 pg/mL on 2024-05-09; 25OHD 28 ng/mL on 2024-08-28."


def test_an_order_that_no_day_tells_is_asked() -> None:
    with pytest.raises(ot.InputError, match="may be"):
        read("labs", "PTH 45 pg/ml 5/9/24; vitamin D 28 ng/ml 6/8/24")


@pytest.mark.parametrize("answer", ["PTH 45 2026-01-12", "CTX 451 2026-01-12", "estradiol 25 2026-01-12"])
def test_a_day_behind_a_bare_value_is_no_second_value(answer: str) -> None:
    with pytest.raises(ot.InputError, match="no unit in"):
        read("labs", answer)


@pytest.mark.parametrize(
    "answer",
    [
        "PTH 65- pg/ml, 5 Jan 2026",
        "testosterone free+total 5 nmol/l, 5 Jan 2026",
        "free and total testosterone 5 nmol/l, 5 Jan 2026",
    ],
)
def test_a_dash_behind_a_number_and_two_parts_in_one_are_asked(answer: str) -> None:
    with pytest.raises(ot.InputError):
        read("labs", answer)


def test_the_maker_behind_a_density_is_no_unit() -> None:
    assert read("scans", "hip BMD 0.780 Lunar Prodigy, 5 Jan 2024") == (
        "Total hip BMD 0.780 g/cm^2 on 2024-01-05 (lunar)."
    )


def test_numbers_that_are_no_days_tell_no_order() -> None:
    answers = {"training": "squat 15-12-10 kg 3x8", "labs": "PTH 45 pg/ml 5/9/24"}
    with pytest.raises(ot.InputError, match="may be 05 September 2024 or 09 May 2024"):
        ot.new_person(answers, today=TODAY)
    with pytest.raises(ot.InputError, match="whose year may stand at either end"):
        read("labs", "vitamin D 28 ng/ml 26-01-05")


def test_a_site_that_is_the_same_needs_its_own_value() -> None:
    with pytest.raises(ot.InputError, match='no value in "spine same"'):
        read("scans", "hip T -1.5, spine same, 5 Jan 2024")


def test_a_woman_s_testosterone_in_the_units_of_men_is_asked() -> None:
    answers = {"person": "woman, 55", "labs": "testosterone 45 nmol/l, 5 Jan 2026"}
    with pytest.raises(ot.InputError, match='write "45 ng/dL" if that is meant'):
        ot.new_person(answers, today=TODAY)


@pytest.mark.parametrize("answer", ["spine T-score 2.5, 5 Jan 2024", "spine T 2.5, 5 Jan 2024"])
def test_a_high_score_without_a_sign_is_asked(answer: str) -> None:
    with pytest.raises(
        ot.InputError, match=r'write "T-score -2\.5" if it is below zero, else "T-score \+2\.5"'
    ):
        read("scans", answer)


@pytest.mark.parametrize(
    "answer",
    ["spine T-score +2.5, 5 Jan 2024", "spine T-score 2.5; hip T-score -1.1, 5 Jan 2024"],
)
def test_a_high_score_where_signs_are_written_is_taken(answer: str) -> None:
    assert "Lumbar spine T-score 2.5 on 2024-01-05" in read("scans", answer)


@pytest.mark.parametrize(("question", "answer", "why"), [
    ("scans", "12 May 2025: spine T-score -2.6 at L3", "one vertebra"),
    ("scans", "12 May 2025: lumbar spine (L1, L2) T-score -2.6", "vertebra alone"),
    ("scans", "12 May 2025: spine T-score L1, L3, L4: -2.6", "vertebra alone"),
    ("scans", "12 May 2025: hip T-score -1.6, neck T-score 0.5 lower", "changed"),
    ("scans", "12 May 2025: spine T-score -2.6 at diagnosis", "another day"),
    ("scans", "12 May 2025: spine T-score around -2.6", "about"),
    ("scans", "12 May 2025: spine T-score -2.6; arthritis makes it look better", "arthritis"),
    ("scans", "12 May 2025: spine normal, hip T-score -1.7", "no value"),
    ("scans", "13 May 2025: spine T-score -2.5; hip T-score -1.9; 10 May 2023", "2023-05-10"),
    ("labs", "estradiol 18 pg/mL (12 May 2025), CTX 300 pg/mL", "no day of \"CTX"),
    ("labs", "12 May 2025: vit D 28 ng/mL, calcium normal", "no number of \"calcium"),
    ("labs", "12 May 2025: estradiol (2 Jan 2024): 18 pg/mL", "2024|Jan"),
    ("labs", "12 May 2025: estradiol (Anna) 18 pg/mL", "Anna"),
    ("labs", "12 May 2025: vitamin D 28 ng/mL (optimal)", "optimal"),
    ("labs", "12 May 2025: my Vit D level is 21 ng/ml, PTH 52 pg/ml, Calcium range from 9.8-10.2 mg/dl", "Calcium"),
    ("labs", "12 May 2025: Estradiol 8-35 pg/mL, vitamin D 21 ng/mL", "Estradiol"),
    ("labs", "12 May 2025: vitamin D 28 ng/mL reference", "reference"),
    ("labs", "12 May 2025: vitamin D 10 ng/mL lower", "lower"),
    ("labs", "12 May 2025: vitamin D just under 28 ng/mL", "just under"),
    ("labs", "12 May 2025\nvitamin D 28 ng/mL (boss)\nestradiol 18 pg/mL", "boss"),
    ("labs", "12 May 2025\nhubby\nvitamin D 28 ng/mL", "hubby"),
    ("scans", "12 May 2025\nhubby\nspine T-score -2.5", "hubby"),
    ("scans", "12 May 2025\nspine T-score -2.5 (hubby)\nhip T-score -1.0", "hubby"),
    ("scans", "12 May 2025: spine T-score -2.5 (reference)", "reference"),
    ("scans", "12 May 2025: spine T-score -2.5; reference", "reference"),
    ("scans", "12 May 2025: spine T-score -2.5 Vorwert", "Vorwert"),
    ("scans", "12 May 2025: spine T-score -2.5 (from 2019)", "2019"),
    ("scans", "12 May 2025: spine T-score -2.5 approx", "about that"),
])  # fmt: skip
def test_nothing_beside_a_value_is_passed_over(question: str, answer: str, why: str) -> None:
    with pytest.raises(ot.InputError, match=why):
        read(question, answer)


@pytest.mark.parametrize(("question", "answer", "read_as"), [
    ("scans", "12 May 2025: hip T-score -2.1 (neck), -1.6 (total)", "Femoral neck T-score -2.1"),
    ("scans", "12 May 2025: hip: T -2.1 (FN), T -1.6 (TH)", "Total hip T-score -1.6"),
    ("labs", "12 May 2025: estradiol under the detection limit (5 pg/mL)", "Estradiol <5 pg/mL"),
])  # fmt: skip
def test_words_beside_a_value_say_what_it_is(question: str, answer: str, read_as: str) -> None:
    assert read_as in read(question, answer)

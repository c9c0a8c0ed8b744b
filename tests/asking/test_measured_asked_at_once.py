"""What an answer on scans or blood tests lacks is asked at once, in his own words; labels of days change nothing."""

from __future__ import annotations

from datetime import date

import pytest

import osteotwin as ot

TODAY = date(2026, 11, 30)


def asked(question: str, answer: str) -> list[str]:
    with pytest.raises(ot.InputError) as error:
        ot.new_person({question: answer}, today=TODAY)
    return [str(problem) for problem in error.value.problems]


def told(question: str, answer: str, **more: str) -> str:
    return ot.new_person({question: answer, **more}, today=TODAY).understood[question]


@pytest.mark.parametrize(("question", "answer", "line"), [
    ("labs", "E2 22; TT 650 ng/dL; PTH 44 pg/mL", "DAY MONTH YEAR: E2 22 pg/mL; TT 650 ng/dL; PTH 44 pg/mL"),
    ("labs", "estradiol 22 pg/mL\nvitamin D 31 ng/mL", "DAY MONTH YEAR: estradiol 22 pg/mL; vitamin D 31 ng/mL"),
    ("labs", "3 March 2026: E2 22; TT 650", "3 March 2026: E2 22 pg/mL; TT 650 ng/dL"),
    ("labs", "T 630 ng/dl (range: 350-836); E2: 21.2 pg/ml (range: 27.1-52.2)", "DAY MONTH YEAR: T 630 ng/dl (range"),
    ("scans", "Left hip: T-score -0.8 (BMD: 0.755 g/cm2); spine: T-score -0.1", "DAY MONTH YEAR: Left hip: T-score"),
    ("scans", "spine -1.9; hip -0.4", "DAY MONTH YEAR: spine T-score -1.9; hip T-score -0.4"),
    ("scans", "lumbar spine T-score from -3.1 to -3.3",
     "DAY MONTH YEAR: lumbar spine T-score -3.1; DAY MONTH YEAR: lumbar spine T-score -3.3"),
    ("labs", "they do my bloods every year and say they are fine", "none"),
    ("scans", "heel ultrasound said T -1.2 in 2025", "none"),
])  # fmt: skip
def test_what_lacks_is_asked_once_with_the_line_that_tells_it(question: str, answer: str, line: str) -> None:
    said = asked(question, answer)
    assert len(said) == 1
    assert f'write "{line}' in said[0] or f'it before it: "{line}' in said[0]


def test_an_open_day_is_asked_with_the_rest() -> None:
    day, units = asked("labs", "4/11/25 Ca 9.7, PTH 34")
    assert "04 November 2025 or 11 April 2025" in day
    assert '"34 pg/mL" or "34 pmol/L"' in units


@pytest.mark.parametrize(("question", "answer", "said"), [
    ("labs", "Last checked 3 March 2026: E2 14 pg/mL", "Estradiol 14 pg/mL on 2026-03-03"),
    ("labs", "mid blast bloods 20/9/25 E2 88 pg/ml", "Estradiol 88 pg/mL on 2025-09-20"),
    ("labs", "5/9/24 - Baseline CTX - 451 pg/mL; 8/28/24 - CTX - 473 pg/mL", "CTX 451 pg/mL on 2024-05-09"),
    ("labs", "before last injection: testosterone 0,9 nmol/l (8.1.2026)", "said to be a trough"),
    ("labs", "3 March 2026: Testosterone 0.8 ng/mL (haute), E2 14 pg/mL", "Testosterone 0.8 ng/mL"),
    ("labs", "2 Dec 2025: PTH 78 pg/mL, 24h urine calcium 268 mg", "Urine calcium 268 mg/day"),
    ("scans", "Baseline DEXA 22/08/2025: spine 1.145", "Lumbar spine BMD 1.145 g/cm^2 on 2025-08-22"),
    ("scans", "spine and hip DXA 5/16/2025 2:52 PM Hologic: L1-L4 BMD 1.163", "on 2025-05-16 (hologic)"),
    ("scans", "3 March 2026: L1-L4: 1.033gr/cm^2", "Lumbar spine BMD 1.033 g/cm^2"),
    ("scans", "3 March 2026: T-score in my spine of -3.3 and a T-score in my hip of -2.7", "Total hip T-score -2.7"),
    ("scans", "3 March 2026: L1-L3 0.871 (L4 excluded), T -1.5", "Lumbar spine T-score -1.5"),
    ("scans", "3 March 2026: L1-L4 1.012, hip .934; Gerät GE Lunar", "BMD 0.934 g/cm^2 on 2026-03-03 (lunar)"),
])  # fmt: skip
def test_what_changes_nothing_of_a_value_is_read_over(question: str, answer: str, said: str) -> None:
    assert said in told(question, answer, person="woman, 60, menopause at 51")


@pytest.mark.parametrize(("question", "answer"), [
    ("labs", "Baseline CTX 451 pg/mL; 8/28/2024 CTX 400 pg/mL"),
    ("labs", "3 March 2026: my last CTX 350 pg/mL"),
    ("scans", "14 Oct 2025 spine BMD 1.069 g/cm2. My old scan was done on a Hologic."),
    ("labs", "3 March 2026: testosterone 480 ng/dL 2 days before my next shot"),
    ("labs", "3 March 2026: testosterone 612 ng/dL (goal)"),
    ("labs", "3 March 2026: calcium 8.9 mg/dL, urine calcium 12 mg/dL"),
])  # fmt: skip
def test_what_may_turn_a_value_is_still_asked_and_not_offered_without_it(question: str, answer: str) -> None:
    assert not any('write "' in one for one in asked(question, answer))


@pytest.mark.parametrize(("person", "value"), [
    ("man, 40", "estradiol 910 pg/mL"),
    ("woman, 40", "testosterone 701 ng/dL"),
])  # fmt: skip
def test_a_value_that_is_hardly_ever_seen_is_said(person: str, value: str) -> None:
    assert "hardly ever seen" in told("labs", f"3 March 2026: {value}", person=person)
    assert "hardly" not in told("labs", f"3 March 2026: {value} confirmed", person=person)


def test_what_drugs_or_a_pregnancy_explain_is_not_doubted() -> None:
    said = told("labs", "3 March 2026: testosterone 701 ng/dL", person="woman, 40",
                drugs="testosterone cypionate 60 mg weekly since 2024")  # fmt: skip
    assert "hardly" not in said
    assert "hardly" not in told("labs", "3 March 2026: E2 1500 pg/mL", person="woman, 30, pregnant")

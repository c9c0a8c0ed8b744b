"""Values with what people say beside them, understood at once; what was then, or of two days, is asked."""

from __future__ import annotations

from datetime import date

import pytest

import osteotwin as ot

TODAY = date(2026, 12, 1)


def told(question: str, answer: str) -> str:
    return ot.new_person({question: answer}, today=TODAY).understood[question]


@pytest.mark.parametrize(("question", "answer", "day"), [
    ("scans", "lumbar T was -2.6 a year ago", "2025-12-15"),
    ("scans", "spine T -2.0 2 years ago", "2024-12-15"),
    ("scans", "two years ago my spine was T -2.1, hip T -1.0", "2024-12-15"),
    ("scans", "dexa about a year ago: spine T -1.1", "2025-12-15"),
    ("scans", "spine -2.1 T-score (5 months ago)", "2026-07-15"),
    ("labs", "E2 22 pg/ml 2 months ago", "2026-10-15"),
    ("labs", "E2 25 pg/ml last month", "2026-11-15"),
    ("labs", "test 720 ng/dl, e2 30 pg/ml last week", "2026-11-24"),
    ("labs", "E2 29pg/ml TT 799ng/dl 28Aug2026", "2026-08-28"),
    ("labs", "E2 29 pg/ml; date = 8/28/2026", "2026-08-28"),
    ("labs", "Estradiol 12 pg/ml vom 3.11.2026", "2026-11-03"),
    ("labs", "Testosteron 5,8 ng/ml vom 12.9.2026", "2026-09-12"),
])  # fmt: skip
def test_days_as_people_tell_them(question: str, answer: str, day: str) -> None:
    assert f" on {day}" in told(question, answer)


@pytest.mark.parametrize(("question", "answer", "beside"), [
    ("scans", "spine T -2.1 after 3 months ADT, 2026-05-03", "after 3 months ADT"),
    ("scans", "Scan 6 Oct 2026 after two years of ADT: lumbar spine T-score -2.4", "after two years of ADT"),
    ("scans", "DEXA before starting anastrozole, 8 Jan 2026: spine T -0.8", "before starting anastrozole"),
    ("labs", "estradiol 12 pg/ml after 3 months ADT, 3 Nov 2026", "after 3 months ADT"),
    ("labs", "testosterone 80 ng/dL 14 Aug 2026 after 6 months Prostap, confirmed", "after 6 months Prostap"),
    ("scans", "12 Jan 2026: spine t score -2.7. Doc says osteoporosis.", "Doc says osteoporosis"),
    ("scans", "dexa sept 2026 spine T -1.2 hip T -0.4, all fine apparently", "all fine apparently"),
    ("scans", "spine T -1.4 on the 5th of June 2026, endo wasn't worried", "endo wasn't worried"),
    ("labs", "E2 33 pg/mL on 4 Nov 2026, felt great", "felt great"),
    ("labs", "testosterone 650 ng/dL, 3 Oct 2026; no other labs", "no other labs"),
    ("labs", "oestradiol 88 pmol/L - Normal, no further action - 28-Aug-2026", "no further action"),
    ("scans", "Osteopenia: L-spine T -1.6, L hip T -1.2, March 3rd 2026", "Osteopenia"),
    ("scans", 'Clinic letter: "DXA on 22 April 2026 showed a T-score of -2.8 at the lumbar spine"', "Clinic letter"),
    ("labs", "NHS app: Serum testosterone 18.4 nmol/L [8.64-29], 21 Oct 2026", "NHS app"),
    ("scans", "lumbar spine Z score -2.3, I'm 38, July 1 2026", "I'm 38"),
    ("scans", "T-score L1-L4 = -2.2, date 2026-11-02, TBS 1.28", "TBS 1.28"),
    ("scans", "spine -2.2 T score, 3 Nov 2026, 10 yr FRAX major 9.5% hip 2.1%", "FRAX major 9.5 %, FRAX hip 2.1 %"),
])  # fmt: skip
def test_what_is_said_beside_values_is_named_as_not_used(question: str, answer: str, beside: str) -> None:
    assert f'not used: "{beside}' in told(question, answer)


@pytest.mark.parametrize(("question", "answer", "said"), [
    ("labs", "E2 45 pg/mL in March 2026, 22 pg/mL in June 2026", ("45 pg/mL on 2026-03", "22 pg/mL on 2026-06")),
    ("labs", "E2 went from 61 pg/mL (10 Jan 2026) to 31 pg/mL (18 Apr 2026)", ("31 pg/mL on 2026-04-18",)),
    ("scans", "spine T: -2.4 (Jan 2024) -> -1.9 (Jan 2026)", ("-2.4 on 2024-01", "-1.9 on 2026-01")),
    ("scans", "T-score spine -2.1 (3 june 2024), -1.9 (2 july 2026)", ("-2.1 on 2024-06-03", "-1.9 on 2026-07-02")),
    ("labs", "Total testosterone 945 ng/dL (18 Apr 2026), estradiol 44 pg/mL same day", ("44 pg/mL on 2026-04-18",)),
])  # fmt: skip
def test_each_value_of_a_series_has_its_day(question: str, answer: str, said: tuple[str, ...]) -> None:
    assert all(one in told(question, answer) for one in said)


@pytest.mark.parametrize(("question", "answer", "said"), [
    ("scans", "columna lumbar: T-score -2,1; cadera total: -1,4 (12 enero 2026)", "Total hip T-score -1.4"),
    ("scans", "spine T -2.4; hip -1.9; 3 May 2026", "Total hip T-score -1.9"),
    ("scans", "Spine is at -2.2 (T) and left hip is at -1.6 (T), scan date 6/22/2026", "Total hip T-score -1.6"),
    ("scans", "2026-01-30: L1\u2013L4 0.916/-2.2, left neck 0.789/-1.9", "Femoral neck BMD 0.789"),
    ("labs", "eGFR >90, calcium 2.35 mmol/L, 18 Apr 2026", "eGFR >90 mL/min/1.73m2"),
    ("labs", "Alk phos 68 U/L, calcium 9.6, 10 Oct 2026", "Serum calcium 9.6 mg/dL"),
    ("labs", "Calcium 2,4; 10 Oct 2026", "Serum calcium 2.4 mmol/L"),
    ("labs", "calcium 2,35 mmol/L, 10 Oct 2026", "Serum calcium 2.35 mmol/L"),
    ("labs", "LH 0.2, FSH 0.3, TT 811 ng/dL, 18 Apr 2026", "LH 0.2 IU/L"),
    ("labs", "D 44 ng/ml, 2026-05-05", "25OHD 44 ng/mL"),
    ("labs", "Trough labs Oct 12 2026 - Total 550 ng/dL, Free 12 pg/mL, E2 19 pg/mL", "Testosterone 550 ng/dL"),
    ("labs", "Testosterone, Total 550 ng/dL, Testosterone, Free 12 pg/mL, 3 Oct 2026", "Free testosterone 12 pg/mL"),
    ("scans", "Spine -1.9T, hip -1.1T, Oct 12 2026", "Total hip T-score -1.1"),
    ("labs", "estrogen 29 pg/mL, 18 Apr 2026", '"estrogen" taken for estradiol'),
    ("labs", "T 9 ng/dL on Lupron, 18 Apr 2026", "Testosterone 9 ng/dL"),
    ("labs", "E2 was 33 pg/mL at my last test 4 Nov 2026", "Estradiol 33 pg/mL"),
    ("labs", "D 2000 IU, E2 22 pg/mL 2026-10-01", '"D 2000 IU" beside it not used'),
    ("labs", "adj Ca 2.41 mmol/L, vit D 60 nmol/L, 28 Aug 2026", '"adjusted calcium 2.41 mmol/L" beside it not used'),
    ("labs", "LH <0.1 IU/L, FSH <0.1 IU/L, testosterone 19 nmol/L, 3 Oct 2026", '"FSH <0.1 IU/L" beside it not used'),
])  # fmt: skip
def test_short_ways_of_writing_values_are_read(question: str, answer: str, said: str) -> None:
    assert said in told(question, answer)


@pytest.mark.parametrize(("question", "answer"), [
    ("scans", "spine T -2.4, Z -1.9; hip -1.9; 3 May 2026"),
    ("scans", "spine T -2.4; hip 0.9; 3 May 2026"),
    ("labs", "T 9 ng/dL, 18 Apr 2026"),
    ("scans", "T score - spine - 1.9, hip - 1.1, 12 oct 2026"),
    ("labs", "total estrogen 29 pg/mL, 18 Apr 2026"),
    ("labs", "E2 undetectable, testosterone 90 ng/dL, 04/18/2026"),
    ("labs", "calcium 5, 18 Apr 2026"),
    ("scans", "spine T -2.1 now, was -1.8 2 years ago"),
    ("scans", "spine T -2.1, broke my wrist 2 years ago"),
    ("scans", "spine T -2.1, up from -2.5 two years ago"),
    ("labs", "E2 20 pg/mL now, was 45 pg/mL 3 weeks ago"),
    ("labs", "started anastrozole 3 months ago, E2 22 pg/mL"),
    ("labs", "E2 110 pmol/L, my wife's was 90 two years ago"),
    ("labs", "E2 22 pg/mL, stopped AI 3 months ago"),
    ("labs", "E2 18 pg/mL before starting TRT, T 700 ng/dL after 3 months of TRT, 3 Nov 2026"),
    ("labs", "E2 18 pg/mL, 3 Nov 2026, not mine"),
])  # fmt: skip
def test_what_was_at_another_time_is_asked(question: str, answer: str) -> None:
    with pytest.raises(ot.InputError):
        told(question, answer)


@pytest.mark.parametrize("answer", ["E2 110 last month", "E2 25 last month", "E2 110 November 2026"])
def test_the_unit_is_asked_for_and_not_the_day(answer: str) -> None:
    with pytest.raises(ot.InputError) as raised:
        told("labs", answer)
    (problem,) = raised.value.problems
    assert problem.found.startswith("no unit in")
    assert "day" not in problem.expected


def test_a_score_without_its_kind_fills_its_place() -> None:
    form = ot.answer_fields("scans", {"scans": "hip -2.1 spine -1.4 (2024)"}, today=TODAY)
    assert [row["what"] for row in form.rows] == ["Total hip", "Lumbar spine"]
    asked = [one.question() for one in form.lacks]
    assert any("Which score of Total hip" in one and '"Total hip Z-score"' in one for one in asked)
    assert sum("as the day of" in one for one in asked) == 2


@pytest.mark.parametrize(
    "answer", ["spine T -2.1, broke my wrist 2 years ago", "spine T -2.1, was -1.8 a year ago"]
)
def test_a_time_of_something_else_fills_no_day(answer: str) -> None:
    form = ot.answer_fields("scans", {"scans": answer}, today=TODAY)
    assert "day" not in form.rows[0]

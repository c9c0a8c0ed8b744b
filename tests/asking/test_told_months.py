"""Months of scans and blood tests without a year are the last ones of their name; what may be another day is asked."""

from __future__ import annotations

from datetime import date

import pytest

import osteotwin as ot

TODAY = date(2026, 12, 1)


@pytest.mark.parametrize(("question", "answer", "day"), [
    ("labs", "E2 29 pg/mL in september", "2026-09-15"), ("labs", "in august: estradiol 31 pg/mL", "2026-08-15"),
    ("labs", "E2 29 pg/mL last week", "2026-11-24"), ("labs", "testosterone 612 ng/dL back in May", "2026-05-15"),
    ("scans", "spine T -1.7 and hip T -1.4 this past spring", "2026-04-15"),
    ("scans", "spine T -1.7 last summer", "2026-07-15"),
    ("scans", "spine T -1.7 autumn 2025", "2025-10-15"), ("labs", "testosterone 612 ng/dL October 2026", "2026-10-15"),
    ("labs", "shbg 44 nmol/L, testosterone 612 November 2025", ""),
])  # fmt: skip
def test_a_month_without_a_year_is_the_last_one(question: str, answer: str, day: str) -> None:
    if day:
        assert day in ot.new_person({question: answer}, today=TODAY).understood[question]
        return
    with pytest.raises(ot.InputError, match="no unit"):
        ot.new_person({question: answer}, today=TODAY)


@pytest.mark.parametrize("answer", [
    "spine T -1.7 last winter", "spine T -1.7, in December", "spine T -1.7 (July 26)", "spine T -1.7 after a fall",
])  # fmt: skip
def test_what_may_be_of_two_years_is_asked(answer: str) -> None:
    with pytest.raises(ot.InputError):
        ot.new_person({"scans": answer}, today=TODAY)


@pytest.mark.parametrize(("answer", "said"), [
    ("total hip 0.9, T -1.0 on 2026-05-01, Lunar", "Total hip BMD 0.9 g/cm^2"),
    ("fem neck 0.81, T=-1.6, 12 May 2026", "Femoral neck BMD 0.81 g/cm^2"),
])  # fmt: skip
def test_a_density_of_few_decimals_before_its_score_is_one(answer: str, said: str) -> None:
    assert said in ot.new_person({"scans": answer}, today=TODAY).understood["scans"]

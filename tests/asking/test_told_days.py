"""Days of values as people tell them: those counted from today are read, and a day without its year is asked for it."""

from __future__ import annotations

from datetime import date

import pytest

import osteotwin as ot
from osteotwin.errors import InputError

TODAY = date(2026, 1, 12)


@pytest.mark.parametrize(("question", "answer", "day"), [
    ("labs", "Today: estradiol 9.1 pg/mL", "2026-01-12"),
    ("labs", "E2 9.1 pg/mL this morning", "2026-01-12"),
    ("labs", "gestern Estradiol 9,1 pg/ml", "2026-01-11"),
    ("labs", "aujourd'hui: estradiol 9,1 pg/ml", "2026-01-12"),
    ("scans", "DXA 2 weeks ago: spine T-score -1.4", "2025-12-29"),
    ("labs", "E2 9.1 pg/mL on 14th October last year", "2025-10-14"),
    ("labs", "20251014 estradiol 9.1 pg/mL", "2025-10-14"),
    ("scans", "Oct. 14th '25: AP spine: T=-1.4", "2025-10-14"),
    ("scans", "14 de octubre 2025, columna T-score -1.4", "2025-10-14"),
    ("labs", "14 Oct 2025: E2 9.1 pg/mL, low today", "2025-10-14"),
])  # fmt: skip
def test_a_told_day_is_read(question: str, answer: str, day: str) -> None:
    assert f" on {day}" in ot.new_person({question: answer}, today=TODAY).understood[question]


@pytest.mark.parametrize(("answer", "either"), [
    ("15 Oct: E2 9.1 pg/mL", ("15 Oct 2025", "15 Oct 2024")),
    ("14.10. Estradiol 9,1 pg/ml", ("14.10.2025", "14.10.2024")),
    ("January 5th: E2 9.1 pg/mL", ("January 5th 2026", "January 5th 2025")),
    ("10/14: E2 9.1 pg/mL", ("10/14/2025", "10/14/2024")),
])  # fmt: skip
def test_a_day_without_its_year_is_asked_for_it(answer: str, either: tuple[str, str]) -> None:
    with pytest.raises(InputError, match="a day without its year") as raised:
        ot.new_person({"labs": answer}, today=TODAY)
    assert all(f'"{one}"' in str(raised.value) for one in either)


@pytest.mark.parametrize("answer", ["E2 9.1 pg/mL", "on Monday: E2 9.1 pg/mL", "CTX 451"])
def test_an_example_holds_no_day_that_could_be_taken_over(answer: str) -> None:
    with pytest.raises(InputError, match="DAY MONTH YEAR") as raised:
        ot.new_person({"labs": answer}, today=TODAY)
    assert "January 2026: E2" not in str(raised.value)
    (problem,) = raised.value.problems
    with pytest.raises(InputError):
        ot.new_person({"labs": problem.fix.split('"')[1]}, today=TODAY)

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
    ("14 października: E2 9.1 pg/mL", ("14 października 2025", "14 października 2024")),
    ("14 dez.: E2 9.1 pg/mL", ("14 dez. 2025", "14 dez. 2024")),
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


@pytest.mark.parametrize(("answer", "what"), [
    ("9 Jan 26 ferritin 18, vit D 96 nmol/L, oestradiol 60 pmol/L", "a whole day"),
    ("12 Jan 2026: PTHi 110 pg/mL", "a name of PTH"),
])  # fmt: skip
def test_what_holds_a_month_is_read_as_a_day_once(answer: str, what: str) -> None:
    assert "2026-01-" in ot.new_person({"labs": answer}, today=TODAY).understood["labs"], what


def test_a_number_at_the_end_of_a_sentence_is_no_day() -> None:
    with pytest.raises(InputError) as raised:
        ot.new_person({"labs": "Calcium: 9.4. Vitamin D: 32 ng/mL."}, today=TODAY)
    assert "without its year" not in str(raised.value)


@pytest.mark.parametrize("answer", [
    "14 Feb 2025: E2 163 pg/ml confirmed, Testo 0.21 ng/ml, 25-OH-D 190 ng/ml",
    "14 Feb 2025: E2 163 pg/mL (confirmed), 25OHD 190 ng/mL",
    "14 Feb 2025: E2 163 pg/mL confirmed; 25OHD 190 ng/mL",
])  # fmt: skip
def test_confirmed_is_of_the_value_before_it_alone(answer: str) -> None:
    with pytest.raises(InputError, match="190 ng/mL, a value hardly ever seen"):
        ot.new_person({"labs": answer}, today=TODAY)
    whole = ot.new_person({"labs": answer.replace("190", "19")}, today=TODAY).text
    assert whole.count("confirmed = true") == 1

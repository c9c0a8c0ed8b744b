"""First days that are told by counting from them are read, whatever the words; what tells none is asked."""

from __future__ import annotations

from datetime import date

import pytest
from tests.every import every

import osteotwin as ot

TODAY = date(2026, 12, 1)
#: As people write it -> the day that is said back.
COUNTED: list[tuple[str, str]] = [
    ("week 9 now", "2026-10-02"),
    ("wk 9", "2026-10-02"),
    ("I'm in month 4", "2026-08-16"),
    ("month 7 of 60", "2026-05-17"),
    ("year 2 of 5", "2025-06-01"),
    ("day 3", "2026-11-29"),
    ("just finished week 6", "2026-10-20"),
    ("completed month 2", "2026-10-01"),
    ("18 months in", "2025-06-01"),
    ("10 days in", "2026-11-21"),
    ("on it for 14 weeks as of today", "2026-08-25"),
    ("2 years strong", "2024-12-01"),
    ("a year and a bit", "2025-12-01"),
    ("2-ish years ago", "2024-12-01"),
    ("going on 3 years", "2023-12-01"),
    ("just passed the 1 year mark", "2025-12-01"),
    ("hit 6 months last week", "2026-06-01"),
    ("halfway through my 5 years", "2024-06-01"),
    ("6-7 months ago", "2026-05-17"),
    ("8 to 10 weeks", "2026-09-29"),
    ("a few weeks", "2026-11-10"),
    ("several months ago", "2026-09-01"),
    ("day one was 2/14/25", "2025-02-14"),
    ("first day: March 3rd 2024", "2024-03-03"),
    ("start date 5 Jan 2025", "2025-01-05"),
    ("Q1 2024", "2024-02-01"),
    ("3rd quarter of 2025", "2025-08-01"),
    ("late 2022ish", "2022-11-01"),
    ("started last Monday", "2026-11-30"),
    ("last tuesday", "2026-11-24"),
    ("this April", "2026-04-01"),
    ("started taking these in 09/2023", "2023-09-01"),
    ("haven't started", "2026-12-01"),
    ("not started yet, will begin Jan 4", "2027-01-04"),
]


@every("words, day", COUNTED)
def test_a_day_that_is_counted_is_read(words: str, day: str) -> None:
    answers = {"drugs": "letrozole", "dose": "2.5 mg daily", "since": words}
    assert f"from {day} on" in ot.new_person(answers, today=TODAY).understood["since"]


@pytest.mark.parametrize("words", [
    "ages", "3rd shot", "since I was 50", "on and off since 2019", "2-9 months", "less than a month", "October 15",
    "week 3 of the trial in 2019", "12/2/2024", "this winter",
])  # fmt: skip
def test_what_tells_no_day_is_asked(words: str) -> None:
    with pytest.raises(ot.InputError):
        ot.new_person({"drugs": "letrozole", "dose": "2.5 mg daily", "since": words}, today=TODAY)

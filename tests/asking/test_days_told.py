"""From when until when each drug is taken, as several words of an answer tell it together: read so, or asked."""

from __future__ import annotations

import re
from datetime import date

import pytest
from tests.every import every

import osteotwin as ot

TODAY = date(2026, 11, 30)
DAY = r"\d{4}-\d\d-\d\d"
#: The first and the last day of each entry.
Days = list[tuple[str | None, str | None]]


def days_of(answer: str, **more: str) -> Days:
    """Return the days of the drugs of an answer, as they are said back."""
    said = ot.new_person({"drugs": answer, **more}, today=TODAY).understood["drugs"]
    return [
        (found["begins"] or found["once"], found["ends"])
        for found in re.finditer(
            rf"from (?P<begins>{DAY})(?: until (?P<ends>{DAY}))?|once, on (?P<once>{DAY})", said
        )
    ]


def asked(answer: str, **more: str) -> str:
    """Return what is asked of an answer, with what to write instead."""
    with pytest.raises(ot.InputError) as caught:
        ot.new_person({"drugs": answer, **more}, today=TODAY)
    return " ".join(f"{one.found} {one.fix}" for one in caught.value.problems)


#: How long it has been taken so far, beside since when: no end.
SO_FAR: list[tuple[str, str]] = [
    ("letrozole 2.5 mg daily, 3rd year, since Jan 2024", "2024-01-01"),
    ("letrozole 2.5 mg daily, third year now, since Jan 2024", "2024-01-01"),
    ("letrozole 2.5 mg daily, second month, since Oct 2026", "2026-10-01"),
    ("letrozole 2.5 mg daily since Jan 2024 (almost 3 years)", "2024-01-01"),
    ("alendronate 70 mg weekly, 2 years so far, since December 2024", "2024-12-01"),
]


@every("answer, begins", SO_FAR)
def test_how_long_so_far_is_no_end(answer: str, begins: str) -> None:
    assert days_of(answer) == [(begins, None)]
    assert days_of("letrozole", dose="2.5 mg daily, 3 years now", since="Jan 2024") == [("2024-01-01", None)]


@every(
    "answer",
    [
        "letrozole 2.5 mg daily for 2 years, since November 2024",
        "anastrozole 1 mg daily for 8 months, since April 2026",
        "I've been taking letrozole 2.5 mg daily for 4 years since 2022",
        "exemestane 25 mg daily for 3 years since my surgery in November 2023",
    ],
)
def test_a_length_that_ends_about_today_is_asked(answer: str) -> None:
    assert "so long so far, or in all" in asked(answer)


@every(
    "answer, days",
    [
        ("letrozole 2.5 mg daily for 5 years since January 2024", ("2024-01-01", "2028-12-31")),
        ("anastrozole 1 mg daily for 6 months since January 2025", ("2025-01-01", "2025-07-02")),
        ("prednisone 20 mg daily for 10 days, since 25 November 2026", ("2026-11-25", "2026-12-05")),
    ],
)
def test_a_length_that_ends_at_another_time_is_read(answer: str, days: tuple[str, str]) -> None:
    assert days_of(answer) == [days]


@every(
    "dose",
    ["reduced to 0.5 mg daily", "down to 0.5 mg daily", "increased to 1 mg daily", "back to 1 mg daily"],
)
def test_a_dose_that_was_changed_is_not_of_all_days_since_the_first(dose: str) -> None:
    assert "how much it was before" in asked("anastrozole", dose=dose, since="2022")


@every(
    "answer, days",
    [
        ("I've taken anastrozole 1 mg daily for 2 years and stopped in March 2026", ("2024-03-01", "2026-03-01")),
        ("I have been on letrozole 2.5 mg daily for 5 years and stopped in May 2024", ("2019-05-02", "2024-05-01")),
        ("alendronate 70 mg weekly for 5 years, ended January 2025", ("2020-01-02", "2025-01-01")),
        ("anastrozole 1 mg daily, one year, finished 6 months ago", ("2025-05-31", "2026-05-31")),
        ("letrozole 2.5 mg daily for the past 5 years, quit in May 2026", ("2021-05-01", "2026-05-01")),
        ("anastrozole 1 mg daily started March 2024, stopped after 2 years", ("2024-03-01", "2026-03-01")),
    ],
)  # fmt: skip
def test_a_length_counts_back_from_the_end_that_is_told(answer: str, days: tuple[str, str]) -> None:
    assert days_of(answer) == [days]


#: The day of the first dose of a course, and that of the second.
COURSES: list[tuple[str, str, str]] = [
    ("started 1 Feb 2026: arimidex 1 mg daily for 3 months, then 0.5 mg daily", "2026-02-01", "2026-05-03"),
    ("from March 2026 letrozole 2.5 mg daily for 2 months, then 1.25 mg daily", "2026-03-01", "2026-04-30"),
    ("letrozole since March 2026: 2.5 mg daily for 2 months, then 1.25 mg daily", "2026-03-01", "2026-04-30"),
    ("letrozole 2.5 mg daily for 2 months from March 2026, then 1.25 mg daily", "2026-03-01", "2026-04-30"),
    ("arimidex 1 mg daily for 3 months then 0.5 mg daily since 1 Feb 2026", "2025-11-02", "2026-02-01"),
]


@every("answer, first, second", COURSES)
def test_a_day_before_a_course_is_of_its_first_dose(answer: str, first: str, second: str) -> None:
    assert days_of(answer) == [(first, second), (second, None)]


@every(
    "answer, days",
    [
        ("letrozole 2.5 mg daily Jan 2024 - Dec 2025, then 2.5 mg every other day", "2025-12-01"),
        ("letrozole 2.5 mg daily from 2022 to 2024, then 1.25 mg daily", "2024-07-01"),
        ("test cyp 120 mg weekly Jan 2024 - May 2024, then 160 mg weekly", "2024-05-01"),
        ("estradiol patch 50 mcg twice weekly 2020-2023, then 100 mcg twice weekly", "2023-07-01"),
        ("estradiol gel 0.75 mg daily Jan-Mar 2026, then 1.5 mg daily", "2026-03-01"),
    ],
)
def test_another_dose_follows_at_once(answer: str, days: str) -> None:
    (_, ends), (begins, _) = days_of(answer)
    assert ends == begins == days


@every(
    "answer, offered",
    [
        (
            "test cyp 70mg 2x/wk since July 2024, with anastrozole 0.25mg 2x/wk",
            "0.25mg 2x/wk since July 2024",
        ),
        ("test cyp 70mg 2x/wk since July 2024 plus anastrozole 0.25mg 2x/wk", "0.25mg 2x/wk since July 2024"),
        (
            "letrozole 2.5 mg daily since May 2023 and also Prolia 60 mg every 6 months",
            "months since May 2023",
        ),
        ("letrozole 2.5 mg daily since 2023; zoladex 3.6 mg every 4 weeks", "every 4 weeks starting today"),
        ("letrozole 2.5 mg daily 2022-2024; anastrozole 1 mg daily", "anastrozole 1 mg daily since 2024"),
        ("letrozole 2.5 mg daily for three years now, zoladex 3.6 mg every 4 weeks", "since three years ago"),
    ],
)
def test_a_drug_without_a_day_beside_one_with_a_day_is_asked(answer: str, offered: str) -> None:
    assert offered in asked(answer)


def test_a_day_of_another_answer_is_of_the_drug_without_one() -> None:
    answer = "letrozole 2.5 mg daily since 2023; alendronate 70 mg weekly"
    assert days_of(answer, since="2024") == [("2023-07-01", None), ("2024-07-01", None)]
    assert days_of("letrozole 2.5 mg daily since 2023; vitamin D 2000 IU daily")[1] == ("2026-11-30", None)

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
    ("letrozole 2.5 mg daily for the second month, since Oct 2026", "2026-10-01"),
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

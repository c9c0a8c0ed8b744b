"""What an answer on drugs tells beside what is taken, and earlier doses, seasons and questions that name what lacks."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

import pytest

import osteotwin as ot
from osteotwin.asking.drugs.set_aside import without_set_aside
from osteotwin.errors import InputError

TODAY = date(2026, 2, 1)


def courses(answer: str) -> list[tuple[Any, ...]]:
    """Return name, dose, first and last day of each drug of the file."""
    file = tomllib.loads(ot.new_person({"drugs": answer}, today=TODAY).text)
    return [
        (
            row["name"],
            row.get("dose"),
            str(row.get("from") or row.get("already_since"))[:7],
            str(row.get("until", ""))[:7],
        )
        for part in ("history", "plan")
        for row in file.get(part, {}).get("drug", [])
    ]


def asked(answer: str) -> str:
    with pytest.raises(InputError) as unclear:
        ot.new_person({"drugs": answer}, today=TODAY)
    return " ".join(f"{one.found} {one.fix}" for one in unclear.value.problems)


READ = (
    (
        "1 mg anastrozole daily since September 2024 (started on 0.5 mg daily in March 2024)",
        [("anastrozole", "0.5 mg daily", "2024-03", "2024-09"), ("anastrozole", "1 mg daily", "2024-09", "")],
    ),
    (
        "prednisone 5 mg daily since Oct 2024, before that 10 mg daily from Jan 2024",
        [
            ("glucocorticoid", "10 mg daily", "2024-01", "2024-10"),
            ("glucocorticoid", "5 mg daily", "2024-10", ""),
        ],
    ),
    (
        "tamoxifen 20 mg daily from June 2021 until June 2024, then letrozole 2.5 mg daily",
        [("tamoxifen", "20 mg daily", "2021-06", "2024-06"), ("letrozole", "2.5 mg daily", "2024-06", "")],
    ),
    (
        "anastrozole 1 mg daily x 3 years (planned 5-year course)",
        [("anastrozole", "1 mg daily", "2023-02", "")],
    ),
    (
        "letrozole 2.5 mg daily since 2022, planned for 5 years",
        [("letrozole", "2.5 mg daily", "2022-07", "")],
    ),
    (
        "anastrozole 1 mg daily since March 2024. Allergies: penicillin, sulfa.",
        [("anastrozole", "1 mg daily", "2024-03", "")],
    ),
    (
        "I'm allergic to nuts and take letrozole 2.5 mg daily since March 2023",
        [("letrozole", "2.5 mg daily", "2023-03", "")],
    ),
    ("in the spring of 2024: letrozole 2.5 mg daily", [("letrozole", "2.5 mg daily", "2024-04", "")]),
    ("anastrozole 1 mg daily since last summer", [("anastrozole", "1 mg daily", "2025-07", "")]),
    ("letrozole 2.5 mg daily [since Feb 2024]", [("letrozole", "2.5 mg daily", "2024-02", "")]),
    ("will start Evenity 210 mg monthly in March 2026", [("romosozumab", "210 mg monthly", "2026-03", "")]),
    ("metformin, not sure how much", [("metformin", None, "2026-02", "")]),
)


@pytest.mark.parametrize(("answer", "expected"), READ)
def test_the_drugs_are_read_with_their_days(answer: str, expected: list[tuple[Any, ...]]) -> None:
    assert sorted(courses(answer)) == sorted(expected)


#: Never read as taken so: asked with these words.
ASKED = (
    ("letrozole 2.5 mg daily, planned for 2027", "not begun"),
    ("letrozole 2.5 mg daily, planned in 2 weeks", "not begun"),
    ("letrozole 2.5 mg daily, not sure of the dose", "not certain"),
    ("anastrozole 1 mg daily (my wife takes letrozole)", "somebody else"),
    ("allergic to alendronate; letrozole 2.5 mg daily", "not tolerated"),
    ("anastrozole 1 mg daily since winter", "since January"),
    ("letrozole 2.5 mg daily since the fall", "the fall"),
    ("anastrozole 1 mg daily x 3 years", "since 3 years ago"),
    ("200mg/wk split 2x. Wk 12: cut to 160mg/wk + Arimidex 0.5mg 2x.", "before which no drug is named"),
    ("Testosterone Enanthate: 300-500 mg/week. Duration: 10-12 weeks. Anastrozole 0.5 mg every other day",
     "with your own numbers"),
    ("I was going to discontinue letrozole 2.5 mg daily which I did about 5 weeks ago", "until 5 weeks ago"),
    ("Zoladex 3.6 mg monthly and exemestane 25 mg daily for the past 18 months", "which may hold for all"),
)  # fmt: skip


@pytest.mark.parametrize(("answer", "words"), ASKED)
def test_what_is_not_certain_is_asked_with_what_is_understood(answer: str, words: str) -> None:
    assert words in asked(answer)


def test_a_clause_that_may_be_of_something_taken_stays() -> None:
    for answer in (
        "allergic to codeine",
        "allergic to penicillin and taking letrozole",
        "allergic to penicillin, anastrozole, letrozole 2.5 mg daily",
        "letrozole 2.5 mg daily, allergic to it",
        "letrozole, planned from May",
    ):
        assert without_set_aside(answer) == answer

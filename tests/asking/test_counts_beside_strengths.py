"""A number without a unit beside a drug whose strength is told, and lengths beside several drugs: read, or asked."""

from __future__ import annotations

from tests.asking.test_days_told import asked, days_of
from tests.every import every

import osteotwin as ot

#: A drug with its strength, a dose with a bare number, and what is offered.
OPEN: list[tuple[str, str, str]] = [
    ("prednisone 5mg", "7.5 daily", '"7.5 mg daily"'),
    ("prednisone 5 mg", "5 daily", '"5 mg daily"'),
    ("letrozole 2.5mg", "1.25 daily", '"1.25 mg daily"'),
    ("anastrozole 0.5mg", "0.25 twice a week", '"0.25 mg twice a week"'),
    ("exemestane 25 mg", "12.5 every other day", '"12.5 mg every other day"'),
    ("test e 250 mg", "125 weekly", '"125 mg weekly"'),
    ("zoladex 3.6mg", "4 weekly", '"every 4 weeks"'),
    ("anastrozole 1mg", "3 weekly", '"every 3 weeks"'),
]


@every("drug, dose, offered", OPEN)
def test_a_bare_number_that_may_be_of_the_drug_is_asked(drug: str, dose: str, offered: str) -> None:
    assert offered in asked(drug, dose=dose)


@every(
    "drug, dose, said",
    [
        ("anastrozole 1 mg", "1 daily", "1 mg every day"),
        ("letrozole 2.5 mg", "1/2 daily", "1.25 mg every day"),
        ("prednisone 5 mg", "1 1/2 daily", "7.5 mg every day"),
        ("prednisone 5mg", "2 daily", "10 mg every day"),
        ("Nebido 1000 mg", "12 weekly", "1,000 mg every 12 weeks"),
    ],
)
def test_a_count_of_tablets_is_read(drug: str, dose: str, said: str) -> None:
    assert said in ot.new_person({"drugs": drug, "dose": dose}).understood["drugs"]


TWO = {"dose": "2.5 mg daily; 70 mg weekly"}


@every(
    "since, first, second",
    [
        ("3 years and 1 year", "2023-11-30", "2025-11-30"),
        ("5 years, 2 years ago", "2021-11-30", "2024-11-30"),
        ("18 months, 3 months", "2025-05-31", "2026-08-31"),
        ("both 3 years", "2023-11-30", "2023-11-30"),
        ("alendronate since 2024; letrozole since 2021", "2021-07-01", "2024-07-01"),
    ],
)
def test_lengths_beside_two_drugs_are_not_added(since: str, first: str, second: str) -> None:
    assert days_of("letrozole; alendronate", since=since, **TWO) == [(first, None), (second, None)]


@every("since", ["2 years and 6 months", "2 years, 6 months", "one year, half a year", "4 years and 8 weeks"])
def test_years_and_months_beside_two_drugs_are_asked(since: str) -> None:
    assert "one length of all or one of each" in asked("letrozole; alendronate", since=since, **TWO)

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


@every(
    "answer, offered",
    [
        ("letrozole 2.5 daily since May 2023", '"letrozole 2.5 mg daily since May 2023"'),
        ("arimidex 1 daily since May 2023 until May 2026", "since May 2023 until May 2026"),
        ("Eligard 45 every six months, first January 2025", "since January 2025"),
        (
            "prednisone 30 mg for a week twice a year since 2019",
            "each course with its own first and last day",
        ),
        ("test e 250 mg for 8 weeks twice a year since 2021", "each course with its own first and last day"),
        ("Prolia 60 mg every 6 months since Jan 2024 (discontinued)", "whether and when it ended"),
        ("Prolia 60 mg every 6 months since Jan 2024, no longer", "whether and when it ended"),
    ],
)
def test_what_is_offered_keeps_what_was_told(answer: str, offered: str) -> None:
    assert offered in asked(answer)


@every(
    "answer, unsaid",
    [
        ("anastrozole 1 mg daily since July 2024", "Not used"),
        ("letrozole 2.5 mg daily since summer 2023", "Not used"),
        ("alendronate once a week 70 mg since 2022", "Not used"),
        ("letrozole (not anastrozole) 2.5 mg daily since 2024", "anastrozole: "),
        ("anastrozole 1 mg for 10 days of each month since January 2025", "once"),
    ],
)
def test_what_is_said_back_is_what_was_told(answer: str, unsaid: str) -> None:
    assert unsaid not in ot.new_person({"drugs": answer}).understood["drugs"]


@every(
    "answer",
    [
        "test cyp 100 mg weekly since 2018, test enanthate 100 mg weekly since 2020",
        "androgel 50 mg daily since 2018, testosterone cypionate 100 mg weekly since 2020",
        "alendronate 70 mg weekly since 2018; Prolia 60 mg every 6 months since 2020",
    ],
)
def test_two_of_one_kind_that_both_go_on_are_asked(answer: str) -> None:
    question = asked(answer)
    assert "until 2020; " in question
    ways = [way for way in question.split('"') if "; also " in way]
    assert [days_of(way) for way in ways] == [[("2018-07-01", None), ("2020-07-01", None)]]


@every("name", ["letrozole 2022", "letrozole (July 2022)", "letrozole, July 2022", "letrozole 2022-"])
def test_a_day_behind_a_name_is_its_first_day(name: str) -> None:
    assert days_of(name, dose="2.5 mg daily") == [("2022-07-01", None)]

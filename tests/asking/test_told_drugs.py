"""Drugs told in running words: each with its own dose and days, or one question."""

from __future__ import annotations

from datetime import date

import pytest
from tests.asking.saying import TODAY, Row, rows_of

import osteotwin as ot
from osteotwin.asking.when import read_when

#: An answer, and of each drug its dose as it is written, its first day and its last.
READ: list[tuple[str, list[Row]]] = [
    (
        "I'm currently on arimidex 0.5 mg twice weekly, test cyp 160 mg weekly, both since Nov 2023",
        [
            ("anastrozole", "0.5 mg twice weekly", "2023-11-01", None),
            ("testosterone_cypionate", "160 mg weekly", "2023-11-01", None),
        ],
    ),
    (
        "zoladex 3.6mg every 28 days + exemestane 25mg daily, both since dec 2024",
        [
            ("gnrh_agonist", "3.6mg every 28 days", "2024-12-01", None),
            ("exemestane", "25mg daily", "2024-12-01", None),
        ],
    ),
    (
        "150mg test cyp weekly and 500iu hcg twice weekly, all since january 2025",
        [
            ("testosterone_cypionate", "150mg test cyp weekly", "2025-01-01", None),
            ("human_chorionic_gonadotropin", "500iu hcg twice weekly", "2025-01-01", None),
        ],
    ),
    (
        "TRT 150mg/week test cyp since 2020, 0.5mg adex twice a week since 2021",
        [
            ("testosterone_cypionate", "150mg/week test cyp", "2020-07-01", None),
            ("anastrozole", "0.5mg adex twice a week", "2021-07-01", None),
        ],
    ),
    (
        "currently 200mg test cyp every 2 weeks prescribed by my PCP since 1/15/25",
        [("testosterone_cypionate", "200mg test cyp every 2 weeks", "2025-01-15", None)],
    ),
    (
        "started letrozole 2.5 mg daily in june 2023 and switched to exemestane 25 mg daily in jan 2025",
        [
            ("exemestane", "25 mg daily", "2025-01-01", None),
            ("letrozole", "2.5 mg daily", "2023-06-01", "2025-01-01"),
        ],
    ),
    (
        "previously on tamoxifen 20mg daily 2018-2021, now letrozole 2.5 mg daily since 2021",
        [
            ("letrozole", "2.5 mg daily", "2021-07-01", None),
            ("tamoxifen", "20mg daily", "2018-07-01", "2021-07-01"),
        ],
    ),
    (
        "anastrozole 1mg daily since march 2024 (stopped in dec 2024), exemestane 25mg daily since jan 2025",
        [
            ("exemestane", "25mg daily", "2025-01-01", None),
            ("anastrozole", "1mg daily", "2024-03-01", "2024-12-01"),
        ],
    ),
    (
        "I was on letrozole 2.5 mg daily from 2019 to 2022",
        [("letrozole", "2.5 mg daily", "2019-07-01", "2022-07-01")],
    ),
    ("letrozole 2.5 mg daily Jan to March 2025", [("letrozole", "2.5 mg daily", "2025-01-01", "2025-03-01")]),
    (
        "Depo-Testosterone 100 mg IM weekly, start date 04/02/2021",
        [("testosterone_cypionate", "100 mg IM weekly", "2021-04-02", None)],
    ),
    (
        "letrozole 2.5 mg daily, lisinopril 10 mg daily (a blood pressure pill); both started in May 2024",
        [
            ("letrozole", "2.5 mg daily", "2024-05-01", None),
            ("lisinopril", "10 mg daily", "2024-05-01", None),
        ],
    ),
    (
        "letrozole 2.5 mg daily and alendronate 70 mg weekly, started both about 18 months ago",
        [
            ("letrozole", "2.5 mg daily", "2024-08-02", None),
            ("alendronate", "70 mg weekly", "2024-08-02", None),
        ],
    ),
    ("lisinopril 10 mg, a blood pressure pill, since 2020", [("lisinopril", "10 mg", "2020-07-01", None)]),
    ("Test C 100mg/week going on 4 years", [("testosterone_cypionate", "100mg/week", "2022-02-01", None)]),
    ("anastrozole 1 mg daily for the past 18 months", [("anastrozole", "1 mg daily", "2024-08-02", None)]),
    (
        "prednisone 10mg a day since august, fosamax 70mg weekly since last october",
        [
            ("glucocorticoid", "10mg a day", "2025-08-01", None),
            ("alendronate", "70mg weekly", "2025-10-01", None),
        ],
    ),
    (
        "androgel 1.62% 2 pumps a day since july 2025",
        [("androgel 1.62%", "2 pumps a day", "2025-07-01", None)],
    ),
    (
        "metformin 500 bid, atorvastatin 20 nightly",
        [("metformin", "500 bid", "2026-02-01", None), ("atorvastatin", "20 nightly", "2026-02-01", None)],
    ),
    (
        "abaloparatide 80 mcg daily for 18 months from Jan 2025",
        [("abaloparatide", "80 mcg daily", "2025-01-01", "2026-07-03")],
    ),
    ("nexium 40mg daily since 2018, stopped 2024", [("nexium", "40mg daily", "2018-07-01", "2024-07-01")]),
]

#: An answer that leaves something open, and words of the question.
ASKED = [
    ("metformin 500 mg daily until last year", "its first day, too"),
    (
        "I'm on arimidex 0.5 mg twice weekly and test cyp 140 mg per week since March 2023",
        "which may hold for all",
    ),
    ("my wife takes letrozole 2.5 mg daily", "my wife"),
    ("previously on tamoxifen 20mg daily, now letrozole 2.5 mg daily", "tamoxifen"),
    ("letrozole 2.5 mg daily since last January", "the year"),
    ("letrozole 2.5 mg daily since last winter", "last winter"),
    ("Primo 300 test 200 per week, since 2024", "Primo"),
    ("jardiance 10 for years", "jardiance"),
    ("micronized progesterone 100mg at bedtime, 3/2023", "progesterone"),
    ("test e 250mg every 10 days, used to be 200mg every 2 weeks", "test e"),
    ("letrozole 2.5 mg daily but stopped 3 weeks ago", "letrozole"),
]


#: Since when, on 29 November 2026: the first day and the last.
DAYS = [
    ("last month", "2026-10-01", None),
    ("mid-August", "2026-08-15", None),
    ("since surgery in June 2023", "2023-06-01", None),
    ("after my diagnosis in March 2022", "2022-03-01", None),
    ("1st of May 2024", "2024-05-01", None),
    ("May '24", "2024-05-01", None),
    ("seit Mai 2024", "2024-05-01", None),
    ("since Dezember 2023", "2023-12-01", None),
    ("18 mo", "2025-05-30", None),
    ("for almost 2 years", "2024-11-29", None),
    ("since christmas", "2025-12-25", None),
    ("for 5 years until June 2025", "2020-06-01", "2025-06-01"),
    ("for 2 years, stopped 6 months ago", "2024-05-30", "2026-05-30"),
    ("since May 2024, for 5 years", "2024-05-01", "2029-05-01"),
    ("Jan-June 2024", "2024-01-01", "2024-06-01"),
    ("5 years ago until last year", "2021-11-29", "2025-07-01"),
]


@pytest.mark.parametrize(("since", "first", "last"), DAYS)
def test_since_when_and_until_when(since: str, first: str, last: str | None) -> None:
    when = read_when("since", since, date(2026, 11, 29), None)
    assert (str(when.begins), None if when.ends is None else str(when.ends)) == (first, last)


@pytest.mark.parametrize(
    "since", ["last winter", "until 2024", "stopped in 2024", "5/24", "last November", "covid"]
)
def test_days_that_are_not_told_are_asked(since: str) -> None:
    with pytest.raises(ot.InputError):
        read_when("since", since, date(2026, 11, 29), None)


SINCE = [
    ("2022, 2024", ["2022-07-01", "2024-07-01"]),
    ("letrozole 2022, Prolia 2024", ["2022-07-01", "2024-07-01"]),
    ("May 2024; same", ["2024-05-01", "2024-05-01"]),
    ("both since May 2024", ["2024-05-01", "2024-05-01"]),
    ("2024;", ["2024-07-01", "2026-11-29"]),
    ("; 2025", ["2026-11-29", "2025-07-01"]),
]


@pytest.mark.parametrize(("since", "days"), SINCE)
def test_days_of_two_drugs(since: str, days: list[str]) -> None:
    answers = {"drugs": "letrozole; Prolia", "dose": "2.5 mg daily; 60 mg every 6 months", "since": since}
    rows = rows_of(ot.new_person(answers, today=date(2026, 11, 29)).text)
    assert [first for _, _, first, _ in rows] == days


def test_an_operation_stays_in_its_year() -> None:
    new = ot.new_person({"drugs": "bilateral orchiectomy 2024"}, today=TODAY)
    assert "from = 2024-07-01" in new.text


#: A misspelled name keeps its amount; what is offered instead keeps the interval that was said.
OFFERED = [
    ({"drugs": "letrazole 2.5 mg"}, "letrozole 2.5 mg daily"),
    ({"drugs": "letrozole 2.5 mg her gün"}, "letrozole 2.5 mg daily"),
    ({"drugs": "letrozole 5 days a week"}, "letrozole 2.5 mg 5 days a week"),
    ({"drugs": "alendronate", "dose": "1 tab weekly"}, "1 tab of 70 mg weekly"),
    ({"drugs": "premarin", "dose": "0.625 daily"}, "premarin 0.625 mg daily"),
    ({"drugs": "abaloparatide 80 mcg daily for 18 months"}, "since when"),
]


@pytest.mark.parametrize(("answers", "words"), OFFERED)
def test_what_is_offered_would_be_right(answers: dict[str, str], words: str) -> None:
    with pytest.raises(ot.InputError, match=words):
        ot.new_person(answers, today=TODAY)


@pytest.mark.parametrize(("answer", "rows"), READ, ids=[answer for answer, _ in READ])
def test_each_drug_has_its_own_dose_and_days(answer: str, rows: list[Row]) -> None:
    new = ot.new_person({"drugs": answer}, today=TODAY, dates="mdy")
    assert rows_of(new.text) == rows


@pytest.mark.parametrize(("answer", "words"), ASKED)
def test_what_is_left_open_is_asked(answer: str, words: str) -> None:
    with pytest.raises(ot.InputError, match=words):
        ot.new_person({"drugs": answer}, today=TODAY, dates="mdy")


def test_a_drug_that_is_over_and_not_simulated_is_said_to_be_over() -> None:
    new = ot.new_person({"drugs": "nexium 40mg daily since 2018, stopped 2024"}, today=TODAY)
    assert "from 2018-07-01 until 2024-07-01" in new.understood["drugs"]


@pytest.mark.parametrize("said", [
    "levothyroxine 100 mcg daily but I stopped it in 2024", "metformin 1 000 daily and yet my sugar is 140",
])  # fmt: skip
def test_what_became_of_a_drug_outside_the_model_is_no_dose_of_it(said: str) -> None:
    with pytest.raises(ot.InputError, match="its dose and its days alone"):
        ot.new_person({"drugs": said}, today=date(2026, 2, 1))


@pytest.mark.parametrize(("said", "offered"), [
    ("Xgeva 120 mg", "120 mg every 4 weeks"), ("Prolia 60 mg", "60 mg every 6 months"),
    ("Zometa 4 mg", "4 mg every 4 weeks"), ("leuprorelin 7.5 mg", "7.5 mg every 4 weeks"),
])  # fmt: skip
def test_what_is_offered_is_of_the_label_that_is_named(said: str, offered: str) -> None:
    with pytest.raises(ot.InputError, match=f"{said.split()[0]} {offered}"):
        ot.new_person({"drugs": said}, today=date(2026, 2, 1))


def test_one_amount_in_two_units_is_one_amount() -> None:
    new = ot.new_person({"drugs": "anastrozole 1000 mcg (1 mg) daily"}, today=date(2026, 2, 1))
    assert new.understood["drugs"].startswith("anastrozole: 1 mg every day")
    with pytest.raises(ot.InputError, match="the brackets say another one"):
        ot.new_person({"drugs": "anastrozole 100 mcg (1 mg) daily"}, today=date(2026, 2, 1))

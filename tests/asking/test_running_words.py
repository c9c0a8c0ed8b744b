"""Drugs told in running words: read as they are meant, or one question that names the drug."""

from __future__ import annotations

import tomllib

import pytest
from tests.asking.saying import TODAY, Row, rows_of

import osteotwin as ot

READ: dict[str, list[Row]] = {
    "At the end of May 2010, I started taking letrozole 2.5 mg daily": [
        ("letrozole", "2.5 mg daily", "2010-05-28", None)
    ],
    "I started exemestane 25 mg daily at the beginning of June 2019": [
        ("exemestane", "25 mg daily", "2019-06-01", None)
    ],
    "my doctor put me on 0.5 mg adex twice a week": [
        ("anastrozole", "0.5 mg adex twice a week", "2026-02-01", None)
    ],
    "I've been taking raloxifene 60 mg a day for two years now": [
        ("raloxifene", "60 mg a day", "2024-02-02", None)
    ],
    "I take 25 mg of exemestane daily and get a Prolia shot of 60 mg every 6 months": [
        ("exemestane", "25 mg of exemestane daily", "2026-02-01", None),
        ("denosumab", "60 mg every 6 months", "2026-02-01", None),
    ],
    "half a 2.5 mg tablet of letrozole every other day": [
        ("letrozole", "half a 2.5 mg tablet of letrozole every other day", "2026-02-01", None)
    ],
}
#: An answer, and what its question says.
ASKED = {
    "I had joint pain from letrozole and somehow it was changed a while ago": "names letrozole",
    "Well I was put back onto 7.5 mg for my muscles": "no drug is named",
    "I have been on hormone blockers after the operation for a year": "hormone blockers may mean several",
    "I also take 20,000 vitamin D weekly, which I began some time ago": "names vitamin D",
    "Hi, I take omeprazole some days and vitamin D supplements on others, I think": "names omeprazole, vitamin D",
    "30 mg of T3 and 50 if T4 daily": r"T3.*dose of another drug",
    "metformin 500 mg 1-0-1 and 75 of something": "metformin",
    "Reclast 5 mg once in 2031": "month",
}


@pytest.mark.parametrize(("answer", "rows"), READ.items())
def test_running_words_are_read(answer: str, rows: list[Row]) -> None:
    assert rows_of(ot.new_person({"drugs": answer}, today=TODAY).text) == rows


@pytest.mark.parametrize(("answer", "words"), ASKED.items())
def test_what_is_not_understood_is_one_question_that_names_the_drug(answer: str, words: str) -> None:
    with pytest.raises(ot.InputError, match=words) as asked:
        ot.new_person({"drugs": answer}, today=TODAY)
    assert len(asked.value.problems) == 1


def test_drugs_outside_the_model_keep_their_own_doses() -> None:
    said = "Ramipril 5 mg - 1x täglich Metformin 500 mg - 1-0-1 L-Thyroxin 50 µg - 1x morgens"
    new = ot.new_person({"drugs": said}, today=TODAY)
    assert [(row["name"], row["dose"]) for row in tomllib.loads(new.text)["plan"]["drug"]] == [
        ("Ramipril", "5 mg - once a day"),
        ("Metformin", "500 mg - 1-0-1"),
        ("L-Thyroxin", "50 µg - 1x in the morning"),
    ]

"""A choice of drugs, loose numbers, limits, doubts and ends are asked; two names of one drug are not."""

from __future__ import annotations

import re
from datetime import date

import pytest

import osteotwin as ot

TODAY = date(2026, 2, 1)


def understood(answer: str) -> str:
    return ot.new_person({"drugs": answer}, today=TODAY).understood["drugs"]


def asked(answer: str) -> str:
    with pytest.raises(ot.InputError) as error:
        understood(answer)
    return str(error.value)


@pytest.mark.parametrize(
    "answer",
    [
        "Bonviva oder Fosamax",
        "Bonviva bzw Fosamax",
        "letrozole or anastrozole",
        "either 12.5mg aromasin or 0.5mg arimidex daily",
        "letrozole 2.5 mg or anastrozole 1 mg daily since 2023",
        "Prolia 60 mg every 6 months or Reclast 5 mg once a year",
        "testosterone (enanthate or cypionate)",
    ],
)
def test_one_of_two_drugs_is_asked_and_each_is_offered(answer: str) -> None:
    question = asked(answer)
    assert "whichever is taken" in question
    one, other = re.findall(r'"([^"]+)"', question.split("Fix: ")[1])[:2]
    read = [understood(said) for said in (one, other)]
    assert read[0] != read[1]


@pytest.mark.parametrize(
    ("answer", "drug"),
    [
        ("anastrozole or arimidex 1 mg daily", "anastrozole: 1 mg every day"),
        ("anastrazole or Arimidex 1 mg daily", "anastrozole: 1 mg every day"),
        ("arimidex (otherwise known as anastrozole) 1 mg daily", "anastrozole: 1 mg every day"),
        ("tamoxifen (as citrate) 20 mg daily", "tamoxifen: 20 mg every day"),
        (
            "anastrozole 8 weeks on 8 weeks off 1 mg daily",
            "anastrozole: 1 mg every day, 8 weeks on and 8 weeks off",
        ),
        ("anastrozole 1. mg daily", "anastrozole: 1 mg every day"),
        ("anastrozole point five mg daily", "anastrozole: 0.5 mg every day"),
        ("testosterone gel 16.2mg/g 2.5g daily", "testosterone gel 1.62 %: 40.5 mg every day"),
        ("Boniva 3 mg over 15-30 seconds every three months", "ibandronate (injection): 3 mg every 3 months"),
    ],
)
def test_what_is_plain_is_read(answer: str, drug: str) -> None:
    assert understood(answer).startswith(drug)


@pytest.mark.parametrize(
    "answer",
    [
        "letrozole 2. 5 mg daily",
        "letrozole 2 5 mg daily",
        "anastrozole . 5 mg daily",
        "anastrozole (2) 0.5 mg weekly",
        "anastrozole max 1 mg daily",
        "Nebido 1.000 mg alle 10 Wochen",
        "anastrozole 1 mg - half daily",
        "anastrozole 1 mg take 2 daily",
        "anastrozole 1 mg daily extra 0.5 mg Sundays",
        "prednisone 40 mg down to 5 mg over 8 weeks from 2026-03-01",
        "letrozole daily",
        "letrozole 2.5 mg? daily",
        "letrozole 2.5 mg daily for the dog",
        "letrozole 2.5 mg daily (my wife)",
        "letrozole 2.5 mg t\u00e4glich (meine Mutter)",
        "letrozole 2.5 mg daily (dc)",
        "plus de l\u00e9trozole 2,5 mg par jour",
        "denosumab 60 mg every 6 months, overdue",
        "testosterone lozenge 10 mg daily",
        "testosterone gel (previously injections) 50 mg daily",
        "letrozole 2.5 mg daily (old)",
    ],
)
def test_what_may_be_another_dose_or_nobodys_is_asked(answer: str) -> None:
    assert "Fix: " in asked(answer)


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ("I've been on Androgel for several years, and highly recommend it.", "Androgel"),
        ("In the meantime, as per his recommendation, I will continue on Casodex", "Casodex"),
        ("I've started daily vitamin D as well as more calcium from food.", "vitamin D"),
    ],
)
def test_a_drug_that_is_taken_is_not_told_to_be_left_out(answer: str, name: str) -> None:
    question = asked(answer)
    assert "leave it out" not in question
    assert f'"{name} ' in question


def test_what_a_question_offers_is_read() -> None:
    question = asked(
        "I was on Fosamax for five years with no results so my doctor changed me to Boniva two years ago."
    )
    offered = re.findall(r'"([^"]+)"', question.split("Fix: ")[1])[0]
    read = understood(offered)
    assert "alendronate" in read
    assert "ibandronate" in read

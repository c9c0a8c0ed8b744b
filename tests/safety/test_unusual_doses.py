"""Doses that few people take are said to be looked at again; usual ones, and what lists do with them, are not."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

import osteotwin as ot
from osteotwin.inputs.notes import Notes
from osteotwin.people.read_person import person_of

HEAD = '[person]\nsex = "male"\nbirth_date = 1968-06-01\n[outlook]\nfrom = 2026-11-01\nuntil = 2029-11-01\n'


def said(name: str, dose: str, every: str) -> tuple[str, ...]:
    text = f'{HEAD}[[plan.drug]]\nname = "{name}"\ndose = "{dose}"\nevery = "{every}"\nfrom = {date(2025, 3, 1)}\n'
    return ot.unusual_doses(person_of(Notes.of_text("p.toml", tomllib.loads(text), text)))


@pytest.mark.parametrize(("name", "dose", "every", "times"), [
    ("anastrozole", "10 mg", "1 day", "10 times"),
    ("letrozole", "25 mg", "1 day", "10 times"),
    ("alendronate", "70 mg", "1 day", "7 times"),
    ("alendronate", "70 ug", "1 week", "1/1,000 of"),
    ("denosumab", "60 mg", "1 month", "6 times"),
    ("anastrozole", "10 ug", "1 day", "1/100 of"),
    ("estradiol patch", "400 ug/day", "3.5 days", "8 times"),
])  # fmt: skip
def test_far_from_usual(name: str, dose: str, every: str, times: str) -> None:
    (one,) = said(name, dose, every)
    assert f"is {times} the usual" in one


@pytest.mark.parametrize(("name", "dose", "every"), [
    ("anastrozole", "1 mg", "1 day"),
    ("anastrozole", "0.25 mg", "1 week"),
    ("anastrozole", "2 mg", "1 day"),
    ("letrozole", "0.5 mg", "1 week"),
    ("alendronate", "10 mg", "1 day"),
    ("alendronate", "35 mg", "1 week"),
    ("denosumab", "60 mg", "6 months"),
    ("testosterone cypionate", "100 mg", "3.5 days"),
    ("Zoladex", "10.8 mg", "84 days"),
    ("estradiol patch", "100 ug/day", "3.5 days"),
    ("prednisone", "40 mg", "1 day"),
])  # fmt: skip
def test_usual(name: str, dose: str, every: str) -> None:
    assert said(name, dose, every) == ()


@pytest.mark.parametrize(("name", "dose"), [
    ("Fosavance", "70 mg"), ("Fosamax Plus D3", "70 mg"), ("Actonel Combi D", "35 mg"), ("Acara Trio", "35 mg"),
])  # fmt: skip
def test_what_else_is_in_a_box(name: str, dose: str) -> None:
    (one,) = said(name, dose, "1 week")
    assert one.startswith(f"{name} is taken as its bisphosphonate")


@pytest.mark.parametrize(("name", "dose", "every"), [
    ("Fosamax once weekly", "70 mg", "1 day"), ("Fosamax einmal wöchentlich", "70 mg", "1-0-0"),
    ("Actonel semanal", "35 mg", "1 day"), ("Lupron 3-month depot", "22.5 mg", "1 month"),
    ("letrozole monthly", "2.5 mg", "1 day"), ("anastrozole?", "1 mg", "1 day"),
])  # fmt: skip
def test_a_name_that_contradicts_its_dose_is_asked(name: str, dose: str, every: str) -> None:
    with pytest.raises(ot.InputError, match=r"one rhythm|question mark"):
        said(name, dose, every)


@pytest.mark.parametrize(("name", "dose", "every"), [
    ("Fosamax once weekly", "70 mg", "1 week"), ("Lupron 3-month depot", "22.5 mg", "12 weeks"),
    ("letrozole daily", "2.5 mg", "1 day"),
])  # fmt: skip
def test_a_name_that_agrees_with_its_dose_is_read(name: str, dose: str, every: str) -> None:
    assert said(name, dose, every) == ()

"""Files that no one person can have written truly: one sentence each, at the key that says so."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from osteotwin.errors import InputError, Problem
from osteotwin.inputs.notes import Notes
from osteotwin.people.read_person import person_of

HEAD = '[person]\nsex = "{sex}"\nbirth_date = {birth}\n{more}\n[outlook]\nfrom = 2026-02-01\nuntil = 2029-02-01\n'


def problems(
    rest: str = "", *, sex: str = "male", birth: str = "1972-05-14", more: str = ""
) -> tuple[Problem, ...]:
    text = HEAD.format(sex=sex, birth=birth, more=more) + rest
    try:
        person_of(Notes.of_text("person.toml", tomllib.loads(text), text))
    except InputError as error:
        return error.problems
    return ()


def measured(*rows: tuple[str, str, str], **more: str) -> str:
    extra = "".join(f'{key} = "{value}"\n' for key, value in more.items())
    return "".join(
        f'[[measurement]]\ndate = {date}\nwhat = "{what}"\nvalue = "{value}"\n{extra}'
        for date, what, value in rows
    )


def drug(**keys: str) -> str:
    entry = {"name": "anastrozole", "dose": "1 mg", "every": "1 day"} | keys
    return "[[plan.drug]]\n" + "".join(
        f"{key} = {value}\n" if key in ("from", "until", "from_week", "from_day") else f'{key} = "{value}"\n'
        for key, value in entry.items()
        if value
    )


SQUAT = '[[plan.training]]\nexercise = "back squat"\nsessions_per_week = 2\nsets = 5\nreps = 5\nload = "{}"\n'

#: name -> (what makes the file, field of the problem, words of it)
REFUSED: dict[str, tuple[dict[str, Any], str, str]] = {
    "two values of one day": (
        {"rest": measured(("2026-01-01", "bmd_total_hip", "0.5 g/cm2"), ("2026-01-01", "bmd_total_hip", "2.5 g/cm2"))},
        "measurement[1].value", "2.5 g/cm2 beside 0.5 g/cm2 of the same day"),
    "two values of one day by one device": (
        {"rest": measured(("2026-01-01", "bmd_total_hip", "0.9 g/cm2"), ("2026-01-01", "bmd_total_hip", "1.0 g/cm2"),
                          device="hologic")},
        "measurement[1].value", "one value of total hip BMD a day"),
    "a scan in infancy": (
        {"rest": measured(("1973-01-01", "bmd_total_hip", "0.9 g/cm2"))}, "measurement[0].date", "age of 0.6 years"),
    "a hormone of a child": (
        {"rest": measured(("1982-01-01", "estradiol", "27 pg/mL"))}, "measurement[0].date", "at an age of 9.6 years"),
    "a scan before birth": (
        {"rest": measured(("1971-01-01", "bmd_total_hip", "0.9 g/cm2"))}, "measurement[0].date", "not after birth"),
    "thinner than anybody": ({"more": 'height = "250 cm"\nweight = "30 kg"'}, "person.weight", "index of 4.8"),
    "heavier than anybody": ({"more": 'height = "100 cm"\nweight = "300 kg"'}, "person.weight", "index of 300"),
    "thinner by what was measured": (
        {"more": 'height = "250 cm"', "rest": measured(("2026-01-01", "weight", "31 kg"))},
        "measurement[0].value", "body mass index of 5.0"),
    "orchiectomy in a woman": (
        {"sex": "female", "rest": drug(name="orchiectomy", dose="", every="")},
        "plan.drug[0].name", "Orchiectomy in a person whose sex is female"),
    "no load in percent": ({"rest": SQUAT.format("0 %1RM")}, "plan.training[0].load", "above 0"),
    "no load in kilograms": ({"rest": SQUAT.format("0 kg")}, "plan.training[0].load", "above 0"),
    "next to no drug": ({"rest": drug(dose="1e-300 mg")}, "plan.drug[0].dose", "too little"),
    "next to no supplement": (
        {"rest": '[[plan.supplement]]\nnutrient = "vitamin_d"\ndose = "1e-300 IU"\nevery = "1 day"\n'},
        "plan.supplement[0].dose", "from 1 to"),
    "a plan after the outlook by date": ({"rest": drug(**{"from": "2029-02-01"})}, "plan", "when the outlook is over"),
    "a plan after the outlook by weeks": ({"rest": drug(from_week="200")}, "plan", "when the outlook is over"),
    "the hip likelier to break than any of the major bones": (
        {"more": 'frax_hip = "21 %"\nfrax_major = "3.4 %"'}, "person.frax_hip", "21 % beside frax_major = 3.4 %"),
    "one preset twice": (
        {"rest": '[plan]\npreset = [{ name = "standard_lifestyle" }, { name = "standard_lifestyle" }]\n'},
        "plan.preset[1].name", "a second time"),
}  # fmt: skip

TAKEN: dict[str, dict[str, Any]] = {
    "the same value twice": {
        "rest": measured(*[("2026-01-01", "bmd_total_hip", "0.9 g/cm2")] * 2)},
    "two scanners on one day": {
        "rest": measured(("2026-01-01", "bmd_total_hip", "0.9 g/cm2"), device="hologic")
        + measured(("2026-01-01", "bmd_total_hip", "1.0 g/cm2"), device="lunar")},
    "FRAX of the hip alone": {"more": 'frax_hip = "21 %"'},
    "all major fractures at the hip": {"more": 'frax_hip = "3.4 %"\nfrax_major = "3.4 percent"'},
    "FRAX of nothing and of everything": {"more": 'frax_hip = "0 %"\nfrax_major = "100 %"'},
    "a very heavy person": {"more": 'height = "170 cm"\nweight = "173 kg"'},
    "a very light person": {"more": 'height = "170 cm"\nweight = "32 kg"'},
    "orchiectomy in a man": {"rest": drug(name="orchiectomy", dose="", every="")},
    "a hundredth of a dose": {"rest": drug(dose="0.01 mg")},
    "a course that comes after the outlook beside one within": {
        "rest": drug(until="2027-01-01") + drug(**{"from": "2029-03-01"})},
    "a grown-up's first scan": {"rest": measured(("1990-06-01", "bmd_total_hip", "0.9 g/cm2"))},
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_refused_in_one_sentence(name: str) -> None:
    made, field, words = REFUSED[name]
    (problem,) = problems(**made)
    assert problem.field == field
    assert words in problem.sentence()
    assert problem.line


@pytest.mark.parametrize("name", TAKEN)
def test_what_can_be_is_taken(name: str) -> None:
    assert problems(**TAKEN[name]) == ()

"""Values that nobody has are said to be looked at again; usual ones, limits and what is confirmed are not."""

from __future__ import annotations

import tomllib

import pytest

import osteotwin as ot
from osteotwin.inputs.notes import Notes
from osteotwin.people.read_person import person_of


def said(what: str, value: str, sex: str = "male", more: str = "", plan: str = "") -> tuple[str, ...]:
    text = (
        f'[person]\nsex = "{sex}"\nbirth_date = 1960-06-01\n'
        f'[[measurement]]\ndate = 2026-01-10\nwhat = "{what}"\nvalue = "{value}"\n{more}\n{plan}'
        "[outlook]\nfrom = 2026-11-01\nuntil = 2029-11-01\n"
    )
    return ot.unusual_measurements(person_of(Notes.of_text("p.toml", tomllib.loads(text), text)))


ESTRADIOL = (
    '[[plan.drug]]\nname = "estradiol patch"\ndose = "100 ug/day"\nevery = "3.5 days"\nfrom = 2025-03-01\n'
)


@pytest.mark.parametrize(("what", "value", "sex", "usual"), [
    ("estradiol", "1800 pg/mL", "male", "at most 90 pg/mL"),
    ("estradiol", "1900 pg/mL", "female", "at most 90 pg/mL"),
    ("testosterone", "4900 ng/dL", "male", "at most 3000 ng/dL"),
    ("25ohd", "1 ng/mL", "female", "at least 4 ng/mL"),
])  # fmt: skip
def test_hardly_ever_seen(what: str, value: str, sex: str, usual: str) -> None:
    (one,) = said(what, value, sex)
    assert f"{value} is hardly ever seen, {usual} is" in one


@pytest.mark.parametrize(("what", "value", "more", "plan"), [
    ("estradiol", "18 pg/mL", "", ""),
    ("estradiol", "<2000 pg/mL", "", ""),
    ("estradiol", "1800 pg/mL", "confirmed = true", ""),
    ("estradiol", "1800 pg/mL", "", ESTRADIOL),
    ("testosterone", "2900 ng/dL", "", ""),
    ("bmd_total_hip", "0.9 g/cm2", "", ""),
])  # fmt: skip
def test_seen_or_meant(what: str, value: str, more: str, plan: str) -> None:
    assert said(what, value, more=more, plan=plan) == ()

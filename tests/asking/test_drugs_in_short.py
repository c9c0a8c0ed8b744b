"""Doses with words that are cut short, or called as people call them."""

from __future__ import annotations

from datetime import date

import pytest

import osteotwin as ot

TODAY = date(2026, 12, 1)


@pytest.mark.parametrize(("answer", "echo"), [
    ("Prolia jab every 6 mths", "denosumab: 60 mg every 6 months"),
    ("Prolia jabs 6 monthly", "denosumab: 60 mg every 6 months"),
    ("Prolia 60 mg every 6 mths", "denosumab: 60 mg every 6 months"),
    ("exemestane 25 mg daily w food", "exemestane: 25 mg every day"),
    ("exemestane 25 mg eod w dinner", "exemestane: 25 mg every 2 days"),
    ("Letrozol 2,5 mg morgens 1 Tbl.", "letrozole: 2.5 mg every day"),
    ("letrozole 2.5 mg mornings 1 tab", "letrozole: 2.5 mg every day"),
    ("letrozole 2.5mg nightly x1", "letrozole: 2.5 mg every day"),
    ("letrozole 2.5 mg mornings", "letrozole: 2.5 mg every day"),
    ("2 pumps Oestrogel am, utrogestan 100 mg at bedtime", "estradiol gel 0.06 %: 1.5 mg every day"),
    ("1 tablet letrozole 2.5 mg daily", "letrozole: 2.5 mg every day"),
    ("no hormones, just Forteo 20 mcg every night", "teriparatide: 20 ug every day"),
    ("exemestane 25 mg but only every other day", "exemestane: 25 mg every 2 days"),
    ("Leuprorelin 22.5 mg SC q3/12", "GnRH agonist: 22.5 mg every 3 months"),
    ("tamoxifen 20 mg at night, 1 tablet", "tamoxifen: 20 mg every day"),
])  # fmt: skip
def test_a_dose_in_short_is_read(answer: str, echo: str) -> None:
    assert echo in ot.new_person({"drugs": answer}, today=TODAY).understood["drugs"]


@pytest.mark.parametrize("answer", [
    "letrozole 2.5 mg daily 2 tabs", "letrozole 2.5 mg nightly x1 a week", "anastrozole 1 mg mwf, mth",
])  # fmt: skip
def test_more_than_one_of_a_strength_is_asked(answer: str) -> None:
    with pytest.raises(ot.InputError):
        ot.new_person({"drugs": answer}, today=TODAY)


def test_units_that_lack_of_several_drugs_are_settled_in_one_press() -> None:
    with pytest.raises(ot.InputError) as raised:
        ot.new_person({"drugs": "Zoladex 10.8 every 3 months and bicalutamide 50 od"}, today=TODAY)
    (way,) = raised.value.problems[0].ways
    assert way == "Zoladex 10.8 mg every 3 months and bicalutamide 50 mg od"
    assert ot.new_person({"drugs": way}, today=TODAY).understood["drugs"].startswith("GnRH agonist: 10.8 mg")

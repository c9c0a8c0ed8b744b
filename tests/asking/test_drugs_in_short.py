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
    ("zoledronate 5 mg IV once, March 2025", "zoledronate: 5 mg once, on 2025-03-01"),
    ("zometa 4mg iv x1 14/06/2026", "zoledronate: 4 mg once, on 2026-06-14"),
    ("Reclast 5mg IV in March 2025", "zoledronate: 5 mg once, on 2025-03-01"),
    ("zometa 4mg every 6 months since June 2024", "zoledronate: 4 mg every 6 months, from 2024-06-01"),
    ("prednisolone 5mg alt days", "5 mg every 2 days"),
    ("cypro 12.5mg eod w letrozole 2.5mg daily", "letrozole: 2.5 mg every day"),
    ("adex 0.25mg w each shot, test c 50mg 2x week", "anastrozole: 0.25 mg every 3.5 days"),
    ("arimidex .5mg the day after pinning, test cyp 100mg weekly", "anastrozole: 0.5 mg every week"),
    ("quarter tab adex twice a week", "anastrozole: 0.25 mg every 3.5 days"),
    ("1/2 tablet of anastrozole eod", "anastrozole: 0.5 mg every 2 days"),
    ("letrozole 2.5mg daily, week 9", "letrozole: 2.5 mg every day, from 2026-10-02"),
    ("letrozole 2.5 mg daily (year 3 of 5)", "letrozole: 2.5 mg every day, from 2024-06-01"),
    ("hcg 250 units twice weekly", "250 IU every 3.5 days"),
])  # fmt: skip
def test_a_dose_in_short_is_read(answer: str, echo: str) -> None:
    assert echo in ot.new_person({"drugs": answer}, today=TODAY).understood["drugs"]


@pytest.mark.parametrize("answer", [
    "letrozole 2.5 mg daily 2 tabs", "hcg 25 units twice weekly", "hcg 50 units eod",
    "letrozole 2.5 mg nightly x1 a week", "anastrozole 1 mg mwf, mth",
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

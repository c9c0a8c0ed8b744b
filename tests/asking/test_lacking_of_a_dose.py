"""What lacks of a dose is asked by its name, and his own words with that in them are read when they are typed."""

from __future__ import annotations

import re
from datetime import date

import pytest
from tests.every import every

import osteotwin as ot

TODAY = date(2026, 2, 1)


def said(drug: str, dose: str) -> str:
    return ot.new_person({"drugs": drug, "dose": dose}, today=TODAY).understood["dose"]


#: Products of one strength, totals, two doses by turns, decimals spelled out, who gives it, and how it is swallowed.
READ = [
    ("tamoxifen", "Tamoxifen 20mg- 1 tablet POQD", "20 mg every day"),
    ("letrozole", "2.5mg, one tablet POQD", "2.5 mg every day"),
    ("letrozole", "one a day", "2.5 mg every day"),
    ("anastrozole", "half a tablet twice a week", "0.5 mg every 3.5 days"),
    ("letrozole", "half a tablet (1.25mg) on monday and friday", "1.25 mg every 3.5 days"),
    ("nebido", "4 ml Testosteron als Depot alle drei Monate", "1,000 mg every 3 months"),
    ("aveed", "3 ml every 10 weeks", "750 mg every 10 weeks"),
    ("prolia", "one shot every 6 months", "60 mg every 6 months"),
    ("Tostran", "3 g Gel (60 mg Testosteron), aufgetragen einmal t\u00e4glich jeweils morgens", "60 mg every day"),
    ("estradiol tablets", "2mg 3x per day, 6mg total (up from 4mg)", "2 mg 3 times a day"),
    ("estradiol tablets", "6mg total a day, two 3mg doses", "3 mg twice a day"),
    ("estradiol tablets", "4mg total, 2mg morning 2mg evening", "2 mg twice a day"),
    ("testosterone cypionate", "140 mg total, 70 mg twice a week", "70 mg every 3.5 days"),
    ("prednisolone", "0mg first day and 8mg the next and repeat", "0 mg one day, 8 mg the next"),
    ("prednisolone", "8 mg one day, nothing the next", "8 mg one day, 0 mg the next"),
    ("testogel 50 mg", "1 sachet one day, half a sachet the next", "50 mg one day, 25 mg the next"),
    ("exemestane", "twelve point five mg every other day", "12.5 mg every 2 days"),
    ("anastrozole", "zero point two five mg twice a week", "0.25 mg every 3.5 days"),
    ("letrozole", "two point five milligrams every morning", "2.5 mg every day"),
    ("lupron", "22.5 mg 3 month injection", "22.5 mg every 3 months"),
    ("alendronate 70 mg", "Take 1 tablet by mouth once weekly on empty stomach with 8 oz water", "70 mg every week"),
    ("testosterone enanthate", "125 mg weekly injected in the thigh by my husband", "125 mg every week"),
    ("testosterone enanthate", "250 mg every 3 weeks, done at the clinic by a nurse", "250 mg every 3 weeks"),
]  # fmt: skip

#: What is told, the words of the question that name what lacks, and what the echo says of the first offer.
ASKED = [
    ("testosterone cypionate", "0.4ml / 80mg", "no word on how often", "80 mg every 2 weeks"),
    ("estradiol tablets", "6mg total two 3mg doses taken sublingually", "no word on how often", "3 mg twice a day"),
    ("testosterone enanthate", "1ml every 3 weeks", "no strength of", "200 mg every 3 weeks"),
    ("testosterone cypionate", "200mg vial, 0.5ml per week", "no strength of", "100 mg every week"),
    ("alendronate", "one tablet a week", "no strength of the tablet", "70 mg every week"),
    ("Erleada", "4 tablets once daily", "no strength of the tablet", "240 mg every day"),
    ("testogel", "2 pumps a day", "no strength of the pump", "40.5 mg every day"),
    ("testogel", "full packet one day then half packet the next day", "no strength of the packet",
     "40.5 mg one day, 20.25 mg the next"),
    ("lupron", "I am currently on 3 month injections", "no amount in", "22.5 mg every 3 months"),
    ("tamoxifen", "one a day", "no amount in", "20 mg every day"),
    ("testosterone propionate", "30-40 mg every other day", "which is a range", "35 mg every 2 days"),
    ("Nebido", "1000 mg, first it was each 12 weeks, now each 10 weeks", "2 doses or rhythms",
     "1,000 mg every 10 weeks"),
    ("tamoxifen", "20 mg every day wombat", '"wombat" is not understood', "20 mg every day"),
]  # fmt: skip


@every("drug, dose, echo", READ)
def test_a_dose_in_everyday_words_is_read(drug: str, dose: str, echo: str) -> None:
    assert echo in said(drug, dose)


@every("drug, dose, lacking, echo", ASKED)
def test_what_lacks_is_named_and_the_first_offer_is_read(
    drug: str, dose: str, lacking: str, echo: str
) -> None:
    with pytest.raises(ot.InputError) as asked:
        said(drug, dose)
    (problem,) = asked.value.problems
    assert lacking in problem.found
    assert "finasteride" not in problem.fix
    assert echo in said(drug, re.findall(r'"([^"]+)"', problem.fix)[0])


@every("drug, dose", [
    ("anastrozole 0.5", "1 capsule twice a week"), ("forteo", "2 injections a week"),
    ("estradiol tablets", "2mg 3x per day, 5mg total"), ("estradiol tablets", "6mg total a day, two 2mg doses"),
    ("letrozole", "half a tablet (2.5 mg) every other day"),
])  # fmt: skip
def test_a_count_or_a_total_that_does_not_fit_is_asked(drug: str, dose: str) -> None:
    with pytest.raises(ot.InputError):
        said(drug, dose)


@every("name, near", [
    ("Lenzetto", "Estradiol gel"), ("AndroFeme", "Testosterone gel"), ("Sustanon 250", "Testosterone enanthate"),
    ("estradiol enanthate", "Estradiol valerate (injection)"), ("EEn", "Estradiol valerate (injection)"),
    ("Gynokadin", "Estradiol gel"), ("a bit of AndroFeme", "Testosterone gel"),
])  # fmt: skip
def test_what_stands_nearest_is_given_in_the_same_way(name: str, near: str) -> None:
    with pytest.raises(ot.InputError) as asked:
        ot.new_person({"drugs": name}, today=TODAY)
    (problem,) = asked.value.problems
    assert problem.expected.startswith(f"one of {near}")
    assert "kinetics" not in str(problem)

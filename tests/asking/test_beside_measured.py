"""What stands beside values, or in their place: no scan yet, what was taken at the time, what a doctor said of it."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

import osteotwin as ot
from osteotwin.errors import InputError, Problem

TODAY = date(2026, 12, 1)

NONE = [
    "never had one, booked in for Jan", "never had one, PCP says insurance won't pay til 70", "not had one",
    "havent had one yet", "scan booked for January", "waiting for appointment", "no dexa yet, scheduled Feb 2027",
    "never had a DEXA, doc says I don't need one", "I've never been scanned", "on waiting list", "booked 12 March",
    "no results yet", "no bloods done this year",
]  # fmt: skip
FINDINGS = [
    "no osteoporosis on my scan", "not bad, osteopenia", "never had one, mum has osteoporosis",
    "everything normal they said", "GP won't refer me. I did a heel ultrasound, came out amber",
]  # fmt: skip
OF_NUMBERS = [
    "never had one until 2024, T -2.1", "no DXA, QCT T -2.5", "no scan since 2021, hip was -1.4", "no. 3 spine -2.1",
    "none recently, had one in 2019",
]  # fmt: skip


def asked(question: str, answer: str) -> list[Problem]:
    with pytest.raises(InputError) as raised:
        ot.new_person({question: answer}, today=TODAY)
    return list(raised.value.problems)


@pytest.mark.parametrize("question", ["scans", "labs"])
@pytest.mark.parametrize("answer", NONE)
def test_that_nothing_was_measured_is_understood_with_its_reason(question: str, answer: str) -> None:
    new = ot.new_person({question: answer}, today=TODAY)
    assert new.understood[question] == "none."


@pytest.mark.parametrize("answer", FINDINGS)
def test_a_finding_without_a_number_is_asked_with_one_way_out(answer: str) -> None:
    (problem,) = asked("scans", answer)
    assert problem.ways == ("none",)


@pytest.mark.parametrize("answer", OF_NUMBERS)
def test_what_may_be_a_value_is_no_denial(answer: str) -> None:
    assert asked("scans", answer)


#: An answer; its values, and what is said not to be used.
BESIDE = [
    ("E2 <5 pg/ml on AI, 3 Nov 2026", ["<5 pg/mL"], '"on AI"'),
    ("estradiol 22 pg/mL on anastrozole, March 2026", ["22 pg/mL"], '"on anastrozole"'),
    ("E2 31 pg/mL while on TRT, 12 Aug 2026", ["31 pg/mL"], '"while on TRT"'),
    ("oestradiol 289 pmol/L on 3 pumps, 12 Aug 2026", ["289 pmol/L"], '"on 3 pumps"'),
    ("E2 14 pg/mL on 0.5mg adex eod, 2026-05-01", ["14 pg/mL"], '"on 0.5mg adex eod"'),
    ("CTX 450 pg/mL on Prolia 2026-02-01", ["450 pg/mL"], '"on Prolia"'),
    ("vit d 48 nmol in march 2026, GP said ok", ["48 nmol/L"], '"GP said ok"'),
    ("Vitamin D 51 ng/mL, doc was happy, June 2026", ["51 ng/mL"], '"doc was happy"'),
    ("E2 22 pg/mL (sensitive), down from 58 pg/mL, 3 May 2026", ["22 pg/mL"], '"down from 58 pg/mL"'),
    ("vit D 48 nmol last month, endo was worried", ["48 nmol/L"], "2026-11-15"),
    ("total T 22 nmol/L, SHBG 34, hct 51.8, taken June 2026", ["22 nmol/L", "34 nmol/L", "51.8 %"], "2026-06-15"),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "values", "said"), BESIDE)
def test_what_changes_nothing_of_a_value_is_set_aside_and_said(
    answer: str, values: list[str], said: str
) -> None:
    new = ot.new_person({"labs": answer}, today=TODAY)
    assert [one["value"] for one in tomllib.loads(new.text)["measurement"]] == values
    assert said in new.understood["labs"]


@pytest.mark.parametrize("answer", [
    "E2 14 pg/mL off AI 2026-05-01", "E2 30 pg/mL, doc thinks lab error, 2026-05-01",
    "E2 30 pg/mL, doc said ignore it, 2026-05-01", "E2 30 pg/mL, my wife was 40, 2026-05-01",
    "vit D 30 (2026-05-01)", "hematocrit 48, SHBG: 22 May 2026",
])  # fmt: skip
def test_what_may_turn_a_value_is_asked(answer: str) -> None:
    assert asked("labs", answer)

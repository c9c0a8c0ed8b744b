"""Words beside a whole dose that change nothing of it are no part of it; words that may, are asked about."""

from __future__ import annotations

import pytest

from osteotwin.protocol.dose_of_drug import steps_of_drug
from osteotwin.protocol.dose_words import AmbiguousDose, dose_steps
from osteotwin.units import AmbiguousRhythm

#: What is written -> the same without what stands beside it.
BESIDE = {
    "70mg weekly - tolerating well": "70 mg weekly",
    "70 mg weekly, dispense 12, refills 3": "70 mg weekly",
    "1 mg PO qd #30": "1 mg daily",
    "70mg once weekly for now": "70 mg weekly",
    "5 mg daily for now, then reassess": "5 mg daily",
    "5 mg daily until next visit": "5 mg daily",
    "70 mg weekly; will reassess in 2 years": "70 mg weekly",
    "5 mg yearly, next due March": "5 mg yearly",
    "60 mg every 6 months (5th dose given)": "60 mg every 6 months",
    "5 mg IV yearly. Planned duration ~3 y, then reassess.": "5 mg yearly for 3 years",
    "60 mg daily (gyno)": "60 mg daily",
    "100mg IM Q weekly, self administered": "100 mg weekly",
    "5000 IU daily w/ food": "5000 IU daily",
    "75mcg PO daily — administered 0630 (on empty stomach)": "75 mcg daily",
    "increased from 5 mg to 10 mg daily": "10 mg daily",
    "reduced my gel to 81mg/day": "81 mg/day",
    "10 mg daily (down from 20 mg)": "10 mg daily",
    "10 mg daily, previously 20 mg": "10 mg daily",
    "210 mg s.c. monthly x 12": "210 mg monthly for 12 doses",
    "1 mg tabs, 4 daily": "4 mg daily",
    "120 mg week": "120 mg/week",
    "35 mg OW": "35 mg weekly",
    "10mg every other day, onc agreed": "10 mg every 2 days",
    "1 mg daily (my endo is fine with it)": "1 mg daily",
    "0.5 mg twice a week, no sides so far": "0.5 mg twice a week",
    "0.25 mg Mon and Thu, dialed in, no issues": "0.25 mg Mon and Thu",
    "80mg monthly maintenance": "80 mg monthly",
    "1 sachet (5g of the 1%) daily": "5 g of 1 % gel daily",
    "5 g of the 1% daily": "5 g of 1 % gel daily",
}


@pytest.mark.parametrize(("written", "plain"), BESIDE.items())
def test_what_stands_beside_a_dose_changes_nothing_of_it(written: str, plain: str) -> None:
    found, expected = dose_steps(written), dose_steps(plain)
    assert found
    assert expected
    assert [(one.amount, one.rhythm, one.lasts_days) for one in found] == [
        (one.amount, one.rhythm, one.lasts_days) for one in expected
    ]


@pytest.mark.parametrize(
    "written",
    [
        "70 mg weekly, not on holidays", "70 mg weekly, may stop soon", "1 mg daily, on hold",
        "1 mg daily, if tolerated",
        "20 mg daily (increased from 10 mg in May 2024)", "1 mg daily, double on weekends", "5 mg daily, discontinued",
        "5 mg daily, aber abgesetzt", "5 mg daily, letrozole instead", "10 mg in January 2026", "1 mg yearly 2026",
        "100 mg weekly, paused for surgery", "70 mg weekly, considering it", "1 mg daily if doc agrees",
        "0.5 mg eod, not doctor approved", "1 mg daily once the onc agrees", "5 mg daily, missed most",
    ],
)  # fmt: skip
def test_what_may_change_a_dose_is_no_remark(written: str) -> None:
    try:
        steps = dose_steps(written)
    except (AmbiguousDose, AmbiguousRhythm):
        return
    assert steps is None


#: Drug, what is written, and the same in full.
OF_DRUG = [
    ("letrozole", "2.5mg/day LET", "2.5 mg daily"),
    ("AndroGel 1%", "4 pumps daily", "50 mg daily"),
    ("prednisolone", "40 mg x 5d", "40 mg daily for 5 days"),
    ("prednisolone", "16.5mg ×3 weeks", "16.5 mg daily for 3 weeks"),
    ("prednisolone", "15mg for 3 weeks, then 12.5mg for 3 weeks, then 10mg",
     "15 mg daily for 3 weeks then 12.5 mg daily for 3 weeks then 10 mg daily"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "written", "plain"), OF_DRUG)
def test_a_drug_tells_what_its_dose_leaves_out(name: str, written: str, plain: str) -> None:
    found, expected = steps_of_drug(name, written), steps_of_drug(name, plain)
    assert found
    assert expected
    assert [(one.amount, one.rhythm and one.rhythm.days, one.lasts_days) for one in found] == [
        (one.amount, one.rhythm and one.rhythm.days, one.lasts_days) for one in expected
    ]


@pytest.mark.parametrize("name", ["testosterone cypionate", "alendronate", "denosumab"])
def test_what_is_not_taken_every_day_is_not_said_to_be(name: str) -> None:
    steps = steps_of_drug(name, "70 mg for 4 weeks then 35 mg for 4 weeks")
    assert steps
    assert all(step.rhythm is None for step in steps)

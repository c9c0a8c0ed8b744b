"""What beside an amount may turn it is asked: a month, a day of the month, shots, packs, volumes."""

from __future__ import annotations

import pytest

from osteotwin.protocol.dose_words import AmbiguousDose, dose_steps
from osteotwin.units import AmbiguousRhythm

ASKED = (
    "2.5 mg every evening in May", "1 mg am in May", "1 mg nightly on the 1st", "1 mg qam on the 1st",
    "1 mg qd after each pin", "2.5 mg tablets 28 daily", "1 mg 30 daily", "0.5 ml (200 mg) weekly",
    "0.75 ml (100 mg) weekly",
)  # fmt: skip


@pytest.mark.parametrize("dose", ASKED)
def test_a_doubt_is_asked(dose: str) -> None:
    with pytest.raises((AmbiguousDose, AmbiguousRhythm)):
        dose_steps(dose)


@pytest.mark.parametrize("dose", [
    "1 mg at night on shot days", "1 mg qam on shot days", "1 mg with breakfast on shot days",
    "1 mg nocte after injections",
    "1 mg every evening with each shot", "1 mg with each shot in the evening", "1 mg in the morning with injections",
])  # fmt: skip
def test_a_time_of_the_day_on_shot_days_is_with_each_shot(dose: str) -> None:
    (step,) = dose_steps(dose) or ()
    assert step.rhythm is not None
    assert step.rhythm.with_shot


@pytest.mark.parametrize(("dose", "amount", "days"), [
    ("0.5 mg Mon/Thu with each shot", "0.5 mg", 3.5), ("3.6 mg 28-daily", "3.6 mg", 28.0),
    ("5 mg yearly in May", "5 mg", 365.25), ("1 mg monthly on the 1st", "1 mg", 30.4375),
    ("0.5 ml (100 mg) weekly", "100 mg", 7.0), ("4 ml (1000 mg) every 12 weeks", "1000 mg", 84.0),
    ("1 mg morgens und abends", "1 mg", 0.5),
])  # fmt: skip
def test_what_leaves_no_doubt_is_read(dose: str, amount: str, days: float) -> None:
    (step,) = dose_steps(dose) or ()
    assert step.rhythm is not None
    assert (step.amount, step.rhythm.days) == (amount, days)


def test_a_dose_of_the_first_day_lasts_until_the_next() -> None:
    for words in ("on the first day, then", "day 1 then"):
        first, then = dose_steps(f"240 mg {words} 80 mg every 28 days") or ()
        assert (first.amount, first.lasts_days, then.amount) == ("240 mg", 28.0, "80 mg")


@pytest.mark.parametrize(("dose", "amount", "days"), [
    ("10 mg, comprimé, boîte de 28, daily", "10 mg", 1.0), ("1 mg #30 daily", "1 mg", 1.0),
    ("1 mg x 30 tablets, one daily", "1 mg", 1.0), ("250 mg 5X1 ml every 3 weeks", "250 mg", 21.0),
    ("250 mg Injektionslösung 5X1 ml every 3 weeks", "250 mg", 21.0), ("70 mg (box of 4) weekly", "70 mg", 7.0),
    ("70 mg pack of 12, weekly", "70 mg", 7.0), ("1 mg bottle of 90 tablets, daily", "1 mg", 1.0),
    ("10 tablets of 2.5 mg weekly", "25 mg", 7.0), ("2 x 1 mg daily", "2 mg", 1.0),
])  # fmt: skip
def test_what_a_pack_holds_is_no_dose(dose: str, amount: str, days: float) -> None:
    (step,) = dose_steps(dose) or ()
    assert step.rhythm is not None
    assert (step.amount, step.rhythm.days) == (amount, days)


def test_so_many_tablets_before_their_strength_are_a_pack() -> None:
    for dose in ("100 tablets 50 mg daily", "30 tablets of 2.5 mg"):
        with pytest.raises(AmbiguousDose, match="what a pack holds"):
            dose_steps(dose)


@pytest.mark.parametrize(("dose", "amount"), [
    ("50 mg 5 times a week and then take 100 mg twice a week", "64.2857142857 mg"),
    ("5 mg on 4 days a week, 10 mg on 3 days a week", "7.14285714286 mg"),
    ("5 mg 5 days a week and 10 mg on the other 2 days", "6.42857142857 mg"),
    ("5 mg six times a week and 10 mg once a week", "5.71428571429 mg"),
])  # fmt: skip
def test_two_doses_share_out_a_week(dose: str, amount: str) -> None:
    (step,) = dose_steps(dose) or ()
    assert step.amount == amount


@pytest.mark.parametrize(("dose", "amount", "days"), [
    ("La posologie recommandée est de 1 comprimé à 5 mg, une fois par jour.", "5 mg", 1.0),
    ("La posologie est de 1 comprimé à 70 mg une fois par semaine", "70 mg", 7.0),
    ("Die übliche Dosis beträgt 1 Tablette à 70 mg einmal pro Woche", "70 mg", 7.0),
    ("The usual dose is one 70 mg tablet once weekly", "70 mg", 7.0), ("is taken once a week, 70 mg", "70 mg", 7.0),
    ("5 mg daily (not 70 mg weekly)", "5 mg", 1.0), ("5 mg daily rather than 10 mg", "5 mg", 1.0),
    ("2 x 50 mcg/24h patch twice a week", "100 ug/day", 3.5),
])  # fmt: skip
def test_a_dose_in_a_sentence_is_read(dose: str, amount: str, days: float) -> None:
    (step,) = dose_steps(dose) or ()
    assert step.rhythm is not None
    assert (step.amount, step.rhythm.days) == (amount, days)


def test_vitamin_d_by_weight_and_in_units_is_said_once() -> None:
    (step,) = dose_steps("125 mcg (5,000 IU) daily") or ()
    assert step.amount == "125 ug"
    with pytest.raises(AmbiguousDose):
        dose_steps("25 mcg (5,000 IU) daily")


def test_a_part_behind_a_dose_is_no_remark() -> None:
    for dose in ("1 mg daily, \u00bd", "1 mg daily (\u00bd)", "1 mg once a week, \u00bc"):
        assert dose_steps(dose) is None, dose

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

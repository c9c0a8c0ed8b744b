"""Several times of a day on days that do not come every day are all counted."""

from __future__ import annotations

import pytest

from osteotwin.protocol.dose_words import dose_steps


@pytest.mark.parametrize(
    ("text", "amount", "days"),
    [
        ("0.5 mg mornings and evenings on Mondays", "1 mg", 7.0),
        ("0.5 mg AM and PM every other day", "1 mg", 2.0),
        ("25 mg breakfast and dinner on weekdays", "50 mg", 1.4),
        ("500 iu in the morning and in the evening on Sundays", "1000 IU", 7.0),
        ("0.5 mg am/pm Mon and Thu", "1 mg", 3.5),
        ("0.5 mg breakfast and bedtime every third day", "1 mg", 3.0),
        ("500 mg with lunch and dinner every other day", "1000 mg", 2.0),
        ("2 mg breakfast lunch and dinner on Mondays", "6 mg", 7.0),
        ("0.5 mg Monday morning and Thursday evening", "0.5 mg", 3.5),
        ("0.5 mg in the evening on Mondays", "0.5 mg", 7.0),
        ("5 mg morning noon and night", "5 mg", 1.0 / 3.0),
        ("2 mg breakfast lunch and dinner", "2 mg", 1.0 / 3.0),
        ("5 mg morning and evening", "5 mg", 0.5),
    ],
)
def test_times_of_a_day_are_all_counted(text: str, amount: str, days: float) -> None:
    steps = dose_steps(text)
    assert steps is not None
    (step,) = steps
    assert step.amount == amount
    assert step.rhythm is not None
    assert step.rhythm.days == pytest.approx(days)


def test_a_dose_that_is_shared_out_is_not_multiplied() -> None:
    assert dose_steps("10 mg split morning and evening every other day") is None


def test_all_of_a_day_or_each_time_is_asked() -> None:
    with pytest.raises(ValueError, match="each time"):
        dose_steps("10 mg daily with breakfast and dinner")

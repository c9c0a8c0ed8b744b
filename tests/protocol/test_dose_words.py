"""A dose in words becomes amounts, rhythms and durations, or a question."""

from __future__ import annotations

import pytest

from osteotwin.protocol.dose_of_drug import steps_of_drug
from osteotwin.protocol.dose_words import AmbiguousDose, DoseStep, dose_steps
from osteotwin.units import AmbiguousRhythm, Rhythm

AMOUNTS = {
    "5 g of 1 % gel": "50 mg",
    "one 5 g tube of 1% gel": "50 mg",
    "2.5 g of 1.62 % testosterone gel": "40.5 mg",
    "0.35 mL of 200 mg/mL": "70 mg",
    "0,35 ml (200 mg/ml)": "70 mg",
    "0.5 cc of 100mg/ml": "50 mg",
    "0.3 mL of 10,000 IU/mL": "3000 IU",
    "half a tablet of 1 mg": "0.5 mg",
    "half a 1 mg tablet": "0.5 mg",
    "½ tablet (0.5 mg total)": "0.5 mg",
    "4 pumps (81 mg) daily": "81 mg",
    "100 mg (0.5 mL)": "100 mg",
    "20 units of 200 mg/ml on an insulin syringe": "40 mg",
    "1 pump (20.25 mg)": "20.25 mg",
    "1½ tablets of 5 mg": "7.5 mg",
    "two 5 mg tablets": "10 mg",
    "2 x 600 mg": "1200 mg",
    "a quarter of a 1 mg tablet": "0.25 mg",
    ".25mg": "0.25 mg",
    "500iu": "500 IU",
    "a lot": None,
    "one": None,
    "": None,
}


@pytest.mark.parametrize(("text", "amount"), AMOUNTS.items())
def test_an_amount_is_what_is_given_each_time(text: str, amount: str | None) -> None:
    steps = dose_steps(text)
    assert [step.amount for step in steps or ()] == ([] if amount is None else [amount])


@pytest.mark.parametrize(
    ("text", "steps"),
    {
        "140 mg/week in two": [DoseStep("70 mg", Rhythm(3.5))],
        "140 mg per week split into 2 injections": [DoseStep("70 mg", Rhythm(3.5))],
        "140 mg/week split twice weekly": [DoseStep("70 mg", Rhythm(3.5))],
        "100 mg weekly": [DoseStep("100 mg", Rhythm(7.0), is_rate=True)],
        "0.5 mg E3.5D": [DoseStep("0.5 mg", Rhythm(3.5))],
        "1 mg Mon/Wed/Fri": [DoseStep("1 mg", Rhythm(7 / 3, (0, 2, 4)))],
        "1 x 600 mg am, 1 x 600 mg pm": [DoseStep("600 mg", Rhythm(0.5))],
        "one 600 mg tablet with breakfast and one 600 mg tablet with dinner": [DoseStep("600 mg", Rhythm(0.5))],
        "1 tablet of 0.5 mg am, 2 tablets of 0.5 mg pm": [DoseStep("0.75 mg", Rhythm(0.5))],
        "5 mg twice a day am and pm": [DoseStep("5 mg", Rhythm(0.5))],
        "50 mg Tue, 100 mg Thu": [DoseStep("75 mg", Rhythm(3.5, (1, 3)))],
        "Mon 0.5 mg, Thu 0.25 mg": [DoseStep("0.375 mg", Rhythm(3.5, (0, 3)))],
        "Mon/Wed/Fri: 1 mg; Sun: 0.5 mg": [DoseStep("0.875 mg", Rhythm(1.75, (0, 2, 4, 6)))],
        "1 mg Mon/Wed/Fri, 0.5 mg other days": [DoseStep("0.714285714286 mg", Rhythm(1.0, (0, 1, 2, 3, 4, 5, 6)))],
        "1 mg on weekdays and 0.5 mg on weekends": [
            DoseStep("0.857142857143 mg", Rhythm(1.0, (0, 1, 2, 3, 4, 5, 6)))],
        "100mg Monday / 80mg Thursday": [DoseStep("90 mg", Rhythm(3.5, (0, 3)))],
        "0.5 mg 3 times a week (Mon/Wed/Fri)": [DoseStep("0.5 mg", Rhythm(7 / 3, (0, 2, 4)))],
        "12.5 mg daily (half a 25 mg tablet)": [DoseStep("12.5 mg", Rhythm(1.0), is_rate=True)],
        "1 mL (200 mg) every 2 weeks": [DoseStep("200 mg", Rhythm(14.0))],
        "60-mg tablet once daily with or without food": [DoseStep("60 mg", Rhythm(1.0))],
        "0.25 mg arimidex with each shot": [DoseStep("0.25 mg", Rhythm(float("inf"), with_shot=True))],
        "single infusion of 5 mg": [DoseStep("5 mg", Rhythm(float("inf")))],
        "0.25 mg with each shot": [DoseStep("0.25 mg", Rhythm(float("inf"), with_shot=True))],
        "1 mg for 4 weeks then 0.5 mg": [DoseStep("1 mg", lasts_days=28.0), DoseStep("0.5 mg")],
        "40 mg for 5 days, 30 mg for 5 days, then 20 mg": [
            DoseStep("40 mg", lasts_days=5.0), DoseStep("30 mg", lasts_days=5.0), DoseStep("20 mg")],
        "360 mg on the first day, then 120 mg daily": [
            DoseStep("360 mg", Rhythm(1.0), is_rate=True, lasts_days=1.0),
            DoseStep("120 mg", Rhythm(1.0), is_rate=True)],
    }.items(),
)  # fmt: skip
def test_rhythms_and_steps(text: str, steps: list[DoseStep]) -> None:
    assert list(dose_steps(text) or ()) == steps


@pytest.mark.parametrize(
    "text",
    [
        "1-2 mg",
        "30 to 40 mg",
        "0.5 or 1 mg",
        "1 mg, then 0.5 mg",
        "50 mg Tue, 1 g Tue",
        "1 mg (0.5 mg) daily",
        "½ tablet (1 mg)",
        "100 mg twice a week (150 mg total)",
        "10 mg in the morning and 500 ug at night",
        "1 mg daily for 2 years now",
        "100 mg weekly 2x",
        "1 mg daily for a year already",
        "been on 1 mg daily for 18 months",
        "70 mg weekly in 2023",
        "2.5 mg daily day 1-5",
        "10 mg daily for 6 months in May 2023",
        "1 mg daily for the past 6 months",
    ],
)
def test_what_is_not_one_dose_is_asked(text: str) -> None:
    with pytest.raises(AmbiguousDose):
        dose_steps(text)


def test_a_range_of_the_rhythm_is_asked() -> None:
    with pytest.raises(AmbiguousRhythm):
        dose_steps("1 mg every 2-3 days")


@pytest.mark.parametrize("dose", ["1 mg 1/2 x a week", "1 mg every 2/3 days"])
def test_a_fraction_of_days_is_asked_of_a_named_drug(dose: str) -> None:
    with pytest.raises(AmbiguousRhythm):
        steps_of_drug("anastrozole", dose)

"""What stands beside a dose changes nothing of it, or is asked about."""

from __future__ import annotations

from contextlib import suppress

import pytest

from osteotwin.protocol.dose_of_drug import steps_of_drug
from osteotwin.protocol.dose_words import AmbiguousDose, DoseStep, dose_steps
from osteotwin.units import Rhythm

#: A dose with more around it -> the same in the shortest words.
SAME = {
    "70 mg on Saturday mornings, standing up for half an hour": "70 mg Saturday",
    "35 mg weekly to prevent fractures": "35 mg weekly",
    "EC 35 mg weekly": "35 mg weekly",
    "one 2.5 mg tablet a day, swallowed whole with a sip of water": "2.5 mg a day",
    "maintenance dose 800 units OM": "800 units daily",
    "20 mcg daily into the thigh or abdomen": "20 mcg daily",
    "0.4 ml / 80 mg twice a week": "80 mg twice a week",
    "80mg/0.4ml twice a week": "80 mg twice a week",
    "4 mg/100 ml every 6 months": "4 mg every 6 months",
    "4 infusions of 4 mg every 6 months": "4 mg every 6 months for 4 doses",
    "90 mg/week in 2 injections (e.g. 45 mg twice a week)": "45 mg twice a week",
    "250 iu eod [every other day]": "250 iu every other day",
    "750 mg/every 10 weeks": "750 mg every 10 weeks",
    "40.5 mg daily (2 pump actuations), once in the morning": "40.5 mg daily",
    "1000 mg/d (2y)": "1000 mg daily for 2 years",
    "10k IU weekly": "10000 IU weekly",
    "5 mg alternating with 2.5 mg every other day": "5 mg one day, 2.5 mg the next",
    "60 mg tous les 6 mois": "60 mg every 6 months",
    "1 mg una vez al día": "1 mg once a day",
    "eine Filmtablette (= 35 mg) pro Woche": "35 mg per week",
    "2,5 mg einmal täglich, eingenommen mit Wasser": "2.5 mg once a day",
    "1 mg an 3 Tagen pro Woche": "1 mg 3 days a week",
    "10.000 IE täglich für 2 Wochen, dann 1x pro Woche": "10000 IU daily for 2 weeks then 10000 IU once a week",
    "50 mg daily for 2 weeks, then once a week": "50 mg daily for 2 weeks then 50 mg once a week",
}


def said(steps: tuple[DoseStep, ...] | None) -> list[tuple[object, float | None, float | None, str]]:
    return [
        (step.amount, step.rhythm and step.rhythm.mean_days, step.lasts_days, step.said)
        for step in steps or ()
    ]


@pytest.mark.parametrize(("text", "short"), SAME.items())
def test_what_stands_beside_a_dose_changes_nothing(text: str, short: str) -> None:
    assert said(dose_steps(text)) == said(dose_steps(short)) != []


def test_times_of_the_clock_are_doses_of_a_day() -> None:
    (step,) = dose_steps("10 mg at 07:00 + 5 mg at 14:00") or ()
    assert (step.amount, step.rhythm) == ("7.5 mg", Rhythm(0.5))
    assert said(dose_steps(step.said)) == said((step,))


@pytest.mark.parametrize(
    "text",
    [
        "1 mg daily for flares only",
        "1 mg daily with every second meal",
        "2.5 mg daily for a fortnight",
        "2.5 mg daily for a short while",
        "2.5 mg daily before surgery",
        "5 mg daily with breakfast and dinner",
        "0.5 mg twice a week before each shot of hcg",
        "25 mg eod during PCT",
        "1000mg/10ml weekly",
        "200 mg every 2 weeks, up to a maximum of 400 mg a month",
        "140 mg per week for 4 weeks then twice a week",
        "300 mg twice a week = 500 mg/week",
        "weeks 11-12 20 mg daily",
        "one tablet once or twice a week",
    ],
)
def test_what_may_change_a_dose_is_asked(text: str) -> None:
    steps = None
    with suppress(AmbiguousDose):
        steps = steps_of_drug("x", text)
    assert steps is None


def test_weeks_of_a_cycle_are_asked_for_their_first_day() -> None:
    with pytest.raises(AmbiguousDose, match=r"for 2 weeks.*first one"):
        dose_steps("weeks 11-12 20 mg daily")

"""Doses that say the same once more, count by times of the day, or speak German: read as one dose, or asked."""

from __future__ import annotations

import pytest

from osteotwin.protocol.dose_words import AmbiguousDose, dose_steps

#: A dose, what is given each time, and how many days lie between.
READ = [
    ("2 pumps daily (40.5mg)", "40.5 mg", 1.0),
    ("4 pumps daily (50mg)", "50 mg", 1.0),
    ("2 pumps daily, 1.5 mg", "1.5 mg", 1.0),
    ("2 pumps daily (0.75mg each)", "1.5 mg", 1.0),
    ("1 tab daily (2.5 mg)", "2.5 mg", 1.0),
    ("two shots monthly, 105mg each", "210 mg", 30.4375),
    ("two injections weekly, 70mg each", "70 mg", 3.5),
    ("2 tablets daily (10mg total)", "10 mg", 1.0),
    ("180mg total weekly, 90 each Sun and Wed", "90 mg", 3.5),
    ("180 mg per week, 90 mg Sunday and 90 mg Wednesday", "90 mg", 3.5),
    ("140mg a week (70 Mon, 70 Thu)", "70 mg", 3.5),
    ("160mg weekly split into 80mg twice a week", "80 mg", 3.5),
    ("160mg weekly split 80/80", "80 mg", 3.5),
    ("140mg/week - 2 x 70mg", "70 mg", 3.5),
    ("80mg Mon and Thu, 160 total", "80 mg", 3.5),
    ("80mg twice a week for 160 total", "80 mg", 3.5),
    ("40mg caps, 2 in the morning 2 at night", "80 mg", 0.5),
    ("40 mg capsules: 2 in the morning and 1 in the evening", "60 mg", 0.5),
    ("40mg caps, two with breakfast and two with dinner", "80 mg", 0.5),
    ("500mg per week (2x250mg/week Mon/Thur)", "250 mg", 3.5),
    ("140mg per week everyday frequency", "20 mg", 1.0),
    ("140 mg per week, daily injections", "20 mg", 1.0),
    ("25 mg A.M.; 12.5 mg P.M.", "18.75 mg", 0.5),
    ("adex0.5mg/week", "0.5 mg", 7.0),
    ("20 mg per day, and with a meal", "20 mg", 1.0),
    ("150 mg/Monat", "150 mg", 30.4375),
    ("einmal t\u00e4glich eine Tablette (entsprechend 10 Milligramm)", "10 mg", 1.0),
    ("75mg auto injector once weekly", "75 mg", 7.0),
    ("250mg alle 3 Wochen", "250 mg", 21.0),
    ("250mg alle zwei Wochen", "250 mg", 14.0),
    ("125mg jeden zweiten Tag", "125 mg", 2.0),
    ("60 mg halbj\u00e4hrlich", "60 mg", 182.625),
    ("einmal w\u00f6chentlich 70 mg", "70 mg", 7.0),
    ("70 mg jeden Montag", "70 mg", 7.0),
    ("0,5 mg Mo/Do", "0.5 mg", 3.5),
    ("1 Tablette (1 mg) t\u00e4glich", "1 mg", 1.0),
    ("1 mg morgens und abends", "1 mg", 0.5),
    ("2 tablets daily, 5 mg per pill", "10 mg", 1.0),
    ("2 shots weekly (80 mg per injection)", "80 mg", 3.5),
    ("100 mg total weekly", "100 mg", 7.0),
    ("2 pumps every morning, 50 mg total", "50 mg", 1.0),
]
#: What may mean two things, or says two amounts; and what has a word that is not known.
ASKED = [
    "2 tablets daily (20mg)",
    "3 pumps daily (40.5mg)",
    "half tab twice weekly (0.5 mg each)",
    "200mg total weekly, 80 each Sun and Wed",
    "140mg weekly, 70mg Mon",
    "140mg weekly (2x60mg)",
    "140mg weekly then 70mg Mon and Thu",
    "100 mg twice a week, 200 mg",
    "250mg weekly for 10 weeks, 2000mg total",
    "40 mg for 5 days, 200 mg total",
    "40mg caps 2 in the morning 2 in the morning",
    "40mg caps, 1-2 in the morning",
    "40mg caps, 2 in the morning and sometimes 2 at night",
    "two shots every 2 weeks, 100mg each",
    "500mg/week (2x200mg Mon/Thur)",
    "40 mg a week, 20 mg next week",
    "20mg for the second week, 10mg for the first week",
    "100 mg first week, 200 mg second week",
    "20mg daily for the second week",
    "250mg alle paar Wochen",
    "1 mg bei Bedarf t\u00e4glich",
    "2 tablets daily, 10 mg per day",
    "2 tablets twice daily (10 mg/day)",
    "4 tablets weekly, 20 mg per month",
    "2 pumps daily, 40.5 mg per dose",
    "2 capsules daily (2000 iu per serving)",
    "2 shots weekly, 200 mg per ml",
    "4 tablets daily, 1200 mg per 2 tablets",
    "2 tablets twice a day, 20 mg total",
    "1 injection twice a week (160 mg in total)",
    "160 mg total mon and thu",
    "100 mg total, twice a week",
    "150 mg twice a week total",
    "60 mg for the first week, 40 mg every other day the second week",
    "40 mg for the first week, 20 mg for the second month",
    ",5mg/eod",
    ",5 mg every 2 days",
    ", 5 mg daily",
    "1 mg daily ,5 mg at night",
    "daily ,25mg",
]


@pytest.mark.parametrize(("dose", "amount", "days"), READ)
def test_one_dose_is_read(dose: str, amount: str, days: float) -> None:
    steps = dose_steps(dose)
    assert steps is not None
    (step,) = steps
    assert step.rhythm is not None
    assert (step.amount, step.rhythm.days) == (amount, days)


@pytest.mark.parametrize("dose", ASKED)
def test_two_amounts_are_asked(dose: str) -> None:
    try:
        steps = dose_steps(dose)
    except AmbiguousDose:
        return
    assert steps is None


@pytest.mark.parametrize(
    ("dose", "lasts"),
    [
        ("2 mg for one week and 1 mg for the next week, then done", [7.0, 7.0]),
        ("2 mg for the first week, 1 mg for the second week", [7.0, 7.0]),
        ("2 mg for week, 1 mg for 2 week", [7.0, 14.0]),
        ("2 mg daily for 1 week, 1 mg daily for 2 week", [7.0, 14.0]),
    ],
)
def test_weeks_that_follow_each_other_are_steps(dose: str, lasts: list[float]) -> None:
    steps = dose_steps(dose)
    assert steps is not None
    assert [(step.amount, step.lasts_days) for step in steps] == [("2 mg", lasts[0]), ("1 mg", lasts[1])]


def test_a_course_has_no_dose_behind_its_total() -> None:
    steps = dose_steps("250mg weekly for 10 weeks, 2500mg total")
    assert steps is not None
    assert [(step.amount, step.lasts_days) for step in steps] == [("250 mg", 70.0)]

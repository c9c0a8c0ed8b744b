"""Drugs in the words of people: what is given over the years, and what is asked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from osteotwin.errors import InputError
from osteotwin.people.canonical import canonical_text
from osteotwin.protocol.dose_of_drug import steps_of_drug
from osteotwin.protocol.dose_words import AmbiguousDose
from osteotwin.protocol.drug_routes import load_routes
from osteotwin.protocol.interventions import DrugCourse, Protocol, Supplement
from osteotwin.protocol.read_plan import read_plan
from osteotwin.protocol.timeline import doses_of

START = date(2026, 1, 5)


def read(tmp_path: Path, *tables: str, sort: str = "drug") -> list[DrugCourse | Supplement]:
    path = tmp_path / "plan.toml"
    path.write_text("".join(f"[[plan.{sort}]]\n{table}\n" for table in tables), encoding="utf-8")
    return [
        item for item in read_plan(path, START).interventions if isinstance(item, DrugCourse | Supplement)
    ]


def asked(tmp_path: Path, *tables: str) -> str:
    with pytest.raises(InputError) as caught:
        read(tmp_path, *tables)
    return str(caught.value)


def total(courses: list[DrugCourse | Supplement], days: float) -> float:
    """What is given in all before a day."""
    return sum(course.dose * course.doses_before(days) for course in courses)


TC = 'name = "testosterone cypionate"\n'
AI = 'name = "anastrozole"\n'

#: keys -> dose a week, on average
WEEKLY = {
    TC + 'dose = "0.35 mL of 200 mg/mL"\nevery = "E3.5D"': 140.0,
    TC + 'dose = "140 mg/week in two"': 140.0,
    TC + 'dose = "140 mg/week"\nevery = "twice a week"': 140.0,
    TC + 'dose = "50 mg Tue, 100 mg Thu"': 150.0,
    TC + 'dose = "100 mg weekly"': 100.0,
    AI + 'dose = "half a 1 mg tablet"\nevery = "Mon, Wed, Fri"': 1.5,
    AI + 'dose = "0,25 mg"\nevery = "EOD"': 0.875,
    AI + 'dose = "1 mg"\nevery = "5 days on, 2 days off"': 5.0,
    AI + 'dose = "1 mg"\nevery = "daily, 2 weeks on, 1 week off"\nto_week = 150': 14.0 / 3.0,
    AI + 'dose = "1 mg"\nevery = "1 day"\ncycle = "8 weeks on, 4 weeks off"\nto_week = 150': 14.0 / 3.0,
    AI + 'dose = "1 mg daily, 8 weeks on, 4 weeks off"\nto_week = 150': 14.0 / 3.0,
    AI + 'dose = "1 mg daily, 8 weeks on, 4 weeks off"\nevery = "1 day"\nto_week = 150': 14.0 / 3.0,
    AI + 'dose = "1 mg daily, 5 days on, 2 days off"\nevery = "1 day"': 5.0,
    AI + 'dose = "1 mg"\nevery = "1 day"\ncycle = { on = "8 weeks", off = "4 weeks" }\nto_week = 150': 14.0
    / 3.0,
    'name = "androgel"\ndose = "5 g of 1 % gel"\nevery = "every morning"': 350.0,
}


@pytest.mark.parametrize(("table", "weekly"), WEEKLY.items())
def test_the_mean_dose_is_the_one_that_was_said(table: str, weekly: float, tmp_path: Path) -> None:
    days = 144 * 7.0
    assert total(read(tmp_path, table), days) / 144 == pytest.approx(weekly, rel=1e-2)


@pytest.mark.parametrize("table", [table for table in WEEKLY if "gel" not in table])
def test_dose_by_dose_and_on_average_the_same_is_given(table: str, tmp_path: Path) -> None:
    courses = read(tmp_path, table)
    protocol = Protocol(tuple(courses))
    days = 36 * 7
    (route, *_) = load_routes()[next(iter(protocol.groups()))]
    assert route.input is not None
    assert route.state is not None
    parameters = {"weight": 80.0}
    given = sum(dose.amount for dose in doses_of(protocol, parameters, days, exact=True))
    rates = [
        next(route.level(course) for course in courses if course.from_day <= day < course.until_day)
        if any(course.from_day <= day < course.until_day for course in courses)
        else 0.0
        for day in np.arange(0.0, days)
    ]
    factor = (route.average_factor or route.factor) / route.factor
    assert sum(rates) == pytest.approx(given * factor, rel=2e-2)


def test_a_taper_is_courses_that_follow_each_other(tmp_path: Path) -> None:
    first, second = read(
        tmp_path, AI + 'dose = "1 mg for 4 weeks then 0.5 mg"\nevery = "1 day"\nto_week = 10'
    )
    assert (first.dose, first.from_day, first.until_day) == (1.0, 0.0, 28.0)
    assert (second.dose, second.from_day, second.until_day) == (0.5, 28.0, 70.0)


def test_one_infusion_needs_no_rhythm(tmp_path: Path) -> None:
    (course,) = read(tmp_path, 'name = "zoledronic acid"\ndose = "single infusion of 5 mg"')
    assert course.is_single
    assert course == read(tmp_path, 'name = "zoledronic acid"\ndose = "5 mg"\nevery = "once"')[0]


def test_with_each_shot_takes_the_rhythm_of_the_injection(tmp_path: Path) -> None:
    pill, shot = read(
        tmp_path, AI + 'dose = "0.25 mg with each shot"', TC + 'dose = "70 mg"\nevery = "E3.5D"'
    )
    assert pill.interval_days == shot.interval_days == 3.5
    assert "no injected hormone" in asked(tmp_path, AI + 'dose = "0.25 mg with each shot"')
    others = [
        TC + 'dose = "70 mg"\nevery = "7 days"\nto_week = 3',
        TC + 'dose = "70 mg"\nevery = "5 days"\nfrom_week = 3',
    ]
    assert "every week" in asked(tmp_path, AI + 'dose = "0.25 mg"\nevery = "with each injection"', *others)


def test_two_doses_on_two_days_of_the_week_are_two_courses(tmp_path: Path) -> None:
    tuesday, thursday = (
        f'{TC}dose = "{mg} mg"\nevery = "7 days"\nfrom_day = {day}' for mg, day in ((50, 1), (100, 3))
    )
    assert [course.dose for course in read(tmp_path, tuesday, thursday)] == [50.0, 100.0]
    assert "a second course" in asked(tmp_path, tuesday, tuesday)


@pytest.mark.parametrize(
    ("table", "said"),
    {
        AI + 'dose = "1 mg every 2 days"\nevery = "1 day"': "one rhythm",
        AI + 'dose = "1-2 mg"\nevery = "1 day"': "not a range",
        AI + 'dose = "1 mg"\nevery = "every 4-6 days"': "not a range",
        AI + 'dose = "1 mg"\nevery = "biweekly"': "every 2 weeks",
        AI + 'dose = "1 mg"': "say how often",
        AI + 'dose = "1 mg"\nevery = "once"\ncycle = "8 weeks on, 4 weeks off"': "remove cycle",
        AI + 'dose = "1 mg"\nevery = "1 day"\ncycle = "8 weeks on, 4 weeks off"': "pauses without an end",
        AI + 'dose = "1 mg daily, 8 weeks on, 4 weeks off"': "pauses without an end",
        AI + 'dose = "1 mg daily, 3 weeks on, 1 week off"\ncycle = "8 weeks on, 4 weeks off"': "said once",
        AI + 'dose = "1 mg"\nevery = "1 day"\ncycle = "8 weeks"': "weeks on",
        TC + 'dose = "70 mg"\nevery = "8 weeks on, 4 weeks off"\nto_week = 50': "not how often",
        TC + 'dose = "5 g of 1 % gel"\nevery = "1 day"': "a gel",
        'name = "testosterone gel 1 %"\ndose = "5 g of 1.62 % gel"\nevery = "1 day"': "another strength",
    }.items(),
)
def test_what_cannot_be_told_is_asked(table: str, said: str, tmp_path: Path) -> None:
    assert said in asked(tmp_path, table)


def test_a_salt_of_calcium_is_counted_as_the_calcium_in_it(tmp_path: Path) -> None:
    table = 'nutrient = "calcium_carbonate"\ndose = "1250 mg"\nevery = "1 day"'
    with pytest.raises(InputError, match="the salt of a tablet that holds 500 mg of calcium, or the calcium"):
        read(tmp_path, table, sort="supplement")
    (plain,) = read(tmp_path, table + '\nas = "calcium"', sort="supplement")
    (salt,) = read(tmp_path, table + '\nas = "salt"', sort="supplement")
    assert plain.dose == 1250.0
    assert salt.dose == pytest.approx(500.5, abs=0.5)


def test_inputs_pause_with_the_cycle(tmp_path: Path) -> None:
    from osteotwin.protocol.interventions import Protocol

    protocol = Protocol(
        tuple(
            read(
                tmp_path,
                AI + 'dose = "1 mg"\nevery = "1 day"\ncycle = "8 weeks on, 4 weeks off"\nto_week = 30',
            )
        )
    )
    assert [item.from_day for item in protocol.interventions] == [0.0, 84.0, 168.0]
    assert [item.until_day for item in protocol.interventions] == [56.0, 140.0, 210.0]


@pytest.mark.parametrize(
    ("keys", "canonical"),
    {
        'dose = "1 mg daily, 8 weeks on, 4 weeks off"': '"every 1 day, 8 weeks on, 4 weeks off"',
        'dose = "1 mg daily, 8 weeks on, 4 weeks off"\nevery = "1 day"': '"every 1 day, 8 weeks on, 4 weeks off"',
        'dose = "1 mg daily, 5 days on, 2 days off"\nevery = "1 day"': '"1.4 days"',
    }.items(),
)
def test_a_saved_file_keeps_the_pauses_of_a_dose(keys: str, canonical: str, tmp_path: Path) -> None:
    before = tuple(read(tmp_path, f"{AI}{keys}\nto_week = 30"))
    saved = canonical_text(tmp_path / "plan.toml")
    assert f"every = {canonical}" in saved
    (tmp_path / "plan.toml").write_text(saved, encoding="utf-8")
    assert read_plan(tmp_path / "plan.toml", START).interventions == before


@pytest.mark.parametrize(("brand", "grams", "meant"), [
    ("Tostran", "3 g daily", "60 mg"), ("Fortesta 2 %", "1.5 g daily", "30 mg"),
    ("Testavan", "1 g of gel daily", "20 mg"), ("Tostran", "2 % gel 3 g daily", "60 mg"),
    ("Fortesta", "4 pumps daily", "40 mg"), ("Testavan 2 %", "2 pumps daily", "46 mg"),
    ("AndroGel 1.62 %", "2.5 g daily", "40.5 mg"), ("Testogel 16.2 mg/g", "2 pumps daily", "40.5 mg"),
    ("AndroGel 1 %", "5 g daily", "50 mg"), ("AndroGel 1 %", "4 pumps daily", "50 mg"),
    ("Testim", "5 g daily", "50 mg"), ("Vogelxo", "4 pumps daily", "50 mg"),
    ("Tostran", "60 mg (3 g) daily", "60 mg"), ("Testogel", "5 g daily", "5 g"),
])  # fmt: skip
def test_grams_of_a_gel_count_the_testosterone_of_its_brand(brand: str, grams: str, meant: str) -> None:
    (step,) = steps_of_drug(brand, grams) or ()
    assert step.amount == meant


def test_another_share_than_that_of_the_brand_is_asked() -> None:
    with pytest.raises(AmbiguousDose, match="the gel of that name has 2 %"):
        steps_of_drug("Tostran", "3 g of 1 % gel daily")

"""Which day is today, by the file alone, and how old somebody is on it by the calendar."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import osteotwin as ot
from osteotwin.people.ages import age_on

DRUG = '[[plan.drug]]\nname = "anastrozole"\ndose = "1 mg"\nevery = "1 day"\n'
FOOD = '[[plan.food]]\nfood = "milk, skim"\nservings_per_week = 7\n'
PRESET = '[plan]\npreset = {{ name = "standard_lifestyle", from = {} }}\n'


def scan(day: str, value: str = "1.00 g/cm2") -> str:
    return f'[[measurement]]\ndate = {day}\nwhat = "bmd_lumbar_spine"\nvalue = "{value}"\n'


def file(rest: str, begins: str = "") -> str:
    outlook = f"[outlook]\n{f'from = {begins}' if begins else ''}\nuntil = 2029-12-01\n"
    return f'[person]\nsex = "male"\nbirth_date = 1968-03-03\n{rest}{outlook}'


def read(folder: Path, text: str) -> ot.Person:
    (folder / "person.toml").write_text(text, encoding="utf-8")
    return ot.read_person(folder / "person.toml")


#: file -> today
TODAY: dict[str, tuple[str, date]] = {
    "stated": (file(scan("2026-01-15") + DRUG + "from = 2023-05-01\n", "2026-03-01"), date(2026, 3, 1)),
    "all begins after the last scan": (
        file(scan("2026-01-15") + DRUG + "from = 2026-02-01\n" + FOOD + "from = 2026-03-01\n"), date(2026, 2, 1)),
    "begun for years": (file(scan("2026-01-15") + DRUG + "from = 2023-05-01\n"), date(2026, 1, 15)),
    "already begun": (file(scan("2026-01-15") + DRUG + "already_since = 2023-05-01\n"), date(2026, 1, 15)),
    "begins on the day of the scan": (file(scan("2026-01-15") + DRUG + "from = 2026-01-15\n"), date(2026, 1, 15)),
    "some has begun": (
        file(scan("2026-01-15") + DRUG + "from = 2023-05-01\n" + FOOD + "from = 2026-03-01\n"), date(2026, 1, 15)),
    "a preset has begun": (
        file(PRESET.format("2025-01-01") + scan("2026-01-15") + DRUG + "from = 2026-03-01\n"), date(2026, 1, 15)),
    "begun before, and since, the last scan": (
        file(scan("2022-01-15") + DRUG + "already_since = 2023-05-01\n" + FOOD + "from = 2026-03-01\n"),
        date(2026, 3, 1)),
    "between two scans": (
        file(scan("2025-11-01") + scan("2026-11-10", "0.94 g/cm2") + DRUG + "from = 2025-12-01\n"), date(2026, 11, 10)),
    "no dates in the plan": (file(scan("2026-01-15") + DRUG), date(2026, 1, 16)),
    "no plan": (file(scan("2026-01-15")), date(2026, 1, 16)),
    "no scan": (file(DRUG + "from = 2023-05-01\n"), date(2023, 5, 1)),
    "weeks are counted from today": (file(scan("2026-01-15") + DRUG + "from_week = 4\n"), date(2026, 1, 16)),
}  # fmt: skip


@pytest.mark.parametrize("what", TODAY)
def test_today_is_told_by_the_file(what: str, tmp_path: Path) -> None:
    text, today = TODAY[what]
    person = read(tmp_path, text)
    assert person.start == today
    for item in person.plan.interventions:
        assert item.until_day > 0


def test_what_the_file_says_of_days_is_the_same_whatever_today_is(tmp_path: Path) -> None:
    """Days are counted from today, dates are not."""
    rest = scan("2022-01-15") + DRUG + "from = 2023-05-01\nuntil = 2028-05-01\n"
    for today in (date(2023, 4, 1), date(2023, 5, 1), date(2026, 2, 1)):
        person = read(tmp_path, file(rest, today.isoformat()))
        (course,) = person.plan.interventions
        assert course.from_day == (date(2023, 5, 1) - today).days
        assert course.until_day == (date(2028, 5, 1) - today).days


AGES = [
    (date(2009, 3, 1), date(2027, 3, 1), 18.0), (date(2009, 3, 1), date(2027, 2, 28), 17 + 364 / 365),
    (date(1968, 2, 29), date(2027, 2, 28), 58 + 364 / 365), (date(1968, 2, 29), date(2027, 3, 1), 59.0),
    (date(1968, 2, 29), date(2028, 2, 29), 60.0), (date(1970, 7, 1), date(1970, 7, 1), 0.0),
    (date(1970, 7, 1), date(1971, 1, 1), 184 / 365), (date(1970, 7, 1), date(1969, 7, 1), -1.0),
]  # fmt: skip


@pytest.mark.parametrize(("birth", "day", "age"), AGES)
def test_age_by_the_calendar(birth: date, day: date, age: float) -> None:
    assert age_on(birth, day) == pytest.approx(age)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_age_rises_day_by_day_and_stays_near_that_of_even_years(birth: date, day: date) -> None:
    following = date.fromordinal(day.toordinal() + 1)
    assert age_on(birth, following) > age_on(birth, day)
    assert abs(age_on(birth, day) - (day - birth).days / 365.25) < 0.01


def test_who_turns_18_today_may_be_simulated(tmp_path: Path) -> None:
    young = '[person]\nsex = "male"\nbirth_date = 2009-03-01\n[outlook]\nfrom = {}\nuntil = 2028-03-02\n'
    assert read(tmp_path, young.format("2027-03-01")).start == date(2027, 3, 1)
    with pytest.raises(ot.InputError, match=r"which makes 18\.0 years"):
        read(tmp_path, young.format("2027-02-28"))

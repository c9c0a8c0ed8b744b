"""How often, in words, becomes days between two times."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osteotwin.errors import InputError
from osteotwin.units import IN_WORDS, days_between, parse_interval_days

WORDS = {
    "3 times a week": 7 / 3,
    "3 times per week": 7 / 3,
    "three times weekly": 7 / 3,
    "thrice a week": 7 / 3,
    "3x/week": 7 / 3,
    "3 x per week": 7 / 3,
    "3/week": 7 / 3,
    "3 per week": 7 / 3,
    "2.5 times a week": 2.8,
    "once a day": 1.0,
    "once daily": 1.0,
    "daily": 1.0,
    "every day": 1.0,
    "each day": 1.0,
    "twice a day": 0.5,
    "2 times each day": 0.5,
    "twice a week": 3.5,
    "every other day": 2.0,
    "every second week": 14.0,
    "every 3 days": 3.0,
    "every 12 hours": 0.5,
    "every two weeks": 14.0,
    "weekly": 7.0,
    "monthly": 365.25 / 12,
    "once a month": 365.25 / 12,
    "every 6 months": 365.25 / 2,
    "4 times a year": 365.25 / 4,
    "yearly": 365.25,
    "annually": 365.25,
}


@pytest.mark.parametrize(("text", "days"), WORDS.items())
def test_words_are_days(text: str, days: float) -> None:
    assert days_between(text) == pytest.approx(days)
    assert days_between(f"  {text.upper()} ") == pytest.approx(days)
    assert parse_interval_days(text) == pytest.approx(days)
    assert re.search(IN_WORDS, text)


@pytest.mark.parametrize(
    ("text", "days"), {"1 day": 1.0, "26 weeks": 182.0, "12 h": 0.5, "1 year": 365.25}.items()
)
def test_a_duration_is_no_frequency_and_is_an_interval(text: str, days: float) -> None:
    assert days_between(text) is None
    assert not re.search(IN_WORDS, text)
    assert parse_interval_days(text) == days


@pytest.mark.parametrize(
    "text", ["", "often", "0 times a week", "every 0 days", "3 times", "3 times a fortnight", "a week"]
)
def test_anything_else_is_no_interval(text: str) -> None:
    assert days_between(text) is None
    with pytest.raises(InputError):
        parse_interval_days(text)


@given(st.one_of(st.text(max_size=20), st.integers(), st.none()))
def test_anything_at_all_is_read_or_refused(anything: object) -> None:
    try:
        days = parse_interval_days(anything)
    except InputError as error:
        days, problems = 0.0, error.problems
        assert len(problems) == 1
    assert days >= 0.0

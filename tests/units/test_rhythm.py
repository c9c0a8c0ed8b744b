"""How often, in the words of people and of prescriptions."""

from __future__ import annotations

import re
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osteotwin.units import IN_WORDS, AmbiguousRhythm, Rhythm, days_between, listed_weekdays, rhythm

MONTH = 365.25 / 12

WORDS = {
    "3 times a week": 7 / 3, "3 times per week": 7 / 3, "three times weekly": 7 / 3, "thrice a week": 7 / 3,
    "3x/week": 7 / 3, "3×/week": 7 / 3, "3 x per week": 7 / 3, "3/week": 7 / 3, "3 per week": 7 / 3,
    "3 days a week": 7 / 3, "2.5 times a week": 2.8, "once a day": 1.0, "once daily": 1.0, "daily": 1.0, "qd": 1.0,
    "every day": 1.0, "each day": 1.0, "one a day": 1.0, "two a day": 0.5, "twice a day": 0.5, "b.i.d.": 0.5,
    "2 times each day": 0.5, "twice a day with food": 0.5, "every night": 1.0, "q12h": 0.5, "every 12 hours": 0.5,
    "twice a week": 3.5, "twice-weekly": 3.5, "E3.5D": 3.5, "e7d": 7.0, "EOD": 2.0, "q.o.d.": 2.0,
    "every other day": 2.0, "every third day": 3.0, "every 3 days": 3.0, "every second week": 14.0,
    "every two weeks": 14.0, "once every two weeks": 14.0, "fortnightly": 14.0, "q2w": 14.0, "weekly": 7.0,
    "every Wednesday": 7.0, "weekdays": 1.4, "6 days out of 7": 7 / 6, "monthly": MONTH, "once monthly": MONTH,
    "once a month": MONTH, "every 6 months": 6 * MONTH, "q6mo": 6 * MONTH, "half-yearly": 6 * MONTH,
    "quarterly": 3 * MONTH, "3-monthly": 3 * MONTH, "4 times a year": 3 * MONTH, "yearly": 12 * MONTH,
    "annually": 12 * MONTH, "5 days on, 2 days off": 1.4,
}  # fmt: skip


@pytest.mark.parametrize(("text", "days"), WORDS.items())
def test_words_are_days(text: str, days: float) -> None:
    assert days_between(text) == pytest.approx(days)
    assert days_between(f"  {text.upper()} ") == pytest.approx(days)
    assert re.search(IN_WORDS, text)


@pytest.mark.parametrize(
    ("text", "days"),
    {"Mon, Wed, Fri": (0, 2, 4), "Mon/Thu": (0, 3), "MWF": (0, 2, 4), "Tuesdays and Fridays": (1, 4),
     "monday to friday": (0, 1, 2, 3, 4), "Tu/Th/Sa": (1, 3, 5), "on Sundays": (6,)}.items(),
)  # fmt: skip
def test_days_of_the_week_are_kept(text: str, days: tuple[int, ...]) -> None:
    found = rhythm(text)
    assert found == Rhythm(7.0 / len(days), days)
    assert rhythm(listed_weekdays(days)) == found


@pytest.mark.parametrize(
    ("text", "expected"),
    {
        "2 weeks on, 1 off": Rhythm(1.0, (), 14.0, 7.0, implied_daily=True),
        "daily, 3 weeks on, 1 week off": Rhythm(1.0, (), 21.0, 7.0),
        "twice a week, 8 weeks on and 4 weeks off": Rhythm(3.5, (), 56.0, 28.0),
        "once": Rhythm(inf),
        "single infusion": Rhythm(inf),
        "with each shot": Rhythm(inf, with_shot=True),
    }.items(),
)
def test_pauses_and_what_is_given_once(text: str, expected: Rhythm) -> None:
    assert rhythm(text) == expected


@pytest.mark.parametrize("text", ["1 day", "26 weeks", "12 h", "1 year"])
def test_a_duration_is_no_frequency(text: str) -> None:
    assert rhythm(text) is None


@pytest.mark.parametrize(
    "text", ["", "often", "0 times a week", "every 0 days", "3 times", "a week", "now and then", "5"]
)  # fmt: skip
def test_anything_else_is_no_rhythm(text: str) -> None:
    assert rhythm(text) is None


@pytest.mark.parametrize(
    ("text", "say"),
    {"2 daily": "2 times a day", "half daily": "half a tablet of", "half every night": "half a tablet of",
     "Mon-Thu": "Monday to Thursday", "M-Th": "Monday to Thursday",
     "biweekly": "every 2 weeks", "bi-monthly": "twice a month",
     "3 weekly": "3 times a week",
     "as needed": "on average", "every 2-3 days": "not a range", "2 to 3 times a week": "not a range",
     "3 on 1 off": "weeks", "every 1/2 weeks": "fraction"}.items(),
)  # fmt: skip
def test_what_may_mean_two_things_is_asked(text: str, say: str) -> None:
    with pytest.raises(AmbiguousRhythm, match=say):
        rhythm(text)


@given(st.text(max_size=30))
def test_anything_at_all_is_read_or_refused(anything: str) -> None:
    try:
        found = rhythm(anything)
    except AmbiguousRhythm:
        return
    assert found is None or found.days > 0.0


def test_what_no_calendar_holds_is_not_once() -> None:
    for text in (
        f"every {'9' * 180} weeks",
        f"{'9' * 60} weeks on, {'9' * 60} weeks off",
        "9" * 300 + " times a day",
    ):
        try:
            found = rhythm(text)
        except AmbiguousRhythm:
            continue
        assert found is None or 0.0 < found.days < inf

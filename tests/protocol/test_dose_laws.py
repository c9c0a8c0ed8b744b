"""Laws of doses in words: equal spellings are equal, a slip is never another rhythm, splitting changes no mean."""

from __future__ import annotations

import re
import tomllib
from math import isclose
from pathlib import Path

import pytest

from osteotwin.protocol.dose_words import AmbiguousDose, dose_steps
from osteotwin.units import AmbiguousRhythm, Rhythm, rhythm, without_slips

#: Each line says one dose in several ways.
EQUAL = [
    ["0.5 mg every other day", "0.5mg EOD", "½ mg q.o.d.", "0,5 mg on alternate days", ".5 mg/eod",
     "0.5 mg evrey othr day",
     "every second day 0.5 mg", "500 mcg e2d"],
    ["140 mg/week in two", "140 mg/wk split 2 ways", "70 mg twice a week", "70 mg e3.5d", "70mg twcie weekly",
     "0.7 ml per week of 200 mg/ml split in 2", "200 mg/ml 0.35 ml twice weekly", "2 x 70 mg a week"],
    ["81 mg daily", "4 pumps of 20.25 mg daily", "four 20.25 mg pumps a day", "4 pumps (81 mg) daily",
     "4 pump presses of 20.25 mg every morning"],
    ["40.5 mg daily", "2 pumps of 1.62% daily", "2.5 g of 1.62 % gel daily", "2.5 g daily of 1.62% gel",
     "1 sachet 2.5 g 1.62% daily"],
    ["50 mg daily", "1 tube of 50 mg daily", "one 50 mg tube every day", "5 g of 1 % daily"],
    ["100 ug/24h patch twice a week", "two 50 ug/24h patches twice a week",
     "2 x 50 mcg/24 h patches, changed twice weekly"],
    ["0.5 mg daily", "½ Arimidex daily", "half an arimidex every day", "half of an Arimidex tablet a day"],
    ["5 mg once a year", "5 mg iv over 15 minutes once yearly", "5 mg in 100 ml saline over 15-30 min yearly"],
    ["10 mg daily", "2 of the 5 mg tablets daily", "2 of 5 mg daily", "half of 20 mg daily"],
    ["2.5 mg daily", "one Femara a day", "1 femara tablet daily"],
    ["5 mg twice a day", "5 mg 1-0-1", "1-0-1 5 mg", "5 mg BID", "5 mg x 2 daily", "5 mg morning and night"],
    ["2.5 mg Monday to Friday", "2.5mg M-F", "2.5 mg mon-fri weekends off", "2.5 mg daily, weekdays only",
     "2.5 mg monday to friday, nothing at the weekend", "2.5 mg daily but not on weekends",
     "2.5 mg daily 5 days a week",
     "2.5 mg daily for 5 days per week"],
    ["2.5 mg every day except Sunday", "2.5 mg daily, not on Sundays", "2.5 mg everyday bar sunday",
     "2.5 mg daily, skip Sundays", "2.5 mg 6 days a week"],
    ["25 mg one day, 12.5 mg the next", "12.5/25 mg alternating days", "alternating 25 mg and 12.5 mg daily",
     "25 mg and 12.5 mg on alternate days", "18.75 mg daily"],
    ["1 mg daily, 3 weeks on, 1 week off", "1 mg daily 3 weeks on, then 1 week off",
     "1 mg daily for 3 weeks, then 1 week off, repeat", "1 mg daily for 21 days, off 7 days",
     "1 mg daily for 3 weeks out of 4", "1 mg daily, 3 weeks out of every 4 weeks"],
    ["40 mg for 5 days then 20 mg for 5 days", "40→20 mg, 5 days each", "40/20 mg daily, 5 days each",
     "5 days 40 mg, 5 days 20 mg", "40 mg 5 days, then 20 mg 5 days", "40 mg, 20 mg for 5 days each"],
    ["1000 mg at week 0 and 6, then every 12 weeks", "1000 mg at 0 and 6 weeks then every 12 weeks",
     "1000 mg loading dose, then 6 weeks later, then every 12 weeks"],
    ["1 mg Mon-Fri, 0.5 mg other days", "1 mg daily except 0.5 mg on Sat and Sun", "1 mg weekdays, 0.5 mg weekends"],
]  # fmt: skip


def course(text: str) -> list[tuple[float, str, float | None]]:
    """Return how much a day each step gives on average, its unit, and how long it lasts."""
    found: list[tuple[float, str, float | None]] = []
    for step in dose_steps(text) or ():
        number, unit = str(step.amount).split()
        assert step.rhythm is not None, text
        size, plain = (float(number) / 1000.0, "mg") if unit.startswith("ug") else (float(number), unit)
        found.append((size / step.rhythm.mean_days, plain, step.lasts_days))
    return found


@pytest.mark.parametrize("spellings", EQUAL, ids=lambda group: group[0])
def test_equal_spellings_give_the_equal_dose(spellings: list[str]) -> None:
    first = course(spellings[0])
    assert first
    for text in spellings[1:]:
        found = course(text)
        assert [one[1:] for one in found] == [one[1:] for one in first], text
        assert [one[0] for one in found] == pytest.approx([one[0] for one in first]), text


PHRASES = Path(__file__).parents[1] / "inputs" / "phrases" / "rhythm.toml"
RHYTHMS = [
    row["says"] for row in tomllib.loads(PHRASES.read_text(encoding="utf-8"))["rhythm"] if "asked" not in row
]


def read(text: str) -> Rhythm | None:
    try:
        return rhythm(text) or rhythm(without_slips(text))
    except AmbiguousRhythm:
        return None


def slips(text: str) -> set[str]:
    """Return a text with one letter left out of, or changed with its neighbour in, a word of four letters or more."""
    found: set[str] = set()
    for word in re.finditer(r"[A-Za-z]{4,}", text):
        for k in range(word.start(), word.end()):
            found.add(text[:k] + text[k + 1 :])
            if k + 1 < word.end():
                found.add(text[:k] + text[k + 1] + text[k] + text[k + 2 :])
    return found


def test_a_slip_of_a_letter_is_never_another_rhythm() -> None:
    tried = understood = 0
    for text in RHYTHMS[::5]:
        meant = read(text)
        for slip in slips(text):
            found = read(slip)
            tried += 1
            understood += found is not None
            assert found is None or (meant is not None and isclose(found.mean_days, meant.mean_days)), slip
    assert understood > 0.8 * tried


@pytest.mark.parametrize(
    "text",
    [
        "10 mg am 5 pm",
        "12.5 aromasin eod",
        "1 mg 1x3 weeks",
        "50/100 mg alternating",
        "5 mg am 1 pm",
        "5 mg morning night",
    ],
)
def test_what_may_be_two_doses_is_never_one(text: str) -> None:
    try:
        assert dose_steps(text) is None
    except (AmbiguousDose, AmbiguousRhythm):
        return


@pytest.mark.parametrize("whole", ["140 mg/week", "140 mg weekly", "0.7 ml a week of 200 mg/ml", "20 mg/day"])
@pytest.mark.parametrize(
    "split", ["in two", "split 3 ways", "split in 2", "divided into 4 doses", "over 3 shots", "split twice"]
)
def test_splitting_changes_no_mean(whole: str, split: str) -> None:
    ((mean, _, _),) = course(f"{whole} {split}")
    assert mean == pytest.approx(20.0)


@pytest.mark.parametrize(
    ("text", "say"),
    {
        "20.25 mg on each arm daily": "in all", "one 20.25 mg pump to each shoulder daily": "in all",
        "0.25 ml of 200 mg/ml in each glute weekly": "in all",
        "20 units daily on an insulin syringe": "strength", "2 pumps of 1% daily": "one pump",
        "2 pumps of 40.5 mg daily": "of one or of all", "5 drops of 1000 IU daily": "in one drop",
        "taper from 20 to 10 mg over 4 weeks": "how long it is taken", "one patch every 3.5 days": "a day",
        "100 mg every monday and every other thursday": "differ",
    }.items(),
)  # fmt: skip
def test_what_is_left_open_is_asked(text: str, say: str) -> None:
    with pytest.raises((AmbiguousDose, AmbiguousRhythm), match=say):
        dose_steps(text)

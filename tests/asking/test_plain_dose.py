"""Doses of calcium and vitamin D: ranges, parts of a day, meals, the sun, and what is asked of counts and lengths."""

from __future__ import annotations

import pytest
from tests.asking.saying import told

import osteotwin as ot

#: An answer on food, and what is said of it.
READ = [
    ("calcium (500 to 1000 mg/day)", "Of 500 to 1000 mg the mean is taken, 750 mg"),
    ("vitamin D 400 or 600 IU/day", "Of 400 or 600 IU the mean is taken, 500 IU"),
    ("calcium (1000-1200 mg/day) and vitamin D (800 IU/day)", "calcium 1100 mg a day; vitamin D 800 IU a day"),
    ("1,000 mg of calcium a day, split it into two or more doses over the day", "calcium 1000 mg a day"),
    ("vitamin D 2000 IU a day, split it into two doses", "vitamin D 2000 IU a day"),
    ("elemental calcium (generally 500 to 1000 mg/day), in divided doses, at mealtime", "calcium 750 mg a day"),
    ("vitamin D 1000 IU daily plus sun", "vitamin D 1000 IU a day"),
    ("vitamin D 1000 IU daily no sun", "vitamin D 1000 IU a day"),
    ("vitamin D 5000 IU Sun", "vitamin D 714.286 IU a day"),
    ("calcium tablets 500 mg breakfast, lunch and dinner", "500 mg 3 times a day"),
    ("Calcium Tabletten 500 mg morgens, mittags und abends", "500 mg 3 times a day"),
    ("calcium tablets 500 mg breakfast and dinner", "500 mg twice a day"),
    ("calcium 500 mg tablets 2x daily with food", "calcium: 500 mg twice a day"),
    ("calcium tablets 600 mg daily for the past 3 months", "from 2025-11-02 on"),
    ("Vitamina D3 2000 UI diaria en el desayuno", "vitamin D 2000 IU a day"),
    ("vitamin D 5000 IU Monday, Wednesday, Friday", "vitamin D 2142.86 IU a day"),
    ("calcium citrate 600 mg twice a day with or without food", "calcium: 600 mg twice a day"),
    ("calcium 600 mg, vitamin D 800 IU per day as supplements", "calcium: 600 mg every day"),
    ("calcium citrate 1000 mg total daily", "calcium: 1,000 mg every day"),
    ("calcium 1200 mg a day in all", "calcium 1200 mg a day"),
    ("Calcium: 1200 mg/day (dietary + supplement)", "calcium 1200 mg a day"),
    ("calcium 1200 mg/day (dietary and supplemental)", "calcium 1200 mg a day"),
    ("Omega-3s (2g EPA+DHA) daily", "Omega-3 fatty acids: 2g daily"),
    ("vitamin K2 (100-200mcg MK-7) daily", "Vitamin K: 100-200mcg daily"),
    ("calcium tablets 500 mg, 2 tablets daily", "calcium: 1,000 mg every day"),
    ("vitamin D 1000 IU every 2 weeks", "vitamin D 71.4286 IU a day"),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "said"), READ)
def test_a_dose_of_a_day_is_read(answer: str, said: str) -> None:
    assert said in told("food", answer)


#: An answer on food, and what is asked.
ASKED = [
    ("calcium (1000 mg/die) and 25-OH-D3 (800 UI/die)", "calcifediol"),
    ("calcium tablets 500 mg, 1-2 a day", "how many a day"),
    ("calcium tablets 500 mg, 2-3 a day", "how many a day"),
    ("1-2 calcium tablets 500 mg a day", "how many a day"),
    ("vitamin D 1000 IU daily plus 20000 weekly", "a second dose without its unit"),
    ("calcium comprimés 500 mg 2 le matin et 1 le soir", "how many a day in all"),
    ("Calcium Tabletten 500 mg 1-2 am Tag", "how many a day"),
    ("calcium tablets 500 mg twice daily in total", "how much it is each time"),
    ("Calcichew D3 Forte 1 daily, 2 years", "over some day"),
    ("calcium tablets 600 mg daily for 3 months", "over some day"),
    ("calcium tablets 600 mg daily, 2 years", "over some day"),
    ("calcium tablets 600 mg daily for years", "over some day"),
    ("calcium 1000 mg daily = 2 tablets", "2 tablets of calcium 500 mg daily"),
    ("vitamin D 1000 IU daily; 2 tablets", "in one of them or in all"),
    ("vitamin D 1000 IU, 2 capsules daily", "in one of them or in all"),
    ("two calcium 500 mg tablets with breakfast and one with dinner", "how many a day in all"),
    ("calcium tablets 500 mg daily after that", "another time than now"),
    ("Vitamin D 1000 IE täglich vorher", "another time than now"),
    ("Osteoplus Brause 1 x täglich", "a supplement that is not known"),
    ("Oyster Shell Calcium with Vitamin D", "calcium carbonate 500 mg daily; vitamin D 400 IU daily"),
]


@pytest.mark.parametrize(("answer", "words"), ASKED)
def test_a_count_or_a_length_that_leaves_it_open_is_asked(answer: str, words: str) -> None:
    with pytest.raises(ot.InputError, match=words):
        told("food", answer)

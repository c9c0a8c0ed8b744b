"""Foods and supplements of one list, a part of the year, and what is taken now and then."""

from __future__ import annotations

import re

import pytest
from tests.asking.saying import told

import osteotwin as ot

READ = [
    # parted by commas alone
    (
        "2 yogurts a day, vitamin D 800 IU daily, calcium citrate 500 mg at night",
        ("vitamin D 800 IU", "500 mg every"),
    ),
    ("un bol de lait chaque matin, 2 yaourts par jour, vitamine D 1000 UI par jour", ("vitamin D 1000 IU",)),
    ("every day: milk 200 ml, D3 1000 IU", ("vitamin D 1000 IU", "Milk")),
    (
        "skyr 200 g daily, tofu with calcium 100 g twice a week, no calcium pills",
        ("No calcium pills, as told",),
    ),
    (
        "3 eggs daily, sardines 1 tin a week, no dairy because it upsets my stomach",
        ("No dairy, as told", "Sardines"),
    ),
    # a part of the year
    ("D3 4800 IU daily oct-april", ("vitamin D 2800 IU", "7 of 12 months")),
    ("vitamin D 1000 IU daily from October to March", ("vitamin D 500 IU", "6 of 12 months")),
    (
        "vitamin D 50,000 IU once a month, November through February",
        ("16667 IU once a month", "4 of 12 months"),
    ),
    ("vitamin D 1200 IU täglich von Oktober bis März", ("vitamin D 600 IU",)),
    ("yogurt daily, D3 2000 IU daily Oct-Apr", ("vitamin D 1167 IU", "Yogurt")),
    # how often as a narrow range
    (
        "cheese 3 or 4 times a week, milk 200 ml daily",
        ("3.5 servings a week", '"3 or 4 times a week" the mean'),
    ),
    # words that change nothing
    ("vitamin D3 5000 IU daily since my levels were low", ("vitamin D 5000 IU", "taken for the reason")),
    ("D3 2000 IU daily (because my level was low), 2 yogurts a day", ("vitamin D 2000 IU",)),
    ("I get my calcium through food and take D3 2000 IU daily", ("vitamin D 2000 IU", "tells no amount")),
    ("dietary Ca ~700 mg/d, Citracal 630 mg/d, D3 2000 IU/d", ("calcium 700 mg a day", "630 mg every day")),
    ("Citracal calcium citrate 600 mg daily", ("600 mg every day", "Taken already")),
    ("Calcimagon-D3 500/800 1cp/jour", ("500 mg every day", "800 IU every day")),
]
ASKED = [
    ("milk 200 ml daily, D3 5k", 'no word on how often in "D3 5k"'),
    ("D3 1000 IU, milk 200 ml daily", 'no word on how often in "D3 1000 IU"'),
    (
        "skyr daily, 2 slices of gouda, quark 250 g every 2 days",
        'no word on how often in "2 slices of gouda"',
    ),
    ("tofu with calcium 100 g daily, kale often", '"often" in "kale often"'),
    ("vit d 25 micrograms in winter", '"vit d 25 micrograms daily, November to March"'),
    ("Vitamin D 20.000 IE alle 2 Wochen im Winter", "October to March"),
    ("D3 4000iu oct-april", '"D3 4000iu daily, oct-april"'),
    ("milk daily, Tums when I need them", "how often in the mean, and how much calcium is in one"),
    ("two Adcal a day when I remember them", '"Adcal-D3 600 mg/400 IU 2 tablets 4 times a week"'),
    ("vitamin D 1000 IU daily if I remember", '"vitamin D 1000 IU 4 times a week"'),
    ("two Adcal a day", '"Adcal-D3 600 mg/400 IU 2 tablets a day"'),
    ("Citracal Calcium Citrate 600mg", '"Citracal Calcium Citrate 600mg daily"'),
    ("Caltrate 600+D Soft Chews", "its strength, and how often"),
    ("1 yaourt par jour, Uvedose tous les 2 mois", '"Uvedose 100000 IU every 2 months"'),
    ("vitamina D una ampolla al mes", '"vitamin D 25000 IU a month"'),
    ("oatmeal made with milk every day half a pint", '"oatmeal with 284 ml of milk every day"'),
    (
        "two portions of oily fish a week (tinned sardines and mackerel)",
        '"two portions of tinned mackerel a week"',
    ),
    ("no milk, cheese, yogurt every day", "may be eaten or not"),
]


@pytest.mark.parametrize(("answer", "parts"), READ)
def test_each_thing_of_a_list_is_read(answer: str, parts: tuple[str, ...]) -> None:
    echo = told("food", answer)
    assert all(part in echo for part in parts), echo


@pytest.mark.parametrize(("answer", "words"), ASKED)
def test_what_lacks_of_one_thing_is_asked_of_it_alone(answer: str, words: str) -> None:
    with pytest.raises(ot.InputError, match=re.escape(words)):
        told("food", answer)


@pytest.mark.parametrize(
    "answer",
    [
        "vit d 25 micrograms in winter",
        "D3 4000iu oct-april",
        "two Adcal a day when I remember them",
        "two Adcal a day",
        "Citracal Calcium Citrate 600mg",
        "Uvedose tous les 2 mois",
        "vitamina D una ampolla al mes",
        "Tums when I need them",
    ],
)
def test_what_is_offered_is_read(answer: str) -> None:
    with pytest.raises(ot.InputError) as asked:
        told("food", answer)
    for line in re.findall(r'"([^"]+)"', asked.value.problems[0].fix):
        assert told("food", line)


def test_everything_that_lacks_is_asked_at_once() -> None:
    with pytest.raises(ot.InputError) as asked:
        told(
            "food",
            "skyr 200 g daily, kale often, D3 4000 IU daily in winter, two Adcal a day when I remember",
        )
    assert len(asked.value.problems) == 3

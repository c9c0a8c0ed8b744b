"""Counts, gaps and marks of supplements: all that is told is in what is read or in what is offered."""

from __future__ import annotations

import re

import pytest
from tests.asking.saying import told

import osteotwin as ot

READ = [
    ("vitamin D two of 1000 IU tabs daily", "vitamin D 2000 IU a day"),
    ("vitamin D - 2 of 1000 IU - daily", "vitamin D 2000 IU a day"),
    ("vitamin D 5 000 IU daily", "vitamin D 5000 IU a day"),
    ("vitamin D 100 000 UI tous les 3 mois", "vitamin D 1095.14 IU a day"),
    ("Uvecaps 1000 UI, capsule molle, 1 par jour", "vitamin D 1000 IU a day"),
    ("Videsil 25000 UI una ampolla al mes", "vitamin D 821.355 IU a day"),
    ("Calcium D3-ratiopharm 600 mg/400 I.E. 1-0-1", "vitamin D 800 IU a day. calcium: 600 mg twice a day"),
    ("omega 3 1000 mg daily", "Omega-3 fatty acids: 1000 mg daily"),
    ("pure potassium citrate powder daily", "Potassium"),
    ("magnesium citrate powder 300 mg at night", "Magnesium: 300 mg at night"),
    ("vitamin D no", "No vitamin D, as told"),
    ("vitamin D high strength 4000 IU daily", "vitamin D 4000 IU a day"),
    ("Ginko Biloba daily", "Ginkgo"),
    ("vitamin D 1000 IU daily for Osteoporosis", "vitamin D 1000 IU a day"),
]


@pytest.mark.parametrize(("answer", "words"), READ)
def test_a_supplement_is_read_with_its_count(answer: str, words: str) -> None:
    assert words in told("food", answer)


ASKED = [
    ("half a tablet of Adcal D3 daily", '"Adcal-D3 600 mg/400 IU 0.5 tablets daily"'),
    ("2 Viactiv daily", '"Viactiv 650 mg/500 IU 2 tablets daily"'),
    ("Adcal D3 2 tablets with lunch and dinner", '"Adcal-D3 600 mg/400 IU 2 tablets with lunch and dinner"'),
    ("vitamin D 50000 IU 1st Sunday", '"vitamin D 50000 IU every month" or "vitamin D 50000 IU every week"'),
    ("vitamin D 1000 IU daily (2 tablets)", '"vitamin d 2000 iu daily"'),
    ("calcium tablets: 2: 500 mg daily", '"calcium tablets 1000 mg daily"'),
    ("vitamin D 3200 IU daily, for Bob", "may tell of somebody else"),
    ("\u2610 vitamin D 1000 IU daily", "is not taken"),
    ("vitamin D low at 20", "may be a value of the blood"),
    ("vitamin D level 30 ng/ml", "may be a value of the blood"),
    ("calcium powder daily", "without how much there is of it"),
    ("a half dose of the calcium supplement daily", "without how much there is of it"),
    ("multivitamin for women daily", "the calcium on its label"),
    ("vitamin D 300000 IU in one ampoule", "every 3 months"),
    ("calcifediol 0.266 mg monthly", "which is a drug"),
    ("Hidroferol 0.266 mg monthly", "which is a drug"),
    ("creatine 5 g + milk (200 ml) /day", '"creatine 5 g; milk (200 ml) /day"'),
]


@pytest.mark.parametrize(("answer", "words"), ASKED)
def test_what_is_in_doubt_is_asked_with_its_count(answer: str, words: str) -> None:
    with pytest.raises(ot.InputError, match=re.escape(words)):
        told("food", answer)


@pytest.mark.parametrize(
    ("offered", "words"),
    [
        ("Adcal-D3 600 mg/400 IU 0.5 tablets daily", "calcium: 300 mg every day"),
        ("Viactiv 650 mg/500 IU 2 tablets daily", "calcium: 1,300 mg every day"),
        ("calcium tablets 1000 mg daily", "calcium: 1,000 mg every day"),
    ],
)
def test_what_is_offered_is_read_with_its_count(offered: str, words: str) -> None:
    assert words in told("food", offered)

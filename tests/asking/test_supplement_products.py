"""Supplements as labels and shops describe them, and doses in doubt: read whole, or asked how many a day."""

from __future__ import annotations

import re
from datetime import date

import pytest
from tests.asking.saying import told

import osteotwin as ot

READ = [
    ("MK7: 100\u2013200 mcg per day", "Vitamin K: 100\u2013200 mcg per day"),
    ("MK7: 150 mcg per day", "Vitamin K: 150 mcg per day"),
    ("VITAMIN D3 + K2 1000 IU daily", "vitamin D 1000 IU a day. Vitamin K: dose not said"),
    ("D3/K2 5000 IU daily", "vitamin D 5000 IU a day. Vitamin K: dose not said"),
    ("NOW Vitamin D-1000 softgels, one daily", "vitamin D 1000 IU a day"),
    ("vitamin D 7000 IU/week in daily doses", "vitamin D 1000 IU a day"),
    ("1200 mg calcium a day including supplements", "calcium 1200 mg a day"),
    ("Calcigen D intens 1000 mg/880 I.E. Kautabletten t\u00e4glich", "calcium: 1,000 mg every day"),
    ("vitamina D3 0,266 mg al mes", "vitamin D 349.569 IU a day"),
    ("vitamin D 2 caps/day (1000 IU/cap)", "vitamin D 2000 IU a day"),
    ("algae calcium 720 mg daily", "calcium: 720 mg every day"),
    ("D3 1000 IU every other day along with 2 glasses of milk every day", "vitamin D 500 IU a day; Milk"),
    ("cottage cheese: 150 g bid. calcium carbonate 600 mg bid", "Cheese, cottage"),
    (
        "creatine 5 g (every day). omega 3 1000 mg, 3 times a week",
        "Omega-3 fatty acids: 1000 mg, 3 times a week",
    ),
    ("vitamin D 3 2000 IU daily", "vitamin D 2000 IU a day"),
    ("two 1000 IU vitamin D softgels every morning", "vitamin D 2000 IU a day"),
]
ASKED = [
    ("NOW Vitamin D-1000 softgels", '"vitamin D 1000 IU daily" for one a day'),
    (
        "Eine Brausetablette enth\u00e4lt 2.500 mg Calciumcarbonat (entsprechend 1.000 mg Calcium) und 22 Mikrogramm "
        "Colecalciferol (entsprechend 880 I.E. Vitamin D3).",
        '"calcium carbonate 1000 mg daily; vitamin D 880 IU daily"',
    ),
    (
        "Each tablet contains 2,500 mg of calcium carbonate (equals 1,000 mg calcium) and 22 ug (880 IU)",
        '"calcium carbonate 1000 mg daily; vitamin D 880 IU daily"',
    ),
    (
        "Calcium D3-ratiopharm\u00ae Brausetabletten\n600 mg/400 I.E.",
        '"calcium tablets 600 mg daily; vitamin D 400 IU daily"',
    ),
    ("OsteoBase includes 300 mg of elemental calcium", '"calcium tablets 300 mg daily" for one a day'),
    ("OsteoBase with 300 mg of elemental calcium per serving", '"calcium tablets 300 mg daily" for one a day'),
    (
        "Two tablets contain 1200 mg calcium and 800 IU vitamin D",
        '"calcium tablets 1200 mg daily; vitamin D 800 IU daily"',
    ),
    ("D3 + K2 5000 IU/100 mcg", '"vitamin D 5000 IU daily; k2 100 mcg daily"'),
    ("vitamin D 1 .000 IU daily", "two numbers or one with a gap"),
    ("vitamin D 10 00 IU daily", "two numbers or one with a gap"),
    ("calcium tablets 0. 5 g daily", "two numbers or one with a gap"),
    ("vitamin D two 1000 IU tablets daily", '"vitamin d 2000 iu tablets daily" if 2 are taken'),
    ("vitamin D 3 drops of 1000 IU daily", "vitamin D3 or 3 drops"),
    ("vitamin D 1000 IU daily, eod", '"eod" beside another rhythm'),
    ("vitamin D 1000 IU daily, his", "somebody else"),
    ("vitamin D 1000 IU daily (hers)", "somebody else"),
    ("vitamin D 1000 IU daily; none", "whether it is taken"),
    ("vitamin D 1000 IU daily, not taken", "not taken"),
    ("vitamin D 1000 IU daily (2 tablets)", "in one of them or in all"),
    ("vitamin D 2 tablets of 1000 IU daily", "2 tablets"),
    ("calcium tablets: 2: 500 mg daily", "2 of 500 mg"),
    ("twice a day: vitamin D3 1000 IU plus omega 3 1000 mg once a day", "several amounts"),
    ("vitamin D 3200 IU daily, 12 weeks", "12 weeks"),
    ("vitamin D 3200 IU daily, a calcium pill", "without how much calcium there is"),
    ("vitamin D 1600 IU + 1600 IU daily", "amount"),
    ("vitamin D 3200 IU daily, halved", "more than one amount"),
    ("vitamin D 1000 IU daily for the next 3 months", "for the next 3 months"),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "words"), READ)
def test_a_product_is_read_whole(answer: str, words: str) -> None:
    assert words in told("food", answer)


@pytest.mark.parametrize(("answer", "words"), ASKED)
def test_what_lacks_of_a_product_is_asked(answer: str, words: str) -> None:
    with pytest.raises(ot.InputError, match=re.escape(words)):
        told("food", answer)


@pytest.mark.parametrize("answer", [one for one, words in ASKED if "daily" in words])
def test_what_is_offered_of_a_product_is_read(answer: str) -> None:
    with pytest.raises(ot.InputError) as raised:
        told("food", answer)
    for offered in re.findall(r'"([^"]+ daily)"', raised.value.problems[0].fix):
        assert told("food", offered)


@pytest.mark.parametrize(
    ("question", "answer", "words"),
    [
        ("drugs", "no calcium 600 mg/vitamin D 400 IU daily", "not taken"),
        ("drugs", "I stopped calcium 600 mg/vitamin D 400 IU daily", "has ended"),
        ("drugs", "my wife takes calcium 600 mg/vitamin D 400 IU daily", "somebody else"),
        ("drugs", "declined calcium 600 mg/vitamin D 400 IU daily", "refused"),
        ("drugs", "sister takes calcium 600 mg/vitamin D 400 IU daily", "somebody else"),
        ("drugs", "previously calcium 600 mg/vitamin D 400 IU daily", "earlier times"),
        ("food", "rarely Caltrate 600mg/400IU daily", "rarely Caltrate"),
        ("food", "instead of Caltrate 600mg/400IU daily", "instead of Caltrate"),
        ("food", "kein Vitamin D 1000 IE t\u00e4glich", "not taken"),
        ("food", "pas de vitamine D 1000 UI par jour", "not taken"),
        ("food", "selten Vitamin D 1000 IE t\u00e4glich", "selten"),
        ("food", "my doctor suggested 1000 IU of vitamin D daily", "advice"),
        ("food", "Vigantol 20.000 IE/ml, 2 Tropfen t\u00e4glich", "how much one drop holds"),
        ("food", "vitamin D3 400 IU/mL", "how much of it is taken, and how often"),
        ("food", "calcium lactate 300 mg daily", "of the salt or of the calcium in it"),
        ("food", "UVEDOSE 100 000 UI, solution buvable en ampoule", "every 3 months"),
        ("food", "2000 IU D3 since 2020", "how often"),
        ("food", "AlgaeCal 4 capsules daily", "by its label"),
        ("drugs", "pas de calcium carbonate 500 mg daily", "not taken"),
        ("drugs", "ma m\u00e8re prend calcium carbonate 500 mg daily", "ma m\u00e8re prend"),
        ("food", "meine Mutter nimmt Calciumcitrat 300 mg t\u00e4glich", "meine Mutter nimmt"),
        ("food", "je vais prendre vitamine D 1000 UI par jour", "je vais prendre"),
        ("food", "senza vitamina D 1000 UI al giorno", "senza"),
        ("food", "less than 1000 IU vitamin D daily", "less"),
    ],
)
def test_words_beside_calcium_with_vitamin_d_are_not_lost(question: str, answer: str, words: str) -> None:
    with pytest.raises(ot.InputError) as asked:
        ot.new_person({question: answer}, today=date(2026, 2, 1))
    assert words in str(asked.value)


@pytest.mark.parametrize(
    ("question", "answer", "words"),
    [
        ("food", "two Caltrate 600mg/400IU daily", "1,200 mg every day"),
        ("food", "half Caltrate 600mg/400IU daily", "300 mg every day"),
        ("food", "zwei Calcichew-D3 Forte 500 mg/400 IU t\u00e4glich", "1,000 mg every day"),
        ("food", "deux Calcichew-D3 Forte 500 mg/400 IU par jour", "1,000 mg every day"),
        ("food", "Caltrate 600mg/400IU and milk daily", "Milk"),
        ("food", "milk and two Caltrate 600mg/400IU daily", "1,200 mg every day"),
        ("food", "milk and vitamin D 1000 IU daily", "Milk"),
        ("food", "vitamin D 1000 IU + milk daily", "Milk"),
        ("food", "zinc 15 mg and yogurt daily", "Yogurt"),
        ("food", "zwei Vitamin D 1000 IE t\u00e4glich", "vitamin D 2000 IU"),
        ("food", "naturewise vitamin d3 5000 iu daily", 'Not used: "naturewise"'),
        ("food", "vitamin D 400 IU/mL, 2 mL daily", "vitamin D 800 IU"),
        ("food", "vitamin D drops 1000 IU/drop, 2 drops a day", "vitamin D 2000 IU"),
        ("food", "cod liver oil with 400 IU vitamin D daily", "vitamin D 400 IU"),
        ("food", "multivitamin with 400 IU vitamin D daily", "vitamin D 400 IU"),
        ("food", "calcium/magnesium tablet (500 mg Ca/250 mg Mg) daily", "Magnesium: 250 mg"),
        ("food", "carbonato de calcio 500 mg dos veces al d\u00eda", "500 mg twice a day"),
        ("food", "Calciumcitrat 300 mg zweimal t\u00e4glich", "300 mg twice a day"),
        ("food", "DHA/EPA every day", "Omega-3"),
        ("food", "vitamin D 1000 IU daily since March 2023", "2023-03-01"),
        ("food", "vitamin D 5,000 IU every other day", "vitamin D 2500 IU"),
        ("food", "medio comprimido de citrato de calcio 300 mg al d\u00eda", "150 mg every day"),
        ("food", "un demi comprim\u00e9 de carbonate de calcium 500 mg par jour", "250 mg every day"),
        ("food", "due compresse di vitamina D 1000 UI al giorno", "vitamin D 2000 IU"),
        ("food", "Joghurt mit Vitamin D 1000 IE t\u00e4glich", "Yogurt"),
        ("food", "D 3 800 IU daily", "vitamin D 800 IU"),
        ("food", "Cal-Mag 500/250 daily", "Magnesium: 250 mg"),
        ("food", "no vitamin D, but calcium 600 mg tablets daily", "No vitamin D, as told"),
        ("food", "I don't take vitamin D", "as told"),
        ("food", "Calcium Sandoz 500 mg effervescent 1 daily", "500 mg every day"),
        ("food", "calcium 600 mg in the morning and 600 mg at night", "600 mg twice a day"),
        (
            "drugs",
            "Prolia + calcium 600 mg/vitamin D 400 IU daily",
            "Left out, for the dose is not said: Prolia",
        ),
        ("drugs", "two calcium D3 600 mg/400 IU daily", "1,200 mg every day"),
        ("drugs", "zwei Calcium D3 600 mg/400 IU t\u00e4glich", "1,200 mg every day"),
        (
            "drugs",
            "Prolia and calcium 600 mg/vitamin D 400 IU daily",
            "Left out, for the dose is not said: Prolia",
        ),
        ("drugs", "Caltrate 600 mg/400 IU daily", "600 mg every day"),
    ],
)
def test_counts_and_drugs_beside_calcium_with_vitamin_d_are_told(
    question: str, answer: str, words: str
) -> None:
    assert words in ot.new_person({question: answer}, today=date(2026, 2, 1)).understood[question]

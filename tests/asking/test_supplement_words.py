"""Supplements of the food answer: labels of several nutrients, what the model lacks, amounts of nothing."""

from __future__ import annotations

import re
import tomllib
from datetime import date

import pytest
from tests.asking.saying import told

import osteotwin as ot
from osteotwin.inputs.notes import Notes
from osteotwin.people.read_person import person_of
from osteotwin.protocol.interventions import Supplement

TODAY = date(2026, 2, 1)

SALTS = [
    ("Calcium (as calcium citrate): 200 mg, 1 capsule daily", "citrate", "200 mg"),
    ("calcium 600 mg (citrate) daily", "citrate", "600 mg"),
    ("Calcium 500 mg (as carbonate), vitamin D3 400 IU daily", "carbonate", "500 mg"),
]
READ = [
    ("calcium 900 mg daily; magnesium 400 mg, zinc 25 mg, no iron", "Zinc: 25 mg, from"),
    ("Zinc 25 mg, tablet, once daily", "Zinc: 25 mg"),
    ("coenzyme Q10 100 mg", "Coenzyme Q10: 100 mg"),
    ("vitamin D3 4000 IU daily, magnesium 300 mg, zinc", "vitamin D 4000 IU a day. Magnesium: 300 mg"),
    ("1000 UI D3 + 75 mcg K2 daily", "vitamin D 1000 IU a day. Vitamin K: 75 mcg"),
    ("K2/D3 100 mcg/2000 IU every morning", "vitamin D 2000 IU a day. Vitamin K: 100 mcg"),
    ("vitamin D 800 IU and magnesium 200 mg daily", "vitamin D 800 IU a day. Magnesium: 200 mg"),
    ("calcium citrate 300 mg + D3 200 IU daily", "vitamin D 200 IU a day. calcium: 300 mg every day"),
    ("500 mg calcium citrate daily", "calcium: 500 mg every day"),
    ("calcium 700 mg and vitamin D 800 IU a day", "calcium 700 mg a day; vitamin D 800 IU a day."),
    ("Magnesium glycinate (300 mg) daily", "Magnesium: 300 mg daily"),
    ("Vitamin D3 (4,000 IU) daily, Magnesium glycinate (300 mg) daily", "4000 IU a day. Magnesium: 300 mg"),
    ("100 mcg of Vitamin K2 as MK-7", "Vitamin K: 100 mcg, from"),
    ("magnesium citrate | 2 pills | citrate: 365mg, magnesium: 58mg", "Magnesium: 2 pills 58mg"),
    ("Kreatin: 5 g/Tag", "Creatine: 5 g a day"),
    ("Zinc 26.5 mg 265%", "Zinc: 26.5 mg, from"),
    ("200-400mg elemental magnesium", "Magnesium: 200-400mg"),
    ("Mg citrate 200 mg before bed", "Magnesium: 200 mg before bed"),
    ("Blackmores Vitamin D3 1000 IU daily", "vitamin D 1000 IU a day"),
    ("Vitamin D3 2000 IU softgel with breakfast every day", "vitamin D 2000 IU a day"),
    ("two 1000 IU vitamin D softgels every morning", "vitamin D 2000 IU a day"),
    ("vitamin D spray 3000 IU per spray, one spray a day", "vitamin D 3000 IU a day"),
    ("D3 gummies 2 a day (2000 IU total)", "vitamin D 2000 IU a day"),
    ("1 tablet of 25 mcg vitamin D (1000 IU) daily", "vitamin D 1000 IU a day"),
    ("Dekristol 20.000 I.E. einmal pro Woche", "vitamin D 2857.14 IU a day"),
    ("vitamine D 800 UI par jour", "vitamin D 800 IU a day"),
    ("ergocalciferol 1.25 mg weekly", "vitamin D 7142.86 IU a day"),
    ("D3 500 IU daily", "vitamin D 500 IU a day"),
    ("zinc, magnesium and boron", "Boron: dose not said"),
    ("Creatine 5g/day, vitamin D3 4000 IU daily", "4000 IU a day. Creatine: 5g a day"),
]
ASKED = [
    ("calcium 500mg", '"calcium tablets 500mg daily"'),
    ("vitamin D 50,000 IU", "50,000 IU weekly"),
    ("vitamin D 1000 mcg daily", "more than is taken daily"),
    ("calcium 1000 mcg a day", "less than any diet"),
    ("I took vitamin D 2000 IU daily", "tells of the past"),
    ("vitamin D 2000 IU daily, my wife 4000", "somebody else"),
    ("vitamin D down to 1000 IU from 5000 IU", "tells of a change"),
    (
        "calcium 900 mg a day, protein 90 g, vitamin D 2000 IU",
        '"vitamin D 2000 IU daily"',
    ),
    ("cal/mag citrate", "without how much"),
    ("I take a vitamin D supplement", "without how much"),
    ("D3+K2 drops, 2 drops a day", "without how much"),
    ("my doctor suggested 1000 IU of vitamin D daily", "one nutrient"),
    ("vitamin D 1000 IU daily in winter", "which months of the year"),
    ("vitamin D 1000 IU per drop, daily", "if it is in one drop"),
    ("calcium 500mg", "all food and tablets"),
    ("20,000 IU, monthly", "an amount without what it is of"),
    ("250 mg 2x/day", "an amount without what it is of"),
    ("the daily dose is 600 mg", "an amount without what it is of"),
    ("1000 UI D3 + 75 mcg K2", '"vitamin D 1000 IU daily; k2 75 mcg daily"'),
    ("risedronate 35 mg weekly", "among|answer on drugs"),
    ("Nobodyknows caps 2 daily", "a supplement that is not known"),
    ("a One A Day for men daily", "content differs by product"),
]


@pytest.mark.parametrize(("answer", "words"), READ)
def test_a_label_is_read(answer: str, words: str) -> None:
    assert words in told("food", answer)


@pytest.mark.parametrize(("answer", "words"), ASKED)
def test_what_a_label_leaves_open_is_asked(answer: str, words: str) -> None:
    with pytest.raises(ot.InputError, match=words):
        told("food", answer)


def test_what_the_model_lacks_is_in_no_number() -> None:
    beside = ot.new_person({"food": "greek yogurt 2x a day; zinc 15 mg daily"}).text
    alone = ot.new_person({"food": "greek yogurt 2x a day"}).text
    assert [line for line in alone.splitlines() if "yogurt" in line.casefold() or "servings" in line] == [
        line for line in beside.splitlines() if "yogurt" in line.casefold() or "servings" in line
    ]


def per_day(answer: str) -> tuple[float, float]:
    """Return the vitamin D [IU/day] and the calcium of tablets [mg/day] that an answer tells."""
    text = ot.new_person({"food": answer}, today=TODAY).text
    person = person_of(Notes.of_text("answers", tomllib.loads(text), text))
    given = [one for one in person.plan.interventions if isinstance(one, Supplement)]
    rates = {
        group: sum(one.dose / one.interval_days for one in given if one.group == group)
        for group in ("vitamin_d", "calcium")
    }
    return (person.habits.vitamin_d_iu_per_day or 0.0) + rates["vitamin_d"], rates["calcium"]


#: An answer, its vitamin D [IU/day], and its calcium of tablets [mg/day].
AMOUNTS = [
    ("cholecalciferol 25 mcg (1000 IU) PO daily", 1000, 0),
    ("Cholecalciferol 1,000 unit tablet - take 2 tablets by mouth once daily", 2000, 0),
    ("vitamin D 1000 UNT oral capsule, 1 capsule daily", 1000, 0),
    ("ergocalciferol (vit D2) 1.25 mg (50,000 unit) capsule, take 1 capsule once a week", 50_000 / 7, 0),
    ("vit d 4k daily", 4000, 0),
    ("D3 2000 every morning", 2000, 0),
    ("two D3 1000 IU gummies daily", 2000, 0),
    ("vegan D3 2000 IU spray, 1 spray daily", 2000, 0),
    ("vitamin D 2000 to 4000 IU daily", 3000, 0),
    ("Fultium D3 20,000 once monthly", 20_000 / 30.4375, 0),
    ("Dekristol 20.000, 1x pro Woche", 20_000 / 7, 0),
    ("vitamina D 2000 UI al giorno", 2000, 0),
    ("vitamin D 2000 IU 5 days a week", 10_000 / 7, 0),
    ("Vitamin D3 1000 IE t\u00e4glich, K2 100 \u00b5g t\u00e4glich", 1000, 0),
    ("D3+K2 (5000 IU / 100 mcg) 1 capsule daily", 5000, 0),
    ("D3 2000iu, K2 200mcg, Mg 400mg, boron 6mg - all in the morning, every day", 2000, 0),
    ("omega 3 1000 mg, vit D 1000 IU, turmeric 500 mg, all daily", 1000, 0),
    ("no calcium, vitamin D 1000 IU daily", 1000, 0),
    ("calcium 600 mg + D3 400 IU daily", 400, 600),
    ("600 mg/400 IU calcium/vitamin D daily", 400, 600),
    ("calcium/vitamin D 600mg/400IU, take 1 tablet twice daily", 800, 1200),
    ("Calcium Carbonate 600 MG / Vitamin D 400 UNT Oral Tablet twice daily", 800, 1200),
    ("600mg calcium and 400iu vit d twice daily", 800, 1200),
    ("Calcium + D 600/400 daily", 400, 600),
    ("calcium 500 mg/vitamine D3 400 UI, 1 comprim\u00e9 par jour", 400, 500),
    ("calcio 600 mg y vitamina D 400 UI dos veces al d\u00eda", 800, 1200),
    ("calcium citrate 630 mg + D3 500 IU, 2 tabs daily with meals", 1000, 1260),
    ("calcium 333 mg magnesium 133 mg zinc 5 mg D3 200 IU per tablet, 3 tablets daily", 600, 999),
    ("calcium citrate 950 mg (200 mg elemental Ca) 2 tabs qHS", 0, 400),
    ("Calcium carbonate 1500mg, equivalent to 600mg calcium, daily", 0, 600),
    ("calcium pills, 600 mg, with dinner every night", 0, 600),
    ("calcium carbonate 500-600 mg daily", 0, 550),
    ("milk twice a day; calcium 500 mg daily", 240, 500),
    ("2 Calcichew D3 Forte daily", 800, 1000),
    ("Adcal-D3 caplets, two twice a day", 800, 1200),
    ("Kalcipos-D forte 1 tablett dagligen", 800, 500),
    ("Orocal D3 500 mg/400 UI matin et soir", 800, 1000),
]


@pytest.mark.parametrize(("answer", "vitamin_d", "calcium"), AMOUNTS)
def test_the_amounts_of_a_day_do_not_depend_on_the_order_of_words(
    answer: str, vitamin_d: float, calcium: float
) -> None:
    assert per_day(answer) == pytest.approx((vitamin_d, calcium), rel=1e-5)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("2 glasses of milk a day, vitamin D 1000 IU", 'how often in "vitamin D 1000 IU"'),
        ("vitamin D 1000 IU, 2 glasses of milk a day", 'how often in "vitamin D 1000 IU"'),
        ("2 yogurts a day and vitamin D 1000 IU", 'how often in "vitamin D 1000 IU"'),
        ("calcium 600 mg, a glass of milk a day", "calcium tablets 600 mg daily"),
    ],
)
def test_a_food_beside_a_supplement_is_never_lost(answer: str, words: str) -> None:
    with pytest.raises(ot.InputError, match=re.escape(words)):
        told("food", answer)


#: What one would rather be asked than read in one of two ways, and what is offered.
OPEN = [
    ("calcium 500 mg daily", '"calcium tablets 500 mg daily" for tablets'),
    ("calcium 1000mg every day", '"calcium 1000 mg a day in all"'),
    (
        "D3/K2 drops, 2 drops daily (1000 IU D3/200 mcg K2)",
        '"vitamin D 2000 IU daily; k2 400 mcg daily" if it',
    ),
    ("2 Tums a day", "500 mg of the salt holds 200 mg"),
    ("calcium 600 mg + D3 20000 IU weekly", "calcium"),
    ("calcium gluconate 1132 mg daily", "calcium"),
    ("vitamin D 4.000 IU daily", "thousands or decimals"),
    ("vitamin D 1000 IU if I remember", "how often in the mean"),
]


@pytest.mark.parametrize(("answer", "words"), OPEN)
def test_what_has_two_readings_is_asked(answer: str, words: str) -> None:
    with pytest.raises(ot.InputError, match=re.escape(words)):
        told("food", answer)


def test_the_salt_of_tablets_is_said_to_stand_in() -> None:
    assert "so carbonate stands for it; it changes no number" in told(
        "food", "calcium 600 mg + D3 400 IU daily"
    )
    assert "carbonate" not in told("food", "calcium citrate 600 mg + D3 400 IU daily")


@pytest.mark.parametrize(("answer", "salt", "dose"), SALTS)
def test_the_salt_of_calcium_in_a_bracket_is_kept(answer: str, salt: str, dose: str) -> None:
    new = ot.new_person({"food": answer}, today=TODAY)
    (tablet,) = tomllib.loads(new.text)["plan"]["supplement"]
    assert (tablet["nutrient"], tablet["dose"]) == (f"calcium_{salt}", f"{dose} daily")
    assert "not said" not in new.understood["food"]


@pytest.mark.parametrize(("answer", "months"), [
    ("vitamin D 2000 IU daily, none May to August", 8), ("vitamin D 2000 IU daily, none from May to August", 8),
    ("vitamin D 2000 IU daily except June to August", 9), ("vitamin D 2000 IU daily, not May-Aug", 8),
    ("vitamin D 2000 IU daily, off June to September", 8), ("vitamin D 2000 IU daily, between October and March", 6),
    ("vitamin D 2000 IU daily, January and February", 2), ("vitamin D 2000 IU daily, October to March", 6),
])  # fmt: skip
def test_months_without_are_no_months_with(answer: str, months: int) -> None:
    assert f"in {months} of 12 months" in told("food", answer)


@pytest.mark.parametrize("answer", [
    "vitamin D 2000 IU daily, October and March", "vitamin D 2000 IU daily, April and October",
    "vitamin D 50000 IU monthly, January & July",
])  # fmt: skip
def test_two_months_that_are_named_may_be_two(answer: str) -> None:
    with pytest.raises(ot.InputError, match="which may be two months, or all from one to the other"):
        told("food", answer)


@pytest.mark.parametrize(
    "answer", ["vitamin D 2000 IU daily, none in summer", "vitamin D 2000 IU daily not in summer"]
)
def test_all_but_a_season_is_asked_for_the_others(answer: str) -> None:
    with pytest.raises(ot.InputError, match="daily, October to April"):
        told("food", answer)

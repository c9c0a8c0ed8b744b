"""Doses and intervals in the words of sources: what they say in milligrams and days, and what is kept as printed."""

import pytest

from osteotwin.errors import InputError
from osteotwin.evidence.files.dosing import parse_dose, parse_interval
from osteotwin.evidence.files.other_drugs import find_other_drug, load_other_drugs
from osteotwin.evidence.files.values import DrugName
from osteotwin.inputs.names import folded
from osteotwin.inputs.values import Mistake
from osteotwin.protocol.library import load_drugs

MONTH = 365.25 / 12

INTERVALS = {
    "1 day": 1.0, "26 week": 182.0, "3 months": 3 * MONTH, "3 times a week": 7 / 3, "3x/week": 7 / 3,
    "3 x per week": 7 / 3, "three times weekly": 7 / 3, "Twice a day": 0.5, "twice daily": 0.5,
    "once weekly": 7.0, "once every month": MONTH, "daily": 1.0, "every day": 1.0, "every other day": 2.0,
    "every 6 months": 6 * MONTH, "every two weeks": 14.0, "2/week": 3.5, "2 per week": 3.5, "yearly": 365.25,
    "1.5 times a week": 7 / 1.5,
}  # fmt: skip


@pytest.mark.parametrize("text", INTERVALS)
def test_an_interval_in_days(text: str) -> None:
    found = parse_interval(text)
    assert found.days == pytest.approx(INTERVALS[text])
    assert found.text == text


def test_what_is_given_once_has_no_interval() -> None:
    assert parse_interval(" Once ").days is None


@pytest.mark.parametrize(
    "text", ["", "often", "0 times a week", "3 times", "every fortnight", "1 furlong", "week 3"]
)
def test_other_words_are_no_interval(text: str) -> None:
    with pytest.raises(InputError):
        parse_interval(text)


# What is printed, its mass [mg] and the days over which it is delivered.
DOSES = {
    "1 mg": (1.0, None), "20 ug": (0.02, None), "2.5 g": (2500.0, None), "50 ug/24h": (0.05, 1.0),
    "50 \u00b5g / 24 h": (0.05, 1.0), "0.1 mg/day": (0.1, 1.0), "70 mg/week": (70.0, 7.0),
    "11.25 mg/3 months": (11.25, 3 * MONTH), "1500 IU": (None, None), "5 U": (None, None),
    "0.5 mg/kg": (None, None), "6 mL": (None, None), "1,000 IU": None, "1": None, "mg": None, "0 mg": None,
    "-1 mg": None, "1 furlong": None, "1 mg/furlong": None, "0 IU": None, "nan mg": None,
}  # fmt: skip


@pytest.mark.parametrize("text", DOSES)
def test_a_dose_as_mass_or_as_printed(text: str) -> None:
    expected = DOSES[text]
    if expected is None:
        with pytest.raises(InputError):
            parse_dose(text)
        return
    found = parse_dose(text)
    assert (found.text, found.per_days) == (text, expected[1] and pytest.approx(expected[1]))
    assert found.mass_mg == (expected[0] and pytest.approx(expected[0]))


def test_no_drug_stands_in_the_library_and_outside_of_it() -> None:
    inside = {folded(name) for drug in load_drugs().values() for name in (drug.id, drug.label, *drug.aliases)}
    outside = {
        folded(name) for drug in load_other_drugs().values() for name in (drug.id, drug.label, *drug.also)
    }
    assert inside.isdisjoint(outside)
    assert all(drug.because for drug in load_other_drugs().values())


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Arimidex", "anastrozole"),
        ("clomifene", "clomiphene"),
        ("testosterone pellet", "testosterone_pellets"),
        ("hCG", "human_chorionic_gonadotropin"),
        ("imaginary-12", "imaginary-12"),
        ("testosterone cream", "testosterone cream"),
    ],
)
def test_a_drug_by_any_name_and_one_that_nobody_knows(written: str, found: str) -> None:
    assert DrugName().read(written) == found


@pytest.mark.parametrize("name", [*load_drugs(), *load_other_drugs()])
def test_a_misspelled_drug_is_no_other_drug(name: str) -> None:
    longest = max(name.split("_"), key=len)
    written = name.replace(longest, longest[:2] + longest[3:])
    with pytest.raises(Mistake) as caught:
        DrugName().read(written)
    assert name in caught.value.fix


@pytest.mark.parametrize(
    "name", ["vitamin D3", "calcium", "cholecalciferol", "ergocalciferol", "calcium citrate"]
)
def test_nutrients_belong_to_the_diet(name: str) -> None:
    assert find_other_drug(name) is None
    with pytest.raises(Mistake) as caught:
        DrugName().read(name)
    assert "arm.diet" in caught.value.fix

"""Doses and drugs as sources print them: what they say in milligrams, and what is kept by name."""

import pytest

from osteotwin.errors import InputError
from osteotwin.evidence.files.other_drugs import find_other_drug, load_other_drugs
from osteotwin.evidence.files.printed_dose import parse_dose
from osteotwin.evidence.files.values import DrugName
from osteotwin.inputs.names import folded
from osteotwin.inputs.values import Mistake
from osteotwin.protocol.library import load_drugs

MONTH = 365.25 / 12

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

"""Doses and drugs as sources print them: what they say in milligrams, and what is kept by name."""

import pytest

from osteotwin.errors import InputError
from osteotwin.evidence.files.arm_entries import diet_given, drug_given
from osteotwin.evidence.files.other_drugs import find_other_drug, load_other_drugs
from osteotwin.evidence.files.printed_dose import parse_dose
from osteotwin.evidence.files.tables import BolusTable, DietTable, DrugTable
from osteotwin.evidence.files.trial import DrugGiven, UnmodelledDrug
from osteotwin.evidence.files.values import DrugName
from osteotwin.inputs.names import folded
from osteotwin.inputs.values import Mistake
from osteotwin.protocol.file_values import ONCE
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


@pytest.mark.parametrize(
    ("name", "dose", "every", "mass", "days"),
    [
        ("anastrozole", "1 mg", 1.0, 1.0, 1.0), ("anastrozole", "1 mg", None, 1.0, None),
        ("anastrozole", None, 1.0, None, 1.0),
        ("anastrozole", "1 mg/day", None, 1.0, 1.0), ("alendronate", "70 mg/week", None, 70.0, 7.0),
        ("alendronate", "70 mg/week", 1.0, 10.0, 1.0), ("alendronate", "10 mg/day", 7.0, 70.0, 7.0),
        ("estradiol_patch", "50 ug/24h", 3.5, 0.05, 3.5), ("estradiol_patch", "0.35 mg/week", 7.0, 0.05, 7.0),
        ("zoledronate", "5 mg", ONCE, 5.0, None),
    ],
)  # fmt: skip
def test_a_rate_fills_whichever_of_dose_and_rhythm_is_missing(
    name: str, dose: str | None, every: float | None, mass: float | None, days: float | None
) -> None:
    table = DrugTable.model_construct(name=name, dose=None if dose is None else parse_dose(dose), every=every)
    given = drug_given(table)
    assert isinstance(given, DrugGiven)
    assert (given.name, given.dose) == (name, dose)
    assert given.dose_mg == (None if mass is None else pytest.approx(mass))
    assert given.every_days == days
    once = every == ONCE
    assert (given.from_week, given.to_week) == ((0.0, 0.0) if once else (None, None))


@pytest.mark.parametrize("week", [None, 4.0])
def test_what_is_given_once_begins_and_ends_in_its_week(week: float | None) -> None:
    table = DrugTable.model_construct(name="zoledronate", dose=parse_dose("5 mg"), every=ONCE, from_week=week)
    given = drug_given(table)
    assert (given.from_week, given.to_week) == (week or 0.0, week or 0.0)
    bolus = BolusTable.model_construct(dose=300_000.0, every=ONCE)
    (single,) = diet_given(DietTable.model_construct(vitamin_d_bolus=bolus, from_week=week, to_week=None))
    assert (single.bolus_iu, single.from_week, single.to_week) == (300_000.0, week or 0.0, week or 0.0)
    both = diet_given(
        DietTable.model_construct(vitamin_d_bolus=bolus, vitamin_d_iu_per_day=800.0, vitamin_d_form="D2")
    )
    assert [(one.vitamin_d_iu_per_day, one.bolus_iu) for one in both] == [(800.0, None), (None, 300_000.0)]
    assert {one.vitamin_d_form for one in both} == {"D2"}
    monthly = BolusTable.model_construct(dose=50_000.0, every=30.0)
    (regular,) = diet_given(DietTable.model_construct(vitamin_d_bolus=monthly, calcium_mg_per_day=900.0))
    assert (regular.bolus_iu, regular.bolus_every_days, regular.calcium_mg_per_day) == (50_000.0, 30.0, 900.0)


@pytest.mark.parametrize(
    ("name", "dose", "words"),
    [
        ("anastrozole", "1500 IU", "cannot be turned into a mass"),
        ("testosterone pellets", "600 mg", "is not in the model: "),
        ("imaginary-12", "1 mg", "the drug library has no drug of this name"),
    ],
)  # fmt: skip
def test_a_drug_that_cannot_be_simulated_says_why_and_keeps_what_was_printed(
    name: str, dose: str, words: str
) -> None:
    table = DrugTable.model_construct(name=name, dose=parse_dose(dose), every=7.0, from_week=1.0, to_week=9.0)
    found = drug_given(table)
    assert isinstance(found, UnmodelledDrug)
    assert words in found.reason
    assert (found.name, found.dose, found.every_days, found.from_week, found.to_week) == (
        name,
        dose,
        7.0,
        1.0,
        9.0,
    )


@pytest.mark.parametrize("name", ["\x00", "a\x1b[31m", "line\nline", "‮gel", "x" * 5_000])
def test_what_is_said_of_a_name_that_nobody_knows_can_be_printed(name: str) -> None:
    table = DrugTable.model_construct(name=name, dose=None, every=None, from_week=None, to_week=None)
    found = drug_given(table)
    assert isinstance(found, UnmodelledDrug)
    assert found.name == name
    assert found.reason.isprintable()
    assert found.label.isprintable()
    assert len(found.reason) < 200

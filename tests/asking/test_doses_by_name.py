"""Doses that name their drugs go to them, however they are parted; a dose never gets the rhythm of another drug."""

from __future__ import annotations

from datetime import date

import pytest

import osteotwin as ot
from osteotwin.errors import InputError

TODAY = date(2026, 2, 1)


@pytest.mark.parametrize(
    ("drugs", "dose", "parts"),
    [
        ("letrozole and alendronate", "One 2.5 mg tablet of letrozole every evening. Alendronate 70 mg weekly.",
         ("letrozole: 2.5 mg every day", "alendronate: 70 mg every week")),
        ("letrozole and alendronate", "Alendronate 70 mg weekly, letrozole 2.5 mg daily",
         ("letrozole: 2.5 mg every day", "alendronate: 70 mg every week")),
        ("Anastrozol und Prolia", "Anastrozol 1 mg morgens, Prolia alle 6 Monate eine Spritze",
         ("anastrozole: 1 mg every day", "denosumab: 60 mg every 6 months")),
        ("letrozole and Prolia", "2.5 mg of letrozole a day and Prolia 60 mg every 6 months",
         ("letrozole: 2.5 mg every day", "denosumab: 60 mg every 6 months")),
        ("letrozole; alendronate", "The letrozole is 2.5 mg a day. The alendronate is 70 mg, once a week.",
         ("letrozole: 2.5 mg every day", "alendronate: 70 mg every week")),
        ("anastrozole; tamoxifen; Prolia",
         "anastrozole 1 mg daily, tamoxifen 20 mg weekly, Prolia 60 mg every 6 months",
         ("anastrozole: 1 mg every day", "tamoxifen: 20 mg every week", "denosumab: 60 mg every 6 months")),
        ("letrozole and amlodipine", "One 2.5 mg tablet of letrozole every evening. Amlodipine 5 mg.",
         ("letrozole: 2.5 mg every day", "Amlodipine 5 mg")),
    ],
)  # fmt: skip
def test_each_dose_goes_to_its_drug(drugs: str, dose: str, parts: tuple[str, ...]) -> None:
    said = ot.new_person({"drugs": drugs, "dose": dose}, today=TODAY).understood["dose"]
    for part in parts:
        assert part in said


@pytest.mark.parametrize(
    ("dose", "never"),
    [
        ("Prednisone 7.5 mg daily. Alendronate the weekly one", "7.5 mg weekly"),
        ("Prednisone 7 1/2 now, it was 20 to begin with. Alendronate the weekly one.", "7.5 mg weekly"),
        ("Prednisone 7.5 mg, alendronate weekly", "7.5 mg weekly"),
    ],
)
def test_no_offer_crosses_two_drugs(dose: str, never: str) -> None:
    with pytest.raises(InputError) as asked:
        ot.new_person({"drugs": "prednisone; alendronate", "dose": dose}, today=TODAY)
    for problem in asked.value.problems:
        assert never not in f"{problem.fix} {problem.ways}"


@pytest.mark.parametrize(
    ("drugs", "dose"),
    [
        ("Adcal-D3 600 mg/400 IU", "2 tablets a day"),
        ("letrozole; Adcal-D3 600 mg/400 IU", "2.5 mg daily; 2 tablets a day"),
        ("Adcal-D3 600 mg/400 IU; letrozole", "2 tablets a day; 2.5 mg daily"),
    ],
)
def test_what_a_tablet_of_two_holds_stands_with_the_drug_and_how_many_with_the_dose(
    drugs: str, dose: str
) -> None:
    said = ot.new_person({"drugs": drugs, "dose": dose}, today=TODAY).understood["drugs"]
    assert "calcium: 1,200 mg every day" in said
    assert "vitamin D: 800 IU every day" in said
    assert ("letrozole: 2.5 mg every day" in said) == ("letrozole" in drugs)

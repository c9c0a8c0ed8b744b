"""Several drugs on lines and in sentences, and calcium beside them: each is kept with its own dose."""

from __future__ import annotations

import pytest
from tests.asking.saying import told

import osteotwin as ot

READ = [
    ("letrozole (Femara)\n2.5 mg Tab\nOnce daily", ["letrozole: 2.5 mg every day"]),
    ("amLODIPine (NORVASC)\n5 mg, Oral, Nightly", ["Amlodipine: 5 mg, Oral, Nightly"]),
    (
        "letrozole\n2.5 mg daily\nsince May 2023\nalendronate\n70 mg weekly",
        ["from 2023-05-01", "70 mg every week"],
    ),
    ("calcium carbonate 600 mg daily. fish oil.", ["calcium: 600 mg every day", "Omega-3"]),
    (
        "calcium carbonate 600 mg daily. Vitamin D 2000 IU daily. And fish oil.",
        ["calcium: 600 mg every day", "vitamin D: 2,000 IU every day", "Omega-3"],
    ),
    (
        "alendronate 70 mg weekly, calcium and prednisone",
        ["70 mg every week", "not said: calcium and prednisone"],
    ),
    ("Denosumab 60mg Q6M, Calcium", ["every 6 months", "not said: Calcium"]),
    ("Calcium 600mg 2x/day", ["calcium: 600 mg twice a day", "so carbonate stands for it"]),
    ("atorvastatin calcium 20 mg daily", ["Atorvastatin: 20 mg daily"]),
    ("calcium channel blocker", ["Calcium channel blocker"]),
]
ASKED = [
    ("letrozole; anastrozole; 2.5 mg daily", "2.5 mg daily"),
    ("letrozole 2.5 mg daily after anastrozole", "anastrozole 1 mg daily since"),
    ("letrozole 2.5 mg daily, before that anastrozole", "anastrozole 1 mg daily since"),
    ("calcium 1250 mg daily", "the weight of a tablet's salt or of the calcium in it"),
    ("prednisone 5 mg daily, calcium from food", "calcium from food"),
    ("Letrozole 2.5 mg daily. Prolia 60 mg twice a year. Since 2022.", "which may hold for all"),
]


@pytest.mark.parametrize(("answer", "words"), READ)
def test_each_drug_is_kept(answer: str, words: list[str]) -> None:
    said = told("drugs", answer)
    assert [one for one in words if one not in said] == []


@pytest.mark.parametrize(("answer", "words"), ASKED)
def test_what_may_be_of_another_drug_is_asked(answer: str, words: str) -> None:
    with pytest.raises(ot.InputError) as raised:
        told("drugs", answer)
    assert words in str(raised.value)

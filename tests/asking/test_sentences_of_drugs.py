"""Sentences about drugs in any order of their words are read where each word is known, and asked about elsewhere."""

from __future__ import annotations

import pytest

from osteotwin.asking.drugs.changed_now import changed_now
from osteotwin.asking.drugs.slots import slots_of
from osteotwin.units.german import in_english

READ = {
    "She has taken risedronate 35 mg weekly since 2020": ["risedronate 35 mg weekly since 2020"],
    "Patient is on denosumab 60 mg SC q6mo since 11/2021": ["denosumab 60 mg q6mo since 11/2021"],
    "I have had Reclast 5 mg yearly since 2020": ["Reclast 5 mg yearly since 2020"],
    "I get Prolia shots twice a year, 60 mg, since 2021": ["Prolia 60 mg twice a year since 2021"],
    "I've been on 10 mg of prednisone daily for the past eight weeks due to a severe flare-up":
        ["prednisone 10 mg daily since eight weeks ago"],
    "My endo prescribed raloxifene 60 mg daily last week": ["raloxifene 60 mg daily since last week"],
    "I'm currently on 100mcg of levo and 12.5mcg of T3 per day": ["levo 100 mcg per day", "T3 12.5 mcg per day"],
    "Medications include prednisone 5 mg daily, methotrexate 15 mg weekly":
        ["prednisone 5 mg daily", "methotrexate 15 mg weekly"],
    "I had high blood pressure a few years ago, and I take lisinopril 20 mg daily": ["lisinopril 20 mg daily"],
    "Seit zwei Jahren nehme ich Anastrozol 1 mg täglich": ["Anastrozol 1 mg daily since 2 years ago"],
    "Ich nehme täglich 1 mg Anastrozol": ["Anastrozol 1 mg daily"],
    "Bin seit 2 Jahren auf Letrozol 2,5 mg täglich": ["Letrozol 2.5 mg daily since 2 years ago"],
    "J'ai pris du létrozole 2,5 mg par jour depuis 2022": ["létrozole 2.5 mg a day since 2022"],
    "Patient was started on alendronate 70 mg weekly in January 2020 and stopped in January 2025":
        ["alendronate 70 mg weekly since January 2020 until January 2025"],
    "He was treated with zoledronic acid 5 mg once yearly from 2017 to 2019":
        ["zoledronic acid 5 mg once yearly since 2017 until 2019"],
    "I have been injecting 25 mg of testosterone subcutaneously every week": ["testosterone 25 mg injected every week"],
}  # fmt: skip


@pytest.mark.parametrize(("said", "drugs"), READ.items())
def test_sentences_are_read_by_each_of_their_words(said: str, drugs: list[str]) -> None:
    assert slots_of(in_english(said)) == drugs


@pytest.mark.parametrize(
    "said",
    [
        "She may take risedronate 35 mg weekly", "my mother takes alendronate 70 mg weekly",
        "I will take letrozole 2.5 mg daily", "I took letrozole 2.5 mg daily since 2020",
        "I don't take letrozole 2.5 mg daily", "I'm about to start Prolia 60 mg every 6 months",
        "Since 2020 letrozole 2.5 mg daily, Prolia 60 mg every 6 months",
        "daily injections of 20 mg test cyp and 500 iu hcg weekly", "I forget letrozole 2.5 mg daily",
        "anastrozole 1 mg 1/2 x a week", "prednisone 5 mg daily and foobar 10 mg weekly", "letrozole 2.5-5 mg daily",
        "I take 100 mg spironolactone and Prolia twice a year", "He was treated with zoledronate 5 mg yearly",
        "if it hurts I take prednisone 5 mg daily",
    ],
)  # fmt: skip
def test_a_word_that_is_not_known_leaves_a_sentence_to_be_asked_about(said: str) -> None:
    assert slots_of(said) is None


NOW = {
    "They have increased my prednisolone to 10 mg daily": ["prednisolone 10 mg daily"],
    "my prednisone has been reduced to 7.5 mg daily since November 2025": [
        "prednisone 7.5 mg daily since November 2025"
    ],
    "Prednisone was increased to 10 mg daily": ["Prednisone 10 mg daily"],
    "prednisolone increased from 5mg to 10mg daily in January 2026": [
        "prednisolone 10mg daily since January 2026"
    ],
    "I rang the clinic and have increased the Prednisolone to 10 mg.": ["Prednisolone 10 mg"],
}


@pytest.mark.parametrize(("said", "drugs"), NOW.items())
def test_a_dose_that_was_changed_is_the_one_taken_now(said: str, drugs: list[str]) -> None:
    assert changed_now(said) == drugs


@pytest.mark.parametrize(
    "said",
    [
        "If needed I will increase the prednisone to 10 mg daily", "prednisone 10 mg daily",
        "they want to reduce my prednisone to 5 mg daily", "letrozole and prednisone were reduced to 5 mg daily",
        "prednisone 20 mg daily since 2021, reduced to 10 mg in March 2024",
    ],
)  # fmt: skip
def test_what_was_not_changed_so_is_none(said: str) -> None:
    assert changed_now(said) is None

"""Words of further languages for how much and how often are those of English."""

from __future__ import annotations

import pytest

from osteotwin.units.german import in_english

WORDS = {
    "70 mg/sem": "70 mg a week", "2.5 mg/nap": "2.5 mg a day", "70 mg/sett": "70 mg a week", "2,5 mg/j": "2,5 mg a day",
    "5 mg/an": "5 mg a year", "70 mg raz w tygodniu": "70 mg once a week", "60 mg ogni 6 mesi": "60 mg every 6 months",
    "70 mg una volta a settimana": "70 mg once a week", "70 mg eens per week": "70 mg once a week",
    "2,5mg al giorno": "2,5mg a day", "2.5 mg dziennie": "2.5 mg daily", "60 mg co 6 miesięcy": "60 mg every 6 months",
    "70 mg 1 vez por semana em jejum": "70 mg once a week on an empty stomach", "1mg VO diario": "1mg po daily",
    "0.5 mg 2 keer per week": "0.5 mg twice a week", "1000 mg var 12:e vecka": "1000 mg every 12 weeks",
    "5 mg/j depuis 2 ans": "5 mg a day since 2 years", "1 mg/die p.o.": "1 mg/day po", "0.5 mg b.i.d.": "0.5 mg bid",
    "1 mg q.d., p.o.": "1 mg qd, po", "20 microgramos": "20 ug", "Vitamine D3": "vitamin D3",
}  # fmt: skip


@pytest.mark.parametrize(("written", "english"), WORDS.items())
def test_words_of_other_languages(written: str, english: str) -> None:
    assert in_english(written) == english


@pytest.mark.parametrize(
    "written",
    ["140 mg/week split in two", "60 mg/6 months", "1 mg 1/2 x a week", "10 mg a day",
     "5 to 6 days a week",
     "take a nap", "dag 1", "1 g per 100 ml", "in a lata"],
)  # fmt: skip
def test_english_words_stay(written: str) -> None:
    assert in_english(written) == written

"""Words of messages and notes change nothing of what is told, in any of the answers."""

from __future__ import annotations

from datetime import date

import pytest

import osteotwin as ot

TODAY = date(2026, 12, 1)


@pytest.mark.parametrize(("question", "answer", "plain"), [
    ("training", "bench 80kg 4x8 tues + fri, no legs lol", "bench 80kg 4x8 tues + fri, no legs"),
    ("training", "parkrun every saturday in abt 34 mins", "parkrun every saturday, 34 min"),
    ("training", "c25k 3x a wk, 30 min a go", "c25k 3x a wk, 30 min each time"),
    ("food", "fultium 20,000iu once a mth", "fultium 20,000iu once a month"),
    ("drugs", "letrozole 2.5mg every nite tbh", "letrozole 2.5mg every night"),
    ("drugs", "Prolia 60mg every 6 mths tbh", "Prolia 60mg every 6 months"),
    ("scans", "T lumbar -2.7, fem neck -2.1, feb 2026 yay", "T-score lumbar -2.7, T-score fem neck -2.1, feb 2026"),
    ("person", "male 29 5'9 165lb nothing wrong w me lol", "male 29 5'9 165lb healthy"),
    ("person", "58f, 5'4, 9st 7, osteopenia + coeliac", "58f, 5'4, 9st 7, osteopenia, coeliac"),
    ("person", "M 34 6ft1 218lbs, healthy apart from high bp", "M 34 6ft1 218lbs, high bp"),
    ("person", "bloke, 47, 1.78m, 94 kilos, type 2", "man, 47, 1.78m, 94 kilos, type 2 diabetes"),
    ("person", "F, born feb 1969, 168cm, ER+ bc in 2023", "F, born feb 1969, 168cm, breast cancer in 2023"),
])  # fmt: skip
def test_the_same_is_understood_as_in_plain_words(question: str, answer: str, plain: str) -> None:
    said, meant = (ot.new_person({question: one}, today=TODAY).text for one in (answer, plain))

    def entries(text: str) -> list[str]:
        return [line for line in text.splitlines() if not line.lstrip().startswith("#")]

    assert entries(said) == entries(meant)


@pytest.mark.parametrize(("words", "day"), [
    ("mid jan 24", "2024-01-15"), ("xmas eve 2023", "2023-12-24"), ("boxing day 2024", "2024-12-26"),
    ("new year's eve 2022", "2022-12-31"), ("new year 2023", "2023-01-01"),
])  # fmt: skip
def test_days_of_feasts_and_parts_of_months(words: str, day: str) -> None:
    answers = {"drugs": "letrozole", "dose": "2.5 mg daily", "since": words}
    assert f"from {day} on" in ot.new_person(answers, today=TODAY).understood["since"]

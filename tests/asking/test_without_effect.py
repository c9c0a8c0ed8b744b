"""Words that change nothing of what is understood are said; a clause beside a drug that may turn it is asked."""

from datetime import date

import pytest
from tests.every import every

import osteotwin as ot

TODAY = date(2026, 2, 1)


def understood(question: str, answer: str) -> str:
    return ot.new_person({question: answer}, today=TODAY).understood[question]


@every(
    "question, answer, words",
    [
        ("training", "Dumbbell front squat 4x8, 3 times a week", '"front"'),
        ("training", "press de banco inclinado con mancuernas 4x8, 3 times a week", '"inclinado"'),
        ("drugs", "Nebido etwa alle 3 Monate 1000 mg", '"etwa"'),
    ],
)
def test_words_that_change_nothing_are_said(question: str, answer: str, words: str) -> None:
    said = understood(question, answer)
    assert words in said[said.index("Not used: ") :]


@every(
    "question, answer",
    [
        ("training", "goblet squat 4x8 20 kg, 3 times a week"),
        ("food", "2 cups of milk a day, 30 g of cheddar every day"),
        ("drugs", "letrozole 2.5 mg daily with a full glass of water"),
        ("drugs", "testosterone cypionate 140 mg a week in two injections"),
    ],
)
def test_where_each_word_counts_nothing_is_said(question: str, answer: str) -> None:
    assert "Not used" not in understood(question, answer)


@every(
    "clause",
    ["I ran out", "my doctor replaced it", "my doctor took it away", "bone jabs as well", "then nothing"],
)
def test_a_clause_that_may_turn_a_dose_is_asked(clause: str) -> None:
    with pytest.raises(ot.InputError, match=clause):
        understood("drugs", f"letrozole 2.5 mg daily, {clause}")

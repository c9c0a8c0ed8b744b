"""What a question suggests is read when it is typed, and loses nothing of what was told."""

from __future__ import annotations

import re

import pytest
from tests.asking.saying import TODAY

import osteotwin as ot
from osteotwin.asking.suggested import Answer, suggested
from osteotwin.asking.told_facts import added, lost
from osteotwin.asking.unclear import UnclearAnswerError
from osteotwin.errors import Problem

_QUOTED = re.compile(r'"([^"]+)"')


def asked(question: str, answer: str) -> tuple[Problem, ...]:
    with pytest.raises(ot.InputError) as raised:
        ot.new_person({question: answer}, today=TODAY)
    return raised.value.problems


@pytest.mark.parametrize(
    ("question", "told", "typed", "words"),
    [
        ("drugs", "HCG 500 IU a day Mon through Fri for three weeks", "HCG 500 IU a day", {"Mon", "Fri", "3 weeks"}),
        ("drugs", "test-e 300 mg twice a week = 600mg/week", "test-e 600 mg twice a week", {"300"}),
        ("drugs", "1.000 mg Nebido every 3 months", "Nebido 1 mg every 3 months", {"1000"}),
        ("drugs", "Fosamax 70 mg weekly, Boniva", "Fosamax 70 mg weekly", {"Boniva"}),
        ("drugs", "I used to take prednisone 5 mg daily", "prednisone 5 mg daily", {"used to"}),
        ("drugs", "I plan to take prednisone 5 mg daily", "prednisone 5 mg daily", {"plan"}),
        ("drugs", "my mother takes prednisone 5 mg daily", "prednisone 5 mg daily", {"my mother"}),
        ("drugs", "prednisone 5 mg daily if it hurts", "prednisone 5 mg daily", {"if"}),
        ("drugs", "letrozole 2.5 mg for a year", "letrozole 2.5 mg daily", {"for a year"}),
        ("training", "squat 3x5 100 kg, curls 3x8", "squat 3x5 100 kg", {"curls", "8"}),
        ("food", "2 glasses of milk and kefir daily", "2 glasses of milk", {"kefir", "daily"}),
        ("scans", "hip Z-score -1.2", "hip T-score -1.2", {"Z"}),
        # the same in other words
        ("drugs", "letrozole 2.5 mg every day", "letrozole 2.5 mg daily since March 2023", set()),
        ("drugs", "Femara 2.5 mg daily", "letrozole 2.5 mg daily", set()),
        ("drugs", "tamoxifen for 2 years until March 2025", "tamoxifen since March 2023 until March 2025", set()),
        ("training", "squats 5x5 on Mondays", "squats 5x5 once a week", set()),
        ("training", "walk 30 min daily", "walk 30 min 7 times a week", set()),
        ("training", "3 x 5 - 130, 150, 170", "1x5 130 kg, 1x5 150 kg, 1x5 170 kg", set()),
        ("food", "no cheese, milk daily", "milk every day", set()),
    ],
)  # fmt: skip
def test_what_a_line_loses_is_named(question: str, told: str, typed: str, words: set[str]) -> None:
    assert set(lost(question, told, typed)) == words


def test_what_the_question_is_about_is_not_lost() -> None:
    assert lost("drugs", "prednisone 5-10 mg daily", "prednisone 7.5 mg daily", asked="5-10 mg") == ()


def test_what_a_line_adds_is_named() -> None:
    assert set(added("training", "squats", "squats 3x8 twice a week")) == {"3", "8", "a week"}
    assert added("drugs", "letrozole 2.5 mg daily", "Femara 2.5 mg every day") == ()


def question_of(fix: str, text: str, *, reads: tuple[str, ...], found: str = "") -> Problem:
    """Return a question as it leaves the gate, of an answer to which only some lines are read."""

    def read(line: str) -> None:
        if line not in reads:
            raise UnclearAnswerError("training", f'"{line}"', "words that are read", "write it")

    problem = Problem("answers", "training", found or f'"{text}"', "how often a week, too", fix)
    return suggested(problem, Answer("training", text, read))


@pytest.mark.parametrize(
    ("fix", "reads", "shown"),
    [
        # what is read and loses nothing stays
        ('write it like "squat 3x5 80 kg daily"', ("squat 3x5 80 kg daily",), 'write it like "squat 3x5 80 kg daily"'),
        # what nobody said is marked
        ('write "squat 3x5 80 kg daily"', ("squat 3x5 80 kg daily",), 'write for example "squat 3x5 80 kg daily"'),
        # what is refused gives way to his own words
        ('write "squats 80 kg daily"', ("squat 3x5 80 kg daily",), 'write for example "squat 3x5 80 kg daily"'),
        # or to the line that holds
        ('write "squat 3x5 80 kg each day" or "squat 80 kg daily"', ("squat 3x5 80 kg each day",),
         'write for example "squat 3x5 80 kg each day"'),
        # or to a neutral example
        ('write "squats 80 kg daily"', (), 'write it like "back squat 3x5 80 kg twice a week"'),
        # a line of every answer is not typed
        ('write for example "walking 30 min daily"', (), 'write for example "walking 30 min daily"'),
    ],
)  # fmt: skip
def test_a_line_that_does_not_hold_is_replaced(fix: str, reads: tuple[str, ...], shown: str) -> None:
    assert question_of(fix, "squat 3x5 80 kg", reads=reads).fix.startswith(shown)


def test_what_a_line_cannot_hold_is_said_to_stay() -> None:
    problem = question_of(
        'write "squat 3x5 once a week"', "squat and curls 3x5 80 kg", reads=("squat 3x5 once a week",)
    )
    assert "the rest as it was told" in problem.expected


def test_an_understood_answer_costs_no_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> Problem:
        raise AssertionError

    monkeypatch.setattr("osteotwin.asking.understand.suggested", fail)
    assert ot.new_person({"training": "squat 3x5 80 kg twice a week"}, today=TODAY).understood["training"]


#: Answers that are asked about, of each kind.
PHRASES = [
    ("drugs", "letrozole 2.5 mg"),
    ("drugs", "HCG 500 units of HCG a day Mon through Fri for three weeks"),
    ("drugs", "I plan to inject 1 ml test-e (300mg/ml) twice a week = 600mg/week"),
    ("drugs", "eine Hormonspritze \u00e0 1.000 Milligramm Testosteron pro vier Milliliter"),
    ("drugs", "I was on Fosamax for five years, then my doctor changed me to Boniva two years ago"),
    ("drugs", "eltroxin Take 50 mcg of eltroxin 5 times a week and then take 100 mcg twice a week"),
    ("drugs", "pre-filled syringe of Prolia (denosumab) 60 mg"),
    ("drugs", "tamoxifen 20mg daily since 2018, now letrozole 2.5 mg daily since 2022"),
    ("training", "Kettlebell swing 4x25"),
    ("training", "bench 3x5, rows 80 kg"),
    ("training", "Squats frei 5x5 70"),
    ("training", "les fentes avec un halt\u00e8re de 12,5 kilos dans chaque main"),
    ("training", "I walk my dog 1.5-2 miles every morning, rain or shine"),
    ("training", "10 Achilles Tendon stretches against a wall"),
    ("food", "half a pot of yoghurt (500 g pot) every day"),
    ("food", "oats 2 oz/100 g daily"),
    ("food", "2 glasses of milk"),
    ("food", "calcium 600 mg and vitamin D 800 IU"),
    ("food", "every day: a piece of low fat cheese"),
    ("food", "Vitamin D3 2000iu 1oz"),
    ("labs", "12 Jan 2026: testosterone 294"),
    ("scans", "12 Jan 2026: the femur was T-score -1.2"),
    ("person", "woman, 62, 165"),
]


@pytest.mark.parametrize(("question", "answer"), PHRASES)
def test_what_is_suggested_keeps_every_number_or_says_what_is_gone(question: str, answer: str) -> None:
    for problem in asked(question, answer):
        lines = [
            line
            for line in _QUOTED.findall(problem.fix)
            if set(_names(question, line)) & set(_names(question, answer))
        ]
        for line in lines:
            gone = [one for one in lost(question, answer, line, problem.found) if one[0].isdigit()]
            said = f"{problem.expected} {problem.fix}"
            alone = "in a part of its own" in said or "the rest as it was told" in said
            assert alone or all(one in said for one in gone), line


def _names(question: str, text: str) -> set[str]:
    return {word for word in added(question, "", text) if not word[0].isdigit() and len(word) > 3}

"""A reply that is only the missing piece completes the answer before it; one that says it anew stands alone."""

from __future__ import annotations

from datetime import date

import pytest

import osteotwin as ot
from osteotwin.asking.completed import completions

#: Question, the answer that is asked again, the reply, and what is said of both.
COMPLETED = [
    ("training", "yoga once a week", "60 min", "yoga or Pilates for 60 min, once a week"),
    ("training", "walking 30 min", "daily", "walking for 30 min, 7 times a week"),
    ("labs", "E2 18 pg/mL", "15 Oct 2025", "18 pg/mL"),
    ("person", "woman, 62, 150 lb, 165", "165 cm", "165 cm, 68.04 kg"),
    ("person", "male, 03/04/1972, 181 cm", "3 April 1972", "a man born 1972-04-03 (53 years), 181 cm"),
    ("drugs", "letrozole 2.5 mg", "daily", "letrozole: 2.5 mg every day"),
    ("drugs", "testosterone 100 mg weekly", "cypionate", "testosterone cypionate: 100 mg every week"),
    ("drugs", "Prolia every 6 months", "60 mg", "denosumab: 60 mg every 6 months"),
    ("scans", "spine T-score -1.8", "15 Oct 2025", "-1.8"),
]


@pytest.mark.parametrize(("question", "before", "reply", "said"), COMPLETED)
def test_a_reply_completes_the_answer_before_it(question: str, before: str, reply: str, said: str) -> None:
    with pytest.raises(ot.InputError) as asked:
        ot.new_person({question: before}, today=date(2026, 2, 1))
    found = "; ".join(problem.found for problem in asked.value.problems)
    assert said in _first_understood(question, completions(before, found, reply))


def _first_understood(question: str, answers: tuple[str, ...]) -> str:
    for answer in answers:
        try:
            return ot.new_person({question: answer}, today=date(2026, 2, 1)).understood[question]
        except ot.InputError:
            continue
    return ""


ANEW = [
    ("letrozole 2.5 mg", "letrozole 2.5 mg daily"),
    ("walking daily", "walking 30 min daily"),
    ("woman, 62, 150 lb, 165", "woman, 62, 68 kg, 165 cm"),
]


@pytest.mark.parametrize(("before", "reply"), ANEW)
def test_an_answer_that_is_said_anew_stands_alone(before: str, reply: str) -> None:
    assert completions(before, "no word on how often", reply) == ()

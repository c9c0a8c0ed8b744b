"""A question offers the whole answer, mended: it is read when it is sent back, and holds every number that was told."""

from __future__ import annotations

import re
from datetime import date

import pytest
from tests.asking.saying import TODAY

import osteotwin as ot
from osteotwin.asking.mended import Mended, loses
from osteotwin.asking.open_rhythms import open_rhythms
from osteotwin.asking.told_day import with_day_before
from osteotwin.asking.unclear import QUOTED
from osteotwin.errors import Problem


def asked(question: str, answer: str) -> Problem:
    with pytest.raises(ot.InputError) as raised:
        ot.new_person({question: answer}, today=TODAY)
    return raised.value.problems[0]


@pytest.mark.parametrize(
    ("question", "answer", "line"),
    [
        # how often in words that tell no number, of every language, each with a number in its place
        ("food", "a yoghurt most days, cheese a few times a week, sardines once in a while",
         "a yoghurt 5 times a week, cheese 3 times a week, sardines once a week"),
        ("food", "leche casi todos los d\u00edas y queso a veces", "leche 5 times a week y queso once a week"),
        ("food", "deux yaourts nature par jour, 30 g de comt\u00e9 presque tous les jours",
         "deux yaourts nature par jour, 30 g de comt\u00e9 5 times a week"),
        ("training", "camino una hora casi todos los d\u00edas", "camino una hora 5 times a week"),
        # what lacks, behind each
        ("training", "I walk the dog twice a day and do pilates on Thursdays",
         "I walk the dog twice a day 30 min and do pilates on Thursdays 30 min"),
        # a drug in place of each class, beside its own dose
        ("drugs", "TRT and an AI", "Testosterone cypionate and Anastrozole"),
        ("drugs", "trt 140mg a week split in 2, AI 0.5 mg twice a week",
         "Testosterone cypionate 140mg a week split in 2, Anastrozole 0.5 mg twice a week"),
        ("drugs", "AI 1 mg eod", "Anastrozole 1 mg eod"),
        # the day before the values, and their units
        ("labs", "vitamin d was 22 in September, calcium normal", "September 2025: vitamin d was 22 ng/mL"),
        ("labs", "an\u00e1lisis de octubre: testosterona 5,2 ng/mL, estradiol 20, vitamina D 19",
         "October 2025: testosterona 5,2 ng/mL, estradiol 20 pg/mL, vitamina D 19 ng/mL"),
    ],
)  # fmt: skip
def test_his_own_answer_is_offered_whole(question: str, answer: str, line: str) -> None:
    problem = asked(question, answer)
    assert QUOTED.findall(problem.fix)[0] == line
    assert ot.new_person({question: line}, today=TODAY).understood[question]
    assert set(re.findall(r"\d+", answer)) <= set(re.findall(r"\d+", line))


@pytest.mark.parametrize(
    ("answer", "quoted"),
    [
        ("leche casi todos los d\u00edas y queso a veces", ["casi todos los d\u00edas", "a veces"]),
        (
            "deux yaourts nature par jour, 30 g de comt\u00e9 presque tous les jours",
            ["presque tous les jours"],
        ),
        ("a yoghurt most days, cheese a few times a week", ["most days", "a few times a week"]),
    ],
)
def test_all_that_is_unclear_is_quoted_and_no_word_of_it_alone(answer: str, quoted: list[str]) -> None:
    problem = asked("food", answer)
    assert QUOTED.findall(problem.found)[: len(quoted)] == quoted
    assert problem.expected == "how many times a week"


def test_what_is_left_out_is_said() -> None:
    assert (
        'it leaves out "calcium normal"' in asked("labs", "vitamin d was 22 in September, calcium normal").fix
    )


@pytest.mark.parametrize(
    ("question", "answer", "line"),
    [
        ("food", "milk twice a day", "milk daily"),
        ("drugs", "arimidex 1 mg daily for 18 months", "arimidex 1 mg daily"),
        ("training", "squat 3x5 100 kg, curls", "squat 3x5 100 kg"),
        ("food", "cheese twice a week", "cheese cheese twice a week"),
        ("drugs", "exemestane 25 mg daily", "exemestane 25 mg daily until May 2024"),
    ],
)
def test_a_line_that_loses_or_adds_is_seen(question: str, answer: str, line: str) -> None:
    assert loses(question, answer, Mended(line))


def test_a_name_and_a_turning_word_are_not_taken_out() -> None:
    assert loses("drugs", "arimidex and calcium", Mended("arimidex", ("calcium arimidex",)))
    problem = asked(
        "training", "workout A: squat 3x5 100 kg; workout B: deadlift 1x5 120 kg; alternating 3 times a week"
    )
    assert "leaves out" not in problem.fix


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("E2 20 pg/mL in march", "March 2026: E2 20 pg/mL"),
        ("E2 20 pg/mL, Sept 3rd", "3 September 2026: E2 20 pg/mL"),
        ("prise de sang du 4 novembre: vitamine D 31 ng/ml", "4 November 2026: vitamine D 31 ng/ml"),
        ("Blutwerte vom 12.10.: Testosteron 6,8", "12 October 2026: Testosteron 6,8"),
        ("E2 <5, test >1500, 3 weeks ago", "9 November 2026: E2 <5, test >1500"),
        ("spine -2.3, last autumn", "October 2026: spine -2.3"),
    ],
)
def test_a_day_in_words_is_put_before_the_values(text: str, dated: str) -> None:
    assert list(with_day_before(text, date(2026, 11, 30))) == [dated]


@pytest.mark.parametrize(
    "words", ["most days", "presque tous les jours", "fast t\u00e4glich", "ab und zu", "a veces"]
)
def test_open_rhythms_of_every_language_are_known(words: str) -> None:
    (one,) = open_rhythms(f"milk {words}, cheese")
    assert f"milk {words}, cheese"[one.start : one.end] == words

"""A question quotes the words that it is about, as they were typed."""

from __future__ import annotations

from datetime import date

import pytest

from osteotwin import new_person
from osteotwin.asking.own_words import in_own_words
from osteotwin.errors import InputError, Problem

_TODAY = date(2026, 11, 30)


def _asked(question: str, answer: str) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as error:
        new_person({question: answer}, today=_TODAY)
    return error.value.problems


@pytest.mark.parametrize(
    ("question", "answer", "quote", "not_of"),
    [
        (
            "food",
            "Milk in tea, 300 ml a day. 40 g of cheddar for lunch daily. Vitamin D 25 mcg in winter",
            '"in winter"',
            "cheddar",
        ),
        (
            "food",
            "200 ml milk daily, 30 g of cheddar twice a week, vitamin D 2000 IU from November to March",
            "November to March",
            "cheddar",
        ),
        (
            "training",
            "Nordic walking Tuesday and Thursday for an hour, running 30 min on Mondays, Pilates Wednesdays",
            '"Pilates Wednesdays"',
            "Nordic",
        ),
        (
            "training",
            "I run 5 km in 30 min every Monday and Friday. On Saturdays I play tennis",
            "tennis",
            "Monday",
        ),
    ],
)
def test_only_the_part_that_is_asked_about_is_quoted(
    question: str, answer: str, quote: str, not_of: str
) -> None:
    found = _asked(question, answer)[0].found
    assert quote in found
    assert not_of not in found


@pytest.mark.parametrize(
    ("text", "quote", "typed"),
    [
        ("4 ml Testosteron alle drei Monate", "4 ml testosteron every 3 months", "4 ml Testosteron alle drei Monate"),
        ("6mg total two 3mg doses", "2 3mg", "two 3mg"),
        (".25 arimidex EOD", "0.25 arimidex EOD", ".25 arimidex EOD"),
        ("8 oz almond milk (450mg) daily", "8 oz almond milk 450mg", "8 oz almond milk (450mg)"),
        ("kale; milk daily", "Milk", "milk"),
        ("kale; milk daily", "back squat 3x5", "back squat 3x5"),
    ],
)  # fmt: skip
def test_an_answer_is_quoted_as_it_was_typed(text: str, quote: str, typed: str) -> None:
    problem = Problem("answers", "dose", f'"{quote}", which is not clear', "a dose", "write it")
    assert in_own_words(problem, text).found == f'"{typed}", which is not clear'


def test_a_long_part_is_quoted_to_its_end() -> None:
    answer = "my walks are rather leisurely, some 10 or 15 minutes each, and of late they were in the park"
    assert any(answer.removeprefix("my walks") in one.found for one in _asked("training", answer))


@pytest.mark.parametrize(
    ("question", "answer", "found"),
    [
        ("food", "Ice cream. A whole loaf of skyrish", ("ice cream", "skyrish")),
        ("food", "1 cup of whole milk, ice cream, 30 g of cheddar daily", ("milk", "ice cream")),
        ("training", "Pilates on Wednesdays. Tennis on Saturdays", ("Pilates", "Tennis")),
    ],
)
def test_all_parts_of_prose_are_asked_about_at_once(
    question: str, answer: str, found: tuple[str, ...]
) -> None:
    said = " ".join(one.found.casefold() for one in _asked(question, answer))
    assert all(words.casefold() in said for words in found)


@pytest.mark.parametrize(
    ("question", "answer", "way"),
    [
        ("labs", "flurb bloods 20 September 2025: E2 88 pg/mL", "bloods 20 September 2025: E2 88 pg/mL"),
        ("labs", "20 September 2025: estradiol 88 pg/mL squeaky", "20 September 2025: estradiol 88 pg/mL"),
    ],
)
def test_words_that_may_be_left_out_are_left_out_by_one_press(question: str, answer: str, way: str) -> None:
    assert way in _asked(question, answer)[0].ways
    new_person({question: way}, today=_TODAY)


def test_words_of_a_bracket_are_not_offered_to_be_left_out() -> None:
    """They may tell whose a value is."""
    assert not _asked("labs", "20 September 2025: E2 88 pg/mL (my Zorro)")[0].ways

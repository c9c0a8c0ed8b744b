"""Everyday words: many, in four languages, and none of them tells of what is taken, eaten or done, or turns it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from osteotwin.asking.drugs.offered import TURNS as TURNS_OF_DRUGS
from osteotwin.asking.person.prose import _TURNS as TURNS_OF_A_PERSON  # pyright: ignore[reportPrivateUsage]
from osteotwin.asking.training.vocabulary import HOLDS, TURNS, names_of_exercises
from osteotwin.body.sites import SITE_LABELS
from osteotwin.inputs.everyday import everyday_words, is_everyday
from osteotwin.inputs.names import folded
from osteotwin.protocol.library import all_drug_names, load_foods
from osteotwin.protocol.library.exercise_words import asked_names
from osteotwin.units import in_digits, rhythm

_LEAST = 2500


@pytest.mark.parametrize(
    "word",
    ["Sunshine", "rain", "wonderful", "honestly", "kitchen", "schöner", "natürlich", "Küche", "herrliches", "délicieux",
     "franchement", "jardin", "encantada", "sinceramente", "playa", "c’est", "(really)", "manera", "tambien"],
)  # fmt: skip
def test_word_of_no_matter_is_everyday(word: str) -> None:
    assert is_everyday(word)


@pytest.mark.parametrize(
    "word",
    ["", "never", "if", "until", "was", "will", "twice", "half", "more", "wife", "milk", "squat", "calcium", "hip",
     "kg", "not", "nicht", "wenn", "früher", "ohne", "sans", "si", "thé", "pain", "pan", "nunca", "mañana", "lait",
     "zumba"],
)  # fmt: skip
def test_word_that_matters_is_not(word: str) -> None:
    assert not is_everyday(word)


def test_there_are_many() -> None:
    assert len(everyday_words()) > _LEAST


def _names() -> Iterator[str]:
    yield from (name for food in load_foods().values() for name in (food.name, *food.aliases))
    yield from all_drug_names()
    yield from SITE_LABELS.values()


#: Articles that are short names of drugs as well.
_ARTICLES = {"de", "des"}


def test_none_is_a_name_of_the_libraries() -> None:
    taken = {folded(name) for name in _names()} | names_of_exercises() | asked_names().keys() | HOLDS
    taken -= _ARTICLES
    assert not {word for word in everyday_words() if folded(word) in taken}


def test_none_turns_what_is_said() -> None:
    turning = {
        word
        for word in everyday_words()
        if word in TURNS or TURNS_OF_DRUGS.fullmatch(word) or TURNS_OF_A_PERSON.fullmatch(word)
    }
    assert not turning


def test_none_is_a_number_or_a_rhythm() -> None:
    counted = {word for word in everyday_words() if any(map(str.isdigit, in_digits(word)))}
    timed = {word for word in everyday_words() if rhythm(word) is not None}
    assert (counted, timed) == (set(), set())

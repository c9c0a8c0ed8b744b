"""Whatever file a person may have: the diary gives it back as the command line reads it, from both databases."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from tests.file_documents import person_files

from osteotwin.diary.diary import Diary
from osteotwin.diary.place import Place
from osteotwin.diary.restoring import restore
from osteotwin.inputs.toml_text import document_text

RARE = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]


@pytest.fixture
def other(diary: Diary, place: Place) -> Iterator[Diary]:
    """The same diary, as another process sees it."""
    other = Diary(place)
    yield other
    other.close()


@pytest.mark.slow
@given(person_files())
@settings(max_examples=25, suppress_health_check=RARE)
def test_any_persons_file_comes_back(diary: Diary, other: Diary, document: dict[str, Any]) -> None:
    person = diary.add_person("Example", document).id
    text = other.text(person)
    assert tomllib.loads(text) == document
    # Out, in and out again: the same, to the letter; nothing is a change.
    assert other.take_over(person, text) == 0
    again = other.add_person("Again", tomllib.loads(text)).id
    assert diary.text(again) == text == document_text(tomllib.loads(text))


def test_it_comes_back_through_a_copy(diary: Diary, place: Place) -> None:
    document = {"person": {"sex": "male"}, "x": date(2026, 5, 1), "y": [1.5, "µ"], "z": {"": {"a.b": True}}}
    person = diary.add_person("Example", document).id
    restore(place, diary.back_up(), date(2026, 5, 1))
    assert diary.document(person) == document

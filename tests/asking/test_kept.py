"""A reader that keeps what it returned or asked: the text is read once, and each asks with an error of its own."""

import pytest

from osteotwin.asking.kept import kept
from osteotwin.asking.unclear import UnclearAnswerError


def test_what_is_understood_is_read_once() -> None:
    texts: list[str] = []

    @kept
    def read(text: str) -> int:
        texts.append(text)
        return len(text)

    assert [read("one"), read("three"), read("one")] == [3, 5, 3]
    assert texts == ["one", "three"]


def test_what_is_asked_is_asked_again_in_the_same_words() -> None:
    texts: list[str] = []

    @kept
    def read(text: str) -> int:
        texts.append(text)
        raise UnclearAnswerError("drugs", text, "a drug", "write it")

    asked: list[UnclearAnswerError] = []
    for _ in range(2):
        with pytest.raises(UnclearAnswerError) as caught:
            read("one")
        asked.append(caught.value)
    first, again = asked
    assert texts == ["one"]
    assert (first.question, first.problems) == (again.question, again.problems) == ("drugs", first.problems)
    assert first is not again

"""What is told of a "she" beside a man, or a "he" beside a woman, may be of somebody else."""

from __future__ import annotations

import pytest
from tests.asking.saying import told

import osteotwin as ot


@pytest.mark.parametrize("answer", [
    "male, 47, 181 cm, 86 kg, she has kidney stones", "male, 47, she smokes", "woman, 62, he smokes",
    "woman, 62; he's diabetic", "I am a man of 47, he has kidney stones", "male, 47, she broke her wrist at 46",
])  # fmt: skip
def test_another_pronoun_is_asked(answer: str) -> None:
    with pytest.raises(ot.InputError, match="may be of somebody else"):
        told("person", answer)


@pytest.mark.parametrize(("answer", "words"), [
    ("she is 62, menopause at 51", "menopause at 51"), ("My patient is a man of 47. He smokes.", "smoking now"),
    ("he is male, 47, he has kidney stones", "kidney stones"), ("woman, 62, my father broke his hip", "a parent"),
    ("trans woman, male at birth, 40, she smokes", "smoking now"),
])  # fmt: skip
def test_one_who_is_told_of_by_another_is_read(answer: str, words: str) -> None:
    assert words in told("person", answer)


@pytest.mark.parametrize(
    "answer",
    ["male, 50; my wife is 54 and smokes", "my father is 80 and had kidney stones; I am 54",
     "male, 54, my mother is 80 and broke her hip", "woman, 62; my husband was ill and has diabetes"],
)  # fmt: skip
def test_what_stands_behind_one_of_the_family_is_asked(answer: str) -> None:
    with pytest.raises(ot.InputError, match="may be of somebody else"):
        told("person", answer)


def test_the_hip_of_a_parent_is_offered_as_such() -> None:
    with pytest.raises(ot.InputError) as asked:
        told("person", "male, 54, my mother is 80 and broke her hip")
    assert '"mother broke a hip"' in asked.value.problems[0].fix
    assert "a parent who broke a hip" in told("person", "male, 54, mother broke a hip")

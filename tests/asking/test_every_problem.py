"""Of one answer everything that is not understood is asked at once, and nothing that only the rest made unclear."""

from __future__ import annotations

from datetime import date

import pytest

import osteotwin as ot

TODAY = date(2026, 11, 30)
ASKED = [
    ("labs", "2 Nov 2026: foo 910 ng/dL; estradiol 14 pg/mL; bar 5; testosterone 500", ["foo", "bar 5", "no unit"]),
    ("person", "male, 24, kidney trouble, 183 cm, odd fractures", ["kidney trouble", "odd fractures"]),
    ("training", "gym 4 times a week; walking 30 min daily; swimming 9 km daily", ["gym", "a distance"]),
    ("food", "kefir daily; queso thing daily; milk 2 glasses a day; my soup weekly", ["queso thing", "soup"]),
    ("drugs", "anastrozole 1 mg daily; blorp 5 mg daily; frobnax 3 mg", ["blorp", "frobnax"]),
    ("scans", "10 Feb 2026: hip T -1.9; banana 5; lumbar spine T -1.4", ["banana"]),
    ("scans", "10 Feb 2026: banana 5; lumbar spine T -1.4; hip T -1.9", ["banana"]),
    ("food", "a glass of milk", ["how often"]),
]  # fmt: skip


@pytest.mark.parametrize(("question", "answer", "found"), ASKED)
def test_every_part_that_is_unclear_is_asked_once(question: str, answer: str, found: list[str]) -> None:
    with pytest.raises(ot.InputError) as asked:
        ot.new_person({question: answer}, today=TODAY)
    said = [problem.found for problem in asked.value.problems]
    assert len(said) == len(found)
    assert all(words in one for words, one in zip(found, said, strict=True))


def test_doses_that_belong_to_drugs_are_asked_as_they_stand() -> None:
    with pytest.raises(ot.InputError) as asked:
        ot.new_person(
            {"drugs": "blorp; anastrozole; frobnax", "dose": "1 mg daily; 2 mg daily; 3 mg"}, today=TODAY
        )
    assert len(asked.value.problems) == 1

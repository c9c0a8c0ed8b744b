"""Number words as digits."""

from __future__ import annotations

import pytest

from osteotwin.units import in_digits


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("forty-five minutes", "45 minutes"), ("twenty five mcg", "25 mcg"), ("thirty-five g", "35 g"),
        ("sixty kilos", "60 kilos"), ("eleven reps", "11 reps"), ("a hundred squats", "100 squats"),
        ("two hundred and fifty ml", "250 ml"), ("one hundred twenty mg", "120 mg"), ("a thousand IU", "1000 iu"),
        ("five thousand five hundred IU", "5500 iu"), ("every twenty-one days", "every 21 days"),
        ("thirty to forty minutes", "30 to 40 minutes"), ("half a tablet", "0.5 tablet"),
    ],
)  # fmt: skip
def test_number_words_are_one_number(said: str, written: str) -> None:
    assert in_digits(said) == written

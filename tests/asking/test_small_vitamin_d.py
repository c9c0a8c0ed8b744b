"""A small number behind "vitamin D" is its amount, and no part of the name D2 or D3."""

from __future__ import annotations

import pytest
from tests.asking.saying import TODAY, told

import osteotwin as ot


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ("vitamin D 2.5 \u00b5g once a day", "vitamin D 100 IU a day"),
        ("vitamin D 3,5 \u00b5g daily", "vitamin D 140 IU a day"),
        ("vitamin D3 2.5 \u00b5g daily", "vitamin D 100 IU a day"),
        ("vitamin D 3 2000 IU daily", "vitamin D 2000 IU a day"),
    ],
)
def test_the_amount_is_read(answer: str, says: str) -> None:
    assert says in told("food", answer)


@pytest.mark.parametrize("answer", ["vitamin D 2.000 IU daily", "vitamin D 3.200 IU daily"])
def test_thousands_or_decimals_are_asked(answer: str) -> None:
    with pytest.raises(ot.InputError, match="may part thousands or decimals"):
        ot.new_person({"food": answer}, today=TODAY)

"""A supplement that is told among the drugs and beside the food is asked, as it counts once."""

from __future__ import annotations

import pytest
from tests.asking.saying import TODAY, told

import osteotwin as ot

MILK = "milk 500 ml a day; "


@pytest.mark.parametrize(
    ("drugs", "food", "what"),
    [
        ("calcium carbonate 600 mg twice a day since 2024", "calcium tablets 600 mg twice a day", "calcium"),
        (
            "Adcal-D3 750 mg/200 IU 2 tablets a day since 2024",
            "Adcal-D3 750 mg/200 IU 2 tablets a day",
            "calcium",
        ),
        ("calcium citrate 500 mg daily since 2024", "calcium carbonate 500 mg elemental daily", "calcium"),
    ],
)
def test_one_supplement_of_two_answers_is_asked(drugs: str, food: str, what: str) -> None:
    with pytest.raises(ot.InputError) as asked:
        ot.new_person({"drugs": drugs, "food": MILK + food}, today=TODAY)
    (problem,) = asked.value.problems
    assert problem.field == "food"
    assert problem.found.startswith(what)


@pytest.mark.parametrize(
    ("drugs", "food"),
    [
        ("calcium carbonate 600 mg twice a day since 2024", "also calcium tablets 300 mg once a day"),
        ("letrozole 2.5 mg daily since 2024", "calcium tablets 600 mg twice a day"),
        ("calcium carbonate 600 mg twice a day since 2024", "vitamin D 1000 IU daily"),
    ],
)
def test_two_supplements_are_two(drugs: str, food: str) -> None:
    assert "calcium" in told("food", MILK + food, drugs=drugs)

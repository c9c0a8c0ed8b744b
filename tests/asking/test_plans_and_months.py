"""What is planned is no training of now, a day's work lends an exercise no hours, and two months are two."""

from __future__ import annotations

import pytest
from tests.asking.saying import TODAY, told

import osteotwin as ot


@pytest.mark.parametrize(
    "answer",
    ["run 5 km in 30 min, 3 times a week, plan 10 km",
     "walk 30 min daily, about to begin squats 3x8 60 kg twice a week",
     "squats 3x8 60 kg twice a week, going to begin deadlifts 3x5 100 kg weekly",
     "walk 30 min daily, going to add squats 3x8 60 kg twice a week"],
)  # fmt: skip
def test_what_is_to_begin_is_asked(answer: str) -> None:
    with pytest.raises(ot.InputError, match="which is not done yet"):
        ot.new_person({"training": answer}, today=TODAY)


@pytest.mark.parametrize(
    "answer",
    [
        "On my feet 12.5h shifts x3. Zumba Sat. No weights.",
        "12 h shifts x4. zumba Sat",
        "Yoga Mon. 10 hour shifts x4",
    ],
)
def test_hours_of_work_are_offered_for_no_exercise(answer: str) -> None:
    with pytest.raises(ot.InputError) as asked:
        ot.new_person({"training": answer}, today=TODAY)
    assert not any(f"{long} min" in one.fix for one in asked.value.problems for long in (750, 720, 600))


@pytest.mark.parametrize(
    ("answer", "mean"),
    [("vitamin D 2000 IU daily, November and December", "2 of 12"),
     ("vitamin D 2000 IU daily, October to March", "6 of 12")],
)  # fmt: skip
def test_months_that_are_named_are_those_and_not_what_is_between(answer: str, mean: str) -> None:
    assert f"in {mean} months" in told("food", answer)


@pytest.mark.parametrize(
    "answer",
    ["calcium 1200 mg total daily (700 from food and 500 from tablets)",
     "calcium 1200 mg a day in total (700 diet, 500 pills)",
     "calcium 1100 mg daily in all (700 food + 400 tablet)"],
)  # fmt: skip
def test_a_sum_with_its_parts_is_the_sum(answer: str) -> None:
    assert f"{answer.split()[1]} mg a day" in told("food", answer)


def test_the_whole_of_a_sum_is_offered() -> None:
    with pytest.raises(ot.InputError) as asked:
        ot.new_person({"food": "calcium 1200 mg total (700 food + 500 tablet)"}, today=TODAY)
    assert "calcium 1200 mg daily in all" in asked.value.problems[0].fix

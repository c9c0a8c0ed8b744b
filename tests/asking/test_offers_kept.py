"""What a question offers keeps what was told: no session is multiplied or lost, no ban turned, no dose changed."""

from __future__ import annotations

import pytest
from tests.asking.saying import TODAY

import osteotwin as ot
from osteotwin.asking.unclear import QUOTED


def _fix(question: str, answer: str) -> str:
    with pytest.raises(ot.InputError) as asked:
        ot.new_person({question: answer}, today=TODAY)
    return " ".join(one.fix for one in asked.value.problems)


OFFERED = [
    ("150 min brisk walking a week in 5 bouts", ["brisk walking 30 min 5 times a week",
                                                 "brisk walking 150 min 5 times a week"]),
    ("I do about 3 hours of walking per week", [
        f"I do about 3 hours of walking per week in all, {often} a week"
        for often in ("once", "twice", "3 times", "4 times")
    ]),
    ("two walks of 25 minutes a day", ["walks 25 min 14 times a week"]),
    ("walk 20 + 20 min daily", ["walk 40 min 7 times a week"]),
    ("2 one-hour yoga classes weekly", ["yoga classes 60 min twice a week"]),
    ("three 1 hr gym sessions weekly", ["resistance training 60 min 3 times a week"]),
    ("walk 15 minutes morning, noon and night", ["walk 15 min 21 times a week"]),
    ("heel drops 20 x 3 daily", ["heel drops 20 sets of 3 daily", "heel drops 3 sets of 20 daily"]),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "lines"), OFFERED)
def test_what_is_offered_is_done_as_long_and_as_often_as_told(answer: str, lines: list[str]) -> None:
    assert QUOTED.findall(_fix("training", answer)) == lines


@pytest.mark.parametrize(
    "answer",
    [
        "running 3x per week: 5k, 5k, 8k",
        "yoga 3x, pilates 1x, both 1 h",
        "aerobics 45 mins 2 x weekly + 30 mins walk x 7",
        "squats 60kg 3x10 x2 weekly",
    ],
)
def test_a_line_that_tells_something_else_is_not_offered(answer: str) -> None:
    assert QUOTED.findall(_fix("training", answer)) == []


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("vitamin D 2000 IU daily plus a multivitamin with 400", "800 IU"),
        ("vitamin D 50 000 once a month", "800 IU"),
        ("my calcium intake is 1100 mg per day according to the app, vit D 600 IU a day", "carbonate"),
        ("2 cappuccinos daily (150 ml milk each), feta 100 g a week", 'each) a week"'),
        ("hard cheese 30g 5 days", "every day"),
    ],
)
def test_no_dose_and_no_rhythm_is_offered_that_was_not_told(answer: str, words: str) -> None:
    assert words not in _fix("food", answer)


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        ("almond milk 300 ml daily", '"300 ml of fortified almond milk daily"'),
        ("oatly barista 300 ml daily", '"300 ml of fortified oat milk daily"'),
        ("tofu 100 g daily", '"100 g of Tofu, silken, soft daily"'),
    ],
)
def test_a_food_to_choose_has_its_amount(answer: str, line: str) -> None:
    assert line in _fix("food", answer)

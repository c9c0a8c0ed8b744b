"""A number of an answer that changes nothing of what is understood is asked, or said where it is none of a count."""

from __future__ import annotations

from datetime import date

import pytest

import osteotwin as ot

TODAY = date(2026, 2, 1)


@pytest.mark.parametrize(
    ("question", "answer", "lost"),
    [
        ("training", "run 30 min 3x/week, of which one is 60 min", "60 min"),
        ("training", "10000 steps daily of which 30 min brisk", "30 min"),
        ("training", "leg press level 5 3x12 weekly", "5"),
        ("training", "yoga 60 min (level 2) once a week", "2"),
    ],
)
def test_a_number_that_changes_nothing_is_asked(question: str, answer: str, lost: str) -> None:
    with pytest.raises(ot.InputError) as raised:
        ot.new_person({question: answer}, today=TODAY)
    assert lost in str(raised.value)


@pytest.mark.parametrize(
    ("answer", "aside"),
    [
        ("push-ups 3x10, hold 5 seconds, daily", '"5 seconds"'),
        ("squat 3x8 80 kg with 3 sec hold twice a week", '"3 sec"'),
        ("run 5 km in 30 min twice a week", '"5 km"'),
        ("run 5k in 30 min twice a week", '"5k"'),
        ("squat 3x8 60 kg rest 90 sec 3 times a week", '"rest 90 sec"'),
    ],
)
def test_a_way_beside_its_time_and_a_rest_are_said(answer: str, aside: str) -> None:
    assert aside in ot.new_person({"training": answer}, today=TODAY).understood["training"]


@pytest.mark.parametrize(
    "food", ["leberwurst 30 g daily", "2 slices of leberwurst daily", "p\u00e2t\u00e9 de campagne 50 g daily"]
)
def test_so_much_of_a_food_that_is_left_out_is_said(food: str) -> None:
    said = ot.new_person({"food": f"{food}; milk 300 ml daily"}, today=TODAY).understood["food"]
    assert "is left out" in said
    assert "Not used" in said


def test_a_pack_beside_a_dose_is_said() -> None:
    said = ot.new_person({"drugs": "Fosamax 10 mg, bo\u00eete de 28, daily"}, today=TODAY).understood["drugs"]
    assert "10 mg every day" in said
    assert '"28"' in said


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("drugs", "letrozole 2.5 mg tablets, 1 daily since March 2023"),
        ("drugs", "testosterone enanthate 250 mg/mL 0.5 mL every 10 days"),
        ("drugs", "AndroGel 1.62% 40.5 mg daily"),
        ("food", "1 cup (245 g) yogurt daily"),
        ("food", "2 % milk 250 ml daily"),
        ("training", "back squat 3x5 80 kg twice a week; run 30 min 3 times a week"),
    ],
)
def test_numbers_that_count_are_no_news(question: str, answer: str) -> None:
    assert "Not used" not in ot.new_person({question: answer}, today=TODAY).understood[question]

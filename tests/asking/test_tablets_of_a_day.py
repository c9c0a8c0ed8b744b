"""Tablets that are counted at each time of a day: all of them count, and none is taken for another."""

from __future__ import annotations

import pytest
from tests.asking.saying import told

import osteotwin as ot

COUNTED = [
    ("calcium 500 mg two tabs am and one pm", "calcium: 500 mg 3 times a day"),
    ("Caltrate D 600 mg/800 IU two tabs am and one pm", "vitamin D: 800 IU 3 times a day"),
    ("calcium with D (500 mg/200 IU) two tabs am and one pm; milk 300 ml daily", "vitamin D 600 IU a day"),
    ("1 calcium tablet (500 mg) in the morning, 2 in the evening", "calcium: 500 mg 3 times a day"),
    (
        "calcium citrate 200 mg 2 tablets at breakfast, 1 at lunch, 2 at dinner",
        "calcium: 200 mg 5 times a day",
    ),
    ("calcium 500 mg/D 400 IU 2-0-1", "vitamin D: 400 IU 3 times a day"),
    ("calcium 2x500 mg/d, vit D 2x400 IE/d", "vitamin D 800 IU a day. calcium: 1,000 mg every day"),
    ("calcium 600 mg one tablet am and one pm", "calcium: 600 mg twice a day"),
    ("vitamin D 1000 IU one in the morning and two at night", "vitamin D 3000 IU a day"),
]


@pytest.mark.parametrize(("answer", "words"), COUNTED)
def test_tablets_of_each_time_are_counted_together(answer: str, words: str) -> None:
    assert words in told("food", answer)


@pytest.mark.parametrize(
    "answer", ["metformin 500 mg two tabs am and one pm", "tamoxifen 10 mg 1 am and 2 pm"]
)
def test_different_counts_of_a_drug_are_asked(answer: str) -> None:
    with pytest.raises(ot.InputError, match="several counts"):
        told("drugs", answer)


@pytest.mark.parametrize(
    "answer",
    [
        "vit D 0.25 \u00b5g alfacalcidol daily; milk 300 ml daily",
        "vitamin D calcitriol 0.25 mcg daily",
        "vitamin D (Rocaltrol) 0.5 mcg daily",
        "vitamin D 25 mcg calcifediol daily",
        "vit D 1 mcg One-Alpha daily",
        "active vitamin D 0.25 mcg daily",
    ],
)
def test_a_form_of_vitamin_d_that_is_a_drug_is_never_counted_as_vitamin_d(answer: str) -> None:
    with pytest.raises(ot.InputError, match="which is a drug"):
        told("food", answer)

"""An answer in the units that a reader chose."""

from __future__ import annotations

import copy
from typing import Any

import pytest

import osteotwin as ot
from osteotwin.explaining.shown_units import in_words

SI = {"calcium": "mmol", "estradiol": "pmol/L", "vitamin_d": "nmol/L", "testosterone": "nmol/L"}
MOLAR = {
    "estradiol": 272.38 / 1000,
    "testosterone": 288.42 / 10,
    "25ohd": 400.64 / 1000,
    "serum_calcium": 40.078 / 10,
}


@pytest.fixture(scope="module")
def answer() -> dict[str, Any]:
    return ot.run(ot.demo_path(), 8)


@pytest.mark.parametrize(("key", "factor"), MOLAR.items())
def test_series_range_and_what_was_measured_are_in_the_chosen_unit(
    answer: Any, key: str, factor: float
) -> None:
    before, after = answer["series"][key], ot.in_units(answer, SI)["series"][key]
    assert after["unit"] in ("pmol/L", "nmol/L", "mmol/L")
    for scenario in ("plan", "nothing"):
        for band, values in before[scenario].items():
            assert after[scenario][band] == pytest.approx([value / factor for value in values], rel=1e-3)
    assert after["reference"]["high"] == pytest.approx(before["reference"]["high"] / factor, rel=1e-3)
    assert after["reference"]["standing"] == before["reference"]["standing"]
    assert after["unit"] in after["reference"]["text"]
    assert before["unit"] not in after["reference"]["text"]
    for one, other in zip(before["measured"], after["measured"], strict=True):
        assert other["value"] == pytest.approx(one["value"] / factor, rel=1e-3)
        assert after["unit"] in other["as_given"]


def test_nothing_else_changes_and_the_answer_itself_does_not(answer: Any) -> None:
    kept = copy.deepcopy(answer)
    shown = ot.in_units(answer, SI)
    assert answer == kept
    assert ot.in_units(answer, {}) == answer
    changed = {key for key in answer if shown[key] != answer[key]}
    assert changed <= {"series", "inputs", "flags", "assumptions"}
    assert {key for key in answer["series"] if shown["series"][key] != answer["series"][key]} == {
        *MOLAR, "urine_calcium_24h",
    }  # fmt: skip
    assert ot.in_units({"sites": answer["sites"]}, SI) == {"sites": answer["sites"]}


def test_the_report_follows(answer: Any) -> None:
    text = ot.render_html(ot.in_units(answer, SI))
    assert "Estradiol in pmol/L over" in text
    assert "Estradiol in pg/mL over" not in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("25OHD of 12 ng/mL is low", "25OHD of 30 nmol/L is low"),
        ("testosterone under 300\u00a0ng/dL", "testosterone under 10.4 nmol/L"),
        ("PTH of 80 pg/mL while estradiol is 9 pg/mL", "PTH of 80 pg/mL while estradiol is 9 pg/mL"),
        ("CTX of 0.3 ng/mL", "CTX of 0.3 ng/mL"),
        (12, 12),
    ],
)
def test_a_sentence_is_changed_only_where_it_can_mean_one_thing(text: object, shown: object) -> None:
    assert in_words(text, SI) == shown

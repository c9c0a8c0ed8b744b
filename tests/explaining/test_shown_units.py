"""An answer in the units that a reader chose."""

from __future__ import annotations

import copy
import json
import re
from typing import Any

import pytest

import osteotwin as ot
from osteotwin.explaining.remodeling.course import Band, Life, RemodelingCourse, SignalCourse
from osteotwin.explaining.shown_texts import in_words, texts_in_units

SI = {"calcium": "mmol", "estradiol": "pmol/L", "vitamin_d": "nmol/L", "testosterone": "nmol/L"}
MOLAR = {
    "estradiol": 272.38 / 1000,
    "testosterone": 288.42 / 10,
    "25ohd": 400.64 / 1000,
    "serum_calcium": 40.078 / 10,
}


@pytest.fixture(scope="module")
def answer(demo_answer: dict[str, Any]) -> dict[str, Any]:
    return demo_answer


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
    assert changed <= {"series", "inputs", "fit", "flags", "assumptions", "verdict", "tables"}
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
        ("testosterone under 300\u00a0ng/dL", "testosterone under 10.4\u00a0nmol/L"),
        ("PTH of 80 pg/mL while estradiol is 9 pg/mL", "PTH of 80 pg/mL while estradiol is 9 pg/mL"),
        ("estradiol from 15 to 10 pg/mL", "estradiol from 55.1 to 36.7 pmol/L"),
        ("estradiol 10 pg/mL; sclerostin 3 %", "estradiol 36.7 pmol/L; sclerostin 3 %"),
        ("testosterone of 1,200 ng/dL", "testosterone of 41.6 nmol/L"),
        ("testosterone 500 ng/dL (SD 154)", "testosterone 17.3 nmol/L (SD 5.34)"),
        ("25OHD 20–30 ng/mL, PTH 40 pg/mL", "25OHD 49.9–74.9 nmol/L, PTH 40 pg/mL"),
        ("CTX of 0.3 ng/mL", "CTX of 0.3 ng/mL"),
    ],
)
def test_a_sentence_is_changed_only_where_it_can_mean_one_thing(text: str, shown: str) -> None:
    assert in_words(text, SI) == shown
    assert in_words(text, {}) == text
    assert texts_in_units({"said": [text, 12, None]}, SI) == {"said": [shown, 12, None]}


def test_the_explanation_follows_at_each_depth(answer: Any) -> None:
    for depth in ("fundamentals", "intermediate", "academic"):
        plain, shown = (
            ot.explain(one, depth).to_json()["sections"] for one in (answer, ot.in_units(answer, SI))
        )
        texts = [json.dumps(one, ensure_ascii=False) for one in (plain, shown)]
        assert "pmol/L" in texts[1]
        assert not re.search(r"[0-9] (pg/mL of estradiol|ng/dL of testosterone)", texts[1])
        assert len(plain) == len(shown)


def test_a_place_of_remodeling_and_scores_follow() -> None:
    ratio: Band = {"median": [1.0], "lo90": [0.9], "hi90": [1.1]}
    level: Band = {"median": [10.0], "lo90": [9.0], "hi90": [None]}
    signals = {
        name: SignalCourse(name, name, "", unit, "today", ratio, level)
        for name, unit in (("estradiol", "pg/mL"), ("pth", "pg/mL"))
    }
    course = RemodelingCourse((0.0,), (), (Life("plan", "With it", signals),), None, {}, 1)
    shown = ot.course_in_units(course, SI).lives[0].signals
    assert shown["estradiol"].unit == "pmol/L"
    assert shown["estradiol"].level is not None
    assert shown["estradiol"].level["median"] == pytest.approx([10.0 / MOLAR["estradiol"]], rel=1e-3)
    assert shown["estradiol"].level["hi90"] == [None]
    assert shown["pth"] == signals["pth"]
    assert "37 pmol/L" in ot.moment(ot.course_in_units(course, SI), "fundamentals", 0)[0]
    row = {"endpoint": "25ohd", "unit": "ng/mL", "observed": 20.0, "lo90": None, "standardized_error": 0.5}
    other = {**row, "endpoint": "pth", "unit": "pg/mL", "fit": {"predicted": 20.0}}
    rows = ot.scores_in_units({"trials": [{"rows": [{**row, "fit": {"predicted": 20.0}}, other]}]}, SI)
    first, second = rows["trials"][0]["rows"]
    assert (first["observed"], first["fit"]["predicted"]) == pytest.approx((49.9, 49.9), rel=1e-3)
    assert (first["unit"], first["lo90"], first["standardized_error"]) == ("nmol/L", None, 0.5)
    assert second == other

"""The person in fields: every condition is read as itself, and what was understood fills the fields."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

import pytest
from tests.asking.saying import TODAY

import osteotwin as ot
from osteotwin.asking.fields.person import known


def words(*conditions: str, **values: str) -> str:
    rows = [{"condition": one} for one in conditions]
    return ot.answers_by_fields("person", rows, values, today=TODAY).answers["person"]


def file_of(text: str) -> dict[str, Any]:
    return tomllib.loads(ot.new_person({"person": text}, today=TODAY).text)


@pytest.mark.parametrize("condition", known())
def test_every_condition_that_may_be_chosen_is_read_as_itself(condition: str) -> None:
    sex = "male" if condition in ("prostate cancer", "low testosterone, diagnosed") else "female"
    text = words(condition, sex=sex, born="45")
    back = ot.answer_fields("person", {"person": text}, today=TODAY)
    assert [dict(row) for row in back.rows] == [{"condition": condition}], text
    assert back.values == {"sex": sex, "born": "45"}


def test_all_is_told_in_one_answer() -> None:
    values = {
        "sex": "female", "born": "1964-05-14", "height": "165 cm", "weight": "140 lb", "fractures": "2",
        "vertebral": "yes", "menopause": "51", "frax_hip": "2.1", "frax_major": "9", "keeps": "no gym",
    }  # fmt: skip
    text = words("kidney stones", "bad knees", **values)
    file = file_of(text)
    assert file["person"] == {
        "sex": "female", "birth_date": date(1964, 5, 14), "height": "165 cm", "weight": "140 lb",
        "fragility_fractures": 2, "vertebral_fracture": True, "menopause_age": "51 years", "frax_hip": "2.1 %",
        "frax_major": "9 %", "conditions": ["kidney_stones"],
    }  # fmt: skip
    assert file["wishes"] == {"pain": ["knee"], "equipment": []}
    back = ot.answer_fields("person", {"person": text}, today=TODAY)
    assert dict(back.values) == values
    assert [row["condition"] for row in back.rows] == ["kidney stones", "bad knees"]


@pytest.mark.parametrize(
    ("values", "key", "value"),
    [
        ({"fractures": "0"}, "fragility_fractures", 0),
        ({"fractures": "none"}, "fragility_fractures", 0),
        ({"fractures": "1"}, "fragility_fractures", 1),
        ({"born": "14 May 1972"}, "birth_date", date(1972, 5, 14)),
        ({"born": "born 1972-05-14"}, "birth_date", date(1972, 5, 14)),
        ({"height": "5 ft 11 in"}, "height", "5 ft 11 in"),
        ({"weight": "12 st 4 lb"}, "weight", "172 lb"),
    ],
)
def test_one_field_alone_is_read(values: dict[str, str], key: str, value: object) -> None:
    assert file_of(words(**values))["person"][key] == value


@pytest.mark.parametrize(
    ("conditions", "values", "place"),
    [
        ((), {"height": "181"}, "height"),
        ((), {"weight": "86"}, "weight"),
        ((), {"fractures": "a few"}, "fractures"),
        (("hay fever",), {}, "rows[0].condition"),
    ],
)
def test_what_is_not_clear_is_asked_at_its_field(
    conditions: tuple[str, ...], values: dict[str, str], place: str
) -> None:
    with pytest.raises(ot.InputError) as refused:
        words(*conditions, **values)
    assert [one.field for one in refused.value.problems] == [place]


def test_what_is_certain_fills_the_fields() -> None:
    answer = "M 44, 5'11 212 lb, chew tobacco, 6 pack on weekends"
    form = ot.answer_fields("person", {"person": answer}, today=TODAY)
    assert form.values == {"sex": "male", "born": "44", "height": "5 ft 11 in", "weight": "212 lb"}
    assert form.unread
    assert form.once_first

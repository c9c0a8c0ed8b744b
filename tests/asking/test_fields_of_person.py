"""The person as fields: what is filled in is read as it was meant, and what an answer tells fills the fields."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

import pytest

import osteotwin as ot
from osteotwin.asking.fields.in_fields import answer_fields, answers_by_fields
from osteotwin.errors import InputError
from osteotwin.protocol.conditions import CONDITIONS

TODAY = date(2026, 11, 30)
#: Conditions of women, and those that have a field of their own.
OF_WOMEN = ("amenorrhea", "premenopausal", "pregnancy")
OWN = ("smoking", "alcohol", "parent_hip_fracture", "vertebral_fracture")


def words(values: dict[str, str]) -> str:
    return answers_by_fields("person", [], values).answers["person"]


def file_of(answer: str) -> dict[str, Any]:
    return tomllib.loads(ot.new_person({"person": answer}, today=TODAY).text)


def problems(values: dict[str, str]) -> dict[str, str]:
    with pytest.raises(InputError) as raised:
        words(values)
    return {one.field: f"{one.found}: {one.fix}" for one in raised.value.problems}


def test_every_condition_is_told_as_itself_and_fills_its_field_again() -> None:
    form = answer_fields("person", {}, today=TODAY)
    shown = next(one for one in form.once if one.key == "conditions").choices
    assert not any("," in one for one in shown)
    held = [one for one in CONDITIONS if one not in OWN]
    assert len(shown) == len(held)
    of_women = [one for one, key in zip(shown, held, strict=True) if key in OF_WOMEN]
    of_all = [one for one in shown if one not in of_women]
    told: list[str] = []
    for sex, each in (("male", of_all), *(("female", [one]) for one in of_women)):
        answer = words({"sex": sex, "born": "30", "conditions": ", ".join(each)})
        told += file_of(answer)["person"]["conditions"]
        again = answer_fields("person", {"person": answer}, today=TODAY).values["conditions"]
        assert sorted(again.split(", ")) == sorted(each)
    assert sorted(told) == sorted(held)


#: What is filled in; keys of the file.
FILLED: list[tuple[dict[str, str], dict[str, Any]]] = [
    ({"sex": "male", "born": "1972-05-14", "height": "181 cm", "weight": "86 kg"},
     {"sex": "male", "birth_date": date(1972, 5, 14), "height": "181 cm", "weight": "86 kg"}),
    ({"sex": "Man", "born": "14 May 1972", "height": "5 ft 11 in", "weight": "190 lb"},
     {"sex": "male", "birth_date": date(1972, 5, 14), "height": "5 ft 11 in", "weight": "190 lb"}),
    ({"born": "1972", "height": "1,81", "weight": "86,5 kg"},
     {"birth_date": date(1972, 7, 1), "height": "1.81 m", "weight": "86.5 kg"}),
    ({"born": "54 years", "height": "181", "weight": "12 st 7 lb"}, {"height": "181 cm", "weight": "175 lb"}),
    ({"sex": "female", "born": "62", "menopause": "51", "fractures": "2", "vertebra": "yes"},
     {"menopause_age": "51 years", "fragility_fractures": 2, "vertebral_fracture": True}),
    ({"born": "62", "fractures": "none"}, {"fragility_fractures": 0}),
    ({"born": "62", "fractures": "0", "vertebra": "yes"}, {"fragility_fractures": 0, "vertebral_fracture": True}),
    ({"born": "62", "fractures": "1", "vertebra": "no"}, {"fragility_fractures": 1}),
    ({"frax_major": "12", "frax_hip": "3,2 %"}, {"frax_major": "12 %", "frax_hip": "3.2 %"}),
    ({"smoking": "yes", "alcohol": "yes", "parent_hip": "yes"},
     {"conditions": ["smoking", "alcohol", "parent_hip_fracture"]}),
    ({"smoking": "no", "conditions": "T2D, kidney stones, omeprazole"},
     {"conditions": ["diabetes", "kidney_stones", "proton_pump_inhibitor_use"]}),
]  # fmt: skip


@pytest.mark.parametrize(("values", "told"), FILLED)
def test_what_is_filled_in_is_in_the_file(values: dict[str, str], told: dict[str, Any]) -> None:
    assert told.items() <= file_of(words({"born": "60", **values}))["person"].items()


#: What is filled in; keys of the wishes.
WISHES: list[tuple[dict[str, str], dict[str, Any]]] = [
    ({"joints": "knee, hip, back, shoulder"}, {"pain": ["knee", "hip", "back", "shoulder"]}),
    ({"joints": "left knee, lower back"}, {"pain": ["knee", "back"]}),
    ({"wishes": "no gym, at most 3 times a week"}, {"equipment": [], "days_per_week": 3}),
    ({"wishes": "no running, at most 30 minutes"}, {"not_done": ["running"], "minutes_per_session": 30}),
    ({"wishes": "never rope jumping, low budget"}, {"not_done": ["rope_jumping"], "budget": "low"}),
]


@pytest.mark.parametrize(("values", "told"), WISHES)
def test_joints_and_wishes_are_kept(values: dict[str, str], told: dict[str, Any]) -> None:
    answer = words({"born": "60", **values})
    assert file_of(answer)["wishes"] == told
    again = words({**answer_fields("person", {"person": answer}, today=TODAY).values})
    assert file_of(again)["wishes"] == told


ANSWERS = [
    "male, born 14 May 1972, 181 cm, 86 kg",
    "woman, 62, 5 ft 4 in, 140 lb, menopause at 51, 1 fracture",
    "m, 34 years, 80 kg, kidney stones, bad knees",
    "woman, 62, 10 st 4 lb, menopause at 51.5, 2 fractures, vertebral fracture; FRAX major 12 %; FRAX hip 3.2 %",
    "male born in May 1972; smoker; diabetes; at most 3 times a week; hate running",
    "man of 66, T2D, 0 fractures; my mother broke her hip; no gym, dumbbells at home, sore shoulder",
    "female, born 1980, premenopausal, coeliac, 3 units of alcohol a day, lactose intolerant",
]


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_fills_fields_that_tell_the_same(answer: str) -> None:
    form = answer_fields("person", {"person": answer}, today=TODAY)
    before, after = file_of(answer), file_of(words({**form.values}))
    for told in (before, after):
        told["person"]["conditions"] = sorted(told["person"].get("conditions", []))
    assert before == after


#: An answer that is not understood as a whole; what fills the fields.
PARTLY: list[tuple[str, dict[str, str]]] = [
    ("male, 54; blorbed at noon; 181 cm", {"sex": "male", "born": "54", "height": "181 cm"}),
    ("I have glorbs and diabetes; man; zork 7", {"sex": "male", "conditions": "diabetes"}),
    ("weight 80 kg; weight 85 kg; man", {"sex": "male"}),
    ("man; never had zorky diabetes frob 3", {"sex": "male"}),
    ("xyzzy 12", {}),
]


@pytest.mark.parametrize(("answer", "values"), PARTLY)
def test_what_is_understood_of_an_answer_fills_the_fields(answer: str, values: dict[str, str]) -> None:
    assert answer_fields("person", {"person": answer}, today=TODAY).values == values


def test_all_that_is_wrong_is_said_at_once_of_its_field() -> None:
    said = problems({
        "sex": "x", "born": "03/04/1972", "height": "5.9", "weight": "86", "fractures": "many", "vertebra": "maybe",
        "menopause": "88", "conditions": "diabetis, no asthma, gout", "joints": "elbow, knee", "frax_hip": "300",
        "wishes": "fly to the moon",
    })  # fmt: skip
    assert set(said) == {"sex", "born", "height", "weight", "fractures", "vertebra", "menopause", "conditions",
                         "joints", "frax_hip", "wishes"}  # fmt: skip
    assert "1972-04-03 if it was 3 April 1972" in said["born"]
    assert "without a unit" in said["weight"]


@pytest.mark.parametrize(("values", "field"), [
    ({"sex": "male", "born": "60", "menopause": "51"}, "menopause"),
    ({"sex": "female", "menopause": "51"}, "born"),
    ({"born": "12"}, "born"),
    ({"weight": "5000 kg"}, "weight"),
    ({"height": "86 kg"}, "height"),
    ({"conditions": "liver disease"}, "conditions"),
    ({"conditions": "80 kg"}, "conditions"),
])  # fmt: skip
def test_what_cannot_be_is_asked(values: dict[str, str], field: str) -> None:
    assert field in problems(values)


def test_a_near_misspelling_is_suggested() -> None:
    assert 'write "diabetes"' in problems({"conditions": "diabetis"})["conditions"]

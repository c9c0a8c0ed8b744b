"""Who it is, told in short: in the signs of clinics and of forums, and in a row of numbers."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

import osteotwin as ot
from osteotwin.errors import InputError

TODAY = date(2026, 12, 1)

#: An answer; what the echo says.
READ = [
    ("54/183/84", "(54 years), 183 cm, 84 kg"), ("54, 183, 84", "(54 years), 183 cm, 84 kg"),
    ("m 61/178/92, smoker", "178"), ("M, 34, 178, 82, no issues", "178 cm, 82 kg"),
    ("lisinopril for BP", "high blood pressure"),
    ("on ramipril 5mg for blood pressure", "in no number here: ramipril"), ("high BP", "high blood pressure"),
    ("ILC er+ 2023, chemo", "breast cancer"), ("IDC stage 2 ER+ HER2-, lumpectomy 2023, radiotherapy", "breast cancer"),
    ("ER positive breast cancer 2024", "breast cancer"),
    ("ex smoker, quit 2014", "is no smoking now"), ("ex smoker, quit 2014, 20 a day before", "is no smoking now"),
    ("used to smoke 20 a day, quit 2014", "is no smoking now"),
    ("my husband smokes, I don't", "none."), ("ovaries out at 42, now 55", "menopause at 42"),
    ("bilateral oophorectomy at 41", "menopause at 41"),
    ("Menopause with 49", "menopause at 49"), ("no fractures thank goodness", "no fractures"),
    ("never broken anything, touch wood", "no fractures"), ("54, 182cm 84kg abt 12%bf no health probs", "84 kg"),
    ("F, 62, 5ft 4, 10st 7", "66.68 kg"), ("m, 50, 6ft, 20st", "127 kg"),
    ("postmenopausal woman, 58", "a woman born 1968-06-01 (58 years)"),
    ("58yo post-menopausal female 5'4\"", "a woman"), ("66f post menopausal 60 kg", "60 kg"),
    ("post menopausal, 61, 160 cm", "a woman"), ("I'm past menopause, 63", "that of most women is taken"),
    ("postmenopausal since 2015, 60", "menopause at 49"), ("postmenopausal osteoporosis, 54, f", "osteoporosis"),
    ("me: 41, male, 78kg, 1.75", "(41 years), 175 cm, 78 kg"), ("male, born 1980, 182, 91", "182 cm, 91 kg"),
    ("60f osteopenia, thyroid removed", "a woman born 1966-06-01 (60 years)"), ("61f with osteopenia", "a woman"),
    ("58m celiac", "celiac disease"),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "said"), READ)
def test_what_is_told_in_short_is_understood(answer: str, said: str) -> None:
    echo = ot.new_person({"person": answer}, today=TODAY).understood["person"]
    assert said.casefold() in echo.casefold()


@pytest.mark.parametrize("answer", ["52, postmenopausal, f", "postmenopausal", "47f post menopausal 60 kg"])
def test_a_menopause_that_may_have_been_early_is_asked_for_its_age(answer: str) -> None:
    with pytest.raises(InputError, match="age at menopause"):
        ot.new_person({"person": answer}, today=TODAY)


@pytest.mark.parametrize(("answer", "number"), [
    ("6'1 / 84", "84"), ("5'11, 84", "84"), ("male, 182 cm 84", "84"), ("1.82 m, 79", "79"),
    ("5ft 11 in, 84, smoker", "84"),
])  # fmt: skip
def test_a_number_behind_a_height_that_may_be_years_or_kilograms_is_asked(answer: str, number: str) -> None:
    with pytest.raises(InputError) as raised:
        ot.new_person({"person": answer}, today=TODAY)
    weight, age = raised.value.problems[0].ways
    assert (
        tomllib.loads(ot.new_person({"person": weight}, today=TODAY).text)["person"]["weight"]
        == f"{number} kg"
    )
    assert f"({number} years)" in ot.new_person({"person": age}, today=TODAY).understood["person"]
    assert "born" not in ot.answer_fields("person", {"person": answer}, today=TODAY).values


@pytest.mark.parametrize(
    ("answer", "age"), [("male 5'10 54", 54), ("5'10, 38, 187 lb", 38), ("182 cm, 45, 84 kg", 45)]
)
def test_a_number_that_can_be_one_thing_is_not_asked(answer: str, age: int) -> None:
    assert f"({age} years)" in ot.new_person({"person": answer}, today=TODAY).understood["person"]


@pytest.mark.parametrize("answer", [
    "hip # 2022", "wrist # 2021 slipped on ice", "ovary out at 42", "nothing for BP", "touch wood",
    "not on ramipril for BP", "used to smoke 20 a day", "quit 2014",
])  # fmt: skip
def test_what_is_open_is_asked_or_denies_nothing_it_should_not(answer: str) -> None:
    try:
        file = tomllib.loads(ot.new_person({"person": answer}, today=TODAY).text)
    except InputError:
        return
    assert not file["person"].get("conditions")
    assert "menopause_age" not in file["person"]

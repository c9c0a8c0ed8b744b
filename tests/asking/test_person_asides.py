"""What a person tells beside the answer: other people, other times, other questions; and sentences of every day."""

from __future__ import annotations

from datetime import date

import pytest

import osteotwin as ot

TODAY = date(2026, 2, 1)


def read(answer: str) -> str:
    return ot.new_person({"person": answer}, today=TODAY).understood["person"]


@pytest.mark.parametrize(
    ("answer", "kilograms"),
    [
        ("my weight as of today is 309 pounds", "140.2 kg"),
        ("my current weight is 93 kg", "93 kg"),
        ("I weigh 205 lbs, my goal is 180 lbs", "92.99 kg"),
        ("100 kg (goal 85 kg)", "100 kg"),
        ("I weighed 90 kg last year, now 85 kg", "85 kg"),
        ("I used to weigh 120 kg; I weigh 95 kg now", "95 kg"),
        ("highest weight 300 lbs, current weight 250 lbs", "113.4 kg"),
        ("started at 285 lbs, now 250 lbs", "113.4 kg"),
        ("down from 285 lbs to 250 lbs", "113.4 kg"),
        ("I lost 20 kg and weigh 85 kg", "85 kg"),
    ],
)
def test_the_weight_is_that_of_now(answer: str, kilograms: str) -> None:
    said = read(answer)
    assert kilograms in said.partition(".  ")[0]
    assert said.count(" kg,") + said.count(" kg.") >= 1


@pytest.mark.parametrize(
    "answer", ["goal weight 180 lbs", "I was 90 kg", "Starting Weight: 285 lbs. (Weighed on 10/18/11)"]
)
def test_a_weight_of_another_time_alone_is_asked(answer: str) -> None:
    with pytest.raises(ot.InputError, match="the weight now"):
        read(answer)


@pytest.mark.parametrize("answer", ["6 feet and 2 inches", "6 foot and 2 in", "I'm 6 feet and 2 inches tall"])
def test_feet_and_inches(answer: str) -> None:
    assert "188 cm" in read(answer)


@pytest.mark.parametrize(
    ("answer", "condition"),
    [
        ("last year I was shocked to learn that I have high blood pressure", "high blood pressure"),
        ("he was found to have celiac disease", "celiac disease"),
        ("she tells me I have type 2 diabetes (A1C was over 11)", "diabetes"),
        ("I train a lot and have osteoporosis", "osteoporosis"),
    ],
)
def test_a_condition_in_a_sentence_is_read(answer: str, condition: str) -> None:
    assert f", {condition}" in read(answer)


@pytest.mark.parametrize(
    "answer",
    ["family history of diabetes", "my father had diabetes", "my wife has osteoporosis", "BP 130/85", "A1C 5.4",
     "my resting heart rate is 50 bpm", "strength train 4-5 times per week", "very active"],
)  # fmt: skip
def test_what_is_not_of_him_is_said_and_in_no_number(answer: str) -> None:
    said = read(answer)
    assert "in no number" in said.casefold()
    assert answer in said


def test_the_age_of_others_is_not_his() -> None:
    assert read("my son is 20 and I am 50").startswith("a man born 1975-08-03 (50 years)")


@pytest.mark.parametrize(
    "answer", ["I don't have osteoporosis", "I do not have diabetes", "I don't have COPD"]
)
def test_what_is_not_there_is_not_read(answer: str) -> None:
    assert read(answer) == "none."


@pytest.mark.parametrize(
    "answer",
    ["I haven't got diabetes", "I no longer have high blood pressure", "I was told I might have osteoporosis",
     "my mother is 85 and broke her hip", "no diabetes and hypertension", "I train in the gym and broke my wrist"],
)  # fmt: skip
def test_what_may_not_be_there_is_asked(answer: str) -> None:
    with pytest.raises(ot.InputError):
        read(answer)


@pytest.mark.parametrize(
    ("answer", "sex"),
    [
        ("female from Ohio", "a woman"),
        ("woman living in Texas", "a woman"),
        ("female teacher", "a woman"),
        ("male runner from Ohio", "a man"),
    ],
)
def test_words_on_a_life_take_no_sex_with_them(answer: str, sex: str) -> None:
    said = read(f"{answer}, 66, 165 cm, 64 kg")
    assert said.startswith(f"{sex} born 1959")
    assert "The sex was not said" not in said


@pytest.mark.parametrize(
    "answer",
    ["I weigh 90, 180 cm", "weighing 90, 180 cm", "ich wiege 90, 180 cm", "I weigh about 90, 180 cm"],
)
def test_a_weight_without_its_unit_is_no_age(answer: str) -> None:
    said = read(f"man born 1960, {answer}")
    assert "90 kg" in said
    assert "born 1960" in said


def test_a_weight_without_its_unit_is_of_the_units_of_the_height() -> None:
    assert "92.99 kg" in read("man 66, I weigh 205, 5'11\"")
    with pytest.raises(ot.InputError, match='"205 kg" or "205 lb"'):
        read("man 66, I weigh 205, 180 cm")


@pytest.mark.parametrize("height", ["5.9 ft", "5.11 feet", "5,10 ft"])
def test_feet_with_decimals_that_may_be_inches_are_asked(height: str) -> None:
    with pytest.raises(ot.InputError, match=r"5 ft \d+ in\" or \"1\d\d cm"):
        read(f"man 65; {height}; 80 kg")


@pytest.mark.parametrize("lead", ["At the age of 86", "at age 86", "I am at the age of 86"])
def test_an_age_before_all_else_is_of_now(lead: str) -> None:
    assert "(86 years)" in read(f"{lead}, man, 170 cm, 70 kg")


@pytest.mark.parametrize("liver", ["liver disease", "mild liver disease", "chronic liver disease"])
def test_of_a_liver_disease_its_severity_is_asked(liver: str) -> None:
    with pytest.raises(ot.InputError, match="how severe it is"):
        read(f"man 65, {liver}")
    assert "severe liver disease" in read("man 65, severe liver disease")
    assert "liver" not in read("man 65, no liver disease")

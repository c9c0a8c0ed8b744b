"""What is denied of a person, before or behind its name, is not taken for told."""

from __future__ import annotations

from datetime import date

import pytest

import osteotwin as ot

TODAY = date(2026, 2, 1)
BODY = "woman 65, 160 cm, 60 kg, "
BARE = "a woman born 1960-08-02 (65 years), 160 cm, 60 kg."


def read(answer: str) -> str:
    return ot.new_person({"person": BODY + answer}, today=TODAY).understood["person"]


@pytest.mark.parametrize(
    "answer",
    ["no vertebral fracture", "never a vertebral fracture", "no spine fractures", "no known compression fracture",
     "without vertebral fracture", "vertebral fracture: no", "0 vertebral fractures", "never had a vertebral fracture",
     "no parent broke a hip", "no parental hip fracture", "neither parent broke a hip", "mother broke hip: no",
     "mother broke a hip? no", "mother hip fracture negative", "0 cigarettes a day", "zero cigarettes", "smoking: 0",
     "smoker: false", "cigarettes 0/day", "RA negative", "RA -", "diabetes negative", "diabetes 0", "non-diabetic",
     "nondiabetic", "non RA", "celiac negative", "breast cancer negative", "0 falls", "no diabetes or RA"],
)  # fmt: skip
def test_what_is_denied_is_not_there(answer: str) -> None:
    assert read(answer).startswith(BARE)


@pytest.mark.parametrize(
    "answer", ["no falls or fractures", "no fractures or falls", "previous fracture: no"]
)
def test_no_fractures_in_any_order(answer: str) -> None:
    assert "no fractures in a fall" in read(answer)


@pytest.mark.parametrize(
    "answer",
    ["trying to get pregnant", "pregnancy in 1990", "pregnant twice", "anti-diabetes diet", "falls asleep easily",
     "CKD stage 0", "gastric bypass planned", "borderline osteoporosis", "rheumatoid factor positive",
     "diabetes or RA", "alcohol", "non-celiac gluten sensitivity"],
)  # fmt: skip
def test_what_may_not_be_there_is_asked(answer: str) -> None:
    with pytest.raises(ot.InputError):
        read(answer)


@pytest.mark.parametrize(
    ("answer", "said"),
    [("vertebral fracture", "a vertebral fracture"), ("2 falls in the last year", "falls"), ("smoker", "smoking now"),
     ("mother broke her hip at 40 in a fall from a horse", "60 kg, a parent who broke a hip. "),
     ("CKD stage 3", "chronic kidney disease"), ("no diabetes but RA", "rheumatoid arthritis")],
)  # fmt: skip
def test_what_is_there_is_read(answer: str, said: str) -> None:
    assert said in read(answer)

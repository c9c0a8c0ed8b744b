"""What may be an illness in everyday words is asked by name, and only words that are known to be idle are set aside."""

from __future__ import annotations

from datetime import date

import pytest

import osteotwin as ot

TODAY = date(2026, 2, 1)
BODY = "woman 62, 165 cm, 58 kg, "


def asked(answer: str) -> str:
    with pytest.raises(ot.InputError) as error:
        ot.new_person({"person": BODY + answer}, today=TODAY)
    return str(error.value)


#: Words, and what of a person's file they may be.
LAY = {
    "diabetes": [
        "I have sugar",
        "a touch of the sugars",
        "Zucker seit 10 Jahren",
        "azúcar",
        "Altersdiabetes",
    ],
    "osteoporosis": ["brittle bones", "Glasknochen", "os fragiles", "huesos frágiles", "thin bones"],
    "heart disease": ["a dodgy ticker", "heart trouble", "Herzprobleme", "cœur fragile"],
    "stroke": ["TIA in 2019", "Hirnschlag 2018"],
    "blood clots": ["a clot in my leg in 2010", "phlébite", "Blutgerinnsel", "trombo en la pierna"],
    "chronic kidney disease": ["dialysis three times a week", "Dialyse", "one bad kidney"],
    "malabsorption": ["bowel disease", "gastrectomy", "stomach removed", "Darmerkrankung", "Magenband"],
    "lactose intolerance": ["milk gives me the runs", "Milch vertrage ich schlecht"],
    "achalasia": ["swallowing problems", "food gets stuck"],
    "rheumatoid arthritis": ["Rheuma", "rheumatism", "polyarthrite", "seropositive arthritis"],
    "bone cancer": ["myeloma", "secondaries in the spine"],
    "hypogonadism": ["Klinefelter", "Kallmann"],
    "menopause at 51": ["the change came early", "letzte Blutung mit 51", "starting the change of life"],
    "menopause at 45": ["Eierstöcke raus mit 45", "everything taken out at 45"],
    "poor balance": ["wobbly on my legs"],
    "2 fractures": ["cracked two ribs last year"],
    "1 fracture": ["snapped my wrist at 55"],
    "vertebral fracture": ["wedge deformity at T11", "two crush deformities"],
    "3 units of alcohol a day": ["jeden Abend eine Flasche Wein", "dos cervezas al día", "I like a tipple"],
    "smoker": ["a pack a day", "gelegentlich Zigarillo", "Tabak seit 30 Jahren"],
    "steroid tablets": ["Kortison seit 2019"],
}


@pytest.mark.parametrize(("name", "answer"), [(name, one) for name, each in LAY.items() for one in each])
def test_an_illness_in_lay_words_is_asked_by_its_name(name: str, answer: str) -> None:
    assert f'"{name}' in asked(answer)


@pytest.mark.parametrize("answer", [
    "kyphoplasty T12", "hip pinned 2019", "wrist # at 58", "tabaquismo", "alcohólica", "Mamma-Ca", "spread to bone",
    "sleeve op 2018", "keep ending up on the floor", "class of 1963", "a flumm", "me rompí la muñeca",
    "muñeca rota 2019",
    "between 58 and 60 kg", "diabetes (reversed)", "diabetes (the dog)", "susp. RA", "smoker, quit 2010",
    "smoker (former)",
    "osteoporosis, reversed", "diabetes, reversed by diet", "RA, inactive", "breast cancer, benign",
    "after my pregnancy",
    "hypertension in pregnancy", "diabetes (9 years ago)", "testicles out in 2010", "XY",
    "mother broke her hip? not sure",
])  # fmt: skip
def test_what_is_not_known_is_not_set_aside(answer: str) -> None:
    asked(answer)


@pytest.mark.parametrize("answer", [
    "Patiente de 62 ans", "Dame de 62 ans", "chica de 28 años", "teacher of 62",
    "mujer de sesenta y dos años", "Baujahr 1963, Mann", "woman, 1963", "Madame X, 62 ans", "sixty two years young",
])  # fmt: skip
def test_a_sex_or_an_age_in_unknown_words_is_asked_and_no_other_person_stands_in(answer: str) -> None:
    with pytest.raises(ot.InputError):
        ot.new_person({"person": answer}, today=TODAY)


@pytest.mark.parametrize("answer", [
    "I live with a diabetic", "on a celiac diet", "my GP is diabetic", "my doctor has diabetes",
    "I live with my sister; she has diabetes", "living with my son. He has celiac disease",
    "the doctor first said RA",
    "lactose intolerance as a child", "nearly diabetic", "treatment is recommended at FRAX hip 3%",
    "FRAX major 20% or more", "FRAX major risk falls to 12% on treatment",
])  # fmt: skip
def test_what_may_be_of_others_or_of_another_time_is_asked(answer: str) -> None:
    asked(answer)


@pytest.mark.parametrize(("answer", "said"), [
    ("living with diabetes", "diabetes"), ("I have type 2 diabetes because of my weight", "diabetes"),
    ("diabetic since 2010", "diabetes"), ("FRAX major 18,5 %, hip 5,2 %", "FRAX major 18.5 %, FRAX hip 5.2 %"),
    ("retired teacher", "In no number here: retired teacher"), ("two cats", "two cats"), ("afib", "heart disease"),
    ("I had my gallbladder out in 2010", "gallbladder out"),
])  # fmt: skip
def test_what_is_plain_is_read_or_set_aside(answer: str, said: str) -> None:
    assert said in ot.new_person({"person": BODY + answer}, today=TODAY).understood["person"]

"""A person in any order of words: clinics' shorthand, forms, spelled numbers, and what changes no number."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

import pytest

import osteotwin as ot
from osteotwin.inputs.notes import Notes
from osteotwin.people.person import Person
from osteotwin.people.read_person import person_of

TODAY = date(2026, 11, 30)


def read(answer: str) -> tuple[Person, str]:
    new = ot.new_person({"person": answer}, today=TODAY)
    return person_of(Notes.of_text("answers", tomllib.loads(new.text), new.text)), new.understood["person"]


def age(person: Person) -> int:
    return int((TODAY - person.birth_date).days / 365.25)


#: An answer; sex, age, height [cm], weight [kg].
BODIES: list[tuple[str, str, int, float | None, float | None]] = [
    ("68M", "male", 68, None, None),
    ("M52, 5'11, 198lbs", "male", 52, 180.34, 89.81),
    ("45/M/178cm/85kg", "male", 45, 178, 85),
    ("M/45/5'10\"/220lb", "male", 45, 177.8, 99.79),
    ("36 (M), 5'10\", 186 lbs", "male", 36, 177.8, 84.37),
    ("I'm a 45 year old guy, 178cm, around 85kg", "male", 45, 178, 85),
    ("I am 62 and weigh 176 pounds, five foot nine, man", "male", 62, 175.26, 79.83),
    ("I'm 6'1 at 205 lbs and just turned 38. Male.", "male", 38, 185.42, 92.99),
    ("six feet tall, 190 lbs, male, 36", "male", 36, 182.88, 86.18),
    ("Man, 50, 13 stone 4, 5 foot 9", "male", 50, 175.26, 84.37),
    ("12st 7lb, 5ft10, male, 44", "male", 44, 177.8, 79.38),
    ("man of 70, eleven stone", "male", 70, None, 69.85),
    ("fifty-five year old man, 180 centimetres", "male", 55, 180, None),
    ("Male. 41. 5 ft 7. 160 lb. Non smoker. No alcohol.", "male", 41, 170.18, 72.57),
    ("1.78m tall man weighing 85 kilograms aged 52", "male", 52, 178, 85),
    ("Ht: 178 cm  Wt: 85 kg  Age: 52  Sex: M", "male", 52, 178, 85),
    ("Age: 64 years; Sex: Male; Weight (kg): 80; Height (cm): 175", "male", 64, 175, 80),
    ("Age 64, Sex M, Weight 80, Height 175", "male", 64, 175, 80),
    ("weight 187, height 70 inches, male 55", "male", 55, 177.8, 84.82),
    ("BMI 27, 175 cm, male 60", "male", 60, 175, 82.7),
    ("DOB 03/1971, male, 1.82m, 90kg", "male", 55, 182, 90),
    ("58-j\u00e4hriger Mann, 1,84 m gro\u00df, 95 kg", "male", 58, 184, 95),
    ("homme de 55 ans, 1m80, 82 kg", "male", 55, 180, 82),
    ("hombre, 49 a\u00f1os, 1,75 m, 80 kg", "male", 49, 175, 80),
    ("pregnant 32 yo", "female", 32, None, None),
    ("AFAB nonbinary, 27, 58kg", "female", 27, None, 58),
]


@pytest.mark.parametrize(("answer", "sex", "years", "height", "weight"), BODIES)
def test_a_body_is_read_in_any_order(
    answer: str, sex: str, years: int, height: float | None, weight: float | None
) -> None:
    person, _ = read(answer)
    assert (person.sex, age(person)) == (sex, years)
    for found, told in ((person.height_cm, height), (person.weight_kg, weight)):
        assert found == (None if told is None else pytest.approx(told, rel=1e-3))


#: What is told of health behind "male, 60", and the conditions in it.
HEALTH: list[tuple[str, set[str]]] = [
    (
        "PMHx prostate ca, AF, CKD3a, ex-smoker 20 py, EtOH 2-3 u/d",
        {"prostate_cancer", "heart_disease", "chronic_kidney_disease", "alcohol"},
    ),
    ("PMHx: HTN, T2DM, dyslipidaemia, OSA on CPAP. Ex-smoker (30 PY)", {"hypertension", "diabetes"}),
    (
        "HTN, IHD, T2DM. Smoker 20/day. Alcohol 40u/wk",
        {"hypertension", "heart_disease", "diabetes", "smoking", "alcohol"},
    ),
    ("CAD s/p CABG, CHF, CKD stage 4", {"heart_disease", "chronic_kidney_disease"}),
    ("PE 2016, DVT 2014", {"blood_clots"}),
    ("coeliac, type 1 diabetic since age 12", {"celiac_disease", "diabetes"}),
    ("prostate cancer with bone mets", {"prostate_cancer", "skeletal_malignancy_or_radiation"}),
    ("Bluthochdruck, Raucher", {"hypertension", "smoking"}),
    ("mum broke her hip at 80", {"parent_hip_fracture"}),
    ("mother: hip fracture age 84", {"parent_hip_fracture"}),
    ("Dad fell and broke his hip at 79", {"parent_hip_fracture"}),
    ("grandmother broke hip", set()),
    ("my mother had osteoporosis", set()),
    ("no diabetes but high blood pressure", {"hypertension"}),
    ("no heart problems, no diabetes, no cancer", set()),
    (
        "RA: no; parental hip fracture: yes; current smoking: no; alcohol 3+ units: no",
        {"parent_hip_fracture"},
    ),
    ("current smoker 1 ppd x 30 yrs", {"smoking"}),
    ("smokes a pack a day, 3 pints every evening", {"smoking", "alcohol"}),
    ("40 pack-year smoking history, quit 5 years ago", set()),
    ("tobacco: former, alcohol: 2 drinks per day", {"alcohol"}),
    ("2 beers a night", {"alcohol"}),
    ("glass of wine with dinner most nights", set()),
    ("alcohol: 14 units/week", set()),
    ("drinks 40 g alcohol/day", {"alcohol"}),
    ("alcohol 10 g/d", set()),
    ("rarely drinks, doesn't smoke", set()),
    ("stroke 2018, AF on apixaban", {"heart_attack_or_stroke", "heart_disease"}),
    ("takes omeprazole and sertraline", {"proton_pump_inhibitor_use", "ssri_use"}),
    ("unsteady on my feet", {"falls"}),
]


@pytest.mark.parametrize(("told", "conditions"), HEALTH)
def test_health_is_read_as_clinics_and_people_write_it(told: str, conditions: set[str]) -> None:
    person, _ = read(f"male, 60; {told}")
    assert {*person.conditions} == conditions
    assert age(person) == 60


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("57M, HTN, HLD, GERD", "In no number here: HLD and GERD"),
        ("60M, COPD on inhalers", "COPD and on inhalers"),
        ("62M, EtOH 2-3 u/d", "about 2.5 units of alcohol a day, more than two"),
        ("62M, 14 units of alcohol a week", "no more than two units"),
        ("62M, ex-smoker (quit 2003)", "is no smoking now"),
        ("Weight 80, Height 175, man, 64", "taken as 80 kg, as the height is told"),
        ("pregnant 32 yo", "the sex at birth is told by pregnancy"),
    ],
)
def test_what_is_taken_or_set_aside_is_said(answer: str, words: str) -> None:
    assert words in read(answer)[1]


ASKED: list[tuple[str, str]] = [
    ("34 yo trans man", "the sex at birth"),
    ("180/75", '"180 cm, 75 kg"'),
    ("BMI 31, male, 60", "height and weight"),
    ("weight 80, male, 60", '"80 kg" or "80 lb"'),
    ("44M 5'11 145", '"145 lb"'),
    ("male, 54, no diabetes and hypertension", 'else write "no hypertension" in its place'),
    ("denies CKD, HTN", "may deny both"),
    ("male 50, recovering alcoholic", "how much alcohol is drunk now"),
    ("male in his late 40s", "the age in years"),
    ("female 52 perimenopausal", '"premenopausal" if they do'),
    ("male 60, on prednisone 5 mg", "in the first answer"),
    ("smoker, never smoked", "two answers on smoking"),
    ("male 60, 20 units a day", "units"),
    ("male 60, pulmonary hypertension", "pulmonary hypertension"),
    ("male 60, was a smoker until my wife quit", "whether it goes on"),
]


@pytest.mark.parametrize(("answer", "words"), ASKED)
def test_what_a_person_leaves_open_is_asked(answer: str, words: str) -> None:
    with pytest.raises(ot.InputError) as asked:
        ot.new_person({"person": answer}, today=TODAY)
    assert words in str(asked.value)


WISHES: list[tuple[str, dict[str, Any]]] = [
    ("only have dumbbells at home", {"equipment": ("dumbbell",)}),
    ("2 days a week max", {"days_per_week": 2}),
    ("gym twice a week at most", {"days_per_week": 2}),
    ("can train 3 times a week for 45 minutes", {"days_per_week": 3, "minutes_per_session": 45}),
    ("never lifted before", {"experience": "none"}),
]


@pytest.mark.parametrize(("told", "wishes"), WISHES)
def test_wishes_are_read_in_other_words(told: str, wishes: dict[str, Any]) -> None:
    person, _ = read(f"male, 44, {told}")
    assert {key: getattr(person.wishes, key) for key in wishes} == wishes

"""Who it is, as forums, forms and clinics write it; what may not be there is asked."""

from __future__ import annotations

from datetime import date

import pytest

import osteotwin as ot

READ = [
    ("woman aged 62", "a woman born 1964-05-30"),
    ("sex: female, age 62", "a woman born 1964-05-30"),
    ("41yo M", "a man born 1985-05-30"),
    ("lady of 59", "a woman born 1967-05-31"),
    ("man b. 1972", "a man born 1972-07-01"),
    ("born in May 1967", "born 1967-05-15"),
    ("woman, 05/14/67", "a woman born 1967-05-14"),
    ("männlich, 62 Jahre, 180 cm", "a man born 1964-05-30 (62 years), 180 cm"),
    ("weiblich, geboren am 14.05.1967", "a woman born 1967-05-14"),
    ("53 86 kg 183 cm", "(53 years), 183 cm, 86 kg"),
    ("man 5ft10 192lb", "177.8 cm, 87.09 kg"),
    ("man, 5'4 1/2\"", "163.8 cm"),
    ("man 1m65", "165 cm"),
    ("man, 86 kg (190 lb), 178 cm (5'10\")", "178 cm, 86 kg"),
    ("woman 60, last period at 51", "menopause at 51"),
    ("woman 62, postmenopausal for 12 years", "menopause at 50"),
    ("hip fracture (mother)", "a parent who broke a hip"),
    ("fractures: 0", "no fractures in a fall"),
    ("woman, 44, fragility fracture at 31", "broken in a fall from standing before the age of 40"),
    ("man, 41, low-trauma wrist fracture before 40", "before the age of 40"),
    ("woman, 29, no periods", "no periods for three months"),
    ("trans man, born female, 29", "a woman born 1997"),
    ("transgender woman, assigned male at birth, 29", "a man born 1997"),
    ("FTM, 29, 165 cm", "a woman born 1997"),
    ("29, afab", "a woman born 1997"),
    ("female at birth, 29", "a woman born 1997"),
    ("never broken a bone", "no fractures in a fall"),
    ("parents never broke a hip", "none"),
    ("0 vertebral fractures", "none"),
    ("not pregnant, no kidney stones", "none"),
]
ASKED = [
    ("heart disease excluded", "may not be there"),
    ("afraid of kidney stones", "may not be there"),
    ("on prednisone 5 mg since 2020", "in the first answer"),
    ("high blood pressure on HCTZ", "in the first answer"),
    ("broke wrist at 50 from a fall", "how many bones broke"),
    ("broke wrist at 31", '"fragility fracture before 40" if so'),
    ("fragility fracture at 47", "how many bones broke"),
    ("trans man, 29", "the sex at birth"),
    ("amab, afab, 29", "the sex at birth"),
    ("woman, assigned male at birth, 29", "two answers on sex"),
    ("man, 86 kg (170 lb)", "86 kg"),
    ("man, 45, 5'11, 140", "140 lb"),
]


@pytest.mark.parametrize(("answer", "words"), READ)
def test_a_person_is_read(answer: str, words: str) -> None:
    said = ot.new_person({"person": answer}, today=date(2026, 11, 29), dates="mdy").understood["person"]
    assert words in said


@pytest.mark.parametrize(("answer", "words"), ASKED)
def test_what_is_open_of_a_person_is_asked(answer: str, words: str) -> None:
    with pytest.raises(ot.InputError) as asked:
        ot.new_person({"person": answer}, today=date(2026, 11, 29), dates="mdy")
    assert words in str(asked.value)


def test_the_risk_that_frax_gave_stands_in_the_file() -> None:
    new = ot.new_person({"person": "man, 62, FRAX major 12 %, hip 3.2 %"}, today=date(2026, 11, 29))
    assert 'frax_major = "12 %"' in new.text
    assert 'frax_hip = "3.2 %"' in new.text

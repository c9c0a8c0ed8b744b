"""Greetings, labels and sentences of other languages around what is told of a person."""

from __future__ import annotations

from datetime import date

import pytest

import osteotwin as ot
from osteotwin.errors import InputError

TODAY = date(2026, 1, 12)


@pytest.mark.parametrize(("answer", "told"), [
    ("Hi! 56, man, 180 cm, 80 kg", "(56 years), 180 cm, 80 kg"),
    ("Je suis une femme de 60 ans, 1m65, 60 kg", "(60 years), 165 cm, 60 kg"),
    ("Sono un uomo di 50 anni, 178 cm, 80 kg", "a man"),
    ("Soy hombre, 50 años, mido 1,74 y peso 81 kilos", "174 cm, 81 kg"),
    ("Homme né le 3 mai 1958, 1,75 m, 80 kg", "born 1958-05-03"),
    ("I was born on the 14th of May 1972, male, 181 cm, 86 kg", "born 1972-05-14"),
    ("Man, 51 Jahre alt, 1 Meter 83 groß, 80 kg", "183 cm"),
    ("man, 60, 180 cm, 80 kg\nConditions: kidney stones, osteoporosis", "osteoporosis"),
    ("male 49 and a half, 182 cm, 85 kg", "makes 49.5 years"),
])  # fmt: skip
def test_plain_sentences_are_read(answer: str, told: str) -> None:
    assert told in ot.new_person({"person": answer}, today=TODAY).understood["person"]


@pytest.mark.parametrize(("answer", "asked"), [
    ("M, 34, 178, 140, no issues", "140"),
    ("DOB 1972-05-14 M 181 86", "height and weight with their units"),
    ("about 50, male, 180 cm, 80 kg", "the age in years"),
    ("Male, 52, height 1,80, weight 82,5", "the weight with its unit"),
    ("woman, 52, 165 cm, 60 kg, hormonal IUD so no periods", "premenopausal"),
    ("mujer 55, 165 cm, 60kg, sin menopausia", "premenopausal"),
])  # fmt: skip
def test_what_is_asked_names_the_trouble(answer: str, asked: str) -> None:
    with pytest.raises(InputError) as raised:
        ot.new_person({"person": answer}, today=TODAY)
    assert asked in str(raised.value)


@pytest.mark.parametrize(("answer", "trouble"), [
    ("man 50 180 cm 80 kg qwertz", '"qwertz" in'),
    ("woman 45 165 cm 62 kg wibble", '"wibble" in'),
])  # fmt: skip
def test_the_word_that_is_not_read_is_named(answer: str, trouble: str) -> None:
    with pytest.raises(InputError) as raised:
        ot.new_person({"person": answer}, today=TODAY)
    assert trouble in str(raised.value)

"""The birth date of all that tells it, an age that is not of now, and the sex that a form of words tells."""

from __future__ import annotations

import pytest
from tests.asking.saying import told

import osteotwin as ot

#: An answer, who it is, and what is said of it.
THEN = [
    ("woman diagnosed with breast cancer in 2020 aged 38", "a woman born 1982", "born in about 1982"),
    ("woman, osteoporosis (2015, aged 45)", "a woman born 1970", "born in about 1970"),
    ("male, hypogonadism diagnosed 2019 (age 31)", "a man born 1988", "born in about 1988"),
    ("man, osteoporosis diagnosed in 2010 aged 45 years", "a man born 1965", "born in about 1965"),
    ("woman, hysterectomy in 2010 aged 40", "a woman born 1970", "born in about 1970"),
    ("femme, ostéoporose en 2015 à 45 ans", "a woman born 1970", "born in about 1970"),
    ("Frau, Osteoporose 2015 mit 45 Jahren", "a woman born 1970", "born in about 1970"),
    ("mujer, osteoporosis diagnosticada en 2015 con 45 años", "a woman born 1970", "born in about 1970"),
    ("diagnosed with breast cancer in 2020 at 38", "born 1982", "born in about 1982"),
    (
        "I am a 33 year old woman with Hyperparathyroidism, diagnosed at the age of 30.",
        "(33 years)",
        "is of then",
    ),
    ("woman, 55, diagnosed with breast cancer aged 38", "(55 years)", '"aged 38" is of then'),
    ("hombre, 60 años, diagnosticado a los 45 de osteoporosis", "(60 years)", "is of then"),
    ("woman, 43, breast cancer at 38", "(43 years)", "is of then"),
    # Of now.
    ("woman with breast cancer, aged 38", "(38 years)", "makes 38 years"),
    ("man with osteoporosis since 2015, aged 62", "(62 years)", "makes 62 years"),
    ("born 1982, aged 43", "born 1982-07-01", "the middle of 1982"),
    ("60 year old man, born in 1965, office clerk", "(60 years)", "makes 60 years"),
    ("60 year old man, born 3 March 1965", "born 1965-03-03", ""),
    ("woman 62 kg at 165 cm, 50, osteoporosis", "(50 years), 165 cm", ""),
    ("widow of 70", "a woman born 1955", "makes 70 years"),
]


@pytest.mark.parametrize(("answer", "who", "said"), THEN)
def test_an_age_then_is_not_the_age_now(answer: str, who: str, said: str) -> None:
    understood = told("person", answer)
    assert who in understood
    assert said.casefold() in understood.casefold()


#: An answer whose age of now is not told, or told in two ways.
ASKED = [
    ("woman diagnosed with breast cancer aged 38", "the age of now"),
    ("I was diagnosed with osteoporosis in 2015, aged 45.", "the age of now"),
    ("at age 45 I was diagnosed with osteoporosis", "the age of now"),
    ("I was 38 when I was diagnosed with breast cancer", "the age of now"),
    ("cancer du sein à l’âge de 38 ans", "the age of now"),
    ("woman 50, diagnosed with osteoporosis in 2015 at 45", "birth in about 1970"),
    ("60 year old man, born 3 March 1955", "two answers on birth date"),
    ("man, born 3 March 1965, born 4 March 1965", "two answers on birth date"),
]


@pytest.mark.parametrize(("answer", "words"), ASKED)
def test_an_age_of_now_that_lacks_or_differs_is_asked(answer: str, words: str) -> None:
    with pytest.raises(ot.InputError, match=words):
        told("person", answer)


@pytest.mark.parametrize("answer", [
    "diagnostiquée avec un cancer du sein en 2020", "née en 1962", "nacida el 14 de mayo de 1962",
    "soy diabética, 58 años",
    "fumeuse", "ex-fumeuse, 60 ans", "fumadora", "Raucherin", "65 años, jubilada, hipertensa", "a nurse and mother, 45",
    "50 ans, infirmière, 60 kg", "Rentnerin, 70", "62-jährige Patientin", "femme née en 1963", "ama de casa, 55 años",
])  # fmt: skip
def test_a_form_of_women_tells_the_sex(answer: str) -> None:
    assert "a woman born" in told("person", answer)


@pytest.mark.parametrize("answer", [
    "osteoporosis diagnosticada en 2015, 60 años", "enfermedad celíaca, 50 años", "60, live with wife and kids",
    "mother: hip fracture, 60", "60, mother broke her hip", "né en 1962", "ostéoporose diagnostiquée en 2015, 60 ans",
])  # fmt: skip
def test_a_form_that_goes_with_another_word_or_person_tells_no_sex(answer: str) -> None:
    assert "The sex was not said" in told("person", answer) or "The sex and" in told("person", answer)


@pytest.mark.parametrize("answer", [
    "Hombre de 60 años, administrativo", "Weight 148 pounds, steady; height 63″.", "60 kg approx, 50",
    "height 63″ barefoot, 50",
])  # fmt: skip
def test_what_tells_nothing_of_a_body_is_set_aside(answer: str) -> None:
    assert told("person", answer)

"""What a person tells that no number of the model takes is set aside and said back, and what may turn it is asked."""

from __future__ import annotations

from datetime import date

import pytest

import osteotwin as ot

TODAY = date(2026, 2, 1)


def read(answer: str) -> str:
    return ot.new_person({"person": answer}, today=TODAY).understood["person"]


#: An answer, what is read of it, and what is said back as in no number.
SET_ASIDE = [
    ("Hypothyroidism \u00d7 5 years, 61", "(61 years)", "Hypothyroidism"),
    ("I am hypothyroid/ Hashi's, 50", "(50 years)", "hypothyroid and Hashi's"),
    ("I was diagnosed with Crohns 21 years ago", "", "Crohns"),
    ("Nine years ago, I was diagnosed with Hashimoto's Thyroiditis, an autoimmune illness", "", "Hashimoto's"),
    ("scoliosis, many back surgeries with hardware (rods and screws)", "", "many back surgeries with hardware"),
    ("osteoporosis and misaligned kneecaps (one prosthetic), woman", "osteoporosis", "misaligned kneecaps"),
    ("osteoarthritis (just about everywhere), 70", "(70 years)", "just about everywhere"),
    ("early-ish menopause at 47, with no hormone therapy and being small boned", "menopause at 47", "small boned"),
    ("radiation therapy at age 45, 60", "(60 years)", 'write "bone cancer" too'),
    ("Breast cancer with mastectomy of left breast, 58", "breast cancer", "mastectomy"),
    ("63, diagnosed with osteopenia", "(63 years)", "a score among the scans tells it"),
    ("54, on thyroid medication since 2019", "(54 years)", "in the first answer"),
    ("54, hypothyro\u00efdie depuis 10 ans", "(54 years)", "hypothyro\u00efdie"),
    ("54 Jahre, Bandscheibenvorfall, Heuschnupfen", "(54 years)", "Bandscheibenvorfall and Heuschnupfen"),
    ("54 a\u00f1os, hipotiroidismo y hernia discal", "(54 years)", "hipotiroidismo and hernia discal"),
    ("I don't have any health problems apart from hay fever, 33", "(33 years)", "hay fever"),
    ("54, 181 cm, I had my gallbladder out in 2010", "181 cm", "gallbladder out"),
    ("62 yr old retired nurse living in Devon with two cats", "(62 years)", "nurse living"),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "said", "aside"), SET_ASIDE)
def test_what_is_in_no_number_is_set_aside_and_said(answer: str, said: str, aside: str) -> None:
    understood = read(answer)
    assert said in understood
    assert aside in understood


#: An answer, and what of the model is read of it among plain words.
KNOWN = [
    ("I was diagnosed with osteoporosis nine years ago", "osteoporosis"),
    ("the doctor found osteoporosis, 66", "osteoporosis"),
    ("pulmonary and cardiac sarcoidosis", "sarcoidosis"),
    ("Hace dos a\u00f1os me operaron de un c\u00e1ncer de mama, tengo 58 a\u00f1os", "(58 years), breast cancer"),
    ("Tengo 52 a\u00f1os y hace cuatro y medio me operaron de un carcinoma de mama", "(52 years), breast cancer"),
    ("58 Jahre, Brustkrebs vor 3 Jahren, operiert", "breast cancer"),
    ("I have pain in both knees, 66", "knee pain"),
    ("I have type 2 diabetes because of my weight", "diabetes"),
    ("I went into menopause at 43 years old, now 60", "(60 years), menopause at 43"),
    ("53 and was post menopausal at 50", "menopause at 50"),
    ("61, osteoporosis since menopause at 43", "menopause at 43, osteoporosis"),
    ("52, f, in menopause since 2022", "menopause at 49"),
    ("60, Wechseljahre mit 48", "menopause at 48"),
    ("56, no menopause yet", "working ovaries"),
    ("63, f, FRAX 12% major / 3.1% hip", "a woman born 1962-08-03 (63 years), FRAX major 12 %, FRAX hip 3.1 %"),
    ("63, my 10 year hip fracture risk is 3.4 percent", "FRAX hip 3.4 %"),
    ("On the FRAX tool, I have a 10-year probability of a major osteoporotic fracture of 10%, with a hip fracture risk "
     "at 2%.", "FRAX major 10 %, FRAX hip 2 %"),
    ("54, I broke my wrist slipping on ice at 51", "1 fracture in a fall since the age of 40"),
    ("my mother had osteoporosis and broke her hip at 80, I'm 61", "a parent who broke a hip"),
    ("uomo, 55 anni, celiachia", "celiac disease"),
    ("67 ans, femme, ost\u00e9oporose, insuffisance r\u00e9nale", "osteoporosis, chronic kidney disease"),
    ("multiple myeloma, 61", "bone cancer"),
    ("had a full hysterectomy at 42 including ovaries, now 61", "menopause at 42"),
    ("hysterectomy at 42, ovaries kept, 55", "a woman born 1970"),
    ("I used to smoke 20 a day but quit in 2005", "is no smoking now"),
    ("at age 32 I am realizing that it is hard", "(32 years)"),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "said"), KNOWN)
def test_what_the_model_holds_is_read_among_plain_words(answer: str, said: str) -> None:
    assert said in read(answer)


#: An answer that may be turned, of others, or of what matters, and what is asked of it.
ASKED = [
    ("my doctor ruled out lupus, osteoporosis and RA", "ruled out lupus"),
    ("I researched lupus and osteoporosis", "I researched lupus"),
    ("my aunt fears lupus and osteoporosis", "my aunt fears lupus"),
    ("suspected primary hypogonadism, 44", 'write "hypogonadism" alone'),
    ("had diabetes 5 years ago", 'write "diabetes" alone'),
    ("44, squat 140 kg", "no load that is moved"),
    ("44, suitcase 30 kg", "suitcase"),
    ("54, broke my arm and my collarbone on ice", "how many bones broke"),
    ("fell off a ladder and broke my wrist at 51, 60", "how many bones broke"),
    ("my wife had a hysterectomy, osteoporosis, 55", "my wife had a hysterectomy"),
    ("T12 and L1 compression fractures in 2020", "vertebral fracture, 2 fractures"),
    ("I can't sit upright for long because of my back", "sit upright"),
    ("44, smkoer", "smkoer"),
    ("44, osteoporsis", "osteoporsis"),
    ("kidney trouble, 50", "kidney trouble"),
    ("cancer, 55", "which cancer"),
    ("63, FRAX 12%", "the probability of a major fracture or of the hip"),
    ("63, my mother's FRAX is 12% major", "the probability of a major fracture or of the hip"),
    ("I have been on prednisone for lupus since 2018, 41", "drugs among the drugs"),
    ("Menopause at age 51", "the age of now, too"),
    ("was having regular periods, 44", "whether periods still come"),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "asked"), ASKED)
def test_what_may_matter_or_turn_is_asked(answer: str, asked: str) -> None:
    with pytest.raises(ot.InputError) as error:
        read(answer)
    assert asked in str(error.value)

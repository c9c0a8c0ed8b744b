"""Sex, age, height and weight that stand in a sentence, and what in it is not read."""

from __future__ import annotations

from datetime import date

import pytest

import osteotwin as ot

TODAY = date(2026, 2, 1)


def read(answer: str) -> str:
    return ot.new_person({"person": answer}, today=TODAY).understood["person"]


#: An answer, what it says of the body, and what of it is said to be in no number.
SENTENCES = [
    ("I am 5' 10\" tall and in reasonably good health for a man 53 years old.", "(53 years), 177.8 cm", "reasonably"),
    ("Looking for advice for a 45 yr old guy, 5'10 and 80 kg", "(45 years), 177.8 cm, 80 kg", "looking for advice"),
    ("I am a 73-year-old retired teacher, 128 lb, female", "(73 years), 58.06 kg", "teacher"),
    ("Woman in perfect shape, 60 years old, 55 kg", "(60 years), 55 kg", "perfect shape"),
    ("At 54 years old I still run daily, weigh 150 lbs", "(54 years), 68.04 kg", "run daily"),
    ("I am 49 years old and I have biked 10-18 miles every single day", "(49 years)", "biked 10-18 miles"),
    ("Hi, I'm Peter, 58, 95kg", "(58 years), 95 kg", "I'm Peter"),
    ("This morning I weighed in at 215 pounds. That is the heaviest I have ever been", "97.52 kg", "the heaviest"),
    ("My weight was 236 pounds today, 5-foot-9, male, 59", "(59 years), 175.3 cm, 107 kg", ""),
    ("72-year-old woman, 5-foot-2-inch, 125-pound", "(72 years), 157.5 cm, 56.7 kg", ""),
    ("Weight -- 255 lbs. (I am 5-foot-9)", "175.3 cm, 115.7 kg", ""),
    ("age 47, height 5-9, weight 165", "(47 years), 175.3 cm, 74.84 kg", "is taken as 165 lb"),
    ("39 yo, 5'9, 175", "(39 years), 175.3 cm, 79.38 kg", "is taken as 175 lb"),
    ("now 5'3\", was 5'5\", 70 yo female", "(70 years), 160 cm", "was 5'5"),
    ("I have lost 2 inches in height, 5'3\", female, 70", "(70 years), 160 cm", "lost 2 inches"),
    ("two broken ribs from a car accident in 2015, male 51, 80kg", "(51 years), 80 kg", "two broken ribs"),
    ("male 30, broke my arm as a kid", "(30 years)", "broke my arm as a kid"),
    ("I have never broken a bone in my life, 59, female", "no fractures in a fall", ""),
    ("busy mom of two, 41, 5'6\"", "a woman born", ""),
    ("57, post-menopause for 6 years", "menopause at 52", ""),
    ("woman of 71, Wirbelbruch 2020", "a vertebral fracture", ""),
    ("postmenopausal osteoporosis, 68", "a woman born 1957", "is told by postmenopausal"),
    ("68 years old, post-menopausal with osteoporosis", "a woman born 1957", "is told by post-menopausal"),
    ("66 year old woman with osteoporosis in my spine", "(66 years), osteoporosis", ""),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "body", "unused"), SENTENCES)
def test_a_body_is_read_from_a_sentence(answer: str, body: str, unused: str) -> None:
    said = read(answer)
    assert body in said
    assert unused in said


#: An answer whose sentence is turned, of others or about, and what is asked.
ASKED = [
    ("my friend is a man 53 years old", "friend"),
    ("I will be 60 next month, male", "the age in years"),
    ("in my late 50's, male", "the age in years"),
    ("turning 65 in March, woman", "the age in years"),
    ("a guy in my thirties", "the age in years"),
    ("Age: 55+; male", "the age in years"),
    ("I am over 60, 50 kg", "the age in years"),
    ("hovering around the 220-230lbs mark", "one weight"),
    ("weight fluctuates between 85 and 88 kg", "one weight"),
    ("I'm 45 years into this life", "I'm 45 years into this life"),
    ("47 y/o male on TRT for 3 years", "drugs among the drugs"),
    ("I am a 34 year old trans woman, 6ft", "the sex at birth"),
    ("I've avoided diabetes, high blood pressure, cancer", "leave out all that are not there"),
    ("A number of my women friends have osteoporosis", "may not be there"),
    ("a woman of 66 with a T score of -2.9", "a score among the scans"),
    ("male 30, broke my arm at 12 and my collarbone last year on ice", "collarbone"),
    ("male, 70 kg, 20 years, osteoporsis in my family of bones", "osteoporsis"),
    ("a man who should be 75 kg, 40 years old", "should be 75 kg"),
]


@pytest.mark.parametrize(("answer", "words"), ASKED)
def test_a_sentence_that_is_turned_is_asked(answer: str, words: str) -> None:
    with pytest.raises(ot.InputError) as asked:
        read(answer)
    assert words in str(asked.value)

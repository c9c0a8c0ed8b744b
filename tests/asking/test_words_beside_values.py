"""Words beside a score or a laboratory value that may make it another one's, another day's or none are asked."""

from __future__ import annotations

from datetime import date

import pytest

import osteotwin as ot

TODAY = date(2026, 2, 1)


def ask(question: str, answer: str) -> str:
    return ot.new_person({question: f"12 May 2025: {answer}"}, today=TODAY).understood[question]


SCANS = [
    "spine T-score -2.5 (not mine)", "spine T-score -2.5, wrong patient", "spine T-score -2.5 to be repeated",
    "spine T-score -2.5 with rods", "spine T-score -2.5, L4 excluded", "spine T-score better than -2.5",
    "spine T-score -2.5, hip T-score half that", "spine T-score -2.5; 2023 hip T-score -1.9",
    "spine T-score in two years will be -2.5", "spine T-score -2.5, hip T-score was -1.9 in March",
    "old spine T-score -2.2",
    "my last spine T-score -2.2", "Anna's spine T-score -2.2", "spine T-score normal -1",
    "spine T-score -2.5, forget it",
    "spine T-score -2.5 or so", "spine T-score maybe -2.5", "spine T-score -2.5 g/cm2", "REMS spine T-score -1.8",
    "spine T-score by ultrasound -1.8", "spine T-score -1.8 by CT", "spine T-score -1.8 estimated",
]  # fmt: skip
LABS = [
    "estradiol 18 pg/mL, not mine", "CTX 350 pg/mL in March", "CTX 350 pg/mL at menopause", "her CTX 350 pg/mL",
    "CTX 350 pg/mL (Anna)", "CTX 350 pg/mL hoped", "CTX 350 pg/mL calculated", "CTX 350 pg/mL forget it",
    "my last CTX 350 pg/mL", "estradiol 18 pg/mL higher", "CTX 350 pg/mL; P1NP 45 ug/L the month before",
    "testosterone 400 ng/dL before TRT",
]  # fmt: skip


@pytest.mark.parametrize(
    ("question", "answer"), [("scans", one) for one in SCANS] + [("labs", one) for one in LABS]
)
def test_a_word_that_may_turn_a_value_is_asked(question: str, answer: str) -> None:
    with pytest.raises(ot.InputError):
        ask(question, answer)


@pytest.mark.parametrize(("question", "answer", "said"), [
    ("scans", "my lumbar spine T-score is -2.5, which means osteoporosis", "Lumbar spine T-score -2.5"),
    ("scans", "bone densitometry demonstrated a T-score of -2.1 at the spine", "Lumbar spine T-score -2.1"),
    ("scans", "In der LWS T-Score von -2,1", "Lumbar spine T-score -2.1"),
    ("labs", "Mein Vitamin-D-Spiegel lag bei 18 ng/ml, das ist zu niedrig", "25OHD 18 ng/mL"),
    ("labs", "my testosterone came back at 235 ng/dL, below normal", "Testosterone 235 ng/dL"),
])  # fmt: skip
def test_idle_words_beside_a_value_are_of_no_matter(question: str, answer: str, said: str) -> None:
    assert said in ask(question, answer)

"""The eight questions, in the order in which they are asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Question:
    """One question.

    Attributes
    ----------
    key : str
        Its name in a file of answers.
    title : str
        In a word or two.
    asks : str
        What is asked, in plain words.
    examples : tuple of str
        Answers that are understood.
    skipped : str
        What is taken where it is skipped.
    """

    key: str
    title: str
    asks: str
    examples: tuple[str, ...]
    skipped: str


QUESTIONS: Final = (
    Question(
        "drugs", "Drugs",
        "Which hormones, drugs for bone, or other prescribed drugs that act on hormones or bone do you take, or "
        "are about "
        "to take? Several are parted by semicolons. Say how they are given where there is a choice: gel, patch, "
        "tablet or "
        "injection, and of an injection the ester.",
        ("anastrozole", "testosterone cypionate; arimidex", "estradiol patch", "Prolia"),
        "no drug",
    ),
    Question(
        "dose", "Dose and rhythm",
        "How much, and how often? Of several drugs, one after the other, parted by semicolons.",
        ("1 mg daily", "70 mg every 3.5 days; 0.25 mg with each shot", "0.35 mL of 200 mg/mL, Mon/Thu",
         "60 mg every 6 months"),
        "a drug without a dose is left out of the file, with a note",
    ),
    Question(
        "since", "Since when",
        "Since when, or from when on? Of several drugs one day for all, or one each, parted by semicolons.",
        ("14 March 2024", "2 years ago", "March 2024", "today", "2019-05-01 to 2023-06-30"),
        "from today on",
    ),
    Question(
        "person", "About you",
        "Sex at birth, age or birth date, height and weight; also how many bones broke in a fall from standing "
        "since the age "
        "of 40, the age at menopause, and conditions or joints that hurt, where there are any.",
        ("male, born 14 May 1972, 181 cm, 86 kg", "woman, 62, 5 ft 4 in, 140 lb, menopause at 51, 1 fracture",
         "m, 34 years, 80 kg, kidney stones, bad knees"),
        "a man of 50 of average size, until you say otherwise",
    ),
    Question(
        "scans", "Bone density scans",
        "What did a DXA scan find: the day, the site, the density or the T-score, and the maker of the scanner? "
        "Several "
        "values are parted by semicolons.",
        ("12 January 2026: lumbar spine 1.05 g/cm2; total hip 0.98 g/cm2; Hologic",
         "2025-11-03: femoral neck T-score -1.8"),
        "the average of people of your age, with a wide interval",
    ),
    Question(
        "labs", "Blood tests",
        "What did blood or urine tests find: the day, what was measured, the value and its unit? Estradiol, "
        "testosterone, "
        "25-hydroxyvitamin D, PTH, calcium and markers of bone turnover count. Parted by semicolons.",
        ("12 January 2026: estradiol 27 pg/mL; testosterone 480 ng/dL; 25OHD 24 ng/mL",
         "estradiol <5 pg/mL on 2025-11-03"),
        "the average of people of your age, with a wide interval",
    ),
    Question(
        "training", "Training",
        "What training or sport do you do now, how much, and how often? Parted by semicolons; none is an answer, "
        "too. What a plan has to keep to may stand here as well: no gym, at most 3 times a week, no running.",
        ("walking 30 min, 3 times a week", "back squat 5x5 80 kg twice a week; running 20 min on Mon and Fri",
         "rope jumping 60 jumps 3x/week; no gym", "none"),
        "everyday life without training",
    ),
    Question(
        "food", "Food and supplements",
        "What foods with calcium do you eat, how often, and how much vitamin D do you take? For what is not named "
        "250 mg of calcium a day are added, unless you say that this is all. Or how much calcium and vitamin "
        "D in all, food and tablets together. Parted by semicolons. "
        "What is never eaten may stand here as well.",
        ("a glass of milk a day; greek yogurt 4 times a week; vitamin D 1000 IU daily",
         "calcium 750 mg a day; vitamin D 150 IU a day", "vegan; calcium 500 mg a day"),
        "the usual intake of people of your age and sex",
    ),
)  # fmt: skip

KEYS: Final = tuple(question.key for question in QUESTIONS)

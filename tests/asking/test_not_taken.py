"""Drugs that are not taken, and numbers that may be of a part: the question says which, and offers no other dose."""

from __future__ import annotations

import re

import pytest
from tests.asking.saying import TODAY, told

import osteotwin as ot

#: An answer, and what the question says that it tells.
NOT_TAKEN = [
    ("my wife takes letrozole 2.5 mg daily", "tells of somebody else"),
    ("my husband's letrozole 2.5 mg daily", "tells of somebody else"),
    ("her: letrozole 2.5 mg daily", "tells of somebody else"),
    ("Mother: alendronate 70 mg weekly; letrozole 2.5 mg daily", "tells of somebody else"),
    ("letrozole 2.5 mg daily (for my wife)", "tells of somebody else"),
    ("letrozole 2.5 mg daily - mother", "tells of somebody else"),
    ("old: letrozole 2.5 mg daily", "a drug that has ended"),
    ("letrozole 2.5 mg daily, paused", "a drug that has ended"),
    ("letrozole 2.5 mg daily from March", "does not tell the year"),
    ("not letrozole 2.5 mg daily", "a drug that is not taken"),
    ("refused denosumab 60 mg every 6 months", "a drug that is refused"),
    ("denosumab 60 mg every 6 months declined", "a drug that is refused"),
    ("allergic to alendronate; letrozole 2.5 mg daily", "a drug that is not tolerated"),
    ("my doctor suggests alendronate 70 mg weekly", "advice or a thought"),
    ("I was advised letrozole 2.5 mg daily", "advice or a thought"),
    ("letrozole 2.5 mg daily from next month", "a drug that is not begun"),
    ("letrozole 2.5 mg daily, to start in March", "a drug that is not begun"),
    ("letrozole 2.5 mg from next Monday", "a drug that is not begun"),
    ("denosumab 60 mg every 6 months planned", "a drug that is not begun"),
    ("not on testosterone yet, only anastrozole 1 mg daily", "a drug that is not taken"),
    ("no anastrozole any more; testosterone cypionate 200 mg weekly", "a drug that is not taken"),
    ("never took letrozole", "a drug that is not taken"),
    ("pantoprazole 40 mg, stopped in November", "a drug that has ended"),
    ("prednisolone 5 mg daily since May 2024, before 20 mg", "an earlier dose and not its days"),
    ("letrozole 2.5 mg daily since May 2024, before that 1.25 mg", "an earlier dose and not its days"),
    ("letrozole 2.5 mg daily since May 2025, tamoxifen 20 mg daily prior to that", "another time than now"),
    (
        "letrozole 2.5 mg daily since May 2025, tamoxifen 20 mg daily before letrozole",
        "another time than now",
    ),
    ("letrozole 2.5 mg daily after that", "another time than now"),
    ("letrozole 2.5 mg daily since 2024, 5 mg with that", "another dose and not its days"),
    ("Letrozol 2,5 mg täglich davor", "another time than now"),
    ("letrozole 2.5 mg daily previously", "another time than now"),
]


def asked(answer: str, question: str = "drugs") -> str:
    with pytest.raises(ot.InputError) as raised:
        ot.new_person({question: answer}, today=TODAY)
    return str(raised.value)


@pytest.mark.parametrize(("answer", "words"), NOT_TAKEN)
def test_what_is_not_taken_is_named_and_not_offered(answer: str, words: str) -> None:
    question = asked(answer)
    assert words in question
    offered = re.findall(r'"([^"]+)"', question.partition("Fix:")[2])
    assert not any(name in one for one in offered for name in ("denosumab", "alendronate", "testosterone"))


#: A part of a tablet, a number of ampoules, or the dose of a second drug, and doses that it may not become.
PARTS = [
    ("1/2 a 1 mg arimidex every third day", "arimidex 1 mg"),
    ("half an arimidex 1 mg every third day", "arimidex 1 mg"),
    ("anastrozole 1 mg tablet, cut in half, daily", "anastrozole 1 mg"),
    ("testosterone enanthate 250 mg/ml 1 amp every 3 weeks", "testosterone enanthate 200"),
    ("une ampoule de testosterone toutes les 3 semaines", "testosterone 40.5"),
    ("two arimidex 1 mg daily", "arimidex 1 mg"),
    ("double dose letrozole 2.5 mg daily", "letrozole 2.5 mg"),
    ("deca 200 mg weekly with test 400", "deca 200 mg weekly"),
]


@pytest.mark.parametrize(("answer", "other"), PARTS)
def test_no_other_dose_is_offered_than_was_said(answer: str, other: str) -> None:
    question = asked(answer)
    assert "how much it is each time in all" in question
    assert other not in question.partition("Fix:")[2]


@pytest.mark.parametrize(
    ("question", "answer", "words"),
    [
        ("drugs", "anastrozole 1 mg 3/7", '1 mg every 3 days", or "anastrozole 1 mg daily for 3 days'),
        ("drugs", "test C 200/wk", 'write "test C 200 mg/wk"'),
        ("drugs", "testosterone cypionate 200mg/mL, 0.4 weekly", "0.4 mL weekly"),
        ("drugs", "Fosamax plus D 70/5600 weekly", '"Fosamax plus D 70 mg weekly" for the first one'),
        ("drugs", "letrozole 2.5 mg daily up to March 2024", "with your own first day"),
        ("drugs", "tamoxifen 20 mg for two years, then letrozole since March 2025",
         "tamoxifen 20 mg since March 2023 until March 2025; letrozole since March 2025"),
        ("labs", "12 Jan 2026: testosterone 1.050 ng/dl", 'write "1050 ng/dL"'),
        ("labs", "12 Jan 2026: estradiol 25 ng/dL", 'write "25 pg/mL"'),
        ("person", "male, 50, smoker 1 pack a day until last year", '"former smoker" if it has ended'),
    ],
)  # fmt: skip
def test_what_is_offered_is_what_was_said(question: str, answer: str, words: str) -> None:
    more = {} if question == "person" else {"person": "male, 50"}
    with pytest.raises(ot.InputError) as raised:
        ot.new_person({question: answer, **more}, today=TODAY)
    assert words in str(raised.value)


@pytest.mark.parametrize(
    ("question", "answer", "words"),
    [
        ("drugs", "anastrozole 1 mg at 8 pm daily", "1 mg every day"),
        ("drugs", "anastrozole 1 mg Mon and Thu at 20:00", "1 mg every 3.5 days"),
        ("drugs", "anastrozole 1 mg daily since the last year and a half", "from 2024-08"),
        ("drugs", "testosterone cypionate 100 mg weekly, my wife injects it", "100 mg every week"),
        ("drugs", "ibandronate 3mg IV every quarter", "3 mg every 3 months"),
        ("drugs", "anastrozole 1 mg on injection days, I inject twice a week", "1 mg every 3.5 days"),
        ("drugs", "anastrozole 0.5 mg E3.5D on shot days", "0.5 mg every 3.5 days"),
        ("drugs", "hydrochlorothiazide 25 mg, half a tablet", "Hydrochlorothiazide: 25 mg, half a tablet"),
        ("drugs", "Andriol 40 mg 2-0-2", "80 mg twice a day"),
        ("drugs", "anastrozole 1 mg daily 3 weeks on 1 week off", "1 week off, from 2026-02-01 on."),
        ("drugs", "letrozole 2.5 mg daily since May 2021 up to March 2024", "until 2024-03-01"),
        ("person", "male, 50, quit smoking in 2010", "is no smoking now"),
        ("person", "male, 50, smoker 1 pack a day", "smoking now."),
    ],
)
def test_what_is_plain_is_read(question: str, answer: str, words: str) -> None:
    assert words in told(question, answer)

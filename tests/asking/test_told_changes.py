"""Changes of dose and drug, and reasons and feelings, within running words: each course with its days, or asked."""

from __future__ import annotations

import pytest
from tests.asking.saying import TODAY, Row, rows_of

import osteotwin as ot
from osteotwin.asking.remarks import without_remarks

TC = "testosterone_cypionate"

#: An answer, and of each drug its dose as it is written, its first day and its last.
READ: list[tuple[str, list[Row]]] = [
    (
        "test cyp 200mg weekly since Jan 2024, dropped to 150mg weekly in March 2025",
        [(TC, "150mg weekly", "2025-03-01", None), (TC, "200mg weekly", "2024-01-01", "2025-03-01")],
    ),
    (
        "test cyp 200mg weekly since Jan 2024, dropped in March 2025 to 150mg",
        [(TC, "150mg weekly", "2025-03-01", None), (TC, "200mg weekly", "2024-01-01", "2025-03-01")],
    ),
    (
        "test cyp 200mg weekly since Jan 2024, dropped to 150mg in March 2025 and stopped in May 2025",
        [(TC, "200mg weekly", "2024-01-01", "2025-03-01"), (TC, "150mg weekly", "2025-03-01", "2025-05-01")],
    ),
    (
        "my protocol was test cyp 150 mg weekly from 2021 to 2023",
        [(TC, "150 mg weekly", "2021-07-01", "2023-07-01")],
    ),
    (
        "Reclast 5 mg in 2024 and 2025",
        [("zoledronate", "5 mg once", "2024-07-01", None), ("zoledronate", "5 mg once", "2025-07-01", None)],
    ),
    (
        "Reclast 5 mg in May 2025 and May 2026",
        [("zoledronate", "5 mg once", "2026-05-01", None), ("zoledronate", "5 mg once", "2025-05-01", None)],
    ),
    (
        "test cyp 200mg weekly since Jan 2024, they dropped me to 150mg weekly in June 2025",
        [(TC, "150mg weekly", "2025-06-01", None), (TC, "200mg weekly", "2024-01-01", "2025-06-01")],
    ),
    (
        "AndroGel 1.62 % 2 pumps daily (40.5 mg) since 2024",
        [("AndroGel 1.62 %", "2 pumps daily (40.5 mg)", "2024-07-01", None)],
    ),
    (
        "arimidex 1 mg daily since 2021; prednisone 20 mg daily since 2024, now 10 mg daily since 2025",
        [
            ("anastrozole", "1 mg daily", "2021-07-01", None),
            ("glucocorticoid", "10 mg daily", "2025-07-01", None),
            ("glucocorticoid", "20 mg daily", "2024-07-01", "2025-07-01"),
        ],
    ),
    (
        "prednisone 20 mg daily since 2024, now 10 mg since March 2025",
        [
            ("glucocorticoid", "10 mg daily", "2025-03-01", None),
            ("glucocorticoid", "20 mg daily", "2024-07-01", "2025-03-01"),
        ],
    ),
    (
        "started at 100mg test cyp weekly in Jan 2024, increased to 140mg weekly in June 2024",
        [(TC, "140mg weekly", "2024-06-01", None), (TC, "100mg test cyp weekly", "2024-01-01", "2024-06-01")],
    ),
    (
        "test cyp 200mg weekly since 2020, lowered to 160 mg weekly in 2022, then 120mg weekly since 2024",
        [
            (TC, "120mg weekly", "2024-07-01", None),
            (TC, "200mg weekly", "2020-07-01", "2022-07-01"),
            (TC, "160 mg weekly", "2022-07-01", "2024-07-01"),
        ],
    ),
    (
        "anastrozole 1 mg daily since 2022, reduced to every other day in June 2024",
        [
            ("anastrozole", "1 mg every other day", "2024-06-01", None),
            ("anastrozole", "1 mg daily", "2022-07-01", "2024-06-01"),
        ],
    ),
    (
        "prednisone 10 mg daily since 2021, currently 7.5 mg daily since Jan 2026",
        [
            ("glucocorticoid", "7.5 mg daily", "2026-01-01", None),
            ("glucocorticoid", "10 mg daily", "2021-07-01", "2026-01-01"),
        ],
    ),
    (
        "prednisone 40mg daily for 5 days then 20mg daily for 5 days since 1 Jan 2026",
        [("glucocorticoid", "40mg daily for 5 days then 20mg daily for 5 days", "2026-01-01", None)],
    ),
    (
        "test cyp 200mg weekly since Jan 2024, dropped to 150mg weekly in March 2025, adex 0.5mg weekly since 2024",
        [
            (TC, "150mg weekly", "2025-03-01", None),
            ("anastrozole", "0.5mg weekly", "2024-07-01", None),
            (TC, "200mg weekly", "2024-01-01", "2025-03-01"),
        ],
    ),
    (
        "anastrozole 1 mg daily since June 2023, then couldn't stand the joint pain and switched to exemestane 25 mg "
        "daily in Jan 2024",
        [
            ("exemestane", "25 mg daily", "2024-01-01", None),
            ("anastrozole", "1 mg daily", "2023-06-01", "2024-01-01"),
        ],
    ),
    (
        "tamoxifen 20mg daily from 2018, replaced by letrozole 2.5 mg daily in 2022",
        [
            ("letrozole", "2.5 mg daily", "2022-07-01", None),
            ("tamoxifen", "20mg daily", "2018-07-01", "2022-07-01"),
        ],
    ),
    (
        "started anastrozole 1mg daily in May 2021 after surgery, stopped in June 2022 because of hot flashes",
        [("anastrozole", "1mg daily", "2021-05-01", "2022-06-01")],
    ),
    (
        "arimidex 0.5mg twice a week since March 2024 because my E2 was 60",
        [("anastrozole", "0.5mg twice a week", "2024-03-01", None)],
    ),
    (
        "started letrozole 2.5 mg daily about two years ago",
        [("letrozole", "2.5 mg daily", "2024-02-02", None)],
    ),
    ("began Evista 60mg daily a year and a half ago", [("raloxifene", "60mg daily", "2024-08-02", None)]),
    (
        "letrozole 2.5mg daily along with Prolia 60mg every 6 months, both since 2022",
        [
            ("letrozole", "2.5mg daily", "2022-07-01", None),
            ("denosumab", "60mg every 6 months", "2022-07-01", None),
        ],
    ),
    (
        "test cyp 150mg weekly w/ 0.25mg adex 2x week all since Feb 2024",
        [
            (TC, "150mg weekly", "2024-02-01", None),
            ("anastrozole", "0.25mg adex 2x week", "2024-02-01", None),
        ],
    ),
    (
        "test cyp 150mg weekly since 2020, now also adex 0.5mg weekly since 2024",
        [(TC, "150mg weekly", "2020-07-01", None), ("anastrozole", "0.5mg weekly", "2024-07-01", None)],
    ),
]
#: What leaves open when a course began or ended, or holds words that are not known.
ASKED = [
    ("tamoxifen 20mg daily since 2018, switched to letrozole 2.5 mg daily", "both days"),
    ("tamoxifen 20mg daily since 2018, now letrozole 2.5 mg daily since 2022", "both days"),
    ("tamoxifen 20mg daily since 2018; then letrozole 2.5 mg daily since 2022", "both days"),
    ("tamoxifen 20mg daily, switched to letrozole 2.5 mg daily in 2022", "both days"),
    ("test cyp 200mg weekly since Jan 2024, dropped to 150mg", "both days"),
    ("test cyp 200mg weekly, dropped to 150mg weekly in March 2025", "both days"),
    ("test cyp 200mg weekly since Jan 2025, dropped to 150mg weekly in March 2024", "after the beginning"),
    ("test cyp 200mg weekly since Jan 2024, dropped to 150mg weekly last summer", "test cyp"),
    ("test cyp 100mg twice a week since Jan 2024, dropped to 150mg total in March 2025", "how often after"),
    ("test cyp 100mg every 3.5 days since Jan 2024, lowered to 180mg in March 2025", "180mg weekly"),
    ("test cyp 50mg MWF since Jan 2024, lowered to 120mg in March 2025", "how often after"),
    ("prednisone 10mg twice a day since Jan 2024, reduced to 15mg in June 2024", "how often after"),
    (
        "alendronate 10 mg daily since 2020, switched to 70 mg in 2023",
        'write for example "alendronate 70 mg weekly"',  # 70 mg daily is asked, too
    ),
    ("risedronate 35 mg weekly since 2020, changed to 150 mg in 2023", "how often after"),
    ("vitamin D 50000 IU weekly since 2020, then 2000 IU since 2023", "2000 IU daily"),
    ("test cyp 140mg weekly since Jan 2024, changed to daily in June 2025", "140mg daily.*20mg daily"),
    ("test cyp 200mg every 2 weeks since Jan 2024, moved to weekly in June 2025", "100mg weekly"),
    ("alendronate 10 mg daily since 2020, changed to weekly in 2023", "10 mg weekly.*70 mg weekly"),
    (
        "test cyp 200mg weekly since Jan 2024, to be increased to 250mg weekly in April 2025",
        "a first day and a",
    ),
    ("test cyp 200mg weekly since Jan 2024, dropped to 150mg for 3 months in 2025", "for 3 months"),
    ("test cyp 200mg weekly since Jan 2024, he dropped to 150mg weekly in June 2025", "he"),
    ("test cyp 200mg weekly since 2021, upped arimidex 0.5mg daily since 2023", "upped"),
    ("arimidex 1mg daily since 2021, cut with letrozole 2.5 mg daily in 2023", "from when until when"),
    (
        "prednisone 20 mg daily since 2024, alendronate 70 mg weekly since 2024, now 5 mg daily since 2025",
        "its drug",
    ),
    (
        "prednisone 20 mg daily since 2024; arimidex 1 mg daily since 2021; then 10 mg daily since 2025",
        "its drug",
    ),
    ("Reclast 5 mg once May 2022 after hip fracture in 2021", "once May 2022"),
    ("Reclast (Prolia) 60 mg once in 2024", "Reclast"),
    ("Prolia 60mg: 3/23, 9/23, 3/24, 9/24", "Prolia 60mg every 6 months since Mar 2023"),
    ("Prolia shots March 2023, Sept 2023", "how much each time"),
    ("Zometa 4mg 3/23, 9/23", "Mar 2023, Sep 2023"),
    ("my protocol was test cyp 150 mg weekly since 2021", "150 mg weekly since 2021.*when it ended"),
    ("my protocol was 150 mg test cyp weekly", "when it ended"),
    ("Prolia (denosumab, last shot May 2024) 60 mg every 6 months since 2022", "a day within the name"),
    ("Reclast 5 mg in May 2024 and 2025", "May 2024 and May 2025"),
    ("Reclast 5 mg on May 3 2024 and 2025", "May 3 2024 and May 3 2025"),
    ("Reclast 5 mg in 2024 and May 2025", "May 2024 and May 2025"),
    ("Reclast 5 mg in 2025 and 2026", "the month of the dose"),
    ("Reclast 5 mg once in 2026", "the month of the dose"),
    ("Reclast 5 mg once 2024-2025", "one dose with two days"),
    ("Reclast 5 mg once since May 2024 until June 2025", "one dose with two days"),
    ("test cyp 200mg weekly since Jan 2024, they dropped to 150mg weekly in June 2025", "they"),
    ("test cyp 200mg weekly since Jan 2024, my wife dropped to 150mg weekly in June 2025", "wife"),
    ("alendronate 70mg weekly since 2022 because of a break in treatment", "break"),
    ("AndroGel 1.62 % 2 pumps daily (20.25 mg) since 2024", "20.25 mg is what one pump"),
    ("Zometa 4mg 13/24, 7/25", "of a month or of a year"),
    ("letrozole 2.5 mg 2021, 2022", "2021, 2022"),
    ("letrozole 2.5 mg daily since 2020, dropped in 2023", "dropped"),
    ("letrozole 2.5 mg daily 6 months ago", "6 months ago"),
    ("letrozole 2.5 mg daily since 2022, couldn't stand it", "stand it"),
    ("letrozole 2.5 mg daily since 2022, hated it", "hated it"),
    ("In May 2021 letrozole 2.5 mg daily", "In May 2021"),
    ("250iu hcg Mon, 250iu hcg Mon", "second course"),
    ("Adcal (2 tablets daily), letrozole 2.5 mg daily", "Adcal"),
    ("test cyp (100mg weekly until 2023) 120mg weekly", "test cyp"),
    ("prednisone 10 mg daily since 2020, up to 20 mg daily during flares", "on average"),
    ("haven't taken letrozole 2.5mg daily since 2022", "haven't taken"),
    ("for 5 years I was on tamoxifen 20 mg daily", "for 5 years"),
    ("for a while letrozole 2.5 mg daily", "a while"),
    ("Since 2020 letrozole 2.5 mg daily, Prolia 60 mg every 6 months", "Since 2020"),
    ("daily injections of 20 mg test cyp and 500 iu hcg weekly", "hcg"),
    ("Sustanon 250 every 3 weeks since 2021", "Sustanon"),
    ("letrozole 2.5 mg daily since 2022, sometimes skip", "sometimes skip"),
    ("letrozole 2.5mg daily on and off since 2020", "on and off"),
    (
        "methotrexate 15mg weekly and folic acid 5mg weekly, since July 2022; pred 5mg daily since May 2022",
        "for all",
    ),
]
#: An answer, and what is left of it.
REMARKS = [
    ("letrozole 2.5 mg daily since 2022, hate it", "letrozole 2.5 mg daily since 2022"),
    ("letrozole 2.5 mg daily since 2022 and my joints ache", "letrozole 2.5 mg daily since 2022"),
    ("anastrozole 1 mg daily (joint pain!) since 2023", "anastrozole 1 mg daily since 2023"),
    ("test cyp 150mg/week since 2020 for low T, works great", "test cyp 150mg/week since 2020"),
    ("letrozole daily 2019-2022, was horrible", "letrozole daily 2019-2022"),
    ("letrozole daily since 2022, no side effects", "letrozole daily since 2022"),
    ("letrozole daily since 2022, don't like it", "letrozole daily since 2022"),
    ("1 mg because my E2 was at 60 pg/ml and adex", "1 mg and adex"),
]
#: What stays, for it may tell of a dose, a day or a drug.
KEPT = [
    "letrozole 2.5 mg daily since 2022, my doctor says to stop",
    "letrozole 2.5 mg daily since 2022, no more sadly",
    "letrozole daily since 2022, not doing it",
    "letrozole daily since 2022 but I do not have it",
    "letrozole daily since 2022, I don't",
    "letrozole daily since 2022, not having it",
    "alendronate weekly since 2022 because of a break",
    "letrozole 2.5 mg daily since 2022, couldn't stand it",
    "letrozole 2.5 mg daily since 2022, was horrible",
    "1 mg daily due to bone loss in 2023",
    "1 mg daily because of 20 mg of pain",
    "letrozole (gel), calcium as well",
    "glucosamine for my cat, letrozole 2.5 mg daily",
]


@pytest.mark.parametrize(("answer", "rows"), READ, ids=[answer for answer, _ in READ])
def test_each_course_has_its_own_dose_and_days(answer: str, rows: list[Row]) -> None:
    new = ot.new_person({"drugs": answer}, today=TODAY, dates="mdy")
    assert rows_of(new.text) == rows


@pytest.mark.parametrize(("answer", "words"), ASKED)
def test_what_is_left_open_is_asked(answer: str, words: str) -> None:
    with pytest.raises(ot.InputError, match=words):
        ot.new_person({"drugs": answer}, today=TODAY, dates="mdy")


@pytest.mark.parametrize(("answer", "left"), [*REMARKS, *((kept, kept) for kept in KEPT)])
def test_reasons_and_feelings_are_left_out(answer: str, left: str) -> None:
    assert without_remarks(answer) == left

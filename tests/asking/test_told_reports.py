"""Reports that are pasted as an answer, and what is asked of them."""

from __future__ import annotations

from datetime import date

import pytest

import osteotwin as ot

TODAY = date(2026, 2, 1)


def told(question: str, answer: str) -> str:
    try:
        return ot.new_person({question: answer}, today=TODAY).understood[question]
    except ot.InputError as asked:
        return str(asked)


@pytest.mark.parametrize(("question", "answer", "words"), [
    ("labs", "12 January 2026\nComponent   Your Value   Standard Range   Flag\nTestosterone, Total   982 ng/dL   "
     "264 - 916 ng/dL   H\nEstradiol   14 pg/mL   8 - 35 pg/mL", "Testosterone 982 ng/dL on 2026-01-12; Estradiol 14"),
    ("labs", "12 January 2026\nSex Hormone Binding Globulin\n28 nmol/L\nNormal range: 10 - 50 nmol/L",
     "SHBG 28 nmol/L"),
    ("scans", "12 January 2026\nAP Spine\nRegion   Area (cm2)   BMC (g)   BMD (g/cm2)   T-score   PR (%)   Z-score\n"
     "Total   56.92   49.33   0.867   -2.0   80   -1.4", "Lumbar spine BMD 0.867 g/cm^2 on 2026-01-12"),
    ("scans", "12 January 2026: Left Total Hip BMD 0.742 g/cm2; T-score -1.6; Z-score -0.4", "Z-score -0.4 beside it"),
    ("scans", "12 January 2026: BMD T-Score: -2.8 (Femoral Neck) | ESR: 28 mm/hr",
     '"ESR: 28 mm/hr" beside it not used'),
    ("labs", "12 January 2026: LDL 110 mg/dl, Kreatinin 0,9 mg/dl", '"LDL 110 mg/dl" beside it not used'),
    ("labs", "12 January 2026: Vitamine D (25 OH) 22 ng/mL soit 55 nmol/L", "25OHD 22 ng/mL"),
    ("labs", "12 January 2026: estradiol level of 8 and a testosterone level of 350",
     'no unit in "estradiol level of 8" and "testosterone level of 350"'),
    ("labs", "12 January 2026: PTH level of 12.1, above the upper limit of 10.8", 'no unit in "PTH level of 12.1"'),
    ("labs", "vitamin D level of 24 ng/mL is insufficient", "no day of"),
    ("labs", "12 January 2026: ionized calcium 1.22 mmol/L", "ionised calcium, and a person's file holds the total"),
    ("scans", "12 January 2026: Femoral neck t-score   -3.0   -3.08", "as of several days"),
    ("scans", "12 January 2026: lumbar spine L2-L4 BMD 1.02 g/cm2", "a density of L1-L4"),
    ("scans", "12 January 2026: lumbar spine T-score -2.1, measured in March 2019", "a month without its day"),
    ("scans", "spine T -2.5, reported 12 Jan 2024", "the day of the report"),
    ("scans", "12 January 2026: FRAX hip 3.0", "a probability of FRAX"),
    ("scans", "12 January 2026\nMother:\nhip T -1.8", "may make another thing of the values beside it"),
    ("scans", "12 January 2026: hip T -1.8 (2020)", "another day"),
])  # fmt: skip
def test_a_pasted_report_is_read_or_asked_as_an_import_would(question: str, answer: str, words: str) -> None:
    assert words in told(question, answer)

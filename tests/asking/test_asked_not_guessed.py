"""What may be read in two ways is asked, and what is plain is read, in the words of people."""

from __future__ import annotations

import pytest
from tests.asking.saying import told

import osteotwin as ot

#: Question, answer, the other answers, and words of what is asked.
ASKED = [
    ("drugs", "test cyp 200 mg 1-2 x week", {}, "not a range"),
    ("drugs", "test cyp 200 mg 1 to 2x/wk", {}, "not a range"),
    ("drugs", "anastrozole 1 mg 1-2 weekly", {}, "not a range"),
    ("drugs", "anastrozole 1 mg 1/2 x a week", {}, "not a fraction or a choice"),
    ("training", "squat 5x5 100 kg 2-3 x week", {}, "not a range"),
    ("training", "squat 5x5 100 kg 1-2 weekly", {}, "not a range"),
    ("drugs", "letrozole 2.5 mg daily; alendronate 70 mg weekly since 2024", {},
        'write "letrozole 2.5 mg daily since 2024; alendronate'),
    ("drugs", "letrozole 2.5 mg daily; Prolia 60 mg every 6 months; vitamin D 1000 IU daily starting May 2024", {},
        "may hold for all"),
    ("drugs", "zoledronate 5 mg once in 2022; letrozole 2.5 mg daily; vitamin D 1000 IU daily since 2024", {},
        "may hold for all"),
    ("person", "woman born 14 May 1960, menopause at 45, menopause 2013", {}, "two answers on the menopause"),
    ("labs", "12 Jan 2026: vitamin D 15 ng/mL is deficient", {}, "may tell of a goal or a threshold"),
    ("labs", "12 Jan 2026: 25OHD ideal 40 ng/mL", {}, "may tell of a goal or a threshold"),
    ("labs", "12 Jan 2026: 25OHD should be 40 ng/mL", {}, "may tell of a goal or a threshold"),
    ("labs", "12 Jan 2026: 25OHD, ideal 40 ng/mL", {}, "with its number and unit"),
    ("scans", "12 Jan 2026: total hip T-score below -2.5 is osteoporosis", {}, "may tell of a goal or a threshold"),
    ("scans", "12 Jan 2026: total hip goal T-score -1.0", {}, "may tell of a goal or a threshold"),
    ("scans", "12 Jan 2026: WHO: total hip below -2.5", {}, "may tell of a goal or a threshold"),
    ("scans", "12 Jan 2026: Hüfte T-Wert -1,8", {}, 'write "femoral neck" or "total hip"'),
    ("scans", "12 Jan 2026: spine T -2.1 hip not done", {}, "two sites in"),
    ("scans", "12 Jan 2026: spine T -2.1 (hip replaced)", {}, "two sites in"),
    ("scans", "12 Jan 2026: hip not done spine T -2.1", {}, "two sites in"),
    ("scans", "12 Jan 2026: spine and hip T-score -2.1", {}, "two sites in"),
    ("scans", "12 Jan 2026: hip T-score decreased by 0.3", {}, "may tell of a change"),
    ("scans", "12 Jan 2026: hip T-score -0.3 change", {}, "may tell of a change"),
    ("scans", "12 Jan 2026: mother hip T-score -3.0", {}, "may tell of somebody else"),
    ("scans", "12 Jan 2026: predicted hip T-score -2.1", {}, "may tell of no measurement"),
    ("scans", "12 Jan 2026: QCT spine T -2.1", {}, "no density of a DXA scan"),
    ("scans", "12 Jan 2026: thoracic spine T-score -2.1", {}, "no density of a DXA scan"),
    ("scans", "12 Jan 2026: sBMD spine 950 mg/cm2", {}, "no density of a DXA scan"),
    ("scans", "12 Jan 2026: spine 0.912 g/cm2; not Hologic", {}, "a maker that it was not"),
    ("scans", "12 Jan 2026: spine T -2.1, hip T -1.6, Hologic or Lunar", {}, "several makers"),
    ("scans", "12 Jan 2026: hip T -1.2; spine T -2.1; female reference; male reference", {}, "young men and young"),
    ("scans", "12 Jan 2026: total hip BMD 0.790 g/cm2, T-score -3.6", {}, "stands for about 0.50 g/cm2"),
    ("scans", "12 Jan 2026: hip T-score not -1.2", {}, '"not" in'),
    ("scans", "12 Jan 2026: hip T-score -1.2?", {}, '"?" in'),
    ("scans", "12 Jan 2026: hip T-score (1.2)", {}, "its sign"),
    ("scans", "12 Jan 2026: normal hip T-score -1.0", {}, '"normal" in'),
    ("scans", "12 Jan 2026: average for my age hip T-score -0.9", {}, '"average" in'),
    ("scans", "12 Jan 2026: height-adjusted spine Z-score -1.2", {}, '"height-adjusted" in'),
    ("scans", "12 Jan 2026: spine L3 T-score -1.2", {}, "of one vertebra"),
    ("scans", "12 Jan 2026: spine T-score -1.2 artifact", {}, "puts in doubt"),
    ("scans", "12 Jan 2026: spine T-score -1.2; no Lunar", {}, "a maker that it was not"),
    ("scans", "12 Jan 2026: spine T-score -1.2; Hologic-equivalent", {}, "a maker that it was not"),
    ("scans", "12 Jan 2026: spine Z -1.0 (male reference), hip Z -0.3", {}, "people of the own sex"),
    ("labs", "12 Jan 2026: testosterone 612 ng/dL (free)", {}, '"free" in'),
    ("labs", "12 Jan 2026: vitamin D 28 ng/mL D2 only", {}, '"D2" in'),
    ("labs", "12 Jan 2026: testosterone 612 ng/dL (goal)", {}, '"goal" in'),
    ("labs", "12 Jan 2026: testosterone 612 ng/dL (brother)", {}, '"brother" in'),
    ("labs", "12 Jan 2026: testosterone 612 ng/dL before TRT", {}, '"before" in'),
    ("labs", "12 Jan 2026: testosterone 612 ng/dL ?", {}, '"?" in'),
    ("drugs", "denosumab 60 mg 6/12", {}, '"every 6 months" or "for 6 months"'),
    ("drugs", "letrozole 2.5 mg (half tablet) daily", {}, '"0.5 x 2.5 mg" if so much is in one'),
    ("drugs", "vitamin D 5 drops of 400 IU daily", {}, '"5 x 400 iu" if it is in one drop'),
    ("labs", "12 Jan 2026: my mother's estradiol 20 pg/mL", {}, "may tell of somebody else"),
    ("labs", "12 Jan 2026: 25-hydroxyvitamin D 70", {}, '"70 ng/mL" or "70 ug/L" or "70 nmol/L"'),
    ("labs", "12 Jan 2026: testosterone <10 ng/dL", {"person": "male, 70"}, 'write "<10 nmol/L" if'),
    ("drugs", "prednisone 20 mg 4 weeks, 10 mg 4 weeks", {},
        '"20 mg daily for 28 days then 10 mg daily for 28 days"'),
    ("drugs", "anastrozole half a tablet (0.5 mg) daily", {}, 'write "0.5 mg" if that is all of it, or "0.5 x 0.5 mg"'),
    ("drugs", "half a tablet of arimidex (0.5 mg) daily", {}, 'write "0.5 mg" if that is all of it, or "0.5 x 0.5 mg"'),
    ("drugs", "anastrozole 1 mg every 2/3 days", {}, "not a fraction or a choice"),
    ("drugs", "zoledronate 5 mg yearly x 3, first 2023-05-10", {}, '"3 doses" for so many in all'),
    ("person", "male, 50, smoker, quit smoking 2010", {}, "two answers on smoking"),
    ("training", "squat 3x8-10 80 kg twice a week", {}, 'for example "3x9"'),
    ("food", "vitamin D 1.125 IU daily", {}, '"1125 IU", or "1.1250 IU"'),
    ("dose", "2.5 mg letrozole + 1 mg anastrozole daily", {"drugs": "letrozole; anastrozole"}, ""),
]  # fmt: skip


@pytest.mark.parametrize(("question", "answer", "more", "words"), ASKED)
def test_what_may_be_two_things_is_asked(
    question: str, answer: str, more: dict[str, str], words: str
) -> None:
    with pytest.raises(ot.InputError) as asked:
        told(question, answer, **more)
    assert words in str(asked.value)
    assert {problem.field for problem in asked.value.problems} == {question}


#: Question, answer, the other answers, and words of what is said back.
READ = [
    ("drugs", "zoledronate 5 mg once in 2024; letrozole 2.5 mg daily since 2023", {}, "every day, from 2023-07-01"),
    ("drugs", "letrozole 2.5 mg daily; alendronate 70 mg weekly since 2024", {"since": "2022"},
        "letrozole: 2.5 mg every day, from 2022-07-01"),
    ("drugs", "letrozole 5 mg + 2.5 mg daily", {}, "7.5 mg every day"),
    ("drugs", "zoledronate 5 mg yearly x 6 doses, first 2023-05-10", {}, "5 mg every year, from 2023-05-10 until"),
    ("drugs", "I'm not taking any drugs", {}, "none."),
    ("drugs", "no meds at the moment", {}, "none."),
    ("drugs", "nothing", {}, "none."),
    ("drugs", "I don’t take anything", {}, "none."),
    ("drugs", "no drugs, no hormones", {}, "none."),
    ("drugs", "none; vitamin D 1000 IU daily", {}, "vitamin D: 1,000 IU every day"),
    ("training", "running 5 km in 30 min 3x week", {}, "running for 30 min, 3 times a week."),
    ("training", "I don't exercise", {}, "none."),
    ("scans", "never had a scan", {}, "none."),
    ("person", "woman born 14 May 1960, menopause at 53, menopause 2013", {}, "menopause at 53"),
    ("labs", "12 Jan 2026: 25OHD 22 ng/mL, ideal 40", {}, "25OHD 22 ng/mL on 2026-01-12."),
    ("labs", "12 Jan 2026: 25OHD 22 ng/mL (goal > 30)", {}, "25OHD 22 ng/mL on 2026-01-12."),
    ("labs", "12 Jan 2026: 25OHD 15 ng/mL, deficient", {}, "25OHD 15 ng/mL on 2026-01-12."),
    ("scans", "12 Jan 2026: total hip T-score -1.6 (WHO: osteoporosis below -2.5)", {}, "T-score -1.6"),
    ("scans", "12 Jan 2026: total hip T-score -1.6, above the threshold for osteoporosis", {}, "T-score -1.6"),
    ("scans", "12 Jan 2026: total hip T-score -1.6 is above the threshold for osteoporosis", {}, "T-score -1.6"),
    ("scans", "12 Jan 2026: spine T -2.1 hip T -1.6", {}, "-2.1 on 2026-01-12; Total hip T-score -1.6"),
    ("scans", "12 Jan 2026: hip: femoral neck T: -1.6", {}, "Femoral neck T-score -1.6"),
    ("scans", "12 Jan 2026: spine T plus 0.3", {}, "Lumbar spine T-score 0.3 on"),
    ("scans", "12 Jan 2026: spine T-score L1-L3 -2.1", {}, "-2.1 on 2026-01-12, of L1-L3."),
    ("scans", "12 Jan 2026: hip T-score -1.2, female reference, Lunar Prodigy", {}, "women on 2026-01-12 (lunar)"),
    ("scans", "T-scores against young women: 12 Jan 2026: spine -2.1, hip -1.6", {},
        "Total hip T-score -1.6 against young women"),
    ("scans", "15 Oct 2023: spine T -1.8; Hologic; 12 Jan 2026: spine T -2.1; GE", {},
        "-1.8 on 2023-10-15 (hologic); Lumbar spine T-score -2.1 on 2026-01-12 (lunar)"),
    ("scans", "12 Jan 2026: spine T -2.1, Horizon; hip T -1.6, Lunar", {},
        "(hologic); Total hip T-score -1.6 on 2026-01-12 (lu"),
    ("scans", "12 Jan 2026: total hip 0.790 T -1.6", {},
        "BMD 0.790 g/cm^2 on 2026-01-12, T-score -1.6 beside it not used"),
    ("labs", "12 Jan 2026: testosterone 12 ng/dL",
        {"person": "male, 70", "drugs": "Lupron 22.5 mg every 3 months since 2023"}, "Testosterone 12 ng/dL"),
    ("labs", "12 Jan 2026: testosterone 12 ng/dL, castrate", {"person": "male, 70"}, "Testosterone 12 ng/dL"),
    ("scans", "12 Jan 2026: My lumbar spine T-score was -1.8 (osteopenia)", {}, "T-score -1.8 on"),
    ("scans", "12 Jan 2026: AP spine 1.05 g/cm2, dual femur total 0.93 g/cm2, GE Lunar iDXA", {}, "Total hip BMD 0.93"),
    ("scans", "12 Jan 2026: L-spine: T=-1.2; Col fémoral T-score -1.8 normal", {}, "Femoral neck T-score -1.8"),
    ("scans", "12 Jan 2026: spine -1.2 SD; hip -0.8 SD (T-scores)", {}, "Total hip T-score -0.8 on"),
    ("labs", "12 Jan 2026: testosterone 612 ng/dL trough, estradiol 22 pg/mL (sensitive, LC/MS)", {},
        "Estradiol 22 pg/mL on 2026-01-12 (lc-ms)"),
    ("labs", "12 Jan 2026: eGFR 75 mL/min/1.73 m2, hematocrit 45 %", {}, "Hematocrit 45 %"),
    ("drugs", "degarelix 240 mg, then 80 mg monthly, starting today", {}, "240 mg once, on 2026-02-01;"),
    ("drugs", "prednisone 10 mg mornings, 5 mg evenings", {}, "10 mg in the morning, 5 mg in the evening"),
    ("drugs", "prednisone 40→20→10 mg, 5 days each, then 5 mg daily, starting today", {},
        "5 mg every day, from 2026-02-16"),
    ("drugs", "vitamin D 5 drops of 400 IU each daily", {}, "2,000 IU every day"),
    ("drugs", "vitamin D 1000 IU 2 tablets daily", {}, "2,000 IU every day"),
    ("drugs", "prednisone 5 mg 3 days a week, 10 mg 4 days a week", {}, "5 mg on 3 days a week, 10 mg on 4 days"),
    ("drugs", "test e 200 mg/week (100 mg each)", {}, "100 mg every 3.5 days"),
    ("labs", "not tested", {}, "none."),
    ("drugs", "Test C 160 mg/wk (80 mg Mon/Thu)", {}, "80 mg every 3.5 days"),
    ("drugs", "Zoladex 10.8 mg every 3 months", {}, "10.8 mg every 3 months"),
    ("drugs", "decapeptyl 3 mg every 4 weeks", {}, "3 mg every 4 weeks"),
    ("training", "squat 5x5 100 kg 40 min twice a week", {}, "5 x 5 back squat with 100 kg in 40 min, twice a week"),
    ("training", "goblet squat 24kg 3x8 twice a week", {}, "3 x 8 goblet squat with 24 kg, twice a week"),
    ("training", "hiking with 15kg pack 2 hours once a week", {}, "with 15 kg, once a week"),
    ("food", "8 oz milk daily; 16 oz of milk daily", {}, "Milk, reduced fat 2 %, vitamin A and D added, 1 serving a"),
    ("food", "8 fl oz of milk daily; 16 oz of milk daily", {}, "added, 2 servings a day"),
    ("food", "milk twice a day; 6 oz greek yogurt daily", {}, "2 servings a day"),
    ("food", "calcium 700 mg a day; vitamin D 3000 IU weekly", {}, "vitamin D 428.571 IU a day"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "answer", "more", "words"), READ)
def test_what_is_plain_is_read(question: str, answer: str, more: dict[str, str], words: str) -> None:
    assert words in told(question, answer, **more)

"""What is said back of an answer, or what is asked."""

from __future__ import annotations

import tomllib

import pytest
from tests.asking.saying import TODAY, told

import osteotwin as ot

SIGNS = ("-1.2", "– 1.2", "–1.2", "—1.2", "−1.2", "‐1.2", "- 1.2", "minus 1.2", "negative 1.2", "neg 1.2", ": -1.2",
         "is – 1,2", "of minus 1.2 SD")  # fmt: skip


@pytest.mark.parametrize("score", SIGNS)
def test_a_score_of_a_scan_keeps_its_sign(score: str) -> None:
    for said in (f"lumbar spine T-score {score}", f"L1–L4 T‑score {score} SD"):
        assert "T-score -1.2 " in told("scans", f"12 Jan 2026: {said}"), said
    assert "T-score 1.2 " in told("scans", "12 Jan 2026: lumbar spine T-score +1.2")


@pytest.mark.parametrize("said", ["T-score lumbar spine - 1.2", "lumbar spine T-score 1.2 below young men",
                                  "lumbar spine T-score 1.2 (negative)"])  # fmt: skip
def test_a_score_whose_sign_is_unclear_is_asked(said: str) -> None:
    with pytest.raises(ot.InputError, match=r"T-score -1\.2"):
        ot.new_person({"scans": f"12 Jan 2026: {said}"}, today=TODAY)


#: Of another food than the milk it stands beside: said back there.
REFUSED = ("don't eat cheese", "never yogurt")


@pytest.mark.parametrize("said", ["no milk every day", "no dairy", "vegan", "I'm vegan", "no calcium",
                                  "don't eat cheese", "without milk", "never yogurt", "dairy-free"])  # fmt: skip
def test_what_is_not_eaten_is_no_serving(said: str) -> None:
    beside = (
        f"{said}; greek yogurt daily; milk twice a day; cheddar 30 g daily",
        f"milk twice a day, {said}",
    )
    for answer in (said, *(beside if said not in REFUSED else beside[:1])):
        with pytest.raises(
            ot.InputError, match=r"what is not eaten.*calcium 400 mg a day|beside .*one of the two"
        ):
            ot.new_person({"food": answer}, today=TODAY)


#: As athletes and patients write: what is said back, or what is asked.
WRITTEN = [
    (
        "labs",
        "total T 1450 ng/dL, E2 18 pg/ml on 2025-12-01",
        "Testosterone 1450 ng/dL on 2025-12-01; Estradiol 18 pg",
    ),
    ("labs", "free T 20 pg/ml on 2025-12-01", "Free testosterone 20 pg/mL"),
    ("scans", "2025-12-01: femoral neck T -1.8", "T-score -1.8"),
    ("training", "PPL 6x/week", "says no exercise"),
    (
        "training",
        "bench 3x5 @ 225 twice a week",
        'write "bench 3x5 @ 225 lb twice a week" or "bench 3x5 @ 225 kg twice a week"',
    ),
    (
        "training",
        "squats 3x5 315 twice a week",
        'write "squats 3x5 315 lb twice a week" or "squats 3x5 315 kg twice a week"',
    ),
    ("training", "back squat (30 sets) once a week", 'write "back squat (30 sets of 5) once a week"'),
    ("training", "pilates once a week", 'for example "pilates 30 min once a week"'),
    ("food", "milk daily; Caltrate 600 twice a day", "calcium: 600 mg twice a day"),
    ("drugs", "adex .25 eod", 'write "adex 0.25 mg eod" if'),
    ("drugs", "letro 2.5 daily", 'write "letro 2.5 mg daily" if'),
    ("drugs", "anastrozole 1 mg, 2 daily", 'write "2 times a day" or "every 2 days"'),
    ("drugs", "aromasin 12.5 mg 2-3x per week", "write one rhythm, not a range"),
    ("drugs", "test e 500 mg/week 12 weeks on 12 weeks off", "500 mg every week, 12 weeks on"),
    ("drugs", "0.25 adex eod", 'write "adex 0.25 mg eod" if'),
    ("drugs", "vitamin D 2000 daily", 'write "vitamin D 2000 IU daily" if'),
    ("drugs", "Natecal D3 1 daily since May 2025", "vitamin D: 400 IU every day"),
    ("drugs", "Adcal-D3 600 mg/400 IU 2 tablets daily since May 2025", "calcium: 1,200 mg every day"),
    (
        "drugs",
        "calcium 600 mg with vitamin D 400 IU twice a day since May 2025",
        "calcium: 600 mg twice a day",
    ),
    ("food", "milk twice a day; vitamin D 50 daily", "no unit in"),
    ("food", "2 scoops whey, 3 eggs, vit d 5000 iu daily", "2 scoops whey every day, 3 eggs every day"),
    ("person", "Mann, 70, 1,78 m, 82,5 kg", "a man born 1955-08-03 (70 years), 178 cm, 82.5 kg"),
    (
        "drugs",
        "test cyp 200mg/week, adex .25 mg eod",
        "200 mg every week, from 2026-02-01 on; anastrozole: 0.25 mg",
    ),
    ("drugs", "test cyp 200mg/week, adex .25 eod", 'write "adex 0.25 mg eod" if'),
    (
        "drugs",
        "test e 250 mg e3.5d since Jan 2025, adex 0.5 mg twice weekly since May 2025",
        "from 2025-05-01 on",
    ),
    (
        "drugs",
        "arimidex 0.5 mg Mon, Wed and Fri, test cyp 100 mg Mon, Thu",
        "testosterone cypionate: 100 mg every 3.5",
    ),
    ("drugs", "200mg test e weekly and 1mg adex twice a week", "anastrozole: 1 mg every 3.5 days"),
    ("drugs", "letrozole 2.5 mg 3x pro Woche", "2.5 mg every 2.33333 days"),
    ("drugs", "I take letrozole 2.5 mg daily", "letrozole: 2.5 mg every day"),
    ("scans", "March 15, 2025: T-scores: spine -1.2, total hip -1.5", "Total hip T-score -1.5"),
    ("scans", "3/15/2025: T-scores: spine -1.2, hip 0.81", 'write "0.81 g/cm2", or'),
    ("scans", "2025-03-15: L-spine -1.2; FN -1.8 (T-scores)", "Femoral neck T-score -1.8"),
    (
        "scans",
        "2025-03-15: lumbar spine (L1-L4) 0.912 g/cm² T-score -1.2",
        "of L1-L4; T-score -1.2 beside it not used.",
    ),
    (
        "scans",
        "2025-03-15: left femoral neck: T-score -1.2, BMD 0.7, Z-score 0.1",
        "Femoral neck BMD 0.7 g/cm^2 on",
    ),
    ("scans", "March 2025: total hip 0.81 g/cm2", "0.81 g/cm^2 on 2025-03-15"),
    ("scans", "never had one", "none."),
    ("labs", "2025-03-15 testosterone 1,450 ng/dL", 'write "1450 ng/dL" or "1.450 ng/dL"'),
    ("labs", "2025-03-15 estradiol less than 5 pg/mL", "Estradiol <5 pg/mL"),
    (
        "person",
        "41m, 5'10, 215lb, shoulder is fucked",
        "(41 years), 177.8 cm, 97.52 kg. Wishes for plans: a shoulder",
    ),
    ("person", "F 63 5'4\" 140 lbs", "a woman born 1962-08-03 (63 years), 162.6 cm, 63.5 kg"),
    ("person", "Male. 41 years old. 5 feet 10 inches. 215 pounds.", "177.8 cm, 97.52 kg"),
    ("person", "41m 5'10 140", '"140 kg" or "140 lb"'),
    ("person", "woman, 53, postmenopausal", 'write "menopause at 51"'),
    ("person", "woman, 63, postmenopausal", "that of most women is taken"),
    ("person", "woman, 63, broke my wrist in 2021", 'write "1 fracture" where'),
    ("person", "woman, 63, healthy, went through menopause at age 51", "menopause at 51"),
    ("training", "3x a week back squat 5x5 100kg", "5 x 5 back squat with 100 kg, 3 times a week"),
    ("training", "walking 30 minutes a day", "walking for 30 min, 7 times a week"),
    ("training", "swimming 2x a week 1 hour", "swimming for 60 min, twice a week"),
    ("training", "squat 5x5 100 kg Mon, bench 3x5 80 kg Wed", "3 x 5 bench press with 80 kg, once a week"),
    (
        "training",
        "Mon/Wed/Fri: squat 3x5 100 kg, bench 3x5 80 kg",
        "3 x 5 bench press with 80 kg, 3 times a week",
    ),
    (
        "training",
        "squat 5x5 100 kg, bench 5x5 80 kg 3x/week",
        "squat with 100 kg, 3 times a week; 5 x 5 bench",
    ),
    ("training", "swim 2k 3x/week", "swimming for 48 min, 3 times a week"),
    (
        "food",
        "chicken rice broccoli, 2 scoops whey",
        '"chicken every day; rice every day; broccoli every day',
    ),
    ("food", "milk 2 glasses a day", "2 servings a day"),
    ("food", "500 ml of milk a day; cheddar 50 g 3 times a week", "Cheese, cheddar, 3.53 servings a week"),
    ("food", "D3 5000iu daily, milk daily, greek yogurt daily", "vitamin D 5000 IU a day; Milk"),
    ("food", "a varied diet; vitamin D 800 IU daily", "vitamin D 800 IU a day."),
    ("food", "normal diet", "the usual intake"),
    ("food", "calcium 1000 mg", 'for example "calcium 1000 mg daily in all"'),
    # What is offered to be copied holds no salt's weight, and no amount of a part of the year.
    ("food", "calcium gluconate 1132 mg", 'for example "calcium 700 mg daily in all"'),
    ("food", "vitamin D3 400 IU winter only", '"vitamin D3 400 IU daily, November to March"'),
    (
        "food",
        "milk twice a day; creatine 5 g daily",
        "Creatine: 5 g daily, from 2026-02-01 on, shown and not",
    ),
    ("labs", "12 Jan 2026: testosterone 540 ng/dL 22 pg/mL", "one value in each part"),
    ("labs", "12 Jan 2026: testosterone 540 ng/dL estradiol 22 pg/mL", "Estradiol 22 pg/mL on 2026-01-12"),
    ("labs", "12 Jan 2026: my labs: TT 540 ng/dL & SHGB 31 nmol/L", '"SHGB" taken for SHBG'),
    (
        "labs",
        "12 Jan 2026: baseline Total T 269, SHBG 23.",
        'no unit in "Total T 269"',
    ),
    ("labs", "12 Jan 2026: TT +200 ng/dL", "which may be a change"),
    (
        "scans",
        "12 Jan 2026: the spine is 1.4 standard deviations below the mean of young adults",
        "T-score -1.4",
    ),
    (
        "scans",
        "12 Jan 2026: total hip BMD 0.836 -> 0.802 g/cm2",
        "an earlier value beside it not used (0.836)",
    ),
    ("labs", "12 Jan 2026: estradiol 18 pg/ml before letrozole, 4 pg/ml after", "one value in each part"),
    (
        "labs",
        "12 Jan 2026: Testosteron 5,4 µg/l, Östradiol 22 ng/l, β-CTX 0.3 ng/mL",
        "Estradiol 22 ng/L on 2026-01-12; CTX",
    ),
    ("labs", "12 Jan 2026: testosterone 640 ng/dL (264-916)", "Testosterone 640 ng/dL on 2026-01-12."),
    (
        "labs",
        "12 Jan 2026: P1NP 60 (normal 15-74) ng/mL, CTX 0.3 ng/mL at 8 am",
        "P1NP 60 ng/mL on 2026-01-12; CTX 0.3",
    ),
    ("labs", "12 Jan 2026: testosterone 640 ng/dL in 2024", "each value behind its own day"),
    ("labs", "12 Jan 2026: testosterone 780", 'behind the number: "780 ng/dL" or'),
    (
        "scans",
        "12 Jan 2026: lumbar spine Z-score -1.5, compared to 0.98 g/cm2 before",
        "each value behind its own day",
    ),
    ("scans", "12 Jan 2026: lumbar spine T-score 1.5-", 'write "T-score -1.5" if it is below zero'),
    ("scans", "12 Jan 2026: lumbar spine T-score -1.5 (not reliable, scoliosis)", "leave out those words"),
    ("scans", "12 Jan 2026: hip Z -0.5", "Total hip Z-score -0.5"),
    ("scans", "12 Jan 2026: spine 98%", "a percentage"),
    (
        "drugs",
        "on anastrozole 1 mg daily for 2 years",
        '"anastrozole 1 mg daily for 2 years, starting today"',
    ),
    ("drugs", "anastrozole 1 mg daily for 2 years, starting today", "from 2026-02-01 until 2028-02-01"),
    ("drugs", "letrozole 2.5 mg daily day 1-5", "for those of each cycle"),
    (
        "drugs",
        "letrozole 2.5 mg daily, alendronate 70 mg weekly since May 2024",
        'write "letrozole 2.5 mg daily since May',
    ),
    (
        "drugs",
        "HCG 500iu 2x/week; test cyp 100 mg/week, since 2024",
        'write "HCG 500 iu 2x/week since 2024; test',
    ),
    ("drugs", "Fosamax 70 since 2022", 'for example "Fosamax 70 mg weekly since 2022"'),
    ("drugs", "zoledronate 5 mg 2024", '"zoledronate 5 mg once since 2024"'),
    ("food", "calcium 1.200 mg/day; vitamin D 20.000 IU weekly", 'write "1200 mg", or "1.2 mg"'),
    ("food", "vitamin D 4.000 IU a day", 'write "4000 IU", or "4 IU"'),
    (
        "food",
        "milk 2 glasses a day; calcium citrate 500 mg since 2024",
        '"calcium citrate 500 mg daily since 2024"',
    ),
    (
        "food",
        "calcium 600 mg twice a day, vitamin D 50,000 IU weekly",
        "7142.86 IU a day. calcium: 600 mg twice a day",
    ),
    ("food", "calcium 600 mg twice a day in all", "calcium 1200 mg a day."),
    (
        "training",
        "hiking 3 hours every weekend",
        'write "hiking 3 hours once a week" or "hiking 3 hours twice a week"',
    ),
    ("training", "hiking 3 hours once every weekend", "for 180 min, once a week."),
    (
        "training",
        "bench 100kg x 5 x 3 twice a week",
        'write "bench 3x5 100 kg twice a week" or "bench 5x3 100 kg twice a week"',
    ),
    ("training", "squat 3x5x100", '"squat 3x5 100 kg, 3 times a week" or "squat 3x5 100 lb, 3 times a week"'),
    ("training", "jog 20-30 min three times a week", 'for example "jog 25 min three times a week"'),
    ("training", "treadmill walking 30 min incline 10% three times a week", "hill walking for 30 min"),
    ("person", "male, 54, weight 82 kg height 180 cm, non-smoker, no diabetes", "(54 years), 180 cm, 82 kg."),
    ("person", "male, 54, smokes", "(54 years), smoking now."),
    ("person", "male, 54, no diabetes and hypertension", 'else write "no hypertension" in its place'),
    ("person", "woman born 14 May 1960, menopause 2013", "menopause at 53."),
    ("person", "woman, menopause in 2013", 'for example "born 1960" before it'),
    ("person", "woman, 60, surgical menopause at 42", "menopause at 42"),
    ("person", "woman, 63, 2 vertebral fractures", 'write "vertebral fracture, 2 fractures"'),
    ("drugs", "Prolia every 6 months", 'for example "Prolia 60 mg every 6 months"'),
    ("drugs", "stopped letrozole in 2023", '"letrozole 2.5 mg daily since 2021 until 2023"'),
    ("drugs", "been on anastrozole 1 mg daily since 2024", "anastrozole: 1 mg every day, from 2024"),
    ("drugs", "aromasin 12.5 mg 2-3x per week", "write one rhythm, not a range"),
    (
        "food",
        "vitamin D 2.5k IU daily; calcium intake 700 mg/day",
        "calcium 700 mg a day; vitamin D 2500 IU a day.",
    ),
    ("food", "Fultium D3 800 IU daily", "vitamin D 800 IU a day."),
    (
        "food",
        "1500mg calcium carbonate + 400 IU D3 twice a day",
        '"calcium carbonate 1500mg twice a day of the salt", which holds about 600 mg',
    ),
    ("food", "1-2 glasses of milk daily", '"1.5 glasses of milk daily"'),
    ("food", "1.5 glasses of milk daily; milk 5.5 times a week", "Milk"),
    ("food", "lactose-free milk 500 ml daily", "Milk, reduced fat 2 %"),
    ("drugs", "Prolia 60 mg", 'for example "Prolia 60 mg every 6 months" or "Prolia 60 mg once"'),
]


@pytest.mark.parametrize(("question", "answer", "words"), WRITTEN)
def test_what_is_written_in_the_words_of_the_gym_and_the_clinic(
    question: str, answer: str, words: str
) -> None:
    try:
        said = told(question, answer)
    except ot.InputError as asked:
        said = str(asked)
    assert words in said


def test_a_dose_without_its_unit_is_asked_for_it() -> None:
    with pytest.raises(ot.InputError, match=r'no unit behind 150 .*write "test e 150 mg'):
        told("dose", "pinning 150 test e twice a week; 0.25 mg eod", drugs="test e; adex")


def test_a_verb_before_a_dose_says_nothing() -> None:
    assert "150 mg every 3.5 days" in told(
        "dose", "pinning 150 mg twice a week", drugs="testosterone enanthate"
    )


def test_tablets_of_calcium_are_a_supplement_and_not_the_whole_diet() -> None:
    for answer in (
        "calcium 500 mg tablet twice a day",
        "calcium carbonate 500 mg tablet twice a day",
        "calcium 700 mg a day from food; calcium citrate 500 mg daily",
    ):
        document = tomllib.loads(ot.new_person({"food": answer}, today=TODAY).text)
        assert document["plan"]["supplement"][0]["dose"].startswith("500 mg")
        assert document.get("habits", {}).get("calcium", "700 mg/day") == "700 mg/day"
    with pytest.raises(ot.InputError, match="calcium 1200 mg a day in all"):
        told("food", "calcium 700 mg a day; calcium carbonate 500 mg daily")
    assert told("food", "calcium 1200 mg a day from food and tablets") == "calcium 1200 mg a day."


@pytest.mark.parametrize("question", ["food", "drugs"])
@pytest.mark.parametrize(("tablet", "calcium"), [("carbonate 1250 mg daily", "500.54 mg"),
                                                 ("citrate 950 mg daily", "200.214 mg")])  # fmt: skip
def test_the_weight_of_a_salt_is_asked(question: str, tablet: str, calcium: str) -> None:
    with pytest.raises(ot.InputError, match=f"calcium {tablet} of the salt.*calcium {tablet} elemental"):
        told(question, f"calcium {tablet}")
    assert f"calcium: {calcium} every day" in told(question, f"calcium {tablet} of the salt")
    assert f"{tablet.split()[1].replace('1250', '1,250')} mg every day" in told(
        question, f"calcium {tablet} elemental"
    )


def test_an_amount_without_a_rhythm_is_asked_and_keeps_its_day() -> None:
    with pytest.raises(ot.InputError, match=r'write for example "letrozole 2\.5 mg daily since 2024"'):
        ot.new_person({"drugs": "letrozole 2.5 mg since 2024"}, today=TODAY)
    assert "every day, from 2024" in told("drugs", "letrozole 2.5 mg daily since 2024")
    assert ot.new_person({"drugs": "letrozole since 2024"}, today=TODAY).left_out == ("letrozole",)


@pytest.mark.parametrize("said", ["osteopenia", "osteopenia on 12 Jan 2026; Hologic", "normal"])
def test_a_finding_without_a_value_is_no_scan(said: str) -> None:
    with pytest.raises(
        ot.InputError, match=r'lumbar spine 1\.05 g/cm2.*or none|write "none" where no number is known'
    ):
        ot.new_person({"scans": said}, today=TODAY)


@pytest.mark.parametrize(
    ("said", "words"),
    [("front squat 80kg 5x3 Tue", "5 x 3 front squat with 80 kg, once a week."),
     ("squat 5x5 BW twice a week", "5 x 5 body-weight squat, twice a week."),
     ("squats bodyweight 3x20 daily", "3 x 20 body-weight squat, 7 times a week."),
     ("pull ups 3x8 body weight twice a week", "3 x 8 pull-up, twice a week."),
     ("squat 5x5 50% BW daily", "5 x 5 back squat with 50 % of body weight, 7 times a week.")],
)  # fmt: skip
def test_an_exercise_with_the_weight_of_the_body(said: str, words: str) -> None:
    assert told("training", said) == words


def test_the_weight_of_the_body_on_a_bar_is_asked() -> None:
    with pytest.raises(ot.InputError, match="deadlift 5x5 with 100 %BW twice a week"):
        told("training", "deadlift 5x5 BW twice a week")
    assert "100 % of body weight" in told("training", "deadlift with 100 %BW 5x5 twice a week")


@pytest.mark.parametrize(
    ("said", "words"),
    [("10 prunes a day", "Prunes, dried, 2 servings a day"), ("2 eggs a day", "Egg, whole, raw, 2 servings a day"),
     ("3 oz canned sardines daily", "with bones, 1 serving a day"), ("1 oz of almonds a day", "Almonds, 1 serving"),
     ("half a serving of almonds a day", "Almonds, 3.5 servings a week"),
     ("2 cups of cottage cheese a day", "Cheese, cottage, 1 % fat, 2 servings a day")],
)  # fmt: skip
def test_pieces_and_ounces_become_servings(said: str, words: str) -> None:
    assert words in told("food", f"{said}; 2 glasses of milk a day")


@pytest.mark.parametrize("said", ["5 peanuts a day", "2 milks a day", "1/4 cup of raisins a day"])
def test_pieces_of_what_is_measured_out_are_asked(said: str) -> None:
    with pytest.raises(ot.InputError, match="servings of"):
        told("food", f"{said}; greek yogurt 2x a day")


def test_a_value_that_is_confirmed_is_taken() -> None:
    assert (
        told("labs", "12 Jan 2026: testosterone 16 ng/dL confirmed") == "Testosterone 16 ng/dL on 2026-01-12."
    )


SENTENCES = [
    ("since", "2 years ago", {"drugs": "letrozole", "dose": "2.5 mg daily"}, "from 2024-02-02 on"),
    ("dose", "1 mg daily", {"drugs": "letrozole 2.5 mg daily"}, None),
    ("dose", "2.5 mg daily", {"drugs": "letrozole 2.5 mg daily"}, "2.5 mg every day"),
    ("since", "May 2024", {"drugs": "letrozole 2.5 mg daily since 2023"}, None),
    ("since", "2020 to present", {"drugs": "letrozole 2.5 mg daily"}, "from 2020-07-01 on."),
    ("since", "2020-2024", {"drugs": "letrozole 2.5 mg daily"}, "until 2024-07-01"),
    ("since", "a year and a half", {"drugs": "letrozole 2.5 mg daily"}, "from 2024-08-02 on"),
    ("since", "June last year", {"drugs": "letrozole 2.5 mg daily"}, "from 2025-06-01 on"),
    ("since", "last March", {"drugs": "letrozole 2.5 mg daily"}, "from 2025-03-01 on"),
    ("since", "late 2024", {"drugs": "letrozole 2.5 mg daily"}, "from 2024-11-01 on"),
    ("since", "spring next year", {"drugs": "letrozole", "dose": "2.5 mg daily"}, None),
    ("since",
        "today; March 2025", {"drugs": "letrozole 2.5 mg daily; Prolia 60 mg every 6 months"},
        "denosumab: 60 mg every 6 months, from 2025-03-01"),
    ("person", "54 year old man 5'11\" 190 lb", {}, "(54 years), 180.3 cm, 86.18 kg"),
    ("person", "man, 34, 13 st 4 lb, 5 ft 11 in, no fractures", {}, "180.3 cm, 84.37 kg, no fractures"),
    ("person", "woman born May 14, 1960", {}, "a woman born 1960-05-14"),
    ("person", "male, 2 fractures, knee pain", {}, "2 fractures in a fall since the age of 40, knee pain"),
    ("person", "man, not born 1960-05-14", {}, None),
    ("drugs", "zoledronate 5 mg once in 2024, letrozole 2.5 mg daily", {}, "zoledronate: 5 mg once, on 2024-07-01;"),
    ("drugs", "prednisone 10 mg daily for 6 months in 2023", {}, None),
    ("since", "stopped 14 March 2024", {"drugs": "letrozole 2.5 mg daily"}, None),
    ("since", "14.03.2024", {"drugs": "letrozole 2.5 mg daily"}, "from 2024-03-14 on"),
    ("since", "since the 14th of March 2024", {"drugs": "letrozole 2.5 mg daily"}, "from 2024-03-14 on"),
    ("since", "started on March 14th, 2024", {"drugs": "letrozole 2.5 mg daily"}, "from 2024-03-14 on"),
    ("person", "trans woman, 30", {}, None),
    ("person", "male, 12", {}, None),
    ("person", "male, tall", {}, None),
    ("person", "male, 50, 60", {}, None),
    ("scans",
        "2025-11-03 total hip 0.871 g/cm2 and more; Hologic", {}, "Total hip BMD 0.871 g/cm^2 on 2025-11-03 (hologic)"),
    ("scans", "L1-L4 BMD 1.012 g/cm2 on 3 Nov 2025", {}, "Lumbar spine BMD 1.012 g/cm^2 on 2025-11-03"),
    ("scans", "femur 0.8 g/cm2 on 3 Nov 2025", {}, None),
    ("scans", "lumbar spine -1.8 on 3 Nov 2025", {}, None),
    ("scans", "lumbar spine T-score -1.8", {}, None),
    ("scans",
        "femoral neck T-score -2.1 (female reference) 3 Nov 2025", {},
        "T-score -2.1 against young women on 2025-11-03"),
    ("labs", "25-OH vitamin D 31 ng/mL, PTH 45 pg/mL on 2025-11-03", {}, "25OHD 31 ng/mL on 2025-11-03; PTH 45 pg/mL"),
    ("labs", "total testosterone 16.5 nmol/L (LC-MS) 2025-11-03", {}, "Testosterone 16.5 nmol/L on 2025-11-03 (lc-ms)"),
    ("labs", "estradiol <5 pg/mL on 2025-11-03", {}, "Estradiol <5 pg/mL"),
    ("labs", "estradiol 20 on 2025-11-03", {}, None),
    ("labs", "estradiol 27 pg/mL", {}, None),
    ("labs", "estradiol 27 pg/mL on 03/04/25", {}, None),
    ("training", "walking", {}, None),
    ("training", "hiking 3 hours every weekend", {}, None),
    ("training", "long run 90 min at the weekend", {}, None),
    ("training", "walking 30 min mon-fri weekends off", {}, "5 times a week"),
    ("training", "walking 30 min most days", {}, '5 times a week. "most days" is counted as 5 times a week.'),
    ("training", "squats 3 sets of 5 reps at 70% of 1RM, Mon/Thu", {}, "3 x 5 back squat at 70 %1RM, twice a week"),
    ("training", "none", {}, "none."),
    ("food", "yogurt", {}, None),
    ("food", "greek yogurt daily", {}, "calcium 437 mg a day (250 mg of it taken for what is not named)"),
    ("food", "greek yogurt daily; that's all", {}, None),
    ("food", "calcium 800 mg/day; milk daily", {}, None),
    ("food", "vitamin D 50,000 IU weekly", {}, "vitamin D 7142.86 IU a day"),
    ("food", "calcium 1.200 mg/day", {}, None),
    ("food", "vitamin D3 25 mcg a day", {}, "vitamin D 1000 IU a day"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "answer", "more", "words"), SENTENCES)
def test_an_answer_is_said_back_or_asked_again(
    question: str, answer: str, more: dict[str, str], words: str | None
) -> None:
    if words is not None:
        assert words in told(question, answer, **more)
        return
    with pytest.raises(ot.InputError) as asked:
        told(question, answer, **more)
    assert {problem.field for problem in asked.value.problems} == {question}
    assert all(problem.fix and problem.expected for problem in asked.value.problems)


POINTS = [
    ("dose", ".5 mg eod", {"drugs": "adex"}, "0.5 mg every 2 days"),
    ("dose", "70 mg weekly;.25 mg eod", {"drugs": "test cyp; adex"}, "0.25 mg every 2 days"),
    ("drugs", "test cyp 70 mg weekly; adex .25 mg eod", {}, "0.25 mg every 2 days"),
    ("labs", "CTX on 2025-12-01 .6 ng/mL", {}, "0.6 ng/mL"),
    ("scans", "total hip .871 g/cm2 on 2025-12-01", {}, "0.871 g/cm^2"),
    ("person", "male, 40, 1.8 m, .5 m", {}, None),
    ("food", "milk daily; .5 cup of milk daily", {}, "3.5 servings a week"),
    ("training", ".5 h walking daily", {}, "30 min"),
]


@pytest.mark.parametrize(("question", "answer", "more", "words"), POINTS)
def test_the_point_before_a_digit_is_the_numbers(
    question: str, answer: str, more: dict[str, str], words: str | None
) -> None:
    """ ".5 mg" is half a milligram, never five."""
    test_an_answer_is_said_back_or_asked_again(question, answer, more, words)

"""Answers in plain words become a file that is checked and run as it is; whichever of them are skipped."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.importing.reading_in import FILES

import osteotwin as ot
from osteotwin.asking.questions import KEYS

TODAY = date(2026, 2, 1)

#: Persons of all kinds, as they would answer.
PEOPLE: dict[str, dict[str, str]] = {
    "on testosterone and an inhibitor": {
        "drugs": "test cyp; arimidex", "dose": "0.35 mL of 200 mg/mL, Mon/Thu; 0.25 mg arimidex with each shot",
        "since": "March 2024", "person": "male, 34, 5'11\", 180 lb", "labs": "estradiol 18 pg/mL on 2025-12-01",
        "training": "back squat 5x5 225 lbs 3 times a week", "food": "none",
    },
    "one drug, all in one answer": {"drugs": "anastrozole 1 mg daily since 14 March 2024",
        "person": "m, born 1972-05-14"},
    "woman on letrozole": {
        "drugs": "letrozole", "dose": "2.5 mg tablet once daily", "since": "2 years ago",
        "person": "woman, 62, 165 cm, 70 kg, menopause at 51, 1 fracture",
        "scans": "3 Nov 2025: femoral neck T-score -1.8, lumbar spine T-score -2.1; Lunar",
        "food": "calcium 1200 mg a day; vitamin D 1000 IU daily",
    },
    "infusion that is over": {"drugs": "generic Reclast infusion", "dose": "single 5 mg IV infusion",
        "since": "2024-11-02"},
    "denosumab": {"drugs": "Prolia 60 mg every six months", "since": "2023",
        "person": "female, 71 years, 60 kg, postmenopausal at 50"},
    "trans woman": {
        "drugs": "estradiol valerate; cyproterone", "dose": "4 mg IM every 5 days; 12.5 mg daily",
        "since": "a year ago",
        "person": "male at birth, 29, 174 cm, 70 kg",
    },
    "gel of a hormone": {"drugs": "testosterone", "dose": "one 50 mg packet of gel each morning",
        "person": "male; 48; 178 cm"},
    "athlete without drugs": {
        "drugs": "none", "person": "man, 28, 190 cm, 95 kg",
        "training": "running 40 min on Mon, Wed and Fri; rope jumping 100 jumps daily; "
        "weighted vest walk 30 min twice a week",
        "food": "2 glasses of milk a day; yogurt, plain, low fat 4 times a week; canned sardines once a week",
    },
    "stopped": {"drugs": "exemestane", "dose": "25 mg daily", "since": "2019-05-01 to 2023-06-30",
        "person": "male, 48"},
    "castrated": {"drugs": "orchiectomy", "since": "2020-06-01", "person": "male, 70"},
    "weekdays": {"drugs": "anastrozole", "dose": "Mon 0.5 mg, Thu 0.25 mg", "since": "today", "person": "male 55"},
    "drugs that are not in the model": {"drugs": "spironolactone 100 mg daily; metformin; estradiol patch",
        "dose": "500 mg twice a day; two 0.1 mg patches, changed twice a week", "since": "2023", "person": "amab, 29"},
    "only a drug outside the model": {"drugs": "metformin", "person": "male, 50"},
    "supplement among drugs": {"drugs": "alendronate 70 mg every Sunday; vitamin D3 1000 IU daily",
        "person": "male, 66"},
}  # fmt: skip


@pytest.mark.parametrize("answers", PEOPLE.values(), ids=PEOPLE)
def test_the_file_is_checked_and_read_as_it_is(answers: dict[str, str], tmp_path: Path) -> None:
    new = ot.new_person(answers, today=TODAY)
    file = tmp_path / "person.toml"
    ot.write_new_person(new, file, TODAY)
    assert ot.check(file) == ()
    person = ot.read_person(file)
    assert person.start == TODAY
    assert ot.read_person(file) == person
    assert set(new.understood) == {key for key in KEYS if answers.get(key)}
    assert all(sentence.endswith(".") and "\n" not in sentence for sentence in new.understood.values())
    written = tmp_path / "again.toml"
    ot.write_person(person, written)
    assert ot.read_person(written).plan == person.plan


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(PEOPLE)), st.sets(st.sampled_from(KEYS)))
def test_whatever_is_skipped_check_accepts_the_file(kind: str, skipped: set[str]) -> None:
    answers = {key: text for key, text in PEOPLE[kind].items() if key not in skipped}
    if kind == "gel of a hormone" and "dose" not in answers and "drugs" in answers:
        with pytest.raises(ot.InputError, match="does not tell how it is given"):
            ot.new_person(answers, today=TODAY)
        return
    new = ot.new_person(answers, today=TODAY)
    assert ot.answers_text(answers)
    document = tomllib.loads(new.text)
    assert {"person", "outlook"} <= set(document)
    again = ot.new_person(answers, today=TODAY)
    assert again == new
    assert not set(new.assumed) & set(new.understood)


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


@pytest.mark.parametrize("said", ["no milk every day", "no dairy", "vegan", "I'm vegan", "no calcium",
                                  "don't eat cheese", "without milk", "never yogurt", "dairy-free"])  # fmt: skip
def test_what_is_not_eaten_is_no_serving(said: str) -> None:
    for answer in (said, f"greek yogurt daily; milk twice a day; {said}", f"milk twice a day, {said}"):
        with pytest.raises(
            ot.InputError, match=r"what is not eaten.*calcium 400 mg a day|beside .*one of the two"
        ):
            ot.new_person({"food": answer}, today=TODAY)


#: Wishes as they are said, and what the file holds; or ``None`` and what is asked.
WISHES = [
    (
        {"food": "vegan; calcium 400 mg a day"},
        {"not_eaten": ["dairy", "fish"]},
        "eggs and meat are in no plan",
    ),
    (
        {"food": "I'm vegan and on a tight budget; calcium 500 mg a day", "person": "woman, 50, vegetarian"},
        {"not_eaten": ["fish", "dairy"], "budget": "low"},
        "a low budget",
    ),
    ({"person": "male, 50, vegan"}, None, "what is not eaten"),
    ({"food": "no dairy; milk daily; greek yogurt daily"}, None, "one of the two"),
    (
        {"training": "no gym, only weekends, 20 minutes; walking 30 min daily"},
        {"equipment": [], "days_per_week": 2, "minutes_per_session": 20},
        "2 days a week; 20 minutes a session; no equipment",
    ),
    ({"person": "male, 50, bad knees"}, {"pain": ["knee"]}, "a knee that hurts"),
    (
        {"training": "walking 30 min daily; no gym"},
        {"equipment": []},
        "7 times a week. Wishes for plans: no equipment",
    ),
    (
        {"training": "gym only twice a week; 20 minutes; I hate running"},
        {"days_per_week": 2, "minutes_per_session": 20, "equipment": ["gym"], "not_done": ["running"]},
        "20 minutes",
    ),
    ({"training": "only weekends"}, {"days_per_week": 2}, "not which days of the week"),
    (
        {"training": "can't stand running or burpees"},
        {"not_done": ["running", "burpee"]},
        "running and burpee",
    ),
    ({"training": "I hate quidditch"}, None, "no exercise that plans hold"),
    ({"training": "200 minutes"}, None, "from 0 to 180"),
    ({"training": "at most 3 times a week; only weekends"}, None, "one answer on days per week"),
    ({"training": "walking, 20 minutes, 3 times a week"}, {}, ""),
]


@pytest.mark.parametrize(("answers", "wishes", "words"), WISHES)
def test_wishes_are_written_into_their_table_and_said_back(
    answers: dict[str, str], wishes: dict[str, object] | None, words: str
) -> None:
    if wishes is None:
        with pytest.raises(ot.InputError, match=words):
            ot.new_person(answers, today=TODAY)
        return
    new = ot.new_person(answers, today=TODAY)
    assert tomllib.loads(new.text).get("wishes", {}) == wishes
    assert words in " ".join(new.understood.values())


def test_lactose_intolerance_is_a_condition_wherever_it_is_said() -> None:
    new = ot.new_person(
        {"person": "woman, 50, kidney stones", "food": "lactose intolerant; calcium 600 mg a day"},
        today=TODAY,
    )
    assert tomllib.loads(new.text)["person"]["conditions"] == ["kidney_stones", "lactose_intolerance"]
    assert new.understood["food"] == "calcium 600 mg a day. Lactose intolerance."
    both = "milk twice a day; calcium carbonate 600 mg twice a day; lactose intolerant"
    assert "calcium: 600 mg twice a day" in told("food", both)


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
    ("training", "bench 3x5 @ 225 twice a week", 'write "225 lb" or "225 kg"'),
    ("training", "squats 3x5 315 twice a week", 'write "315 lb" or "315 kg"'),
    ("training", "back squat (30 sets) once a week", 'write "30 sets of 5"'),
    ("training", "pilates once a week", 'for example "30 min"'),
    ("food", "milk daily; Caltrate 600 twice a day", "calcium carbonate 600 mg twice a day"),
    ("drugs", "adex .25 eod", 'write "adex 0.25 mg eod" if'),
    ("drugs", "letro 2.5 daily", 'write "letro 2.5 mg daily" if'),
    ("drugs", "anastrozole 1 mg, 2 daily", 'write "2 times a day" or "every 2 days"'),
    ("drugs", "0.25 adex eod", 'write "adex 0.25 mg eod" if'),
    ("drugs", "vitamin D 2000 daily", 'write "vitamin D 2000 IU daily" if'),
    ("drugs", "Natecal D3 1 daily since May 2025", "vitamin D: 400 IU every day"),
    ("drugs", "Adcal-D3 600 mg/400 IU 2 tablets daily since May 2025", "calcium: 1,200 mg every day"),
    (
        "drugs",
        "calcium 600 mg with vitamin D 400 IU twice a day since May 2025",
        "calcium: 600 mg twice a day",
    ),
    ("food", "milk twice a day; vitamin D 2000 daily", "no unit in"),
    ("person", "Mann, 70, 1,78 m, 82,5 kg", "a man born 1955-08-03 (70 years), 178 cm, 82.5 kg"),
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
    with pytest.raises(ot.InputError, match=r'no unit behind 150 .*write "150 mg"'):
        told("dose", "pinning 150 test e twice a week; 0.25 mg eod", drugs="test e; adex")


def test_a_verb_before_a_dose_says_nothing() -> None:
    assert "150 mg every 3.5 days" in told(
        "dose", "pinning 150 mg twice a week", drugs="testosterone enanthate"
    )


def test_wishes_go_into_the_table_that_a_file_has(tmp_path: Path) -> None:
    file = tmp_path / "old.toml"
    file.write_text(
        ot.new_person({"training": "no gym", "food": "no fish; calcium 500 mg a day"}, today=TODAY).text
    )
    new = ot.new_person({"training": "I hate running", "person": "vegan"}, begin_with=file, today=TODAY)
    assert tomllib.loads(new.text)["wishes"]["not_done"] == ["running"]
    assert ot.check(file) == ()


def test_tablets_of_calcium_are_a_supplement_and_not_the_whole_diet() -> None:
    for answer in (
        "calcium carbonate 500 mg tablet twice a day",
        "calcium 700 mg a day from food; calcium citrate 500 mg daily",
    ):
        document = tomllib.loads(ot.new_person({"food": answer}, today=TODAY).text)
        assert document["plan"]["supplement"][0]["dose"].startswith("500 mg")
        assert document.get("habits", {}).get("calcium", "700 mg/day") == "700 mg/day"
    for answer in (
        "calcium 500 mg tablet twice a day",
        "calcium 700 mg a day; calcium carbonate 500 mg daily",
    ):
        with pytest.raises(ot.InputError, match="calcium 1200 mg a day in all"):
            ot.new_person({"food": answer}, today=TODAY)
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
    with pytest.raises(ot.InputError, match=r"lumbar spine 1\.05 g/cm2.*or none"):
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
    with pytest.raises(ot.InputError, match="deadlift with 100 %BW"):
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


@pytest.mark.parametrize("said", ["5 almonds a day", "2 milks a day", "1/4 cup of raisins a day"])
def test_pieces_of_what_is_measured_out_are_asked(said: str) -> None:
    with pytest.raises(ot.InputError, match="servings of"):
        told("food", f"{said}; greek yogurt 2x a day")


@pytest.mark.parametrize(
    ("question", "said", "fix"),
    [("person", "male, 45, 181, 86", '"181 cm"'), ("person", "male, 45, 86", '"86 kg"'),
     ("labs", "12 Jan 2026: estradiol 20", '"20 pg/mL"'),
     ("labs", "12 Jan 2026: testosterone 16 ng/dL", 'write "confirmed" behind it')],
)  # fmt: skip
def test_a_way_out_can_be_written_in_an_answer(question: str, said: str, fix: str) -> None:
    with pytest.raises(ot.InputError) as found:
        told(question, said)
    assert fix in found.value.problems[0].fix
    assert "--unit" not in str(found.value)


def test_a_value_that_is_confirmed_is_taken() -> None:
    assert (
        told("labs", "12 Jan 2026: testosterone 16 ng/dL confirmed") == "Testosterone 16 ng/dL on 2026-01-12."
    )


def told(question: str, answer: str, **more: str) -> str:
    return ot.new_person({question: answer, **more}, today=TODAY).understood[question]


SENTENCES = [
    ("since", "2 years ago", {"drugs": "letrozole", "dose": "2.5 mg daily"}, "from 2024-02-02 on"),
    ("since", "spring next year", {"drugs": "letrozole", "dose": "2.5 mg daily"}, None),
    ("since",
        "today; March 2025", {"drugs": "letrozole 2.5 mg daily; Prolia 60 mg every 6 months"},
        "denosumab: 60 mg every 6 months, from 2025-03-01"),
    ("person", "54 year old man 5'11\" 190 lb", {}, "(54 years), 180.3 cm, 86.18 kg"),
    ("person", "man, 34, 13 st 4 lb, 5 ft 11 in, no fractures", {}, "180.3 cm, 84.37 kg, no fractures"),
    ("person", "woman born May 14, 1960", {}, "a woman born 1960-05-14"),
    ("person", "male, 2 fractures, knee pain", {}, "2 fractures in a fall since the age of 40, knee pain"),
    ("person", "man, not born 1960-05-14", {}, None),
    ("since", "stopped 14 March 2024", {"drugs": "letrozole 2.5 mg daily"}, None),
    ("since", "14.03.2024", {"drugs": "letrozole 2.5 mg daily"}, "from 2024-03-14 on"),
    ("since", "since the 14th of March 2024", {"drugs": "letrozole 2.5 mg daily"}, None),
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
    ("training", "walking 30 min most days", {}, None),
    ("training", "squats 3 sets of 5 reps at 70% of 1RM, Mon/Thu", {}, "3 x 5 back squat at 70 %1RM, twice a week"),
    ("training", "none", {}, "none."),
    ("food", "yogurt", {}, None),
    ("food", "greek yogurt daily", {}, None),
    ("food", "calcium 800 mg/day; milk daily", {}, None),
    ("food", "vitamin D 50,000 IU weekly", {}, "vitamin D 7142.86 IU a day"),
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


EXAMPLES = [(question.key, example) for question in ot.QUESTIONS for example in question.examples]


@pytest.mark.parametrize(("question", "example"), EXAMPLES)
def test_every_example_is_understood(question: str, example: str) -> None:
    count = example.count(";") + 1 if question == "dose" else 1
    beside = (
        {"drugs": "; ".join(["test cyp", "arimidex", "letrozole"][:count])}
        if question in ("dose", "since")
        else {}
    )
    if example.startswith("60 mg"):
        beside = {"drugs": "denosumab"}
    if question == "since":
        beside = {"drugs": "letrozole 2.5 mg daily"}
    assert told(question, example, **beside) != ""


def test_every_answer_that_is_not_understood_is_told_at_once() -> None:
    with pytest.raises(ot.InputError) as asked:
        ot.new_person({"drugs": "gravel", "person": "male, tall", "labs": "estradiol 20"}, today=TODAY)
    assert [problem.field for problem in asked.value.problems] == ["drugs", "person", "labs"]


def test_what_the_file_refuses_is_asked_of_its_question() -> None:
    for answers, question in (
        ({"drugs": "anastrozole", "dose": "1 g daily"}, "dose"),
        ({"drugs": "anastrozole 1 mg daily", "since": "30 years ago", "person": "male, 22"}, "since"),
        ({"drugs": "anastrozole 1 mg daily; letrozole 2.5 mg daily"}, "drugs"),
        ({"labs": "estradiol 27 pg/mL on 2026-05-01"}, "labs"),
        ({"scans": "lumbar spine 10 g/cm2 on 2025-05-01"}, "scans"),
    ):
        with pytest.raises(ot.InputError) as asked:
            ot.new_person(answers, today=TODAY)
        assert {problem.field for problem in asked.value.problems} == {question}, answers


def test_a_drug_without_a_dose_is_left_out_and_said() -> None:
    new = ot.new_person({"drugs": "arimidex; letrozole 2.5 mg daily"}, today=TODAY)
    assert new.left_out == ("arimidex",)
    assert "# Left out, for its dose was not said: arimidex." in new.text
    assert [row["name"] for row in tomllib.loads(new.text)["plan"]["drug"]] == ["letrozole"]


def test_who_is_not_told_is_assumed_and_said() -> None:
    new = ot.new_person({}, today=TODAY)
    assert "NOT SAID, and assumed: sex and birth date" in new.text
    assert set(new.assumed) == set(KEYS) - {"dose", "since"}
    assert "NOT SAID, and assumed: sex" in ot.new_person({"person": "54"}, today=TODAY).text


def test_what_can_be_read_in_can_begin_it(tmp_path: Path) -> None:
    new = ot.new_person({"drugs": "letrozole 2.5 mg daily"}, today=TODAY, begin_with=FILES / "hologic.txt")
    assert "Total hip BMD 0.871 g/cm^2" in new.understood["scans"]
    file = tmp_path / "person.toml"
    ot.write_new_person(new, file, TODAY)
    assert ot.check(file) == ()
    again = ot.new_person(
        {"labs": "estradiol 6 pg/mL on 2026-01-20"}, today=date(2030, 1, 1), begin_with=file
    )
    assert again.text.startswith(new.text[:200])
    assert "letrozole: 2.5 mg every day" in again.understood["drugs"]
    assert ot.new_person({}, begin_with=file).text == new.text


def test_a_drug_outside_the_model_is_shown() -> None:
    new = ot.new_person({"drugs": "metformin", "since": "March 2024"}, today=TODAY)
    assert new.understood["drugs"] == "Metformin: dose not said, from 2024-03-01 on, shown and not simulated."
    assert new.left_out == ()


def test_the_drug_course_is_what_was_said() -> None:
    text = ot.new_person(PEOPLE["weekdays"], today=TODAY).text
    (row,) = tomllib.loads(text)["plan"]["drug"]
    assert row == {"name": "anastrozole", "dose": "Mon 0.5 mg, Thu 0.25 mg", "from": TODAY}
    assert (
        "0.5 mg Monday, 0.25 mg Thursday" in ot.new_person(PEOPLE["weekdays"], today=TODAY).understood["dose"]
    )


def test_answers_are_kept_as_they_were(tmp_path: Path) -> None:
    answers = {"drugs": 'a "quoted" \\ name; ü', "person": "", "food": "x\ny"}
    (tmp_path / "a.toml").write_text(ot.answers_text(answers), encoding="utf-8")
    assert ot.read_answers(tmp_path / "a.toml") == answers


def test_wrong_arguments_are_named() -> None:
    for arguments in ({"answers": {"drug": "x"}}, {"answers": {}, "dates": "ymd"}, {"answers": {"drugs": 1}}):
        with pytest.raises(ot.InputError):
            ot.new_person(**{"today": TODAY, **arguments})  # type: ignore[arg-type]


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


WAYS_OUT = [
    ("drugs", "calcium 500 mg daily", "calcium carbonate 500 mg"),
    ("drugs", "Adcal-D3 twice a day", 'write "Adcal-D3 600 mg/400 IU" or "Adcal-D3 300 mg/200 IU"'),
    ("food", "milk daily; calcium 500 mg daily", "calcium carbonate 500 mg daily"),
    ("food", "200 ml Milch täglich", '"every day"'),
    ("scans", "femoral neck -2.2 on 2025-11-03", 'write "T-score -2.2".'),
]


@pytest.mark.parametrize(("question", "answer", "fix"), WAYS_OUT)
def test_what_is_advised_can_be_done(question: str, answer: str, fix: str) -> None:
    with pytest.raises(ot.InputError) as asked:
        told(question, answer)
    assert fix in str(asked.value)
    assert "-2.2 g/cm2" not in str(asked.value)

"""Answers in plain words become a file that is checked and run as it is; whichever of them are skipped."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.asking.saying import TODAY, told
from tests.importing.reading_in import FILES

import osteotwin as ot
from osteotwin.asking.questions import KEYS

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


@pytest.mark.slow
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
    ({"food": "no tablets; calcium 600 mg a day"}, {"supplements": False}, "Wishes for plans: no tablets"),
    ({"food": "calcium 600 mg a day, no pills"}, {"supplements": False}, "no tablets"),
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
    assert new.understood["food"].startswith("calcium 600 mg a day. Lactose intolerance.")
    both = "milk twice a day; calcium carbonate 600 mg twice a day; lactose intolerant"
    assert "calcium: 600 mg twice a day" in told("food", both)


def test_wishes_go_into_the_table_that_a_file_has(tmp_path: Path) -> None:
    file = tmp_path / "old.toml"
    file.write_text(
        ot.new_person({"training": "no gym", "food": "no fish; calcium 500 mg a day"}, today=TODAY).text
    )
    new = ot.new_person({"training": "I hate running", "person": "vegan"}, begin_with=file, today=TODAY)
    assert tomllib.loads(new.text)["wishes"]["not_done"] == ["running"]
    assert ot.check(file) == ()


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
    assert not {"dose", "since"} & set(ot.new_person({"drugs": "none"}, today=TODAY).assumed)
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


def test_height_and_weight_that_a_file_lacks_are_asked_still(tmp_path: Path) -> None:
    file = tmp_path / "begun.toml"
    file.write_text(ot.new_person({"person": "woman, 62"}, today=TODAY).text)
    assert ot.new_person({}, begin_with=file).lacks == {"person": "height and weight"}
    new = ot.new_person({"person": "165 cm, 70 kg"}, begin_with=file)
    assert new.understood["person"] == "a woman born 1963-08-03 (62 years), 165 cm, 70 kg."
    file.write_text(new.text)
    assert ot.new_person({}, begin_with=file).lacks == {}


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


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("scans", "keine"), ("scans", "aucune"), ("scans", "pas de densitom\u00e9trie"), ("labs", "keine Werte"),
        ("labs", "ninguna"), ("drugs", "keine Medikamente"), ("training", "rien"),
    ],
)  # fmt: skip
def test_none_is_understood_in_other_languages(question: str, answer: str) -> None:
    assert ot.new_person({question: answer}, today=date(2026, 2, 1)).understood[question] == "none."


@pytest.mark.parametrize(
    ("question", "answer", "told"),
    [
        ("scans", "3 de noviembre de 2025: columna lumbar T-score -2,1", "-2.1 on 2025-11-03"),
        ("labs", "vitamina D 26 ng/mL, 10 de diciembre de 2025", "26 ng/mL on 2025-12-10"),
        ("person", "Frau, 62 Jahre, kein Bruch", "no fractures"),
        ("person", "mujer, 62 a\u00f1os, ninguna fractura", "no fractures"),
        ("training", "Radfahren 45 min 3 mal die Woche, kein Fitnessstudio", "no equipment"),
    ],
)
def test_plain_words_of_other_languages_are_read(question: str, answer: str, told: str) -> None:
    assert told in ot.new_person({question: answer}, today=date(2026, 2, 1)).understood[question]


@pytest.mark.parametrize(
    ("question", "answer", "words"),
    [
        ("food", "calcium 1200 mg a day in all, vitamin D 1000 IU", '"calcium 1200 mg a day in all; vitamin D 1000 IU'),
        ("drugs", "Trenantone alle 3 Monate, Ibandronat 3 mg alle 3 Monate i.v.", "the amount that its pack names"),
        ("food", "a cup of milk, a little cheese, vitamin D 800 IU daily", "no word on how often in"),
    ],
)  # fmt: skip
def test_what_is_offered_is_no_other_dose(question: str, answer: str, words: str) -> None:
    with pytest.raises(ot.InputError) as asked:
        ot.new_person({question: answer}, today=date(2026, 2, 1))
    assert words in str(asked.value)

"""A list of what somebody has: what denies it, tells it of somebody else or marks it holds for all its names."""

from __future__ import annotations

from datetime import date

import pytest

import osteotwin as ot

TODAY = date(2026, 2, 1)
BODY = "woman 55, 160 cm, 60 kg, "
BARE = "a woman born 1970-08-03 (55 years), 160 cm, 60 kg"


def read(answer: str) -> str:
    return ot.new_person({"person": BODY + answer}, today=TODAY).understood["person"]


@pytest.mark.parametrize(
    "answer",
    ["none of: diabetes, RA, coeliac", "negatives: smoking, diabetes, RA", "no diabetes, hypertension or RA",
     "doesn't smoke, drink or have diabetes", "no known RA, coeliac or diabetes", "denies diabetes, falls, or RA",
     "diabetes \u2610, RA: no", "diabetes (-)", "diabetes neg", "[ ] RA, [ ] diabetes", "\u2717 diabetes",
     "RA? no. falls? no.",
     "RA (no), diabetes (no)", "parent fractured hip no"],
)  # fmt: skip
def test_all_of_a_denied_list_is_not_there(answer: str) -> None:
    assert read(answer).startswith(f"{BARE}.")


@pytest.mark.parametrize(
    "answer",
    ["no fractures, falls, or smoking", "no prior fractures, parental hip fracture, smoking, or RA",
     "no - fractures, falls, diabetes", "no fractures, diabetes, coeliac disease, or smoking"],
)  # fmt: skip
def test_a_denied_list_may_begin_with_fractures(answer: str) -> None:
    assert read(answer).startswith(f"{BARE}, no fractures in a fall since the age of 40.")


@pytest.mark.parametrize(
    ("answer", "fix"),
    [("no fractures, RA, diabetes", 'write "RA, diabetes" before "no fractures" if so, else write "no RA, no'),
     ("no history of fractures, diabetes, RA", 'write "diabetes, RA" before "no history of fractures"'),
     ("no fractures, parental hip fracture", 'else write "no parental hip fracture" in its place'),
     ("keine Br\u00fcche, Diabetes", 'else write "no Diabetes" in its place'),
     ("RA, coeliac disease: no", 'write "RA: yes, coeliac disease: no" if it is'),
     ("mother: hip fracture, diabetes", 'write "diabetes" before "mother: hip fracture"'),
     ("mother had diabetes, RA", 'write "RA" before "mother had diabetes"'),
     ("FH: diabetes, RA, coeliac", 'write "RA, coeliac" before "FH: diabetes"'),
     ("husband: smoker, RA", 'write "RA" before "husband: smoker"')],
)  # fmt: skip
def test_names_that_may_go_on_with_a_list_are_asked_all_at_once(answer: str, fix: str) -> None:
    with pytest.raises(ot.InputError) as asked:
        read(answer)
    assert fix in str(asked.value)


@pytest.mark.parametrize(
    "answer",
    ["no fractures, no RA, no diabetes", "my sister has RA and diabetes", "father had diabetes and RA",
     "family history of diabetes and RA", "husband has diabetes and RA"],
)  # fmt: skip
def test_what_others_have_is_of_others(answer: str) -> None:
    said = read(answer)
    assert "rheumatoid" not in said.partition(". ")[0]
    assert "diabetes" not in said.partition(". ")[0]


@pytest.mark.parametrize(
    ("answer", "condition"),
    [("diabetes \u2610, RA \u2611", "rheumatoid"), ("diabetes (-), RA (+)", "rheumatoid"), ("no fractures, smoker",
     "smoking now"),
     ("diabetes no, RA yes", "rheumatoid"), ("no fractures, I have RA", "rheumatoid"), ("[x] RA", "rheumatoid"),
     ("mother broke hip, smoker", "smoking now"), ("RA, mother had diabetes", "rheumatoid"),
     ("mother had diabetes and I have RA", "rheumatoid"), ("celiac for 12 years", "celiac")],
)  # fmt: skip
def test_what_is_there_beside_a_list_is_read(answer: str, condition: str) -> None:
    said = read(answer).partition(". ")[0]
    assert condition in said
    assert "diabetes" not in said


@pytest.mark.parametrize(
    "answer",
    ["I read about RA", "my dog has diabetes", "I volunteer at a diabetes clinic", "tested for RA, coeliac disease",
     "coeliac antibodies positive", "as a child: RA", "in 2010: kidney stones, falls", "kids with coeliac disease",
     "children: 2, one with coeliac disease", "being investigated for coeliac disease", "diabetes \u2612"],
)  # fmt: skip
def test_a_name_among_words_that_may_turn_it_is_asked(answer: str) -> None:
    with pytest.raises(ot.InputError, match="alone if it is there"):
        read(answer)


@pytest.mark.parametrize(
    ("answer", "asked"),
    [("my mother is 75, 160 cm, 55 kg", "may tell all of it of somebody else"),
     ("woman 65, no periods for a year", "the age at the last period"),
     ("menopause at 50-52", "the age at menopause, as one number"), ("64M, my son is 190 cm",
     "is of the person of the file"),
     ("44, squat 140 kg, weigh 90 kg", "no load"), ("at 25 I weighed 70 kg", "the weight and the height of now"),
     ("my doctor is a 60 year old man", "age")],
)  # fmt: skip
def test_sizes_of_others_and_of_another_time_are_asked(answer: str, asked: str) -> None:
    with pytest.raises(ot.InputError, match=asked):
        ot.new_person({"person": answer}, today=TODAY)


@pytest.mark.parametrize("answer", ["FRAX major 12 %, hip 3 %", "FRAX hip 3%, major 12%"])
def test_what_frax_gave_is_said_back(answer: str) -> None:
    assert "FRAX major 12 %, FRAX hip 3 %" in read(answer)


@pytest.mark.parametrize("answer", ["T-12 compression fracture", "T12 fracture", "L1 fracture 2019"])
def test_a_broken_bone_with_the_number_of_a_vertebra_is_one(answer: str) -> None:
    assert "a vertebral fracture" in read(answer)


@pytest.mark.parametrize(
    ("answer", "said"),
    [("my periods stopped at 52", "menopause at 52"), ("letzte Regel mit 49", "menopause at 49"),
     ("fr\u00fcher Raucher", "is no smoking now"), ("exfumadora desde 2010", "is no smoking now"),
     ("ni diab\u00e8te ni hypertension", "60 kg."), ("weder Raucher noch Diabetes", "60 kg."),
     ("sin diabetes, con hipertensi\u00f3n", "60 kg, high blood pressure."), ("waist 95 cm, neck 34 cm",
     "waist 95 cm"),
     ("30 inch waist", "30 inch waist"), ("fat 28 %, muscle 24 kg", "muscle 24 kg"),
     ("1 fragility fracture at 52", "1 fracture in a fall"), ("treated for breast cancer in 2015",
     "breast cancer")],
)  # fmt: skip
def test_what_is_said_in_other_words_and_languages(answer: str, said: str) -> None:
    read_back = read(answer)
    assert said in read_back
    assert read_back.startswith(BARE)


@pytest.mark.parametrize(
    ("written", "there"),
    [("diabetes, RA, no history of fractures", ("diabetes", "rheumatoid", "no fractures")),
     ("RA, mother had diabetes", ("rheumatoid",)), ("RA: yes, coeliac disease: no", ("rheumatoid",)),
     ("no RA, no coeliac disease", ())],
)  # fmt: skip
def test_what_a_question_on_a_list_suggests_is_read(written: str, there: tuple[str, ...]) -> None:
    said = read(written).partition(". ")[0]
    assert all(one in said for one in there)
    assert said.count(",") == 2 + len(there)


@pytest.mark.parametrize(
    "answer",
    ["bad osteoporosis", "newly diagnosed osteoporosis", "osteoporosis diagnosed last month",
     "osteoporosis of the spine and hips",
     "steroid-induced osteoporosis", "I was told I have osteoporosis", "suffering from osteoporosis since 2019"],
)  # fmt: skip
def test_words_that_leave_a_condition_what_it_is_change_nothing(answer: str) -> None:
    assert read(answer).startswith(f"{BARE}, osteoporosis.")


@pytest.mark.parametrize(
    "answer",
    [
        "no history of: fractures, falls, RA. Hypertension.",
        "none of: fractures, falls; hypertension",
        "none of: falls, RA\nhypertension",
    ],
)
def test_a_denied_list_ends_with_its_sentence(answer: str) -> None:
    with pytest.raises(ot.InputError, match=r"ypertension.* behind"):
        read(answer)


@pytest.mark.parametrize("answer", ["no fractures, hypothyroidism, RA", "RA - hypertension + smoker -"])
def test_what_a_list_leaves_open_is_asked(answer: str) -> None:
    with pytest.raises(ot.InputError):
        read(answer)


@pytest.mark.parametrize("answer", [
    "male, 60, malabsorption, diabetes", "male, 60; Paget disease; diabetes", "man of 60, malabsorption; RA",
    "male, 60, Pagets, high blood pressure",
])  # fmt: skip
def test_a_name_that_begins_like_a_relative_is_of_himself(answer: str) -> None:
    new = ot.new_person({"person": answer}, today=date(2026, 11, 30))
    assert new.text.count('", "') == 1

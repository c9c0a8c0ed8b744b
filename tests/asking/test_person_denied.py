"""What is denied of a person, before or behind its name, is not taken for told."""

from __future__ import annotations

from datetime import date

import pytest

import osteotwin as ot

TODAY = date(2026, 2, 1)
BODY = "woman 65, 160 cm, 60 kg, "
BARE = "a woman born 1960-08-02 (65 years), 160 cm, 60 kg."


def read(answer: str) -> str:
    return ot.new_person({"person": BODY + answer}, today=TODAY).understood["person"]


@pytest.mark.parametrize(
    "answer",
    ["no vertebral fracture", "never a vertebral fracture", "no spine fractures", "no known compression fracture",
     "without vertebral fracture", "vertebral fracture: no", "0 vertebral fractures", "never had a vertebral fracture",
     "no parent broke a hip", "no parental hip fracture", "neither parent broke a hip", "mother broke hip: no",
     "mother broke a hip? no", "mother hip fracture negative", "0 cigarettes a day", "zero cigarettes", "smoking: 0",
     "smoker: false", "cigarettes 0/day", "RA negative", "RA -", "diabetes negative", "diabetes 0", "non-diabetic",
     "nondiabetic", "non RA", "celiac negative", "breast cancer negative", "0 falls", "no diabetes or RA"],
)  # fmt: skip
def test_what_is_denied_is_not_there(answer: str) -> None:
    assert read(answer).startswith(BARE)


@pytest.mark.parametrize(
    "answer", ["no falls or fractures", "no fractures or falls", "previous fracture: no"]
)
def test_no_fractures_in_any_order(answer: str) -> None:
    assert "no fractures in a fall" in read(answer)


@pytest.mark.parametrize(
    "answer",
    ["trying to get pregnant", "pregnancy in 1990", "pregnant twice", "anti-diabetes diet", "falls asleep easily",
     "CKD stage 0", "gastric bypass planned", "borderline osteoporosis", "rheumatoid factor positive",
     "diabetes or RA", "alcohol", "non-celiac gluten sensitivity"],
)  # fmt: skip
def test_what_may_not_be_there_is_asked(answer: str) -> None:
    with pytest.raises(ot.InputError):
        read(answer)


@pytest.mark.parametrize(
    ("answer", "said"),
    [("vertebral fracture", "a vertebral fracture"), ("2 falls in the last year", "falls"), ("smoker", "smoking now"),
     ("mother broke her hip at 40 in a fall from a horse", "60 kg, a parent who broke a hip. "),
     ("CKD stage 3", "chronic kidney disease"), ("no diabetes but RA", "rheumatoid arthritis")],
)  # fmt: skip
def test_what_is_there_is_read(answer: str, said: str) -> None:
    assert said in read(answer)


@pytest.mark.parametrize(
    "answer",
    ["no medication for diabetes", "no complications of diabetes", "no flare of RA", "no doubt it's celiac disease",
     "no dairy (lactose intolerant)", "no HRT because of breast cancer", "no dialysis for CKD",
     "no stents after heart attack", "no recurrence of breast cancer", "no prostate cancer recurrence",
     "no meds T2DM", "I have no diabetes medication", "not well controlled diabetes", "not severe diabetes",
     "not only diabetes but also celiac disease", "no diabetes RA", "never without RA", "not without RA",
     "no other illness than RA", "not sure if I have diabetes", "not tested for RA",
     "not yet diagnosed with celiac disease", "not sure smoker", "not sure falls", "never quit smoking",
     "have not quit smoking", "I never gave up smoking", "not going to stop smoking",
     "no lung disease though smoker", "not a heavy smoker", "not smoking much", "no smoking in the house",
     "no alcohol during the week", "never stopped drinking", "no problem drinking 4 beers a day", "no serious falls",
     "no falls with injury", "no walker despite falls", "no injuries from two falls last year",
     "no fractures despite two falls", "no new vertebral fracture", "no other fractures",
     "no surgery for vertebral fracture", "no man", "no alcohol because of liver cirrhosis",
     "no tomo hormonas por c\u00e1ncer de mama", "no current breast cancer", "not because of RA"],
)  # fmt: skip
def test_a_denial_of_something_else_takes_no_condition_away(answer: str) -> None:
    with pytest.raises(ot.InputError):
        read(answer)


@pytest.mark.parametrize(
    "answer",
    ["no known diabetes", "no T2DM", "no type 2 diabetes",
     "no history of diabetes", "never diagnosed with RA", "not currently pregnant",
     "I've never had breast cancer", "I do not have RA or celiac disease", "no falls, smoking, or RA",
     "doesn't smoke or drink alcohol", "no falls in the last year", "no falls for 3 years",
     "no vertebral fractures on x-ray", "no known allergies or diabetes", "no diabetes and no RA",
     "no tengo diabetes", "kein Diabetes", "no kidney stones so far", "no heart attack, stroke or blood clots",
     "I never smoked"],
)  # fmt: skip
def test_what_stands_directly_behind_is_denied(answer: str) -> None:
    assert read(answer).startswith(BARE)


@pytest.mark.parametrize(
    "answer",
    ["smoker in my twenties", "smoker at 20", "smoker 2019", "smoker 2010-2019", "smoker last year",
     "smoker, last year", "smoker (history)", "alcohol 4 units a day in 2019", "pregnant at 20",
     "pregnant last year", "was pregnant", "falls as a child", "falls in 2019", "falls, als Kind",
     "malabsorption 10 years ago", "lactose intolerance once", "58 kg, last year", "then weight 58 kg",
     "quit smoking next year", "smokes pot",
     "stopped smoking for a week", "quit smoking never",
     "high blood pressure last year", "diabetes, from 2010 to 2019", "hyperparathyroidism in 2019",
     "primary hyperparathyroidism, surgery 2019", "premenopausal breast cancer", "165 cm (old)", "old height 165 cm",
     "at diagnosis weight 58 kg", "last year: 58 kg", "prostate cancer", "smokes weed"],
)  # fmt: skip
def test_what_was_is_not_taken_for_now(answer: str) -> None:
    with pytest.raises(ot.InputError):
        ot.new_person({"person": f"woman 65, {answer}"}, today=TODAY)


@pytest.mark.parametrize("name", ["diabetes", "RA", "smoker", "falls", "parental hip fracture"])
@pytest.mark.parametrize(
    "mark", [": not known", " not known", " (0)", ": no info", ": n/a", ": only as child", ": no problem", ": F", ":",
             ", not known", ", supposedly"]
)  # fmt: skip
def test_a_mark_that_leaves_it_open_is_asked(name: str, mark: str) -> None:
    with pytest.raises(ot.InputError):
        read(name + mark)


@pytest.mark.parametrize(
    ("answer", "said"),
    [("smoker since 1990", "smoking now"), ("smoker for 20 years", "smoking now"), ("diabetes (2015)", "diabetes"),
     ("RA: diagnosed 2015", "rheumatoid"), ("gastric bypass 2010", "malabsorption"), ("kidney stones 2015", "kidney"),
     ("falls last year", "falls"), ("falls: 3", "falls"), ("parental hip fracture: yes", "a parent who"),
     ("diabetes: type 2", "diabetes"), ("no fractures, dad broke his hip", "a parent who broke a hip"),
     ("father fractured hip at 90 in a car crash", "a parent who"), ("hypertension: controlled", "high blood"),
     ("parental history of hip fracture", "a parent who"), ("never used tobacco", BARE),
     ("low calcium in the diet", f"{BARE} In no number"),
     ("diagnosed with diabetes last year", "diabetes"), ("menopause around 50", "about right")],
)  # fmt: skip
def test_what_goes_on_is_read(answer: str, said: str) -> None:
    assert said in read(answer)


def test_she_is_a_woman() -> None:
    assert "a woman" in ot.new_person({"person": "She is 60, 165 cm"}, today=TODAY).understood["person"]


@pytest.mark.parametrize("answer", ["scan at 62", "retired at 62", "breast cancer at 62"])
def test_an_age_of_then_asks_for_that_of_now(answer: str) -> None:
    with pytest.raises(ot.InputError, match="the age of now"):
        ot.new_person({"person": f"woman, {answer}, 165 cm"}, today=TODAY)


@pytest.mark.parametrize(
    "answer",
    ["ideal FRAX major 18%", "FRAX major 18% max", "FRAX major (Anna) 18%", "FRAX major 18% two years ago",
     "last year, FRAX major 18%", "FRAX major 18%, from memory", "I think FRAX major 18%", "FRAX Ziel major 18%",
     "FRAX major 18% from memory", "FRAX major 18% (2019)"],
)  # fmt: skip
def test_a_probability_that_a_word_may_unsay_is_asked(answer: str) -> None:
    with pytest.raises(ot.InputError):
        read(answer)


@pytest.mark.parametrize(
    "words",
    [
        "does not drink or smoke", "don't smoke or drink", "neither smokes nor drinks", "no fuma ni bebe",
        "raucht und trinkt nicht", "ne fume ni ne boit",
    ],
)  # fmt: skip
def test_smoking_and_drinking_are_denied_in_one(words: str) -> None:
    said = ot.new_person({"person": f"man, 52, {words}"}, today=date(2026, 2, 1)).understood["person"]
    assert "no more than two units of alcohol" in said
    assert "smoking now" not in said

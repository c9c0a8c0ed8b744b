"""A cell is filled in only where it is certain: no denial, plan, limit, other person, or part of a name fills one."""

from __future__ import annotations

import pytest
from tests.asking.saying import TODAY

import osteotwin as ot
from osteotwin.asking.fields.denied import but_for_denied, is_plain
from osteotwin.asking.fields.heard import heard

#: An answer, and the rows that it fills, each as its cells in their order.
ROWS: list[tuple[str, str, list[str]]] = [
    # An amount is nothing that says how often; a dose is filled in as it is taken each time.
    ("drugs", "test cyp 140mg/wk split mon & thurs, hcg 500 IU 2x week",
     ["Testosterone cypionate|70|mg|Mon and Thu", "Human chorionic gonadotropin|500|IU|twice a week"]),
    ("drugs", "omeprazole 20, lexapro 10, Actonel 35 mg weekly",
     ["Omeprazole|20", "lexapro|10", "Risedronate|35|mg|once a week"]),
    ("drugs", "progesterone 100 at night; blorb", ["Progesterone|100|at night"]),
    ("drugs", "Proviron 25mg morgens und 25 abends, Testo E 250mg jede Woche; blorb",
     ["Mesterolone", "Testosterone enanthate|250|mg|once a week"]),
    # A drug stands once.
    ("drugs", "testosterone gel 1.62% (Androgel), blorb", ["Testosterone gel 1.62 %"]),
    ("drugs", "estradiol valerate pills (Progynova), cyproterone",
     ["Estradiol valerate (tablets)", "Cyproterone acetate"]),
    ("drugs", "Eligard 45 mg every six months + abiraterone 1000. started Eligard in Nov, the pills in Jan",
     ["Eligard|45|mg|every 6 months", "Abiraterone|1000"]),
    # What is taken back, and days of another drug or of a cycle.
    ("drugs", "exemestane and I take Fosamax no sorry Actonel, blorb", ["Exemestane", "Risedronate"]),
    ("drugs", "tamoxifen 20 and letrozole 2.5 from day 3 to day 7", ["Tamoxifen|20", "Letrozole"]),
    ("drugs", "T since 2021, letrozole since May 2023", ["Letrozole|May 2023"]),
    ("drugs", "allergic to penicillin and taking letrozole", ["Letrozole"]),
    # Heads, work, steps that are walked, what is borne by the body alone, how often that may be of all.
    ("training", "cardio 30 min on the bike most mornings, blorb", ["Cycling|5 times a week"]),
    ("training", "Cardio: elliptical 30 min x5. Weights none since June", ["Elliptical trainer|30|5 times a week"]),
    ("training", "couch to 5k (3 runs a week, week 4), blorb", ["Running|3 times a week"]),
    ("training", "on my feet all day as a nurse, 12 hour shifts", []),
    ("training", "I walk a lot, maybe 8000 steps, blorb", ["Walking"]),
    ("training", "squats bodyweight 4x25; blorb", ["Body-weight squat|4|25"]),
    ("training", "squat 3x5, bench 3x5, deadlift 1x5 275. alternating M W F",
     ["Back squat|3|5", "Bench press|3|5", "Deadlift|1|5|275"]),
    ("training", "SQ 2x/wk (5x3 @ 85%, 4x6 @70), blorb", ["Back squat|twice a week"]),
    # An amount alone is of what stands before it.
    ("training", "osteostrong once a week, 10 minutes. blorb",
     ["Isometric axial compression (machine)|once a week"]),
    ("training", "body pump Tuesdays and Thursdays and I walk", ["Strength training|twice a week", "Walking"]),
    # Of somebody else, and one of several loads.
    ("training", "lunges 2x10 twice a week, and he benches 120 kg when we train",
     ["Lunge|2|10|twice a week", "Bench press"]),
    ("training", "leg extensions 3x12 at 10, then 15, then 20 kg, 2x/wk; blorb", ["Leg extension|3|12|twice a week"]),
    # Of another time.
    ("training", "swimming team in high school, 5 x 90 min a week; nothing now", ["Swimming"]),
    ("training", "10k steps/day weighted vest 12 lb on 3 of the days", ["Walking"]),
    # Names within names.
    ("food", "Caltrate 600+D3 twice a day, blorb", ["Caltrate 600+D3|1|tablet|twice a day"]),
    ("food", "Adcal-D3 chewable when I remember", ["Adcal-D3 600 mg/400 IU"]),
    ("food", "soy latte when I am out", ["soy latte"]),
    ("food", "oat milk with coffee if there is some", ["oat milk", "Coffee, brewed"]),
    ("food", "Pure veg, no eggs. paneer when I can", ["Cheese, queso blanco"]),
    ("food", "the odd Strontium Boost", ["Strontium Boost"]),
    ("food", "milk of magnesia when it is bad", ["milk of magnesia"]),
    ("food", "kidney stones twice so easy on the spinach", ["Spinach, boiled (poorly absorbed calcium)"]),
    ("food", "beef eggs butter whenever", ["Beef, top sirloin steak, broiled", "Egg, whole, raw", "Butter, salted"]),
    ("food", "dairy ok, mostly kefir", ["Kefir, plain, low-fat"]),
    # Calcium of a drink, of the whole day or of a wish is no tablet.
    ("food", "oat drink with calcium when I can", ["oat drink"]),
    ("food", "it averages 1150 mg calcium including my pills", []),
    ("food", "dietician wants me at 1200 mg calcium, maybe one glass of milk",
     ["Milk, reduced fat 2 %, vitamin A and D added"]),
    ("food", "calcium pills constipate me, figs now and then", []),
    # Units are told, and not guessed.
    ("food", "zinc 30 w/ copper", ["Zinc|30", "Copper"]),
    ("food", "Coenzyme Q10: 100 mg; creatine 5 g", ["Coenzyme q10|100|mg", "Creatine|5|g"]),
    ("food", "vitamin D level was 18; blorb", ["Vitamin D tablets"]),
    # Joined to a plan or a denial.
    ("food", "planning to eat sardines twice weekly and kale daily; yogurt 125 g daily",
     ["Sardines, Atlantic, canned in oil, with bones", "Kale, boiled", "Yogurt, plain, low-fat|125|g|once a day"]),
    # Two values, one of several vertebrae, none measured, and what is taken.
    ("scans", "hips basically the same (-1.9/-2.0), T-scores", ["Total hip T-score"]),
    ("scans", "2026-01-12: spine T-score L1, L3, L4 -2.6; blorb", ["Lumbar spine T-score|2026-01-12"]),
    ("scans", "2026-01-12 spine T-score -2.1; hip unknown", ["Lumbar spine T-score|-2.1|2026-01-12"]),
    ("labs", "no estradiol test; CTX 0.35 ng/mL, blorb", ["CTX|0.35|ng/mL"]),
    ("labs", "PTH never measured; SHBG 41 nmol/L", ["SHBG (sex hormone-binding globulin)|41"]),
    ("labs", "CTX pending; vitamin D 2000 IU daily; calcium 9.8 mg/dL", ["Calcium in blood|9.8|mg/dL"]),
    ("labs", "test 310 ng/dL, then more, drawn 2025-10-10 and 2025-12-05", ["Testosterone (total)"]),
    ("labs", "estradiol undetectable (<2), D 44", ["Estradiol"]),
    ("labs", "09/26: T <0.4 nmol/L, 25OHD 62",
     ["Testosterone (total)|<0.4|nmol/L|09/26", "Vitamin D (25OHD)|62|09/26"]),
    ("labs", "total T 12 nmol/L (9am), 12 Aug and SHBG 30",
     ["Testosterone (total)|12|nmol/L|12 August", "SHBG (sex hormone-binding globulin)|30|12 August"]),
    ("scans", "DEXA may 26: lumbar Z -2.1", ["Lumbar spine Z-score|-2.1|may 26"]),
    ("scans", "spine -2.9, hip -2.4, Feb 2026", ["Lumbar spine|-2.9|February 2026", "Total hip|-2.4|February 2026"]),
    ("scans", "LS -2.7 FN -1.9 TBS 1.19 (2024)", ["Lumbar spine|-2.7|2024", "Femoral neck|-1.9|2024"]),
    ("scans", "forearm 33% -2.9", ["One-third radius (forearm)|-2.9"]),
    ("drugs", "pred 7.5 atm, dropping 1mg a month", ["pred"]),
    ("drugs", "Evenity 2 shots a month, on #7", ["Romosozumab|once a month"]),
    ("drugs", "wife is on letrozole, I only use T cream 200mg/ml 2 clicks", []),
]  # fmt: skip


@pytest.mark.parametrize(("question", "answer", "rows"), ROWS)
def test_only_what_is_certain_fills_a_cell(question: str, answer: str, rows: list[str]) -> None:
    form = ot.answer_fields(question, {question: answer}, today=TODAY)
    assert ["|".join(row.values()) for row in form.rows] == rows


@pytest.mark.parametrize(
    ("since", "filled"),
    [
        ("TRT since 6/12/2023", "6/12/2023"),
        ("both since the 5 of January 2025, before that the patch", "2025-01-05"),
        ("started about 4 months later", ""),
        ("first in May, last one 9 Nov", ""),
        ("when covid began", "when covid began"),
    ],
)
def test_of_a_story_no_day_is_filled_in(since: str, filled: str) -> None:
    answers = {"drugs": "letrozole", "dose": "2.5 mg daily, blorb", "since": since}
    (row,) = ot.answer_fields("drugs", answers, today=TODAY).rows
    assert row.get("since", "") == filled


@pytest.mark.parametrize(
    ("question", "answer", "key", "value"),
    [
        ("person", "woman, 55, last period at 50 and half, me nothing", "menopause", ""),
        ("person", "my wife is 58 and has osteoporosis; I'm 63, male", "conditions", ""),
        ("person", "male, 63, knee pain gone", "conditions", ""),
        ("person", "male, 63, between 58 and 60 kg", "weight", ""),
        (
            "person",
            "male, 63, falls sometimes, blorb",
            "conditions",
            "falls in the last year or poor balance",
        ),
        ("training", "Don't want a gym. I have two 5kg dumbbells and a resistance band at home", "keeps", ""),
        ("training", "osteostrong once a week, 10 minutes. blorb", "keeps", ""),
        ("training", "squats when I can; no gym", "keeps", "no gym"),
        ("food", "vitamin D 3000 IU every day. Ca none", "never", ""),
        ("food", "skyr 200 g daily, no calcium pills", "never", ""),
        ("food", "skyr 200 g daily, no nuts", "never", "no nuts"),
    ],
)
def test_only_what_is_certain_fills_a_value(question: str, answer: str, key: str, value: str) -> None:
    form = ot.answer_fields(question, {question: answer}, today=TODAY)
    assert form.values.get(key, "") == value


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("blorb (comt\u00e9, around 40 g)", ["blorb (comt\u00e9, around 40 g)"]),
        ("blorb (a; b) mon, wed and fri", ["blorb (a; b) mon, wed and fri"]),
        ("my wife eats cheese and yogurt", ["my wife eats cheese and yogurt"]),
        ("blorbs when I can, half", ["blorbs when I can, half"]),
        ("never blorbs and I zork 3 of it", ["never blorbs", "I zork 3 of it"]),
    ],
)
def test_what_belongs_together_is_one_part(text: str, parts: list[str]) -> None:
    found = heard("food", f"{text}, a glass of milk daily", TODAY, None)
    assert [part.said for part in found] == [*parts, "a glass of milk daily"]


@pytest.mark.parametrize(
    "text",
    ["my wife's 100 kg", "up to 100 kg", "doctor says 30 min", "30-60 min", "30 or 40 min", "30 min last summer",
     "45 min as a kid", "goal 100 kg", "30 min if it is dry", "no 30 min", "30 min, ohne Pause"],
)  # fmt: skip
def test_what_turns_an_amount(text: str) -> None:
    assert not is_plain(text)


@pytest.mark.parametrize(
    "text", ["walk the dog 30 min", "maybe 20 min", "45 min since May", "100 kg usually"]
)
def test_what_turns_none(text: str) -> None:
    assert is_plain(text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("used to take calcium, now vitamin D", "now vitamin D"),
        ("Ensure, no other shakes", "Ensure"),
        ("arimidex 1 mg, no wait, 0.5 mg", "arimidex 1 mg, wait, 0.5 mg"),
        ("lactose intolerant so oat milk", "oat milk"),
        ("I mean to start; milk daily", "to start; milk daily"),
    ],
)
def test_a_denial_goes_as_far_as_its_clause(text: str, left: str) -> None:
    assert " ".join(but_for_denied(text).split()) == " ".join(left.split())

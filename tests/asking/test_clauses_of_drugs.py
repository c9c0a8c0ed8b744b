"""Clauses beside a dose, days between two drugs and parts beside an amount: what may change the dose is asked."""

import pytest
from tests.every import every

from osteotwin.asking.drugs.answers import read_drugs
from osteotwin.asking.unclear import UnclearAnswerError
from osteotwin.protocol.dose_strength import AmbiguousDose
from osteotwin.protocol.dose_words import dose_steps

BEHIND = (
    "my doctor took it away", "it ran out", "I ran out", "the bottle is empty", "I flush them", "I left it",
    "that is a lie", "it was ages back", "as PCT", "my doctor replaced it", "my GP disagrees", "I lapsed",
    "my adherence is poor", "delivery is pending", "just kidding", "I am done with it", "as a child", "in my youth",
    "in short courses", "on cycle", "with gaps", "sort of", "bone jabs as well", "hormone injections", "some vitamins",
    "osteoporosis meds", "cold turkey", "bin it", "well nearly", "my insurance denied it", "the box stays shut",
    "most of it", "a fraction of it", "pellets now",
    "leider unregelm\u00e4\u00dfig", "la moiti\u00e9 en fait", "a veces",
)  # fmt: skip
WHOLE = (
    "I take letrozole 2.5 mg daily but my wife hides it",
    "Je prends letrozole 2,5 mg par jour mais je l'oublie souvent",
    "In my dreams I take letrozole 2.5 mg daily", "On paper I take letrozole 2.5 mg daily",
    "my dream protocol is testosterone cypionate 100 mg weekly", "On cycle I take anastrozole 1 mg daily",
    "The usual therapy in my clinic is letrozole 2.5 mg daily", "I am about to take letrozole 2.5 mg daily",
    "I bin my letrozole 2.5 mg daily", "My doctor thinks I take testosterone cypionate 100 mg weekly",
    "I'm on letrozole 2.5 mg daily because tamoxifen 20 mg daily gave me hot flushes",
    "I'm on letrozole 2.5 mg daily, my doctor favours Prolia 60 mg every 6 months",
    "I'm on Prolia 60 mg every 6 months and alendronate 70 mg weekly disagreed with me",
    "Je ne prends plus letrozole 2,5 mg par jour", "J'ai pris letrozole 2,5 mg par jour",
    "Ich nahm Letrozol 2,5 mg t\u00e4glich", "Ich soll Letrozol 2,5 mg t\u00e4glich nehmen",
    "Ich nehme morgens eine halbe Letrozol 2,5 mg", "Ich nehme t\u00e4glich zwei Progynova 2 mg",
    "Progynova 2 mg je zwei morgens und abends", "Je prends deux Provames 2 mg par jour",
    "Anastrozole 0.5 mg Mon and Thu, ditched it", "testosterone cypionate 100 mg weekly and gel",
    "I use estradiol patch 100 mcg twice weekly, a blocker", "letrozole, my dose was 2.5 mg daily",
    "letrozole: the usual dose is 2.5 mg daily", "Letrozol, empfohlene Dosis 2,5 mg t\u00e4glich",
)  # fmt: skip
READ = (
    ("I take letrozole 2.5 mg daily, it is prescribed by my oncologist", ""),
    ("letrozole 2.5 mg daily, I take it with food", ""),
    ("I take letrozole 2.5 mg daily, my joints ache", ""),
    ("I take letrozole 2.5 mg daily, thanks for your help", "thanks; for your help"),
    ("I take letrozole 2.5 mg daily and I feel great", ""),
    ("My medications are letrozole 2.5 mg daily and Prolia 60 mg every 6 months", ""),
    ("alendronate 70 mg weekly on an empty stomach, sitting upright", ""),
    ("I take letrozole 2.5 mg daily, and my doctor put me on alendronate 70 mg weekly", ""),
)


def asked(answer: str) -> str:
    with pytest.raises(UnclearAnswerError) as unclear:
        read_drugs(answer)
    return str(unclear.value)


@every("clause", BEHIND)
def test_a_clause_behind_a_dose_that_may_turn_it_is_asked(clause: str) -> None:
    assert asked(f"I take letrozole 2.5 mg daily, {clause}")


@every("answer", WHOLE)
def test_what_may_not_be_taken_is_asked(answer: str) -> None:
    assert asked(answer)


@every("answer, aside", READ)
def test_what_changes_nothing_is_read(answer: str, aside: str) -> None:
    assert read_drugs(answer)[0].aside == aside


@every(
    "answer, words",
    [
        (
            "letrozole 2.5 mg daily, since 2023 also alendronate 70 mg weekly",
            '"letrozole 2.5 mg daily; alendronate 70 mg weekly since 2023"',
        ),
        ("letrozole 2.5 mg daily and from 2025 alendronate 70 mg weekly", "which may be of either"),
        ("anastrozole 1 mg daily, for the past 2 years alendronate 70 mg weekly", "which may be of either"),
        ("letrozole 2.5 mg daily since 2021 until today, tamoxifen 20 mg daily", "whether it goes on"),
        ("letrozole 2.5 mg daily since 2021 until today, then nothing", "whether it goes on"),
        ("exemestane 25 mg daily for 4 weeks then 12.5 mg daily starting today", "starting today"),
        ("exemestane from today 25 mg daily for 4 weeks then 12.5 mg daily", "starting today"),
        ("exemestane 25 mg daily then 12.5 mg daily since March 2025", "how long each dose"),
        ("anastrozole 1 mg daily for the last 5 years then every other day starting today", "days"),
        ("ribociclib 600 mg/letrozole 2.5 mg daily 3 weeks on 1 week off", "slash"),
    ],
)
def test_days_and_drugs_that_may_be_of_either_are_asked(answer: str, words: str) -> None:
    assert words in asked(answer)


def test_a_day_behind_its_drug_is_its_own() -> None:
    taken = read_drugs("anastrozole 1 mg daily since March 2024 with alendronate 70 mg weekly")
    assert [one.name for one in taken] == ["anastrozole", "alendronate"]


@every(
    "dose",
    [
        "1.25 mg, half a tablet, twice a week",
        "0.25 mg quarter tab twice weekly",
        "half tab 0.5 mg daily",
        "4 mg, 2 tablets, daily",
        "1 tablet of 5 mg in the morning and 2.5 at night",
        "0.5 mg once in between injection days",
    ],
)
def test_an_amount_beside_pieces_is_asked(dose: str) -> None:
    with pytest.raises(AmbiguousDose):
        dose_steps(dose)


@every("dose", ["half a 1 mg tablet daily", "1 mg tablet, half a tablet daily"])
def test_a_part_of_a_tablet_of_so_much_is_read(dose: str) -> None:
    assert [step.amount for step in dose_steps(dose) or ()] == ["0.5 mg"]

"""Stories about drugs: what tells of no drug, dose or day is set aside and said; the rest is read or asked."""

from datetime import date

import pytest
from tests.every import every

import osteotwin as ot
from osteotwin.asking.drugs.story import is_idle

TODAY = date(2026, 2, 1)


def understood(answer: str) -> str:
    return ot.new_person({"drugs": answer}, today=TODAY).understood["drugs"]


def asked(answer: str) -> str:
    with pytest.raises(ot.InputError) as unclear:
        ot.new_person({"drugs": answer}, today=TODAY)
    return " ".join(f"{one.found} {one.expected} {one.fix}" for one in unclear.value.problems)


@every(
    "answer, words",
    [
        (
            "My doctor started me on 1mg anastrozole eod about 6 months ago, along with 150 mg test cyp weekly",
            "1 mg every 2 days, from 2025-08-02 on; testosterone cypionate: 150 mg every week, from 2025-08-02",
        ),
        (
            "I've been taking letrozole 2.5 mg every day for two years now and my knees are killing me",
            "2.5 mg every day, from 2024-02-02 on. Not used: my knees are killing me.",
        ),
        (
            "The heart of my protocol is daily injections of 3.2 mg test enanthate and 2.4 mg test propionate.",
            "testosterone enanthate: 3.2 mg every day, from 2026-02-01 on; testosterone propionate: 2.4 mg every day",
        ),
        (
            "Hi everyone, long time lurker here. I take 0.5 mg arimidex twice a week and 140 mg test e weekly.",
            "Not used: Hi everyone; long time lurker here.",
        ),
        (
            "I've been on Prolia 60 mg every 6 months since 2022 and my dentist is worried about my jaw",
            "60 mg every 6 months, from 2022-07-01 on. Not used: my dentist is worried about my jaw.",
        ),
        (
            "I am 58 and on anastrozole 1 mg daily, and honestly I feel like an old lady",
            "anastrozole: 1 mg every day",
        ),
        ("I inject 100 mg testosterone cypionate every Friday in my garage", "Not used: garage."),
        ("I take letrozole 2.5 mg daily religiously", "letrozole: 2.5 mg every day"),
        (
            "Ich nehme Letrozol 2,5 mg täglich und meine Gelenke schmerzen",
            "Not used: meine Gelenke schmerzen.",
        ),
    ],
)
def test_a_story_is_read_without_what_tells_nothing(answer: str, words: str) -> None:
    assert words in understood(answer)


@every(
    "answer",
    (
        "I crave letrozole 2.5 mg daily in the worst way",
        "I pretend to take letrozole 2.5 mg daily",
        "I dream of letrozole 2.5 mg daily every night",
        "My roommate takes letrozole 2.5 mg daily and loves it",
        "My doctor said alendronate 70 mg weekly is great",
        "I hardly take letrozole 2.5 mg daily these days",
        "I sell letrozole 2.5 mg daily to my neighbours",
        "I take letrozole 2.5 mg daily intermittently",
        "I take letrozole 2.5 mg daily minus the weekends",
        "I take anastrozole 1 mg daily and foobarol",
        "I take anastrozole 1 mg daily and foobarol 5 mg daily",
        "I'm on letrozole 2.5 mg daily and stopped",
        "I'm on letrozole 2.5 mg daily except when travelling",
        "I used anastrozole 1 mg daily and hated the gym",
        "I took letrozole 2.5 mg daily and the weather was fine",
        "I take letrozole 2.5 mg daily, two if I am bloated",
    ),
)
def test_what_may_turn_a_story_is_asked(answer: str) -> None:
    assert asked(answer)


@every(
    "clause, harmless",
    [
        ("I hate needles", True),
        ("my knees are killing me", True),
        ("but not on Sundays", False),
        ("since my surgery", False),
        ("my husband's idea", False),
        ("with metformin", False),
        ("half of it", False),
    ],
)
def test_a_clause_is_set_aside_only_where_it_turns_nothing(clause: str, harmless: bool) -> None:
    assert is_idle(clause) is harmless


@every(
    "answer, words",
    [
        # A day right behind the last of several doses is its own; behind a comma it is of the whole course.
        (
            "exemestane 25 mg for 4 weeks, then 12.5 mg daily from 2026-03-01",
            "25 mg every day, from 2026-02-01 until 2026-03-01; exemestane: 12.5 mg every day, from 2026-03-01 on",
        ),
        (
            "exemestane 25 mg for 4 weeks, then 12.5 mg daily, starting 2026-03-01",
            "25 mg every day, from 2026-03-01 until 2026-03-29; exemestane: 12.5 mg every day, from 2026-03-29 on",
        ),
        (
            "letrozole 2.5 mg daily since May 2024 until now; anastrozole 1 mg daily starting today",
            "letrozole: 2.5 mg every day, from 2024-05-01 until 2026-02-01; anastrozole: 1 mg every day, from",
        ),
        (
            "exemestane 25 mg daily since May 2024 until yesterday; exemestane 12.5 mg daily starting today",
            "from 2024-05-01 until 2026-01-31; exemestane: 12.5 mg every day, from 2026-02-01 on",
        ),
        ("exemestane 25 mg daily since May 2024 until today", "from 2024-05-01 on"),
        (
            "two weeks on 40 mg prednisone, one week on 30 mg, one week on 20 mg, starting 1 March 2026",
            "30 mg every day, from 2026-03-15 until 2026-03-22",
        ),
        (
            "50mg clomid/20mg Nolvadex daily",
            "clomiphene: 50 mg every day, from 2026-02-01 on; tamoxifen: 20 mg every day",
        ),
        ("Armour thyroid 1.5 grains of Armour thyroid 1x/day", "Armour thyroid: 1.5 grains 1x/day, from"),
        ("2 grams strontium citrate/day", "Strontium citrate: 2 g per day"),
        (
            "1/4 an Arimidex pill every other day in between injection days",
            "anastrozole: 0.25 mg every 2 days",
        ),
        ("Nebido etwa alle 3 Monate 1000 mg", "1,000 mg every 3 months"),
        ("Actonel la prise d’un comprimé de 35 mg par semaine", "35 mg every week"),
        ("test-e (300mg/ml) 1 ml twice a week = 600mg/week", "300 mg every 3.5 days"),
        ("Alendron-HEXAL einmal wöchentlich 70 mg Tabletten", "alendronate: 70 mg every week"),
        ("Alendron HEXAL 70mg 1x Woe (4 St)", "alendronate: 70 mg every week"),
    ],
)
def test_doses_and_days_are_read(answer: str, words: str) -> None:
    assert words in understood(answer)


@every(
    "answer, words",
    [
        ("estradiol 10 mcg vaginally twice a week", "hardly any of what is given into the vagina"),
        ("Vagifem 10 mcg twice a week", "hardly any of what is given into the vagina"),
        ("strontium 2 g daily", "Strontium ranelate, Strontium citrate"),
        ("Torem 10 mg daily", "Toremifene, Torasemide"),
        ("50mg clomid/20mg Nolvadex morning and night", "how often each drug is taken"),
        ("test-e 600 mg twice a week = 600mg/week", "does not come to 600mg/week"),
        ("prednisone two weeks on 40 mgs, one week on 30 mgs, one week on 2o mgs", "its first day"),
    ],
)
def test_what_lacks_is_asked(answer: str, words: str) -> None:
    assert words in asked(answer)

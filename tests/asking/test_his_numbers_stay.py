"""No number or rhythm that is told of a drug is replaced by a stock one in what a question offers."""

from __future__ import annotations

from datetime import date

import pytest

import osteotwin as ot

TODAY = date(2026, 2, 1)


def asked(answer: str) -> str:
    with pytest.raises(ot.InputError) as raised:
        ot.new_person({"drugs": answer}, today=TODAY)
    return str(raised.value)


def understood(answer: str) -> str:
    return ot.new_person({"drugs": answer}, today=TODAY).understood["drugs"]


@pytest.mark.parametrize(
    ("answer", "numbers"),
    [
        ("I am only taking 20 mg prednisone each day and at home I was taking about 40 mg", "40"),
        ("Lupron, intermittent three-month-duration Lupron injections for me", "3"),
        ("I am on Evorel 100 but started on 50 which I doubled up quickly as it was too low", "50"),
        ("I started tymlos on 5/24/24 titrating up and started full dose on 6/15", "5 and 24"),
        ("Llevo casi cuatro a\u00f1os tomando tamoxifeno (tres a\u00f1os y diez meses)", "3 and 10"),
    ],
)
def test_a_number_that_no_example_holds_is_named_and_the_example_is_marked(answer: str, numbers: str) -> None:
    question = asked(answer)
    assert f"{numbers} in " in question or "the rest as it was told" in question
    assert "finasteride" not in question
    assert "with your own" in question


@pytest.mark.parametrize(
    ("answer", "offered"),
    [
        (
            "62.5 mg Test E and 250 IU HCG twice a week",
            "62.5 mg Test E twice a week; 250 IU HCG twice a week",
        ),
        ("test cyp 100 mg / anastrozole 0.5 mg weekly", "test cyp 100 mg weekly; anastrozole 0.5 mg weekly"),
        (
            "62.5mg Test E + 250iu HCG Monday, 62.5mg Test E + 250iu HCG Thursday",
            "62.5mg Test E Monday; 250iu HCG Monday; 62.5mg Test E Thursday; 250iu HCG Thursday",
        ),
    ],
)
def test_a_rhythm_behind_several_drugs_is_asked_of_each(answer: str, offered: str) -> None:
    assert f'write "{offered}" if it is of both' in asked(answer)
    understood(offered)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("letrozole 2.5 mg and tamoxifen 20 mg daily", "letrozole: 2.5 mg every day"),
        (
            "daily 3.2 mg testosterone enanthate and 2.4 mg testosterone propionate",
            "enanthate: 3.2 mg every day",
        ),
        ("Test prop 87.5mg per week everyday administration", "12.5 mg every day"),
        ("I've been on Forteo 20 mcg daily for 19 mos", "from 2024-07-0"),
        ("Llevo cuatro a\u00f1os tomando tamoxifeno 20 mg al d\u00eda", "from 2022-02-01"),
        (
            "Testogel 16,2 mg/g gel dos pulsaciones de la bomba de gel al d\u00eda",
            "1.62 %: 40.5 mg every day",
        ),
        ("AndroGel 1.62% One 40.5 mg packet and one 20.25 mg packet once daily", "60.75 mg every day"),
        ("Oestrogel half a pump every other day", "0.375 mg every 2 days"),
        ("Oestrogel 2.5 g daily", "1.5 mg every day"),
        ("Evorel 100 patch twice a week", "100 ug/day"),
        ("UVEDOSE 100 000 UI une ampoule tous les 3 mois", "100,000 IU every 3 months"),
        ("3 grains of Armour", "Armour: 3 grains"),
        ("Hidroferol gotas 3 gotas al d\u00eda", "Calcifediol: 3 drops a day"),
        ("Alendrons\u00e4ure-Tabletten 70 mg einmal pro Woche, nur mit Leitungswasser", "70 mg every week"),
        ("testosterona ciclopentilpropionato 100 mg a week", "cypionate: 100 mg every week"),
    ],
)
def test_plain_words_are_read(answer: str, words: str) -> None:
    assert words in understood(answer)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("tamoxifen 10 mg and 10 mg daily", '"20 mg" if both are taken'),
        ("anastrozole 1 mg 1st Monday", '"monthly"'),
        ("testosterone cyp 140 mg/week over 7 days", "how much it is each day"),
        ("Anastrozol 1 mg al d\u00eda hace 2 a\u00f1os", "2 years ago"),
        ("Denosumab 60 mg every 6 months (last injection 4 months ago)", "the last dose and not the first"),
        ("cortisone 25 mg daily", "any of several drugs"),
        ("nolva/clomid 20 mg daily", "each drug with its own dose"),
        ("125 Synthroid daily", 'write "Synthroid 125 mcg daily" if'),
        ("Evorel 50 patches", "Evorel 50 ug patches twice a week"),
        ("Evorel Conti twice a week", "Evorel Conti"),
        ("Durateston", "is not simulated"),
        ("wk 1-10 300mg test-e twice a week wk 1-10 .25 arimidex EOD", "on which day week 1 begins"),
        (
            "I also have bisphosphonate infusions of Zoladronic acid every 6 months",
            "Zoladronic acid 5 mg every 6",
        ),
        ("200mg spironolactone [oral] and 4mg estradiol [buccal]", "estradiol 4 mg buccal daily"),
        ("prednisone 20 mg for years", "prednisone 20 mg daily since"),
    ],
)
def test_what_lacks_is_asked(answer: str, words: str) -> None:
    assert words in asked(answer)


def test_calcium_that_was_measured_is_no_tablet() -> None:
    question = asked("I will continue alendronate and HCTZ, which diverts calcium from urine to my bones")
    assert "calcium" not in question.split("Fix: ")[1]

"""Products of two substances or of a strength of their own, packs and odd amounts, in answers about drugs."""

from __future__ import annotations

import re
from datetime import date

import pytest

import osteotwin as ot

TODAY = date(2026, 2, 1)


def understood(answer: str) -> str:
    return ot.new_person({"drugs": answer}, today=TODAY).understood["drugs"]


def asked(answer: str) -> str:
    with pytest.raises(ot.InputError) as error:
        understood(answer)
    return str(error.value)


@pytest.mark.parametrize(("answer", "read"), [
    ("FOSAVANCE 70 mg/5600 IU weekly", ("alendronate: 70 mg every week", "vitamin D: 5,600 IU every week")),
    ("Fosamax plus D 70 mg/2800 IU once a week", ("alendronate: 70 mg every week", "vitamin D: 2,800 IU every week")),
    ("Adrovance 70 mg / 5.600 I.E. einmal pro Woche", ("alendronate: 70 mg every week", "vitamin D: 5,600 IU")),
    ("Fosavance 70mg/140 micrograms, one tablet weekly", ("alendronate: 70 mg every week", "vitamin D: 5,600 IU")),
    ("alendronate/cholecalciferol 70 mg/5600 IU weekly", ("alendronate: 70 mg every week", "vitamin D: 5,600 IU")),
    ("Fosavance 70 mg weekly", ("alendronate: 70 mg every week", "The vitamin D in Fosavance is not counted")),
    ("Tostran 2% Gel 3 g daily", ("60 mg every day", "Tostran has 2 %")),
    ("Fortesta 4 pumps daily", ("40 mg every day", "Fortesta has 2 %")),
    ("Risedronate-35 mg weekly", ("risedronate: 35 mg every week",)),
    ("Vitamin D3 125 mcg (5,000 IU) daily", ("vitamin D: 5,000 IU every day",)),
    ("Fosamax 10 mg, comprimé, boîte de 28, daily", ("alendronate: 10 mg every day",)),
    ("FOSAMAX 5 mg, comprimé La posologie recommandée est de 1 comprimé à 5 mg, une fois par jour.",
     ("alendronate: 5 mg every day",)),
    ("alendronate 5 mg daily (not 70 mg weekly)", ("alendronate: 5 mg every day",)),
    ("Vitamin D3 125 mcg (5,000 IU) As a dietary supplement, take one (1) softgel daily.", ("5,000 IU every day",)),
    ("Alendronic 75mg once a week too", ("alendronate: 75 mg every week",)),
    ("Thyroid hormone (Synthroid, Levoxyl)", ("Levothyroxine",)),
    ("prednisone 20 mg/d", ("20 mg every day",)), ("clomiphene 50 mg M/W/F", ("50 mg every 2.33333 days",)),
    ("Prolia 60mg/1ml pre-filled syringe every 6 months", ("denosumab: 60 mg every 6 months",)),
    ("Prolia 60 mg seringue préremplie, tous les 6 mois", ("denosumab: 60 mg every 6 months",)),
    ("IDEOS 500 mg/400 UI matin et soir", ("calcium: 500 mg twice a day", "vitamin D: 400 IU twice a day")),
    ("Tamoxifene 20 mg compresse, 1 al giorno", ("tamoxifen: 20 mg every day",)),
    ("anastrozole 1 mg/tablet, 2 tablets daily", ("anastrozole: 2 mg every day",)),
    ("Estradot 50 mcg/24h, 2 patches per week", ("50 ug/day every 3.5 days",)),
    ("Prolia 60 mg Injektionslösung in einer Fertigspritze, halbjährlich", ("denosumab: 60 mg every 6 months",)),
    ("Bonviva 150 mg comprimé pelliculé, boîte de 1, une fois par mois", ("ibandronate: 150 mg every month",)),
    ("Aclasta 5 mg/100 ml Infusionslösung einmal jährlich", ("zoledronate: 5 mg every year",)),
    ("Forsteo 20 Mikrogramm/80 Mikroliter täglich", ("teriparatide: 20 ug every day",)),
    ("Testogel 50 mg Beutel, 1 Beutel täglich", ("testosterone gel 1 %: 50 mg every day",)),
    ("AndroGel 1.62% 20.25 mg/act, 2 pumps daily", ("testosterone gel 1.62 %: 40.5 mg every day",)),
    ("letrozole 2.5 mg Mo-Fr", ("letrozole: 2.5 mg every 1.4 days",)),
    ("Letrozole 2·5 mg daily", ("2.5 mg every day",)),
    ("Prolia 60 mg/ml Fertigspritze alle 6 Monate", ("denosumab: 60 mg every 6 months",)),
    ("Nebido 1000 mg/4 ml alle 12 Wochen", ("1,000 mg every 12 weeks",)),
    ("HCG 5000 IU vial, 500 IU every 3 days", ("500 IU every 3 days",)),
    ("Lupron Depot 22.5 mg (3 month) every 3 months", ("22.5 mg every 3 months",)),
    ("Femara 2.5mg film-coated tablets (30) take one daily", ("letrozole: 2.5 mg every day",)),
    ("Letrozol Heumann 2,5 mg Filmtabletten N3 100 St., 1x täglich", ("letrozole: 2.5 mg every day",)),
    ("Take 50 mcg of eltroxin 5 times a week and then take 100 mcg twice a week",
     ("Levothyroxine: 50 mcg 5 times", "100 mcg")),
    ("Durogesic DTrans 25 microgram/hour transdermal patches Apply one patch every 72 hours",
     ("Fentanyl: 25", "72 hours")),
])  # fmt: skip
def test_a_product_is_read_by_what_is_in_it(answer: str, read: tuple[str, ...]) -> None:
    came = understood(answer)
    assert all(words in came for words in read), came


@pytest.mark.parametrize(("answer", "question"), [
    ("FOSAVANCE 70 mg/5600 UI cp", '"FOSAVANCE 70 mg/5600 IU cp weekly"'),
    ("Risedronate-35 weekly", '"Risedronate 35 mg weekly"'),
    ("100 tablets 50 mg oxymetholone daily", '"oxymetholone 50 mg daily"'),
    ("medroxyprogesterone 150 mg every 3 months", '"depot medroxyprogesterone 150 mg every 3 months"'),
    ("anastrozole 1 mg x2", '"anastrozole 1 mg daily"'), ("anastrozole 1 mg 1.0.1", '"1.0.1"'),
    ("Fosamax vs. Actonel", '"Fosamax" or "Actonel"'),
    ("Fosamax v. Actonel weekly", '"Fosamax weekly" or "Actonel weekly"'),
    ("letrozole 0.0025 mg daily", "usual is 2.5 mg daily"),
    ("anastrozole 1 mg with food in May", "usual is 1 mg daily"),
    ("testosterone cypionate 1 mg/kg weekly", "not per kg"), ("anastrozole 1 mg daily (halved)", '"(halved)"'),
    ("bicalutamide x2 50mg tabs every 2 weeks", '"bicalutamide 100 mg every 2 weeks"'),
    ("anastrozole 2 tablets: 1 mg daily", '"anastrozole 2 mg daily"'),
    ("anastrozole daily (1 mg tablets, half)", "half"),
    ("anastrozole 1 mg daily, \u00bd", "0.5"),
    ("TESTOSTERON-Depot GALEN 250 mg i.m. alle 2 bis 3 Wochen", "not a range"),
    ("testosterone cypionate 200 mg/ml weekly", "200 mg/ml"),
    ("anastrozole 1 mg daily, over", "has ended"), ("anastrozole 1 mg daily, ?", "a question mark"),
    ("Testosterone cypionate 0.5 mL (200 mg) weekly", '"0.5 ml of 200 mg/ml"'),
])  # fmt: skip
def test_what_it_leaves_open_is_asked(answer: str, question: str) -> None:
    assert question in asked(answer)


@pytest.mark.parametrize(
    "answer", ["FOSAVANCE 70 mg/5600 UI cp", "Risedronate-35 weekly", "100 tablets 50 mg oxymetholone"]
)
def test_what_is_offered_is_read(answer: str) -> None:
    for said in re.findall(r'"([^"]+)"', asked(answer).split("Fix: ")[1]):
        assert understood(said)

"""A drug's route and ester are part of what it is: one name with several products, and what has no kinetics."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from osteotwin.errors import InputError
from osteotwin.protocol.interventions import DrugCourse
from osteotwin.protocol.library import (
    NotInLibraryError,
    find_drug,
    load_drugs,
    misspelled,
    products_of,
    without_kinetics,
)
from osteotwin.protocol.read_plan import read_plan


def course(folder: Path, name: str, dose: str, every: str = "") -> DrugCourse:
    """Return the one course of a plan as it is written."""
    said = f'every = "{every}"\n' if every else ""
    text = f'[[plan.drug]]\nname = "{name}"\ndose = "{dose}"\n{said}'
    file = folder / "plan.toml"
    file.write_text(text, encoding="utf-8")
    (found,) = read_plan(file).interventions
    assert isinstance(found, DrugCourse)
    return found


@pytest.mark.parametrize(
    ("name", "dose", "every", "drug", "amount"),
    [
        ("ibandronate", "150 mg", "1 month", "ibandronate", 150.0),
        ("ibandronate", "3 mg", "3 months", "ibandronate_injection", 3.0),
        ("boniva", "2.5 mg", "1 day", "ibandronate", 2.5),
        ("boniva", "3 mg", "once", "ibandronate_injection", 3.0),
        ("estradiol valerate", "4 mg", "7 days", "estradiol_valerate_injection", 4.0),
        ("estradiol valerate", "5 mg", "5 days", "estradiol_valerate_injection", 5.0),
        ("estradiol valerate", "4 mg", "1 day", "estradiol_valerate_oral", 4.0),
        ("estradiol valerate", "2 mg", "12 h", "estradiol_valerate_oral", 2.0),
        ("estradiol cypionate", "5 mg", "1 week", "estradiol_cypionate_injection", 5.0),
        ("androgel", "40.5 mg", "1 day", "testosterone_gel_1_62", 40.5),
        ("androgel", "50 mg", "1 day", "testosterone_gel", 50.0),
        ("androgel", "5 g", "1 day", "testosterone_gel", 50.0),
        ("divigel", "0.5 g", "1 day", "estradiol_gel_0_1", 0.5),
        ("estrogel", "1.25 g", "1 day", "estradiol_gel", 0.75),
        ("testosterone undecanoate", "1000 mg", "12 weeks", "testosterone_undecanoate", 1000.0),
        ("testosterone undecanoate", "237 mg", "12 h", "testosterone_undecanoate_oral", 237.0),
        ("orgovyx", "120 mg", "1 day", "relugolix", 120.0),
        ("orgovyx", "360 mg", "once", "relugolix", 360.0),
        ("eligard", "45 mg", "6 months", "gnrh_agonist", 45.0),
        ("firmagon", "240 mg", "28 days", "gnrh_antagonist", 240.0),
        ("cyproterone acetate", "10 mg", "1 day", "cyproterone", 10.0),
        ("hCG", "500 IU", "2.33 days", "human_chorionic_gonadotropin", 500.0),
    ],
)
def test_name_dose_and_rhythm_tell_the_product(
    name: str, dose: str, every: str, drug: str, amount: float, tmp_path: Path
) -> None:
    found = course(tmp_path, name, dose, every)
    assert (found.drug, found.dose) == (drug, pytest.approx(amount))


@pytest.mark.parametrize(
    ("name", "dose", "every", "key", "words"),
    [
        ("testosterone", "100 mg", "7 days", "name", "Testosterone enanthate"),
        ("estradiol", "4 mg", "7 days", "name", r"Estradiol valerate \(injection\)"),
        ("aveed", "20 mg", "1 day", "every", "21 to 200 days"),
        ("leuprolide", "7.5 mg", "6 months", "dose", "at least 17"),
        ("orgovyx", "5 mg", "1 day", "dose", "at least 40 mg"),
        ("testosterone cream", "200 mg", "1 day", "name", "of which the model has no kinetics"),
        ("Sustanon", "250 mg", "2 weeks", "name", "Testosterone enanthate"),
        ("estradiol pellets", "25 mg", "26 weeks", "name", "Estradiol valerate"),
        ("hCG", "500 mg", "3 days", "dose", "IU"),
    ],
)
def test_what_has_no_kinetics_is_refused_with_what_there_is(
    name: str, dose: str, every: str, key: str, words: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match=words) as refused:
        course(tmp_path, name, dose, every)
    (problem,) = refused.value.problems
    assert problem.field.endswith(key)


def test_every_shared_name_leads_to_several_products_that_differ_in_rhythm_or_dose() -> None:
    for name in ("ibandronate", "estradiol valerate", "testosterone gel", "testosterone undecanoate"):
        products = products_of(name)
        assert len(products) > 1
        for product in products[:-1]:
            assert product.intervals_days or product.doses or product.label_doses


@pytest.mark.parametrize("drug", sorted(load_drugs()))
def test_every_product_accepts_its_own_usual_course(drug: str) -> None:
    entry = load_drugs()[drug]
    assert entry.allows_interval(entry.usual_interval_days)
    assert entry.usual_dose / entry.usual_interval_days >= entry.least_per_day
    assert not without_kinetics(entry.label)


BY_WAY = {
    ("testosterone", "100 mg injected weekly"): ("testosterone_enanthate", 100.0),
    ("testosterone", "100 mg IM every 2 weeks"): ("testosterone_enanthate", 100.0),
    ("testosterone", "1000 mg intramuscularly every 12 weeks"): ("testosterone_undecanoate", 1000.0),
    ("testosterone", "50 mg of gel daily"): ("testosterone_gel", 50.0),
    ("testosterone", "40.5 mg gel daily"): ("testosterone_gel_1_62", 40.5),
    ("testosterone", "5 g of 1.62 % gel daily"): ("testosterone_gel_1_62", 81.0),
    ("testosterone", "237 mg orally twice a day"): ("testosterone_undecanoate_oral", 237.0),
    ("testosterone", "120 mg of testosterone cypionate weekly"): ("testosterone_cypionate", 120.0),
    ("estradiol", "2 mg tablet daily"): ("estradiol_oral", 2.0),
    ("estradiol", "two 0.1 mg patches, changed twice a week"): ("estradiol_patch", 200.0),
    ("estradiol valerate", "4 mg by mouth daily"): ("estradiol_valerate_oral", 4.0),
    ("estradiol valerate", "4 mg injected every 5 days"): ("estradiol_valerate_injection", 4.0),
    ("Prolia injection", "60 mg every 6 months"): ("denosumab", 60.0),
    ("generic Reclast infusion", "5 mg once"): ("zoledronate", 5.0),
    ("Fosamax (alendronate)", "70 mg every Sunday"): ("alendronate", 70.0),
}


@pytest.mark.parametrize(("written", "drug"), BY_WAY.items(), ids=lambda pair: " ".join(map(str, pair)))
def test_the_way_in_the_words_tells_the_product(
    written: tuple[str, str], drug: tuple[str, float], tmp_path: Path
) -> None:
    found = course(tmp_path, *written)
    assert (found.drug, found.dose) == (drug[0], pytest.approx(drug[1]))


@pytest.mark.parametrize(
    ("name", "dose", "words"),
    [
        ("testosterone", "100 mg weekly", "does not tell how it is given"),
        ("testosterone", "20 mg injected daily", "name the ester"),
        ("testosterone", "100 mg of cream daily", "does not tell how it is given"),
        ("estradiol", "5 mg injected weekly", "name the ester"),
        ("estradiol", "2 mg sublingual daily", "does not tell how it is given"),
        ("oestradiol", "2 mg daily", "Estradiol patch"),
        ("testosterone cypionate", "50 mg of gel daily", "a gel, of Testosterone cypionate"),
        ("anastrozole", "1 mg patch daily", "a patch, of Anastrozole"),
        ("test cyp", "0.5 mg arimidex with each shot", "names Anastrozole"),
        ("Arimidex (letrozole)", "1 mg daily", "a drug of the library"),
        ("alendronate infusion", "5 mg once", "a drug of the library"),
    ],
)
def test_a_way_that_is_not_told_or_not_the_products_is_asked(
    name: str, dose: str, words: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match=re.escape(words)):
        course(tmp_path, name, dose)


@pytest.mark.parametrize(("written", "meant"), [
    ("Reclast® (zolendronic acid)", "zoledronate"), ("Prolia (clinical name Denosumab)", "denosumab"),
    ("Exemestane (aka Aromasin /Stane)", "exemestane"), ("Anastrozole (Arimidex /Dex)", "anastrozole"),
    ("Testim testosterone gel", "testosterone_gel"), ("Fosamax alendronate", "alendronate"),
    ("Femara/letrozole 2.5mg", "letrozole"), ("Evista = raloxifene", "raloxifene"), ("X-Tandi", "antiandrogen"),
    ("Clom.id", "clomiphene"), ("Letrozol -1 A Pharma 2,5 mg", "letrozole"),
    ("bisphosphonate infusions of Zoladronic acid", "zoledronate"),
    ("Arimidex (anastrozole, stopped)", None), ("Fosamax (alendronate, not taken)", None),
    ("testosterone (Androgel, was cypionate)", None), ("Prolia (denosumab, half dose)", None),
    ("Arimidex (letrozole)", None), ("letrozole/anastrozole", None), ("tamoxifen or raloxifene", None),
    ("Letrozole levothyroxine", None), ("testosterone testolone", None), ("Zoladex and tamoxifen", None),
    ("calcium letrozole", None), ("olendronate", None), ("Adcal Prolia", None), ("Levo", None),
])  # fmt: skip
def test_a_name_said_twice_is_one_drug(written: str, meant: str | None) -> None:
    right = misspelled(written) or written
    try:
        found = {drug.id for drug in products_of(right)}
    except NotInLibraryError:
        found = {None}
    assert found == {meant}


@pytest.mark.parametrize(("name", "product"), [
    ("Testosterone gel 16.2 mg/g", "testosterone_gel_1_62"), ("Testosterone gel 10 mg/g", "testosterone_gel"),
    ("Testosterone gel 20 mg/g", "testosterone_gel"), ("Testosterone gel 2 %", "testosterone_gel"),
    ("Estradiol gel 0.1 %", "estradiol_gel_0_1"), ("Estradiol gel 0.6 mg/g", "estradiol_gel"),
])  # fmt: skip
def test_the_share_of_a_gel_tells_its_product(name: str, product: str) -> None:
    assert find_drug(name).id == product


@pytest.mark.parametrize("name", ["Testosterone gel 5 mg/g", "Testosterone gel 5 %", "Estradiol gel 2 mg/g"])
def test_a_gel_of_another_share_is_no_product(name: str) -> None:
    with pytest.raises(NotInLibraryError):
        find_drug(name)


@pytest.mark.parametrize(("name", "dose", "every", "product"), [
    ("testosterone", "250 mg injected", "3 weeks", "testosterone_enanthate"),
    ("testosterone", "300 mg im", "1 month", "testosterone_enanthate"),
    ("testosterone", "1000 mg injected", "12 weeks", "testosterone_undecanoate"),
    ("testogel", "40.5 mg", "1 day", "testosterone_gel_1_62"), ("testogel", "50 mg", "1 day", "testosterone_gel"),
])  # fmt: skip
def test_the_dose_tells_the_ester_and_the_strength(
    name: str, dose: str, every: str, product: str, tmp_path: Path
) -> None:
    assert course(tmp_path, name, dose, every).drug == product

"""A drug's route and ester are part of what it is: one name with several products, and what has no kinetics."""

from __future__ import annotations

from pathlib import Path

import pytest

from osteotwin.errors import InputError
from osteotwin.protocol.interventions import DrugCourse
from osteotwin.protocol.library import load_drugs, products_of, without_kinetics
from osteotwin.protocol.read_plan import read_plan


def course(folder: Path, name: str, dose: str, every: str) -> DrugCourse:
    """Return the one course of a plan as it is written."""
    text = f'[[plan.drug]]\nname = "{name}"\ndose = "{dose}"\nevery = "{every}"\n'
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
        ("testosterone", "100 mg", "7 days", "every", "Testosterone enanthate"),
        ("estradiol", "4 mg", "7 days", "every", r"Estradiol valerate \(injection\)"),
        ("aveed", "20 mg", "1 day", "every", "21 to 200 days"),
        ("leuprolide", "7.5 mg", "6 months", "dose", "at least 21"),
        ("orgovyx", "5 mg", "1 day", "dose", "at least 40 mg"),
        ("testosterone cream", "200 mg", "1 day", "name", "of which the model has no kinetics"),
        ("Sustanon", "250 mg", "2 weeks", "name", "Testosterone enanthate"),
        ("estradiol pellets", "25 mg", "26 weeks", "name", "Estradiol patch"),
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

"""Names of drugs with what records, labels and people write around them."""

from __future__ import annotations

import pytest

from osteotwin.inputs.names import NotInLibraryError
from osteotwin.protocol.library import named_drug, products_of
from osteotwin.protocol.library.drugs import without_kinetics

PRODUCTS = {
    "Nebido 1000 mg 4ml ampoule 1pc IM": "testosterone_undecanoate",
    "200 mg/ml testosterone cypionate": "testosterone_cypionate",
    "250mg/ml test e": "testosterone_enanthate",
    "T-prop": "testosterone_propionate",
    "1 ML teriparatide 0.25 MG/ML Pen Injector [Forteo]": "teriparatide",
    "100 ML zoledronic acid 0.05 MG/ML Injection": "zoledronate",
    "1 ML denosumab-bbdz 60 MG/ML Prefilled Syringe [Jubbonti]": "denosumab",
    "letrozole 2.5 mg PO TBEC": "letrozole",
    "Tab. Anastrozole 1 mg": "anastrozole",
    "Inj. zoledronic acid 4 mg": "zoledronate",
    "Lupron Depot®": "gnrh_agonist",
    "Fosamax™ (alendronate sodium/colecalciferol)": "alendronate",
    "IM testosterone undecanoate": "testosterone_undecanoate",
}


@pytest.mark.parametrize(("name", "product"), PRODUCTS.items())
def test_what_stands_around_a_name_changes_no_drug(name: str, product: str) -> None:
    assert products_of(name)[-1].id == product


@pytest.mark.parametrize(
    ("name", "drug"),
    {"D.E.S.": "diethylstilbestrol", "5 ML fulvestrant 50 MG/ML Prefilled Syringe": "fulvestrant",
     "Inj. methotrexate 10 mg": "methotrexate"}.items(),
)  # fmt: skip
def test_the_same_holds_outside_the_model(name: str, drug: str) -> None:
    assert named_drug(name) == drug


@pytest.mark.parametrize("name", ["IM sustanon", "EEn", "TNE"])
def test_what_has_no_kinetics_is_known_with_its_way(name: str) -> None:
    assert without_kinetics(name)


@pytest.mark.parametrize("name", ["5 % testosterone gel", "5 ml of something", "test c/e", "im", "inj."])
def test_another_strength_or_no_drug_stays_unknown(name: str) -> None:
    with pytest.raises(NotInLibraryError):
        products_of(name)
    assert named_drug(name) is None

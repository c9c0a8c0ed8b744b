"""Names of drugs as boxes, records and forums of several countries write them."""

from __future__ import annotations

import pytest

from osteotwin.protocol.library import find_drug, misspelled, named_drug

SIMULATED = {
    "Alendronat-ratiopharm 70 mg": "alendronate", "Alendronsäure Hexal 70mg Wochentablette": "alendronate",
    "ALENDRONIC ACID 70MG TABS 4'S": "alendronate", "Risedronat Sandoz 35 mg Filmtabletten": "risedronate",
    "PROLIA PFS 60 MG": "denosumab", "Nebido® 1000 mg Injektionslösung": "testosterone_undecanoate",
    "Testogel 50mg Beutel": "testosterone_gel", "Prednisolon 5 mg Tbl.": "glucocorticoid", "LET": "letrozole",
    "aro": "exemestane", "testcyp 200": "testosterone_cypionate", "PND": "glucocorticoid",
    "Anastrozol AL 1 mg Filmtabletten": "anastrozole", "anastrozole 1 mg comprimé pelliculé": "anastrozole",
}  # fmt: skip
OUTSIDE = {
    "levo": "levothyroxine", "Avalide": "thiazide_combination", "Aldactazide": "thiazide_combination",
    "Candesartan/HCT": "thiazide_combination", "enalapril hctz 20/12.5 mg": "thiazide_combination",
    "Enalapril Maleato": "enalapril",
}  # fmt: skip
#: Run together, or a brand that is not known with its substance in brackets.
SPELLED = {
    "DepoProvera 150 mg/1 ml": "depo provera", "Undestortestocaps": "undestor testocap",
    "OMEZOL (omeprazole) 20 mg": "omeprazole",
}  # fmt: skip


@pytest.mark.parametrize(("written", "drug"), SIMULATED.items())
def test_labels_of_simulated_drugs(written: str, drug: str) -> None:
    assert find_drug(written).id == drug


@pytest.mark.parametrize(("written", "drug"), OUTSIDE.items())
def test_labels_of_others(written: str, drug: str) -> None:
    found = named_drug(written)
    assert found == drug or (found is not None and drug == "enalapril")


@pytest.mark.parametrize(("written", "name"), SPELLED.items())
def test_names_run_together_and_substances_in_brackets(written: str, name: str) -> None:
    assert misspelled(written) == name


@pytest.mark.parametrize(
    "written", ["vaginal ring (estradiol)", "Foobar gel (testosterone)", "Letrozole (anastrozole)"]
)
def test_what_tells_no_one_product_is_none(written: str) -> None:
    assert misspelled(written) is None

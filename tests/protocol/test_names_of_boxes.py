"""Names of drugs as boxes of many countries print them: a substance, a maker, a form, a strength."""

import pytest
from tests.every import every

from osteotwin.protocol.dose_of_drug import products_named
from osteotwin.protocol.library import all_drug_names, load_drugs, named_drug, without_kinetics
from osteotwin.protocol.library.substance_names import substance_form


def _found(name: str) -> str:
    products = products_named(name)
    return (
        " ".join(drug.id for drug in products) or named_drug(name) or ("-" if without_kinetics(name) else "")
    )


@every(
    "name, drug",
    [
        ("Alendron-HEXAL", "alendronate"),
        ("Alendrokit dura®", "alendronate"),
        ("Alendro-Q", "alendronate"),
        ("Apo-Letrozole", "letrozole"),
        ("pms-Alendronate", "alendronate"),
        ("Teva-Risedronate 35 mg", "risedronate"),
        ("Letrozol Stada 2,5 mg Filmtabletten", "letrozole"),
        ("Anastrozole 1mg film-coated tablets", "anastrozole"),
        ("Alendronsäure Actavis 70 mg einmal wöchentlich Tabletten", "alendronate"),
        ("Alendronsäure-Tabletten 70 mg", "alendronate"),
        ("Zoledronsäure Accord", "zoledronate"),
        ("acido zoledronico", "zoledronate"),
        ("kwas zoledronowy", "zoledronate"),
        ("acide risédronique", "risedronate"),
        ("tamoksifen", "tamoxifen"),
        ("raloksifen", "raloxifene"),
        ("teryparatyd", "teriparatide"),
        ("Denosumabum", "denosumab"),
        ("lewotyroksyna", "levothyroxine"),
        ("Prednison acis 5 mg", "glucocorticoid"),
        ("Testogel 50 mg gel transdérmico en sobres", "testosterone_gel_1_62 testosterone_gel"),
        ("TESTEX PROLONGATUM 250 mg/2 ml SOLUCION INYECTABLE", "testosterone_cypionate"),
        ("Hidroferol semanal 100 micrograms soft capsules", "calcifediol"),
        ("Prolia 60 mg Injektionslösung in einer Fertigspritze", "denosumab"),
        ("Raloxifeno Teva 60 mg comprimidos recubiertos con película EFG", "raloxifene"),
        ("Evorel Oestrogen Patches", "estradiol_patch"),
        ("Deposteron", "testosterone_cypionate"),
        ("Reseligo", "gnrh_agonist"),
        ("Encorton", "glucocorticoid"),
        ("ASS 100 ratiopharm", "aspirin"),
        # A maker tells no way: the hormone is asked for its own.
        ("Estradiol Hexal", "estradiol_gel_0_1 estradiol_gel estradiol_patch estradiol_oral"),
        ("Estradiolo", "estradiol_gel_0_1 estradiol_gel estradiol_patch estradiol_oral"),
        # A hormone in a way of which there is no product is none of its tablets.
        ("Estradiol vaginal tablets 10 mcg", "-"),
        ("Gina 10 microgram vaginal tablets (Estradiol)", "-"),
        ("vaginal estradiol cream", "-"),
        ("testosterone nasal spray", "-"),
        ("Sustaretard 250", "-"),
        # Nothing that begins as a substance does in a few letters is one.
        ("letter", ""),
        ("tamarind", ""),
    ],
)
def test_a_box_names_its_drug(name: str, drug: str) -> None:
    assert _found(name) == drug


def test_no_form_of_a_substance_is_of_two_drugs() -> None:
    """Equal forms would read one drug as another, where the model has one and names the other."""
    of_model = {name: drug.id for drug in load_drugs().values() for name in (drug.label, *drug.aliases)}
    forms = {form: drug for name, drug in of_model.items() if (form := substance_form(name))}
    clashes = [
        name
        for name in all_drug_names()
        if (form := substance_form(name)) in forms
        and named_drug(name) is not None
        and not products_named(name)
    ]
    assert clashes == []


@pytest.mark.parametrize(
    "name", ["estradiol", "methyltestosterone", "clomifene", "enclomifene", "prednisone"]
)
def test_a_form_keeps_substances_apart(name: str) -> None:
    others = ("estriol", "testosterone", "tamoxifen", "prednisolone", "prednicarbate", "ethinylestradiol")
    assert substance_form(name) not in {substance_form(other) for other in others}

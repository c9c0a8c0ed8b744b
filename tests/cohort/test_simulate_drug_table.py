"""The direction of every drug's effect after six months in a man, against the literature.

The table is written from what was published, not from what the model says. ``+`` and ``-`` are the sign of
the difference from the same man untreated; ``0`` is no change beyond 1 % for a hormone, 0.02 % for bone;
``.`` is a marker for which the literature gives no clear sign at six months.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from osteotwin.protocol.interventions import DrugCourse
from osteotwin.protocol.library import load_drugs

Vector = np.ndarray

#: drug: in whom, (CTX, P1NP, BMD LS, estradiol, testosterone), source
TABLE: dict[str, tuple[str, str, str]] = {
    # E2 38-51 % down and T up half: Mauras 2000, Leder 2004, Burnett-Bowie 2009 (LS -1.7 against +0.8 %);
    # CTX +33 % at 9 weeks with falling P1NP: Taxel 2001
    "anastrozole": ("man", "+ . - - +", "Taxel 2001; Burnett-Bowie 2009; Leder 2004"),
    "letrozole": ("man", "+ . - - +", "T'Sjoen 2005; Raven 2006; vertebral deformities in boys: Hero 2010"),
    "exemestane": ("man", "+ . - - +", "Mauras 2003 (men, E2 -62 %, T +60 %); Lønning 2005 (women, bone)"),
    # LS -2 to -5 % in the first year, turnover up by half: Mittan 2002, Smith 2001, Maillefert 1999
    "gnrh_agonist": ("man", "+ + - - -", "Mittan 2002; Maillefert 1999; Greenspan 2005"),
    "gnrh_antagonist": ("man", "+ + - - -", "as GnRH agonists: the same hormone levels (degarelix CS21)"),
    "orchiectomy": ("man", "+ + - - -", "Stepan 1989; Daniell 1997"),
    # bicalutamide 150 mg: LS +2.5 %, T and E2 up
    "antiandrogen": ("man", ". . + + +", "Smith 2004 (bicalutamide against leuprolide)"),
    # replacement of a hypogonadal man: LS up, NTX down, E2 up in proportion
    "testosterone_gel": ("hypogonadal man", "- . + + +", "Wang 2001"),
    "testosterone_patch": ("hypogonadal man", "- . + + +", "Behre 1999; Leder 2003"),
    "testosterone_enanthate": ("hypogonadal man", "- . + + +", "Katznelson 1996; Amory 2004"),
    "testosterone_undecanoate": ("hypogonadal man", "- . + + +", "Aversa 2012"),
    # 1 mg a day for 9 weeks in older men: resorption down; LH and so T down by feedback
    "estradiol_oral": ("man", "- . + + -", "Taxel 2000"),
    "estradiol_patch": (
        "man",
        "- . + + -",
        "Falahati-Nini 2000; PATCH (Langley 2008): less loss, castrate T",
    ),
    "estradiol_gel": ("man", "- . + + -", "as the patch"),
    "relugolix": ("man", "+ + - - -", "as GnRH agonists: castrate levels (HERO)"),
    # T -81 %, E2 -71 %
    "cyproterone": ("man", "+ . - - -", "cyproterone acetate in eugonadal men, Eur J Endocrinol 183"),
    "medroxyprogesterone_depot": ("man", "+ . - - -", "stops LH as cyproterone does"),
    "human_chorionic_gonadotropin": (
        "man",
        "- . + + +",
        "as testosterone; T 362 to 520 ng/dL on 1500 IU a week",
    ),
    "clomiphene": ("man", "- . + + +", "T, E2 and LH rise (review 2024, 10.3390/ph17091233)"),
    "enclomiphene": ("man", "- . + + +", "Wiehle 2014: T, E2 and LH rise"),
    "testosterone_gel_1_62": ("hypogonadal man", "- . + + +", "as the 1 % gel"),
    "testosterone_cypionate": ("hypogonadal man", "- . + + +", "as enanthate"),
    "testosterone_propionate": ("hypogonadal man", "- . + + +", "as enanthate"),
    "testosterone_undecanoate_oral": ("hypogonadal man", "- . + + +", "label: average T in the normal range"),
    "estradiol_valerate_oral": ("man", "- . + + -", "as estradiol tablets"),
    "estradiol_valerate_injection": ("man", "- . + + -", "as the patch, higher"),
    "estradiol_cypionate_injection": ("man", "- . + + -", "as the patch, higher"),
    "estradiol_gel_0_1": ("man", "- . + + -", "as the patch"),
    "ibandronate_injection": ("man", "- - + 0 0", "as tablets"),
    "alendronate": ("man", "- - + 0 0", "Orwoll 2000"),
    "risedronate": ("man", "- - + 0 0", "Boonen 2009"),
    "ibandronate": ("man", "- - + 0 0", "Orwoll 2010 (STRONG)"),
    "zoledronate": ("man", "- - + 0 0", "Grey 2017; Boonen 2012"),
    "pamidronate": ("man", "- - + 0 0", "Smith 2001"),
    "denosumab": ("man", "- - + 0 0", "Orwoll 2012 (ADAMO)"),
    "teriparatide": ("man", "+ + + 0 0", "Orwoll 2003"),
    # CTX stays low; P1NP peaks in the first month and is on its way back at six
    "romosozumab": ("man", "- . + 0 0", "Lewiecki 2018 (BRIDGE)"),
    # raloxifene in intact men: T +20, E2 +21, LH +29 % in three months; bone of replete men: nothing or worse
    "raloxifene": ("man", ". . . + +", "Duschek 2004; Doran 2001; Uebelhart 2004"),
    "toremifene": ("man", ". . . + +", "Farmakiotis 2007: gonadotropins and T of men rise"),
    "tamoxifen": ("man", ". . . + +", "Vermeulen 1978; Kostoglou-Athanassiou 1997: LH and T of men rise"),
}
COLUMNS = ("ctx", "p1np", "bmd_lumbar_spine", "estradiol", "testosterone")
#: months, where the sources measured later than after half a year: formation falls at first (Falahati-Nia 2000)
LATER = {"gnrh_agonist": 12, "gnrh_antagonist": 12, "orchiectomy": 12, "relugolix": 12}
#: percent; below it a change is none
SMALLEST = {"ctx": 1.0, "p1np": 1.0, "bmd_lumbar_spine": 0.02, "estradiol": 1.0, "testosterone": 1.0}


def test_every_modelled_drug_is_in_the_table() -> None:
    assert set(TABLE) == {drug.id for drug in load_drugs().values() if drug.modelled}


SIGNS = [
    (drug, endpoint, sign)
    for drug, (_, signs, _) in TABLE.items()
    for endpoint, sign in zip(COLUMNS, signs.split(), strict=True)
    if sign != "."
]


@pytest.mark.parametrize(("drug", "endpoint", "sign"), SIGNS)
def test_a_drug_acts_in_the_published_direction(
    drug: str, endpoint: str, sign: str, change: Callable[..., Vector]
) -> None:
    who, _, source = TABLE[drug]
    usual = load_drugs()[drug]
    course = DrugCourse(drug, usual.usual_dose, usual.usual_interval_days)
    effect = change(endpoint, course, who=who, months=LATER.get(drug, 6))[-1]
    least = SMALLEST[endpoint]
    met = {"+": effect > least, "-": effect < -least, "0": abs(effect) < least}[sign]
    assert met, f"{drug}: {endpoint} {effect:+.2f} % in a {who}, published sign {sign} ({source})"

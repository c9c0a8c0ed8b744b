"""Every drug of the library: complete, in range, findable, honest about what the model lacks."""

from __future__ import annotations

import pytest

from osteotwin.errors import ParameterError
from osteotwin.inputs.names import folded
from osteotwin.protocol.drug_groups import BONE_LOSING
from osteotwin.protocol.library import Drug, NotInLibraryError, drugs, find_drug, load_drugs, tables

ALL = tuple(load_drugs().values())
# Names that published trials use.
TRIAL_NAMES = (
    "anastrozole", "letrozole", "exemestane", "gnrh_agonist", "gnrh_antagonist", "orchiectomy", "antiandrogen",
    "testosterone_gel", "testosterone_patch", "testosterone_enanthate", "testosterone_undecanoate",
    "estradiol_oral", "estradiol_patch", "estradiol_gel", "alendronate", "risedronate", "ibandronate",
    "zoledronate", "pamidronate", "denosumab", "teriparatide", "romosozumab", "raloxifene", "toremifene",
    "tamoxifen", "finasteride", "glucocorticoid",
)  # fmt: skip
# What people write besides: other routes and esters of the same hormones, and what drives or stops the pituitary.
FURTHER_NAMES = (
    "relugolix", "cyproterone", "medroxyprogesterone_depot", "human_chorionic_gonadotropin", "clomiphene",
    "enclomiphene", "testosterone_gel_1_62", "testosterone_cypionate", "testosterone_propionate",
    "testosterone_undecanoate_oral", "estradiol_valerate_oral", "estradiol_valerate_injection",
    "estradiol_cypionate_injection", "estradiol_gel_0_1", "ibandronate_injection",
)  # fmt: skip
# drug, dose in its unit, interval in days: what published arms were given
TRIAL_DOSES = (
    ("anastrozole", 0.5, 1), ("anastrozole", 2, 1), ("exemestane", 25, 1), ("letrozole", 2.5, 1),
    ("gnrh_agonist", 3.75, 28), ("antiandrogen", 150, 1), ("testosterone_enanthate", 200, 14),
    ("testosterone_gel", 100, 1), ("estradiol_patch", 100, 1), ("estradiol_oral", 1, 1), ("alendronate", 10, 1),
    ("risedronate", 35, 7), ("zoledronate", 4, 91), ("pamidronate", 60, 84), ("denosumab", 60, 182),
    ("teriparatide", 40, 1), ("romosozumab", 210, 30), ("raloxifene", 120, 1), ("tamoxifen", 20, 1),
    ("finasteride", 5, 1), ("glucocorticoid", 7.5, 1),
)  # fmt: skip
each = pytest.mark.parametrize("drug", ALL, ids=lambda d: d.id)


def test_the_trials_drugs_are_all_there_and_no_others() -> None:
    assert set(load_drugs()) == {*TRIAL_NAMES, *FURTHER_NAMES}


@each
def test_entry_is_complete(drug: Drug) -> None:
    assert drug.source
    assert drug.use_in_men
    assert drug.dose_means
    assert 0 < drug.usual_dose <= drug.max_single_dose <= 200 * drug.usual_dose
    assert 0.5 <= drug.usual_interval_days <= 36500
    assert all(len(w.source) > 10 and w.text.endswith(".") for w in drug.warnings)


@each
def test_every_name_finds_its_drug(drug: Drug) -> None:
    for name in (drug.id, drug.label, *drug.aliases):
        assert find_drug(name) is drug
        assert find_drug(f" {name.title()} ") is drug


def test_aliases_are_unique() -> None:
    pairs = {(folded(n), d.id) for d in ALL for n in (d.id, d.label, *d.aliases)}
    assert len({name for name, _ in pairs}) == len(pairs)


@pytest.mark.parametrize(("trade_name", "drug"), [
    ("Arimidex", "anastrozole"), ("FEMARA", "letrozole"), ("Aromasin", "exemestane"), ("Prolia", "denosumab"),
    ("Zoladex", "gnrh_agonist"), ("zoledronic acid", "zoledronate"), ("Forteo", "teriparatide"),
    ("Evenity", "romosozumab"), ("prednisone", "glucocorticoid"), ("testosterone cypionate", "testosterone_cypionate"),
    ("Orgovyx", "relugolix"), ("Androcur", "cyproterone"), ("Depo-Provera", "medroxyprogesterone_depot"),
    ("hCG", "human_chorionic_gonadotropin"), ("Clomid", "clomiphene"), ("Divigel", "estradiol_gel_0_1"),
    ("EstroGel", "estradiol_gel"), ("Jatenzo", "testosterone_undecanoate_oral"), ("Nebido", "testosterone_undecanoate"),
])  # fmt: skip
def test_trade_names(trade_name: str, drug: str) -> None:
    assert find_drug(trade_name).id == drug


@pytest.mark.parametrize(("name", "dose", "days"), TRIAL_DOSES)
def test_published_doses_are_believed(name: str, dose: float, days: float) -> None:
    drug = load_drugs()[name]
    rate = (dose / days) / (drug.usual_dose / drug.usual_interval_days)
    assert dose <= drug.max_single_dose
    assert 0.05 <= rate <= 20


@each
def test_what_is_not_modelled_says_why(drug: Drug) -> None:
    assert drug.modelled == (drug.not_modelled_because == "")


def test_only_these_are_not_modelled() -> None:
    assert {d.id for d in ALL if not d.modelled} == {"finasteride", "glucocorticoid"}


def test_stopping_denosumab_is_asked_about_first() -> None:
    warnings = load_drugs()["denosumab"].warnings
    assert any("follow-on" in w.text and w.severity == "ask_first" for w in warnings)


@pytest.mark.parametrize("name", ["anastrozole", "letrozole", "exemestane"])
def test_aromatase_inhibitors_take_bone_and_leave_measuring_to_guidelines(name: str) -> None:
    drug = find_drug(name)
    assert drug.drug_class in BONE_LOSING
    assert not any("density" in w.text for w in drug.warnings)


@pytest.mark.parametrize("drug", [d for d in ALL if d.drug_class == "testosterone"], ids=lambda d: d.id)
def test_testosterone_is_kept_from_prostate_cancer(drug: Drug) -> None:
    assert "prostate_cancer" in drug.contraindications
    assert any(warning.severity == "ask_first" for warning in drug.warnings)


@pytest.mark.parametrize("name", ["alendronate", "risedronate", "ibandronate", "zoledronate", "pamidronate"])
def test_bisphosphonates_ask_after_kidneys(name: str) -> None:
    assert {"hypocalcemia", "chronic_kidney_disease"} <= set(find_drug(name).contraindications)


def test_esters_hold_their_share_of_testosterone() -> None:
    for name, mass in (
        ("enanthate", 400.6),
        ("cypionate", 412.6),
        ("propionate", 344.5),
        ("undecanoate", 456.7),
    ):
        share = find_drug(f"testosterone {name}").delivered_fraction
        assert share == pytest.approx(288.42 / mass, abs=0.005)


def test_an_unknown_name_brings_the_nearest() -> None:
    with pytest.raises(NotInLibraryError) as raised:
        find_drug("anstrazol")
    assert raised.value.nearest[0] == "Anastrozole"


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("usual_dose = 1.0\n", "", "drugs.anastrozole.usual_dose"),
        ('dose_unit = "mg"', 'dose_unit = "grain"', "drugs.anastrozole.dose_unit"),
        ("max_single_dose = 10.0", "max_single_dose = 0.5", "drugs.anastrozole: max_single_dose below"),
        ('sources = ["label_anastrozole", "geisler2002"]', "sources = []", "drugs.anastrozole.sources"),
        ('["good_to_know", "Strong', '["perhaps", "Strong', "drugs.exemestane.warnings"),
        ('"premenopausal", "pregnancy"', '"premenopausal", "gout"', "drugs.anastrozole.contraindications"),
    ],
)
def test_gaps_are_refused(old: str, new: str, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = tables.library_text("drugs.toml")
    assert old in text
    broken = text.replace(old, new, 1)
    monkeypatch.setattr(tables, "library_text", lambda _name: broken)
    with pytest.raises(ParameterError, match=rf"drugs\.toml(, line \d+)?: {key}"):
        drugs.load_drugs.__wrapped__()

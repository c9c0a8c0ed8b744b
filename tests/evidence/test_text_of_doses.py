"""Doses, rhythms and shares taken, by the keys of a file and by its words: one table for each rule."""

from __future__ import annotations

from dataclasses import replace

import pytest

from osteotwin.evidence.files.trial import Arm, DrugGiven, Population, TrainingGiven, Trial
from osteotwin.evidence.text.adherence import (
    drug_adherence,
    stated_adherence,
    supplement_adherence,
    training_adherence,
)
from osteotwin.evidence.text.arm_text import ArmText
from osteotwin.evidence.text.doses import Taker, dose_of, given_once, interval_of, stand_in
from osteotwin.evidence.text.finding import Finding
from osteotwin.protocol.library import load_drugs

DRUGS = load_drugs()
MAN, WOMAN, CASTRATE = Taker("male"), Taker("female"), Taker("male", deprived=True)


def text(condition: str = "", title: str = "", notes: str = "", arm: str = "") -> ArmText:
    return ArmText(arm, condition, title, notes)


@pytest.mark.parametrize(
    ("drug", "interval", "dose"),
    [
        # What one takes or applies oneself: as much over time as usual, in the file's own rhythm.
        ("alendronate", 7.0, 70.0), ("alendronate", 8.5, 70.0), ("alendronate", 5.6, 70.0),
        ("alendronate", 14.0, 140.0),
        ("alendronate", 10.0, 100.0), ("alendronate", 5.0, 50.0), ("alendronate", 1.0, 10.0), ("anastrozole", 1.0, 1.0),
        ("anastrozole", 2.0, 2.0), ("testosterone_gel", 1.0, 50.0), ("testosterone_gel", 2.0, 100.0),
        # What is infused or injected: each single dose is the usual one.
        ("zoledronate", 365.0, 5.0), ("zoledronate", 730.0, 5.0), ("denosumab", 182.0, 60.0),
        ("denosumab", 365.0, 60.0),
        ("denosumab", 28.0, 120.0), ("denosumab", 60.0, 120.0), ("denosumab", 61.0, 60.0), ("teriparatide", 7.0, 20.0),
        # What a patch delivers is a rate.
        ("estradiol_patch", 7.0, 50.0), ("estradiol_patch", 3.5, 50.0),
        # Another product.
        ("zoledronate", 182.0, 4.0), ("zoledronate", 200.0, 4.0), ("zoledronate", 201.0, 5.0),
        ("ibandronate", 1.0, 2.5),
        ("pamidronate", 90.0, 60.0),
    ],
)  # fmt: skip
def test_a_dose_that_is_missing(drug: str, interval: float, dose: float) -> None:
    words = text("osteoporosis")
    found, assumptions = dose_of(words, DrugGiven(drug), DRUGS[drug], interval, WOMAN)
    assert found == pytest.approx(dose)
    (said,) = assumptions
    assert said.field == f"{drug}.dose"
    assert said.value == f"{found:g} {DRUGS[drug].dose_unit} every {interval:g} days"
    assert said.source.startswith("not in the file; ")


@pytest.mark.parametrize(
    ("drug", "interval", "taker", "condition", "dose"),
    [
        ("estradiol_patch", 3.5, MAN, "prostate cancer", 350.0),
        ("estradiol_patch", 3.5, MAN, "castration by estradiol", 350.0),
        ("estradiol_patch", 3.5, MAN, "men on androgen suppression", 350.0),
        ("estradiol_patch", 7.0, MAN, "transgender women", 350.0),
        ("estradiol_patch", 3.5, CASTRATE, "transgender women", 100.0),
        ("estradiol_patch", 3.5, CASTRATE, "trans women", 100.0),
        ("estradiol_patch", 3.5, CASTRATE, "transwomen", 100.0),
        ("estradiol_patch", 3.5, CASTRATE, "prostate cancer", 50.0),  # added back to what something else took away
        ("estradiol_patch", 3.5, MAN, "aromatase deficiency", 50.0),
        ("estradiol_patch", 3.5, MAN, "no prostate cancer", 50.0),
        ("estradiol_patch", 3.5, WOMAN, "castrated by oophorectomy", 50.0),
        ("estradiol_patch", 3.5, Taker("mixed"), "transgender women and cisgender women", 50.0),
        ("estradiol_valerate_oral", 1.0, CASTRATE, "transgender women", 4.0),
        ("estradiol_valerate_oral", 0.5, CASTRATE, "transgender women", 2.0),
        ("estradiol_valerate_oral", 1.0, WOMAN, "postmenopausal", 2.0),
        ("estradiol_oral", 1.0, CASTRATE, "transgender women", 3.0),
        ("estradiol_oral", 1.0, MAN, "low bone mass", 1.0),
        ("estradiol_oral", 1.0, WOMAN, "postmenopausal", 1.0),
    ],
)  # fmt: skip
def test_a_missing_dose_by_who_takes_it_and_for_what(
    drug: str, interval: float, taker: Taker, condition: str, dose: float
) -> None:
    found, (said,) = dose_of(text(condition), DrugGiven(drug), DRUGS[drug], interval, taker)
    assert found == pytest.approx(dose)
    assert said.source.startswith("not in the file; ")
    titled, _ = dose_of(text(title=condition), DrugGiven(drug), DRUGS[drug], interval, taker)
    assert titled == found
    printed, none = dose_of(text(condition), DrugGiven(drug, "1 mg", 1.0), DRUGS[drug], interval, taker)
    assert (printed, none) == (1000.0 if drug == "estradiol_patch" else 1.0, ())


def test_rhythms_are_alike_within_three_tenths() -> None:
    usual = DRUGS["alendronate"]
    for times, alike in ((1 / 1.31, False), (1 / 1.29, True), (1.29, True), (1.31, False)):
        interval = times * usual.usual_interval_days
        found, _ = dose_of(text(), DrugGiven("alendronate"), usual, interval, WOMAN)
        assert found == pytest.approx(usual.usual_dose * (1.0 if alike else times))


@pytest.mark.parametrize("condition", ["breast cancer", "prostate carcinoma", "HIV"])
def test_a_product_by_the_people_who_get_it(condition: str) -> None:
    assert dose_of(text(condition), DrugGiven("zoledronate"), DRUGS["zoledronate"], 365.0, WOMAN)[0] == 4.0
    assert (
        dose_of(text(f"no {condition}"), DrugGiven("zoledronate"), DRUGS["zoledronate"], 365.0, WOMAN)[0]
        == 5.0
    )


@pytest.mark.parametrize(
    ("drug", "mass", "interval", "words", "dose"),
    [
        ("testosterone_gel", 5000.0, 1.0, "", 50.0), ("testosterone_gel", 1000.0, 1.0, "", 10.0),
        ("testosterone_gel", 999.0, 1.0, "", 999.0),
        ("testosterone_gel", 5000.0, 1.0, "a 1.62 % testosterone gel", 81.0),
        ("testosterone_gel", 5000.0, 1.0, "gel of 2 %", 100.0),
        ("testosterone_gel", 5000.0, 1.0, "2 percent gel", 100.0),
        ("testosterone_gel", 5000.0, 1.0, "0.5% gel", 25.0), ("testosterone_gel", 5000.0, 1.0, "5 % gel", 250.0),
        ("testosterone_gel", 5000.0, 1.0, "0.4 % gel", 50.0), ("testosterone_gel", 5000.0, 1.0, "6 % gel", 50.0),
        ("testosterone_gel", 10.0, 1.0, "", 100.0), ("testosterone_gel", 11.0, 1.0, "", 11.0),
        ("testosterone_undecanoate", 1000.0, 84.0, "", 1000.0),
        ("ibandronate", 6.0, 59.0, "", 6.0), ("ibandronate", 150.0, 90.0, "", 150.0),
        ("estradiol_patch", 0.05, 3.5, "", 50.0), ("teriparatide", 0.02, 1.0, "", 20.0),
        ("anastrozole", 1.0, 1.0, "", 1.0),
    ],
)  # fmt: skip
def test_a_printed_dose_in_the_librarys_unit(
    drug: str, mass: float, interval: float, words: str, dose: float
) -> None:
    for where in (text(title=words), text(notes=words)):
        found, assumptions = dose_of(where, DrugGiven(drug, "so much", mass), DRUGS[drug], interval, WOMAN)
        assert found == pytest.approx(dose)
        as_printed = dose in (mass, 1000 * mass)
        assert bool(assumptions) is not as_printed
        assert as_printed or "for the printed so much" in assumptions[0].value


def test_a_rhythm_is_the_printed_or_the_usual_one() -> None:
    for drug in DRUGS.values():
        assert interval_of(DrugGiven(drug.id, every_days=3.0), drug) == (3.0, ())
        interval, assumptions = interval_of(DrugGiven(drug.id), drug)
        assert interval == drug.usual_interval_days
        assert [a.field for a in assumptions] == (
            [] if drug.dose_unit == "procedure" else [f"{drug.id}.every"]
        )
        if drug.dose_unit == "procedure":
            assert dose_of(text(), DrugGiven(drug.id), drug, 1.0, WOMAN) == (drug.usual_dose, ())


@pytest.mark.parametrize(
    "words", ["a single infusion", "one intravenous dose", "infusion given once", "a single dose"]
)
@pytest.mark.parametrize(
    ("drug", "lasts"),
    [
        ("zoledronate", True),
        ("denosumab", True),
        ("pamidronate", True),
        ("alendronate", False),
        ("teriparatide", False),
    ],
)
def test_what_lasts_may_be_given_once(drug: str, lasts: bool, words: str) -> None:
    assert given_once(text(title=words), DrugGiven(drug), DRUGS[drug]) is lasts
    assert given_once(text(notes=words), DrugGiven(drug), DRUGS[drug]) is lasts
    assert not given_once(text(condition=words), DrugGiven(drug), DRUGS[drug])
    assert not given_once(text(title=words), DrugGiven(drug, every_days=365.0), DRUGS[drug])
    assert not given_once(text(title=f"no {words}"), DrugGiven(drug), DRUGS[drug])
    assert not given_once(text(title="infusions"), DrugGiven(drug), DRUGS[drug])


def test_a_drug_that_goes_by_the_name_of_its_class() -> None:
    given = DrugGiven("antiandrogen", "100 mg", 100.0, 1.0, 4.0, 26.0)
    found, why = stand_in(text(notes="Cyproterone acetate."), given)
    assert found == (replace(given, name="cyproterone"),)
    assert "cyproterone" in str(why)
    assert stand_in(text(notes="Bicalutamide, not cyproterone."), given) == ((given,), None)
    other = replace(given, name="anastrozole")
    assert stand_in(text(notes="Cyproterone acetate."), other) == ((other,), None)
    found, why = stand_in(text(), replace(given, name="finasteride"))
    assert found == ()
    assert "finasteride" in str(why)


@pytest.mark.parametrize(
    ("notes", "share"),
    [
        ("Adherence was 85 %.", 0.85), ("Compliance 92.5 %.", 0.925), ("Attendance averaged 71 percent.", 0.71),
        ("88 % adherence.", 0.88), ("95 % was the mean compliance.", 0.95), ("100 % attendance.", 1.0),
        ("Adherence was 0 %.", None), ("Adherence was 101 %.", None), ("", None), ("85 % had osteopenia.", None),
        ("In the control group adherence was 60 %.", None), ("Placebo: adherence was 60 %.", None),
        ("Controls walked. Adherence was 60 %.", 0.6),
        ("In the control group adherence was 60 %. Adherence was 85 %.", 0.85),
    ],
)  # fmt: skip
def test_a_stated_share_of_what_was_done(notes: str, share: float | None) -> None:
    found = stated_adherence(text(notes=notes))
    assert (None if found is None else found.value) == (None if share is None else pytest.approx(share))
    assert found is None or found.source.startswith('notes: "')


STATED = Finding(0.6, 'notes: "adherence 60 %"')


@pytest.mark.parametrize(
    ("given", "weeks", "words", "stated", "share"),
    [
        ({"adherence_percent": 90.0}, 52.0, "at home", STATED, 0.9),
        ({}, 52.0, "at home", STATED, 0.6),
        ({}, 52.0, "at home", None, 0.7),
        ({}, 52.0, "bed rest", None, 1.0),
        ({}, 52.0, "", None, 0.84),
        ({}, 77.0, "", None, 0.84),
        ({}, 78.0, "", None, 0.75),
        ({"from_week": 1.0}, 78.0, "", None, 0.84),
        ({"to_week": 100.0}, 52.0, "", None, 0.75),
        ({"from_week": 26.0, "to_week": 104.0}, 52.0, "", None, 0.75),
        ({"to_week": 52.0}, 104.0, "", None, 0.84),
    ],
)
def test_a_share_of_the_sessions(
    given: dict[str, float], weeks: float, words: str, stated: Finding | None, share: float
) -> None:
    """The file's key, then its words, then a default that knows how long it lasted."""
    trial = Trial(
        "t", words, "rct", "abstract", weeks, ("exercise",), Population("male"), (Arm("a", False, 20, {}),)
    )
    found, source = training_adherence(text(title=words), trial, TrainingGiven("resistance", **given), stated)
    assert found == pytest.approx(share)
    assert (source is None) is ("adherence_percent" in given)
    assert source != STATED.source or found == STATED.value


def test_a_share_of_the_doses() -> None:
    for route in ("oral", "transdermal"):
        assert drug_adherence(route, STATED) == STATED
        default = drug_adherence(route, None)
        assert default is not None
        assert default.value == 1.0
    for route in ("intravenous", "subcutaneous"):  # by staff
        assert drug_adherence(route, STATED) is None
    assert supplement_adherence().value == 1.0

"""Drugs that are known and outside the model: every one is read, shown, written back, and in no number."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

import osteotwin as ot
from osteotwin.errors import InputError
from osteotwin.inputs.names import folded
from osteotwin.people.write_person import person_to_toml
from osteotwin.protocol.interventions import NotSimulated, Protocol
from osteotwin.protocol.library import (
    all_drug_names,
    called,
    load_drugs,
    misspelled,
    named_drug,
    named_drugs,
)
from osteotwin.protocol.library.tables import library_text
from osteotwin.protocol.not_simulated import direction, sentence

NAMES = [name for drug in named_drugs().values() for name in (drug.label, *drug.names, *drug.like)]
HEAD = """
[person]
sex = "male"
birth_date = 1972-05-14
[[plan.drug]]
name = "anastrozole"
dose = "1 mg"
every = "1 day"
from = 2026-02-01
"""
END = "[outlook]\nuntil = 2028-02-01\n"


def person(folder: Path, beside: str = "") -> ot.Person:
    file = folder / "person.toml"
    file.write_text(HEAD + beside + END, encoding="utf-8")
    return ot.read_person(file)


def entry(name: str, kind: str = "plan", days: str = "from = 2025-06-01") -> str:
    return f'[[{kind}.drug]]\nname = {json.dumps(name)}\ndose = "2 puffs"\nevery = "1 week"\n{days}\n'


#: Hundreds of names are no matter of two seconds.
KINDS = [
    pytest.param(kind, marks=pytest.mark.slow) if kind == "supplement" else kind
    for kind in sorted({drug.kind for drug in named_drugs().values()})
]


@pytest.mark.parametrize("kind", KINDS)
def test_each_by_every_name_is_read_and_leaves_everything_else_as_it_is(kind: str, tmp_path: Path) -> None:
    drugs = [drug for drug in named_drugs().values() if drug.kind == kind]
    names = [name for drug in drugs for name in (drug.label, *drug.names, *drug.like)]
    found = person(tmp_path, "".join(
        entry(name) + entry(name, "history", "from = 2024-01-01\nuntil = 2024-06-01") + entry(name, "habits", "")
        for name in names
    ))  # fmt: skip
    assert sorted(item.name for item in found.not_simulated) == sorted(names * 3)
    for item in found.not_simulated:
        assert item.drug == named_drug(item.name)
    shown = found.plan.not_simulated[0]
    assert (shown.dose, shown.every and shown.every.days) == ("2 puffs", 7.0)
    # What is simulated, and from which day on, is what it was.
    without = replace(
        found,
        plan=replace(found.plan, not_simulated=()),
        history=replace(found.history, not_simulated=()),
        habits=replace(found.habits, not_simulated=()),
    )
    assert without == person(tmp_path)
    again = tmp_path / "again.toml"
    again.write_text(person_to_toml(found), encoding="utf-8")
    assert ot.read_person(again).not_simulated == found.not_simulated


def test_each_is_named_as_itself() -> None:
    for name in NAMES:
        identifier = named_drug(name)
        assert identifier is not None, name
        drug = named_drugs()[identifier]
        if name in drug.like:
            assert called(name).casefold() == name.casefold()
        else:
            assert called(name) == drug.label, name
        assert sentence(name).startswith(f"{called(name)} ")
        assert "not simulated" in sentence(name)
        assert direction(identifier) in sentence(name)
        assert drug.how in sentence(name)
        assert drug.source
        assert drug.checked


COMMON = """statin; beta blocker; ACE inhibitor; ARB; amlodipine; bendroflumethiazide; Lasix; warfarin; Eliquis;
Xarelto; aspirin; Plavix; ibuprofen; paracetamol; Tylenol; cetirizine; Viagra; Cialis; Ventolin; Symbicort; metformin;
Jardiance; Januvia; Ozempic; gliclazide; insulin; Actos; Keppra; Tegretol; Zoloft; Effexor XR; amitriptyline;
risperidone; lithium; oxycodone; tramadol; diazepam; carbimazole; Synthroid; omeprazole; famotidine;
tamsulosin; methotrexate; amoxicillin;
melatonin; allopurinol; sumatriptan; gabapentin; pregabalin; nicotine gum; Roaccutane; water tablet; blood thinner;
atorvastatin 20 mg; warfarin sodium; calcium channel blocker; K2; magnesium 400 mg; cal/mag/zinc"""


def test_common_medicines_are_known() -> None:
    assert not [name for name in COMMON.replace("\n", " ").split("; ") if not named_drug(name.strip())]


#: Names of different substances that two slips or less part.
ALIKE = """escitalopram citalopram fluoxetine duloxetine lorazepam clonazepam zestril estriol restoril advair advil
canagliflozin dapagliflozin empagliflozin omeprazole esomeprazole amlodipine felodipine sitagliptin saxagliptin faslodex
casodex nasonex topamax fosamax etidronate neridronate imigran imuran panadol danazol oxandrolone nandrolone elagolix
relugolix droloxifene raloxifene zopiclone eszopiclone clomiphene enclomiphene zoladex nolvadex"""


def test_a_slip_that_two_substances_are_near_is_asked_and_never_taken() -> None:
    names = all_drug_names()
    for name in ALIKE.split():
        for slip in (name[:3] + name[4:], name[:-2] + name[-1] + name[-2], f"{name[:4]}{name[3:]}"):
            found = misspelled(slip)
            if found is not None:
                assert names[found] == names[name], (slip, found)


@pytest.mark.slow
def test_a_slip_in_any_name_is_never_another_substance() -> None:
    names, chance = all_drug_names(), Random(7)
    for name in chance.sample([one for one in names if len(one) > 4], 80):
        place = chance.randrange(len(name))
        for slip in (name[:place] + name[place + 1 :], name[:place] + "e" + name[place + 1 :]):
            found = None if folded(slip) in names else misspelled(slip)
            if found is not None:
                assert names[found] == names[name], (slip, found)


def test_no_name_of_the_model_is_of_a_drug_outside_it() -> None:
    drugs, shared = load_drugs().values(), tomllib.loads(library_text("drugs.toml"))["shared_names"]
    known = {name for drug in drugs for name in (drug.id, drug.label, *drug.aliases)} | set(shared)
    assert not {name for name in known if named_drug(name)}


def test_what_moves_neither_bone_nor_hormones_leaves_nothing_open() -> None:
    material = {name for name, drug in named_drugs().items() if drug.is_material}
    assert {"nandrolone", "trenbolone", "abaloparatide", "fulvestrant", "levothyroxine"} <= material
    assert not material & {"omeprazole", "sertraline", "magnesium", "creatine", "metformin", "melatonin"}


SUPPLEMENTS = {
    "creatine": "creatine", "ashwaganda": "ashwagandha", "boron 6mg": "boron", "DIM 100mg": "diindolylmethane",
    "DHEA 25mg": "dehydroepiandrosterone", "Centrum Silver": "multivitamin", "pre workout": "pre_workout",
    "vitamin K2 MK-7": "vitamin_k", "strontium citrate": "strontium_ranelate", "omega-3": "omega_3",
}  # fmt: skip


def supplement(name: str, beside: str = "") -> str:
    return f'[[plan.supplement]]\nnutrient = {json.dumps(name)}\ndose = "2 capsules"\nevery = "1 day"\n{beside}\n'


def test_a_supplement_outside_the_model_is_taken_as_named_and_in_no_number(tmp_path: Path) -> None:
    beside = "".join(supplement(name, "from = 2026-02-01") for name in SUPPLEMENTS)
    found = person(tmp_path, beside)
    assert [item.drug for item in found.plan.not_simulated] == list(SUPPLEMENTS.values())
    assert {item.dose for item in found.plan.not_simulated} == {"2 capsules"}
    assert replace(found, plan=replace(found.plan, not_simulated=())) == person(tmp_path)
    again = tmp_path / "again.toml"
    again.write_text(person_to_toml(found), encoding="utf-8")
    assert ot.read_person(again).not_simulated == found.not_simulated


def test_what_a_dose_counts_is_not_said_of_a_supplement_outside_the_model(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="only of a salt of calcium"):
        person(tmp_path, supplement("boron", 'as = "salt"'))


def test_a_drug_of_the_model_is_no_habit(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="already_since"):
        person(tmp_path, '[[habits.drug]]\nname = "letrozole"\n')


def test_one_in_the_history_says_when_it_began(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the day on which it began"):
        person(tmp_path, '[[history.drug]]\nname = "nandrolone"\n')


def test_what_is_over_today_is_history(tmp_path: Path) -> None:
    found = person(tmp_path, entry("nandrolone", days="from = 2025-01-01\nuntil = 2025-03-01"))
    assert not found.plan.not_simulated
    assert [item.drug for item in found.history.not_simulated] == ["nandrolone"]


def test_alone_it_tells_on_which_day_a_plan_begins(tmp_path: Path) -> None:
    file = tmp_path / "person.toml"
    file.write_text(HEAD.partition("[[plan")[0] + entry("nandrolone") + END, encoding="utf-8")
    assert ot.read_person(file).start.isoformat() == "2025-06-01"


def test_a_plan_keeps_it_whatever_is_left_out() -> None:
    shown = (NotSimulated("nandrolone", "deca"),)
    plan = Protocol((), shown)
    assert plan.plus(Protocol()).not_simulated == shown
    assert Protocol().after(Protocol((), (replace(shown[0], from_day=-9.0, until_day=0.0),))).not_simulated


def test_what_acts_both_ways_is_told_for_whom() -> None:
    for name, drug in named_drugs().items():
        assert bool(drug.either) == (drug.acts == "both"), name
        assert drug.either in direction(name)
    assert "TSH" in direction("levothyroxine")
    assert "no lasting gain" in direction("nandrolone")


#: Brands as labels and lists of drugs write them, and what is in them.
BRANDS = {
    "Anaprox DS": "naproxen", "Klor-Con M20": "potassium", "Bentyl": "dicycloverine", "Toprol-XL": "metoprolol",
    "Cardizem CD": "diltiazem", "Bactrim DS": "trimethoprim", "Beloc Zok": "metoprolol", "Nolotil": "metamizole",
    "Kardegic": "aspirin", "Doliprane": "paracetamol", "Lasilix": "furosemide", "Humulin N": "insulin",
    "Detrol LA": "tolterodine", "Xalatan": "latanoprost", "Neoral": "cyclosporine", "Z-Pak": "azithromycin",
    "Metformin XR 500 mg": "metformin", "Sitagliptin/Metformin 50 mg/1000 mg": "sitagliptin",
}  # fmt: skip


@pytest.mark.parametrize(("brand", "substance"), BRANDS.items())
def test_a_brand_is_known_by_its_substance(brand: str, substance: str) -> None:
    assert named_drug(brand) == substance


def test_a_tablet_of_two_drugs_is_shown_as_written_and_one_of_the_model_is_not_hidden_in_it() -> None:
    assert called("Sitagliptin/Metformin 50 mg/1000 mg") == "Sitagliptin/Metformin"
    assert named_drug("letrozole/metformin") is None

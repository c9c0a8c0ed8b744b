"""The conditions a person's file may name.

The identifiers are those by which drugs and exercises of the library say what speaks against them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True)
class Condition:
    """One condition; what it acts on is looked up by :func:`osteotwin.safety.condition_uses.uses_of`.

    Attributes
    ----------
    label : str
        A noun phrase, within a sentence.
    aliases : tuple of str
        Other names that files may write.
    contraindicates : bool
        Whether drugs and exercises of the library may name it.
    """

    label: str
    aliases: tuple[str, ...] = ()
    contraindicates: bool = False


def _against(label: str, *aliases: str) -> Condition:
    return Condition(label, aliases, contraindicates=True)


def _ruled(label: str, *aliases: str) -> Condition:
    return Condition(label, aliases)


CONDITIONS: Final[Mapping[str, Condition]] = MappingProxyType({
    "kidney_stones": _ruled("kidney stones, now or before", "nephrolithiasis"),
    "chronic_kidney_disease": _against("chronic kidney disease", "ckd"),
    "hypercalcemia": _against("high blood calcium", "hypercalcaemia"),
    "hypocalcemia": _against("low blood calcium", "hypocalcaemia"),
    "hyperparathyroidism": _against("overactive parathyroid glands"),
    "sarcoidosis": _ruled("sarcoidosis or another granulomatous disease"),
    "lactose_intolerance": _ruled("lactose intolerance"),
    "celiac_disease": _ruled("celiac disease", "coeliac_disease"),
    "malabsorption": _ruled("malabsorption or bowel surgery"),
    "thiazide_use": _ruled("a thiazide, taken now", "thiazide"),
    "digoxin_use": _ruled("digoxin, taken now", "digoxin"),
    "heparin_use": _ruled("heparin, taken for months", "heparin", "enoxaparin"),
    "glitazone_use": _ruled("a glitazone, taken now", "pioglitazone", "rosiglitazone", "glitazone"),
    "enzyme_inducer_use": _ruled(
        "an enzyme-inducing drug against seizures, taken now",
        "phenytoin", "carbamazepine", "phenobarbital", "primidone",
    ),
    "ssri_use": _ruled("an SSRI, taken now", "ssri"),
    "proton_pump_inhibitor_use": _ruled("a proton pump inhibitor, taken for years", "ppi", "proton_pump_inhibitor"),
    "low_energy_availability": _ruled("too little eaten for what is done", "relative energy deficiency", "reds"),
    "esophageal_disorder": _against("a disorder that delays emptying of the esophagus", "oesophageal_disorder"),
    "cannot_sit_upright": _against("being unable to sit or stand upright for 30 minutes"),
    "liver_disease": _ruled("severe liver disease"),
    "knee_pain": _against("knee pain"),
    "hip_pain": _ruled("hip pain"),
    "back_pain": _against("back pain"),
    "shoulder_pain": _against("shoulder pain"),
    "falls": _against("falls in the last year, or poor balance", "poor_balance"),
    "heart_disease": _against("heart disease"),
    "heart_attack_or_stroke": _against("a heart attack or stroke before", "heart_attack", "stroke"),
    "blood_clots": _against("blood clots, now or before", "thrombosis", "venous_thromboembolism"),
    "long_qt": _against("a long QT interval"),
    "hypertension": _ruled("high blood pressure", "high_blood_pressure"),
    "diabetes": _ruled("diabetes"),
    "rheumatoid_arthritis": _ruled("rheumatoid arthritis"),
    "glucocorticoid_use": _ruled("glucocorticoid tablets"),
    "smoking": _ruled("smoking now", "smoker"),
    "alcohol": _ruled("more than two units of alcohol a day"),
    "parent_hip_fracture": _ruled("a parent who broke a hip"),
    "osteoporosis": _against("osteoporosis"),
    "vertebral_fracture": _against("a known vertebral fracture"),
    "paget_disease": _against("Paget disease of bone"),
    "skeletal_malignancy_or_radiation": _against("bone metastases, bone cancer or radiation of the skeleton"),
    "prostate_cancer": _against("prostate cancer, known or suspected"),
    "breast_cancer": _against("breast cancer"),
    "hypogonadism": _ruled("low testosterone, diagnosed"),
    "premenopausal": _against("working ovaries, before menopause"),
    "pregnancy": _against("pregnancy"),
})  # fmt: skip

#: Conditions that say that a drug is taken: its class.
STATED_DRUGS: Final[Mapping[str, str]] = MappingProxyType({"glucocorticoid_use": "glucocorticoid"})

#: Those that drugs and exercises of the library may name.
CONTRAINDICATING: Final = tuple(name for name, row in CONDITIONS.items() if row.contraindicates)

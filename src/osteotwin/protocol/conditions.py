"""The conditions a person's file may name, and by what each is minded.

The identifiers are those by which drugs and exercises of the library say what speaks against them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True)
class Condition:
    """One condition.

    Attributes
    ----------
    label : str
        A noun phrase, within a sentence.
    aliases : tuple of str
        Other names that files may write.
    contraindicates : bool
        Whether drugs and exercises of the library may name it.
    has_rule : bool
        Whether a safety rule of its own minds it.
    """

    label: str
    aliases: tuple[str, ...] = ()
    contraindicates: bool = False
    has_rule: bool = False

    @property
    def is_minded(self) -> bool:
        """Whether anything that is said of a plan can depend on it."""
        return self.contraindicates or self.has_rule


def _against(label: str, *aliases: str, has_rule: bool = False) -> Condition:
    return Condition(label, aliases, contraindicates=True, has_rule=has_rule)


def _ruled(label: str, *aliases: str) -> Condition:
    return Condition(label, aliases, has_rule=True)


def _shown(label: str, *aliases: str) -> Condition:
    return Condition(label, aliases)


CONDITIONS: Final[Mapping[str, Condition]] = MappingProxyType({
    "kidney_stones": _ruled("kidney stones, now or before", "nephrolithiasis"),
    "chronic_kidney_disease": _against("chronic kidney disease", "ckd"),
    "hypercalcemia": _against("high blood calcium", "hypercalcaemia", has_rule=True),
    "hypocalcemia": _against("low blood calcium", "hypocalcaemia"),
    "hyperparathyroidism": _against("overactive parathyroid glands", has_rule=True),
    "sarcoidosis": _ruled("sarcoidosis or another granulomatous disease"),
    "thiazide_use": _ruled("a thiazide, taken now", "thiazide"),
    "digoxin_use": _ruled("digoxin, taken now", "digoxin"),
    "low_energy_availability": _ruled("too little eaten for what is done", "relative energy deficiency", "reds"),
    "lactose_intolerance": _shown("lactose intolerance"),
    "celiac_disease": _shown("celiac disease", "coeliac_disease"),
    "malabsorption": _shown("malabsorption or bowel surgery"),
    "esophageal_disorder": _against("a disorder that delays emptying of the esophagus", "oesophageal_disorder"),
    "cannot_sit_upright": _against("being unable to sit or stand upright for 30 minutes"),
    "liver_disease": _shown("severe liver disease"),
    "knee_pain": _against("knee pain"),
    "hip_pain": _shown("hip pain"),
    "back_pain": _against("back pain"),
    "shoulder_pain": _against("shoulder pain"),
    "falls": _against("falls in the last year, or poor balance", "poor_balance", has_rule=True),
    "heart_disease": _against("heart disease"),
    "heart_attack_or_stroke": _against("a heart attack or stroke before", "heart_attack", "stroke"),
    "blood_clots": _against("blood clots, now or before", "thrombosis", "venous_thromboembolism"),
    "long_qt": _against("a long QT interval"),
    "hypertension": _shown("high blood pressure", "high_blood_pressure"),
    "diabetes": _shown("diabetes"),
    "rheumatoid_arthritis": _shown("rheumatoid arthritis"),
    "glucocorticoid_use": _shown("glucocorticoid tablets"),
    "smoking": _shown("smoking now", "smoker"),
    "alcohol": _shown("more than two units of alcohol a day"),
    "parent_hip_fracture": _shown("a parent who broke a hip"),
    "osteoporosis": _against("osteoporosis", has_rule=True),
    "vertebral_fracture": _against("a known vertebral fracture", has_rule=True),
    "paget_disease": _against("Paget disease of bone"),
    "skeletal_malignancy_or_radiation": _against("bone metastases, bone cancer or radiation of the skeleton"),
    "prostate_cancer": _against("prostate cancer, known or suspected"),
    "breast_cancer": _against("breast cancer"),
    "hypogonadism": _shown("low testosterone, diagnosed"),
    "premenopausal": _against("working ovaries, before menopause"),
    "pregnancy": _against("pregnancy"),
})  # fmt: skip

#: Those that drugs and exercises of the library may name.
CONTRAINDICATING: Final = tuple(name for name, row in CONDITIONS.items() if row.contraindicates)

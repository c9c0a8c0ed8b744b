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
    "kidney_stones": _ruled(
        "kidney stones, now or before", "nephrolithiasis", "kidney stone", "renal stones", "urolithiasis",
        "renal calculi",
    ),
    "chronic_kidney_disease": _against(
        "chronic kidney disease", "ckd", "kidney disease", "chronic renal failure", "renal failure",
        "kidney failure", "on dialysis", "chronic renal disease",
    ),
    "hypercalcemia": _against("high blood calcium", "hypercalcaemia", "high calcium"),
    "hypocalcemia": _against("low blood calcium", "hypocalcaemia", "low calcium"),
    "hyperparathyroidism": _against(
        "overactive parathyroid glands", "primary hyperparathyroidism", "PHPT",
    ),
    "sarcoidosis": _ruled("sarcoidosis or another granulomatous disease"),
    "lactose_intolerance": _ruled("lactose intolerance", "lactose intolerant"),
    "celiac_disease": _ruled("celiac disease", "coeliac_disease", "coeliac", "celiac"),
    "malabsorption": _ruled(
        "malabsorption or bowel surgery", "gastric bypass", "bariatric surgery", "sleeve gastrectomy",
        "gastric sleeve", "bowel resection", "short bowel syndrome", "weight loss surgery",
    ),
    "thiazide_use": _ruled(
        "a thiazide, taken now", "thiazide", "hydrochlorothiazide", "HCTZ", "indapamide",
        "bendroflumethiazide", "chlorthalidone",
    ),
    "digoxin_use": _ruled("digoxin, taken now", "digoxin"),
    "heparin_use": _ruled("heparin, taken for months", "heparin", "enoxaparin"),
    "glitazone_use": _ruled("a glitazone, taken now", "pioglitazone", "rosiglitazone", "glitazone"),
    "enzyme_inducer_use": _ruled(
        "an enzyme-inducing drug against seizures, taken now",
        "phenytoin", "carbamazepine", "phenobarbital", "primidone",
    ),
    "ssri_use": _ruled(
        "an SSRI, taken now", "ssri", "sertraline", "citalopram", "escitalopram", "fluoxetine",
        "paroxetine",
    ),
    "proton_pump_inhibitor_use": _ruled(
        "a proton pump inhibitor, taken for years", "ppi", "proton_pump_inhibitor", "omeprazole",
        "lansoprazole", "pantoprazole", "esomeprazole", "nexium",
    ),
    "low_energy_availability": _ruled(
        "too little eaten for what is done", "relative energy deficiency", "reds", "RED-S",
        "relative energy deficiency in sport", "under-eating for my training",
    ),
    "esophageal_disorder": _against(
        "a disorder that delays emptying of the esophagus", "oesophageal_disorder", "achalasia",
        "esophageal stricture", "oesophageal stricture",
    ),
    "cannot_sit_upright": _against("being unable to sit or stand upright for 30 minutes"),
    "liver_disease": _ruled("severe liver disease", "liver cirrhosis", "cirrhosis"),
    "knee_pain": _against(
        "knee pain", "bad knees", "bad knee", "sore knees", "knee osteoarthritis", "knee arthritis",
    ),
    "hip_pain": _ruled("hip pain", "bad hip", "sore hip", "hip osteoarthritis", "hip arthritis"),
    "back_pain": _against(
        "back pain", "bad back", "low back pain", "lower back pain", "sciatica", "lumbago",
    ),
    "shoulder_pain": _against(
        "shoulder pain", "bad shoulder", "rotator cuff tear", "frozen shoulder", "shoulder impingement",
    ),
    "falls": _against(
        "falls in the last year, or poor balance", "poor_balance", "a fall in the last year",
        "fell last year", "bad balance",
    ),
    "heart_disease": _against(
        "heart disease", "coronary artery disease", "coronary heart disease", "heart failure", "angina",
        "ischaemic heart disease", "ischemic heart disease",
    ),
    "heart_attack_or_stroke": _against(
        "a heart attack or stroke before", "heart_attack", "stroke", "myocardial infarction",
    ),
    "blood_clots": _against(
        "blood clots, now or before", "thrombosis", "venous_thromboembolism", "blood clot", "DVT",
        "deep vein thrombosis", "pulmonary embolism", "VTE",
    ),
    "long_qt": _against("a long QT interval", "long QT syndrome"),
    "hypertension": _ruled("high blood pressure", "high_blood_pressure", "high BP"),
    "diabetes": _ruled("diabetes", "type 1 diabetes", "type 2 diabetes", "T1D", "T2D", "diabetic"),
    "rheumatoid_arthritis": _ruled("rheumatoid arthritis", "RA", "rheumatoid"),
    "glucocorticoid_use": _ruled(
        "glucocorticoid tablets", "prednisone", "prednisolone", "steroid tablets", "on prednisone",
        "oral steroids",
    ),
    "smoking": _ruled("smoking now", "smoker", "I smoke", "cigarettes"),
    "alcohol": _ruled(
        "more than two units of alcohol a day", "heavy drinking", "heavy drinker", "drinks too much",
        "alcoholism",
    ),
    "parent_hip_fracture": _ruled(
        "a parent who broke a hip", "parental hip fracture", "mother broke her hip",
        "father broke his hip", "my mother broke her hip", "my father broke his hip",
    ),
    "osteoporosis": _against("osteoporosis", "osteoporotic"),
    "vertebral_fracture": _against(
        "a known vertebral fracture", "compression fracture", "spine fracture", "spinal fracture",
        "vertebral compression fracture", "wedge fracture", "crushed vertebra",
        "vertebral collapse", "collapsed vertebra", "crush fracture",
    ),
    "paget_disease": _against(
        "Paget disease of bone", "Paget's disease", "Paget's disease of bone", "Pagets",
    ),
    "skeletal_malignancy_or_radiation": _against(
        "bone metastases, bone cancer or radiation of the skeleton", "bone metastases", "bone mets",
        "bone metastasis", "bone cancer",
    ),
    "prostate_cancer": _against("prostate cancer, known or suspected", "PCa"),
    "breast_cancer": _against("breast cancer"),
    "amenorrhea": _ruled(
        "no periods for three months or more, before menopause", "amenorrhoea", "no periods", "periods have stopped",
        "my periods stopped", "absent periods", "hypothalamic amenorrhea", "hypothalamic amenorrhoea",
        "secondary amenorrhea", "secondary amenorrhoea", "lost my period",
    ),
    "fracture_before_40": _ruled(
        "a bone broken in a fall from standing before the age of 40", "fragility fracture before 40",
        "low trauma fracture before 40", "fragility fracture before the age of 40",
    ),
    "hypogonadism": _ruled("low testosterone, diagnosed", "hypogonadal"),
    "premenopausal": _against("working ovaries, before menopause", "pre-menopausal"),
    "pregnancy": _against("pregnancy", "pregnant"),
})  # fmt: skip

#: Conditions that say that a drug is taken: its class.
STATED_DRUGS: Final[Mapping[str, str]] = MappingProxyType({"glucocorticoid_use": "glucocorticoid"})

#: Conditions that take bone in a way that is not simulated.
STATED_LOSSES: Final = ("low_energy_availability",)

#: Those that drugs and exercises of the library may name.
CONTRAINDICATING: Final = tuple(name for name, row in CONDITIONS.items() if row.contraindicates)

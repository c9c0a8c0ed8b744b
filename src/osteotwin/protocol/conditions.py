"""The conditions a person file may name; each one changes a flag, a limit or the choice of a plan.

The identifiers are those by which the drug and exercise libraries say what must be minded.
"""

from __future__ import annotations

CONDITIONS: dict[str, str] = {
    "kidney_stones": "kidney stones, now or before",
    "chronic_kidney_disease": "chronic kidney disease",
    "hypercalcemia": "high blood calcium",
    "hypocalcemia": "low blood calcium",
    "hyperparathyroidism": "overactive parathyroid glands",
    "sarcoidosis": "sarcoidosis or another granulomatous disease",
    "lactose_intolerance": "lactose intolerance",
    "celiac_disease": "celiac disease",
    "malabsorption": "malabsorption or bowel surgery",
    "esophageal_disorder": "a disorder that delays emptying of the esophagus",
    "cannot_sit_upright": "cannot sit or stand upright for 30 minutes",
    "liver_disease": "severe liver disease",
    "knee_pain": "knee pain",
    "hip_pain": "hip pain",
    "back_pain": "back pain",
    "shoulder_pain": "shoulder pain",
    "falls": "falls in the last year, or poor balance",
    "heart_disease": "heart disease",
    "heart_attack_or_stroke": "a heart attack or stroke before",
    "blood_clots": "blood clots, now or before",
    "long_qt": "a long QT interval",
    "hypertension": "high blood pressure",
    "diabetes": "diabetes",
    "rheumatoid_arthritis": "rheumatoid arthritis",
    "glucocorticoid_use": "glucocorticoid tablets",
    "smoking": "smoking now",
    "alcohol": "more than two units of alcohol a day",
    "parent_hip_fracture": "a parent who broke a hip",
    "osteoporosis": "osteoporosis, diagnosed",
    "vertebral_fracture": "a known vertebral fracture",
    "paget_disease": "Paget disease of bone",
    "skeletal_malignancy_or_radiation": "bone metastases, bone cancer or radiation of the skeleton",
    "prostate_cancer": "prostate cancer, known or suspected",
    "breast_cancer": "breast cancer",
    "hypogonadism": "low testosterone, diagnosed",
    "premenopausal": "before menopause",
    "pregnancy": "pregnancy",
}

ALSO: dict[str, str] = {
    "kidney_stone": "kidney_stones",
    "nephrolithiasis": "kidney_stones",
    "ckd": "chronic_kidney_disease",
    "coeliac_disease": "celiac_disease",
    "oesophageal_disorder": "esophageal_disorder",
    "smoker": "smoking",
    "high_blood_pressure": "hypertension",
    "hypercalcaemia": "hypercalcemia",
    "hypocalcaemia": "hypocalcemia",
    "thrombosis": "blood_clots",
    "venous_thromboembolism": "blood_clots",
    "heart_attack": "heart_attack_or_stroke",
    "stroke": "heart_attack_or_stroke",
    "poor_balance": "falls",
}

"""The conditions a person file may name; each one changes a flag, a limit or the choice of a plan."""

from __future__ import annotations

CONDITIONS: dict[str, str] = {
    "kidney_stones": "kidney stones, now or before",
    "chronic_kidney_disease": "chronic kidney disease",
    "hypercalcemia": "high blood calcium",
    "hyperparathyroidism": "overactive parathyroid glands",
    "sarcoidosis": "sarcoidosis or another granulomatous disease",
    "lactose_intolerance": "lactose intolerance",
    "celiac_disease": "celiac disease",
    "malabsorption": "malabsorption or bowel surgery",
    "liver_disease": "severe liver disease",
    "knee_pain": "knee pain",
    "hip_pain": "hip pain",
    "back_pain": "back pain",
    "shoulder_pain": "shoulder pain",
    "falls": "falls in the last year",
    "heart_disease": "heart disease",
    "hypertension": "high blood pressure",
    "diabetes": "diabetes",
    "rheumatoid_arthritis": "rheumatoid arthritis",
    "glucocorticoid_use": "glucocorticoid tablets",
    "smoking": "smoking now",
    "alcohol": "more than two units of alcohol a day",
    "parent_hip_fracture": "a parent who broke a hip",
    "prostate_cancer": "prostate cancer",
    "breast_cancer": "breast cancer",
    "blood_clots": "blood clots, now or before",
    "osteoporosis": "osteoporosis, diagnosed",
    "hypogonadism": "low testosterone, diagnosed",
}

ALSO: dict[str, str] = {
    "kidney_stone": "kidney_stones",
    "nephrolithiasis": "kidney_stones",
    "ckd": "chronic_kidney_disease",
    "coeliac_disease": "celiac_disease",
    "smoker": "smoking",
    "high_blood_pressure": "hypertension",
    "hypercalcaemia": "hypercalcemia",
    "thrombosis": "blood_clots",
}

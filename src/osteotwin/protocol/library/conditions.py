"""The conditions that the library's entries may name, in words."""

from __future__ import annotations

#: condition -> words. Those a person file knows keep its spelling; the others are for the prescriber's eye.
CONDITION_WORDS: dict[str, str] = {
    "back_pain": "back pain",
    "blood_clots": "blood clots, now or before",
    "breast_cancer": "breast cancer",
    "cannot_sit_upright": "being unable to sit or stand upright for half an hour",
    "chronic_kidney_disease": "chronic kidney disease",
    "esophageal_disorder": "a narrowed or slow esophagus",
    "falls": "falls or poor balance",
    "heart_attack_or_stroke": "a heart attack or stroke",
    "heart_disease": "heart disease",
    "hypercalcemia": "high blood calcium",
    "hyperparathyroidism": "overactive parathyroid glands",
    "hypocalcemia": "low blood calcium",
    "knee_pain": "knee pain",
    "long_qt": "a long QT interval",
    "osteoporosis": "osteoporosis",
    "paget_disease": "Paget disease of bone",
    "pregnancy": "pregnancy",
    "premenopausal": "working ovaries",
    "prostate_cancer": "prostate cancer",
    "shoulder_pain": "shoulder pain",
    "skeletal_malignancy_or_radiation": "a tumor in bone, or radiation of the skeleton",
    "vertebral_fracture": "a broken vertebra",
}

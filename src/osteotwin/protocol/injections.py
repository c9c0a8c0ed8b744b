"""Which courses are hormones by injection: what others are taken with, shot by shot."""

from __future__ import annotations

from osteotwin.protocol.interventions import DrugCourse
from osteotwin.protocol.library import load_drugs

_HORMONES = ("testosterone", "estradiol")


def is_injected_hormone(course: DrugCourse) -> bool:
    """Tell whether a course is testosterone or estradiol into muscle or fat."""
    drug = load_drugs()[course.drug]
    return drug.drug_class in _HORMONES and ("muscular" in drug.route or "subcutaneous" in drug.route)

"""Doses far from the usual ones: they count as they stand, and the number is to be looked at again."""

from __future__ import annotations

from math import isclose
from typing import Final

from osteotwin.people.person import Person
from osteotwin.protocol.interventions import DrugCourse
from osteotwin.protocol.library import Drug, load_drugs
from osteotwin.protocol.library.kits import not_counted_beside
from osteotwin.protocol.wording import how_often

#: Amounts over time against the usual one. A tenfold slip, a weekly tablet each day or a half-yearly injection each
#: month lie beyond; an inhibitor beside testosterone (0.25 mg anastrozole a week, 1/28) does not. Assumptions.
_MANY, _FEW = 5.0, 1 / 50
#: A drug of which so many usual doses are given at once has no usual one: glucocorticoids.
_NO_USUAL: Final = 50.0


def unusual_doses(person: Person) -> tuple[str, ...]:
    """Return a sentence for each drug whose amount is far from the usual one, or in whose box is more than it.

    Parameters
    ----------
    person : Person
    """
    courses = [one for part in (person.history, person.plan) for one in part.interventions]
    drugs = [one for one in courses if isinstance(one, DrugCourse)]
    said = (said for one in drugs for said in (_said(one), not_counted_beside(one.box)) if said)
    return tuple(dict.fromkeys(said))


def _said(course: DrugCourse) -> str:
    drug = load_drugs()[course.drug]
    if drug.max_single_dose > _NO_USUAL * drug.usual_dose:
        return ""
    ratio = course.dose / drug.usual_dose
    if drug.dose_means != "delivered per day":
        ratio *= drug.usual_interval_days / course.prescribed_every
    if _FEW <= ratio <= _MANY or (ratio > 1.0 and _on_a_label(drug, course)):
        return ""
    times = f"{ratio:.2g} times" if ratio > 1.0 else f"1/{1.0 / ratio:,.0f} of"
    taken = f"{course.dose:g} {drug.dose_unit} {how_often(course.prescribed_every)}"
    usual = f"{drug.usual_dose:g} {drug.dose_unit} {how_often(drug.usual_interval_days)}"
    return f"{drug.label}: {taken} is {times} the usual {usual}; check the number and its unit"


def _on_a_label(drug: Drug, course: DrugCourse) -> bool:
    """Tell whether a label has that dose, as often or more rarely."""
    return any(
        isclose(course.dose, one.dose) and course.prescribed_every > 0.99 * one.days
        for one in drug.other_regimens
    )

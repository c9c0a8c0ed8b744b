"""What measurements say of the kidney, and what of blood and urine a weak one changes that the model's does not."""

from __future__ import annotations

from typing import Final

from osteotwin.people.ages import age_on
from osteotwin.people.person import Measurement, Person

#: The equation is for adults [year].
_ADULT: Final = 18.0
#: Below it a kidney lets little calcium through and makes little calcitriol; the model's is a healthy one
#: [mL/min/1.73m2].
_WEAK: Final = 60.0
#: Below it nearly every kidney changes bone by PTH, phosphate and calcitriol (stages 4 and 5) [mL/min/1.73m2].
_FAILING: Final = 30.0
#: What a weak kidney moves by itself.
MOVED: Final = ("pth", "1_25ohd", "urine_calcium_24h")
WHY: Final = "the model's kidneys are healthy ones, and weak ones move it by themselves"


def is_moved_by_kidney(row: Measurement, person: Person) -> bool:
    """Return whether a measured value is what a weak kidney makes, which the model cannot follow."""
    return row.what in MOVED and has_weak_kidney(person)


def has_weak_kidney(person: Person) -> bool:
    """Return whether the latest kidney function is a weak one; without any, whether such a disease is stated."""
    found = filtration(person)
    if found is None:
        return "chronic_kidney_disease" in person.conditions
    return is_under(found, _WEAK)


def has_failing_kidney(person: Person) -> bool:
    """Return whether the latest kidney function is one that changes bone by itself."""
    found = filtration(person)
    return found is not None and is_under(found, _FAILING)


def is_under(found: Measurement, line: float) -> bool:
    """Return whether a rate lies under a line: "<30" does under 30, ">30" tells nothing."""
    return found.bound != "above" and (found.value < line or (found.bound == "below" and found.value == line))


def egfr_of_creatinine(mg_per_dl: float, sex: str, age: float) -> float:
    """Return the estimated glomerular filtration rate of an adult [mL/min/1.73m2].

    Parameters
    ----------
    mg_per_dl : float [mg/dL]
    sex : str
    age : float [year]

    References
    ----------
    CKD-EPI 2021, Inker 2021 (10.1056/NEJMoa2102953); checked on the page of the National Kidney Foundation.

    Examples
    --------
    >>> round(egfr_of_creatinine(1.0, "male", 50.0))
    92
    """
    female = sex == "female"
    ratio = mg_per_dl / (0.7 if female else 0.9)
    low, high = min(ratio, 1.0) ** (-0.241 if female else -0.302), max(ratio, 1.0) ** -1.2
    return 142.0 * low * high * 0.9938**age * (1.012 if female else 1.0)


def filtration(person: Person) -> Measurement | None:
    """Return the latest filtration rate up to today, as the laboratory gave it or from creatinine; ``None`` without.

    Of one day's two the laboratory's counts. Creatinine under a limit is a rate above one, and the other way round.
    """
    given, creatinine = _latest(person, "egfr"), _latest(person, "creatinine")
    if creatinine is None or (given is not None and given.date >= creatinine.date):
        return given
    age = age_on(person.birth_date, creatinine.date)
    if age < _ADULT:
        return given
    return Measurement(
        creatinine.date,
        "egfr",
        round(egfr_of_creatinine(creatinine.value, person.sex, age), 1),
        "mL/min/1.73m2",
        creatinine.as_given,
        bound={"above": "below", "below": "above"}.get(creatinine.bound, ""),
    )


def _latest(person: Person, what: str) -> Measurement | None:
    rows = [row for row in person.measurements if row.what == what and row.date <= person.start]
    return max(rows, key=lambda row: row.date, default=None)

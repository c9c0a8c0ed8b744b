"""What measurements say of the kidney, and the drugs that a weak one does not bear."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from osteotwin.people.ages import age_on
from osteotwin.people.person import Measurement, Person
from osteotwin.protocol.library import load_drugs
from osteotwin.safety.latest_level import latest_level
from osteotwin.safety.situation import Flag, Situation, limits

#: The equation is for adults [year].
_ADULT: Final = 18.0
_ZOLEDRONATE: Final = "zoledronate"


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
    given, creatinine = latest_level(person, "egfr"), latest_level(person, "creatinine")
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


def weak_kidney(situation: Situation) -> Iterator[Flag]:
    """Flag zoledronate that a measured kidney function speaks against; of other drugs guidelines speak."""
    found, least = filtration(situation.person), limits()["zoledronate_filtration"]
    if found is None or found.bound == "above" or found.value >= least.value:
        return
    if situation.courses(_ZOLEDRONATE):
        sign = "under " if found.bound else ""
        yield Flag(
            "do_not",
            f"{load_drugs()[_ZOLEDRONATE].label} with an eGFR of {sign}{found.value:g} mL/min/1.73m2 ({found.date}), "
            f"under {least.value:g}: it harms such a kidney, and its label speaks against it. Ask the prescriber which "
            "bone drug is the right one.",
            least.source,
            (_ZOLEDRONATE,),
            (_ZOLEDRONATE, "kidney"),
        )

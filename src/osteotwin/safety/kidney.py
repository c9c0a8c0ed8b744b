"""What measurements say of the kidney, and the drugs that a weak one does not bear."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Final

from osteotwin.inputs.shipped import Row, Words, load_table
from osteotwin.inputs.values import Number
from osteotwin.people.ages import age_on
from osteotwin.people.person import Measurement, Person
from osteotwin.protocol.library import load_drugs
from osteotwin.safety.latest_level import latest_level
from osteotwin.safety.situation import Flag, Situation

#: The equation is for adults [year].
_ADULT: Final = 18.0


@dataclass(frozen=True)
class KidneyLimit(Row):
    """The least filtration with which one drug is given; see the head of ``kidney.toml``."""

    least: Annotated[float, Number(0.0, 200.0, above=True)]
    because: Words
    source: Words


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
    """Flag drugs that a measured kidney function speaks against; of denosumab guidelines speak."""
    found = filtration(situation.person)
    if found is None:
        return
    sign = "under " if found.bound else ""
    for name, limit in kidney_limits().items():
        if situation.courses(name) and _is_under(found, limit):
            yield Flag(
                "do_not",
                f"{load_drugs()[name].label} with an eGFR of {sign}{found.value:g} mL/min/1.73m2 ({found.date}), "
                f"under {limit.least:g}: {limit.because}. Ask the prescriber which bone drug is the right one.",
                limit.source,
                (name,),
                (name, load_drugs()[name].drug_class, "kidney"),
            )


def bears_bisphosphonates(person: Person) -> bool:
    """Tell whether nothing that is known of the kidneys speaks against any bisphosphonate."""
    found = filtration(person)
    weak = found is not None and any(_is_under(found, limit) for limit in kidney_limits().values())
    return not weak and "chronic_kidney_disease" not in person.conditions


def _is_under(found: Measurement, limit: KidneyLimit) -> bool:
    return found.bound != "above" and found.value < limit.least


@cache
def kidney_limits() -> Mapping[str, KidneyLimit]:
    """Return the least kidney function of each drug that has one.

    Raises
    ------
    ParameterError
        If a row has a gap.
    """
    return load_table(dict[str, KidneyLimit], "osteotwin.safety", "data", "kidney.toml")

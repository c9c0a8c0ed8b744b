"""The facts that guidelines ask of a person: as measured, where nobody measured as the twin has it today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from osteotwin.body.sites import DXA_SITES
from osteotwin.cohort.t_scores import bmd_from_t_score
from osteotwin.cohort.z_scores import z_score
from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.observing.scores import bmd_of_t_score
from osteotwin.people.ages import age_on
from osteotwin.people.kidney_function import filtration
from osteotwin.people.latest_scan import latest_t_score
from osteotwin.people.person import Measurement, Person
from osteotwin.people.printed_scores import apart_on_one_scan
from osteotwin.people.resting_ovaries import estradiol_without_ovaries
from osteotwin.protocol.drug_groups import drug_class_of
from osteotwin.protocol.timeline import Habits, intake_on
from osteotwin.safety.denosumab import denosumab_uncovered, last_covering_dose
from osteotwin.safety.guidelines.facts import (
    NOT_KNOWN,
    STOPPED,
    SUPPRESSED,
    WORKING,
    Facts,
    Level,
    Score,
)
from osteotwin.safety.guidelines.measured_loss import dxa_site_of, largest_loss
from osteotwin.safety.kidney import bears_bisphosphonates
from osteotwin.safety.menopause import SUPPRESSING, is_suppressed, ovaries_work
from osteotwin.safety.situation import courses_of

#: A scan before this time says what was, not what is [year]; assumption.
_STALE_AFTER: Final = 5.0
_CM_PER_M: Final = 100.0


@dataclass(frozen=True)
class Beyond:
    """What guidelines ask and a person's file does not hold; ``None`` where it is not known.

    Attributes
    ----------
    hip_fracture : bool or None
    simulated : Mapping of str to float
        Highest simulated levels under the plan, by endpoint: they stand in for what nobody measured.
    """

    hip_fracture: bool | None = None
    simulated: Mapping[str, float] | None = None


def facts_of(person: Person, t_scores_today: Mapping[str, float], beyond: Beyond) -> Facts:
    """Gather what guidelines ask about a person.

    Parameters
    ----------
    person : Person
    t_scores_today : Mapping of str to float
        Median T-score of the twin's density today, by site: stands in where no scan of the last five years is given.
    beyond : Beyond
    """
    rows = [row for row in person.measurements if row.date <= person.start]
    t_scores, z_scores = _measured_scores(person)
    broken = person.vertebral_fracture or "vertebral_fracture" in person.conditions
    other_fractures = person.fragility_fractures - int(broken)
    calcium, vitamin_d = _intakes(person)
    resting = estradiol_without_ovaries(person)
    return Facts(
        sex=person.sex,
        age=age_on(person.birth_date, person.start),
        today=person.start,
        ovaries=_ovaries(person),
        t_scores=_filled(t_scores, t_scores_today),
        z_scores=_filled(z_scores, _z_of_twin(t_scores_today, person)),
        last_scan=max((row.date for row in rows if dxa_site_of(row.what) is not None), default=None),
        loss=largest_loss(rows, person.sex),
        fragility_fractures=person.fragility_fractures,
        vertebral_fracture=broken,
        hip_fracture=False if beyond.hip_fracture is None and other_fractures <= 0 else beyond.hip_fracture,
        frax_hip_percent=person.frax_hip_percent,
        frax_major_percent=person.frax_major_percent,
        conditions=frozenset({*person.conditions, *({"vertebral_fracture"} if broken else ())}),
        bmi=_bmi(person, rows),
        courses=courses_of(person.protocol),
        levels=_levels(rows, filtration(person), beyond.simulated or {}),
        estradiol_without_ovaries=None if resting is None else level_of(resting),
        calcium_mg_per_day=calcium,
        vitamin_d_iu_per_day=vitamin_d,
        denosumab_uncovered=denosumab_uncovered(person),
        denosumab_last=last_covering_dose(person),
        bears_bisphosphonates=bears_bisphosphonates(person),
    )


def _ovaries(person: Person) -> str:
    if person.sex == "male":
        return ""
    works = ovaries_work(person, 0.0)
    if works is False:
        return STOPPED
    courses = [course for course in courses_of(person.protocol) if course.until_day > 0.0]
    analogues = [course for course in courses if drug_class_of(course.drug) in SUPPRESSING]
    inhibitors = [course for course in courses if drug_class_of(course.drug) == "aromatase_inhibitor"]
    if analogues and all(is_suppressed(person, course) for course in inhibitors):
        return SUPPRESSED
    return NOT_KNOWN if works is None else WORKING


def _measured_scores(person: Person) -> tuple[dict[str, Score], dict[str, Score]]:
    """T- and Z-score of the latest scan of each site that is not too old; a printed Z-score stands as it is."""
    t_scores, z_scores = dict[str, Score](), dict[str, Score]()
    for site in DXA_SITES:
        latest = latest_t_score(person, site)
        if latest is None or (person.start - latest[1].date).days > _STALE_AFTER * DAYS_PER_YEAR:
            continue
        score, scan = latest
        t_scores[site] = Score(site, score, scan.date, _note(person, site, scan))
        printed = [
            row.value
            for row in person.measurements
            if row.what == f"z_score_{site}" and row.date == scan.date
        ]
        z_score = min(printed) if printed else _z_of_scan(site, score, scan, person)
        z_scores[site] = Score(site, z_score, scan.date)
    return t_scores, z_scores


def _note(person: Person, site: str, scan: Measurement) -> str:
    """That the printed T-score and the density of a scan contradict each other, where they do."""
    for one in apart_on_one_scan(person):
        if one.site == site and scan in (one.printed, one.density):
            return f"printed {one.printed.value:.1f}, by the density {one.usual:.1f}: the worse counts"
    return ""


def _z_of_scan(site: str, score: float, scan: Measurement, person: Person) -> float:
    """The Z-score of the density that a scan's T-score stands for, by the people from whom that counts."""
    printed = scan.reference if scan.what.startswith("t_") else None
    bmd = bmd_of_t_score(site, score, person.sex, printed, scan.device)
    if bmd is None:
        bmd = bmd_from_t_score(site, score, person.sex)
    return _z_score(site, bmd, person.sex, age_on(person.birth_date, scan.date))


def _z_score(site: str, bmd: float, sex: str, age: float) -> float:
    return float(z_score(site, np.array(bmd), sex, np.array(age)))


def _z_of_twin(t_scores: Mapping[str, float], person: Person) -> dict[str, float]:
    age = age_on(person.birth_date, person.start)
    return {
        site: _z_score(site, bmd_from_t_score(site, score, person.sex), person.sex, age)
        for site, score in t_scores.items()
    }


def _filled(measured: Mapping[str, Score], twin: Mapping[str, float]) -> tuple[Score, ...]:
    missing = {site: Score(site, value) for site, value in twin.items() if site not in measured}
    return (*measured.values(), *missing.values())


def _levels(
    rows: Iterable[Measurement], kidney: Measurement | None, simulated: Mapping[str, float]
) -> dict[str, Level]:
    """What was measured last; estradiol by immunoassay is no level, since it cannot tell low from very low."""
    levels = {what: Level(value) for what, value in simulated.items()}
    for row in (*sorted(rows, key=lambda row: row.date), *([] if kidney is None else [kidney])):
        if not row.is_immunoassay:
            levels[row.what] = level_of(row)
    return levels


def level_of(row: Measurement) -> Level:
    """Return a measured value as guidelines see it, with the file's own unit beside it where that is another one."""
    own_unit = row.as_given.casefold().rstrip().endswith(row.unit.casefold()) or not any(
        map(str.isalpha, row.as_given)
    )
    return Level(row.value, row.date, row.bound, "" if own_unit else row.as_given)


def _bmi(person: Person, rows: Iterable[Measurement]) -> float | None:
    latest = {row.what: row.value for row in sorted(rows, key=lambda row: row.date)}
    height = latest.get("height", person.height_cm)
    weight = latest.get("weight", person.weight_kg)
    return None if height is None or weight is None else weight / (height / _CM_PER_M) ** 2


def _intakes(person: Person) -> tuple[float | None, float | None]:
    """All that is eaten and taken on the day on which most of the plan's intake goes on; ``None`` without habits."""
    habits = person.habits
    begins = {max(i.from_day, 0.0) for i in person.plan.interventions if i.from_day <= person.outlook_days}
    usual = Habits(habits.calcium_mg_per_day or 0.0, habits.vitamin_d_iu_per_day or 0.0)
    days = [intake_on(day, usual, person.plan) for day in sorted(begins | {0.0})]
    calcium, vitamin_d = (max(float(day[index]) for day in days) for index in (0, 1))
    return (
        None if habits.calcium_mg_per_day is None else calcium,
        None if habits.vitamin_d_iu_per_day is None else vitamin_d,
    )

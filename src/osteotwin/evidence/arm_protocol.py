"""What was done to a trial arm, as a :class:`Protocol` in days."""

from __future__ import annotations

from dataclasses import dataclass, replace

from osteotwin.evidence.arm_training import training_courses
from osteotwin.evidence.readings import Reading, readings_for
from osteotwin.evidence.trial import Arm, DietGiven, DrugGiven, Trial
from osteotwin.people.profile import Assumption
from osteotwin.protocol.interventions import (
    Diet,
    DrugCourse,
    Intervention,
    Protocol,
    Supplement,
    Unloading,
)
from osteotwin.protocol.library import Drug, load_drugs

DAYS_PER_WEEK = 7.0
#: A "dose" of testosterone gel from this mass on is the gel itself.
_GEL_PRODUCT_FROM_MG = 1000.0
#: Intervals within this factor of the usual one take the usual dose.
_SAME_RHYTHM = 1.3


@dataclass(frozen=True)
class ArmPlan:
    """An arm's interventions, or the reason why it cannot be simulated.

    Attributes
    ----------
    protocol : Protocol
        Day 0 is week 0 of the trial; treatment before the trial has negative days.
    assumptions : tuple of Assumption
        Each dose, interval or amount that the file did not give.
    refused : str or None
        One sentence; the protocol is then empty.
    """

    protocol: Protocol
    assumptions: tuple[Assumption, ...] = ()
    refused: str | None = None

    @property
    def first_day(self) -> float:
        """The day a simulation must start: day 0, or the first treatment before it."""
        return min([0.0, *(i.from_day for i in self.protocol.interventions)])


def protocol_from_arm(trial: Trial, arm: Arm) -> ArmPlan:
    """Turn an arm's weeks into a protocol in days.

    Missing doses and intervals become the library's usual ones, each as an assumption. Diet: the first
    habitual calcium intake belongs to the profile, later ones replace it; supplements come on top.

    Parameters
    ----------
    trial : Trial
    arm : Arm
        One of ``trial.arms``.
    """
    notes: list[Assumption] = []
    readings = readings_for(trial, arm)
    refused = _refusal(arm, readings)
    if refused is not None:
        return ArmPlan(Protocol(), (), refused)
    parts: list[Intervention] = [_drug(course, readings, trial, notes) for course in _courses(arm, readings)]
    for number, given in enumerate(arm.training):
        where = f"training[{number}]"
        parts.extend(
            training_courses(given, _day(given.from_week, 0.0), _end(given.to_week, trial), where, notes)
        )
    parts.extend(
        Unloading(bed.fraction_of_habitual_load, _day(bed.from_week, 0.0), _end(bed.to_week, trial))
        for bed in arm.unloading
    )
    for number, diet in enumerate(arm.diet):
        parts.extend(_diet(diet, number, arm, trial))
    return ArmPlan(Protocol(tuple(parts)), tuple(notes))


def _refusal(arm: Arm, readings: tuple[Reading, ...]) -> str | None:
    for reading in readings:
        if reading.refused:
            return reading.refused
    library = load_drugs()
    for given in arm.drugs:
        drug = library[given.name]
        if not drug.modelled:
            return f"{drug.label} is not in the model: {drug.not_modelled_because}"
    return None


def _day(week: float | None, otherwise: float) -> float:
    return otherwise if week is None else week * DAYS_PER_WEEK


def _end(week: float | None, trial: Trial) -> float:
    """Return the last day; what has no end lasts as long as the trial."""
    return _day(week, trial.duration_weeks * DAYS_PER_WEEK)


def _courses(arm: Arm, readings: tuple[Reading, ...]) -> list[DrugGiven]:
    """Return the arm's drugs and those our readings say had been running before week 0.

    A drug that simply went on is one course from its earlier start, so that nothing is started twice.
    """
    courses = list(arm.drugs)
    for reading in readings:
        start = reading.started
        if start is None:
            continue
        same = next((i for i, d in enumerate(courses) if d.name == start.drug), None)
        if same is not None and (courses[same].from_week or 0.0) <= start.to_week:
            courses[same] = replace(courses[same], from_week=start.from_week)
        else:
            given = courses[same] if same is not None else DrugGiven(start.drug)
            courses.insert(0, replace(given, from_week=start.from_week, to_week=start.to_week))
    return courses


def _drug(
    given: DrugGiven, readings: tuple[Reading, ...], trial: Trial, notes: list[Assumption]
) -> DrugCourse:
    drug = load_drugs()[given.name]
    interval = given.every_days
    if interval is None:
        interval = drug.usual_interval_days
        if drug.dose_unit != "procedure":
            notes.append(Assumption(f"{drug.id}.every", f"{interval:g} days", _USUAL))
    dose = _dose(given, drug, interval, readings, notes)
    notes.extend(
        Assumption(f"{drug.id}.from", f"week {given.from_week:g}", reading.reason)
        for reading in readings
        if reading.started is not None and reading.started.drug == drug.id and (given.from_week or 0.0) < 0
    )
    if given.from_week is None:
        notes.append(Assumption(f"{drug.id}.from", "week 0", "no start in the file"))
    return DrugCourse(drug.id, dose, interval, _day(given.from_week, 0.0), _end(given.to_week, trial))


_USUAL = "not in the file; the drug library's usual one"


def _dose(
    given: DrugGiven, drug: Drug, interval: float, readings: tuple[Reading, ...], notes: list[Assumption]
) -> float:
    """Return the dose in the library's unit."""
    field = f"{drug.id}.dose"
    if given.dose_mg is None:
        dose = drug.usual_dose
        if drug.dose_unit == "procedure":
            return dose
        if drug.dose_means != "delivered per day":
            # The usual amount over time, in the file's own rhythm: 70 mg a week is 10 mg a day.
            rhythm = interval / drug.usual_interval_days
            dose *= rhythm if not 1 / _SAME_RHYTHM < rhythm < _SAME_RHYTHM else 1.0
        notes.append(Assumption(field, f"{dose:g} {drug.dose_unit} every {interval:g} days", _USUAL))
        return dose
    mass = given.dose_mg
    factor = next((r.dose_factor[drug.id] for r in readings if drug.id in r.dose_factor), None)
    if factor is not None:
        reason = next(r.reason for r in readings if drug.id in r.dose_factor)
        mass *= factor
        notes.append(Assumption(field, f"{mass:g} mg for the printed {given.dose}", reason))
    elif drug.id == "testosterone_gel" and mass >= _GEL_PRODUCT_FROM_MG:
        strength = drug.gel_strength or 0.01
        mass *= strength
        reason = f"a mass of 1 g or more is the gel itself; {strength:.2%} of it is testosterone"
        notes.append(Assumption(field, f"{mass:g} mg of testosterone for the printed {given.dose}", reason))
    return mass * 1000.0 if drug.dose_unit == "ug" else mass


def _diet(diet: DietGiven, number: int, arm: Arm, trial: Trial) -> list[Intervention]:
    start, end = _day(diet.from_week, 0.0), _end(diet.to_week, trial)
    parts: list[Intervention] = []
    first = next((i for i, d in enumerate(arm.diet) if d.calcium_mg_per_day is not None), None)
    in_profile = first == number and start <= 0
    if diet.calcium_mg_per_day is not None and not in_profile:
        parts.append(Diet("calcium", diet.calcium_mg_per_day, start, end))
    if diet.calcium_supplement_mg_per_day:
        parts.append(Supplement("calcium_carbonate", diet.calcium_supplement_mg_per_day, 1.0, start, end))
    if diet.vitamin_d_iu_per_day:
        parts.append(Supplement("vitamin_d", diet.vitamin_d_iu_per_day, 1.0, start, end))
    if diet.bolus_iu is not None and diet.bolus_every_days is not None:
        parts.append(Supplement("vitamin_d", diet.bolus_iu, diet.bolus_every_days, start, end))
    return parts

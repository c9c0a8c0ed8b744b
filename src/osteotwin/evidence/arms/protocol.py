"""What was done to a trial arm, as a :class:`Protocol` in days."""

from __future__ import annotations

from dataclasses import dataclass, replace

from osteotwin.cohort.profile import Assumption
from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.evidence.arms.reading import ArmReading
from osteotwin.evidence.arms.training import programme
from osteotwin.evidence.files.trial import Arm, DietGiven, DrugGiven, Trial
from osteotwin.evidence.text.adherence import drug_adherence, supplement_adherence
from osteotwin.evidence.text.doses import Taker, dose_of, given_once, interval_of, stand_in
from osteotwin.protocol.interventions import (
    Diet,
    DrugCourse,
    Intervention,
    Protocol,
    Supplement,
    Training,
    Unloading,
)
from osteotwin.protocol.library import load_drugs

#: Classes that take testosterone away, or its effect.
_DEPRIVING = ("gnrh_agonist", "gnrh_antagonist", "orchiectomy", "antiandrogen", "progestin")
_SUPPLEMENT = {"calcium": "calcium_carbonate", "vitamin_d": "vitamin_d"}


@dataclass(frozen=True)
class ArmPlan:
    """An arm's interventions, or the reason why it cannot be simulated.

    Attributes
    ----------
    protocol : Protocol
        Day 0 is week 0 of the trial; treatment before the trial has negative days.
    assumptions : tuple of Assumption
        Each dose, interval, share or amount that the file's keys did not give.
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


def protocol_from_arm(reading: ArmReading) -> ArmPlan:
    """Turn an arm's weeks into a protocol in days.

    Missing doses and intervals become the library's usual ones, a treatment that the text says had been
    running begins before day 0, and what everyone took by the text is added; each is an assumption. Diet:
    the first habitual calcium intake belongs to the profile, later ones replace it; supplements come on top.
    """
    stand_ins = [(given, *stand_in(reading.text, given)) for given in reading.drugs]
    refused = _refusal(reading, [drug for _, found, _ in stand_ins for drug in found])
    if refused is not None:
        return ArmPlan(Protocol(), (), refused)
    assumptions = list(reading.prior_treatment)
    drugs: list[DrugCourse] = []
    for given, found, source in stand_ins:
        if source is not None:
            value = " and ".join(load_drugs()[one.name].label for one in found) or "without effect on bone"
            assumptions.append(Assumption(given.name, value, source))
        drugs.extend(_course(one, reading, assumptions) for one in found)
    training = _training(reading, assumptions)
    unloading = [
        Unloading(bed.fraction_of_habitual_load, _day(bed.from_week, 0.0), _end(bed.to_week, reading.trial))
        for bed in reading.arm.unloading
    ]
    nutrition = _nutrition(reading, assumptions)
    return ArmPlan(Protocol((*drugs, *training, *unloading, *nutrition)), tuple(assumptions))


def _refusal(reading: ArmReading, drugs: list[DrugGiven]) -> str | None:
    if reading.arm.not_simulated is not None:
        return reading.arm.not_simulated
    if reading.overrides.refused is not None:
        return reading.overrides.refused
    if reading.growing:
        return "growing people: the gain comes from bone size, and the model has no growth"
    for given in drugs:
        drug = load_drugs()[given.name]
        if not drug.modelled:
            return f"{drug.label} is not in the model: {drug.not_modelled_because}"
    return None


def _day(week: float | None, otherwise: float) -> float:
    return otherwise if week is None else week * DAYS_PER_WEEK


def _end(week: float | None, trial: Trial) -> float:
    """Last day; what has no end lasts as long as the trial."""
    return _day(week, trial.duration_weeks * DAYS_PER_WEEK)


def _course(given: DrugGiven, reading: ArmReading, assumptions: list[Assumption]) -> DrugCourse:
    drug = load_drugs()[given.name]
    start, end = _day(given.from_week, 0.0), _end(given.to_week, reading.trial)
    if given.from_week is None:
        assumptions.append(Assumption(f"{drug.id}.from", "week 0", "no start in the file"))
    interval, of_interval = interval_of(given, drug)
    once = given_once(reading.text, given, drug)
    if once or end == start:
        end = start + interval
    else:
        assumptions.extend(of_interval)
    if once:
        assumptions.append(Assumption(f"{drug.id}.to", "one administration", "by the title or the notes"))
    dose, of_dose = dose_of(reading.text, given, drug, interval, _taker(given, reading))
    assumptions.extend(of_dose)
    share = drug_adherence(drug.route, reading.adherence)
    if share is None:
        return DrugCourse(drug.id, dose, interval, start, end)
    assumptions.append(Assumption(f"{drug.id}.adherence_percent", f"{100 * share.value:g}", share.source))
    return DrugCourse(drug.id, dose * share.value, interval, start, end)


def _taker(given: DrugGiven, reading: ArmReading) -> Taker:
    others = (load_drugs()[other.name].drug_class for other in reading.drugs if other != given)
    return Taker(reading.trial.population.sex, any(kind in _DEPRIVING for kind in others))


def _training(reading: ArmReading, assumptions: list[Assumption]) -> list[Training]:
    courses: list[Training] = []
    for number, given in enumerate(reading.arm.training):
        if given in reading.habitual_training:
            continue  # life before the plan, and beside it: the profile has it
        days = _day(given.from_week, 0.0), _end(given.to_week, reading.trial)
        found, assumed = programme(reading, number, *days)
        courses.extend(found)
        assumptions.extend(assumed)
    return courses


def _nutrition(reading: ArmReading, assumptions: list[Assumption]) -> list[Intervention]:
    """Diet and supplements, those of every arm included."""
    end = reading.trial.duration_weeks * DAYS_PER_WEEK
    parts: list[Intervention] = []
    for given in reading.supplements:
        parts.append(Supplement(_SUPPLEMENT[given.nutrient], given.per_day, 1.0, 0.0, end))
        value = f"{given.per_day:g} {given.unit} a day"
        assumptions.append(Assumption(f"diet.{given.nutrient}", value, given.source))
    for number, diet in enumerate(reading.arm.diet):
        parts.extend(_diet(diet, number, reading.arm, reading.trial))
        if diet.vitamin_d_form == "D2" and (diet.vitamin_d_iu_per_day or diet.bolus_iu):
            source = "the model has the kinetics of vitamin D3 only; levels of vitamin D are not compared"
            assumptions.append(Assumption(f"diet[{number}].vitamin_d_form", "D2 taken as D3", source))
    if any(isinstance(part, Supplement) for part in parts):
        share = supplement_adherence()
        assumptions.append(Assumption("diet.adherence_percent", f"{100 * share.value:g}", share.source))
        parts = [replace(p, dose=p.dose * share.value) if isinstance(p, Supplement) else p for p in parts]
    return parts


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
        last = end if end > start else start + diet.bolus_every_days  # a bolus of one week is given once
        parts.append(Supplement("vitamin_d", diet.bolus_iu, diet.bolus_every_days, start, last))
    return parts

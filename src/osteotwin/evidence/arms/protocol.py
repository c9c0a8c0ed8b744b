"""What was done to a trial arm, as a :class:`Protocol` in days."""

from __future__ import annotations

from dataclasses import dataclass, replace

from osteotwin.cohort.profile import Assumption
from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.evidence.arms.training import training_courses
from osteotwin.evidence.files.trial import Arm, DietGiven, DrugGiven, Trial
from osteotwin.evidence.text.adherence import drug_adherence, supplement_adherence, training_adherence
from osteotwin.evidence.text.co_supplements import co_supplements
from osteotwin.evidence.text.doses import dose_of, given_once, interval_of, stand_in
from osteotwin.evidence.text.growing import growing
from osteotwin.evidence.text.overrides import readings_for
from osteotwin.evidence.text.prior_treatment import given_drugs
from osteotwin.evidence.text.trial_text import words_of
from osteotwin.protocol.interventions import (
    Diet,
    DrugCourse,
    Intervention,
    Protocol,
    Supplement,
    Unloading,
)
from osteotwin.protocol.library import load_drugs


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


def protocol_from_arm(trial: Trial, arm: Arm) -> ArmPlan:
    """Turn an arm's weeks into a protocol in days.

    Missing doses and intervals become the library's usual ones, a treatment that the words say had been
    running begins before day 0, and what everyone took by the words is added; each is an assumption. Diet:
    the first habitual calcium intake belongs to the profile, later ones replace it; supplements come on top.

    Parameters
    ----------
    trial : Trial
    arm : Arm
        One of ``trial.arms``.
    """
    notes: list[Assumption] = []
    refused = _refusal(trial, arm)
    if refused is not None:
        return ArmPlan(Protocol(), (), refused)
    drugs, started = given_drugs(trial, arm)
    notes.extend(started)
    parts: list[Intervention] = []
    for given in drugs:
        parts.extend(_courses(given, trial, arm, notes))
    for number, given in enumerate(arm.training):
        where = f"training[{number}]"
        first, last = _day(given.from_week, 0.0), _end(given.to_week, trial)
        adherence = training_adherence(given, trial, arm, where, notes)
        parts.extend(training_courses(given, first, last, adherence, where, notes))
    parts.extend(
        Unloading(bed.fraction_of_habitual_load, _day(bed.from_week, 0.0), _end(bed.to_week, trial))
        for bed in arm.unloading
    )
    added: list[Intervention] = [*co_supplements(trial, notes)]
    for number, diet in enumerate(arm.diet):
        added.extend(_diet(diet, number, arm, trial))
    if any(isinstance(part, Supplement) for part in added):
        share = supplement_adherence(trial, notes)
        added = [replace(p, dose=p.dose * share) if isinstance(p, Supplement) else p for p in added]
    return ArmPlan(Protocol((*parts, *added)), tuple(notes))


def _refusal(trial: Trial, arm: Arm) -> str | None:
    for reading in readings_for(trial, arm):
        if reading.refused:
            return reading.refused
    if growing(trial, arm):
        return "growing people: the gain comes from bone size, and the model has no growth"
    library = load_drugs()
    for given in arm.drugs:
        drug = library[given.name]
        if not drug.modelled and stand_in(given, "")[0]:
            return f"{drug.label} is not in the model: {drug.not_modelled_because}"
    return None


def _day(week: float | None, otherwise: float) -> float:
    return otherwise if week is None else week * DAYS_PER_WEEK


def _end(week: float | None, trial: Trial) -> float:
    """Return the last day; what has no end lasts as long as the trial."""
    return _day(week, trial.duration_weeks * DAYS_PER_WEEK)


def _courses(given: DrugGiven, trial: Trial, arm: Arm, notes: list[Assumption]) -> list[DrugCourse]:
    """Return the library's courses of one drug of the file: one, or what stands for it."""
    words = words_of(trial, arm)
    found, reason = stand_in(given, f"{words.arm} {words.condition} {words.title} {words.notes}")
    if reason is not None:
        text = " and ".join(load_drugs()[one.name].label for one in found) or "without effect on bone"
        notes.append(Assumption(given.name, text, reason))
    return [_course(one, trial, notes) for one in found]


def _course(given: DrugGiven, trial: Trial, notes: list[Assumption]) -> DrugCourse:
    drug = load_drugs()[given.name]
    start, end = _day(given.from_week, 0.0), _end(given.to_week, trial)
    if given.from_week is None:
        notes.append(Assumption(f"{drug.id}.from", "week 0", "no start in the file"))
    interval = interval_of(given, drug, notes)
    if given_once(given, drug, trial):
        end = min(end, start + 1.0)
        notes.append(Assumption(f"{drug.id}.to", "one administration", "by the title or the notes"))
    dose = dose_of(given, drug, interval, trial, notes)
    share = drug_adherence(drug.id, drug.route, trial, notes)
    return DrugCourse(drug.id, dose * share, interval, start, end)


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

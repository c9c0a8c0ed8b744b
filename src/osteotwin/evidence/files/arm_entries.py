"""From the tables of an arm to what it was given, in canonical units."""

from __future__ import annotations

from osteotwin.evidence.files.other_drugs import load_other_drugs
from osteotwin.evidence.files.printed_dose import Dose
from osteotwin.evidence.files.tables import DietTable, DrugTable, TrainingTable, UnloadingTable
from osteotwin.evidence.files.trial import (
    DietGiven,
    DrugGiven,
    TrainingGiven,
    UnloadingGiven,
    UnmodelledDrug,
)
from osteotwin.inputs.notes import printable
from osteotwin.protocol.file_values import ONCE
from osteotwin.protocol.library import Drug, NotInLibraryError, find_exercise, load_drugs
from osteotwin.protocol.plan_entries import SINGLE_SUPPLEMENT_DAYS

_DELIVERED = "delivered per day"
_LONGEST_NAME = 60


def drug_given(table: DrugTable) -> DrugGiven | UnmodelledDrug:
    """Return a drug of the library with its dose as mass, or what stands in the file and why it is not simulated."""
    drug = load_drugs().get(table.name)
    if drug is None:
        other = load_other_drugs().get(table.name)
        label = other.label if other else printable(table.name)[:_LONGEST_NAME]
        because = other.because if other else "the drug library has no drug of this name"
        return _unmodelled(table, label, f"{label} is not in the model: {because}")
    dose = table.dose
    if dose is not None and dose.mass_mg is None:
        return _unmodelled(
            table, drug.label, f"the dose of {drug.label}, {dose.text}, cannot be turned into a mass"
        )
    once = table.every == ONCE
    mass, every = _each_time(drug, dose, None if once else table.every)
    return DrugGiven(
        name=drug.id,
        dose=None if dose is None else dose.text,
        dose_mg=mass,
        every_days=every,
        from_week=(table.from_week or 0.0) if once else table.from_week,
        to_week=(table.from_week or 0.0) if once else table.to_week,
    )


def _unmodelled(table: DrugTable, label: str, reason: str) -> UnmodelledDrug:
    return UnmodelledDrug(
        name=table.name,
        label=label,
        reason=reason,
        dose=None if table.dose is None else table.dose.text,
        every_days=table.every,
        from_week=table.from_week,
        to_week=table.to_week,
    )


def training_given(table: TrainingTable) -> TrainingGiven:
    """Return a training programme; exercises that the library has by their identifiers, others as they are called."""
    return TrainingGiven(
        training_type=table.training_type,
        exercises=tuple(_exercise(name) for name in table.exercises),
        sessions_per_week=table.sessions_per_week,
        minutes_per_session=table.minutes_per_session,
        sets=table.sets,
        reps=table.reps,
        load_percent_1rm=table.load_percent_1rm,
        impacts_per_session=table.impacts_per_session,
        peak_force_bodyweights=table.peak_force_bodyweights,
        adherence_percent=table.adherence_percent,
        from_week=table.from_week,
        to_week=table.to_week,
    )


def unloading_given(table: UnloadingTable) -> UnloadingGiven:
    """Return bed rest or flight."""
    return UnloadingGiven(table.fraction_of_habitual_load, table.from_week, table.to_week)


def diet_given(table: DietTable) -> tuple[DietGiven, ...]:
    """Return what an arm ate or was given; a single bolus is a diet of one day."""
    bolus = table.vitamin_d_bolus
    rhythm = None if bolus is None or bolus.every == ONCE else bolus.every
    diet = DietGiven(
        calcium_mg_per_day=table.calcium_mg_per_day,
        calcium_supplement_mg_per_day=table.calcium_supplement_mg_per_day,
        vitamin_d_iu_per_day=table.vitamin_d_iu_per_day,
        bolus_iu=bolus.dose if bolus is not None and rhythm is not None else None,
        bolus_every_days=rhythm,
        from_week=table.from_week,
        to_week=table.to_week,
        vitamin_d_form=table.vitamin_d_form,
    )
    if bolus is None or rhythm is not None:
        return (diet,)
    week = table.from_week or 0.0
    single = DietGiven(
        bolus_iu=bolus.dose,
        bolus_every_days=SINGLE_SUPPLEMENT_DAYS["vitamin_d"],
        from_week=week,
        to_week=week,
        vitamin_d_form=table.vitamin_d_form,
    )
    daily = (diet.calcium_mg_per_day, diet.calcium_supplement_mg_per_day, diet.vitamin_d_iu_per_day)
    return (single,) if all(amount is None for amount in daily) else (diet, single)


def _each_time(drug: Drug, dose: Dose | None, every: float | None) -> tuple[float | None, float | None]:
    """Return the mass of one administration [mg] and the days between two; a rate fills whichever is missing."""
    if dose is None or dose.mass_mg is None or dose.per_days is None:
        return (None if dose is None else dose.mass_mg), every
    if drug.dose_means == _DELIVERED:
        return dose.mass_mg / dose.per_days, every
    if every is None:
        return dose.mass_mg, dose.per_days
    return dose.mass_mg * every / dose.per_days, every


def _exercise(name: str) -> str:
    # A name that the library does not have is kept: the arm takes the nearest exercise and says so.
    try:
        return find_exercise(name).id
    except NotInLibraryError:
        return printable(name)[:_LONGEST_NAME]

"""A :class:`Trial` as a trial file, in canonical units."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import Any

from osteotwin.errors import InputError
from osteotwin.evidence.files.printed_dose import Dose
from osteotwin.evidence.files.tables import (
    ArmTable,
    BaselineTable,
    BolusTable,
    ContrastTable,
    DietTable,
    DrugTable,
    ObservationTable,
    PopulationTable,
    TrainingTable,
    TrialTable,
    UnloadingTable,
)
from osteotwin.evidence.files.trial import (
    Arm,
    Contrast,
    DietGiven,
    DrugGiven,
    Observation,
    Population,
    Trial,
    UnmodelledDrug,
)
from osteotwin.files import write_text
from osteotwin.inputs.toml_text import toml_text


def trial_to_toml(trial: Trial) -> str:
    """Return a trial as the text of a trial file, which reads back as the same trial.

    Raises
    ------
    InputError
        With the mistakes of the file that the trial was read from, if it had any.
    """
    if trial.mistakes:
        raise InputError(trial.mistakes)
    return toml_text(_trial(trial))


def write_trial(trial: Trial, path: str | PathLike[str]) -> None:
    """Write a trial as a trial file: see :func:`trial_to_toml`."""
    write_text(Path(path), trial_to_toml(trial))


def _trial(trial: Trial) -> TrialTable:
    return TrialTable.model_construct(
        id=trial.id,
        title=trial.title,
        first_author=trial.first_author,
        year=trial.year,
        journal=trial.journal,
        doi=trial.doi,
        pmid=trial.pmid,
        design=trial.design,
        read_as=trial.read_as,
        duration_weeks=trial.duration_weeks,
        topics=trial.topics,
        notes=trial.notes or None,
        population=_population(trial.population),
        arm=tuple(_arm(arm) for arm in trial.arms),
        contrast=tuple(_contrast(value) for value in trial.contrasts),
    )


def _population(population: Population) -> PopulationTable:
    return PopulationTable.model_construct(**vars(population))


def _arm(arm: Arm) -> ArmTable:
    names = {field.alias or name: name for name, field in BaselineTable.model_fields.items()}
    baseline: dict[str, Any] = {names[key]: value for key, value in arm.baseline.items()}
    return ArmTable.model_construct(
        id=arm.id,
        control=arm.control,
        n=arm.n,
        baseline=BaselineTable.model_construct(**baseline) if baseline else None,
        drug=tuple(_drug(given) for given in (*arm.drugs, *arm.unmodelled)),
        training=tuple(TrainingTable.model_construct(**vars(given)) for given in arm.training),
        unloading=tuple(UnloadingTable.model_construct(**vars(given)) for given in arm.unloading),
        diet=tuple(_diet(given) for given in arm.diet),
        observation=tuple(_observation(value) for value in arm.observations),
    )


def _drug(given: DrugGiven | UnmodelledDrug) -> DrugTable:
    return DrugTable.model_construct(
        name=given.name,
        dose=None if given.dose is None else Dose(given.dose, None),
        every=given.every_days,
        from_week=given.from_week,
        to_week=given.to_week,
    )


def _diet(given: DietGiven) -> DietTable:
    bolus = None
    if given.bolus_iu is not None and given.bolus_every_days is not None:
        bolus = BolusTable.model_construct(dose=given.bolus_iu, every=given.bolus_every_days)
    return DietTable.model_construct(
        calcium_mg_per_day=given.calcium_mg_per_day,
        calcium_supplement_mg_per_day=given.calcium_supplement_mg_per_day,
        vitamin_d_iu_per_day=given.vitamin_d_iu_per_day,
        vitamin_d_bolus=bolus,
        vitamin_d_form=given.vitamin_d_form,
        from_week=given.from_week,
        to_week=given.to_week,
    )


def _observation(value: Observation) -> ObservationTable:
    return ObservationTable.model_construct(**_result(value), n=value.n)


def _contrast(value: Contrast) -> ContrastTable:
    return ContrastTable.model_construct(**_result(value), arm=value.arm, versus=value.versus)


def _result(value: Observation | Contrast) -> dict[str, Any]:
    """Return the keys that a value of one arm and one of two have in common."""
    found: dict[str, Any] = {
        "endpoint": value.endpoint,
        "week": value.week,
        "result_type": value.result_type,
        "value": None if value.no_effect else value.value,
        "no_effect": True if value.no_effect else None,
        "unit": value.unit,
        "statistic": None if value.statistic == "mean" else value.statistic,
        "where": value.where or None,
        "measured": value.measured or None,
    }
    dispersion = value.dispersion
    if dispersion is not None:
        several = len(dispersion.values) > 1
        if dispersion.p is None:
            found[dispersion.statistic] = dispersion.values if several else dispersion.values[0]
        else:
            found["p"] = dispersion.p
        found["assumed_dispersion"] = True if dispersion.assumed else None
    return found

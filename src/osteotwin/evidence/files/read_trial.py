"""From a trial file to a :class:`Trial`: every mistake of the file at once, with its line."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike, fspath
from pathlib import Path

from osteotwin.errors import InputError, Problem
from osteotwin.evidence.files.arm_entries import diet_given, drug_given, training_given, unloading_given
from osteotwin.evidence.files.checks import check
from osteotwin.evidence.files.results import contrast_of, observation_of
from osteotwin.evidence.files.tables import ArmTable, BaselineTable, PopulationTable, TrialTable
from osteotwin.evidence.files.trial import Arm, DrugGiven, Observation, Population, Trial, UnmodelledDrug
from osteotwin.inputs.notes import Notes, field_of
from osteotwin.inputs.table import FileTable, read_table
from osteotwin.inputs.toml_file import read_toml


def load_trial(path: str | PathLike[str]) -> Trial:
    """Read one trial file.

    Parameters
    ----------
    path : str or path-like

    Raises
    ------
    InputError
        With every problem of the file.
    """
    trial = load_sound_part(path)
    if trial.mistakes:
        raise InputError(trial.mistakes)
    return trial


def load_sound_part(path: str | PathLike[str]) -> Trial:
    """Read one trial file, less the entries of it that hold a mistake.

    A value with a mistake is left out; an arm with one is kept by name and not simulated.

    Parameters
    ----------
    path : str or path-like

    Returns
    -------
    Trial
        With the mistakes.

    Raises
    ------
    InputError
        With every problem of the file, if what concerns the whole trial has one.
    """
    table, problems = read_trial_table(path)
    if table is None or any(not _of_an_entry(problem) for problem in problems):
        raise InputError(problems)
    trial = trial_of(table, Path(fspath(path)).name, problems)
    if not trial.arms:
        raise InputError(problems)
    return trial


def read_trial_table(path: str | PathLike[str]) -> tuple[TrialTable | None, tuple[Problem, ...]]:
    """Read a trial file as its tables, with everything that is wrong with it in the order of the file.

    Raises
    ------
    InputError
        If there is no TOML file of this name.
    """
    document, text = read_toml(path)
    notes = Notes.of_text(fspath(path), document, text)
    table = read_table(TrialTable, notes)
    if table is not None:
        check(table, notes)
    return table, tuple(sorted(notes.problems, key=lambda problem: problem.line or 0))


def trial_of(table: TrialTable, file: str = "", problems: Sequence[Problem] = ()) -> Trial:
    """Return the trial that a file's tables describe, less the entries that hold a problem."""
    arms = tuple(_arm(arm, problems) for arm in table.arm if not _has_problem(arm, problems, "id", "control"))
    names = {arm.id for arm in arms}
    return Trial(
        id=table.id,
        title=table.title,
        design=table.design,
        read_as=table.read_as,
        duration_weeks=table.duration_weeks,
        topics=table.topics,
        population=_population(table.population),
        arms=arms,
        contrasts=tuple(
            contrast_of(row)
            for row in table.contrast
            if not _has_problem(row, problems) and {row.arm, row.versus} <= names
        ),
        first_author=table.first_author,
        year=None if table.year is None else int(table.year),
        journal=table.journal,
        doi=table.doi,
        pmid=None if table.pmid is None else int(table.pmid),
        notes=table.notes or "",
        file=file,
        mistakes=tuple(problems),
    )


def _population(table: PopulationTable) -> Population:
    return Population(
        sex=table.sex,
        condition=table.condition or None,
        menopause=table.menopause,
        age_mean=table.age_mean,
        age_sd=table.age_sd,
        bmi_mean=table.bmi_mean,
        age_min=table.age_min,
        age_max=table.age_max,
        percent_male=table.percent_male,
    )


def _arm(table: ArmTable, problems: Sequence[Problem]) -> Arm:
    place = field_of(table.at())
    values = f"{place}.observation"
    own = [p.field for p in problems if _within(p, place) and not _within(p, values)]
    given = {} if table.baseline is None else table.baseline.model_dump(by_alias=True, exclude_none=True)
    observations = [observation_of(row) for row in table.observation if not _has_problem(row, problems)]
    starting = {key: row for row in observations if (key := _baseline_key(row)) is not None}
    drugs = [drug_given(row) for row in table.drug if not _has_problem(row, problems)]
    return Arm(
        id=table.id,
        control=table.control,
        n=table.n,
        baseline={key: row.value for key, row in starting.items()} | {k: float(v) for k, v in given.items()},
        drugs=tuple(found for found in drugs if isinstance(found, DrugGiven)),
        training=tuple(training_given(row) for row in table.training),
        unloading=tuple(unloading_given(row) for row in table.unloading),
        diet=tuple(given for row in table.diet for given in diet_given(row)),
        observations=tuple(row for row in observations if row not in starting.values()),
        unmodelled=tuple(found for found in drugs if isinstance(found, UnmodelledDrug)),
        mistakes=tuple(dict.fromkeys(own)),
    )


def _baseline_key(row: Observation) -> str | None:
    """Return the key of the baseline that a T-score at the start is, if it is one."""
    key = row.endpoint.replace("bmd_", "t_score_", 1)
    is_start = row.week == 0 and row.result_type == "t_score"
    return key if is_start and key in BaselineTable.model_fields else None


def _of_an_entry(problem: Problem) -> bool:
    """Tell whether a problem is about an arm or a contrast and not about the whole trial."""
    return problem.field.startswith(("arm[", "contrast["))


def _has_problem(table: FileTable, problems: Sequence[Problem], *keys: str) -> bool:
    """Tell whether a table, or one of some keys of it, has a problem."""
    place = field_of(table.at())
    places = [f"{place}.{key}" for key in keys] or [place]
    return any(_within(problem, place) for problem in problems for place in places)


def _within(problem: Problem, place: str) -> bool:
    return problem.field == place or problem.field.startswith((f"{place}.", f"{place}["))

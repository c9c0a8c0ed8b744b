"""A published trial as a PEtab problem: a model for each arm, what was measured in it, what may be fitted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from osteotwin.arrays import Vector
from osteotwin.body import whole
from osteotwin.cohort.cohort import Cohort, alike
from osteotwin.cohort.initial_state import individual_parameters, initialize_cohort
from osteotwin.cohort.parameter_sets import parameters_in_use
from osteotwin.cohort.simulation import day_before, plan_batch
from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.endpoints import OUTPUTS
from osteotwin.engine.batch import run_batch
from osteotwin.engine.scipy_engine import SciPyEngine
from osteotwin.errors import InputError, Problem, SimulationError
from osteotwin.evidence.files.load import load_trials
from osteotwin.evidence.files.trial import Trial
from osteotwin.evidence.forward_model import VirtualArm, build
from osteotwin.evidence.scoring.discrepancy_classes import STARTING_DISCREPANCY
from osteotwin.evidence.scoring.measured import Measured
from osteotwin.evidence.scoring.observation_error import observations_of
from osteotwin.files import write_text
from osteotwin.inference.predictive import independent_variance
from osteotwin.inputs.names import choose
from osteotwin.interchange import petab_tables as tables
from osteotwin.interchange.identifiers import output_id
from osteotwin.interchange.petab_second import write_second
from osteotwin.interchange.sbml import export_sbml
from osteotwin.interchange.sbml_person import known_states
from osteotwin.parameters import ParameterSet, starting_values
from osteotwin.parameters.sample import Draws, central
from osteotwin.progress import ProgressCallback, report

_ENGINE: Final = SciPyEngine(relative_tolerance=1e-9, absolute_tolerance=1e-11)
#: By how much a parameter is moved to see whether anything depends on it.
_NUDGE: Final = 1.01


@dataclass(frozen=True)
class TrialInPetab:
    """What became of a trial.

    Attributes
    ----------
    file : Path
        The YAML file of the problem.
    measured : int
        Values that are in it.
    left_out : tuple of str
        One sentence for each value or arm that is not, and why.
    estimated : tuple of str
        Parameters that may be fitted.
    """

    file: Path
    measured: int
    left_out: tuple[str, ...]
    estimated: tuple[str, ...]


@dataclass(frozen=True)
class FitInPetab:
    """What became of trials that are one problem.

    Attributes
    ----------
    file : Path
        The YAML file of the problem.
    measured : int
        Values that are in it.
    arms : tuple of str
        ``trial/arm`` of each model.
    left_out : tuple of str
        One sentence for each value, arm or trial that is not, and why.
    estimated : tuple of str
        Parameters that may be fitted.
    fixed : tuple of str
        Parameters that act under some plan and are not to be fitted, since they shape the state in which some arm
        starts, or what of a plan reaches its body.
    """

    file: Path
    measured: int
    arms: tuple[str, ...]
    left_out: tuple[str, ...]
    estimated: tuple[str, ...]
    fixed: tuple[str, ...]


@dataclass(frozen=True)
class _Arm:
    """An arm that is simulated: name of its files, model and its first day, readings on day 0, what may be fitted.

    ``acting`` are the parameters that act under the plan, ``bound`` those that act before it or on how it reaches the
    body.
    """

    name: str
    sbml: str
    start: float
    on_day_0: Mapping[str, float]
    acting: frozenset[str]
    bound: frozenset[str]


@dataclass(frozen=True)
class _Tables:
    """What of a trial can be in a problem: its arms, the values measured in each, and what cannot."""

    arms: Mapping[str, _Arm]
    measurements: Mapping[str, list[tables.Measurement]]
    left_out: tuple[str, ...]


def write_petab(
    trial: str,
    folder: str | PathLike[str],
    *,
    trials: str | PathLike[str] | None = None,
    parameters: ParameterSet | None = None,
    version: int = 1,
) -> TrialInPetab:
    """Write a published trial as a PEtab problem with a model for each arm.

    Each arm is its mean person. Of the parameters, those are to be estimated that act under the plan and on nothing
    before it, so that the state in which the arm starts, which is in the model as numbers, does not depend on them.
    Errors are normal, with the standard error and the model's own error for this class of values; what arms of a trial
    share, and the heavy tails of our own fit, PEtab cannot say. Differences between arms are left out, since an
    observable belongs to one model.

    Parameters
    ----------
    trial : str
        Its identifier.
    folder : path
        Where the files are written.
    trials : path or None
        The folder of trial files that has it; those that ship with the package otherwise.
    parameters : ParameterSet or None
        Nominal values and priors; the set in use otherwise.
    version : int
        Of PEtab: 1, which most tools read, or 2, in which each arm is a problem of its own, too.

    Returns
    -------
    TrialInPetab

    Raises
    ------
    InputError
        If there is no such trial, or no such version.
    SimulationError
        If nothing of the trial can be written.

    Examples
    --------
    >>> import osteotwin as ot
    >>> written = ot.write_petab("orwoll2003_teriparatide_men", "petab")
    >>> written.file.name, "teriparatide_wnt_gain" in written.estimated
    ('orwoll2003_teriparatide_men.yaml', True)
    """
    _check_version(version)
    used = parameters or parameters_in_use()
    known = {one.id: one for one in load_trials(trials).trials}
    return _write(known[choose(trial, known, "trial")], Path(folder), used, version)


def write_petab_fit(
    folder: str | PathLike[str],
    *,
    trials: str | PathLike[str] | None = None,
    parameters: ParameterSet | None = None,
    version: int = 1,
    on_progress: ProgressCallback | None = None,
) -> FitInPetab:
    """Write all trials of the fit as one PEtab problem: a model for each arm, one table of parameters.

    Every arm of every trial is written as :func:`write_petab` writes it, in a folder of its trial. A parameter is to be
    estimated where it acts under some plan and, in no arm, on the state in which that arm starts.

    Parameters
    ----------
    folder : path
        Where the files are written.
    trials : path or None
        A folder of trial files; those that ship with the package, which are those of the fit, otherwise.
    parameters : ParameterSet or None
        Nominal values and priors; the set in use otherwise.
    version : int
        Of PEtab, as of :func:`write_petab`.
    on_progress : callable or None
        Called with the share of trials that are written.

    Returns
    -------
    FitInPetab

    Raises
    ------
    SimulationError
        If nothing can be written.
    """
    _check_version(version)
    used, target = parameters or parameters_in_use(), Path(folder)
    found: dict[str, _Tables] = {}
    left_out: list[str] = []
    known = load_trials(trials).trials
    for place, trial in enumerate(known, 1):
        try:
            content = _tables_of(trial, used)
        except SimulationError as error:
            left_out.append(f"{trial.id}: {error}")
        else:
            left_out += [f"{trial.id}: {sentence}" for sentence in content.left_out]
            if content.arms:
                found[trial.id] = content
        report(on_progress, place, len(known))
    if not found:
        why = left_out[0] if left_out else "there is no trial"
        raise SimulationError(f"nothing can be in a PEtab problem: {why}")
    arms = {f"{name}/{arm.name}": arm for name, one in found.items() for arm in one.arms.values()}
    estimated, fixed = _to_estimate(used, arms.values())
    file = _write_problem(
        target, "fit", {f"{name}/": content for name, content in found.items()}, used, estimated, version
    )
    measured = sum(len(rows) for one in found.values() for rows in one.measurements.values())
    return FitInPetab(file, measured, tuple(arms), tuple(dict.fromkeys(left_out)), estimated, fixed)


def _to_estimate(used: ParameterSet, arms: Iterable[_Arm]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What may be fitted in all arms at once, and what acts and may not."""
    several = tuple(arms)
    acting = frozenset[str]().union(*(arm.acting for arm in several))
    bound = frozenset[str]().union(*(arm.bound for arm in several))
    return (
        tuple(name for name in used.names if name in acting - bound),
        tuple(name for name in used.names if name in acting & bound),
    )


def _check_version(version: int) -> None:
    if version not in (1, 2):
        raise InputError([Problem("version", "", repr(version), "1 or 2", "leave it out, or write 2")])


def _write_problem(
    target: Path,
    name: str,
    found: Mapping[str, _Tables],
    used: ParameterSet,
    estimated: Iterable[str],
    version: int,
) -> Path:
    """Write trials, each behind the beginning of its files' names, as one problem, and return its YAML file."""
    fitted = [_estimated(used, one) for one in estimated]
    arms = {
        f"{before}{arm.name}": (arm.sbml, content.measurements[key])
        for before, content in found.items()
        for key, arm in content.arms.items()
    }
    if version == 2:
        return write_second(target, name, arms, fitted)
    for place, (sbml, rows) in arms.items():
        write_text(target / f"{place}.xml", sbml)
        write_text(target / f"{place}.conditions.tsv", tables.condition_table())
        write_text(target / f"{place}.observables.tsv", tables.observable_table(rows))
        write_text(target / f"{place}.measurements.tsv", tables.measurement_table(rows))
    write_text(target / tables.PARAMETERS, tables.parameter_table(fitted))
    return write_text(target / f"{name}.yaml", tables.problem_list(arms))


def _write(trial: Trial, target: Path, used: ParameterSet, version: int) -> TrialInPetab:
    content = _tables_of(trial, used)
    if not content.arms:
        why = content.left_out[0] if content.left_out else "no arm was measured"
        raise SimulationError(f"{trial.id} has nothing that a PEtab problem can hold: {why}")
    estimated, _ = _to_estimate(used, content.arms.values())
    file = _write_problem(target, trial.id, {"": content}, used, estimated, version)
    return TrialInPetab(file, sum(map(len, content.measurements.values())), content.left_out, estimated)


def _tables_of(trial: Trial, used: ParameterSet) -> _Tables:
    model = build([trial])
    rows = [row for _, row in model.rows]
    errors = _errors(trial, rows, used)
    left_out = [f"arm {arm}: {why}" for (_, arm), why in model.refused.items()]
    left_out += [
        _sentence(row, row.reason or "the model has no output for it")
        for row in model.all_rows[trial.id]
        if row.output is None
    ]
    arms: dict[str, _Arm] = {}
    for arm in model.arms:
        if arm.share < 1.0:
            left_out.append(f"arm {arm.arm}: men and women together, and an observable belongs to one model")
        else:
            arms[arm.arm] = _arm(arm, used)
    measurements: dict[str, list[tables.Measurement]] = {}
    for row, error, logarithmic in zip(rows, *errors, strict=True):
        why = _why_not(row, error, arms)
        if why:
            left_out.append(_sentence(row, why))
        else:
            measurements.setdefault(row.arm, []).append(
                _measurement(row, error, bool(logarithmic), arms[row.arm])
            )
    arms = {name: arm for name, arm in arms.items() if name in measurements}
    return _Tables(arms, measurements, tuple(dict.fromkeys(left_out)))


def _arm(arm: VirtualArm, used: ParameterSet) -> _Arm:
    day = day_before([arm.protocol])
    cohort = initialize_cohort(alike(arm.mean, 1), central(used), day, _ENGINE)
    batch = plan_batch(cohort, arm.protocol, arm.days) if not cohort.failures else None
    result = None if batch is None else run_batch(_ENGINE, batch)
    if batch is None or result is None or result.failures or result.outputs is None:
        why = cohort.failures or (result.failures if result else {})
        raise SimulationError(f"arm {arm.arm}: {next(iter(why.values()), 'it could not be simulated')}")
    parameters = dict(zip(cohort.parameters.names, cohort.parameters.values[0].tolist(), strict=True))
    about = [
        f"The mean person of the arm {arm.arm} with the parameter set {used.name}; time 0 is day {day:g}."
    ]
    state = known_states(cohort.states[0])
    first = int(np.searchsorted(batch.output_days[0], 0.0))
    return _Arm(
        re.sub(r"\W", "_", arm.arm),
        export_sbml(parameters, state, batch.timelines[0], about=about, catalog=used),
        day,
        dict(zip(OUTPUTS, result.outputs[first].tolist(), strict=True)),
        *_acting(cohort, arm, result.final[0], used),
    )


def _acting(
    cohort: Cohort, arm: VirtualArm, final: Vector, used: ParameterSet
) -> tuple[frozenset[str], frozenset[str]]:
    """Parameters that act at the end of the plan, and those that act before it or on how the plan reaches the body."""
    names = [name for name, one in used.parameters.items() if one.is_uncertain]
    rows = np.tile(central(used).values[0], (len(names) + 1, 1))
    places = [used.names.index(name) for name in names]
    rows[np.arange(1, len(rows)), places] *= _NUDGE
    people = alike(arm.mean, len(rows))
    individual = individual_parameters(people, Draws(used.names, rows, used.name, 0))
    nudged = replace(
        cohort,
        people=people,
        parameters=individual,
        states=np.tile(cohort.states[0], (len(rows), 1)),
        residuals=np.zeros(len(rows)),
        failures={},
    )
    batch = plan_batch(nudged, arm.protocol, arm.days)
    lines = [batch.timelines[k] for k in range(len(rows))]
    before = _rates(cohort.states[0], individual, np.array([line.inputs[0] for line in lines]))
    after = _rates(final, individual, np.array([line.inputs[-1] for line in lines]))
    own = individual.values.copy()
    own[np.arange(1, len(rows)), places] = own[0, places]
    silent = np.all(np.isclose(before, before[0], rtol=1e-12, atol=1e-15), axis=1)
    silent &= np.all(np.isclose(own, own[0], rtol=1e-12), axis=1)
    reaches = [line.inputs.shape == lines[0].inputs.shape and np.allclose(line.inputs, lines[0].inputs, rtol=1e-12)
               and line.doses == lines[0].doses for line in lines]  # fmt: skip
    acts = ~np.all(np.isclose(after, after[0], rtol=1e-9, atol=1e-15), axis=1)
    free = [bool(silent[k] and reaches[k]) for k in range(len(rows))]
    return (
        frozenset(name for k, name in enumerate(names, 1) if acts[k]),
        frozenset(name for k, name in enumerate(names, 1) if not free[k]),
    )


def _rates(state: Vector, parameters: Draws, inputs: Vector) -> Vector:
    """Rates of change of one state under each row of parameters and inputs, array [n_row, n_state]."""
    count = len(inputs)
    s = whole.namespace(dict(zip(whole.STATES, state.tolist(), strict=True)))
    u = whole.namespace(dict(zip(whole.INPUTS, inputs.T, strict=True)))
    found = whole.derivatives(s, whole.namespace(parameters.by_name()), u)
    return np.column_stack([np.broadcast_to(found[name], (count,)) for name in whole.STATES])


def _errors(trial: Trial, rows: Sequence[Measured], used: ParameterSet) -> tuple[Vector, NDArray[np.bool_]]:
    """Standard deviation of each row on its scale of comparison, and whether that is the logarithm."""
    observations = observations_of([(trial, row) for row in rows])
    fitted = used.posterior.discrepancy if used.posterior else {}
    variance = independent_variance(
        observations, {**STARTING_DISCREPANCY, **fitted}, observations.effect(observations.observed)
    )
    return np.where(observations.used, np.sqrt(variance), np.nan), observations.logarithmic


def _sentence(row: Measured, why: str) -> str:
    return f"{row.endpoint}, week {row.week:g}, {' and '.join(row.arms)}: {why}"


def _why_not(row: Measured, error: float, arms: Mapping[str, _Arm]) -> str:
    if row.versus is not None:
        return "a difference between arms"
    if row.arm not in arms:
        return "its arm is not in the problem"
    if row.output is None or row.week <= 0 or not np.isfinite(error):
        return "it cannot be compared with the model"
    return ""


def _measurement(row: Measured, error: float, logarithmic: bool, arm: _Arm) -> tables.Measurement:
    start = arm.on_day_0[str(row.output)]
    baseline = row.baselines[0] if row.baselines else None
    level = 1.0 if baseline is None else baseline / start
    scale, shift = {
        "percent_change": (100 / start, -100.0),
        "ratio_to_baseline": (1 / start, 0.0),
        "absolute": (level, 0.0),
        "absolute_change": (level, -level * start),
    }[row.scale]
    return tables.Measurement(
        output_id(str(row.output)),
        logarithmic,
        DAYS_PER_WEEK * row.week - arm.start,
        row.observed,
        float(error),
        scale,
        shift,
    )


def _estimated(used: ParameterSet, name: str) -> tables.Estimated:
    """A parameter with its prior, which is that of the starting values, whatever the nominal value was fitted to."""
    one = starting_values().parameters[name]
    low, high = one.hard_limits
    mean = float(np.log(one.value)) if one.log_scale else one.value
    return tables.Estimated(name, used.parameters[name].value, low, high, one.log_scale, mean, one.prior_sd)

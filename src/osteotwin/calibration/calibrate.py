"""The whole calibration: optimize, cross-validate, estimate discrepancies, sample, write. One seed, resumable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.calibration.calibrated import Calibrated, record_of, write_calibrated
from osteotwin.calibration.cross_validation import cross_validation_report
from osteotwin.calibration.discrepancies import estimate_discrepancies
from osteotwin.calibration.held_out import HeldOut, cross_validate, held_out_rows, topic_folds, trial_folds
from osteotwin.calibration.inputs import input_digests
from osteotwin.calibration.optimize import Fit, maximize, optimize, reweight, with_discrepancies
from osteotwin.calibration.prior import prior
from osteotwin.calibration.problem import build_problem
from osteotwin.calibration.sampling import sample_posterior, train_surrogate
from osteotwin.calibration.settings import Settings
from osteotwin.calibration.stages import Stages
from osteotwin.errors import InputError, Problem
from osteotwin.evidence.files.trial import Trial
from osteotwin.inference.chains import Chains
from osteotwin.inference.checkpoint import Checkpoint
from osteotwin.inference.convergence import effective_sample_size, split_r_hat
from osteotwin.parameters.posterior import Discrepancy
from osteotwin.progress import ProgressCallback, part_of, report

#: Most steps of a fit without a whole topic, which lies farther from the fit to everything than one without a trial.
_TOPIC_STEPS = 8
#: Share of all work (evaluations of the model) that is done when each part ends, in a full calibration.
_OPTIMIZED, _HELD_OUT, _REESTIMATED, _TRAINED, _SAMPLED = 0.28, 0.29, 0.36, 0.57, 0.98


@dataclass(frozen=True)
class _Optimum:
    """What a fit is rebuilt from."""

    x: Vector
    discrepancies: Mapping[str, Discrepancy]


_KEPT_TYPES = (_Optimum, Discrepancy, HeldOut, Chains)


def run_stages(
    trials: Sequence[Trial],
    folder: Path,
    *,
    name: str,
    settings: Settings,
    seed: int,
    command: str,
    kept: Path | None = None,
    on_progress: ProgressCallback | None = None,
) -> Calibrated:
    """Fit the model to trials and write the parameter set.

    Parameters
    ----------
    trials : sequence of Trial
    folder : Path
        The set is written into ``folder / name``.
    name : str
        Versioned, for example ``"calibrated-1"``.
    settings : Settings
    seed : int
        The same seed, trials and settings give the same set.
    command : str
        For the record.
    kept : Path or None
        Folder of finished stages, from which an interrupted calibration of the same inputs and code goes on.
    on_progress : callable, optional

    Raises
    ------
    InputError
        If there is nothing to fit to.
    SimulationError
        If a trial cannot be simulated at the prior's center.
    """
    believed = prior()
    checkpoint = Checkpoint(kept, input_digests(trials, believed, settings, seed), _KEPT_TYPES)
    stages = Stages(checkpoint)
    changed = checkpoint.changed_inputs()
    if changed:
        anew = f"starting anew: the stages kept in {kept} differ in {', '.join(changed)}"
        report(on_progress, 0, 1, anew)
    problem = build_problem(trials, believed, settings.people)
    if not problem.observations.used.any():
        found = "no measured value that the model can predict"
        raise InputError([Problem("trials", "", found, "one or more", "add trials with results")])

    report(on_progress, 0, 1, "sampling the prior")
    part = part_of(on_progress, 0.0, _OPTIMIZED)
    optimum = stages.run("optimum", lambda: _optimum(optimize(problem, settings, seed, part)))
    first = reweight(problem, optimum.discrepancies, optimum.x)
    jacobian = stages.run("jacobian", lambda: first.problem.jacobian(first.top.x))

    report(on_progress, _OPTIMIZED, 1, "holding out each trial")
    folds = trial_folds(problem)
    unseen = stages.run("held_out", lambda: _held_out(first, jacobian, folds))
    report(on_progress, _HELD_OUT, 1, "estimating discrepancies")
    # Offsets and errors from predictions of trials that were not seen: the fit's own residuals flatter.
    optimum = stages.run(
        "optimum_reestimated", lambda: _optimum(_reestimated(first, unseen, folds, settings))
    )
    fit = reweight(problem, optimum.discrepancies, optimum.x)
    jacobian = stages.run("jacobian_reestimated", lambda: fit.problem.jacobian(fit.top.x))
    by_trial = stages.run("held_out_reestimated", lambda: _held_out(fit, jacobian, folds))

    part = part_of(on_progress, _REESTIMATED, _TRAINED)
    target = train_surrogate(fit, jacobian, settings, seed, stages, part)
    part = part_of(on_progress, _TRAINED, _SAMPLED)
    chains = sample_posterior(target, settings, seed, stages, part)
    samples = np.concatenate([part.samples for part in chains])

    by_topic = None
    if settings.hold_out_topics:
        report(on_progress, _SAMPLED, 1, "holding out whole topics")
        topics = topic_folds(problem)
        by_topic = stages.run("held_out_topics", lambda: _held_out(fit, jacobian, topics, steps=_TOPIC_STEPS))
    draws = samples.reshape(-1, samples.shape[2])
    draws = draws[np.linspace(0, len(draws) - 1, min(settings.kept_draws, len(draws))).astype(int)]
    done = Calibrated(
        folder=folder / name,
        fit=fit,
        draws=draws,
        r_hat=split_r_hat(samples),
        effective_sample_size=effective_sample_size(samples),
        acceptance_rate=float(np.mean([part.acceptance_rate for part in chains])),
        held_out_trials=by_trial,
        held_out_topics=by_topic,
        report=cross_validation_report(fit, by_trial, by_topic),
        seconds=stages.seconds,
    )
    write_calibrated(done, name, believed, record_of(done, seed, command))
    report(on_progress, 1, 1, "written")
    return done


def _optimum(fit: Fit) -> _Optimum:
    return _Optimum(fit.top.x, dict(fit.discrepancies))


def _held_out(fit: Fit, jacobian: Vector, folds: Mapping[str, frozenset[str]], steps: int = 3) -> HeldOut:
    return cross_validate(
        fit.problem, fit.discrepancies, fit.effect_size, fit.top, jacobian, folds, steps=steps
    )


def _reestimated(fit: Fit, unseen: HeldOut, folds: Mapping[str, frozenset[str]], settings: Settings) -> Fit:
    """The fit after one more round, under discrepancies estimated from held-out predictions."""
    observations = fit.problem.observations
    center, sd = held_out_rows(unseen, observations, folds)
    # What the parameters leave open is in every interval beside the discrepancies: it must not count twice.
    widened = replace(observations, standard_error=np.hypot(observations.standard_error, sd))
    discrepancies = estimate_discrepancies(widened, center, fit.effect_size, fit.discrepancies)
    return maximize(with_discrepancies(fit, discrepancies), replace(settings, rounds=1), renew=False)

"""The whole calibration: search, leave out, weigh, walk, write. One command, one seed, resumable."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from osteotwin._version import __version__
from osteotwin.arrays import Vector
from osteotwin.body.whole import MODEL_VERSION
from osteotwin.calibration.cross_validation import cross_validation
from osteotwin.calibration.discrepancies import estimate
from osteotwin.calibration.effort import Effort
from osteotwin.calibration.leave_out import LeftOut, each_topic, each_trial, leave_out, own_rows
from osteotwin.calibration.prior import Prior, prior
from osteotwin.calibration.problem import pose
from osteotwin.calibration.search import Fit, ascend, search, weigh, with_discrepancies
from osteotwin.errors import InputError, Problem
from osteotwin.evidence.files.trial import Trial
from osteotwin.inference.chains import (
    Chains,
    Target,
    around_points,
    begin,
    effective_draws,
    gaussian,
    on_stand_in,
    split_r_hat,
    walk,
)
from osteotwin.inference.checkpoint import Checkpoint, key_of
from osteotwin.inference.gauss_newton import normal_equations
from osteotwin.inference.surrogate import tangent
from osteotwin.parameters.posterior import Discrepancy, Identified, Note, Posterior
from osteotwin.parameters.sets import write_set
from osteotwin.parameters.sets.read import CROSS_VALIDATION_FILE

Result = TypeVar("Result")

#: Told what is being done, and which share of it is done (0 to 1), where that is known.
Told = Callable[[str, float | None], None]

#: Steps of the chains between two checkpoints.
_STRETCH = 50
#: Points for each score from which their covariance is trusted.
_ENOUGH = 5


@dataclass(frozen=True)
class Calibrated:
    """A finished calibration.

    Attributes
    ----------
    folder : Path
        Of the written set.
    fit : Fit
    draws : array [n_draw, n_fitted]
        Standard scores.
    r_hat, effective : array [n_fitted]
        Convergence of the chains and what they are worth in independent draws.
    accepted : float
        Share of the chains' steps that were taken.
    trials_left_out : LeftOut
    topics_left_out : LeftOut or None
    report : dict
        Fit and cross-validation: see :func:`osteotwin.calibration.cross_validation.cross_validation`.
    seconds : float
        Of computing, over all runs that it took.
    """

    folder: Path
    fit: Fit
    draws: Vector
    r_hat: Vector
    effective: Vector
    accepted: float
    trials_left_out: LeftOut
    topics_left_out: LeftOut | None
    report: dict[str, Any]
    seconds: float


@dataclass
class _Clock:
    """Runs stages and adds up their time, also of those that an earlier run computed."""

    checkpoint: Checkpoint
    seconds: float = 0.0

    def stage(self, name: str, compute: Callable[[], Result]) -> Result:
        """Return a stage's result and count its time."""

        def timed() -> tuple[Result, float]:
            before = time.perf_counter()
            return compute(), time.perf_counter() - before

        result, took = self.checkpoint.stage(name, timed)
        self.seconds += took
        return result


def run_stages(
    trials: Sequence[Trial],
    folder: Path,
    *,
    name: str,
    effort: Effort,
    seed: int,
    command: str,
    kept: Path | None = None,
    told: Told | None = None,
) -> Calibrated:
    """Fit the model on trials and write the parameter set.

    Parameters
    ----------
    trials : sequence of Trial
    folder : Path
        The set is written into ``folder / name``.
    name : str
        Versioned, for example ``"calibrated-1"``.
    effort : Effort
    seed : int
        The same seed, trials and effort give the same set.
    command : str
        For the record.
    kept : Path or None
        Folder of finished stages, from which an interrupted calibration goes on.
    told : callable or None

    Raises
    ------
    InputError
        If there is nothing to fit on.
    SimulationError
        If a trial cannot be simulated at the prior's center.
    """
    say = told or (lambda what, share: None)
    believed = prior()
    key = key_of(__version__, MODEL_VERSION, believed, trials, effort, seed)
    checkpoint = Checkpoint(kept, key)
    clock = _Clock(checkpoint)
    problem = pose(trials, believed, effort.people)
    if not problem.targets.used.any():
        found = "no measured value that the model can be asked for"
        raise InputError([Problem("trials", "", found, "one or more", "add trials with results")])

    say("searching the top of the posterior", None)
    found = clock.stage("search", lambda: _given(search(problem, effort, seed, lambda line: say(line, None))))
    fit = weigh(problem, found.discrepancies, found.x)
    slopes = clock.stage("slopes", lambda: fit.problem.slopes(fit.top.x))

    say("leaving out each trial", None)
    alone = each_trial(problem)
    first = clock.stage("left_out_first", lambda: _left_out(fit, slopes, alone))
    # Offsets and errors from predictions of trials that were not seen: the fit's own residuals flatter.
    searched = fit
    found = clock.stage("weighed", lambda: _given(_weighed(searched, first, alone, effort)))
    fit = weigh(problem, found.discrepancies, found.x)
    slopes = clock.stage("slopes_weighed", lambda: fit.problem.slopes(fit.top.x))
    by_trial = clock.stage("left_out", lambda: _left_out(fit, slopes, alone))

    target = _taught(fit, slopes, effort, seed, clock, say)
    chains = _walk(target, effort, seed, clock, say)
    past = np.concatenate([part.past for part in chains])

    by_topic = None
    if effort.topics:
        say("leaving out whole topics", None)
        topics = each_topic(problem)
        by_topic = clock.stage("topics", lambda: _left_out(fit, slopes, topics, steps=8))
    draws = past.reshape(-1, past.shape[2])
    draws = draws[np.linspace(0, len(draws) - 1, min(effort.kept, len(draws))).astype(int)]
    done = Calibrated(
        folder=folder / name,
        fit=fit,
        draws=draws,
        r_hat=split_r_hat(past),
        effective=effective_draws(past),
        accepted=float(np.mean([part.accepted for part in chains])),
        trials_left_out=by_trial,
        topics_left_out=by_topic,
        report=cross_validation(fit, by_trial, by_topic),
        seconds=clock.seconds,
    )
    _write(done, name, believed, _record(done, seed, command))
    return done


@dataclass(frozen=True)
class _Given:
    """What a fit can be made of again."""

    x: Vector
    discrepancies: Mapping[str, Discrepancy]


def _given(fit: Fit) -> _Given:
    return _Given(fit.top.x, dict(fit.discrepancies))


def _left_out(fit: Fit, slopes: Vector, groups: Mapping[str, frozenset[str]], steps: int = 3) -> LeftOut:
    return leave_out(fit.problem, fit.discrepancies, fit.size, fit.top, slopes, groups, steps=steps)


def _weighed(fit: Fit, found: LeftOut, groups: Mapping[str, frozenset[str]], effort: Effort) -> Fit:
    center, sd = own_rows(found, fit.problem, groups)
    targets = fit.problem.targets
    # What the parameters leave open is in every interval beside the discrepancies: it must not count twice.
    known = replace(targets, sampling=np.hypot(targets.sampling, sd))
    discrepancies = estimate(known, center, fit.size, fit.discrepancies)
    return ascend(with_discrepancies(fit, discrepancies), replace(effort, rounds=1), renew=False)


def _taught(fit: Fit, slopes: Vector, effort: Effort, seed: int, clock: _Clock, say: Told) -> Target:
    """Return the chains' target: its stand-in learns in rounds, each where the one before has it."""
    curvature, _ = normal_equations(fit.problem.targets, fit.white, fit.top, slopes)
    around = gaussian(fit.top.x, curvature)
    emulator = tangent(fit.top, slopes, np.linalg.inv(around.root).astype(np.float64))
    target = Target(fit.problem.predict, fit.problem.targets, fit.white, around, emulator)
    asked, answers = np.empty((0, slopes.shape[1])), np.empty((0, len(slopes)))
    for lesson in range(effort.lessons):
        say("teaching the stand-in", lesson / effort.lessons)
        draw = partial(on_stand_in, target, effort.lesson_points, seed + lesson)
        points = clock.stage(f"points_{lesson}", draw)
        said = clock.stage(f"answers_{lesson}", partial(fit.problem.predict, points))
        asked, answers = np.concatenate([asked, points]), np.concatenate([answers, said])
        around = around_points(points) if len(points) >= _ENOUGH * len(fit.top.x) else around
        target = replace(target, around=around, emulator=emulator.bent(asked, answers))
    return target


def _walk(target: Target, effort: Effort, seed: int, clock: _Clock, say: Told) -> list[Chains]:
    """Walk in stretches, each of which is a stage of its own."""
    total = effort.warm_up + effort.draws_per_chain

    def progress(before: int) -> Callable[[int], None]:
        return lambda done: say("drawing from the posterior", (before + done) / total)

    here = clock.stage("chains", lambda: begin(target, effort.chains, seed))
    stretches = [(n, False) for n in _stretches(effort.warm_up)]
    stretches += [(n, True) for n in _stretches(effort.draws_per_chain)]
    parts: list[Chains] = []
    done = 0
    for steps, counts in stretches:
        go = partial(walk, target, here, steps, seed + 1 + done, progress=progress(done))
        here = clock.stage(f"walk_{done}", go)
        done += steps
        if counts:
            parts.append(here)
    return parts


def _stretches(steps: int) -> list[int]:
    return [min(_STRETCH, steps - k) for k in range(0, steps, _STRETCH)]


def _record(done: Calibrated, seed: int, command: str) -> dict[str, Note]:
    targets = done.fit.problem.targets
    return {
        "command": command,
        "seed": seed,
        "duration_s": round(done.seconds, 1),
        "date": date.today().isoformat(),
        "trials": len(set(targets.trial)),
        "observations": int(targets.used.sum()),
        "code_version": __version__,
    }


def _write(done: Calibrated, name: str, believed: Prior, record: Mapping[str, Note]) -> None:
    fitted = believed.fitted
    center = believed.values(done.fit.top.x)
    posterior = Posterior(
        names=fitted,
        draws=believed.values(done.draws),
        discrepancy=dict[str, Discrepancy](done.fit.discrepancies),
        record=record,
        identifiability=_identified(done, believed),
        model_version=MODEL_VERSION,
        diagnostics={
            "r_hat_max": _note(float(done.r_hat.max()), 4),
            "effective_draws_min": _note(float(done.effective.min()), 1),
            "accepted": round(done.accepted, 3),
            "log_posterior": _note(done.fit.top.log_posterior, 2),
        },
    )
    values = {n: float(v) for n, v in zip(fitted, center, strict=True)}
    write_set(done.folder, name, values, posterior)
    text = json.dumps(done.report, indent=1, sort_keys=True, allow_nan=False) + "\n"
    (done.folder / CROSS_VALIDATION_FILE).write_text(text, encoding="utf-8", newline="\n")


def _note(value: float, digits: int) -> Note:
    """Return a number that a set may keep; what is none is told in words."""
    return round(value, digits) if np.isfinite(value) else "not finite"


def _identified(done: Calibrated, believed: Prior) -> dict[str, Identified]:
    """Return how much the evidence told: spreads on the sampling scale, prior and posterior."""
    table: dict[str, Identified] = {}
    for k, name in enumerate(believed.fitted):
        width = believed.spread(name)
        ratio = float(done.draws[:, k].std())
        table[name] = Identified(round(width, 6), round(width * ratio, 6), round(ratio, 4))
    return table

"""The calibration as users start it: trials of a folder in, a parameter set and what it is worth out."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import Any

from osteotwin.calibration.calibrate import Calibrated, Told, calibrate
from osteotwin.calibration.cross_validation import cross_validation
from osteotwin.calibration.effort import FULL, QUICK
from osteotwin.errors import InputError
from osteotwin.evidence.load import load_trials


def run_calibration(
    out: str | PathLike[str],
    *,
    trials: str | PathLike[str] | None = None,
    name: str = "calibrated-1",
    seed: int = 1,
    quick: bool = False,
    told: Told | None = None,
) -> tuple[Calibrated, dict[str, Any]]:
    """Fit the model on trials and write a parameter set.

    Parameters
    ----------
    out : path
        The set is written into the folder ``out / name``; finished stages are kept beside it, so that the same call
        goes on where an interrupted one was.
    trials : path or None
        A folder of trial files; ``None``: those that ship with the package.
    name : str
        Of the set, ending in its number.
    seed : int
        The same seed, trials and effort give the same set.
    quick : bool
        A few minutes' work, to see that everything runs.
    told : callable or None
        Called with what is being done and the share of it that is done, or ``None``.

    Returns
    -------
    calibrated : Calibrated
    report : dict
        Fit and cross-validation: see :func:`osteotwin.calibration.cross_validation.cross_validation`.

    Raises
    ------
    InputError
        If a trial file is wrong: a fit on what happens to be readable would not be the one that was asked for.
    """
    loaded = load_trials(trials)
    if loaded.problems:
        raise InputError(list(loaded.problems))
    folder = Path(out)
    words = ["osteotwin calibrate", f"--seed {seed}"]
    words += [f"--trials {Path(trials).name}"] if trials is not None else []
    words += ["--quick"] if quick else []
    done = calibrate(
        loaded.trials,
        folder,
        name=name,
        effort=QUICK if quick else FULL,
        seed=seed,
        command=" ".join(words),
        kept=folder / f".{name}-stages",
        told=told,
    )
    return done, cross_validation(done.fit, done.trials_left_out, done.topics_left_out)

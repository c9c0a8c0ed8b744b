"""The calibration as users start it: trials of a folder in, a parameter set and what it is worth out."""

from __future__ import annotations

import re
from os import PathLike
from pathlib import Path
from typing import Any

from osteotwin.calibration.calibrate import run_stages
from osteotwin.calibration.calibrated import Calibrated
from osteotwin.calibration.settings import FULL, QUICK
from osteotwin.errors import InputError, Problem
from osteotwin.evidence.files.load import load_trials
from osteotwin.parameters.sets.read import CROSS_VALIDATION_FILE, DRAWS_FILE, SET_FILE
from osteotwin.progress import ProgressCallback

#: One folder on every system.
_NAME = re.compile(r"\w(?:[\w .-]*\w)?")


def calibrate(
    out: str | PathLike[str],
    *,
    trials: str | PathLike[str] | None = None,
    name: str = "calibrated-2",
    seed: int = 1,
    quick: bool = False,
    on_progress: ProgressCallback | None = None,
) -> tuple[Calibrated, dict[str, Any]]:
    """Fit the model to trials and write a parameter set.

    Parameters
    ----------
    out : path
        The set is written into the folder ``out / name``; finished stages are kept beside it, so that the same call
        goes on where an interrupted one was.
    trials : path or None
        A folder of trial files; ``None``: those that ship with the package.
    name : str
        Of the set and of its folder; one that shall ship ends in its number.
    seed : int
        The same seed, trials and settings give the same set.
    quick : bool
        A few minutes' work, to see that everything runs.
    on_progress : callable, optional

    Returns
    -------
    calibrated : Calibrated
    report : dict
        Fit and cross-validation: see :func:`osteotwin.calibration.cross_validation.cross_validation_report`.

    Raises
    ------
    InputError
        If a trial file is wrong: a fit to what happens to be readable would not be the one that was asked for. If
        the name, the seed or the set's folder cannot be used.
    SimulationError
        If a trial cannot be simulated at the starting values.
    """
    folder = Path(out)
    loaded = load_trials(trials)
    wrong = [*_problems(name, seed), *loaded.problems] or _folder_problems(folder / name)
    if wrong:
        raise InputError(wrong)
    words = ["osteotwin calibrate", f"--seed {seed}"]
    words += [f"--trials {Path(trials).resolve().name}"] if trials is not None else []
    words += ["--quick"] if quick else []
    done = run_stages(
        loaded.trials,
        folder,
        name=name,
        settings=QUICK if quick else FULL,
        seed=seed,
        command=" ".join(words),
        kept=folder / f".{name}-stages",
        on_progress=on_progress,
    )
    return done, done.report


def _problems(name: str, seed: int) -> list[Problem]:
    problems: list[Problem] = []
    if not _NAME.fullmatch(name):
        expected = "letters, digits, and between them spaces, dots and hyphens"
        problems.append(Problem("name", "", repr(name), expected, "write for example calibrated-1"))
    if seed < 0:
        problems.append(Problem("seed", "", str(seed), "a whole number, 0 or more", "write for example 1"))
    return problems


def _folder_problems(folder: Path) -> list[Problem]:
    """Look before the work whether the set can be written."""
    expected = "a folder of the set's own"
    if folder.exists() and not folder.is_dir():
        return [Problem(str(folder), "", "a file", expected, "choose another name")]
    present = {path.name for path in folder.iterdir()} if folder.is_dir() else set[str]()
    strange = sorted(present - {SET_FILE, DRAWS_FILE, CROSS_VALIDATION_FILE})
    if strange:
        return [
            Problem(
                str(folder), "", f"a folder with other files ({strange[0]})", expected, "choose another name"
            )
        ]
    return []

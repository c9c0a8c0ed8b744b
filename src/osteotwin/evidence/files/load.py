"""All trials of a folder: what is wrong in a file is reported and left out, the rest still counts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from os import PathLike, fspath
from pathlib import Path

from osteotwin.errors import InputError, Problem
from osteotwin.evidence.files.read_trial import load_sound_part
from osteotwin.evidence.files.trial import Trial


@dataclass(frozen=True)
class LoadedTrials:
    """The trials that could be read, in order of their names, and what was wrong with the files.

    A trial with a mistake in an arm or a value is among ``trials``, without what holds the mistake.
    """

    trials: tuple[Trial, ...]
    problems: tuple[Problem, ...]

    def trial(self, trial_id: str) -> Trial:
        """Return the trial of this identifier.

        Raises
        ------
        KeyError
            If no trial has it.
        """
        for trial in self.trials:
            if trial.id == trial_id:
                return trial
        raise KeyError(trial_id)


def load_trials(folder: str | PathLike[str] | None = None) -> LoadedTrials:
    """Read every trial file of a folder.

    Parameters
    ----------
    folder : path or None
        ``None``: the trials that ship with the package.

    Returns
    -------
    LoadedTrials
        Trials and problems; a mistake does not stop the rest of its file, nor a broken file the others.

    Raises
    ------
    InputError
        If there is no such folder or no trial file in it.
    """
    if folder is None:
        return _shipped()
    path = Path(fspath(folder))
    if not path.is_dir():
        found = "a file" if path.exists() else "no such folder"
        raise InputError(
            [Problem(str(path), "", found, "a folder of trial files", "name an existing folder")]
        )
    loaded = _load(path)
    if not loaded.trials and not loaded.problems:
        fix = "put trial files with the ending .toml into it"
        raise InputError([Problem(str(path), "", "no trial file", "at least one file *.toml", fix)])
    return loaded


@cache
def _shipped() -> LoadedTrials:
    """Read the trials of the package, once: every answer asks for them."""
    with as_file(files("osteotwin.evidence") / "trials") as folder:
        return _load(folder)


def _load(folder: Path) -> LoadedTrials:
    trials: list[Trial] = []
    problems: list[Problem] = []
    named: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            trial = load_sound_part(path)
        except InputError as error:
            problems.extend(error.problems)
            continue
        problems.extend(trial.mistakes)
        if trial.id in named:
            found = f'"{trial.id}", which {named[trial.id]} has too'
            problems.append(
                Problem(str(path), "id", found, "a different id for each trial", "rename one of them")
            )
            continue
        named[trial.id] = path.name
        trials.append(trial)
    return LoadedTrials(tuple(trials), tuple(problems))

"""Which sets ship with the package, which is the newest, and any other by its folder.

A shipped set is a folder beside this file with a name that ends in its number; the highest number is the newest.
"""

from __future__ import annotations

import re
from importlib.resources import files
from os import PathLike
from pathlib import Path

from osteotwin.errors import ParameterError, Problem
from osteotwin.parameters.load import STARTING_SET, ParameterSet, starting_values
from osteotwin.parameters.sets.read import SET_FILE, read_set

#: Where the shipped sets stand.
SHIPPED = Path(str(files("osteotwin.parameters.sets")))

_NUMBERED = re.compile(r"[a-z][a-z0-9_-]*-([0-9]+)")


def available_sets() -> tuple[str, ...]:
    """Return the names of the shipped sets, the newest last; the first holds the starting values."""
    return (STARTING_SET, *_shipped())


def _shipped() -> list[str]:
    found = [path.parent.name for path in SHIPPED.glob(f"*/{SET_FILE}")]
    strange = [name for name in found if not _NUMBERED.fullmatch(name) or name == STARTING_SET]
    if strange:
        expected = "a name that ends in a number, such as calibrated-1"
        fix = "rename the folder and the set"
        raise ParameterError(Problem(str(SHIPPED), "", repr(strange[0]), expected, fix))
    return sorted(found, key=lambda name: (int(name.rsplit("-", 1)[1]), name))


def newest_set(model_version: str) -> ParameterSet:
    """Return the newest shipped set, or the starting values where none is shipped.

    Parameters
    ----------
    model_version : str
        Of the equations that it shall serve.

    Raises
    ------
    ParameterError
        If the set has a gap or was fitted to other equations.
    """
    return load_set(available_sets()[-1], model_version)


def load_set(name_or_path: str | PathLike[str], model_version: str | None) -> ParameterSet:
    """Return a shipped set by its name, or any set by its folder.

    Parameters
    ----------
    name_or_path : str or path
        One of :func:`available_sets`, or a folder with ``set.toml`` and ``draws.npy``.
    model_version : str or None
        Of the equations that it shall serve; ``None``: any.

    Raises
    ------
    ParameterError
        If there is no such set, or it has a gap or was fitted to other equations.
    """
    name = str(name_or_path)
    if name == STARTING_SET:
        return starting_values()
    if name in _shipped():
        found = read_set(SHIPPED / name, model_version)
        if found.name != name:
            file, expected = str(SHIPPED / name / SET_FILE), f"{name!r}, as its folder is named"
            raise ParameterError(Problem(file, "name", repr(found.name), expected, "rename one of them"))
        return found
    folder = Path(name_or_path)
    if not (folder / SET_FILE).is_file():
        expected = f"{', '.join(available_sets())}, or a folder with {SET_FILE}"
        raise ParameterError(Problem("parameter set", "", repr(name), expected, "choose one of them"))
    return read_set(folder, model_version)

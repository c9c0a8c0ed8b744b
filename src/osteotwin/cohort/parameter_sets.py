"""The parameter values in use, and any others that fit the equations of this version."""

from __future__ import annotations

from functools import cache
from os import PathLike
from pathlib import Path

from osteotwin.body.whole import MODEL_VERSION
from osteotwin.parameters import ParameterSet, starting_values
from osteotwin.parameters.load import STARTING_SET
from osteotwin.parameters.sets import shipped
from osteotwin.parameters.sets.read import SET_FILE


def parameters_in_use() -> ParameterSet:
    """Return the newest shipped set, or the starting values where none is shipped.

    Raises
    ------
    ParameterError
        If the shipped set has a gap or was fitted to other equations than this version's.

    Examples
    --------
    >>> parameters_in_use().name == shipped.available_sets()[-1]
    True
    """
    name = shipped.available_sets()[-1]
    if name == STARTING_SET:
        return starting_values()
    file = shipped.SHIPPED / name / SET_FILE
    return _newest(file, file.stat().st_mtime_ns)


@cache
def _newest(file: Path, written: int) -> ParameterSet:
    """Return the newest set, which is read again where it was written anew."""
    return shipped.load_set(file.parent.name, MODEL_VERSION)


def load_parameters(name_or_path: str | PathLike[str]) -> ParameterSet:
    """Return a set by its name or folder, as :func:`osteotwin.parameters.sets.load_set`.

    Raises
    ------
    ParameterError
        If there is no such set, or it has a gap or was fitted to other equations than this version's.

    Examples
    --------
    >>> load_parameters("starting-values-2").name
    'starting-values-2'
    """
    return shipped.load_set(name_or_path, MODEL_VERSION)

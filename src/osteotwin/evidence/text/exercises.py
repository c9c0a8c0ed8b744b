"""The library's exercise for a trial's name of an exercise or of a type of training."""

from __future__ import annotations

import re
from functools import cache

from osteotwin.cohort.profile import Assumption
from osteotwin.evidence.files.training_types import training_type
from osteotwin.evidence.text.rule_table import rule_table
from osteotwin.inputs.not_in_library import NotInLibraryError
from osteotwin.protocol.library import Exercise, find_exercise, generic_exercise, load_exercises


def exercise_for(name: str, training_type: str, where: str) -> tuple[Exercise, tuple[Assumption, ...]]:
    """Find the library's exercise of this name, the nearest one, or the generic one of the type of training.

    Parameters
    ----------
    name : str
        As the trial has it.
    training_type : str
        One of the library's; see :func:`library_type`.
    where : str
        Place in the file, for the assumption about an unknown name.
    """
    library = load_exercises()
    if name in library:
        return library[name], ()
    try:
        return find_exercise(name), ()
    except NotInLibraryError:
        pass
    spoken = _spoken(name)
    for pattern, identifier in _nearest_exercises():
        if pattern.search(spoken):
            found, how = library[identifier], "the nearest one by its name"
            break
    else:
        found, how = generic_exercise(training_type), "the generic one of its type of training"
    source = f'the library has no exercise "{name}"; {how}'
    return found, (Assumption(f"{where}.exercises", found.name, source),)


def library_type(written: str, where: str) -> tuple[str, tuple[Assumption, ...]]:
    """Find the library's type of training for a trial's, which the reader of the file has let in.

    Examples
    --------
    >>> library_type("strength training", "training[0]")[0]
    'resistance'

    Raises
    ------
    ValueError
        If it is no type of training.
    """
    found = training_type(written)
    if found is None:
        message = f'"{written}" is no type of training'
        raise ValueError(message)
    if found == written:
        return found, ()
    source = f'the library has no type of training "{written}"; the nearest'
    return found, (Assumption(f"{where}.kind", found, source),)


def _spoken(name: str) -> str:
    return re.sub(r"[_\s]+", " ", name)


@cache
def _nearest_exercises() -> list[tuple[re.Pattern[str], str]]:
    rows = rule_table("exercise_names.toml")["exercises"]
    return [(re.compile(pattern, re.IGNORECASE), name) for pattern, name in rows]

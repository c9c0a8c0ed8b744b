"""The library's exercise for a name or a kind of training that a trial uses."""

from __future__ import annotations

import re
from functools import cache

from osteotwin.cohort.profile import Assumption
from osteotwin.evidence.files.training_types import training_type
from osteotwin.evidence.text.population import table_of
from osteotwin.inputs.names import NotInLibraryError
from osteotwin.protocol.library import Exercise, find_exercise, generic_exercise, load_exercises


def exercise_for(name: str, kind: str, where: str, notes: list[Assumption]) -> Exercise:
    """Return the library's exercise of this name, the nearest one, or the generic one of the kind.

    Parameters
    ----------
    name : str
        As the trial has it.
    kind : str
        One of the library's kinds; see :func:`type_for`.
    where : str
        Place in the file, for the assumption.
    notes : list of Assumption
        Receives what was taken for an unknown name.
    """
    library = load_exercises()
    if name in library:
        return library[name]
    try:
        return find_exercise(name)
    except NotInLibraryError:
        pass
    spoken = _spoken(name)
    for pattern, identifier in _table():
        if pattern.search(spoken):
            found, how = library[identifier], "the nearest one by its words"
            break
    else:
        found, how = generic_exercise(kind), "the generic one of its kind"
    source = f'the library has no exercise "{name}"; {how}'
    notes.append(Assumption(f"{where}.exercises", found.name, source))
    return found


def type_for(kind: str, where: str, notes: list[Assumption]) -> str:
    """Return the library's type of training for the trial's, which its reader has let in.

    Examples
    --------
    >>> type_for("strength training", "training[0]", [])
    'resistance'
    """
    found = training_type(kind)
    if found is None:
        message = f'"{kind}" is no type of training'
        raise ValueError(message)
    if found != kind:
        source = f'the library has no type of training "{kind}"; the nearest'
        notes.append(Assumption(f"{where}.kind", found, source))
    return found


def _spoken(name: str) -> str:
    return re.sub(r"[_\s]+", " ", name)


@cache
def _table() -> list[tuple[re.Pattern[str], str]]:
    rows = table_of("exercise_names.toml")["exercises"]
    return [(re.compile(pattern, re.IGNORECASE), name) for pattern, name in rows]

"""The library's exercise for a name or a kind of training that a trial uses."""

from __future__ import annotations

import re
from functools import cache

from osteotwin.cohort.profile import Assumption
from osteotwin.evidence.text.population import table_of
from osteotwin.inputs.names import NotInLibraryError
from osteotwin.protocol.library import Exercise, find_exercise, generic_exercise, load_exercises
from osteotwin.protocol.library.exercises import GENERIC_EXERCISES


def exercise_for(name: str, kind: str, where: str, notes: list[Assumption]) -> Exercise:
    """Return the library's exercise of this name, the nearest one, or the generic one of the kind.

    Parameters
    ----------
    name : str
        As the trial has it.
    kind : str
        One of the library's kinds; see :func:`kind_for`.
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
    for pattern, identifier in _table()[0]:
        if pattern.search(spoken):
            found, how = library[identifier], "the nearest one by its words"
            break
    else:
        found, how = generic_exercise(kind), "the generic one of its kind"
    source = f'the library has no exercise "{name}"; {how}'
    notes.append(Assumption(f"{where}.exercises", found.name, source))
    return found


def kind_for(kind: str, where: str, notes: list[Assumption]) -> str:
    """Return the library's kind of training for the trial's.

    Examples
    --------
    >>> kind_for("strength training", "training[0]", [])
    'resistance'
    """
    if kind in GENERIC_EXERCISES:
        return kind
    spoken = _spoken(kind)
    found = next(known for pattern, known in _table()[1] if pattern.search(spoken))
    notes.append(
        Assumption(f"{where}.kind", found, f'the library has no kind of training "{kind}"; the nearest')
    )
    return found


def _spoken(name: str) -> str:
    return re.sub(r"[_\s]+", " ", name)


@cache
def _table() -> tuple[list[tuple[re.Pattern[str], str]], list[tuple[re.Pattern[str], str]]]:
    table = table_of("exercise_words.toml")

    def rows(key: str) -> list[tuple[re.Pattern[str], str]]:
        return [(re.compile(pattern, re.IGNORECASE), name) for pattern, name in table[key]]

    return rows("exercises"), rows("kinds")

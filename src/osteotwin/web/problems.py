"""What is wrong with a file, as a page tells it: by the names of its fields, without lines and commands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import osteotwin as ot
from osteotwin.errors import Problem
from osteotwin.web.kinds import ABOUT, KINDS, LIFE
from osteotwin.web.language import Words

#: Where somebody finds the names of a catalogue who has a page before him and no command line.
EXAMPLES: Final = Words("the examples under this question")
OFFERED: Final = Words("the names that its field offers")

_COMMAND: Final = re.compile(r"`?osteotwin list \w+`?")
_NUMBER: Final = re.compile(r"\[\d+\]")


def without_commands(fix: str, names: Words) -> str:
    """Return a way out with where a page has the names of a catalogue, instead of the command that lists them."""
    return _COMMAND.sub(str(names), fix)


def as_the_page_says(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems without file and line, which a page does not show, and with the names of its fields.

    Examples
    --------
    >>> one = Problem("person.toml", "plan.drug[3].dose", "a dose of -1 mg", "more than 0 mg", "write it", 196)
    >>> as_the_page_says([one])[0].sentence()
    'Drugs, Dose: a dose of -1 mg is not valid; expected more than 0 mg. Fix: write it.'
    """
    return tuple(
        replace(one, file="", line=None, field=_field(one.field), fix=without_commands(one.fix, OFFERED))
        for one in problems
    )


def told_by_the_page(error: ot.InputError) -> ot.InputError:
    """Return an error with its problems as a page says them."""
    return ot.InputError(as_the_page_says(error.problems))


def _field(place: str) -> str:
    """Return the title of a table and the label of its key; what no page has stays as it is written."""
    path, _, key = _NUMBER.sub("", place).rpartition(".")
    for kind in (*KINDS, *LIFE, *ABOUT):
        for column in kind.columns:
            if (kind.path, column.key) == (path, key):
                return f"{kind.title}, {column.label}"
        if kind.path == f"{path}.{key}".lstrip("."):
            return str(kind.title)
    return place

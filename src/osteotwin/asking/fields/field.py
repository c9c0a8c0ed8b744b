"""One field, and the form of a question that is made of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from osteotwin.errors import InputError, Problem

#: What is filled in, by the key of the field; what is not there, or blank, is left out.
Row = Mapping[str, str]
#: Where problems of fields stand.
FIELDS: Final = "fields"


@dataclass(frozen=True)
class Field:
    """One thing that is asked for.

    Attributes
    ----------
    key : str
        Its name in a row.
    asks : str
        What is asked, in a word or two.
    example : str
        What may be filled in.
    choices : tuple of str
        What may be chosen, in the words in which it is filled in; empty where anything may be written.
    is_open : bool
        Whether other words than the choices may be written, too.
    by : mapping of str to tuple of str, or None
        For what fills the first field of the row: what may be chosen here then, empty where anything may be written. Of
        others that may be chosen there the field is not asked; ``None`` where it is asked of all, with ``choices``.
    is_rare : bool
        Whether few need it: who asks one field after the other leaves it out until it lacks.
    """

    key: str
    asks: str
    example: str = ""
    choices: tuple[str, ...] = ()
    is_open: bool = True
    by: Mapping[str, tuple[str, ...]] | None = None
    is_rare: bool = False

    def choices_of(self, first: str) -> tuple[str, ...]:
        """Return what may be chosen beside what fills the first field of the row."""
        return self.choices if self.by is None else self.by.get(first, ())


@dataclass(frozen=True)
class Form:
    """The fields of a question, filled in as far as an answer was understood.

    Attributes
    ----------
    question : str
        The key of the question.
    replaces : tuple of str
        The questions whose answers it takes the place of: doses and days are told with their drugs.
    columns : tuple of Field
        Asked of each of several things, such as drugs; empty where there is one thing only.
    rows : tuple of mapping of str to str
        What each of them is, as far as it is understood.
    once : tuple of Field
        Asked once, beside the rows.
    values : mapping of str to str
        What fills them.
    unread : tuple of str
        Parts of the answer that are not understood, of which the fields hold at most the names.
    lacks : tuple of Problem
        What is asked of the fields as they are filled in, where the answer is not understood; as
        :func:`osteotwin.answers_by_fields` asks it.
    """

    question: str
    replaces: tuple[str, ...]
    columns: tuple[Field, ...] = ()
    rows: tuple[Row, ...] = ()
    once: tuple[Field, ...] = ()
    values: Row = field(default_factory=dict[str, str])
    unread: tuple[str, ...] = ()
    lacks: tuple[Problem, ...] = ()

    def asks_of(self, column: Field, first: str) -> bool:
        """Tell whether a column is asked of what fills the first one: of a name of his own each is.

        Examples
        --------
        >>> exercise = Field("exercise", "exercise", choices=("Running", "Back squat"))
        >>> form = Form("training", ("training",), (exercise, Field("sets", "sets", by={"Back squat": ()})))
        >>> [form.asks_of(form.columns[1], name) for name in ("Running", "Back squat", "RDL")]
        [False, True, True]
        """
        return column.by is None or first in column.by or first not in self.columns[0].choices


def filled(row: Row) -> dict[str, str]:
    """Return what is filled in of a row, without blanks around it; what parts an answer is none of a field."""
    plain = {key: " ".join(text.replace(";", ",").split()) for key, text in row.items()}
    return {key: text for key, text in plain.items() if text}


def is_none_told(row: Row) -> bool:
    """Tell whether a row says that there is nothing: "none" in its only field."""
    return len(row) == 1 and next(iter(row.values())).casefold().strip(".-") in ("none", "nothing", "no", "")


def missing(place: str, asks: str, of: str, example: str) -> Problem:
    """Return what is asked where a field is needed and blank."""
    return Problem(FIELDS, place, f"no {asks} of {of}", "", f"fill it in, for example {example}")


def raise_if_any(problems: Sequence[Problem]) -> None:
    """Raise what is wrong with fields.

    Raises
    ------
    InputError
    """
    if problems:
        raise InputError(tuple(problems))

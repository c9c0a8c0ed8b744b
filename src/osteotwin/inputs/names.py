"""Names as people write them: the same whatever their case, punctuation, plural and order of words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from osteotwin.errors import OsteotwinError, ParameterError

_SEPARATORS = re.compile(r"[^\w.%]+|_")
_HISSING = ("ches", "shes", "sses", "xes")


class NotInLibraryError(OsteotwinError, LookupError):
    """A text that names nothing in the library, or more than one thing.

    Attributes
    ----------
    kind : str
        ``"drug"``, ``"exercise"`` or ``"food"``.
    text : str
        What was looked for.
    nearest : tuple of str
        Names that may be meant, best first.
    ambiguous : bool
        Whether each of ``nearest`` fits the text.
    """

    def __init__(self, kind: str, text: str, nearest: tuple[str, ...], *, ambiguous: bool = False) -> None:
        self.kind = kind
        self.text = text
        self.nearest = nearest
        self.ambiguous = ambiguous
        said = f'"{text}" fits several {kind}s' if ambiguous else f'no {kind} called "{text}"'
        names = " or ".join(f'"{name}"' for name in nearest)
        super().__init__(
            f"{said}; did you mean {names}?" if nearest else f"{said}; see `osteotwin list {kind}s`"
        )


def words(text: str) -> tuple[str, ...]:
    """Return the words of a name in the singular, without case and punctuation.

    >>> words("Yogurt, plain, low-fat")
    ('yogurt', 'plain', 'low', 'fat')
    """
    found = (word.strip(".") for word in _SEPARATORS.split(text.casefold()))
    return tuple(_singular(word) for word in found if word and word != "%")


def same(text: str) -> str:
    """Return the form in which two spellings of one name are equal.

    >>> same("Push-Ups") == same("push_up")
    True
    """
    return " ".join(words(text))


def index_of(entries: Iterable[tuple[str, Iterable[str]]], where: str) -> dict[str, str]:
    """Return identifier by :func:`same` name, for entries (identifier, its names).

    Raises
    ------
    ParameterError
        If two entries share a name.
    """
    index: dict[str, str] = {}
    for identifier, names in entries:
        for name in (identifier, *names):
            if index.setdefault(same(name), identifier) != identifier:
                message = f'{where}: "{name}" names both {index[same(name)]} and {identifier}'
                raise ParameterError(message)
    return index


def nearest(text: str, index: dict[str, str], many: int = 3) -> tuple[str, ...]:
    """Return the identifiers whose names are spelled or worded most like ``text``, best first."""
    from difflib import get_close_matches

    wanted = same(text)
    close = get_close_matches(wanted, index, n=2 * many, cutoff=0.6)
    if wanted:
        close += [name for name in index if set(wanted.split()) & set(name.split()) and name not in close]
    return tuple(dict.fromkeys(index[name] for name in close))[:many]


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(_HISSING):
        return word[:-2]
    if len(word) > 2 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word

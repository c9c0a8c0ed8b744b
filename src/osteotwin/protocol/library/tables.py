"""The files of the library: ``[sources]`` by key, and one table of rows by identifier."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from osteotwin.errors import ParameterError, Problem
from osteotwin.inputs.shipped import parsed, read_as, shipped_text, with_sources

Entry = TypeVar("Entry")
Table = dict[str, Any]

_PACKAGE = "osteotwin.protocol"


def library_text(file: str) -> str:
    """Return the text of a data file of the library."""
    return shipped_text(_PACKAGE, "data", file)


def rows_of(
    row_type: type[Entry],
    file: str,
    section: str,
    complete: Callable[[Table], Table] = dict,
    also: tuple[str, ...] = (),
) -> tuple[dict[str, Entry], Mapping[str, str]]:
    """Return the rows of ``[section.<id>]`` by identifier, and the ``[sources]`` by key.

    Parameters
    ----------
    row_type : type
        Of a row; its ``id`` is the identifier and its ``source`` the texts of its ``sources``.
    file, section : str
    complete : callable
        Adds to a row what follows from it.
    also : tuple of str
        Further tables of the file, which its own reader knows.

    Raises
    ------
    ParameterError
        If the file has a gap or a value out of range; it names row and key.
    """
    text = library_text(file)
    document = parsed(text, file)
    if set(document) != {"sources", section, *also}:
        expected = " and ".join(f"[{name}]" for name in ("sources", section, *also))
        raise ParameterError(Problem(file, "", ", ".join(document), expected, "write each"))
    sources = read_as(dict[str, str], document["sources"], file, ("sources",), text)
    rows = {
        name: complete({"id": name, **with_sources(row, sources, file, (section, name))})
        for name, row in document[section].items()
    }
    return read_as(dict[str, row_type], rows, file, (section,), text), sources

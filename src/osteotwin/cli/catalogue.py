"""``osteotwin list``: what the twin knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Annotated, Any, Final

import typer

import osteotwin as ot
from osteotwin.cli.answering import say_json
from osteotwin.cli.terminal import complain, console, say, show
from osteotwin.errors import InputError, Problem

SCHEMAS: Final = "schemas"
#: What of a long entry is shown in a list; one entry by its name is shown whole.
BRIEF: Final[Mapping[str, tuple[str, ...]]] = {"trials": ("id", "title", "topics", "who", "design")}

What = Annotated[
    str | None,
    typer.Argument(metavar="WHAT", help="What to list; leave it out to see the choices.", show_default=False),
]
Name = Annotated[
    str | None,
    typer.Argument(
        metavar="NAME", help="Only this entry; of a schema, the schema itself.", show_default=False
    ),
]
Search = Annotated[
    str | None,
    typer.Option("--search", metavar="TEXT", help="Only entries that hold this text.", show_default=False),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the entries as JSON.")]


def list_known(what: What = None, name: Name = None, search: Search = None, as_json: AsJson = False) -> None:
    """List what the twin knows, with sources.

    Drugs, exercises, foods, endpoints, parameters, sets, trials, glossary, presets, schemas.
    """
    if what is None:
        _list_catalogues(as_json=as_json)
        return
    if what not in ot.CATALOGUES:
        raise InputError([_unknown("list", what, list(ot.CATALOGUES))])
    rows = ot.catalogue(what)
    if name is not None:
        rows = [_named(what, name, rows)]
        if what == SCHEMAS:
            say_json(ot.schema(str(_key(rows[0]))), indent=2)
            return
    if search is not None:
        rows = [row for row in rows if _holds(row, search)]
    if as_json:
        say_json(rows, indent=2)
    elif rows:
        brief = BRIEF.get(what) if name is None else None
        _show([{key: row[key] for key in brief} for row in rows] if brief else rows, alone=name is not None)
    else:
        complain(f'Nothing in {what} holds "{search}".')


def _list_catalogues(*, as_json: bool) -> None:
    if as_json:
        say_json(list(ot.CATALOGUES), indent=2)
        return
    for catalogue in ot.CATALOGUES:
        say(f"osteotwin list {catalogue}")


def _key(row: Mapping[str, Any]) -> Any:
    return next(iter(row.values()))


def _named(what: str, name: str, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the entry of this id, name or other name, in any case and with spaces or underscores."""
    wanted = _plain(name)
    for row in rows:
        others = str(row.get("also", "")).split(", ")
        if wanted in map(_plain, (_key(row), row.get("name", ""), *others)):
            return row
    raise InputError([_unknown(f"list {what}", name, [str(_key(row)) for row in rows])])


def _plain(name: object) -> str:
    return str(name).casefold().replace("_", " ")


def _holds(row: Mapping[str, Any], text: str) -> bool:
    return any(text.casefold() in str(value).casefold() for value in row.values())


def _unknown(field: str, found: str, known: list[str]) -> Problem:
    near = get_close_matches(found, known, n=3, cutoff=0.5)
    expected = (
        ", ".join(known) if len(known) <= 12 else f"one of {len(known)} names that `osteotwin {field}` shows"
    )
    fix = "write " + " or ".join(f'"{name}"' for name in near) if near else "choose one of them"
    return Problem(f"osteotwin {field}", "", f'"{found}"', expected, fix)


def _show(rows: Sequence[Mapping[str, Any]], *, alone: bool) -> None:
    from osteotwin.cli.layout import catalogue_table, record

    names = list(dict.fromkeys(name for row in rows for name in row))
    worded = [{name.replace("_", " "): _words(row.get(name)) for name in names} for row in rows]
    table = None if alone else catalogue_table(worded, console().width)
    if table is not None:
        show(table)
        return
    show(*(part for row in worded for part in record(row)))


def _words(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:.6g}" if isinstance(value, float) else str(value)

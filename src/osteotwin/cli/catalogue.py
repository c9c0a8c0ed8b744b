"""``osteotwin list``: what the twin knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Annotated, Any, Final

import typer

import osteotwin as ot
from osteotwin.cli.answering import say_json
from osteotwin.cli.terminal import complain, console, say, show
from osteotwin.errors import InputError, Problem
from osteotwin.inputs.names import did_you_mean, find_name

SCHEMAS: Final = "schemas"
DRUGS: Final = "drugs"
#: Drugs that a file may name and that the model does not have.
NAMED_DRUGS: Final = "named-drugs"
#: What of a long entry is shown in a list; one entry by its name is shown whole.
BRIEF: Final[Mapping[str, tuple[str, ...]]] = {
    "endpoints": ("id", "unit", "allowed", "name"),
    "named-drugs": ("id", "name", "what", "bone"),
    "trials": ("id", "title", "topics", "who", "design"),
}

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

    Drugs, drugs that a file may only name (named-drugs), exercises, foods, endpoints, conditions, parameters, sets,
    trials, glossary, presets, schemas.
    """
    if what is None:
        _list_catalogues(as_json=as_json)
        return
    if what not in ot.CATALOGUES:
        raise InputError([_unknown("list", what, dict.fromkeys(ot.CATALOGUES, ()))])
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
    """Return the entry of this id, name or other name, whatever its case, hyphens and plural."""
    known: dict[str, Sequence[str]] = {}
    for table in (what, NAMED_DRUGS) if what == DRUGS else (what,):
        listed = rows if table == what else ot.catalogue(table)
        names = {str(_key(row)): _other_names(row) for row in listed}
        found = find_name(name, names)
        if found is not None:
            return next(row for row in listed if str(_key(row)) == found)
        known |= names
    raise InputError([_unknown(f"list {what}", name, known)])


def _other_names(row: Mapping[str, Any]) -> list[str]:
    told = (str(row.get(column, "")).split(", ") for column in ("also", "like it"))
    named = (str(row.get("name", "")), *chain.from_iterable(told))
    return [name for name in named if name]


def _holds(row: Mapping[str, Any], text: str) -> bool:
    return any(text.casefold() in str(value).casefold() for value in row.values())


def _unknown(field: str, found: str, known: Mapping[str, Sequence[str]]) -> Problem:
    listed = ", ".join(known)
    shown = f"`osteotwin {field}` shows"
    if field == f"list {DRUGS}":
        shown = f"`osteotwin {field}` and `osteotwin list {NAMED_DRUGS}` show"
    expected = listed if len(known) <= 12 else f"one of {len(known)} names that {shown}"
    ids = {name: key for key, others in known.items() for name in (key, *others)}
    fix = did_you_mean(found, ids, identify=ids.__getitem__)
    return Problem(f"osteotwin {field}", "", f'"{found}"', expected, fix)


def _show(rows: Sequence[Mapping[str, Any]], *, alone: bool) -> None:
    from osteotwin.cli.layout import catalogue_table, record

    names = list(dict.fromkeys(name for row in rows for name in row))
    shown = [{name.replace("_", " "): _cell(row.get(name)) for name in names} for row in rows]
    table = None if alone else catalogue_table(shown, console().width)
    if table is not None:
        show(table)
        return
    show(*(part for row in shown for part in record(row)))


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:.6g}" if isinstance(value, float) else str(value)

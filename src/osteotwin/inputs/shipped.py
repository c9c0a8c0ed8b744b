"""Data that ships with the package: read as the types of its rows, refused where it has a gap.

A row is a frozen dataclass whose fields are annotated with :mod:`osteotwin.inputs.values`, as those of a user's
file are; what is wrong is a maintainer's mistake and comes as a :class:`ParameterError` with file, row and field.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, ClassVar, TypeVar, cast

from osteotwin.errors import NOTHING, ParameterError, Problem
from osteotwin.inputs.lines import Path, key_lines
from osteotwin.inputs.notes import field_of
from osteotwin.inputs.toml_file import parsed_toml
from osteotwin.inputs.values import Text
from osteotwin.units import shown_value

Shape = TypeVar("Shape")

#: Where a value comes from.
EVIDENCE_LEVELS = ("measured", "published_fit", "our_fit", "assumption")

#: A text that is not empty.
Words = Annotated[str, Text("a text", 100_000)]


class Row:
    """Base of the types of rows: no key too many."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}


def shipped_text(package: str, *path: str) -> str:
    """Return the text of a data file of a package."""
    return files(package).joinpath(*path).read_text(encoding="utf-8")


def parsed(text: str, file: str, schema: int = 1) -> dict[str, Any]:
    """Return a parsed data file without its schema's version.

    Raises
    ------
    ParameterError
        If it is of another version.
    RecursionError, ValueError
        As of :func:`osteotwin.inputs.toml_file.parsed_toml`.
    """
    document = parsed_toml(text)
    found = document.pop("schema", None)
    if found != schema:
        fix = f"write schema = {schema}, or use the version that wrote the file"
        raise ParameterError(Problem(file, "schema", shown_value(found), str(schema), fix))
    return document


def read_as(
    shape: type[Shape], content: object, file: str, where: Path = (), text: str = "", again: str = ""
) -> Shape:
    """Return content as a type: a row, or ``dict[str, Row]`` and the like.

    Parameters
    ----------
    shape : type
    content : object
        As parsed from TOML.
    file : str
        Its name, for the error.
    where : tuple of str and int
        Path of the content within the file.
    text : str
        Of the file, for the line of the error.
    again : str
        What to do about any error, where a program wrote the file.

    Raises
    ------
    ParameterError
        Of the first thing that is wrong.
    """
    from pydantic import ValidationError

    try:
        return cast("Shape", _adapter(shape).validate_python(content))
    except ValidationError as error:
        mistake = error.errors(include_url=False)[0]
    found, expected, fix = _words(mistake["type"], mistake["input"], mistake.get("ctx", {}), mistake["msg"])
    path = (*where, *mistake["loc"])
    lines = key_lines(text) if text else {}
    line = next((lines[path[:n]] for n in range(len(path), 0, -1) if path[:n] in lines), None)
    raise ParameterError(Problem(file, field_of(path), found, expected, again or fix, line))


def load_table(shape: type[Shape], package: str, *path: str) -> Shape:
    """Return a data file of a package as a type: see :func:`read_as`."""
    file, text = path[-1], shipped_text(package, *path)
    return read_as(shape, parsed(text, file), file, text=text)


def with_sources(row: Mapping[str, Any], known: Mapping[str, str], file: str, where: Path) -> dict[str, Any]:
    """Return a row whose ``sources``, which are keys, have become its ``source``, which is texts.

    Raises
    ------
    ParameterError
        If it has none, or one that is not among the known.
    """
    keys: Any = row.get("sources")
    if not isinstance(keys, list) or not keys:
        found = shown_value(cast("object", keys))
        raise ParameterError(
            Problem(file, field_of((*where, "sources")), found, "one source or more", "add one")
        )
    for index, key in enumerate(cast("list[Any]", keys)):
        if key not in known:
            place = field_of((*where, "sources", index))
            raise ParameterError(Problem(file, place, shown_value(key), "a key of [sources]", "add it there"))
    kept = {name: value for name, value in row.items() if name != "sources"}
    return {**kept, "source": tuple(known[key] for key in keys)}


@cache
def _adapter(shape: Any) -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(shape)


def _words(kind: str, found: object, context: Mapping[str, Any], message: str) -> tuple[str, str, str]:
    """Return what was found, what is expected and how to fix it."""
    match kind:
        case "mistake":
            return context["found"], context["expected"], context["fix"].replace("{key}", "it")
        case "missing":
            return NOTHING, "a value", "add it"
        case "unexpected_keyword_argument":
            return "an unknown key", "one of the keys of the others", "remove it"
        case "value_error":
            return str(context["error"]), "values that go together", "correct one of them"
        case "tuple_type" | "list_type":
            return shown_value(found), "a list", "write it in square brackets"
        case "dict_type" | "dataclass_type":
            return shown_value(found), "a table", "write its keys beneath its name"
        case _:
            return shown_value(found), message[:1].lower() + message[1:], "correct it"

"""One model per table of a file: from it come reading, limits, sentences, JSON Schema and writing.

A file is validated as a whole, and each mistake is noted with its path. What is left once the mistakes are
taken out comes back as a model all the same, so that the checks across tables can run in the same pass and
a person is told everything at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from inspect import get_annotations
from types import UnionType
from typing import Any, ClassVar, Self, TypeVar, Union, cast, get_args, get_origin

from pydantic import (
    BaseModel,
    ConfigDict,
    GetJsonSchemaHandler,
    PrivateAttr,
    ValidationError,
    model_validator,
)
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, ErrorDetails

from osteotwin.inputs.lines import Path
from osteotwin.inputs.names import did_you_mean
from osteotwin.inputs.notes import Notes, field_of, printable
from osteotwin.inputs.values import Mistake, Value
from osteotwin.units import shown_value

#: Most entries of one list of a person or plan file.
MOST_ENTRIES = 1000


class _Placed(dict[str, Any]):
    """A table of the document that knows where it stands."""

    path: Path = ()


class FileTable(BaseModel):
    """One table of a file; its fields are the keys, ``None`` where one is not given.

    A key that was given and is wrong is ``None`` too, and :meth:`has` tells the two apart.
    """

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    #: What to write where a required table is missing.
    SAMPLE: ClassVar[str] = ""
    #: Fields that must be given although they may be ``None``: an entry that lacks one is read all the same.
    REQUIRED: ClassVar[tuple[str, ...]] = ()
    #: Keys that people write and that it does not have: from what was written, what to write instead.
    INSTEAD: ClassVar[Mapping[str, Callable[[object], str]]] = {}
    #: Field name -> key that a text instead of a table stands for, for fields that may hold one table or many.
    ONE_OR_MANY: ClassVar[Mapping[str, str | None]] = {}

    _path: Path = PrivateAttr(default=())

    @model_validator(mode="wrap")
    @classmethod
    def _read(cls, data: Any, handler: Callable[[Any], Self]) -> Self:
        """Put single tables into lists where several may stand, and remember where the table stands."""
        if not isinstance(data, _Placed):
            return handler(data)
        cls.put_in_its_keys(data)
        for name, key in cls.ONE_OR_MANY.items():
            alias = _alias(name, cls.model_fields[name])
            value = data.get(alias)
            if isinstance(value, str) and key:
                value = _placed({key: value}, (*data.path, alias))
            if isinstance(value, _Placed):
                data[alias] = (value,)
        table = handler(data)
        table._path = data.path
        return table

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Publish the table, with what may stand for a list of tables and what its keys allow together."""
        schema = handler.resolve_ref_schema(handler(core))
        schema.pop("title", None)
        if cls.__doc__:
            schema["description"] = " ".join(cls.__doc__.split("\n\n")[0].split()).replace("``", "")
        for name, key in cls.ONE_OR_MANY.items():
            alias = _alias(name, cls.model_fields[name])
            listed = schema["properties"][alias]
            forms = [{"type": "string", "minLength": 1}] if key else []
            schema["properties"][alias] = {"anyOf": [*forms, listed["items"], listed]}
        must = [_alias(name, cls.model_fields[name]) for name in cls.REQUIRED]
        schema["properties"] = {key: schema["properties"][key] for key in known_keys(cls)} | cls.also_keys()
        schema["required"] = [*must, *schema.pop("required", ())]
        return {**schema, **cls.together()}

    @classmethod
    def put_in_its_keys(cls, written: dict[str, Any]) -> None:
        """Put what is told in keys that stand for others into those, where nothing stands there."""

    @classmethod
    def also_keys(cls) -> dict[str, Any]:
        """Return the schemas of keys that stand for others."""
        return {}

    @classmethod
    def together(cls) -> dict[str, Any]:
        """Return what JSON Schema can say about the keys of the table together."""
        return {}

    def at(self, name: str = "") -> Path:
        """Return the path of a field, or of the table itself."""
        return (*self._path, _alias(name, type(self).model_fields[name])) if name else self._path

    def document(self) -> dict[str, Any]:
        """Return the table as a file writes it: without what is not given, in the order of its keys."""
        written = self.model_dump(by_alias=True, exclude_defaults=True)
        return _in_order(type(self), written)

    def has(self, name: str) -> bool:
        """Tell whether a key was given, right or wrong."""
        return name in self.model_fields_set

    def value_of(self, name: str) -> Value | None:
        """Return what a key must hold, where another key tells it."""
        return None


Table = TypeVar("Table", bound=FileTable)


def read_table(model: type[Table], notes: Notes) -> Table | None:
    """Read a file's document by the model of its outermost table.

    Parameters
    ----------
    model : subclass of FileTable
    notes : Notes
        Of the file; every mistake is added to it.

    Returns
    -------
    FileTable or None
        What is left without the mistakes: a wrong key is ``None``, an entry of a list whose required key is
        missing or wrong is gone. ``None`` where a required table is.
    """
    document: _Placed | None = _placed(notes.document, ())
    while document is not None:
        try:
            table = model.model_validate(document)
        except ValidationError as error:
            mistakes = error.errors(include_url=False)
            for mistake in mistakes:
                _note(model, mistake, notes)
            document = _without(model, document, [mistake["loc"] for mistake in mistakes])
        else:
            _note_gaps(table, notes)
            return table
    return None


def read_as(table: FileTable, name: str, value: Value, notes: Notes, written: object = None) -> Any:
    """Return a field that was kept as written, read by the value that another key calls for.

    Parameters
    ----------
    table : FileTable
    name : str
        Of the field.
    value : Value
    notes : Notes
    written : object, optional
        What of the field is read, if not all.

    Returns
    -------
    object or None
        ``None`` where the field is not given or, with a note, wrong.
    """
    written = getattr(table, name) if written is None else written
    if written is None:
        return None
    try:
        return value.read(written)
    except Mistake as mistake:
        key = _alias(name, type(table).model_fields[name])
        notes.add(table.at(name), mistake.found, mistake.expected, mistake.fix.replace("{key}", key))
        return None


def bounded(
    entries: tuple[Table, ...], path: Path, notes: Notes, fix: str = "write what recurs as one entry"
) -> tuple[Table, ...]:
    """Return the entries of a list; none, with a note, where they are more than any person's file holds."""
    if len(entries) <= MOST_ENTRIES:
        return entries
    notes.add(path, f"a list of {len(entries)} entries", f"at most {MOST_ENTRIES}", fix)
    return ()


def known_keys(model: type[FileTable]) -> tuple[str, ...]:
    """Return the keys that a table may hold, as files write them."""
    return tuple(_fields(model))


def value_of_key(model: type[FileTable], key: str) -> Value:
    """Return what a key of a table holds, by which a word of it can be read alone."""
    value = _value_of(_fields(model)[key])
    if value is None:
        raise KeyError(key)
    return value


def _placed(value: Any, path: Path) -> Any:
    """Return a document whose tables know their paths and whose lists are tuples."""
    if isinstance(value, Mapping):
        table = _Placed((key, _placed(inner, (*path, key))) for key, inner in value.items())
        table.path = path
        return table
    if isinstance(value, list):
        return tuple(_placed(inner, (*path, k)) for k, inner in enumerate(cast("list[object]", value)))
    return value


def _alias(name: str, field: FieldInfo) -> str:
    return field.alias or name


@cache
def _fields(model: type[FileTable]) -> dict[str, FieldInfo]:
    """Return the fields by key, those of a table itself before those it shares with others."""
    own = [name for owner in model.__mro__ for name in get_annotations(owner)]
    fields = model.model_fields
    return {_alias(name, fields[name]): fields[name] for name in dict.fromkeys(own) if name in fields}


def _in_order(model: type[FileTable], written: dict[str, Any]) -> dict[str, Any]:
    """Return the tables of a document with their keys in the order of their models, lists as lists."""
    ordered: dict[str, Any] = {}
    for key, field in _fields(model).items():
        if key not in written:
            continue
        inner, value = _model_in(field.annotation), written[key]
        if isinstance(value, tuple | list):
            items = cast("list[Any]", list(value))
            value = items if inner is None else [_in_order(inner, item) for item in items]
        elif inner is not None:
            value = _in_order(inner, value)
        ordered[key] = value
    return ordered


def _model_in(annotation: Any) -> type[FileTable] | None:
    """Return the table that an annotation is about: ``T``, ``T | None``, ``tuple[T, ...]``."""
    if isinstance(annotation, type) and issubclass(annotation, FileTable):
        return annotation
    inner = get_args(annotation) if get_origin(annotation) in (Union, UnionType, tuple) else ()
    return next((model for part in inner if (model := _model_in(part)) is not None), None)


def _without(model: type[FileTable], table: _Placed, places: Iterable[Path]) -> _Placed | None:
    """Return the table less what stands at the places; ``None`` where it cannot be without it."""
    below: dict[str | int, list[Path]] = {}
    for place in places:
        if not place:
            return None
        below.setdefault(place[0], []).append(place[1:])
    kept = _Placed(table)
    kept.path = table.path
    for key, rests in below.items():
        field = _fields(model).get(str(key))
        if field is None:
            kept.pop(str(key), None)
            continue
        left = _left(field, table.get(str(key)), rests)
        if left is not None:
            kept[str(key)] = left
        elif field.is_required():
            return None
        elif field.default is None:
            kept[str(key)] = None
        else:
            kept.pop(str(key), None)
    return kept


def _left(field: FieldInfo, value: Any, rests: list[Path]) -> Any:
    """Return what is left of a value that has mistakes at some places beneath it; ``None`` for nothing."""
    inner = _model_in(field.annotation)
    if () in rests or not isinstance(value, tuple | _Placed):
        return None
    if isinstance(value, _Placed):
        return None if inner is None else _without(inner, value, rests)
    of_item: dict[str | int, list[Path]] = {}
    for rest in rests:
        of_item.setdefault(rest[0], []).append(rest[1:])
    kept: list[Any] = []
    for index, item in enumerate(cast("tuple[Any, ...]", value)):
        wrong = of_item.get(index, [])
        left = item
        if wrong:
            whole = inner is None or () in wrong or not isinstance(item, _Placed)
            left = None if whole else _without(cast("type[FileTable]", inner), cast("_Placed", item), wrong)
        if left is not None:
            kept.append(left)
    return tuple(kept)


def _note_gaps(table: FileTable, notes: Notes) -> None:
    """Note the keys that must be given and are not."""
    model = type(table)
    for name, field in model.model_fields.items():
        if name in model.REQUIRED and not table.has(name):
            notes.add(table.at(name), *_missing(field, table.at(name), table.value_of(name)))
        inner: object = getattr(table, name)
        for part in cast("tuple[object, ...]", inner) if isinstance(inner, tuple) else (inner,):
            if isinstance(part, FileTable):
                _note_gaps(part, notes)


def _value_of(field: FieldInfo) -> Value | None:
    """Return the value that an annotation is about."""
    inside = (part for form in get_args(field.annotation) for part in getattr(form, "__metadata__", ()))
    return next((part for part in (*field.metadata, *inside) if isinstance(part, Value)), None)


def _note(model: type[FileTable], mistake: ErrorDetails, notes: Notes) -> None:
    """Add one error of Pydantic to the notes, in the words of a file."""
    path = mistake["loc"]
    found, expected, fix = _words(model, path, mistake)
    key = str(path[-1]) if path else ""
    if isinstance(path[-1] if path else "", int):
        key = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    notes.add(path, found, expected, fix.replace("{key}", printable(key)))


def _words(model: type[FileTable], path: Path, mistake: ErrorDetails) -> tuple[str, str, str]:
    """Return what was found, what is expected and how to fix it."""
    kind, context = mistake["type"], mistake.get("ctx", {})
    owner, field = _owner(model, path)
    name = str(path[-1]) if path else ""
    if kind == "mistake":
        return context["found"], context["expected"], context["fix"]
    if kind == "extra_forbidden":
        known = known_keys(owner)
        listed = f"one of the keys {', '.join(known)}" if known else "no keys"
        instead = owner.INSTEAD.get(name)
        fix = instead(mistake["input"]) if instead else did_you_mean(name, known, otherwise="remove it")
        return f'the unknown key "{printable(name)}"', listed, fix
    if kind == "missing" and field is not None:
        return _missing(field, path)
    shown = _header(path)
    found = shown_value(mistake["input"])
    if kind == "tuple_type":
        return found, "a list of tables", f"write [[{shown}]] with double brackets"
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        if path and isinstance(path[-1], int):
            return found, "a table", f"write [[{shown}]] with its keys beneath"
        return found, "one table", f"write [{shown}] and its keys beneath"
    message = f"an error of the file models without words: {kind}"
    raise AssertionError(message)


def _missing(field: FieldInfo, path: Path, told: Value | None = None) -> tuple[str, str, str]:
    """Return that a key is missing, what is expected and what to add."""
    value, inner = told or _value_of(field), _model_in(field.annotation)
    if value is not None:
        return "nothing", value.expected, f"add {path[-1]} = {value.example}"
    header = f"[[{_header(path)}]]" if get_origin(field.annotation) is tuple else f"[{_header(path)}]"
    sample = f" with {inner.SAMPLE}" if inner is not None and inner.SAMPLE else ""
    return (
        "nothing",
        f"{'an' if str(path[-1])[0] in 'aeiou' else 'a'} {header} table",
        f"add {header}{sample}",
    )


def _header(path: Path) -> str:
    """Return a path as the header of a table writes it."""
    return field_of(tuple(step for step in path if isinstance(step, str)))


def _owner(model: type[FileTable], path: Path) -> tuple[type[FileTable], FieldInfo | None]:
    """Return the table that holds the last key of a path, and the key's field if it is known."""
    owner, field = model, None
    for step in path:
        if isinstance(step, int):
            continue
        if field is not None:
            owner = _model_in(field.annotation) or owner
        field = _fields(owner).get(step)
    return owner, field

"""A person's file as the entries of a diary, and back: every table of a list is an entry, whatever it holds.

Nothing is judged here. Tables and keys that no reader knows are entries, too, so that a file that goes in comes out as
the same document.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Final, cast

from osteotwin.diary.errors import DiaryError
from osteotwin.inputs.toml_text import document_text

Path = tuple[str, ...]
Table = dict[str, Any]

#: Tables that stand once in a person's file.
_ONCE: Final = (("person",), ("habits",), ("outlook",))
#: From so many tables of a list on it is a long one.
_LONG: Final = 100
#: A name that needs no quotation marks.
_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
#: What may be a table within a table, or a list over several lines.
_HOLDS_TABLE: Final = re.compile(r"(?m)^\s*\[")
_DAY: Final = re.compile(r'(?m)^date = "?([^"\n]*)')
#: Tables whose own tables and lists of tables are entries of their own.
_OPENED: Final = ("habits", "history", "plan")


@dataclass(frozen=True)
class Part:
    """One table of a document.

    Attributes
    ----------
    path : tuple of str
        Of the table, or of the list that it stands in; empty for the keys that stand in no table.
    listed : bool
        Whether it is one of a list, ``[[path]]``.
    content : str
        Its keys as TOML, each value as it was written.
    """

    path: Path
    listed: bool
    content: str

    @property
    def keys(self) -> Table:
        """The keys and values of the table."""
        return dict(self._read)

    @cached_property
    def _read(self) -> Table:
        return tomllib.loads(self.content)

    @property
    def day(self) -> str:
        """Its day as it is written, empty without one; of a long list it is told without reading the rest."""
        found = _DAY.search(self.content)
        return found[1] if found else ""


def part_of(path: Path, keys: Mapping[str, Any], *, listed: bool | None = None) -> Part:
    """Return the part of a table's keys; it is one of a list, unless it is said not to be or stands once anyway."""
    return Part(path, path not in _ONCE if listed is None else listed, document_text(keys))


def split(document: Mapping[str, Any]) -> list[Part]:
    """Return the parts of a document, lists in their order."""
    return [part_of(path, keys, listed=listed) for path, listed, keys in _tables((), document)]


def join(parts: Iterable[Part]) -> Table:
    """Return the document of parts: of :func:`split` the same document."""
    document: Table = {}
    for part in sorted(parts, key=lambda part: len(part.path)):  # the order within a list stays
        _put(document, part)
    return document


def text_of(parts: Sequence[Part]) -> str:
    """Return the document of parts as TOML: long lists as they were written, which takes a tenth of the time."""
    by_path: dict[Path, list[Part]] = defaultdict(list)
    for part in parts:
        by_path[part.path].append(part)
    long = {path for path, own in by_path.items() if len(own) >= _LONG and _is_plain(path, own, by_path)}
    text = document_text(join(part for part in parts if part.path not in long))
    lists = [f"[[{path[0]}]]\n{part.content}" for path in by_path if path in long for part in by_path[path]]
    return "\n".join([text, *lists] if text else lists)


def _is_plain(path: Path, own: Sequence[Part], all_paths: Iterable[Path]) -> bool:
    """Whether the tables of a list stand at the top of a document, with nothing else within them."""
    return (
        len(path) == 1
        and _BARE.fullmatch(path[0]) is not None
        and all(part.listed and not _HOLDS_TABLE.search(part.content) for part in own)
        and all(other[:1] != path or other == path for other in all_paths)
    )


def depends(changed: Set[Path], there: Iterable[Path]) -> set[Path]:
    """Return the paths whose tables must be looked at to know whether changed ones still fit into a document.

    Whether a table fits in depends on those within which it stands, not on its neighbors in a list.

    Parameters
    ----------
    changed : set of tuple of str
        Paths of what was added, changed or removed.
    there : iterable of tuple of str
        All paths, after that.
    """
    outer = {within for path in changed for within in _around(path)}
    found = set[Path]()
    for path in (all_paths := set(there)):
        holders = _around(path) & changed
        if holders or path in outer:
            found |= {path, *holders}
    return found & all_paths


def path_text(path: Path) -> str:
    """Return a path as a database keeps it; keys may hold any sign."""
    return json.dumps(path, ensure_ascii=False)


@lru_cache(maxsize=256)
def path_of(text: str) -> Path:
    """Return the path of its text."""
    return tuple(json.loads(text))


def _around(path: Path) -> set[Path]:
    return {path[:depth] for depth in range(len(path))}


def _tables(path: Path, table: Mapping[str, Any]) -> Iterable[tuple[Path, bool, Table]]:
    own: Table = {}
    inner: list[tuple[Path, bool, Table]] = []
    for key, value in table.items():
        place = (*path, key)
        if isinstance(value, dict):
            held = cast("Table", value)
            opened = not path and key in _OPENED
            inner += _tables(place, held) if opened else [(place, False, held)]
        elif _is_list_of_tables(value):
            inner += [(place, True, one) for one in value]
        else:
            own[key] = value
    # An empty table is one, too; the outermost is there anyway.
    if own or (path and not inner):
        yield path, False, own
    yield from inner


def _is_list_of_tables(value: object) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(one, dict) for one in cast("list[object]", value))
    )


def _put(document: Table, part: Part) -> None:
    if not part.path:
        document.update(part.keys)
        return
    here: Any = document
    for step in part.path[:-1]:
        here = here.setdefault(step, {})
        if isinstance(here, list):  # as TOML has it: what follows a table of a list stands in it
            here = cast("list[Any]", here)[-1]
        if not isinstance(here, dict):
            name = ".".join(part.path)
            message = (
                f'nothing can be kept as {name}: "{step}" of this person is no table. Fix: remove it first.'
            )
            raise DiaryError(message)
    last, there = part.path[-1], here.get(part.path[-1])
    if isinstance(there, list):
        there.append(part.keys)
    elif there is not None:  # a table that was written once where several may stand is no longer alone
        here[last] = [there, part.keys]
    else:
        here[last] = [part.keys] if part.listed else part.keys

"""What a problem of a file says to write, written into the file before it is shown: what is refused is not shown."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from functools import cached_property
from typing import Any, Final

from osteotwin.errors import NOTHING, Problem

#: A key with what it is to be, or a text for the key before it; a text that is told to be not understood is none.
_OFFERED: Final = re.compile(
    r'(?:\b(?P<key>[a-z_]+) = )(?P<value>"[^"]*"|\[[^\]]*\]|\{[^}]*\}|[\w.+-]+)|"(?P<text>[^"]*)"'
)
_NOT_OFFERED: Final = re.compile(r'^.*" is not understood')
_REMOVED: Final = re.compile(r"^remove (?P<what>it|[a-z_]+)$")
_STEP: Final = re.compile(r"([^.\[\]]+)|\[(\d+)\]")
#: So many are tried: who has more mends those first.
_MOST_TRIED: Final = 120
_CORRECT, _ADD, _REMOVE, _WITHOUT_ENTRY = "correct it", "add it", "remove it", "remove the entry"
#: An example behind what is to be done.
_EXAMPLE: Final = re.compile(r'(?:,? for example|,? and write it like|:) (?=(?:[a-z_]+ = )?"|[a-z_]+ = )')
#: What lacks is the next question.
_LACKS: Final = (NOTHING, "no ")
_UNKNOWN_KEY: Final = "the unknown key"

#: Reads a document, and returns its problems.
Reads = Callable[[dict[str, Any]], Sequence[Problem]]
#: Steps to a value of a document; keys and what they are to be, beside it or in its place.
_Path = tuple[str | int, ...]
_Edit = dict[str, Any]


def with_tried_fixes(
    problems: Sequence[Problem], document: dict[str, Any], reads: Reads
) -> tuple[Problem, ...]:
    """Return problems whose fixes are accepted where they are followed.

    Parameters
    ----------
    problems : sequence of Problem
        Of the document.
    document : dict
        As parsed.
    reads : callable
    """
    tried: list[Problem] = []
    for n, one in enumerate(problems):
        path = _path(one.field)
        if n < _MOST_TRIED and path and isinstance(path[-1], str):
            alone, here = _alone(document, path, [_path(other.field) for other in problems])
            one = replace(one, fix=_File(alone, reads, one, here).fix())
        tried.append(one)
    return tuple(tried)


class _File:
    """A document with a problem, which is mended in copies of it."""

    def __init__(self, document: dict[str, Any], reads: Reads, problem: Problem, path: _Path) -> None:
        self._document, self._reads, self._problem, self._path = document, reads, problem, path
        self._own = (_field(path), problem.found, problem.expected)

    @cached_property
    def _before(self) -> set[tuple[str, str, str]]:
        return {_key(one) for one in self._reads(self._document)}

    def fix(self) -> str:
        """Return the fix of the problem without what is refused; where nothing is left, what may be done."""
        fix, key = self._problem.fix, str(self._path[-1])
        removed, offers = _REMOVED.match(fix), list(_offers(fix, key))
        if (removed is None and not offers) or self._own not in self._before:
            return fix  # nothing is to be written, or the problem is of several places of the file
        if removed is not None:
            what = key if removed["what"] == "it" else removed["what"]
            return fix if self._takes({what: None}) else _WITHOUT_ENTRY if self._goes_without() else _CORRECT
        if fix.startswith(f"add [{key}]"):  # a table that is missing
            offers = [(said, {key: edit}) for said, edit in offers]
        takes = self._is_called if _UNKNOWN_KEY in self._problem.found else self._takes
        refused = [said for said, edit in offers if not takes(edit)]
        if len(refused) < len(offers) or not offers:
            return _left_out(fix, refused)
        if _UNKNOWN_KEY in self._problem.found:
            return _REMOVE
        told, *example = _EXAMPLE.split(fix, maxsplit=1)
        if example and '"' not in told:
            return told
        return _ADD if self._problem.found == NOTHING else _CORRECT

    def _takes(self, edit: _Edit) -> bool:
        """Tell whether the file with other values beside the problem has it no more, nor others of its entry."""
        document = deepcopy(self._document)
        table = _at(document, self._path[:-1])
        if not isinstance(table, dict):
            return False
        for key, value in edit.items():
            if value is None:
                table.pop(key, None)
            else:
                table[key] = value
        replaced = set(edit) == {self._path[-1]} and self._problem.found != NOTHING
        return self._is_mended(document, {_field(self._path)} if replaced else None)

    def _is_called(self, edit: _Edit) -> bool:
        """Tell whether another name of the key is accepted, or other keys in its place."""
        if str(self._path[-1]) not in edit:
            return self._takes({str(self._path[-1]): None, **edit})
        document, key = deepcopy(self._document), self._path[-1]
        table, name = _at(document, self._path[:-1]), edit.get(str(key))
        if set(edit) != {key} or not isinstance(table, dict) or not isinstance(name, str) or name in table:
            return False
        table[name] = table.pop(key, None)
        return table[name] is not None and self._is_mended(document, {_field((*self._path[:-1], name))})

    def _goes_without(self) -> bool:
        """Tell whether the file is better without the entry."""
        at = next((n for n in reversed(range(len(self._path))) if isinstance(self._path[n], int)), None)
        if at is None:
            return False
        document = deepcopy(self._document)
        del _at(document, self._path[:at])[self._path[at]]
        after = {(one.found, one.expected) for one in self._reads(document)}
        return after <= {key[1:] for key in self._before} - {self._own[1:]}

    def _is_mended(self, document: dict[str, Any], fields: set[str] | None) -> bool:
        """Tell whether a document has the problem no more, nor new ones of some fields, or of any of its entry."""
        after = {_key(one) for one in self._reads(document)}
        entry = _field(self._path[:-1])
        return self._own not in after and not any(
            field in fields
            if fields is not None
            else f"{field}.".startswith(f"{entry}.") and not found.startswith(_LACKS)
            for field, found, _ in after - self._before
        )


def _alone(document: dict[str, Any], path: _Path, others: Sequence[_Path]) -> tuple[dict[str, Any], _Path]:
    """Return a document without what has other problems, which may hide those of a fix; and where the problem is then.

    What else is wrong in the entry of the problem stays.
    """
    alone, own = deepcopy(document), _entry_of(path)
    entries = {entry for other in others if (entry := _entry_of(other)) is not None} - {own}
    for rows_at, number in sorted(entries, key=lambda one: one[1], reverse=True):
        if isinstance(rows := _at(alone, rows_at), list):
            del rows[number]
    for other in others:
        table = _at(alone, other[:-1])
        around = other[:-1] == path[:-1] or other == path[: len(other)]
        if isinstance(table, dict) and _entry_of(other) is None and not around:
            table.pop(other[-1], None)
    if own is None:
        return alone, path
    before = sum(rows_at == own[0] and number < own[1] for rows_at, number in entries)
    return alone, (*own[0], own[1] - before, *path[len(own[0]) + 1 :])


def _entry_of(path: _Path) -> tuple[_Path, int] | None:
    """Return the list of entries in which a path lies, and the number of its entry."""
    return next(((path[:at], step) for at, step in enumerate(path) if isinstance(step, int)), None)


def _offers(fix: str, key: str) -> Iterator[tuple[str, _Edit]]:
    """Yield what a fix says to write, and the keys that it is for: those of one sentence together."""
    own, together = key, _Edit()
    said: list[tuple[str, _Edit]] = []
    for found in _OFFERED.finditer(_NOT_OFFERED.sub("", fix)):
        if found["key"]:
            own = found["key"]
            if (value := _value(found["value"])) is None:
                continue
            if own not in together:
                together[own] = value
                continue
            said.append((found[0], {own: value}))
        elif found["text"]:
            said.append((found[0], {own: found["text"]}))
    if together:
        yield " and ".join(together), together
    yield from said


def _value(written: str) -> Any:
    try:
        return tomllib.loads(f"it = {written}")["it"]
    except tomllib.TOMLDecodeError:
        return None


def _left_out(fix: str, refused: Sequence[str]) -> str:
    """Return a fix without some of the texts that it offers."""
    for said in refused:
        text = re.escape(said)
        fix, many = re.subn(rf"(?:,? or |, ){text}(?: \([^)]*\))?", "", fix, count=1)
        if not many:
            fix = re.sub(rf"{text}(?: \([^)]*\))?(?:,? or |, (?!if))", "", fix, count=1)
    one = len(re.findall('"[^"]*"', fix)) == 1
    return fix.replace(", whichever is meant", ", if that is meant") if one else fix


def _key(problem: Problem) -> tuple[str, str, str]:
    return problem.field, problem.found, problem.expected


def _path(field: str) -> _Path:
    return tuple(int(number) if number else name for name, number in _STEP.findall(field))


def _field(path: _Path) -> str:
    steps = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return steps.removeprefix(".")


def _at(document: Any, path: _Path) -> Any:
    here = document
    for step in path:
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            return None
    return here

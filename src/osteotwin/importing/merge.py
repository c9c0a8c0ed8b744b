"""New entries into the text of a person's file: its comments and its order stay, and what it means besides."""

from __future__ import annotations

import copy
import re
import tomllib
from collections.abc import Iterable, Sequence
from typing import Any, Final

from osteotwin.errors import InputError, Problem
from osteotwin.importing.found import Found, Table
from osteotwin.inputs.lines import key_lines
from osteotwin.inputs.notes import in_plain_signs
from osteotwin.inputs.toml_keys import put_key
from osteotwin.units.patterns import later

#: Tables that a file holds once, with keys of their own.
SINGLE: Final = (("person",), ("habits",), ("outlook",), ("wishes",))
_HEADER: Final = later(r"^\s*\[", re.MULTILINE)


def with_entries(text: str, entries: Sequence[Found], file: str) -> str:
    """Return the text of a person's file with more entries.

    Raises
    ------
    InputError
        If the file is written in a form to which nothing can be added safely.
    """
    before = tomllib.loads(text)
    expected = _merged(before, entries)
    changed = _with_keys(text, [one for one in entries if one.table in SINGLE])
    lists = [one for one in entries if one.table not in SINGLE]
    for table in dict.fromkeys(one.table for one in lists):
        of_table = [one for one in lists if one.table == table]
        inline = _is_inline(before, table, changed)
        changed = _into_inline(changed, table, of_table) if inline else _as_text(changed, table, of_table)
    if "\r\n" in text:  # as Windows ends its lines
        changed = changed.replace("\r\n", "\n").replace("\n", "\r\n")
    try:
        same = tomllib.loads(changed) == expected
    except tomllib.TOMLDecodeError:
        same = False
    if not same:
        raise InputError([
            Problem(file, "", "a form to which nothing can be added without changing the rest",
                    "each list as [[name]] tables, as in the example",
                    "write its lists as [[measurement]] and the like, and read in again")
        ])  # fmt: skip
    return changed


def entry_text(one: Found) -> str:
    """Return one entry as a file writes it."""
    import tomlkit

    document = tomlkit.document()
    for key, value in one.keys.items():
        document.add(key, tomlkit.item(value))
    header = ".".join(one.table)
    opened = f"[{header}]" if one.table in SINGLE else f"[[{header}]]"
    return f"{opened}\n{tomlkit.dumps(document)}"


def _merged(before: dict[str, Any], entries: Iterable[Found]) -> dict[str, Any]:
    """Return what the file must say afterwards."""
    after = copy.deepcopy(before)
    for one in entries:
        here = after
        for step in one.table[:-1]:
            here = here.setdefault(step, {})
        if one.table in SINGLE:
            held = here.setdefault(one.table[-1], {})
            for key, value in one.keys.items():
                held[key] = grown(held.get(key), value)
        else:
            here.setdefault(one.table[-1], []).append(dict(one.keys))
    return after


def grown(held: Any, value: Any) -> Any:
    """Return what a key says with a new value: a list grows, anything else is replaced."""
    return [*held, *value] if isinstance(held, list) and isinstance(value, list) else copy.copy(value)


def _with_keys(text: str, entries: Sequence[Found]) -> str:
    """Return the text with keys added to tables that stand once."""
    import tomlkit

    if not entries:
        return text
    document: Any = tomlkit.parse(text)
    missing: dict[str, dict[str, Any]] = {}
    for one in entries:
        name = one.table[0]
        # A table of which only lists within it were opened has no place of its own yet.
        if name in document and re.search(rf"^\s*\[\s*{name}\s*\]", text, re.MULTILINE):
            for key, value in one.keys.items():
                if isinstance(value, list) and key in document[name]:
                    document[name][key].extend(value)
                else:
                    put_key(document[name], key, value)
        else:
            held = missing.setdefault(name, {})
            for key, value in one.keys.items():
                held[key] = grown(held.get(key), value)
    changed = tomlkit.dumps(document)
    for name, keys in missing.items():
        block = tomlkit.dumps({name: keys})
        changed = f"{changed.rstrip()}\n\n{block}" if changed.strip() else block
    return changed


def _is_inline(before: dict[str, Any], table: Table, text: str) -> bool:
    """Tell whether a list stands in brackets, ``measurement = [{...}]``, and not as tables of its own."""
    here: Any = before
    for step in table:
        if not isinstance(here, dict) or step not in here:
            return False
        here = here[step]
    return re.search(rf"^\s*\[\[\s*{'[.]'.join(map(re.escape, table))}\s*\]\]", text, re.MULTILINE) is None


def _into_inline(text: str, table: Table, entries: Sequence[Found]) -> str:
    import tomlkit

    document: Any = tomlkit.parse(text)
    here = document
    for step in table:
        here = here[step]
    for one in entries:
        inline = tomlkit.inline_table()
        inline.update(one.keys)
        here.append(inline)
    return tomlkit.dumps(document)


def _as_text(text: str, table: Table, entries: Sequence[Found]) -> str:
    """Return the text with entries behind the last of their kind, or at its end."""
    files = ", ".join(dict.fromkeys(one.place.file for one in entries))
    comment = f"# Read in from {in_plain_signs(files)[:200]}.\n"
    block = comment + "\n".join(entry_text(one) for one in entries)
    lines = text.split("\n")
    own = [
        line
        for path, line in key_lines(text).items()
        if path[: len(table)] == table and len(path) > len(table)
    ]
    end = len(lines)
    if own:
        last = max(own)
        after = next((n for n in range(last, len(lines)) if _HEADER.match(lines[n])), len(lines))
        # What stands right above the next table belongs to that one.
        while after > last and (not lines[after - 1].strip() or lines[after - 1].lstrip().startswith("#")):
            after -= 1
        end = after
    head, tail = "\n".join(lines[:end]).rstrip(), "\n".join(lines[end:]).strip("\n")
    parts = [part for part in (head, block.rstrip(), tail) if part]
    return "\n\n".join(parts) + "\n"

"""From a path to a table, whatever lies there; every failure is one sentence.

A file is looked at before it is read, decoded before it is parsed, and never held in memory
when it is larger than any person file could be.
"""

from __future__ import annotations

import re
import stat
import tomllib
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from osteotwin.errors import InputError, Problem
from osteotwin.inputs.names import nearest
from osteotwin.units.patterns import later

LARGEST_FILE_BYTES = 5_000_000
#: Ends of names of what is read into a person's file, and is none.
_READ_IN = (".json", ".ndjson", ".csv", ".tsv", ".xml", ".pdf", ".zip", ".db", ".html")
#: Levels of lists and tables within each other.
DEEPEST = 20

#: A key of a hundred parts, which would be as many levels.
_KEY_BEYOND_USE = later(r"""(?:(?:(?<![\w-])[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){100}""")

Table = dict[str, Any]

_DATE_FIX = "write a real date as year, month and day, for example 2026-02-01"

# The parser's reasons in plain words, with the way out.
_PLAIN_REASONS = (
    ("Cannot overwrite a value", "a key is written twice", "keep one of the two lines"),
    ("Cannot declare", "a [table] is declared twice, or a list was declared as a table",
     'write [[name]] with double brackets for each entry of a list, and every [name] once'),
    ("Cannot mutate immutable", "something is added to a value that was already complete",
     "write the table in one place"),
    ("Expected '=' after a key", "a key without an equals sign", 'write lines as key = "value"'),
    ("Expected newline or end of document", "something follows a complete value",
     "put one key = value on each line, and texts and quantities in quotes"),
    ("Invalid value", "a value that is neither quoted text, a number, a date, true nor false",
     'put texts and quantities in quotes, for example "1 mg"'),
    ("Invalid date or datetime", "a date that is not in the calendar", _DATE_FIX),
    ("Unterminated string", "a quoted text that is never closed", "close it with the same quote"),
    ("Illegal character", "a line break or control character inside a quoted text", "close the quote on its own line"),
    ("Unclosed array", "a list that is never closed", "close it with ]"),
    ("Unclosed inline table", "an inline table that is never closed", "close it with }"),
    ("Expected ']'", "a table header or list that is never closed", "close it with as many ] as it was opened with"),
    ("Expected '}'", "an inline table that is never closed", "close it with }"),
    ("Invalid initial character for a key part", "a key that begins with a sign or stands empty",
     "write keys with letters, digits and underscores"),
    ("Invalid statement", "a line that is neither key = value, [table] nor # comment", 'write lines as key = "value"'),
    ("Unescaped '\\' in a string", "a backslash in a quoted text", "write two backslashes, or use single quotes"),
)  # fmt: skip


def read_toml(path: str | PathLike[str]) -> tuple[Table, str]:
    """Read a TOML file.

    Parameters
    ----------
    path : str or path-like

    Returns
    -------
    table : dict
        The parsed document.
    text : str
        What was parsed, for finding the line of a problem.

    Raises
    ------
    InputError
        With one problem: no such file, not a file, unreadable, empty, too large, binary, not UTF-8,
        or not TOML (with line and column).
    """
    name = fspath(path)
    text = _decode(_read_bytes(name), name)
    if not text.strip():
        raise _problem(name, "an empty file", "a TOML file with content", "fill it in, or name another file")
    try:
        return parsed_toml(text), text
    except tomllib.TOMLDecodeError as error:
        raise _syntax_problem(name, text, str(error)) from None
    except RecursionError:
        raise _problem(
            name, "a nesting of lists or tables beyond any use", "a few levels", "write it flat"
        ) from None
    except ValueError:
        raise _problem(
            name, "a number too long to hold, or a date that is not in the calendar",
            "numbers of a few digits, dates as 2026-02-01", "correct it",
        ) from None  # fmt: skip


def parsed_toml(text: str) -> Table:
    """Return a document of a few levels.

    Raises
    ------
    RecursionError
        If it is nested deeper than any file of ours, which one key of many parts is enough for.
    ValueError
        If the text is not TOML.
    """
    if _KEY_BEYOND_USE.search(text):  # the parser would take memory with the square of its parts
        raise RecursionError
    document = tomllib.loads(text)
    level: list[Any] = [document]
    for _ in range(DEEPEST):
        inner = [
            one.values() if isinstance(one, dict) else one for one in level if isinstance(one, dict | list)
        ]
        level = [value for values in inner for value in values]
        if not level:
            return document
    raise RecursionError


def _problem(
    file: str, found: str, expected: str, fix: str, field: str = "", line: int | None = None
) -> InputError:
    return InputError([Problem(file, field, found, expected, fix, line)])


def _read_bytes(name: str) -> bytes:
    """Return the bytes of a regular file of modest size."""
    path = Path(name)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise _problem(name, "a folder", "a TOML file", "name a file in it" + _some_toml_in(path))
        if not stat.S_ISREG(status.st_mode):
            raise _problem(name, "a device or pipe", "a TOML file", "save its content to a file first")
        if path.suffix.casefold() in _READ_IN:
            raise _problem(
                name, f"a {path.suffix[1:].upper()} file", "a TOML file",
                f"read it into one: osteotwin import {path.name} --into person.toml",
            )  # fmt: skip
        if status.st_size > LARGEST_FILE_BYTES:
            raise _problem(
                name, f"{status.st_size / 1e6:.1f} MB", f"at most {LARGEST_FILE_BYTES / 1e6:g} MB",
                "check that this is the right file",
            )  # fmt: skip
        with path.open("rb") as file:
            return file.read(LARGEST_FILE_BYTES + 1)
    except FileNotFoundError:
        raise _problem(name, "no such file", "an existing TOML file", _nearest_file(path)) from None
    except NotADirectoryError:
        raise _problem(name, "a path through a file as if it were a folder", "an existing TOML file",
                       "correct the path") from None  # fmt: skip
    except PermissionError:
        raise _problem(
            name, "a file that may not be read", "a readable file", "change its permissions"
        ) from None
    except ValueError:  # a NUL character in the path
        raise _problem(name.replace("\0", "?"), "a path with an impossible character", "an existing TOML file",
                       "correct the path") from None  # fmt: skip
    except (OSError, RuntimeError) as error:  # loops of links, names too long, faulty disks
        reason = getattr(error, "strerror", None) or "it cannot be opened"
        raise _problem(name, f"a path that cannot be opened ({reason})", "a readable TOML file",
                       "correct the path or the link") from None  # fmt: skip


def _decode(raw: bytes, name: str) -> str:
    """Return the bytes as text; a UTF-8 byte order mark is accepted."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _problem(name, "UTF-16 text", "UTF-8 text", 'save it again with the encoding "UTF-8"')
    if b"\0" in raw[:100_000]:
        raise _problem(name, "a binary file", "a TOML text file", "check that this is the right file")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The decoder counts from behind the byte order mark; a person's editor counts from the start.
        offset = error.start + (3 if raw.startswith(b"\xef\xbb\xbf") else 0)
        line = raw[:offset].count(b"\n") + 1
        raise _problem(
            name, f"a byte that is not UTF-8 (0x{raw[offset]:02x} at byte offset {offset})",
            "UTF-8 text", 'save it again with the encoding "UTF-8"', line=line,
        ) from None  # fmt: skip


def _nearest_file(path: Path) -> str:
    """Return what to do about a missing file, naming near files in the same folder."""
    try:
        names = [entry.name for entry in path.parent.iterdir() if entry.is_file()]
    except OSError:
        return f'check the path; the folder "{path.parent}" is not there either'
    near = nearest(path.name, names)
    if near:
        return "check the name; near it are " + ", ".join(f'"{n}"' for n in near)
    return "check the name" + _some_toml_in(path.parent)


def _some_toml_in(folder: Path) -> str:
    try:
        names = sorted(entry.name for entry in folder.iterdir() if entry.suffix == ".toml")[:3]
    except OSError:
        return ""
    return "; the folder holds " + ", ".join(f'"{n}"' for n in names) if names else ""


def _syntax_problem(name: str, text: str, message: str) -> InputError:
    """Return the parser's complaint as a sentence with the line itself."""
    found, fix = message.split(" (at")[0][:80], "correct the line"
    for beginning, plain, way_out in _PLAIN_REASONS:
        if beginning in message:
            found, fix = plain, way_out
            break
    place = re.search(r"at line (\d+), column (\d+)", message)
    if place is None:
        return _problem(name, f"{found}, at the end of the file", "a TOML file", fix, "end of file")
    line, column = int(place[1]), int(place[2])
    lone = re.search(r"\r(?!\n)", text)
    if lone is not None and text.count("\n", 0, lone.start()) < line:
        return _problem(
            name, "a carriage return that no line feed follows", "lines that end in LF or CR LF",
            "save the file again with the line ends of Unix or Windows", line=text.count("\n", 0, lone.start()) + 1,
        )  # fmt: skip
    lines = text.split("\n")
    quoted = lines[line - 1].strip()[:60] if line <= len(lines) else ""
    if re.search(r"=\s*[0-9]{1,4}[-./][0-9]{1,2}[-./][0-9]{1,4}", quoted):
        found, fix = "a date that is not in the calendar or not written year-month-day", _DATE_FIX
    quoted = "".join(c if c.isprintable() else "?" for c in quoted)
    in_line = f" in `{quoted}`" if quoted else ""
    return _problem(name, f"{found}{in_line}", "a TOML file", fix, f"column {column}", line)

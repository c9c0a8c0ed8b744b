"""On which line of a TOML text each key and table stands.

The parser of the standard library tells no lines. The text is known to be valid TOML when it comes here, so
a scanner that knows strings, brackets and keys is enough.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

from osteotwin.units.patterns import later

#: Where a value stands in a document: keys and, within lists, indices.
Path = tuple[str | int, ...]

_SKIPPED = later(r"(?:[ \t\r\n]+|#[^\n]*)*")
_BLANKS = later(r"[ \t]*")
_KEY = later(r"\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'|[A-Za-z0-9_-]+")
_STRING = later(
    r"\"\"\"(?:[^\\]|\\.)*?\"\"\"\"{0,2}|'''.*?''''{0,2}|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'", re.DOTALL
)
_PLAIN = later(r"[^,\]}#\n]+")


def key_lines(text: str) -> dict[Path, int]:
    """The line of every key, table and list entry of a TOML text.

    Parameters
    ----------
    text : str
        Valid TOML.

    Returns
    -------
    dict of tuple to int
        From the path of a value, such as ``("plan", "drug", 0, "dose")``, to its line, from 1.

    Examples
    --------
    >>> key_lines("sex = 'male'")[("sex",)]
    1
    """
    return _Scanner(text).lines()


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.place = 0
        self.found: dict[Path, int] = {}
        self.last_index: dict[Path, int] = {}
        self.line, self.counted_to = 1, 0

    def lines(self) -> dict[Path, int]:
        table: Path = ()
        while self._skip():
            if self.text[self.place] == "[":
                table = self._header()
            else:
                self._pair(table)
        return self.found

    def _skip(self) -> bool:
        """Go past blanks, line ends and comments; false at the end of the text."""
        self.place = self._match(_SKIPPED).end()
        return self.place < len(self.text)

    def _match(self, pattern: re.Pattern[str]) -> re.Match[str]:
        match = pattern.match(self.text, self.place)
        if match is None:
            message = f"not TOML at character {self.place}"
            raise ValueError(message)
        return match

    def _note(self, path: Path) -> None:
        """Keep the line of a path, and of what holds it where that has no line of its own."""
        self.line += self.text.count("\n", self.counted_to, self.place)
        self.counted_to = self.place
        for length in range(1, len(path) + 1):
            self.found.setdefault(path[:length], self.line)

    def _keys(self) -> Iterator[str]:
        """The parts of a dotted key."""
        while True:
            self.place = self._match(_BLANKS).end()
            part = self._match(_KEY)[0]
            self.place += len(part)
            yield next(iter(tomllib.loads(f"{part} = 0"))) if part[0] in "\"'" else part
            self.place = self._match(_BLANKS).end()
            if self.text[self.place : self.place + 1] != ".":
                return
            self.place += 1

    def _header(self) -> Path:
        """``[table]`` or ``[[table]]``: the path of the table it opens."""
        start, many = self.place, self.text.startswith("[[", self.place)
        self.place += 2 if many else 1
        keys = list(self._keys())
        self.place += 2 if many else 1
        path: Path = ()
        for depth, key in enumerate(keys):
            path = (*path, key)
            if many and depth == len(keys) - 1:
                self.last_index[path] = self.last_index.get(path, -1) + 1
            if path in self.last_index:
                path = (*path, self.last_index[path])
        end, self.place = self.place, start
        self._note(path)
        self.place = end
        return path

    def _pair(self, table: Path) -> None:
        start = self.place
        path = (*table, *self._keys())
        end, self.place = self.place, start
        self._note(path)
        self.place = end + 1
        self._value(path)

    def _value(self, path: Path) -> None:
        self._skip()
        match self.text[self.place]:
            case "[":
                self._items(path, "]")
            case "{":
                self._items(path, "}")
            case '"' | "'":
                self.place = self._match(_STRING).end()
            case _:
                self.place = self._match(_PLAIN).end()

    def _items(self, path: Path, closing: str) -> None:
        """An array or an inline table."""
        self.place += 1
        index = 0
        while self._skip() and self.text[self.place] != closing:
            if self.text[self.place] == ",":
                self.place += 1
            elif closing == "}":
                self._pair(path)
            else:
                self._note((*path, index))
                self._value((*path, index))
                index += 1
        self.place += 1

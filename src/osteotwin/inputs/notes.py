"""The problems found in one file, each with the path and the line of the key it is about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from osteotwin.errors import InputError, Problem
from osteotwin.inputs.lines import Path, key_lines
from osteotwin.units import shown_value


@dataclass
class Notes:
    """What is wrong with a file, gathered while it is read.

    Attributes
    ----------
    file : str
    document : dict
        The file as parsed.
    lines : dict of tuple to int
        Line of each path, where the text is known.
    problems : list of Problem
    """

    file: str
    document: Mapping[str, Any]
    lines: Mapping[Path, int] = field(default_factory=dict[Path, int])
    problems: list[Problem] = field(default_factory=list[Problem])

    @classmethod
    def of_text(cls, file: str, document: Mapping[str, Any], text: str) -> Notes:
        """Notes on a file whose text is known."""
        return cls(file, document, key_lines(text))

    def add(self, path: Path, found: str, expected: str, fix: str) -> None:
        """Note one problem.

        Parameters
        ----------
        path : tuple of str and int
            Where it is. Steps into what the file does not hold as a table or list are left out, so that a
            table written once where several are allowed is named as it was written.
        found, expected, fix : str
            As in :class:`Problem`.
        """
        path = self._as_written(path)
        shown = field_of(path)
        self.problems.append(Problem(self.file, shown, found, expected, fix, self._line(path)))

    def raise_if_any(self) -> None:
        """Raise every problem noted so far as one :class:`InputError`, in the order of the file."""
        if self.problems:
            raise InputError(sorted(self.problems, key=lambda problem: problem.line or 0))

    def _as_written(self, path: Path) -> Path:
        kept: list[str | int] = []
        here: object = self.document
        for step in path:
            if isinstance(step, int):
                if not isinstance(here, list | tuple):
                    continue
                items = cast("Sequence[object]", here)
                here = items[step] if step < len(items) else None
            elif isinstance(here, dict):
                here = cast("dict[str, object]", here).get(step)
            else:
                break
            kept.append(step)
        return tuple(kept)

    def _line(self, path: Path) -> int | None:
        """Return the line of a path, or of the table or list it would stand in."""
        return next((self.lines[path[:n]] for n in range(len(path), 0, -1) if path[:n] in self.lines), None)


def field_of(path: Path) -> str:
    """Return a path as people write it.

    Examples
    --------
    >>> field_of(("plan", "drug", 0, "dose"))
    'plan.drug[0].dose'
    """
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            shown = step if re.fullmatch(r"[A-Za-z0-9_-]{1,60}", step) else f'"{printable(step)}"'
            text += f".{shown}" if text else shown
    return text


def printable(text: str) -> str:
    """Return a text that is safe and short enough to print."""
    return shown_value(text)[1:-1]


def in_plain_signs(text: str) -> str:
    """Return a text of any length with a question mark for each sign that cannot be printed."""
    return "".join(sign if sign.isprintable() else "?" for sign in text)

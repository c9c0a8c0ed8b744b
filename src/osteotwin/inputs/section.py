"""One table of a file, read key by key; what is wrong with it is gathered, not raised.

Every reader of person and plan files asks a :class:`Section` for typed values. A value that is
missing or wrong comes back as ``None``; a wrong one also leaves a :class:`Problem` behind, and
:meth:`Notes.raise_if_any` ends the reading with all of them at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from math import inf, isfinite
from typing import Any, cast

from osteotwin.errors import InputError, Problem
from osteotwin.inputs.names import did_you_mean, find_name
from osteotwin.units import KINDS, parse_quantity, shown_value

EARLIEST, LATEST = date(1900, 1, 1), date(2200, 1, 1)


@dataclass
class Notes:
    """The problems found so far in one file."""

    file: str
    text: str = ""
    problems: list[Problem] = field(default_factory=list[Problem])

    def add(self, where: str, found: str, expected: str, fix: str) -> None:
        """Note one problem, with the line it stands on where that can be told."""
        line = find_line(self.text, where) if self.text else None
        self.problems.append(Problem(self.file, where, found, expected, fix, line))

    def raise_if_any(self) -> None:
        """Raise every problem noted so far as one :class:`InputError`."""
        if self.problems:
            raise InputError(sorted(self.problems, key=lambda problem: problem.line or 0))


class Section:
    """One table with the keys it may hold.

    Parameters
    ----------
    table : dict
    path : str
        Where the table stands, for example ``"plan.drug[0]"``; empty for the whole file.
    notes : Notes
    known : iterable of str
        The keys allowed; any other is a problem that names the nearest of them.
    """

    def __init__(self, table: Mapping[str, Any], path: str, notes: Notes, known: Iterable[str]) -> None:
        self.table, self.path, self.notes = table, path, notes
        known = tuple(known)
        for key in table:
            if key not in known:
                self.problem(
                    key, f'the unknown key "{printable(key)}"', _keys(known), _nearest_key(key, known)
                )

    def where(self, key: str) -> str:
        """Return the full path of a key."""
        shown = key if re.fullmatch(r"[A-Za-z0-9_-]+(\[[0-9]+\])?", key) else f'"{printable(key)}"'
        return f"{self.path}.{shown}" if self.path and key else (shown if key else self.path)

    def problem(self, key: str, found: str, expected: str, fix: str) -> None:
        """Note a problem with one key."""
        self.notes.add(self.where(key), found, expected, fix)

    def has(self, key: str) -> bool:
        """Tell whether the key is there, right or wrong."""
        return key in self.table

    def missing(self, key: str, expected: str, example: str) -> None:
        """Note that a required key is not there."""
        self.problem(key, "nothing", expected, f"add {key} = {example}")

    def text(self, key: str, example: str, *, required: bool = False) -> str | None:
        """Return a text that is not empty."""
        if not self.has(key):
            if required:
                self.missing(key, "a text in quotes", f'"{example}"')
            return None
        value = self.table[key]
        if isinstance(value, str) and value.strip() and len(value) <= 200:
            return value.strip()
        self.problem(key, shown_value(value), "a text in quotes of 1 to 200 characters",
                     f'write it in quotes, for example {key} = "{example}"')  # fmt: skip
        return None

    def choice(
        self,
        key: str,
        options: Iterable[str],
        *,
        also: Mapping[str, str] | None = None,
        required: bool = False,
    ) -> str | None:
        """Return one of the options; ``also`` maps other spellings to them."""
        options = tuple(options)
        if not self.has(key) and not required:
            return None
        written = self.text(key, options[0], required=required)
        if written is None:
            return None
        found = find_name(written, dict.fromkeys(options, ()), also=also)
        if found is None:
            listed = ", ".join(options)
            self.problem(key, shown_value(written), f"one of {listed}", did_you_mean(written, options))
        return found

    def number(
        self,
        key: str,
        low: float,
        high: float,
        *,
        whole: bool = False,
        required: bool = False,
        above: bool = False,
    ) -> float | None:
        """Return a plain number between two bounds; ``above`` leaves out the lower bound itself."""
        kind = "a whole number" if whole else "a number"
        span = f"above {low:g} and at most {high:g}" if above else f"from {low:g} to {high:g}"
        if not self.has(key):
            if required:
                self.missing(key, f"{kind} {span}", f"{max(1.0, low):g}")
            return None
        value = self.table[key]
        if isinstance(value, bool) or not isinstance(value, int | float):
            fix = f"write it without quotes, for example {key} = {max(1.0, low):g}"
            self.problem(key, shown_value(value), f"{kind} {span}", fix)
            return None
        inside = isfinite(value) and low <= value <= high and not (above and value <= low)
        if not inside or (whole and value != int(value)):
            self.problem(key, shown_value(value), f"{kind} {span}", "correct the value")
            return None
        return float(value)

    def flag(self, key: str) -> bool | None:
        """Return true or false."""
        value = self.table.get(key)
        if value is None or isinstance(value, bool):
            return value
        self.problem(
            key, shown_value(value), "true or false", f"write {key} = true or {key} = false, without quotes"
        )
        return None

    def day(self, key: str, *, required: bool = False) -> date | None:
        """Return a calendar date, written as a TOML date or as "YYYY-MM-DD"."""
        if not self.has(key):
            if required:
                self.missing(key, "a calendar date", "2026-02-01")
            return None
        value = self.table[key]
        if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value.strip()):
            try:
                value = date.fromisoformat(value.strip())
            except ValueError:
                self.problem(
                    key, shown_value(value), "a calendar date", "write a day that is in the calendar"
                )
                return None
        if isinstance(value, datetime) or not isinstance(value, date):
            fix = f"write year, month and day, for example {key} = 2026-02-01"
            self.problem(key, shown_value(value), "a calendar date without a time", fix)
            return None
        if not EARLIEST <= value <= LATEST:
            self.problem(key, f"{value}", f"a date from {EARLIEST} to {LATEST}", "correct the year")
            return None
        return value

    def quantity(
        self,
        key: str,
        kind: str,
        low: float = 0.0,
        high: float = inf,
        *,
        required: bool = False,
        above: bool = False,
    ) -> float | None:
        """Return a "number unit" value in the kind's internal unit, between two bounds in that unit."""
        row = KINDS[kind]
        if not self.has(key):
            if required:
                self.missing(key, '"number unit"', f'"{row.example}"')
            return None
        try:
            value = parse_quantity(self.table[key], kind, field=self.where(key))
        except InputError as error:
            for found in error.problems:
                self.notes.add(found.field, found.found, found.expected, found.fix)
            return None
        if not low <= value <= high or (above and value <= low):
            unit = f" {row.unit}" if row.unit else ""
            start = f"above {low:g}" if above else f"from {low:g}"
            self.problem(key, shown_value(self.table[key]), f"{start} to {high:g}{unit}",
                         "check the number and its unit")  # fmt: skip
            return None
        return value

    def section(self, key: str, known: Iterable[str]) -> Section | None:
        """Return the table under a key."""
        if not self.has(key):
            return None
        value = self.table[key]
        if isinstance(value, dict):
            return Section(cast("dict[str, Any]", value), self.where(key), self.notes, known)
        fix = f"write [{self.where(key)}] and its keys beneath"
        self.problem(key, shown_value(cast("object", value)), "one table", fix)
        return None

    def sections(self, key: str, known: Iterable[str], *, one_allowed: bool = False) -> list[Section]:
        """Return the tables of a list of tables; ``one_allowed`` accepts a single table too."""
        value = self.table.get(key)
        if value is None:
            return []
        known = tuple(known)
        where = self.where(key)
        if one_allowed and isinstance(value, dict):
            return [Section(cast("dict[str, Any]", value), where, self.notes, known)]
        if not isinstance(value, list):
            self.problem(
                key, shown_value(value), "a list of tables", f"write [[{where}]] with double brackets"
            )
            return []
        found: list[Section] = []
        for index, item in enumerate(cast("list[object]", value)):
            if isinstance(item, dict):
                found.append(Section(cast("dict[str, Any]", item), f"{where}[{index}]", self.notes, known))
            else:
                fix = f"write [[{where}]] with its keys beneath"
                self.notes.add(f"{where}[{index}]", shown_value(item), "a table", fix)
        return found


def printable(text: str) -> str:
    """Return a text that is safe and short enough to print."""
    return shown_value(text)[1:-1]


def _keys(known: tuple[str, ...]) -> str:
    return ("one of the keys " + ", ".join(known)) if known else "no keys"


def _nearest_key(key: str, known: tuple[str, ...]) -> str:
    return did_you_mean(key, known, otherwise="remove it")


def find_line(text: str, path: str) -> int | None:
    """Return the line of a field such as ``plan.drug[0].dose``, or of the table it belongs to."""
    wanted, best = path, None
    counts: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        header = re.match(r"\s*(\[\[?)\s*([A-Za-z0-9_.-]+)\s*\]", line)
        if header:
            table = header[2]
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = f"{table}[{counts[table]}]"
            if wanted == table or wanted.startswith(f"{table}."):
                best = number
            continue
        key = re.match(r"\s*\"?([A-Za-z0-9_.-]+)\"?\s*=", line)
        if key and (f"{table}.{key[1]}" if table else key[1]) in (wanted, wanted.split("[")[0]):
            return number
    return best

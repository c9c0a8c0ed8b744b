"""What an import would do to a person's file, before it does it; and doing it, and undoing it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from osteotwin.errors import InputError, Problem
from osteotwin.files import write_bytes
from osteotwin.importing.found import Found, Left
from osteotwin.inputs.notes import in_plain_signs, printable

#: Schema of the preview as JSON.
SCHEMA: Final = "osteotwin/import/1"
_STAMP: Final = "%Y-%m-%d-%H%M%S"
_COPY, _UNDONE = "before-import", "undone-import"


@dataclass(frozen=True)
class NotTaken:
    """An entry that was understood and is left out, and why."""

    entry: Found
    why: str


@dataclass(frozen=True, repr=False)
class ImportPreview:
    """What was understood of files, and what it would make of a person's file.

    Attributes
    ----------
    into : str
        The person's file.
    taken : tuple of Found
        Entries that the file would gain.
    already_there : tuple of Found
        Entries that it has.
    not_taken : tuple of NotTaken
        Entries that contradict the file, or that its reader refuses.
    not_understood : tuple of Left
    text : str
        The file as it would be.
    moved : str
        How the entries move today, on which the forecast starts; empty where they do not.
    before : bytes or None
        The file as it is; ``None`` where there is none yet.
    unusual : tuple of str
        Doses that would be added and are far from the usual ones.
    """

    into: str
    taken: tuple[Found, ...]
    already_there: tuple[Found, ...]
    not_taken: tuple[NotTaken, ...]
    not_understood: tuple[Left, ...]
    text: str = field(repr=False)
    moved: str
    before: bytes | None = field(repr=False)
    unusual: tuple[str, ...] = ()

    def __repr__(self) -> str:
        # Without what was measured: a log is no place for it.
        return (
            f"ImportPreview({len(self.taken)} to take, {len(self.already_there)} already there, "
            f"{len(self.not_taken)} not taken, {len(self.not_understood)} not understood)"
        )

    @property
    def understood(self) -> bool:
        """Whether anything was, be it new, there already or left out for a reason."""
        return bool(self.taken or self.already_there or self.not_taken)

    def to_json(self) -> dict[str, Any]:
        """Return the preview as plain data."""
        return {
            "schema": SCHEMA,
            "into": self.into,
            "moved": self.moved,
            "unusual": list(self.unusual),
            "taken": [_entry(one) for one in self.taken],
            "already_there": [_entry(one) for one in self.already_there],
            "not_taken": [{**_entry(one.entry), "why": one.why} for one in self.not_taken],
            "not_understood": [
                {"where": str(one.place), "said": one.said, "why": one.why} for one in self.not_understood
            ],
        }

    def sections(self) -> list[tuple[str, list[str]]]:
        """Return the preview as lists of sentences, each with its title."""
        return [
            ("Would be added", [f"{described(one)}{_from(one)}" for one in self.taken]),
            ("Far from usual, though possible: look at the number again", list(self.unusual)),
            ("Moves today", [self.moved] if self.moved else []),
            ("Already in the file", [f"{described(one)}{_from(one)}" for one in self.already_there]),
            ("Not taken", [f"{described(one.entry)}{_from(one.entry)}: {one.why}" for one in self.not_taken]),
            ("Not understood", [f"{one.place}: {one.said}: {one.why}" for one in self.not_understood]),
        ]

    def write(self) -> Path | None:
        """Write the file, after a dated copy of what it was.

        Returns
        -------
        pathlib.Path or None
            The copy; ``None`` where nothing was to be written, or there was no file before.

        Raises
        ------
        InputError
            If the file was changed since the preview was made.
        """
        if not self.taken:
            return None
        path = Path(self.into)
        now = path.read_bytes() if path.is_file() else None
        if now != self.before:
            raise InputError([
                Problem(self.into, "", "a file that was changed since the preview", "the file as it was",
                        "read in again")
            ])  # fmt: skip
        copied = None if self.before is None else _dated(path, _COPY)
        if copied is not None and self.before is not None:
            write_bytes(copied, self.before, private=True)
        write_bytes(path, self.text.encode("utf-8"))
        return copied


def undo_import(into: str | Path) -> Path:
    """Put a person's file back as it was before the last import; what it was until now is kept beside it.

    Parameters
    ----------
    into : str or path-like
        The person's file.

    Returns
    -------
    pathlib.Path
        Where the file as it was until now is kept.

    Raises
    ------
    InputError
        If there is no copy from before an import.
    """
    path = Path(into)
    found = path.parent.glob(f"{_globbed(path.stem)}.{_COPY}-*{_globbed(path.suffix)}")
    copies = sorted(found, key=lambda copy: copy.stem)
    if not copies:
        raise InputError([
            Problem(str(into), "", "no copy from before an import", "a file into which something was read in",
                    "name the file that was changed; delete one that an import began")
        ])  # fmt: skip
    newest = copies[-1]
    kept = _dated(path, _UNDONE)
    if path.is_file():
        write_bytes(kept, path.read_bytes(), private=True)
    write_bytes(path, newest.read_bytes())
    newest.unlink()
    return kept


def described(one: Found) -> str:
    """Return an entry in a few words: its keys as the person's file writes them."""
    pairs = [f"{key} = {_shown(value)}" for key, value in one.keys.items() if key not in ("what", "date")]
    when = one.keys.get("date")
    what = one.keys.get("what")
    if what is not None:
        rest = [
            f"{key} {_shown(value)}"
            for key, value in one.keys.items()
            if key not in ("what", "date", "value")
        ]
        return f"{what}, {when}: {', '.join([_shown(one.keys.get('value')), *rest])}"
    return f"[{'.'.join(one.table)}] {', '.join(pairs)}"


#: Characters of the words from which an entry was read.
_LONGEST_SAID: Final = 160


def _from(one: Found) -> str:
    """Return where an entry comes from, in the words of the file: what stands beside a value is in sight."""
    said = " ".join(printable(one.said).split())
    said = said if len(said) <= _LONGEST_SAID else f"{said[: _LONGEST_SAID - 3]}..."
    parts = (str(one.place), f'"{said}"' if said else "", in_plain_signs(one.note))
    return f" ({'; '.join(filter(None, parts))})"


def _entry(one: Found) -> dict[str, Any]:
    keys = {key: str(value) if isinstance(value, date) else value for key, value in one.keys.items()}
    return {"table": ".".join(one.table), "keys": keys, "where": str(one.place), "said": printable(one.said),
            "note": in_plain_signs(one.note)}  # fmt: skip


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_shown(one) for one in value)
    return f"{value:g}" if isinstance(value, float) else printable(str(value))


def _dated(path: Path, why: str) -> Path:
    """Return a name beside a file that nothing has yet."""
    stamp = datetime.now().astimezone().strftime(_STAMP)
    endings = itertools.chain([""], (f"-{number:03d}" for number in itertools.count(1)))
    names = (path.with_name(f"{path.stem}.{why}-{stamp}{ending}{path.suffix}") for ending in endings)
    return next(name for name in names if not name.exists())


def _globbed(text: str) -> str:
    return "".join(f"[{sign}]" if sign in "[]*?" else sign for sign in text)

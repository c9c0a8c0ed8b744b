"""Helpers of the tests of imports: the files, a person's file to read into, and what was understood."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import osteotwin as ot
from osteotwin.importing.answers import Answers
from osteotwin.importing.found import Place, Reading
from osteotwin.importing.lines import Line
from osteotwin.importing.report import read_lines

FILES = Path(__file__).parent / "files"


def person_in(folder: Path) -> Path:
    """A copy of the person's file."""
    return Path(shutil.copy(FILES / "person.toml", folder / "person.toml"))


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read_in(path: Path, folder: Path, **answers: Any) -> ot.ImportPreview:
    """The preview of one file, read into the person's file."""
    return ot.preview_import(path, person_in(folder), **answers)


def values(preview: ot.ImportPreview) -> dict[str, str]:
    """Each measurement that would be added: its value by what it is."""
    return {one.keys["what"]: one.keys["value"] for one in preview.taken if "what" in one.keys}


def entries(preview: ot.ImportPreview, table: str) -> list[dict[str, Any]]:
    return [dict(one.keys) for one in preview.taken if ".".join(one.table) == table]


def reasons(preview: ot.ImportPreview) -> str:
    """Everything that was not understood or not taken, with the reasons."""
    return "\n".join(text for title, texts in preview.sections() if title.startswith("Not") for text in texts)


def read_report(text: str) -> Reading:
    """What the lines of a report tell, without a person's file."""
    lines = [Line(one, Place("a.txt", f"line {n}")) for n, one in enumerate(text.splitlines(), 1)]
    return read_lines(lines, "a.txt", Answers())


def measured(reading: Reading) -> dict[str, str]:
    """Each measurement of a report: its value by what it is."""
    return {one.keys["what"]: one.keys["value"] for one in reading.found}

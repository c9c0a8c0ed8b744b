"""Where the diary is: the options of it that ``serve`` and ``diary`` share."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from osteotwin.errors import InputError, MissingLibraryError, Problem

if TYPE_CHECKING:
    from osteotwin.diary.place import Place

Data = Annotated[
    Path | None,
    typer.Option(
        "--data", metavar="DIR", help="Folder of the diary; else the user's own.", show_default=False
    ),
]
DatabaseUrl = Annotated[
    str | None,
    typer.Option(
        "--database",
        metavar="URL",
        envvar="OSTEOTWIN_DATABASE",
        help="A PostgreSQL database of the diary's own; else a file in the folder.",
        show_default=False,
        show_envvar=True,
    ),
]
PassPhraseFile = Annotated[
    Path | None,
    typer.Option(
        "--pass-phrase-file",
        metavar="FILE",
        envvar="OSTEOTWIN_PASS_PHRASE_FILE",
        help="Encrypt copies of the diary under the first line of this file.",
        show_default=False,
        show_envvar=True,
    ),
]


def place_of(data: Path | None, database: str | None, pass_phrase_file: Path | None) -> Place:
    """Return the place that options name.

    Raises
    ------
    InputError
        If the file of the pass phrase is empty.
    MissingLibraryError
    OSError
        If it cannot be read.
    """
    for library in ("sqlalchemy", "alembic"):
        if find_spec(library) is None:
            raise MissingLibraryError("The diary", library, "web")
    from osteotwin.diary.place import Place

    place = Place(data or data_folder(), database or None, phrase_in(pass_phrase_file))
    _ = place.url  # told before anything is opened
    return place


def phrase_in(file: Path | None) -> str | None:
    """Return the pass phrase in a file: its first line.

    Raises
    ------
    InputError
        If there is none.
    OSError
    """
    if file is None:
        return None
    try:
        line = (file.read_text(encoding="utf-8").splitlines() or [""])[0].strip()
    except UnicodeDecodeError:
        line = ""
    if not line:
        fix = "write it into the first line of a file that only you can read"
        raise InputError(
            [Problem("--pass-phrase-file", str(file), "no pass phrase", "one line of text", fix)]
        )
    return line


def data_folder() -> Path:
    """Return where a user's diary lies, by the custom of the system."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "osteotwin"

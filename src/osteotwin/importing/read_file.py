"""One file of whatever kind → what it says, by what it is rather than by what it is called."""

from __future__ import annotations

from pathlib import Path

from osteotwin.importing.answers import Answers
from osteotwin.importing.found import Reading
from osteotwin.importing.safe_files import DATABASE, XML, ZIP, counting, kind_of
from osteotwin.progress import ProgressCallback


def read_file(path: Path, answers: Answers, on_progress: ProgressCallback | None = None) -> Reading:
    """Read one file.

    Parameters
    ----------
    path : pathlib.Path
    answers : Answers
    on_progress : callable, optional
        Told how much is read of what takes long: an export of Apple Health, an archive.

    Raises
    ------
    InputError
        If it cannot be read, or leaves open what only the user can tell.
    MissingLibraryError
        If a library that reads it is not installed.
    """
    kind, name = kind_of(path), path.name
    if kind is XML:
        from osteotwin.importing.apple_health import read_apple_health

        with path.open("rb") as file:
            return read_apple_health(counting(file, path.stat().st_size, on_progress), name, answers)
    if kind is ZIP:
        from osteotwin.importing.exports import read_archive

        return read_archive(path, answers, on_progress)
    if kind is DATABASE:
        from osteotwin.importing.health_connect import read_health_connect

        return read_health_connect(path, name, answers)
    from osteotwin.importing.read_lines import read_plain

    return read_plain(path, name, answers)

"""Archives that programs export: Apple Health, Health Connect, MyFitnessPal, or tables and FHIR packed together."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from pathlib import Path, PurePosixPath
from typing import Final

from osteotwin.errors import InputError
from osteotwin.importing.answers import Answers, ImportQuestionError
from osteotwin.importing.apple_health import read_apple_health
from osteotwin.importing.found import Gathered, Place, Reading, counted
from osteotwin.importing.health_connect import read_health_connect
from osteotwin.importing.safe_files import (
    DATABASE,
    LARGEST_DATABASE,
    LARGEST_JSON,
    LARGEST_PDF,
    LARGEST_STREAM,
    MEGABYTE,
    Archive,
    counting,
    kind_of,
    refusal,
)
from osteotwin.inputs.notes import printable
from osteotwin.progress import ProgressCallback, report

#: Files of an archive beside an export that are read.
_MOST_READ: Final = 2_000
_MOST_TOGETHER: Final = 500 * MEGABYTE
_LARGEST_TABLE: Final = 100 * MEGABYTE
_ENDINGS: Final = (".json", ".ndjson", ".db", ".csv", ".txt", ".pdf", ".tsv")
#: The beginning of Apple Health's file describes its form first.
_BEGINNING: Final = 65_536
_MOST_ENDINGS: Final = 8
_OFFICE: Final = ("xl/workbook.xml", "word/document.xml", "content.xml")


def read_archive(path: Path, answers: Answers, on_progress: ProgressCallback | None = None) -> Reading:
    """Read an archive: an export by what it is, else each file in it that can be read.

    Raises
    ------
    InputError
    """
    with Archive(path) as archive:
        names = archive.names
        if any(name in names for name in _OFFICE):
            raise refusal(path.name, "an Office file", "save it as CSV, and read that in")
        gathered = Gathered()
        health = next(
            (name for name in names if name.lower().endswith(".xml") and _is_health(archive, name)), None
        )
        if health is not None:
            with archive.open(health, LARGEST_STREAM) as member:
                stream = counting(member, archive.size_of(health), on_progress)
                gathered.add(read_apple_health(stream, f"{path.name}: {printable(health)}", answers))
        read = [name for name in names if name != health and _is_read(name, beside_health=health is not None)]
        if health is None and not read:
            raise refusal(
                path.name, "a ZIP with nothing in it that can be read", "unpack it, and name a file of it"
            )
        _read_members(archive, path, read, gathered, answers, on_progress)
        _leave_others(path, [name for name in names if name not in {health, *read}], gathered)
        return gathered.reading(path.name)


def _is_health(archive: Archive, name: str) -> bool:
    """Tell Apple Health's own file by its beginning: what it is called is in the telephone's language."""
    if PurePosixPath(name.lower()).name == "export.xml":
        return True
    try:
        with archive.open(name, LARGEST_STREAM) as member:
            return b"<HealthData" in member.read(_BEGINNING)
    except InputError:
        return False


def _is_read(name: str, *, beside_health: bool) -> bool:
    """Tell whether a file of an archive is read; beside Apple Health's file only the records of hospitals are."""
    low = name.lower()
    if "__macosx/" in low:
        return False
    return low.endswith(".json") and "clinical" in low if beside_health else low.endswith(_ENDINGS)


def _leave_others(path: Path, names: list[str], gathered: Gathered) -> None:
    """Name the files of an archive that are not read, by their endings."""
    endings = Counter(PurePosixPath(name.lower()).suffix[:12] or "no ending" for name in names)
    if endings:
        kinds = ", ".join(
            f"{count:,} {printable(ending)}" for ending, count in endings.most_common(_MOST_ENDINGS)
        )
        gathered.leave(
            Place(path.name), counted(len(names), "file"), f"nothing of them is read here ({kinds})"
        )


def _read_members(
    archive: Archive,
    path: Path,
    names: list[str],
    gathered: Gathered,
    answers: Answers,
    on_progress: ProgressCallback | None,
) -> None:
    """Read files of an archive, each from a copy under a name of our own: what they are called there leads nowhere."""
    together = 0
    with tempfile.TemporaryDirectory(prefix="osteotwin-import-") as folder:
        for number, name in enumerate(names[:_MOST_READ]):
            report(on_progress, number, len(names))
            place = f"{path.name}: {printable(name)}"
            copy = Path(folder) / f"{number}{'.db' if name.lower().endswith('.db') else ''}"
            try:
                with archive.open(name, _largest(name)) as member, copy.open("wb") as into:
                    shutil.copyfileobj(member, into)
                together += copy.stat().st_size
                if together > _MOST_TOGETHER + LARGEST_DATABASE:
                    raise refusal(
                        path.name, "more than can be read at once", "unpack it, and read in what matters"
                    )
                gathered.add(_read_copy(copy, place, answers))
            except ImportQuestionError:
                raise
            except InputError as error:
                gathered.leave(Place(place), "the whole file", error.problems[0].fault)
            finally:
                copy.unlink(missing_ok=True)
    if len(names) > _MOST_READ:
        gathered.leave(
            Place(path.name), f"{len(names) - _MOST_READ} more files", "more than are read at once"
        )


def _read_copy(copy: Path, place: str, answers: Answers) -> Reading:
    from osteotwin.importing.read_lines import read_plain

    if kind_of(copy) is DATABASE:
        return read_health_connect(copy, place, answers)
    return read_plain(copy, place, answers)


def _largest(name: str) -> int:
    ending = PurePosixPath(name.lower()).suffix
    return {".db": LARGEST_DATABASE, ".json": LARGEST_JSON, ".pdf": LARGEST_PDF}.get(ending, _LARGEST_TABLE)

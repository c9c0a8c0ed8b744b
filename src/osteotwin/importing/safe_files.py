"""Files of strangers: looked at before they are read, never held when they are larger than they could need to be."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, Protocol

from osteotwin.errors import InputError, Problem
from osteotwin.importing.encodings import encoding_of, without_mark
from osteotwin.inputs.notes import printable
from osteotwin.progress import ProgressCallback, report

MEGABYTE: Final = 1_000_000
#: What is held in memory as a whole [bytes].
LARGEST_TEXT: Final = 5 * MEGABYTE
LARGEST_PDF: Final = 50 * MEGABYTE
LARGEST_JSON: Final = 30 * MEGABYTE
#: What is read piece by piece [bytes].
LARGEST_TABLE: Final = 500 * MEGABYTE
LARGEST_STREAM: Final = 8_000 * MEGABYTE
LARGEST_DATABASE: Final = 2_000 * MEGABYTE
#: Of an archive.
MOST_MEMBERS: Final = 200_000
#: What is packed tighter is no export of anything: XML packs to a thirtieth.
TIGHTEST_PACKING: Final = 500
_BEGINNING: Final = 4096


class Readable(Protocol):
    """What gives its bytes piece by piece."""

    def read(self, count: int = -1, /) -> bytes:
        """Return the next bytes."""
        ...


@dataclass(frozen=True)
class Kind:
    """What a file is, and how large such a file may be."""

    name: str
    largest: int


PDF, JSON, XML, ZIP = (
    Kind("a PDF", LARGEST_PDF), Kind("JSON", LARGEST_JSON), Kind("XML", LARGEST_STREAM), Kind("a ZIP", LARGEST_STREAM)
)  # fmt: skip
DATABASE, TABLE, TEXT = (
    Kind("a database", LARGEST_DATABASE), Kind("a table", LARGEST_TABLE), Kind("text", LARGEST_TEXT)
)  # fmt: skip
_SIGNATURES: Final = (
    (b"%PDF-", PDF),
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"SQLite format 3\0", DATABASE),
)
_FOREIGN: Final = ((b"\xd0\xcf\x11\xe0", "an old Office file"), (b"\x89PNG", "a picture"),
                   (b"\xff\xd8\xff", "a picture"),
                   (b"GIF8", "a picture"), (b"\x1f\x8b", "a gzip archive"), (b"7z\xbc\xaf", "a 7-Zip archive"),
                   (b"Rar!", "a RAR archive"), (b"{\\rtf", "an RTF file"))  # fmt: skip
EXPECTED: Final = (
    "FHIR (JSON), a report (PDF or text), a table (CSV), an Apple Health or Health Connect export, or a log of "
    "Strong, Hevy, FitNotes, Cronometer or MyFitnessPal"
)


def refusal(file: str, found: str, fix: str, expected: str = EXPECTED, within: str = "") -> InputError:
    """Return one problem of a file that is to be read in."""
    return InputError([Problem(printable(file), within, found, expected, fix)])


class _Counting:
    """A file that tells how much of it is read."""

    def __init__(self, stream: IO[bytes], size: int, on_progress: ProgressCallback) -> None:
        self._stream, self._size, self._on_progress, self._done = stream, max(size, 1), on_progress, 0

    def read(self, count: int = -1) -> bytes:
        """Return the next bytes."""
        piece = self._stream.read(count)
        self._done += len(piece)
        report(self._on_progress, min(self._done, self._size), self._size)
        return piece


def counting(stream: IO[bytes], size: int, on_progress: ProgressCallback | None) -> Readable:
    """Return a file that tells how much of it is read; the file itself where nobody wants to know."""
    return stream if on_progress is None else _Counting(stream, size, on_progress)


def kind_of(path: Path) -> Kind:
    """Tell by its beginning what a file is, and refuse what cannot be read.

    Raises
    ------
    InputError
        If it is not there, no file, empty, of a kind that nothing here reads, or too large for its kind.
    """
    name = str(path)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise refusal(name, "a folder", "name the file in it")
        if not stat.S_ISREG(status.st_mode):
            raise refusal(name, "a device or pipe", "save its content to a file first")
        with path.open("rb") as file:
            beginning = file.read(_BEGINNING)
    except FileNotFoundError:
        raise refusal(name, "no such file", "check the path") from None
    except PermissionError:
        raise refusal(name, "a file that may not be read", "change its permissions") from None
    except (OSError, ValueError, RuntimeError):
        raise refusal(name, "a path that cannot be opened", "correct the path") from None
    kind = kind_of_bytes(beginning, name)
    if status.st_size > kind.largest:
        found = f"{kind.name} of {status.st_size / MEGABYTE:,.0f} MB"
        fix = "check that this is the right file, or take out the part that matters"
        raise refusal(name, found, fix, f"at most {kind.largest // MEGABYTE:,} MB")
    return kind


def kind_of_bytes(beginning: bytes, name: str) -> Kind:
    """Tell by its first bytes what a file is.

    Raises
    ------
    InputError
        If it is empty, or of a kind that nothing here reads.
    """
    if not beginning.strip():
        raise refusal(name, "an empty file", "name another file")
    for signature, kind in _SIGNATURES:
        if beginning.startswith(signature):
            return kind
    for signature, what in _FOREIGN:
        if beginning.startswith(signature):
            raise refusal(name, what, "export it as PDF, CSV or text, and read that in")
    if beginning[:2] in (b"\xff\xfe", b"\xfe\xff") or without_mark(beginning) is not None:
        return TABLE
    if b"\0" in beginning:
        raise refusal(
            name, "a binary file of no kind that is known here", "check that this is the right file"
        )
    start = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] in (b"{", b"["):
        return JSON
    return XML if start[:1] == b"<" else TABLE


def decoded(raw: bytes) -> str:
    """Return bytes as text, in the encoding that they seem to be in."""
    return raw.decode(encoding_of(raw), "replace")


def encoding_of_file(path: Path) -> str:
    """Return the encoding of a text file, as :func:`decoded` would choose it, from its beginning."""
    with path.open("rb") as file:
        raw = file.read(MEGABYTE)
    return encoding_of(raw, whole=len(raw) < MEGABYTE)


def read_whole(path: Path, largest: int) -> bytes:
    """Return a file's bytes, not more of them than were allowed."""
    with path.open("rb") as file:
        raw = file.read(largest + 1)
    if len(raw) > largest:
        raise refusal(str(path), f"more than {largest // MEGABYTE} MB", "check that this is the right file")
    return raw


class Archive:
    """A ZIP of which members are read one by one and piece by piece; nothing is ever unpacked by its name."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, OverflowError, EOFError):
            raise refusal(str(path), "a damaged ZIP", "export it again") from None
        if len(self._zip.infolist()) > MOST_MEMBERS:
            raise refusal(
                str(path), "a ZIP with more files than any export", "check that it is the right file"
            )

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the members that are files."""
        return tuple(one.filename for one in self._zip.infolist() if not one.is_dir())

    def open(self, name: str, largest: int) -> IO[bytes]:
        """Return a member as a file that ends with an error where it turns out too large.

        Raises
        ------
        InputError
            If it is packed with a password, damaged, or a bomb.
        """
        file = f"{self.path}: {name}"
        try:
            info = self._zip.getinfo(name)
            bomb = info.file_size > largest or info.file_size > TIGHTEST_PACKING * max(
                info.compress_size, 1000
            )
            if bomb:
                raise refusal(file, f"a file that unpacks to {info.file_size / MEGABYTE:,.0f} MB, as no export does",
                              "export it again")  # fmt: skip
            if info.flag_bits & 0x1:
                raise refusal(file, "a file locked with a password", "unpack it, and read in what is in it")
            return _Bounded(self._zip.open(info), min(largest, info.file_size), file)
        except (zipfile.BadZipFile, zlib.error, KeyError, OSError, ValueError, EOFError, RuntimeError):
            raise refusal(file, "a damaged file in the ZIP", "export it again") from None

    def size_of(self, name: str) -> int:
        """Return how long a member says that it is, unpacked [bytes]."""
        return self._zip.getinfo(name).file_size

    def read(self, name: str, largest: int) -> bytes:
        """Return a member's bytes."""
        with self.open(name, largest) as member:
            return member.read()


class _Bounded(IO[bytes]):
    """A member of an archive that never gives more bytes than it was said to have."""

    def __init__(self, member: IO[bytes], largest: int, file: str) -> None:
        self._member, self._left, self._file = member, largest, file

    def read(self, n: int = -1, /) -> bytes:
        """Return the next bytes."""
        try:
            piece = self._member.read(self._left + 1 if n < 0 else min(n, self._left + 1))
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            ValueError,
            EOFError,
            RuntimeError,
        ):
            raise refusal(self._file, "a damaged file in the ZIP", "export it again") from None
        self._left -= len(piece)
        if self._left < 0:
            raise refusal(self._file, "a file larger than the ZIP says", "export it again")
        return piece

    def pieces(self, size: int = MEGABYTE) -> Iterator[bytes]:
        """Yield the bytes piece by piece."""
        while piece := self.read(size):
            yield piece

    def close(self) -> None:
        """Close the member."""
        self._member.close()

    def __enter__(self) -> _Bounded:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

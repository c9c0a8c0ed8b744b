"""Compiled code on disk, by the hash of what made it; safe against other writers and broken files.

Machine code is run as it is read, so only a file and folder that nobody but the user can have written are used.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import sys
from functools import cache
from pathlib import Path

from osteotwin.errors import InputError
from osteotwin.files import remove_dead_drafts, write_bytes
from osteotwin.private_files import make_private_folder, read_private

_MAGIC = b"osteotwin-kernel-2\n"
#: So many files stay, those that were used last; a file is a quarter of a megabyte.
_MAX_FILES = 64


def folder() -> Path:
    """Where compiled code is cached; ``OSTEOTWIN_CACHE`` overrules the system's place for caches.

    Raises
    ------
    RuntimeError
        Where there is no such place, because the user has no home.
    """
    chosen = os.environ.get("OSTEOTWIN_CACHE")
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        base = Path(local) if local else Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        given = os.environ.get("XDG_CACHE_HOME")
        base = Path(given) if given else Path.home() / ".cache"
    return base / "osteotwin"


def _path(key: str) -> Path:
    return folder() / f"{key}.kernel"


def _digest(key: str, code: bytes) -> bytes:
    # With the key, so that a file under a wrong name is not taken for what it is not.
    return hashlib.sha256(key.encode() + b"\n" + code).digest()


def load(key: str) -> bytes | None:
    """The code cached under a key, or None where there is none that is whole."""
    try:
        path = _path(key)
        content = read_private(path)
    except InputError as error:
        _say_once(str(error))
        return None
    except RuntimeError:
        return None
    if content is None:
        return None
    head = len(_MAGIC)
    digest, code = content[head : head + 32], content[head + 32 :]
    if not (content.startswith(_MAGIC) and _digest(key, code) == digest):
        return None
    with contextlib.suppress(OSError):
        os.utime(path)  # used now
    return code


def save(key: str, code: bytes) -> None:
    """Keep code under a key; where that is not possible it is compiled again next time."""
    with contextlib.suppress(OSError, RuntimeError):
        path = _path(key)
        try:
            make_private_folder(path.parent)
        except InputError as error:
            _say_once(str(error))
            return
        write_bytes(path, _MAGIC + _digest(key, code) + code, private=True)
        _tidy(path.parent)


@cache
def _say_once(sentence: str) -> None:
    logging.getLogger(__name__).warning("The cache of compiled code is not used: %s", sentence)


def _tidy(place: Path) -> None:
    """Remove what no process will ask for: drafts that were never finished, and the code of old versions."""
    remove_dead_drafts(place)
    by_age: list[tuple[float, Path]] = []
    for file in place.glob("*.kernel"):
        with contextlib.suppress(OSError):
            by_age.append((file.stat().st_mtime, file))
    for _, file in sorted(by_age, reverse=True)[_MAX_FILES:]:
        with contextlib.suppress(OSError):
            file.unlink()

"""Compiled code on disk, by the hash of what made it; safe against other writers and broken files."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import tempfile
import time
from pathlib import Path

_MAGIC = b"osteotwin-kernel-2\n"
#: So many files stay, those that were used last; a file is a quarter of a megabyte.
_MAX_FILES = 64
#: A draft that is older was left by a process that did not live to finish it.
_DRAFT_SECONDS = 3600.0


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
        content = path.read_bytes()
    except (OSError, RuntimeError):
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
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=path.parent, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_MAGIC + _digest(key, code) + code)
            Path(draft).replace(path)  # whole or not at all, whoever else writes
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise
        _tidy(path.parent)


def _tidy(place: Path) -> None:
    """Remove what no process will ask for: drafts that were never finished, and the code of old versions."""
    for draft in place.glob("*.part"):
        with contextlib.suppress(OSError):
            if time.time() - draft.stat().st_mtime > _DRAFT_SECONDS:
                draft.unlink()
    by_age: list[tuple[float, Path]] = []
    for file in place.glob("*.kernel"):
        with contextlib.suppress(OSError):
            by_age.append((file.stat().st_mtime, file))
    for _, file in sorted(by_age, reverse=True)[_MAX_FILES:]:
        with contextlib.suppress(OSError):
            file.unlink()

"""Compiled code on disk, by the hash of what made it; safe against other writers and broken files."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import tempfile
from pathlib import Path

_MAGIC = b"osteotwin-kernel-1\n"


def folder() -> Path:
    """Return where compiled code is kept; ``OSTEOTWIN_CACHE`` overrules the system's place for caches."""
    chosen = os.environ.get("OSTEOTWIN_CACHE")
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "osteotwin"


def _path(key: str) -> Path:
    return folder() / f"{key}.kernel"


def load(key: str) -> bytes | None:
    """Return the code kept under a key, or None where there is none that is whole."""
    try:
        content = _path(key).read_bytes()
    except OSError:
        return None
    head = len(_MAGIC)
    digest, code = content[head : head + 32], content[head + 32 :]
    whole = content.startswith(_MAGIC) and hashlib.sha256(code).digest() == digest
    return code if whole else None


def save(key: str, code: bytes) -> None:
    """Keep code under a key; where that is not possible it is compiled again next time."""
    path = _path(key)
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=path.parent, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_MAGIC + hashlib.sha256(code).digest() + code)
            Path(draft).replace(path)  # whole or not at all, whoever else writes
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise

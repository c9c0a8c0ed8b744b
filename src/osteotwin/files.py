"""Files that the package ships or writes."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import secrets
import stat
import time
from datetime import date
from importlib.resources import files
from os import PathLike
from pathlib import Path
from typing import Any

from osteotwin.file_lock import try_lock

#: A draft that is older is taken for that of a dead process, where the file system has no locks.
_DRAFT_SECONDS = 3600.0
_DRAFT = ".part"


def demo_path() -> Path:
    """Return the path of the bundled example person."""
    return Path(str(files("osteotwin.people") / "examples" / "demo.toml"))


def example_trial_path() -> Path:
    """Return the path of the bundled example of a virtual trial; its arms' plans lie beside it."""
    return Path(str(files("osteotwin.studies") / "trials" / "examples" / "anastrozole_and_training.toml"))


def write_text(path: Path, text: str) -> Path:
    """Write a text file whole or not at all, making its folder: see :func:`write_bytes`."""
    return write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, content: bytes, *, private: bool = False, on_disk: bool = False) -> Path:
    """Write a file whole or not at all, making its folder; drafts that killed writers of it left are removed.

    Who may read it is what the user's umask says, or what was so of the file that it replaces where that is less.
    A device or pipe is written to, and a link followed, unless the file is private.

    Parameters
    ----------
    path : Path
    content : bytes
    private : bool
        Whether it is for the user alone; whatever stands in its place is then replaced, a link or pipe too.
    on_disk : bool
        Whether to wait until file and folder are on the disk, so that a power failure takes nothing.

    Raises
    ------
    OSError
        With the name of the file or folder that cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not private and path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(content)
            return path
        target = path.resolve() if path.is_symlink() and not private else path
        remove_dead_drafts(target.parent, f".{target.name}.")
        mode = 0o600 if private else 0o666
        if target.is_file():
            mode &= 0o600 | target.stat().st_mode
        _write_whole(target, content, mode, on_disk)
    except OSError as error:
        if error.errno is None:
            raise
        own = error.filename is not None and not str(error.filename).endswith(_DRAFT)
        raise OSError(error.errno, error.strerror, error.filename if own else str(path)) from error
    return path


def dated_copy(path: Path, today: date) -> Path:
    """Return a name beside a file, with a day in it, that nothing has yet."""
    number, copy = 1, path.with_name(f"{path.stem}.{today}{path.suffix}")
    while copy.exists():
        number += 1
        copy = path.with_name(f"{path.stem}.{today}-{number}{path.suffix}")
    return copy


def write_answer(answer: dict[str, Any], folder: str | PathLike[str]) -> Path:
    """Write the answer as ``answer.json`` and return its path."""
    text = json.dumps(answer, ensure_ascii=False, indent=1, allow_nan=False)
    return write_text(Path(folder) / "answer.json", text + "\n")


def remove_dead_drafts(folder: Path, beginning: str = "") -> None:
    """Remove the drafts whose writers did not live to finish them, as far as that is possible.

    Parameters
    ----------
    folder : Path
    beginning : str
        Of the drafts' names.
    """
    with contextlib.suppress(OSError):
        for draft in folder.iterdir():
            if draft.name.startswith(beginning) and draft.name.endswith(_DRAFT):
                with contextlib.suppress(OSError):
                    _remove_if_dead(draft)


def _write_whole(target: Path, content: bytes, mode: int, on_disk: bool) -> None:
    descriptor, draft = _new_draft(target, mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            if on_disk:
                os.fsync(descriptor)
            if os.name == "posix":  # while it is locked
                draft.replace(target)
        if os.name != "posix":  # an open file cannot be moved there
            draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    if on_disk:
        _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where the system can tell."""
    if os.name != "posix":  # a folder cannot be opened there
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:  # a file system that knows no such thing for folders
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)


def _new_draft(target: Path, mode: int) -> tuple[int, Path]:
    """A new file beside the target, locked as long as it is open: so others know that its writer lives."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    while True:
        draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}{_DRAFT}")
        descriptor = os.open(draft, flags, mode)
        try:
            ours = os.name != "posix" or (try_lock(descriptor) and draft.exists())
        except OSError:  # no locks here; others go by the draft's age
            ours = True
        if ours:
            return descriptor, draft
        os.close(descriptor)  # another process took it for dead before it was locked


def _remove_if_dead(draft: Path) -> None:
    status = draft.lstat()
    if not stat.S_ISREG(status.st_mode):
        return
    old = time.time() - status.st_mtime > _DRAFT_SECONDS
    if os.name != "posix":
        if old:
            draft.unlink()
        return
    descriptor = os.open(draft, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        try:
            dead = try_lock(descriptor)
        except OSError:  # no locks here
            dead = old
        if dead:
            draft.unlink(missing_ok=True)
    finally:
        os.close(descriptor)

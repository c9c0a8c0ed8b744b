"""Folders and files that nobody but the user can have written; checked before anything in them is read."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from pathlib import Path

from osteotwin.errors import InputError, Problem

_EXPECTED = "a folder of your own that nobody else may write to"
_WRITABLE_BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH


def make_private_folder(path: Path) -> None:
    """Make a folder that only the user may enter, unless it is there; check it in either case.

    Raises
    ------
    InputError
        If it belongs to somebody else, or others may write to it.
    OSError
        If it cannot be made, or is no folder.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        path.mkdir(mode=0o700)
    check_private_folder(path)


def check_private_folder(path: Path) -> None:
    """Refuse a folder into which somebody else could have put a file.

    The administrator's folders are accepted. Where the system has no owners and modes (Windows) nothing is checked.

    Raises
    ------
    InputError
        If it belongs to somebody else, or others may write to it.
    OSError
        If it is not there, cannot be looked at, or is no folder.
    """
    _require_private(path, path.stat())


def read_private(path: Path) -> bytes | None:
    """The content of a file of a private folder.

    Links, devices, pipes and files that somebody else may have written are not read.

    Returns
    -------
    bytes or None
        ``None``: there is no such file.

    Raises
    ------
    InputError
        If the folder is not the user's alone.
    """
    try:
        descriptor = _opened(path)
    except OSError:
        return None
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or _fault(status) is not None:
            return None
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read(status.st_size)
    except OSError:
        return None
    finally:
        os.close(descriptor)


def _opened(path: Path) -> int:
    """The file opened without waiting for a pipe's writer, in the very folder that was checked."""
    if sys.platform == "win32":
        check_private_folder(path.parent)
        return os.open(path, os.O_RDONLY | os.O_BINARY)
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        _require_private(path.parent, os.fstat(folder))
        return os.open(path.name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
    finally:
        os.close(folder)


def _require_private(path: Path, status: os.stat_result) -> None:
    if not stat.S_ISDIR(status.st_mode):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path))
    fault = _fault(status)
    if fault is not None:
        fix = f'run chmod 700 "{path}" once you know what is in it, or name another folder'
        raise InputError([Problem(str(path), "", fault, _EXPECTED, fix)])


def _fault(status: os.stat_result) -> str | None:
    """Who else may have written it, where the system knows."""
    if sys.platform == "win32":
        return None
    if status.st_uid not in (os.geteuid(), 0):
        return f"one that belongs to another user (number {status.st_uid})"
    if status.st_mode & _WRITABLE_BY_OTHERS:
        return f"one that others may write to (mode {stat.S_IMODE(status.st_mode):04o})"
    return None

"""Locks on files that end with the process that holds them, however it ends."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

#: Windows closes the locked bytes to readers, so those far behind the text are locked.
_LOCKED_BYTE = 2**30
_LONGEST_TEXT = 200


class LockedError(Exception):
    """Another process holds the lock; the text says which, where it is known."""


def try_lock(descriptor: int) -> bool:
    """Lock an open file until it is closed; whether nobody else holds it.

    Raises
    ------
    OSError
        If the file system has no locks.
    """
    if sys.platform == "win32":
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def hold_lock(path: Path) -> Generator[None]:
    """Hold a lock file, which is there only as long; one that a dead process left is taken over.

    Raises
    ------
    LockedError
        If another process, or another thread of this one, holds it.
    OSError
        With the file's name, if it cannot be written or the file system has no locks.
    """
    try:
        descriptor = _locked(path)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    try:
        yield
    finally:
        if os.name == "posix":  # nobody may lock a file that is about to be removed
            path.unlink(missing_ok=True)
        os.close(descriptor)
        if os.name != "posix":  # an open file cannot be removed there
            with contextlib.suppress(OSError):
                path.unlink()


def _locked(path: Path) -> int:
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    while True:
        descriptor = os.open(path, flags, 0o666)
        try:
            _require_lock(descriptor)
            if _is_still(path, descriptor):
                os.ftruncate(descriptor, 0)
                os.write(descriptor, f"process {os.getpid()} on {socket.gethostname()}\n".encode())
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)  # its holder had finished and removed it in between


def _require_lock(descriptor: int) -> None:
    if not try_lock(descriptor):
        holder = os.read(descriptor, _LONGEST_TEXT).decode(errors="replace").strip()
        raise LockedError(holder or "another process")


def _is_still(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False

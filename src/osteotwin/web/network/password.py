"""The password: what it may be, where its hash lies, whether it is the one."""

from __future__ import annotations

import math
import re
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Final

from osteotwin.errors import InputError, OsteotwinError, Problem
from osteotwin.files import write_bytes
from osteotwin.private_files import make_private_folder, read_private

if TYPE_CHECKING:
    from argon2 import PasswordHasher

FILE: Final = "password.argon2"
#: Without a second factor a password carries all: the length that NIST SP 800-63B asks for in that case.
SHORTEST: Final = 15
LONGEST: Final = 1024
#: Words of this place, which guessers try first; what is left without them must do.
NEAR: Final = (
    "osteotwin", "osteo", "skeleton", "skelett", "bone", "twin", "clinic", "klinik", "hospital", "praxis", "doctor",
    "patient", "diary", "password", "passwort", "admin",
)  # fmt: skip
#: Ten thousand million guesses: beyond what a year at the rate of the login page allows, by far.
_FEWEST_GUESSES_LOG10: Final = 10.0
#: Hashing one takes 64 MiB.
_AT_ONCE: Final = 2


class Password:
    """The one password of a folder.

    Parameters
    ----------
    folder : Path
        Of the diary.
    hasher : argon2.PasswordHasher, optional
        How dear a hash is; else Argon2id as RFC 9106 recommends it where memory is scarce (64 MiB, three passes).
    """

    def __init__(self, folder: Path, hasher: PasswordHasher | None = None) -> None:
        from argon2 import PasswordHasher

        self._folder, self._hasher = folder, hasher or PasswordHasher()
        self._slots = threading.BoundedSemaphore(_AT_ONCE)

    def hash(self) -> str:
        """Return what is kept of it; empty where none is set.

        Raises
        ------
        InputError
            If others may write into the folder.
        """
        if not self._folder.is_dir():
            return ""
        found = read_private(self._folder / FILE)
        return found.decode("ascii", "replace").strip() if found else ""

    def is_right(self, given: str) -> bool:
        """Whether it is the one; takes as long where none is set."""
        from argon2.exceptions import InvalidHashError, VerificationError

        kept = self.hash()
        with self._slots:
            if not kept or len(given) > LONGEST:
                self._hasher.hash("nothing is set")
                return False
            try:
                self._hasher.verify(kept, given)
            except InvalidHashError:
                message = f"{self._folder / FILE} is damaged. Fix: run osteotwin serve --set-password."
                raise OsteotwinError(message) from None
            except (VerificationError, UnicodeError):
                return False
        if self._hasher.check_needs_rehash(kept):
            self._keep(given)
        return True

    def set(self, new: str, where: str = "password") -> None:
        """Keep another one; the sessions of the one before end.

        Raises
        ------
        InputError
            If it is too easy to guess.
        """
        fault = fault_of(new)
        if fault:
            raise InputError(
                [Problem(where, "", f"no password to keep strangers out: {fault}", _ALLOWED, _FIX)]
            )
        self._keep(new)

    def _keep(self, new: str) -> None:
        make_private_folder(self._folder)
        with self._slots:
            write_bytes(self._folder / FILE, self._hasher.hash(new).encode(), private=True)


_ALLOWED: Final = f"{SHORTEST} to {LONGEST} signs of any kind that are hard to guess"
_FIX: Final = (
    "take four or five words that have nothing to do with each other, or what a password manager makes"
)


def fault_of(password: str) -> str:
    """Return why a password will not do; empty where it does."""
    if len(password) < SHORTEST:
        return f"it has {len(password)} signs"
    if len(password) > LONGEST:
        return "it is too long"
    try:
        password.encode()
    except UnicodeError:
        return "it has a sign that is none"
    if _guesses_log10(password) < _FEWEST_GUESSES_LOG10:
        return "it is common, repeats itself or follows the keyboard"
    if _guesses_log10(re.sub("|".join(NEAR), "", password, flags=re.IGNORECASE)) < _FEWEST_GUESSES_LOG10:
        return "without the words that anybody would try here too little is left"
    return ""


def _guesses_log10(password: str) -> float:
    from zxcvbn import zxcvbn

    # It takes no more, in a time that grows with the square.
    found = zxcvbn(password[:72])["guesses"] if password else 1
    return math.log10(float(found))

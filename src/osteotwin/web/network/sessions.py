"""Who is signed in: random words, of which only hashes are kept, in memory, with an end."""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

#: Without a request for so long a session ends [s].
IDLE: Final = 30 * 60.0
#: And it ends after so long in any case [s]: a day's work.
LONGEST: Final = 12 * 3600.0
#: More than a practice has desks; the one that was used longest ago goes.
MOST: Final = 64


@dataclass(frozen=True)
class Session:
    """One of them.

    Attributes
    ----------
    key : str
        The hash of its word.
    client : str
        Who began it, without an address.
    begun, used : float
        By the clock of the table [s].
    rests_on : str
        The hash of the password at its beginning.
    """

    key: str
    client: str
    begun: float
    used: float
    rests_on: str

    @property
    def name(self) -> str:
        """What it is called in the log and on the page; it opens nothing."""
        return self.key[:8]


class Sessions:
    """The table of sessions; stopping the server ends all.

    Parameters
    ----------
    clock : callable
        Gives seconds that never go back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._held: dict[str, Session] = {}
        self._lock = threading.Lock()

    def begin(self, client: str, rests_on: str) -> str:
        """Begin one, and return the word that only its browser knows."""
        word = secrets.token_urlsafe(32)
        now = self._clock()
        with self._lock:
            self._drop_ended(now, rests_on)
            while len(self._held) >= MOST:
                del self._held[min(self._held.values(), key=lambda one: one.used).key]
            key = _key(word)
            self._held[key] = Session(key, client, now, now, rests_on)
        return word

    def of(self, word: str, rests_on: str) -> Session | None:
        """Return the session of a word that is still good, and count it as used."""
        now, key = self._clock(), _key(word)
        with self._lock:
            found = self._held.get(key)
            if found is None:
                return None
            if not _good(found, now, rests_on):
                del self._held[key]
                return None
            self._held[key] = replace(found, used=now)
            return self._held[key]

    def end(self, word: str) -> None:
        """End one."""
        with self._lock:
            self._held.pop(_key(word), None)

    def end_named(self, name: str) -> bool:
        """End one by its name; whether there was one."""
        with self._lock:
            found = [key for key, one in self._held.items() if one.name == name]
            for key in found:
                del self._held[key]
        return bool(found)

    def end_all(self) -> None:
        """End every one."""
        with self._lock:
            self._held.clear()

    def all(self, rests_on: str) -> list[tuple[Session, float, float]]:
        """Return each with how long ago it began and was last used [s], the newest first."""
        now = self._clock()
        with self._lock:
            self._drop_ended(now, rests_on)
            held = sorted(self._held.values(), key=lambda one: -one.begun)
        return [(one, now - one.begun, now - one.used) for one in held]

    def _drop_ended(self, now: float, rests_on: str) -> None:
        self._held = {key: one for key, one in self._held.items() if _good(one, now, rests_on)}


def _good(session: Session, now: float, rests_on: str) -> bool:
    young = now - session.begun < LONGEST and now - session.used < IDLE
    return young and session.rests_on == rests_on


def _key(word: str) -> str:
    return hashlib.sha256(word.encode("utf-8", "replace")).hexdigest()

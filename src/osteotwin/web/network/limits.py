"""How often somebody may ask, and how soon after a wrong password he may try again."""

from __future__ import annotations

import ipaddress
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

#: A page takes some ten requests, a moving slider five a second.
REQUESTS_AT_ONCE: Final = 300.0
REQUESTS_A_SECOND: Final = 20.0
#: Of all together: what a machine hashes without being busy with it.
TRIES_AT_ONCE: Final = 20.0
TRIES_A_SECOND: Final = 1.0
#: Wrong passwords that cost nothing but the typing.
FREE_TRIES: Final = 4
#: Then the wait doubles from one second up to this [s].
LONGEST_WAIT: Final = 15 * 60.0
#: After so long without a try they are forgotten [s].
FORGOTTEN: Final = 60 * 60.0
#: Addresses that are remembered.
_MOST: Final = 4096
Clock = Callable[[], float]


class Buckets:
    """For each name a bucket that empties by one at each request and fills again with time.

    Parameters
    ----------
    at_once, a_second : float
    clock : callable
        Gives seconds that never go back.
    """

    def __init__(self, at_once: float, a_second: float, clock: Clock = time.monotonic) -> None:
        self._most, self._rate, self._clock = at_once, a_second, clock
        self._held: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, name: str) -> float:
        """Take one, and return 0; or take none, and return how long to wait [s]."""
        now = self._clock()
        with self._lock:
            level, at = self._held.get(name, (self._most, now))
            level = min(self._most, level + (now - at) * self._rate)
            taken = level >= 1.0
            self._held[name] = (level - taken, now)
            self._held.move_to_end(name)
            while len(self._held) > _MOST:
                self._held.popitem(last=False)
        return 0.0 if taken else (1.0 - level) / self._rate


class Tries:
    """Wrong passwords of each address: after some of them each further one makes the wait longer.

    Nobody is shut out for good, and nobody by another's tries.
    """

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._held: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, name: str) -> float:
        """Return how long somebody must wait before his next try [s]."""
        with self._lock:
            count, at = self._held.get(name, (0, 0.0))
        if count <= FREE_TRIES:
            return 0.0
        # A power of a great number would not be one.
        pause = min(LONGEST_WAIT, 2.0 ** min(count - FREE_TRIES - 1, 20))
        return max(0.0, at + pause - self._clock())

    def wrong(self, name: str) -> int:
        """Count a wrong password, and return the how-manieth it is."""
        now = self._clock()
        with self._lock:
            count, at = self._held.pop(name, (0, now))
            count = 1 if now - at > FORGOTTEN else count + 1
            self._held[name] = (count, now)
            while len(self._held) > _MOST:
                self._held.popitem(last=False)
        return count

    def right(self, name: str) -> None:
        """Forget the wrong ones."""
        with self._lock:
            self._held.pop(name, None)


def network_of(address: str) -> str:
    """Return what counts as one place: an IPv4 address, or the 64 bits that a household or office has of IPv6."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ipaddress.IPv6Network((found, 64), strict=False))
    return str(found)

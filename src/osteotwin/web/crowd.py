"""Whether many people use the application at about the same time."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from typing import Final

from osteotwin.web.jobs import CROWD

#: Whoever asked for something within it is there still [s].
_WITHIN: Final = 120.0


class Crowd:
    """Who asked for something a short while ago."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._came: OrderedDict[str, float] = OrderedDict()

    def joined_by(self, person: str) -> bool:
        """Note that a person asks for something; whether more people are there than one process answers at once."""
        now = time.monotonic()
        with self._lock:
            self._came[person] = now
            self._came.move_to_end(person)
            while now - next(iter(self._came.values())) > _WITHIN:
                self._came.popitem(last=False)
            return len(self._came) > CROWD

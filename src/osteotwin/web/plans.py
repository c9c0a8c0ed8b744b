"""Searches for plans: done once for each state of a diary, and kept while they may be chosen from."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from typing import Final, TypeAlias

import osteotwin as ot
from osteotwin.progress import ProgressCallback
from osteotwin.web.jobs import Job, Worker

_MOST_KEPT: Final = 4
Search: TypeAlias = "Callable[[int, ProgressCallback], ot.Planned]"  # loaded when it is used


class Plans:
    """What searches found, by what they were asked.

    Parameters
    ----------
    worker : Worker
    people : int
        How many virtual people a plan is chosen by.
    """

    def __init__(self, worker: Worker, people: int) -> None:
        self._worker, self._people = worker, people
        self._kept: OrderedDict[str, tuple[str, ot.Planned]] = OrderedDict()
        self._running: dict[str, Job] = {}

    def of(self, *asked: str) -> ot.Planned | None:
        """Return what was found, where it is there."""
        found = self._kept.get(_key(asked))
        return None if found is None else found[1]

    def begin(self, person: str, search: Search, *asked: str) -> Job:
        """Search, or join who asked for the same already.

        Parameters
        ----------
        person : str
        search : callable
            Takes the number of virtual people and what is called as it goes on.
        *asked : str
            What the search depends on.
        """
        key = _key(asked)
        running = self._running.get(key)
        if running is not None and not running.finished.is_set():
            return running

        def work(on_progress: ProgressCallback) -> None:
            self.keep(person, search(self._people, on_progress), *asked)

        self._running = {name: job for name, job in self._running.items() if not job.finished.is_set()}
        self._running[key] = self._worker.submit(work, person)
        return self._running[key]

    def keep(self, person: str, found: ot.Planned, *asked: str) -> None:
        """Keep what was found as the answer to what may be asked."""
        self._kept[_key(asked)] = person, found
        while len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)

    def forget(self, person: str) -> None:
        """Forget what was found for a person."""
        for key in [key for key, (whose, _) in self._kept.items() if whose == person]:
            del self._kept[key]


def _key(asked: tuple[str, ...]) -> str:
    return hashlib.sha256("\0".join(asked).encode()).hexdigest()

"""What a first outlook and the page *Evidence* need, made while somebody reads the first page."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Final

from osteotwin.progress import ProgressCallback
from osteotwin.web.jobs import BusyError, Worker
from osteotwin.web.later import Later
from osteotwin.web.somebody import simulate_somebody

#: The browser fetches style and script of the first page meanwhile [s].
WAIT: Final = 0.5


Step = Callable[[ProgressCallback], object]


class WarmUp:
    """Does one step after another in the lane of long work, in turn with others.

    Whoever asks for an outlook meanwhile waits for one step at most, and finds made what it made.

    Parameters
    ----------
    worker : Worker
    steps : iterable of callable
        As :func:`steps` returns them.
    wait : float
        How long after it was asked to begin [s].
    """

    def __init__(self, worker: Worker, steps: Iterable[Step], wait: float = WAIT) -> None:
        self._worker, self._steps, self._wait = worker, tuple(steps), wait
        self._begun = threading.Lock()

    def begin(self) -> None:
        """Begin soon; once, however often it is asked."""
        if self._begun.acquire(blocking=False):
            later = threading.Timer(self._wait, self._submit)
            later.daemon = True
            later.start()

    def _submit(self) -> None:
        with suppress(BusyError):  # who waits there warms it up himself
            for step in self._steps:
                self._worker.submit(step, person="")


def steps(rest: Later) -> tuple[Step, ...]:
    """Return what loads the other pages, what simulates, and the trials."""
    return (lambda _: rest.loaded(), simulate_somebody, lambda _: _evidence())


def _evidence() -> None:
    from osteotwin.web.evidence import recorded

    recorded()

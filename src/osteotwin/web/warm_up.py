"""What a first outlook and the page *Evidence* need, made while somebody reads the first page."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final

import osteotwin as ot
from osteotwin.progress import ProgressCallback
from osteotwin.web.jobs import BusyError, Worker
from osteotwin.web.later import Later

#: So few people are simulated; what that loads and compiles serves any number.
_PEOPLE: Final = 8
#: The browser fetches style and script of the first page meanwhile [s].
_WAIT: Final = 0.5


class WarmUp:
    """Loads the other pages and what simulates, in the lane of long work, one step after another.

    Whoever asks for an outlook meanwhile waits for one step at most, and finds made what it made.

    Parameters
    ----------
    worker : Worker
    rest : Later
        The other pages.
    """

    def __init__(self, worker: Worker, rest: Later) -> None:
        self._worker, self._begun = worker, threading.Event()
        self._steps: tuple[Callable[[ProgressCallback], object], ...] = (
            lambda _: rest.loaded(),
            _simulated,
            lambda _: _evidence(),
        )

    def begin(self) -> None:
        """Begin soon, once."""
        if self._begun.is_set():
            return
        self._begun.set()
        later = threading.Timer(_WAIT, self._submit)
        later.daemon = True
        later.start()

    def _submit(self) -> None:
        for step in self._steps:
            try:
                self._worker.submit(step, person="")
            except BusyError:  # others have warmed it up
                return


def _simulated(on_progress: ProgressCallback) -> None:
    """Simulate the example with some people, and move a lever."""
    person = ot.read_person(ot.demo_path())
    twin = ot.Twin.from_person(person, _PEOPLE, 1, on_progress=on_progress)
    answer = ot.run(person, _PEOPLE, 1, twin=twin, on_progress=on_progress)
    ot.Moves(twin, answer).answer(ot.Levers(dose=0.5), on_progress=on_progress)


def _evidence() -> None:
    from osteotwin.web.evidence import recorded

    recorded()

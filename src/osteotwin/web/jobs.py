"""Work that takes longer than a page may: two lanes, queues of bounded length, turns, progress, cancelling.

What somebody waits for with his hand on a slider has a lane of its own: no simulation of seconds is before it.
"""

from __future__ import annotations

import os
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from osteotwin.errors import OsteotwinError
from osteotwin.progress import Progress, ProgressCallback
from osteotwin.web.fair_queue import FairQueue
from osteotwin.web.language import ngettext

#: In each queue; every one of fifty who move a slider has a place.
MOST_WAITING: Final = 64
#: Of one person's.
MOST_OF_ONE: Final = 8
#: Moving sliders that this process answers side by side: while one is simulated, which takes no interpreter lock,
#: another is prepared or written.
HERE_AT_ONCE: Final = min(2, os.cpu_count() or 1)
#: Those that have their turn at once: other processes answer, too, each person's its own. So many that hardly one of
#: these has nothing to do while others wait for another.
SOON_AT_ONCE: Final = 4 * min(4, os.cpu_count() or 1)
#: Finished work that is remembered.
_MOST_FINISHED: Final = 64
#: How the names of the threads begin that work here.
THREADS: Final = "osteotwin-"
#: What does not hear that it was given up, such as loading, is left behind after so long [s].
_PATIENCE: Final = 0.3
#: From more moving sliders than these on, waiting or running, other processes are begun and asked.
CROWD: Final = 4
SUPERSEDED: Final = "a newer place of the slider took its turn"


class CancelledError(Exception):
    """The work was given up on request."""


class BusyError(OsteotwinError):
    """More work waits than will be done."""


@dataclass(eq=False)
class Job:
    """One piece of work.

    Attributes
    ----------
    id : str
    person : str
    tab : str
        Where on the screen it is shown; of what waits for one place only the newest counts.
    turn : int
        Which of its tab it is: the newest has the highest, whichever comes first.
    state : str
        ``waiting``, ``running``, ``done``, ``failed`` or ``cancelled``.
    share : float
        How much of it is done.
    said : str
        Why it failed.
    result : object
    watchers : int
        How many follow how it goes.
    lane : Lane or None
        Where it waits for its turn.
    """

    work: Callable[[ProgressCallback], Any]
    person: str
    tab: str = ""
    turn: int = 0
    id: str = field(default_factory=lambda: secrets.token_hex(8))
    state: str = "waiting"
    share: float = 0.0
    said: str = ""
    result: Any = None
    watchers: int = 0
    finished: threading.Event = field(default_factory=threading.Event)
    lane: Lane | None = None
    _cancelled: bool = False
    _told_at_end: list[Callable[[], None]] = field(default_factory=list)

    @property
    def ahead(self) -> int:
        """How much has its turn before it."""
        return self.lane.ahead(self) if self.lane is not None and self.state == "waiting" else 0

    @property
    def given_up(self) -> bool:
        """Whether somebody asked to give it up."""
        return self._cancelled

    def cancel(self) -> None:
        """Give it up: at once where it waits, else at its next step."""
        self._cancelled = True
        if self.lane is not None:
            self.lane.give_up(self)

    def at_end(self, tell: Callable[[], None]) -> None:
        """Call a function when it has ended, from whatever thread; at once where it has."""
        self._told_at_end.append(tell)
        if self.finished.is_set():
            tell()

    def run(self) -> None:
        """Do the work, unless it was cancelled while it waited."""
        try:
            self._told(Progress(0.0))
            self.state = "running"
            self.result = self.work(self._told)
            self.share, self.state = 1.0, "done"
        except CancelledError:
            self.state = "cancelled"
        except OsteotwinError as error:
            self.said, self.state = str(error), "failed"
        except Exception as error:  # a fault of ours ends the work, not the worker
            self.said, self.state = (
                f"it ended with {type(error).__name__}. Fix: report this as a fault.",
                "failed",
            )
        self.end()

    def end(self) -> None:
        """Tell everybody that it has ended."""
        self.finished.set()
        for tell in self._told_at_end:
            tell()

    def _told(self, progress: Progress) -> None:
        self.share = progress.fraction
        if self._cancelled:
            raise CancelledError


class Lane:
    """Threads that do one piece of work after another, everybody in turn.

    Parameters
    ----------
    name : str
    at_once : int
        How many there are.
    """

    def __init__(self, name: str, at_once: int = 1) -> None:
        self._queue, self._closed = FairQueue[Job](), False
        self._running = 0
        self._changed = threading.Condition()
        self._threads = [
            threading.Thread(target=self._run, name=f"{THREADS}{name}-{k}", daemon=True)
            for k in range(at_once)
        ]
        for thread in self._threads:
            thread.start()

    def put(self, job: Job) -> None:
        """Let work wait for its turn; older work of the same tab gives it its place, newer work keeps its own.

        Raises
        ------
        BusyError
            If too much waits already.
        """
        with self._changed:
            own = self._queue.of(job.person)
            same = next((one for one in own if job.tab and one.tab == job.tab), None)
            late = same is not None and job.turn < same.turn
            if same is None and (len(self._queue) >= MOST_WAITING or len(own) >= MOST_OF_ONE):
                raise BusyError(_busy(len(own), len(self._queue)))
            job.lane = self
            if same is None or (not late and not self._queue.exchange(job.person, same, job)):
                self._queue.put(job.person, job)
            self._changed.notify()
        older = job if late else same
        if older is not None:
            older.said, older.state = SUPERSEDED, "cancelled"
            older.end()

    def __len__(self) -> int:
        """How much waits or runs."""
        with self._changed:
            return len(self._queue) + self._running

    def ahead(self, job: Job) -> int:
        """Return how much has its turn before some work."""
        with self._changed:
            return self._queue.ahead(job.person, job)

    def give_up(self, job: Job) -> None:
        """Take work out of the line, where it waits."""
        with self._changed:
            waited = self._queue.remove(job.person, job)
        if waited:
            job.state = "cancelled"
            job.end()

    def close(self) -> None:
        """Do nothing more; what runs has a moment to end."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        for thread in self._threads:
            thread.join(_PATIENCE)

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closed or len(self._queue) > 0)
                job = None if self._closed else self._queue.take()
                self._running += job is not None
            if job is None:
                return
            job.run()
            with self._changed:
                self._running -= 1


class Worker:
    """Does what pages ask for: one lane for what takes seconds, one for moving sliders.

    Attributes
    ----------
    stopping : bool
        Whether nobody may follow work any more, because the server ends; set from a signal, so it takes no lock.
    """

    def __init__(self) -> None:
        self.stopping = False
        self._long, self._soon = Lane("long"), Lane("soon", SOON_AT_ONCE)
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()

    def submit(
        self,
        work: Callable[[ProgressCallback], Any],
        person: str,
        *,
        soon: bool = False,
        tab: str = "",
        turn: int = 0,
    ) -> Job:
        """Let work wait for its turn.

        Parameters
        ----------
        work : callable
            It takes a callback, to which it tells how far it is, and which ends it where it was given up.
        person : str
            Who takes turns with others.
        soon : bool
            Whether somebody waits with his hand on a slider.
        tab : str
            Of what waits for one person's tab only the newest counts; empty: all of it counts.
        turn : int
            Which of the tab's it is; one that was overtaken on its way does not take a newer one's place.

        Raises
        ------
        BusyError
            If too much waits already.
        """
        job = Job(work, person, tab, turn)
        with self._lock:
            finished = [one for one in self._jobs.values() if one.finished.is_set()]
            for old in finished[: max(len(finished) - _MOST_FINISHED, 0)]:
                del self._jobs[old.id]
            self._jobs[job.id] = job
        try:
            (self._soon if soon else self._long).put(job)
        except BusyError:
            with self._lock:
                del self._jobs[job.id]
            raise
        return job

    @property
    def crowded(self) -> bool:
        """Whether more people move sliders than this process can answer without having them wait."""
        return len(self._soon) > CROWD

    def job(self, name: str) -> Job | None:
        """Return a piece of work by its name."""
        return self._jobs.get(name)

    def of_person(self, person: str) -> list[Job]:
        """Return a person's work that is not finished."""
        return [
            job for job in list(self._jobs.values()) if job.person == person and not job.finished.is_set()
        ]

    def close(self) -> None:
        """Give up all work and end."""
        for job in list(self._jobs.values()):
            job.cancel()
        self._soon.close()
        self._long.close()


def _busy(own: int, all_: int) -> str:
    if own >= MOST_OF_ONE:
        said = ngettext(
            "%(count)s simulation of this person waits already. Fix: try again in a minute.",
            "%(count)s simulations of this person wait already. Fix: try again in a minute.",
            own,
        )
        return said % {"count": own}
    said = ngettext(
        "%(count)s simulation waits already. Fix: try again in a minute.",
        "%(count)s simulations wait already. Fix: try again in a minute.",
        all_,
    )
    return said % {"count": all_}

"""Work that takes longer than a page may: one worker, a queue of bounded length, progress, cancelling."""

from __future__ import annotations

import queue
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from osteotwin.errors import OsteotwinError
from osteotwin.progress import Progress, ProgressCallback

MOST_WAITING: Final = 16
#: Finished work that is remembered.
_MOST_FINISHED: Final = 64


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
    state : str
        ``waiting``, ``running``, ``done``, ``failed`` or ``cancelled``.
    share : float
        How much of it is done.
    said : str
        Why it failed.
    result : object
    """

    work: Callable[[ProgressCallback], Any]
    person: str
    id: str = field(default_factory=lambda: secrets.token_hex(8))
    state: str = "waiting"
    share: float = 0.0
    said: str = ""
    result: Any = None
    finished: threading.Event = field(default_factory=threading.Event)
    _cancelled: bool = False

    def cancel(self) -> None:
        """Give it up at its next step."""
        self._cancelled = True

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
        finally:
            self.finished.set()

    def _told(self, progress: Progress) -> None:
        self.share = progress.fraction
        if self._cancelled:
            raise CancelledError


class Worker:
    """One thread that does one piece of work after another; what a moving slider asks for goes first."""

    def __init__(self) -> None:
        self._queue: queue.PriorityQueue[tuple[int, int, Job | None]] = queue.PriorityQueue()
        self._jobs: dict[str, Job] = {}
        self._lock, self._number = threading.Lock(), 0
        self._thread = threading.Thread(target=self._run, name="osteotwin-worker", daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[ProgressCallback], Any], person: str, *, soon: bool = False) -> Job:
        """Put work into the queue.

        Raises
        ------
        BusyError
            If too much waits already.
        """
        with self._lock:
            waiting = sum(job.state == "waiting" for job in self._jobs.values())
            if waiting >= MOST_WAITING:
                message = f"{waiting} simulations wait already. Fix: try again in a minute."
                raise BusyError(message)
            job = Job(work, person)
            finished = [one for one in self._jobs.values() if one.finished.is_set()]
            for old in finished[: max(len(finished) - _MOST_FINISHED, 0)]:
                del self._jobs[old.id]
            self._jobs[job.id] = job
            self._number += 1
            self._queue.put((0 if soon else 1, self._number, job))
            return job

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
        self._queue.put((-1, 0, None))
        self._thread.join()

    def _run(self) -> None:
        while True:
            _, _, job = self._queue.get()
            if job is None:
                return
            job.run()

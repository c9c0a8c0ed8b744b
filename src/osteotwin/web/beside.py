"""Processes beside the server that answer moving sliders, where more people move than it can answer by itself.

All Python of one process takes turns, on however many cores. So from a crowd on, one process for each core answers;
each person has one of them, which is sent the person's outlook once. Where none can be had, the server answers. They
are begun as soon as many people have come, before they move anything, and end when nothing was asked for a while.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections import OrderedDict
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any, Final

import osteotwin as ot
from osteotwin.progress import Progress, ProgressCallback
from osteotwin.web.somebody import simulate_somebody

#: So many at most, however many cores there are.
_MOST_PROCESSES: Final = 4
#: Outlooks that each of them holds; one takes some 7 MB.
_MOST_HELD: Final = 32
#: How often it is looked whether an answer is wanted still [s].
_LOOK: Final = 0.1
#: Of one that ends again and again no third is begun.
_MOST_ENDS: Final = 3
#: One that was asked nothing for so long ends, and how often that is looked at [s].
_IDLE, _LOOK_IDLE = 600.0, 30.0

Answer = dict[str, Any]
if TYPE_CHECKING:  # else what simulates would be loaded before the first page
    Asked = tuple[ot.Levers, bool, bool]


class Beside:
    """Asks other processes.

    Parameters
    ----------
    processes : int or None
        How many; one for each core otherwise, none where there is but one core.
    """

    def __init__(self, processes: int | None = None) -> None:
        cores = os.cpu_count() or 1
        count = processes if processes is not None else min(cores, _MOST_PROCESSES) if cores > 1 else 0
        self._processes = [_Process() for _ in range(count)]
        self._lock = threading.Lock()
        self._places: dict[str, int] = {}

    def begin(self) -> None:
        """Begin all processes that are not there, so that they are ready when they are asked."""
        for one in self._processes:
            one.begun()

    def answer(
        self,
        key: str,
        moves: ot.Moves,
        levers: ot.Levers,
        on_progress: ProgressCallback,
        *,
        preview: bool,
        only_drawn: bool,
    ) -> Answer | None:
        """Return what :meth:`osteotwin.Moves.answer` does, ``None`` where no other process can tell (yet).

        Parameters
        ----------
        key : str
            Of the outlook.
        moves : Moves
        levers : Levers
        on_progress : callable
            It is asked while the other process works, and raises where the answer is not wanted any more.
        preview, only_drawn : bool

        Raises
        ------
        OsteotwinError
            As the other process did.
        """
        if not self._processes:
            return None
        return self._of(key).answer(key, moves, (levers, preview, only_drawn), on_progress)

    def forget(self, key: str) -> None:
        """Let no process hold an outlook."""
        with self._lock:
            place = self._places.pop(key, None)
        if place is not None:
            self._processes[place].forget(key)

    def numbers(self) -> list[int]:
        """Return the numbers under which the system knows those that are ready."""
        return [number for one in self._processes if (number := one.number()) is not None]

    def close(self) -> None:
        """End all processes."""
        for one in self._processes:
            one.close()

    def _of(self, key: str) -> _Process:
        """Return the process that holds an outlook, or the one that holds the fewest."""
        with self._lock:
            if key not in self._places:
                held = list(self._places.values())
                self._places[key] = min(range(len(self._processes)), key=held.count)
            return self._processes[self._places[key]]


class _Process:
    """One process, begun when it is first asked, and anew where it ended."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._ready: Future[int] | None = None
        self._ends, self._closed = 0, threading.Event()
        self._answering, self._last = 0, 0.0

    def answer(self, key: str, moves: ot.Moves, asked: Asked, on_progress: ProgressCallback) -> Answer | None:
        with self._lock:
            self._answering += 1
        try:
            return self._answer(key, moves, asked, on_progress)
        finally:
            with self._lock:
                self._answering, self._last = self._answering - 1, time.monotonic()

    def _answer(
        self, key: str, moves: ot.Moves, asked: Asked, on_progress: ProgressCallback
    ) -> Answer | None:
        pool = self.begun()
        if pool is None:
            return None
        try:
            found = _waited(pool.submit(_answered, key, None, *asked), on_progress)
            if found is None:  # it does not hold the outlook
                found = _waited(pool.submit(_answered, key, moves, *asked), on_progress)
        except (BrokenProcessPool, CancelledError, RuntimeError):
            self._ended(pool)
            return None
        if isinstance(found, str):
            raise ot.OsteotwinError(found)
        return found

    def forget(self, key: str) -> None:
        with self._lock:
            if self._pool is not None:
                try:
                    self._pool.submit(_forget, key)
                except RuntimeError:  # it has ended, and holds nothing
                    return

    def number(self) -> int | None:
        ready = self._ready
        if ready is None or not ready.done() or ready.cancelled() or ready.exception() is not None:
            return None
        return ready.result()

    def close(self) -> None:
        is_ready = self.number() is not None
        self._closed.set()
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:  # one that loads is not waited for; it ends with the server
            pool.shutdown(wait=is_ready, cancel_futures=True)

    def begun(self) -> ProcessPoolExecutor | None:
        """Return the process once it is ready; begin it where it is not there."""
        with self._lock:
            if self._closed.is_set() or self._ends >= _MOST_ENDS:
                return None
            try:
                if self._pool is None:
                    self._pool = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), _begin)
                    self._ready = self._pool.submit(_made_ready)
                    self._last = time.monotonic()
                    threading.Thread(target=self._end_when_idle, args=(self._pool,), daemon=True).start()
            except (OSError, ImportError, RuntimeError):  # the system gives none
                self._closed.set()
                self._pool = None
                return None
            assert self._ready is not None  # noqa: S101
            return self._pool if self._ready.done() else None

    def _ended(self, pool: ProcessPoolExecutor) -> None:
        """Let another be begun in the place of one that has ended."""
        with self._lock:
            if self._pool is pool:
                self._pool, self._ready, self._ends = None, None, self._ends + 1
        pool.shutdown(wait=False, cancel_futures=True)

    def _end_when_idle(self, pool: ProcessPoolExecutor) -> None:
        """End a process that was asked nothing for a while; whoever asks again has another begun."""
        while not self._closed.wait(_LOOK_IDLE):
            with self._lock:
                if self._pool is not pool:
                    return
                if self._answering or time.monotonic() - self._last < _IDLE:
                    continue
                self._pool, self._ready = None, None
            pool.shutdown(wait=False)
            return


def _waited(found: Future[Any], on_progress: ProgressCallback) -> Any:
    """Return what comes; it is given up where the callback raises."""
    try:
        while wait([found], _LOOK).not_done:
            on_progress(Progress(0.0))
        return found.result()
    finally:
        found.cancel()


# In the other process.

_held: Final[OrderedDict[str, ot.Moves]] = OrderedDict()


def _begin() -> None:
    """End with the server, whatever ends it, and leave its signals to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()

    def end() -> None:
        if parent is not None:
            parent.join()
            os._exit(0)

    threading.Thread(target=end, daemon=True).start()


def _made_ready() -> int:
    """Load what simulates, by use of it, and tell the number of the process."""
    simulate_somebody(lambda _: None)
    return os.getpid()


def _answered(
    key: str, moves: ot.Moves | None, levers: ot.Levers, preview: bool, only_drawn: bool
) -> Answer | str | None:
    """Return an answer, in words why there is none, or ``None`` where the outlook is not held."""
    if moves is not None:
        _held[key] = moves
        while len(_held) > _MOST_HELD:
            _held.popitem(last=False)
    if key not in _held:
        return None
    _held.move_to_end(key)
    try:
        return _held[key].answer(levers, preview=preview, only_drawn=only_drawn)
    except ot.OsteotwinError as error:
        return str(error)


def _forget(key: str) -> None:
    _held.pop(key, None)

"""Blocks of people on the cores of this machine."""

from __future__ import annotations

import os
import threading
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from osteotwin.engine.ensemble.block import Sink, Source
from osteotwin.progress import Progress, ProgressCallback, report

_WATCH_SECONDS = 0.1


class _StoppedError(Exception):
    """The run is given up; a block that hears of it stops."""


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run_here(
    source: Source, sink: Sink, left: list[tuple[int, int]], on_progress: ProgressCallback | None
) -> None:
    """Simulate blocks side by side: while one is prepared or written, another one uses the core.

    Parameters
    ----------
    source : Source
    sink : Sink
    left : list of (int, int)
        First person and the one after the last of each block.
    on_progress : callable or None
        Called with the share of these people that are done.

    Raises
    ------
    BaseException
        Whatever a block or ``on_progress`` raises, after the blocks at work have come to rest.
    """
    if not left:
        return
    workers = min(_cores(), len(left))
    shared = source.with_threads(max(1, _cores() // workers))
    stop = threading.Event()
    people = sum(end - start for start, end in left)
    finished: dict[int, float] = {}

    def work(start: int, end: int) -> None:
        def on_block(now: Progress) -> None:
            if stop.is_set():
                raise _StoppedError
            finished[start] = now.fraction * (end - start)

        report(on_block, 0, 1)
        block = shared.simulate(start, end, on_block)
        report(on_block, 1, 1)
        sink.write(block)

    with ThreadPoolExecutor(workers, thread_name_prefix="cohort") as pool:
        waiting: set[Future[None]] = {pool.submit(work, start, end) for start, end in left}
        try:
            while waiting:
                done, waiting = wait(waiting, _WATCH_SECONDS, FIRST_COMPLETED)
                for future in done:
                    future.result()
                report(on_progress, sum(finished.copy().values()), people)
        except BaseException:
            stop.set()
            pool.shutdown(wait=True, cancel_futures=True)
            raise

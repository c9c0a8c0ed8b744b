"""Waiting for work without holding a thread, and giving it up when whoever waits has left."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager, suppress
from typing import Final

from osteotwin.web.jobs import Job

#: How often it is looked whether who waits is still there [s].
_LOOK: Final = 0.5
#: A page that is loaded again is back within this [s].
GRACE: Final = 4.0


async def ended(job: Job, has_left: Callable[[], Awaitable[bool]]) -> None:
    """Wait until work has ended; it is given up where the client has left.

    Parameters
    ----------
    job : Job
    has_left : callable
        Whether the client has left: ``Request.is_disconnected``.
    """
    loop, over = asyncio.get_running_loop(), asyncio.Event()

    def tell() -> None:
        with suppress(RuntimeError):  # the server stops: nobody waits any more
            loop.call_soon_threadsafe(over.set)

    job.at_end(tell)
    while not job.finished.is_set():
        with suppress(TimeoutError):
            await asyncio.wait_for(over.wait(), _LOOK)
        if not job.finished.is_set() and await has_left():
            job.cancel()
            return


@contextmanager
def watched(job: Job, grace: float = GRACE) -> Generator[None]:
    """Count who follows some work; it is given up when the last has left and nobody comes back for a while."""
    job.watchers += 1
    try:
        yield
    finally:
        job.watchers -= 1
        if not job.watchers and not job.finished.is_set():
            asyncio.get_running_loop().call_later(grace, _give_up_unwatched, job)


def _give_up_unwatched(job: Job) -> None:
    if not job.watchers:
        job.cancel()

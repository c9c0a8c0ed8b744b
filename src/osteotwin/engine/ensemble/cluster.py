"""Blocks of people on the workers of a Dask cluster.

Workers simulate and send their block back; only this process writes, so that they need no disk in common. A
block whose worker dies is simulated again by another one, by the scheduler's own rule.
"""

from __future__ import annotations

from collections.abc import Generator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import islice
from typing import Any
from uuid import uuid4

from osteotwin.engine.ensemble.block import Block, Sink, Source
from osteotwin.errors import MissingLibraryError, SimulationError
from osteotwin.progress import ProgressCallback, report

#: Blocks that each thread of the workers has at hand: one at work, one waiting.
_AT_HAND = 2
#: How long a scheduler is waited for.
_PATIENCE = "10s"


def run_on_cluster(
    source: Source,
    sink: Sink,
    left: list[tuple[int, int]],
    client: Any,
    on_progress: ProgressCallback | None,
) -> None:
    """Simulate blocks on workers and hand them over as they come.

    Parameters
    ----------
    source : Source
    sink : Sink
    left : list of (int, int)
        First person and the one after the last of each block.
    client : distributed.Client
    on_progress : callable or None
        Called with the share of these people that are done.

    Raises
    ------
    SimulationError
        If a block's workers die again and again, or the cluster goes away.
    """
    from distributed import KilledWorker, as_completed

    alone = source.with_threads(1)
    run = uuid4().hex
    waiting = iter(left)
    done, people = 0, sum(stop - start for start, stop in left)

    def submit(bounds: tuple[int, int]) -> Any:
        return client.submit(_simulate, alone, *bounds, key=f"osteotwin-cohort-{run}-{bounds[0]}", pure=False)

    first = islice(waiting, _AT_HAND * max(_threads(client), 1))
    futures = as_completed([submit(bounds) for bounds in first])
    try:
        for future in futures:
            block: Block = future.result()
            future.release()
            if (bounds := next(waiting, None)) is not None:
                futures.add(submit(bounds))
            sink.write(block)
            done += block.stop - block.start
            report(on_progress, done, people)
    except KilledWorker as error:
        raise SimulationError(
            "the workers died again and again at the same people, most likely for want of memory: give them more, "
            "or simulate smaller blocks; what is done is kept"
        ) from error
    except CancelledError as error:
        raise SimulationError(
            "the cluster dropped the work; what is done is kept: run the same again when the cluster is up"
        ) from error
    finally:
        futures.clear()  # releases what is still waiting, so that the workers drop it


def _threads(client: Any) -> int:
    return sum(client.nthreads().values())


def _simulate(source: Source, start: int, stop: int) -> Block:
    return source.simulate(start, stop)


@contextmanager
def connected(address: str) -> Generator[Any]:
    """A client of the cluster whose scheduler has an address, closed at the end.

    Raises
    ------
    MissingLibraryError
        If Dask is not installed (extra ``cluster``).
    SimulationError
        If no scheduler answers there.
    """
    if find_spec("distributed") is None:
        raise MissingLibraryError("Simulating on a cluster", "Dask", "cluster")
    from distributed import Client

    try:
        client: Any = Client(address, timeout=_PATIENCE)
    except (OSError, ValueError) as error:
        raise SimulationError(
            f"no Dask scheduler answers at {address}: start one, or give the address it shows, such as "
            "tcp://127.0.0.1:8786"
        ) from error
    with client:
        yield client

"""Blocks of people on the workers of a Dask cluster.

Workers simulate and send their block back; only this process writes, so that they need no disk in common. A
block whose worker dies is simulated again by another one, by the scheduler's own rule.
"""

from __future__ import annotations

from concurrent.futures import CancelledError
from itertools import islice
from typing import Any
from uuid import uuid4

from osteotwin.engine.ensemble.block import Block, Source
from osteotwin.engine.ensemble.cohort_store import Store
from osteotwin.errors import SimulationError
from osteotwin.progress import ProgressCallback, report

#: Blocks that each thread of the workers has at hand: one at work, one waiting.
_AT_HAND = 2


def run_on_cluster(
    source: Source,
    store: Store,
    left: list[tuple[int, int]],
    client: Any,
    on_progress: ProgressCallback | None,
) -> None:
    """Simulate blocks on workers and write them as they come.

    Parameters
    ----------
    source : Source
    store : Store
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
            store.write(block)
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

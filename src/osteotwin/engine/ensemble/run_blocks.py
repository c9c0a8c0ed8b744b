"""Simulate blocks of people here or on a cluster; the results are the same."""

from __future__ import annotations

from typing import Any

from osteotwin.engine.ensemble.block import Sink, Source
from osteotwin.engine.ensemble.here import run_here
from osteotwin.progress import ProgressCallback


def run_blocks(
    source: Source,
    sink: Sink,
    left: list[tuple[int, int]],
    client: Any,
    on_progress: ProgressCallback | None,
) -> None:
    """Simulate blocks and hand them over as they come.

    Parameters
    ----------
    source : Source
    sink : Sink
    left : list of (int, int)
        First person and the one after the last of each block.
    client : distributed.Client or None
        Whose workers simulate; otherwise the cores of this machine.
    on_progress : callable or None
        Called with the share of these people that are done.

    Raises
    ------
    SimulationError
        If the workers of a cluster die again and again, or it goes away.
    """
    if client is None:
        run_here(source, sink, left, on_progress)
    else:
        from osteotwin.engine.ensemble.cluster import run_on_cluster

        run_on_cluster(source, sink, left, client, on_progress)

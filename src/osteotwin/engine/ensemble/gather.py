"""Simulate a source's people block by block and keep their numbers in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.engine.ensemble.block import Block, Source
from osteotwin.engine.ensemble.run_blocks import run_blocks
from osteotwin.progress import ProgressCallback


@dataclass(frozen=True, eq=False)
class Gathered:
    """What became of people.

    Attributes
    ----------
    values : mapping of str to array [n_people, ...]
        Every variable of the source's layout; NaN where a run failed.
    failures : dict of int to str
        Number of the person to one sentence.
    """

    values: Mapping[str, Vector]
    failures: dict[int, str]

    def write(self, block: Block) -> None:
        """Keep a block."""
        for name, values in self.values.items():
            values[block.start : block.stop] = block.values[name]
        self.failures.update(block.failures)


def gather(
    source: Source,
    people: int,
    *,
    block: int,
    client: Any = None,
    on_progress: ProgressCallback | None = None,
) -> Gathered:
    """Simulate people and return their numbers, in memory that grows with how many they are.

    Parameters
    ----------
    source : Source
    people : int
        1 or more.
    block : int
        People that are simulated together; the results do not depend on it.
    client : distributed.Client or None
        Simulates on its workers; otherwise on the cores of this machine. The results are the same.
    on_progress : callable or None
        Called with the share of the people that are done.

    Raises
    ------
    SimulationError
        If the workers of a cluster die again and again, or it goes away.
    """
    layout = source.layout
    values = {name: np.full((people, *layout.shape(name)), np.nan) for name in layout.variables}
    found = Gathered(values, {})
    left = [(start, min(start + block, people)) for start in range(0, people, block)]
    run_blocks(source, found, left, client, on_progress)
    return found

"""Stages of a calibration, kept on disk, and the time that they took."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from osteotwin.inference.checkpoint import Checkpoint

Result = TypeVar("Result")


@dataclass
class Stages:
    """Runs stages and adds up their time, also of those that an earlier run computed.

    Attributes
    ----------
    checkpoint : Checkpoint
    seconds : float
        Of computing so far.
    """

    checkpoint: Checkpoint
    seconds: float = 0.0

    def run(self, name: str, compute: Callable[[], Result]) -> Result:
        """A stage's result, computed now or taken from disk."""

        def timed() -> tuple[Result, float]:
            before = time.perf_counter()
            return compute(), time.perf_counter() - before

        result, took = self.checkpoint.stage(name, timed)
        self.seconds += took
        return result

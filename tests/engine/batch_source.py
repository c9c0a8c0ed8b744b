"""A source of people for tests of ensembles: the batches that a function makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from osteotwin.body import whole
from osteotwin.endpoints import OUTPUTS
from osteotwin.engine.batch import Batch, BatchEngine, run_batch
from osteotwin.engine.ensemble.block import Block, Layout
from osteotwin.engine.interface import Engine
from osteotwin.engine.kernel_engine import on_threads
from osteotwin.progress import ProgressCallback


@dataclass(frozen=True)
class BatchSource:
    """Simulates the batches that a function makes.

    Attributes
    ----------
    make_block : callable
        Takes ``start`` and ``stop``, returns the :class:`Batch` of these people. Pure and picklable: what it
        gives of a person depends on his number alone.
    engine : Engine
    endpoints : tuple of str
    days : tuple of float [day]
        The output days of every batch.
    about : mapping
        What the batches depend on, as JSON: versions, parameter set, seed.
    final : bool
        Whether each person's last state is kept.
    """

    make_block: Callable[[int, int], Batch]
    engine: Engine | BatchEngine
    endpoints: tuple[str, ...]
    days: tuple[float, ...]
    about: Mapping[str, Any] = field(default_factory=dict[str, Any])
    final: bool = False

    @property
    def layout(self) -> Layout:
        """Endpoints over days, and the final state where it is kept."""
        variables: dict[str, tuple[str, ...]] = dict.fromkeys(self.endpoints, ("day",))
        coordinates: dict[str, tuple[Any, ...]] = {"day": self.days}
        if self.final:
            variables["final"] = ("state",)
            coordinates["state"] = tuple(whole.STATES)
        attributes = {name: {"units": OUTPUTS[name].output_unit} for name in self.endpoints}
        return Layout(variables, coordinates, attributes)

    @property
    def description(self) -> Mapping[str, Any]:
        """What was said about the batches, and the model."""
        return {"model": whole.MODEL_VERSION} | dict(self.about)

    def with_threads(self, threads: int) -> BatchSource:
        """Return the same source, working with this many threads."""
        return replace(self, engine=on_threads(self.engine, threads))

    def simulate(self, start: int, stop: int, on_progress: ProgressCallback | None = None) -> Block:
        """Return people ``start`` to ``stop``."""
        result = run_batch(self.engine, self.make_block(start, stop), on_progress=on_progress)
        outputs = np.zeros((0, len(OUTPUTS))) if result.outputs is None else result.outputs
        table = outputs.reshape(stop - start, len(self.days), len(OUTPUTS))
        order = list(OUTPUTS)
        values = {name: table[:, :, order.index(name)] for name in self.endpoints}
        if self.final:
            values["final"] = result.final
        return Block(start, stop, values, {start + i: why for i, why in result.failures.items()})

"""What a source of simulated people gives: a layout, a description, and any block of people on demand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod
from typing import Any, Protocol

from osteotwin.arrays import Vector
from osteotwin.progress import ProgressCallback

_BYTES = 8  # of a number


@dataclass(frozen=True)
class Layout:
    """What is stored of each person.

    Attributes
    ----------
    variables : mapping of str to tuple of str
        Name to its dimensions beside the person.
    coordinates : mapping of str to tuple
        Dimension to its labels, numbers or names.
    attributes : mapping of str to mapping of str to str
        Variable or coordinate to units and so on.
    """

    variables: Mapping[str, tuple[str, ...]]
    coordinates: Mapping[str, tuple[Any, ...]]
    attributes: Mapping[str, Mapping[str, str]]

    def shape(self, variable: str) -> tuple[int, ...]:
        """A variable's shape for one person."""
        return tuple(len(self.coordinates[name]) for name in self.variables[variable])

    def bytes_per_person(self) -> int:
        """The bytes that one person's numbers take, not compressed."""
        return 1 + _BYTES * sum(prod(self.shape(name)) for name in self.variables)


@dataclass(frozen=True)
class Block:
    """Simulated people ``start`` to ``stop``.

    Attributes
    ----------
    start, stop : int
    values : mapping of str to array [n_people, ...]
        Every variable of the layout; NaN where a run failed.
    failures : mapping of int to str
        Number of the person to one sentence.
    """

    start: int
    stop: int
    values: Mapping[str, Vector]
    failures: Mapping[int, str]


class Sink(Protocol):
    """Takes blocks as they are done, in any order and from several threads."""

    def write(self, block: Block) -> None:
        """Keep a block."""
        ...


class Source(Protocol):
    """Simulates any block of people; pure and picklable.

    What it gives of a person depends on the person's number alone: neither on the block nor on the process.
    """

    @property
    def layout(self) -> Layout:
        """What it gives of each person."""
        ...

    @property
    def description(self) -> Mapping[str, Any]:
        """Everything that the numbers depend on, as JSON: versions, parameter set, seed, days and so on."""
        ...

    def with_threads(self, threads: int) -> Source:
        """The same source, working with this many threads."""
        ...

    def simulate(self, start: int, stop: int, on_progress: ProgressCallback | None = None) -> Block:
        """Simulate people ``start`` to ``stop``; ``on_progress`` may raise, which ends the work."""
        ...

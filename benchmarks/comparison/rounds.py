"""Repetitions in turn: in every round each engine runs once, and ratios are taken within a round."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from comparison.worker import Spent, Worker


@dataclass(frozen=True)
class Spread:
    """The middle of several measurements, and how far they lie apart."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values: list[float]) -> Spread:
        return cls(median(values), min(values), max(values))


def how_many(worker: Worker, tolerance: float, most: int, seconds: float) -> int:
    """How many of the people an engine can take in about so many seconds (warms it up)."""
    few = min(4, most)
    worker.spend(few, tolerance)
    if most <= 2 * few:
        return most
    rate = worker.spend(few, tolerance).rate
    if few < most and rate * seconds > 4 * few:  # a few people tell little of a fast engine
        rate = worker.spend(min(most, 64), tolerance).rate
    return max(1, min(most, round(rate * seconds)))


def take_turns(
    workers: list[Worker],
    tolerances: Mapping[str, float],
    people: Mapping[str, int],
    rounds: int,
    repeats: Mapping[str, int] | None = None,
) -> dict[str, list[Spent]]:
    """What each engine spent in each round; every round begins with another engine."""
    spent: dict[str, list[Spent]] = {worker.name: [] for worker in workers}
    for turn in range(rounds):
        shift = turn % len(workers)
        for worker in workers[shift:] + workers[:shift]:
            count = 1 if repeats is None else repeats[worker.name]
            spent[worker.name].append(worker.spend(people[worker.name], tolerances[worker.name], count))
    return spent


def ratio(ours: list[Spent], theirs: list[Spent]) -> Spread:
    """How many times as many people ours takes per second, round by round."""
    return Spread.of([a.rate / b.rate for a, b in zip(ours, theirs, strict=True)])

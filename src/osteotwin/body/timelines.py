"""Timelines of very many people as flat arrays, which a fast engine reads without unpacking them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np

from osteotwin.arrays import Index, Vector, offsets
from osteotwin.body.schedule import Dose, Timeline


@dataclass(frozen=True)
class Timelines(Sequence[Timeline]):
    """Many timelines as flat arrays; reads as a sequence of :class:`Timeline`.

    Attributes
    ----------
    segment_start : array [n_timeline + 1]
        A timeline's segments are those from segment_start[i] to segment_start[i + 1].
    start, end : array [n_segment, day]
    inputs : array [n_segment, n_input]
    label_of : array [n_segment]
        Place in ``labels``.
    labels : tuple of str
    dose_start : array [n_segment + 1]
        A segment begins with the doses from dose_start[k] to dose_start[k + 1].
    dose_of : array [n_dose]
        Place in ``dose_types``.
    dose_amount : array [n_dose]
    dose_types : tuple of (str, str)
        State and label.
    """

    segment_start: Index
    start: Vector
    end: Vector
    inputs: Vector
    label_of: Index
    labels: tuple[str, ...]
    dose_start: Index
    dose_of: Index
    dose_amount: Vector
    dose_types: tuple[tuple[str, str], ...]

    def __len__(self) -> int:
        return len(self.segment_start) - 1

    @overload
    def __getitem__(self, index: int) -> Timeline: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Timeline, ...]: ...
    def __getitem__(self, index: int | slice) -> Timeline | tuple[Timeline, ...]:
        if isinstance(index, slice):
            return tuple(self[i] for i in range(*index.indices(len(self))))
        if not -len(self) <= index < len(self):
            raise IndexError(f"timeline {index} of {len(self)}")
        place = index % len(self)
        first, last = (int(k) for k in self.segment_start[place : place + 2])
        return Timeline(
            breakpoints=np.append(self.start[first:last], self.end[last - 1]),
            inputs=self.inputs[first:last],
            labels=tuple(self.labels[k] for k in self.label_of[first:last]),
            doses=tuple(self._doses(first, last)),
        )

    def _doses(self, first: int, last: int) -> Iterator[Dose]:
        for k in range(first, last):
            for j in range(self.dose_start[k], self.dose_start[k + 1]):
                state, label = self.dose_types[self.dose_of[j]]
                yield Dose(float(self.start[k]), state, float(self.dose_amount[j]), label)


def flatten(timelines: Sequence[Timeline]) -> Timelines:
    """Timelines as flat arrays; what is flat already comes back as it is."""
    if isinstance(timelines, Timelines):
        return timelines
    labels: dict[str, int] = {}
    kinds: dict[tuple[str, str], int] = {}
    label_of: list[int] = []
    doses_in: list[int] = []
    dose_of: list[int] = []
    amounts: list[float] = []
    for timeline in timelines:
        label_of += [labels.setdefault(label, len(labels)) for label in timeline.labels]
        on_day: dict[float, list[Dose]] = {}
        for dose in timeline.doses:
            on_day.setdefault(dose.day, []).append(dose)
        for day in timeline.breakpoints[:-1].tolist():
            given = on_day.get(day, [])
            doses_in.append(len(given))
            dose_of += [kinds.setdefault((dose.state, dose.label), len(kinds)) for dose in given]
            amounts += [dose.amount for dose in given]
    return Timelines(
        segment_start=offsets([len(timeline.inputs) for timeline in timelines]),
        start=np.concatenate([timeline.breakpoints[:-1] for timeline in timelines]).astype(float),
        end=np.concatenate([timeline.breakpoints[1:] for timeline in timelines]).astype(float),
        inputs=np.ascontiguousarray(np.concatenate([t.inputs for t in timelines]), dtype=float),
        label_of=np.array(label_of, dtype=np.int64),
        labels=tuple(labels),
        dose_start=offsets(doses_in),
        dose_of=np.array(dose_of, dtype=np.int64),
        dose_amount=np.array(amounts, dtype=float),
        dose_types=tuple(kinds),
    )


def join(parts: Sequence[Timelines]) -> Timelines:
    """The timelines of several groups as one."""
    if len(parts) == 1:
        return parts[0]
    labels = offsets([len(part.labels) for part in parts])
    kinds = offsets([len(part.dose_types) for part in parts])
    return Timelines(
        segment_start=offsets(np.concatenate([np.diff(part.segment_start) for part in parts])),
        start=np.concatenate([part.start for part in parts]),
        end=np.concatenate([part.end for part in parts]),
        inputs=np.concatenate([part.inputs for part in parts]),
        label_of=np.concatenate([part.label_of + k for part, k in zip(parts, labels, strict=False)]),
        labels=tuple(label for part in parts for label in part.labels),
        dose_start=offsets(np.concatenate([np.diff(part.dose_start) for part in parts])),
        dose_of=np.concatenate([part.dose_of + k for part, k in zip(parts, kinds, strict=False)]),
        dose_amount=np.concatenate([part.dose_amount for part in parts]),
        dose_types=tuple(kind for part in parts for kind in part.dose_types),
    )


def constant(inputs: Vector, begin: Vector, end: Vector, label: str) -> Timelines:
    """Timelines of one segment each, without doses.

    Parameters
    ----------
    inputs : array [n_timeline, n_input]
    begin, end : array [n_timeline, day]
    label : str
        What goes on in it.
    """
    people = len(inputs)
    return Timelines(
        segment_start=np.arange(people + 1, dtype=np.int64),
        start=begin,
        end=end,
        inputs=inputs,
        label_of=np.zeros(people, dtype=np.int64),
        labels=(label,),
        dose_start=np.zeros(people + 1, dtype=np.int64),
        dose_of=np.zeros(0, dtype=np.int64),
        dose_amount=np.zeros(0),
        dose_types=(),
    )

"""What reaches the body over time: inputs that are constant between breakpoints, and doses."""

from __future__ import annotations

from dataclasses import dataclass

from osteotwin.arrays import Vector


@dataclass(frozen=True)
class Dose:
    """A jump of one state on one day.

    Attributes
    ----------
    day : float [day]
    state : str
    amount : float
        In the state's unit.
    label : str
        What was given, for messages.
    """

    day: float
    state: str
    amount: float
    label: str


@dataclass(frozen=True)
class Timeline:
    """Inputs that are constant between breakpoints, and doses.

    Attributes
    ----------
    breakpoints : array [n_segment + 1, day]
    inputs : array [n_segment, n_input]
        In the order of ``osteotwin.body.whole.INPUTS``.
    labels : tuple of str
        What began with each segment, for messages.
    doses : tuple of Dose
        Sorted by day, each on a breakpoint.
    """

    breakpoints: Vector
    inputs: Vector
    labels: tuple[str, ...]
    doses: tuple[Dose, ...] = ()

    def __post_init__(self) -> None:
        if not len(self.breakpoints) - 1 == len(self.inputs) == len(self.labels):
            message = (
                f"{len(self.breakpoints)} breakpoints bound {len(self.breakpoints) - 1} segments, "
                f"but there are {len(self.inputs)} rows of inputs and {len(self.labels)} labels"
            )
            raise ValueError(message)

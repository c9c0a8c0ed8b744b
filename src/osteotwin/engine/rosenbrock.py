"""What the engines that run the generated kernel share: the settings of the Rosenbrock solver."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from osteotwin.engine.batch import Batch, BatchEngine
from osteotwin.engine.kernel.record import Record, make_record
from osteotwin.engine.kernel.tableau import METHODS


@dataclass(frozen=True)
class RosenbrockEngine(BatchEngine):
    """Settings of the solver.

    Attributes
    ----------
    method : str
        ``"Rodas4"`` or ``"Rodas5P"``.
    relative_tolerance, absolute_tolerance : float
        The absolute tolerance is scaled by each state's own size.
    first_step : float [day]
    after_change : float
        After a change of inputs or a dose the step begins with this share of the one before. Where it is too large for
        the tolerance, the first steps are taken in vain.
    step_limit : int
        Steps after which a person is given up.

    Raises
    ------
    ValueError
        If the solver cannot work with a setting.
    """

    method: str = "Rodas5P"
    relative_tolerance: float = 1e-6
    absolute_tolerance: float = 1e-8
    first_step: float = 0.01
    after_change: float = 0.05
    step_limit: int = 1_000_000

    def __post_init__(self) -> None:
        for name, (fits, what) in self._limits().items():
            if not fits:
                message = f"{name} must be {what}, not {getattr(self, name)!r}"
                raise ValueError(message)

    def _limits(self) -> dict[str, tuple[bool, str]]:
        """For each setting whether it fits, and what it must be."""
        positive = ("relative_tolerance", "absolute_tolerance", "first_step", "after_change")
        return {name: (0 < getattr(self, name) < np.inf, "a positive number") for name in positive} | {
            "method": (self.method in METHODS, " or ".join(METHODS)),
            "step_limit": (self.step_limit >= 1, "1 or more"),
        }

    def record(self, batch: Batch, *, states: bool, outputs: bool, columns: int = 0) -> Record:
        """The record of a batch for the kernel; see :func:`osteotwin.engine.kernel.record.make_record`."""
        return make_record(
            batch,
            relative=self.relative_tolerance,
            absolute=self.absolute_tolerance,
            first_step=self.first_step,
            after_change=self.after_change,
            step_limit=self.step_limit,
            states=states,
            outputs=outputs,
            columns=columns,
        )

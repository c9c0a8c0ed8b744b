"""What the fit aims at: every measured value that the model can be asked for, and whose trial it is."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from osteotwin.evidence.comparison import Compared, compared
from osteotwin.evidence.forward import Question


@dataclass(frozen=True)
class Targets(Compared):
    """Measured values, in the order of a question's rows.

    Attributes
    ----------
    trial : tuple of str
        Trial of each row.
    """

    trial: tuple[str, ...]

    def without(self, trials: frozenset[str]) -> Targets:
        """Return the targets with some trials left out of use."""
        return replace(self, used=self.used & ~self.of(trials))

    def of(self, trials: frozenset[str]) -> NDArray[np.bool_]:
        """Return which rows belong to some trials."""
        return np.array([t in trials for t in self.trial], dtype=bool)

    def take(self, rows: NDArray[np.int64]) -> Targets:
        """Return some of the rows."""
        return Targets(
            tuple(self.kind[i] for i in rows),
            self.observed[rows],
            self.sampling[rows],
            self.logarithmic[rows],
            self.shared[rows],
            self.used[rows],
            tuple(self.trial[i] for i in rows),
        )


def targets_of(question: Question) -> Targets:
    """Return the targets of a question's rows."""
    found = compared(question.measured())
    return Targets(
        found.kind,
        found.observed,
        found.sampling,
        found.logarithmic,
        found.shared,
        found.used,
        tuple(name for name, _ in question.rows),
    )

"""What an engine has to offer to be measured."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from comparison.cases import Case
from osteotwin.arrays import Vector


class Contender(Protocol):
    """One engine, ready for one case.

    Attributes
    ----------
    label : str
        For the tables.
    version : str
    """

    label: str
    version: str

    def load(self, case: Case) -> None:
        """Get ready: compile what depends on the model and the plan; may be called for one case after another."""
        ...

    def run(self, people: Sequence[int], tolerance: float) -> Vector:
        """The outputs of some of the people, shape [n_people, n_time, n_output].

        A person whose run fails gives NaN. The relative tolerance is ``tolerance``, the absolute one a hundredth of
        it times each state's own size.
        """
        ...

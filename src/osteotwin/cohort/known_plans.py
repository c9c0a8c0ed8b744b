"""Plans of one cohort that were simulated: who asks for one again gets what was found."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence

from osteotwin.arrays import Vector
from osteotwin.cohort.cohort import Cohort
from osteotwin.cohort.outputs import Outputs
from osteotwin.cohort.simulation import run_plans
from osteotwin.engine.interface import Engine
from osteotwin.progress import ProgressCallback
from osteotwin.protocol.interventions import Protocol
from osteotwin.protocol.loads import KnownLoads

#: Loads are small, and a lever that runs through its range makes a dozen.
_MOST_LOADS = 200


class KnownPlans:
    """The same people under many plans, on the same days.

    A plan decides everything else: whoever has another cohort, other days or endpoints has another object.

    Parameters
    ----------
    cohort : Cohort
    days : array [n_time, day]
    engine : Engine
    kept : sequence of str
        Endpoints that are kept.
    simulated : sequence of str or None
        Endpoints that are simulated; ``None``: all, so that whoever leaves what a living body can have in any of them
        is left out.
    most : int
        So many plans are kept, the ones asked for last.
    """

    def __init__(
        self,
        cohort: Cohort,
        days: Vector,
        engine: Engine,
        kept: Sequence[str],
        *,
        simulated: Sequence[str] | None = None,
        most: int,
    ) -> None:
        self._cohort, self._days, self._engine = cohort, days, engine
        self._kept, self._simulated, self._most = tuple(kept), simulated, most
        self._found: OrderedDict[Protocol, Outputs] = OrderedDict()
        self._loads: KnownLoads = {}
        self._steady: dict[str, Vector] = {}

    def __len__(self) -> int:
        return len(self._found)

    def of(
        self, plans: Iterable[Protocol], on_progress: ProgressCallback | None = None
    ) -> dict[Protocol, Outputs]:
        """Return what each plan does; those that are not known are simulated side by side."""
        asked = tuple(dict.fromkeys(plans))
        new = [plan for plan in asked if plan not in self._found]
        if new:
            if len(self._loads) > _MOST_LOADS:
                self._loads.clear()
            found = run_plans(
                [self._cohort] * len(new),
                new,
                [self._days] * len(new),
                self._engine,
                endpoints=self._simulated,
                kept=self._kept,
                known=self._loads,
                steady=self._steady,
                on_progress=on_progress,
            )
            self._found |= zip(new, found, strict=True)
        result = {plan: self._found[plan] for plan in asked}
        for plan in asked:
            self._found.move_to_end(plan)
        while len(self._found) > self._most:
            self._found.popitem(last=False)
        return result

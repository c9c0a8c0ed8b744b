"""What a man cares about who takes anastrozole: bone lost, bone that training and food win back, early signs.

Every outcome is a function of a man: of the model's parameters and of what is known about him.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.cohort.cohort import alike
from osteotwin.cohort.initial_state import initialize_cohort
from osteotwin.cohort.profile import Profile
from osteotwin.cohort.simulation import day_before, run_plan
from osteotwin.engine.interface import Engine
from osteotwin.evidence.forward_model import FORWARD_ENGINE
from osteotwin.parameters import ParameterSet
from osteotwin.parameters.sample import central
from osteotwin.progress import ProgressCallback, report
from osteotwin.protocol.interventions import DrugCourse, Protocol
from osteotwin.protocol.presets import load_preset
from osteotwin.studies.sobol_inputs import FIELDS

#: Days on which he is looked at: before, after three months, one year and three.
DAYS = (0.0, 91.0, 365.0, 1096.0)
_START, _MONTHS_3, _YEAR_1, _YEARS_3 = range(4)
_OUTPUTS = ("estradiol", "ctx", "bmd_lumbar_spine", "bmd_total_hip")

ANASTROZOLE = Protocol((DrugCourse("anastrozole", 1.0, 1.0),))
PRESET = "standard_lifestyle"

#: Men simulated together: enough to fill every lane, few enough to keep memory small.
_TOGETHER = 4096

#: outcome -> (label, unit), in the order of the columns
OUTCOMES: dict[str, tuple[str, str]] = {
    "estradiol_ratio": ("Estradiol after 3 months over before", ""),
    "ctx_3_months": ("Change of CTX after 3 months", "%"),
    "lumbar_spine_1_year": ("Change of lumbar spine BMD after 1 year", "%"),
    "lumbar_spine_3_years": ("Change of lumbar spine BMD after 3 years", "%"),
    "total_hip_1_year": ("Change of total hip BMD after 1 year", "%"),
    "total_hip_3_years": ("Change of total hip BMD after 3 years", "%"),
    "won_lumbar_spine_1_year": ("Lumbar spine BMD won back by the lifestyle protocol after 1 year", "points"),
    "won_lumbar_spine_3_years": (
        "Lumbar spine BMD won back by the lifestyle protocol after 3 years",
        "points",
    ),
    "won_total_hip_1_year": ("Total hip BMD won back by the lifestyle protocol after 1 year", "points"),
    "won_total_hip_3_years": ("Total hip BMD won back by the lifestyle protocol after 3 years", "points"),
}


@dataclass(frozen=True)
class Men:
    """Men who differ from one in the middle in some inputs.

    Attributes
    ----------
    parameters : ParameterSet
        Its central values hold for what is not an input.
    profile : Profile
        The same for what is known about a man.
    inputs : tuple of str
        Names of parameters or of fields of a profile (BMD as ``bmd_`` and the site).
    engine : Engine
    """

    parameters: ParameterSet
    profile: Profile
    inputs: tuple[str, ...]
    engine: Engine = FORWARD_ENGINE

    def __post_init__(self) -> None:
        unknown = [name for name in self.inputs if name not in (*self.parameters.names, *FIELDS)]
        if unknown:
            message = f"neither a parameter nor a field of a profile: {', '.join(unknown)}"
            raise ValueError(message)

    def outcomes(
        self, values: Vector, progress: ProgressCallback | None = None
    ) -> tuple[Vector, dict[int, str]]:
        """Return every outcome of every man, and a sentence for each who could not be simulated.

        Parameters
        ----------
        values : array [n_men, n_input]
            In the inputs' units.
        progress : callable or None
            Called with the share of men who are done.

        Returns
        -------
        outcomes : array [n_men, n_outcome]
            In the order of :data:`OUTCOMES`; NaN for men who failed.
        reasons : dict of int to str
        """
        found = np.full((len(values), len(OUTCOMES)), np.nan)
        reasons: dict[int, str] = {}
        for first in range(0, len(values), _TOGETHER):
            part = slice(first, first + _TOGETHER)
            found[part], failed = self._together(values[part])
            reasons |= {first + i: why for i, why in failed.items()}
            report(progress, min(first + _TOGETHER, len(values)), len(values))
        return found, reasons

    def _together(self, values: Vector) -> tuple[Vector, dict[int, str]]:
        columns = dict(zip(self.inputs, values.T, strict=True))
        drawn = central(self.parameters, len(values))
        for name in columns.keys() & set(self.parameters.names):
            drawn.values[:, self.parameters.names.index(name)] = columns[name]
        lifestyle = ANASTROZOLE.plus(load_preset(PRESET))
        same = alike(self.profile, len(values))
        people = replace(same, fields={name: columns.get(name, same.fields[name]) for name in same.fields})
        men = initialize_cohort(people, drawn, day_before([ANASTROZOLE, lifestyle]), self.engine)
        alone, trained = (
            run_plan(men, plan, np.array(DAYS), self.engine, endpoints=_OUTPUTS)
            for plan in (ANASTROZOLE, lifestyle)
        )
        found = _from_outputs(alone.table, trained.table)
        reasons = {**trained.failures, **alone.failures}
        found[list(reasons)] = np.nan
        return found, reasons


def _from_outputs(alone: Vector, trained: Vector) -> Vector:
    """Outcomes from outputs [n_men, n_day, n_endpoint] without and with the lifestyle protocol."""
    ratio = alone / alone[:, :1]
    change, with_it = 100 * (ratio - 1), 100 * (trained / trained[:, :1] - 1)
    won = with_it - change
    estradiol, ctx, spine, hip = range(len(_OUTPUTS))
    columns: Sequence[Vector] = (
        ratio[:, _MONTHS_3, estradiol],
        change[:, _MONTHS_3, ctx],
        *(change[:, day, site] for site in (spine, hip) for day in (_YEAR_1, _YEARS_3)),
        *(won[:, day, site] for site in (spine, hip) for day in (_YEAR_1, _YEARS_3)),
    )
    return np.column_stack(columns)

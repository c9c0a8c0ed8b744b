"""A person's body and plan, or the healthy reference, as an SBML file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from osteotwin.arrays import Vector
from osteotwin.body import whole
from osteotwin.body.sites import DXA_SITES, bmd_key, site_key
from osteotwin.cohort.cohort import alike
from osteotwin.cohort.initial_state import initialize_cohort
from osteotwin.cohort.parameter_sets import parameters_in_use
from osteotwin.cohort.simulation import day_before, density_scale, plan_batch
from osteotwin.endpoints import OUTPUTS
from osteotwin.engine.batch import run_batch
from osteotwin.engine.scipy_engine import SciPyEngine
from osteotwin.errors import SimulationError
from osteotwin.interchange.sbml import export_sbml
from osteotwin.parameters.sample import central
from osteotwin.people.person import Person
from osteotwin.people.twin import Twin

_RESOLUTION: Final = 1e-11
_ENGINE = SciPyEngine(relative_tolerance=1e-9, absolute_tolerance=_RESOLUTION)
#: Virtual people in whose middle the body is, and the seed that draws them: one file is one document.
_PEOPLE, _SEED = 400, 1


def reference_to_sbml() -> str:
    """Return the healthy reference man at rest as an SBML document.

    Examples
    --------
    >>> "<listOfEvents>" in reference_to_sbml()
    False
    """
    used = parameters_in_use()
    values = used.values()
    state = whole.reference_state(whole.namespace(values))
    about = f"The healthy reference man with the parameter set {used.name}, at rest."
    return export_sbml(values, state, about=[about], catalog=used)


@dataclass(frozen=True)
class PersonModel:
    """A person's body and plan for other simulators.

    Attributes
    ----------
    sbml : str
    start : float [day]
        Day of the plan at time 0 of the file.
    duration : float [day]
        Time of the file at which the outlook ends.
    """

    sbml: str
    start: float
    duration: float


def person_to_sbml(person: Person) -> str:
    """A person's central virtual body and plan as an SBML document.

    The body is that in the middle of the virtual people who agree with what was measured.

    Time 0 is the day before the plan, or before what was done earlier, to which the body is run in; the days of both
    are events. Outputs of areal bone density are those of the person on day 0 of the plan. The name and all calendar
    dates stay out.

    Parameters
    ----------
    person : Person

    Raises
    ------
    SimulationError
        If the body has no initial state, or fails before day 0.

    Examples
    --------
    >>> import osteotwin as ot
    >>> "anastrozole" in person_to_sbml(ot.read_person(ot.demo_path()))
    True
    """
    return model_of_person(person).sbml


def model_of_person(person: Person) -> PersonModel:
    """As :func:`person_to_sbml`, with the times that the file is about."""
    used = parameters_in_use()
    profile = Twin.from_person(person, _PEOPLE, _SEED).profile
    day, end = day_before([person.protocol]), max(person.outlook_days, 1.0)
    cohort = initialize_cohort(alike(profile, 1), central(used), day, _ENGINE)
    _raise_if(cohort.failures)
    batch = plan_batch(cohort, person.protocol, np.array([end]))
    # Areal density is anchored at the person's own value on day 0, to which the model is not fitted.
    today = np.array([0.0])
    result = run_batch(_ENGINE, replace(batch, output_days=(today,)))
    _raise_if(result.failures)
    parameters = dict(zip(cohort.parameters.names, cohort.parameters.values[0].tolist(), strict=True))
    if result.outputs is not None:
        scale = density_scale(result.outputs[None], cohort, today, tuple(OUTPUTS))
        for site in DXA_SITES:
            parameters[site_key(site, "reference_bmd")] *= float(
                scale[tuple(OUTPUTS).index(bmd_key(site))][0]
            )
    about = [
        f"The most likely body of one person with the parameter set {used.name}. Time 0 is day "
        f"{day:g} of the plan, before it begins; the plan is given until time {end - day:g}."
    ]
    state = known_states(cohort.states[0])
    text = export_sbml(parameters, state, batch.timelines[0], about=about, catalog=used)
    return PersonModel(text, day, end - day)


def known_states(state: Vector) -> dict[str, float]:
    """Starting values by name; nothing where one is too small for the solver that found it to know it.

    Simulators scale their tolerance by the starting value: with a drug's 1e-27, which is noise, they cannot go on.

    Parameters
    ----------
    state : array [n_state]
    """
    values = np.where(np.abs(state) >= _RESOLUTION, state, 0.0)
    return dict(zip(whole.STATES, values.tolist(), strict=True))


def _raise_if(failures: Mapping[int, str]) -> None:
    if failures:
        raise SimulationError(failures[0])

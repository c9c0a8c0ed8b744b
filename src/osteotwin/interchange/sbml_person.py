"""A person's body and plan, or the healthy reference, as an SBML file."""

from __future__ import annotations

import numpy as np

from osteotwin.body import whole
from osteotwin.body.sites import DXA_SITES, bmd_key, site_key
from osteotwin.cohort.initial_state import habits_of
from osteotwin.cohort.parameter_sets import parameters_in_use
from osteotwin.cohort.single_person import day_before, settle
from osteotwin.endpoints import OUTPUTS
from osteotwin.engine.interface import Job
from osteotwin.engine.scipy_engine import SciPyEngine
from osteotwin.errors import SimulationError
from osteotwin.interchange.sbml import export_sbml
from osteotwin.parameters.sample import central
from osteotwin.people.person import Person
from osteotwin.people.profile_of_person import profile_from_person
from osteotwin.protocol.timeline import compile_timeline

_ENGINE = SciPyEngine(relative_tolerance=1e-9, absolute_tolerance=1e-11)


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


def person_to_sbml(person: Person) -> str:
    """Return a person's central virtual body and his plan as an SBML document.

    Time 0 is the day before his plan, on which his body is settled; the plan's days are events. The readings
    of areal bone density are those of the person on day 0 of his plan. His name and all calendar dates stay out.

    Parameters
    ----------
    person : Person

    Raises
    ------
    SimulationError
        If his body cannot be settled.

    Examples
    --------
    >>> import osteotwin as ot
    >>> "anastrozole" in person_to_sbml(ot.read_person(ot.demo_path()))
    True
    """
    used = parameters_in_use()
    profile, _ = profile_from_person(person)
    day = day_before([person.plan])
    body = settle([profile], central(used), [day], engine=_ENGINE)[0]
    if body.reason is not None:
        raise SimulationError(body.reason)
    parameters = dict(zip(body.names, body.parameters.tolist(), strict=True))
    end = max(person.outlook_days, 1.0)
    timeline = compile_timeline(person.plan, habits_of(profile), parameters, day, end)
    # Areal density is anchored at the person's own value on day 0, where the model is not fitted to him.
    run = _ENGINE.run(Job(body.parameters, body.state, timeline, np.array([0.0])))
    if run.failure is not None:
        raise SimulationError(run.failure)
    for site in DXA_SITES:
        at_start = float(run.outputs[0, list(OUTPUTS).index(bmd_key(site))])
        parameters[site_key(site, "reference_bmd")] *= profile.bmd[site] / at_start
    about = [
        f"The most likely body of one person with the parameter set {used.name}. Time 0 is day "
        f"{day:g} of the plan, before it begins; the plan is given until time {end - day:g}."
    ]
    state = dict(zip(whole.STATES, body.state.tolist(), strict=True))
    return export_sbml(parameters, state, timeline, about=about, catalog=used)

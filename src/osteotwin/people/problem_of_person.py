"""What a person's measured values are compared with, from everything that his file says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from osteotwin.body.sites import DXA_SITES, bmd_key
from osteotwin.cohort.profile import Assumption
from osteotwin.cohort.simulation import day_before
from osteotwin.conditioning.problem import Problem
from osteotwin.engine.interface import Engine
from osteotwin.observing.observation import Observation
from osteotwin.parameters import ParameterSet
from osteotwin.people.conversions import conversions_of
from osteotwin.people.measurement_use import LEVELS
from osteotwin.people.observations import observations_of
from osteotwin.people.person import Person
from osteotwin.people.profile_of_person import profile_from_person
from osteotwin.protocol.interventions import Protocol

_DENSITIES = frozenset(map(bmd_key, DXA_SITES))


def problem_of_person(
    person: Person, parameters: ParameterSet, engine: Engine, plans: Iterable[Protocol] = ()
) -> tuple[Problem, tuple[Assumption, ...]]:
    """Return the problem of conditioning virtual people on what was measured, and what was assumed.

    Areal density is each virtual person's own on the day of the first scan, or today where there is none.

    Parameters
    ----------
    person : Person
    parameters : ParameterSet
    engine : Engine
    plans : iterable of Protocol
        Plans beside the person's own that bodies must be ready before.
    """
    profile, assumptions = profile_from_person(person)
    seen = tuple(one for one in observations_of(person) if isinstance(one, Observation))
    told = outputs_seen(seen)
    profile = replace(profile, wide=frozenset(field for field, output in LEVELS.items() if output in told))
    first = min((one.day for one in seen), default=0.0)
    anchor = min((one.day for one in seen if one.output in _DENSITIES), default=0.0)
    day = min(day_before([person.protocol, *plans]), first - 1.0)
    problem = Problem(profile, parameters, seen, person.protocol, day, anchor, engine)
    return problem, (*assumptions_beside(assumptions, seen), *conversions_of(person))


def outputs_seen(seen: Iterable[Observation]) -> frozenset[str]:
    """The outputs of the model that values see, estradiol under its own name whatever the assay."""
    return frozenset("estradiol" if one.output == "estradiol_immunoassay" else one.output for one in seen)


def assumptions_beside(
    assumptions: tuple[Assumption, ...], seen: tuple[Observation, ...]
) -> tuple[Assumption, ...]:
    """What is assumed of fields of which nothing was measured."""
    told = outputs_seen(seen)
    return tuple(one for one in assumptions if LEVELS.get(one.field, one.field) not in told)

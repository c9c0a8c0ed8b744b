"""What flags look at, and the flag itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import inf
from typing import Annotated

from osteotwin.cohort.outputs import Outputs
from osteotwin.cohort.profile import Profile
from osteotwin.inputs.shipped import Row, Words, load_table
from osteotwin.inputs.values import Number
from osteotwin.people.person import Person
from osteotwin.protocol.interventions import DrugCourse, Protocol

DO_NOT, ASK_FIRST, GOOD_TO_KNOW = "do_not", "ask_first", "good_to_know"
#: From what must not be done to what is good to know.
SEVERITIES = (DO_NOT, ASK_FIRST, GOOD_TO_KNOW)


@dataclass(frozen=True)
class Flag:
    """One thing to mind.

    Attributes
    ----------
    severity : str
        One of :data:`SEVERITIES`.
    text, source : str
    forbids : tuple of str
        Exercises, drugs, ``"calcium"`` or ``"vitamin_d"`` of the plan that it speaks against as they are planned: the
        answer is given without them.
    about : tuple of str
        The matters it speaks of: exercises, drugs, conditions, endpoints, nutrients. One matter is told once.
    """

    severity: str
    text: str
    source: str
    forbids: tuple[str, ...] = ()
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class Limit(Row):
    """One limit of ``limits.toml``."""

    value: Annotated[float, Number(-inf, inf)]
    unit: str
    source: Words


@dataclass(frozen=True)
class Situation:
    """A person, the plan and what it is expected to do.

    Attributes
    ----------
    person : Person
    profile : Profile
        What is taken to be true of the person on day 0.
    outlook : Outputs or None
        Of the plan; ``None`` before anything is simulated: then nothing is said of what is to come.
    highest_calcium, highest_vitamin_d : float
        Largest total intake while the plan runs [mg/day, IU/day].
    """

    person: Person
    profile: Profile
    outlook: Outputs | None
    highest_calcium: float
    highest_vitamin_d: float

    @property
    def plan(self) -> Protocol:
        """The plan."""
        return self.person.plan

    @property
    def conditions(self) -> frozenset[str]:
        """Stated conditions, with a known vertebral fracture among them."""
        broken = {"vertebral_fracture"} if self.person.vertebral_fracture else set[str]()
        return frozenset({*self.person.conditions, *broken})

    def courses(self, drug: str | None = None) -> tuple[DrugCourse, ...]:
        """Return the plan's drug courses, or those of one drug."""
        return courses_of(self.plan, drug)

    def courses_ever(self, drug: str | None = None) -> tuple[DrugCourse, ...]:
        """Return the drug courses of history and plan, or those of one drug."""
        return courses_of(self.person.protocol, drug)


def courses_of(protocol: Protocol, drug: str | None = None) -> tuple[DrugCourse, ...]:
    """Return the drug courses of a protocol, or those of one drug."""
    found = (i for i in protocol.interventions if isinstance(i, DrugCourse))
    return tuple(course for course in found if drug is None or course.drug == drug)


@cache
def limits() -> Mapping[str, Limit]:
    """Return every limit by name.

    Raises
    ------
    ParameterError
        If one lacks its value, unit or source.
    """
    return load_table(dict[str, Limit], "osteotwin.safety", "data", "limits.toml")

"""What flags look at, and the flag itself."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from osteotwin.cohort.outputs import Outputs
from osteotwin.cohort.profile import Profile
from osteotwin.errors import ParameterError
from osteotwin.people.person import Person
from osteotwin.protocol.interventions import DrugCourse, Protocol

#: From what must be stopped to what is good to know.
SEVERITIES = ("stop", "warn", "info")


@dataclass(frozen=True)
class Flag:
    """One thing to mind."""

    severity: str
    text: str
    source: str


@dataclass(frozen=True)
class Limit:
    """One limit of ``limits.toml``."""

    value: float
    unit: str
    source: str


@dataclass(frozen=True)
class Situation:
    """A person, his plan and what it is expected to do.

    Attributes
    ----------
    person : Person
    profile : Profile
        What is taken to be true of him on day 0.
    outlook : Outputs
        Of his plan.
    highest_calcium, highest_vitamin_d : float
        Largest total intake while the plan runs [mg/day, IU/day].
    """

    person: Person
    profile: Profile
    outlook: Outputs
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
        found = (i for i in self.plan.interventions if isinstance(i, DrugCourse))
        return tuple(course for course in found if drug is None or course.drug == drug)


@cache
def limits() -> Mapping[str, Limit]:
    """Return every limit by name.

    Raises
    ------
    ParameterError
        If one lacks its source.
    """
    text = (files("osteotwin.safety") / "data" / "limits.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)
    rows.pop("schema")
    for name, row in rows.items():
        if not row.get("source"):
            message = f"limits.toml: {name}: source is missing"
            raise ParameterError(message)
    return {name: Limit(float(row["value"]), row["unit"], row["source"]) for name, row in rows.items()}

"""How each drug of the library enters the body: as a rate, as doses, or as being present."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated

import numpy as np
from pydantic import Field

from osteotwin.body import whole
from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.errors import NOTHING, ParameterError, Problem
from osteotwin.inputs.shipped import EVIDENCE_LEVELS, Row, Words, parsed, read_as
from osteotwin.inputs.values import Flag, Number, Word
from osteotwin.protocol.interventions import DrugCourse, Protocol
from osteotwin.protocol.library import load_drugs
from osteotwin.protocol.library.tables import library_text

#: Up to this interval a drug's doses are averaged to a rate [day]: a week is short beside bone's months.
LONGEST_AVERAGED_INTERVAL = DAYS_PER_WEEK

#: Ends of a course that differ by the rounding of a sum of intervals are one [day].
_SAME_DAY = 1e-6

FILE = "drug_routes.toml"
_MODES = ("amount", "per_day", "relative", "present")
_Number = Annotated[float, Number(0.0, np.inf)]


@dataclass(frozen=True)
class Route(Row):
    """How one drug enters the body.

    Attributes
    ----------
    drug : str
    mode : str
        ``"amount"``, ``"per_day"``, ``"relative"`` or ``"present"``.
    input, state : str or None
        Where a rate and where a dose enters.
    factor : float
        From the library's dose unit to the unit of the state (or input).
    average_factor : float
        From the dose to the input, where it differs from ``factor``.
    at_most : float
        Bound of the input.
    evidence_level, source : str
        How the factor was come by.
    lasting : bool
        Whether the effect stays when the course ends.
    """

    drug: Words
    mode: Annotated[str, Word(_MODES)]
    factor: _Number
    evidence_level: Annotated[str, Word(EVIDENCE_LEVELS), Field(alias="kind")]
    source: Words
    input: Annotated[str, Word(tuple(whole.INPUTS))] | None = None
    state: Annotated[str, Word(tuple(whole.STATES))] | None = None
    average_factor: _Number = 0.0
    at_most: _Number = np.inf
    lasting: Annotated[bool, Flag()] = False

    @property
    def is_depot(self) -> bool:
        """Whether a dose is injected into a depot."""
        return self.state is not None and self.state.endswith("_depot")

    def averages(self, course: DrugCourse, *, exact: bool) -> bool:
        """Return whether a course enters as a constant rate rather than dose by dose."""
        if self.state is None:
            return True
        if self.input is None or exact or (self.is_depot and course.is_single):
            return False  # one injection has no rhythm to average over: its depot empties as it does
        return course.interval_days <= LONGEST_AVERAGED_INTERVAL

    def level(self, course: DrugCourse) -> float:
        """Return the constant input of a course while it is on."""
        match self.mode:
            case "present":
                return self.factor
            case "per_day":
                return min(self.at_most, course.dose * self.factor)
            case "relative":
                drug = load_drugs()[self.drug]
                standard = drug.usual_dose / drug.usual_interval_days
                return min(self.at_most, course.dose / course.interval_days / standard * self.factor)
            case _:
                return course.dose * (self.average_factor or self.factor) / course.interval_days

    def acts_until(self, course: DrugCourse) -> float:
        """Return the day on which the input of a course is over.

        What is given up to once a week ends with the course. Of what is given less often the last dose acts for its
        interval, and where its mere presence counts as long as the label lets a dose of its size act.
        """
        if self.lasting:
            return np.inf
        if course.interval_days <= LONGEST_AVERAGED_INTERVAL:
            return course.until_day
        acts = course.interval_days
        if self.mode == "present":
            acts = max(acts, load_drugs()[self.drug].days_of_dose(course.dose))
        ends = course.last_dose_day + acts
        return ends if ends > course.until_day + _SAME_DAY else course.until_day

    def administrations(self, course: DrugCourse, end: float) -> Iterator[float]:
        """Yield the days on which a course is given before ``end``."""
        yield from (course.from_day + k * course.interval_days for k in range(course.doses_before(end)))


def injects_weekly(protocol: Protocol) -> bool:
    """Return whether a drug is injected once a week.

    Whoever measures blood on the day of a visit measures it before the injection of that day: at the trough, which
    an average over the week does not tell.
    """
    return any(
        isinstance(item, DrugCourse)
        and item.interval_days == LONGEST_AVERAGED_INTERVAL
        and any(route.is_depot for route in load_routes().get(item.drug, ()))
        for item in protocol.interventions
    )


@cache
def load_routes() -> dict[str, tuple[Route, ...]]:
    """Return where every modelled drug enters.

    Raises
    ------
    ParameterError
        If a route names an unknown mode, input or state, or has no source; if a modelled drug has none.
    """
    text = library_text(FILE)
    routes = parsed(text, FILE).get("routes", {})
    drugs = {name: [{"drug": name, **entry} for entry in entries] for name, entries in routes.items()}
    found = read_as(dict[str, tuple[Route, ...]], drugs, FILE, ("routes",), text)
    missing = [drug.id for drug in load_drugs().values() if drug.modelled and not found.get(drug.id)]
    if missing:
        expected = "one route or more for each drug that is modelled"
        raise ParameterError(Problem(FILE, f"routes.{missing[0]}", NOTHING, expected, "add its routes"))
    return found

"""How each drug of the library enters the body: as a rate, as doses, or as being present."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from osteotwin.body import whole
from osteotwin.constants import DAYS_PER_WEEK
from osteotwin.errors import ParameterError
from osteotwin.protocol.interventions import DrugCourse
from osteotwin.protocol.library import load_drugs

#: Up to this interval a drug's doses are averaged to a rate [day]: a week is short beside bone's months.
LONGEST_AVERAGED_INTERVAL = DAYS_PER_WEEK

_MODES = ("amount", "per_day", "relative", "present")


@dataclass(frozen=True)
class Route:
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
    lasting : bool
        Whether the effect stays when the course ends.
    """

    drug: str
    mode: str
    factor: float
    input: str | None = None
    state: str | None = None
    average_factor: float = 0.0
    at_most: float = np.inf
    lasting: bool = False

    def averages(self, course: DrugCourse, *, exact: bool) -> bool:
        """Return whether a course enters as a constant rate rather than dose by dose."""
        if self.state is None:
            return True
        if self.input is None or exact:
            return False
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

    def administrations(self, course: DrugCourse, end: float) -> Iterator[float]:
        """Yield the days on which a course is given before ``end``."""
        count = int(np.ceil((min(course.until_day, end) - course.from_day) / course.interval_days - 1e-9))
        yield from (course.from_day + k * course.interval_days for k in range(max(count, 0)))


@cache
def load_routes() -> dict[str, tuple[Route, ...]]:
    """Return where every modelled drug enters.

    Raises
    ------
    ParameterError
        If a route names an unknown mode, input or state, or has no source.
    """
    text = (files("osteotwin.protocol") / "data" / "drug_routes.toml").read_text(encoding="utf-8")
    tables: dict[str, list[dict[str, Any]]] = tomllib.loads(text)["routes"]
    return {drug: tuple(_route(drug, entry) for entry in entries) for drug, entries in tables.items()}


def _route(drug: str, entry: dict[str, Any]) -> Route:
    known = entry["mode"] in _MODES and entry.get("source") and entry.get("kind")
    places = (
        entry.get("input", "gonad_function") in whole.INPUTS and entry.get("state", "age") in whole.STATES
    )
    if not (known and places):
        message = f"drug_routes.toml: {drug}: unknown mode, input or state, or no source"
        raise ParameterError(message)
    return Route(drug=drug, **{key: value for key, value in entry.items() if key not in ("kind", "source")})

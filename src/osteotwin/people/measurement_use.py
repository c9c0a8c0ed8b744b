"""What becomes of each measurement: it sets the state the twin starts from, or it is only shown, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from osteotwin.body.sites import DXA_SITES
from osteotwin.endpoints import ENDPOINTS, Endpoint
from osteotwin.people.person import Measurement, Person

#: What a measurement does that the twin's start is set from.
START_ONLY: Final = "start only"
_SHOWN_ONLY: Final = "shown only: "

#: field of a profile -> endpoints that give it; on one day the first of them is taken.
_SOURCES: Final[Mapping[str, tuple[str, ...]]] = {
    **{f"bmd_{site}": (f"bmd_{site}", f"t_score_{site}", f"z_score_{site}") for site in DXA_SITES},
    "estradiol_pg_ml": ("estradiol",),
    "testosterone_ng_dl": ("testosterone",),
    "lh_iu_l": ("lh",),
    "vitamin_d_25ohd_ng_ml": ("25ohd",),
    "weight_kg": ("weight",),
    "height_cm": ("height",),
}


def measured_fields(person: Person) -> dict[str, Measurement]:
    """The measurement that each field of a person's profile is set from.

    The latest on or before the start; of several on its day the one whose endpoint comes first, and of several of one
    endpoint the first in the file. Height only tells the weight that is usual at it.
    """
    found: dict[str, Measurement] = {}
    for field, sources in _SOURCES.items():
        if field == "lh_iu_l" and person.sex == "female":
            continue
        usable = [m for m in person.measurements if m.what in sources and m.date <= person.start]
        if usable:
            found[field] = max(usable, key=lambda m: (m.date, -sources.index(m.what)))
    if "weight_kg" in found or person.weight_kg is not None:
        found.pop("height_cm", None)
    return found


def endpoint_of_field(field: str) -> Endpoint | None:
    """The endpoint that a field of a profile is set from; ``None`` where nobody measures it."""
    return ENDPOINTS[_SOURCES[field][0]] if field in _SOURCES else None


def uses_of_measurements(person: Person) -> tuple[str, ...]:
    """What becomes of each measurement of a person, in their order.

    Returns
    -------
    tuple of str
        :data:`START_ONLY`, or ``"shown only: "`` and the reason.
    """
    taken = measured_fields(person)
    chosen = {id(row) for row in taken.values()}
    return tuple(
        START_ONLY if id(row) in chosen else _SHOWN_ONLY + _reason(row, person, taken)
        for row in person.measurements
    )


def _reason(row: Measurement, person: Person, taken: Mapping[str, Measurement]) -> str:
    endpoint = ENDPOINTS[row.what]
    field = next((field for field, sources in _SOURCES.items() if row.what in sources), None)
    if row.date > person.start:
        return f"it is later than the start of the plan, {person.start}, and the course is not fitted to it"
    if field is None:
        why = endpoint.note if endpoint.output is None else ""
        return why or f"the state at the start is not set from {endpoint.label}"
    if field not in taken and row.what == "height":
        return "height only stands in for weight, which is given"
    if field not in taken:
        return f"in women the state at the start is not set from {endpoint.label}"
    other = taken[field]
    if other.date > row.date:
        return f"{ENDPOINTS[other.what].label} of {other.date} is later"
    if other.what != row.what:
        return f"{ENDPOINTS[other.what].label} of the same day is taken"
    return "the first value of the day in the file is taken"

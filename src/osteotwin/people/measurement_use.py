"""What becomes of each measurement: virtual people are conditioned on it, it sets their start, or it is only shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from osteotwin.endpoints import ENDPOINTS, Endpoint
from osteotwin.observing.observation import Observation
from osteotwin.people.observations import observations_of
from osteotwin.people.person import Measurement, Person

#: Virtual people have to agree with it.
CONDITIONS: Final = "conditions"
#: What a measurement does that only the twin's start is set from.
START_ONLY: Final = "start only"
#: Flags and guidelines mind it, and no number depends on it.
FLAGS: Final = "flags"
_SHOWN_ONLY: Final = "shown only: "

#: field of a profile -> endpoint that the start is set from.
_START: Final[Mapping[str, str]] = {"weight_kg": "weight", "height_cm": "height"}
#: field of a profile -> endpoint of the laboratory that stands for it, and the output of the model that it sees.
LEVELS: Final[Mapping[str, str]] = {
    "estradiol_pg_ml": "estradiol",
    "testosterone_ng_dl": "testosterone",
    "lh_iu_l": "lh",
    "vitamin_d_25ohd_ng_ml": "25ohd",
}


def fields_of_start(person: Person) -> dict[str, Measurement]:
    """The measurement that each field of the start is set from: the latest on or before day 0.

    Of several on its day the first in the file. Height only tells the weight that is usual at it.
    """
    found: dict[str, Measurement] = {}
    for field, what in _START.items():
        usable = [row for row in person.measurements if row.what == what and row.date <= person.start]
        if usable:
            found[field] = max(usable, key=lambda row: row.date)
    if "weight_kg" in found or person.weight_kg is not None:
        found.pop("height_cm", None)
    return found


def endpoint_of_field(field: str) -> Endpoint | None:
    """The endpoint that stands for a field of a profile; ``None`` where nobody measures it."""
    return ENDPOINTS.get({**LEVELS, **_START}.get(field, field))


def uses_of_measurements(person: Person) -> tuple[str, ...]:
    """What becomes of each measurement of a person, in their order.

    Returns
    -------
    tuple of str
        :data:`CONDITIONS`, :data:`START_ONLY`, :data:`FLAGS`, or ``"shown only: "`` and the reason.
    """
    taken = fields_of_start(person)
    chosen = {id(row) for row in taken.values()}
    return tuple(
        CONDITIONS
        if isinstance(seen, Observation)
        else START_ONLY
        if id(row) in chosen
        else FLAGS
        if ENDPOINTS[row.what].group == "blood" and row.date <= person.start
        else _SHOWN_ONLY + (_why_not_start(row, person, taken) or seen.why)
        for row, seen in zip(person.measurements, observations_of(person), strict=True)
    )


def _why_not_start(row: Measurement, person: Person, taken: Mapping[str, Measurement]) -> str:
    """Why a weight or a height does not set the start."""
    field = next((field for field, what in _START.items() if row.what == what), None)
    if field is None:
        return ""
    if field not in taken:
        return (
            f"it is later than today, {person.start}"
            if row.date > person.start
            else "height only stands in for weight, which is given"
        )
    other = taken[field]
    if other.date > row.date:
        return f"{ENDPOINTS[other.what].label} of {other.date} is later"
    return "the first value of the day in the file is taken"

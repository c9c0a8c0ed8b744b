"""What no single key of a person file can tell: values that no one person can have together."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from osteotwin.constants import DAYS_PER_WEEK, DAYS_PER_YEAR
from osteotwin.endpoints import ENDPOINTS
from osteotwin.inputs.notes import Notes
from osteotwin.people.person import Measurement
from osteotwin.people.person_file import MeasurementTable, PersonTable
from osteotwin.protocol.interventions import DrugCourse
from osteotwin.protocol.library import load_drugs
from osteotwin.protocol.plan_draft import PlanDraft

#: Measurements of younger people say nothing of an adult's start.
YOUNGEST_MEASURED = 18.0
#: Beyond them nobody has lived, or weight and height are in the wrong units [kg/m2].
LOWEST_BMI, HIGHEST_BMI = 9.0, 110.0

Measured = Sequence[tuple[MeasurementTable, Measurement]]


def check_plausible(
    person: PersonTable,
    measured: Measured,
    draft: PlanDraft,
    start: datetime.date | None,
    until: datetime.date | None,
    notes: Notes,
) -> None:
    """Note what contradicts itself within a person or between the person and the plan.

    Parameters
    ----------
    person : PersonTable
    measured : sequence of (MeasurementTable, Measurement)
    draft : PlanDraft
    start, until : datetime.date or None
        The outlook.
    notes : Notes
    """
    _one_value_a_day(measured, notes)
    _grown_up(person, measured, notes)
    _weight_for_height(person, measured, notes)
    _operations(person, draft, notes)
    _hip_among_major(person, notes)
    if start is not None and until is not None:
        _within_outlook(draft, start, until, notes)


def _one_value_a_day(measured: Measured, notes: Notes) -> None:
    """Note a second value of one endpoint by one method on one day, unless it is the same."""
    first: dict[tuple[object, ...], Measurement] = {}
    for table, row in measured:
        earlier = first.setdefault((row.what, row.date, row.device, row.assay), row)
        if earlier.value != row.value:
            notes.add(
                table.at("value"),
                f"{row.value:g} {row.unit} beside {earlier.value:g} {earlier.unit} of the same day".replace("  ", " "),
                f"one value of {ENDPOINTS[row.what].label} a day",
                "correct the date of one, keep the one that counts, or tell them apart by device or assay",
            )  # fmt: skip


def _grown_up(person: PersonTable, measured: Measured, notes: Notes) -> None:
    """Note what was measured in a child."""
    if person.birth_date is None:
        return
    for table, row in measured:
        age = (row.date - person.birth_date).days / DAYS_PER_YEAR
        if 0.0 < age < YOUNGEST_MEASURED:
            notes.add(
                table.at("date"),
                f"{row.date}, at an age of {age:.1f} years",
                f"a measurement from the age of {YOUNGEST_MEASURED:g} on: an adult's start is set from it",
                "correct the year, or remove the measurement",
            )


def _weight_for_height(person: PersonTable, measured: Measured, notes: Notes) -> None:
    """Note a weight that nobody of that height has; the measured height counts where none is stated."""
    heights = [row.value for _, row in measured if row.what == "height"]
    height = person.height if person.height is not None else heights[-1] if heights else None
    if height is None:
        return
    weights = [(person.at("weight"), person.weight)] if person.weight is not None else []
    weights += [(table.at("value"), row.value) for table, row in measured if row.what == "weight"]
    for place, weight in weights:
        bmi = weight / (height / 100.0) ** 2
        if not LOWEST_BMI <= bmi <= HIGHEST_BMI:
            low, high = (bound * (height / 100.0) ** 2 for bound in (LOWEST_BMI, HIGHEST_BMI))
            notes.add(
                place,
                f"{weight:g} kg at a height of {height:g} cm, a body mass index of {bmi:.1f}",
                f"{low:.0f} to {high:.0f} kg at that height (an index of {LOWEST_BMI:g} to {HIGHEST_BMI:g})",
                "check weight, height and their units",
            )


def _hip_among_major(person: PersonTable, notes: Notes) -> None:
    """Note a probability of a hip fracture above that of any major one, of which the hip is one."""
    hip, major = person.frax_hip, person.frax_major
    if hip is not None and major is not None and hip > major:
        notes.add(
            person.at("frax_hip"),
            f"{hip:g} % beside frax_major = {major:g} %",
            "at most the probability of a major fracture, which counts the hip",
            "check whether the two are exchanged",
        )


def _operations(person: PersonTable, draft: PlanDraft, notes: Notes) -> None:
    """Note an operation on what this person does not have."""
    library = load_drugs()
    for entry in draft.entries:
        drug = library[entry.intervention.drug] if isinstance(entry.intervention, DrugCourse) else None
        if drug is not None and drug.only_for and person.sex not in (drug.only_for, None):
            notes.add(
                entry.table.at("name"),
                f"{drug.label} in a person whose sex is {person.sex}",
                f"it only where the sex is {drug.only_for}",
                "correct the sex, or remove the entry",
            )


def _within_outlook(draft: PlanDraft, start: datetime.date, until: datetime.date, notes: Notes) -> None:
    """Note a plan of which nothing falls into the outlook."""
    tables = [*(entry.table for entry in draft.entries), *draft.presets]
    days = (until - start).days
    begins = [
        day
        for table in tables
        for day in _known(
            (table.begins - start).days if table.begins is not None else None,
            table.begins_day,
            None if table.begins_week is None else DAYS_PER_WEEK * table.begins_week,
        )
    ]
    if tables and len(begins) == len(tables) and min(begins) >= days:
        notes.add(
            ("plan",),
            f"a plan that begins on {start + datetime.timedelta(days=min(begins))}, when the outlook is over",
            f"at least one entry that begins before {until}",
            "let the outlook end later, or correct the dates",
        )


def _known(*days: float | None) -> Iterable[float]:
    """Return the first of several days that is given."""
    return [day for day in days if day is not None][:1]

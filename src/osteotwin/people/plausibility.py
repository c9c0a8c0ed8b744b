"""What no single key of a person file can tell: values that no one person can have together."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from osteotwin.body.sites import SITE_LABELS
from osteotwin.constants import DAYS_PER_WEEK, DAYS_PER_YEAR
from osteotwin.endpoints import ENDPOINTS
from osteotwin.inputs.notes import Notes
from osteotwin.observing.scores import bmd_of_t_score, bmd_of_z_score
from osteotwin.people.ages import age_on
from osteotwin.people.person import Measurement
from osteotwin.people.person_file import MeasurementTable, PersonTable
from osteotwin.people.score_reference import site_of_score, unknown_reference
from osteotwin.people.unit_confusions import group_of, meant_instead
from osteotwin.protocol.interventions import DrugCourse
from osteotwin.protocol.library import load_drugs
from osteotwin.protocol.plan_draft import Entry, PlanDraft
from osteotwin.protocol.plan_file import Window

#: Measurements of younger people say nothing of an adult's start.
YOUNGEST_MEASURED = 18.0
#: Least density that a score may stand for [g/cm2].
LEAST_BMD = 0.05
#: The model has no growing skeleton [year].
YOUNGEST_TREATED = 18.0
#: Longer ago than bone remembers, and than most people's files reach [year].
LONGEST_PAST_YEARS = 40
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
    history: Iterable[Entry] = (),
) -> None:
    """Note what contradicts itself within a person or between the person, the history and the plan.

    Parameters
    ----------
    person : PersonTable
    measured : sequence of (MeasurementTable, Measurement)
    draft : PlanDraft
    start, until : datetime.date or None
        The outlook.
    notes : Notes
    history : iterable of Entry
        What has ended.
    """
    _one_value_a_day(measured, notes)
    _grown_up(person, measured, notes)
    _scores(person, measured, notes)
    _units(person, measured, draft, notes)
    _weight_for_height(person, measured, notes)
    _operations(person, [*history, *draft.entries], notes)
    _within_life(person, [*(entry.table for entry in history), *draft.windows], start, notes)
    _hip_among_major(person, notes)
    if start is not None and until is not None:
        _within_outlook(draft, start, until, notes)


def _one_value_a_day(measured: Measured, notes: Notes) -> None:
    """Note a second value of one endpoint by one method on one day, unless it is the same."""
    first: dict[tuple[object, ...], Measurement] = {}
    for table, row in measured:
        earlier = first.setdefault((row.what, row.date, row.device, row.assay, row.reference), row)
        if earlier.value != row.value:
            notes.add(
                table.at("value"),
                f"{row.value:g} {row.unit} beside {earlier.value:g} {earlier.unit} of the same day".replace("  ", " "),
                f"one value of {ENDPOINTS[row.what].label} a day",
                "correct the date of one, keep the one that counts, or tell them apart by device, assay or reference",
            )  # fmt: skip


def _grown_up(person: PersonTable, measured: Measured, notes: Notes) -> None:
    """Note what was measured in a child."""
    if person.birth_date is None:
        return
    for table, row in measured:
        age = age_on(person.birth_date, row.date)
        if 0.0 < age < YOUNGEST_MEASURED:
            notes.add(
                table.at("date"),
                f"{row.date}, at an age of {age:.1f} years",
                f"a measurement from the age of {YOUNGEST_MEASURED:g} on: an adult's start is set from it",
                "correct the year, or remove the measurement",
            )


def _scores(person: PersonTable, measured: Measured, notes: Notes) -> None:
    """Note a T- or Z-score that stands for no density, or counts from nobody knows whom."""
    if person.sex is None:
        return
    for table, row in measured:
        site = site_of_score(row.what)
        if site is None:
            continue
        fault = unknown_reference(site, person.sex, row.device) if row.reference == "device" else None
        if fault is not None:
            notes.add(table.at("reference"), *fault)
            continue
        if row.what.startswith("t_score_"):
            bmd = bmd_of_t_score(site, row.value, person.sex, row.reference, row.device)
        elif person.birth_date is not None:
            age = (row.date - person.birth_date).days / DAYS_PER_YEAR
            bmd = bmd_of_z_score(site, row.value, person.sex, age)
        else:
            continue
        if bmd is not None and bmd < LEAST_BMD:
            notes.add(
                table.at("value"),
                f"{row.value:g}, which stands for {bmd:.2f} g/cm2 at the {SITE_LABELS[site]}",
                f"a score that stands for {LEAST_BMD:g} g/cm2 or more",
                "check the score and its sign, or write the density",
            )


#: What ionized calcium usually is, and total calcium hardly ever [mg/dL].
_IONIZED = 4.0, 5.8


def _units(person: PersonTable, measured: Measured, draft: PlanDraft, notes: Notes) -> None:
    """Ask about values that are unusual in the unit they have and usual in another one."""
    if person.sex is None or person.birth_date is None:
        return
    library = load_drugs()
    drugs = [entry.intervention.drug for entry in draft.entries if isinstance(entry.intervention, DrugCourse)]
    beside = [*(library[drug].drug_class for drug in drugs), *person.conditions]
    for table, row in measured:
        age = (row.date - person.birth_date).days / DAYS_PER_YEAR
        if row.what == "serum_calcium" and not row.confirmed and _IONIZED[0] <= row.value <= _IONIZED[1]:
            notes.add(
                table.at("value"),
                f"{row.as_given}, which is usual of ionized calcium",
                "the total calcium of the serum",
                "leave ionized calcium out, or add confirmed = true if the total is so low",
            )
            continue
        meant = meant_instead(row, group_of(person.sex, age, person.menopause_age), beside)
        if meant is not None:
            notes.add(
                table.at("value"),
                f"{row.as_given}, a value hardly ever seen",
                f"the number and unit of the laboratory's report: {meant} would be usual",
                f'write "{meant}" if that is meant, or add confirmed = true if the value is right as it stands',
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


def _within_life(
    person: PersonTable, windows: Iterable[Window], start: datetime.date | None, notes: Notes
) -> None:
    """Note what began before birth, in a child, or longer ago than the past of a body is simulated."""
    for window in {window.at(): window for window in windows}.values():
        begins = window.begins_on
        wrong = None if begins is None or start is None else _too_early(begins, person.birth_date, start)
        if wrong is not None:
            name = "begins" if window.begins is not None else "already_since"
            notes.add(
                window.at(name), f"{begins}, {wrong[0]}", wrong[1], "correct the year, or remove the entry"
            )


def _too_early(
    begins: datetime.date, birth: datetime.date | None, start: datetime.date
) -> tuple[str, str] | None:
    """Return what is wrong with the day on which something began, and what is expected."""
    if begins >= start:
        return None
    if birth is not None and begins <= birth:
        return "which is not after birth", f"a date after {birth}"
    age = YOUNGEST_TREATED if birth is None else age_on(birth, begins)
    if age < YOUNGEST_TREATED:
        return (
            f"at an age of {age:.1f} years",
            f"what began from the age of {YOUNGEST_TREATED:g} on: the model knows no growing skeleton",
        )
    ago = age_on(begins, start)
    if ago > LONGEST_PAST_YEARS:
        return f"{ago:.1f} years before today ({start})", f"at most {LONGEST_PAST_YEARS} years before today"
    return None


def _operations(person: PersonTable, entries: Iterable[Entry], notes: Notes) -> None:
    """Note an operation on what this person does not have."""
    library = load_drugs()
    for entry in entries:
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
            (table.begins_on - start).days if table.begins_on is not None else None,
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

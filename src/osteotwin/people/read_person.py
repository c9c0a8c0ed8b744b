"""One file about a person → :class:`Person`, or every problem of the file at once."""

from __future__ import annotations

import datetime
from dataclasses import replace
from os import PathLike, fspath
from typing import Any

from osteotwin.constants import DAYS_PER_WEEK, DAYS_PER_YEAR
from osteotwin.endpoints import MEASURED, Endpoint
from osteotwin.errors import InputError, Problem
from osteotwin.inputs.notes import Notes
from osteotwin.inputs.table import bounded, read_as, read_table
from osteotwin.inputs.toml_file import parsed_toml, read_toml
from osteotwin.observing.observation import EXACT
from osteotwin.people.ages import age_on
from osteotwin.people.limits import may_be_limit, number_of, split_limit
from osteotwin.people.person import Habits, Measurement, Person
from osteotwin.people.person_file import (
    HabitsTable,
    MeasurementTable,
    OutlookTable,
    PersonFile,
    PersonTable,
    unwanted_keys,
)
from osteotwin.people.plausibility import check_plausible
from osteotwin.people.request import MOST_DOSES
from osteotwin.people.today import today_of
from osteotwin.people.tried_fixes import with_tried_fixes
from osteotwin.people.wishes_file import wishes_of
from osteotwin.protocol.history import draft_history, resolve_life
from osteotwin.protocol.human_checks import check_entries, check_humanly_possible
from osteotwin.protocol.interventions import Protocol, Training
from osteotwin.protocol.library import load_foods
from osteotwin.protocol.not_simulated import (
    habitual,
    outside_of,
    past_outside,
    placed_outside,
    split_at_today,
)
from osteotwin.protocol.plan_draft import PlanDraft, draft_plan
from osteotwin.protocol.plan_entries import read_food
from osteotwin.protocol.read_plan import plan_of
from osteotwin.protocol.read_training import read_training
from osteotwin.protocol.timeline import number_of_doses
from osteotwin.units import KINDS, allowed_units

YOUNGEST, OLDEST = 18.0, 110.0
#: Age at the end of an outlook: one person in history is known to have lived longer.
OLDEST_AT_END = 120.0
LONGEST_OUTLOOK_YEARS = 60

#: key that says nothing of an endpoint -> what is expected
_WANTED = {
    "assay": "device",
    "device": "assay",
    "reference": "it only of a T-score",
    "precision": "it only of a scan",
}
_WORDS = {"bmd": "a scan", "t_score": "a T-score", "z_score": "a Z-score"}

_Measured = list[tuple[MeasurementTable, Measurement]]


def read_person(path: str | PathLike[str]) -> Person:
    """Read a person file.

    Parameters
    ----------
    path : str or path-like
        A TOML file with ``[person]`` and ``[outlook]``, and mostly ``[habits]``, ``[[measurement]]``
        and the tables of ``[history]`` and ``[plan]``.

    Returns
    -------
    Person
        In internal units; what the file does not give is ``None``.

    Raises
    ------
    InputError
        With every problem of the file at once.
    """
    file = fspath(path)
    return person_of(Notes.of_text(file, *read_toml(file)))


def person_from_toml(text: str, file: str = "person.toml") -> Person:
    """Read the text of a person file: see :func:`read_person`.

    Parameters
    ----------
    text : str
        TOML.
    file : str
        What the problems call it.
    """
    return person_of(Notes.of_text(file, parsed_toml(text), text))


def person_of(notes: Notes) -> Person:
    """Return the person of a file that is parsed: see :func:`read_person`."""
    content = read_table(PersonFile, notes) or PersonFile()
    person = content.person or PersonTable()
    _check_sex(person, notes)
    habits = Habits() if content.habits is None else _habits(content.habits, person.weight, notes)
    fix = "keep the scans and the laboratory values that matter, or one a month"
    tables = bounded(content.measurement, content.at("measurement"), notes, fix)
    rows = [(table, _measurement(table, notes)) for table in tables]
    measured = [(table, row) for table, row in rows if row is not None]
    draft = draft_plan(content.plan, notes)
    past = draft_history(content.history, notes)
    start, until = _outlook(content.outlook, draft, measured, notes)
    first = start or draft.earliest
    history, plan = resolve_life(past, draft, first, notes, until)
    plan, history = split_at_today(
        replace(plan, not_simulated=placed_outside(draft.outside, first, notes)),
        replace(history, not_simulated=past_outside(outside_of(content.history), first, notes)),
    )
    check_entries([*past, *draft.entries], person.weight, notes)
    _check_doses(history.plus(plan), start, until, notes)
    _check_dates(person, measured, start, notes)
    _check_last_age(person, content.outlook, until, notes)
    check_plausible(person, measured, draft, start, until, notes, past)
    notes.raise_if_any()
    if person.sex is None or person.birth_date is None or start is None or until is None:
        # Every way to one of these leaves a problem; this line is for the type checker and for safety.
        raise InputError(
            [Problem(notes.file, "", "an incomplete file", "a complete person file", "compare the example")]
        )
    conditions = tuple(dict.fromkeys(person.conditions))
    return Person(
        sex=person.sex,
        birth_date=person.birth_date,
        start=start,
        until=until,
        name=person.name,
        height_cm=person.height,
        weight_kg=person.weight,
        menopause_age=person.menopause_age,
        fragility_fractures=int(person.fragility_fractures or 0),
        vertebral_fracture=person.vertebral_fracture or "vertebral_fracture" in conditions,
        frax_hip_percent=person.frax_hip,
        frax_major_percent=person.frax_major,
        conditions=conditions,
        habits=habits,
        measurements=tuple(row for _, row in measured),
        plan=plan,
        history=history,
        wishes=wishes_of(content.wishes),
        source=notes.file,
    )


def check(path: str | PathLike[str]) -> tuple[Problem, ...]:
    """Return every problem of a person file, or of a plan file that stands alone; empty when all is well.

    What a fix says to write is accepted where it is written.
    """
    try:
        table, text = read_toml(path)
    except InputError as error:
        return error.problems
    beside = {"person", "habits", "history", "measurement", "wishes", "outlook"} & set(table)
    read = plan_of if "plan" in table and not beside else person_of

    def problems_of(document: dict[str, Any]) -> tuple[Problem, ...]:
        try:
            read(Notes("", document))
        except InputError as error:
            return error.problems
        return ()

    try:
        read(Notes.of_text(fspath(path), table, text))
    except InputError as error:
        return with_tried_fixes(error.problems, table, problems_of)
    return ()


def _check_sex(person: PersonTable, notes: Notes) -> None:
    if person.has("menopause_age") and person.sex == "male":
        notes.add(person.at("menopause_age"), "an age at menopause for a man", "only for women", "remove it")


def _habits(table: HabitsTable, weight_kg: float | None, notes: Notes) -> Habits:
    """Return the life beside history and plan.

    Foods stand for the whole diet when no total is given: then calcium, and vitamin D if that has no
    total either, are their sums. Calcium and foods together would count the same calcium twice. Where other foods are
    said to bring calcium, too, it is added, and the vitamin D of those that are listed is not that of the diet.
    """
    calcium, vitamin_d = table.calcium, table.vitamin_d
    foods = tuple(
        food
        for entry in bounded(table.food, table.at("food"), notes)
        if (food := read_food(entry, notes)) is not None
    )
    trained: list[Training] = []
    for entry in bounded(table.training, table.at("training"), notes):
        if (item := read_training(entry, notes)) is not None:
            check_humanly_possible(entry, item, weight_kg, notes)
            trained.append(item)
    if table.has("calcium") and table.food:
        notes.add(table.at("food"), "a list of foods beside calcium", "either calcium or the foods that hold it",
                  "remove calcium to have it added up from the foods, or remove the foods")  # fmt: skip
    if table.has("other_calcium") and not table.food:
        notes.add(table.at("other_calcium"), "calcium beside a list of foods that is not there", "foods beside it",
                  "write calcium for what is eaten in all, or add [[habits.food]]")  # fmt: skip
    if foods and calcium is None:
        library = load_foods()
        calcium = sum(library[f.food].calcium_mg * f.servings_per_week for f in foods) / DAYS_PER_WEEK
        calcium += table.other_calcium or 0.0
        if not table.has("vitamin_d") and not table.other_calcium:
            vitamin_d = sum(library[f.food].vitamin_d_iu * f.servings_per_week for f in foods) / DAYS_PER_WEEK
    drugs = habitual(bounded(table.drug, table.at("drug"), notes))
    return Habits(calcium, vitamin_d, foods, tuple(trained), drugs, table.other_calcium if foods else None)


def _measurement(table: MeasurementTable, notes: Notes) -> Measurement | None:
    """Return one measured value in the unit of its endpoint."""
    if table.what is None:
        return None
    endpoint = MEASURED[table.what]
    if not table.has("value"):
        example = KINDS[endpoint.quantity].example
        notes.add(table.at("value"), "nothing", allowed_units(endpoint.quantity), f'add value = "{example}"')
    bound, number = split_limit(table.value) if may_be_limit(endpoint) else (EXACT, table.value)
    value = read_as(table, "value", number_of(endpoint), notes, number)
    _check_keys(table, endpoint, notes)
    if table.date is None or value is None:
        return None
    return Measurement(
        table.date,
        endpoint.id,
        value,
        endpoint.unit,
        str(table.value),
        table.device,
        table.assay,
        table.reference,
        table.precision,
        bound,
        table.confirmed or False,
    )


def _check_keys(table: MeasurementTable, endpoint: Endpoint, notes: Notes) -> None:
    """Note keys that say nothing of what was measured."""
    what = _WORDS.get(endpoint.group, "a laboratory value")
    for key in unwanted_keys(endpoint):
        if table.has(key):
            notes.add(table.at(key), f"{key} for {what}", _WANTED[key], f"remove {key}")


def _outlook(
    outlook: OutlookTable | None, draft: PlanDraft, measured: _Measured, notes: Notes
) -> tuple[datetime.date | None, datetime.date | None]:
    """Return day 0, which is today, and the end of the outlook."""
    last = max((row.date for _, row in measured), default=None)
    if outlook is None:
        return today_of(None, draft, last), None
    until, start = outlook.until, today_of(outlook.begins, draft, last)
    if start is None and not notes.problems and not outlook.has("begins"):
        begun = any(window.already_since for window in draft.windows)
        found = "nothing but what has begun already" if begun else "no date in the plan and no measurement"
        notes.add(outlook.at("begins"), found, "a day to begin with",
                  "add from = 2026-02-01 here or to an entry of the plan")  # fmt: skip
    if start is None or until is None:
        return start, until
    if until <= start:
        notes.add(outlook.at("until"), f"{until}, which is not after the start {start}", f"a date after {start}",
                  "write a later date")  # fmt: skip
    elif (until - start).days > LONGEST_OUTLOOK_YEARS * DAYS_PER_YEAR:
        years = (until - start).days / DAYS_PER_YEAR
        notes.add(outlook.at("until"), f"{until}, {years:.0f} years after the start {start}",
                  f"at most {LONGEST_OUTLOOK_YEARS} years after the start", "write an earlier date")  # fmt: skip
    return start, until


def _check_last_age(
    person: PersonTable, outlook: OutlookTable | None, until: datetime.date | None, notes: Notes
) -> None:
    """Note an outlook that goes on after the age to which people live; who begins too old is told that alone."""
    if outlook is None or until is None or person.birth_date is None or notes.problems:
        return
    age = age_on(person.birth_date, until)
    if age > OLDEST_AT_END:
        found = f"{until}, at an age of {int(age)} years"
        notes.add(
            outlook.at("until"),
            found,
            f"an outlook that ends by the age of {OLDEST_AT_END:g}",
            "write an earlier date",
        )


def _check_doses(
    plan: Protocol, start: datetime.date | None, until: datetime.date | None, notes: Notes
) -> None:
    """Note more single doses than can be simulated one by one."""
    if start is None or until is None:
        return
    doses = number_of_doses(plan, (until - start).days)
    if doses > MOST_DOSES:
        notes.add(
            ("plan",), f"a plan with {doses:,} single doses before the outlook ends", f"at most {MOST_DOSES:,}",
            "check the intervals and their units, or end the outlook earlier",
        )  # fmt: skip


def _check_dates(
    person: PersonTable,
    measured: _Measured,
    start: datetime.date | None,
    notes: Notes,
) -> None:
    """Note dates that contradict each other across tables."""
    birth = person.birth_date
    if birth is not None and start is not None:
        age = age_on(birth, start)
        expected = f"an age of {YOUNGEST:g} to {OLDEST:g} years at the start of the plan ({start})"
        where = person.at("birth_date")
        if birth >= start:
            notes.add(where, f"{birth}, which is not before the start {start}", expected, "correct it")
        elif not YOUNGEST <= age <= OLDEST:
            notes.add(where, f"{birth}, which makes {age:.1f} years", expected, "correct the year")
        elif person.menopause_age is not None and person.menopause_age > age:
            found = f"{person.menopause_age:g} years at an age of {age:.1f}"
            notes.add(person.at("menopause_age"), found, "an age already reached",
                      "remove it if menopause has not come yet")  # fmt: skip
    for table, row in measured:
        if birth is not None and row.date <= birth:
            notes.add(
                table.at("date"),
                f"{row.date}, which is not after birth",
                f"a date after {birth}",
                "correct it",
            )
        elif start is not None and row.date > start:
            notes.add(table.at("date"), f"{row.date}, after today ({start})", "what was measured by today",
                      "correct it, or let the outlook begin on that day or later")  # fmt: skip

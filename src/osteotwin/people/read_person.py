"""One file about a person → :class:`Person`, or every problem of the file at once."""

from __future__ import annotations

from datetime import date, timedelta
from os import PathLike, fspath

from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.errors import InputError, Problem
from osteotwin.inputs.section import Notes, Section
from osteotwin.inputs.toml_file import read_toml
from osteotwin.people.person import Habits, Measurement, Person
from osteotwin.people.person_file import (
    HABIT_KEYS,
    MEASUREMENT_KEYS,
    OUTLOOK_KEYS,
    PERSON_KEYS,
    PersonTable,
    read_habits,
    read_measurement,
    read_person_table,
)
from osteotwin.protocol.plan_draft import FILE_KEYS, PlanDraft, draft_plan
from osteotwin.protocol.read_plan import read_plan, resolve_plan

YOUNGEST, OLDEST = 18.0, 110.0
LONGEST_OUTLOOK_YEARS = 60


def read_person(path: str | PathLike[str]) -> Person:
    """Read a person file.

    Parameters
    ----------
    path : str or path-like
        A TOML file with ``[person]`` and ``[outlook]``, and mostly ``[habits]``, ``[[measurement]]``
        and the tables of ``[plan]``.

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
    table, text = read_toml(file)
    notes = Notes(file, text)
    whole = Section(table, "", notes, FILE_KEYS)
    person = _person_table(whole)
    habits_table = whole.section("habits", HABIT_KEYS)
    habits = Habits() if habits_table is None else read_habits(habits_table)
    rows = [(s, read_measurement(s)) for s in whole.sections("measurement", MEASUREMENT_KEYS)]
    measured = [(section, row) for section, row in rows if row is not None]
    draft = draft_plan(whole)
    start, until = _outlook(whole, draft, [row for _, row in measured])
    plan = resolve_plan(draft, start or draft.earliest)
    _check_dates(whole, person, measured, start, until)
    notes.raise_if_any()
    if person.sex is None or person.birth_date is None or start is None or until is None:
        # Every way to one of these leaves a problem; this line is for the type checker and for safety.
        raise InputError(
            [Problem(file, "", "an incomplete file", "a complete person file", "compare the example")]
        )
    return Person(
        sex=person.sex,
        birth_date=person.birth_date,
        start=start,
        until=until,
        name=person.name,
        height_cm=person.height_cm,
        weight_kg=person.weight_kg,
        menopause_age=person.menopause_age,
        fragility_fractures=person.fragility_fractures,
        vertebral_fracture=person.vertebral_fracture,
        conditions=person.conditions,
        habits=habits,
        measurements=tuple(row for _, row in measured),
        plan=plan,
        source=file,
    )


def check(path: str | PathLike[str]) -> tuple[Problem, ...]:
    """Return every problem of a person file, or of a plan file that stands alone; empty when all is well."""
    try:
        table, _ = read_toml(path)
        if "plan" in table and not {"person", "habits", "measurement", "outlook"} & set(table):
            read_plan(path)
        else:
            read_person(path)
    except InputError as error:
        return error.problems
    return ()


def _person_table(whole: Section) -> PersonTable:
    section = whole.section("person", PERSON_KEYS)
    if section is not None:
        return read_person_table(section)
    if not whole.has("person"):
        whole.problem("person", "nothing", "a [person] table",
                      'add [person] with sex = "male" and birth_date = 1972-05-14')  # fmt: skip
    return PersonTable()


def _outlook(
    whole: Section, draft: PlanDraft, measured: list[Measurement]
) -> tuple[date | None, date | None]:
    """Return day 0 and the end of the outlook.

    Day 0 is the outlook's own ``from``, else the earliest date of the plan, else the day after the
    last measurement.
    """
    sound_so_far = not whole.notes.problems
    section = whole.section("outlook", OUTLOOK_KEYS)
    if section is None:
        if not whole.has("outlook"):
            whole.problem("outlook", "nothing", "an [outlook] table", "add [outlook] with until = 2029-02-01")
        return draft.earliest, None
    begins, until = section.day("from"), section.day("until", required=True)
    start = begins or draft.earliest
    if start is None and measured:
        start = max(row.date for row in measured) + timedelta(days=1)
    if start is None and sound_so_far and not section.has("from"):
        section.problem("from", "no date in the plan and no measurement", "a day to begin with",
                        "add from = 2026-02-01 here or to an entry of the plan")  # fmt: skip
    if start is None or until is None:
        return start, until
    if until <= start:
        section.problem("until", f"{until}, which is not after the start {start}", f"a date after {start}",
                        "write a later date")  # fmt: skip
    elif (until - start).days > LONGEST_OUTLOOK_YEARS * DAYS_PER_YEAR:
        section.problem("until", f"{until}, {(until - start).days / DAYS_PER_YEAR:.0f} years after the start {start}",
                        f"at most {LONGEST_OUTLOOK_YEARS} years after the start", "write an earlier date")  # fmt: skip
    return start, until


def _check_dates(
    whole: Section, person: PersonTable, measured: list[tuple[Section, Measurement]], start: date | None,
    until: date | None,
) -> None:  # fmt: skip
    """Note dates that contradict each other across tables."""
    birth = person.birth_date
    at = start or date.today()
    if birth is not None:
        age = (at - birth).days / DAYS_PER_YEAR
        expected = f"an age of {YOUNGEST:g} to {OLDEST:g} years at the start of the plan ({at})"
        if birth >= at:
            whole.notes.add(
                "person.birth_date", f"{birth}, which is not before the start {at}", expected, "correct it"
            )
        elif not YOUNGEST <= age <= OLDEST:
            whole.notes.add(
                "person.birth_date", f"{birth}, which makes {age:.1f} years", expected, "correct the year"
            )
        elif person.menopause_age is not None and person.menopause_age > age:
            whole.notes.add("person.menopause_age", f"{person.menopause_age:g} years at an age of {age:.1f}",
                          "an age already reached", "remove it if menopause has not come yet")  # fmt: skip
    for section, row in measured:
        if birth is not None and row.date <= birth:
            section.problem(
                "date", f"{row.date}, which is not after birth", f"a date after {birth}", "correct it"
            )
        elif until is not None and row.date > until:
            section.problem("date", f"{row.date}, after the outlook ends", f"{until} or earlier",
                            "correct it, or let the outlook end later")  # fmt: skip

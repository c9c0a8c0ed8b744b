"""Flags about denosumab that wears off: a dose that comes too late, and an end without what must follow it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np

from osteotwin.constants import DAYS_PER_MONTH
from osteotwin.people.person import Person
from osteotwin.protocol.interventions import DrugCourse
from osteotwin.protocol.library import load_drugs
from osteotwin.safety.calendar_months import day_of_dose
from osteotwin.safety.kidney import bears_bisphosphonates
from osteotwin.safety.situation import Flag, Situation, courses_of, limits

DENOSUMAB = "denosumab"
#: What keeps bone after denosumab; drugs that build bone do not (safety limit ``denosumab_followed_dose``).
_FOLLOW_ON_CLASS = "bisphosphonate"
#: Doses so near are one [day].
_SAME_DAY = 1e-3
#: Where the kidney does not bear what usually follows.
_SPECIALIST = "with such a kidney a specialist chooses what may follow"


@dataclass(frozen=True)
class _Uncovered:
    """A time from a dose on in which its effect ends and nothing takes over [day]."""

    dose: float
    next_dose: float | None


def denosumab_gap(situation: Situation) -> Iterator[Flag]:
    """Flag the first dose of denosumab after which its effect ends and nothing adequate follows."""
    uncovered = denosumab_uncovered(situation.person)
    if uncovered is not None:
        yield Flag("do_not", uncovered, limits()["denosumab_late"].source, about=(DENOSUMAB,))


def denosumab_uncovered(person: Person) -> str | None:
    """Say after which dose of denosumab its effect ends and nothing adequate follows; ``None`` where there is none.

    Doses of the history count like those of the plan. What is due after the outlook is not missed yet, unless the plan
    itself says that denosumab ends before; a gap that is over before today cannot be mended any more.
    """
    gap = _first_gap(person)
    return None if gap is None else _sentence(gap, person)


def last_covering_dose(person: Person) -> date | None:
    """Return the day of the dose of denosumab after which its effect ends and nothing adequate follows."""
    gap = _first_gap(person)
    return None if gap is None else _day_of_dose(person, gap.dose)


def _first_gap(person: Person) -> _Uncovered | None:
    courses = courses_of(person.protocol)
    for gap in _gaps(courses_of(person.protocol, DENOSUMAB), person.outlook_days):
        if not _is_over(gap) and not _is_followed(gap.dose, courses):
            return gap
    return None


def _is_over(gap: _Uncovered) -> bool:
    """Whether the next dose was given before today, or what had to follow the last one would have acted long enough."""
    if gap.next_dose is not None:
        return gap.next_dose < 0.0
    return gap.dose + limits()["denosumab_followed_for"].value <= 0.0


def _gaps(courses: Sequence[DrugCourse], end: float) -> Iterator[_Uncovered]:
    """Times without effect: between doses, and after the last one where the plan ends denosumab by a day."""
    lasts = limits()["denosumab_lasts"].value + limits()["denosumab_late"].value
    least = limits()["denosumab_followed_dose"].value * load_drugs()[DENOSUMAB].usual_dose
    courses = [c for c in courses if c.dose >= least]
    # One dose more than the outlook holds tells of courses that go on, and of those that begin later.
    days = [
        np.arange(c.from_day, min(c.until_day, max(end, c.from_day) + 1.5 * c.interval_days), c.interval_days)
        for c in courses
    ]
    doses: list[float] = sorted(set(np.concatenate([*days, []]).tolist()))
    for dose, following in pairwise(doses):
        if following - dose > lasts and dose + lasts < end:
            yield _Uncovered(dose, following)
    if courses and max(c.until_day for c in courses) < end:
        yield _Uncovered(doses[-1], None)


def _is_followed(dose: float, courses: Iterable[DrugCourse]) -> bool:
    """Whether a bisphosphonate in a dose that treats is given, soon enough and long enough after a dose."""
    soon = dose + limits()["denosumab_lasts"].value + limits()["denosumab_late"].value
    least = limits()["denosumab_followed_dose"].value
    long = limits()["denosumab_followed_for"].value
    for course in courses:
        drug = load_drugs()[course.drug]
        if drug.drug_class != _FOLLOW_ON_CLASS:
            continue
        usual = drug.usual_dose / drug.usual_interval_days
        # A single dose acts for as long as the usual interval between doses, and counts as one of them.
        interval = drug.usual_interval_days if course.is_single else course.interval_days
        acts_until = course.from_day + interval if course.is_single else course.until_day
        enough = course.dose / interval >= least * usual
        if enough and course.from_day <= soon and acts_until >= dose + long:
            return True
    return False


def _day(today: date, day: float) -> date:
    return today + timedelta(days=round(day))


def _day_of_dose(person: Person, day: float) -> date:
    """The date of a dose of denosumab on a day of the plan or its history."""
    for course in courses_of(person.protocol, DENOSUMAB):
        place = round((day - course.from_day) / course.interval_days)
        if abs(course.from_day + place * course.interval_days - day) < _SAME_DAY:
            return day_of_dose(course, place, person.start)
    return _day(person.start, day)


def _sentence(gap: _Uncovered, person: Person) -> str:
    courses, today, bears = courses_of(person.protocol), person.start, bears_bisphosphonates(person)
    dose, ends = _day_of_dose(person, gap.dose), gap.dose + limits()["denosumab_lasts"].value
    if ends < 0.0:
        due = "a dose, or a bisphosphonate in its place" if bears else f"a dose; {_SPECIALIST}"
        return (
            f"The effect of denosumab of {dose} ended on {_day(today, ends)} and nothing has taken over: vertebrae "
            f"can break in the rebound, from now on. Due now: {due}. See the "
            f"prescriber at once{_planned_later(gap, person)}."
        )
    if gap.next_dose is not None:
        months = (gap.next_dose - gap.dose) / DAYS_PER_MONTH
        return (
            f"Denosumab of {dose} is followed by the next dose only after {months:.0f} months: its effect "
            "ends after six, and the rebound can break vertebrae. Give it every six months"
            f"{', or a bisphosphonate when it ends' if bears else f'; {_SPECIALIST}'}."
        )
    others = {
        load_drugs()[c.drug].label
        for c in courses
        if c.until_day > gap.dose and load_drugs()[c.drug].drug_class in ("pth_analog", "sclerostin_antibody")
    }
    instead = f" {' and '.join(sorted(others))} does not keep what denosumab gave." if others else ""
    plan = (
        "Plan a bisphosphonate in its usual dose for when the effect ends, and for at least a year."
        if bears
        else f"Do not let it lapse: {_SPECIALIST}."
    )
    return (
        f"Denosumab ends with the dose of {dose} without a follow-on drug: the rebound can break vertebrae. "
        f"{plan}{instead}"
    )


def _planned_later(gap: _Uncovered, person: Person) -> str:
    return (
        ""
        if gap.next_dose is None
        else f"; the next dose is planned for {_day_of_dose(person, gap.next_dose)}"
    )

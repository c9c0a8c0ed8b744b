"""How long and how much of something a plan gives: days, overlaps and doses, counted as for the arms of trials."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from osteotwin.people.person import Person
from osteotwin.protocol.drug_groups import drug_class_of, is_drug
from osteotwin.protocol.drug_routes import load_routes
from osteotwin.protocol.interventions import DrugCourse, Intervention
from osteotwin.protocol.library import load_drugs

#: First day and the day on which it is over.
Span = tuple[float, float]


def sorts_of(person: Person) -> frozenset[str]:
    """Return the classes of drugs in a person's history and plan."""
    courses = (item for item in person.protocol.interventions if isinstance(item, DrugCourse))
    return frozenset(drug_class_of(course.drug) for course in courses)


def sort_of(item: Intervention) -> str:
    """Return the class of a drug, and the group of what is no drug."""
    return drug_class_of(item.group) if is_drug(item.group) else item.group


def spans_of(items: Iterable[Intervention], sorts: Collection[str], end: float) -> list[Span]:
    """Return when anything of some sorts runs, in order and without overlap.

    Parameters
    ----------
    items : iterable of Intervention
    sorts : collection of str
        As of :func:`sort_of`.
    end : float [day]
        What runs on is counted up to here.
    """
    found = sorted(
        (item.from_day, min(item.until_day, end))
        for item in items
        if sort_of(item) in sorts and item.from_day < end
    )
    joined: list[Span] = []
    for first, last in found:
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def spans_going_on(person: Person, sorts: Collection[str]) -> list[Span]:
    """Return when anything of some sorts runs, before today too; nothing where all of it has ended by today."""
    spans = spans_of(person.protocol.interventions, sorts, person.outlook_days)
    return spans if spans and spans[-1][1] > 0.0 else []


def length_of(spans: Iterable[Span]) -> float:
    """Return the days that spans last together."""
    return sum(last - first for first, last in spans)


def day_after(spans: Iterable[Span], days: float) -> float:
    """Return the day on which spans have lasted so many days; infinite where they never do."""
    left = days
    for first, last in spans:
        if last - first > left:
            return first + left
        left -= last - first
    return float("inf")


def first_overlap(one: Sequence[Span], other: Sequence[Span]) -> float:
    """Return the first day on which both run; infinite where they never do."""
    return min(
        (max(a[0], b[0]) for a in one for b in other if min(a[1], b[1]) > max(a[0], b[0])),
        default=float("inf"),
    )


def doses_of(items: Iterable[Intervention]) -> Iterator[tuple[str, float, float]]:
    """Yield drug, day and amount a day, in the library's unit, of each course on its first day.

    Courses of one drug that run at once add up; what is delivered per day is its own amount a day.
    """
    courses = [item for item in items if isinstance(item, DrugCourse)]
    for course in courses:
        at_once = (
            other
            for other in courses
            if other.drug == course.drug and other.from_day <= course.from_day < other.until_day
        )
        yield course.drug, course.from_day, sum(_per_day(other) for other in at_once)


def delivered_rates(items: Iterable[Intervention], drug_class: str, end: float) -> list[tuple[Span, float]]:
    """Return what of a class of hormones reaches the blood a day, by stretches on which it is constant.

    Parameters
    ----------
    items : iterable of Intervention
    drug_class : str
        ``"testosterone"`` or ``"estradiol"``.
    end : float [day]

    Returns
    -------
    list of (span, rate)
        Averaged over the interval between doses, in mg a day of testosterone and ug a day of estradiol.
    """
    courses = [
        item
        for item in items
        if isinstance(item, DrugCourse) and drug_class_of(item.drug) == drug_class and item.from_day < end
    ]
    days = sorted({min(day, end) for item in courses for day in (item.from_day, item.until_day)})
    return [
        ((first, last), sum(_delivered(item) for item in courses if item.from_day <= first < item.until_day))
        for first, last in pairwise(days)
    ]


def _delivered(course: DrugCourse) -> float:
    """The rate at which a course enters, less what of a gel stays on the skin."""
    route = load_routes()[course.drug][0]
    stays_out = route.input == "testosterone_gel_rate"
    return route.level(course) * (
        load_drugs()["testosterone_gel"].delivered_fraction or 1.0 if stays_out else 1.0
    )


def _per_day(course: DrugCourse) -> float:
    delivered = load_drugs()[course.drug].dose_means == "delivered per day"
    return course.dose if delivered else course.dose / course.interval_days

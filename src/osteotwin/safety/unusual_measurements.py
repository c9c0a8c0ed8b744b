"""Values that are hardly ever seen: they count as they stand, and the number is to be looked at again."""

from __future__ import annotations

from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.endpoints import ENDPOINTS
from osteotwin.people.person import Measurement, Person
from osteotwin.people.unit_confusions import group_of, unseen_in
from osteotwin.protocol.interventions import DrugCourse
from osteotwin.protocol.library import load_drugs


def unusual_measurements(person: Person) -> tuple[str, ...]:
    """Return a sentence for each measured value that is hardly ever seen, in its own unit or in another one.

    What is usual in another unit is asked about when a file is read, and does not come here.

    Parameters
    ----------
    person : Person
    """
    library = load_drugs()
    courses = [one for part in (person.history, person.plan) for one in part.interventions]
    beside = [
        *(library[one.drug].drug_class for one in courses if isinstance(one, DrugCourse)),
        *person.conditions,
    ]
    said = (_said(row, person, beside) for row in person.measurements)
    return tuple(dict.fromkeys(one for one in said if one))


def _said(row: Measurement, person: Person, beside: list[str]) -> str:
    age = (row.date - person.birth_date).days / DAYS_PER_YEAR
    unseen = unseen_in(row, group_of(person.sex, age, person.menopause_age), beside)
    if not unseen or row.bound:
        return ""
    endpoint, high = ENDPOINTS[row.what], row.value > unseen[0].high
    usual = (
        f"{'at most' if high else 'at least'} {unseen[0].high if high else unseen[0].low:g} {endpoint.unit}"
    )
    return (
        f"{endpoint.title} of {row.date}: {row.as_given} is hardly ever seen, {usual} is; check the number and its "
        "unit, or add confirmed = true"
    )

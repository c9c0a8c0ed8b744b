"""Which classes of drugs of a plan run at the same time although nobody behind the model had both."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from math import isinf

from osteotwin.explaining.beyond import Beyond, people_of
from osteotwin.explaining.covered import CourseRow, covered
from osteotwin.explaining.exposure import first_overlap, sorts_of, spans_going_on
from osteotwin.people.person import Person
from osteotwin.protocol.drug_groups import BONE_DRUGS


def untested_pairs(person: Person) -> Iterator[Beyond]:
    """Yield each two courses of ``tested_range.toml`` that overlap and that no arm or cohort of this sex had at once.

    Told elsewhere are several bone drugs, what is named in ``together``, and what people of this sex never had alone.
    """
    people = people_of(person)
    known = {frozenset(row.classes) for row in covered().pairs_covered if row.sex == person.sex}
    rows = {name: row for name, row in covered().courses.items() if _is_told_by_pairs(row, person.sex)}
    spans = {name: spans_going_on(person, row.sorts) for name, row in rows.items()}
    running = {name: row for name, row in rows.items() if spans[name]}
    for (one, first), (other, second) in combinations(running.items(), 2):
        if frozenset((one, other)) in known or _is_named(first, second, person.sex):
            continue
        if all(set(row.sorts) <= set(BONE_DRUGS) for row in (first, second)):
            continue
        day = first_overlap(spans[one], spans[other])
        if not isinf(day):
            both = " and ".join(row.words_of(sorts_of(person)) for row in (first, second))
            text = f"{both} at once: no trial or cohort behind the model has bone density of {people} on both"
            yield Beyond(text, f"{people} {both} at once", day)


def _is_told_by_pairs(row: CourseRow, sex: str) -> bool:
    """Tell whether a row is of drugs that people of a sex had alone."""
    return row.words.startswith("on ") and row.of(sex) is not None


def _is_named(one: CourseRow, other: CourseRow, sex: str) -> bool:
    """Tell whether ``together`` has a sentence of its own for two rows."""
    return any(
        row.sex == sex and row.first in first.sorts and not set(row.second).isdisjoint(second.sorts)
        for row in covered().together
        for first, second in ((one, other), (other, one))
    )

"""Numbers of a request that cannot be, and work that would not end: one clear sentence before anything runs."""

from __future__ import annotations

from collections.abc import Callable
from math import inf, nan
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from osteotwin.errors import InputError
from osteotwin.explaining.answer import run
from osteotwin.people.large_cohort import reference_profile, simulate_cohort
from osteotwin.people.person import Person
from osteotwin.people.read_person import check, read_person
from osteotwin.people.request import MOST_DOSES, MOST_GIVEN, check_work
from osteotwin.people.twin import Twin
from osteotwin.protocol.interventions import DrugCourse, Protocol, Supplement
from osteotwin.protocol.timeline import doses_of, number_of_doses

PERSON = """
[person]
sex = "male"
birth_date = 1972-05-14
[[plan.drug]]
name = "denosumab"
dose = "{dose}"
every = "{every}"
[outlook]
from = 2026-02-01
until = 2029-02-02
"""
NOT_WHOLE: tuple[Any, ...] = (nan, inf, 2.5, "4", True)
WRONG = {
    "people": (0, -1, *NOT_WHOLE),
    "men": (0, -1, nan, "4", True),
    "seed": (-1, None, *NOT_WHOLE),
}


@pytest.fixture(scope="module")
def person(tmp_path_factory: pytest.TempPathFactory) -> Person:
    path = tmp_path_factory.mktemp("request") / "person.toml"
    path.write_text(PERSON.format(dose="60 mg", every="6 months"), encoding="utf-8")
    return read_person(path)


@pytest.fixture(scope="module")
def twin(person: Person) -> Twin:
    return Twin.from_person(person, 1)


@pytest.mark.parametrize("start", [run, Twin.from_person])
@pytest.mark.parametrize(
    ("key", "value"), [(key, value) for key, values in WRONG.items() for value in values]
)
def test_people_and_seed(start: Callable[..., Any], person: Person, key: str, value: Any) -> None:
    with pytest.raises(InputError) as caught:
        start(person, **{key: value})
    (problem,) = caught.value.problems
    assert problem.field == {"men": "people"}.get(key, key)
    assert "a whole number from" in problem.expected


@pytest.mark.parametrize("years", [0, -1, nan, inf, -inf, 1e9, 10**400, "3", None, True])
def test_years(twin: Twin, person: Person, years: Any, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="years"):
        twin.simulate(person.plan, years)
    with pytest.raises(InputError, match="years"):
        simulate_cohort(reference_profile(), Protocol(), 1, out=tmp_path / "cohort", years=years)


@pytest.mark.parametrize(
    "days", [[], [-1.0, 5.0], [0.0, nan], [0.0, inf], [5.0, 5.0], [5.0, 1.0], [[0.0]], ["a"], 3.0]
)
def test_days(twin: Twin, person: Person, days: Any) -> None:
    with pytest.raises(InputError, match="days"):
        twin.simulate_all({"plan": person.plan}, days if days == ["a"] else np.array(days))


def test_everything_that_is_wrong_is_said_at_once(person: Person) -> None:
    with pytest.raises(InputError) as caught:
        run(person, people=0, seed=-1)
    assert [problem.field for problem in caught.value.problems] == ["people", "seed"]


@pytest.mark.parametrize(
    "item",
    [
        DrugCourse("denosumab", 60, 182.5, 3, 900), DrugCourse("denosumab", 0.014, 1 / 24),
        DrugCourse("anastrozole", 1, 1),
        Supplement("vitamin_d", 50_000, 30.0), Supplement("vitamin_d", 1000, 1.0),
        Supplement("calcium_citrate", 500, 30.0),
        DrugCourse("teriparatide", 20, 1.0, 100, 130), DrugCourse("zoledronate", 5, 365.25, 2000),
    ],
)  # fmt: skip
def test_doses_are_counted_as_they_are_given(item: Any) -> None:
    plan = Protocol((item,))
    known = {"vitamin_d_rate": 1.0, "vitamin_d_gain": 1.0, "reference_weight": 70.0, "weight": 70.0}
    assert number_of_doses(plan, 1000.0) == len(doses_of(plan, known, 1000.0))


def test_work_that_would_not_end_is_refused_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "person.toml"
    path.write_text(PERSON.format(dose="0.014 mg", every="1 hour"), encoding="utf-8")
    (problem,) = check(path)
    assert problem.field == "plan"
    assert "single doses" in problem.found
    assert f"{MOST_DOSES:,}" in problem.expected


@pytest.mark.parametrize(
    ("hours", "people", "field"), [(1, 1, "plan"), (2, 10_000, "people"), (2, 100, None)]
)
def test_work_that_would_not_end_is_refused_before_it_begins(
    hours: int, people: int, field: str | None
) -> None:
    plan = Protocol((DrugCourse("denosumab", 0.01, hours / 24),))
    doses = number_of_doses(plan, 1095.0)
    assert (doses <= MOST_DOSES, doses * people <= MOST_GIVEN) == (field != "plan", field != "people")
    if field is None:
        check_work([plan], people, 1095.0)
        return
    with pytest.raises(InputError) as caught:
        check_work([plan], people, 1095.0)
    assert [problem.field for problem in caught.value.problems] == [field]

"""A twin and its large cohort: what is asked of them, how much work is allowed, and what they say of themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from osteotwin.errors import InputError
from osteotwin.parameters import starting_values
from osteotwin.people import request
from osteotwin.people.cohort_source import CohortSource
from osteotwin.people.large_cohort import BMD_ENDPOINTS, reference_profile, simulate_cohort
from osteotwin.people.person import Habits, Measurement, Person
from osteotwin.people.request import check_request, check_work, is_number, is_whole
from osteotwin.people.twin import ENSEMBLE_ENGINE, Twin, output_days
from osteotwin.protocol.interventions import Diet, DrugCourse, Protocol

START = date(2026, 2, 1)
PERSON = Person("male", date(1972, 5, 14), START, date(2029, 2, 1), habits=Habits(900.0, 400.0))
HOURLY = Protocol((DrugCourse("denosumab", 0.014, 1 / 24),))


@pytest.fixture(scope="module")
def twin() -> Twin:
    return Twin.from_person(PERSON, 3, 5)


def test_it_says_what_it_is(twin: Twin) -> None:
    assert (twin.size, len(twin.cohort), twin.seed) == (3, 3, 5)
    assert repr(twin) == (
        f"Twin(3 virtual people, male, age 53.7, parameter set {twin.parameters.name!r}, seed 5)"
    )
    row = Measurement(START, "lh", 4.0, "IU/L", "4 IU/L")
    person = replace(PERSON, measurements=(row,), plan=Protocol((Diet("calcium", 1000.0),) * 2))
    assert repr(person) == "Person(male, 1 measurements, 2 interventions, from 2026-02-01 to 2029-02-01)"


def test_without_what_differs_between_people_all_are_the_central_one(twin: Twin) -> None:
    alone = twin.with_model_uncertainty_only()
    for name, values in alone.cohort.people.fields.items():
        assert values.tolist() == [twin.profile.center(name)] * 3, name
    assert np.ptp(twin.cohort.people.fields["bmd_total_hip"]) > 0
    fitted = [
        k
        for k in range(alone.cohort.parameters.values.shape[1])
        if np.ptp(alone.cohort.parameters.values[:, k])
    ]
    assert fitted  # the model stays uncertain
    assert (alone.profile, alone.seed, alone.cohort.day) == (twin.profile, twin.seed, twin.cohort.day)


def test_more_single_doses_than_can_be_are_refused_by_every_way_to_simulate(twin: Twin) -> None:
    assert check_work([HOURLY], 1, 365.0) is None
    with pytest.raises(InputError, match="single doses"):
        twin.simulate(HOURLY, 3.0)
    with pytest.raises(InputError, match="single doses"):
        twin.simulate_all({"plan": HOURLY}, np.array([0.0, 1.0, 1100.0]))


@pytest.mark.parametrize(("doses", "people", "found"), [
    (10, 4, None), (11, 1, "plan"), (10, 5, "people"), (1, 40, None), (1, 41, "people"), (0, 10**9, None)])  # fmt: skip
def test_the_work_that_is_allowed(
    doses: int, people: int, found: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(request, "MOST_DOSES", 10)
    monkeypatch.setattr(request, "MOST_GIVEN", 40)
    plan = Protocol((DrugCourse("denosumab", 60, 30.0),) if doses else ())
    if found is None:
        check_work([Protocol(), plan], people, 30.0 * doses)
        return
    with pytest.raises(InputError) as caught:
        check_work([Protocol(), plan], people, 30.0 * doses)
    (problem,) = caught.value.problems
    assert problem.field == found
    assert f"{doses} single doses" in problem.found
    assert found == "plan" or f"write {40 // doses:,} people or fewer" in problem.fix


@pytest.mark.parametrize(("last", "days"), [
    (0.0, [0.0]), (0.5, [0.0]), (20.0, [0.0, 20.0]), (30.4375, [0.0, 30.4375]), (31.4, [0.0, 30.4375]),
    (31.5, [0.0, 30.4375, 31.5]), (60.875, [0.0, 30.4375, 60.875])])  # fmt: skip
def test_days_are_months_and_the_last_one(last: float, days: list[float]) -> None:
    assert output_days(last).tolist() == pytest.approx(days)


def test_three_years_are_thirty_six_months(twin: Twin) -> None:
    found = twin.simulate(Protocol())
    assert found.days.tolist() == pytest.approx([k * 30.4375 for k in range(37)])


@pytest.mark.parametrize("years", [1e-6, 100.0])
def test_years_that_may_be(years: float) -> None:
    check_request(years=years)


def test_numbers_are_told_from_what_only_looks_like_them() -> None:
    assert [is_whole(v) for v in (1, np.int64(1), 1.0, True, "1", None)] == [
        True,
        True,
        False,
        False,
        False,
        False,
    ]
    numbers = (1, 1.5, np.int64(1), np.float32(1.5), True, "1", None, float("nan"), float("inf"), 10**400, 1j)
    assert [is_number(v) for v in numbers] == [True] * 4 + [False] * 7


@pytest.mark.parametrize("block", [0, -1, 2.5, True, "2"])
def test_a_block_is_a_whole_number_of_people(block: object, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        simulate_cohort(reference_profile(), Protocol(), 1, out=tmp_path / "no", block=block)  # type: ignore[arg-type]
    assert [problem.field for problem in caught.value.problems] == ["block"]


def test_the_least_of_everything(tmp_path: Path) -> None:
    found = simulate_cohort(
        reference_profile(), Protocol(), 1, out=tmp_path, block=1, seed=0, days=np.array([0.0])
    )
    assert found.sizes["person"] == found.sizes["day"] == 1
    assert found.bmd.isel(person=0, plan=0, day=0).values == pytest.approx(list(found.bmd.values.ravel()))
    assert bool(np.isfinite(found.bmd.values).all())


@pytest.mark.parametrize(("people", "days", "years", "field", "found"), [
    (0, None, 1.0, "people", "0"), (1, None, 100.1, "days", "100.1 years"), (1, None, 0.0, "days", "0 years"),
    (1, [-2.0, -1.0], 1.0, "days", "[-2.0, -1.0]"), (1, [0.0, 0.0], 1.0, "days", "[0.0, 0.0]"),
    (1, [[0.0]], 1.0, "days", "[[0.0]]"),
])  # fmt: skip
def test_what_cannot_be_is_named_as_it_was_given(
    people: int, days: list[float] | None, years: float, field: str, found: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError) as caught:
        simulate_cohort(
            reference_profile(), Protocol(), people, out=tmp_path / "no", years=years,
            days=None if days is None else np.array(days),
        )  # fmt: skip
    assert [(problem.field, problem.found) for problem in caught.value.problems] == [(field, found)]


def source(days: int, plans: int = 1, endpoints: tuple[str, ...] = BMD_ENDPOINTS) -> CohortSource:
    return CohortSource(
        reference_profile(), {str(k): Protocol() for k in range(plans)}, tuple(map(float, range(days))), endpoints, 1,
        starting_values(), ENSEMBLE_ENGINE,
    )  # fmt: skip


def test_a_block_is_a_power_of_two_that_shrinks_with_what_is_kept_of_each_person() -> None:
    sizes = [source(days).block_for_memory() for days in (1, 100, 1000, 5000, 50_000, 1_000_000)]
    assert all(64 <= size <= 4096 and size & (size - 1) == 0 for size in sizes)
    assert sizes == sorted(sizes, reverse=True)
    assert (sizes[0], sizes[-1]) == (4096, 64)
    assert source(5000, plans=4).block_for_memory() < source(5000).block_for_memory()
    assert source(5000, endpoints=("ctx",)).block_for_memory() > source(5000).block_for_memory()
    days = 5000
    kept = 8 * days * len(BMD_ENDPOINTS)  # bytes of one person's table alone
    assert source(days).block_for_memory() * kept <= 128 * 2**20


@pytest.mark.parametrize("sex", ["male", "female"])
def test_the_reference_person_is_of_the_age_and_sex_that_was_asked_for(sex: str) -> None:
    assert (reference_profile(sex, 71.0).sex, reference_profile(sex, 71.0).age) == (sex, 71.0)
    assert reference_profile() == reference_profile("male", 60.0)

"""A fitted set at work: the twin's intervals follow its posterior, and everybody takes the set in use."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.fitted_set import FITTED, NARROWER, centers

import osteotwin as ot
from osteotwin.parameters import ParameterSet, starting_values
from osteotwin.parameters.load import STARTING_SET
from osteotwin.people.cohort_source import CohortSource
from osteotwin.people.large_cohort import BMD_ENDPOINTS
from osteotwin.people.profile_of_person import profile_from_person
from osteotwin.people.twin import ENSEMBLE_ENGINE
from osteotwin.protocol.interventions import DrugCourse, Protocol

PEOPLE = 60
DRUG = Protocol((DrugCourse("letrozole", 2.5, 1),))


@pytest.fixture(scope="module")
def person() -> ot.Person:
    return ot.read_person(ot.demo_path())


def loss(person: ot.Person, parameters: ParameterSet) -> np.ndarray:
    """Each virtual man's change of the spine in a year [percent], with what is not known about the model alone.

    Nothing was measured: whoever agrees with measurements differs from set to set.
    """
    person = replace(person, measurements=())
    twin = ot.Twin.from_person(person, PEOPLE, 3, parameters=parameters).with_model_uncertainty_only()
    found = twin.simulate_all({"drug": DRUG}, np.array([0.0, 365.0]))["drug"]
    assert not found.failures
    return found.percent_change("bmd_lumbar_spine")[:, 1]


def test_the_twins_interval_follows_the_posterior(person: ot.Person, fitted: ParameterSet) -> None:
    """With only the posterior left open, the interval is its own: narrower than the ranges, around its center."""
    closed = _with_others_closed(fitted)
    narrow, wide = loss(person, closed), loss(person, _with_others_closed(starting_values()))
    assert 0 < np.std(narrow) < 3 * NARROWER * np.std(wide)
    middle = loss(person, _without_posterior(closed))
    assert np.ptp(middle) == 0
    assert abs(np.median(narrow) - middle[0]) < np.std(narrow)
    assert abs(np.median(narrow) - np.median(wide)) > 0


def _with_others_closed(parameters: ParameterSet) -> ParameterSet:
    """The same set, in which nothing but the fitted parameters is uncertain."""
    closed = {
        name: one if name in FITTED else replace(one, low=one.value, high=one.value)
        for name, one in parameters.parameters.items()
    }
    without_error = parameters.posterior and replace(parameters.posterior, discrepancy={})
    return replace(parameters, parameters=closed, posterior=without_error)


def _without_posterior(parameters: ParameterSet) -> ParameterSet:
    closed = {
        name: replace(one, low=one.value, high=one.value) for name, one in parameters.parameters.items()
    }
    return replace(parameters, parameters=closed, posterior=None)


def test_the_interval_with_all_that_is_open_is_narrower_too(person: ot.Person, fitted: ParameterSet) -> None:
    assert np.std(loss(person, fitted)) < np.std(loss(person, starting_values()))


@pytest.mark.slow
def test_the_twin_says_which_set_it_has(person: ot.Person, fitted_in_use: Path, fitted: ParameterSet) -> None:
    in_use = ot.Twin.from_person(person, 2, 3)
    assert in_use.parameter_set == fitted.name == in_use.parameters.name
    named = ot.Twin.from_person(person, 2, 3, parameters=fitted)
    assert np.array_equal(in_use.cohort.parameters.values, named.cohort.parameters.values)
    before = ot.Twin.from_person(person, 2, 3, parameters=starting_values())
    assert before.parameter_set == STARTING_SET
    assert not np.array_equal(before.cohort.parameters.values, named.cohort.parameters.values)


@pytest.mark.slow
def test_trials_are_run_with_the_set_in_use(fitted_in_use: Path, fitted: ParameterSet) -> None:
    only = ["burnettbowie2009_anastrozole"]
    in_use = ot.validate(only=only)
    assert in_use.parameter_set == fitted.name
    assert in_use.to_json() == ot.validate(only=only, parameters=fitted).to_json()
    before = ot.validate(only=only, parameters=starting_values())
    assert before.parameter_set == STARTING_SET
    assert [row.predicted for row in before.rows] != [row.predicted for row in in_use.rows]


@pytest.mark.slow
def test_the_exported_body_has_the_set_in_use(person: ot.Person, fitted_in_use: Path) -> None:
    text = ot.reference_to_sbml()
    assert "parameter set calibrated-2" in text
    assert all(f'value="{value!r}"' in text for value in centers().values())
    assert "parameter set calibrated-2" in ot.person_to_sbml(person)


def test_a_cohort_of_another_posterior_is_another_cohort(person: ot.Person, fitted: ParameterSet) -> None:
    """A folder is never continued with other draws."""
    assert fitted.posterior is not None
    profile = profile_from_person(person)[0]

    def description(parameters: ParameterSet) -> object:
        source = CohortSource(profile, {"drug": DRUG}, (0.0,), BMD_ENDPOINTS, 5, parameters, ENSEMBLE_ENGINE)
        return source.description

    reversed_draws = replace(fitted.posterior, draws=fitted.posterior.draws[::-1])
    assert description(fitted) == description(fitted)
    assert description(replace(fitted, posterior=reversed_draws)) != description(fitted)


def test_a_large_cohort_is_the_twins_people(person: ot.Person, fitted: ParameterSet, tmp_path: Path) -> None:
    person = replace(person, measurements=())
    cohort = ot.simulate_cohort(person, DRUG, 20, out=tmp_path, years=1, block=7, parameters=fitted)
    twin = ot.Twin.from_person(person, 12, parameters=fitted)
    outputs = twin.simulate_all({"plan": DRUG}, cohort.day.values)["plan"]
    found = cohort.bmd.sel(plan="plan", site="total_hip").values[:12]
    assert np.array_equal(found, outputs.values["bmd_total_hip"])
    assert cohort.attrs["parameter_set"] == fitted.name

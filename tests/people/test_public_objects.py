"""What a session or a worker process does with the public objects: pickle, copy and show them."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

import osteotwin as ot
from osteotwin.people.large_cohort import reference_profile

MADE: dict[str, Callable[[ot.Person, ot.Twin], object]] = {
    "person": lambda person, twin: person,
    "twin": lambda person, twin: twin,
    "cohort": lambda person, twin: twin.cohort,
    "virtual people": lambda person, twin: twin.cohort.people,
    "individual parameters": lambda person, twin: twin.cohort.parameters,
    "parameter set": lambda person, twin: twin.parameters,
    "outputs": lambda person, twin: twin.simulate(person.plan, years=0.5),
    "comparison": lambda person, twin: ot.compare(
        person, {"as is": person.plan, "nothing": ot.Protocol()}, people=3
    ),
    "sensitivities": lambda person, twin: ot.sensitivities(
        twin.cohort, person.plan, np.array([0.0, 30.0]), ["osteocyte_rate"], endpoints=["ctx"]
    ),
}


@pytest.fixture(scope="module")
def person() -> ot.Person:
    """With one scan: a twin holds what agrees with it, which is soon found."""
    demo = ot.read_person(ot.demo_path())
    return replace(demo, measurements=demo.measurements[:1])


@pytest.fixture(scope="module")
def twin(person: ot.Person) -> ot.Twin:
    return ot.Twin.from_person(person, 3)


@pytest.fixture(scope="module")
def made(person: ot.Person, twin: ot.Twin) -> Callable[[str], object]:
    """An object by its name, made once."""
    return cache(lambda name: MADE[name](person, twin))


@pytest.mark.slow
@pytest.mark.parametrize("name", MADE)
def test_it_says_what_it_is_in_a_line(name: str, made: Callable[[str], object]) -> None:
    shown = repr(made(name))
    assert len(shown) < 200
    assert "\n" not in shown
    assert type(made(name)).__name__ in shown


@pytest.mark.parametrize("name", ["person", "twin", "outputs", "comparison"])
def test_a_notebook_shows_a_small_table_that_asks_for_nothing(
    name: str, made: Callable[[str], object]
) -> None:
    shown = made(name)._repr_html_()  # type: ignore[attr-defined]
    assert shown.startswith("<table>")
    assert shown.endswith("</table>")
    assert len(shown) < 5000
    assert not any(word in shown for word in ("<script", "<style", "src=", "href=", "url("))


@pytest.mark.parametrize("again", [copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])
@pytest.mark.parametrize("name", MADE)
def test_it_can_be_pickled_and_copied(
    name: str, again: Callable[[object], object], made: Callable[[str], object]
) -> None:
    first = made(name)
    second = again(first)
    assert type(second) is type(first)
    assert repr(second) == repr(first)


@pytest.mark.parametrize("again", [copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])
def test_a_copy_simulates_the_same_to_the_last_bit(
    again: Callable[[object], ot.Twin], person: ot.Person, twin: ot.Twin
) -> None:
    first, second = (one.simulate(person.plan, years=0.5) for one in (twin, again(twin)))
    assert np.array_equal(first.table, second.table)


def test_a_shared_parameter_set_cannot_be_changed_by_one_who_holds_it(twin: ot.Twin) -> None:
    for one in (twin.parameters, copy.deepcopy(twin.parameters)):
        with pytest.raises(TypeError):
            one.parameters["ageing"] = one.parameters["ageing"]  # type: ignore[index]


def test_a_shown_person_gives_no_measured_value_away() -> None:
    person = ot.read_person(ot.demo_path())
    assert person.name is not None
    for shown in (repr(person), person._repr_html_()):
        assert person.name not in shown
        assert person.birth_date.isoformat() not in shown
        assert not any(measurement.as_given in shown for measurement in person.measurements)


def test_profiles_are_reported_apart_by_all_that_is_in_them() -> None:
    assert repr(reference_profile()) != repr(reference_profile(age=61.0))


@pytest.mark.slow
def test_men_is_another_name_of_people(person: ot.Person) -> None:
    person = replace(person, measurements=())
    assert ot.Twin.from_person(person, men=3).size == ot.Twin.from_person(person, people=3).size == 3
    asked = ot.run(person, men=3)["uncertainty"]["people"]
    assert asked == ot.run(person, people=3)["uncertainty"]["people"] == 3

"""Of anybody whom a file may describe, guidelines say something that can be written."""

from __future__ import annotations

import json
from random import Random

import pytest
from tests.fuzzing.documents import toml_text
from tests.fuzzing.extreme_people import extreme_person

from osteotwin.errors import InputError
from osteotwin.people.person import Person
from osteotwin.people.read_person import read_person
from osteotwin.safety.guidelines import CLASSES, guidelines_of
from osteotwin.safety.menopause import ovaries_work

TWINS: tuple[dict[str, float], ...] = (
    {},
    {"lumbar_spine": -2.6, "total_hip": -1.2, "femoral_neck": -1.8, "radius_33": -0.4},
)


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> list[Person]:
    """Those of many extreme persons whose file is accepted."""
    path = tmp_path_factory.mktemp("people") / "person.toml"
    accepted: list[Person] = []
    for number in range(120):
        path.write_text(toml_text(extreme_person(Random(number))), encoding="utf-8")
        try:
            accepted.append(read_person(path))
        except InputError:
            continue
    return accepted


def test_most_extreme_people_are_accepted(people: list[Person]) -> None:
    assert len(people) > 60


def test_everything_said_can_be_written_and_agrees_with_itself(people: list[Person]) -> None:
    for person in people:
        for twin in TWINS:
            found = guidelines_of(person, twin)
            written = json.loads(json.dumps(found.as_json(), allow_nan=False))
            assert written["class"] in CLASSES
            assert CLASSES.index(found.could_become) >= CLASSES.index(found.guideline_class)
            assert bool(found.decided_by) == (found.could_become != found.guideline_class)
            met = {line.guideline_class for line in found.lines if line.met == "met"}
            assert found.guideline_class in met | {"none"}
            assert all(one.on >= person.start for one in found.follow_up)


def test_no_line_is_about_the_other_sex(people: list[Person]) -> None:
    for person in people:
        other = {"male": ("A woman ", "after menopause"), "female": ("A man ", "Men ")}[person.sex]
        for line in guidelines_of(person, TWINS[1]).lines:
            assert not line.sentence.startswith(other[0]), line.rule
            assert other[1] not in line.because, line.rule


def test_an_inhibitor_is_never_both_allowed_and_forbidden(people: list[Person]) -> None:
    said = 0
    for person in people:
        met = {line.rule for line in guidelines_of(person, {}).lines if line.met == "met"}
        allowed, forbidden = ("inhibitor_with_suppression" in met), ("inhibitor_with_working_ovaries" in met)
        assert not (allowed and forbidden)
        if forbidden:
            assert ovaries_work(person, 0.0) is True
            said += 1
    assert said > 0

"""Persons, each read through every outlet: no answer contradicts itself, its plan, its person or its page."""

from __future__ import annotations

import pytest
from tests.readers.outlets import OUTLET_RULES
from tests.readers.people import AXES, DRAWS, NAMES, QUICK, answer_about, person_named
from tests.readers.reading import read_page, read_terminal
from tests.readers.rules import RULES

from osteotwin.safety.guidelines.rules import CLASSES

ALL = [pytest.param(name, marks=() if name in QUICK else pytest.mark.slow) for name in NAMES]


def test_there_are_many_persons_and_each_value_of_each_axis_turns_up() -> None:
    assert len(set(NAMES)) == len(NAMES) >= 40
    assert set(QUICK) <= set(NAMES)
    for axis, values in AXES.items():
        assert {draw[axis] for draw in DRAWS} == set(values), axis


@pytest.mark.parametrize("name", ALL)
def test_no_reader_complains(name: str) -> None:
    answer, person = answer_about(name), person_named(name)
    terminal, page = read_terminal(answer), read_page(answer)
    assert [f"{rule.__name__}: {found}" for rule in RULES for found in rule(answer, person)] == []
    assert [
        f"{rule.__name__}: {found}"
        for rule in OUTLET_RULES
        for found in rule(answer, person, terminal, page)
    ] == []  # fmt: skip


@pytest.mark.slow
def test_every_answer_is_given_to_somebody() -> None:
    verdicts = [answer_about(name)["verdict"] for name in NAMES]
    given = {(line["question"], line["class"]) for verdict in verdicts for line in verdict["lines"]}
    assert given >= {("kept", word) for word in ("yes", "open", "no")}
    assert given >= {("offset", word) for word in ("yes", "open", "no", "none")}
    assert {verdict["guidelines"]["class"] for verdict in verdicts} >= set(CLASSES[1:])

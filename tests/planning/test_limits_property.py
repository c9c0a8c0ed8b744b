"""No person and no wish brings a plan that breaks a limit: judged by a second checker.

``OSTEOTWIN_PLAN_PERSONS=10000`` asks of as many persons as that.
"""

from __future__ import annotations

import os
import random

import pytest
from tests.planning.people import random_person
from tests.planning.second_checker import broken

from osteotwin.planning.choice import protocol_of
from osteotwin.planning.frame import frame_of
from osteotwin.planning.space import space_of
from osteotwin.safety.violations import violations

PERSONS = int(os.environ.get("OSTEOTWIN_PLAN_PERSONS", "40"))


@pytest.mark.slow
def test_no_choice_of_any_person_breaks_a_limit() -> None:
    draw = random.Random(14)
    planned = 0
    for number in range(PERSONS):
        frame = frame_of(random_person(draw))
        if frame.bounds.clinician_first:
            assert len(space_of(frame)) == 0
            continue
        choices = list(space_of(frame).choices(frame))
        for choice in draw.sample(choices, min(len(choices), 8)):
            plan = protocol_of(choice, frame)
            assert violations(plan, frame.person) == (), (number, choice)
            assert broken(plan, frame.person) == [], (number, choice, frame.person)
            planned += 1
    assert planned > PERSONS

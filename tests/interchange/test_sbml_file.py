"""What stands in an exported file."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace

import pytest

import osteotwin as ot
from osteotwin.body import whole
from osteotwin.body.schedule import Dose
from osteotwin.endpoints import OUTPUTS
from osteotwin.errors import ParameterError
from osteotwin.interchange.sbml import export_sbml
from osteotwin.parameters import starting_values

REFERENCE = starting_values().values()


def reference_state() -> dict[str, float]:
    return whole.reference_state(whole.namespace(REFERENCE))


def test_libsbml_has_no_complaint_about_a_plan(case, complaints) -> None:
    assert complaints(case.sbml) == []


@pytest.mark.slow
def test_libsbml_has_no_complaint_about_a_person(complaints, demo_sbml) -> None:
    assert complaints(demo_sbml) == []


def test_libsbml_would_have_seen_a_wrong_unit(complaints) -> None:
    text = ot.reference_to_sbml()
    wrong = re.sub(r'(id="anastrozole_volume".*?units=)"L"', r'\1"day"', text)
    assert wrong != text
    assert complaints(wrong)


def test_values_come_back_to_the_last_bit(case, read_sbml) -> None:
    model = read_sbml(case.sbml)
    given = dict(zip(starting_values().names, case.job.parameters, strict=True))
    given |= dict(zip(whole.STATES, case.job.initial, strict=True))
    given |= {f"input_{name}": v for name, v in zip(whole.INPUTS, case.job.timeline.inputs[0], strict=True)}
    assert {name: model.getParameter(name).getValue() for name in given} == given


def test_events_follow_the_timeline(case, read_sbml) -> None:
    model, timeline = read_sbml(case.sbml), case.job.timeline
    current = dict(zip(whole.INPUTS, timeline.inputs[0], strict=True))
    amounts: dict[tuple[float, str], float] = {}
    at = {float(day): k for k, day in enumerate(timeline.breakpoints[:-1]) if k > 0}
    for i in range(model.getNumEvents()):
        event = model.getEvent(i)
        day = event.getTrigger().getMath().getChild(1).getReal() - 1.0
        for j in range(event.getNumEventAssignments()):
            assignment = event.getEventAssignment(j)
            variable, math = assignment.getVariable(), assignment.getMath()
            if variable.startswith("input_"):
                current[variable.removeprefix("input_")] = math.getReal()
            else:
                assert math.getChild(0).getName() == variable
                amounts[day, variable] = math.getChild(1).getReal()
        assert list(current.values()) == timeline.inputs[at.pop(day)].tolist()
    assert amounts == {(dose.day, dose.state): dose.amount for dose in timeline.doses}
    assert not at  # no change was left out


def test_identifiers_are_valid_and_unique(case, read_sbml) -> None:
    model = read_sbml(case.sbml)
    identifiers = [model.getParameter(i).getId() for i in range(model.getNumParameters())]
    identifiers += [model.getEvent(i).getId() for i in range(model.getNumEvents())]
    assert all(re.fullmatch(r"[A-Za-z_]\w*", identifier, re.ASCII) for identifier in identifiers)
    assert [name for name, count in Counter(identifiers).items() if count > 1] == []
    assert {f"reading_{name}" for name in OUTPUTS} < set(identifiers)
    assert {*whole.STATES, *starting_values().names} < set(identifiers)


def test_every_variable_has_a_unit_a_name_and_every_parameter_a_source(read_sbml) -> None:
    model = read_sbml(ot.reference_to_sbml())
    for i in range(model.getNumParameters()):
        parameter = model.getParameter(i)
        assert parameter.isSetUnits()
        assert parameter.isSetName(), parameter.getId()
        if parameter.getConstant():
            assert "Source: " in parameter.getNotesString(), parameter.getId()


def test_doses_on_one_day_are_one_event_and_on_the_first_day_the_start(reference_job, read_sbml) -> None:
    job = reference_job("denosumab every six months")
    twice = [Dose(day, "denosumab_depot", 60.0, "denosumab") for day in (-1.0, 0.0, 0.0)]
    twice.append(Dose(0.0, "romosozumab_depot", 210.0, "romosozumab"))
    state = reference_state()
    model = read_sbml(export_sbml(REFERENCE, state, replace(job.timeline, doses=tuple(twice))))
    assert model.getParameter("denosumab_depot").getValue() == state["denosumab_depot"] + 60.0
    assert model.getNumEvents() == 1
    added = {
        assignment.getVariable(): assignment.getMath().getChild(1).getReal()
        for assignment in (model.getEvent(0).getEventAssignment(j) for j in range(2))
    }
    assert added == {"denosumab_depot": 120.0, "romosozumab_depot": 210.0}


@pytest.mark.slow
def test_two_processes_write_the_same_bytes() -> None:
    code = "import osteotwin as ot, sys; sys.stdout.write(ot.reference_to_sbml())"
    written = [
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]
    assert written[0] == written[1]
    assert written[0].decode() == ot.reference_to_sbml()


@pytest.mark.slow
def test_nothing_identifies_the_person(demo_sbml) -> None:
    named = replace(ot.read_person(ot.demo_path()), name="Zacharias")
    assert ot.person_to_sbml(named) == demo_sbml
    assert not re.search(r"\b(19|20)\d\d-\d\d-\d\d\b", demo_sbml)


@pytest.mark.parametrize(
    ("parameters", "state", "message"),
    [
        ({"weight": float("nan")}, {}, "parameter weight is not finite"),
        ({}, {"lh": float("inf")}, "state lh is not finite"),
        ({"wieght": 80.0}, {}, "parameter wieght is not known"),
    ],
)
def test_values_that_make_no_model_are_refused(parameters, state, message) -> None:
    with pytest.raises(ParameterError, match=message):
        export_sbml(REFERENCE | parameters, reference_state() | state)


def test_a_missing_value_is_refused() -> None:
    state = reference_state()
    del state["lh"]
    with pytest.raises(ParameterError, match="state lh has no value"):
        export_sbml(REFERENCE, state)

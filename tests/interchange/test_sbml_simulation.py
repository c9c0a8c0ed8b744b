"""The exported file in a simulator that shares no code with ours gives what our engine gives."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.reference import reference_vectors
from tests.simulating import simulate

import osteotwin as ot
from osteotwin.body import whole
from osteotwin.cohort.outputs import Outputs
from osteotwin.cohort.parameter_sets import parameters_in_use
from osteotwin.endpoints import OUTPUTS
from osteotwin.engine.interface import Job
from osteotwin.engine.scipy_engine import SciPyEngine
from osteotwin.interchange import sbml_person
from osteotwin.interchange.sbml import export_sbml
from osteotwin.parameters import starting_values
from osteotwin.parameters.sample import central, draw
from osteotwin.people.profile_of_person import profile_from_person

EXACT = SciPyEngine(relative_tolerance=1e-10, absolute_tolerance=1e-13)


@pytest.mark.slow
def test_every_state_and_output_agrees_over_three_years(case, simulate_sbml) -> None:
    ours = EXACT.run(case.job)
    assert ours.failure is None
    times = case.job.output_days - case.job.timeline.breakpoints[0]
    columns = [*whole.STATES, *(f"reading_{name}" for name in OUTPUTS)]
    theirs = simulate_sbml(case.sbml, times, columns)
    expected = np.hstack([ours.states, ours.outputs])
    for i, name in enumerate(columns):
        assert theirs[:, i] == pytest.approx(expected[:, i], rel=1e-5, abs=1e-9), name
    # The plan does something: otherwise agreement would mean nothing. Without one this body, which begins a little off
    # its steady state, drifts by 0.003.
    hip = theirs[:, columns.index("reading_bmd_total_hip")]
    assert np.abs(hip / hip[0] - 1).max() > 0.005


@pytest.mark.slow
@pytest.mark.parametrize("measured", [False, True], ids=["nothing measured", "measured"])
def test_a_persons_file_gives_the_persons_outputs(simulate_sbml, demo_sbml, measured: bool) -> None:
    person = ot.read_person(ot.demo_path())
    if measured:
        profile = ot.Twin.from_person(person, sbml_person._PEOPLE, 1).profile
        assert profile != profile_from_person(person)[0]
    else:
        person = replace(person, measurements=())
        profile = profile_from_person(person)[0]
    days = np.array([0.0, 100.5, 365.5, 700.5, 1000.5])
    names = [
        "bmd_lumbar_spine",
        "bmd_total_hip",
        "bmd_femoral_neck",
        "bmd_radius_33",
        "estradiol",
        "ctx",
        "pth",
    ]
    ours = simulate(profile, person.plan, days, central(parameters_in_use()), engine=EXACT).values
    text = demo_sbml if measured else ot.person_to_sbml(person)
    theirs = simulate_sbml(text, days[1:] + 1, [f"reading_{name}" for name in names])
    for i, name in enumerate(names):
        assert theirs[:, i] == pytest.approx(ours[name][0, 1:], rel=1e-5), name


@pytest.fixture(scope="module")
def documented(repository) -> tuple[str, Outputs]:
    """The file of the woman of the page, and what our engine makes of her."""
    page = (repository / "docs" / "how-to" / "exchange-models.md").read_text(encoding="utf-8")
    person = ot.person_from_toml(page.split("```toml\n")[1].split("```")[0])
    days = np.array([0.0, 100.5, 700.5, 1000.5, 1300.5])
    profile = ot.Twin.from_person(person, sbml_person._PEOPLE, 1).profile
    ours = simulate(profile, person.plan, days, central(parameters_in_use()), engine=EXACT)
    return ot.person_to_sbml(person), ours


@pytest.mark.slow
@pytest.mark.parametrize(
    "tolerances", [{}, {"relative_tolerance": 1e-8}], ids=["as it comes", "as documented"]
)
def test_denosumab_that_is_stopped_runs_as_documented(documented, simulate_sbml, tolerances) -> None:
    text, ours = documented
    names = ["bmd_lumbar_spine", "bmd_total_hip", "ctx", "p1np"]
    columns = [f"reading_{name}" for name in names]
    theirs = simulate_sbml(text, ours.days[1:] + 1, columns, tolerances)
    ctx = ours.values["ctx"][0]
    assert ctx[3:].max() > 1.5 * ctx[0]  # the rebound is in it
    for i, name in enumerate(names):
        assert theirs[:, i] == pytest.approx(ours.values[name][0, 1:], rel=1e-4), name


@pytest.mark.slow
def test_one_compiled_file_serves_other_people(reference_job, simulate_sbml) -> None:
    job = reference_job("denosumab every six months")
    draws = draw(starting_values(), 2, seed=5)
    ours, runs = [], []
    for row in draws.values:
        state, inputs = reference_vectors(row, draws.names)
        timeline = replace(job.timeline, inputs=np.tile(inputs, (len(job.timeline.labels), 1)))
        ours.append(EXACT.run(Job(row, state, timeline, job.output_days)).states)
        runs.append(dict(zip(job_identifiers(), [*row, *state, *inputs], strict=True)))
    text = export_sbml(*values_by_name(job), job.timeline)
    theirs = simulate_sbml(text, job.output_days + 1, list(whole.STATES), runs=runs)
    assert theirs == pytest.approx(np.array(ours), rel=1e-5, abs=1e-9)


def values_by_name(job: Job) -> tuple[dict[str, float], dict[str, float]]:
    return (
        dict(zip(starting_values().names, job.parameters, strict=True)),
        dict(zip(whole.STATES, job.initial, strict=True)),
    )


def job_identifiers() -> list[str]:
    return [*starting_values().names, *whole.STATES, *(f"input_{name}" for name in whole.INPUTS)]

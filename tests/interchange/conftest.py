"""Plans of the reference man, and a simulator that did not come from us to run the exported files."""

from __future__ import annotations

import json
import subprocess
import sys
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pytest
from tests.reference import reference_vectors
from tests.roadrunner import need_roadrunner

import osteotwin as ot
from osteotwin.arrays import Vector
from osteotwin.body import whole
from osteotwin.body.schedule import Dose, Timeline
from osteotwin.engine.interface import Job
from osteotwin.interchange.sbml import export_sbml
from osteotwin.parameters import starting_values

with warnings.catch_warnings():  # their bindings use what newer Pythons warn of
    warnings.simplefilter("ignore", DeprecationWarning)
    import libsbml

INPUTS = tuple(whole.INPUTS)
YEARS_3 = 1096.0
#: At which libRoadRunner is a reference: sixteen times tighter than what is compared. With an absolute tolerance of
#: 1e-13 its CVODE gives up in one run of twelve: "too much accuracy requested", on days that differ by processor.
TIGHT = {"relative_tolerance": 1e-10, "absolute_tolerance": 1e-12}
#: Between the days on which something changes.
OUTPUT_DAYS = np.array([-0.5, 0.5, 3.3, 30.2, 181.3, 200.5, 365.5, 700.4, 1000.3, 1095.5])


@dataclass(frozen=True)
class Case:
    """One body, its timeline, and the file of both."""

    job: Job
    sbml: str


def timeline_of(plan: str, inputs: Vector) -> Timeline:
    """A day as before, then three years of a plan."""
    if plan == "aromatase inhibitor":
        days, rows, doses = [0.0], [{"anastrozole_rate": 1000.0}], ()
    elif plan == "denosumab every six months":
        days = [182.0 * i for i in range(7)]
        rows, doses = (
            [{} for _ in days],
            tuple(Dose(day, "denosumab_depot", 60.0, "denosumab") for day in days),
        )
    else:
        random = np.random.default_rng(3)
        days, doses = [7.0 * week for week in range(157)], ()
        rows = [
            {f"{site}_load": 1.0 + random.random() for site in ("lumbar_spine", "total_hip", "femoral_neck")}
            for _ in days
        ]
    table = [inputs, *(inputs.copy() for _ in rows)]
    for row, changes in zip(table[1:], rows, strict=True):
        for name, value in changes.items():
            row[INPUTS.index(name)] = value
    labels = ("life before the plan", *(f'step "{i}" of <{plan}> & more' for i in range(len(days))))
    return Timeline(np.array([-1.0, *days, YEARS_3]), np.array(table), labels, doses)


def values_of(job: Job) -> tuple[dict[str, float], dict[str, float]]:
    """Parameters and initial state of a job by name."""
    return (
        dict(zip(starting_values().names, job.parameters.tolist(), strict=True)),
        dict(zip(whole.STATES, job.initial.tolist(), strict=True)),
    )


@pytest.fixture(scope="session")
def reference_job() -> Callable[[str], Job]:
    """The reference man, a little off the steady state, on one of three plans."""

    def make(plan: str) -> Job:
        names = starting_values().names
        parameters = np.array(list(starting_values().values().values()))
        state, inputs = reference_vectors(parameters, names)
        return Job(parameters, state * 1.01, timeline_of(plan, inputs), OUTPUT_DAYS)

    return make


@pytest.fixture(
    scope="session",
    params=["aromatase inhibitor", "denosumab every six months", "training that changes every week"],
)
def case(request: pytest.FixtureRequest, reference_job: Callable[[str], Job]) -> Case:
    """A job and its file."""
    job = reference_job(request.param)
    return Case(job, export_sbml(*values_of(job), job.timeline))


@pytest.fixture(scope="session")
def demo_sbml() -> str:
    """The example person's file."""
    return ot.person_to_sbml(ot.read_person(ot.demo_path()))


@pytest.fixture(scope="session")
def complaints() -> Callable[[str], list[str]]:
    """What libSBML has to say about a file: errors and warnings, units and good practice included."""

    def check(text: str) -> list[str]:
        document = libsbml.readSBMLFromString(text)
        for category in range(
            libsbml.LIBSBML_CAT_GENERAL_CONSISTENCY, libsbml.LIBSBML_CAT_MODELING_PRACTICE + 1
        ):
            document.setConsistencyChecks(category, True)
        document.checkInternalConsistency()
        document.checkConsistency()
        return [
            f"{document.getError(i).getErrorId()}: {document.getError(i).getMessage()}"
            for i in range(document.getNumErrors())
        ]

    return check


@pytest.fixture(scope="session")
def simulate_sbml() -> Callable[..., Vector]:
    """Let libRoadRunner simulate a file to times of the file; one column per identifier, one table per run.

    ``tolerances`` are the integrator's settings ({} leaves them as they come); ``runs`` changes global parameters.
    """
    script = Path(__file__).with_name("roadrunner_process.py")
    need_roadrunner()

    def simulate(
        text: str,
        times: Vector,
        columns: list[str],
        tolerances: Mapping[str, float] = MappingProxyType(TIGHT),
        runs: Sequence[Mapping[str, float]] = ({},),
    ) -> Vector:
        request = {
            "sbml": text,
            "times": times.tolist(),
            "columns": columns,
            "tolerances": dict(tolerances),
            "runs": [dict(changes) for changes in runs],
        }
        done = subprocess.run(
            [sys.executable, str(script)],
            input=json.dumps(request),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        tables = np.array(json.loads(done.stdout))
        return tables if len(runs) > 1 else tables[0]

    return simulate


@pytest.fixture(scope="session")
def read_sbml() -> Callable[[str], libsbml.Model]:
    """The model of a file as libSBML reads it."""
    documents: list[libsbml.SBMLDocument] = []

    def read(text: str) -> libsbml.Model:
        documents.append(libsbml.readSBMLFromString(text))  # a model does not outlive its document
        return documents[-1].getModel()

    return read

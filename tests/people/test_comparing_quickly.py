"""Virtual people are compared with what was measured on the quick engine: its errors are far below the values' own."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import osteotwin as ot
from osteotwin.cohort.parameter_sets import parameters_in_use
from osteotwin.conditioning.own_numbers import own_numbers
from osteotwin.conditioning.problem import Problem
from osteotwin.engine.interface import Engine
from osteotwin.parameters.sample import Streams
from osteotwin.people.problem_of_person import problem_of_person
from osteotwin.people.twin import ENSEMBLE_ENGINE, QUICK_ENGINE, Twin

_INJECTED = """
[person]
sex = "male"
birth_date = 1980-03-01
height = "180 cm"
weight = "85 kg"
[[measurement]]
what = "testosterone"
value = "600 ng/dL"
date = 2025-01-10
[[measurement]]
what = "estradiol"
value = "25 pg/mL"
date = 2025-01-18
assay = "mass_spectrometry"
[[measurement]]
what = "bmd_lumbar_spine"
value = "1.02 g/cm2"
date = 2025-01-18
device = "hologic"
[[plan.drug]]
name = "testosterone_cypionate"
dose = "250 mg"
every = "2 weeks"
already_since = 2024-10-01
[[plan.drug]]
name = "anastrozole"
dose = "0.5 mg"
every = "3.5 days"
already_since = 2024-11-01
[outlook]
until = 2027-01-18
"""


def problem(path: Path, engine: Engine) -> Problem:
    return problem_of_person(ot.read_person(path), parameters_in_use(), engine)[0]


@pytest.fixture(params=["demo", "injections dose by dose"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    if request.param == "demo":
        return ot.demo_path()
    written = tmp_path / "injected.toml"
    written.write_text(_INJECTED, encoding="utf-8")
    return written


def test_the_quick_engine_is_off_by_far_less_than_the_values_are(path: Path) -> None:
    exact, quick = problem(path, ENSEMBLE_ENGINE), problem(path, QUICK_ENGINE)
    people = own_numbers(Streams(24, 1), exact.parameters)
    off = np.abs(quick.simulate(people).base - exact.simulate(people).base).max(axis=0)
    assert np.all(off < 0.01 * exact.log_sd)


def test_it_is_used_for_comparing_alone() -> None:
    twin = Twin.from_person(ot.read_person(ot.demo_path()), 4)
    assert twin.problem.engine == ENSEMBLE_ENGINE
    assert twin.posterior is not None
    assert twin.posterior.problem.engine == QUICK_ENGINE

"""Solvers and shortcuts agree: LSODA, Radau, tighter tolerances, quasi-steady fast states."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from osteotwin.body.schedule import Dose
from osteotwin.endpoints import OUTPUTS
from osteotwin.engine.interface import Engine, Job, Trajectory
from osteotwin.engine.scipy_engine import SciPyEngine

BMD = [
    list(OUTPUTS).index(f"bmd_{site}") for site in ("lumbar_spine", "total_hip", "femoral_neck", "radius_33")
]
HORMONES = [
    list(OUTPUTS).index(name) for name in ("estradiol", "testosterone", "lh", "pth", "25ohd", "1_25ohd")
]
TIGHT = {"relative_tolerance": 1e-9, "absolute_tolerance": 1e-11}
MONTHS = np.arange(0, 25) * 30.4375
DENOSUMAB = tuple(Dose(182.0 * k, "denosumab_depot", 60.0, "denosumab") for k in range(3))
ZOLEDRONATE = (Dose(0.0, "bisphosphonate_surface", 2.75, "zoledronate"),)
BED_REST = {
    "lumbar_spine_load": 0.5, "total_hip_load": 0.3, "femoral_neck_load": 0.3, "radius_33_load": 0.8,
    "rest_of_skeleton_load": 0.6,
}  # fmt: skip
SCENARIOS: dict[str, tuple[dict[str, float], tuple[Dose, ...]]] = {
    "anastrozole": ({"anastrozole_rate": 1000.0}, ()),
    "denosumab then stopped": ({}, DENOSUMAB),
    "zoledronate": ({}, ZOLEDRONATE),
    "training": ({"lumbar_spine_load": 1.5, "total_hip_load": 1.6, "femoral_neck_load": 1.6}, ()),
    "bed rest": (BED_REST, ()),
    "castration": ({"gnrh_agonist": 1.0}, ()),
    "teriparatide": ({"teriparatide_dose": 1.0}, ()),
    "little calcium": ({"calcium_intake": 8.0, "vitamin_d_intake": 0.0}, ()),
}
each = pytest.mark.parametrize(("changes", "doses"), SCENARIOS.values(), ids=list(SCENARIOS))
MakeJob = Callable[..., Job]


def run(job: Job, **settings: Any) -> Trajectory:
    trajectory = SciPyEngine(**settings).run(job)
    assert trajectory.failure is None
    return trajectory


def bmd_difference(one: Trajectory, other: Trajectory) -> float:
    """Largest difference in areal BMD, as a share."""
    return float(np.max(np.abs(one.outputs[:, BMD] / other.outputs[:, BMD] - 1)))


@pytest.mark.slow
@each
def test_lsoda_and_radau_agree(changes: dict[str, float], doses: tuple[Dose, ...], make_job: MakeJob) -> None:
    job = make_job(changes, np.arange(0, 13) * 30.4375, doses)
    assert bmd_difference(run(job, **TIGHT), run(job, method="Radau", **TIGHT)) < 1e-6


@each
def test_the_default_tolerances_suffice(
    changes: dict[str, float], doses: tuple[Dose, ...], make_job: MakeJob
) -> None:
    job = make_job(changes, MONTHS, doses)
    assert bmd_difference(run(job), run(job, **TIGHT)) < 1e-5


@each
def test_fast_states_may_be_quasi_steady(
    changes: dict[str, float], doses: tuple[Dose, ...], make_job: MakeJob
) -> None:
    days = np.concatenate([[0.0, 1.0, 3.0, 10.0], MONTHS[1:]])
    job = make_job(changes, days, doses)
    full, short = run(job, **TIGHT), run(job, quasi_steady=("lh", "pth"), **TIGHT)
    assert bmd_difference(short, full) < 1e-4  # 0.01 percentage points
    # What is given up is LH's lag of two hours: a percent while testosterone is on its way, a
    # tenth of that while the pituitary falls silent or wakes.
    hormones = np.abs(short.outputs[:, HORMONES] / full.outputs[:, HORMONES] - 1)
    assert np.max(hormones[days > 1]) < 1e-2
    assert np.max(hormones[days > 31]) < 2e-3
    assert np.all(np.isfinite(short.states))


def test_output_days_do_not_move_the_result(make_job: MakeJob) -> None:
    coarse = run(make_job({"letrozole_rate": 2500.0}, np.array([0.0, 365.0])), **TIGHT)
    fine = run(make_job({"letrozole_rate": 2500.0}, np.linspace(0, 365, 400)), **TIGHT)
    assert (
        bmd_difference(
            Trajectory(coarse.days, coarse.states, coarse.outputs[-1:]),
            Trajectory(fine.days, fine.states, fine.outputs[-1:]),
        )
        < 1e-8
    )


def test_an_output_on_a_breakpoint_is_the_one_before_it(make_job: MakeJob) -> None:
    dose = Dose(100.0, "denosumab_depot", 60.0, "denosumab")
    job = make_job({"letrozole_rate": 2500.0}, np.array([-1.0, 0.0, 100.0, 101.0]), (dose,))
    trajectory = run(job)
    depot = trajectory.states[:, 7]
    assert depot[2] == 0
    assert depot[3] == pytest.approx(60 * np.exp(-0.142), rel=1e-5)
    aromatase = trajectory.outputs[:, 0]
    assert aromatase[1] == 1  # day 0: before the drug
    assert aromatase[2] < 0.2


def test_an_output_on_the_first_day_is_the_one_before_its_doses(make_job: MakeJob, engine: Engine) -> None:
    dose = Dose(-1.0, "denosumab_depot", 60.0, "denosumab")
    (trajectory,) = engine.simulate([make_job({}, np.array([-1.0, -0.5, 10.0]), (dose,))])
    depot = trajectory.states[:, 7]
    assert depot[0] == 0
    assert depot[1] == pytest.approx(60 * np.exp(-0.142 / 2), rel=1e-5)


def test_a_dose_enters_once_where_two_segments_meet(make_job: MakeJob) -> None:
    doses = tuple(Dose(day, "bisphosphonate_surface", 1.0, "zoledronate") for day in (0.0, 50.0))
    trajectory = run(make_job({}, np.array([0.0, 50.0, 60.0]), doses, bisphosphonate_surface_loss=1e-9))
    assert trajectory.states[:, 12] == pytest.approx([0, 1, 2], abs=1e-3)

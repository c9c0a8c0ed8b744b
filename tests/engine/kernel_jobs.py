"""Jobs that the fast engine is tried with: each kind of plan, and what its results are compared by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from osteotwin.body import whole
from osteotwin.body.schedule import Dose, Timeline
from osteotwin.engine.interface import Job, Trajectory
from osteotwin.engine.kernel_engine import KernelEngine
from osteotwin.engine.scipy_engine import SciPyEngine

MakeJob = Callable[..., Job]
STATES, INPUTS = list(whole.STATES), list(whole.INPUTS)
LOADS = [name for name in INPUTS if name.endswith("_load")]
DAYS = np.array([-1.0, -0.5, 0.0, 0.01, 1.0, 2.5, 7.0, 30.0, 90.0, 182.0, 182.5, 200.0, 300.0])
REFERENCE = SciPyEngine(relative_tolerance=1e-10, absolute_tolerance=1e-12)
EXACT = {"relative_tolerance": 1e-9, "absolute_tolerance": 1e-11}
DENOSUMAB = tuple(Dose(day, "denosumab_depot", 60.0, "denosumab") for day in (0.0, 182.0))
ALL_DRUGS = {
    "anastrozole_rate": 1000.0, "letrozole_rate": 2500.0, "exemestane_rate": 25000.0, "oral_bisphosphonate_rate": 0.05,
    "teriparatide_dose": 1.0, "gnrh_agonist": 0.5, "gnrh_antagonist": 0.5, "serm_bone_exposure": 0.5,
    "androgen_receptor_block": 0.3, "pituitary_estrogen_block": 0.3, "transdermal_testosterone_rate": 1.0,
    "estradiol_rate": 0.5,
}  # fmt: skip
ALL_DOSES = (
    *DENOSUMAB,
    Dose(7.0, "romosozumab_depot", 210.0, "romosozumab"),
    Dose(30.0, "bisphosphonate_surface", 2.75, "zoledronate"),
    Dose(90.0, "testosterone_enanthate_depot", 250.0, "testosterone enanthate"),
)


def weekly_training(make_job: MakeJob) -> Job:
    """A load that changes every week."""
    base = make_job()
    breaks = np.concatenate([[-1.0], np.arange(0, 300, 7.0), [300.0]])
    inputs = np.tile(base.timeline.inputs[0], (len(breaks) - 1, 1))
    for k, row in enumerate(inputs[1:]):
        row[[INPUTS.index(name) for name in LOADS]] = 1 + 0.6 * (k % 4 != 3) + 0.01 * k
    labels = ("life before the plan", *(f"week {k}" for k in range(1, len(inputs))))
    return replace(base, timeline=Timeline(breaks, inputs, labels), output_days=DAYS)


SCENARIOS: dict[str, Callable[[MakeJob], Job]] = {
    "constant inhibitor": lambda make: make({"anastrozole_rate": 1000.0}, DAYS),
    "denosumab": lambda make: make({}, DAYS, DENOSUMAB),
    "weekly training": weekly_training,
    "bed rest": lambda make: make(dict.fromkeys(LOADS, 0.3), DAYS),
    "vitamin D bolus": lambda make: make({}, DAYS, (Dose(2.5, "vitamin_d", 1.5, "vitamin D"),)),
    "all drugs": lambda make: make(ALL_DRUGS, DAYS, ALL_DOSES),
}


def run(job: Job, **settings: Any) -> Trajectory:
    (trajectory,) = KernelEngine(**settings).simulate([job])
    assert trajectory.failure is None
    return trajectory


def same(one: list[Trajectory], other: list[Trajectory]) -> bool:
    return all(
        a.failure == b.failure
        and np.array_equal(a.states, b.states, equal_nan=True)
        and np.array_equal(a.outputs, b.outputs, equal_nan=True)
        for a, b in zip(one, other, strict=True)
    )

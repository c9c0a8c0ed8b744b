"""No calcium is made or lost: what serum and skeleton gain is what gut and kidney let through."""

from __future__ import annotations

from itertools import pairwise
from types import SimpleNamespace

import numpy as np
import pytest
from scipy.interpolate import CubicSpline
from tests.reference import reference_vectors

from osteotwin.arrays import Vector
from osteotwin.body import bone_tissue, whole
from osteotwin.body.schedule import Dose, Timeline
from osteotwin.body.sites import LEDGER_SITES, site_key
from osteotwin.engine.interface import Job
from osteotwin.engine.scipy_engine import SciPyEngine
from osteotwin.parameters import starting_values

Body = tuple[dict[str, float], dict[str, float], dict[str, float]]
NAMES = starting_values().names


def held(s: SimpleNamespace, p: SimpleNamespace) -> Vector | float:
    """Calcium in serum and skeleton [mmol], counted from the states alone."""
    bone = sum(
        getattr(p, site_key(site, "calcium_share")) * bone_tissue.relative_mineral(site, s, p)
        for site in LEDGER_SITES
    )
    return p.serum_calcium_pool * s.calcium + p.skeletal_calcium * bone


def test_the_ledger_closes_at_any_moment(body: Body) -> None:
    s, p, u = (whole.namespace(values) for values in body)
    rates = whole.derivatives(s, p, u)
    # The mineral of a site is linear in its tissues, so its rate of change is its value at the rates.
    gained = held(whole.namespace(rates), p)
    flow = whole.follow_signal(s, p, u).flow
    assert gained == pytest.approx(flow.absorbed - flow.urine - flow.endogenous, rel=1e-9, abs=1e-9)


def test_the_femoral_neck_and_the_trabecular_core_are_not_counted_twice(body: Body) -> None:
    states, values, inputs = body
    s, p, u = (whole.namespace(each) for each in (states, values, inputs))
    before = held(s, p)
    for site in ("femoral_neck", "trabecular_spine"):
        for tissue in ("young_bone", "mature_bone"):
            setattr(s, site_key(site, tissue), 2 * getattr(s, site_key(site, tissue)))
    assert held(s, p) == before
    rest = whole.follow_signal(s, p, u)
    assert np.isfinite(rest.flow.urine)


CORNERS: dict[str, tuple[dict[str, float], tuple[Dose, ...]]] = {
    "bed rest": (
        {"lumbar_spine_load": 0.2, "total_hip_load": 0.1, "femoral_neck_load": 0.1, "radius_33_load": 0.8,
         "rest_of_skeleton_load": 0.47}, (),
    ),
    "denosumab then stopped": ({}, tuple(Dose(182.0 * k, "denosumab_depot", 60.0, "denosumab") for k in range(3))),
    "3000 mg of calcium": ({"calcium_intake": 75.0}, ()),
    "denosumab with little calcium": (
        {"calcium_intake": 7.0}, tuple(Dose(182.0 * k, "denosumab_depot", 60.0, "denosumab") for k in range(4)),
    ),
    "castration": ({"gonad_function": 0.0}, ()),
    "teriparatide": ({"teriparatide_dose": 1.0}, ()),
    "no vitamin D": ({"vitamin_d_intake": 0.0}, ()),
}  # fmt: skip


def fine_days(first: float, last: float) -> Vector:
    """Days of a stretch, close together after its beginning, where fluxes swing within hours."""
    early = first + np.geomspace(1e-4, 20.0, 600)
    return np.unique(
        np.concatenate([[first], early[early < last], np.arange(first + 20.0, last, 1.0), [last]])
    )


@pytest.mark.parametrize(("changes", "doses"), CORNERS.values(), ids=list(CORNERS))
def test_the_ledger_closes_over_years(changes: dict[str, float], doses: tuple[Dose, ...]) -> None:
    """The engine's states against the integral of the fluxes, which it never integrates itself."""
    values = np.array(list(starting_values().values().values()))
    state, inputs = reference_vectors(values, NAMES)
    for name, value in changes.items():
        inputs[list(whole.INPUTS).index(name)] = value
    breaks = sorted({0.0, 730.0, *(dose.day for dose in doses)})
    timeline = Timeline(
        np.array(breaks), np.tile(inputs, (len(breaks) - 1, 1)), ("test",) * (len(breaks) - 1), doses
    )
    stretches = [fine_days(first, last) for first, last in pairwise(breaks)]
    days = np.unique(np.concatenate(stretches))
    engine = SciPyEngine(relative_tolerance=1e-9, absolute_tolerance=1e-11)
    run = engine.run(Job(values, state, timeline, days))
    assert run.failure is None
    p = whole.namespace(dict(zip(NAMES, values.tolist(), strict=True)))
    u = whole.namespace(dict(zip(whole.INPUTS, inputs.tolist(), strict=True)))
    s = whole.namespace(dict(zip(whole.STATES, run.states.T, strict=True)))
    flow = whole.follow_signal(s, p, u).flow
    through, net = 0.0, 0.0
    for stretch in stretches:  # fluxes are smooth within a stretch
        at = np.searchsorted(days, stretch)
        absorbed = np.broadcast_to(flow.absorbed, days.shape)[at]
        through += float(CubicSpline(stretch, absorbed).integrate(stretch[0], stretch[-1]))
        balance = absorbed - flow.urine[at] - flow.endogenous[at]
        net += float(CubicSpline(stretch, balance).integrate(stretch[0], stretch[-1]))
    amount = np.asarray(held(s, p))
    gained = float(amount[-1] - amount[0])
    assert gained == pytest.approx(net, abs=1e-6 * through)
    assert abs(gained) > 1e-3 * through, "a corner in which something happens"

"""Jörg 2022 (eLife 11:e76228): the pool of osteoclast precursors, and the published model coded anew.

Our precursor pool and osteoclasts are theirs in the limit without precursor death, estrogen terms and floor.
The model is written here from the published equations and parameters, independently of the package.
"""

from __future__ import annotations

from itertools import pairwise
from types import SimpleNamespace

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from osteotwin.arrays import Vector
from osteotwin.body import bone_cells, whole
from osteotwin.body.drugs import DrugEffects
from osteotwin.body.sex_steroids import SteroidEffects
from osteotwin.parameters import starting_values

HALF_YEAR = 182.625

#: Table of the article; per day, drug potencies per mg.
J = SimpleNamespace(
    w_c=0.931, e_c_star=0.938, s_c_star=8.6e6, eta_c=0.0238, e_c=0.99, r_c=10.1, nu_c=1.2e-4,
    w_b=0.319, s_b_star=163.0, eta_b=8.7e-3, w_y=6.2e-4, eta_y=1.1e-4, kappa_s=0.05, e_s=9.6,
    denosumab_potency=4340.0, denosumab_half_life=10.0, denosumab_depth=0.87, ctx_exponent=1.16,
)  # fmt: skip
AGE = 70.0
ESTROGEN = 1 / (1 + (AGE - 50) / 2.6)


def rising(x: float) -> float:
    return x / (1 + x)


def falling(x: float) -> float:
    return 1 / (1 + x)


def block(day: float, doses: tuple[float, ...]) -> float:
    """Factor on osteoclast formation under denosumab 60 mg."""
    level = sum(
        60 * J.denosumab_potency * 2 ** (-(day - given) / J.denosumab_half_life)
        for given in doses
        if day >= given
    )
    return 1 - J.denosumab_depth * rising(level)


def rates(day: float, y: Vector, doses: tuple[float, ...]) -> list[float]:
    pool_c, pool_b, c, b, osteocytes, s = y
    w_c = J.w_c * falling(ESTROGEN / J.e_c_star) * rising(s / J.s_c_star) * block(day, doses)
    w_b = J.w_b * falling(s / J.s_b_star)
    removal = J.eta_c * (1 + J.nu_c * rising(ESTROGEN / J.e_c) * rising(c / J.r_c))
    return [
        1 - w_c * pool_c,
        1 - w_b * pool_b,
        w_c * pool_c - removal * c,
        w_b * pool_b - (J.eta_b + J.w_y) * b,
        J.w_y * b - J.eta_y * osteocytes,
        falling(ESTROGEN / J.e_s) * osteocytes - J.kappa_s * s,
    ]


def at_rest() -> Vector:
    """The resting state, each part from the one before it."""
    b = 1 / (J.eta_b + J.w_y)
    osteocytes = J.w_y * b / J.eta_y
    s = falling(ESTROGEN / J.e_s) * osteocytes / J.kappa_s
    removal = J.eta_c * (1 + J.nu_c * rising(ESTROGEN / J.e_c) * rising(1 / J.eta_c / J.r_c))
    pool_c = 1 / (J.w_c * falling(ESTROGEN / J.e_c_star) * rising(s / J.s_c_star))
    return np.array([pool_c, 1 / (J.w_b * falling(s / J.s_b_star)), 1 / removal, b, osteocytes, s])


def joerg_ctx(days: Vector, doses: tuple[float, ...]) -> Vector:
    """CTX relative to the start."""
    breaks = sorted({0.0, *doses, float(days[-1])})
    y, found = at_rest(), {0.0: 1.0}
    start = y[2]
    for first, last in pairwise(breaks):
        wanted = np.unique(np.concatenate([days[(days > first) & (days <= last)], [last]]))
        run = solve_ivp(
            rates, (first, last), y, method="LSODA", t_eval=wanted, args=(doses,), rtol=1e-9, atol=1e-9
        )
        found |= dict(zip(wanted.tolist(), (run.y[2] / start) ** J.ctx_exponent, strict=True))
        y = run.y[:, -1]
    return np.array([found[day] for day in days.tolist()])


def test_the_model_rests_where_it_should() -> None:
    assert np.max(np.abs(rates(0.0, at_rest(), ())) / np.maximum(at_rest(), 1)) < 1e-4


def test_published_ctx_after_denosumab() -> None:
    """CTX -15 % at day 7 and -49 % at day 30: the osteoclasts' life of 42 days."""
    ctx = 100 * (joerg_ctx(np.array([0.0, 7.0, 30.0]), (0.0,)) - 1)
    assert ctx[1] == pytest.approx(-15, abs=0.6)
    assert ctx[2] == pytest.approx(-49, abs=0.6)


def test_published_rebound() -> None:
    """CTX +63 % about six months after the missed dose, because the pool has filled."""
    doses = tuple(HALF_YEAR * k for k in range(4))
    days = np.arange(0.0, 1500.0, 5.0)
    ctx = 100 * (joerg_ctx(days, doses) - 1)
    missed = HALF_YEAR * 4
    peak = int(np.argmax(ctx))
    assert ctx[peak] == pytest.approx(63, abs=8)
    assert 3 < (days[peak] - missed) / 30.4375 < 9


class OurPools:
    """The package's equations for the pool and the osteoclasts, everything else held still."""

    def __init__(self, pool_rate: float, removal: float) -> None:
        values = starting_values().values() | {
            "osteoclast_precursor_rate": pool_rate, "osteoclast_removal_rate": removal,
            "osteoclast_precursor_use": 1.0, "estrogen_precursor_gain": 0.0, "rankl_opg_floor": 0.0,
        }  # fmt: skip
        self.p = whole.namespace(values)
        self.reference = whole.reference_state(self.p)
        self.steroids = SteroidEffects(1.0, 1.0, 1.0, 1.0)

    def rates(self, y: Vector, free_rankl: float) -> list[float]:
        s = whole.namespace(self.reference | {"osteoclast_precursors": y[0], "osteoclasts": y[1]})
        drugs = DrugEffects(1.0, 1.0, free_rankl, 1.0, 1.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0)
        stimuli = {site: SimpleNamespace(difference=0.0) for site in bone_cells.SITES}
        system = bone_cells.signals(s, self.p, drugs, self.steroids, stimuli)  # type: ignore[arg-type]
        found = bone_cells.derivatives(s, self.p, system, drugs, self.steroids, 0.0)
        return [found["osteoclast_precursors"], found["osteoclasts"]]


def test_our_pool_is_joergs_pool_in_its_limit() -> None:
    """dC*/dt = 1 - w C*, dC/dt = w C* - h C, with w blocked and freed again by two doses."""
    free, removal = 0.012, 0.0238
    ours = OurPools(free, removal)
    doses = (0.0, HALF_YEAR)
    days = np.linspace(0, 900, 181)

    def theirs(t: float, y: Vector) -> list[float]:
        w = free * block(t, doses)
        return [1 - w * y[0], w * y[0] - removal * y[1]]

    settings = {"method": "LSODA", "rtol": 1e-11, "atol": 1e-13, "max_step": 1.0}
    y_theirs, y_ours = np.array([1 / free, 1 / removal]), np.array([1.0, 1.0])
    edges = [0.0, HALF_YEAR, 900.0]
    for first, last in pairwise(edges):
        # The solver must not look across the second dose from before it.
        at = np.unique(np.concatenate([days[(days > first) & (days < last)], [last - 1e-9]]))
        one = solve_ivp(theirs, (first, last - 1e-9), y_theirs, t_eval=at, **settings)
        other = solve_ivp(
            lambda t, y: ours.rates(y, block(t, doses)), (first, last - 1e-9), y_ours, t_eval=at, **settings
        )
        assert other.y[0] == pytest.approx(one.y[0] * free, rel=1e-6)
        assert other.y[1] == pytest.approx(one.y[1] * removal, rel=1e-6)
        y_theirs, y_ours = one.y[:, -1], other.y[:, -1]
    assert other.y[0].max() > 1.5  # the pool did fill
    assert other.y[1].max() > 1.2  # and overshoot


def test_away_from_the_limit_the_pool_is_bounded() -> None:
    """What we add: precursors that die by themselves, so that a blocked pool fills to 1 / (1 - theta)."""
    p = starting_values().values()
    ours = OurPools(p["osteoclast_precursor_rate"], p["osteoclast_removal_rate"])
    ours.p.osteoclast_precursor_use = p["osteoclast_precursor_use"]
    full = 1 / (1 - p["osteoclast_precursor_use"])
    assert ours.rates(np.array([full, 0.0]), 0.0)[0] == pytest.approx(0, abs=1e-12)
    assert ours.rates(np.array([0.99 * full, 0.0]), 0.0)[0] > 0
    assert ours.rates(np.array([1.01 * full, 0.0]), 0.0)[0] < 0

"""The optimum of problems whose top is known: found, the same each time, and refused where there is none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, cast

import numpy as np
import pytest
from tests.inference.linear import Linear, made_up

from osteotwin.arrays import Vector
from osteotwin.calibration.optimize import Fit, maximize, optimize, reweight, sample_prior, with_discrepancies
from osteotwin.calibration.problem import CalibrationProblem
from osteotwin.calibration.settings import QUICK
from osteotwin.errors import SimulationError
from osteotwin.evidence.scoring.discrepancy_classes import STARTING_DISCREPANCY
from osteotwin.inference.likelihood import build_whitening
from osteotwin.inference.optimizer import gauss_newton
from osteotwin.parameters import Discrepancy
from osteotwin.progress import Progress

FITTED = 3
SETTINGS = replace(QUICK, prior_samples=16, extra_starts=2, rounds=3, steps=20)


@dataclass(frozen=True)
class Posed(Linear):
    """A linear problem of whose people nothing more is known."""

    prior: tuple[str, ...] = ("a", "b", "c")
    fails_from: float = np.inf

    def predict(self, x: Vector) -> Vector:
        return np.where(x[..., :1] < self.fails_from, super().predict(x), np.nan)

    def with_population_shift(self, x: Vector) -> Posed:
        return self


def posed(seed: int = 3, **changes: Any) -> CalibrationProblem:
    found, _ = made_up(40, FITTED, seed=seed, error=0.5)
    return cast("CalibrationProblem", Posed(found.observations, found.matrix, found.start, **changes))


def at_top(fit: Fit) -> Vector:
    """Return the top under the fit's own weights, from elsewhere."""
    p = fit.problem
    return gauss_newton(
        p.predict, p.jacobian, p.observations, fit.whitening, np.full(FITTED, -0.5), steps=200, least_gain=0.0
    ).x


@pytest.mark.slow
def test_it_finds_the_top_and_the_same_each_time() -> None:
    one, two, other = (optimize(posed(), SETTINGS, seed) for seed in (1, 1, 2))
    assert np.array_equal(one.top.x, two.top.x)
    assert one.discrepancies == two.discrepancies
    assert one.top.x == pytest.approx(at_top(one), abs=0.02)
    assert other.top.x == pytest.approx(one.top.x, abs=0.02)  # from elsewhere to the same
    assert one.discrepancies["bmd"] != STARTING_DISCREPANCY["bmd"]


def test_it_says_what_it_reached() -> None:
    lines: list[Progress] = []
    found = optimize(posed(), SETTINGS, 1, lines.append)
    assert lines[0].stage.startswith("best of 16 samples of the prior: ")
    assert len(lines) == 1 + 3 * SETTINGS.rounds  # the center and two samples of the prior
    assert f"maximizing the posterior: {found.top.log_posterior:.1f}" in [now.stage for now in lines]
    fractions = [now.fraction for now in lines]
    assert fractions == sorted(fractions)
    assert (fractions[0], fractions[-1]) == (0.0, 1.0)


def test_scattered_points_are_spread_over_the_prior_and_repeatable() -> None:
    problem = posed()
    points = sample_prior(problem, 256, 5)
    assert np.array_equal(points, sample_prior(problem, 256, 5))
    assert not np.array_equal(points, sample_prior(problem, 256, 6))
    assert np.array_equal(points[:20], sample_prior(problem, 20, 5))
    assert np.abs(points.mean(axis=0)).max() < 0.03
    assert points.std(axis=0) == pytest.approx(np.full(FITTED, 0.7), rel=0.05)
    assert sample_prior(problem, 0, 5).shape == (0, FITTED)
    assert sample_prior(problem, 1, 5).shape == (1, FITTED)


@pytest.mark.slow
def test_the_optimizer_does_not_begin_where_the_model_fails() -> None:
    problem = posed(fails_from=0.01)  # half of the samples of the prior fail
    lines: list[Progress] = []
    found = optimize(problem, replace(SETTINGS, extra_starts=16), 1, lines.append)
    assert np.isfinite(found.top.log_posterior)
    assert found.top.x[0] < 0.01
    assert len(lines) < 1 + 16 * SETTINGS.rounds
    assert not any("inf" in now.stage for now in lines)


def test_a_trial_that_fails_at_the_center_is_named() -> None:
    with pytest.raises(SimulationError, match="no prediction for t0, t1, t2"):
        optimize(posed(fails_from=-0.5), SETTINGS, 1)


def test_weights_follow_the_effects_and_discrepancies_can_be_given() -> None:
    fit = reweight(posed(), dict(STARTING_DISCREPANCY), np.zeros(FITTED))
    predicted = fit.problem.predict(np.zeros((1, FITTED)))[0]
    assert fit.effect_size == pytest.approx(
        np.sqrt((fit.problem.observations.observed**2 + predicted**2) / 2)
    )
    wide = {**STARTING_DISCREPANCY, "bmd": Discrepancy(3.0, 3.0, 0.0)}
    other = with_discrepancies(fit, wide)
    assert other.whitening.log_scale > fit.whitening.log_scale
    assert other.whitening.matrix == pytest.approx(
        build_whitening(fit.problem.observations, wide, fit.effect_size).matrix
    )
    assert other.top.log_posterior != fit.top.log_posterior
    assert other.discrepancies == wide


def test_rounds_renew_discrepancies_only_where_asked() -> None:
    start = reweight(posed(), dict(STARTING_DISCREPANCY), np.zeros(FITTED))
    assert maximize(start, SETTINGS, renew=False).discrepancies == STARTING_DISCREPANCY
    assert maximize(start, SETTINGS).discrepancies != STARTING_DISCREPANCY

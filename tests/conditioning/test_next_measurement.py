"""What a measurement that has not been made would be worth."""

from __future__ import annotations

import numpy as np
import pytest
from tests.conditioning.people_measured import HIP, VALUES, problem_of, scan

from osteotwin.arrays import Vector
from osteotwin.body.sites import TOTAL_HIP
from osteotwin.conditioning.condition import condition
from osteotwin.conditioning.forecast import Forecast, forecast
from osteotwin.conditioning.next_measurement import Visit, worth_of

UNTIL = 730.0


@pytest.fixture(scope="module")
def ahead() -> tuple[Forecast, Vector]:
    """A thousand people who agree with what was measured, and their normal numbers."""
    found = condition(problem_of(*VALUES), 1000, 1, candidates=2500)
    problem = found.problem
    noise = np.random.default_rng(2).standard_normal((1000, len(problem.normal_names)))
    seen = forecast(problem, found.numbers, problem.protocol, [365.0, UNTIL], [HIP, "ctx"])
    return seen, problem.linear.draw(problem.residuals(found.base), noise)


def narrows(ahead: tuple[Forecast, Vector], *readings: tuple[float, float]) -> float:
    """What scans of the hip, each a day and an error, would narrow the two years' change by."""
    visit = Visit("dxa", readings[-1][0], tuple(scan(1.0, log_sd, day) for day, log_sd in readings))
    (worth,) = worth_of(*ahead, [visit], [TOTAL_HIP], UNTIL, np.random.default_rng(3))
    return worth.narrows


@pytest.mark.slow
def test_what_shows_the_outcome_itself_leaves_nothing_open(ahead: tuple[Forecast, Vector]) -> None:
    assert narrows(ahead, (0.0, 1e-6), (UNTIL, 1e-6)) > 0.95


def test_pure_noise_tells_nothing(ahead: tuple[Forecast, Vector]) -> None:
    assert narrows(ahead, (0.0, 1e3), (UNTIL, 1e3)) < 0.01


def test_the_more_precise_and_the_nearer_the_outcome_the_more_it_is_worth(
    ahead: tuple[Forecast, Vector],
) -> None:
    by_error = [narrows(ahead, (0.0, 1e-3), (UNTIL, log_sd)) for log_sd in (0.1, 0.03, 0.01, 0.001)]
    assert np.all(np.diff(by_error) > 0), by_error
    assert narrows(ahead, (0.0, 1e-3), (365.0, 1e-3)) < narrows(ahead, (0.0, 1e-3), (UNTIL, 1e-3))


def test_the_best_stands_first(ahead: tuple[Forecast, Vector]) -> None:
    visits = [
        Visit(name, UNTIL, (scan(1.0, log_sd, UNTIL),)) for name, log_sd in (("poor", 1.0), ("good", 0.003))
    ]
    found = worth_of(*ahead, visits, [TOTAL_HIP], UNTIL, np.random.default_rng(4))
    assert [one.what for one in found] == ["good", "poor"]
